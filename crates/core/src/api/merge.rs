//! Changing a config without losing what it has. What a PUT does to a field it does not name is not documented, nor
//! whether one without `hmac` makes a new secret. So: read, merge, write the whole with the known secret, read again,
//! compare.

use serde_json::{Map, Value};

use super::client::{ConfigRecord, digits};
use super::wire::put;
use crate::config::Field;

/// An update cannot change the type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`type` cannot be changed by an update: move the config")]
pub struct TypeChange;

/// The whole body of a PUT: what is stored, with the changes. A null among these clears a field: it is sent as null, and
/// the field is not sent otherwise, whichever of the two the server wants. The secret is never cleared.
pub fn whole_body(stored: &ConfigRecord, changes: &Map<String, Value>) -> Result<Map<String, Value>, TypeChange> {
    if let Some(Value::String(name)) = changes.get("type")
        && stored.config_type().is_none_or(|config_type| config_type.as_str() != name)
    {
        return Err(TypeChange);
    }
    let mut body = writable(stored.fields());
    for (key, value) in changes {
        if is_writable(key) && (!value.is_null() || (key != "hmac" && body.contains_key(key))) {
            put(&mut body, key, value.clone());
        }
    }
    Ok(body)
}

/// What may be sent of a config's fields: no null, and nothing that Daily sets itself.
pub(super) fn writable(fields: Option<&Map<String, Value>>) -> Map<String, Value> {
    let mut body = Map::new();
    for (key, value) in fields.into_iter().flatten() {
        if is_writable(key) && !value.is_null() {
            put(&mut body, key, value.clone());
        }
    }
    body
}

/// A body as a caller wrote it, without what Daily sets itself: `sip_uri` cannot be set.
pub fn without_read_only(body: Map<String, Value>) -> Map<String, Value> {
    let mut sent = Map::new();
    for (key, value) in body {
        if key == "type" || is_writable(&key) {
            put(&mut sent, &key, value);
        }
    }
    sent
}

/// `type` cannot be changed, and stands elsewhere.
pub(super) fn is_writable(key: &str) -> bool {
    key != "type" && Field::named(key).is_none_or(Field::writable)
}

/// The fields of `sent` that the stored config does not have as they were sent; null counts as missing. Phone numbers are
/// compared by their digits, other numbers by their value: 1 is 1.0.
pub fn differences(sent: &Map<String, Value>, stored: &ConfigRecord) -> Vec<String> {
    let differs = |key: &str, value: &Value| {
        if key == "phone_number" {
            return digits(sent) != stored.phone_digits();
        }
        match (stored.field(key), value) {
            (None, value) => !value.is_null(),
            (Some(stored), value) => !is_same(stored, value),
        }
    };
    let mut names = Vec::new();
    for (key, value) in sent {
        if is_writable(key) && differs(key, value) {
            names.push(key.clone());
        }
    }
    names
}

fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            one == other || (one.is_f64() || other.is_f64()) && one.as_f64() == other.as_f64()
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let has_same = |(key, value): (&String, &Value)| other.get(key).is_some_and(|other| is_same(value, other));
            one.len() == other.len() && one.iter().all(has_same)
        }
        (one, other) => one == other,
    }
}
