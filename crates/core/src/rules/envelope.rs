//! What the whole input is: JSON or not, one config or an envelope around it, and of which type.

use serde_json::{Map, Value};

use super::nearest::{meant, nearest};
use super::rule::{Family, rule};
use super::unknown_keys::{BESIDE_CONFIG, shortened};
use super::{Findings, Operation, Subject};
use crate::config::{ConfigType, Draft, FIELDS, FieldSet, Found, MESSAGE_KEY, MessageDraft, Row, Slot};
use crate::json::TOO_DEEP;
use crate::quote::quote;
use crate::report::{Issue, Path, Severity};
use crate::text::find;

const FAMILY: Family = Family::Shape;

rule! {
    /// The text is not JSON.
    ///
    /// Says the line, the column and what was expected there. Too many nested brackets and half a surrogate pair are
    /// reported here, too.
    ///
    /// # Why
    /// Nothing in it can be checked.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039"
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039"}
    /// ```
    JSON_INVALID = "json-invalid";
    severity Error;
    source Openapi;
    operations Create, Update, Stored, Set, Domain, Room;
}

/// What `serde_json` says about a text.
pub(crate) fn json_invalid(error: &serde_json::Error, text: &str) -> Findings {
    let blank = text.trim().is_empty();
    let words = error.to_string();
    // "EOF while parsing a string at line 1 column 12": the place is given apart.
    let reason = find(&words, " at line ").and_then(|end| words.get(..end)).unwrap_or(&words);
    // These are JSON, but nothing that can be worked with.
    let readable = matches!(reason, TOO_DEEP | "number out of range" | "recursion limit exceeded");
    let (reason, help) = match reason {
        "recursion limit exceeded" => {
            ("brackets are nested deeper than 128 levels", "nothing that Daily takes is nested as deep")
        }
        "lone leading surrogate in hex escape" | "unexpected end of hex escape" => {
            ("half of a surrogate pair is not a character", "write the character itself, or both halves")
        }
        TOO_DEEP => (TOO_DEEP, "nothing that Daily takes is nested as deep"),
        "trailing comma" => (reason, "take the comma out"),
        _ if reason.starts_with("control character") => (reason, "write a line break as `\\n`, a tab as `\\t`"),
        "invalid escape" => (reason, "write `\\\\` for a backslash"),
        "invalid number" => (reason, "put it in quotes, or write the number without leading zeros"),
        "number out of range" => ("a number is too large to be read", "write it as text, in quotes"),
        "expected ident" => ("a word is not `true`, `false` or `null`", "put text in quotes"),
        "EOF while parsing a value" if blank => ("it is empty", "give a config"),
        _ if error.is_eof() => (reason, "the text is cut off: is its end missing?"),
        _ => (reason, "look just before that place for a missing quote, comma or bracket"),
    };
    let reason = match reason.strip_prefix("EOF while parsing ") {
        Some(what) => format!("it ends in the middle of {what}"),
        None => reason.to_owned(),
    };
    let problem = if readable { "the text cannot be read" } else { "the text is not JSON" };
    unread(problem, &reason, help, (error.line(), error.column()), text.as_bytes())
}

/// `valid`: so many bytes are UTF-8.
pub(crate) fn not_utf8(text: &[u8], valid: usize) -> Findings {
    let before = text.get(..valid).unwrap_or_default();
    let line = before.split(|byte| *byte == b'\n').count();
    let column = 1 + before.iter().rev().take_while(|byte| **byte != b'\n').count();
    unread("the text is not JSON", "it is not UTF-8", "save the text as UTF-8", (line, column), text)
}

/// The column is that of a byte, and 0 where there is none.
fn unread(problem: &str, reason: &str, help: &str, (line, column): (usize, usize), text: &[u8]) -> Findings {
    // An editor counts characters, each of which has one byte that continues no other.
    let before = text.split(|byte| *byte == b'\n').nth(line.saturating_sub(1)).unwrap_or_default();
    let column = before.iter().take(column).filter(|byte| **byte & 0xC0 != 0x80).count().max(1);
    // Of one line, such as one of NDJSON, only its reader knows which it is.
    let place = if text.contains(&b'\n') { format!("line {line}, ") } else { String::new() };
    let message = format!("{problem}: {reason} ({place}column {column})");
    let issue = JSON_INVALID.issue(Path::root(), message).param("line", line).param("column", column);
    Findings { issues: vec![issue.param("reason", reason).help(help)] }
}

rule! {
    /// A config that is no object.
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
pub(crate) fn not_an_object(what: &str, expected: &'static str, found: Option<&'static str>, path: Path) -> Findings {
    let message = match found {
        Some(found) => format!("{what} has to be {expected}, not {found}"),
        None => format!("{what} is missing; it has to be {expected}"),
    };
    let issue = NOT_AN_OBJECT.issue(path, message);
    Findings {
        issues: vec![issue.param("expected", Found::type_of(expected)).param("found", found.map(Found::type_of))],
    }
}

/// A stored config whose fields do not stand under `config`.
pub(crate) fn stored_envelope(root: &Draft<'_>, path: &Path) -> Option<Findings> {
    let found = match &root.config {
        Slot::Absent => None,
        Slot::Null => Some(Found::Null.name()),
        Slot::Wrong(found) => Some(found.name()),
        _ => return None,
    };
    let mut findings = not_an_object("`config`", "an object", found, path.key("config"));
    for issue in &mut findings.issues {
        issue.help = Some("a stored config is `{id, type, config: {…}}`".to_owned());
    }
    Some(findings)
}

rule! {
    /// The body of the older domain endpoint, or its answer, given where one config is expected.
    ///
    /// # Why
    /// `{properties: {pinless_dialin: […]}}` is what `POST /v1/` takes. Sending it replaces every number that is left out,
    /// and makes new secrets. The configs in it, and in the `{domain_name, config: {pinless_dialin: […]}}` that `GET /v1/`
    /// answers, can be imported one by one.
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
            ("config", &config.unknown, "this is the answer of the older domain endpoint, not one config")
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
    let issue = issue.help("create each config in it by itself; sent whole, it replaces every number it leaves out");
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
    /// Fields that stand one level too deep: a config's under `config`, as Daily returns it, or a room's under `properties`.
    ///
    /// # Why
    /// Requests are flat: `type` and the fields stand side by side. Nested ones are what responses look like. Of a room the
    /// properties are checked, and the whole body of its request is what comes out.
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
    let issue = NESTED_CONFIG.issue(path, "the fields stand under `config`, and a request has them beside each other");
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

rule! {
    /// A config without `type`.
    ///
    /// # Why
    /// Without it nobody knows which fields belong.
    ///
    /// # Example
    /// ```json create
    /// {"phone_number": "+12095038039"}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039"}
    /// ```
    TYPE_MISSING = "type-missing";
    severity Error;
    source Openapi;
    operations Create, Stored;
    check type_missing;
}

/// Where `type` was given: in the input itself, else (in the nested form) among the fields.
fn given_type<'a>(subject: &Subject<'a>) -> &'a Draft<'a> {
    if subject.root.given.without(subject.root.null).has(Row::Type) { subject.root } else { subject.fields }
}

/// The path of the type that [`given_type`] found. A type that is missing is missed in the input itself.
fn type_path(subject: &Subject<'_>, given: &Draft<'_>) -> Path {
    let place = if given.given.has(Row::Type) { subject.path_of(given) } else { subject.root_path.clone() };
    place.key("type")
}

/// `type` inside of `config`, besides the one that counts.
fn inner_type(subject: &Subject<'_>, findings: &mut Findings) {
    // Null says nothing.
    let says = |draft: &Draft<'_>| draft.given.without(draft.null).has(Row::Type);
    if !subject.is_nested() || !says(subject.root) || !says(subject.fields) {
        return;
    }
    let path = subject.path(Row::Type);
    findings.push(if subject.root.slot(Row::Type) == subject.fields.slot(Row::Type) {
        let message = "`type` stands in `config`, where it has no effect";
        TYPE_UNKNOWN.issue_as(Severity::Warning, path, message).help("leave it out; it belongs beside `config`")
    } else {
        TYPE_UNKNOWN.issue(path, "`type` in `config` is another than the one beside it").help("leave it out here")
    });
}

fn type_missing(subject: &Subject<'_>, findings: &mut Findings) {
    let given = given_type(subject);
    if matches!(given.slot(Row::Type), Slot::Absent | Slot::Null) {
        let issue = TYPE_MISSING.issue(type_path(subject, given), "`type` is missing");
        findings.push(issue.help("give `pinless_dialin` or `pin_dialin`"));
    }
}

rule! {
    /// A `type` that is neither of the two, or two types that differ.
    ///
    /// A second `type` inside of `config` is an error when it differs, and a warning when it does not.
    ///
    /// # Why
    /// Daily knows `pinless_dialin` and `pin_dialin` and refuses anything else.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pin-dialin", "phone_number": "+12095038039"}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039"}
    /// ```
    TYPE_UNKNOWN = "type-unknown";
    severity Error, Warning;
    source Openapi;
    operations Create, Stored, Domain;
    check type_unknown;
}

fn type_unknown(subject: &Subject<'_>, findings: &mut Findings) {
    inner_type(subject, findings);
    let given = given_type(subject);
    let Some(name) = given.text(Row::Type).filter(|name| ConfigType::from_name(name).is_none()) else { return };
    let issue =
        TYPE_UNKNOWN.issue(type_path(subject, given), format!("{} is not a type of dial-in config", quote(name)));
    let issue = issue.param("type", shortened(name));
    // `pin` and `pinless` are no typos, but leave no doubt either.
    let begun = ConfigType::ALL
        .map(ConfigType::as_str)
        .into_iter()
        .find(|each| each.split_once('_').is_some_and(|(first, _)| first.eq_ignore_ascii_case(name)));
    let near = begun.or_else(|| nearest(name, &ConfigType::ALL.map(ConfigType::as_str)));
    findings.push(match near {
        Some(near) => meant(issue, near),
        None => issue.help("give `pinless_dialin` or `pin_dialin`"),
    });
}

rule! {
    /// `type` in an update.
    ///
    /// The type that the config has already is dropped with a warning; another one is an error.
    ///
    /// # Why
    /// Daily cannot change the type of a config: it has to be deleted and created anew, with another `id` and `sip_uri`.
    ///
    /// # Example
    /// ```json update pin_dialin
    /// {"type": "pinless_dialin", "name_prefix": "front desk"}
    /// ```
    ///
    /// # Instead
    /// ```json update pin_dialin
    /// {"name_prefix": "front desk"}
    /// ```
    TYPE_IN_UPDATE = "type-in-update";
    severity Error, Warning;
    source Seed;
    operations Update;
    check type_in_update;
}

fn type_in_update(subject: &Subject<'_>, findings: &mut Findings) {
    findings.issues.extend(given_in_update(subject, given_type(subject)));
    // The other of two.
    if subject.is_nested() && subject.root.given.has(Row::Type) && !subject.fields.null.has(Row::Type) {
        findings.issues.extend(given_in_update(subject, subject.fields));
    }
}

fn given_in_update(subject: &Subject<'_>, given: &Draft<'_>) -> Option<Issue> {
    let have = subject.config_type.map_or("", ConfigType::as_str);
    let path = type_path(subject, given);
    let issue = match given.slot(Row::Type) {
        Slot::Absent => return None,
        Slot::Text(name) if name.as_ref() == have => {
            let message = format!("`type` is `{have}` already and is not sent");
            TYPE_IN_UPDATE.issue_as(Severity::Warning, path, message).help("leave it out")
        }
        Slot::Text(name) if ConfigType::from_name(name).is_some() => {
            let message = format!("an update cannot turn a `{have}` config into {}", quote(name));
            TYPE_IN_UPDATE.issue(path, message).help("delete the config, then create it with the other type")
        }
        other => {
            let found = match other {
                Slot::Text(name) if name.is_empty() => "an empty text".to_owned(),
                Slot::Text(name) => quote(name),
                Slot::Wrong(found) => found.name().to_owned(),
                _ => Found::Null.name().to_owned(),
            };
            let message = format!("`type` does not belong in an update, and {found} is no type");
            TYPE_IN_UPDATE.issue(path, message).help("leave it out")
        }
    };
    Some(issue.param("type", have))
}
