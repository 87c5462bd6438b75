//! Signatures of webhook calls. Each function takes the lengths of what JavaScript has put into the buffer, one after the
//! other: the texts, then the body's bytes.

use dialin_core::{DEFAULT_TOLERANCE, WebhookCall};
use js_sys::TypeError;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::answer::json;
use crate::buffer::{text, with_parts};

/// `signWebhook({secret, timestamp, body})`: the signature. A secret that cannot be used is a `TypeError`, which does
/// not repeat it.
#[wasm_bindgen(js_name = signWebhook)]
pub fn sign_webhook(secret: usize, timestamp: usize, body: usize) -> Result<String, JsValue> {
    with_parts([secret, timestamp, body], |[secret, timestamp, body]| {
        match dialin_core::sign_webhook(text(secret), text(timestamp), body).into_result() {
            Ok((signature, _)) => Ok(signature),
            Err(issues) => {
                let message = issues.first().map(|issue| issue.message.as_str()).unwrap_or_default();
                Err(TypeError::new(message).into())
            }
        }
    })
}

/// `verifyWebhook({secret, signature, timestamp, body, now, tolerance?})`: a report in JSON text. A header that did not
/// come has no length; `now` and `tolerance` are whole seconds.
#[wasm_bindgen(js_name = verifyWebhook)]
pub fn verify_webhook(
    secret: usize,
    signature: Option<u32>,
    timestamp: Option<u32>,
    body: usize,
    now: f64,
    tolerance: Option<f64>,
) -> Result<String, JsValue> {
    let length = |header: Option<u32>| header.and_then(|length| usize::try_from(length).ok()).unwrap_or_default();
    let lengths = [secret, length(signature), length(timestamp), body];
    with_parts(lengths, |[secret, signature_text, timestamp_text, body]| {
        let call = WebhookCall {
            signature: signature.map(|_| text(signature_text)),
            timestamp: timestamp.map(|_| text(timestamp_text)),
            body,
        };
        let tolerance = tolerance.map_or(DEFAULT_TOLERANCE, seconds);
        json(&dialin_core::verify_webhook(text(secret), &call, seconds(now), tolerance))
    })
}

#[expect(clippy::cast_possible_truncation, reason = "JavaScript hands in whole numbers; any other would be clamped")]
const fn seconds(number: f64) -> i64 {
    number as i64
}
