//! Every field of the table goes through every check: none of them forgets one, or lets one pass that another refuses.

use dialin_core::{
    Applies, Config, ConfigType, FIELDS, Field, Issue, Kept, MESSAGE_KEY, Options, Segment, Severity, Shape, Stored,
    check_create_json, check_create_kept, check_domain_properties_json, check_set_json, check_stored_json,
    check_update_json,
};
use serde_json::{Map, Value, json};

/// A value that no rule has anything to say about.
fn sample(shape: Shape, config_type: ConfigType) -> Value {
    match shape {
        Shape::Type => config_type.as_str().into(),
        Shape::PhoneNumber => "+12095038039".into(),
        Shape::Text => "front desk".into(),
        Shape::Secret => "9jyatvPWQfBymCGDOYPYKF/TRZXR+08Gj4bvPF78pH0=".into(),
        Shape::Url => "https://example.com/hold.mp3".into(),
        Shape::Message => json!({ MESSAGE_KEY: "please wait" }),
    }
}

/// The fields that a write of a type may carry.
fn fields_of(config_type: ConfigType) -> impl Iterator<Item = &'static Field> {
    FIELDS.iter().filter(move |field| field.writable() && field.applies_to(config_type) != Applies::Never)
}

/// The least that is a config of the type, and the field.
fn config_with(field: &Field, config_type: ConfigType) -> Map<String, Value> {
    let required = |each: &&Field| each.applies_to(config_type) == Applies::Required || each.key == field.key;
    fields_of(config_type).filter(required).map(|each| (each.key.to_owned(), sample(each.shape, config_type))).collect()
}

fn bytes(value: &Value) -> Vec<u8> {
    value.to_string().into_bytes()
}

fn each_field(check: impl Fn(&str, ConfigType, &Map<String, Value>)) {
    for config_type in ConfigType::ALL {
        for field in fields_of(config_type) {
            check(field.key, config_type, &config_with(field, config_type));
        }
    }
}

#[test]
fn a_create_gives_back_every_field() {
    let options = Options::default();
    each_field(|key, _, config| {
        let text = bytes(&json!(config));
        let report = check_create_json(&text, &options);
        assert_eq!(serde_json::to_value(report.value()).unwrap(), json!(config), "{key}: Config::value has lost it");
        let kept = check_create_kept(&text, &options);
        assert_eq!(kept.value(), Some(&Kept::Input), "{key}");
        assert_eq!(kept.issues(), report.issues(), "{key}");
    });
}

/// U+0000 is what no text may hold: a field in which it passes is looked at by no rule.
#[test]
fn every_field_refuses_the_character_that_ends_a_text() {
    let options = Options::default();
    each_field(|key, config_type, config| {
        let mut odd = config.clone();
        match odd.get_mut(key) {
            Some(Value::Object(message)) => drop(message.insert(MESSAGE_KEY.to_owned(), "a\0b".into())),
            Some(value) => *value = "a\0b".into(),
            None => {}
        }
        let names_it = |issues: &[Issue]| {
            let of_field = |issue: &Issue| issue.path.segments().first() == Some(&Segment::Key(key.to_owned().into()));
            issues.iter().any(|issue| issue.severity == Severity::Error && of_field(issue))
        };
        let created = check_create_json(&bytes(&json!(odd)), &options);
        assert!(names_it(created.issues()), "no rule refuses U+0000 in `{key}`: {:?}", created.issues());
        if key != "type" {
            odd.remove("type");
            let updated = check_update_json(&bytes(&json!(odd)), config_type, &options);
            assert!(names_it(updated.issues()), "no rule refuses U+0000 in `{key}`: {:?}", updated.issues());
        }
    });
}

#[test]
fn an_update_gives_back_every_field() {
    each_field(|key, config_type, config| {
        let mut changes = config.clone();
        changes.remove("type");
        let report = check_update_json(&bytes(&json!(changes)), config_type, &Options::default());
        let patch = report.value().unwrap();
        assert_eq!(patch.fields(), &changes, "{key}");
        let mut stored = Map::new();
        patch.merge_into(&mut stored);
        assert_eq!(stored, changes, "{key}");
    });
}

#[test]
fn a_stored_config_gives_back_every_field_alone_and_among_others() {
    let options = Options::default();
    each_field(|key, config_type, config| {
        let mut fields = config.clone();
        fields.remove("type");
        let input = json!({ "id": "a", "type": config_type, "config": fields });
        let alone = check_stored_json(&bytes(&input), &options);
        assert_eq!(serde_json::to_value(alone.value()).unwrap(), input, "{key}");
        assert_eq!(alone.value().map(Stored::config).map(Config::fields), Some(fields), "{key}");
        let set = check_set_json(&bytes(&json!([input])), &options);
        assert_eq!(serde_json::to_value(set.value()).unwrap(), json!([input]), "{key}");
    });
}

#[test]
fn an_entry_of_the_older_endpoint_gives_back_every_field() {
    each_field(|key, config_type, config| {
        let mut entry = config.clone();
        entry.remove("type");
        let body = json!({ "properties": { config_type.as_str(): [entry] } });
        let report = check_domain_properties_json(&bytes(&body), &Options::default());
        assert_eq!(serde_json::to_value(report.value()).unwrap(), json!([config]), "{key}");
    });
}
