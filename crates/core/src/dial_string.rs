//! Dial strings: a number, pauses and a PIN in one text that a phone dials by itself, `+12095038039,,12345678987`.
//!
//! Never put one through a phone library: they turn `,,PIN` into `;ext=PIN`, which Android misdials.

mod read;
mod written;

use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::phone::PhoneNumber;

pub(crate) use read::{Problem, has_wait, read};
pub use written::suggested_pauses;

/// How many pauses are written where nobody says otherwise: Daily's own documents have two.
pub const DEFAULT_PAUSES: usize = 2;

/// More pauses than this (about a minute) are no dial string but a mistake.
pub const MOST_PAUSES: usize = 30;

/// A number, pauses and a PIN. Serialises as `{text, link, telUri}`. `Debug` does not show the PIN.
#[derive(Clone, PartialEq, Eq)]
pub struct DialString {
    pub(crate) phone_number: PhoneNumber,
    pub(crate) pin: String,
    pub(crate) pauses: usize,
}

impl DialString {
    /// The number that is dialled.
    pub const fn phone_number(&self) -> &PhoneNumber {
        &self.phone_number
    }

    /// The digits that are dialled after the pauses.
    pub fn pin(&self) -> &str {
        &self.pin
    }

    /// How many pauses of about two seconds.
    pub const fn pauses(&self) -> usize {
        self.pauses
    }
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

/// A dial string as people, address books and calendars take it.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DialStringTexts {
    /// One line for people: `+1 209 503 8039, then PIN 12345678987`.
    pub human_text: String,
    /// A `TEL` line of a vCard 4, escaped and folded.
    pub vcard_tel: String,
    /// A `LOCATION` line of a calendar event (iCalendar), escaped and folded: phones make it a link to tap.
    pub ics_location: String,
    /// A `DESCRIPTION` line of a calendar event, likewise.
    pub ics_description: String,
}

impl fmt::Debug for DialStringTexts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("DialStringTexts(…)")
    }
}

/// What was read from a dial string; `None` for what is not there. Serialises as
/// `{phoneNumber, pin, pauses, waits, terminator, rest}`. `Debug` shows neither PIN nor rest.
#[derive(Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DialStringFacts {
    /// The number, in E.164.
    pub phone_number: Option<PhoneNumber>,
    /// The digits dialled after the pauses.
    pub pin: Option<String>,
    /// How many pauses (`,` or `p`, about two seconds each) come between.
    pub pauses: usize,
    /// How many waits (`;` or `w`: the phone waits for the caller) come between.
    pub waits: usize,
    /// `#`, where it follows the PIN.
    pub terminator: Option<&'static str>,
    /// What follows that, for example a participant number or a country; or what stands in place of the PIN: an extension, or `*` or `#` and
    /// all behind it.
    pub rest: Option<String>,
}

impl fmt::Debug for DialStringFacts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.phone_number;
        write!(formatter, "DialStringFacts({number:?}, {} pauses, {} waits, …)", self.pauses, self.waits)
    }
}
