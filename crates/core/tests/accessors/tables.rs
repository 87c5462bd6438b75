//! What a caller reads off the tables: types, fields, rules, and the names and versions.

use dialin_core::{
    Applies, Code, ConfigType, FIELDS, Family, Field, Kind, Mistake, NotConfigType, Operation, PhoneNumber, Severity,
    Shape, Source, Validity, WebUrl, rules, versions,
};
use serde_json::json;

#[test]
fn types_and_fields() {
    let types = ConfigType::ALL.map(|each| (each.as_str(), each.to_string(), each.label(), each.summary()));
    let expected = [
        (
            "pinless_dialin",
            "pinless_dialin".to_owned(),
            "Pinless dial-in",
            "A call fires your webhook, which makes a room; hold music plays meanwhile.",
        ),
        (
            "pin_dialin",
            "pin_dialin".to_owned(),
            "PIN dial-in",
            "Callers dial a shared number and type the PIN of their room.",
        ),
    ];
    assert_eq!(types, expected);
    for each in ConfigType::ALL {
        assert_eq!(ConfigType::from_name(each.as_str()), Some(each));
        assert_eq!(serde_json::to_value(each).unwrap(), each.as_str());
    }
    assert_eq!(ConfigType::from_name("pinless"), None);
    assert_eq!(Field::named("colour"), None);
    for field in FIELDS {
        assert_eq!(Field::named(field.key), Some(field));
        assert_eq!(field.applies_to(ConfigType::PinDialin), field.pin_dialin);
        assert_eq!(field.applies_to(ConfigType::PinlessDialin), field.pinless_dialin);
        let row = serde_json::to_value(field).unwrap();
        let path = if field.shape == Shape::Message { json!([field.key, "message"]) } else { json!([field.key]) };
        assert_eq!((&row["key"], &row["path"]), (&json!(field.key), &path));
        assert_eq!((&row["label"], &row["summary"]), (&json!(field.label), &json!(field.summary)));
        let choices = (field.shape == Shape::Type).then(|| {
            ConfigType::ALL.map(|each| json!({"value": each, "label": each.label(), "summary": each.summary()}))
        });
        assert_eq!(row.get("choices"), choices.map(|choices| json!(choices)).as_ref(), "{}", field.key);
    }
    let of = |key| Field::named(key).unwrap();
    assert_eq!((of("hmac").pinless_dialin, of("hmac").pin_dialin), (Applies::Optional, Applies::Never));
    let read_only: Vec<_> = FIELDS.iter().filter(|field| !field.writable()).map(|field| field.key).collect();
    assert_eq!(read_only, ["sip_uri", "id"]);
    let row = serde_json::to_value(of("timeout_config")).unwrap();
    assert_eq!(row["shape"], "message");
    assert_eq!(row["appliesTo"], json!({"pinless_dialin": "optional", "pin_dialin": "inert"}));
    assert_eq!((Shape::Message.json_name(), Shape::Url.json_name()), ("object", "string"));
    assert_eq!(Shape::Message.json_type(), "an object `{\"message\": \"…\"}`");
    assert_eq!(Shape::Secret.json_type(), "a string");
}

#[test]
fn a_rule_says_what_it_is() {
    let rule = rules().find(|rule| rule.code().as_str() == "hmac-not-base64").unwrap();
    assert_eq!((rule.family(), rule.family().title()), (Family::Secret, "Signing secret"));
    assert_eq!(rule.operations().first(), Some(&Operation::Create));
    assert!(rule.docs().starts_with(&format!(" {}\n", rule.summary())), "{}", rule.docs());
    let head: (Code, Severity, Source) = (rule.code(), rule.severities()[0], rule.source());
    let row = serde_json::to_value(rule).unwrap();
    let expected = json!({
        "code": head.0,
        "severity": head.1,
        "severities": rule.severities(),
        "source": head.2,
        "operations": rule.operations(),
        "family": "secret",
        "summary": rule.summary(),
    });
    assert_eq!(row, expected);
    // Each family's rules stand together, in this order.
    let mut titles: Vec<_> = rules().map(|rule| rule.family().title()).collect();
    titles.dedup();
    let families = [
        "Shape",
        "Phone number",
        "Webhook and hold music URLs",
        "Signing secret",
        "Messages",
        "Name prefix",
        "Signature of a webhook call",
        "PINs and dial strings",
        "Hold music, once its bytes are seen",
        "PIN rooms",
    ];
    assert_eq!(titles, families);
}

#[test]
fn names_and_versions() {
    let mistakes = [
        (Mistake::Hex, "hex"),
        (Mistake::SecretNotDecoded, "secret-not-decoded"),
        (Mistake::BodyChanged, "body-changed"),
        (Mistake::TimestampText, "timestamp-text"),
        (Mistake::UrlSafeAlphabet, "url-safe-alphabet"),
        (Mistake::Unknown, "unknown"),
    ];
    for (mistake, name) in mistakes {
        assert_eq!(mistake.as_str(), name);
    }
    let versions = versions();
    assert_eq!(versions.package, env!("CARGO_PKG_VERSION"));
    assert!(versions.rules.parse::<u32>().is_ok_and(|version| version > 0));
    assert_eq!(versions.numbering.split('.').count(), 3, "{}", versions.numbering);
}

#[test]
fn names_are_read_back_as_what_they_were_written_from() {
    assert_eq!("pin_dialin".parse(), Ok(ConfigType::PinDialin));
    assert_eq!("sip".parse::<ConfigType>(), Err(NotConfigType));
    assert_eq!(NotConfigType.to_string(), "a type of config is `pinless_dialin` or `pin_dialin`");
    let both = (ConfigType::PinlessDialin, PhoneNumber::parse("+12095038039").unwrap());
    let text = serde_json::to_string(&both).unwrap();
    assert_eq!(text, r#"["pinless_dialin","+12095038039"]"#);
    assert_eq!(serde_json::from_str::<(ConfigType, PhoneNumber)>(&text).unwrap(), both);
    let refused = serde_json::from_str::<PhoneNumber>(r#""12095038039""#).unwrap_err();
    assert_eq!(refused.to_string(), "the leading `+` is missing");
    assert_eq!("https://example.com/a".parse(), WebUrl::parse("https://example.com/a"));
    assert_eq!(
        format!("{:>7}|{}|{}", Severity::Info, Validity::TooShort, Kind::FixedLine),
        "   info|too-short|fixed-line"
    );
}
