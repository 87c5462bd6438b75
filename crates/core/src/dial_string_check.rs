//! Dial strings as a caller wants them: with every reason at once.

use serde_json::Value;

use crate::dial_string::{DialString, DialStringFacts, MOST_PAUSES, Problem, has_wait, read};
use crate::phone_facts::number_issues;
use crate::report::{FactReport, Issue, Path, Report};
use crate::rules::dial_string::{hash, invalid, pin_issue, wait};
use crate::rules::plan_issues;
use crate::text::{has_any, join};

impl DialString {
    /// Makes one. `pin` is digits; `pauses` from 1 to [`MOST_PAUSES`].
    ///
    /// The paths are `["phoneNumber"]`, `["pin"]` and `["pauses"]`.
    pub fn build(phone_number: &str, pin: &str, pauses: usize) -> Report<Self> {
        let (number, mut issues) = number_issues(phone_number, &Path::root().key("phoneNumber"));
        issues.extend(pin_issue(pin, &Path::root().key("pin")));
        if !(1..=MOST_PAUSES).contains(&pauses) {
            issues.push(invalid(Path::root().key("pauses"), &Problem::Pauses));
        }
        Report::new(issues, number.map(|phone_number| Self { phone_number, pin: pin.to_owned(), pauses }))
    }
}

/// Reads any dial string: `tel:` in front, separators in the number, `,`/`p` and `;`/`w`, `%2C`, the `\,` of a
/// calendar's text, full-width characters, a `#` and what follows it, a country after the PIN. A label before the `+` and the word
/// `PIN` are errors, but what follows them is read. All issues have the path `[]`.
pub fn parse_dial_string(text: &str) -> FactReport<DialStringFacts> {
    let (facts, problem) = read(text);
    let mut issues = Vec::new();
    if let Some(problem) = problem {
        issues.push(invalid(Path::root(), &problem));
    }
    if let Some(number) = facts.phone_number {
        issues.extend(plan_issues(number, &Path::root()).into_iter().map(of_number));
    }
    if let Some(pin) = &facts.pin {
        issues.extend(pin_issue(pin, &Path::root()));
    }
    let rest = facts.rest.as_deref().unwrap_or_default();
    if facts.waits > 0 || has_wait(rest) {
        issues.push(wait());
    }
    if facts.terminator.is_some() || has_any(rest, b"#*") {
        issues.push(hash());
    }
    FactReport::new(issues, facts)
}

/// An issue of the number, at the path of the whole text. What replaces the number does not replace that, and a text with the PIN in it
/// does not belong in an issue.
fn of_number(mut issue: Issue) -> Issue {
    if let Some(Value::String(number)) = issue.suggestion.take() {
        issue.help = Some(join(&["write the number as `", &number, "`"]));
    }
    issue
}
