//! The token that signs in.

use std::fmt;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// What a query has to encode: all but RFC 3986's unreserved characters, so that a generated token is in the link as
/// it is, and can be copied from there for `Authorization: Bearer`.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The token that signs in. `Debug` does not show it.
#[derive(Clone)]
pub struct Token {
    text: String,
    digest: [u8; 32],
}

/// Why there is no token.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// It would let everybody in.
    #[error("`DIALIN_TOKEN` is empty: set it to a long random text, or unset it to have a token made")]
    Empty,
    /// It is not text.
    #[error("`DIALIN_TOKEN` is not UTF-8 text")]
    NotText,
    /// The system gave no random bytes.
    #[error("cannot make a token: the system gave no random bytes: {0}")]
    NoRandomness(#[from] getrandom::Error),
}

impl Token {
    /// A token somebody chose. Whitespace around it does not count: a header could not carry it.
    pub fn new(text: &str) -> Result<Self, TokenError> {
        let text = text.trim_ascii();
        if text.is_empty() {
            return Err(TokenError::Empty);
        }
        Ok(Self { text: text.to_owned(), digest: Sha256::digest(text).into() })
    }

    /// A new token of 32 random bytes, as URL-safe base64.
    pub fn generate() -> Result<Self, TokenError> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Self::new(&BASE64_URL_SAFE_NO_PAD.encode(bytes))
    }

    /// Compares digests, in constant time, so that neither the length nor the first difference shows in the timing.
    pub(crate) fn matches(&self, sent: &[u8]) -> bool {
        let sent: [u8; 32] = Sha256::digest(sent.trim_ascii()).into();
        self.digest.ct_eq(&sent).into()
    }

    /// The path and query that sign a browser in.
    pub(crate) fn sign_in_path(&self) -> String {
        format!("/?token={}", utf8_percent_encode(&self.text, ENCODED))
    }

    /// Vouches for the session of this id: made from the token alone, so that a restart with the same token signs nobody out.
    ///
    /// It does not tell a generated token, but a `DIALIN_TOKEN` short enough to be guessed can be guessed from it, without
    /// asking the server.
    pub(crate) fn session_mac(&self, id: &[u8]) -> Option<[u8; 32]> {
        // HMAC takes a key of any length.
        let mac = Hmac::<Sha256>::new_from_slice(self.text.as_bytes()).ok()?;
        Some(mac.chain_update(b"dialin session cookie\0").chain_update(id).finalize().into_bytes().into())
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_itself_only() {
        let cases: [(&str, &[u8], bool); 7] = [
            ("secret", b"secret", true),
            (" secret\n", b"secret", true),
            ("secret", b" secret ", true),
            ("secret", b"Secret", false),
            ("secret", b"secre", false),
            ("secret", b"", false),
            ("geh\u{e9}im", "geh\u{e9}im".as_bytes(), true),
        ];
        for (text, sent, expected) in cases {
            assert_eq!(Token::new(text).unwrap().matches(sent), expected, "{text:?} {sent:?}");
        }
    }

    #[test]
    fn refuses_nothing_at_all() {
        for text in ["", " ", "\n"] {
            assert!(matches!(Token::new(text), Err(TokenError::Empty)), "{text:?}");
        }
    }

    #[test]
    fn generates_43_new_url_safe_characters_each_time() {
        let [one, other] = [Token::generate().unwrap(), Token::generate().unwrap()];
        assert_ne!(one.text, other.text);
        assert_eq!(one.text.len(), 43);
        assert!(one.text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)), "{}", one.text);
        assert_eq!(one.sign_in_path(), format!("/?token={}", one.text));
    }

    #[test]
    fn shows_itself_nowhere_but_in_the_link() {
        let token = Token::new("a b&c#%é").unwrap();
        assert_eq!(token.sign_in_path(), "/?token=a%20b%26c%23%25%C3%A9");
        assert_eq!(format!("{token:?}"), "Token(…)");
    }

    #[test]
    fn vouches_for_one_session() {
        let macs = [("a", "one"), ("a", "two"), ("b", "one")]
            .map(|(token, id)| Token::new(token).unwrap().session_mac(id.as_bytes()).unwrap());
        assert!(macs[0] != macs[1] && macs[0] != macs[2]);
        assert_eq!(Token::new("a").unwrap().session_mac(b"one"), Some(macs[0]));
    }
}
