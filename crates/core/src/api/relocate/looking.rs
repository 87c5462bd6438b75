//! What is there: a config whose id is known is asked for by it, what may have been made without an answer is looked for in
//! a list.

use serde_json::{Map, Value};

use super::{Move, Setback, Side, State, body_of};
use crate::api::client::{ConfigPage, ConfigRecord, digits, get, read_config, read_page};
use crate::api::look::{is_of, with_digits};
use crate::api::paging::{Listing, Paging};
use crate::api::query::ListQuery;
use crate::api::wire::{ApiError, Request};
use crate::config::Keys;

/// A look, as far as it has come.
#[derive(Clone, PartialEq)]
pub(super) struct Look {
    pub(super) question: Question,
    pub(super) leaving: Option<ConfigRecord>,
    pub(super) arriving: Option<ConfigRecord>,
    /// The ids of configs that are not taken for ours: before anything is sent what will be `others`, later what this look has
    /// found gone, for a list may be stale.
    pub(super) not_ours: Keys,
    /// Another config has the number that is needed.
    pub(super) taken: bool,
    /// An id was answered with a 400, which may mean that nothing has it: the list has to say so as well.
    pub(super) unsure: bool,
    /// The list was cut short, and has begun once more.
    pub(super) anew: bool,
    pub(super) after: After,
}

/// They are asked in this order, as far as there is anything to ask.
#[derive(Clone, PartialEq)]
pub(super) enum Question {
    Leaving,
    Arriving,
    List(Paging),
}

/// What the look is about.
#[derive(Clone, PartialEq)]
pub(super) enum After {
    Nothing,
    DeleteRefused(ApiError),
    CreateRefused(ApiError),
    /// A create of a config without a number: a second one would be made as well.
    CreateUnanswered,
}

impl Look {
    fn new(after: After) -> Self {
        let (leaving, arriving, not_ours) = (None, None, Keys::new());
        let (taken, unsure, anew) = (false, false, false);
        Self { question: Question::Leaving, leaving, arriving, not_ours, taken, unsure, anew, after }
    }
}

impl Side {
    /// What a look has found: what it did not know is what one of the open creates has made.
    fn is_now(&mut self, record: Option<&ConfigRecord>) {
        match record {
            Some(record) if self.is_at(record) => {}
            Some(record) => {
                self.id = Some(record.id().to_owned());
                self.open = self.open.saturating_sub(1);
            }
            None => self.is_not_there(),
        }
    }

    /// Whether it is gone or the server is another one: only what may be there under another id needs another look for that.
    fn is_not_there(&mut self) {
        if self.open > 0 {
            self.id = None;
        }
    }

    fn may_be(&self, body: &Map<String, Value>, record: &ConfigRecord) -> bool {
        self.id.is_none() && self.open > 0 && is_of(body, record)
    }

    fn is_at(&self, record: &ConfigRecord) -> bool {
        self.id.as_deref() == Some(record.id())
    }
}

impl Move {
    pub(super) fn look(&mut self) {
        // Only a look after a refusal ends in an error before anything is asked.
        drop(self.look_after(After::Nothing));
    }

    pub(super) fn look_after(&mut self, after: After) -> Result<(), Setback> {
        // Nothing has been sent: only the others are of interest.
        self.ask(Look::new(after), if self.others.is_none() { 2 } else { 0 })
    }

    /// The config that has to be there is. If the other one may still have come, a look says so.
    pub(super) fn arrived(&mut self, record: ConfigRecord) {
        let mut look = Look::new(After::Nothing);
        look.arriving = Some(record);
        drop(self.ask(look, 2));
    }

    /// The next question after so many; where none is left, where the move stands.
    fn ask(&mut self, mut look: Look, asked: u8) -> Result<(), Setback> {
        let question = if asked < 1 && self.leaving().id.is_some() {
            Question::Leaving
        } else if asked < 2 && self.arriving().id.is_some() {
            Question::Arriving
        } else if asked < 3 && self.needs_list(&look) {
            Question::List(self.list())
        } else {
            return self.settle(look);
        };
        look.question = question;
        self.state = State::Look(Box::new(look));
        Ok(())
    }

    fn needs_list(&self, look: &Look) -> bool {
        // Before it deletes one for another number, it sees who has that.
        let is_about_to_delete = look.leaving.is_some() && look.arriving.is_none();
        let (leaving, arriving) = self.sides();
        let may_have_come =
            (leaving.open > 0 && look.leaving.is_none()) || (arriving.open > 0 && look.arriving.is_none());
        let may_be_undone = look.arriving.is_none() && self.may_be_undone_after(look);
        self.others.is_none()
            || may_have_come
            || may_be_undone
            || look.unsure
            || (is_about_to_delete && !self.keeps_its_number())
    }

    fn may_be_undone_after(&self, look: &Look) -> bool {
        matches!(&look.after, After::CreateRefused(refusal) if self.may_be_undone(refusal))
    }

    fn list(&self) -> Paging {
        match [digits(&self.to), self.from.phone_digits()] {
            [Some(new), Some(old)] if new == old => with_digits(&[new]),
            [Some(new), Some(old)] => with_digits(&[new, old]),
            // A config without a number is found by reading all of them.
            _ => Paging::new(Listing::Configs(ListQuery::default())),
        }
    }

    pub(super) fn question(&self, look: &Look) -> Option<Request> {
        let (leaving, arriving) = self.sides();
        match &look.question {
            Question::Leaving => get(leaving.id.as_deref()?).ok(),
            Question::Arriving => get(arriving.id.as_deref()?).ok(),
            Question::List(paging) => paging.request(),
        }
    }

    pub(super) fn take_answer(&mut self, status: u16, body: &[u8]) -> Result<(), Setback> {
        let State::Look(look) = &mut self.state else { return Ok(()) };
        if let Question::List(_) = look.question {
            let page = read_page(status, body).map_err(Setback::Refused)?;
            return self.take_page(page);
        }
        let (record, unsure) = match read_config(status, body) {
            Ok(record) => (Some(record), false),
            Err(error) if error.is_not_found() => (None, false),
            Err(error) if error.is_unknown_id() => (None, true),
            Err(error) => return Err(Setback::Refused(error)),
        };
        let is_gone = record.is_none() && !unsure;
        let mut look = Look::clone(look);
        look.unsure |= unsure;
        let (side, asked) = if look.question == Question::Leaving {
            look.leaving = record;
            (self.leaving(), 1)
        } else {
            look.arriving = record;
            (self.arriving(), 2)
        };
        if let (true, Some(id)) = (is_gone, &side.id) {
            look.not_ours.insert(id.clone(), Value::Null);
            side.is_not_there();
        }
        self.ask(look, asked)
    }

    /// One page of what is there.
    fn take_page(&mut self, page: ConfigPage) -> Result<(), Setback> {
        let may_be_undone = matches!(&self.state, State::Look(look) if self.may_be_undone_after(look));
        let State::Look(look) = &mut self.state else { return Ok(()) };
        let Look { question: Question::List(paging), leaving, arriving, not_ours, taken, unsure, anew, .. } =
            &mut **look
        else {
            return Ok(());
        };
        let old_body = body_of(&self.from);
        let needed = digits(if self.undoing { &old_body } else { &self.to });
        for record in paging.take_configs(page) {
            let there = record.phone_digits();
            let has_it = there.is_some() && there == needed;
            let Some(others) = &self.others else {
                if record.id() != self.from.id() && (there.is_none() || has_it) {
                    *taken |= has_it;
                    not_ours.insert(record.id().to_owned(), Value::Null);
                }
                continue;
            };
            let is_out = others.contains_key(record.id()) || not_ours.contains_key(record.id());
            let may_be = |side: &Side, body| !is_out && side.may_be(body, &record);
            let is_new = if self.old.is_at(&record) {
                false
            } else if self.new.is_at(&record) || may_be(&self.new, &self.to) {
                true
            } else if may_be(&self.old, &old_body) || (may_be_undone && !is_out && is_of(&old_body, &record)) {
                false
            } else {
                *taken |= has_it;
                continue;
            };
            let place = if is_new == self.undoing { &mut *leaving } else { &mut *arriving };
            // Of an id that was asked for the list says nothing more: it may be stale.
            let is_known = self.old.is_at(&record) || self.new.is_at(&record);
            if !is_known || *unsure {
                place.get_or_insert(record);
            }
        }
        if paging.request().is_some() {
            return Ok(());
        }
        // Somebody has deleted the config whose id led on: whoever stands behind it is not known yet, and must be.
        if self.others.is_none() && !*anew && paging.is_cut_short() {
            *anew = true;
            let first = self.list();
            if let State::Look(look) = &mut self.state {
                look.question = Question::List(first);
            }
            return Ok(());
        }
        let look = Look::clone(look);
        self.ask(look, 3)
    }

    /// All that was asked is answered.
    fn settle(&mut self, look: Look) -> Result<(), Setback> {
        let Look { leaving, arriving, not_ours, taken, unsure, after, .. } = look;
        if self.others.is_none() {
            self.others = Some(not_ours);
            // Whether the list has it or not: if it is gone, the server will say so.
            self.state = State::Delete { leaving: self.from.clone(), arriving: None };
            return if taken { Err(Setback::NumberTaken) } else { Ok(()) };
        }
        self.leaving().is_now(leaving.as_ref());
        self.arriving().is_now(arriving.as_ref());
        let is_barred = taken && arriving.is_none();
        // Whoever planned the move has not seen that. The way back is to what was, whatever has become of the new one.
        let has_changed =
            !self.undoing && leaving.as_ref().is_some_and(|leaving| !is_of(&body_of(&self.from), leaving));
        self.state = match (leaving, arriving) {
            (Some(leaving), arriving) => State::Delete { leaving, arriving },
            (None, Some(record)) => State::Done(record),
            (None, None) => State::Create { refused: matches!(after, After::CreateRefused(_)) },
        };
        match (&self.state, after) {
            // The list has what neither a look by its id nor its deletion finds: a list may be stale.
            (State::Delete { .. }, After::DeleteRefused(error)) if unsure && error.is_unknown_id() => {
                Err(Setback::Unknown)
            }
            // What has the number may be ours, if the server stores other words than were sent.
            (State::Create { .. }, After::CreateRefused(_)) if taken && self.sides().1.open > 0 => {
                Err(Setback::Unknown)
            }
            (State::Delete { .. }, After::DeleteRefused(error))
            | (State::Create { .. }, After::CreateRefused(error)) => Err(Setback::Refused(error)),
            (State::Delete { .. }, _) if has_changed => Err(Setback::Changed),
            (State::Delete { .. }, _) if is_barred => Err(Setback::NumberTaken),
            // Nothing keeps a server from making a second one; or somebody else has deleted it, or moves it just now.
            (State::Create { .. }, After::CreateUnanswered) => self.stop_until_asked(),
            (State::Create { .. }, After::DeleteRefused(_)) if !self.doubtful => self.stop_until_asked(),
            _ => Ok(()),
        }
    }

    /// Whoever takes the journal up again looks again, and goes on from there.
    fn stop_until_asked(&mut self) -> Result<(), Setback> {
        self.look();
        Err(Setback::Unknown)
    }
}
