//! What people paste for a number, and the one certain E.164 reading of it.

use super::number::{MAX_DIGITS, PhoneNumber};
use crate::quote::is_invisible;

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

/// Reads a number with separators (spaces, dashes, dots, brackets), `tel:`, `00` for `+`, full-width or Arabic digits, or
/// without its `+`.
///
/// Without the numbering plans only 11 digits that start with 1 are certain without a `+`: 1 in 10 valid US numbers
/// typed without `+1` is a valid number of another country with a bare `+` in front.
pub fn read_loose(text: &str) -> LooseReading {
    let trimmed = text.trim_matches(|character: char| character.is_whitespace() || is_invisible(character));
    let bare = match trimmed.get(..4) {
        Some(head) if head.eq_ignore_ascii_case("tel:") => trimmed.get(4..).unwrap_or_default(),
        _ => trimmed,
    };
    let Some((plus, digits)) = digits_of(bare) else { return LooseReading::None };
    if plus {
        // `+44 (0)20…` and its like: whether the 0 belongs is for the numbering plan to say.
        if bare.contains("(0)") { LooseReading::None } else { certain(&digits) }
    } else if let Some(international) = digits.strip_prefix("00") {
        certain(international)
    } else if digits.len() == 11 && digits.starts_with('1') {
        certain(&digits)
    } else {
        let mut candidates: Vec<_> = parse(&digits).into_iter().collect();
        if digits.len() == 10 {
            candidates.extend(parse(&format!("1{digits}")));
        }
        if candidates.is_empty() { LooseReading::None } else { LooseReading::Candidates(candidates) }
    }
}

fn certain(digits: &str) -> LooseReading {
    parse(digits).map_or(LooseReading::None, LooseReading::Certain)
}

fn parse(digits: &str) -> Option<PhoneNumber> {
    PhoneNumber::parse(&format!("+{digits}")).ok()
}

/// Whether a `+` leads, and the digits in ASCII; `None` when anything but digits and separators is there.
fn digits_of(text: &str) -> Option<(bool, String)> {
    let mut plus = false;
    let mut digits = String::new();
    for character in text.chars() {
        if let Some(digit) = ascii_digit(character) {
            // `00` for the `+` comes on top of the 15. Stopping here keeps a 10 MB text cheap.
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

fn is_separator(character: char) -> bool {
    matches!(character, ' ' | '-' | '.' | '(' | ')' | '[' | ']')
        // Dashes of the General Punctuation block, the minus sign, full-width forms.
        || matches!(character, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FF0D}' | '\u{FF08}' | '\u{FF09}' | '\u{FF0E}')
        || character.is_whitespace()
        || (is_invisible(character) && !character.is_control())
}
