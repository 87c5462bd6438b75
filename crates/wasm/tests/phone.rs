//! The build of phone numbers alone writes its reports itself: to the letter as `serde_json` would.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "clippy does not know these functions as tests")]

mod border;

use border::put;
use dialin_wasm::phone;
use dialin_wasm::phone_report::version_table;
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn reports_are_those_of_the_other_build() {
    let mut codes = Vec::new();
    for text in [
        "+12095038039",
        "+12555599999",
        "+1209503803",
        "+4402071838750",
        "+999",
        "+19005550123",
        "2095038039",
        "+44 (0)20 7183 8750",
        "+1209503803\u{669}",
        "+1 209 503 8039,,12345678987",
        "\"\\/\u{8}\u{c}\n\r\t\u{0}\u{1f}\u{7f}\u{2028}\u{1f4de}",
        "",
    ] {
        let report = dialin_core::parse_phone_number(text);
        let expected: Value = serde_json::to_value(&report).unwrap();
        assert_eq!(border::answer(phone::parse_phone_number(put(text, 0))), Ok(expected), "{text:?}");
        let valid = report.value().validity == Some(dialin_core::Validity::Valid);
        assert_eq!(border::walk(text), valid, "{text:?}");
        codes.extend(report.issues().iter().map(|issue| issue.code.as_str()));
    }
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(
        codes,
        [
            "phone-number-not-canonical",
            "phone-number-not-e164",
            "phone-number-not-possible",
            "phone-number-not-valid",
            "phone-number-unusual-kind",
        ]
    );
}

#[wasm_bindgen_test]
fn versions_are_those_of_core() {
    let expected = serde_json::to_value(dialin_core::versions()).unwrap();
    assert_eq!(border::answer(version_table()), Ok(expected));
}
