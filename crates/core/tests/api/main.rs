//! Daily's API as data: requests, answers, pages, retries, merges, moves.

#![expect(clippy::unwrap_used, reason = "a test stops where what it needs is missing")]

mod answers;
mod interrupted_moves;
mod legacy;
mod merge;
mod moves_beside_others;
mod moves_in_doubt;
mod paging;
mod relocate;
mod requests;
mod retry;
mod secrets;

use dialin_core::api::ConfigRecord;
use serde_json::{Map, Value};

/// A config as a server sends it.
pub(crate) fn record(value: Value) -> ConfigRecord {
    ConfigRecord::from_value(value).unwrap()
}

/// An object, for a body or for changes.
pub(crate) fn object(value: Value) -> Map<String, Value> {
    if let Value::Object(object) = value { Some(object) } else { None }.unwrap()
}
