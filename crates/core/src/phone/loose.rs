//! What people paste for a number, and the one certain E.164 reading of it.

use super::number::{MAX_DIGITS, PhoneNumber, Validity};
use super::separator::is_separator;
use crate::quote::slips_in;
use crate::text::{is_white_space, join, trimmed};

/// What a loose reading found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LooseReading {
    /// Only this can be meant.
    Certain(PhoneNumber),
    /// The digits are clear, the calling code is not: what it may mean.
    Candidates(Vec<PhoneNumber>),
    /// No reading.
    None,
}

/// Reads a number with separators (spaces, dashes, dots, brackets), `tel:`, `00` for `+`, full-width or Arabic digits, a
/// trunk prefix in brackets (`+44 (0)20…`), or without its `+`.
///
/// Behind a `+` the digits are certain. Without one, a reading is certain when it alone is a valid number: 1 in 10 valid US
/// numbers typed without `+1` is a valid number of another country with a bare `+` in front. A number that cannot exist is
/// nobody's meaning.
pub fn read_loose(text: &str) -> LooseReading {
    let text = trimmed(text, |character| is_white_space(character) || slips_in(character));
    let bare = match text.split_at_checked(4) {
        Some((head, number)) if head.eq_ignore_ascii_case("tel:") => number,
        _ => text,
    };
    let Some((plus, digits)) = digits_of(bare) else { return LooseReading::None };
    let Some(international) = international(plus, &digits) else {
        // No area code of North America begins with 0 or 1.
        let is_north_american = digits.len() == 10 && !digits.starts_with(['0', '1']);
        let north_american = if is_north_american { parse(&join(&["1", &digits])) } else { None };
        return one_valid([parse(&digits), north_american]);
    };
    let number = parse(international);
    // Most countries drop the 0 behind the calling code; Italy keeps it. The plan knows.
    let dropped = around_bracketed_zero(bare).and_then(|(before, behind)| {
        let (plus, digits) = digits_of(&join(&[before, behind]))?;
        parse(self::international(plus, &digits)?)
    });
    if plus && dropped.is_none() {
        // A trunk prefix that was kept can go in the same step.
        let possible = number
            .map(PhoneNumber::canonical)
            .filter(|number| matches!(number.validity(), Validity::Valid | Validity::Possible));
        return possible.map_or(LooseReading::None, LooseReading::Certain);
    }
    one_valid([dropped, number])
}

/// What stands behind the `+`, or the `00` that most countries dial for it.
fn international(plus: bool, digits: &str) -> Option<&str> {
    if plus { Some(digits) } else { digits.strip_prefix("00") }
}

impl PhoneNumber {
    /// Without a trunk prefix that should not be there: one number has one such form.
    pub(crate) fn canonical(self) -> Self {
        self.without_trunk_prefix().unwrap_or(self)
    }

    /// The one number that all its certain spellings mean, to compare them by.
    pub(crate) fn meant(text: &str) -> Option<Self> {
        Self::certain(text).map(Self::canonical)
    }

    /// The number of a text in E.164, or the only one that another can mean.
    pub(crate) fn certain(text: &str) -> Option<Self> {
        Self::parse(text).ok().or_else(|| match read_loose(text) {
            LooseReading::Certain(number) => Some(number),
            _ => None,
        })
    }
}

/// What stands before and behind the first `(0)`.
fn around_bracketed_zero(text: &str) -> Option<(&str, &str)> {
    let place = text.as_bytes().windows(3).position(|bytes| bytes == b"(0)")?;
    text.get(..place).zip(text.get(place + 3..))
}

/// The only valid one of the candidates, or all that can exist. Where none is valid as it stands, a trunk prefix may go.
fn one_valid(candidates: [Option<PhoneNumber>; 2]) -> LooseReading {
    let any_valid = candidates.into_iter().flatten().any(|number| number.validity() == Validity::Valid);
    let (mut valid, mut possible) = (Vec::new(), Vec::new());
    for number in candidates.into_iter().flatten() {
        let meant = if any_valid { number } else { number.canonical() };
        match meant.validity() {
            Validity::Valid if valid.contains(&meant) => {}
            Validity::Valid => valid.push(meant),
            Validity::Possible => possible.push(meant),
            _ => {}
        }
    }
    match valid.as_slice() {
        [only] => LooseReading::Certain(*only),
        [] if possible.is_empty() => LooseReading::None,
        [] => LooseReading::Candidates(possible),
        _ => LooseReading::Candidates(valid),
    }
}

fn parse(digits: &str) -> Option<PhoneNumber> {
    PhoneNumber::parse(&join(&["+", digits])).ok()
}

/// Whether a `+` leads, and the digits in ASCII; `None` when anything but digits and separators is there.
fn digits_of(text: &str) -> Option<(bool, String)> {
    let mut plus = false;
    let mut digits = String::new();
    for character in text.chars() {
        if let Some(digit) = ascii_digit(character) {
            // `00` for the `+` and a 0 in brackets come on top of the 15. Stopping here keeps a 10 MB text cheap.
            if digits.len() == MAX_DIGITS + 3 {
                return None;
            }
            digits.push(digit);
        } else if matches!(character, '+' | '\u{FF0B}') && !plus && digits.is_empty() {
            plus = true;
        } else if !is_separator(character) {
            return None;
        }
    }
    if digits.is_empty() { None } else { Some((plus, digits)) }
}

/// ASCII, full-width (U+FF10), Arabic-Indic (U+0660) and Persian (U+06F0) digits.
fn ascii_digit(character: char) -> Option<char> {
    if character.is_ascii_digit() {
        return Some(character);
    }
    let zero = match character {
        '\u{FF10}'..='\u{FF19}' => 0xFF10,
        '\u{0660}'..='\u{0669}' => 0x0660,
        '\u{06F0}'..='\u{06F9}' => 0x06F0,
        _ => return None,
    };
    char::from_digit(u32::from(character) - zero, 10)
}
