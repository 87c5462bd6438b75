//! The report of a phone number as JSON text, for the build that has nothing else to write.
//!
//! `serde_json` would write the same, and be half of that build's code: it can write anything.

use dialin_core::{FactReport, Issue, Kind, PhoneFacts, Segment, Validity, Versions, versions};
use serde_json::Value;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::answer;

/// `versions()`: of the package, the rules and the numbering plan.
#[wasm_bindgen(js_name = versions)]
pub fn version_table() -> i32 {
    let Versions { package, rules, numbering } = versions();
    let mut json = Json::default();
    json.object(|json| {
        json.key("package").text(package);
        json.key("rules").text(rules);
        json.key("numbering").text(numbering);
    });
    answer::text(json.text)
}

pub(crate) fn report(report: &FactReport<PhoneFacts>) -> i32 {
    let facts = report.value();
    let mut json = Json::default();
    json.object(|json| {
        json.key("ok").word(if report.ok() { "true" } else { "false" });
        json.key("issues").array(report.issues(), Json::issue);
        json.key("value").object(|json| {
            json.key("e164").optional(facts.e164.map(|number| number.to_string()).as_deref());
            json.key("callingCode").optional(facts.calling_code.as_deref());
            json.key("nationalNumber").optional(facts.national_number.as_deref());
            json.key("region").optional(facts.region);
            json.key("kind").optional(facts.kind.map(Kind::as_str));
            json.key("validity").optional(facts.validity.map(Validity::as_str));
            json.key("international").optional(facts.international.as_deref());
        });
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
            json.key("path").array(issue.path.segments(), |json, segment| match segment {
                Segment::Key(key) => json.text(key),
                Segment::Index(index) => json.word(&index.to_string()),
            });
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
            Value::Null => self.word("null"),
            Value::Bool(truth) => self.word(if *truth { "true" } else { "false" }),
            Value::Number(number) => {
                // No fact about a phone number is a fraction.
                self.word(&number.as_i64().unwrap_or_default().to_string());
            }
            Value::String(text) => self.text(text),
            Value::Array(values) => self.array(values, Self::value),
            Value::Object(fields) => self.object(|json| {
                for (key, value) in fields {
                    json.key(key).value(value);
                }
            }),
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
        if !self.text.ends_with(['{', '[']) {
            self.text.push(',');
        }
    }

    fn optional(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.text(text),
            None => self.word("null"),
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
                    let code = u32::from(character);
                    for digit in [code >> 4, code & 0xF] {
                        self.text.extend(char::from_digit(digit, 16));
                    }
                }
                _ => self.text.push(character),
            }
        }
        self.text.push('"');
    }
}
