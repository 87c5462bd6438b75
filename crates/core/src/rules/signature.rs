//! The signature of a webhook call. No message repeats a secret or a signature.

use super::Rule;
use super::rule::{Family, rule};
use crate::report::{Issue, Path};
use crate::text::counted;
use crate::webhook::Mistake;

const FAMILY: Family = Family::Signature;

pub(super) const RULES: &[&Rule] = &[&SIGNATURE_MISSING, &SIGNATURE_MISMATCH, &TIMESTAMP_INVALID, &TIMESTAMP_STALE];

rule! {
    /// A webhook call without a signature.
    ///
    /// # Why
    /// Anyone can post to a webhook. Only Daily can sign the call with the secret.
    ///
    /// # Example
    /// ```json verify
    /// {"timestamp": "1742353314", "now": 1742353320}
    /// ```
    ///
    /// # Instead
    /// ```json verify
    /// {"timestamp": "1742353314", "now": 1742353320, "signature": "z8yOq9Sgh+BYB1s9oBl7T/JEf7jiHXGrL/xun72OSy4="}
    /// ```
    SIGNATURE_MISSING = "signature-missing";
    severity Error;
    source Guide;
    operations Verify;
}

pub(crate) fn signature_missing(path: Path) -> Issue {
    SIGNATURE_MISSING
        .issue(path, "the call is not signed")
        .help("refuse it; Daily sends the signature in `X-Pinless-Signature`; Node.js has header names in lower case")
}

rule! {
    /// A signature that does not match the secret, timestamp and body.
    ///
    /// `params.mistake` says which known mistake explains it: `hex`, `secret-not-decoded`, `body-changed`, `timestamp-text`,
    /// `url-safe-alphabet`, or `unknown`.
    ///
    /// # Why
    /// The call is not Daily's, or it is verified in another way than it was signed.
    ///
    /// # Example
    /// ```json verify
    /// {"timestamp": "1742353314", "now": 1742353320, "signature": "3d5m5jFwAf4PMVS3+CMDnF1lNuOBTFXfIkXOM6AynzI="}
    /// ```
    ///
    /// # Instead
    /// ```json verify
    /// {"timestamp": "1742353314", "now": 1742353320, "signature": "z8yOq9Sgh+BYB1s9oBl7T/JEf7jiHXGrL/xun72OSy4="}
    /// ```
    SIGNATURE_MISMATCH = "signature-mismatch";
    severity Error;
    source Guide;
    operations Verify;
}

pub(crate) fn signature_mismatch(path: Path, mistake: Mistake, body: &[u8]) -> Issue {
    let (message, help) = match mistake {
        Mistake::Hex => ("the signature is hex, not base64", "encode the bytes of the signature as base64"),
        Mistake::SecretNotDecoded => (
            "the signature was made with the secret as text, not with what its base64 decodes to",
            "decode the secret from base64 before you use it as the key",
        ),
        Mistake::BodyChanged => (
            "the body is not the one that was signed, but the same JSON written differently",
            "verify the raw bytes of the request, before any parser has them; decode a body that comes as base64",
        ),
        Mistake::TimestampText => (
            "the signature was made with a different timestamp text",
            "use the header's text as it came, neither trimmed nor converted",
        ),
        Mistake::UrlSafeAlphabet => (
            "the signature is in the URL-safe alphabet of base64, or without its padding",
            "use standard base64 with padding",
        ),
        // What is left of a body once something else has read it.
        Mistake::Unknown if matches!(body.trim_ascii(), b"" | b"{}" | b"null" | b"undefined" | b"[object Object]") => (
            "the signature does not match, and the body is empty or was parsed before",
            "verify the raw bytes of the request, before any parser has them",
        ),
        Mistake::Unknown => (
            "the signature does not match the secret, timestamp and body",
            "refuse the call; if it is Daily's, check that this is the secret of this config, and that body and timestamp are as they came",
        ),
    };
    SIGNATURE_MISMATCH.issue(path, message).param("mistake", mistake.as_str()).help(help)
}

rule! {
    /// A call without a timestamp, or with one that is not a whole number of seconds or milliseconds.
    ///
    /// # Why
    /// Without it there is no telling whether the call is new or a replay.
    ///
    /// # Example
    /// ```json verify
    /// {"timestamp": "yesterday", "now": 1742353320, "signature": "z8yOq9Sgh+BYB1s9oBl7T/JEf7jiHXGrL/xun72OSy4="}
    /// ```
    ///
    /// # Instead
    /// ```json verify
    /// {"timestamp": "1742353314", "now": 1742353320, "signature": "z8yOq9Sgh+BYB1s9oBl7T/JEf7jiHXGrL/xun72OSy4="}
    /// ```
    TIMESTAMP_INVALID = "timestamp-invalid";
    severity Error;
    source Guide;
    operations Verify;
}

pub(crate) fn timestamp_invalid(path: Path, given: bool) -> Issue {
    let (message, help) = if given {
        (
            "the timestamp is not a whole number of seconds or milliseconds",
            "refuse the call; Daily sends the timestamp in the header `X-Pinless-Timestamp`",
        )
    } else {
        (
            "the call has no timestamp",
            "refuse it; Daily sends the timestamp in `X-Pinless-Timestamp`; Node.js has header names in lower case",
        )
    };
    TIMESTAMP_INVALID.issue(path, message).help(help)
}

rule! {
    /// A timestamp that is too far from now.
    ///
    /// # Why
    /// An old call with a good signature may be a replay. Five minutes are allowed unless you give another `tolerance`.
    ///
    /// # Example
    /// ```json verify
    /// {"timestamp": "1742353314", "now": 1742357000, "signature": "z8yOq9Sgh+BYB1s9oBl7T/JEf7jiHXGrL/xun72OSy4="}
    /// ```
    ///
    /// # Instead
    /// ```json verify
    /// {"timestamp": "1742353314", "now": 1742353320, "signature": "z8yOq9Sgh+BYB1s9oBl7T/JEf7jiHXGrL/xun72OSy4="}
    /// ```
    TIMESTAMP_STALE = "timestamp-stale";
    severity Error;
    source Field;
    operations Verify;
}

/// `age` is negative for a call from the future.
pub(crate) fn timestamp_stale(path: Path, age: i64, tolerance: i64) -> Issue {
    let seconds = counted(age.unsigned_abs(), "second");
    let (when, help) = if age < 0 {
        ("in the future", "refuse it, and check this machine's clock")
    } else {
        ("old", "refuse it: it may be a replay, or this machine's clock is wrong")
    };
    let message = format!("the call is {seconds} {when}; at most {tolerance} are allowed");
    TIMESTAMP_STALE.issue(path, message).param("age", age).param("tolerance", tolerance).help(help)
}
