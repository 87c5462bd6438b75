//! Signing and verifying as a caller wants it: with every reason at once.

use serde::Serialize;

use crate::report::{Path, Report};
use crate::rules::signature::{signature_mismatch, signature_missing, timestamp_invalid, timestamp_stale};
use crate::rules::{looks_hex, not_base64};
use crate::text::trim;
use crate::webhook::{Key, Mistake, in_seconds, unix_seconds};

/// How old a webhook call may be, in seconds, where the caller says nothing else. Daily documents none; five minutes is what
/// the field uses against replays.
pub const DEFAULT_TOLERANCE: i64 = 300;

/// More would let replays of days ago pass, and is rather the milliseconds of less: a day.
pub const MOST_TOLERANCE: i64 = 86_400;

/// A webhook call to verify.
#[derive(Clone, Copy, Debug)]
pub struct WebhookCall<'a> {
    /// The header `X-Pinless-Signature`, where it came.
    pub signature: Option<&'a str>,
    /// The header `X-Pinless-Timestamp`, as text.
    pub timestamp: Option<&'a str>,
    /// The body, byte for byte as it came.
    pub body: &'a [u8],
}

/// What a verified call says of itself. Serialises as `{timestamp}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct VerifiedCall {
    /// When it was signed, in Unix seconds.
    pub timestamp: i64,
}

/// Signs a body as Daily does. The timestamp is signed as text, as it will be in the header.
pub fn sign_webhook(secret: &str, timestamp: &str, body: &[u8]) -> Report<String> {
    let issues = not_base64(secret, Path::root().key("secret")).into_iter().collect();
    Report::new(issues, Key::of(secret).map(|key| key.sign(timestamp, body)))
}

/// Verifies a call. `now` is Unix seconds (milliseconds are understood as well), `tolerance` how many seconds the call may be
/// away from it: from 0 to [`MOST_TOLERANCE`]; less counts as 0, more as that.
pub fn verify_webhook(secret: &str, call: &WebhookCall<'_>, now: i64, tolerance: i64) -> Report<VerifiedCall> {
    let path = |key: &'static str| Path::root().key(key);
    let mut issues: Vec<_> = not_base64(secret, path("secret")).into_iter().collect();
    let key = Key::of(secret);
    let signature = call.signature.filter(|signature| !signature.is_empty());
    if signature.is_none() {
        issues.push(signature_missing(path("signature")));
    }
    let (now, tolerance) = (in_seconds(now), tolerance.clamp(0, MOST_TOLERANCE));
    let timestamp = call.timestamp.filter(|timestamp| !timestamp.is_empty());
    let at = timestamp.and_then(|timestamp| unix_seconds(trim(timestamp)));
    match at {
        None => issues.push(timestamp_invalid(path("timestamp"), timestamp.is_some())),
        Some(at) if at.abs_diff(now) > tolerance.unsigned_abs() => {
            issues.push(timestamp_stale(path("timestamp"), now.saturating_sub(at), tolerance));
        }
        Some(_) => {}
    }
    // Without a timestamp no signature fits, and that is said already.
    if let (Some(key), Some(signature), Some(timestamp)) = (key, signature, timestamp)
        && let Err(mistake) = key.verify(secret, signature, timestamp, call.body)
    {
        issues.push(signature_mismatch(path("signature"), mistake, call.body));
        if mistake == Mistake::Unknown {
            issues.extend(looks_hex(secret, path("secret")));
        }
    }
    Report::new(issues, at.map(|timestamp| VerifiedCall { timestamp }))
}
