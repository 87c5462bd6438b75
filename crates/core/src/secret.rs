//! What a signing secret looks like, without keeping it anywhere.

/// The sample secret of Daily's own documents (seeds 001), which everybody knows.
pub(crate) const PUBLISHED: &str = "9jyatvPWQfBymCGDOYPYKF/TRZXR+08Gj4bvPF78pH0=";

/// Hex text shorter than this is not called hex: by chance, 1 base64 secret in 10,000 of 8 characters looks like it.
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
    // Four letters that are base64, too: seen stored by code that wrote a missing value as text.
    if matches!(text, "null" | "undefined") {
        return SecretText::Other("literal-null");
    }
    let looks_hex = text.len() >= HEX_AT_LEAST && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if let Some(bytes) = decoded_length(text) {
        return SecretText::Base64 { bytes, looks_hex };
    }
    if looks_hex {
        return SecretText::Other("hex");
    }
    if text.chars().any(char::is_whitespace) {
        return SecretText::Other("whitespace");
    }
    let unpadded = text.trim_end_matches('=');
    if unpadded.bytes().all(is_base64_byte) {
        return SecretText::Other("padding");
    }
    let url_safe = |byte: u8| is_base64_byte(byte) || byte == b'-' || byte == b'_';
    SecretText::Other(if unpadded.bytes().all(url_safe) { "url-safe-alphabet" } else { "other" })
}

/// How many bytes standard padded base64 (RFC 4648, 4) decodes to; `None` for anything else. Strict: the unused bits of
/// the last character have to be 0, as decoders demand.
fn decoded_length(text: &str) -> Option<usize> {
    let unpadded = text.strip_suffix("==").or_else(|| text.strip_suffix('=')).unwrap_or(text);
    if !text.len().is_multiple_of(4) || unpadded.is_empty() || !unpadded.bytes().all(is_base64_byte) {
        return None;
    }
    let last = unpadded.bytes().next_back()?;
    let unused_bits = match text.len() - unpadded.len() {
        0 => 0,
        1 => 0b11,
        _ => 0b1111,
    };
    if sextet(last) & unused_bits != 0 {
        return None;
    }
    Some(unpadded.len() * 3 / 4)
}

const fn is_base64_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/'
}

const fn sextet(byte: u8) -> u8 {
    match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        _ => 63,
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(20_000) })]

        /// Crate `base64` is the oracle.
        #[test]
        fn base64_is_what_the_crate_decodes(text in "[A-Za-z0-9+/=_-]{0,20}") {
            let theirs = STANDARD.decode(&text).ok().filter(|bytes| !bytes.is_empty()).map(|bytes| bytes.len());
            prop_assert_eq!(decoded_length(&text), theirs, "{}", text);
        }
    }
}
