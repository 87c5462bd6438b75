//! The friendly name. Any text is fine; `+10114870006` is a real one.

use super::rule::{Family, rule};
use super::{Findings, Rule, Subject};
use crate::config::Row;
use crate::text::{has_any, trim};

const FAMILY: Family = Family::NamePrefix;

pub(super) const RULES: &[&Rule] = &[&NAME_PREFIX_EMPTY, &NAME_PREFIX_UNTRIMMED, &NAME_PREFIX_LONG];

/// Nobody published a limit; longer names are cut wherever they are shown.
const LONGEST: usize = 128;

rule! {
    /// A name that is empty or only whitespace.
    ///
    /// # Why
    /// The config then has no name in any list.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039", "name_prefix": ""}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039", "name_prefix": "front desk"}
    /// ```
    NAME_PREFIX_EMPTY = "name-prefix-empty";
    severity Warning;
    source Policy;
    operations Create, Update, Stored;
    check name_prefix_empty;
}

fn name_prefix_empty(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.text(Row::NamePrefix).is_some_and(|name| trim(name).is_empty()) {
        let issue = NAME_PREFIX_EMPTY.issue(subject.path(Row::NamePrefix), "the name prefix is empty");
        findings.push(issue.help("leave it out, or give a name"));
    }
}

rule! {
    /// A name with whitespace before or after it.
    ///
    /// # Why
    /// It is not seen, and it makes searching and sorting fail.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039", "name_prefix": "front desk "}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039", "name_prefix": "front desk"}
    /// ```
    NAME_PREFIX_UNTRIMMED = "name-prefix-untrimmed";
    severity Warning;
    source Policy;
    operations Create, Update, Stored;
    check name_prefix_untrimmed;
}

fn name_prefix_untrimmed(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(name) = subject.text(Row::NamePrefix) else { return };
    let trimmed = trim(name);
    if trimmed.len() < name.len() && !trimmed.is_empty() {
        let message = "the name prefix has whitespace before or after it";
        let issue = NAME_PREFIX_UNTRIMMED.issue(subject.path(Row::NamePrefix), message).help("trim it");
        // With U+0000 in it, it would be refused as well.
        findings.push(if has_any(trimmed, b"\0") { issue } else { issue.suggest(trimmed) });
    }
}

rule! {
    /// A name of more than 128 characters.
    ///
    /// # Why
    /// No limit is published; a name this long is cut wherever it is shown.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039",
    ///  "name_prefix": "0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789"}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039", "name_prefix": "front desk"}
    /// ```
    NAME_PREFIX_LONG = "name-prefix-long";
    severity Warning;
    source Policy;
    operations Create, Update, Stored;
    check name_prefix_long;
}

fn name_prefix_long(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(name) = subject.text(Row::NamePrefix) else { return };
    let characters = if name.len() > LONGEST { name.chars().count() } else { 0 };
    if characters > LONGEST {
        let message = format!("the name prefix has {characters} characters; we advise at most {LONGEST}");
        let issue = NAME_PREFIX_LONG.issue(subject.path(Row::NamePrefix), message);
        findings.push(issue.param("characters", characters).param("most", LONGEST).help("shorten it"));
    }
}
