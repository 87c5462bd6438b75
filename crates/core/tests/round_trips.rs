//! What is made can be read back, and what is read never repeats a secret or a PIN.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use dialin_core::{
    DialString, MOST_PAUSES, RoomOperation, RoomOptions, Severity, WebhookCall, check_room_dialin_json,
    parse_dial_string, sign_webhook, verify_webhook,
};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_000) })]

    #[test]
    fn a_signed_call_verifies(
        key in prop::collection::vec(any::<u8>(), 1..80),
        body in prop::collection::vec(any::<u8>(), 0..200),
        at in 0..4_000_000_000_i64,
        milliseconds in any::<bool>(),
    ) {
        let secret = STANDARD.encode(key);
        prop_assume!(secret != "null");
        let timestamp = if milliseconds { (at.max(100_000_000) * 1000).to_string() } else { at.to_string() };
        let at = if milliseconds { at.max(100_000_000) } else { at };
        let signature = sign_webhook(&secret, &timestamp, &body).value().cloned().expect("a signature");
        let call = WebhookCall { signature: Some(&signature), timestamp: Some(&timestamp), body: &body };
        let report = verify_webhook(&secret, &call, at + 300, 300);
        prop_assert!(report.ok(), "{:?}", report.issues());
        prop_assert_eq!(report.value().expect("a value").timestamp, at);
    }

    #[test]
    fn a_changed_call_does_not(
        body in prop::collection::vec(any::<u8>(), 1..100),
        place in any::<prop::sample::Index>(),
        bit in 0..8_u8,
    ) {
        let secret = "c2FtcGxlIG9mIHRoZSBkb2NzLCAzMiBieXRlcyBsb24=";
        let signature = sign_webhook(secret, "1742353314", &body).value().cloned().expect("a signature");
        let mut changed = body.clone();
        if let Some(byte) = changed.get_mut(place.index(body.len())) {
            *byte ^= 1 << bit;
        }
        let call = WebhookCall { signature: Some(&signature), timestamp: Some("1742353314"), body: &changed };
        prop_assert!(!verify_webhook(secret, &call, 1_742_353_314, 300).ok());
    }

    #[test]
    fn any_call_gets_an_answer_without_its_secret(
        secret in key_or_text(),
        signature in key_or_text(),
        timestamp in "\\PC{0,20}",
        body in prop::collection::vec(any::<u8>(), 0..100),
        now in any::<i64>(),
        tolerance in any::<i64>(),
    ) {
        let call = WebhookCall { signature: Some(&signature), timestamp: Some(&timestamp), body: &body };
        let report = verify_webhook(&secret, &call, now, tolerance);
        let issues = serde_json::to_string(report.issues()).expect("JSON");
        prop_assert!(!issues.contains(&secret) && !issues.contains(&signature));
    }

    #[test]
    fn a_dial_string_that_was_built_is_read_back(
        number in prop::sample::select(vec!["+12095038039", "+442071838750", "+4930123456", "+390612345678", "+80012345678"]),
        pin in "[0-9]{1,20}",
        pauses in 1..=MOST_PAUSES,
        link in any::<bool>(),
    ) {
        let (built, _) = DialString::build(number, &pin, pauses).into_result().expect("a dial string");
        let report = parse_dial_string(&if link { built.link() } else { built.text() });
        let facts = report.value();
        prop_assert_eq!(facts.phone_number.expect("a number").to_string(), number);
        prop_assert_eq!(facts.pin.as_deref(), Some(pin.as_str()));
        prop_assert_eq!((facts.pauses, facts.waits), (pauses, 0));
        prop_assert_eq!((facts.terminator, facts.rest.as_deref()), (None, None));
    }

    #[test]
    fn no_pin_of_a_dial_string_is_repeated(pin in "[0-9]{9,14}", tail in "[ #*,;xpw0-9-]{0,12}") {
        let report = parse_dial_string(&format!("+12095038039,,{pin}{tail}"));
        let issues = serde_json::to_string(report.issues()).expect("JSON");
        prop_assert!(!issues.contains(&pin), "{}", issues);
        let debug = format!("{report:?}");
        prop_assert!(!debug.contains(&pin), "{}", debug);
        let report = DialString::build("+12095038039", &format!("{pin}{tail}"), 2);
        let issues = serde_json::to_string(report.issues()).expect("JSON");
        prop_assert!(!issues.contains(&pin), "{}", issues);
    }

    #[test]
    fn any_text_is_read_as_a_dial_string_or_refused(text in nearly_a_dial_string()) {
        let report = parse_dial_string(&text);
        let facts = report.value();
        prop_assert!(!report.ok() || (facts.phone_number.is_some() && facts.pin.is_some()));
        // What is refused says why, and what is right can be built anew.
        prop_assert_eq!(report.ok(), !report.issues().iter().any(|issue| issue.severity == Severity::Error));
        if let (true, Some(number), Some(pin)) = (report.ok(), facts.phone_number, &facts.pin) {
            prop_assert!(DialString::build(&number.to_string(), pin, facts.pauses.clamp(1, MOST_PAUSES)).ok(), "{}", text);
        }
    }

    #[test]
    fn any_room_gets_an_answer(text in any::<String>(), now in any::<i64>(), exp in any::<i64>(), update in any::<bool>()) {
        let operation = if update { RoomOperation::Update } else { RoomOperation::Create };
        let options = RoomOptions { operation, now, configs: Vec::new(), purchased_numbers: None };
        check_room_dialin_json(text.as_bytes(), &options);
        let body = serde_json::json!({ "exp": exp, "dialin": { "room_numbers": [text] } }).to_string();
        check_room_dialin_json(body.as_bytes(), &options);
    }
}

/// Half of them can be decoded, so that they are worked with.
fn key_or_text() -> impl Strategy<Value = String> {
    let key = prop::collection::vec(any::<u8>(), 12..30).prop_map(|key| STANDARD.encode(key));
    prop_oneof![key, "\\PC{16,60}"]
}

fn nearly_a_dial_string() -> impl Strategy<Value = String> {
    prop_oneof![1 => any::<String>(), 4 => "(tel:)?\\+?1209503[0-9]{4}[,;pw ]{0,3}[0-9]{0,12}[#*x]?.{0,4}"]
}
