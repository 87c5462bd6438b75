//! Whether to try again, and when.

use dialin_core::api::{ApiError, Attempt, Decision, Method, Outcome, decide};
use proptest::prelude::*;

use Decision::{GiveUp, LookFirst, RetryAfter};
use Method::{Delete, Get, Post, Put};

/// 1994-11-06 08:49:37 UTC, the moment of RFC 9110's examples.
const NOW: i64 = 784_111_777;

fn attempt(method: Method, outcome: Outcome<'_>) -> Attempt<'_> {
    Attempt { method, outcome, retried: 0, retries: 3, bulk: false, retry_after: None, now: NOW, jitter: 0 }
}

fn error(status: u16) -> ApiError {
    ApiError::read(status, br#"{"error":"some-error"}"#)
}

#[test]
fn a_read_is_tried_again_and_a_write_is_looked_for() {
    for (status, read, write) in [
        (429, RetryAfter(250), RetryAfter(250)),
        (503, RetryAfter(250), RetryAfter(250)),
        (500, RetryAfter(250), LookFirst(250)),
        (502, RetryAfter(250), LookFirst(250)),
        (504, RetryAfter(250), LookFirst(250)),
        (520, RetryAfter(250), LookFirst(250)),
        (501, GiveUp, GiveUp),
        (505, GiveUp, GiveUp),
        // It said yes, and what it made cannot be read.
        (200, GiveUp, LookFirst(250)),
        (0, GiveUp, GiveUp),
        (302, GiveUp, GiveUp),
        (400, GiveUp, GiveUp),
        (401, GiveUp, GiveUp),
        (404, GiveUp, GiveUp),
        (499, GiveUp, GiveUp),
    ] {
        let error = error(status);
        assert_eq!(decide(&attempt(Get, Outcome::Refused(&error))), read, "GET {status}");
        for method in [Post, Put, Delete] {
            assert_eq!(decide(&attempt(method, Outcome::Refused(&error))), write, "{method:?} {status}");
        }
    }
    assert_eq!(decide(&attempt(Get, Outcome::Unanswered)), RetryAfter(250));
    for method in [Post, Put, Delete] {
        assert_eq!(decide(&attempt(method, Outcome::Unanswered)), LookFirst(250));
    }
}

#[test]
fn in_bulk_a_400_may_be_a_rate_limit() {
    let plain = error(400);
    let issues = ApiError::read(400, br#"{"error":"invalid-request-error","issues":[{"code":"type-missing"}]}"#);
    let unknown = ApiError::read(400, br#"{"error":"not-found"}"#);
    for (error, bulk, expected) in
        [(&plain, true, RetryAfter(250)), (&plain, false, GiveUp), (&issues, true, GiveUp), (&unknown, true, GiveUp)]
    {
        let attempt = Attempt { bulk, ..attempt(Post, Outcome::Refused(error)) };
        assert_eq!(decide(&attempt), expected, "{error} {bulk}");
    }
}

#[test]
fn waits_double_up_to_a_limit() {
    let error = error(429);
    for (retried, jitter, expected) in [
        (0, 0, 250),
        (0, 500, 375),
        (0, 1000, 500),
        (0, 5000, 500),
        (1, 0, 500),
        (1, 1000, 1000),
        (2, 0, 1000),
        (5, 1000, 16_000),
        (6, 1000, 30_000),
        (40, 0, 15_000),
        (40, 1000, 30_000),
    ] {
        let attempt = Attempt { retried, retries: 100, jitter, ..attempt(Get, Outcome::Refused(&error)) };
        assert_eq!(decide(&attempt), RetryAfter(expected), "{retried} {jitter}");
    }
    for (retried, retries, expected) in [(0, 0, GiveUp), (2, 3, RetryAfter(1000)), (3, 3, GiveUp), (4, 3, GiveUp)] {
        let attempt = Attempt { retried, retries, ..attempt(Get, Outcome::Refused(&error)) };
        assert_eq!(decide(&attempt), expected, "{retried} of {retries}");
    }
}

#[test]
fn retry_after_is_seconds_or_a_moment() {
    let error = error(429);
    for (header, expected) in [
        ("0", RetryAfter(250)),
        ("1", RetryAfter(1000)),
        (" 120 ", RetryAfter(120_000)),
        ("300", RetryAfter(300_000)),
        ("301", GiveUp),
        ("0000000120", RetryAfter(120_000)),
        ("999999999", GiveUp),
        ("9999999999", GiveUp),
        ("99999999999999999999", GiveUp),
        // No number of seconds: our own wait.
        ("-5", RetryAfter(250)),
        ("1.5", RetryAfter(250)),
        ("soon", RetryAfter(250)),
        ("", RetryAfter(250)),
        ("Sun, 06 Nov 1994 08:49:47 GMT", RetryAfter(10_000)),
        ("Sunday, 06-Nov-94 08:49:47 GMT", RetryAfter(10_000)),
        ("Sun Nov  6 08:49:47 1994", RetryAfter(10_000)),
        ("Sun, 06 Nov 1994 08:49:37 GMT", RetryAfter(250)),
        ("Sun, 06 Nov 1994 08:40:00 GMT", RetryAfter(250)),
        ("Sun, 06 Nov 1994 08:54:38 GMT", GiveUp),
        ("Mon, 07 Nov 1994 08:49:37 GMT", GiveUp),
        ("Sun, 06 Nov 1994 08:49:47 CET", RetryAfter(250)),
        ("Sun, 06 ovD 1994 08:49:47 GMT", RetryAfter(250)),
        ("Sun, 06 Nov 1994 08:49:47:00 GMT", RetryAfter(250)),
        ("Sun, 06 Nov 1994 24:49:47 GMT", RetryAfter(250)),
        ("Sun, 06 Nov 199 08:49:47 GMT", RetryAfter(250)),
        ("Sun Nov  6 08:49:47 1994 GMT", RetryAfter(250)),
    ] {
        let attempt = Attempt { retry_after: Some(header), ..attempt(Get, Outcome::Refused(&error)) };
        assert_eq!(decide(&attempt), expected, "{header}");
        let attempt = Attempt { method: Put, outcome: Outcome::Unanswered, ..attempt };
        let looked = match expected {
            RetryAfter(wait) => LookFirst(wait),
            other => other,
        };
        assert_eq!(decide(&attempt), looked, "{header}");
    }
    // A year of two digits.
    let attempt = Attempt {
        retry_after: Some("Saturday, 21-Nov-26 00:00:05 GMT"),
        now: 1_795_219_200,
        ..attempt(Get, Outcome::Unanswered)
    };
    assert_eq!(decide(&attempt), RetryAfter(5000));
}

proptest! {
    /// Crate `httpdate` is the judge of moments.
    #[test]
    fn moments_are_read_as_httpdate_writes_them(at in 1_i64..250_000_000_000, ahead in 1_i64..300) {
        let moment = std::time::UNIX_EPOCH + std::time::Duration::from_secs(u64::try_from(at + ahead).unwrap());
        let header = httpdate::fmt_http_date(moment);
        let attempt = Attempt { retry_after: Some(&header), now: at, ..attempt(Get, Outcome::Unanswered) };
        prop_assert_eq!(decide(&attempt), RetryAfter(u32::try_from(ahead).unwrap() * 1000), "{}", header);
    }

    /// Whatever stands in the header, no write is sent again blindly, and no wait is longer than was promised.
    #[test]
    fn a_write_without_an_answer_is_never_sent_again_blindly(
        header in prop::option::of("[0-9A-Za-z ,:-]{0,32}"),
        retried in 0_u32..50,
        retries in 0_u32..50,
        jitter in 0_u32..2000,
        now in -1_000_000_000_000_i64..1_000_000_000_000,
    ) {
        let retry_after = header.as_deref();
        for method in [Post, Put, Delete] {
            let attempt =
                Attempt { retry_after, retried, retries, jitter, now, ..attempt(method, Outcome::Unanswered) };
            match decide(&attempt) {
                LookFirst(wait) => prop_assert!((250..=300_000).contains(&wait) && retried < retries),
                RetryAfter(_) => prop_assert!(false),
                GiveUp => {}
            }
        }
    }
}
