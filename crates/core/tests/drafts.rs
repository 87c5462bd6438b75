//! Drafts from formats other than JSON text, and what stands where in them.

use std::collections::BTreeMap;

use dialin_core::json::read_value;
use dialin_core::{
    ConfigType, Draft, Options, RoomOperation, RoomOptions, check_create, check_create_json,
    check_domain_properties_json, check_room_dialin_json, check_stored_json, check_update_json,
};
use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{IntoDeserializer, Visitor};
use serde::{Deserialize, Deserializer, forward_to_deserialize_any};
use serde_json::{Value, json};

/// What some formats tell apart and JSON does not.
#[derive(Clone, Copy)]
enum Given {
    Text(&'static str),
    Absent,
    Present(&'static str),
    Wrapped(&'static str),
    Number(i64),
    Bytes(&'static [u8]),
}

impl<'de> Deserializer<'de> for Given {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Text(text) => visitor.visit_borrowed_str(text),
            Self::Absent => visitor.visit_none(),
            Self::Present(text) => visitor.visit_some(Self::Text(text)),
            Self::Wrapped(text) => visitor.visit_newtype_struct(Self::Text(text)),
            Self::Number(number) => visitor.visit_i64(number),
            Self::Bytes(bytes) => visitor.visit_bytes(bytes),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl IntoDeserializer<'_, Error> for Given {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

fn draft(pairs: &[(&'static str, Given)]) -> Result<Draft<'static>, Error> {
    Draft::deserialize(MapDeserializer::new(pairs.iter().copied()))
}

#[test]
fn options_and_wrappers_mean_what_they_hold() {
    let given = [
        ("type", Given::Wrapped("pin_dialin")),
        ("phone_number", Given::Present("+12095038039")),
        ("name_prefix", Given::Absent),
        ("colour", Given::Present("red")),
        ("size", Given::Absent),
        ("shape", Given::Wrapped("round")),
        ("weight", Given::Number(-7)),
    ];
    let body = json!({
        "type": "pin_dialin",
        "phone_number": "+12095038039",
        "name_prefix": null,
        "colour": "red",
        "size": null,
        "shape": "round",
        "weight": -7,
    });
    let expected = Draft::deserialize(&body).unwrap();
    let draft = draft(&given).unwrap();
    assert_eq!(draft, expected);
    let config = check_create(&draft, &Options::default()).into_result().unwrap().0;
    let mut fields = body.as_object().unwrap().clone();
    fields.retain(|key, _| !matches!(key.as_str(), "type" | "name_prefix"));
    assert_eq!(config.fields(), fields);
}

#[test]
fn a_whole_draft_may_be_wrapped() {
    let cases = [
        (Given::Absent, json!(null)),
        (Given::Present("x"), json!("x")),
        (Given::Wrapped("x"), json!("x")),
        (Given::Number(1), json!(1)),
    ];
    for (given, value) in cases {
        assert_eq!(Draft::deserialize(given).unwrap(), Draft::deserialize(&value).unwrap(), "{value}");
    }
    for (text, name) in
        [("null", "null"), ("\"x\"", "a string"), ("7", "a number"), ("[7]", "an array"), ("true", "a boolean")]
    {
        let report = check_create_json(text.as_bytes(), &Options::default());
        let [issue] = report.issues() else { panic!("{text}: {:?}", report.issues()) };
        assert_eq!((issue.code.as_str(), issue.path.to_string()), ("not-an-object", String::new()), "{text}");
        assert!(issue.message.ends_with(name), "{text}: {}", issue.message);
    }
    let array = SeqDeserializer::<_, Error>::new([1_i64, 2].into_iter());
    let value = json!([1, 2]);
    assert_eq!(Draft::deserialize(array).unwrap(), Draft::deserialize(&value).unwrap());
}

#[test]
fn what_no_json_has_is_refused_with_its_name() {
    let error = |read: Result<Draft<'_>, Error>| read.unwrap_err().to_string();
    let bytes = Given::Bytes(b"x");
    assert_eq!(error(Draft::deserialize(bytes)), "invalid type: byte array, expected any value");
    assert_eq!(error(draft(&[("type", bytes)])), "invalid type: byte array, expected any value");
    assert_eq!(error(draft(&[("colour", bytes)])), "invalid type: byte array, expected any value");
    let keys = BTreeMap::from([(7_u64, "x")]);
    let keys = MapDeserializer::<_, Error>::new(keys.into_iter());
    assert_eq!(error(Draft::deserialize(keys)), "invalid type: integer `7`, expected a key");
}

/// `config` and `properties` mean something only in the outermost object; and which type a found value has is said.
#[test]
fn what_stands_where() {
    let codes = |issues: &[dialin_core::Issue]| -> Vec<(String, String)> {
        issues.iter().map(|issue| (issue.code.to_string(), issue.path.to_string())).collect()
    };
    let options = Options::default();
    let unknown = |path: &str| vec![("field-unknown".to_owned(), path.to_owned())];
    for key in ["config", "properties"] {
        let body = json!({"id": "a", "type": "pin_dialin", "config": {"phone_number": "+12095038039", key: {"a": 1}}});
        let report = check_stored_json(body.to_string().as_bytes(), &options);
        assert_eq!(codes(report.issues()), unknown(&format!("config.{key}")));
        let kept = report.value().unwrap().config().fields();
        assert_eq!(kept.get(key), Some(&json!({"a": 1})));
        let body = json!({"name_prefix": "x", "timeout_config": {"message": "x", key: true}});
        let report = check_update_json(body.to_string().as_bytes(), ConfigType::PinlessDialin, &options);
        assert_eq!(report.value().unwrap().fields(), body.as_object().unwrap(), "{:?}", report.issues());
    }
    let wrong: [(Value, &str); 6] = [
        (json!(true), "a boolean"),
        (json!(7), "a number"),
        (json!(7.5), "a number"),
        (json!([7]), "an array"),
        (json!({"a": 7}), "an object"),
        (json!(-7), "a number"),
    ];
    for (value, name) in wrong {
        let body = json!({"type": "pin_dialin", "phone_number": "+12095038039", "name_prefix": value});
        let report = check_create_json(body.to_string().as_bytes(), &options);
        let message = &report.issues()[0].message;
        assert!(message.contains(name), "{value}: {message}");
    }
}

/// UTF-8 is looked at first, so its place is counted here and not by the reader of JSON.
#[test]
fn what_is_not_utf8_is_refused_with_its_place() {
    let cases: [(&[u8], &str); 3] = [
        (b"\xFF", "column 1"),
        (b"{\"type\": \"pin_dialin\",\n \"name_prefix\": \"\xC3\x28\"}", "line 2, column 18"),
        (b"\xEF\xBB\xBF{\"\xE2\x82\"}", "column 3"),
    ];
    for (text, place) in cases {
        let report = check_create_json(text, &Options::default());
        assert_eq!(report.issues()[0].message, format!("the text is not JSON: it is not UTF-8 ({place})"));
        assert_eq!(report.issues()[0].help.as_deref(), Some("save the text as UTF-8"));
    }
}

/// Also where `serde_json` keeps them as text, which `cargo xtask test` has it do once.
#[test]
fn a_fraction_is_a_number_wherever_it_stands() {
    let cases = [
        ("1.5", "a config must be an object, not a number"),
        (r#"{"type": "pin_dialin", "phone_number": 12095038039.0}"#, "`phone_number` must be a string, not a number"),
        (
            r#"{"type": "pin_dialin", "phone_number": "+12095038039", "timeout_config": 1.5}"#,
            "`timeout_config` must be an object `{\"message\": \"…\"}`, not a number",
        ),
        (
            r#"{"type": "pin_dialin", "config": 1.5, "phone_number": "+12095038039"}"#,
            "`config` is not a field of a dial-in config",
        ),
    ];
    for (text, message) in cases {
        let report = check_create_json(text.as_bytes(), &Options::default());
        assert_eq!(report.issues().first().map(|issue| issue.message.as_str()), Some(message), "{text}");
    }
    let body = br#"{"properties": 18446744073709551616.5}"#;
    let report = check_domain_properties_json(body, &Options::default());
    assert_eq!(report.issues()[0].message, "`properties` must be an object, not a number");

    let body = r#"{"config":{"gain":[0.5,{"x":-2.25}],"phone_number":"+12095038039"},"id":"a","type":"pin_dialin"}"#;
    let report = check_stored_json(body.as_bytes(), &Options::default());
    let stored = serde_json::to_value(report.value().unwrap()).unwrap();
    assert_eq!(stored["config"]["gain"].to_string(), r#"[0.5,{"x":-2.25}]"#);
    assert_eq!(read_value("[0.5, 1e3, -7]").unwrap()[0].as_f64(), Some(0.5));
}

/// With the feature `raw_value`, which the server turns on, a `Value` that reads itself takes this key for its own.
#[test]
fn a_key_that_means_something_to_serde_json_is_a_key() {
    const NUMBER: &str = "+12095038039";
    for value in [r#""hello""#, r#""{\"a\":1}""#, r#""\"+12095038039\"""#, "1"] {
        let value = format!("{{\"$serde_json::private::RawValue\":{value}}}");
        assert_eq!(read_value(&value).unwrap().to_string(), value);
        let body = format!(r#"{{"config":{{"phone_number":"{NUMBER}","x":[{value}]}},"id":"a","type":"pin_dialin"}}"#);
        let report = check_stored_json(body.as_bytes(), &Options::default());
        assert_eq!(serde_json::to_string(report.value().unwrap()).unwrap().matches(&value).count(), 1, "{value}");

        let options =
            format!(r#"{{"configs":[{{"id":"b","type":"pin_dialin","phone_number":"{NUMBER}","x":{value}}}]}}"#);
        let options: Options = serde_json::from_str(&options).unwrap();
        let codes: Vec<_> =
            check_stored_json(body.as_bytes(), &options).issues().iter().map(|each| each.code).collect();
        assert!(codes.iter().any(|code| *code == "phone-number-duplicate"), "{codes:?}");
    }
}

/// An entry of a domain body may be as deep as a config by itself.
#[test]
fn unknown_fields_may_be_as_deep_everywhere() {
    let create = |levels: usize, place: &str| {
        let deep = format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        match place {
            "message" => {
                format!(r#"{{"phone_number": "+12095038039", "ivr_greeting": {{"message": "Hi.", "x": {deep}}}}}"#)
            }
            _ => format!(r#"{{"phone_number": "+12095038039", "x": {deep}}}"#),
        }
    };
    let options = Options::default();
    for place in ["config", "message"] {
        for (levels, readable) in [(64, true), (65, false)] {
            let entry = create(levels, place);
            let alone = check_create_json(entry.replacen('{', r#"{"type": "pin_dialin", "#, 1).as_bytes(), &options);
            let body = format!(r#"{{"properties": {{"pin_dialin": [{entry}]}}}}"#);
            let inside = check_domain_properties_json(body.as_bytes(), &options);
            assert_eq!([alone.ok(), inside.ok()], [readable; 2], "{place}, {levels}");
        }
    }
}

/// What JavaScript cannot write: a whole number with an exponent.
#[test]
fn an_exp_that_is_written_as_a_fraction() {
    let options = RoomOptions {
        operation: RoomOperation::Create,
        now: 1_700_000_000,
        configs: Vec::new(),
        purchased_numbers: None,
    };
    for (exp, found) in [
        ("17000036e2", "a floating-point number"),
        ("1700003600.0", "a floating-point number"),
        ("1700003600.5", "a fractional number"),
        ("1e30", "so large a number"),
    ] {
        let report = check_room_dialin_json(format!(r#"{{"dialin": {{}}, "exp": {exp}}}"#).as_bytes(), &options);
        let message = &report.issues()[0].message;
        assert_eq!(*message, format!("`exp` must be a whole number of Unix seconds, not {found}"));
    }
}
