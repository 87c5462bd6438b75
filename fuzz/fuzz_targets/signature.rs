//! Any webhook call: secret, signature, timestamp, moment and body, a line each. What was signed verifies, what was changed
//! does not, and no secret or signature is repeated.

#![no_main]

use dialin_core::{DEFAULT_TOLERANCE, Report, Severity, VerifiedCall, WebhookCall, sign_webhook, verify_webhook};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.splitn(5, |&byte| byte == b'\n');
    let mut next = || parts.next().unwrap_or_default();
    let [secret, signature, timestamp, now] = [next(), next(), next(), next()].map(String::from_utf8_lossy);
    let body = next();
    let now: i64 = now.parse().unwrap_or_default();

    let call = WebhookCall { signature: Some(&signature), timestamp: Some(&timestamp), body };
    let report = verify_webhook(&secret, &call, now, DEFAULT_TOLERANCE);
    consistent(&report, &[&secret, &signature]);
    let unsigned = verify_webhook(&secret, &WebhookCall { signature: None, ..call }, now, DEFAULT_TOLERANCE);
    assert!(!unsigned.ok());
    consistent(&unsigned, &[&secret]);

    let signed = sign_webhook(&secret, &timestamp, body);
    let Some(right) = signed.value() else {
        assert!(!report.ok() && !signed.ok());
        return;
    };
    if report.ok() {
        assert_eq!(signature, right.as_str());
    }
    if timestamp.is_empty() {
        // No signature matches then, and that it is missing is said alone.
        assert!(report.issues().iter().any(|issue| issue.code == "timestamp-invalid"));
        return;
    }
    let accepts = |signature: &str, timestamp: &str, body: &[u8]| {
        let call = WebhookCall { signature: Some(signature), timestamp: Some(timestamp), body };
        let report = verify_webhook(&secret, &call, 0, i64::MAX);
        consistent(&report, &[&secret, signature]);
        let mismatch = report.issues().iter().find(|issue| issue.code.as_str() == "signature-mismatch");
        mismatch.map(|issue| issue.params.get("mistake").and_then(|value| value.as_str()).map(str::to_owned))
    };
    assert_eq!(accepts(right, &timestamp, body), None);
    // One more byte is another body, and a comma is neither white space nor a known mistake.
    let longer = [body, b","].concat();
    assert_eq!(accepts(right, &timestamp, &longer), Some(Some("unknown".to_owned())));
    assert_eq!(accepts(right, &format!("{timestamp},"), body), Some(Some("unknown".to_owned())));
    assert_eq!(accepts(right.trim_end_matches('='), &timestamp, body), Some(Some("url-safe-alphabet".to_owned())));
});

/// `ok` means: no error, and then there is a value. What is private stands in no issue.
fn consistent(report: &Report<VerifiedCall>, private: &[&str]) {
    let refused = report.issues().iter().any(|issue| issue.severity == Severity::Error);
    assert_eq!(report.ok(), !refused, "{:?}", report.issues());
    assert_eq!(report.ok(), report.value().is_some(), "{:?}", report.issues());
    let issues = serde_json::to_string(report.issues()).expect("issues are JSON");
    for text in private {
        // Without both kinds of letters and a digit it may be a word of a message.
        let telling = [u8::is_ascii_uppercase, u8::is_ascii_lowercase, u8::is_ascii_digit];
        if text.len() >= 16 && telling.iter().all(|telling| text.bytes().any(|byte| telling(&byte))) {
            assert!(!issues.contains(text), "{issues}");
        }
    }
}
