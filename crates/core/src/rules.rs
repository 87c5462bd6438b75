//! Every rule, one family a file. A rule = doc comment + code + check.

pub(crate) mod envelope;
mod message;
mod name_prefix;
mod nearest;
mod phone_number;
mod rule;
mod secret;
pub(crate) mod set;
pub(crate) mod shape;
mod subject;
mod url;

pub use rule::{Family, Operation, Rule};
pub(crate) use subject::{Findings, Subject};

/// The families in the order in which their rules run and are documented.
pub(crate) static FAMILIES: &[(Family, &[&Rule])] = &[
    (Family::Shape, shape::RULES),
    (Family::PhoneNumber, phone_number::RULES),
    (Family::Url, url::RULES),
    (Family::Secret, secret::RULES),
    (Family::Message, message::RULES),
    (Family::NamePrefix, name_prefix::RULES),
];

/// Every rule with its family, in the order in which they run.
pub fn rules() -> impl Iterator<Item = (Family, &'static Rule)> {
    FAMILIES.iter().flat_map(|(family, rules)| rules.iter().map(|rule| (*family, *rule)))
}
