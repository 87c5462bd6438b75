//! What people paste for a number, and the one certain E.164 reading of it.

use super::number::{MAX_DIGITS, PhoneNumber, Validity};
use crate::quote::is_invisible;
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
/// numbers typed without `+1` is a valid number of another country with a bare `+` in front.
pub fn read_loose(text: &str) -> LooseReading {
    let text = trimmed(text, |character| is_white_space(character) || is_invisible(character));
    let bare = match text.split_at_checked(4) {
        Some((head, number)) if head.eq_ignore_ascii_case("tel:") => number,
        _ => text,
    };
    let Some((plus, digits)) = digits_of(bare) else { return LooseReading::None };
    if plus && let Some((before, behind)) = around_bracketed_zero(bare) {
        // Most countries drop the 0 behind the calling code; Italy keeps it. The plan knows.
        let dropped = digits_of(&join(&[before, behind])).and_then(|(_, digits)| parse(&digits));
        return one_valid([dropped, parse(&digits)]);
    }
    if plus {
        // A number that cannot exist is nobody's meaning; a trunk prefix that was kept can go in the same step.
        let number = parse(&digits).map(|number| number.without_trunk_prefix().unwrap_or(number));
        let possible = number.filter(|number| matches!(number.validity(), Validity::Valid | Validity::Possible));
        return possible.map_or(LooseReading::None, LooseReading::Certain);
    }
    if let Some(international) = digits.strip_prefix("00") {
        return one_valid([parse(international), None]);
    }
    let north_american = if digits.len() == 10 { parse(&join(&["1", &digits])) } else { None };
    one_valid([parse(&digits), north_american])
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

/// The only valid one of the candidates, or all of them.
fn one_valid(candidates: [Option<PhoneNumber>; 2]) -> LooseReading {
    let is_valid = |number: PhoneNumber| number.validity() == Validity::Valid;
    match candidates {
        [Some(first), Some(second)] => match (is_valid(first), is_valid(second)) {
            (true, false) => LooseReading::Certain(first),
            (false, true) => LooseReading::Certain(second),
            _ => LooseReading::Candidates(vec![first, second]),
        },
        [Some(only), None] | [None, Some(only)] if is_valid(only) => LooseReading::Certain(only),
        [Some(only), None] | [None, Some(only)] => LooseReading::Candidates(vec![only]),
        [None, None] => LooseReading::None,
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
            // `00` for the `+`, or a 0 in brackets, comes on top of the 15. Stopping here keeps a 10 MB text cheap.
            if digits.len() == MAX_DIGITS + 2 {
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

pub(crate) fn is_separator(character: char) -> bool {
    matches!(character, ' ' | '-' | '.' | '(' | ')' | '[' | ']')
        // Dashes of the General Punctuation block, the minus sign, full-width forms.
        || matches!(character, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FF0D}' | '\u{FF08}' | '\u{FF09}' | '\u{FF0E}')
        || is_white_space(character)
        || (is_invisible(character) && !character.is_control())
}
