//! What a caller reads off a PIN room: its body, the answer, and what shows no PIN.

use dialin_core::{
    Issue, ROOM_PROPERTIES, RoomOperation, RoomOptions, RoomProperty, RoomValue, Severity, check_room_dialin_json,
    parse_dial_string, read_dialin_code,
};
use serde_json::{Value, json};

fn found(properties: &Value, operation: RoomOperation) -> Vec<Issue> {
    let options = RoomOptions { operation, now: 1_700_000_000, configs: Vec::new(), purchased_numbers: None };
    check_room_dialin_json(properties.to_string().as_bytes(), &options).issues().to_vec()
}

/// A row that no check looks at would let everything pass, and one that is in no list of names would be unknown.
#[test]
fn every_property_of_the_table_is_checked() {
    fn each(properties: &[RoomProperty], inside: Option<&str>) -> usize {
        let count = properties.iter().map(|property| {
            let key = property.key;
            let with = |key: &str, value: &Value| match inside {
                Some(object) => json!({ object: { key: value } }),
                None => json!({ key: value }),
            };
            let path = inside.map_or(key.to_owned(), |object| format!("{object}.{key}"));
            let errors_with = |value: &Value| {
                let issues = found(&with(key, value), RoomOperation::Update).into_iter();
                let errors = issues.filter(|issue| issue.severity == Severity::Error);
                errors.map(|issue| format!("{} {}", issue.code, issue.path)).collect::<Vec<_>>()
            };
            let other = if matches!(property.holds, RoomValue::Object(_)) { json!(7) } else { json!({ "x": 1 }) };
            assert_eq!(errors_with(&other), [format!("field-wrong-type {path}")]);
            let refuses_null = !property.nullable;
            assert_eq!(errors_with(&Value::Null), vec![format!("field-wrong-type {path}"); refuses_null.into()]);
            if matches!(property.holds, RoomValue::Text) {
                assert_eq!(errors_with(&json!("\0")), [format!("field-nul-character {path}")]);
            }
            let misspelt = found(&with(&format!("{key}x"), &json!(1)), RoomOperation::Update);
            assert!(misspelt.iter().any(|issue| issue.params.get("nearest") == Some(&json!(key))), "{key}x");
            if let Some(object) = inside {
                let help = format!("move it into `{object}`");
                let outside = found(&json!({ key: 1 }), RoomOperation::Update);
                assert!(outside.iter().any(|issue| issue.help.as_ref() == Some(&help)), "{key}: {outside:?}");
            }
            let missing = found(&json!({}), RoomOperation::Create);
            let is_error = |issue: &Issue| issue.severity == Severity::Error && issue.path.to_string() == path;
            assert_eq!(missing.iter().any(is_error), property.required, "{key}");
            match property.holds {
                RoomValue::Object(inner) => 1 + each(inner, Some(key)),
                _ => 1,
            }
        });
        count.sum()
    }
    assert!(each(ROOM_PROPERTIES, None) >= 6);
}

#[test]
fn the_pin_in_an_answer() {
    let cases = [
        (r#"{"config": {"dialin_code": "01234567890"}}"#, Some("01234567890")),
        (r#"{"config": {"dialin_code": 1234567890}}"#, Some("1234567890")),
        (r#"{"config": {"dialin_code": null}}"#, None),
        (r#"{"config": {}}"#, None),
        (r#"{"dialin_code": "1"}"#, None),
        ("{", None),
    ];
    for (answer, expected) in cases {
        assert_eq!(read_dialin_code(answer.as_bytes()).as_deref(), expected, "{answer}");
    }
}

#[test]
fn a_room_body() {
    let properties =
        json!({"dialin": {"display_name": "x"}, "eject_at_room_exp": true, "exp": 1_700_000_100, "lang": "de"});
    let options = RoomOptions {
        operation: RoomOperation::Create,
        now: 1_700_000_000,
        configs: Vec::new(),
        purchased_numbers: None,
    };
    let report = check_room_dialin_json(properties.to_string().as_bytes(), &options);
    let body = report.value().unwrap();
    assert_eq!(serde_json::to_value(body).unwrap(), json!({"properties": properties}));
    assert_eq!(format!("{body:?}"), r#"{"dialin", "eject_at_room_exp", "exp", "lang"}"#);
}

#[test]
fn what_shows_no_pin() {
    let report = parse_dial_string("+12095038039,,;12345678987#5");
    let shown = format!("{:?}", report.value());
    assert_eq!(shown, "DialStringFacts(Some(PhoneNumber(+12095038039)), 2 pauses, 1 waits, …)");
    let (built, _) = dialin_core::DialString::build("+12095038039", "12345678987", 3).into_result().unwrap();
    assert_eq!(format!("{built:?}"), "DialString(+12095038039, 3 pauses, …)");
    let forms = json!({
        "text": "+12095038039,,,12345678987",
        "link": "tel:+12095038039,,,12345678987",
        "telUri": "tel:+12095038039",
    });
    assert_eq!(serde_json::to_value(&built).unwrap(), forms);
    let texts = built.texts();
    assert_eq!(format!("{texts:?}"), "DialStringTexts(…)");
    let texts = serde_json::to_value(&texts).unwrap();
    assert_eq!(texts["humanText"], json!(built.human_text()));
    assert_eq!(texts["vcardTel"], json!(built.vcard_tel()));
    assert_eq!(texts["icsLocation"], json!(built.ics_location()));
    assert_eq!(texts["icsDescription"], json!(built.ics_description()));
}
