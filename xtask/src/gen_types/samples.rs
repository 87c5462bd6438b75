//! What core serialises, to read the keys from.

use anyhow::{Context, Result};
use dialin_core::{
    DEFAULT_PAUSES, DEFAULT_TOLERANCE, DialString, FIELDS, Options, WebhookCall, check_create_json, check_lines,
    inspect_hold_music, parse_dial_string, parse_phone_number, rules, sign_webhook, verify_webhook, versions,
};
use serde::Serialize;
use serde_json::Value;

/// A type that is an interface in TypeScript.
pub(super) struct Interface {
    pub(super) rust: &'static str,
    pub(super) name: &'static str,
    pub(super) keys: Vec<Key>,
    /// A key that no field or method of Rust has: its name, comment and type.
    pub(super) by_hand: &'static [(&'static str, &'static str, &'static str)],
    /// A narrower type than Rust has: its key and type.
    pub(super) narrower: &'static [(&'static str, &'static str)],
    /// A caller gives it, so that its arrays are never changed.
    pub(super) is_given: bool,
}

pub(super) struct Key {
    pub(super) name: String,
    pub(super) optional: bool,
}

const OF_FIELD: &[(&str, &str, &str)] = &[
    ("path", "Where its value is: `[\"name_prefix\"]`, `[\"timeout_config\", \"message\"]`.", "string[]"),
    ("appliesTo", "Whether it applies to each type.", "Record<ConfigType, Applies>"),
    (
        "choices",
        "The values to choose from, where there is a choice.",
        "{ value: ConfigType; label: string; summary: string }[]",
    ),
];

const OF_RULE: &[(&str, &str, &str)] = &[("severity", "The gravest of `severities`.", "Severity")];

/// Every interface, in the order they are written.
pub(super) fn interfaces() -> Result<Vec<Interface>> {
    let number = "+12095038039";
    let dial_string = DialString::build(number, "12345678987", DEFAULT_PAUSES);
    let verified = verified().context("a call that was signed does not verify")?;
    let lines = check_lines(b"{}", &Options::default());
    let mut interfaces = vec![
        interface("PhoneFacts", "PhoneFacts", &[parse_phone_number(number).value()])?,
        interface("DialString", "DialString", &[dial_string.value().context("a dial string")?])?,
        interface("DialStringTexts", "DialStringTexts", &[dial_string.value().context("a dial string")?.texts()])?,
        Interface {
            narrower: &[("terminator", "\"#\" | null")],
            ..interface("DialStringFacts", "DialStringFacts", &[parse_dial_string(number).value()])?
        },
        interface("VerifiedCall", "VerifiedCall", &[&verified])?,
        Interface {
            narrower: &[("channels", "1 | 2 | null")],
            ..interface("HoldMusicFacts", "HoldMusicFacts", &[inspect_hold_music(b"").value()])?
        },
        interface("LinesReport", "LinesReport", &[&lines])?,
        interface("LineReport", "LineReport", &lines.reports)?,
        interface("Versions", "Versions", &[versions()])?,
        Interface { by_hand: OF_FIELD, ..interface("Field", "Field", FIELDS)? },
        Interface { by_hand: OF_RULE, ..interface("Rule", "Rule", &rules().collect::<Vec<_>>())? },
    ];
    // These are read, never written.
    interfaces.push(given("Options", "CheckOptions", &[], &["purchasedNumbers", "configs", "id", "allowPrivateHosts"]));
    interfaces.push(given("RoomOptions", "RoomOptions", &["operation", "now"], &["configs", "purchasedNumbers"]));
    Ok(interfaces)
}

/// The keys of an issue: those that every one has, and those that some have.
pub(super) fn issue_keys() -> Result<Vec<Key>> {
    let check = |config: &str| check_create_json(config.as_bytes(), &Options::default()).issues().to_vec();
    let mut issues = check(r#"{"type":"pin_dialin","phone_number":"1 209 503 8039","timeout_config":{"message":"x"}}"#);
    // One without a suggestion.
    issues.extend(check(r#"{"type":"pinless_dialin"}"#));
    // Every rule has a help to give today, which a type does not promise.
    if let Some(issue) = issues.last_mut() {
        issue.help = None;
    }
    keys(&issues)
}

fn verified() -> Option<dialin_core::VerifiedCall> {
    let secret = "c2VjcmV0";
    let signature = sign_webhook(secret, "0", b"").into_result().ok()?.0;
    let call = WebhookCall { signature: Some(&signature), timestamp: Some("0"), body: b"" };
    Some(verify_webhook(secret, &call, 0, DEFAULT_TOLERANCE).into_result().ok()?.0)
}

fn interface<T: Serialize>(rust: &'static str, name: &'static str, samples: &[T]) -> Result<Interface> {
    Ok(Interface { rust, name, keys: keys(samples)?, by_hand: &[], narrower: &[], is_given: false })
}

fn given(rust: &'static str, name: &'static str, required: &[&str], optional: &[&str]) -> Interface {
    let key = |optional| move |name: &&str| Key { name: (*name).to_owned(), optional };
    let keys = required.iter().map(key(false)).chain(optional.iter().map(key(true))).collect();
    Interface { rust, name, keys, by_hand: &[], narrower: &[], is_given: true }
}

/// Every key of the samples, in their order; optional where one sample lacks it.
fn keys<T: Serialize>(samples: &[T]) -> Result<Vec<Key>> {
    let mut keys: Vec<(String, usize)> = Vec::new();
    for sample in samples {
        // Through text, whose keys are in the order they were written.
        let text = serde_json::to_string(sample)?;
        for name in top_level_keys(&text)? {
            match keys.iter_mut().find(|(known, _)| *known == name) {
                Some((_, count)) => *count += 1,
                None => keys.push((name, 1)),
            }
        }
    }
    Ok(keys.into_iter().map(|(name, count)| Key { name, optional: count < samples.len() }).collect())
}

fn top_level_keys(text: &str) -> Result<Vec<String>> {
    struct Keys(Vec<String>);
    impl<'de> serde::Deserialize<'de> for Keys {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct Visitor;
            impl<'de> serde::de::Visitor<'de> for Visitor {
                type Value = Keys;
                fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    formatter.write_str("an object")
                }
                fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Keys, A::Error> {
                    let mut keys = Vec::new();
                    while let Some((key, _)) = map.next_entry::<String, Value>()? {
                        keys.push(key);
                    }
                    Ok(Keys(keys))
                }
            }
            deserializer.deserialize_map(Visitor)
        }
    }
    Ok(serde_json::from_str::<Keys>(text)?.0)
}
