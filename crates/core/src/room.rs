//! Rooms that callers join by PIN: the properties that concern dial-in, and the PIN in an answer.
//!
//! Room properties other than `dialin`, `exp` and `eject_at_room_exp` are not ours to judge; they are kept as they are.

use std::fmt;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use crate::check::read_as;
use crate::config::{ConfigType, JsonType, Keys, ObjectDraft};
use crate::json::{read_json, scalar};
use crate::options::{RoomOperation, RoomOptions, number_key};
use crate::phone::PhoneNumber;
use crate::phone_facts::number_issues;
use crate::report::{Issue, Path, Report};
use crate::room_property::{DIALIN, EJECT, EXP, RoomProperty, RoomValue};
use crate::rules::envelope::not_an_object;
use crate::rules::phone_number::{not_purchased, number_twice};
use crate::rules::room::{
    dialin_missing, eject_issue, exp_issue, misspelt_properties, nested_answer, nested_properties,
    number_not_configured, number_pinless, number_shape, unknown_in_dialin, wrong_property,
};
use crate::rules::shape::{duplicate_keys, nul_character};
use crate::rules::{Findings, plan_issues};

/// The body of a request that was found right. Serialises as `{properties: {…}}`.
/// `Debug` shows no values: nobody knows what the others are.
#[derive(Clone, PartialEq)]
pub struct RoomBody {
    properties: Map<String, Value>,
}

impl fmt::Debug for RoomBody {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.properties.keys()).finish()
    }
}

impl RoomBody {
    /// The body as an object.
    pub(crate) fn to_object(&self) -> Map<String, Value> {
        let mut body = Map::new();
        body.insert("properties".to_owned(), Value::Object(self.properties.clone()));
        body
    }
}

impl Serialize for RoomBody {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut body = serializer.serialize_map(Some(1))?;
        body.serialize_entry("properties", &self.properties)?;
        body.end()
    }
}

/// Checks the properties of a room as far as they concern dial-in by PIN. Paths begin inside of the properties.
pub fn check_room_dialin_json(text: &[u8], options: &RoomOptions) -> Report<RoomBody> {
    let ObjectDraft { entries: properties, instead, duplicates } = match read_as(text) {
        Ok(draft) => draft,
        Err(findings) => return Report::new(findings.issues, None),
    };
    if let Some(found) = instead {
        let help = "give one object with the room's properties";
        let findings =
            not_an_object("a room's `properties`", JsonType::Object, Some(found.json_type()), Path::root(), help);
        return Report::new(findings.issues, None);
    }
    let mut findings = Findings::default();
    duplicate_keys(Path::root(), &duplicates, &mut findings);
    let mut issues = findings.issues;
    if [DIALIN, EXP].iter().all(|property| !properties.contains_key(property.key)) {
        let nested = if let Some(Value::Object(inner)) = properties.get("properties") {
            let is_all = properties.len() == 1 && duplicates.is_empty();
            Some(nested_properties(Some(inner).filter(|inner| is_all && !inner.is_empty())))
        } else {
            properties.get("config").filter(|config| config.is_object()).map(|_| nested_answer())
        };
        if nested.is_some() {
            issues.extend(nested);
            return Report::new(issues, None);
        }
    }
    misspelt_properties(&properties, &mut issues);
    let path = Path::root().key(DIALIN.key);
    match properties.get(DIALIN.key) {
        None if options.operation == RoomOperation::Create => issues.push(dialin_missing(path)),
        None => {}
        Some(dialin) => check_property(&DIALIN, dialin, &path, options, &mut issues),
    }
    issues.extend(exp_issue(properties.get(EXP.key), options));
    issues.extend(eject_issue(properties.get(EJECT.key), options.operation));
    Report::new(issues, Some(RoomBody { properties }))
}

fn check_property(property: &RoomProperty, value: &Value, path: &Path, options: &RoomOptions, issues: &mut Vec<Issue>) {
    match (property.holds, value) {
        (RoomValue::Object(properties), Value::Object(object)) => {
            for (key, value) in object {
                if let Some(property) = properties.iter().find(|property| property.key == key) {
                    check_property(property, value, &path.key(property.key), options, issues);
                }
            }
            unknown_in_dialin(object, path, issues);
        }
        (RoomValue::Text, Value::String(text)) => issues.extend(nul_character(path, property.key, text)),
        (RoomValue::Flag, Value::Bool(_)) => {}
        (RoomValue::Numbers, Value::Array(entries)) => check_numbers(entries, path, options, issues),
        (_, other) => issues.push(wrong_property(path.clone(), property, other)),
    }
}

fn check_numbers(entries: &[Value], path: &Path, options: &RoomOptions, issues: &mut Vec<Issue>) {
    let mut seen = Keys::new();
    let known = NumbersByType::of(options);
    for (index, entry) in entries.iter().enumerate() {
        let path = path.index(index);
        let Some(number) = check_number(entry, &path, issues) else { continue };
        let path = if entry.is_object() { path.key("phone_number") } else { path };
        let canonical = number.canonical().text();
        if seen.insert(canonical.clone(), Value::Null).is_some() {
            issues.push(number_twice(path, number, "`room_numbers`"));
            continue;
        }
        let purchased = known.purchased.as_ref().filter(|purchased| !purchased.contains_key(&canonical));
        if known.pinless.contains_key(&canonical) {
            issues.push(number_pinless(path, number));
        } else if purchased.is_some() {
            let count = options.purchased_numbers.as_ref().map_or(0, Vec::len);
            issues.push(not_purchased(path, number, count));
        } else if !options.configs.is_empty() && !known.pin.contains_key(&canonical) {
            issues.push(number_not_configured(path, number));
        }
    }
}

/// The number of an entry, also of one that is not `{phone_number}`.
fn check_number(entry: &Value, path: &Path, issues: &mut Vec<Issue>) -> Option<PhoneNumber> {
    if let Some(text) = entry.as_str() {
        let number = PhoneNumber::certain(text);
        issues.push(number_shape(path.clone(), number));
        for mut issue in number.map(|number| plan_issues(number, path)).unwrap_or_default() {
            // The entry is corrected in one step, not first to another text.
            issue.suggestion = None;
            issues.push(issue);
        }
        return number;
    }
    let text = entry.get("phone_number").and_then(Value::as_str);
    if text.is_none() || entry.as_object().is_none_or(|entry| entry.len() > 1) {
        issues.push(number_shape(path.clone(), text.and_then(PhoneNumber::certain)));
    }
    let (number, found) = number_issues(text?, &path.key("phone_number"));
    issues.extend(found);
    number
}

/// The numbers that the check is told of, as [`number_key`] writes them.
struct NumbersByType {
    pinless: Keys,
    pin: Keys,
    purchased: Option<Keys>,
}

impl NumbersByType {
    fn of(options: &RoomOptions) -> Self {
        let of_type = |config_type| {
            let configs = options.configs.iter().filter(move |config| config.config_type == Some(config_type));
            keys(&mut configs.filter_map(|config| config.phone_number.as_deref()))
        };
        Self {
            pinless: of_type(ConfigType::PinlessDialin),
            pin: of_type(ConfigType::PinDialin),
            purchased: options.purchased_numbers.as_ref().map(|all| keys(&mut all.iter().map(String::as_str))),
        }
    }
}

/// One by one, and of any iterator: to collect them brings a sort of its own, for each kind of iterator.
fn keys(numbers: &mut dyn Iterator<Item = &str>) -> Keys {
    let mut keys = Keys::new();
    for number in numbers {
        keys.insert(number_key(number), Value::Null);
    }
    keys
}

/// The PIN in Daily's answer to a room request: `config.dialin_code`, as text.
pub fn read_dialin_code(answer: &[u8]) -> Option<String> {
    dialin_code(read_json(answer)?.as_object()?)
}

/// The same of an answer that is read already.
pub(crate) fn dialin_code(answer: &Map<String, Value>) -> Option<String> {
    // The documents show a string; a number would have lost its leading zeros already.
    scalar(answer.get("config")?.get("dialin_code")?)
}
