//! What core says of a number, in a form that any judge can compare.

use anyhow::{Result, anyhow};
use dialin_core::PhoneNumber;
use serde::Serialize;

/// Serialises as an array in this order: there are millions of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// `+` and the digits.
    pub number: String,
    /// As the npm package names it.
    pub validity: String,
    /// Of a valid number.
    pub region: Option<&'static str>,
    /// Of a valid number.
    pub kind: Option<&'static str>,
    /// As ITU-T E.123 writes it.
    pub international: Option<String>,
    /// What was meant by a number that kept its trunk prefix.
    pub without_trunk_prefix: Option<String>,
}

impl Facts {
    /// Asks core about `+` and 1 to 15 digits.
    pub fn of(number: &str) -> Result<Self> {
        let parsed = PhoneNumber::parse(number).map_err(|problem| anyhow!("{number} is not E.164: {problem}"))?;
        let validity = serde_json::to_value(parsed.validity())?;
        Ok(Self {
            number: number.to_owned(),
            validity: validity.as_str().unwrap_or_default().to_owned(),
            region: parsed.region(),
            kind: parsed.kind().map(dialin_core::Kind::as_str),
            international: parsed.international(),
            without_trunk_prefix: parsed.without_trunk_prefix().map(|meant| meant.to_string()),
        })
    }

    /// Whether the plans have it.
    pub fn is_valid(&self) -> bool {
        self.validity == "valid"
    }
}

impl Serialize for Facts {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let Self { number, validity, region, kind, international, without_trunk_prefix } = self;
        (number, validity, region, kind, international, without_trunk_prefix).serialize(serializer)
    }
}
