//! Any bytes, given to every check as JSON; the first line, where it is options, as these. What is right has to stay right when it is
//! written and read again, and no key of it stands twice.

#![no_main]

use dialin_core::{
    ConfigType, Kept, Options, Report, RoomOperation, RoomOptions, Severity, check_create_json, check_create_kept,
    check_domain_properties_json, check_lines, check_room_dialin_json, check_set_json, check_stored_json,
    check_update_json, check_update_kept,
};
use libfuzzer_sys::fuzz_target;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    let (options, bytes) = with_options(bytes);
    let create = check_create_json(bytes, &options);
    consistent(&create, bytes);
    if let Some(config) = create.value() {
        let written = serde_json::to_vec(config).expect("a config is JSON");
        let again = check_create_json(&written, &options);
        assert_eq!(again.value(), Some(config), "{:?}", again.issues());
    }
    same(check_create_kept(bytes, &options), create, bytes);
    for config_type in [ConfigType::PinDialin, ConfigType::PinlessDialin] {
        let update = check_update_json(bytes, config_type, &options);
        consistent(&update, bytes);
        same(check_update_kept(bytes, config_type, &options), update, bytes);
    }
    let stored = check_stored_json(bytes, &options);
    consistent(&stored, bytes);
    if let Some(config) = stored.value() {
        let written = serde_json::to_vec(config).expect("a stored config is JSON");
        let again = check_stored_json(&written, &options);
        assert_eq!(again.value(), Some(config), "{:?}", again.issues());
        let given: Value = serde_json::from_slice(without_mark(bytes)).expect("what was read is JSON");
        assert!(given["config"].is_object(), "a stored config without one");
    }
    consistent(&check_set_json(bytes, &options), bytes);
    consistent(&check_domain_properties_json(bytes, &options), bytes);
    for operation in [RoomOperation::Create, RoomOperation::Update] {
        let configs = options.configs.clone();
        consistent(&check_room_dialin_json(bytes, &RoomOptions { operation, now: 1_700_000_000, configs, purchased_numbers: None }), bytes);
    }
    let lines = check_lines(bytes, &options);
    assert_eq!(lines.ok + lines.failed, lines.lines);
});

fn with_options(bytes: &[u8]) -> (Options, &[u8]) {
    let end = bytes.iter().position(|byte| *byte == b'\n');
    let first = end.and_then(|end| serde_json::from_slice(&bytes[..end]).ok());
    match (first.and_then(|first: Value| Options::from_value(&first).ok()), end) {
        (Some(options), Some(end)) => (options, &bytes[end + 1..]),
        _ => (Options::default(), bytes),
    }
}

/// `ok` means: no error, and then there is a value, and nothing that was given was dropped unseen.
fn consistent<T>(report: &Report<T>, bytes: &[u8]) {
    let refused = report.issues().iter().any(|issue| issue.severity == Severity::Error);
    assert_eq!(report.ok(), !refused, "{:?}", report.issues());
    assert_eq!(report.ok(), report.value().is_some(), "{:?}", report.issues());
    assert!(!report.ok() || !has_key_twice(bytes), "a key stands twice");
    serde_json::to_string(report.issues()).expect("issues are JSON");
}

/// A report that says of the value only that it is the input says the same as the one with it.
fn same<T: serde::Serialize>(kept: Report<Kept<T>>, report: Report<T>, bytes: &[u8]) {
    assert_eq!(kept.issues(), report.issues());
    let (kept, report) = (kept.reveal(), report.reveal());
    assert_eq!(kept.issues(), report.issues());
    let built = report.value().map(|value| serde_json::to_value(value).expect("a value is JSON"));
    let kept = kept.value().map(|kept| match kept {
        Kept::Input => serde_json::from_slice(without_mark(bytes)).expect("what was read is JSON"),
        Kept::Value(value) => serde_json::to_value(value).expect("a value is JSON"),
    });
    assert_eq!(kept, built);
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

fn has_key_twice(bytes: &[u8]) -> bool {
    let mut twice = false;
    let mut deserializer = serde_json::Deserializer::from_slice(without_mark(bytes));
    Keys(&mut twice).deserialize(&mut deserializer).expect("what was read is JSON");
    twice
}

/// Looks at every key, however deep, and nothing else.
struct Keys<'a>(&'a mut bool);

impl<'de> DeserializeSeed<'de> for Keys<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Keys<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(Keys(&mut *self.0))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen = std::collections::HashSet::new();
        while let Some(key) = map.next_key::<String>()? {
            *self.0 |= !seen.insert(key);
            map.next_value_seed(Keys(&mut *self.0))?;
        }
        Ok(())
    }
}
