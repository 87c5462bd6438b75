//! Dial strings: a number, pauses and a PIN in one text that a phone dials by itself, `+12095038039,,12345678987`.
//!
//! Never put one through a phone library: they turn `,,PIN` into `;ext=PIN`, which Android misdials.

mod read;
mod written;

use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::phone::PhoneNumber;
use crate::phone_facts::number_issues;
use crate::report::{FactReport, Path, Report};
use crate::rules::dial_string::{hash, invalid, pin_issues, wait};

pub(crate) use read::Problem;
pub use written::suggested_pauses;

/// How many pauses are written where nobody says otherwise: Daily's own documents have two.
pub const DEFAULT_PAUSES: usize = 2;

/// More pauses than this (about a minute) are no dial string but a mistake.
pub const MOST_PAUSES: usize = 30;

/// A number, pauses and a PIN. Serialises as `{text, link, telUri}`. `Debug` does not show the PIN.
#[derive(Clone, PartialEq, Eq)]
pub struct DialString {
    phone_number: PhoneNumber,
    pin: String,
    pauses: usize,
}

impl fmt::Debug for DialString {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "DialString({}, {} pauses, …)", self.phone_number, self.pauses)
    }
}

impl Serialize for DialString {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut forms = serializer.serialize_struct("DialString", 3)?;
        forms.serialize_field("text", &self.text())?;
        forms.serialize_field("link", &self.link())?;
        forms.serialize_field("telUri", &self.tel_uri())?;
        forms.end()
    }
}

/// What was read from somebody's dial string; `None` for what is not there. Serialises as
/// `{phoneNumber, pin, pauses, waits, terminator, rest}`. `Debug` shows neither PIN nor rest.
#[derive(Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DialStringFacts {
    /// The number, in E.164.
    pub phone_number: Option<PhoneNumber>,
    /// The digits dialled after the pauses.
    pub pin: Option<String>,
    /// How many pauses (`,` or `p`, about two seconds each) stand between.
    pub pauses: usize,
    /// How many waits (`;` or `w`: the phone asks the caller) stand between.
    pub waits: usize,
    /// `#`, where it follows the PIN.
    pub terminator: Option<&'static str>,
    /// What follows that, for example a participant number.
    pub rest: Option<String>,
}

impl fmt::Debug for DialStringFacts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.phone_number;
        write!(formatter, "DialStringFacts({number:?}, {} pauses, {} waits, …)", self.pauses, self.waits)
    }
}

impl DialString {
    /// Makes one. `pin` is digits; `pauses` from 1 to [`MOST_PAUSES`].
    ///
    /// The paths are `["phoneNumber"]`, `["pin"]` and `["pauses"]`.
    pub fn build(phone_number: &str, pin: &str, pauses: usize) -> Report<Self> {
        let (number, mut issues) = number_issues(phone_number, &Path::root().key("phoneNumber"));
        issues.extend(pin_issues(pin, &Path::root().key("pin")));
        if !(1..=MOST_PAUSES).contains(&pauses) {
            issues.push(invalid(Path::root().key("pauses"), &Problem::Pauses(pauses)));
        }
        Report::new(issues, number.map(|phone_number| Self { phone_number, pin: pin.to_owned(), pauses }))
    }
}

/// Reads anybody's dial string: `tel:` in front, separators in the number, `,`/`p` and `;`/`w`, `%2C`, a `#` and what
/// follows it. All issues have the path `[]`.
pub fn parse_dial_string(text: &str) -> FactReport<DialStringFacts> {
    let (facts, problem) = read::read(text);
    let mut issues = Vec::new();
    if let Some(problem) = problem {
        issues.push(invalid(Path::root(), &problem));
    }
    if let Some(number) = facts.phone_number {
        issues.extend(number_issues(&number.to_string(), &Path::root()).1);
    }
    if let Some(pin) = &facts.pin {
        issues.extend(pin_issues(pin, &Path::root()));
    }
    if facts.waits > 0 {
        issues.push(wait());
    }
    let rest = facts.rest.as_deref().unwrap_or_default();
    if facts.terminator.is_some() || rest.contains(['#', '*']) {
        issues.push(hash());
    }
    FactReport::new(issues, facts)
}
