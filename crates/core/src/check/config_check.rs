//! The issues alone, and no more of them than somebody wants.

use super::domain::check_domain;
use super::first::FirstIssues;
use super::set::check_set;
use super::{check_one, named_type, nothing, read, stored_at};
use crate::config::{ConfigType, Draft};
use crate::options::{KnownNumbers, Options};
use crate::report::{Path, Report};
use crate::rules::Operation;

/// One of the checks of configs, for [`first_issues`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigCheck {
    /// [`check_create_json`](crate::check_create_json).
    Create,
    /// [`check_update_json`](crate::check_update_json).
    Update(ConfigType),
    /// [`check_stored_json`](crate::check_stored_json).
    Stored,
    /// [`check_set_json`](crate::check_set_json).
    Set,
    /// [`check_domain_properties_json`](crate::check_domain_properties_json).
    Domain,
}

/// What a check finds in JSON text, for a server that checks for others: two bytes of a text can have an issue, which is a hundred
/// times as long, and so can be a value. So no value is built, and of more than `most` issues only the first are kept; the others are counted.
///
/// ```
/// use dialin_core::{ConfigCheck, Options, first_issues};
///
/// let first = first_issues(ConfigCheck::Set, b"[1, 2, 3]", &Options::default(), 2);
/// assert_eq!((first.ok, first.issues.len(), first.left_out), (false, 2, 1));
/// ```
pub fn first_issues(check: ConfigCheck, text: &[u8], options: &Options, most: usize) -> FirstIssues {
    let mut first = FirstIssues::of(most);
    let known = KnownNumbers::of_one(options);
    let one = |check: &dyn Fn(&Draft<'_>) -> Report<()>| match read(text) {
        Ok(draft) => check(&draft).into_parts().0,
        Err(findings) => findings.issues,
    };
    let root = Path::root;
    first.extend(match check {
        ConfigCheck::Create => {
            one(&|draft| check_one(Operation::Create, named_type(draft), draft, root(), &known, nothing))
        }
        ConfigCheck::Update(config_type) => {
            one(&|draft| check_one(Operation::Update, Some(config_type), draft, root(), &known, nothing))
        }
        ConfigCheck::Stored => one(&|draft| stored_at(draft, root(), &known, nothing)),
        ConfigCheck::Set => return check_set(text, options, first, nothing).0,
        ConfigCheck::Domain => return check_domain(text, options, first, nothing).0,
    });
    first
}
