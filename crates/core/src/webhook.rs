//! The signature of Daily's webhook calls: made, verified, and diagnosed when it does not fit.
//!
//! `signature = base64(HMAC-SHA256(key = base64_decode(secret), timestamp + "." + raw request body))`, in the header
//! `X-Pinless-Signature`, with the timestamp, as text, in `X-Pinless-Timestamp`.

mod diagnose;

use base64ct::{Base64, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

pub use diagnose::Mistake;

/// A time from here on counts milliseconds: as seconds it would be the year 5138. Daily documents no unit; its samples
/// have seconds, real traffic has been seen with milliseconds.
pub(crate) const MILLISECONDS_FROM: i64 = 100_000_000_000;

/// The key of a secret: what its base64 decodes to.
pub(crate) struct Key(Vec<u8>);

impl Key {
    /// `None` for what is not standard padded base64, or empty.
    pub(crate) fn of(secret: &str) -> Option<Self> {
        Base64::decode_vec(secret).ok().filter(|bytes| !bytes.is_empty()).map(Self)
    }

    /// The bytes of the signature.
    pub(crate) fn mac(&self, timestamp: &str, body: &[u8]) -> Vec<u8> {
        mac(&self.0, timestamp, body)
    }

    /// The signature as it stands in the header.
    pub(crate) fn sign(&self, timestamp: &str, body: &[u8]) -> String {
        Base64::encode_string(&self.mac(timestamp, body))
    }

    /// Whether the header's text is the signature. Takes as long for a wrong one as for the right one.
    pub(crate) fn verify(&self, signature: &str, timestamp: &str, body: &[u8]) -> bool {
        let given = Base64::decode_vec(signature).unwrap_or_default();
        self.mac(timestamp, body).ct_eq(&given).into()
    }
}

/// HMAC takes a key of any length, so this is never empty.
fn mac(key: &[u8], timestamp: &str, body: &[u8]) -> Vec<u8> {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return Vec::new() };
    mac.update(timestamp.as_bytes());
    mac.update(b".");
    mac.update(body);
    mac.finalize().into_bytes().to_vec()
}

/// The Unix seconds of a timestamp header, in seconds or milliseconds; `None` when it is no whole number.
pub(crate) fn unix_seconds(timestamp: &str) -> Option<i64> {
    if timestamp.is_empty() || !timestamp.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = timestamp.parse().ok()?;
    Some(if number >= MILLISECONDS_FROM { number / 1000 } else { number })
}
