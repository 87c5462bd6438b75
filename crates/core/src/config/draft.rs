//! What was typed, before anything is known to be right.
//!
//! One visitor reads a [`Draft`] from any serde format in one pass, without an intermediate tree. It never refuses a value
//! for its type: what stands where is noted down, and the rules of family `shape` say what they think of it.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::unknown::UnknownValue;

/// What stands at a key.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Slot<T> {
    /// The key is not there.
    #[default]
    Absent,
    /// `null`.
    Null,
    /// A value of another JSON type.
    Wrong(Found),
    /// A value of the right type.
    Is(T),
}

impl<T> Slot<T> {
    /// The value, where it has the right type.
    pub(crate) const fn value(&self) -> Option<&T> {
        match self {
            Self::Is(value) => Some(value),
            _ => None,
        }
    }

    /// The key is there, whatever stands at it.
    pub(crate) const fn is_present(&self) -> bool {
        !matches!(self, Self::Absent)
    }

    /// What stands there, without the value.
    pub(crate) fn state(&self) -> Slot<()> {
        match self {
            Self::Absent => Slot::Absent,
            Self::Null => Slot::Null,
            Self::Wrong(found) => Slot::Wrong(found.clone()),
            Self::Is(_) => Slot::Is(()),
        }
    }
}

/// A value of a JSON type that was not expected.
#[derive(Clone, PartialEq)]
pub(crate) enum Found {
    /// `true` or `false`.
    Boolean,
    /// A whole number that was read exactly, as text.
    Integer(String),
    /// Any other number.
    Number,
    /// A string.
    Text(String),
    /// An array.
    Array,
    /// An object.
    Object,
    /// `null`, where even that has no meaning.
    Null,
}

/// Shows no values: one may be a secret.
impl fmt::Debug for Found {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl Found {
    /// As a message says the JSON type of a value.
    pub(crate) const fn name_of(value: &Value) -> &'static str {
        match value {
            Value::Null => Self::Null.name(),
            Value::Bool(_) => Self::Boolean.name(),
            Value::Number(_) => Self::Number.name(),
            Value::String(_) => "a string",
            Value::Array(_) => Self::Array.name(),
            Value::Object(_) => Self::Object.name(),
        }
    }

    /// As a message says it: `a number`, `an array`.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Boolean => "a boolean",
            Self::Integer(_) | Self::Number => "a number",
            Self::Text(_) => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
            Self::Null => "null",
        }
    }
}

/// A set of keys. A map like all others: each other kind of tree would be more to download for a browser.
pub(crate) type Keys = Map<String, Value>;

/// The fields of a config as they were given; `'a` is the text they were read from. `Debug` shows no values: one is a secret.
#[derive(Clone, Default, PartialEq)]
pub struct Draft<'a> {
    /// What the whole input is, when it is no object.
    pub(crate) instead: Option<Found>,
    pub(crate) config_type: Slot<Cow<'a, str>>,
    pub(crate) phone_number: Slot<Cow<'a, str>>,
    pub(crate) name_prefix: Slot<Cow<'a, str>>,
    pub(crate) room_creation_api: Slot<Cow<'a, str>>,
    pub(crate) hmac: Slot<Cow<'a, str>>,
    pub(crate) hold_music_url: Slot<Cow<'a, str>>,
    pub(crate) timeout_config: Slot<MessageDraft<'a>>,
    pub(crate) ivr_greeting: Slot<MessageDraft<'a>>,
    pub(crate) sip_uri: Slot<Cow<'a, str>>,
    pub(crate) id: Slot<Cow<'a, str>>,
    /// The fields of a stored config, and of the nested form that some write by mistake.
    pub(crate) config: Slot<Box<Draft<'a>>>,
    /// The body of the older domain endpoint.
    pub(crate) properties: Slot<Value>,
    pub(crate) unknown: Map<String, Value>,
    /// Keys that came more than once.
    pub(crate) duplicates: Keys,
}

/// `timeout_config` or `ivr_greeting` as it was given.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct MessageDraft<'a> {
    pub(crate) message: Slot<Cow<'a, str>>,
    pub(crate) unknown: Map<String, Value>,
    pub(crate) duplicates: Keys,
}

impl fmt::Debug for Draft<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = super::FIELDS.iter().map(|field| field.key).filter(|key| self.state(key).is_present());
        formatter.debug_set().entries(known).entries(self.unknown.keys()).finish()
    }
}

impl Draft<'_> {
    /// What stands at a field of the table.
    pub(crate) fn state(&self, key: &str) -> Slot<()> {
        match key {
            "type" => self.config_type.state(),
            "phone_number" => self.phone_number.state(),
            "name_prefix" => self.name_prefix.state(),
            "room_creation_api" => self.room_creation_api.state(),
            "hmac" => self.hmac.state(),
            "hold_music_url" => self.hold_music_url.state(),
            "timeout_config" => self.timeout_config.state(),
            "ivr_greeting" => self.ivr_greeting.state(),
            "sip_uri" => self.sip_uri.state(),
            "id" => self.id.state(),
            _ => Slot::Absent,
        }
    }

    /// The text at a field that holds one.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        let slot = match key {
            "type" => &self.config_type,
            "phone_number" => &self.phone_number,
            "name_prefix" => &self.name_prefix,
            "room_creation_api" => &self.room_creation_api,
            "hmac" => &self.hmac,
            "hold_music_url" => &self.hold_music_url,
            "sip_uri" => &self.sip_uri,
            "id" => &self.id,
            _ => return None,
        };
        slot.value().map(AsRef::as_ref)
    }

    /// The object at a field that holds one.
    pub(crate) fn message(&self, key: &str) -> Option<&MessageDraft<'_>> {
        match key {
            "timeout_config" => self.timeout_config.value(),
            "ivr_greeting" => self.ivr_greeting.value(),
            _ => None,
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Draft<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match deserializer.deserialize_any(SlotVisitor(Envelope::Open, PhantomData))? {
            Slot::Is(draft) => draft,
            Slot::Wrong(found) => Self { instead: Some(found), ..Self::default() },
            Slot::Null | Slot::Absent => Self { instead: Some(Found::Null), ..Self::default() },
        })
    }
}

/// Whether `config` and `properties` mean something: only in the outermost object.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Envelope {
    Open,
    Inside,
}

/// A type that a slot can hold: it says which JSON type it is read from.
trait Expected<'de>: Sized {
    fn from_text(text: Cow<'de, str>) -> Slot<Self> {
        Slot::Wrong(Found::Text(text.into_owned()))
    }

    fn from_map<A: MapAccess<'de>>(mut map: A, _: Envelope) -> Result<Slot<Self>, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Slot::Wrong(Found::Object))
    }
}

impl<'de> Expected<'de> for Cow<'de, str> {
    fn from_text(text: Cow<'de, str>) -> Slot<Self> {
        Slot::Is(text)
    }
}

impl<'de> Expected<'de> for Value {
    fn from_map<A: MapAccess<'de>>(mut map: A, _: Envelope) -> Result<Slot<Self>, A::Error> {
        let mut object = serde_json::Map::new();
        while let Some((key, value)) = map.next_entry()? {
            object.insert(key, value);
        }
        Ok(Slot::Is(Self::Object(object)))
    }
}

impl<'de> Expected<'de> for MessageDraft<'de> {
    fn from_map<A: MapAccess<'de>>(mut map: A, _: Envelope) -> Result<Slot<Self>, A::Error> {
        let mut draft = Self::default();
        while let Some(Key(key)) = map.next_key()? {
            if key == super::MESSAGE_KEY {
                read_slot(&mut map, &mut draft.message, &key, &mut draft.duplicates, Envelope::Inside)?;
            } else {
                read_unknown(&mut map, &mut draft.unknown, key, &mut draft.duplicates)?;
            }
        }
        Ok(Slot::Is(draft))
    }
}

impl<'de> Expected<'de> for Box<Draft<'de>> {
    fn from_map<A: MapAccess<'de>>(map: A, envelope: Envelope) -> Result<Slot<Self>, A::Error> {
        Ok(match Draft::from_map(map, envelope)? {
            Slot::Is(draft) => Slot::Is(Box::new(draft)),
            _ => Slot::Absent,
        })
    }
}

impl<'de> Expected<'de> for Draft<'de> {
    fn from_map<A: MapAccess<'de>>(mut map: A, envelope: Envelope) -> Result<Slot<Self>, A::Error> {
        let mut draft = Self::default();
        let open = envelope == Envelope::Open;
        while let Some(Key(key)) = map.next_key()? {
            let duplicates = &mut draft.duplicates;
            match key.as_ref() {
                "type" => read_slot(&mut map, &mut draft.config_type, &key, duplicates, Envelope::Inside)?,
                "phone_number" => read_slot(&mut map, &mut draft.phone_number, &key, duplicates, Envelope::Inside)?,
                "name_prefix" => read_slot(&mut map, &mut draft.name_prefix, &key, duplicates, Envelope::Inside)?,
                "room_creation_api" => {
                    read_slot(&mut map, &mut draft.room_creation_api, &key, duplicates, Envelope::Inside)?;
                }
                "hmac" => read_slot(&mut map, &mut draft.hmac, &key, duplicates, Envelope::Inside)?,
                "hold_music_url" => read_slot(&mut map, &mut draft.hold_music_url, &key, duplicates, Envelope::Inside)?,
                "timeout_config" => read_slot(&mut map, &mut draft.timeout_config, &key, duplicates, Envelope::Inside)?,
                "ivr_greeting" => read_slot(&mut map, &mut draft.ivr_greeting, &key, duplicates, Envelope::Inside)?,
                "sip_uri" => read_slot(&mut map, &mut draft.sip_uri, &key, duplicates, Envelope::Inside)?,
                "id" => read_slot(&mut map, &mut draft.id, &key, duplicates, Envelope::Inside)?,
                "config" if open => read_slot(&mut map, &mut draft.config, &key, duplicates, Envelope::Inside)?,
                "properties" if open => read_slot(&mut map, &mut draft.properties, &key, duplicates, Envelope::Inside)?,
                _ => read_unknown(&mut map, &mut draft.unknown, key, duplicates)?,
            }
        }
        Ok(Slot::Is(draft))
    }
}

/// Reads the value of a known key. The last one wins, as in `JSON.parse`; the duplicate is noted.
fn read_slot<'de, A: MapAccess<'de>, T: Expected<'de>>(
    map: &mut A,
    slot: &mut Slot<T>,
    key: &str,
    duplicates: &mut Keys,
    envelope: Envelope,
) -> Result<(), A::Error> {
    if slot.is_present() {
        duplicates.insert(key.to_owned(), Value::Null);
    }
    *slot = map.next_value_seed(SlotVisitor(envelope, PhantomData))?;
    Ok(())
}

fn read_unknown<'de, A: MapAccess<'de>>(
    map: &mut A,
    unknown: &mut Map<String, Value>,
    key: Cow<'de, str>,
    duplicates: &mut Keys,
) -> Result<(), A::Error> {
    let mut duplicate = false;
    let value = map.next_value_seed(UnknownValue::new(&mut duplicate))?;
    let key = key.into_owned();
    if duplicate || unknown.contains_key(&key) {
        duplicates.insert(key.clone(), Value::Null);
    }
    unknown.insert(key, value);
    Ok(())
}

/// A key, borrowed from the text where the format can lend it.
struct Key<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;
        impl<'de> Visitor<'de> for KeyVisitor {
            type Value = Key<'de>;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a key")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Key(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Key(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(KeyVisitor)
    }
}

/// Reads any value: into the type the slot holds, or as a note of what was found instead.
struct SlotVisitor<T>(Envelope, PhantomData<T>);

impl<'de, T: Expected<'de>> DeserializeSeed<'de> for SlotVisitor<T> {
    type Value = Slot<T>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: Expected<'de>> Visitor<'de> for SlotVisitor<T> {
    type Value = Slot<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Slot::Wrong(Found::Boolean))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Slot::Wrong(Found::Integer(number.to_string())))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Slot::Wrong(Found::Integer(number.to_string())))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Slot::Wrong(Found::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(T::from_text(Cow::Owned(text.to_owned())))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(T::from_text(Cow::Borrowed(text)))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Slot::Null)
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(Slot::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Slot::Wrong(Found::Array))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        T::from_map(map, self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{FIELDS, Shape};
    use super::*;

    /// A field that one of the accessors forgot would look absent, whatever was typed.
    #[test]
    fn every_field_of_the_table_is_read() {
        for field in FIELDS {
            let value = if field.shape == Shape::Message { r#"{"message": "x"}"# } else { r#""x""# };
            let text = format!("{{\"{}\": {value}}}", field.key);
            let draft: Draft<'_> = serde_json::from_str(&text).unwrap();
            assert_eq!(draft.state(field.key), Slot::Is(()), "{}", field.key);
            assert!(draft.unknown.is_empty(), "{}", field.key);
            let found = if field.shape == Shape::Message {
                draft.message(field.key).and_then(|message| message.message.value()).map(AsRef::as_ref)
            } else {
                draft.text(field.key)
            };
            assert_eq!(found, Some("x"), "{}", field.key);
        }
    }
}
