//! What a caller reads off a PIN room: its body, the answer, and what shows no PIN.

use dialin_core::{RoomOperation, RoomOptions, check_room_dialin_json, parse_dial_string, read_dialin_code};
use serde_json::json;

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
