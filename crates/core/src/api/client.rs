//! The calls, and what they answer. Answers are read leniently: Daily's own samples break its schemas.

use std::fmt;

use serde_json::{Map, Value};

use super::query::ListQuery;
use super::wire::{ApiError, Method, Request, encode, object, put};
use crate::config::ConfigType;
use crate::json::scalar;

use crate::room::{RoomBody, dialin_code};
use crate::text::number;

const CONFIGS: &str = "/domain-dialin-config";

/// No path can hold it: it is empty, `.` or `..`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is not an id: it is empty, `.` or `..`")]
pub struct NotAnId;

/// `GET /domain-dialin-config`: read the answer with [`read_page`].
pub fn list(query: &ListQuery) -> Request {
    Request::new(Method::Get, CONFIGS).with_query(query.pairs())
}

/// `GET /domain-dialin-config/{id}`: read the answer with [`read_config`].
pub fn get(id: &str) -> Result<Request, NotAnId> {
    Ok(Request::new(Method::Get, path(CONFIGS, id)?))
}

/// `POST /domain-dialin-config` with a flat body `{type, phone_number?, …}`: read the answer with [`read_config`].
pub fn create(body: Map<String, Value>) -> Request {
    Request::new(Method::Post, CONFIGS).with_body(body)
}

/// `PUT /domain-dialin-config/{id}`: read the answer with [`read_config`]. [`whole_body`](super::whole_body) makes a
/// body that loses nothing.
pub fn update(id: &str, body: Map<String, Value>) -> Result<Request, NotAnId> {
    Ok(Request::new(Method::Put, path(CONFIGS, id)?).with_body(body))
}

/// `DELETE /domain-dialin-config/{id}`: read the answer with [`read_deleted`].
pub fn delete(id: &str) -> Result<Request, NotAnId> {
    Ok(Request::new(Method::Delete, path(CONFIGS, id)?))
}

/// `GET /purchased-phone-numbers`, at most 50 a page: read the answer with [`read_purchased_page`]. `after` is the
/// [`pagination_id`](PurchasedNumber::pagination_id) of the last row so far, not its id.
pub fn purchased_phone_numbers(limit: u8, after: Option<&str>) -> Request {
    let mut query = vec![("limit", number(limit.clamp(1, MOST_NUMBERS).into()))];
    query.extend(after.map(|after| ("starting_after", after.to_owned())));
    Request::new(Method::Get, "/purchased-phone-numbers").with_query(query)
}

/// The most that one page of purchased numbers holds (guide).
pub(super) const MOST_NUMBERS: u8 = 50;

/// `POST /rooms`: read the answer with [`read_room`].
pub fn create_room(body: &RoomBody) -> Request {
    Request::new(Method::Post, "/rooms").with_body(body.to_object())
}

/// `POST /rooms/{name}`: read the answer with [`read_room`].
pub fn update_room(name: &str, body: &RoomBody) -> Result<Request, NotAnId> {
    Ok(Request::new(Method::Post, path("/rooms", name)?).with_body(body.to_object()))
}

/// An id as one step of a path.
fn path(before: &str, id: &str) -> Result<String, NotAnId> {
    // Encoded dots are dots to whoever resolves the address, so these two cannot be written.
    if matches!(id, "" | "." | "..") {
        return Err(NotAnId);
    }
    let mut path = before.to_owned();
    path.push('/');
    encode(id, &mut path);
    Ok(path)
}

/// A config as a server sent it: not checked, nothing lost. `Debug` shows its id only.
#[derive(Clone, PartialEq)]
pub struct ConfigRecord {
    id: String,
    row: Map<String, Value>,
}

impl ConfigRecord {
    /// Reads `{id, type, config}`. Only the id has to be there; `config` may be missing or null.
    pub fn from_value(value: Value) -> Option<Self> {
        let Value::Object(mut row) = value else { return None };
        let id = row.get("id")?.as_str().filter(|id| !id.is_empty())?.to_owned();
        match row.get("config") {
            Some(Value::Object(_)) => {}
            None | Some(Value::Null) => {
                put(&mut row, "config", Value::Object(Map::new()));
            }
            Some(_) => return None,
        }
        Some(Self { id, row })
    }

    /// Its id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its type; `None` for one nobody knows yet.
    pub fn config_type(&self) -> Option<ConfigType> {
        self.row.get("type").and_then(Value::as_str).and_then(ConfigType::from_name)
    }

    /// A field, null counting as missing.
    pub fn field(&self, key: &str) -> Option<&Value> {
        self.fields()?.get(key).filter(|value| !value.is_null())
    }

    pub(super) fn fields(&self) -> Option<&Map<String, Value>> {
        self.row.get("config").and_then(Value::as_object)
    }

    /// The digits of its number; `None` where it has none.
    pub fn phone_digits(&self) -> Option<String> {
        digits(self.fields()?)
    }

    /// `{id, type, config}`, as it came.
    pub fn to_value(&self) -> Value {
        Value::Object(self.row.clone())
    }
}

impl fmt::Debug for ConfigRecord {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("ConfigRecord").field(&self.id).finish()
    }
}

/// The digits at `phone_number`, however it is written.
pub(super) fn digits(fields: &Map<String, Value>) -> Option<String> {
    let text = fields.get("phone_number")?.as_str()?;
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() { None } else { Some(digits) }
}

/// One page of configs, newest first.
#[derive(Clone, Debug, PartialEq)]
pub struct ConfigPage {
    /// How many there are in all, as far as the server says.
    pub total_count: Option<u64>,
    /// The configs of this page.
    pub data: Vec<ConfigRecord>,
}

/// Reads `{total_count, data}`.
pub fn read_page(status: u16, body: &[u8]) -> Result<ConfigPage, ApiError> {
    let (total_count, rows) = rows(status, body)?;
    let mut data = Vec::with_capacity(rows.len());
    for row in rows {
        data.push(ConfigRecord::from_value(row).ok_or_else(|| ApiError::unexpected(status))?);
    }
    Ok(ConfigPage { total_count, data })
}

fn rows(status: u16, body: &[u8]) -> Result<(Option<u64>, Vec<Value>), ApiError> {
    let mut page = object(status, body)?;
    let Some(Value::Array(rows)) = page.get_mut("data").map(Value::take) else {
        return Err(ApiError::unexpected(status));
    };
    Ok((page.get("total_count").and_then(Value::as_u64), rows))
}

/// Reads the config that a get, a create or an update answers.
pub fn read_config(status: u16, body: &[u8]) -> Result<ConfigRecord, ApiError> {
    ConfigRecord::from_value(object(status, body)?.into()).ok_or_else(|| ApiError::unexpected(status))
}

/// Reads what a delete answers: `{"status": "ok"}` in one source, 204 in others. A page of a proxy is no answer, and one with
/// an error in it is none that says yes.
pub fn read_deleted(status: u16, body: &[u8]) -> Result<(), ApiError> {
    if (200..300).contains(&status) && body.trim_ascii().is_empty() {
        return Ok(());
    }
    let answer = object(status, body)?;
    let is_error = answer.contains_key("error") || answer.contains_key("errors");
    if is_error { Err(ApiError::read(status, body)) } else { Ok(()) }
}

/// A number that was bought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurchasedNumber {
    /// Its id.
    pub id: String,
    /// Where the next page starts: text here, an integer there.
    pub pagination_id: Option<String>,
    /// In E.164.
    pub number: Option<String>,
    /// What its owner calls it.
    pub name: Option<String>,
    /// When it was bought, as the server writes it: Daily has two formats.
    pub created_date: Option<String>,
}

/// One page of purchased numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurchasedPage {
    /// How many there are in all, as far as the server says.
    pub total_count: Option<u64>,
    /// The numbers of this page; rows without an id are left out, as Daily's documents ask.
    pub data: Vec<PurchasedNumber>,
    /// The ids of all its rows, `None` for those.
    pub ids: Vec<Option<String>>,
    /// Where the next page starts.
    pub(super) last: Option<String>,
}

/// Reads `{total_count?, data: [{id, pagination_id, number, name, created_date, …}]}`.
pub fn read_purchased_page(status: u16, body: &[u8]) -> Result<PurchasedPage, ApiError> {
    let (total_count, rows) = rows(status, body)?;
    let text = |row: &Value, key: &str| scalar(row.get(key)?);
    let last = rows.iter().rev().find_map(|row| text(row, "pagination_id"));
    let mut ids = Vec::with_capacity(rows.len());
    let mut data = Vec::with_capacity(rows.len());
    for row in &rows {
        let id = text(row, "id");
        ids.push(id.clone());
        let Some(id) = id else { continue };
        data.push(PurchasedNumber {
            id,
            pagination_id: text(row, "pagination_id"),
            number: text(row, "number"),
            name: text(row, "name"),
            created_date: text(row, "created_date"),
        });
    }
    Ok(PurchasedPage { total_count, data, ids, last })
}

/// A room, as far as dial-in is concerned. `Debug` does not show the PIN.
#[derive(Clone, PartialEq, Eq)]
pub struct RoomAnswer {
    /// The room's name.
    pub name: Option<String>,
    /// Its PIN.
    pub dialin_code: Option<String>,
}

impl fmt::Debug for RoomAnswer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("RoomAnswer").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Reads what making or changing a room answers.
pub fn read_room(status: u16, body: &[u8]) -> Result<RoomAnswer, ApiError> {
    let room = object(status, body)?;
    let name = room.get("name").and_then(Value::as_str).map(str::to_owned);
    Ok(RoomAnswer { name, dialin_code: dialin_code(&room) })
}
