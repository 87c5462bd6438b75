//! Reads drafts out of any serde format, in one pass.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::{Draft, Duplicates, Found, MessageDraft, ObjectDraft, SetDraft, Slot, TakeConfigs};
use crate::config::field::MESSAGE_KEY;
use crate::config::field::Row;
use crate::config::field_set::FieldSet;
use crate::json::{AnyValue, MOST_LEVELS, NUMBER_KEY, json_text};

impl<'a> Draft<'a> {
    /// Reads the entries of an object. `config` and `properties` mean something in the outermost one only.
    fn read<A: MapAccess<'a>>(mut map: A, outermost: bool) -> Result<Self, A::Error> {
        let mut draft = Self::default();
        while let Some(Key(key)) = map.next_key()? {
            if let Some(row) = Row::named(&key) {
                if draft.given.has(row) {
                    draft.duplicates.insert(key.into_owned());
                }
                let expected = if FieldSet::MESSAGES.has(row) { Expected::Message } else { Expected::Text };
                draft.put(row, map.next_value_seed(expected)?);
                continue;
            }
            let (slot, expected) = match key.as_ref() {
                "config" if outermost => (&mut draft.config, Expected::Fields),
                "properties" if outermost => (&mut draft.properties, Expected::Object),
                _ => {
                    read_unknown(&mut map, &mut draft.unknown, key, &mut draft.duplicates)?;
                    continue;
                }
            };
            if slot.is_present() {
                draft.duplicates.insert(key.into_owned());
            }
            *slot = map.next_value_seed(expected)?;
        }
        Ok(draft)
    }
}

impl<'a> MessageDraft<'a> {
    fn read<A: MapAccess<'a>>(mut map: A) -> Result<Self, A::Error> {
        let mut draft = Self::default();
        while let Some(Key(key)) = map.next_key()? {
            if key != MESSAGE_KEY {
                read_unknown(&mut map, &mut draft.unknown, key, &mut draft.duplicates)?;
                continue;
            }
            // The last one wins, as in `JSON.parse`; the duplicate is noted.
            if draft.message.is_present() {
                draft.duplicates.insert(key.into_owned());
            }
            draft.message = map.next_value_seed(Expected::Text)?;
        }
        Ok(draft)
    }
}

/// Reads a set of configs, which `to` takes one by one. Where the text turns out not to be JSON, it has taken those before.
pub(crate) fn read_set(text: &str, to: &mut dyn TakeConfigs) -> serde_json::Result<SetDraft> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let set = Expected::Set(to).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(SetDraft::of(set))
}

impl SetDraft {
    fn of(slot: Slot<'_>) -> Self {
        let instead = match slot {
            Slot::Set(set) => return *set,
            Slot::Wrong(found) => found,
            _ => Found::Null,
        };
        Self { instead: Some(instead), ..Self::default() }
    }

    fn read<'de, A: MapAccess<'de>>(mut map: A, to: &mut dyn TakeConfigs) -> Result<Self, A::Error> {
        let mut set = Self { instead: Some(Found::Object), ..Self::default() };
        let mut others = Map::new();
        while let Some(Key(key)) = map.next_key()? {
            if key != "data" {
                read_unknown(&mut map, &mut others, key, &mut set.duplicates)?;
                continue;
            }
            if set.is_list {
                set.duplicates.insert(key.into_owned());
            }
            to.begin_list();
            let inner = Self::of(map.next_value_seed(Expected::Set(to))?);
            set.instead = if inner.is_list { Some(Found::Object) } else { inner.instead };
            set.is_list = true;
        }
        Ok(set)
    }
}

impl ObjectDraft {
    fn read<'de, A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        // An array of configs, each an object, and the message in it: their unknown fields may be as deep as everywhere.
        const LEVELS: usize = MOST_LEVELS + 3;
        let mut draft = Self::default();
        while let Some(Key(key)) = map.next_key()? {
            read_entry(&mut map, &mut draft.entries, key, &mut draft.duplicates, LEVELS)?;
        }
        Ok(draft)
    }
}

impl<'de> Deserialize<'de> for ObjectDraft {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let instead = match deserializer.deserialize_any(Expected::Object)? {
            Slot::Object(draft) => return Ok(*draft),
            Slot::Wrong(found) => found,
            _ => Found::Null,
        };
        Ok(Self { instead: Some(instead), ..Self::default() })
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Draft<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match deserializer.deserialize_any(Expected::Outermost)? {
            Slot::Fields(draft) => *draft,
            Slot::Wrong(found) => Self { instead: Some(found), ..Self::default() },
            _ => Self { instead: Some(Found::Null), ..Self::default() },
        })
    }
}

fn read_unknown<'de, A: MapAccess<'de>>(
    map: &mut A,
    unknown: &mut Map<String, Value>,
    key: Cow<'de, str>,
    duplicates: &mut Duplicates,
) -> Result<(), A::Error> {
    read_entry(map, unknown, key, duplicates, MOST_LEVELS)
}

fn read_entry<'de, A: MapAccess<'de>>(
    map: &mut A,
    entries: &mut Map<String, Value>,
    key: Cow<'de, str>,
    duplicates: &mut Duplicates,
    levels: usize,
) -> Result<(), A::Error> {
    let mut duplicate = false;
    let value = map.next_value_seed(AnyValue::within(levels, &mut duplicate))?;
    let key = key.into_owned();
    if entries.contains_key(&key) {
        duplicates.insert(key.clone());
    } else if duplicate {
        duplicates.insert_inside(key.clone());
    }
    entries.insert(key, value);
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

/// What a slot is for. Reads any value: as that, or as a note of what was found instead.
enum Expected<'t> {
    Text,
    Message,
    Fields,
    Object,
    /// The whole input: fields, and what may stand around them.
    Outermost,
    /// An array of configs, or a list answer.
    Set(&'t mut dyn TakeConfigs),
}

impl Expected<'_> {
    fn text(self, text: Cow<'_, str>) -> Slot<'_> {
        if let Self::Text = self { Slot::Text(text) } else { Slot::Wrong(Found::Text(text.into_owned())) }
    }
}

impl<'de> DeserializeSeed<'de> for Expected<'_> {
    type Value = Slot<'de>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Expected<'_> {
    type Value = Slot<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Slot::Wrong(Found::Boolean))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Slot::Wrong(Found::Integer(json_text(&number))))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Slot::Wrong(Found::Integer(json_text(&number))))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Slot::Wrong(Found::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(self.text(Cow::Owned(text.to_owned())))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(self.text(Cow::Borrowed(text)))
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
        if let Self::Set(to) = self {
            while let Some(draft) = seq.next_element()? {
                to.take(&draft);
            }
            return Ok(Slot::Set(Box::default()));
        }
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Slot::Wrong(Found::Array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        Ok(match self {
            Self::Text => {
                let mut found = Found::Object;
                while let Some((Key(key), IgnoredAny)) = map.next_entry()? {
                    if let Some(number) = NUMBER_KEY
                        && key == number
                    {
                        found = Found::Number;
                    }
                }
                Slot::Wrong(found)
            }
            Self::Message => {
                let draft = MessageDraft::read(map)?;
                if is_number(&draft.unknown) { NUMBER } else { Slot::Message(Box::new(draft)) }
            }
            Self::Set(to) => Slot::Set(Box::new(SetDraft::read(map, to)?)),
            Self::Fields | Self::Outermost => {
                let draft = Draft::read(map, matches!(self, Self::Outermost))?;
                if is_number(&draft.unknown) { NUMBER } else { Slot::Fields(Box::new(draft)) }
            }
            Self::Object => {
                let draft = ObjectDraft::read(map)?;
                if is_number(&draft.entries) { NUMBER } else { Slot::Object(Box::new(draft)) }
            }
        })
    }
}

const NUMBER: Slot<'static> = Slot::Wrong(Found::Number);

/// The map is none: see [`NUMBER_KEY`].
fn is_number(map: &Map<String, Value>) -> bool {
    NUMBER_KEY.is_some_and(|key| map.contains_key(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{FIELDS, Shape};

    /// A key that `Row::named` does not know would be read as an unknown one.
    #[test]
    fn every_field_of_the_table_is_read() {
        for field in FIELDS {
            let holds_message = field.shape == Shape::Message;
            let value = if holds_message { r#"{"message": "x"}"# } else { r#""x""# };
            let text = format!("{{\"{}\": {value}}}", field.key);
            let draft: Draft<'_> = serde_json::from_str(&text).unwrap();
            assert_eq!(draft.given, FieldSet::of(&[field.row]), "{}", field.key);
            assert!(draft.unknown.is_empty(), "{}", field.key);
            let found = if holds_message {
                draft.message(field.row).and_then(|message| message.message.text())
            } else {
                draft.text(field.row)
            };
            assert_eq!(found, Some("x"), "{}", field.key);
        }
    }

    /// The last value counts, so what is noted of the one before it has to go.
    #[test]
    fn a_key_that_stands_twice_is_what_it_is_the_second_time() {
        let sets = |text: &str| {
            let draft: Draft<'_> = serde_json::from_str(text).unwrap();
            let of = |set: FieldSet| set.has(Row::Hmac);
            (of(draft.given), of(draft.null), of(draft.wrong), draft.duplicates.iter().any(|(key, _)| key == "hmac"))
        };
        assert_eq!(sets(r#"{"hmac": null, "hmac": 1}"#), (true, false, true, true));
        assert_eq!(sets(r#"{"hmac": 1, "hmac": null}"#), (true, true, false, true));
        assert_eq!(sets(r#"{"hmac": 1, "hmac": "x"}"#), (true, false, false, true));
        assert_eq!(sets(r#"{"hmac": null}"#), (true, true, false, false));
    }
}
