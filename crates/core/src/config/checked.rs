//! What is right. Only a check without errors makes these, so a [`Config`] needs no second look.

use std::fmt;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::{ConfigType, FIELDS, MESSAGE_KEY, Row};
use crate::phone::PhoneNumber;
use crate::web_url::WebUrl;

/// A config that a check found right.
///
/// Serialises as the flat body of a create: `{type, phone_number?, …}`.
#[derive(Clone, Debug, PartialEq)]
pub enum Config {
    /// A call fires a webhook.
    Pinless(PinlessConfig),
    /// Callers type a PIN.
    Pin(PinConfig),
}

/// What is in a config besides the fields it knows: kept, so that writing it back loses nothing. `Debug` shows keys only.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Aside(pub(crate) Map<String, Value>);

impl fmt::Debug for Aside {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.0.keys()).finish()
    }
}

/// The fields of a `pinless_dialin` config.
#[derive(Clone, Debug, PartialEq)]
pub struct PinlessConfig {
    pub(crate) phone_number: Option<PhoneNumber>,
    pub(crate) room_creation_api: Option<WebUrl>,
    pub(crate) hmac: Option<Secret>,
    pub(crate) hold_music_url: Option<WebUrl>,
    pub(crate) shared: Shared,
}

/// The fields of a `pin_dialin` config.
#[derive(Clone, Debug, PartialEq)]
pub struct PinConfig {
    pub(crate) phone_number: PhoneNumber,
    pub(crate) ivr_greeting: Option<Message>,
    pub(crate) shared: Shared,
}

/// What may be in a config of either type.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Shared {
    pub(crate) name_prefix: Option<String>,
    pub(crate) timeout_config: Option<Message>,
    pub(crate) aside: Aside,
}

/// A signing secret: standard base64. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub(crate) String);

impl Secret {
    /// The base64 text itself: not for a log.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

/// `{message}`, with whatever else stood in the object.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    pub(crate) message: Option<String>,
    pub(crate) aside: Aside,
}

impl Message {
    /// What is spoken; `None` when the object came without it.
    pub fn text(&self) -> Option<&str> {
        self.message.as_deref()
    }

    pub(crate) fn to_value(&self) -> Value {
        let mut object = Map::new();
        if let Some(message) = &self.message {
            object.insert(MESSAGE_KEY.to_owned(), message.as_str().into());
        }
        object.extend(self.aside.0.clone());
        Value::Object(object)
    }
}

impl PinlessConfig {
    /// The number; without one it takes SIP calls only.
    pub const fn phone_number(&self) -> Option<&PhoneNumber> {
        self.phone_number.as_ref()
    }

    /// The friendly name.
    pub fn name_prefix(&self) -> Option<&str> {
        self.shared.name_prefix.as_deref()
    }

    /// Where the webhook is.
    pub const fn room_creation_api(&self) -> Option<&WebUrl> {
        self.room_creation_api.as_ref()
    }

    /// The signing secret.
    pub const fn hmac(&self) -> Option<&Secret> {
        self.hmac.as_ref()
    }

    /// Where the hold music is.
    pub const fn hold_music_url(&self) -> Option<&WebUrl> {
        self.hold_music_url.as_ref()
    }

    /// What is spoken when the webhook does not answer.
    pub const fn timeout_config(&self) -> Option<&Message> {
        self.shared.timeout_config.as_ref()
    }
}

impl PinConfig {
    /// The number that callers dial.
    pub const fn phone_number(&self) -> &PhoneNumber {
        &self.phone_number
    }

    /// The friendly name.
    pub fn name_prefix(&self) -> Option<&str> {
        self.shared.name_prefix.as_deref()
    }

    /// What `timeout_config` says: only a pinless config's webhook can be late, but Daily takes it.
    pub const fn timeout_config(&self) -> Option<&Message> {
        self.shared.timeout_config.as_ref()
    }

    /// What is spoken when the call connects.
    pub const fn ivr_greeting(&self) -> Option<&Message> {
        self.ivr_greeting.as_ref()
    }
}

impl Config {
    /// Which of the two it is.
    pub const fn config_type(&self) -> ConfigType {
        match self {
            Self::Pinless(_) => ConfigType::PinlessDialin,
            Self::Pin(_) => ConfigType::PinDialin,
        }
    }

    /// The number; a `pin_dialin` config always has one.
    pub const fn phone_number(&self) -> Option<&PhoneNumber> {
        match self {
            Self::Pinless(config) => config.phone_number.as_ref(),
            Self::Pin(config) => Some(&config.phone_number),
        }
    }

    /// The friendly name.
    pub fn name_prefix(&self) -> Option<&str> {
        self.shared().name_prefix.as_deref()
    }

    /// The signing secret; a `pin_dialin` config never has one.
    pub const fn hmac(&self) -> Option<&Secret> {
        match self {
            Self::Pinless(config) => config.hmac(),
            Self::Pin(_) => None,
        }
    }

    /// The fields as they are under `config` in a stored config, unknown ones included, `type` not.
    pub fn fields(&self) -> Map<String, Value> {
        let mut fields = Map::new();
        for field in FIELDS {
            if let Some(value) = self.value(field.row) {
                fields.insert(field.key.to_owned(), value);
            }
        }
        fields.extend(self.shared().aside.0.clone());
        fields
    }

    /// What is at a field. A match of every row, so that none can be in the table and be forgotten here.
    fn value(&self, row: Row) -> Option<Value> {
        let (pinless, pin) = match self {
            Self::Pinless(config) => (Some(config), None),
            Self::Pin(config) => (None, Some(config)),
        };
        let shared = self.shared();
        match row {
            Row::PhoneNumber => self.phone_number().map(|number| number.text().into()),
            Row::NamePrefix => shared.name_prefix.as_deref().map(Value::from),
            Row::RoomCreationApi => pinless?.room_creation_api.as_ref().map(|url| url.as_str().into()),
            Row::Hmac => pinless?.hmac.as_ref().map(|secret| secret.reveal().into()),
            Row::HoldMusicUrl => pinless?.hold_music_url.as_ref().map(|url| url.as_str().into()),
            Row::TimeoutConfig => shared.timeout_config.as_ref().map(Message::to_value),
            Row::IvrGreeting => pin?.ivr_greeting.as_ref().map(Message::to_value),
            // The type stands beside the fields, and what Daily sets is in no config to write.
            Row::Type | Row::SipUri | Row::Id => None,
        }
    }

    const fn shared(&self) -> &Shared {
        match self {
            Self::Pinless(config) => &config.shared,
            Self::Pin(config) => &config.shared,
        }
    }
}

impl Serialize for Config {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fields = self.fields();
        let mut body = serializer.serialize_map(Some(fields.len() + 1))?;
        body.serialize_entry("type", &self.config_type())?;
        for (key, value) in &fields {
            body.serialize_entry(key, value)?;
        }
        body.end()
    }
}

/// The body of an update that a check found right: what changes, and null for what is to be cleared.
///
/// Serialises as that body. `Debug` does not show values: one of them may be the secret.
#[derive(Clone, PartialEq)]
pub struct Patch {
    pub(crate) fields: Map<String, Value>,
    pub(crate) phone_number: Option<PhoneNumber>,
}

impl Patch {
    /// The number it sets, if it sets one.
    pub const fn phone_number(&self) -> Option<&PhoneNumber> {
        self.phone_number.as_ref()
    }

    /// The changes by key; null clears, but for the signing secret, which is left out of them.
    pub const fn fields(&self) -> &Map<String, Value> {
        &self.fields
    }

    /// Applies the changes to the fields of a stored config: null removes a field, anything else replaces it whole.
    pub fn merge_into(&self, fields: &mut Map<String, Value>) {
        for (key, value) in &self.fields {
            if value.is_null() {
                fields.remove(key);
            } else {
                fields.insert(key.clone(), value.clone());
            }
        }
    }
}

impl fmt::Debug for Patch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.fields.keys()).finish()
    }
}

impl Serialize for Patch {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.fields.serialize(serializer)
    }
}

/// A config as a server returned it or a file describes it.
///
/// Serialises as `{id?, type, config}`, and what else a server returned beside them.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    pub(crate) id: Option<String>,
    pub(crate) sip_uri: SipUri,
    pub(crate) config: Config,
    pub(crate) aside: Aside,
}

/// The value of `sip_uri`. Null is what Daily returns for a `pin_dialin` config.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum SipUri {
    Absent,
    Null,
    Is(String),
}

impl Stored {
    /// Its id; a file may leave it out.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// Where SIP calls go.
    pub fn sip_uri(&self) -> Option<&str> {
        if let SipUri::Is(uri) = &self.sip_uri { Some(uri) } else { None }
    }

    /// The config itself.
    pub const fn config(&self) -> &Config {
        &self.config
    }
}

impl Serialize for Stored {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = self.config.fields();
        if self.sip_uri != SipUri::Absent {
            fields.insert("sip_uri".to_owned(), self.sip_uri().into());
        }
        let mut stored = serializer.serialize_map(None)?;
        if let Some(id) = &self.id {
            stored.serialize_entry("id", id)?;
        }
        stored.serialize_entry("type", &self.config.config_type())?;
        stored.serialize_entry("config", &fields)?;
        for (key, value) in &self.aside.0 {
            stored.serialize_entry(key, value)?;
        }
        stored.end()
    }
}
