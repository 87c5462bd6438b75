//! From a draft that every rule let pass to what is right. Each answers `None` only where a rule has reported an error.

use serde_json::{Map, Value};

use crate::config::{
    Aside, Config, ConfigType, FIELDS, MESSAGE_KEY, Message, MessageDraft, Patch, PinConfig, PinlessConfig, Row,
    Secret, Shared, SipUri, Slot, Stored,
};
use crate::rules::{Operation, Subject};
use crate::web_url::UrlInText;

pub(super) fn config(subject: &Subject<'_>) -> Option<Config> {
    let fields = subject.fields;
    let number = match &subject.phone_number {
        Some(number) => Some(number.clone().ok()?),
        None => None,
    };
    let text = |row| subject.text(row).map(ToOwned::to_owned);
    let url = |url: &Option<Result<UrlInText<'_>, _>>| Some(url.as_ref()?.as_ref().ok()?.clone().into_owned());
    let spoken = |row| fields.message(row).filter(|draft| !draft.says_null()).map(message);
    let shared = Shared {
        name_prefix: text(Row::NamePrefix),
        timeout_config: spoken(Row::TimeoutConfig),
        aside: aside(subject),
    };
    Some(match subject.config_type? {
        ConfigType::PinlessDialin => Config::Pinless(PinlessConfig {
            phone_number: number,
            room_creation_api: url(&subject.room_creation_api),
            hmac: text(Row::Hmac).map(Secret),
            hold_music_url: url(&subject.hold_music_url),
            shared,
        }),
        ConfigType::PinDialin => {
            Config::Pin(PinConfig { phone_number: number?, ivr_greeting: spoken(Row::IvrGreeting), shared })
        }
    })
}

pub(super) fn stored(subject: &Subject<'_>) -> Option<Stored> {
    Some(Stored {
        id: subject.root.text(Row::Id).map(ToOwned::to_owned),
        sip_uri: match subject.fields.slot(Row::SipUri) {
            Slot::Text(text) => SipUri::Is(text.clone().into_owned()),
            Slot::Null => SipUri::Null,
            _ => SipUri::Absent,
        },
        config: config(subject)?,
        aside: stored_aside(subject),
    })
}

/// What nobody knows beside `config`.
fn stored_aside(subject: &Subject<'_>) -> Aside {
    let mut aside = if subject.is_nested() { subject.root.unknown.clone() } else { Map::new() };
    if let Slot::Object(properties) = &subject.root.properties {
        aside.insert("properties".to_owned(), Value::Object(properties.entries.clone()));
    }
    Aside(aside)
}

#[expect(clippy::unnecessary_wraps, reason = "has the shape of the other two, so that one function runs all")]
pub(super) fn patch(subject: &Subject<'_>) -> Option<Patch> {
    let mut fields = Map::new();
    for field in FIELDS.iter().filter(|field| field.writable() && field.row != Row::Type) {
        match value(subject, field.row) {
            // The secret is never cleared: `field-null` says so.
            Some(Value::Null) if field.row == Row::Hmac && !subject.foreign().has(field.row) => {}
            Some(value) => {
                fields.insert(field.key.to_owned(), value);
            }
            None => {}
        }
    }
    fields.extend(subject.fields.unknown.iter().map(|(key, value)| (key.clone(), value.clone())));
    Some(Patch { fields, phone_number: subject.phone_number.clone().and_then(Result::ok) })
}

/// What was given at a field: its value, or null.
fn value(subject: &Subject<'_>, row: Row) -> Option<Value> {
    match subject.fields.slot(row) {
        Slot::Null => Some(Value::Null),
        Slot::Text(text) => Some(text.as_ref().into()),
        Slot::Message(draft) if draft.says_null() => Some(Value::Null),
        Slot::Message(draft) => Some(message(draft).to_value()),
        _ => None,
    }
}

fn message(draft: &MessageDraft<'_>) -> Message {
    let mut aside = draft.unknown.clone();
    // Beside other keys it is part of what is said.
    if draft.message == Slot::Null {
        aside.insert(MESSAGE_KEY.to_owned(), Value::Null);
    }
    Message { message: draft.message.text().map(ToOwned::to_owned), aside: Aside(aside) }
}

/// Unknown fields; in a stored config also those of the other type, which were only warned about.
fn aside(subject: &Subject<'_>) -> Aside {
    let mut aside = subject.fields.unknown.clone();
    if subject.operation == Operation::Stored {
        for field in subject.foreign().fields() {
            if let Some(value) = value(subject, field.row).filter(|value| !value.is_null()) {
                aside.insert(field.key.to_owned(), value);
            }
        }
    }
    Aside(aside)
}
