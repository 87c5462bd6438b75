//! The operations: which rules run over what, and what comes out when all is well.

mod build;
mod config_check;
mod domain;
mod first;
mod kept;
mod lines;
mod numbers_seen;
mod set;

use serde::Deserialize;

use crate::config::{Config, ConfigType, Draft, JsonType, Patch, Row, Slot, Stored};
use crate::options::{KnownNumbers, Options};
use crate::report::{Issue, Path, Report};
use crate::rules::envelope::{legacy_domain_body, not_an_object, stored_envelope};
use crate::rules::json_text::{json_invalid, not_utf8};
use crate::rules::{Findings, Operation, Subject};

pub use config_check::{ConfigCheck, first_issues};
pub use domain::check_domain_properties_json;
pub use first::FirstIssues;
pub use kept::{Kept, check_create_kept, check_update_kept};
pub use lines::{FirstLines, LineReport, LinesChecker, LinesReport, check_first_lines, check_lines};
pub use set::check_set_json;

/// Checks the body of a create (POST).
pub fn check_create(draft: &Draft<'_>, options: &Options) -> Report<Config> {
    let known = KnownNumbers::of_one(options);
    check_one(Operation::Create, named_type(draft), draft, Path::root(), &known, build::config)
}

/// [`check_create`] for JSON text.
pub fn check_create_json(text: &[u8], options: &Options) -> Report<Config> {
    match read(text) {
        Ok(draft) => check_create(&draft, options),
        Err(findings) => Report::new(findings.issues, None),
    }
}

/// The issues of a create alone.
fn create_issues(read: Result<Draft<'_>, Findings>, known: &KnownNumbers<'_>) -> Vec<Issue> {
    let issues = |draft: Draft<'_>| {
        check_one(Operation::Create, named_type(&draft), &draft, Path::root(), known, nothing).into_parts().0
    };
    read.map_or_else(|findings| findings.issues, issues)
}

/// Checks the body of an update (PUT) of a config of type `config_type`.
pub fn check_update(draft: &Draft<'_>, config_type: ConfigType, options: &Options) -> Report<Patch> {
    let known = KnownNumbers::of_one(options);
    check_one(Operation::Update, Some(config_type), draft, Path::root(), &known, build::patch)
}

/// [`check_update`] for JSON text.
pub fn check_update_json(text: &[u8], config_type: ConfigType, options: &Options) -> Report<Patch> {
    match read(text) {
        Ok(draft) => check_update(&draft, config_type, options),
        Err(findings) => Report::new(findings.issues, None),
    }
}

/// Checks a config as a server returned it or a file describes it: `{id, type, config}`.
pub fn check_stored(draft: &Draft<'_>, options: &Options) -> Report<Stored> {
    stored_at(draft, Path::root(), &KnownNumbers::of_one(options), build::stored)
}

/// [`check_stored`] for JSON text.
pub fn check_stored_json(text: &[u8], options: &Options) -> Report<Stored> {
    match read(text) {
        Ok(draft) => check_stored(&draft, options),
        Err(findings) => Report::new(findings.issues, None),
    }
}

fn stored_at<T>(
    draft: &Draft<'_>,
    path: Path,
    known: &KnownNumbers<'_>,
    build: fn(&Subject<'_>) -> Option<T>,
) -> Report<T> {
    if draft.instead.is_none()
        && let Some(findings) = stored_envelope(draft, &path)
        && legacy_domain_body(Operation::Stored, draft, &path).is_none()
    {
        let mut issues = findings.issues;
        // What stands around the fields can be judged all the same.
        let mut around = draft.clone();
        around.config = Slot::Fields(Box::default());
        let report = check_one(Operation::Stored, named_type(draft), &around, path.clone(), known, build);
        let inside = path.key("config");
        issues.extend(report.into_parts().0.into_iter().filter(|issue| !issue.path.is_within(&inside)));
        return Report::new(issues, None);
    }
    check_one(Operation::Stored, named_type(draft), draft, path, known, build)
}

/// The type that the input gives, at its own level or (nested) among the fields.
fn named_type(draft: &Draft<'_>) -> Option<ConfigType> {
    let nested = || draft.nested().and_then(|config| config.text(Row::Type));
    draft.text(Row::Type).or_else(nested).and_then(ConfigType::from_name)
}

/// Runs the rules of one operation over one config.
fn check_one<T>(
    operation: Operation,
    config_type: Option<ConfigType>,
    draft: &Draft<'_>,
    path: Path,
    known: &KnownNumbers<'_>,
    build: fn(&Subject<'_>) -> Option<T>,
) -> Report<T> {
    if let Some(found) = &draft.instead {
        let help = "give one object with the fields of a config";
        return Report::new(
            not_an_object("a config", JsonType::Object, Some(found.json_type()), path, help).issues,
            None,
        );
    }
    if let Some(findings) = legacy_domain_body(operation, draft, &path) {
        return Report::new(findings.issues, None);
    }
    let subject = Subject::new(operation, config_type, draft, path, known);
    let mut findings = Findings::default();
    subject.run(&mut findings);
    let value = if Issue::any_error(&findings.issues) {
        None
    } else {
        let value = build(&subject);
        debug_assert!(value.is_some(), "what `build` refuses has to have an error: {:?}", findings.issues);
        value
    };
    Report::new(findings.issues, value)
}

/// Instead of the value.
#[expect(clippy::unnecessary_wraps, reason = "has the shape of what builds values")]
const fn nothing(_: &Subject<'_>) -> Option<()> {
    Some(())
}

/// Text as a draft. A byte order mark in front is skipped, as RFC 8259 allows.
fn read(text: &[u8]) -> Result<Draft<'_>, Findings> {
    read_as(text)
}

pub(crate) fn read_as<'a, T: Deserialize<'a>>(text: &'a [u8]) -> Result<T, Findings> {
    read_with(text, |text| serde_json::from_str(text))
}

fn read_with<'a, T>(text: &'a [u8], read: impl FnOnce(&'a str) -> serde_json::Result<T>) -> Result<T, Findings> {
    // All of it at once, which is quicker than each text in it.
    let text = without_mark(text);
    let text = std::str::from_utf8(text).map_err(|error| not_utf8(text, error.valid_up_to()))?;
    read(text).map_err(|error| json_invalid(&error, text))
}

/// As [`read`], of what is known to be UTF-8 already, and has no mark.
fn read_text(text: &str) -> Result<Draft<'_>, Findings> {
    serde_json::from_str(text).map_err(|error| json_invalid(&error, text))
}

fn without_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text)
}
