//! JSON text, and any value out of it.

mod value;

use serde::Serialize;
use serde_json::Value;

use crate::text::push_number;

pub use value::{AnyJson, read_value};
pub(crate) use value::{AnyValue, MOST_LEVELS, NUMBER_KEY, TOO_DEEP, read_json};

/// The value as JSON text. Nothing of this crate fails to be written.
pub fn json_text<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// A text, or a number as text.
pub(crate) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) => Some(json_text(value)),
        _ => None,
    }
}

/// JSON text that is being written by hand: for the build of phone numbers alone, of which `serde_json` would be half.
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn as_serde_json_writes_it() {
        for text in ('\0'..='\u{100}').map(|character| format!("a{character}b")).chain(["\"\\\n\n😀".to_owned()]) {
            let mut json = Json::default();
            json.string(&text);
            assert_eq!(json.into_text(), json_text(&text));
        }
        let mut json = Json::default();
        json.object(|json| {
            json.key("a").array(&[1, 20], |json, number| json.number(*number));
            json.key("b").object(|json| json.key("c").word("null"));
            json.key("d").array(&[0; 0], |json, number| json.number(*number));
        });
        assert_eq!(json.into_text(), json_text(&json!({"a": [1, 20], "b": {"c": null}, "d": []})));
    }
}
