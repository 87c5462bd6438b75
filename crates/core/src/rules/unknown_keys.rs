//! Keys that nobody knows.

use serde_json::{Map, Value};

use super::nearest::{meant, nearest};
use super::rule::{Family, rule};
use super::{Findings, Operation, Subject};
use crate::config::{FIELDS, FieldSet, MESSAGE_KEY, Row};
use crate::quote::quote;
use crate::report::{Issue, Path, Severity};
use crate::text::{counted, join};

const FAMILY: Family = Family::Shape;

rule! {
    /// A key that no dial-in config has.
    ///
    /// An error when a known key is near, because then it is a typo; otherwise a warning, because Daily may have added it.
    /// In a stored config always a warning. An unknown field of a config is kept and sent along, never dropped.
    ///
    /// # Why
    /// A misspelt field is not refused by every server; the caller then hears what the field should have changed.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039", "name_prefx": "front desk"}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039", "name_prefix": "front desk"}
    /// ```
    FIELD_UNKNOWN = "field-unknown";
    severity Error, Warning;
    source Policy;
    operations Create, Update, Stored, Domain, Room;
    check field_unknown;
}

/// What has a meaning beside `config`.
pub(super) const BESIDE_CONFIG: FieldSet = FieldSet::of(&[Row::Type, Row::Id]);

/// The most keys that get an issue of their own: a program that sends more has made one mistake, not a thousand.
pub(super) const MOST_NAMED: usize = 100;

/// A key as `params` carries it: a path holds it whole already.
pub(crate) fn shortened(key: &str) -> String {
    const LONGEST: usize = 100;
    key.chars().take(LONGEST).collect()
}

/// The object that unknown keys are in.
pub(crate) struct Container<'a> {
    /// Where it is.
    pub(crate) path: &'a Path,
    /// What its keys are, as a message says it: one, and several.
    pub(crate) kind: [&'a str; 2],
    /// What they are that of: `a dial-in config`.
    pub(crate) name: &'a str,
    /// It was returned by a server: nothing in it is a typing error that somebody could mend before it is sent.
    pub(crate) is_stored: bool,
    /// What to do about a key that is near to no other.
    pub(crate) help: &'a str,
    /// Why a known key cannot be what was meant, if it cannot.
    pub(crate) in_the_way: &'a dyn Fn(&'static str) -> InTheWay,
}

/// Whether a known key may be put in the place of a misspelt one.
pub(crate) enum InTheWay {
    Nothing,
    /// It is there already: nobody knows which of the values is meant.
    Itself,
    /// It may not stand here, and this says why.
    Because(String),
    /// It belongs in the object at this key.
    Elsewhere(&'static str),
}

/// The usual [`Container::kind`].
pub(crate) const FIELD: [&str; 2] = ["a field", "fields"];

/// A key, and the known one that was probably meant.
pub(crate) type Unknown<'a> = (&'a String, Option<&'static str>);

/// The keys of an object that are not among the known ones.
pub(crate) fn others<'a>(object: &'a Map<String, Value>, keys: &[&'static str]) -> Vec<Unknown<'a>> {
    let mut unknown = Vec::new();
    for key in object.keys().filter(|key| !keys.contains(&key.as_str())) {
        unknown.push((key, nearest(key, keys)));
    }
    unknown
}

/// The issues of unknown keys. Named are the first [`MOST_NAMED`] that are near to a known one, and as many of the others.
pub(crate) fn unknown_keys(unknown: &[Unknown<'_>], container: &Container<'_>, issues: &mut Vec<Issue>) {
    let (mut named, mut named_near, mut more) = (0, 0, 0);
    for (key, near) in unknown {
        let count = if near.is_some() { &mut named_near } else { &mut named };
        if *count == MOST_NAMED {
            more += 1;
            continue;
        }
        *count += 1;
        let is_twice = || unknown.iter().filter(|(_, each)| each == near).count() > 1;
        issues.push(unknown_key(key, near.map(|near| (near, is_twice())), container));
    }
    if more > 0 {
        let [one, several] = container.kind;
        let (verb, kind) = if more == 1 { (" is not ", one) } else { (" are not ", several) };
        let message = join(&[&counted(more, "more key"), verb, kind, " of ", container.name]);
        let help = if container.is_stored { "kept: Daily may have added them" } else { "check their spelling" };
        let issue = FIELD_UNKNOWN.issue_as(Severity::Warning, container.path.clone(), message);
        issues.push(issue.param("more", more).help(help));
    }
}

fn unknown_key(key: &str, near: Option<(&'static str, bool)>, container: &Container<'_>) -> Issue {
    let severity = if near.is_some() && !container.is_stored { Severity::Error } else { Severity::Warning };
    let message = join(&[&quote(key), " is not ", container.kind[0], " of ", container.name]);
    let issue = FIELD_UNKNOWN.issue_as(severity, container.path.key(key.to_owned()), message);
    let issue = issue.param("field", shortened(key));
    let Some((near, is_twice)) = near else { return issue.help(container.help) };
    let in_the_way = (container.in_the_way)(near);
    if let InTheWay::Elsewhere(object) = in_the_way
        && near == key
    {
        return issue.help(join(&["move it into `", object, "`"]));
    }
    let mut issue = meant(issue, near);
    let reason = match in_the_way {
        InTheWay::Nothing if !is_twice => return issue,
        InTheWay::Nothing | InTheWay::Itself => String::new(),
        InTheWay::Because(reason) => join(&[" ", &reason]),
        InTheWay::Elsewhere(object) => join(&[" that belongs in `", object, "`"]),
    };
    issue.help = issue.help.map(|help| join(&[&help, &reason]));
    issue.suggestion = None;
    issue
}

/// What to do about an unknown key that a server returned.
const STORED_HELP: &str = "it is kept: Daily may have added it";

fn field_unknown(subject: &Subject<'_>, findings: &mut Findings) {
    let is_stored = subject.operation == Operation::Stored;
    let help = if is_stored { STORED_HELP } else { "check the spelling; it is kept, in case Daily has added it" };
    for draft in subject.objects().filter(|draft| !draft.unknown.is_empty()) {
        let writable: Vec<_> = FIELDS.iter().filter(|field| field.writable()).map(|field| field.key).collect();
        let is_around = subject.is_nested() && std::ptr::eq(draft, subject.root);
        let container = Container {
            path: &subject.path_of(draft),
            kind: FIELD,
            name: "a dial-in config",
            is_stored,
            help,
            in_the_way: &|near| in_the_way(subject, draft.given, near),
        };
        let keys: &[_] = if is_around { &["type", "id"] } else { &writable };
        unknown_keys(&others(&draft.unknown, keys), &container, &mut findings.issues);
    }
    around(subject, findings);
    for (row, message) in subject.messages().filter(|(_, message)| !message.unknown.is_empty()) {
        let name = join(&["`", row.key(), "`"]);
        let container = Container {
            path: &subject.path(row),
            kind: FIELD,
            name: &name,
            is_stored,
            help: &join(&[&name, " holds `", MESSAGE_KEY, "` and nothing else"]),
            in_the_way: &|_| if message.message.is_present() { InTheWay::Itself } else { InTheWay::Nothing },
        };
        unknown_keys(&others(&message.unknown, &[MESSAGE_KEY]), &container, &mut findings.issues);
    }
}

/// Whether what was meant by a misspelt field of a config may stand there.
fn in_the_way(subject: &Subject<'_>, given: FieldSet, near: &'static str) -> InTheWay {
    match Row::named(near) {
        Some(row) if given.has(row) || (row == Row::Type && subject.root.given.has(row)) => InTheWay::Itself,
        Some(Row::Type) if subject.operation == Operation::Update => {
            InTheWay::Because("an update cannot change the type; leave it out".to_owned())
        }
        Some(row) if subject.foreign().has(row) => {
            let other = subject.config_type.map_or("", |config_type| config_type.other().as_str());
            InTheWay::Because(join(&["that belongs to `", other, "`; leave it out"]))
        }
        _ => InTheWay::Nothing,
    }
}

/// What has no meaning around the fields.
fn around(subject: &Subject<'_>, findings: &mut Findings) {
    let root = subject.root;
    let mut report = |key: &'static str, message: String, help: &str| {
        let issue = FIELD_UNKNOWN.issue_as(Severity::Warning, subject.root_path.key(key), message);
        findings.push(issue.param("field", key).help(help));
    };
    let is_stored = subject.operation == Operation::Stored;
    let envelopes = [("config", &root.config), ("properties", &root.properties)];
    for (key, slot) in envelopes {
        let is_fields = key == "config" && (subject.is_nested() || is_stored);
        if slot.is_present() && !is_fields {
            let message = join(&["`", key, "` is not a field of a dial-in config"]);
            report(key, message, if is_stored { STORED_HELP } else { "leave it out; it is dropped" });
        }
    }
    // In a request, what stands beside `config` is right, and `nested-config` says that the others have to join it.
    if subject.is_nested() && is_stored {
        for field in root.given.without(BESIDE_CONFIG).fields() {
            let message = join(&["`", field.key, "` is beside `config`, where it has no effect"]);
            report(field.key, message, "move it into `config`");
        }
        // Null says nothing.
        if subject.fields.given.without(subject.fields.null).has(Row::Id) {
            let message = "`id` is in `config`, where it has no effect";
            let issue = FIELD_UNKNOWN.issue_as(Severity::Warning, subject.path(Row::Id), message);
            findings.push(issue.param("field", Row::Id.key()).help("leave it out; it belongs beside `config`"));
        }
    }
}
