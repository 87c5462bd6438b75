//! The older place of the same configs, two arrays in the domain's own properties. It is read here and never written: a
//! `POST` there replaces a whole array, and makes new secrets.

use std::fmt;

use serde_json::{Map, Value};

use super::merge::writable;
use super::wire::{ApiError, Method, Request, object};
use crate::config::ConfigType;

/// `GET /`: read the answer with [`read_domain`].
pub fn domain() -> Request {
    Request::new(Method::Get, "/")
}

/// A config of the older place. `Debug` shows its type only.
#[derive(Clone, PartialEq)]
pub struct LegacyConfig {
    /// Which array it stood in.
    pub config_type: ConfigType,
    fields: Map<String, Value>,
}

impl LegacyConfig {
    /// The body that creates it in the present place: `{type, phone_number?, …}`, its secret included, for
    /// [`check_create`](crate::check_create) and [`create`](super::create).
    pub fn create_body(&self) -> Map<String, Value> {
        let mut body = writable(Some(&self.fields));
        body.insert("type".to_owned(), self.config_type.as_str().into());
        body
    }
}

impl fmt::Debug for LegacyConfig {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("LegacyConfig").field(&self.config_type).finish()
    }
}

/// Reads `{config: {pinless_dialin?: […], pin_dialin?: […]}}`: pinless ones first, each array in its order. One that is
/// missing or null is empty.
pub fn read_domain(status: u16, body: &[u8]) -> Result<Vec<LegacyConfig>, ApiError> {
    let unexpected = || ApiError::unexpected(status);
    let mut domain = object(status, body)?;
    let mut arrays = match domain.remove("config") {
        Some(Value::Object(arrays)) => arrays,
        None | Some(Value::Null) => Map::new(),
        Some(_) => return Err(unexpected()),
    };
    let mut configs = Vec::new();
    for config_type in ConfigType::ALL {
        match arrays.remove(config_type.as_str()) {
            None | Some(Value::Null) => {}
            Some(Value::Array(entries)) => {
                for entry in entries {
                    let Value::Object(fields) = entry else { return Err(unexpected()) };
                    configs.push(LegacyConfig { config_type, fields });
                }
            }
            Some(_) => return Err(unexpected()),
        }
    }
    Ok(configs)
}
