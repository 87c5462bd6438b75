//! Putting texts together and searching them, and telling characters apart, without `core::fmt` and the tables of Unicode: in a small
//! WebAssembly file those would be a good part of it.

/// The number in decimal digits.
pub(crate) fn number(number: u64) -> String {
    let mut text = String::new();
    push_number(&mut text, number);
    text
}

pub(crate) fn push_number(text: &mut String, number: u64) {
    if number >= 10 {
        push_number(text, number / 10);
    }
    text.push(digit(number % 10));
}

/// `1 second`, `2 seconds`.
pub(crate) fn counted(count: u64, unit: &str) -> String {
    join(&[&number(count), " ", unit, if count == 1 { "" } else { "s" }])
}

fn digit(value: u64) -> char {
    usize::try_from(value).ok().and_then(|value| b"0123456789abcdef".get(value)).map_or('?', |digit| char::from(*digit))
}

/// The parts behind each other.
pub(crate) fn join(parts: &[&str]) -> String {
    let mut text = String::new();
    for part in parts {
        text.push_str(part);
    }
    text
}

/// The parts with the separator between them.
pub(crate) fn join_with<T: AsRef<str>>(separator: &str, parts: &[T]) -> String {
    let mut text = String::new();
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            text.push_str(separator);
        }
        text.push_str(part.as_ref());
    }
    text
}

/// Where a part first stands; nowhere, when it is empty.
pub(crate) fn find(text: &str, part: &str) -> Option<usize> {
    // Windows of no byte would panic.
    if part.is_empty() { None } else { text.as_bytes().windows(part.len()).position(|it| it == part.as_bytes()) }
}

/// Whether one of the bytes, all of them ASCII, is in it. `str::contains` brings its search for whole texts along: 1 KB of WebAssembly.
pub(crate) fn has_any(text: &str, bytes: &[u8]) -> bool {
    text.bytes().any(|byte| bytes.contains(&byte))
}

/// With another text in every place of a part.
pub(crate) fn replaced(text: &str, part: &str, other: &str) -> String {
    let mut new = String::new();
    let mut rest = text;
    while let Some((before, behind)) = find(rest, part).and_then(|place| rest.split_at_checked(place)) {
        new.push_str(before);
        new.push_str(other);
        rest = behind.get(part.len()..).unwrap_or_default();
    }
    new.push_str(rest);
    new
}

/// `%3A`.
pub(crate) fn push_percent(text: &mut String, byte: u8) {
    text.push('%');
    for nibble in [byte >> 4, byte & 0xF] {
        text.push(digit(nibble.into()).to_ascii_uppercase());
    }
}

/// `{A0}`, what stands behind the `\u` of a character's escape.
pub(crate) fn push_escape(text: &mut String, character: char) {
    let code = u64::from(u32::from(character));
    text.push_str("\\u{");
    let digits = (1..=6).rev().find(|place| code >> (4 * (place - 1)) != 0).unwrap_or(1);
    for place in (0..digits).rev() {
        text.push(digit(code >> (4 * place) & 0xF));
    }
    text.push('}');
}

/// How many letters of an alphabet take as long to say as this text. A sign of Chinese, kana or Hangul is a syllable at least, and
/// counts as three: people read 4 to 5 syllables of Mandarin a second aloud (Pellegrino, Coupé and Marsico, "A cross-language
/// perspective on speech information rate", 2011, has 5.2), where a telephone voice says about 13 letters. Japanese is quicker, but
/// many of its signs have two.
pub(crate) fn spoken_letters(text: &str) -> usize {
    let is_syllable = |character| {
        matches!(character,
            '\u{3041}'..='\u{30FF}'                            // hiragana, katakana
            | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' // Han
            | '\u{AC00}'..='\u{D7A3}'                          // Hangul
            | '\u{20000}'..='\u{3FFFF}') // Han, rarer
    };
    text.chars().map(|character| if is_syllable(character) { 3 } else { 1 }).sum()
}

/// Unicode's `White_Space`.
pub(crate) fn is_white_space(character: char) -> bool {
    matches!(character,
        '\t'..='\r' | ' ' | '\u{85}' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{2028}' | '\u{2029}'
        | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

/// Without white space at both ends.
pub(crate) fn trim(text: &str) -> &str {
    trimmed(text, is_white_space)
}

/// Without the characters at both ends that are `not_wanted`.
pub(crate) fn trimmed(text: &str, not_wanted: fn(char) -> bool) -> &str {
    let mut rest = text.chars();
    while rest.clone().next().is_some_and(not_wanted) {
        rest.next();
    }
    while rest.clone().next_back().is_some_and(not_wanted) {
        rest.next_back();
    }
    rest.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_the_standard_library_does() {
        for value in [0, 9, 10, 1_742_353_314, u64::MAX] {
            assert_eq!(number(value), value.to_string());
        }
        for character in '\0'..=char::MAX {
            assert_eq!(is_white_space(character), character.is_whitespace(), "{character:?}");
            let mut text = String::new();
            push_escape(&mut text, character);
            assert_eq!(text, character.escape_unicode().to_string());
        }
        for byte in 0..=u8::MAX {
            let mut text = String::new();
            push_percent(&mut text, byte);
            assert_eq!(text, format!("%{byte:02X}"));
        }
        for (text, part) in [("", "a"), ("aaa", "aa"), ("xabab", "ab"), ("a€a", "€"), ("a", "ab"), ("ab", "ab")] {
            assert_eq!(find(text, part), text.find(part));
            assert_eq!(replaced(text, part, "…a"), text.replace(part, "…a"));
        }
        assert_eq!(find("a", ""), None);
        for parts in [&[][..], &["a"], &["a", "", "b"]] {
            assert_eq!(join_with("; ", parts), parts.join("; "));
        }
        for text in ["", " ", "a", " a b\u{A0}", "\u{3000}a"] {
            assert_eq!(trim(text), text.trim());
        }
    }
}
