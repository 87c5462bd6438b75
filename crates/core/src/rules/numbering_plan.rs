//! What the numbering plans say of a number. None of these rules speaks of a purchased number: plans age, a purchase is a fact.

use super::rule::{Family, rule};
use super::{Findings, Subject};
use crate::config::Row;
use crate::phone::{Kind, PLAN_VERSION, PhoneNumber, Validity};
use crate::report::{Issue, Path};
use crate::text::{self, join};

const FAMILY: Family = Family::PhoneNumber;

/// Runs a plan rule over the number, where one may speak of it.
fn judge(subject: &Subject<'_>, findings: &mut Findings, rule: fn(PhoneNumber, Path) -> Option<Issue>) {
    if let Some(Ok(number)) = subject.phone_number
        && let Some(mut issue) = rule(number, Path::root())
        && !is_in_use(subject, number)
    {
        issue.path = subject.path(Row::PhoneNumber);
        findings.push(issue);
    }
}

/// What was purchased is in use, whatever the plans say. With a trunk prefix only when it was purchased so: the prefix is dialled at
/// home, and a list without it says that somebody wrote it here by mistake.
fn is_in_use(subject: &Subject<'_>, number: PhoneNumber) -> bool {
    subject.is_purchased == Some(true)
        && (number.without_trunk_prefix().is_none() || subject.known.is_purchased_as(&number.text()))
}

/// Everything that the plans say of a number.
pub(crate) fn plan_issues(number: PhoneNumber, path: &Path) -> Vec<Issue> {
    let mut issues = Vec::new();
    for rule in [not_possible, not_canonical, not_valid, unusual_kind] {
        issues.extend(rule(number, path.clone()));
    }
    issues
}

rule! {
    /// A number that no plan can have: its calling code is not assigned, or its length is wrong.
    ///
    /// `params.validity` is `unknown-calling-code`, `too-short`, `too-long` or `invalid-length`, and `params.plan` the version of the
    /// numbering plans. No plan rule speaks of a number that is among the purchased ones.
    ///
    /// # Why
    /// It cannot be called. Most often a digit is missing or typed twice.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+1209503803"}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039"}
    /// ```
    PHONE_NUMBER_NOT_POSSIBLE = "phone-number-not-possible";
    severity Error;
    source Policy;
    operations Create, Update, Stored, DialString, Room;
    check phone_number_not_possible;
}

fn phone_number_not_possible(subject: &Subject<'_>, findings: &mut Findings) {
    judge(subject, findings, not_possible);
}

fn not_possible(number: PhoneNumber, path: Path) -> Option<Issue> {
    let validity = number.validity();
    let problem = match validity {
        Validity::UnknownCallingCode => "does not begin with an assigned calling code",
        Validity::TooShort => "is too short",
        Validity::TooLong => "is too long",
        Validity::InvalidLength => "has the wrong length",
        Validity::Valid | Validity::Possible => return None,
    };
    if number.without_trunk_prefix().is_some() {
        return None;
    }
    let lengths = number.possible_lengths();
    let message = match (number.calling_code(), listed(&lengths)) {
        (Some(code), Some(lengths)) => {
            let have = number.national_number().map_or(0, |national| national.len());
            let (code, have) = (text::number(code.into()), text::counted(have as u64, "digit"));
            join(&["`", &number.text(), "` ", problem, ": +", &code, " is followed by ", &have, ", not ", &lengths])
        }
        _ => join(&["`", &number.text(), "` ", problem]),
    };
    let issue = PHONE_NUMBER_NOT_POSSIBLE.issue(path, message);
    let issue = with_plan(issue, number).param("validity", validity.as_str()).param("lengths", lengths);
    Some(issue.help("check each digit, and the calling code"))
}

/// `10`, `7, 9 or 10`, `4 to 13`.
fn listed(lengths: &[usize]) -> Option<String> {
    let (last, others) = lengths.split_last()?;
    let mut text = String::new();
    let (between, before_last) = match others {
        [first, _, ..] if first + others.len() == *last => {
            text::push_number(&mut text, *first as u64);
            (&[][..], " to ")
        }
        [] => (others, ""),
        _ => (others, " or "),
    };
    for (place, length) in between.iter().enumerate() {
        text.push_str(if place == 0 { "" } else { ", " });
        text::push_number(&mut text, *length as u64);
    }
    text.push_str(before_last);
    text::push_number(&mut text, *last as u64);
    Some(text)
}

/// What a program may want to know beside the message.
fn with_plan(issue: Issue, number: PhoneNumber) -> Issue {
    let issue = issue.param("phone_number", number.text()).param("plan", PLAN_VERSION);
    match number.calling_code() {
        Some(code) => issue.param("calling_code", code),
        None => issue,
    }
}

rule! {
    /// A number whose part after the calling code is in national form, as with a trunk prefix.
    ///
    /// Its plan rejects it, and the plan's own rule for the trunk prefix makes a valid number of it, which is the suggestion.
    /// (San Marino's rule adds digits.) This replaces the other plan rules.
    ///
    /// # Why
    /// The 0 in `020 7183 8750` is for callers in Britain. After `+44` it leads nowhere.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+4402071838750"}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+442071838750"}
    /// ```
    PHONE_NUMBER_NOT_CANONICAL = "phone-number-not-canonical";
    severity Error;
    source Policy;
    operations Create, Update, Stored, DialString, Room;
    check phone_number_not_canonical;
}

fn phone_number_not_canonical(subject: &Subject<'_>, findings: &mut Findings) {
    judge(subject, findings, not_canonical);
}

fn not_canonical(number: PhoneNumber, path: Path) -> Option<Issue> {
    let meant = number.without_trunk_prefix()?;
    let message = join(&["`", &number.text(), "` has the number's national form after its calling code"]);
    let issue = PHONE_NUMBER_NOT_CANONICAL.issue(path, message);
    let meant = meant.text();
    Some(with_plan(issue, number).help(join(&["write `", &meant, "`"])).suggest(meant))
}

rule! {
    /// A number of the right length that is in no assigned range of its plan.
    ///
    /// # Why
    /// It is probably a typo. It is a warning, because plans age, and Daily's own documents use `+12555599999`, whose area code 255
    /// does not exist. `params.plan` is the version of the numbering plans.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12555599999"}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039"}
    /// ```
    PHONE_NUMBER_NOT_VALID = "phone-number-not-valid";
    severity Warning;
    source Policy;
    operations Create, Update, Stored, DialString, Room;
    check phone_number_not_valid;
}

fn phone_number_not_valid(subject: &Subject<'_>, findings: &mut Findings) {
    judge(subject, findings, not_valid);
}

fn not_valid(number: PhoneNumber, path: Path) -> Option<Issue> {
    if number.validity() != Validity::Possible || number.without_trunk_prefix().is_some() {
        return None;
    }
    let code = text::number(number.calling_code().unwrap_or_default().into());
    let message = join(&["`", &number.text(), "` is in no assigned range of the +", &code, " numbering plan"]);
    let issue = PHONE_NUMBER_NOT_VALID.issue(path, message);
    Some(
        with_plan(issue, number)
            .help("check each digit; if the number is yours, its range may be newer than this plan"),
    )
}

rule! {
    /// A premium-rate, shared-cost, pager or voicemail number.
    ///
    /// # Why
    /// Callers pay for it, or it does not take calls as a phone does.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+19002345678"}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039"}
    /// ```
    PHONE_NUMBER_UNUSUAL_KIND = "phone-number-unusual-kind";
    severity Warning;
    source Policy;
    operations Create, Update, Stored, DialString, Room;
    check phone_number_unusual_kind;
}

fn phone_number_unusual_kind(subject: &Subject<'_>, findings: &mut Findings) {
    judge(subject, findings, unusual_kind);
}

fn unusual_kind(number: PhoneNumber, path: Path) -> Option<Issue> {
    let kind = number.kind()?;
    if !matches!(kind, Kind::PremiumRate | Kind::SharedCost | Kind::Pager | Kind::Voicemail) {
        return None;
    }
    let message = join(&["`", &number.text(), "` is ", kind.spoken()]);
    let issue = PHONE_NUMBER_UNUSUAL_KIND.issue(path, message).param("kind", kind.as_str());
    Some(with_plan(issue, number).help("make sure that this is the number callers should dial"))
}
