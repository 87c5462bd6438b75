//! The signature of Daily's webhook calls: made, verified, and diagnosed when it does not fit.
//!
//! `signature = base64(HMAC-SHA256(key = base64_decode(secret), timestamp + "." + raw request body))`, in the header
//! `X-Pinless-Signature`, with the timestamp, as text, in `X-Pinless-Timestamp`.

mod diagnose;
mod spelling;

use base64ct::{Base64, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

pub use diagnose::Mistake;
use spelling::{from_hex, from_other_alphabet};

/// A time from here on counts milliseconds: as seconds it would be the year 5138. Daily documents no unit; its samples
/// have seconds, real traffic has been seen with milliseconds.
pub(crate) const MILLISECONDS_FROM: i64 = 100_000_000_000;

/// The key of a secret: HMAC with what its base64 decodes to, made once for all that it signs.
pub(crate) struct Key(Hmac<Sha256>);

/// The bytes of a signature.
type Signature = [u8; 32];

impl Key {
    /// `None` for what is not standard padded base64, or empty.
    pub(crate) fn of(secret: &str) -> Option<Self> {
        Base64::decode_vec(secret).ok().filter(|bytes| !bytes.is_empty()).and_then(|bytes| Self::made_of(&bytes))
    }

    /// HMAC takes a key of any length, so this is never `None`.
    fn made_of(bytes: &[u8]) -> Option<Self> {
        Hmac::new_from_slice(bytes).ok().map(Self)
    }

    fn mac(&self, timestamp: &str, body: &[u8]) -> Signature {
        let mut mac = self.0.clone();
        mac.update(timestamp.as_bytes());
        mac.update(b".");
        mac.update(body);
        mac.finalize().into_bytes().into()
    }

    /// The signature as it is in the header.
    pub(crate) fn sign(&self, timestamp: &str, body: &[u8]) -> String {
        Base64::encode_string(&self.mac(timestamp, body))
    }

    /// Whether the header's text is the signature; if not, what was probably done wrong. `secret` is the text of the key. No
    /// comparison with a right signature tells by its time how much of it was guessed.
    pub(crate) fn verify(&self, secret: &str, signature: &str, timestamp: &str, body: &[u8]) -> Result<(), Mistake> {
        let right = self.mac(timestamp, body);
        let given = Base64::decode_vec(signature).unwrap_or_default();
        if is_same(&right, &given) {
            return Ok(());
        }
        Err(if is_same(&right, &from_hex(signature)) {
            Mistake::Hex
        } else if is_same(&right, &from_other_alphabet(signature)) {
            Mistake::UrlSafeAlphabet
        } else if given.len() == right.len() {
            self.diagnose(secret, &given, timestamp, body)
        } else {
            Mistake::Unknown
        })
    }
}

/// In constant time, but for the lengths.
fn is_same(signature: &Signature, given: &[u8]) -> bool {
    signature.as_slice().ct_eq(given).into()
}

/// The Unix seconds of a timestamp header, in seconds or milliseconds; `None` when it is not a whole number.
pub(crate) fn unix_seconds(timestamp: &str) -> Option<i64> {
    if timestamp.is_empty() || !timestamp.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    timestamp.parse().ok().map(in_seconds)
}

/// A time in seconds or milliseconds.
pub(crate) const fn in_seconds(time: i64) -> i64 {
    if time >= MILLISECONDS_FROM { time / 1000 } else { time }
}
