//! Many stored configs together.

use super::first::FirstIssues;
use super::numbers_seen::NumbersSeen;
use super::{build, read_with, stored_at};
use crate::config::{Draft, JsonType, Row, Stored, TakeConfigs, read_set};
use crate::options::{KnownConfig, KnownNumbers, NumberIndex, Options};
use crate::phone::PhoneNumber;
use crate::report::{Path, Report};
use crate::rules::envelope::not_an_object;
use crate::rules::phone_number::used_already;
use crate::rules::shape::duplicate_keys;
use crate::rules::{Findings, Subject};

/// Checks many stored configs together: each by itself, and no number twice. The text is an array, or a list answer
/// `{"data": […]}`; the paths follow it.
pub fn check_set_json(text: &[u8], options: &Options) -> Report<Vec<Stored>> {
    let (first, values) = check_set(text, options, FirstIssues::all(), build::stored);
    Report::new(first.issues, values)
}

pub(super) fn check_set<T>(
    text: &[u8],
    options: &Options,
    mut first: FirstIssues,
    build: fn(&Subject<'_>) -> Option<T>,
) -> (FirstIssues, Option<Vec<T>>) {
    let index = NumberIndex::of(options);
    let known = KnownNumbers::of_many(options, &index);
    let mut configs = Configs {
        known: &known,
        build,
        base: Path::root(),
        next: 0,
        seen: NumbersSeen::default(),
        first: first.emptied(),
        values: Vec::new(),
    };
    let set = match read_with(text, |text| read_set(text, &mut configs)) {
        Ok(set) => set,
        Err(findings) => {
            first.extend(findings.issues);
            return (first, None);
        }
    };
    let mut findings = Findings::default();
    duplicate_keys(Path::root(), &set.duplicates, &mut findings);
    first.extend(findings.issues);
    if let Some(found) = set.instead {
        let base = if set.is_list { Path::root().key("data") } else { Path::root() };
        let (expected, help) = (JsonType::Array, "give an array of configs");
        first.extend(not_an_object("a set of configs", expected, Some(found.json_type()), base, help).issues);
        return (first, None);
    }
    first.append(configs.first);
    (first, Some(configs.values))
}

/// What is found in the configs of a set, one after the other.
struct Configs<'a, T> {
    known: &'a KnownNumbers<'a>,
    build: fn(&Subject<'_>) -> Option<T>,
    base: Path,
    /// The place of the next one.
    next: usize,
    seen: NumbersSeen,
    first: FirstIssues,
    values: Vec<T>,
}

impl<T> TakeConfigs for Configs<'_, T> {
    fn begin_list(&mut self) {
        self.base = Path::root().key("data");
        self.next = 0;
        self.seen = NumbersSeen::default();
        self.first = self.first.emptied();
        self.values.clear();
    }

    fn take(&mut self, draft: &Draft<'_>) {
        let path = self.base.index(self.next);
        self.next += 1;
        let (found, value) = stored_at(draft, path.clone(), self.known, self.build).into_parts();
        self.first.extend(found);
        // The number counts even when something else is wrong with its config.
        let written = draft.nested().and_then(|config| config.text(Row::PhoneNumber));
        if let Some(number) = written.and_then(PhoneNumber::meant) {
            let path = path.key("config").key(Row::PhoneNumber.key());
            if let Some(owner) = self.seen.add(number, KnownConfig::from(draft)) {
                self.first.push(used_already(path, number, owner));
            }
        }
        self.values.extend(value);
    }
}
