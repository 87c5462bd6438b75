//! The bytes of a signature that is not in standard base64.

use base64ct::{Base64, Encoding};

/// Nothing for what is no hex.
pub(super) fn from_hex(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 2);
    for pair in text.as_bytes().chunks(2) {
        let &[high, low] = pair else { return Vec::new() };
        let [Some(high), Some(low)] = [high, low].map(|digit| char::from(digit).to_digit(16)) else {
            return Vec::new();
        };
        bytes.push(u8::try_from(high << 4 | low).unwrap_or_default());
    }
    bytes
}

/// From the URL-safe alphabet (RFC 4648, 5), with its padding or without, or from the standard one without; nothing for what is
/// neither.
pub(super) fn from_other_alphabet(text: &str) -> Vec<u8> {
    let mut standard = String::with_capacity(text.len() + 2);
    for character in text.chars() {
        standard.push(match character {
            '-' => '+',
            '_' => '/',
            same => same,
        });
    }
    while !standard.len().is_multiple_of(4) {
        standard.push('=');
    }
    Base64::decode_vec(&standard).unwrap_or_default()
}
