//! What the whole input is: one config, or an envelope around it.

use serde_json::{Map, Value};

use super::rule::{Family, rule};
use super::unknown_keys::BESIDE_CONFIG;
use super::{Findings, Operation, Subject};
use crate::config::{ConfigType, Draft, FIELDS, FieldSet, JsonType, MESSAGE_KEY, MessageDraft, Row, Slot};
use crate::report::Path;

const FAMILY: Family = Family::Shape;

rule! {
    /// A config that is not an object.
    ///
    /// # Why
    /// A config is an object of fields; a list of configs is checked as a set.
    ///
    /// # Example
    /// ```json create
    /// [{"type": "pin_dialin", "phone_number": "+12095038039"}]
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039"}
    /// ```
    NOT_AN_OBJECT = "not-an-object";
    severity Error;
    source Openapi;
    operations Create, Update, Stored, Set, Domain, Room;
}

/// `found` is `None` for what is missing.
pub(crate) fn not_an_object(
    what: &str,
    expected: JsonType,
    found: Option<JsonType>,
    path: Path,
    help: &'static str,
) -> Findings {
    let words = expected.words();
    let message = match found {
        Some(found) => format!("{what} must be {words}, not {}", found.words()),
        None => format!("{what} is missing; it must be {words}"),
    };
    let issue = NOT_AN_OBJECT.issue(path, message);
    Findings {
        issues: vec![issue.param("expected", expected.name()).param("found", found.map(JsonType::name)).help(help)],
    }
}

/// A stored config whose fields do not stand under `config`.
pub(crate) fn stored_envelope(root: &Draft<'_>, path: &Path) -> Option<Findings> {
    let found = match &root.config {
        Slot::Absent => None,
        Slot::Null => Some(JsonType::Null),
        Slot::Wrong(found) => Some(found.json_type()),
        _ => return None,
    };
    let help = "a stored config is `{id, type, config: {…}}`";
    Some(not_an_object("`config`", JsonType::Object, found, path.key("config"), help))
}

rule! {
    /// The body of the older domain endpoint, or its response, given where one config is expected.
    ///
    /// # Why
    /// `{properties: {pinless_dialin: […]}}` is what `POST /v1/` takes. Sending it deletes every number that is left out,
    /// and makes new secrets where `hmac` is missing. The configs in it, and in the
    /// `{domain_name, config: {pinless_dialin: […]}}` that `GET /v1/` returns, can be imported one by one.
    ///
    /// # Example
    /// ```json create
    /// {"properties": {"pin_dialin": [{"phone_number": "+12095038039", "name_prefix": "front desk"}]}}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039", "name_prefix": "front desk"}
    /// ```
    LEGACY_DOMAIN_BODY = "legacy-domain-body";
    severity Error;
    source Guide;
    operations Create, Update, Stored;
}

/// `Some` when the input is that body or answer. In a create that holds nothing else, the configs in it, flat, are the (private) suggestion:
/// one of them by itself, or an array.
pub(crate) fn legacy_domain_body(operation: Operation, root: &Draft<'_>, path: &Path) -> Option<Findings> {
    let (key, properties, message) = match (&root.properties, root.nested()) {
        (Slot::Object(properties), _) => {
            ("properties", &properties.entries, "this is the body of the older domain endpoint, not one config")
        }
        // A stored config has an id and a type beside it.
        (_, Some(config)) if root.given.is_empty() => {
            ("config", &config.unknown, "this is a response of the older domain endpoint, not one config")
        }
        _ => return None,
    };
    let mut configs = Vec::new();
    let mut found = false;
    for config_type in ConfigType::ALL {
        let Some(entries) = properties.get(config_type.as_str()).and_then(Value::as_array) else { continue };
        found = true;
        for entry in entries.iter().filter_map(Value::as_object) {
            let mut body = entry.clone();
            if body.get("type").is_none_or(Value::is_null) {
                body.insert("type".to_owned(), config_type.as_str().into());
            }
            configs.push(Value::Object(body));
        }
    }
    if !found {
        return None;
    }
    let count = configs.len();
    let issue = LEGACY_DOMAIN_BODY.issue(path.key(key), message).param("configs", count);
    let issue = issue.help("create each config in it on its own; sent whole, it deletes every number it leaves out");
    let entries = |value: &Value| value.as_array().map_or(usize::MAX, Vec::len);
    let is_all = root.given.is_empty()
        && root.duplicates.is_empty()
        && !matches!(&root.properties, Slot::Object(properties) if !properties.duplicates.is_empty())
        && root.unknown.is_empty()
        && !root.config.is_present()
        && properties.keys().all(|key| ConfigType::from_name(key).is_some())
        && properties.values().map(entries).fold(0, usize::saturating_add) == count;
    let issue = match count {
        _ if operation != Operation::Create || !is_all => issue,
        0 => issue,
        1 => issue.suggest_privately(configs.pop().unwrap_or_default()),
        _ => issue.suggest_privately(Value::Array(configs)),
    };
    Some(Findings { issues: vec![issue] })
}

rule! {
    /// Fields one level too deep: a config's under `config`, as Daily returns it, or a room's under `properties`.
    ///
    /// # Why
    /// Requests are flat: `type` and the fields are side by side. Nested ones are what responses look like. For a room,
    /// pass the properties; the whole request body is the result.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pin_dialin", "config": {"phone_number": "+12095038039"}}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039"}
    /// ```
    NESTED_CONFIG = "nested-config";
    severity Error;
    source Openapi;
    operations Create, Update, Room;
    check nested_config;
}

fn nested_config(subject: &Subject<'_>, findings: &mut Findings) {
    if !subject.is_nested() {
        return;
    }
    let path = subject.root_path.key("config");
    let issue = NESTED_CONFIG.issue(path, "the fields are inside `config`; a request has them at the top level");
    let issue = issue.help("move the fields out of `config`");
    findings.push(match flat(subject) {
        Some(flat) => issue.suggest_privately(Value::Object(flat)),
        None => issue,
    });
}

/// The fields beside each other, as they were given. `None` where something would be lost, or is said twice.
fn flat(subject: &Subject<'_>) -> Option<Map<String, Value>> {
    let (root, fields) = (subject.root, subject.fields);
    let types = [root.text(Row::Type), fields.text(Row::Type)];
    let is_clear = root.given.without(BESIDE_CONFIG).is_empty()
        // What only Daily sets is left out, whatever it is.
        && root.wrong.or(fields.wrong).without(FieldSet::READ_ONLY).is_empty()
        && root.unknown.is_empty()
        && root.duplicates.is_empty()
        && fields.duplicates.is_empty()
        && !root.properties.is_present()
        && !["config", "properties"].iter().any(|key| fields.unknown.contains_key(*key))
        && !matches!(types, [Some(outer), Some(inner)] if outer != inner)
        // Left out of an update, another type than the config's would be forgotten, not refused.
        && (subject.operation == Operation::Create || types.iter().flatten().all(|name| subject.config_type == ConfigType::from_name(name)));
    if !is_clear {
        return None;
    }
    let mut flat = Map::new();
    for field in FIELDS.iter().filter(|field| field.writable() && field.row != Row::Type) {
        let value = match fields.slot(field.row) {
            Slot::Text(text) => text.as_ref().into(),
            Slot::Message(message) => message_value(message)?,
            Slot::Null if subject.operation == Operation::Update => Value::Null,
            _ => continue,
        };
        flat.insert(field.key.to_owned(), value);
    }
    flat.extend(fields.unknown.iter().map(|(key, value)| (key.clone(), value.clone())));
    if flat.is_empty() {
        return None;
    }
    if let (Operation::Create, Some(name)) = (subject.operation, types.into_iter().flatten().next()) {
        flat.insert("type".to_owned(), name.into());
    }
    Some(flat)
}

fn message_value(message: &MessageDraft<'_>) -> Option<Value> {
    let mut object = message.unknown.clone();
    let value = match &message.message {
        Slot::Absent => return Some(Value::Object(object)),
        Slot::Null => Value::Null,
        slot => slot.text()?.into(),
    };
    object.insert(MESSAGE_KEY.to_owned(), value);
    message.duplicates.is_empty().then_some(Value::Object(object))
}
