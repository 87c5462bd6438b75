//! What people write between the digits of a number.

use crate::quote::slips_in;
use crate::text::is_white_space;

pub(crate) fn is_separator(character: char) -> bool {
    matches!(character, ' ' | '-' | '.' | '(' | ')' | '[' | ']')
        // Dashes of the General Punctuation block, the minus sign, full-width forms.
        || matches!(character, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FF0D}' | '\u{FF08}' | '\u{FF09}' | '\u{FF0E}')
        || is_white_space(character)
        || (slips_in(character) && !character.is_control())
}
