//! The border as JavaScript crosses it: texts through the memory, answers as JSON text. Runs in Node.js and in a browser.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "clippy does not know these functions as tests")]

mod border;

use border::{Answer, put};
use dialin_wasm::{buffer, checks, dial_string, hold_music, phone, room, webhook};
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

type Check = fn(usize, usize) -> i32;

fn ask(check: Check, input: &str, options: &str) -> Answer {
    let input = put(input, 0);
    let options = put(options, input);
    match check(input, options) {
        0 => Ok(json!({"ok": true, "issues": [], "value": true})),
        length => border::answer(length),
    }
}

fn codes(report: &Value) -> Vec<&str> {
    report["issues"].as_array().unwrap().iter().map(|issue| issue["code"].as_str().unwrap()).collect()
}

#[wasm_bindgen_test]
fn each_check_does_what_its_name_says() {
    let number = r#"{"phone_number":"+12095038039"}"#;
    let stored = r#"{"id":"a","type":"pin_dialin","config":{"phone_number":"+12095038039"}}"#;
    let twice = format!("[{stored},{}]", stored.replace(r#""a""#, r#""b""#));
    let update = r#"{"type":"pin_dialin"}"#;
    let cases: [(Check, &str, &str, bool, &[&str]); 6] = [
        (checks::check_create, number, "", false, &["type-missing"]),
        (checks::check_create, r#"{"type":"pin_dialin","phone_number":"+12095038039"}"#, "{}", true, &[]),
        (checks::check_update, number, update, true, &[]),
        (checks::check_stored, stored, "", true, &[]),
        (checks::check_set, &twice, "", false, &["phone-number-duplicate"]),
        (checks::check_create, "{", "", false, &["json-invalid"]),
    ];
    for (check, input, options, ok, expected) in cases {
        let report = ask(check, input, options).unwrap();
        assert_eq!((report["ok"].as_bool(), codes(&report)), (Some(ok), expected.to_vec()), "{input}");
        assert_eq!(report.get("value").is_some(), ok, "{input}");
    }
}

fn whole_lines(input: usize, options: usize) -> i32 {
    checks::check_lines(input, i32::try_from(options).unwrap(), true)
}

#[wasm_bindgen_test]
fn lines_are_counted() {
    let text = "{\"type\":\"pin_dialin\",\"phone_number\":\"+12095038039\"}\n\n{}\n";
    let report = ask(whole_lines, text, "").unwrap();
    assert_eq!((&report["lines"], &report["ok"], &report["failed"]), (&json!(2), &json!(1), &json!(1)));
    assert_eq!(report["reports"][0]["line"], 3);
}

#[wasm_bindgen_test]
fn options_of_the_first_piece_hold_until_the_last() {
    let line = r#"{"type":"pin_dialin","phone_number":"+12095038039"}"#;
    let options = r#"{"configs":[{"phone_number":"+12095038039"}]}"#;
    let piece = |options: Option<&str>, is_last| {
        let input = put(line, 0);
        let options = options.map_or(-1, |options| i32::try_from(put(options, input)).unwrap());
        border::answer(checks::check_lines(input, options, is_last)).unwrap()["failed"].clone()
    };
    let failed = [piece(Some(options), false), piece(None, false), piece(None, true), piece(Some(""), true)];
    assert_eq!(failed, [json!(1), json!(1), json!(1), json!(0)]);
}

#[wasm_bindgen_test]
fn a_suggestion_that_repeats_the_input_goes_back_to_who_gave_it() {
    let nested = r#"{"type":"pin_dialin","config":{"phone_number":"+12095038039"}}"#;
    let report = ask(checks::check_create, nested, "").unwrap();
    let issue = &report["issues"][0];
    assert_eq!(issue["code"], "nested-config");
    assert_eq!(issue["suggestion"], json!({"type": "pin_dialin", "phone_number": "+12095038039"}));
}

#[wasm_bindgen_test]
fn wrong_options_are_type_errors() {
    let known = "`purchasedNumbers`, `configs`, `id`, `allowPrivateHosts`";
    let no_type = "options: `type` has to say the type of the stored config, `pinless_dialin` or `pin_dialin`";
    let cases: [(Check, &str, String); 7] = [
        (checks::check_create, r#"{"ids":"a"}"#, format!("options: unknown field `ids`, expected one of {known}")),
        (
            checks::check_stored,
            r#"{"allowPrivateHosts":1}"#,
            "options: `allowPrivateHosts` is a number, not a boolean".to_owned(),
        ),
        (whole_lines, r#"{"id":5}"#, "options: `id` is a number, not a string".to_owned()),
        (checks::check_update, "", no_type.to_owned()),
        (checks::check_update, "{}", no_type.to_owned()),
        (checks::check_update, r#"{"type":"pin"}"#, no_type.to_owned()),
        (checks::check_update, "[]", no_type.to_owned()),
    ];
    for (check, options, message) in cases {
        assert_eq!(ask(check, "{}", options), Err(message), "{options}");
    }
}

#[wasm_bindgen_test]
fn the_buffer_keeps_what_is_in_it_while_it_grows() {
    let first = put(r#"{"type":"#, 0);
    let all = first + put(r#""pin_dialin","phone_number":"+12095038039"}"#, first);
    buffer::reserve(8 << 20);
    assert_eq!(checks::check_create(all, 0), 0);
}

#[wasm_bindgen_test]
fn lengths_beyond_the_buffer_are_harmless() {
    put("{}", 0);
    let report = border::answer(checks::check_create(usize::MAX, 0)).unwrap();
    assert_eq!(report["ok"], false);
}

#[wasm_bindgen_test]
fn what_was_given_back_can_be_asked_for_again() {
    put(&"x".repeat(1 << 20), 0);
    buffer::release();
    assert_eq!(ask(checks::check_create, "[]", "").unwrap()["ok"], false);
}

#[wasm_bindgen_test]
fn a_number_is_read() {
    for (text, valid) in [("+12095038039", true), ("12095038039", false), ("+1 209 503 8039", false), ("", false)] {
        assert_eq!(border::walk(text), valid, "{text}");
        let report = border::answer(phone::parse_phone_number(put(text, 0))).unwrap();
        assert_eq!(report["value"]["validity"] == "valid", valid, "{text}");
    }
}

#[wasm_bindgen_test]
fn a_header_that_did_not_come_is_missing() {
    let secret = put("c2VjcmV0IHNlY3JldCBzZWNyZXQh", 0);
    let report = border::answer(webhook::verify_webhook(secret, -1, -1, 0, 0.0, f64::NAN)).unwrap();
    assert_eq!(codes(&report), ["signature-missing", "timestamp-invalid"]);
    assert_eq!(border::answer(webhook::sign_webhook(0, 0, 0)), Err("the signing secret is empty".to_owned()));
}

#[wasm_bindgen_test]
fn pauses_have_a_default() {
    let number = put("+12095038039", 0);
    let pin = put("12345678987", number);
    let text = |pauses| {
        border::answer(dial_string::build_dial_string(number, pin, 0, pauses)).unwrap()["value"]["text"].clone()
    };
    assert_eq!(text(-1), "+12095038039,,12345678987");
    assert_eq!(text(3), "+12095038039,,,12345678987");
    assert_eq!(text(i32::MAX), Value::Null);
    let whole = put("+12095038039,,,12345678987", 0);
    assert_eq!(border::answer(dial_string::parse_dial_string(whole)).unwrap()["value"]["pauses"], 3);
}

#[wasm_bindgen_test]
fn hold_music_comes_in_pieces() {
    let first = put("<!doctype", 0);
    assert_eq!(hold_music::push_hold_music(first), 0);
    let last = put(" html><title>Sign in</title>", 0);
    let report = border::answer(hold_music::inspect_hold_music(last)).unwrap();
    assert_eq!((&report["value"]["format"], &report["value"]["junkBytes"]), (&json!("html"), &json!(first + last)));
    let empty = border::answer(hold_music::inspect_hold_music(0)).unwrap();
    assert_eq!(empty["value"]["format"], "empty");
}

#[wasm_bindgen_test]
fn a_room_is_made_or_changed() {
    let properties = put(r#"{"dialin":{}}"#, 0);
    let severity = |is_update| {
        let report = border::answer(room::check_room_dialin(properties, 0, is_update, 1.7e9)).unwrap();
        report["issues"][0]["severity"].clone()
    };
    assert_eq!((severity(false), severity(true)), (json!("error"), json!("info")));
    let known = put(r#"{"configs":5}"#, properties);
    assert_eq!(
        border::answer(room::check_room_dialin(properties, known, false, 0.0)),
        Err("options: `configs` is a number, not an array".to_owned())
    );
}

#[wasm_bindgen_test]
fn the_tables_are_there() {
    let fields = border::answer(checks::field_table()).unwrap();
    assert_eq!(fields[0]["key"], "type");
    let rules = border::answer(checks::rule_table()).unwrap();
    assert_eq!(rules.as_array().unwrap().len(), dialin_core::rules().count());
    let versions = border::answer(checks::versions()).unwrap();
    assert_eq!(versions["package"], env!("CARGO_PKG_VERSION"));
}
