//! Why a signature does not fit: the mistakes that have been seen, each tried in turn.

use base64ct::{Base64, Encoding};

use super::{Key, mac};

/// A known mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// The signature is hex, not base64.
    Hex,
    /// The secret was used as text, without decoding its base64.
    SecretNotDecoded,
    /// The body is not the one that was signed, but the same JSON written differently.
    BodyChanged,
    /// The timestamp is not the text that was signed.
    TimestampText,
    /// The signature is in the URL-safe alphabet, or without its padding.
    UrlSafeAlphabet,
    /// None of these: another secret, or another body.
    Unknown,
}

impl Mistake {
    /// As `params.mistake` carries it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hex => "hex",
            Self::SecretNotDecoded => "secret-not-decoded",
            Self::BodyChanged => "body-changed",
            Self::TimestampText => "timestamp-text",
            Self::UrlSafeAlphabet => "url-safe-alphabet",
            Self::Unknown => "unknown",
        }
    }
}

impl Key {
    /// What was probably done wrong when `signature` does not verify. `secret` is the text the key was read from.
    pub(crate) fn diagnose(&self, secret: &str, signature: &str, timestamp: &str, body: &[u8]) -> Mistake {
        let right = self.mac(timestamp, body);
        if is_hex_of(signature, &right) {
            return Mistake::Hex;
        }
        if is_in_other_alphabet(signature, &Base64::encode_string(&right)) {
            return Mistake::UrlSafeAlphabet;
        }
        if Base64::encode_string(&mac(secret.as_bytes(), timestamp, body)) == signature {
            return Mistake::SecretNotDecoded;
        }
        if other_timestamps(timestamp).iter().any(|timestamp| self.sign(timestamp, body) == signature) {
            return Mistake::TimestampText;
        }
        if other_bodies(body).iter().any(|body| self.sign(timestamp, body) == signature) {
            return Mistake::BodyChanged;
        }
        Mistake::Unknown
    }
}

/// The same bytes in the URL-safe alphabet (RFC 4648, 5), with its padding or without, or only without.
fn is_in_other_alphabet(text: &str, standard: &str) -> bool {
    let written = |byte: u8, url_safe: bool| match byte {
        b'+' if url_safe => b'-',
        b'/' if url_safe => b'_',
        _ => byte,
    };
    let unpadded = standard.trim_end_matches('=');
    let same = |right: &str, url_safe| text.bytes().eq(right.bytes().map(|byte| written(byte, url_safe)));
    same(standard, true) || same(unpadded, true) || same(unpadded, false)
}

fn is_hex_of(text: &str, bytes: &[u8]) -> bool {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xF]);
    text.chars().map(|character| character.to_digit(16)).eq(digits.map(|digit| Some(u32::from(digit))))
}

/// The same moment in the other unit, and without white space.
fn other_timestamps(timestamp: &str) -> Vec<String> {
    let bare = timestamp.trim();
    let mut others = vec![bare.to_owned(), format!("{bare}000"), format!("\"{bare}\"")];
    if let Some(seconds) = bare.len().checked_sub(3).and_then(|end| bare.get(..end)) {
        others.push(seconds.to_owned());
        others.push(format!("{seconds}000"));
    }
    others
}

/// The same JSON as other programs write it: without white space (JavaScript), with a space behind `,` and `:` (Python),
/// and with or without a line break at the end.
fn other_bodies(body: &[u8]) -> Vec<Vec<u8>> {
    let trimmed = body.trim_ascii();
    let mut with_break = trimmed.to_vec();
    with_break.push(b'\n');
    vec![trimmed.to_vec(), with_break, rewritten(trimmed, b""), rewritten(trimmed, b" ")]
}

/// JSON with only `space` behind `,` and `:`, and no other white space outside of strings.
fn rewritten(json: &[u8], space: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(json.len());
    let (mut in_string, mut escaped) = (false, false);
    for &byte in json {
        if in_string {
            in_string = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
            out.push(byte);
        } else if !byte.is_ascii_whitespace() {
            in_string = byte == b'"';
            out.push(byte);
            if matches!(byte, b',' | b':') {
                out.extend_from_slice(space);
            }
        }
    }
    out
}
