//! The report of a phone number as JSON text, for the build that has nothing else to write.
//!
//! `serde_json` would write the same, and be half of that build's code: it can write anything.

use dialin_core::{FactReport, Issue, Kind, PhoneFacts, PhoneNumber, Validity, Versions, versions};
use serde_json::Value;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::answer;

/// `versions()`: of the package, the rules and the numbering plan.
#[wasm_bindgen(js_name = versions)]
pub fn version_table() -> i32 {
    let Versions { package, rules, numbering } = versions();
    let mut json = Json::default();
    json.texts(&[("package", Some(package)), ("rules", Some(rules)), ("numbering", Some(numbering))]);
    answer::text(json.text)
}

pub(crate) fn report(report: &FactReport<PhoneFacts>) -> i32 {
    let facts = report.value();
    let mut json = Json::default();
    json.object(|json| {
        json.key("ok").word(if report.ok() { "true" } else { "false" });
        json.key("issues").array(report.issues(), Json::issue);
        json.key("value").texts(&[
            ("e164", facts.e164.map(PhoneNumber::text).as_deref()),
            ("callingCode", facts.calling_code.as_deref()),
            ("nationalNumber", facts.national_number.as_deref()),
            ("region", facts.region),
            ("kind", facts.kind.map(Kind::as_str)),
            ("validity", facts.validity.map(Validity::as_str)),
            ("international", facts.international.as_deref()),
        ]);
    });
    answer::text(json.text)
}

/// JSON text that is being written.
#[derive(Default)]
struct Json {
    text: String,
}

impl Json {
    fn issue(&mut self, issue: &Issue) {
        self.object(|json| {
            json.key("code").text(issue.code.as_str());
            json.key("severity").text(issue.severity.as_str());
            // The issues of a number that stands by itself.
            json.key("path").word("[]");
            json.key("message").text(&issue.message);
            if let Some(help) = &issue.help {
                json.key("help").text(help);
            }
            json.key("params").object(|json| {
                for (name, value) in issue.params.iter() {
                    json.key(name).value(value);
                }
            });
            if let Some(suggestion) = &issue.suggestion {
                json.key("suggestion").value(suggestion);
            }
            json.key("source").text(issue.source.as_str());
        });
    }

    fn value(&mut self, value: &Value) {
        match value {
            // Nor is any null, a truth value or an object.
            Value::Null | Value::Bool(_) | Value::Object(_) => self.word("null"),
            // No fact about a phone number is negative or a fraction.
            Value::Number(number) => self.number(number.as_u64().unwrap_or_default()),
            Value::String(text) => self.text(text),
            Value::Array(values) => self.array(values, Self::value),
        }
    }

    fn object(&mut self, fields: impl FnOnce(&mut Self)) {
        self.text.push('{');
        fields(self);
        self.text.push('}');
    }

    fn array<T>(&mut self, items: &[T], mut item: impl FnMut(&mut Self, &T)) {
        self.text.push('[');
        for each in items {
            self.separate();
            item(self, each);
        }
        self.text.push(']');
    }

    fn key(&mut self, key: &str) -> &mut Self {
        self.separate();
        self.text(key);
        self.text.push(':');
        self
    }

    /// A comma, unless this is the first.
    fn separate(&mut self) {
        if !matches!(self.text.as_bytes().last(), Some(b'{' | b'[')) {
            self.text.push(',');
        }
    }

    fn texts(&mut self, fields: &[(&str, Option<&str>)]) {
        self.object(|json| {
            for (key, text) in fields {
                json.key(key);
                match text {
                    Some(text) => json.text(text),
                    None => json.word("null"),
                }
            }
        });
    }

    fn number(&mut self, number: u64) {
        if number >= 10 {
            self.number(number / 10);
        }
        self.digit(number % 10);
    }

    /// One hexadecimal digit.
    fn digit(&mut self, digit: u64) {
        if let Some(digit) = usize::try_from(digit).ok().and_then(|digit| b"0123456789abcdef".get(digit)) {
            self.text.push(char::from(*digit));
        }
    }

    /// What stands without quotes.
    fn word(&mut self, word: &str) {
        self.text.push_str(word);
    }

    fn text(&mut self, text: &str) {
        self.text.push('"');
        for character in text.chars() {
            match character {
                '"' | '\\' => {
                    self.text.push('\\');
                    self.text.push(character);
                }
                '\0'..'\u{20}' => {
                    self.text.push_str("\\u00");
                    let code = u64::from(u32::from(character));
                    self.digit(code >> 4);
                    self.digit(code & 0xF);
                }
                _ => self.text.push(character),
            }
        }
        self.text.push('"');
    }
}
