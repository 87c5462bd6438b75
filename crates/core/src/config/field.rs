//! The table of a config's fields: which applies to which type, and what each is called. Forms, docs and schemas read it.

use std::borrow::Cow;
use std::str::FromStr;

use serde::de::Error;
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::serialize_as_str::serialize_as_str;

/// The two kinds of dial-in config.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConfigType {
    /// A call fires a webhook; hold music plays until it has made a room.
    PinlessDialin,
    /// Callers dial a shared number and type the PIN of a room.
    PinDialin,
}

impl ConfigType {
    /// Both, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::PinlessDialin, Self::PinDialin];

    /// As Daily writes it: `pinless_dialin` or `pin_dialin`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PinlessDialin => "pinless_dialin",
            Self::PinDialin => "pin_dialin",
        }
    }

    /// The other type.
    pub(crate) const fn other(self) -> Self {
        match self {
            Self::PinlessDialin => Self::PinDialin,
            Self::PinDialin => Self::PinlessDialin,
        }
    }

    /// Reads what [`ConfigType::as_str`] writes; anything else is `None`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|each| each.as_str() == name)
    }

    /// What a form calls it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::PinlessDialin => "Pinless dial-in",
            Self::PinDialin => "PIN dial-in",
        }
    }

    /// One sentence for the person who has to choose.
    pub const fn summary(self) -> &'static str {
        match self {
            Self::PinlessDialin => "A call fires your webhook, which makes a room; hold music plays meanwhile.",
            Self::PinDialin => "Callers dial a shared number and type the PIN of their room.",
        }
    }
}

/// A text that names no type of config.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a type of config is `pinless_dialin` or `pin_dialin`")]
pub struct NotConfigType;

impl FromStr for ConfigType {
    type Err = NotConfigType;

    fn from_str(name: &str) -> Result<Self, NotConfigType> {
        Self::from_name(name).ok_or(NotConfigType)
    }
}

impl<'de> Deserialize<'de> for ConfigType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One of the two types.
    Type,
    /// A string: E.164.
    PhoneNumber,
    /// A string.
    Text,
    /// A string: a base64 secret.
    Secret,
    /// A string: an absolute http(s) URL.
    Url,
    /// An object `{message: string}`.
    Message,
}

impl Shape {
    /// In kebab-case: `phone-number`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::PhoneNumber => "phone-number",
            Self::Text => "text",
            Self::Secret => "secret",
            Self::Url => "url",
            Self::Message => "message",
        }
    }

    /// The name of its JSON type.
    pub const fn json_name(self) -> &'static str {
        match self {
            Self::Message => "object",
            _ => "string",
        }
    }

    /// The JSON type, as a message says it.
    pub const fn json_type(self) -> &'static str {
        match self {
            Self::Message => "an object `{\"message\": \"…\"}`",
            _ => "a string",
        }
    }
}

/// Whether a field applies to a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applies {
    /// A create without it is refused.
    Required,
    /// Documented as optional, but nothing works without it: a warning when missing.
    Advised,
    /// May be left out.
    Optional,
    /// Accepted, but never used: a warning when present.
    Inert,
    /// A field of the other type: refused.
    Never,
    /// Daily sets it: dropped from a write, with a warning.
    ReadOnly,
}

impl Applies {
    /// In kebab-case: `read-only`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Advised => "advised",
            Self::Optional => "optional",
            Self::Inert => "inert",
            Self::Never => "never",
            Self::ReadOnly => "read-only",
        }
    }
}

serialize_as_str!(ConfigType, Shape, Applies);

/// One row of the table. Serialises as
/// `{key, path, label, summary, shape, appliesTo: {pinless_dialin, pin_dialin}, choices?: [{value, label, summary}]}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The key in the body.
    pub key: &'static str,
    /// What a form calls it.
    pub label: &'static str,
    /// One sentence for the person who fills it in.
    pub summary: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// Whether it applies to `pinless_dialin`.
    pub pinless_dialin: Applies,
    /// Whether it applies to `pin_dialin`.
    pub pin_dialin: Applies,
    /// Its place in the table.
    pub(crate) row: Row,
}

impl Field {
    /// Whether the field applies to a type.
    pub const fn applies_to(&self, config_type: ConfigType) -> Applies {
        match config_type {
            ConfigType::PinlessDialin => self.pinless_dialin,
            ConfigType::PinDialin => self.pin_dialin,
        }
    }

    /// The row of a key, or `None` for an unknown key.
    pub fn named(key: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| field.key == key)
    }

    /// A write may carry it. What Daily alone sets is the same for both types; a test holds the table to it.
    pub fn writable(&self) -> bool {
        self.pinless_dialin != Applies::ReadOnly
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct AppliesTo {
            pinless_dialin: Applies,
            pin_dialin: Applies,
        }
        #[derive(Serialize)]
        struct Choice {
            value: &'static str,
            label: &'static str,
            summary: &'static str,
        }
        let mut row = serializer.serialize_map(None)?;
        row.serialize_entry("key", self.key)?;
        match self.shape {
            Shape::Message => row.serialize_entry("path", &[self.key, MESSAGE_KEY])?,
            _ => row.serialize_entry("path", &[self.key])?,
        }
        row.serialize_entry("label", self.label)?;
        row.serialize_entry("summary", self.summary)?;
        row.serialize_entry("shape", &self.shape)?;
        row.serialize_entry(
            "appliesTo",
            &AppliesTo { pinless_dialin: self.pinless_dialin, pin_dialin: self.pin_dialin },
        )?;
        if self.shape == Shape::Type {
            let choices = ConfigType::ALL.map(|each| Choice {
                value: each.as_str(),
                label: each.label(),
                summary: each.summary(),
            });
            row.serialize_entry("choices", &choices)?;
        }
        row.end()
    }
}

/// The key inside `timeout_config` and `ivr_greeting`.
pub const MESSAGE_KEY: &str = "message";

/// The place of a field in [`FIELDS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Row {
    Type,
    PhoneNumber,
    NamePrefix,
    RoomCreationApi,
    Hmac,
    HoldMusicUrl,
    TimeoutConfig,
    IvrGreeting,
    SipUri,
    Id,
}

impl Row {
    pub(crate) const COUNT: usize = 10;

    /// A match and not a search of the table, because every key of every config comes here.
    pub(crate) fn named(key: &str) -> Option<Self> {
        Some(match key {
            "type" => Self::Type,
            "phone_number" => Self::PhoneNumber,
            "name_prefix" => Self::NamePrefix,
            "room_creation_api" => Self::RoomCreationApi,
            "hmac" => Self::Hmac,
            "hold_music_url" => Self::HoldMusicUrl,
            "timeout_config" => Self::TimeoutConfig,
            "ivr_greeting" => Self::IvrGreeting,
            "sip_uri" => Self::SipUri,
            "id" => Self::Id,
            _ => return None,
        })
    }

    pub(crate) const fn place(self) -> usize {
        self as usize
    }

    /// The key in the body.
    pub(crate) fn key(self) -> &'static str {
        FIELDS.get(self.place()).map_or("", |field| field.key)
    }
}

/// Every field, in the order a form shows them.
pub const FIELDS: &[Field] = &[
    Field {
        key: "type",
        label: "Type",
        summary: "How callers reach a room. It cannot be changed later: delete the config and create a new one.",
        shape: Shape::Type,
        pinless_dialin: Applies::Required,
        pin_dialin: Applies::Required,
        row: Row::Type,
    },
    Field {
        key: "phone_number",
        label: "Phone number",
        summary: "A number you purchased on this Daily domain, in E.164 form such as +12095038039. \
                  Without one, a pinless config takes SIP calls only.",
        shape: Shape::PhoneNumber,
        pinless_dialin: Applies::Optional,
        pin_dialin: Applies::Required,
        row: Row::PhoneNumber,
    },
    Field {
        key: "name_prefix",
        label: "Name prefix",
        summary: "A friendly name for this config.",
        shape: Shape::Text,
        pinless_dialin: Applies::Optional,
        pin_dialin: Applies::Optional,
        row: Row::NamePrefix,
    },
    Field {
        key: "room_creation_api",
        label: "Webhook URL",
        summary: "Daily posts here when a call comes in; your server answers by making a room.",
        shape: Shape::Url,
        pinless_dialin: Applies::Advised,
        pin_dialin: Applies::Never,
        row: Row::RoomCreationApi,
    },
    Field {
        key: "hmac",
        label: "Signing secret",
        summary: "The base64 secret that signs each webhook call. A new config without one gets one from Daily.",
        shape: Shape::Secret,
        pinless_dialin: Applies::Optional,
        pin_dialin: Applies::Never,
        row: Row::Hmac,
    },
    Field {
        key: "hold_music_url",
        label: "Hold music URL",
        summary: "A public MP3, under 10 MB and under 60 seconds; the caller hears it twice.",
        shape: Shape::Url,
        pinless_dialin: Applies::Optional,
        pin_dialin: Applies::Never,
        row: Row::HoldMusicUrl,
    },
    Field {
        key: "timeout_config",
        label: "Timeout message",
        summary: "Spoken to the caller when a pinless config's webhook does not answer in time.",
        shape: Shape::Message,
        pinless_dialin: Applies::Optional,
        pin_dialin: Applies::Inert,
        row: Row::TimeoutConfig,
    },
    Field {
        key: "ivr_greeting",
        label: "IVR greeting",
        summary: "Spoken when the call connects, before the caller types the PIN.",
        shape: Shape::Message,
        pinless_dialin: Applies::Never,
        pin_dialin: Applies::Optional,
        row: Row::IvrGreeting,
    },
    Field {
        key: "sip_uri",
        label: "SIP URI",
        summary: "Set by Daily: where SIP calls for this config go.",
        shape: Shape::Text,
        pinless_dialin: Applies::ReadOnly,
        pin_dialin: Applies::ReadOnly,
        row: Row::SipUri,
    },
    Field {
        key: "id",
        label: "ID",
        summary: "Set by Daily.",
        shape: Shape::Text,
        pinless_dialin: Applies::ReadOnly,
        pin_dialin: Applies::ReadOnly,
        row: Row::Id,
    },
];
