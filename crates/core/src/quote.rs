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
        push_visible(&mut visible, character);
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

/// Adds a character as a person can see it: a control, format or space-like one as `\u{…}`.
pub(crate) fn push_visible(text: &mut String, character: char) {
    if is_invisible(character) || character == '`' {
        text::push_escape(text, character);
    } else {
        text.push(character);
    }
}

/// Controls, zero-width and bidirectional marks (pasted along from contact lists), and odd spaces.
pub fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
        || (character != ' ' && text::is_white_space(character))
}
