//! A move as text, so that another process can take it up.

use serde_json::{Map, Value};

use super::looking::{After, Look, Question};
use super::{ConfigRecord, Move, Side, State, put};
use crate::api::paging::Paging;
use crate::api::wire::{ApiError, read_keys, read_texts, texts};

impl Move {
    /// The journal, to be kept like a secret: one may be in it. [`Move::from_value`] reads it.
    pub fn to_value(&self) -> Value {
        let mut value = Map::new();
        let mut put = |key: &str, it: Value| put(&mut value, key, it);
        put("from", self.from.to_value());
        put("to", self.to.clone().into());
        put("old", self.old.to_value());
        put("new", self.new.to_value());
        put("undoing", self.undoing.into());
        put("dropped", texts(&self.dropped));
        put("others", self.others.as_ref().map_or(Value::Null, |others| texts(others.keys())));
        put("doubtful", self.doubtful.into());
        put("step", self.step().as_str().into());
        match &self.state {
            State::Look(look) => {
                let Look { question, leaving, arriving, not_ours, taken, unsure, anew, after } = &**look;
                let question = match question {
                    Question::Leaving => "leaving".into(),
                    Question::Arriving => "arriving".into(),
                    Question::List(paging) => paging.to_value(),
                };
                let (about, error) = match after {
                    After::Nothing => ("nothing", Value::Null),
                    After::DeleteRefused(error) => ("delete", error.to_value()),
                    After::CreateRefused(error) => ("create", error.to_value()),
                    After::CreateUnanswered => ("unanswered", Value::Null),
                };
                put("question", question);
                put("notOurs", texts(not_ours.keys()));
                put("leaving", record_value(leaving.as_ref()));
                put("arriving", record_value(arriving.as_ref()));
                put("taken", (*taken).into());
                put("unsure", (*unsure).into());
                put("anew", (*anew).into());
                put("after", about.into());
                put("error", error);
            }
            State::Delete { leaving, arriving } => {
                put("leaving", leaving.to_value());
                put("arriving", record_value(arriving.as_ref()));
            }
            State::Create { refused } => put("refused", (*refused).into()),
            State::Done(record) => put("arriving", record.to_value()),
        }
        Value::Object(value)
    }

    /// Reads a journal; `None` for anything else. After an interruption call [`look_first`](Self::look_first).
    pub fn from_value(value: &Value) -> Option<Self> {
        let record = |key: &str| value.get(key).cloned().and_then(ConfigRecord::from_value);
        let (leaving, arriving) = (record("leaving"), record("arriving"));
        let state = match value.get("step")?.as_str()? {
            "look" => {
                let question = match value.get("question")? {
                    Value::String(name) if name == "leaving" => Question::Leaving,
                    Value::String(_) => Question::Arriving,
                    paging => Question::List(Paging::from_value(paging)?),
                };
                let error = || value.get("error").and_then(ApiError::from_value);
                let after = match value.get("after")?.as_str()? {
                    "delete" => After::DeleteRefused(error()?),
                    "create" => After::CreateRefused(error()?),
                    "unanswered" => After::CreateUnanswered,
                    _ => After::Nothing,
                };
                let not_ours = read_keys(value.get("notOurs")?)?;
                let flag = |key: &str| value.get(key)?.as_bool();
                let (taken, unsure, anew) = (flag("taken")?, flag("unsure")?, flag("anew")?);
                State::Look(Box::new(Look { question, leaving, arriving, not_ours, taken, unsure, anew, after }))
            }
            "delete" => State::Delete { leaving: leaving?, arriving },
            "create" => State::Create { refused: value.get("refused")?.as_bool()? },
            "done" => State::Done(arriving?),
            _ => return None,
        };
        Some(Self {
            from: ConfigRecord::from_value(value.get("from")?.clone())?,
            to: value.get("to")?.as_object()?.clone(),
            old: Side::from_value(value.get("old")?)?,
            new: Side::from_value(value.get("new")?)?,
            undoing: value.get("undoing")?.as_bool()?,
            dropped: read_texts(value.get("dropped")?)?,
            others: match value.get("others")? {
                Value::Null => None,
                others => Some(read_keys(others)?),
            },
            doubtful: value.get("doubtful")?.as_bool()?,
            state,
        })
    }
}

impl Side {
    fn to_value(&self) -> Value {
        let mut value = Map::new();
        put(&mut value, "id", self.id.as_deref().into());
        put(&mut value, "open", self.open.into());
        put(&mut value, "leaves", self.leaves.as_deref().into());
        Value::Object(value)
    }

    fn from_value(value: &Value) -> Option<Self> {
        let id = |key: &str| match value.get(key)? {
            Value::Null => Some(None),
            id => Some(Some(id.as_str()?.to_owned())),
        };
        Some(Self { id: id("id")?, open: value.get("open")?.as_u64()?, leaves: id("leaves")? })
    }
}

fn record_value(record: Option<&ConfigRecord>) -> Value {
    record.map_or(Value::Null, ConfigRecord::to_value)
}
