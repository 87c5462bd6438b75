//! From a draft that every rule let pass to what is right. Each answers `None` only where a rule has reported an error.

use serde_json::{Map, Value};

use crate::config::{
    Applies, Aside, Config, ConfigType, FIELDS, Message, MessageDraft, Patch, PinConfig, PinlessConfig, Secret, Shape,
    Slot, Stored,
};
use crate::rules::{Operation, Subject};

pub(super) fn config(subject: &Subject<'_>) -> Option<Config> {
    let fields = subject.fields;
    let number = match &subject.phone_number {
        Some(number) => Some(number.clone().ok()?),
        None => None,
    };
    let text = |key: &str| subject.text(key).map(ToOwned::to_owned);
    let timeout_config = meant(&fields.timeout_config).map(message);
    let aside = aside(subject);
    Some(match subject.config_type? {
        ConfigType::PinlessDialin => Config::Pinless(PinlessConfig {
            phone_number: number,
            name_prefix: text("name_prefix"),
            room_creation_api: subject.room_creation_api.clone().and_then(Result::ok),
            hmac: text("hmac").map(Secret),
            hold_music_url: subject.hold_music_url.clone().and_then(Result::ok),
            timeout_config,
            aside,
        }),
        ConfigType::PinDialin => Config::Pin(PinConfig {
            phone_number: number?,
            name_prefix: text("name_prefix"),
            timeout_config,
            ivr_greeting: meant(&fields.ivr_greeting).map(message),
            aside,
        }),
    })
}

pub(super) fn stored(subject: &Subject<'_>) -> Option<Stored> {
    Some(Stored {
        id: subject.root.text("id").map(ToOwned::to_owned),
        sip_uri: match &subject.fields.sip_uri {
            Slot::Is(text) => Slot::Is(text.clone().into_owned()),
            Slot::Null => Slot::Null,
            Slot::Absent | Slot::Wrong(_) => Slot::Absent,
        },
        config: config(subject)?,
    })
}

#[expect(clippy::unnecessary_wraps, reason = "has the shape of the other two, so that one function runs all")]
pub(super) fn patch(subject: &Subject<'_>) -> Option<Patch> {
    let mut fields = Map::new();
    for field in FIELDS.iter().filter(|field| field.writable() && field.key != "type") {
        match value(subject, field.key) {
            // The secret is never cleared: `field-null` says so.
            Some(Value::Null) if field.shape == Shape::Secret && subject.applies(field) != Some(Applies::Never) => {}
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
fn value(subject: &Subject<'_>, key: &str) -> Option<Value> {
    match subject.fields.state(key) {
        Slot::Null => Some(Value::Null),
        Slot::Is(()) => {
            let text = subject.fields.text(key).map(Value::from);
            text.or_else(|| subject.fields.message(key).map(message_value))
        }
        Slot::Absent | Slot::Wrong(_) => None,
    }
}

/// `{message: null}` alone says the same as null.
fn meant<'a, 'b>(slot: &'a Slot<MessageDraft<'b>>) -> Option<&'a MessageDraft<'b>> {
    slot.value().filter(|draft| draft.message != Slot::Null || !draft.unknown.is_empty())
}

fn message_value(draft: &MessageDraft<'_>) -> Value {
    if draft.message == Slot::Null && draft.unknown.is_empty() { Value::Null } else { message(draft).to_value() }
}

fn message(draft: &MessageDraft<'_>) -> Message {
    Message {
        message: draft.message.value().map(|text| text.clone().into_owned()),
        aside: Aside(draft.unknown.clone()),
    }
}

/// Unknown fields; in a stored config also those of the other type, which were only warned about.
fn aside(subject: &Subject<'_>) -> Aside {
    let mut aside = subject.fields.unknown.clone();
    if subject.operation == Operation::Stored {
        let foreign = FIELDS.iter().filter(|field| subject.applies(field) == Some(Applies::Never));
        for field in foreign {
            if let Some(value) = value(subject, field.key).filter(|value| !value.is_null()) {
                aside.insert(field.key.to_owned(), value);
            }
        }
    }
    Aside(aside)
}
