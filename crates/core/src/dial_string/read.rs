//! Takes a dial string apart.

use super::{DialStringFacts, MOST_PAUSES};
use crate::phone::{PhoneNumber, Validity, is_separator};
use crate::quote::slips_in;
use crate::text::{is_white_space, trim};

/// Why a string is not a dial string; positions count characters of the text from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// Nothing.
    Empty,
    /// The part before the pauses is not a number that can be read for certain.
    Number {
        /// Where it begins.
        position: usize,
    },
    /// No digits follow the number and its pauses.
    NoPin {
        /// Where they are missing.
        position: usize,
    },
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
    /// `*` or `#` in place of the PIN: a phone can dial it, but no PIN begins so.
    Key {
        /// Where it stands.
        position: usize,
    },
    /// A number of pauses that nobody means.
    Pauses,
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
        _ if is_separator(character) => Mark::Separator,
        _ => Mark::Other,
    }
}

/// The characters, with those a link writes as `%XX` decoded, and where each stands in the text.
fn characters(text: &str) -> Vec<(usize, char)> {
    let mut all = Vec::new();
    let mut rest = text.chars().enumerate().map(|(index, character)| (index + 1, character)).peekable();
    while let Some((position, character)) = rest.next() {
        // Texts of iCalendar and vCard have it so (RFC 5545, 3.3.11).
        if character == '\\' && matches!(rest.peek(), Some((_, ',' | ';'))) {
            continue;
        }
        let character = half_width(character);
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

/// What keyboards of East Asia write in place of ASCII.
fn half_width(character: char) -> char {
    match u32::from(character) {
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(character),
        _ => character,
    }
}

/// Whether the phone asks the caller somewhere in what follows the PIN: at a `;` that begins no parameter, or at a `w` among keys,
/// which is in no word.
pub(crate) fn has_wait(rest: &str) -> bool {
    let all: Vec<(usize, char)> = rest.chars().enumerate().collect();
    let is_dialled = |index: usize| {
        let (_, character) = all.get(index)?;
        Some(!matches!(mark(*character), Mark::Plus | Mark::Extension | Mark::Other))
    };
    all.iter().enumerate().any(|(index, (_, character))| match character {
        ';' => parameter(all.get(index..).unwrap_or_default()).is_none(),
        'w' | 'W' => index.checked_sub(1).and_then(is_dialled) != Some(false) && is_dialled(index + 1) == Some(true),
        _ => false,
    })
}

/// What could be read, and what was wrong first.
pub(crate) fn read(text: &str) -> (DialStringFacts, Option<Problem>) {
    let mut facts = DialStringFacts::default();
    let all = characters(text);
    let body = trimmed(without_tel(trimmed(&all)));
    let Some((begin, _)) = body.first().copied() else {
        return (facts, Some(Problem::Empty));
    };
    // It is known what was meant, but a phone dials nothing from a label on.
    let unlabelled = without_label(body);
    let is_labelled = unlabelled.is_some();
    let body = unlabelled.unwrap_or(body);
    let ends_number = |(_, character): &(usize, char)| {
        !character.is_numeric() && !matches!(mark(*character), Mark::Separator | Mark::Plus)
    };
    let split = body.iter().position(ends_number).unwrap_or(body.len());
    let (number, behind) = body.split_at_checked(split).unwrap_or((body, &[]));
    let number: String = number.iter().map(|(_, character)| character).collect();
    let number = PhoneNumber::certain(&number);
    // In front of what nobody can dial, a few digits are rather a part of a number than all of it.
    let is_cut = behind.first().is_some_and(|(_, character)| mark(*character) == Mark::Other);
    let is_whole = |number: &PhoneNumber| matches!(number.validity(), Validity::Valid | Validity::Possible);
    facts.phone_number = number.filter(|number| !is_cut || is_whole(number));
    let problem = (number.is_none() || is_labelled).then_some(Problem::Number { position: begin });
    let end = text.chars().count() + 1;
    let pin_problem = read_pin(behind, end, &mut facts);
    let many = (facts.pauses > MOST_PAUSES).then_some(Problem::Pauses);
    (facts, problem.or(pin_problem).or(many))
}

/// Without the white space and the invisible characters in front and behind.
fn trimmed(mut rest: &[(usize, char)]) -> &[(usize, char)] {
    let is_blank = |character: char| is_white_space(character) || slips_in(character);
    while let [(_, first), inner @ ..] = rest
        && is_blank(*first)
    {
        rest = inner;
    }
    while let [inner @ .., (_, last)] = rest
        && is_blank(*last)
    {
        rest = inner;
    }
    rest
}

fn without_tel(text: &[(usize, char)]) -> &[(usize, char)] {
    let head = text.iter().take(4).map(|(_, character)| character.to_ascii_lowercase());
    if !head.eq("tel:".chars()) {
        return text;
    }
    let number = text.get(4..).unwrap_or_default();
    // As of a web address: a mistake that phones let pass.
    if let [(_, '/'), (_, '/'), number @ ..] = number { number } else { number }
}

/// What follows a label such as `US: ` or `(US) `. A `+` has to follow, so that it is certain where the number begins.
fn without_label(text: &[(usize, char)]) -> Option<&[(usize, char)]> {
    const LONGEST: usize = 40;
    let length = text.iter().take(LONGEST).position(|(_, character)| *character == '+')?;
    let (label, number) = text.split_at_checked(length)?;
    let is_of_label = |character: char| is_letter(character) || character == ':' || is_separator(character);
    let is_label = label.iter().all(|(_, character)| is_of_label(*character));
    (is_label && label.iter().any(|(_, character)| is_letter(*character))).then_some(number)
}

/// Of any alphabet, or a sign that is no digit.
fn is_letter(character: char) -> bool {
    character.is_ascii_alphabetic() || !character.is_ascii() && !character.is_numeric() && !is_separator(character)
}

/// Pauses and waits, the PIN, `#`, and the rest. The text ends before the position `end`.
fn read_pin(behind: &[(usize, char)], end: usize, facts: &mut DialStringFacts) -> Option<Problem> {
    let mut pin = String::new();
    let mut left = behind;
    let mut after_digit = behind;
    let mut word = None;
    while let [(position, character), rest @ ..] = left {
        // It is known what was meant, but to a phone the word is a pause and two letters.
        if pin.is_empty()
            && let Some(behind) = without_word(left)
        {
            word = word.or(Some(Problem::Character { position: *position }));
            left = behind;
            continue;
        }
        if !pin.is_empty() && is_comment(after_digit, left) {
            left = after_digit;
            break;
        }
        let before = left;
        left = rest;
        match mark(*character) {
            Mark::Digit(digit) => {
                pin.push(digit);
                after_digit = left;
            }
            Mark::Separator => {}
            Mark::Pause if pin.is_empty() => facts.pauses += 1,
            Mark::Wait if pin.is_empty() => match parameter(before) {
                None => facts.waits += 1,
                Some((name, value)) if name == POST_DIAL => left = value,
                Some((name, _)) => {
                    facts.rest = Some(text_of(rest));
                    let position = position + 1;
                    return Some(if name == EXTENSION {
                        Problem::Extension { position }
                    } else {
                        Problem::Character { position }
                    });
                }
            },
            Mark::Hash if !pin.is_empty() => {
                facts.terminator = Some("#");
                break;
            }
            // A second number to dial, behind pauses of its own.
            Mark::Pause | Mark::Wait | Mark::Star if !pin.is_empty() => {
                left = before;
                break;
            }
            Mark::Extension if pin.is_empty() => {
                facts.rest = Some(text_of(before));
                return Some(Problem::Extension { position: *position });
            }
            Mark::Star | Mark::Hash if pin.is_empty() => {
                facts.rest = Some(text_of(before));
                return Some(Problem::Key { position: *position });
            }
            _ => return word.or(Some(Problem::Character { position: *position })),
        }
    }
    if pin.is_empty() {
        return word.or(Some(Problem::NoPin { position: end }));
    }
    facts.pin = Some(pin);
    let rest = text_of(left);
    if !trim(&rest).is_empty() {
        facts.rest = Some(rest);
    }
    word
}

/// What stands between the number and the PIN in texts for people.
const WORDS: [&str; 4] = ["pin", "then", "access code", "conference id"];

/// What follows one of these words, and its colon; in French there is a space before that.
fn without_word(text: &[(usize, char)]) -> Option<&[(usize, char)]> {
    let is_first = |word: &&&str| {
        let start = text.iter().take(word.len()).map(|(_, character)| character.to_ascii_lowercase());
        start.eq(word.chars())
    };
    let behind = text.get(WORDS.iter().find(is_first)?.len()..)?;
    let colon = behind.iter().position(|(_, character)| mark(*character) != Mark::Separator);
    Some(match colon.and_then(|colon| behind.get(colon..)) {
        Some([(_, ':'), rest @ ..]) => rest,
        _ => behind,
    })
}

/// Whether a text for people begins at `here`, `United States` or `(US)`: a word, apart from the PIN, and on its line no key that might
/// belong to the PIN.
fn is_comment(after_digit: &[(usize, char)], here: &[(usize, char)]) -> bool {
    let [(_, first), (_, second), ..] = here else { return false };
    let between = after_digit.len().saturating_sub(here.len());
    // The rest is looked through only here, where reading ends in any case: it may be long.
    if between == 0 || !is_letter(*first) || !is_letter(*second) {
        return false;
    }
    let is_line_break = |each: &(usize, char)| matches!(each.1, '\n' | '\r');
    let is_key = |each: &(usize, char)| each.1.is_numeric() || matches!(each.1, '#' | '*');
    after_digit.iter().take(between).any(is_line_break)
        || !here.iter().take_while(|each| !is_line_break(each)).any(is_key)
}

/// What a `tel:` link calls what is dialled after the number (3GPP TS 24.229), and an extension (RFC 3966).
const POST_DIAL: &str = "postd";
const EXTENSION: &str = "ext";

/// A parameter of a `tel:` link, `;name=value`: its name in lower case, and what follows the `=`.
fn parameter(text: &[(usize, char)]) -> Option<(String, &[(usize, char)])> {
    let [(_, ';'), rest @ ..] = text else { return None };
    let length = rest.iter().take_while(|(_, character)| character.is_ascii_alphabetic() || *character == '-').count();
    let (name, behind) = rest.split_at_checked(length)?;
    let [(_, '='), value @ ..] = behind else { return None };
    Some((text_of(name).to_ascii_lowercase(), value))
}

fn text_of(characters: &[(usize, char)]) -> String {
    characters.iter().map(|(_, character)| character).collect()
}
