//! Any JSON value. `serde_json`'s own reader of one cannot tell that a key stands twice, and two readers are 2.5 KB of WebAssembly.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// How deep the value of an unknown field may be. One limit for every operation: a config that is accepted as a create can be
/// read as a stored one, two levels further down, and in a set, one more; `serde_json` itself stops at 128.
pub(crate) const MOST_LEVELS: usize = 64;

/// Any crate of a program can turn on `serde_json`'s feature `arbitrary_precision` for all of it. Its deserializers then hand
/// fractions and large numbers over as a map with this one key, and the number as text. A number is as large as its text then;
/// no library says which it is, and where there is no such map, a constant and what it guards are nothing to download.
pub(crate) const NUMBER_KEY: Option<&str> =
    if size_of::<Number>() == size_of::<(u64, f64)>() { None } else { Some("$serde_json::private::Number") };

/// What a reader says of a value that is deeper.
pub(crate) const TOO_DEEP: &str = "an unknown field is nested deeper than 64 levels";

/// A JSON text as a value, what `serde_json::from_str` makes of it.
pub fn read_value(text: &str) -> serde_json::Result<Value> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    // As far as the deserializer goes.
    let value = AnyValue::within(usize::MAX, &mut false).deserialize(&mut deserializer)?;
    deserializer.end().map(|()| value)
}

/// [`read_value`] of bytes. All of this crate reads JSON out of `str`: a reader of bytes would be one more to download.
pub(crate) fn read_json(text: &[u8]) -> Option<Value> {
    read_value(std::str::from_utf8(text).ok()?).ok()
}

/// Any value out of any serde format, as [`read_value`] reads it out of a text.
///
/// `serde_json::Value` reads itself otherwise where a crate of the program turned on the feature `raw_value`: an object whose
/// first key is `$serde_json::private::RawValue` is then an error, or another value. Whatever was sent goes through this one.
pub struct AnyJson(pub Value);

impl<'de> Deserialize<'de> for AnyJson {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        AnyValue::within(usize::MAX, &mut false).deserialize(deserializer).map(Self)
    }
}

/// Reads a value and notes whether a key stands twice anywhere in it.
pub(crate) struct AnyValue<'a> {
    levels_left: usize,
    duplicate: &'a mut bool,
}

impl<'a> AnyValue<'a> {
    /// A value of so many levels at most.
    pub(crate) fn within(levels: usize, duplicate: &'a mut bool) -> Self {
        Self { levels_left: levels, duplicate }
    }

    fn inner<E: Error>(&mut self) -> Result<AnyValue<'_>, E> {
        let levels_left = self.levels_left.checked_sub(1).ok_or_else(|| E::custom(TOO_DEEP))?;
        Ok(AnyValue { levels_left, duplicate: self.duplicate })
    }
}

impl<'de> DeserializeSeed<'de> for AnyValue<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for AnyValue<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Number::from_f64(number).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::String(text))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(self.inner()?)? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            if let Some(number) = NUMBER_KEY
                && key == number
            {
                let text: String = map.next_value()?;
                return text.parse().map(Value::Number).map_err(|_| A::Error::custom("invalid number"));
            }
            let value = map.next_value_seed(self.inner()?)?;
            *self.duplicate |= object.insert(key, value).is_some();
        }
        Ok(Value::Object(object))
    }
}
