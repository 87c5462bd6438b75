//! A move as text, so that another process can take it up.

use serde_json::{Map, Value};

use super::{ConfigRecord, Move, Paging, State, put};

impl Move {
    /// The journal, to be kept like a secret: one may be in it. [`Move::from_value`] reads it.
    pub fn to_value(&self) -> Value {
        let mut value = Map::new();
        let mut put = |key: &str, it: Value| put(&mut value, key, it);
        let mut dropped = Vec::with_capacity(self.dropped.len());
        for key in &self.dropped {
            dropped.push(Value::from(key.as_str()));
        }
        put("from", self.from.to_value());
        put("to", self.to.clone().into());
        put("undoing", self.undoing.into());
        put("dropped", Value::Array(dropped));
        put("doubts", self.doubts.into());
        put("step", self.step().as_str().into());
        match &self.state {
            State::Look { paging, leaving, arriving } => {
                put("paging", paging.to_value());
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
            "look" => State::Look { paging: Paging::from_value(value.get("paging")?)?, leaving, arriving },
            "delete" => State::Delete { leaving: leaving?, arriving },
            "create" => State::Create,
            "done" => State::Done(arriving?),
            _ => return None,
        };
        let mut dropped = Vec::new();
        for key in value.get("dropped")?.as_array()? {
            dropped.push(key.as_str()?.to_owned());
        }
        Some(Self {
            from: ConfigRecord::from_value(value.get("from")?.clone())?,
            to: value.get("to")?.as_object()?.clone(),
            undoing: value.get("undoing")?.as_bool()?,
            dropped,
            doubts: u8::try_from(value.get("doubts")?.as_u64()?).ok()?,
            state,
        })
    }
}

fn record_value(record: Option<&ConfigRecord>) -> Value {
    record.map_or(Value::Null, ConfigRecord::to_value)
}
