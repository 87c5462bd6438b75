//! The phone number: whether it is there, is E.164, is free and is ours. What its numbering plan says is in
//! `numbering_plan.rs`.

use super::numbering_plan::{
    PHONE_NUMBER_NOT_CANONICAL, PHONE_NUMBER_NOT_POSSIBLE, PHONE_NUMBER_NOT_VALID, PHONE_NUMBER_UNUSUAL_KIND,
};
use super::rule::{Family, rule};
use super::{Findings, Rule, Subject};
use crate::config::{Applies, ConfigType, Row};
use crate::options::KnownConfig;
use crate::phone::{LooseReading, NotE164, PhoneNumber, holds_two, quote_number, read_loose};
use crate::quote::quote;
use crate::report::{Issue, Path};
use crate::text::join;

const FAMILY: Family = Family::PhoneNumber;

pub(super) const RULES: &[&Rule] = &[
    &PHONE_NUMBER_REQUIRED,
    &PHONE_NUMBER_ABSENT,
    &PHONE_NUMBER_NOT_E164,
    &PHONE_NUMBER_NOT_POSSIBLE,
    &PHONE_NUMBER_NOT_CANONICAL,
    &PHONE_NUMBER_NOT_VALID,
    &PHONE_NUMBER_UNUSUAL_KIND,
    &PHONE_NUMBER_DUPLICATE,
    &PHONE_NUMBER_NOT_PURCHASED,
];

rule! {
    /// A `pin_dialin` config without a phone number.
    ///
    /// # Why
    /// Callers need a number to dial. Daily's field text says the opposite ("optional for `pin_dialin`"), but its page
    /// text, its guides and its own tool require it.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pin_dialin", "name_prefix": "front desk"}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pin_dialin", "name_prefix": "front desk", "phone_number": "+12095038039"}
    /// ```
    PHONE_NUMBER_REQUIRED = "phone-number-required";
    severity Error;
    source Seed;
    operations Create, Stored;
    check phone_number_required;
}

fn phone_number_required(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.lacks(Row::PhoneNumber, Applies::Required) {
        let message = format!("a `{}` config needs a phone number", subject.config_type.map_or("", ConfigType::as_str));
        let issue = PHONE_NUMBER_REQUIRED.issue(subject.path(Row::PhoneNumber), message);
        findings.push(issue.help("give one of the numbers you purchased, for example `+12095038039`"));
    }
}

rule! {
    /// A `pinless_dialin` config without a phone number.
    ///
    /// # Why
    /// It is allowed, and then only SIP calls reach it.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "https://example.com/room"}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "https://example.com/room", "phone_number": "+12095038039"}
    /// ```
    PHONE_NUMBER_ABSENT = "phone-number-absent";
    severity Info;
    source Seed;
    operations Create, Stored;
    check phone_number_absent;
}

fn phone_number_absent(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.lacks(Row::PhoneNumber, Applies::Optional) {
        let message = "without a phone number, this config takes SIP calls only";
        let issue = PHONE_NUMBER_ABSENT.issue(subject.path(Row::PhoneNumber), message);
        findings.push(issue.help("give one of the numbers you purchased if callers should dial it"));
    }
}

rule! {
    /// A phone number that is not E.164: `+` and 1 to 15 ASCII digits, the first of them not 0.
    ///
    /// `params.reason` is the first that holds of `empty`, `contains-pin`, `has-extension`, `non-ascii-digit`,
    /// `bad-character`, `missing-plus`, `leading-zero`, `too-short` and `too-long`. Where separators, `tel:`, full-width or
    /// Arabic digits, `00` or a missing `+` are all that is wrong and only one number can be meant, it is the suggestion.
    ///
    /// # Why
    /// Daily compares and dials the number as it is written.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "1 (209) 503-8039"}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039"}
    /// ```
    PHONE_NUMBER_NOT_E164 = "phone-number-not-e164";
    severity Error;
    source Openapi;
    operations Create, Update, Stored, DialString, Room;
    check phone_number_not_e164;
}

fn phone_number_not_e164(subject: &Subject<'_>, findings: &mut Findings) {
    let (Some(Err(problem)), Some(text)) = (&subject.phone_number, subject.text(Row::PhoneNumber)) else { return };
    let issue = not_e164(problem, text, subject.path(Row::PhoneNumber));
    findings.push(match problem {
        NotE164::Empty if subject.config_type == Some(ConfigType::PinlessDialin) => {
            issue.help("leave the field out, or give a number")
        }
        _ => issue,
    });
}

/// The issue of a string that is not an E.164 number.
pub(crate) fn not_e164(problem: &NotE164, text: &str, path: Path) -> Issue {
    let message = match problem {
        NotE164::Empty => "the phone number is empty".to_owned(),
        _ => join(&[&quote_number(text), " is not an E.164 phone number: ", &problem.spoken()]),
    };
    let mut issue = PHONE_NUMBER_NOT_E164.issue(path, message).param("reason", problem.reason());
    if let NotE164::BadCharacter { character, position } | NotE164::NonAsciiDigit { character, position } = problem {
        issue = issue.param("character", String::from(*character)).param("position", *position);
    }
    match problem {
        NotE164::ContainsPin => return issue.help("give the number alone; callers dial the PIN after it"),
        NotE164::HasExtension => return issue.help("give the number alone; extensions cannot be configured"),
        _ => {}
    }
    match read_loose(text) {
        LooseReading::Certain(number) => {
            let number = number.text();
            issue.help(join(&["write `", &number, "`"])).suggest(number)
        }
        LooseReading::Candidates(candidates) => {
            let mut help = String::from("did you mean ");
            for (place, number) in candidates.iter().enumerate() {
                help.push_str(if place == 0 { "`" } else { "` or `" });
                help.push_str(&number.text());
            }
            issue.help(help + "`?")
        }
        LooseReading::None if holds_two(text) => issue.help("give only one number"),
        LooseReading::None => {
            issue.help("write `+`, the calling code and the number, digits only, for example `+12095038039`")
        }
    }
}

rule! {
    /// A number that another config uses.
    ///
    /// Numbers are compared in every spelling that can mean one number only, with and without `+`, `00` or a trunk prefix.
    ///
    /// # Why
    /// A number belongs to one config, of either type; Daily refuses a second one. To move a number to the other type,
    /// delete its config, then create the new one.
    ///
    /// # Example
    /// ```json set
    /// [{"id": "a", "type": "pin_dialin", "config": {"phone_number": "+12095038039"}},
    ///  {"id": "b", "type": "pin_dialin", "config": {"phone_number": "+12095038039"}}]
    /// ```
    ///
    /// # Instead
    /// ```json set
    /// [{"id": "a", "type": "pin_dialin", "config": {"phone_number": "+12095038039"}},
    ///  {"id": "b", "type": "pin_dialin", "config": {"phone_number": "+12268078039"}}]
    /// ```
    PHONE_NUMBER_DUPLICATE = "phone-number-duplicate";
    severity Error;
    source Seed;
    operations Create, Update, Stored, Set, Domain, Room;
    check phone_number_duplicate;
}

fn phone_number_duplicate(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.options.configs.is_empty() {
        return;
    }
    let Some(number) = subject.certain_number() else { return };
    let own = subject.options.id.as_deref().or_else(|| subject.root.text(Row::Id).filter(|_| subject.is_nested()));
    if let Some(other) = subject.known.owner(number, own) {
        findings.push(used_already(subject.path(Row::PhoneNumber), number, other));
    }
}

/// The issue of a number that `other` has.
pub(crate) fn used_already(path: Path, number: PhoneNumber, other: &KnownConfig) -> Issue {
    let named = match (other.config_type, other.id.as_deref().map(quote)) {
        (None, None) => "another config".to_owned(),
        (Some(kind), None) => format!("another `{kind}` config"),
        (None, Some(id)) => format!("config {id}"),
        (Some(kind), Some(id)) => format!("the `{kind}` config {id}"),
    };
    let issue = PHONE_NUMBER_DUPLICATE.issue(path, format!("`{number}` is already used by {named}"));
    let issue = issue.param("phone_number", number.text()).help("update that config, or delete it first");
    match &other.id {
        Some(id) => issue.param("id", id.as_str()),
        None => issue,
    }
}

/// The issue of a number that `place` holds twice.
pub(crate) fn number_twice(path: Path, number: PhoneNumber, place: &str) -> Issue {
    let issue = PHONE_NUMBER_DUPLICATE.issue(path, format!("`{number}` is in {place} more than once"));
    issue.param("phone_number", number.text()).help("keep one of them")
}

rule! {
    /// A number that is not among the purchased ones.
    ///
    /// Runs when a list of purchased numbers is given, and compares as `phone-number-duplicate` does.
    ///
    /// # Why
    /// Daily configures numbers of the same domain only and refuses anything else with 400.
    ///
    /// # Example
    /// ```json create purchased 12268078039
    /// {"type": "pin_dialin", "phone_number": "+12095038039"}
    /// ```
    ///
    /// # Instead
    /// ```json create purchased 12095038039
    /// {"type": "pin_dialin", "phone_number": "+12095038039"}
    /// ```
    PHONE_NUMBER_NOT_PURCHASED = "phone-number-not-purchased";
    severity Error;
    source Guide;
    operations Create, Update, Stored, Room;
    check phone_number_not_purchased;
}

fn phone_number_not_purchased(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(purchased) = &subject.options.purchased_numbers else { return };
    let Some(number) = subject.certain_number() else { return };
    if subject.is_purchased == Some(false) {
        findings.push(not_purchased(subject.path(Row::PhoneNumber), number, purchased.len()));
    }
}

/// A number that is not among so many purchased ones.
pub(crate) fn not_purchased(path: Path, number: PhoneNumber, purchased: usize) -> Issue {
    let message = format!("`{number}` is not among the purchased numbers");
    let issue = PHONE_NUMBER_NOT_PURCHASED.issue(path, message);
    let issue = issue.param("phone_number", number.text()).param("purchased", purchased);
    issue.help("purchase it on this Daily domain, or use a number from the list")
}
