//! What goes over the wire: a request, and the ways a server says no.

use std::fmt;

use serde_json::{Map, Value};

use crate::config::Keys;
use crate::json::read_json;
use crate::text::{find, push_percent, replaced};

/// The methods Daily's API knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Makes something new.
    Post,
    /// Changes something.
    Put,
    /// Removes something.
    Delete,
}

impl Method {
    /// In capitals, as HTTP writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }

    /// Sent twice, it may do something twice.
    pub const fn writes(self) -> bool {
        !matches!(self, Self::Get)
    }
}

/// One request, without the base address and the headers. `Debug` does not show the body: a secret may be in it.
#[derive(Clone, PartialEq)]
pub struct Request {
    method: Method,
    path: String,
    query: Vec<(&'static str, String)>,
    body: Option<Value>,
}

impl Request {
    pub(super) fn new(method: Method, path: impl Into<String>) -> Self {
        Self { method, path: path.into(), query: Vec::new(), body: None }
    }

    pub(super) fn with_query(mut self, query: Vec<(&'static str, String)>) -> Self {
        self.query = query;
        self
    }

    pub(super) fn with_body(mut self, body: Map<String, Value>) -> Self {
        self.body = Some(Value::Object(body));
        self
    }

    /// The method.
    pub const fn method(&self) -> Method {
        self.method
    }

    /// What follows the base address (`https://api.daily.co/v1`), percent-encoded.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Names and values as they are meant: not encoded.
    pub fn query(&self) -> &[(&'static str, String)] {
        &self.query
    }

    /// The path and the query, percent-encoded: a `+` is `%2B`.
    pub fn target(&self) -> String {
        let mut target = self.path.clone();
        for (place, (name, value)) in self.query.iter().enumerate() {
            target.push(if place == 0 { '?' } else { '&' });
            target.push_str(name);
            target.push('=');
            encode(value, &mut target);
        }
        target
    }

    /// The JSON that goes with it.
    pub const fn body(&self) -> Option<&Value> {
        self.body.as_ref()
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.method.as_str())?;
        formatter.write_str(" ")?;
        formatter.write_str(&self.target())
    }
}

/// Percent-encodes all but the unreserved characters of RFC 3986 (2.3).
pub(super) fn encode(text: &str, into: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            into.push(char::from(byte));
        } else {
            push_percent(into, byte);
        }
    }
}

/// The `error` of an answer that is not in the API's shape: a page of some proxy, say.
const UNEXPECTED: &str = "unexpected-response";

/// The `error` of `{"errors": […], "status": 422}`, which has no code of its own. HTTP's name for 422.
const UNPROCESSABLE: &str = "unprocessable-content";

/// The server answered, and not with what was asked for.
///
/// Displays as `400 invalid-request-error: what the server says`, and so does `Debug`.
#[derive(Clone, PartialEq, thiserror::Error)]
pub struct ApiError {
    /// The HTTP status.
    pub status: u16,
    /// The stable code: match on this. `unexpected-response` where the body is not this API's JSON,
    /// `unprocessable-content` where the server lists `errors` without a code.
    pub error: String,
    /// Text for a person; it may change any time.
    pub info: Option<String>,
    /// What the rules of a Dialin server said; empty from any other.
    pub issues: Vec<Value>,
}

impl ApiError {
    /// Reads the body of an answer whose status is not 2xx. Never fails: what is no error of this API is one that says
    /// so.
    pub fn read(status: u16, body: &[u8]) -> Self {
        let Some(Value::Object(mut body)) = read_json(body) else { return Self::unexpected(status) };
        let mut take = |key: &str| body.get_mut(key).map(Value::take);
        if let Some(Value::String(error)) = take("error") {
            let info = if let Some(Value::String(info)) = take("info") { Some(info) } else { None };
            let issues = if let Some(Value::Array(issues)) = take("issues") { issues } else { Vec::new() };
            return Self { status, error, info, issues };
        }
        if let Some(Value::Array(errors)) = body.get("errors") {
            let mut info = String::new();
            for error in errors {
                if let Some(text) = error.as_str().or_else(|| error.get("message")?.as_str()) {
                    info.push_str(if info.is_empty() { "" } else { "; " });
                    info.push_str(text);
                }
            }
            let info = if info.is_empty() { None } else { Some(info) };
            return Self { status, error: UNPROCESSABLE.to_owned(), info, issues: Vec::new() };
        }
        Self::unexpected(status)
    }

    /// An answer that is not what this API sends. Status 0 is what a browser shows of a redirect that is not followed.
    pub(super) fn unexpected(status: u16) -> Self {
        let info = match status {
            0 | 300..400 => "the server answers with a redirect, which this API never does: is the address right?",
            // Answered before the request was read, so often without a body.
            414 => "the address of the request is too long for the server: ask for fewer numbers at once",
            431 => {
                "the head of the request, its address or its headers, is too long for the server: ask for fewer numbers at once"
            }
            _ => "the body of the response is not the JSON this API answers with",
        };
        Self { status, error: UNEXPECTED.to_owned(), info: Some(info.to_owned()), issues: Vec::new() }
    }

    /// Nothing has this id. Daily's prose says 404 for that, its `OpenAPI` document 400. A page of a proxy says nothing.
    pub fn is_not_found(&self) -> bool {
        (self.status == 404 && !self.is_unexpected()) || (self.status == 400 && self.error == "not-found")
    }

    /// The same of a request that names one config and has no body: nothing else of it can be wrong. Of one of very many
    /// requests that is not certain, there 400 may stand for 429.
    pub fn is_unknown_id(&self) -> bool {
        self.is_not_found() || (self.status == 400 && self.error == "invalid-request-error" && self.issues.is_empty())
    }

    /// Its body is not that of this API: somebody else may have answered.
    pub fn is_unexpected(&self) -> bool {
        self.error == UNEXPECTED
    }

    /// What this method was to write may be written all the same: a failure half-way, a yes that cannot be read, or an answer that is
    /// not this API's, whatever its status says. A read leaves nothing open.
    pub fn leaves_open(&self, method: Method) -> bool {
        match self.status {
            _ if !method.writes() => false,
            429 => false,
            // Not now, not implemented, and a version of HTTP. A proxy answers a 503 of its own when it no longer waits for a server
            // that goes on working.
            501 | 503 | 505 => self.is_unexpected(),
            200..300 => true,
            status => status >= 500 || self.is_unexpected(),
        }
    }

    /// Takes what is secret (the key, an `hmac`) out of the texts, in case the server repeats it; see [`hidden`]. A code of
    /// lower-case letters is none.
    #[must_use]
    pub fn without(mut self, secret: &str) -> Self {
        if !self.error.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') {
            self.error = hidden(&self.error, secret);
        }
        if let Some(info) = &mut self.info {
            *info = hidden(info, secret);
        }
        for issue in &mut self.issues {
            hide_within(issue, secret);
        }
        self
    }

    /// Reads what [`to_value`](Self::to_value) gives.
    pub fn from_value(value: &Value) -> Option<Self> {
        Some(Self {
            status: u16::try_from(value.get("status")?.as_u64()?).ok()?,
            error: value.get("error")?.as_str()?.to_owned(),
            info: value.get("info").and_then(Value::as_str).map(str::to_owned),
            issues: value.get("issues")?.as_array()?.clone(),
        })
    }

    /// `{status, error, info?, issues}`.
    pub fn to_value(&self) -> Value {
        let mut value = Map::new();
        put(&mut value, "status", self.status.into());
        put(&mut value, "error", self.error.as_str().into());
        if let Some(info) = &self.info {
            put(&mut value, "info", info.as_str().into());
        }
        put(&mut value, "issues", Value::Array(self.issues.clone()));
        Value::Object(value)
    }
}

/// Shorter texts stand in any sentence.
const LEAST_SECRET: usize = 4;

/// A longer run of letters and digits gives a part of a secret away by itself.
const LEAST_PIECE: usize = 12;

/// A text without this secret: as it is, as an address writes it, and as JSON may; and without its pieces between other
/// characters, however those are written (`\u002b`, `&#43;`, the alphabet of URLs). What has fewer than 4 characters is no secret. Of
/// several hide the longest first, since one may begin like another.
pub fn hidden(text: &str, secret: &str) -> String {
    if secret.len() < LEAST_SECRET {
        return text.to_owned();
    }
    let mut encoded = String::new();
    encode(secret, &mut encoded);
    let mut lower = String::new();
    let mut digits = 0;
    for character in encoded.chars() {
        lower.push(if digits > 0 { character.to_ascii_lowercase() } else { character });
        digits = if character == '%' { 2 } else { i32::max(digits - 1, 0) };
    }
    let mut text = text.to_owned();
    for form in [secret, &encoded, &lower, &replaced(secret, "/", "\\/")] {
        if find(&text, form).is_some() {
            text = replaced(&text, form, "…");
        }
    }
    for piece in secret.split(|character: char| !character.is_ascii_alphanumeric()) {
        // Small letters alone may be a word, which the text has for its own reasons.
        let may_be_word = piece.bytes().skip(1).all(|byte| byte.is_ascii_lowercase());
        if piece.len() >= LEAST_PIECE && !may_be_word && find(&text, piece).is_some() {
            text = replaced(&text, piece, "…");
        }
    }
    text
}

fn hide_within(value: &mut Value, secret: &str) {
    match value {
        Value::String(text) => *text = hidden(text, secret),
        Value::Array(items) => items.iter_mut().for_each(|item| hide_within(item, secret)),
        Value::Object(object) => {
            for (key, mut item) in std::mem::take(object) {
                hide_within(&mut item, secret);
                object.insert(hidden(&key, secret), item);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.status, self.error)?;
        self.info.as_ref().map_or(Ok(()), |info| write!(formatter, ": {info}"))
    }
}

impl fmt::Debug for ApiError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// One entry more. A map that is collected is sorted first, and that is 20 KB of code in WebAssembly.
pub(super) fn put(object: &mut Map<String, Value>, key: &str, value: Value) {
    object.insert(key.to_owned(), value);
}

/// A list of texts; [`read_texts`] reads it, [`read_keys`] as a set.
pub(super) fn texts<'a>(texts: impl IntoIterator<Item = &'a String>) -> Value {
    let mut values = Vec::new();
    for text in texts {
        values.push(Value::from(text.as_str()));
    }
    Value::Array(values)
}

pub(super) fn read_texts(value: &Value) -> Option<Vec<String>> {
    let mut texts = Vec::new();
    for text in value.as_array()? {
        texts.push(text.as_str()?.to_owned());
    }
    Some(texts)
}

pub(super) fn read_keys(value: &Value) -> Option<Keys> {
    let mut keys = Keys::new();
    for text in value.as_array()? {
        keys.insert(text.as_str()?.to_owned(), Value::Null);
    }
    Some(keys)
}

/// The object in an answer that says yes.
pub(super) fn object(status: u16, body: &[u8]) -> Result<Map<String, Value>, ApiError> {
    if !(200..300).contains(&status) {
        return Err(ApiError::read(status, body));
    }
    match read_json(body) {
        Some(Value::Object(object)) => Ok(object),
        _ => Err(ApiError::unexpected(status)),
    }
}
