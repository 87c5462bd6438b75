//! Moving a config to the other type: Daily cannot change a type, so the config is deleted and made anew (seed). In
//! between it is nowhere but in the journal, which is why there is one. The new config has another id and another
//! `sip_uri`.
//!
//! A [`Move`] is that journal. It knows at each point which request goes on and which one takes it back; when an answer
//! to a write did not come, it looks what is there before it does anything else. Serialised, it can be taken up by
//! another process: a request may have been under way when the first one stopped, so that one looks first, too.

mod journal;

use std::fmt;

use serde_json::{Map, Value};

use super::client::{ConfigPage, ConfigRecord, create, delete, digits, read_config, read_deleted, read_page};
use super::look::{is_of, with_digits};
use super::merge::{is_writable, writable};
use super::paging::{Listing, Paging};
use super::query::ListQuery;
use super::wire::{ApiError, Request, put};
use crate::check::check_create_json;
use crate::config::{Applies, ConfigType, Field, Keys};
use crate::json::json_text;
use crate::options::Options;
use crate::report::Issue;
use crate::text::join_with;

/// So many writes may stay without an answer before a move stops.
const MOST_DOUBTS: u8 = 3;

/// Why a config cannot be moved. Nothing has been sent.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum NoMove {
    /// It is of that type.
    #[error("the config is a {0} config already: update it")]
    SameType(ConfigType),
    /// It is of a type that nobody knows.
    #[error("the config has a type that is not known, so it could not be made anew")]
    UnknownType,
    /// The config to be made would be refused.
    #[error("the config that would be made is not right: {}", summary(.0))]
    Refused(Vec<Issue>),
}

fn summary(issues: &[Issue]) -> String {
    let texts: Vec<_> = issues.iter().map(ToString::to_string).collect();
    join_with("; ", &texts)
}

/// Where a move stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoveStep {
    /// It has to be found out what is there.
    Look,
    /// The config is about to be deleted.
    Delete,
    /// The config is deleted, the other one is about to be made.
    Create,
    /// Nothing is left to do.
    Done,
}

impl MoveStep {
    /// `look`, `delete`, `create` or `done`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Look => "look",
            Self::Delete => "delete",
            Self::Create => "create",
            Self::Done => "done",
        }
    }
}

/// What came back for a request of a move.
#[derive(Clone, Copy)]
pub enum Reply<'a> {
    /// An answer: its status and its body.
    Answer(u16, &'a [u8]),
    /// None, or only part of one: the server may have done it.
    None,
}

/// A config on its way to the other type. `Debug` shows the step only: a secret is in it.
#[derive(Clone, PartialEq)]
pub struct Move {
    /// The config as it was.
    from: ConfigRecord,
    /// The body that makes the other one.
    to: Map<String, Value>,
    /// It goes back.
    undoing: bool,
    dropped: Vec<String>,
    doubts: u8,
    /// The ids of configs that were there before and could be taken for one that this move has made. `None` until they have
    /// been looked for, before anything is sent. While a config keeps its number nobody else can have it.
    others: Option<Keys>,
    /// The config as it was, or made anew.
    old: Known,
    /// The other one.
    new: Known,
    state: State,
}

/// What is known of one of the two configs.
#[derive(Clone, Default, PartialEq)]
struct Known {
    /// Its id, while it is there.
    id: Option<String>,
    /// It may have been made without an answer: only then something is taken for it by its fields.
    open: bool,
}

impl Known {
    fn is_at(&self, record: &ConfigRecord) -> bool {
        self.id.as_deref() == Some(record.id())
    }

    fn may_be(&self, body: &Map<String, Value>, record: &ConfigRecord) -> bool {
        self.id.is_none() && self.open && is_of(body, record)
    }

    fn found(record: Option<&ConfigRecord>) -> Self {
        Self { id: record.map(|record| record.id().to_owned()), open: false }
    }
}

#[derive(Clone, PartialEq)]
enum State {
    Look {
        paging: Paging,
        leaving: Option<ConfigRecord>,
        arriving: Option<ConfigRecord>,
        /// What will be `others`, so far.
        strangers: Keys,
    },
    /// The config that has to go; the other one, where it is there already.
    Delete {
        leaving: ConfigRecord,
        arriving: Option<ConfigRecord>,
    },
    Create,
    Done(ConfigRecord),
}

impl Move {
    /// Plans the move of a config to the other type. What the other type does not have is dropped; `changes` says what
    /// it has instead, null what is left out. Answers what a check of the new config had to say, too: it is not deleted
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
        let body = Value::Object(body);
        let mut options = options.clone();
        // Its number is in no other config's way.
        options.id.get_or_insert_with(|| from.id().to_owned());
        // As text once more: reading drafts from trees as well would be a second copy of the reader to download.
        let issues = match check_create_json(json_text(&body).as_bytes(), &options).into_result() {
            Ok((_, issues)) => issues,
            Err(issues) => return Err(NoMove::Refused(issues)),
        };
        let Value::Object(to) = body else { return Err(NoMove::UnknownType) };
        let state = State::Delete { leaving: from.clone(), arriving: None };
        let (old, new) = (Known::found(Some(&from)), Known::default());
        let mut planned = Self { from, to, undoing: false, dropped, doubts: 0, others: None, old, new, state };
        if planned.keeps_its_number() {
            planned.others = Some(Keys::new());
        } else {
            planned.state = planned.look();
        }
        Ok((planned, issues))
    }

    /// Where it stands.
    pub const fn step(&self) -> MoveStep {
        match self.state {
            State::Look { .. } => MoveStep::Look,
            State::Delete { .. } => MoveStep::Delete,
            State::Create => MoveStep::Create,
            State::Done(_) => MoveStep::Done,
        }
    }

    /// It goes back to what was.
    pub const fn undoing(&self) -> bool {
        self.undoing
    }

    /// The fields that the other type does not have. The journal keeps their values.
    pub fn dropped(&self) -> &[String] {
        &self.dropped
    }

    /// The config there is now that all is done.
    pub const fn result(&self) -> Option<&ConfigRecord> {
        if let State::Done(record) = &self.state { Some(record) } else { None }
    }

    /// What to send next; `None` when all is done.
    pub fn request(&self) -> Option<Request> {
        match &self.state {
            State::Look { paging, .. } => paging.request(),
            State::Delete { leaving, .. } => delete(leaving.id()).ok(),
            State::Create => Some(create(if self.undoing { self.old_body() } else { self.to.clone() })),
            State::Done(_) => None,
        }
    }

    /// The request with which taking it back begins; `None` where nothing has been changed.
    pub fn undo_request(&self) -> Option<Request> {
        let mut back = self.clone();
        back.turn_around();
        back.request()
    }

    /// Goes the other way from here: back to what was, or after that forth again.
    pub fn turn_around(&mut self) {
        if self.step() == MoveStep::Create {
            // It was refused, or not sent.
            self.arriving().open = false;
        }
        self.undoing = !self.undoing;
        self.doubts = 0;
        self.state = match &self.state {
            // Nothing has been sent yet.
            State::Look { .. } if self.others.is_none() => State::Done(self.from.clone()),
            State::Done(_) if self.others.is_none() => self.look(),
            State::Look { .. } => self.look(),
            State::Create => self.creating(),
            State::Done(record) => State::Delete { leaving: record.clone(), arriving: None },
            // Not deleted: what had to go is what has to stay now.
            State::Delete { leaving, arriving: None } => State::Done(leaving.clone()),
            State::Delete { leaving, arriving: Some(arriving) } => {
                State::Delete { leaving: arriving.clone(), arriving: Some(leaving.clone()) }
            }
        };
    }

    /// Looks what there is before anything else, as after a write without an answer: for a journal whose last request
    /// may have been sent.
    pub fn look_first(&mut self) {
        if !matches!(self.state, State::Done(_)) {
            self.state = self.look();
        }
    }

    /// Takes what came back for [`request`](Self::request). After an error the move stands where it stood (or has to
    /// look): the same request may be sent again, or the move turned around.
    pub fn take(&mut self, reply: Reply<'_>) -> Result<(), Option<ApiError>> {
        let (status, body) = match reply {
            Reply::Answer(status, body) => (status, body),
            Reply::None => return self.in_doubt(None),
        };
        // It may have happened: a failure half-way, or an answer that is not this API's, whatever its status says.
        let is_open = |error: &ApiError| match status {
            429 | 503 => false,
            status => status >= 500 || error.is_unexpected(),
        };
        let next = match &self.state {
            State::Look { .. } => match self.take_page(read_page(status, body)?) {
                Some(next) => next,
                None => return Ok(()),
            },
            State::Delete { arriving, .. } => {
                let arriving = arriving.clone();
                match read_deleted(status, body) {
                    Err(error) if is_open(&error) => return self.in_doubt(Some(error)),
                    Ok(()) => self.deleted(arriving),
                    Err(error) if error.is_not_found() => self.deleted(arriving),
                    // One document answers 400 where nothing has the id. A look that has found it knows better.
                    Err(error) if error.is_unknown_id() && self.doubts == 0 => return self.in_doubt(Some(error)),
                    Err(error) => return Err(Some(error)),
                }
            }
            State::Create => match read_config(status, body) {
                Ok(record) => {
                    *self.arriving() = Known::found(Some(&record));
                    State::Done(record)
                }
                Err(error) if is_open(&error) => return self.in_doubt(Some(error)),
                Err(error) => return Err(Some(error)),
            },
            State::Done(_) => return Ok(()),
        };
        self.state = next;
        Ok(())
    }

    /// One page of what is there; where the move stands, once all have been seen.
    fn take_page(&mut self, page: ConfigPage) -> Option<State> {
        let State::Look { paging, leaving, arriving, strangers } = &mut self.state else { return None };
        let old_body = old_body_of(&self.from);
        for record in paging.take_configs(page) {
            let Some(others) = &self.others else {
                let there = record.phone_digits();
                if record.id() != self.from.id() && (there.is_none() || there == digits(&self.to)) {
                    strangers.insert(record.id().to_owned(), Value::Null);
                }
                continue;
            };
            let may_be = |known: &Known, body| !others.contains_key(record.id()) && known.may_be(body, &record);
            let is_new = if self.old.is_at(&record) {
                false
            } else if self.new.is_at(&record) || may_be(&self.new, &self.to) {
                true
            } else if may_be(&self.old, &old_body) {
                false
            } else {
                continue;
            };
            let place = if is_new == self.undoing { &mut *leaving } else { &mut *arriving };
            place.get_or_insert(record);
        }
        if paging.request().is_some() {
            return None;
        }
        if self.others.is_none() {
            self.others = Some(std::mem::take(strangers));
            // Whether the list has it or not: if it is gone, the server will say so.
            return Some(State::Delete { leaving: self.from.clone(), arriving: None });
        }
        let (leaving, arriving) = (leaving.take(), arriving.take());
        *self.leaving() = Known::found(leaving.as_ref());
        *self.arriving() = Known::found(arriving.as_ref());
        Some(match (leaving, arriving) {
            (Some(leaving), arriving) => State::Delete { leaving, arriving },
            (None, Some(record)) => State::Done(record),
            (None, None) => self.creating(),
        })
    }

    /// The config that has to go.
    fn leaving(&mut self) -> &mut Known {
        if self.undoing { &mut self.new } else { &mut self.old }
    }

    /// The config that has to be there in the end.
    fn arriving(&mut self) -> &mut Known {
        if self.undoing { &mut self.old } else { &mut self.new }
    }

    /// From here on the create may be sent at any time, and the journal is all that is left.
    fn creating(&mut self) -> State {
        self.arriving().open = true;
        State::Create
    }

    fn deleted(&mut self, arriving: Option<ConfigRecord>) -> State {
        *self.leaving() = Known::default();
        arriving.map_or_else(|| self.creating(), State::Done)
    }

    fn in_doubt(&mut self, error: Option<ApiError>) -> Result<(), Option<ApiError>> {
        if self.step() == MoveStep::Look {
            return Err(error);
        }
        self.look_first();
        self.doubts += 1;
        if self.doubts > MOST_DOUBTS { Err(error) } else { Ok(()) }
    }

    fn look(&self) -> State {
        let numbers = [digits(&self.to), self.from.phone_digits()];
        let paging = match numbers {
            [Some(new), Some(old)] if new == old => with_digits(&[new]),
            [Some(new), Some(old)] => with_digits(&[new, old]),
            // A config without a number is found by reading all of them.
            _ => Paging::new(Listing::Configs(ListQuery::default())),
        };
        State::Look { paging, leaving: None, arriving: None, strangers: Keys::new() }
    }

    fn keeps_its_number(&self) -> bool {
        digits(&self.to).is_some() && digits(&self.to) == self.from.phone_digits()
    }

    /// The body that makes the old config anew, its secret included.
    fn old_body(&self) -> Map<String, Value> {
        old_body_of(&self.from)
    }
}

impl fmt::Debug for Move {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let undoing = if self.undoing { ", undoing" } else { "" };
        write!(formatter, "Move({}{undoing})", self.step().as_str())
    }
}

fn old_body_of(from: &ConfigRecord) -> Map<String, Value> {
    let mut body = writable(from.fields());
    put(&mut body, "type", from.config_type().map(ConfigType::as_str).into());
    body
}
