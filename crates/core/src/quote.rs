//! How a message quotes what somebody typed: visible, in one line, and short.

use crate::text;

/// Text in backticks, control and zero-width characters as `\u{…}`, cut after 60 characters. Two backticks would say nothing: an
/// empty string is named.
pub fn quote(text: &str) -> String {
    if text.is_empty() {
        return "an empty string".to_owned();
    }
    text::join(&["`", &visible(text), "`"])
}

/// The text between the backticks.
pub(crate) fn visible(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut visible = String::new();
    for (position, character) in text.chars().enumerate() {
        if position == LONGEST {
            visible.push('…');
            break;
        }
        push(&mut visible, character, is_invisible(character));
    }
    visible
}

/// One character in backticks; a space has no look of its own, so it is named.
pub(crate) fn named_character(character: char) -> String {
    if character == ' ' {
        return "a space".to_owned();
    }
    let mut text = String::from("`");
    push_visible(&mut text, character);
    text.push('`');
    text
}

/// Adds a character of a number or a URL as a person can see it: one that slips in as `\u{…}`.
pub(crate) fn push_visible(text: &mut String, character: char) {
    push(text, character, slips_in(character));
}

fn push(text: &mut String, character: char, is_hidden: bool) {
    if is_hidden || character == '`' {
        text::push_escape(text, character);
    } else {
        text.push(character);
    }
}

/// What comes along unseen when a number or a URL is pasted: controls, zero-width and bidirectional marks (of contact lists), and odd
/// spaces.
///
/// A part of [`is_invisible`]: the others are no danger to a number, and their table is more than there is room for where numbers
/// alone are downloaded.
pub(crate) fn slips_in(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
        || (character != ' ' && text::is_white_space(character))
}

/// A character without a look of its own, other than a space: a text with it may look like another. Of Unicode's characters those that
/// slip in, the others of `Default_Ignorable_Code_Point` and of the category `Cf`, and the blank of Braille.
///
/// Two groups could be decided otherwise:
///
/// - What joins and selects (U+200C and U+200D in Persian, Hindi and emoji; U+FE0F in emoji) belongs there, and is invisible all the
///   same: `phone_number` and U+FE0F is not `phone_number`. Written out, an emoji loses its look, and nobody is misled.
/// - The signs that stand before digits in Arabic, Syriac and Kaithi (U+0600 to U+0605, U+06DD, U+070F, U+0890, U+0891, U+08E2, U+110BD,
///   U+110CD) are of `Cf`, but are seen: they are not in it.
pub fn is_invisible(character: char) -> bool {
    slips_in(character)
        || matches!(character,
            '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{2800}'
            | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}'
            | '\u{13430}'..='\u{1343F}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}
