//! The body that Daily's PIN guide teaches: arrays of configs that replace the stored ones.

use serde_json::{Map, Value};

use super::first::FirstIssues;
use super::numbers_seen::NumbersSeen;
use super::{build, check_one, read, read_text};
use crate::config::{Config, ConfigType, Draft, JsonType, Row, Slot};
use crate::json::json_text;
use crate::options::{KnownConfig, KnownNumbers, NumberIndex, Options};
use crate::phone::PhoneNumber;
use crate::report::{Path, Report};
use crate::rules::domain::{domain_array_replaces, entry_of_other_type, misspelt_arrays, of_entry};
use crate::rules::envelope::not_an_object;
use crate::rules::phone_number::number_twice;
use crate::rules::shape::duplicate_keys;
use crate::rules::{Findings, Operation, Subject};

/// Checks the body that Daily's PIN guide teaches, `{properties: {pin_dialin: […], pinless_dialin: […]}}`: each entry as a
/// create, under its own path. The value is the configs in it.
pub fn check_domain_properties_json(text: &[u8], options: &Options) -> Report<Vec<Config>> {
    let (first, configs) = check_domain(text, options, FirstIssues::all(), build::config);
    Report::new(first.issues, configs)
}

pub(super) fn check_domain<T>(
    text: &[u8],
    options: &Options,
    mut first: FirstIssues,
    build: fn(&Subject<'_>) -> Option<T>,
) -> (FirstIssues, Option<Vec<T>>) {
    let path = Path::root().key("properties");
    let found = match read(text) {
        Ok(Draft { instead: Some(found), .. }) => {
            not_an_object("the body", JsonType::Object, Some(found.json_type()), Path::root(), BODY_HELP)
        }
        Ok(Draft { properties: Slot::Object(properties), duplicates, .. }) => {
            let mut findings = Findings::default();
            duplicate_keys(Path::root(), &duplicates, &mut findings);
            duplicate_keys(path.clone(), &properties.duplicates, &mut findings);
            first.extend(findings.issues);
            let options = without_replaced(options, &properties.entries);
            let index = NumberIndex::of(&options);
            let known = &KnownNumbers::of_many(&options, &index);
            let arrays = Arrays { known, build, seen: NumbersSeen::default(), first, configs: Vec::new() };
            return arrays.check(&properties.entries, &path);
        }
        Ok(Draft { properties: Slot::Wrong(found), .. }) => {
            not_an_object("`properties`", JsonType::Object, Some(found.json_type()), path, BODY_HELP)
        }
        Ok(Draft { properties: Slot::Null, .. }) => {
            not_an_object("`properties`", JsonType::Object, Some(JsonType::Null), path, BODY_HELP)
        }
        Ok(draft) => not_an_object("`properties`", JsonType::Object, None, path, without_properties(&draft)),
        Err(findings) => findings,
    };
    first.extend(found.issues);
    (first, None)
}

/// What to do about a body without `properties` of which it is known what it is.
fn without_properties(draft: &Draft<'_>) -> &'static str {
    let has_array =
        |object: &Properties| ConfigType::ALL.iter().any(|each| object.get(each.as_str()).is_some_and(Value::is_array));
    if has_array(&draft.unknown) {
        "put the arrays into `properties`: `{\"properties\": {\"pin_dialin\": […]}}`"
    } else if draft.nested().is_some_and(|config| has_array(&config.unknown)) {
        "this is the response of `GET /v1/`: give the arrays of its `config` as `{\"properties\": {\"pin_dialin\": […]}}`"
    } else if draft.given.has(Row::Type) || draft.given.has(Row::PhoneNumber) {
        "this is one config: check it as a create, or give `{\"properties\": {\"pin_dialin\": […]}}`"
    } else {
        BODY_HELP
    }
}

const BODY_HELP: &str = "give `{\"properties\": {\"pin_dialin\": […]}}`";

type Properties = Map<String, Value>;

/// What is found in the arrays, one after the other.
struct Arrays<'a, T> {
    known: &'a KnownNumbers<'a>,
    build: fn(&Subject<'_>) -> Option<T>,
    seen: NumbersSeen,
    first: FirstIssues,
    configs: Vec<T>,
}

/// The stored configs that the body replaces are in no one's way.
fn without_replaced(options: &Options, properties: &Properties) -> Options {
    let mut options = options.clone();
    let is_replaced = |config_type: ConfigType| properties.get(config_type.as_str()).is_some_and(Value::is_array);
    options.configs.retain(|config| !config.config_type.is_some_and(is_replaced));
    options
}

impl<T> Arrays<'_, T> {
    fn check(mut self, properties: &Properties, path: &Path) -> (FirstIssues, Option<Vec<T>>) {
        for config_type in ConfigType::ALL {
            let path = path.key(config_type.as_str());
            match properties.get(config_type.as_str()) {
                None => {}
                Some(Value::Array(entries)) => {
                    self.first.push(domain_array_replaces(path.clone(), config_type, entries.is_empty()));
                    for (index, entry) in entries.iter().enumerate() {
                        self.check_entry(entry, config_type, &path.index(index));
                    }
                }
                Some(other) => {
                    let what = format!("`{config_type}`");
                    let (found, help) = (Some(JsonType::of(other)), "give an array of configs");
                    self.first.extend(not_an_object(&what, JsonType::Array, found, path, help).issues);
                }
            }
        }
        let mut misspelt = Vec::new();
        misspelt_arrays(path, properties, &mut misspelt);
        self.first.extend(misspelt);
        (self.first, Some(self.configs))
    }

    fn check_entry(&mut self, entry: &Value, config_type: ConfigType, path: &Path) {
        // As text once more: reading drafts from trees as well would be a second copy of the reader to download.
        let text = json_text(entry);
        match read_text(&text) {
            Ok(draft) => self.check_draft(draft, config_type, path),
            // Too deep for an entry: around the entries only the whole is measured.
            Err(findings) => self.first.extend(findings.issues),
        }
    }

    fn check_draft(&mut self, mut draft: Draft<'_>, config_type: ConfigType, path: &Path) {
        // The array says the type. What an entry says itself may not contradict it.
        match draft.text(Row::Type).map(ConfigType::from_name) {
            Some(Some(other)) if other != config_type => {
                self.first.push(entry_of_other_type(path.key("type"), other, config_type));
                draft.set_text(Row::Type, config_type.as_str());
            }
            None if !matches!(draft.slot(Row::Type), Slot::Wrong(_)) => {
                draft.set_text(Row::Type, config_type.as_str());
            }
            // The same type; or what the rules find to be none.
            _ => {}
        }
        let (mut found, config) =
            check_one(Operation::Create, Some(config_type), &draft, path.clone(), self.known, self.build).into_parts();
        for issue in &mut found {
            of_entry(issue, config_type);
        }
        self.first.extend(found);
        // The number counts even when something else is wrong with its config.
        let (fields, path) = match draft.nested() {
            Some(nested) => (nested, path.key("config")),
            None => (&draft, path.clone()),
        };
        let written = fields.text(Row::PhoneNumber);
        if let Some(number) = written.and_then(PhoneNumber::meant) {
            let path = path.key("phone_number");
            if self.seen.add(number, KnownConfig::unnamed(config_type, number)).is_some() {
                self.first.push(number_twice(path, number, "this body"));
            }
        }
        self.configs.extend(config);
    }
}
