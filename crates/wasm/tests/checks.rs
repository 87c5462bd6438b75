//! The border as JavaScript crosses it: texts through the memory, answers as JSON text. Runs in Node.js and in a browser.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "clippy does not know these functions as tests")]

use dialin_wasm::{buffer, checks, phone};
use js_sys::{Uint8Array, WebAssembly};
use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

type Check = fn(usize, usize) -> Result<String, JsValue>;

/// Writes as npm/src/checks.js does: reserve, then a fresh view of the memory.
fn put(text: &str, offset: usize) -> usize {
    let start = buffer::reserve(offset + text.len()) + offset;
    let memory: WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    let view = Uint8Array::new(&memory.buffer());
    view.set(&Uint8Array::from(text.as_bytes()), u32::try_from(start).unwrap());
    text.len()
}

fn ask(check: Check, input: &str, options: &str) -> Result<Value, JsValue> {
    let input = put(input, 0);
    let options = put(options, input);
    check(input, options).map(|answer| serde_json::from_str(&answer).unwrap())
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

#[wasm_bindgen_test]
fn lines_are_counted() {
    let text = "{\"type\":\"pin_dialin\",\"phone_number\":\"+12095038039\"}\n\n{}\n";
    let report = ask(checks::check_lines, text, "").unwrap();
    assert_eq!((&report["lines"], &report["ok"], &report["failed"]), (&json!(2), &json!(1), &json!(1)));
    assert_eq!(report["reports"][0]["line"], 3);
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
            "options: invalid type: integer `1`, expected a boolean".to_owned(),
        ),
        (checks::check_lines, r#"{"id":5}"#, "options: invalid type: integer `5`, expected a string".to_owned()),
        (checks::check_update, "", no_type.to_owned()),
        (checks::check_update, "{}", no_type.to_owned()),
        (checks::check_update, r#"{"type":"pin"}"#, no_type.to_owned()),
        (checks::check_update, "[]", no_type.to_owned()),
    ];
    for (check, options, message) in cases {
        let error = ask(check, "{}", options).unwrap_err();
        let error = error.dyn_into::<js_sys::TypeError>().unwrap();
        assert_eq!(String::from(error.message()), message, "{options}");
    }
}

#[wasm_bindgen_test]
fn the_buffer_keeps_what_is_in_it_while_it_grows() {
    let first = put(r#"{"type":"#, 0);
    let all = first + put(r#""pin_dialin","phone_number":"+12095038039"}"#, first);
    buffer::reserve(8 << 20);
    let report: Value = serde_json::from_str(&checks::check_create(all, 0).unwrap()).unwrap();
    assert_eq!(report["ok"], true);
}

#[wasm_bindgen_test]
fn lengths_beyond_the_buffer_are_harmless() {
    put("{}", 0);
    let report: Value = serde_json::from_str(&checks::check_create(usize::MAX, 0).unwrap()).unwrap();
    assert_eq!(report["ok"], false);
}

#[wasm_bindgen_test]
fn e164_is_exact() {
    for (text, expected) in [("+12095038039", true), ("12095038039", false), ("+1 209 503 8039", false), ("", false)] {
        assert_eq!(phone::is_valid_e164(put(text, 0)), expected, "{text}");
    }
}

#[wasm_bindgen_test]
fn the_tables_are_there() {
    let fields: Value = serde_json::from_str(&checks::field_table().unwrap()).unwrap();
    assert_eq!(fields[0]["key"], "type");
    let rules: Value = serde_json::from_str(&checks::rule_table().unwrap()).unwrap();
    assert_eq!(rules.as_array().unwrap().len(), dialin_core::rules().count());
    let versions: Value = serde_json::from_str(&checks::versions().unwrap()).unwrap();
    assert_eq!(versions["package"], env!("CARGO_PKG_VERSION"));
}
