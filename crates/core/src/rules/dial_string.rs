//! PINs and dial strings. No message ever repeats a PIN.

use super::Rule;
use super::rule::{Family, rule};
use crate::dial_string::{MOST_PAUSES, Problem};
use crate::report::{Issue, Path};
use crate::text::counted;

const FAMILY: Family = Family::DialString;

pub(super) const RULES: &[&Rule] =
    &[&DIAL_STRING_INVALID, &PIN_NOT_DIGITS, &PIN_LENGTH, &DIAL_STRING_WAIT, &DIAL_STRING_HASH];

/// Daily's room PINs (`dialin_code`) have 11 digits.
const PIN_DIGITS: usize = 11;

rule! {
    /// A string that is not a dial string: a number, pauses and a PIN.
    ///
    /// `params.reason` is `empty`, `number`, `no-pin`, `extension`, `character`, `key` (`*` or `#` in place of the PIN) or `pauses`;
    /// `params.position` counts characters from 1; of `pauses` there is none, but `params.most`.
    ///
    /// # Why
    /// A phone dials what it can read and drops the rest, and the caller is left at a PIN prompt.
    ///
    /// # Example
    /// ```json dial-string
    /// "+12095038039x12345678987"
    /// ```
    ///
    /// # Instead
    /// ```json dial-string
    /// "+12095038039,,12345678987"
    /// ```
    DIAL_STRING_INVALID = "dial-string-invalid";
    severity Error;
    source Policy;
    operations DialString;
}

pub(crate) fn invalid(path: Path, problem: &Problem) -> Issue {
    let (reason, message, help) = match problem {
        Problem::Empty => ("empty", "the dial string is empty".to_owned(), "give a number, pauses and a PIN"),
        Problem::Number { .. } => (
            "number",
            "the dial string does not begin with a number that can be read for certain".to_owned(),
            "begin with the number in E.164, for example `+12095038039`",
        ),
        Problem::NoPin { .. } => ("no-pin", "no PIN follows the number".to_owned(), "add `,,` and the PIN"),
        Problem::Extension { position } => (
            "extension",
            format!("an extension follows the number (character {position}), where a pause and a PIN belong"),
            "write `,,` before the PIN: phones dial extensions in different ways",
        ),
        Problem::Character { position } => (
            "character",
            format!("a phone cannot dial character {position} of the dial string"),
            "write the number, `,,` and the PIN, and nothing else",
        ),
        Problem::Key { position } => (
            "key",
            format!("`*` or `#` comes where the PIN should begin (character {position})"),
            "put the PIN right after the pauses",
        ),
        Problem::Pauses => (
            "pauses",
            format!("the number of pauses must be from 1 to {MOST_PAUSES}"),
            "give 1 to 30; each is about two seconds",
        ),
    };
    let issue = DIAL_STRING_INVALID.issue(path, message).param("reason", reason).help(help);
    match problem {
        Problem::Empty => issue.param("position", 1),
        Problem::Number { position }
        | Problem::NoPin { position }
        | Problem::Extension { position }
        | Problem::Character { position }
        | Problem::Key { position } => issue.param("position", *position),
        Problem::Pauses => issue.param("most", MOST_PAUSES),
    }
}

rule! {
    /// A PIN with something other than digits in it.
    ///
    /// # Why
    /// Callers type it on a phone's keys.
    ///
    /// # Example
    /// ```json pin
    /// "1234567898O"
    /// ```
    ///
    /// # Instead
    /// ```json pin
    /// "12345678987"
    /// ```
    PIN_NOT_DIGITS = "pin-not-digits";
    severity Error;
    source Seed;
    operations DialString;
}

rule! {
    /// A PIN that does not have 11 digits.
    ///
    /// # Why
    /// Daily's room PINs have 11. Daily's own samples also have others, so it is a warning.
    ///
    /// # Example
    /// ```json pin
    /// "1234"
    /// ```
    ///
    /// # Instead
    /// ```json pin
    /// "12345678987"
    /// ```
    PIN_LENGTH = "pin-length";
    severity Warning;
    source Seed;
    operations DialString;
}

/// What there is to say of a PIN.
pub(crate) fn pin_issue(pin: &str, path: &Path) -> Option<Issue> {
    if pin.is_empty() || !pin.bytes().all(|byte| byte.is_ascii_digit()) {
        let message = if pin.is_empty() { "the PIN is empty" } else { "the PIN has something other than digits in it" };
        return Some(PIN_NOT_DIGITS.issue(path.clone(), message).help("give the digits of the room's `dialin_code`"));
    }
    let digits = pin.len();
    if digits == PIN_DIGITS {
        return None;
    }
    let issue = PIN_LENGTH
        .issue(path.clone(), format!("the PIN has {}; Daily's have {PIN_DIGITS}", counted(digits as u64, "digit")));
    Some(issue.param("digits", digits).help("compare it with the room's `dialin_code`"))
}

rule! {
    /// A dial string with `;` or `w`, before the PIN or after it, at which the phone waits until the caller taps to go on.
    ///
    /// # Why
    /// Callers who do not look at the screen are left at the prompt without an answer.
    ///
    /// # Example
    /// ```json dial-string
    /// "+12095038039;12345678987"
    /// ```
    ///
    /// # Instead
    /// ```json dial-string
    /// "+12095038039,,12345678987"
    /// ```
    DIAL_STRING_WAIT = "dial-string-wait";
    severity Warning;
    source Field;
    operations DialString;
}

pub(crate) fn wait() -> Issue {
    DIAL_STRING_WAIT
        .issue(Path::root(), "at `;` or `w` the phone waits until the caller taps to go on")
        .help("write `,` instead: the phone waits about two seconds and dials on by itself")
}

rule! {
    /// A dial string with `#` or `*`.
    ///
    /// # Why
    /// iOS refuses links with them. Daily's PINs need no `#` after them.
    ///
    /// # Example
    /// ```json dial-string
    /// "+12095038039,,12345678987#"
    /// ```
    ///
    /// # Instead
    /// ```json dial-string
    /// "+12095038039,,12345678987"
    /// ```
    DIAL_STRING_HASH = "dial-string-hash";
    severity Warning;
    source Field;
    operations DialString;
}

pub(crate) fn hash() -> Issue {
    DIAL_STRING_HASH
        .issue(Path::root(), "iOS refuses links with `#` or `*`")
        .help("leave them out: Daily takes the PIN without `#`")
}
