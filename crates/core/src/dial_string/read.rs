//! Takes a dial string apart.

use super::DialStringFacts;
use crate::phone::{LooseReading, PhoneNumber, read_loose};

/// Why a text is no dial string; positions count characters of the text from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// Nothing.
    Empty,
    /// The part before the pauses is no number that can be read for certain.
    Number,
    /// No digits follow the number and its pauses.
    NoPin,
    /// `x` or `ext`: an extension.
    Extension {
        /// Where it stands.
        position: usize,
    },
    /// Something that a phone cannot dial.
    Character {
        /// Where it stands.
        position: usize,
    },
    /// A number of pauses that nobody means.
    Pauses(usize),
}

/// What each character does. The position is kept for messages.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Digit(char),
    Pause,
    Wait,
    Hash,
    Star,
    Separator,
    Plus,
    Extension,
    Other,
}

fn mark(character: char) -> Mark {
    match character {
        '0'..='9' => Mark::Digit(character),
        ',' | 'p' | 'P' => Mark::Pause,
        ';' | 'w' | 'W' => Mark::Wait,
        '#' => Mark::Hash,
        '*' => Mark::Star,
        '+' => Mark::Plus,
        'x' | 'X' | 'e' | 'E' => Mark::Extension,
        ' ' | '-' | '.' | '(' | ')' | '[' | ']' | '\u{A0}' | '\u{2010}'..='\u{2015}' => Mark::Separator,
        _ => Mark::Other,
    }
}

/// The characters, with those a link writes as `%XX` decoded, and where each stands in the text.
fn characters(text: &str) -> Vec<(usize, char)> {
    let mut all = Vec::new();
    let mut rest = text.chars().enumerate().map(|(index, character)| (index + 1, character)).peekable();
    while let Some((position, character)) = rest.next() {
        if character != '%' {
            all.push((position, character));
            continue;
        }
        let mut ahead = rest.clone();
        let digits = [ahead.next(), ahead.next()].map(|next| next.and_then(|(_, digit)| digit.to_digit(16)));
        if let [Some(high), Some(low)] = digits {
            rest = ahead;
            all.push((position, char::from_u32(high * 16 + low).unwrap_or(character)));
        } else {
            all.push((position, character));
        }
    }
    all
}

/// What could be read, and what was wrong first.
pub(crate) fn read(text: &str) -> (DialStringFacts, Option<Problem>) {
    let mut facts = DialStringFacts::default();
    let all = characters(text);
    let start = if starts_with_tel(&all) { 4 } else { 0 };
    let body = all.get(start..).unwrap_or_default();
    if body.iter().all(|(_, character)| character.is_whitespace()) {
        return (facts, Some(Problem::Empty));
    }
    let ends_number = |(_, character): &(usize, char)| {
        let numeric = character.is_numeric() || character.is_whitespace() || *character == '\u{FF0B}';
        !numeric && !matches!(mark(*character), Mark::Separator | Mark::Plus)
    };
    let split = body.iter().position(ends_number).unwrap_or(body.len());
    let (number, behind) = body.split_at_checked(split).unwrap_or((body, &[]));
    let number: String = number.iter().map(|(_, character)| character).collect();
    let mut problem = None;
    match (PhoneNumber::parse(&number), read_loose(&number)) {
        (Ok(number), _) | (Err(_), LooseReading::Certain(number)) => facts.phone_number = Some(number),
        (Err(_), LooseReading::Candidates(_) | LooseReading::None) => problem = Some(Problem::Number),
    }
    let pin_problem = read_pin(behind, &mut facts);
    (facts, problem.or(pin_problem))
}

fn starts_with_tel(all: &[(usize, char)]) -> bool {
    all.get(..4).is_some_and(|head| head.iter().map(|(_, character)| character.to_ascii_lowercase()).eq("tel:".chars()))
}

/// Pauses and waits, the PIN, `#`, and the rest.
fn read_pin(behind: &[(usize, char)], facts: &mut DialStringFacts) -> Option<Problem> {
    let mut pin = String::new();
    let mut left = behind.iter();
    for (position, character) in left.by_ref() {
        match mark(*character) {
            Mark::Digit(digit) => pin.push(digit),
            Mark::Separator => {}
            Mark::Pause if pin.is_empty() => facts.pauses += 1,
            Mark::Wait if pin.is_empty() => facts.waits += 1,
            Mark::Hash if !pin.is_empty() => {
                facts.terminator = Some("#");
                break;
            }
            // A second number to dial, behind pauses of its own.
            Mark::Pause | Mark::Wait | Mark::Star if !pin.is_empty() => {
                facts.rest = Some(std::iter::once(*character).chain(left.by_ref().map(|(_, each)| *each)).collect());
                break;
            }
            Mark::Extension if pin.is_empty() => return Some(Problem::Extension { position: *position }),
            _ => return Some(Problem::Character { position: *position }),
        }
    }
    if pin.is_empty() {
        return Some(Problem::NoPin);
    }
    facts.pin = Some(pin);
    let rest: String = left.map(|(_, character)| character).collect();
    if !rest.trim().is_empty() {
        facts.rest = Some(rest);
    }
    None
}
