//! The report of a phone number as JSON text, for the build that has nothing else to write.
//!
//! `serde_json` would write the same, and be half of that build's code: it can write anything.

use dialin_core::json::Json;
use dialin_core::{FactReport, Issue, Kind, PhoneFacts, PhoneNumber, Validity, Versions, versions};
use serde_json::Value;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::answer;

/// `versions()`: of the package, the rules and the numbering plan.
#[wasm_bindgen(js_name = versions)]
pub fn version_table() -> i32 {
    let Versions { package, rules, numbering } = versions();
    let mut json = Json::default();
    texts(&mut json, &[("package", Some(package)), ("rules", Some(rules)), ("numbering", Some(numbering))]);
    answer::text(json.into_text())
}

pub(crate) fn report(report: &FactReport<PhoneFacts>) -> i32 {
    let facts = report.value();
    let mut json = Json::default();
    json.object(|json| {
        json.key("ok").word(if report.ok() { "true" } else { "false" });
        json.key("issues").array(report.issues(), issue);
        texts(
            json.key("value"),
            &[
                ("e164", facts.e164.map(PhoneNumber::text).as_deref()),
                ("callingCode", facts.calling_code.as_deref()),
                ("nationalNumber", facts.national_number.as_deref()),
                ("region", facts.region),
                ("kind", facts.kind.map(Kind::as_str)),
                ("validity", facts.validity.map(Validity::as_str)),
                ("international", facts.international.as_deref()),
            ],
        );
    });
    answer::text(json.into_text())
}

fn issue(json: &mut Json, issue: &Issue) {
    json.object(|json| {
        json.key("code").string(issue.code.as_str());
        json.key("severity").string(issue.severity.as_str());
        // The issues of a number that stands by itself.
        json.key("path").word("[]");
        json.key("message").string(&issue.message);
        if let Some(help) = &issue.help {
            json.key("help").string(help);
        }
        json.key("params").object(|json| {
            for (name, param) in issue.params.iter() {
                value(json.key(name), param);
            }
        });
        if let Some(suggestion) = &issue.suggestion {
            value(json.key("suggestion"), suggestion);
        }
        json.key("source").string(issue.source.as_str());
    });
}

fn value(json: &mut Json, of: &Value) {
    match of {
        // Nor is any null, a truth value or an object.
        Value::Null | Value::Bool(_) | Value::Object(_) => json.word("null"),
        // No fact about a phone number is negative or a fraction.
        Value::Number(number) => json.number(number.as_u64().unwrap_or_default()),
        Value::String(text) => json.string(text),
        Value::Array(values) => json.array(values, value),
    }
}

fn texts(json: &mut Json, fields: &[(&str, Option<&str>)]) {
    json.object(|json| {
        for (key, text) in fields {
            json.key(key);
            match text {
                Some(text) => json.string(text),
                None => json.word("null"),
            }
        }
    });
}
