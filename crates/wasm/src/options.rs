//! Reading the options object of a check.

use std::fmt::Display;

use dialin_core::{ConfigType, Options};
use serde::Deserialize;
use serde_json::{Map, Value};

/// The options every check takes; no text at all means none were given.
pub(crate) fn read(text: &[u8]) -> Result<Options, String> {
    if text.is_empty() { Ok(Options::default()) } else { from_value(parse(text)?) }
}

/// The options of an update, which also say the type of the stored config.
pub(crate) fn read_with_type(text: &[u8]) -> Result<(ConfigType, Options), String> {
    let mut value = if text.is_empty() { Value::Object(Map::new()) } else { parse(text)? };
    let name = value.as_object_mut().and_then(|map| map.remove("type"));
    let config_type = name.as_ref().and_then(Value::as_str).and_then(ConfigType::from_name);
    match config_type {
        Some(config_type) => Ok((config_type, from_value(value)?)),
        None => Err(refusal(&format!(
            "`type` has to say the type of the stored config, {}",
            ConfigType::ALL.map(|each| format!("`{each}`")).join(" or ")
        ))),
    }
}

fn parse(text: &[u8]) -> Result<Value, String> {
    serde_json::from_slice(text).map_err(|error| refusal(&error))
}

/// The same, read already.
pub(crate) fn from_value(value: Value) -> Result<Options, String> {
    // serde would take an array for a struct, its elements for the fields in order.
    if !value.is_object() {
        return Err(refusal(&"not an object"));
    }
    Options::deserialize(value).map_err(|error| refusal(&error))
}

fn refusal(message: &impl Display) -> String {
    format!("options: {message}")
}
