//! Secrets, one by one; and what is said of a call that was signed in another way than Daily signs.

#![expect(clippy::expect_used, reason = "a test stops where what it needs is missing")]

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use dialin_core::{Options, WebhookCall, check_create_json, sign_webhook, verify_webhook};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

const SECRET: &str = "c2FtcGxlIG9mIHRoZSBkb2NzLCAzMiBieXRlcyBsb24=";
const NOW: i64 = 1_742_353_314;

/// The codes of a secret's issues, with the reason or the length that they give.
fn issues_of(secret: &str) -> Vec<(String, Option<Value>)> {
    let body = json!({"type": "pinless_dialin", "room_creation_api": "https://example.com/room", "hmac": secret});
    let report = check_create_json(body.to_string().as_bytes(), &Options::default());
    let issues = report.issues().iter().filter(|issue| issue.path.to_string() == "hmac");
    let param = |issue: &dialin_core::Issue| issue.params.get("reason").or(issue.params.get("bytes")).cloned();
    issues.map(|issue| (issue.code.to_string(), param(issue))).collect()
}

#[test]
fn each_secret_and_what_is_said_of_it() {
    let bytes = |count: usize| STANDARD.encode(vec![0xFB; count]);
    let not_base64 = [
        ("", "empty"),
        ("null", "literal-null"),
        ("undefined", "literal-null"),
        // Of 32 hex digits base64 makes something; of 30 not.
        ("00112233445566778899aabbccddee", "hex"),
        ("00112233445566778", "hex"),
        ("0x00112233445566778899aabbccddeeff", "hex"),
        ("0X00112233445566778", "hex"),
        ("0x001122334455667", "padding"),
        ("001122334455667", "padding"),
        ("0011223344556677g", "padding"),
        ("c2FtcGxl IG9m", "whitespace"),
        ("c2FtcGxlIG9m\n", "whitespace"),
        ("\u{A0}c2FtcGxlIG9m", "whitespace"),
        ("c2FtcGxlIG9mI", "padding"),
        ("c2Ft+/xlIG9mI", "padding"),
        ("c2Ft+Gxl/G9mI==", "padding"),
        ("c2FtcGxlIG9mIA", "padding"),
        ("c2FtcGxlIG9mIB==", "padding"),
        ("=", "padding"),
        ("c2Ft-Gxl", "url-safe-alphabet"),
        ("c2Ft_Gxl", "url-safe-alphabet"),
        // Of two alphabets none is meant.
        ("c2Ft-_xl+/==", "other"),
        ("whsec_c2FtcGxl+G9m", "other"),
        ("c2Ft.Gxl", "other"),
        ("c2Ft=Gxl", "other"),
        ("c2Ft-Gxl!", "other"),
        ("gehéim", "other"),
    ];
    for (secret, reason) in not_base64 {
        assert_eq!(issues_of(secret), [("hmac-not-base64".to_owned(), Some(json!(reason)))], "{secret:?}");
        assert!(!sign_webhook(secret, "1", b"").ok(), "{secret:?}");
    }
    let said = |code: &str, count: Option<usize>| vec![(code.to_owned(), count.map(Value::from))];
    let looks_hex = |text: &str| [said("hmac-looks-hex", None), said("hmac-length", Some(text.len() / 4 * 3))].concat();
    let base64 = [
        (bytes(24), vec![]),
        (bytes(32), vec![]),
        (bytes(64), vec![]),
        (bytes(1), said("hmac-length", Some(1))),
        (bytes(23), said("hmac-length", Some(23))),
        (bytes(65), said("hmac-length", Some(65))),
        ("00112233445566778899aabbccddeeff".to_owned(), said("hmac-looks-hex", None)),
        ("0011223344556677".to_owned(), looks_hex("0011223344556677")),
        ("001122334455667g".to_owned(), said("hmac-length", Some(12))),
        ("001122334455".to_owned(), said("hmac-length", Some(9))),
        ("9jyatvPWQfBymCGDOYPYKF/TRZXR+08Gj4bvPF78pH0=".to_owned(), said("hmac-published", None)),
    ];
    for (secret, expected) in base64 {
        assert_eq!(issues_of(&secret), expected, "{secret:?}");
        assert!(sign_webhook(&secret, "1", b"").ok(), "{secret:?}");
    }
}

/// HMAC-SHA256, put together here.
fn mac(key: &[u8], timestamp: &str, body: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any length is a key");
    mac.update(format!("{timestamp}.{body}").as_bytes());
    mac.finalize().into_bytes().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

/// What a call is answered: `ok`, or the mistake.
fn answer(signature: &str, timestamp: &str, body: &str) -> String {
    let call = WebhookCall { signature: Some(signature), timestamp: Some(timestamp), body: body.as_bytes() };
    let report = verify_webhook(SECRET, &call, NOW, 300);
    let mistake = report.issues().iter().find_map(|issue| issue.params.get("mistake"));
    mistake.map_or("ok".to_owned(), |mistake| mistake.as_str().expect("a text").to_owned())
}

/// Whoever sends large bodies to a webhook does not get them signed again and again.
#[test]
fn a_body_that_is_too_long_for_a_call_is_not_tried_in_other_forms() {
    let key = STANDARD.decode(SECRET).expect("base64");
    for (length, mistake) in [(4 * 1024, "body-changed"), (4 * 1024 + 1, "unknown")] {
        let body = format!("\"{}\"\n", "x".repeat(length - 3));
        assert_eq!(body.len(), length);
        let signature = STANDARD.encode(mac(&key, "1742353314", body.trim_end()));
        assert_eq!(answer(&signature, "1742353314", &body), mistake);
    }
}

#[test]
fn each_known_mistake_is_named() {
    let key = STANDARD.decode(SECRET).expect("base64");
    let (at, body) = ("1742353314", r#"{"a": "x, y: \"z\\", "b":[1, 2]}"#);
    let right = mac(&key, at, body);
    assert!(STANDARD.encode(&right).contains(['+', '/']), "or the two alphabets are one");
    let signed = |timestamp: &str, body: &str| STANDARD.encode(mac(&key, timestamp, body));
    assert_eq!(sign_webhook(SECRET, at, body.as_bytes()).value(), Some(&STANDARD.encode(&right)));
    let compact = r#"{"a":"x, y: \"z\\","b":[1,2]}"#;
    let spaced = r#"{"a": "x, y: \"z\\", "b": [1, 2]}"#;
    let broken = "{\n  \"a\": \"x, y: \\\"z\\\\\",\n  \"b\":[1, 2]}";
    let milliseconds = "1742353314123";
    let cases = [
        (STANDARD.encode(&right), at, body, "ok"),
        (hex(&right), at, body, "hex"),
        (hex(&right).to_uppercase(), at, body, "hex"),
        (format!("{}0", hex(&right)), at, body, "unknown"),
        (hex(&right).split_off(1), at, body, "unknown"),
        (URL_SAFE.encode(&right), at, body, "url-safe-alphabet"),
        (URL_SAFE_NO_PAD.encode(&right), at, body, "url-safe-alphabet"),
        (STANDARD_NO_PAD.encode(&right), at, body, "url-safe-alphabet"),
        (STANDARD.encode(mac(SECRET.as_bytes(), at, body)), at, body, "secret-not-decoded"),
        // The timestamp that was signed is not the header's text.
        (signed(at, body), " 1742353314", body, "timestamp-text"),
        (signed("1742353314000", body), at, body, "timestamp-text"),
        (signed("\"1742353314\"", body), at, body, "timestamp-text"),
        (signed(at, body), "1742353314000", body, "timestamp-text"),
        (signed("1742353314", body), milliseconds, body, "timestamp-text"),
        (signed("1742353314000", body), milliseconds, body, "timestamp-text"),
        (signed("1742353314000", body), "1742353314 ", body, "timestamp-text"),
        (signed(milliseconds, body), at, body, "unknown"),
        (signed("1742353315000", body), at, body, "unknown"),
        (signed("1742353313999", body), at, body, "unknown"),
        (signed("1742353315", body), at, body, "unknown"),
        (signed("1742353314123", body), "1742353314.123", body, "unknown"),
        // The body that was signed is the same JSON.
        (signed(at, compact), at, body, "body-changed"),
        (signed(at, spaced), at, body, "body-changed"),
        (signed(at, compact), at, broken, "body-changed"),
        (signed(at, spaced), at, broken, "body-changed"),
        (signed(at, &format!("{body}\n")), at, body, "body-changed"),
        (signed(at, body), at, &format!("{body}\n"), "body-changed"),
        (signed(at, body), at, &format!("\t{body} "), "body-changed"),
        (signed(at, broken), at, body, "unknown"),
        (signed(at, "{}"), at, body, "unknown"),
        ("not base64".to_owned(), at, body, "unknown"),
    ];
    for (signature, timestamp, body, expected) in cases {
        assert_eq!(answer(&signature, timestamp, body), expected, "{signature} {timestamp:?} {body:?}");
    }
}

#[test]
fn a_call_is_as_old_as_its_timestamp_says() {
    let age = |timestamp: &str, now: i64, tolerance: i64| -> Vec<(String, String)> {
        let signature = sign_webhook(SECRET, timestamp, b"x").value().cloned().unwrap();
        let call = WebhookCall { signature: Some(&signature), timestamp: Some(timestamp), body: b"x" };
        let report = verify_webhook(SECRET, &call, now, tolerance);
        assert_eq!(report.ok(), report.issues().is_empty());
        report.issues().iter().map(|issue| (issue.code.to_string(), issue.message.clone())).collect()
    };
    let stale = |message: &str| vec![("timestamp-stale".to_owned(), message.to_owned())];
    let invalid = "the timestamp is not a whole number of seconds or milliseconds";
    let invalid = vec![("timestamp-invalid".to_owned(), invalid.to_owned())];
    let cases = [
        ("1742353314", NOW, 300, vec![]),
        ("1742353314", NOW + 300, 300, vec![]),
        ("1742353314", NOW + 301, 300, stale("the call is 301 seconds old; at most 300 are allowed")),
        ("1742353314", NOW - 300, 300, vec![]),
        ("1742353314", NOW - 301, 300, stale("the call is 301 seconds in the future; at most 300 are allowed")),
        ("1742353314", NOW + 1, 0, stale("the call is 1 second old; at most 0 are allowed")),
        ("1742353314", NOW + 1, -100, stale("the call is 1 second old; at most 0 are allowed")),
        ("1742353314999", NOW, 0, vec![]),
        ("100000000000", 100_000_000, 0, vec![]),
        ("99999999999", 99_999_999_999, 0, vec![]),
        (" 1742353314 ", NOW, 0, vec![]),
        // A clock in milliseconds is told by its size.
        ("1742353314", NOW * 1000, 0, vec![]),
        // And a tolerance in milliseconds is cut to a day.
        ("1742353314", NOW + 86_400, 300_000, vec![]),
        ("1742353314", NOW + 86_401, 300_000, stale("the call is 86401 seconds old; at most 86400 are allowed")),
        ("", NOW, 300, vec![("timestamp-invalid".to_owned(), "the call has no timestamp".to_owned())]),
        ("-1742353314", NOW, 300, invalid.clone()),
        ("+1742353314", NOW, 300, invalid.clone()),
        ("1742353314.5", NOW, 300, invalid.clone()),
        ("9223372036854775808", NOW, 300, invalid.clone()),
    ];
    for (timestamp, now, tolerance, expected) in cases {
        assert_eq!(age(timestamp, now, tolerance), expected, "{timestamp:?} at {now}");
    }
    let call = WebhookCall { signature: Some(""), timestamp: None, body: b"x" };
    let report = verify_webhook("null", &call, NOW, 300);
    let codes: Vec<_> = report.issues().iter().map(|issue| issue.code.as_str()).collect();
    assert_eq!(codes, ["hmac-not-base64", "signature-missing", "timestamp-invalid"]);
}
