//! Reading the options object of a check.

use std::fmt::Display;

use dialin_core::{ConfigType, Options};
use serde_json::{Map, Value};

/// The options every check takes; no text at all means none were given.
pub(crate) fn read(text: &[u8]) -> Result<Options, String> {
    if text.is_empty() { Ok(Options::default()) } else { from_value(&parse(text)?) }
}

/// The options of an update, which also say the type of the stored config.
pub(crate) fn read_with_type(text: &[u8]) -> Result<(ConfigType, Options), String> {
    let value = if text.is_empty() { Value::Null } else { parse(text)? };
    let mut others = Map::new();
    let mut config_type = None;
    if let Value::Object(options) = value {
        for (key, value) in options {
            if key == "type" {
                config_type = value.as_str().and_then(ConfigType::from_name);
            } else {
                others.insert(key, value);
            }
        }
    }
    let Some(config_type) = config_type else {
        return Err(refusal(&"`type` has to say the type of the stored config, `pinless_dialin` or `pin_dialin`"));
    };
    Ok((config_type, from_value(&Value::Object(others))?))
}

pub(crate) fn from_value(value: &Value) -> Result<Options, String> {
    Options::from_value(value).map_err(|error| refusal(&error))
}

fn parse(text: &[u8]) -> Result<Value, String> {
    serde_json::from_str(crate::buffer::text(text)).map_err(|error| refusal(&error))
}

fn refusal(message: &impl Display) -> String {
    format!("options: {message}")
}
