//! Checks for a caller that holds the input: most values are the input itself, and need not be built, written and read.

use serde::{Serialize, Serializer};

use super::{build, check_one, named_type, read};
use crate::config::{Config, ConfigType, FieldSet, Patch, Row, Slot};
use crate::options::{KnownNumbers, Options};
use crate::report::{Path, Report};
use crate::rules::{Operation, Subject};

/// What was checked. [`Kept::Input`] serialises as `true`.
#[derive(Clone, Debug, PartialEq)]
pub enum Kept<T> {
    /// The input itself, key by key: the value would hold the same.
    Input,
    /// What the rules make of it.
    Value(T),
}

impl<T: Serialize> Serialize for Kept<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Input => serializer.serialize_bool(true),
            Self::Value(value) => value.serialize(serializer),
        }
    }
}

fn kept<T>(subject: &Subject<'_>, build: fn(&Subject<'_>) -> Option<T>) -> Option<Kept<T>> {
    if is_kept_whole(subject) { Some(Kept::Input) } else { build(subject).map(Kept::Value) }
}

/// What [`build`] makes of a config without an error is what was given, key by key: there is nothing that it leaves out or puts
/// elsewhere.
fn is_kept_whole(subject: &Subject<'_>) -> bool {
    let (root, fields) = (subject.root, subject.fields);
    let stored = subject.operation == Operation::Stored;
    let typed = subject.operation == Operation::Update && fields.given.has(Row::Type);
    let nulls = !fields.null.is_empty() || subject.messages().any(|(_, message)| message.message == Slot::Null);
    let envelope = subject.is_nested() || root.config.is_present() || root.properties.is_present();
    !(stored || typed || nulls || envelope) && fields.given.and(FieldSet::READ_ONLY).is_empty()
}

/// [`check_create_json`](super::check_create_json), without the value where it is the input.
pub fn check_create_kept(text: &[u8], options: &Options) -> Report<Kept<Config>> {
    match read(text) {
        Ok(draft) => {
            let build = |subject: &Subject<'_>| kept(subject, build::config);
            check_one(
                Operation::Create,
                named_type(&draft),
                &draft,
                Path::root(),
                &KnownNumbers::of_one(options),
                build,
            )
        }
        Err(findings) => Report::new(findings.issues, None),
    }
}

/// [`check_update_json`](super::check_update_json), without the value where it is the input.
pub fn check_update_kept(text: &[u8], config_type: ConfigType, options: &Options) -> Report<Kept<Patch>> {
    match read(text) {
        Ok(draft) => {
            let build = |subject: &Subject<'_>| kept(subject, build::patch);
            check_one(Operation::Update, Some(config_type), &draft, Path::root(), &KnownNumbers::of_one(options), build)
        }
        Err(findings) => Report::new(findings.issues, None),
    }
}
