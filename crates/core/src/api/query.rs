//! The query of a list call.

use std::fmt;

use serde_json::{Map, Value};

use super::wire::put;
use crate::config::ConfigType;
use crate::json::scalar;
use crate::quote::quote;
use crate::text::{join, join_with, number};

/// Every parameter of `GET /domain-dialin-config` (openapi).
const PARAMETERS: [&str; 8] = [
    "limit",
    "starting_after",
    "ending_before",
    "type",
    "phone_number",
    "phone_numbers",
    "sip_username",
    "name_prefix",
];

/// The most that one page of configs holds (guide).
pub const MOST_CONFIGS: u8 = 100;

/// Why a query cannot be read; `Display` says it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum QueryError {
    /// It is not an object.
    NotAnObject,
    /// No parameter has this name. It is quoted.
    Unknown(String),
    /// The value of this parameter is neither a string nor a number nor, for `phone_numbers`, a list of these.
    WrongType(&'static str),
    /// This parameter is empty or blank, or a part of it.
    Empty(&'static str),
    /// `limit` is out of range.
    Limit,
    /// `type` is none.
    Type,
    /// `starting_after` and `ending_before` at once.
    BothEnds,
}

impl fmt::Display for QueryError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::NotAnObject => "query is not an object",
            Self::Unknown(name) => {
                let known = join_with(", ", &PARAMETERS);
                return formatter.write_str(&join(&["query has no parameter ", name, "; there are ", &known]));
            }
            Self::WrongType(name) => {
                let or_list = if *name == "phone_numbers" { " nor a list of these" } else { "" };
                return formatter.write_str(&join(&["query.", name, " is neither a string nor a number", or_list]));
            }
            Self::Empty(name) => {
                return formatter.write_str(&join(&[
                    "query.",
                    name,
                    " is empty, or a part of it: leave it out to list all",
                ]));
            }
            Self::Limit => "query.limit must be a whole number from 1 to 100",
            Self::Type => "query.type must be `pinless_dialin` or `pin_dialin`",
            Self::BothEnds => "query has both `starting_after` and `ending_before`",
        };
        formatter.write_str(text)
    }
}

impl std::error::Error for QueryError {}

/// What a list of configs is asked for. An empty string asks for nothing, nor does a blank one, and is not sent: the server would
/// answer with everything either way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListQuery(Vec<(&'static str, String)>);

impl ListQuery {
    /// How many configs a page holds: 1 to 100, which is also what the server takes when nothing is asked for.
    #[must_use]
    pub fn limit(self, limit: u8) -> Self {
        self.with("limit", number(limit.clamp(1, MOST_CONFIGS).into()))
    }

    /// Starts after the config with this id (older ones follow). Takes the place of [`Self::ending_before`].
    #[must_use]
    pub fn starting_after(self, id: &str) -> Self {
        self.without("ending_before").with("starting_after", id.to_owned())
    }

    /// Ends in front of the config with this id, or with the oldest one: `OLDEST`. Takes the place of [`Self::starting_after`].
    #[must_use]
    pub fn ending_before(self, id: &str) -> Self {
        self.without("starting_after").with("ending_before", id.to_owned())
    }

    /// One type only.
    #[must_use]
    pub fn config_type(self, config_type: ConfigType) -> Self {
        self.with("type", config_type.as_str().to_owned())
    }

    /// A number.
    #[must_use]
    pub fn phone_number(self, number: &str) -> Self {
        self.with("phone_number", number.to_owned())
    }

    /// Parts of numbers: **substrings**, so compare what comes back.
    #[must_use]
    pub fn phone_numbers(self, parts: &[&str]) -> Self {
        let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.trim().is_empty()).collect();
        self.with("phone_numbers", join_with(",", &parts))
    }

    /// The part of `sip_uri` in front of the `@`.
    #[must_use]
    pub fn sip_username(self, name: &str) -> Self {
        self.with("sip_username", name.to_owned())
    }

    /// The friendly name.
    #[must_use]
    pub fn name_prefix(self, prefix: &str) -> Self {
        self.with("name_prefix", prefix.to_owned())
    }

    /// Reads an object with Daily's names: strings, numbers and, for `phone_numbers`, a list. Null is not sent. A name
    /// that is no parameter is refused: a server would ignore it and answer with everything, as it does where one is empty.
    ///
    /// # Errors
    /// Names what is wrong and shows no values.
    pub fn from_value(given: &Value) -> Result<Self, QueryError> {
        let Value::Object(given) = given else { return Err(QueryError::NotAnObject) };
        let mut query = Self::default();
        for (key, value) in given {
            let Some(name) = PARAMETERS.into_iter().find(|parameter| parameter == key) else {
                return Err(QueryError::Unknown(quote(key)));
            };
            let text = match value {
                Value::Null => continue,
                Value::Array(parts) if name == "phone_numbers" => list(parts),
                value => scalar(value),
            };
            let text = text.ok_or(QueryError::WrongType(name))?;
            // Of a list, each part: one that is empty is part of every number.
            let is_list = name == "phone_numbers";
            let is_blank = |part: &str| part.trim().is_empty();
            if asks_for_nothing(name, &text) || (is_list && text.split(',').any(is_blank)) {
                return Err(QueryError::Empty(name));
            }
            if name == "limit" && !text.parse().is_ok_and(|limit: u8| (1..=MOST_CONFIGS).contains(&limit)) {
                return Err(QueryError::Limit);
            }
            if name == "type" && ConfigType::from_name(&text).is_none() {
                return Err(QueryError::Type);
            }
            query = query.with(name, text);
        }
        if query.value("starting_after").is_some() && query.value("ending_before").is_some() {
            return Err(QueryError::BothEnds);
        }
        Ok(query)
    }

    /// What [`ListQuery::from_value`] reads.
    pub(super) fn to_value(&self) -> Value {
        let mut query = Map::new();
        for (name, value) in &self.0 {
            put(&mut query, name, value.as_str().into());
        }
        Value::Object(query)
    }

    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(given, _)| *given == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn pairs(&self) -> Vec<(&'static str, String)> {
        self.0.clone()
    }

    fn without(mut self, name: &str) -> Self {
        self.0.retain(|(given, _)| *given != name);
        self
    }

    /// Sets a parameter; given twice, the last counts. They stand in the order of their names, so that equal queries
    /// are equal.
    pub(super) fn with(self, name: &'static str, value: String) -> Self {
        let mut query = self.without(name);
        if !asks_for_nothing(name, &value) {
            let place = query.0.partition_point(|(given, _)| *given < name);
            query.0.insert(place, (name, value));
        }
        query
    }
}

/// Empty, or blank; of numbers also what has nothing but commas, which is a list of empty parts.
fn asks_for_nothing(name: &str, value: &str) -> bool {
    let is_of_numbers = matches!(name, "phone_number" | "phone_numbers");
    value.chars().all(|character| character.is_whitespace() || (is_of_numbers && character == ','))
}

/// With commas between.
fn list(parts: &[Value]) -> Option<String> {
    let mut text = String::new();
    for (place, part) in parts.iter().enumerate() {
        text.push_str(if place == 0 { "" } else { "," });
        text.push_str(&scalar(part)?);
    }
    Some(text)
}
