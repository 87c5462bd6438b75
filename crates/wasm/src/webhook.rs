//! Signatures of webhook calls. Each function takes the lengths of what JavaScript has put into the buffer, one after the
//! other: the texts, then the body's bytes.

use dialin_core::{DEFAULT_TOLERANCE, MOST_TOLERANCE, WebhookCall};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::answer::{self, json};
use crate::buffer::{text, with_parts};

/// `signWebhook({secret, timestamp, body})`: the signature. A secret that cannot be used is refused, and not repeated.
#[wasm_bindgen(js_name = signWebhook)]
pub fn sign_webhook(secret: usize, timestamp: usize, body: usize) -> i32 {
    with_parts([secret, timestamp, body], |[secret, timestamp, body]| {
        match dialin_core::sign_webhook(text(secret), text(timestamp), body).into_result() {
            Ok((signature, _)) => answer::text(signature),
            Err(issues) => answer::refusal(issues.into_iter().next().map(|issue| issue.message).unwrap_or_default()),
        }
    })
}

/// `verifyWebhook({secret, signature, timestamp, body, now, tolerance?})`: a report in JSON text. A header that did not
/// come has a length below 0; `now` and `tolerance` are whole seconds, and a tolerance of NaN is the default one. A tolerance
/// that core would cut is refused: it may be milliseconds.
#[wasm_bindgen(js_name = verifyWebhook)]
pub fn verify_webhook(secret: usize, signature: i32, timestamp: i32, body: usize, now: f64, tolerance: f64) -> i32 {
    let (signature, timestamp) = (usize::try_from(signature).ok(), usize::try_from(timestamp).ok());
    let lengths = [secret, signature.unwrap_or_default(), timestamp.unwrap_or_default(), body];
    with_parts(lengths, |[secret, signature_text, timestamp_text, body]| {
        let call = WebhookCall {
            signature: signature.map(|_| text(signature_text)),
            timestamp: timestamp.map(|_| text(timestamp_text)),
            body,
        };
        let tolerance = if tolerance.is_nan() { DEFAULT_TOLERANCE } else { seconds(tolerance) };
        if !(0..=MOST_TOLERANCE).contains(&tolerance) {
            return answer::refusal(format!("tolerance must be from 0 to {MOST_TOLERANCE} seconds, not {tolerance}"));
        }
        json(&dialin_core::verify_webhook(text(secret), &call, seconds(now), tolerance))
    })
}

#[expect(clippy::cast_possible_truncation, reason = "JavaScript hands in whole numbers; any other would be clamped")]
pub(crate) const fn seconds(number: f64) -> i64 {
    number as i64
}
