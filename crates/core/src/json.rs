//! JSON text, and any value out of it.
//!
//! It is written as `serde_json` writes it, in less code: there each field of each type is an instance of generic functions, 50
//! in all; here a field is two calls.

mod value;

use std::fmt;

use serde::ser::{self, Serialize, Serializer};
use serde_json::Value;

use crate::text::push_number;

pub use value::read_value;
pub(crate) use value::{AnyValue, TOO_DEEP, read_json};

/// The value as JSON text. Keys of maps have to be texts.
pub fn json_text<T: Serialize + ?Sized>(value: &T) -> String {
    let mut json = Json::default();
    // Nothing of this crate fails to be written; what does is cut short, and no JSON.
    let _ = value.serialize(&mut json);
    json.text
}

/// A text, or a number as text.
pub(crate) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) => Some(json_text(value)),
        _ => None,
    }
}

/// JSON text that is being written.
pub struct Json {
    text: String,
}

impl Default for Json {
    fn default() -> Self {
        // Most reports fit without growing.
        Self { text: String::with_capacity(128) }
    }
}

impl Json {
    /// What was written.
    pub fn into_text(self) -> String {
        self.text
    }

    /// An object whose entries `fields` writes.
    pub fn object(&mut self, fields: impl FnOnce(&mut Self)) {
        self.word("{");
        fields(self);
        self.word("}");
    }

    /// An array of what `item` writes.
    pub fn array<T>(&mut self, items: &[T], mut item: impl FnMut(&mut Self, &T)) {
        self.word("[");
        for each in items {
            self.separate();
            item(self, each);
        }
        self.word("]");
    }

    /// A key; its value has to follow.
    #[inline(never)]
    pub fn key(&mut self, key: &str) -> &mut Self {
        self.separate();
        self.string(key);
        self.text.push(':');
        self
    }

    /// What stands without quotes.
    pub fn word(&mut self, word: &str) {
        self.text.push_str(word);
    }

    /// A whole number.
    pub fn number(&mut self, number: u64) {
        push_number(&mut self.text, number);
    }

    /// A text, in quotes.
    #[inline(never)]
    pub fn string(&mut self, text: &str) {
        self.text.push('"');
        let mut rest = text;
        while let Some(place) = rest.bytes().position(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
            let Some((plain, after)) = rest.split_at_checked(place) else { break };
            let mut after = after.chars();
            self.text.push_str(plain);
            self.escape(after.next().unwrap_or_default());
            rest = after.as_str();
        }
        self.text.push_str(rest);
        self.text.push('"');
    }

    fn escape(&mut self, character: char) {
        let short = match character {
            '\u{8}' => 'b',
            '\t' => 't',
            '\n' => 'n',
            '\u{C}' => 'f',
            '\r' => 'r',
            '"' | '\\' => character,
            _ => {
                let digits = b"0123456789abcdef";
                self.text.push_str(if character < '\u{10}' { "\\u000" } else { "\\u001" });
                self.text.push(digits.get(character as usize & 0xF).map_or('0', |digit| char::from(*digit)));
                return;
            }
        };
        self.text.push('\\');
        self.text.push(short);
    }

    /// A comma, unless this is the first.
    fn separate(&mut self) {
        if !matches!(self.text.as_bytes().last(), Some(b'{' | b'[')) {
            self.text.push(',');
        }
    }
}

/// What a `Serialize` gives that cannot go on.
#[derive(Debug)]
pub struct NotWritten;

impl fmt::Display for NotWritten {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the value has no JSON form")
    }
}

impl std::error::Error for NotWritten {}

impl ser::Error for NotWritten {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

type Written = Result<(), NotWritten>;

/// An array or an object, and what closes it.
pub struct Open<'a> {
    json: &'a mut Json,
    end: &'static str,
}

impl<'a> Open<'a> {
    fn new(json: &'a mut Json, start: &str, end: &'static str) -> Self {
        json.word(start);
        Self { json, end }
    }

    /// `{"variant":`, in front of what a variant holds.
    fn variant(json: &'a mut Json, variant: &str, start: &str, end: &'static str) -> Self {
        json.word("{");
        json.key(variant);
        Self::new(json, start, end)
    }

    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.json.separate();
        value.serialize(&mut *self.json)
    }

    fn field<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Written {
        value.serialize(self.json.key(key))
    }

    fn close(self) {
        self.json.word(self.end);
    }
}

impl<'a> Serializer for &'a mut Json {
    type Ok = ();
    type Error = NotWritten;
    type SerializeSeq = Open<'a>;
    type SerializeTuple = Open<'a>;
    type SerializeTupleStruct = Open<'a>;
    type SerializeTupleVariant = Open<'a>;
    type SerializeMap = Open<'a>;
    type SerializeStruct = Open<'a>;
    type SerializeStructVariant = Open<'a>;

    fn serialize_bool(self, value: bool) -> Written {
        self.word(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Written {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Written {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Written {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Written {
        if value < 0 {
            self.word("-");
        }
        self.serialize_u64(value.unsigned_abs())
    }

    fn serialize_u8(self, value: u8) -> Written {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Written {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Written {
        self.serialize_u64(value.into())
    }

    fn serialize_u64(self, value: u64) -> Written {
        self.number(value);
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Written {
        self.serialize_f64(value.into())
    }

    fn serialize_f64(self, value: f64) -> Written {
        self.word(&serde_json::to_string(&value).map_err(|_| NotWritten)?);
        Ok(())
    }

    fn serialize_char(self, value: char) -> Written {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Written {
        self.string(value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Written {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Written {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written {
        self.word("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Written {
        let mut object = Open::new(self, "{", "}");
        object.field(variant, value)?;
        object.close();
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'a>, NotWritten> {
        Ok(Open::new(self, "[", "]"))
    }

    fn collect_seq<I: IntoIterator<Item: Serialize>>(self, items: I) -> Written {
        let mut array = Open::new(self, "[", "]");
        for item in items {
            array.item(&item)?;
        }
        array.close();
        Ok(())
    }

    fn serialize_tuple(self, length: usize) -> Result<Open<'a>, NotWritten> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Open<'a>, NotWritten> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Open<'a>, NotWritten> {
        Ok(Open::variant(self, variant, "[", "]}"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Open<'a>, NotWritten> {
        Ok(Open::new(self, "{", "}"))
    }

    fn serialize_struct(self, _: &'static str, length: usize) -> Result<Open<'a>, NotWritten> {
        self.serialize_map(Some(length))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Open<'a>, NotWritten> {
        Ok(Open::variant(self, variant, "{", "}}"))
    }
}

/// A trait of serde's for what holds items, or fields.
macro_rules! open {
    ($trait:ident, $method:ident) => {
        impl ser::$trait for Open<'_> {
            type Ok = ();
            type Error = NotWritten;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
                self.item(value)
            }

            fn end(self) -> Written {
                self.close();
                Ok(())
            }
        }
    };
    ($trait:ident) => {
        impl ser::$trait for Open<'_> {
            type Ok = ();
            type Error = NotWritten;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Written {
                self.field(key, value)
            }

            fn end(self) -> Written {
                self.close();
                Ok(())
            }
        }
    };
}

open!(SerializeSeq, serialize_element);
open!(SerializeTuple, serialize_element);
open!(SerializeTupleStruct, serialize_field);
open!(SerializeTupleVariant, serialize_field);
open!(SerializeStruct);
open!(SerializeStructVariant);

impl ser::SerializeMap for Open<'_> {
    type Ok = ();
    type Error = NotWritten;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Written {
        self.item(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.json.word(":");
        value.serialize(&mut *self.json)
    }

    fn end(self) -> Written {
        self.close();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Serialize;
    use serde_json::json;

    use super::*;

    #[derive(Serialize)]
    enum Shape {
        Unit,
        Newtype(u8),
        Tuple(u8, i8),
        Struct { a: bool, b: Option<char> },
    }

    #[derive(Serialize)]
    struct Newtype(f32);

    #[derive(Serialize)]
    struct Pair(i64, u64);

    fn same(value: &(impl Serialize + ?Sized)) {
        assert_eq!(json_text(value), serde_json::to_string(value).unwrap());
    }

    #[test]
    fn as_serde_json_writes_it() {
        for character in '\0'..='\u{100}' {
            same(&format!("a{character}b"));
        }
        same("");
        same("\"\\\n\n😀");
        for shape in [Shape::Unit, Shape::Newtype(1), Shape::Tuple(2, -3), Shape::Struct { a: true, b: None }] {
            same(&shape);
        }
        same(&Shape::Struct { a: false, b: Some('"') });
        same(&(Newtype(0.5), Pair(i64::MIN, u64::MAX), (), [0u16; 0]));
        for number in [0.0, -0.0, 1.0, 0.1, 1e21, 1e-7, f64::MAX, f64::MIN_POSITIVE, f64::NAN, f64::INFINITY] {
            same(&number);
        }
        same(&BTreeMap::from([("b", vec![1]), ("a", vec![])]));
        same(&json!({ "a": [null, true, {}, [], [{}], -1, 2.5, "x"], "": { "b": {} } }));
    }
}
