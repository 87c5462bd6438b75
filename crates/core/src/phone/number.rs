//! Strict E.164: `+`, then 1 to 15 ASCII digits, the first of them not 0.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::kind::Kind;
use super::plan::{Habits, Place, walk};
use super::separator::is_separator;
use crate::quote::{named_character, push_visible, slips_in};
use crate::serialize_as_str::serialize_as_str;
use crate::text::{self, join};

/// The most digits an E.164 number has, calling code included (ITU-T E.164, 6.2.1).
pub const MAX_DIGITS: usize = 15;

/// A number in E.164 form, for example `+12095038039`, and what the numbering plans know of it.
///
/// The digits are kept as an integer: no E.164 number starts with 0, so they come back whole.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhoneNumber(Place);

/// Whether a number can exist, as far as its numbering plan tells. Serialises in kebab-case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Validity {
    /// Its plan has the range it is in.
    Valid,
    /// Its length is right, but no range of its plan has it.
    Possible,
    /// Shorter than any number of its plan.
    TooShort,
    /// Longer than any number of its plan.
    TooLong,
    /// Between the two, but no number of its plan is that long.
    InvalidLength,
    /// No calling code begins like this.
    UnknownCallingCode,
}

impl Validity {
    /// In kebab-case: `too-short`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Possible => "possible",
            Self::TooShort => "too-short",
            Self::TooLong => "too-long",
            Self::InvalidLength => "invalid-length",
            Self::UnknownCallingCode => "unknown-calling-code",
        }
    }
}

serialize_as_str!(Validity);

/// Why a string is not E.164.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotE164 {
    /// Nothing, or white space only.
    Empty,
    /// Pauses and a PIN follow the number.
    ContainsPin,
    /// An extension follows the number.
    HasExtension,
    /// A digit or another number outside of ASCII: `１`, `²`, `Ⅷ`.
    NonAsciiDigit {
        /// The first such character.
        character: char,
        /// Its place, counted in characters from 1.
        position: usize,
    },
    /// A character that is neither a digit nor a leading `+`.
    BadCharacter {
        /// The first such character; a separator only where there are no others.
        character: char,
        /// Its place, counted in characters from 1.
        position: usize,
    },
    /// Digits only.
    MissingPlus,
    /// `+0…`: no calling code starts with 0.
    LeadingZero,
    /// `+` alone.
    TooShort,
    /// More than 15 digits.
    TooLong {
        /// How many digits there are.
        digits: usize,
    },
}

impl NotE164 {
    /// The stable name of the reason, as `params.reason` carries it.
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::ContainsPin => "contains-pin",
            Self::HasExtension => "has-extension",
            Self::NonAsciiDigit { .. } => "non-ascii-digit",
            Self::BadCharacter { .. } => "bad-character",
            Self::MissingPlus => "missing-plus",
            Self::LeadingZero => "leading-zero",
            Self::TooShort => "too-short",
            Self::TooLong { .. } => "too-long",
        }
    }

    /// The reason as part of a sentence.
    pub(crate) fn spoken(&self) -> String {
        let known = match self {
            Self::Empty => "it is empty",
            Self::ContainsPin => "a pause and a PIN follow the number",
            Self::HasExtension => "an extension follows the number",
            Self::NonAsciiDigit { character, position } => {
                return at(*character, *position, "is not an ASCII digit");
            }
            Self::BadCharacter { character, position } => {
                return at(*character, *position, "is neither a digit nor the leading `+`");
            }
            Self::MissingPlus => "the leading `+` is missing",
            Self::LeadingZero => "no calling code starts with `0`",
            Self::TooShort => "no digits follow the `+`",
            Self::TooLong { digits } => {
                return join(&["it has ", &text::number(*digits as u64), " digits, and E.164 allows 15"]);
            }
        };
        known.to_owned()
    }
}

fn at(character: char, position: usize, problem: &str) -> String {
    join(&[&named_character(character), " (character ", &text::number(position as u64), ") ", problem])
}

impl fmt::Display for NotE164 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.spoken())
    }
}

impl Error for NotE164 {}

impl PhoneNumber {
    /// Reads strict E.164. Nothing is trimmed, mapped or guessed; [`read_loose`](super::read_loose) does that.
    ///
    /// # Errors
    /// The first [`NotE164`] that holds, in the order of that enum.
    #[cfg_attr(not(target_family = "wasm"), inline)]
    pub fn parse(text: &str) -> Result<Self, NotE164> {
        digits_of(text.as_bytes()).and_then(walk).map(Self).ok_or_else(|| diagnose(text))
    }

    /// The digits without the `+`.
    pub fn digits(self) -> String {
        text::number(self.0.value)
    }

    /// As it is written: `+12095038039`.
    pub fn text(self) -> String {
        let mut text = String::from("+");
        text::push_number(&mut text, self.0.value);
        text
    }

    /// Its digits, split after the calling code; `None` when no calling code begins like this.
    pub(super) fn split(self, digits: &str) -> Option<(&str, &str)> {
        let code = digits.len().checked_sub(usize::from(self.0.national_digits))?;
        if self.0.plan == 0 { None } else { digits.split_at_checked(code) }
    }

    /// Whether its plan has it.
    pub fn validity(self) -> Validity {
        if self.0.is_valid() {
            return Validity::Valid;
        }
        let Some(lengths) = self.0.lengths() else { return Validity::UnknownCallingCode };
        // The first and the last bit that are set are the shortest and the longest length.
        let length = u32::from(self.0.national_digits);
        if lengths >> length & 1 == 1 {
            Validity::Possible
        } else if length < lengths.trailing_zeros() {
            Validity::TooShort
        } else if length >= u16::BITS - lengths.leading_zeros() {
            Validity::TooLong
        } else {
            Validity::InvalidLength
        }
    }

    /// How many digits may follow the calling code, in its main region's plan.
    pub fn possible_lengths(self) -> Vec<usize> {
        let lengths = self.0.lengths().unwrap_or_default();
        (0..=MAX_DIGITS).filter(|length| lengths >> length & 1 == 1).collect()
    }

    /// The calling code, for example 44; `None` when none begins like this.
    pub fn calling_code(self) -> Option<u16> {
        (self.0.plan != 0)
            .then(|| u16::try_from(self.0.value / 10_u64.pow(u32::from(self.0.national_digits))).unwrap_or_default())
    }

    /// What follows the calling code.
    pub fn national_number(self) -> Option<String> {
        let digits = self.digits();
        let (_, national) = self.split(&digits)?;
        if national.is_empty() { None } else { Some(national.to_owned()) }
    }

    /// The region of a valid number: ISO 3166, or `001` where the calling code belongs to no country.
    #[cfg_attr(not(target_family = "wasm"), inline)]
    pub fn region(self) -> Option<&'static str> {
        self.0.region()
    }

    /// The kind of a valid number.
    #[cfg_attr(not(target_family = "wasm"), inline)]
    pub fn kind(self) -> Option<Kind> {
        self.0.kind()
    }

    /// What its plan's main region says of dialling and writing.
    pub(super) fn habits(self) -> Option<Habits> {
        self.0.habits()
    }
}

impl FromStr for PhoneNumber {
    type Err = NotE164;

    fn from_str(text: &str) -> Result<Self, NotE164> {
        Self::parse(text)
    }
}

impl<'de> Deserialize<'de> for PhoneNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text())
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "PhoneNumber({self})")
    }
}

impl Serialize for PhoneNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

/// Whether the text is a number in E.164, exactly, that its plan has: [`PhoneNumber::parse`] and
/// [`PhoneNumber::validity`] in one, for those who ask nothing else.
#[inline]
pub fn is_valid_e164(text: impl AsRef<[u8]>) -> bool {
    let text = text.as_ref();
    digits_of(text).and_then(walk).is_some_and(Place::is_valid)
}

/// What follows the `+`, where length and beginning are those of E.164.
#[inline]
fn digits_of(text: &[u8]) -> Option<&[u8]> {
    match text {
        [b'+', digits @ ..] if digits.len() <= MAX_DIGITS && matches!(digits, [b'1'..=b'9', ..]) => Some(digits),
        _ => None,
    }
}

/// The reasons in their published order; only called for a text that is not E.164.
#[cold]
fn diagnose(text: &str) -> NotE164 {
    if text.chars().all(text::is_white_space) {
        return NotE164::Empty;
    }
    if find_tail(text, Some(TailKind::Pin)).is_some() {
        return NotE164::ContainsPin;
    }
    if find_tail(text, Some(TailKind::Extension)).is_some() {
        return NotE164::HasExtension;
    }
    let (mut bad, mut harmless) = (None, true);
    let mut may_lead = true;
    for (position, character) in (1..).zip(text.chars()) {
        if !character.is_ascii() && character.is_numeric() {
            return NotE164::NonAsciiDigit { character, position };
        }
        let leads = character == '+' && may_lead;
        may_lead &= is_separator(character);
        if character.is_ascii_digit() || (leads && position == 1) {
            continue;
        }
        // Who writes `+1 209 503 8O39` wants to hear of the letter. A `+` behind separators is not in the wrong place, they are.
        let separates = leads || is_separator(character);
        if bad.is_none() || (harmless && !separates) {
            bad = Some((character, position));
            harmless = separates;
        }
    }
    if let Some((character, position)) = bad {
        return NotE164::BadCharacter { character, position };
    }
    match text.strip_prefix('+') {
        None => NotE164::MissingPlus,
        Some("") => NotE164::TooShort,
        Some(digits) if digits.starts_with('0') => NotE164::LeadingZero,
        Some(digits) => NotE164::TooLong { digits: digits.len() },
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum TailKind {
    Pin,
    Extension,
}

/// Where what follows a number and is not part of it begins: the first pause (`,` `;` `p` `w` `%2C`, the word PIN) or extension
/// mark (`x`, `ext`, `;ext=`, `#`) that stands between digits. Further behind, no number stands before it.
///
/// `only` one kind is a reason. Without it, everything that a quote has to hide counts: a PIN that comes first, and what
/// begins with a `+`, which as a reason is another number.
fn find_tail(text: &str, only: Option<TailKind>) -> Option<usize> {
    const FARTHEST: usize = 100;
    let mut digit_seen = false;
    let mut places = text.char_indices().take(FARTHEST);
    let place = places.find(|&(start, character)| {
        if character.is_numeric() {
            digit_seen = true;
            return false;
        }
        let rest = text.get(start..).unwrap_or_default();
        if only.is_none() && ["pin", "code"].iter().any(|word| after(rest, word).is_some()) {
            return true;
        }
        match tail_kind(rest, only.is_some()) {
            None => false,
            found if only.is_some() => digit_seen && found == only,
            Some(kind) => digit_seen || kind == TailKind::Pin,
        }
    });
    place.map(|(start, _)| start)
}

fn tail_kind(rest: &str, plus_says: bool) -> Option<TailKind> {
    let extension = [";ext=", "ext", "x", "#"].into_iter().find_map(|mark| after(rest, mark));
    if extension.is_some_and(|rest| digit_follows(rest, "extnsioEXTNSIO", plus_says)) {
        return Some(TailKind::Extension);
    }
    let pauses = [",", ";", "p", "w", "%2C", "%3B", "\u{FF0C}", "\u{FF1B}"];
    let pause = pauses.into_iter().find_map(|mark| after(rest, mark));
    if pause.is_some_and(|rest| digit_follows(rest, "pwinsPWINS", plus_says)) { Some(TailKind::Pin) } else { None }
}

fn after<'a>(rest: &'a str, mark: &str) -> Option<&'a str> {
    let head = rest.get(..mark.len())?;
    if head.eq_ignore_ascii_case(mark) { rest.get(mark.len()..) } else { None }
}

/// Whether the next thing that says anything is a digit, `letters` aside. Looks as far as a quote shows.
fn digit_follows(rest: &str, letters: &str, plus_says: bool) -> bool {
    rest.chars()
        .take(LONGEST_QUOTE)
        .find(|&character| {
            let says = character.is_numeric() || character.is_ascii_alphabetic() || (plus_says && is_plus(character));
            says && !letters.as_bytes().iter().any(|letter| char::from(*letter) == character)
        })
        .is_some_and(char::is_numeric)
}

/// How many characters a quote shows at most.
const LONGEST_QUOTE: usize = 40;

/// Also in full width.
const fn is_plus(character: char) -> bool {
    matches!(character, '+' | '\u{FF0B}')
}

/// Two numbers, each behind a `+` of its own.
pub(crate) fn holds_two(text: &str) -> bool {
    let mut numbers = 0;
    let mut begins = false;
    for character in text.chars() {
        if is_plus(character) {
            begins = true;
        } else if begins && character.is_numeric() {
            begins = false;
            numbers += 1;
        }
    }
    numbers > 1
}

/// The text as a message may quote it. What stands beside a number may be a PIN, so only the number is shown: from its `+`
/// on, up to a pause or the first thing behind it that is neither a digit nor a separator, and where more digits follow than
/// a number has, only its beginning. Of two numbers, the first. Control characters are escaped.
pub(crate) fn quote(text: &str) -> String {
    /// From so many digits on, what follows is taken for something else than the number.
    const NUMBER_DIGITS: usize = 7;
    let trimmed = text::trimmed(text, text::is_white_space);
    let before = find_tail(trimmed, None).and_then(|tail| trimmed.get(..tail)).unwrap_or(trimmed);
    let start = before.find(is_plus).filter(|_| before.chars().any(char::is_numeric)).unwrap_or_default();
    let number = before.get(start..).unwrap_or_default();
    let in_number = |digits: usize, character: char| {
        // A pause ends it in any case, and however far behind it the PIN is.
        (digits < NUMBER_DIGITS
            && !matches!(character, ',' | ';' | '#' | '*' | '\u{FF0C}' | '\u{FF1B}')
            && !(digits > 0 && is_plus(character)))
            || character.is_numeric()
            || is_separator(character)
            || slips_in(character)
    };
    let mut digits = 0;
    let end = number.char_indices().find(|(_, character)| {
        digits += usize::from(character.is_numeric());
        !in_number(digits, *character)
    });
    let shown = number.get(..end.map_or(number.len(), |(end, _)| end)).unwrap_or_default();
    let shown = text::trimmed(shown, text::is_white_space);
    let total = shown.chars().filter(|character| character.is_numeric()).count();
    let most = if total > MAX_DIGITS { NUMBER_DIGITS } else { MAX_DIGITS };
    let mut quoted = String::from(if start > 0 { "`…" } else { "`" });
    let mut cut = start + shown.len() < trimmed.len();
    let mut digits = 0;
    for (position, character) in shown.chars().enumerate() {
        digits += usize::from(character.is_numeric());
        if digits > most || position >= LONGEST_QUOTE {
            cut = true;
            break;
        }
        push_visible(&mut quoted, character);
    }
    quoted.push_str(if cut { "…`" } else { "`" });
    quoted
}
