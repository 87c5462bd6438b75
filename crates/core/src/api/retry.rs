//! Whether to try again, and when.
//!
//! Daily allows about 20 requests a second, or 100 in 5 s, and documents no idempotency key: what may have changed
//! something is never simply sent again.

use super::http_date::unix_seconds;
use super::wire::{ApiError, Method};

/// The first wait, without jitter; it doubles each time.
const FIRST_WAIT_MS: u32 = 500;

/// No wait of our own is longer.
const LONGEST_WAIT_MS: u32 = 30_000;

/// Whoever asks for more patience than five minutes gets an error instead: the caller can wait better than a loop can.
const MOST_PATIENCE_MS: u32 = 300_000;

/// What became of a request.
#[derive(Clone, Copy, Debug)]
pub enum Outcome<'a> {
    /// The server said no.
    Refused(&'a ApiError),
    /// No answer came, or only part of one: the connection broke, or the time was over.
    Unanswered,
}

/// A request that came to nothing.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    /// Its method.
    pub method: Method,
    /// What became of it.
    pub outcome: Outcome<'a>,
    /// How often it was tried again already.
    pub retried: u32,
    /// How often it may be.
    pub retries: u32,
    /// It is one of very many: Daily then answers 400 where its limit was hit (field).
    pub bulk: bool,
    /// The header `Retry-After` as it came: seconds, or a moment.
    pub retry_after: Option<&'a str>,
    /// The present, in Unix seconds.
    pub now: i64,
    /// A random number from 0 to 1000, so that many clients do not come back at once.
    pub jitter: u32,
}

/// What to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Send it again after so many milliseconds.
    RetryAfter(u32),
    /// Look whether it happened all the same, after so many milliseconds, and send it again only if not.
    LookFirst(u32),
    /// Tell the caller.
    GiveUp,
}

/// Decides. A write is sent again by itself only where this API said that it did nothing: 429, 503, and in bulk a 400
/// that names no issue. After anything that [leaves it open](ApiError::leaves_open), a proxy's page of 503 for one, it is looked
/// for first.
pub fn decide(attempt: &Attempt<'_>) -> Decision {
    if attempt.retried >= attempt.retries {
        return Decision::GiveUp;
    }
    let (again, nothing_happened) = match attempt.outcome {
        Outcome::Unanswered => (true, false),
        Outcome::Refused(error) if error.leaves_open(attempt.method) => (true, false),
        Outcome::Refused(error) => match error.status {
            429 | 503 => (true, true),
            400 => (attempt.bulk && error.issues.is_empty() && !error.is_not_found(), true),
            // Not implemented, and a version of HTTP: neither passes.
            501 | 505 => (false, true),
            status => (status >= 500, true),
        },
    };
    if !again {
        return Decision::GiveUp;
    }
    match wait(attempt) {
        None => Decision::GiveUp,
        Some(wait) if attempt.method.writes() && !nothing_happened => Decision::LookFirst(wait),
        Some(wait) => Decision::RetryAfter(wait),
    }
}

/// Twice as long each time, at least half of it and the rest at random; never sooner than the server asks.
fn wait(attempt: &Attempt<'_>) -> Option<u32> {
    let full = FIRST_WAIT_MS.saturating_mul(2_u32.saturating_pow(attempt.retried)).min(LONGEST_WAIT_MS);
    let own = full / 2 + full / 2 * attempt.jitter.min(1000) / 1000;
    let asked = attempt
        .retry_after
        .map(str::trim)
        .and_then(|text| seconds(text).or_else(|| unix_seconds(text).map(|moment| moment.saturating_sub(attempt.now))));
    let asked = u32::try_from(asked.unwrap_or(0).max(0).saturating_mul(1000)).unwrap_or(u32::MAX);
    if asked > MOST_PATIENCE_MS { None } else { Some(own.max(asked)) }
}

/// Digits only; more than fit are a very long time.
fn seconds(text: &str) -> Option<i64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { Some(text.parse().unwrap_or(i64::MAX)) } else { None }
}
