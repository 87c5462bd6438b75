//! What a check may be told about the world around the config.

mod known_numbers;

use std::fmt;

use serde::Deserialize;
use serde::de::Deserializer;
use serde_json::Value;

use crate::config::{ConfigType, Draft, JsonType, Row, Stored};
use crate::json::AnyJson;
use crate::phone::PhoneNumber;
use crate::quote::quote;
use crate::text::join;

pub(crate) use known_numbers::{KnownNumbers, NumberIndex, number_key};

/// What is known besides the config itself. In JSON: camelCase keys, unknown ones refused.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The numbers purchased on the domain; with it, any other number is an error.
    pub purchased_numbers: Option<Vec<String>>,
    /// The stored configs this one joins.
    pub configs: Vec<KnownConfig>,
    /// The id of this config among them.
    pub id: Option<String>,
    /// Lets URLs name hosts that only this machine or network reaches, for trying things out.
    pub allow_private_hosts: bool,
}

impl Options {
    /// Reads `{purchasedNumbers?, configs?, id?, allowPrivateHosts?}`.
    ///
    /// # Errors
    /// Names what is wrong, an unknown key among it, and shows no values.
    // By hand, because what serde generates for it prints numbers with fractions, and that alone is 5 % of the instructions in the
    // WebAssembly file.
    pub fn from_value(value: &Value) -> Result<Self, OptionsError> {
        let Value::Object(object) = value else { return Err(OptionsError::NotAnObject) };
        let mut options = Self::default();
        for (key, value) in object {
            let wrong = |expected: &str| {
                OptionsError::Wrong(join(&["`", key, "` is ", JsonType::of(value).words(), ", not ", expected]))
            };
            match (key.as_str(), value) {
                ("purchasedNumbers", Value::Array(numbers)) => {
                    let mut texts = Vec::with_capacity(numbers.len());
                    for number in numbers {
                        let Value::String(number) = number else {
                            let problem =
                                join(&["`purchasedNumbers` holds ", JsonType::of(number).words(), ", not strings"]);
                            return Err(OptionsError::Wrong(problem));
                        };
                        texts.push(number.clone());
                    }
                    options.purchased_numbers = Some(texts);
                }
                ("purchasedNumbers" | "configs", _) if !value.is_array() => return Err(wrong("an array")),
                ("configs", Value::Array(configs)) => {
                    for config in configs {
                        if !config.is_object() {
                            let problem = join(&["`configs` holds ", JsonType::of(config).words(), ", not objects"]);
                            return Err(OptionsError::Wrong(problem));
                        }
                        options.configs.push(KnownConfig::from_value(config));
                    }
                }
                ("id", Value::String(id)) => options.id = Some(id.clone()),
                ("id", _) => return Err(wrong("a string")),
                ("allowPrivateHosts", Value::Bool(allow)) => options.allow_private_hosts = *allow,
                ("allowPrivateHosts", _) => return Err(wrong("a boolean")),
                _ => {
                    let known = ", expected one of `purchasedNumbers`, `configs`, `id`, `allowPrivateHosts`";
                    return Err(OptionsError::Unknown(join(&["unknown field ", &quote(key), known])));
                }
            }
        }
        Ok(options)
    }
}

/// Why options cannot be read; `Display` says it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OptionsError {
    /// They are not an object.
    NotAnObject,
    /// The value of a known key is of another JSON type.
    Wrong(String),
    /// An unknown key. The text quotes it.
    Unknown(String),
}

impl fmt::Display for OptionsError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NotAnObject => "not an object",
            Self::Wrong(problem) | Self::Unknown(problem) => problem,
        })
    }
}

impl std::error::Error for OptionsError {}

impl<'de> Deserialize<'de> for Options {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_value(&AnyJson::deserialize(deserializer)?.0).map_err(serde::de::Error::custom)
    }
}

/// The part of a stored config that other configs' checks use. Reads `{id, type, config: {phone_number}}`, leniently: also
/// the flat body that made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownConfig {
    /// Its id, when it came with one.
    pub id: Option<String>,
    /// Its type, where it is one of the two.
    pub config_type: Option<ConfigType>,
    /// Its number, as written.
    pub phone_number: Option<String>,
}

impl<'de> Deserialize<'de> for KnownConfig {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        AnyJson::deserialize(deserializer).map(|AnyJson(config)| Self::from_value(&config))
    }
}

impl KnownConfig {
    /// What cannot be read is left out.
    fn from_value(config: &Value) -> Self {
        let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        Self {
            id: text(config.get("id")),
            config_type: config.get("type").and_then(Value::as_str).and_then(ConfigType::from_name),
            phone_number: text(config.get("config").unwrap_or(config).get("phone_number")),
        }
    }

    /// A config that has no id yet.
    pub(crate) fn unnamed(config_type: ConfigType, number: PhoneNumber) -> Self {
        Self { id: None, config_type: Some(config_type), phone_number: Some(number.text()) }
    }
}

impl From<&Draft<'_>> for KnownConfig {
    fn from(draft: &Draft<'_>) -> Self {
        let text = |draft: &Draft<'_>, row| draft.text(row).map(ToOwned::to_owned);
        Self {
            id: text(draft, Row::Id),
            config_type: draft.text(Row::Type).and_then(ConfigType::from_name),
            phone_number: draft.nested().and_then(|config| text(config, Row::PhoneNumber)),
        }
    }
}

impl From<&Stored> for KnownConfig {
    fn from(stored: &Stored) -> Self {
        Self {
            id: stored.id().map(ToOwned::to_owned),
            config_type: Some(stored.config().config_type()),
            phone_number: stored.config().phone_number().map(|number| number.text()),
        }
    }
}

/// Whether the room is being created or updated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoomOperation {
    /// `POST /rooms`.
    Create,
    /// `POST /rooms/{name}`.
    Update,
}

/// What a room check is told about the world.
#[derive(Clone, Debug)]
pub struct RoomOptions {
    /// Whether the room is being created or updated.
    pub operation: RoomOperation,
    /// The current time, in Unix seconds (milliseconds are understood as well). In JavaScript `Math.floor(Date.now() / 1000)`: an
    /// `exp` made from it must be whole.
    pub now: i64,
    /// The stored configs, to find numbers that are for pinless calls, or in none of them.
    pub configs: Vec<KnownConfig>,
    /// The numbers purchased on the domain; with it, any other number is an error.
    pub purchased_numbers: Option<Vec<String>>,
}
