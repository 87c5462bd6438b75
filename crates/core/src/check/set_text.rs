//! Reads a set of configs in one pass: an array, or the `data` of a list answer.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::config::{Draft, Found};
use crate::report::Path;

/// What a text held where a set was expected.
pub(super) enum Set<'a> {
    /// `[…]`
    Array(Vec<Draft<'a>>),
    /// `{"data": […]}`
    List(Vec<Draft<'a>>),
    /// Something else, and where.
    NoArray(Found, Path),
}

impl<'de: 'a, 'a> Deserialize<'de> for Set<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SetVisitor)
    }
}

const fn instead<'a>(found: Found) -> Set<'a> {
    Set::NoArray(found, Path::root())
}

struct SetVisitor;

impl<'de> Visitor<'de> for SetVisitor {
    type Value = Set<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a set of configs")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut drafts = Vec::new();
        while let Some(draft) = seq.next_element()? {
            drafts.push(draft);
        }
        Ok(Set::Array(drafts))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut list = None;
        while let Some(key) = map.next_key::<String>()? {
            if key == "data" {
                if list.is_some() {
                    return Err(serde::de::Error::duplicate_field("data"));
                }
                list = Some(match map.next_value()? {
                    Set::Array(drafts) => Set::List(drafts),
                    Set::List(_) => Set::NoArray(Found::Object, Path::root().key("data")),
                    Set::NoArray(found, _) => Set::NoArray(found, Path::root().key("data")),
                });
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(list.unwrap_or(instead(Found::Object)))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(instead(Found::Boolean))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(instead(Found::Number))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(instead(Found::Number))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(instead(Found::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(instead(Found::Text(text.to_owned())))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(instead(Found::Null))
    }
}
