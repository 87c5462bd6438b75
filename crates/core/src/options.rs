//! What a check may be told about the world around the config.

use serde::de::Deserializer;
use serde::{Deserialize, Serialize};

use crate::config::{ConfigType, Draft, Stored};
use crate::phone::PhoneNumber;

/// What is known besides the config itself. In JSON: camelCase keys, unknown ones refused.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
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

/// As much of a stored config as another config's check needs. Reads `{id, type, config: {phone_number}}`, leniently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KnownConfig {
    /// Its id; empty when it came without one.
    pub id: String,
    /// Its type, where it is one of the two.
    pub config_type: Option<ConfigType>,
    /// Its number, as written.
    pub phone_number: Option<String>,
}

impl<'de> Deserialize<'de> for KnownConfig {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Draft::deserialize(deserializer).map(|draft| Self::from(&draft))
    }
}

impl KnownConfig {
    /// A config that has no id yet.
    pub(crate) fn unnamed(config_type: ConfigType, number: PhoneNumber) -> Self {
        Self { id: String::new(), config_type: Some(config_type), phone_number: Some(number.to_string()) }
    }
}

impl From<&Draft<'_>> for KnownConfig {
    fn from(draft: &Draft<'_>) -> Self {
        let text = |draft: &Draft<'_>, key: &str| draft.text(key).map(ToOwned::to_owned);
        Self {
            id: text(draft, "id").unwrap_or_default(),
            config_type: draft.text("type").and_then(ConfigType::from_name),
            phone_number: draft.config.value().and_then(|config| text(config, "phone_number")),
        }
    }
}

impl From<&Stored> for KnownConfig {
    fn from(stored: &Stored) -> Self {
        Self {
            id: stored.id().unwrap_or_default().to_owned(),
            config_type: Some(stored.config().config_type()),
            phone_number: stored.config().phone_number().map(ToString::to_string),
        }
    }
}

/// Whether the room is being made or changed.
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
    /// Whether the room is being made or changed.
    pub operation: RoomOperation,
    /// The present, in Unix seconds.
    pub now: i64,
    /// The stored configs, to find numbers that are for pinless calls.
    pub configs: Vec<KnownConfig>,
}
