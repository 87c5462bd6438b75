//! Whether a create that was not answered has happened all the same.

use serde_json::{Map, Value};

use super::client::{ConfigRecord, digits};
use super::merge::{differences, writable};
use super::paging::{Listing, Paging};
use super::query::ListQuery;
use crate::config::{ConfigType, Field};

/// What a look at some configs has found.
#[derive(Clone, Debug, PartialEq)]
pub enum Seen {
    /// The config is there, as it was sent.
    There(ConfigRecord),
    /// Its number is in a config, and that is another one.
    NumberTaken,
    /// It is not among these.
    NotThere,
}

/// The list to look through for the config that a create with this body was to make; hand each page to [`seen_in`].
/// `None` where the body has no number: such configs cannot be told apart.
pub fn look_for(body: &Map<String, Value>) -> Option<Paging> {
    Some(with_digits(&[digits(body)?]))
}

/// Looks for that config. The server's filter matches parts of numbers, so each number is compared whole.
pub fn seen_in(body: &Map<String, Value>, records: &[ConfigRecord]) -> Seen {
    let wanted = digits(body);
    let mut same_number = records.iter().filter(|record| record.phone_digits() == wanted);
    let Some(record) = same_number.next().filter(|_| wanted.is_some()) else { return Seen::NotThere };
    if is_of(body, record) { Seen::There(record.clone()) } else { Seen::NumberTaken }
}

/// Configs whose numbers have one of these parts. Without the `+`, which one published answer drops.
pub(super) fn with_digits(parts: &[String]) -> Paging {
    let parts: Vec<_> = parts.iter().map(String::as_str).collect();
    Paging::new(Listing::Configs(ListQuery::default().phone_numbers(&parts)))
}

/// The config is what this body makes: it has all that was sent, and no other field that could have been, but a secret that the
/// server may have made.
pub(super) fn is_of(body: &Map<String, Value>, record: &ConfigRecord) -> bool {
    let was_sent = |key: &String| key == "hmac" || body.contains_key(key) || Field::named(key).is_none();
    type_of(body) == record.config_type()
        && digits(body) == record.phone_digits()
        && differences(body, record).is_empty()
        && writable(record.fields()).keys().all(was_sent)
}

fn type_of(body: &Map<String, Value>) -> Option<ConfigType> {
    body.get("type").and_then(Value::as_str).and_then(ConfigType::from_name)
}
