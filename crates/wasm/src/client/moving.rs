//! Moves to the other type, step by step. The journal is the state: JavaScript keeps it, and may hand it to another
//! process.

use dialin_core::api::{ConfigRecord, Move, MoveStep, NoMove, Reply, Setback};
use dialin_core::json::read_value;
use dialin_core::{ConfigType, Issue, Options};
use serde_json::{Map, Value};

use super::{NO_STATE, json_text, object, object_of, parse, record, request, status, texts, with};
use crate::buffer::text;
use crate::options;

pub(super) fn ask(name: &str, first: &[u8], second: &[u8]) -> Result<Value, String> {
    match name {
        // `{to, changes, check}`, before anything is asked of the server.
        "move-about" => about(first).map(|_| Value::Null),
        // The stored config and `{to, changes, check}`.
        "move" => plan(first, second),
        // `{journal, status}` and the body of the answer; no status where none came.
        "moved" => {
            let about = parse(first)?;
            let mut journal = about.get("journal").and_then(Value::as_str).and_then(journal).ok_or(NO_STATE)?;
            let answered = about.get("status").is_some_and(Value::is_number);
            let reply = if answered { Reply::Answer(status(&about), second) } else { Reply::None };
            let (setback, why) = match journal.take(reply) {
                Ok(()) => (None, None),
                Err(Setback::Unknown) => (Some("unknown"), None),
                Err(Setback::Refused(_)) => (Some("refused"), None),
                // No answer says these. Not by `Display`: that of answers is not in the module.
                Err(Setback::NumberTaken) => (Some("refused"), Some("another config has the number")),
                Err(Setback::Changed) => (Some("refused"), Some("it has been changed since")),
            };
            Ok(with(with(state(&journal), "setback", setback.into()), "why", why.into()))
        }
        // A journal of another process; its last request may have been under way.
        "resume" => {
            let mut journal = from_caller(first)?;
            journal.look_first();
            Ok(state(&journal))
        }
        "undo" => {
            let mut journal = from_caller(first)?;
            journal.look_first();
            if !journal.undoing() {
                journal.turn_around();
            }
            Ok(state(&journal))
        }
        // The move stopped where it is known to stand.
        "turn" => {
            let mut journal = journal(text(first)).ok_or(NO_STATE)?;
            journal.turn_around();
            Ok(state(&journal))
        }
        _ => Err(NO_STATE.to_owned()),
    }
}

/// `{to, changes, check}`.
fn about(text: &[u8]) -> Result<(ConfigType, Map<String, Value>, Options), String> {
    let mut about = object(text, "options")?;
    let to = about.get("to").and_then(Value::as_str).and_then(ConfigType::from_name);
    let to = to.ok_or("`type` has to say the type to move to, `pinless_dialin` or `pin_dialin`")?;
    let Some(Value::Object(changes)) = about.get_mut("changes").map(Value::take) else {
        return Err(NO_STATE.to_owned());
    };
    let check = about.get_mut("check").map(Value::take);
    let check = check.map_or_else(|| options::read(b""), |check| options::from_value(&check))?;
    Ok((to, changes, check))
}

fn plan(stored: &[u8], text: &[u8]) -> Result<Value, String> {
    let (to, changes, check) = about(text)?;
    match Move::plan(record(stored)?, to, &changes, &check) {
        Ok((journal, issues)) => Ok(with(state(&journal), "issues", list(&issues)?)),
        Err(NoMove::Refused(issues)) => Ok(object_of(&mut [("refused", list(&issues)?)])),
        Err(error) => Err(error.to_string()),
    }
}

/// Through text: the serializer for that is there already, one for values would be more code.
fn list(issues: &[Issue]) -> Result<Value, String> {
    parse(json_text(issues).as_bytes())
}

fn state(journal: &Move) -> Value {
    object_of(&mut [
        ("journal", json_text(&journal.to_value()).into()),
        ("step", journal.step().as_str().into()),
        ("kind", kind(journal).into()),
        ("doubtsRefusal", journal.doubts_a_refusal().into()),
        ("undoing", journal.undoing().into()),
        ("unsettled", journal.is_unsettled().into()),
        ("dropped", texts(journal.dropped())),
        ("ids", texts(&journal.ids())),
        ("request", journal.request().as_ref().map(request).into()),
        ("config", journal.result().map(ConfigRecord::to_value).into()),
    ])
}

/// How the answer to its request is read.
fn kind(journal: &Move) -> Option<&'static str> {
    match journal.step() {
        MoveStep::Look if journal.asks_for_one() => Some("one"),
        MoveStep::Look => Some("page"),
        MoveStep::Delete => Some("nothing"),
        MoveStep::Create => Some("made"),
        MoveStep::Done => None,
    }
}

fn from_caller(text: &[u8]) -> Result<Move, String> {
    journal(self::text(text)).ok_or_else(|| "journal is not the journal of a move".to_owned())
}

fn journal(text: &str) -> Option<Move> {
    read_value(text).ok().as_ref().and_then(Move::from_value)
}
