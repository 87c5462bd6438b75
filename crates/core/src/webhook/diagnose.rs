//! Why a signature does not fit: the mistakes that have been seen, each tried in turn.

use base64ct::{Base64, Encoding};

use serde_json::Value;

use super::{Key, mac};
use crate::text::{json_text, read_json};

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

/// A longer body is not signed again and again to find out: it is nothing Daily sends, and anybody can send it.
const LONGEST: usize = 64 * 1024;

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
        if body.len() > LONGEST {
            return Mistake::Unknown;
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
    let mut others = vec![bare.to_owned(), format!("{bare}000"), format!("\"{bare}\""), format!(" {bare}")];
    if let Some(seconds) = bare.len().checked_sub(3).and_then(|end| bare.get(..end)) {
        others.push(seconds.to_owned());
        others.push(format!("{seconds}000"));
    }
    others
}

/// The same JSON as other programs write it: without white space (JavaScript), with a space behind `,` and `:` (Python), with or
/// without a line break at the end or a byte order mark in front; without the escapes that Python and PHP write; with its keys as
/// Daily sends them, not sorted.
fn other_bodies(body: &[u8]) -> Vec<Vec<u8>> {
    let trimmed = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body).trim_ascii();
    let mut with_break = trimmed.to_vec();
    with_break.push(b'\n');
    let plain = str::from_utf8(trimmed).map(without_escapes).unwrap_or_default().into_bytes();
    let ordered = in_sent_order(trimmed).unwrap_or_default();
    let mut others = vec![trimmed.to_vec(), with_break];
    for json in [trimmed, &plain, ordered.as_bytes()] {
        others.extend([rewritten(json, b""), rewritten(json, b" ")]);
    }
    others
}

/// With the characters themselves where JSON has `\/` or `\uXXXX`, as JavaScript writes them. A backslash stands in strings only.
fn without_escapes(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    while let Some((before, behind)) = rest.split_once('\\') {
        out.push_str(before);
        let (written, left) = escaped(behind);
        match written {
            Some(character) if character >= ' ' && !matches!(character, '"' | '\\') => out.push(character),
            _ => {
                out.push('\\');
                out.push_str(behind.strip_suffix(left).unwrap_or_default());
            }
        }
        rest = left;
    }
    out.push_str(rest);
    out
}

/// What an escape stands for, and what follows it. `None` for one that JavaScript writes, too.
fn escaped(text: &str) -> (Option<char>, &str) {
    if let Some(left) = text.strip_prefix('/') {
        return (Some('/'), left);
    }
    let unit = |text: &str| text.strip_prefix('u')?.get(..4).and_then(|digits| u16::from_str_radix(digits, 16).ok());
    let behind = |length: usize| text.get(length..).unwrap_or_default();
    let Some(first) = unit(text) else { return (None, behind(text.chars().next().map_or(0, char::len_utf8))) };
    let second = behind(5).strip_prefix('\\').and_then(unit);
    match char::decode_utf16([first].into_iter().chain(second)).next() {
        Some(Ok(character)) => (Some(character), behind(if character.len_utf16() == 2 { 11 } else { 5 })),
        _ => (None, behind(5)),
    }
}

/// The keys of a webhook call as Daily sends them (guide); others behind.
const SENT_ORDER: [&str; 5] = ["To", "From", "callId", "callDomain", "sipHeaders"];

fn in_sent_order(json: &[u8]) -> Option<String> {
    let Some(Value::Object(body)) = read_json(json) else { return None };
    let others = body.keys().map(String::as_str).filter(|key| !SENT_ORDER.contains(key));
    let mut out = String::from("{");
    for key in SENT_ORDER.into_iter().chain(others) {
        let Some(value) = body.get(key) else { continue };
        if out.len() > 1 {
            out.push(',');
        }
        out.push_str(&json_text(&key.into()));
        out.push(':');
        out.push_str(&json_text(value));
    }
    out.push('}');
    Some(out)
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
