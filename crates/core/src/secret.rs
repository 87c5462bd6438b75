//! What a signing secret looks like, without keeping it anywhere.

use base64ct::{Base64, Encoding};

use crate::text::is_white_space;

/// Secrets that everybody can read: the sample of Daily's page on updating a config, and that of the rules' own.
pub(crate) const PUBLISHED: [&str; 2] =
    ["9jyatvPWQfBymCGDOYPYKF/TRZXR+08Gj4bvPF78pH0=", "ABEiM0RVZneImaq7zN3u/wARIjNEVWZ3iJmqu8zd7v8="];

/// Hex text shorter than this is not called hex. Of base64 texts of 16 characters, 1 in 26 million looks like it by chance
/// ((64 / 22) ^ 16).
const HEX_AT_LEAST: usize = 16;

/// What the text of a secret is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SecretText {
    /// Standard padded base64.
    Base64 {
        /// How many bytes it decodes to.
        bytes: usize,
        /// It is hex text that happens to be base64 too.
        looks_hex: bool,
    },
    /// Anything else, with its reason.
    Other(&'static str),
}

/// Judges the text. Reasons: `empty`, `literal-null`, `hex`, `whitespace`, `url-safe-alphabet`, `padding`, `other`.
pub(crate) fn read_secret(text: &str) -> SecretText {
    if text.is_empty() {
        return SecretText::Other("empty");
    }
    // The first is base64, too. Both were seen stored, by code that wrote a missing value as text.
    if matches!(text, "null" | "undefined") {
        return SecretText::Other("literal-null");
    }
    let digits = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")).unwrap_or(text);
    let looks_hex = digits.len() >= HEX_AT_LEAST && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if let Some(bytes) = decoded_length(text) {
        return SecretText::Base64 { bytes, looks_hex };
    }
    if looks_hex {
        return SecretText::Other("hex");
    }
    if text.chars().any(is_white_space) {
        return SecretText::Other("whitespace");
    }
    let unpadded = text.trim_end_matches('=');
    if unpadded.bytes().all(is_base64_byte) {
        return SecretText::Other("padding");
    }
    // Of the two alphabets one is meant: a mark such as `whsec_` before standard base64 makes it no URL-safe one.
    let url_safe = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    SecretText::Other(if unpadded.bytes().all(url_safe) { "url-safe-alphabet" } else { "other" })
}

/// How many bytes it decodes to as standard padded base64 (RFC 4648, 4); `None` for anything else.
fn decoded_length(text: &str) -> Option<usize> {
    Base64::decode_vec(text).ok().map(|bytes| bytes.len()).filter(|length| *length > 0)
}

const fn is_base64_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/'
}
