//! Why a signature does not fit: the mistakes that have been seen, each tried in turn.

use base64ct::{Base64, Encoding};

use super::{Key, mac};
use crate::text::trim;

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
    let bare = trim(timestamp);
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
    let plain = str::from_utf8(trimmed).ok().map(without_escapes);
    let ordered = plain.as_deref().and_then(in_sent_order);
    let mut others = vec![trimmed.to_vec(), with_break];
    for json in [Some(trimmed), plain.as_deref().map(str::as_bytes), ordered.as_deref().map(str::as_bytes)]
        .into_iter()
        .flatten()
    {
        others.extend([rewritten(json, b""), rewritten(json, b" ")]);
    }
    others
}

/// With the characters themselves where JSON has `\/` or `\uXXXX`, as JavaScript writes them. A backslash stands in strings only.
fn without_escapes(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    while let Some((before, behind)) = rest.split_once('\\') {
        let (written, length) = escaped(behind);
        let (escape, left) = behind.split_at_checked(length).unwrap_or((behind, ""));
        out.push_str(before);
        match written {
            Some(character) if character >= ' ' && !matches!(character, '"' | '\\') => out.push(character),
            _ => {
                out.push('\\');
                out.push_str(escape);
            }
        }
        rest = left;
    }
    out.push_str(rest);
    out
}

/// What an escape stands for, and how long it is behind its backslash. `None` for one that JavaScript writes, too.
fn escaped(text: &str) -> (Option<char>, usize) {
    if text.starts_with('/') {
        return (Some('/'), 1);
    }
    let unit = |text: &str| text.strip_prefix('u')?.get(..4).and_then(|digits| u16::from_str_radix(digits, 16).ok());
    let Some(first) = unit(text) else { return (None, text.chars().next().map_or(0, char::len_utf8)) };
    let second = text.get(5..).and_then(|behind| behind.strip_prefix('\\')).and_then(unit);
    match char::decode_utf16([first].into_iter().chain(second)).next() {
        Some(Ok(character)) if character.len_utf16() == 2 => (Some(character), 11),
        Some(Ok(character)) => (Some(character), 5),
        _ => (None, 5),
    }
}

/// The keys of a webhook call as Daily sends them (guide); others come behind.
const SENT_ORDER: [&str; 5] = ["\"To\"", "\"From\"", "\"callId\"", "\"callDomain\"", "\"sipHeaders\""];

/// An object with its members in that order, each as it is written. `None` for what is no object.
fn in_sent_order(json: &str) -> Option<String> {
    let members = members(json.strip_prefix('{')?.strip_suffix('}')?);
    let place = |member: &str| {
        let key = trim(member.split(':').next().unwrap_or_default());
        SENT_ORDER.iter().position(|sent| *sent == key).unwrap_or(SENT_ORDER.len())
    };
    let mut ordered = String::from("{");
    for at in 0..=SENT_ORDER.len() {
        for member in members.iter().filter(|member| place(member) == at) {
            if ordered.len() > 1 {
                ordered.push(',');
            }
            ordered.push_str(member);
        }
    }
    ordered.push('}');
    Some(ordered)
}

/// What stands between the commas of an object, not those of what is in it.
fn members(inside: &str) -> Vec<&str> {
    let (mut in_string, mut escaped, mut depth) = (false, false, 0_usize);
    let ends_member = |character: char| {
        if in_string {
            in_string = escaped || character != '"';
            escaped = !escaped && character == '\\';
        } else {
            match character {
                '"' => in_string = true,
                '{' | '[' => depth += 1,
                '}' | ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        !in_string && depth == 0 && character == ','
    };
    inside.split(ends_member).collect()
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
