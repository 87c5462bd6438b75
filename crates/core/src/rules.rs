//! Every rule. A rule = doc comment + code + check. A family is a file, or several: `shape.rs` names those of its own, and `url` and
//! `hold_music` have folders. A family's `RULES` are in the file that is called like it.

mod config_type;
pub(crate) mod dial_string;
pub(crate) mod domain;
pub(crate) mod envelope;
mod hold_music;
pub(crate) mod json_text;
mod message;
mod name_prefix;
mod nearest;
mod numbering_plan;
mod operation;
pub(crate) mod phone_number;
pub(crate) mod room;
mod rule;
mod secret;
pub(crate) mod shape;
pub(crate) mod signature;
mod subject;
mod unknown_keys;
mod url;

pub(crate) use hold_music::hold_music_issues;
pub(crate) use numbering_plan::plan_issues;
pub use operation::Operation;
pub(crate) use phone_number::not_e164;
pub use rule::{Family, Rule};
pub(crate) use secret::{looks_hex, not_base64};
pub(crate) use subject::{Findings, Subject};

/// The families of a config's rules, in the order in which they run and are documented.
static CHECKS: [&[&Rule]; 6] =
    [shape::RULES, phone_number::RULES, url::RULES, secret::RULES, message::RULES, name_prefix::RULES];

/// The families of everything else.
static OTHERS: [&[&Rule]; 4] = [signature::RULES, dial_string::RULES, hold_music::RULES, room::RULES];

/// Every rule, in the order of docs/rules.md; those of a config in the order in which they run.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    CHECKS.iter().chain(&OTHERS).flat_map(|rules| rules.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A check that stands in a family of the others would never run.
    #[test]
    fn only_the_families_that_are_run_have_checks() {
        for rule in OTHERS.iter().flat_map(|rules| rules.iter()) {
            assert!(rule.check.is_none(), "{}", rule.code());
        }
    }
}
