//! Moving a config to the other type: Daily cannot change a type, so the config is deleted and created again, as its
//! documents say. In between it is nowhere but in the journal, which is why there is one. The new config has another id and
//! another `sip_uri`.
//!
//! A [`Move`] is that journal. It knows at each point which request goes on, and can be turned around; when an answer
//! to a write did not come, it looks what is there before it does anything else. From then on it believes no refusal
//! without a look either: it may be the unanswered one that is in the way. Serialised, it can be taken up by another
//! process: a request may have been under way when the first one stopped, so that one looks first, too.
//!
//! Here are the steps. `plan.rs` says what will be made, `looking.rs` how it is found out what is there, `journal.rs` how a
//! move is written down.

mod journal;
mod looking;
mod plan;

use std::fmt;

use serde_json::{Map, Value};

use self::looking::{After, Look, Question};
use super::client::{ConfigRecord, create, delete, digits, read_config, read_deleted};
use super::merge::writable;
use super::wire::{ApiError, Method, Request, put};
use crate::config::{ConfigType, Keys};

pub use self::plan::NoMove;

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

/// Why a move does not go on by itself.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Setback {
    /// Nobody can tell what is there, or by whose hand: a look was not answered, or says something else than a refusal; a
    /// create without a number was not answered; a config was gone before this move deleted it.
    #[error("it is not known what is there")]
    Unknown,
    /// The server said no.
    #[error("{0}")]
    Refused(ApiError),
    /// What would be made needs a number that another config has. Nothing is deleted for it.
    #[error("another config has the number")]
    NumberTaken,
    /// The config is no longer as it was when the move was planned. It is not deleted: what makes the other one lacks that.
    #[error("it has been changed since")]
    Changed,
}

/// A config on its way to the other type. `Debug` shows the step only: a secret is in it.
///
/// ```
/// use dialin_core::api::{self, Move, Reply};
/// use dialin_core::{ConfigType, Options};
///
/// let stored = br#"{"id": "old", "type": "pin_dialin", "config": {"phone_number": "+12095038039"}}"#;
/// let (mut it, _warnings) =
///     Move::plan(api::read_config(200, stored)?, ConfigType::PinlessDialin, &serde_json::Map::new(), &Options::default())?;
/// let mut answers = [
///     (204, ""),
///     (200, r#"{"id": "new", "type": "pinless_dialin", "config": {"phone_number": "+12095038039"}}"#),
/// ].into_iter();
/// let mut sent = Vec::new();
/// while let Some(request) = it.request() {
///     // Store the journal before each request: `Move::from_value` and `look_first` go on from there, whatever happened.
///     let _journal = it.to_value();
///     sent.push(format!("{} {}", request.method().as_str(), request.target()));
///     let Some((status, body)) = answers.next() else { break };
///     if let Err(setback) = it.take(Reply::Answer(status, body.as_bytes())) {
///         // To go back to what was: `it.turn_around()`, after `it.look_first()` where it is not known what is there.
///         return Err(setback.into());
///     }
/// }
/// assert_eq!(sent, ["DELETE /domain-dialin-config/old", "POST /domain-dialin-config"]);
/// assert_eq!(it.result().map(|config| config.id()), Some("new"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct Move {
    /// The config as it was.
    from: ConfigRecord,
    /// The body that makes the other one.
    to: Map<String, Value>,
    /// It goes back.
    undoing: bool,
    dropped: Vec<String>,
    /// A write may have been sent without an answer, so that it may be what a later refusal is about.
    doubtful: bool,
    /// The ids of configs that were there before and could be taken for one that this move has made, and of those that it has
    /// deleted: a stale list still has them. `None` until they have been looked for, before anything is sent. While a config keeps
    /// its number nobody else can have it.
    others: Option<Keys>,
    /// The config as it was, or created again.
    old: Side,
    /// The other one.
    new: Side,
    state: State,
}

/// What is known of one of the two configs.
#[derive(Clone, Default, PartialEq)]
struct Side {
    /// Its last id. Kept where a look does not find it, for that may have asked the wrong server, unless something may be
    /// there under another one.
    id: Option<String>,
    /// How many creates may have made it without an answer and have not been found. Only then something is taken for it by
    /// its fields. A later one that is answered takes none of them back: what was sent may still arrive.
    open: u64,
    /// The id whose deletion was sent without an answer, perhaps: under that one it may still go.
    leaves: Option<String>,
}

#[derive(Clone, PartialEq)]
enum State {
    Look(Box<Look>),
    /// The config that has to go; the other one, where it is there already.
    Delete {
        leaving: ConfigRecord,
        arriving: Option<ConfigRecord>,
    },
    /// `refused`: the last one was, so that nothing is under way.
    Create {
        refused: bool,
    },
    Done(ConfigRecord),
}

impl Move {
    /// Where it stands.
    pub const fn step(&self) -> MoveStep {
        match self.state {
            State::Look(_) => MoveStep::Look,
            State::Delete { .. } => MoveStep::Delete,
            State::Create { .. } => MoveStep::Create,
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

    /// The ids that the config has had, as far as they are known: who changes one of them meanwhile gets in the way. One that was not
    /// among those of an earlier state is that of a config which this move has made since.
    pub fn ids(&self) -> Vec<String> {
        let mut ids = vec![self.from.id().to_owned()];
        ids.extend(self.old.id.clone());
        ids.extend(self.new.id.clone());
        ids
    }

    /// The config there is now that all is done.
    pub const fn result(&self) -> Option<&ConfigRecord> {
        if let State::Done(record) = &self.state { Some(record) } else { None }
    }

    /// It is done, and yet a write that was not answered may still arrive and change that: the deletion of the very config
    /// that stays, a create of the other one, or a second create of one without a number, which nothing refuses. Looked at
    /// again later, the journal leads to one config, but for such a second one.
    pub fn is_unsettled(&self) -> bool {
        let State::Done(record) = &self.state else { return false };
        let (leaving, arriving) = self.sides();
        leaving.open > 0 || arriving.leaves.as_deref() == Some(record.id()) || self.may_be_made_twice()
    }

    /// A create that was not answered, of a config that no number keeps from being made once more.
    fn may_be_made_twice(&self) -> bool {
        self.sides().1.open > 0 && digits(&self.arriving_body()).is_none()
    }

    /// It looks whether a refusal is what it seems to be.
    pub fn doubts_a_refusal(&self) -> bool {
        let State::Look(look) = &self.state else { return false };
        matches!(look.after, After::DeleteRefused(_) | After::CreateRefused(_))
    }

    /// It asks for one config, not for a list.
    pub fn asks_for_one(&self) -> bool {
        matches!(&self.state, State::Look(look) if !matches!(look.question, Question::List(_)))
    }

    /// What to send next; `None` when all is done.
    pub fn request(&self) -> Option<Request> {
        match &self.state {
            State::Look(look) => self.question(look),
            State::Delete { leaving, .. } => delete(leaving.id()).ok(),
            State::Create { .. } => Some(create(self.arriving_body())),
            State::Done(_) => None,
        }
    }

    /// Goes the other way from here: back to what was, or after that forth again. The last request was refused, or has not
    /// been sent; if nobody knows, [`look_first`](Self::look_first).
    pub fn turn_around(&mut self) {
        self.undoing = !self.undoing;
        match &self.state {
            // Nothing has been sent yet.
            State::Look(_) if self.others.is_none() => self.state = State::Done(self.from.clone()),
            // Not deleted: what had to go is what has to stay now.
            State::Delete { leaving, arriving: None } => {
                let stays = leaving.clone();
                if self.undoing {
                    // As it is now, in case a deletion arrives late.
                    self.from = stays.clone();
                }
                self.arrived(stays);
            }
            // Whoever turns it around wants the other config, not a second create of this one.
            _ if self.may_be_made_twice() => drop(self.look_after(After::CreateUnanswered)),
            _ => self.look(),
        }
    }

    /// Looks what is there before anything else, as after a write without an answer: for a journal whose last request may
    /// have been sent, and after an error that did not turn it around. What is done is looked at, too: a deletion may have
    /// arrived since.
    pub fn look_first(&mut self) {
        let nothing_was_sent = self.others.is_none();
        match &self.state {
            State::Done(_) if nothing_was_sent => return,
            State::Delete { .. } => self.may_have_been_deleted(),
            State::Create { refused: false } => self.may_have_been_made(),
            State::Look(_) | State::Create { .. } | State::Done(_) => {}
        }
        self.look();
    }

    /// Takes what came back for [`request`](Self::request). After an error the move stands where it stood, or has to look:
    /// turn it around, or [`look_first`](Self::look_first) before sending on.
    pub fn take(&mut self, reply: Reply<'_>) -> Result<(), Setback> {
        let Reply::Answer(status, body) = reply else { return self.in_doubt() };
        match &self.state {
            State::Look(_) => self.take_answer(status, body),
            State::Delete { .. } => match read_deleted(status, body) {
                Ok(()) => {
                    self.deleted();
                    Ok(())
                }
                Err(error) if error.leaves_open(Method::Delete) => self.in_doubt(),
                Err(error) if error.is_not_found() && self.doubtful => {
                    self.deleted();
                    Ok(())
                }
                // One document answers 400 where nothing has the id.
                Err(error) if self.doubtful || error.is_unknown_id() => self.look_after(After::DeleteRefused(error)),
                Err(error) => Err(Setback::Refused(error)),
            },
            State::Create { .. } => match read_config(status, body) {
                Ok(record) => {
                    self.arriving().id = Some(record.id().to_owned());
                    self.arrived(record);
                    Ok(())
                }
                Err(error) if error.leaves_open(Method::Post) => self.in_doubt(),
                Err(error) if self.doubtful || self.may_be_undone(&error) => {
                    self.look_after(After::CreateRefused(error))
                }
                Err(error) => {
                    self.state = State::Create { refused: true };
                    Err(Setback::Refused(error))
                }
            },
            State::Done(_) => Ok(()),
        }
    }

    /// No answer, or one that leaves open what happened.
    fn in_doubt(&mut self) -> Result<(), Setback> {
        match &self.state {
            State::Done(_) => return Ok(()),
            State::Look(_) => return Err(Setback::Unknown),
            State::Delete { .. } => self.may_have_been_deleted(),
            State::Create { .. } => {
                self.may_have_been_made();
                if self.may_be_made_twice() {
                    return self.look_after(After::CreateUnanswered);
                }
            }
        }
        self.look_after(After::Nothing)
    }

    fn may_have_been_deleted(&mut self) {
        let State::Delete { leaving, .. } = &self.state else { return };
        let id = leaving.id().to_owned();
        self.doubtful = true;
        self.leaving().leaves = Some(id);
    }

    fn may_have_been_made(&mut self) {
        self.doubtful = true;
        let arriving = self.arriving();
        arriving.open = arriving.open.saturating_add(1);
        arriving.id = None;
    }

    /// The config that had to go is gone.
    fn deleted(&mut self) {
        let State::Delete { leaving, arriving } = std::mem::replace(&mut self.state, State::Create { refused: false })
        else {
            return;
        };
        self.leaving().id = None;
        if let Some(others) = &mut self.others {
            others.insert(leaving.id().to_owned(), Value::Null);
        }
        if self.undoing && self.new.open == 0 {
            // As it was in the end, with the secret that the server made for it: the way back may be barred. What may still
            // arrive is known by what was sent.
            let mut body = body_of(&leaving);
            if let (false, Some(secret)) = (body.contains_key("hmac"), self.to.get("hmac")) {
                put(&mut body, "hmac", secret.clone());
            }
            self.to = body;
        }
        if let Some(arriving) = arriving {
            self.state = State::Done(arriving);
        }
    }

    /// The config that has to go, and the one that has to be there in the end.
    const fn sides(&self) -> (&Side, &Side) {
        if self.undoing { (&self.new, &self.old) } else { (&self.old, &self.new) }
    }

    fn leaving(&mut self) -> &mut Side {
        if self.undoing { &mut self.new } else { &mut self.old }
    }

    fn arriving(&mut self) -> &mut Side {
        if self.undoing { &mut self.old } else { &mut self.new }
    }

    /// The body that makes it; the old one's has its secret.
    fn arriving_body(&self) -> Map<String, Value> {
        if self.undoing { body_of(&self.from) } else { self.to.clone() }
    }

    /// A refused create of the old config, perhaps because that is there: the new one was made, or may have been, and nothing is
    /// known of its deletion. So this journal may have been used before to undo the move, and what that has made is in a later one.
    /// A number tells that it is that config: only one can have it.
    fn may_be_undone(&self, refusal: &ApiError) -> bool {
        self.undoing
            && matches!(refusal.status, 400 | 409 | 422)
            && (self.new.id.is_some() || self.new.open > 0)
            && self.old.id.is_none()
            && self.from.phone_digits().is_some()
    }

    fn keeps_its_number(&self) -> bool {
        digits(&self.to).is_some() && digits(&self.to) == self.from.phone_digits()
    }
}

impl fmt::Debug for Move {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let undoing = if self.undoing { ", undoing" } else { "" };
        write!(formatter, "Move({}{undoing})", self.step().as_str())
    }
}

/// The body that creates a config again.
fn body_of(record: &ConfigRecord) -> Map<String, Value> {
    let mut body = writable(record.fields());
    put(&mut body, "type", record.config_type().map(ConfigType::as_str).into());
    body
}
