//! Which field a misspelt key was meant for: within two typing mistakes, and a third of its length.

use dialin_core::{
    Issue, Options, RoomOperation, RoomOptions, Severity, check_create_json, check_domain_properties_json,
    check_room_dialin_json,
};
use serde_json::{Map, Value, json};

#[test]
fn the_nearest_field() {
    let cases = [
        // Case, dashes, spaces and missing underscores do not count.
        ("PhoneNumber", Some("phone_number")),
        ("phone-number", Some("phone_number")),
        ("Name Prefix", Some("name_prefix")),
        // One mistake of each kind: left out, put in, replaced, swapped; at the front and at the end.
        ("hone_number", Some("phone_number")),
        ("xphone_number", Some("phone_number")),
        ("xhone_number", Some("phone_number")),
        ("hpone_number", Some("phone_number")),
        ("phone_numbe", Some("phone_number")),
        ("phone_numbers", Some("phone_number")),
        ("phone_numbex", Some("phone_number")),
        ("phone_numbre", Some("phone_number")),
        // Two, and three.
        ("fone_number", Some("phone_number")),
        ("pohne_numbre", Some("phone_number")),
        ("phone_num", None),
        ("pohne_numbrex", None),
        ("pohne_unmbre", None),
        ("fon_number", None),
        ("xphonexnumberx", None),
        ("hold_musik_ur", Some("hold_music_url")),
        ("hold_musik_uri", Some("hold_music_url")),
        ("holt_musik_uri", None),
        // Four letters allow one.
        ("hmc", Some("hmac")),
        ("hmca", Some("hmac")),
        ("mhac", Some("hmac")),
        ("hmacs", Some("hmac")),
        ("hmmmac", None),
        ("hmcax", None),
        ("hm", None),
        ("camh", None),
        ("tyoe", Some("type")),
        ("tipo", None),
        // A swap of what is not side by side is two mistakes.
        ("hcam", None),
        ("greeting", None),
        ("ivr_greting", Some("ivr_greeting")),
        ("timeout_confg", Some("timeout_config")),
        ("room_creation_ap", Some("room_creation_api")),
        // What Daily sets is no field to write.
        ("sip_url", None),
        ("ids", None),
        // Forty characters are not a typo of anything.
        ("room_creation_api_______________________", Some("room_creation_api")),
        ("room_creation_api________________________", None),
    ];
    for (key, expected) in cases {
        let body = json!({"type": "pinless_dialin", key: 7});
        let report = check_create_json(body.to_string().as_bytes(), &Options::default());
        let issue = report.issues().iter().find(|issue| issue.code.as_str() == "field-unknown").unwrap();
        assert_eq!(issue.params.get("nearest"), expected.map(Into::into).as_ref(), "{key}");
        // Renamed, it would be a second `type`, or a field that belongs to the other type.
        let suggested = expected.filter(|near| !["type", "ivr_greeting"].contains(near));
        assert_eq!(issue.suggestion, suggested.map(Into::into), "{key}");
    }
}

/// A program that sends a hundred fields of its own may still have misspelt one of ours, or hold what cannot be stored.
#[test]
fn behind_a_hundred_unknown_keys() {
    let mut unknown = Map::new();
    for key in 0..100 {
        unknown.insert(format!("a{key:03}"), json!(1));
    }
    let with = |key: &str, value: Value| {
        let mut object = unknown.clone();
        object.insert("zz".to_owned(), json!(1));
        object.insert(key.to_owned(), value);
        object
    };
    let pin = |fields: Map<String, Value>| {
        let mut body = fields;
        body.insert("type".to_owned(), json!("pin_dialin"));
        body.insert("phone_number".to_owned(), json!("+12095038039"));
        let report = check_create_json(Value::Object(body).to_string().as_bytes(), &Options::default());
        errors(report.issues())
    };
    let greeting = |fields: Map<String, Value>| Map::from_iter([("ivr_greeting".to_owned(), Value::Object(fields))]);
    let room = |dialin: Map<String, Value>| {
        let properties = json!({"dialin": dialin, "exp": 1_700_003_600});
        let options = RoomOptions {
            operation: RoomOperation::Create,
            now: 1_700_000_000,
            configs: Vec::new(),
            purchased_numbers: None,
        };
        let report = check_room_dialin_json(properties.to_string().as_bytes(), &options);
        assert_eq!(report.issues().iter().filter(|issue| issue.params.get("more").is_some()).count(), 1);
        errors(report.issues())
    };
    let cases = [
        (pin(with("name_prefx", json!("x"))), "field-unknown name_prefx"),
        (pin(with("zzz", json!("a\0b"))), "field-nul-character zzz"),
        (pin(greeting(with("mesage", json!("hello")))), "field-unknown ivr_greeting.mesage"),
        (pin(greeting(with("zzz", json!(["\0"])))), "field-nul-character ivr_greeting.zzz"),
        (room(with("display_nmae", json!("x"))), "field-unknown dialin.display_nmae"),
    ];
    for (errors, expected) in cases {
        assert_eq!(errors, [expected]);
    }
}

fn errors(issues: &[Issue]) -> Vec<String> {
    let errors = issues.iter().filter(|issue| issue.severity == Severity::Error);
    errors.map(|issue| format!("{} {}", issue.code, issue.path)).collect()
}

/// Each of them was once compared with all others: 52,000 took 19 s.
#[test]
fn many_misspelt_arrays_are_summed_up() {
    let near = (0..20_000).map(|index| format!("\"pin_dialin{}\":0", char::from_u32(0x4E00 + index).unwrap()));
    let body = format!(r#"{{"properties":{{{}}}}}"#, near.collect::<Vec<_>>().join(","));
    let report = check_domain_properties_json(body.as_bytes(), &Options::default());
    assert_eq!(report.issues().len(), 101);
    let more = report.issues().last().unwrap();
    assert_eq!(
        (more.code.as_str(), more.message.as_str()),
        ("field-unknown", "19900 more keys are not arrays of dial-in configs")
    );
}
