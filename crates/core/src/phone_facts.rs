//! What is known of one phone number, also when the answer is no.

use serde::Serialize;

use crate::phone::{Kind, PhoneNumber, Validity};
use crate::report::{FactReport, Issue, Path};
use crate::rules::{not_e164, plan_issues};
use crate::text;

/// The facts of a number; `None` for what is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PhoneFacts {
    /// The number itself, where the text is E.164.
    pub e164: Option<PhoneNumber>,
    /// Without the `+`. A string, as it is dialled; the `calling_code` of an issue is the same as a number.
    pub calling_code: Option<String>,
    /// What follows the calling code.
    pub national_number: Option<String>,
    /// Of a valid number: ISO 3166-1 alpha-2, or `001` for a non-geographic calling code (such as +800).
    pub region: Option<&'static str>,
    /// Of a valid number.
    pub kind: Option<Kind>,
    /// Whether the numbering plan has it.
    pub validity: Option<Validity>,
    /// As ITU-T E.123 writes it: `+44 20 7183 8750`.
    pub international: Option<String>,
}

/// Reads strict E.164, and everything there is to say of it.
pub(crate) fn number_issues(text: &str, path: &Path) -> (Option<PhoneNumber>, Vec<Issue>) {
    match PhoneNumber::parse(text) {
        Ok(number) => (Some(number), plan_issues(number, path)),
        Err(problem) => (None, vec![not_e164(&problem, text, path.clone())]),
    }
}

/// Reads strict E.164 and says what the numbering plans know of it. What was probably meant instead is the suggestion of
/// the issue; the facts are those of the text as given. The issues have the path `[]`.
pub fn parse_phone_number(text: &str) -> FactReport<PhoneFacts> {
    let (number, issues) = number_issues(text, &Path::root());
    let facts = PhoneFacts {
        e164: number,
        calling_code: number.and_then(PhoneNumber::calling_code).map(|code| text::number(code.into())),
        national_number: number.and_then(PhoneNumber::national_number),
        region: number.and_then(PhoneNumber::region),
        kind: number.and_then(PhoneNumber::kind),
        validity: number.map(PhoneNumber::validity),
        international: number.and_then(PhoneNumber::international),
    };
    FactReport::new(issues, facts)
}
