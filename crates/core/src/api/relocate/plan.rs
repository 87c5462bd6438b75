//! What a move will make, and whether that would be refused: before anything is sent.

use serde_json::{Map, Value};

use super::{Move, Side, State};
use crate::api::client::ConfigRecord;
use crate::api::merge::{is_writable, writable};
use crate::api::wire::put;
use crate::check::check_create_json;
use crate::config::{Applies, ConfigType, Field, Keys};
use crate::json::json_text;
use crate::options::Options;
use crate::report::{Issue, Severity};
use crate::text::join_with;

/// Why a config cannot be moved. Nothing has been sent.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum NoMove {
    /// It is of that type.
    #[error("the config is a {0} config already: update it")]
    SameType(ConfigType),
    /// It is of an unknown type.
    #[error("the config has a type that is not known, so it could not be created again")]
    UnknownType,
    /// The config to be made would be refused.
    #[error("the config that would be made is not right: {}", summary(.0))]
    Refused(Vec<Issue>),
}

/// The errors: what else the check had to say refuses nothing.
fn summary(issues: &[Issue]) -> String {
    let mut texts = Vec::new();
    for issue in issues {
        if issue.severity == Severity::Error {
            texts.push(issue.to_string());
        }
    }
    join_with("; ", &texts)
}

impl Move {
    /// Plans the move of a config to the other type. What the other type does not have is dropped; `changes` says what
    /// it has instead, null what is left out. Also returns what a check of the new config had to say: it is not deleted
    /// for one that would be refused.
    pub fn plan(
        from: ConfigRecord,
        to: ConfigType,
        changes: &Map<String, Value>,
        options: &Options,
    ) -> Result<(Self, Vec<Issue>), NoMove> {
        match from.config_type() {
            None => return Err(NoMove::UnknownType),
            Some(config_type) if config_type == to => return Err(NoMove::SameType(to)),
            Some(_) => {}
        }
        let mut body = Map::new();
        let mut dropped = Vec::new();
        for (key, value) in &writable(from.fields()) {
            if Field::named(key).is_some_and(|field| field.applies_to(to) == Applies::Never) {
                dropped.push(key.clone());
            } else if !changes.contains_key(key) {
                put(&mut body, key, value.clone());
            }
        }
        for (key, value) in changes {
            if is_writable(key) && !value.is_null() {
                put(&mut body, key, value.clone());
            }
        }
        put(&mut body, "type", to.as_str().into());
        let mut options = options.clone();
        // Its number is in no other config's way.
        options.id.get_or_insert_with(|| from.id().to_owned());
        // As text once more: reading drafts from trees as well would be a second copy of the reader to download.
        let issues = match check_create_json(json_text(&body).as_bytes(), &options).into_result() {
            Ok((_, issues)) => issues,
            Err(issues) => return Err(NoMove::Refused(issues)),
        };
        let (old, new) = (Side { id: Some(from.id().to_owned()), ..Side::default() }, Side::default());
        let state = State::Delete { leaving: from.clone(), arriving: None };
        let mut planned =
            Self { from, to: body, undoing: false, dropped, doubtful: false, others: None, old, new, state };
        if planned.keeps_its_number() {
            planned.others = Some(Keys::new());
        } else {
            planned.look();
        }
        Ok((planned, issues))
    }
}
