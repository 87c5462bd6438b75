//! Which keys go where, and their JSON types. What the whole input is, is in `json_text.rs` and
//! `envelope.rs`, and of which type in `config_type.rs`.

use serde_json::{Map, Value, json};

use super::config_type::{TYPE_IN_UPDATE, TYPE_MISSING, TYPE_UNKNOWN};
use super::envelope::{LEGACY_DOMAIN_BODY, NESTED_CONFIG, NOT_AN_OBJECT};
use super::json_text::JSON_INVALID;
use super::rule::{Family, rule};
use super::unknown_keys::{BESIDE_CONFIG, FIELD_UNKNOWN, MOST_NAMED, shortened};
use super::{Findings, Operation, Rule, Subject};
use crate::config::{Applies, ConfigType, Duplicates, FieldSet, Found, MESSAGE_KEY, Row, Shape, Slot};
use crate::json::json_text;
use crate::marks::Marks;
use crate::phone::{LooseReading, read_loose};
use crate::quote::quote;
use crate::report::{Issue, Path, Severity};
use crate::text::{counted, has_any, join};

const FAMILY: Family = Family::Shape;

pub(super) const RULES: &[&Rule] = &[
    &JSON_INVALID,
    &NOT_AN_OBJECT,
    &LEGACY_DOMAIN_BODY,
    &super::domain::DOMAIN_ARRAY_REPLACES,
    &NESTED_CONFIG,
    &TYPE_MISSING,
    &TYPE_UNKNOWN,
    &TYPE_IN_UPDATE,
    &FIELD_DUPLICATE,
    &FIELD_WRONG_TYPE,
    &FIELD_NULL,
    &FIELD_NOT_APPLICABLE,
    &FIELD_READ_ONLY,
    &FIELD_UNKNOWN,
    &FIELD_NUL_CHARACTER,
    &UPDATE_EMPTY,
];

rule! {
    /// A key that appears twice in one JSON object.
    ///
    /// # Why
    /// JSON readers disagree about which of the two counts, so what would be saved is not certain.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039", "phone_number": "+12268078039"}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039"}
    /// ```
    FIELD_DUPLICATE = "field-duplicate";
    severity Error;
    source Policy;
    operations Create, Update, Stored, Set, Domain, Room;
    check field_duplicate;
}

fn field_duplicate(subject: &Subject<'_>, findings: &mut Findings) {
    let mut report = |path: Path, keys: &Duplicates| duplicate_keys(path, keys, findings);
    for draft in subject.objects().filter(|draft| !draft.duplicates.is_empty()) {
        report(subject.path_of(draft), &draft.duplicates);
    }
    if let Slot::Object(properties) = &subject.root.properties {
        report(subject.root_path.key("properties"), &properties.duplicates);
    }
    for (row, message) in subject.messages().filter(|(_, message)| !message.duplicates.is_empty()) {
        report(subject.path(row), &message.duplicates);
    }
}

/// The issues of the keys that stand twice in one object.
pub(crate) fn duplicate_keys(path: Path, keys: &Duplicates, findings: &mut Findings) {
    for (key, is_inside) in keys.iter().take(MOST_NAMED) {
        let what = if is_inside { "a key in " } else { "" };
        let issue =
            FIELD_DUPLICATE.issue(path.key(key.clone()), format!("{what}{} appears more than once", quote(key)));
        findings.push(issue.param("field", shortened(key)).help("keep one of them"));
    }
    if let Some(more) = keys.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
        let verb = if more == 1 { "appears" } else { "appear" };
        let message = join(&[&counted(more as u64, "more key"), " ", verb, " more than once"]);
        findings.push(FIELD_DUPLICATE.issue(path, message).param("more", more).help("keep one of each"));
    }
}

rule! {
    /// A value of another JSON type than its field has.
    ///
    /// # Why
    /// Daily refuses it, and a number written without quotes has lost its `+` and its leading zeros before it can be checked.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039", "ivr_greeting": "please type your PIN"}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039", "ivr_greeting": {"message": "please type your PIN"}}
    /// ```
    FIELD_WRONG_TYPE = "field-wrong-type";
    severity Error;
    source Openapi;
    operations Create, Update, Stored, Room;
    check field_wrong_type;
}

fn field_wrong_type(subject: &Subject<'_>, findings: &mut Findings) {
    let mut report = |path: Path, name: &str, shape: Shape, found: &Found| {
        let corrected = corrected(shape, found);
        let help = match (shape, &corrected) {
            (Shape::Message, _) => "give an object with the text in it: `{\"message\": \"…\"}`".into(),
            (Shape::PhoneNumber, Some(number)) => join(&["write `", &json_text(number), "`"]),
            (Shape::PhoneNumber, None) => {
                "give it in quotes, with `+` and the calling code, for example `\"+12095038039\"`".into()
            }
            _ => "give a string in quotes".into(),
        };
        let issue = wrong_type(path, name, (shape.json_name(), shape.json_type()), found.json_type().said()).help(help);
        findings.push(match corrected {
            Some(value) => issue.suggest(value),
            None => issue,
        });
    };
    let mut beside = if subject.is_nested() { BESIDE_CONFIG } else { FieldSet::default() };
    if !subject.root.given.without(subject.root.null).has(Row::Type) {
        // The one inside counts.
        beside.remove(Row::Type);
    }
    let wrong = subject.root.wrong.and(beside).or(subject.fields.wrong.without(beside));
    // What is dropped or refused as a whole has its own issue already.
    let dropped = match subject.operation {
        Operation::Update => FieldSet::READ_ONLY.or(FieldSet::of(&[Row::Type])),
        Operation::Stored => FieldSet::default(),
        _ => FieldSet::READ_ONLY,
    };
    for field in wrong.without(dropped).without(subject.foreign()).fields() {
        let draft = if beside.has(field.row) { subject.root } else { subject.fields };
        if let Slot::Wrong(found) = draft.slot(field.row) {
            report(subject.path_of(draft).key(field.key), field.key, field.shape, found);
        }
    }
    for (row, message) in subject.messages() {
        if let Slot::Wrong(found) = &message.message {
            report(subject.path(row).key(MESSAGE_KEY), MESSAGE_KEY, Shape::Text, found);
        }
    }
}

/// Both are the name of a JSON type, and what a message says for it.
pub(crate) fn wrong_type(
    path: Path,
    field: &str,
    expected: (&'static str, &str),
    found: (&'static str, &str),
) -> Issue {
    let issue = FIELD_WRONG_TYPE.issue(path, join(&["`", field, "` must be ", expected.1, ", not ", found.1]));
    issue.param("field", field).param("expected", expected.0).param("found", found.0)
}

/// The value that was certainly meant.
fn corrected(shape: Shape, found: &Found) -> Option<Value> {
    match (shape, found) {
        (Shape::Message, Found::Text(text)) if !has_any(text, b"\0") => Some(json!({ MESSAGE_KEY: text })),
        // A minus sign is no separator here.
        (Shape::PhoneNumber, Found::Integer(number)) if !number.starts_with('-') => match read_loose(number) {
            LooseReading::Certain(number) => Some(number.text().into()),
            _ => None,
        },
        (Shape::Text, Found::Integer(number)) => Some(number.as_str().into()),
        _ => None,
    }
}

rule! {
    /// A field that is null.
    ///
    /// On create it is the same as leaving the field out. On update it asks Daily to clear the field, which no document
    /// describes; only the signing secret of a pinless config is kept, because a webhook that loses it refuses every call.
    /// Null for a field that the type requires is an error.
    ///
    /// # Why
    /// No document promises what such a request does.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039", "name_prefix": null}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039"}
    /// ```
    FIELD_NULL = "field-null";
    severity Error, Warning;
    source Policy;
    operations Create, Update;
    check field_null;
}

fn field_null(subject: &Subject<'_>, findings: &mut Findings) {
    let update = subject.operation == Operation::Update;
    let mut report = |path: Path, name: &str, applies: Option<Applies>| {
        let (severity, message, help) = if applies == Some(Applies::Required) {
            let kind = subject.config_type.map_or("", ConfigType::as_str);
            (Severity::Error, format!("`{name}` is null, and a `{kind}` config needs one"), "give it a value")
        } else if update && name == "hmac" && applies != Some(Applies::Never) {
            let message = "`hmac` is null, but the secret is kept: it can only be replaced".to_owned();
            (Severity::Warning, message, "give a new secret to replace it")
        } else if update {
            let message = format!("`{name}` is null, which asks Daily to clear it; no document says that it will");
            (Severity::Warning, message, "read the config back after the update and compare")
        } else {
            (Severity::Warning, format!("`{name}` is null, which is the same as leaving it out"), "leave it out")
        };
        findings.push(FIELD_NULL.issue_as(severity, path, message).param("field", name).help(help));
    };
    let skipped = FieldSet::READ_ONLY.or(FieldSet::of(&[Row::Type]));
    for field in subject.fields.null.without(skipped).fields() {
        report(subject.path(field.row), field.key, subject.applies(field));
    }
    for (row, message) in subject.messages() {
        if message.message == Slot::Null {
            report(subject.path(row).key(MESSAGE_KEY), MESSAGE_KEY, None);
        }
    }
}

rule! {
    /// A field of the other type.
    ///
    /// # Why
    /// Daily's documents give each of these fields to one type only, although the sample update of the same documents
    /// sends an `ivr_greeting` with a `pinless_dialin` config. In a stored config it is a warning.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "https://example.com/room", "ivr_greeting": {"message": "hello"}}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "https://example.com/room"}
    /// ```
    FIELD_NOT_APPLICABLE = "field-not-applicable";
    severity Error, Warning;
    source Seed;
    operations Create, Update, Stored;
    check field_not_applicable;
}

fn field_not_applicable(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(config_type) = subject.config_type else { return };
    let stored = subject.operation == Operation::Stored;
    // Null is as good as nothing, and the one way to put a stored config right.
    for field in subject.fields.given.and(subject.foreign()).without(subject.fields.null).fields() {
        let message = format!("`{}` belongs to `{}`, not to `{config_type}`", field.key, config_type.other());
        let severity = if stored { Severity::Warning } else { Severity::Error };
        let issue = FIELD_NOT_APPLICABLE.issue_as(severity, subject.path(field.row), message);
        findings.push(issue.param("field", field.key).param("type", config_type.as_str()).help("leave it out"));
    }
}

rule! {
    /// A field that only Daily sets.
    ///
    /// # Why
    /// `sip_uri` and `id` cannot be chosen. They are left out of what is sent.
    ///
    /// # Example
    /// ```json update pin_dialin
    /// {"name_prefix": "front desk", "sip_uri": null}
    /// ```
    ///
    /// # Instead
    /// ```json update pin_dialin
    /// {"name_prefix": "front desk"}
    /// ```
    FIELD_READ_ONLY = "field-read-only";
    severity Warning;
    source Guide;
    operations Create, Update;
    check field_read_only;
}

fn field_read_only(subject: &Subject<'_>, findings: &mut Findings) {
    for field in subject.fields.given.or(subject.root.given).and(FieldSet::READ_ONLY).fields() {
        let mut report = |path: Path| {
            let message = format!("`{}` is set by Daily and is dropped", field.key);
            findings.push(FIELD_READ_ONLY.issue(path, message).param("field", field.key).help("leave it out"));
        };
        if subject.fields.given.has(field.row) {
            report(subject.path(field.row));
        }
        if subject.is_nested() && field.row == Row::Id && subject.root.given.has(Row::Id) {
            report(subject.root_path.key("id"));
        }
    }
}

rule! {
    /// A string with the character U+0000 in it.
    ///
    /// # Why
    /// Databases and telephone equipment end a string there, or refuse it. Phone numbers, URLs and secrets with it are
    /// refused by their own rules.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039", "name_prefix": "front\u0000desk"}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039", "name_prefix": "front desk"}
    /// ```
    FIELD_NUL_CHARACTER = "field-nul-character";
    severity Error;
    source Policy;
    operations Create, Update, Room;
    check field_nul_character;
}

fn field_nul_character(subject: &Subject<'_>, findings: &mut Findings) {
    let issues = &mut findings.issues;
    for field in subject.fields.given.and(FieldSet::TEXTS).fields() {
        if let Some(text) = subject.text(field.row) {
            issues.extend(nul_character(&subject.path(field.row), field.key, text));
        }
    }
    for (row, message) in subject.messages().filter(|_| subject.message_marks.any(Marks::NUL)) {
        if let Some(text) = message.message.text() {
            issues.extend(nul_character(&subject.path(row).key(MESSAGE_KEY), MESSAGE_KEY, text));
        }
    }
    if !subject.fields.unknown.is_empty() {
        report_nul(&subject.fields_path(), &subject.fields.unknown, findings);
    }
    for (row, message) in subject.messages().filter(|(_, message)| !message.unknown.is_empty()) {
        report_nul(&subject.path(row), &message.unknown, findings);
    }
}

/// The issue of a text with U+0000 in it.
pub(crate) fn nul_character(path: &Path, name: &str, text: &str) -> Option<Issue> {
    let (before, _) = text.split_once('\0')?;
    let at = before.chars().count() + 1;
    let message = format!("`{name}` holds the character U+0000 (character {at})");
    Some(FIELD_NUL_CHARACTER.issue(path.clone(), message).param("field", name).help("remove it"))
}

/// Unknown fields are sent along, whatever is in them.
fn report_nul(path: &Path, unknown: &Map<String, Value>, findings: &mut Findings) {
    let holds_nul = |(key, value): &(&String, &Value)| has_any(key, b"\0") || contains_nul(value);
    for (key, _) in unknown.iter().filter(holds_nul).take(MOST_NAMED) {
        let message = format!("{} holds the character U+0000", quote(key));
        let issue = FIELD_NUL_CHARACTER.issue(path.key(key.clone()), message);
        findings.push(issue.param("field", shortened(key)).help("remove it"));
    }
}

/// The depth of `value` is bounded: the reader of unknown fields stops at `MOST_LEVELS`.
fn contains_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => has_any(text, b"\0"),
        Value::Array(items) => items.iter().any(contains_nul),
        Value::Object(object) => object.iter().any(|(key, value)| has_any(key, b"\0") || contains_nul(value)),
        _ => false,
    }
}

rule! {
    /// An update that changes nothing.
    ///
    /// # Why
    /// The request is sent, and nothing happens: probably a field was forgotten.
    ///
    /// # Example
    /// ```json update pin_dialin
    /// {}
    /// ```
    ///
    /// # Instead
    /// ```json update pin_dialin
    /// {"name_prefix": "front desk"}
    /// ```
    UPDATE_EMPTY = "update-empty";
    severity Warning;
    source Policy;
    operations Update;
    check update_empty;
}

fn update_empty(subject: &Subject<'_>, findings: &mut Findings) {
    // Beside `config`, too: `nested-config` says where the fields belong.
    let given = subject.fields.given.or(subject.root.given);
    let mut changes = given.without(FieldSet::READ_ONLY).without(FieldSet::of(&[Row::Type]));
    // The secret is never cleared.
    if subject.fields.null.without(subject.foreign()).has(Row::Hmac) {
        changes.remove(Row::Hmac);
    }
    if changes.is_empty() && subject.objects().all(|draft| draft.unknown.is_empty()) {
        let issue = UPDATE_EMPTY.issue(subject.root_path.clone(), "the update changes nothing");
        findings.push(issue.help("give at least one field"));
    }
}
