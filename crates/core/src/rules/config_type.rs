//! Which of the two types a config has.

use super::nearest::{meant, nearest};
use super::rule::{Family, rule};
use super::unknown_keys::shortened;
use super::{Findings, Subject};
use crate::config::{ConfigType, Draft, JsonType, Row, Slot};
use crate::quote::quote;
use crate::report::{Issue, Path, Severity};

const FAMILY: Family = Family::Shape;

rule! {
    /// A config without `type`.
    ///
    /// # Why
    /// Which fields belong depends on it.
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

/// The path of the type that [`given_type`] found; where there is none, that of the input's own.
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
        let message = "`type` is in `config`, where it has no effect";
        TYPE_UNKNOWN.issue_as(Severity::Warning, path, message).help("leave it out; it belongs beside `config`")
    } else {
        TYPE_UNKNOWN.issue(path, "`type` in `config` differs from the one beside it").help("leave it out here")
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
    /// Daily cannot change the type of a config: it must be deleted and created again, with another `id` and `sip_uri`.
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
            let message = format!("`type` is `{have}` already and is dropped");
            TYPE_IN_UPDATE.issue_as(Severity::Warning, path, message).help("leave it out")
        }
        Slot::Text(name) if ConfigType::from_name(name).is_some() => {
            let message = format!("an update cannot turn a `{have}` config into {}", quote(name));
            TYPE_IN_UPDATE.issue(path, message).help("delete the config, then create it with the other type")
        }
        other => {
            let found = match other {
                Slot::Text(name) => quote(name),
                Slot::Wrong(found) => found.json_type().words().to_owned(),
                _ => JsonType::Null.words().to_owned(),
            };
            let message = format!("{found} is not a type, and an update takes none");
            TYPE_IN_UPDATE.issue(path, message).help("leave it out")
        }
    };
    Some(issue.param("type", have))
}
