//! Why a signature does not fit: the mistakes that have been seen, each tried in turn.

use base64ct::{Base64, Encoding};

use super::{Key, MILLISECONDS_FROM, is_same};
use crate::text::{join, trim};

/// A known mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
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

/// A longer body is not signed again in other forms: anybody can send it, and the caller's program waits. The guide's sample has
/// 168 bytes; with the headers of a SIP call it is not ten times as long.
const LONGEST: usize = 4 * 1024;

impl Key {
    /// What was probably done wrong when `given` is not the signature.
    pub(super) fn diagnose(&self, secret: &str, given: &[u8], timestamp: &str, body: &[u8]) -> Mistake {
        if body.len() > LONGEST {
            return Mistake::Unknown;
        }
        if Self::made_of(secret.as_bytes()).is_some_and(|key| is_same(&key.mac(timestamp, body), given)) {
            return Mistake::SecretNotDecoded;
        }
        let with_timestamp = |timestamp: &String| is_same(&self.mac(timestamp, body), given);
        if other_timestamps(timestamp).iter().any(with_timestamp) {
            return Mistake::TimestampText;
        }
        if other_bodies(body).iter().any(|body| is_same(&self.mac(timestamp, body), given)) {
            return Mistake::BodyChanged;
        }
        Mistake::Unknown
    }
}

/// The same moment in the other unit, and without white space. Of a second only its first millisecond: a thousand signatures for
/// everybody who sends a wrong one would be 5 ms of the caller's program each (measured for bodies of 500 bytes), 40 times as long as all
/// of this. Who may have cut a timestamp is told to look at it.
fn other_timestamps(timestamp: &str) -> Vec<String> {
    let bare = trim(timestamp);
    let mut others = vec![bare.to_owned(), join(&["\"", bare, "\""]), join(&[" ", bare])];
    if bare.parse().is_ok_and(|moment: i64| moment < MILLISECONDS_FROM) {
        others.push(join(&[bare, "000"]));
    } else if let Some(seconds) = bare.len().checked_sub(3).and_then(|end| bare.get(..end)) {
        others.push(seconds.to_owned());
        others.push(join(&[seconds, "000"]));
    }
    // Each of them is signed, so none that was already.
    others.retain(|other| other != timestamp);
    others
}

/// The same JSON as other programs write it: out of its base64, in which some hosts hand a body over; without white space (JavaScript), with a space behind `,` and `:` (Python), with or
/// without a line break at the end or a byte order mark in front; without the escapes that Python and PHP write; with its keys as
/// Daily sends them, not sorted.
fn other_bodies(body: &[u8]) -> Vec<Vec<u8>> {
    let trimmed = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body).trim_ascii();
    let mut with_break = trimmed.to_vec();
    with_break.push(b'\n');
    let plain = str::from_utf8(trimmed).ok().map(without_escapes);
    let ordered = plain.as_deref().and_then(in_sent_order);
    let mut others: Vec<Vec<u8>> = Vec::new();
    // None twice here, either.
    let mut add = |other: Vec<u8>| {
        if other != body && !others.contains(&other) {
            others.push(other);
        }
    };
    add(trimmed.to_vec());
    add(with_break);
    if let Some(decoded) = str::from_utf8(trimmed).ok().and_then(|body| Base64::decode_vec(body).ok()) {
        add(decoded);
    }
    for json in [Some(trimmed), plain.as_deref().map(str::as_bytes), ordered.as_deref().map(str::as_bytes)]
        .into_iter()
        .flatten()
    {
        add(rewritten(json, b""));
        add(rewritten(json, b" "));
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

/// More members than a call has are not put in another order: a stranger's body may be nothing but commas.
const MOST_MEMBERS: usize = 32;

/// An object with its members in that order, each as it is written. `None` for what is not an object of a call.
fn in_sent_order(json: &str) -> Option<String> {
    let members = members(json.strip_prefix('{')?.strip_suffix('}')?);
    if members.len() > MOST_MEMBERS {
        return None;
    }
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
