//! What the client in `npm/src` asks of core: requests, how an answer reads, whether to try again, and the steps of
//! what takes more than one request. Nothing is sent here: JavaScript has `fetch`, timers and signals.
//!
//! No state is kept either, an instance may be replaced by a fresh one between two calls. What goes on later (a list, a
//! move) is given to JavaScript as JSON and comes back.

mod moving;

use dialin_core::api::{
    self, ApiError, Attempt, ConfigRecord, Decision, ListQuery, Listing, Method, Outcome, Paging, Request, Seen,
};
use dialin_core::json::{json_text, read_value};
use serde_json::{Map, Value};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::answer::{json, refusal};
use crate::buffer::{text, with_parts};

/// `api(name, first, second)`: the lengths of three texts, of which the first says what is asked.
#[wasm_bindgen]
pub fn api(name: usize, first: usize, second: usize) -> i32 {
    with_parts([name, first, second], |[name, first, second]| match ask(text(name), first, second) {
        Ok(value) => json(&value),
        Err(message) => refusal(message),
    })
}

fn ask(name: &str, first: &[u8], second: &[u8]) -> Result<Value, String> {
    match name {
        // One request, with its body as text: JavaScript would round numbers.
        "list" => Ok(request(&api::list(&query(first)?))),
        "get" => id(api::get(text(first))),
        "create" => Ok(request(&api::create(api::without_read_only(object(first, "body")?)))),
        "update" => id(api::update(text(first), api::without_read_only(object(second, "changes")?))),
        "delete" => id(api::delete(text(first))),
        // `{method, kind, status, bulk, secrets}` and the body of an answer: null, or the error.
        "read" => read(&parse(first)?, second),
        // Secrets and a text: the text without them.
        "hide" => {
            Ok(secrets(&parse(first)?).fold(text(second).to_owned(), |text, secret| api::hidden(&text, secret)).into())
        }
        "retry" => Ok(retry(&parse(first)?)),
        // The pages of a list.
        "configs" => Ok(paging(&Paging::new(Listing::Configs(query(first)?)))),
        "numbers" => Ok(paging(&Paging::new(Listing::PurchasedNumbers))),
        "page" => page(&parse(first)?, second),
        // Once JavaScript knows which of its rows are new.
        "next" => Ok(paging(&Paging::from_value(&parse(first)?).ok_or(NO_STATE)?)),
        // A list whose request was refused, and the error, as `read` gave it: from where it goes on, null if it does not.
        "back" => {
            let mut state = Paging::from_value(&parse(first)?).ok_or(NO_STATE)?;
            let error = ApiError::from_value(&parse(second)?).ok_or(NO_STATE)?;
            Ok(if state.step_back(&error) { paging(&state) } else { Value::Null })
        }
        // The stored config and the changes: the whole body.
        "whole" => {
            let body = api::whole_body(&record(first)?, &object(second, "changes")?);
            body.map(|body| json_text(&body).into()).map_err(|refusal| refusal.to_string())
        }
        // What was sent and what is stored: the names of the fields that differ.
        "differences" => Ok(texts(&api::differences(&object(first, "body")?, &record(second)?))),
        // The pages in which a create would be found, and one of them.
        "look" => Ok(api::look_for(&object(first, "body")?).as_ref().map_or(Value::Null, paging)),
        "seen" => seen(&object(first, "body")?, second),
        name => moving::ask(name, first, second),
    }
}

fn read(about: &Value, body: &[u8]) -> Result<Value, String> {
    let status = status(about);
    let kind = about["kind"].as_str();
    let read = match kind {
        Some("page") => api::read_page(status, body).map(drop),
        Some("config" | "made" | "one") => api::read_config(status, body).map(drop),
        Some("numbers") => api::read_purchased_page(status, body).map(drop),
        Some("nothing") => api::read_deleted(status, body),
        _ => return Err(NO_STATE.to_owned()),
    };
    let Err(mut error) = read else { return Ok(Value::Null) };
    let not_found = match kind {
        // Without a body, only the id can be wrong; in bulk, also the pace.
        Some("one" | "nothing") if about["bulk"] != true => error.is_unknown_id(),
        Some("one" | "nothing" | "config") => error.is_not_found(),
        // No id was asked for: what is not there is the path.
        _ => false,
    };
    let leaves_open = error.leaves_open(method(about));
    for secret in secrets(&about["secrets"]) {
        error = error.without(secret);
    }
    let read = with(error.to_value(), "notFound", not_found.into());
    Ok(with(read, "leavesOpen", leaves_open.into()))
}

/// The longest have to come first: one may begin like another.
fn secrets(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str)
}

/// All that matters is whether it writes.
fn method(about: &Value) -> Method {
    if about["method"] == "GET" { Method::Get } else { Method::Post }
}

/// `{method, error?, retried, retries, bulk, retryAfter, now, jitter}`, the error as `read` gave it: `{decision,
/// after?}`.
fn retry(about: &Value) -> Value {
    let number = |key: &str| about[key].as_u64().and_then(|number| u32::try_from(number).ok()).unwrap_or_default();
    let error = ApiError::from_value(&about["error"]);
    let decision = api::decide(&Attempt {
        method: method(about),
        outcome: error.as_ref().map_or(Outcome::Unanswered, Outcome::Refused),
        retried: number("retried"),
        retries: number("retries"),
        bulk: about["bulk"] == true,
        retry_after: about["retryAfter"].as_str(),
        now: about["now"].as_i64().unwrap_or_default(),
        jitter: number("jitter"),
    });
    match decision {
        Decision::RetryAfter(after) => object_of(&mut [("decision", "retry".into()), ("after", after.into())]),
        Decision::LookFirst(after) => object_of(&mut [("decision", "look".into()), ("after", after.into())]),
        Decision::GiveUp => object_of(&mut [("decision", "give-up".into())]),
    }
}

/// The state of a list and its next page: the state after it, and the ids of the rows, null where one has none. JavaScript
/// knows which it has seen: passing all of them to and fro with each page would take longer than the list.
fn page(state: &Value, body: &[u8]) -> Result<Value, String> {
    let mut state = Paging::from_value(state).ok_or(NO_STATE)?;
    let unread = |_| NO_STATE.to_owned();
    let mut ids = Vec::new();
    if state.is_of_configs() {
        let page = api::read_page(200, body).map_err(unread)?;
        for record in &page.data {
            ids.push(record.id().into());
        }
        state.take_configs(page);
    } else {
        let page = api::read_purchased_page(200, body).map_err(unread)?;
        for id in &page.ids {
            ids.push(id.as_deref().into());
        }
        state.take_numbers(page);
    }
    Ok(object_of(&mut [("paging", state.to_value()), ("ids", Value::Array(ids))]))
}

fn seen(body: &Map<String, Value>, page: &[u8]) -> Result<Value, String> {
    let page = api::read_page(200, page).map_err(|_| NO_STATE)?;
    Ok(match api::seen_in(body, &page.data) {
        Seen::There(record) => object_of(&mut [("seen", "there".into()), ("config", record.to_value())]),
        Seen::NumberTaken => object_of(&mut [("seen", "number-taken".into())]),
        Seen::NotThere => object_of(&mut [("seen", "not-there".into())]),
    })
}

fn paging(state: &Paging) -> Value {
    object_of(&mut [("paging", state.to_value()), ("request", state.request().as_ref().map(request).into())])
}

fn id(made: Result<Request, api::NotAnId>) -> Result<Value, String> {
    made.map(|made| request(&made)).map_err(|_| "id is not the id of a config".to_owned())
}

/// `{method, target, body}`, the body as text, null where there is none.
fn request(made: &Request) -> Value {
    let body = made.body().map(json_text);
    object_of(&mut [("method", made.method().as_str().into()), ("target", made.target().into()), ("body", body.into())])
}

/// Not collected: that would sort, which is 20 KB of code.
#[inline(never)]
fn object_of(entries: &mut [(&str, Value)]) -> Value {
    let mut object = Map::new();
    for (key, value) in entries {
        object.insert((*key).to_owned(), value.take());
    }
    Value::Object(object)
}

/// An object with one entry more.
fn with(mut object: Value, key: &str, value: Value) -> Value {
    if let Value::Object(object) = &mut object {
        object.insert(key.to_owned(), value);
    }
    object
}

#[inline(never)]
fn texts(items: &[String]) -> Value {
    let mut values = Vec::with_capacity(items.len());
    for item in items {
        values.push(Value::from(item.as_str()));
    }
    Value::Array(values)
}

/// What was not given by a person came from here, so this is a mistake of the package.
const NO_STATE: &str = "the client's own state cannot be read";

fn status(about: &Value) -> u16 {
    about["status"].as_u64().and_then(|status| u16::try_from(status).ok()).unwrap_or_default()
}

fn parse(text: &[u8]) -> Result<Value, String> {
    read_value(crate::buffer::text(text)).map_err(|_| NO_STATE.to_owned())
}

fn query(text: &[u8]) -> Result<ListQuery, String> {
    ListQuery::from_value(&parse(text)?).map_err(|error| error.to_string())
}

fn object(text: &[u8], name: &str) -> Result<Map<String, Value>, String> {
    match parse(text)? {
        Value::Object(object) => Ok(object),
        _ => Err(format!("{name} is not an object")),
    }
}

fn record(text: &[u8]) -> Result<ConfigRecord, String> {
    ConfigRecord::from_value(parse(text)?).ok_or_else(|| NO_STATE.to_owned())
}
