//! What was typed, before anything is known to be right.
//!
//! One visitor reads a [`Draft`] from any serde format in one pass, without an intermediate tree. It never refuses a value
//! for its type: what stands where is noted down, and the rules of family `shape` say what they think of it.

mod reading;

use std::borrow::Cow;
use std::fmt;

use serde_json::{Map, Value};

use super::field::Row;
use super::field_set::FieldSet;

pub(crate) use reading::read_set;

/// The value of a key.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Slot<'a> {
    /// The key is not there.
    #[default]
    Absent,
    /// `null`.
    Null,
    /// A value of another JSON type.
    Wrong(Found),
    /// A string, where one is expected.
    Text(Cow<'a, str>),
    /// `{message}`, where it is expected.
    Message(Box<MessageDraft<'a>>),
    /// The fields, where they have an object of their own: under `config`.
    Fields(Box<Draft<'a>>),
    /// The body of the older domain endpoint, under `properties`.
    Object(Box<ObjectDraft>),
    /// Many configs, which were taken one by one.
    Set(Box<SetDraft>),
}

impl Slot<'_> {
    /// The key is there, whatever its value.
    pub(crate) const fn is_present(&self) -> bool {
        !matches!(self, Self::Absent)
    }

    /// The text, where one is expected.
    pub(crate) fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
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
        formatter.write_str(self.json_type().words())
    }
}

impl Found {
    /// Its JSON type.
    pub(crate) const fn json_type(&self) -> JsonType {
        match self {
            Self::Boolean => JsonType::Boolean,
            Self::Integer(_) | Self::Number => JsonType::Number,
            Self::Text(_) => JsonType::String,
            Self::Array => JsonType::Array,
            Self::Object => JsonType::Object,
            Self::Null => JsonType::Null,
        }
    }
}

/// A type that JSON has.
#[derive(Clone, Copy)]
pub(crate) enum JsonType {
    Array,
    Boolean,
    Null,
    Number,
    Object,
    String,
}

impl JsonType {
    pub(crate) const fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Boolean,
            Value::Number(_) => Self::Number,
            Value::String(_) => Self::String,
            Value::Array(_) => Self::Array,
            Value::Object(_) => Self::Object,
        }
    }

    /// Its name, for `params`, and what a message says for it.
    pub(crate) const fn said(self) -> (&'static str, &'static str) {
        match self {
            Self::Array => ("array", "an array"),
            Self::Boolean => ("boolean", "a boolean"),
            Self::Null => ("null", "null"),
            Self::Number => ("number", "a number"),
            Self::Object => ("object", "an object"),
            Self::String => ("string", "a string"),
        }
    }

    pub(crate) const fn name(self) -> &'static str {
        self.said().0
    }

    pub(crate) const fn words(self) -> &'static str {
        self.said().1
    }
}

/// A set of keys: the keys of the one kind of map that there is. A set of its own would be more for a browser to download.
pub(crate) type Keys = Map<String, Value>;

/// The keys of an object that came more than once, and those whose value has such a key in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Duplicates(Keys);

impl Duplicates {
    /// Null and true are told apart below.
    const INSIDE: Value = Value::Bool(true);

    /// The key came more than once.
    pub(crate) fn insert(&mut self, key: String) {
        self.0.insert(key, Value::Null);
    }

    /// A key in the value of this one came more than once.
    pub(crate) fn insert_inside(&mut self, key: String) {
        self.0.insert(key, Self::INSIDE);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Each key, and whether it is a key in its value that came more than once.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&String, bool)> {
        self.0.iter().map(|(key, mark)| (key, *mark == Self::INSIDE))
    }
}

/// The fields of a config as they were given; `'a` is the text they were read from. `Debug` shows no values: one is a secret.
///
/// ```
/// use dialin_core::{Draft, Options, check_create};
/// use serde::Deserialize;
///
/// let value = serde_json::json!({"type": "pin_dialin", "phone_number": "+12095038039"});
/// let draft = Draft::deserialize(&value)?;
/// assert!(check_create(&draft, &Options::default()).ok());
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// It borrows, so it is read from a reference as here, or from a deserializer of a text. What hands its input over (`from_value`,
/// `from_reader`, axum's `Json`) cannot make one: in a handler take the bytes, and [`check_create_json`](crate::check_create_json).
#[derive(Clone, Default, PartialEq)]
pub struct Draft<'a> {
    /// What the whole input is, when it is not an object.
    pub(crate) instead: Option<Found>,
    /// The value of each field of the table.
    slots: [Slot<'a>; Row::COUNT],
    /// The fields that are there, whatever their values.
    pub(crate) given: FieldSet,
    /// Those that are `null`.
    pub(crate) null: FieldSet,
    /// Those with a value of another JSON type.
    pub(crate) wrong: FieldSet,
    /// The fields of a stored config, and of the nested form that some write by mistake.
    pub(crate) config: Slot<'a>,
    /// The body of the older domain endpoint.
    pub(crate) properties: Slot<'a>,
    pub(crate) unknown: Map<String, Value>,
    /// Keys that came more than once.
    pub(crate) duplicates: Duplicates,
}

/// `timeout_config` or `ivr_greeting` as it was given.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct MessageDraft<'a> {
    pub(crate) message: Slot<'a>,
    pub(crate) unknown: Map<String, Value>,
    pub(crate) duplicates: Duplicates,
}

/// What stands around many configs: an array, or a list answer with one under `data`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct SetDraft {
    /// They are under `data`.
    pub(crate) is_list: bool,
    /// What is there where an array was expected.
    pub(crate) instead: Option<Found>,
    /// Keys beside `data`, or it, that came more than once.
    pub(crate) duplicates: Duplicates,
}

/// Takes the configs of a set as they are read: all at once, the drafts of a mebibyte are hundreds.
pub(crate) trait TakeConfigs {
    /// What follows stands under `data`; what was taken before does not count.
    fn begin_list(&mut self);
    /// The next one.
    fn take(&mut self, draft: &Draft<'_>);
}

/// An object of which only some keys are ours: the body of the older domain endpoint, the properties of a room.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct ObjectDraft {
    pub(crate) entries: Map<String, Value>,
    /// What the whole is, when it is not an object.
    pub(crate) instead: Option<Found>,
    /// Keys that came more than once.
    pub(crate) duplicates: Duplicates,
}

impl fmt::Debug for Draft<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = self.given.fields().map(|field| field.key);
        formatter.debug_set().entries(known).entries(self.unknown.keys()).finish()
    }
}

impl fmt::Debug for MessageDraft<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.unknown.keys()).finish()
    }
}

impl fmt::Debug for ObjectDraft {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.entries.keys()).finish()
    }
}

impl<'a> Draft<'a> {
    /// The value of a field.
    pub(crate) fn slot(&self, row: Row) -> &Slot<'a> {
        const ABSENT: &Slot<'static> = &Slot::Absent;
        self.slots.get(row.place()).unwrap_or(ABSENT)
    }

    /// The string at a field that holds one.
    pub(crate) fn text(&self, row: Row) -> Option<&str> {
        self.slot(row).text()
    }

    /// The object at a field that holds one.
    pub(crate) fn message(&self, row: Row) -> Option<&MessageDraft<'a>> {
        if let Slot::Message(message) = self.slot(row) { Some(message) } else { None }
    }

    /// The fields, where they have an object of their own.
    pub(crate) fn nested(&self) -> Option<&Self> {
        if let Slot::Fields(fields) = &self.config { Some(fields) } else { None }
    }

    /// Puts a string at a field.
    pub(crate) fn set_text(&mut self, row: Row, text: &'static str) {
        self.put(row, Slot::Text(Cow::Borrowed(text)));
    }

    fn put(&mut self, row: Row, slot: Slot<'a>) {
        self.given.insert(row);
        self.null.remove(row);
        self.wrong.remove(row);
        match slot {
            Slot::Null => self.null.insert(row),
            Slot::Wrong(_) => self.wrong.insert(row),
            _ => {}
        }
        if let Some(place) = self.slots.get_mut(row.place()) {
            *place = slot;
        }
    }
}

impl MessageDraft<'_> {
    /// `{message: null}` alone says the same as null.
    pub(crate) fn says_null(&self) -> bool {
        self.message == Slot::Null && self.unknown.is_empty()
    }
}
