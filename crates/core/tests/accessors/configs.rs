//! What a caller reads off a config, a patch and a draft.

use dialin_core::{
    Config, ConfigType, Draft, KnownConfig, Options, WebUrl, check_create_json, check_stored_json, check_update_json,
};
use serde::Deserialize;
use serde_json::json;

use crate::SECRET;

#[test]
fn a_pinless_config() {
    let body = json!({
        "type": "pinless_dialin",
        "phone_number": "+12268078039",
        "name_prefix": "Sales",
        "room_creation_api": "https://example.com/room",
        "hmac": SECRET,
        "hold_music_url": "https://example.com/hold.mp3",
        "timeout_config": {"message": "sorry", "voice": "amy"},
        "colour": "mauve",
    });
    let report = check_create_json(body.to_string().as_bytes(), &Options::default());
    let (config, _) = report.into_result().unwrap();
    assert_eq!(config.config_type(), ConfigType::PinlessDialin);
    assert_eq!(config.phone_number().map(ToString::to_string).as_deref(), Some("+12268078039"));
    assert_eq!(config.name_prefix(), Some("Sales"));
    assert_eq!(config.hmac().map(dialin_core::Secret::reveal), Some(SECRET));
    let mut fields = body.as_object().unwrap().clone();
    fields.remove("type");
    assert_eq!(config.fields(), fields);
    assert_eq!(serde_json::to_value(&config).unwrap(), body);
    let Config::Pinless(pinless) = &config else { panic!("{config:?}") };
    assert_eq!((pinless.phone_number(), pinless.name_prefix()), (config.phone_number(), Some("Sales")));
    assert_eq!(pinless.room_creation_api().map(WebUrl::as_str), Some("https://example.com/room"));
    assert_eq!(pinless.hold_music_url().map(WebUrl::as_str), Some("https://example.com/hold.mp3"));
    assert_eq!(pinless.hmac().map(dialin_core::Secret::reveal), Some(SECRET));
    assert_eq!(pinless.timeout_config().and_then(dialin_core::Message::text), Some("sorry"));
    let shown = format!("{config:?}");
    assert!(shown.contains("Secret(…)") && shown.contains("{\"colour\"}"), "{shown}");
    assert!(!shown.contains(SECRET) && !shown.contains("mauve") && !shown.contains("amy"), "{shown}");
}

#[test]
fn a_pin_config() {
    let body = json!({
        "type": "pin_dialin",
        "phone_number": "+12095038039",
        "name_prefix": "Support",
        "timeout_config": {"message": "bye"},
        "ivr_greeting": {"message": "hello"},
    });
    let (config, _) = check_create_json(body.to_string().as_bytes(), &Options::default()).into_result().unwrap();
    assert_eq!(config.config_type(), ConfigType::PinDialin);
    assert_eq!(config.phone_number().map(ToString::to_string).as_deref(), Some("+12095038039"));
    assert_eq!((config.name_prefix(), config.hmac()), (Some("Support"), None));
    assert_eq!(serde_json::to_value(&config).unwrap(), body);
    let Config::Pin(pin) = &config else { panic!("{config:?}") };
    assert_eq!((pin.phone_number(), pin.name_prefix()), (config.phone_number().unwrap(), Some("Support")));
    assert_eq!(pin.timeout_config().and_then(dialin_core::Message::text), Some("bye"));
    assert_eq!(pin.ivr_greeting().and_then(dialin_core::Message::text), Some("hello"));
    let bare = json!({"type": "pin_dialin", "phone_number": "+12095038039"});
    let (config, _) = check_create_json(bare.to_string().as_bytes(), &Options::default()).into_result().unwrap();
    assert_eq!((config.name_prefix(), config.fields().len()), (None, 1));
    let Config::Pin(pin) = &config else { panic!("{config:?}") };
    assert_eq!(pin.ivr_greeting(), None);
}

#[test]
fn a_stored_config() {
    for (sip_uri, expected) in [(json!("sip:a@example.com"), Some("sip:a@example.com")), (json!(null), None)] {
        let body = json!({
            "id": "abc",
            "type": "pin_dialin",
            "config": {"phone_number": "+12095038039", "sip_uri": sip_uri},
        });
        let (stored, _) = check_stored_json(body.to_string().as_bytes(), &Options::default()).into_result().unwrap();
        assert_eq!((stored.id(), stored.sip_uri()), (Some("abc"), expected));
        assert_eq!(stored.config().config_type(), ConfigType::PinDialin);
        assert_eq!(serde_json::to_value(&stored).unwrap(), body);
        let known = KnownConfig {
            id: Some("abc".to_owned()),
            config_type: Some(ConfigType::PinDialin),
            phone_number: Some("+12095038039".to_owned()),
        };
        assert_eq!(KnownConfig::from(&stored), known);
        assert_eq!(serde_json::from_value::<KnownConfig>(body).unwrap(), known);
    }
    let body = json!({"type": "pinless_dialin", "config": {}});
    let (stored, _) = check_stored_json(body.to_string().as_bytes(), &Options::default()).into_result().unwrap();
    assert_eq!((stored.id(), stored.sip_uri()), (None, None));
    assert_eq!(KnownConfig::from(&stored).phone_number, None);
}

#[test]
fn what_shows_no_secret() {
    let body = json!({
        "type": "pinless_dialin",
        "room_creation_api": "https://example.com/room?key=s3cret",
        "hold_music_url": "https://cdn.example.com/hold.mp3?sig=s3cret",
        "hmac": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
    });
    let report = check_create_json(body.to_string().as_bytes(), &Options::default());
    let shown = format!("{:?}", report.value().unwrap());
    assert!(shown.contains("example.com") && shown.contains("cdn.example.com"), "{shown}");
    assert!(!shown.contains("s3cret") && !shown.contains("MDEy"), "{shown}");
}

/// A list of bodies to create, given as what is stored, would have been in nobody's way.
#[test]
fn a_flat_body_is_known_by_its_number() {
    let flat = json!({"type": "pin_dialin", "phone_number": "+12095038039"});
    let options = Options::from_value(&json!({"configs": [flat]})).unwrap();
    let report = check_create_json(flat.to_string().as_bytes(), &options);
    let codes: Vec<&str> = report.issues().iter().map(|issue| issue.code.as_str()).collect();
    assert_eq!(codes, ["phone-number-duplicate"]);
}

#[test]
fn a_patch() {
    let body = json!({"phone_number": "+12095038039", "name_prefix": "New", "timeout_config": null});
    let report = check_update_json(body.to_string().as_bytes(), ConfigType::PinDialin, &Options::default());
    let (patch, _) = report.into_result().unwrap();
    assert_eq!(patch.phone_number().map(ToString::to_string).as_deref(), Some("+12095038039"));
    assert_eq!(patch.fields(), body.as_object().unwrap());
    assert_eq!(serde_json::to_value(&patch).unwrap(), body);
    let shown = format!("{patch:?}");
    assert_eq!(shown, r#"{"name_prefix", "phone_number", "timeout_config"}"#);
    let mut fields = json!({"phone_number": "+12268078039", "timeout_config": {"message": "x"}, "kept": 1});
    patch.merge_into(fields.as_object_mut().unwrap());
    assert_eq!(fields, json!({"phone_number": "+12095038039", "name_prefix": "New", "kept": 1}));
    let report = check_update_json(br#"{"name_prefix": "x"}"#, ConfigType::PinDialin, &Options::default());
    assert_eq!(report.value().unwrap().phone_number(), None);
}

#[test]
fn a_draft_shows_its_keys_only() {
    let tree = json!({"hmac": SECRET, "type": 7, "name_prefix": null, "colour": "red"});
    let draft = Draft::deserialize(&tree).unwrap();
    assert_eq!(format!("{draft:?}"), r#"{"type", "name_prefix", "hmac", "colour"}"#);
}

#[test]
fn options_say_what_is_wrong_with_them() {
    let cases = [
        (json!([]), "not an object"),
        (json!({"purchasedNumbers": "+12095038039"}), "`purchasedNumbers` is a string, not an array"),
        (json!({"purchasedNumbers": null}), "`purchasedNumbers` is null, not an array"),
        (json!({"purchasedNumbers": [5]}), "`purchasedNumbers` holds a number, not strings"),
        (json!({"configs": {}}), "`configs` is an object, not an array"),
        (json!({"configs": ["a"]}), "`configs` holds a string, not objects"),
        (json!({"id": 5}), "`id` is a number, not a string"),
        (json!({"allowPrivateHosts": "yes"}), "`allowPrivateHosts` is a string, not a boolean"),
        (
            json!({"numbers": []}),
            "unknown field `numbers`, expected one of `purchasedNumbers`, `configs`, `id`, `allowPrivateHosts`",
        ),
    ];
    for (value, message) in cases {
        assert_eq!(Options::from_value(&value).unwrap_err().to_string(), message);
    }
}
