//! A move as text, so that another process can take it up.

use serde_json::{Map, Value};

use super::{ConfigRecord, Known, Move, Paging, State, put};
use crate::api::wire::{read_keys, texts};

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
        put("doubts", self.doubts.into());
        put("step", self.step().as_str().into());
        match &self.state {
            State::Look { paging, leaving, arriving, strangers } => {
                put("paging", paging.to_value());
                put("strangers", texts(strangers.keys()));
                put("leaving", record_value(leaving.as_ref()));
                put("arriving", record_value(arriving.as_ref()));
            }
            State::Delete { leaving, arriving } => {
                put("leaving", leaving.to_value());
                put("arriving", record_value(arriving.as_ref()));
            }
            State::Create => {}
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
                let paging = Paging::from_value(value.get("paging")?)?;
                State::Look { paging, leaving, arriving, strangers: read_keys(value.get("strangers")?)? }
            }
            "delete" => State::Delete { leaving: leaving?, arriving },
            "create" => State::Create,
            "done" => State::Done(arriving?),
            _ => return None,
        };
        Some(Self {
            from: ConfigRecord::from_value(value.get("from")?.clone())?,
            to: value.get("to")?.as_object()?.clone(),
            old: Known::from_value(value.get("old")?)?,
            new: Known::from_value(value.get("new")?)?,
            undoing: value.get("undoing")?.as_bool()?,
            dropped: read_texts(value.get("dropped")?)?,
            others: match value.get("others")? {
                Value::Null => None,
                others => Some(read_keys(others)?),
            },
            doubts: u8::try_from(value.get("doubts")?.as_u64()?).ok()?,
            state,
        })
    }
}

impl Known {
    fn to_value(&self) -> Value {
        let mut value = Map::new();
        put(&mut value, "id", self.id.as_deref().into());
        put(&mut value, "open", self.open.into());
        Value::Object(value)
    }

    fn from_value(value: &Value) -> Option<Self> {
        let id = match value.get("id")? {
            Value::Null => None,
            id => Some(id.as_str()?.to_owned()),
        };
        Some(Self { id, open: value.get("open")?.as_bool()? })
    }
}

fn read_texts(value: &Value) -> Option<Vec<String>> {
    let mut texts = Vec::new();
    for text in value.as_array()? {
        texts.push(text.as_str()?.to_owned());
    }
    Some(texts)
}

fn record_value(record: Option<&ConfigRecord>) -> Value {
    record.map_or(Value::Null, ConfigRecord::to_value)
}
