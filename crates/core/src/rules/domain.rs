//! The body that Daily's PIN guide teaches: arrays of configs.

use serde_json::{Map, Value};

use super::config_type::TYPE_UNKNOWN;
use super::nearest::{meant, nearest};
use super::rule::{Family, rule};
use super::unknown_keys::{FIELD_UNKNOWN, MOST_NAMED, shortened};
use crate::config::ConfigType;
use crate::quote::quote;
use crate::report::{Issue, Path, Severity};

const FAMILY: Family = Family::Shape;

rule! {
    /// The body of the older domain endpoint: an array of configs that replaces the stored one.
    ///
    /// # Why
    /// Daily's PIN guide still teaches it. Sending it deletes every number that is left out, and makes new secrets where
    /// `hmac` is missing. `POST /domain-dialin-config` creates one config and leaves the others alone.
    ///
    /// # Example
    /// ```json domain
    /// {"properties": {"pin_dialin": [{"phone_number": "+12095038039", "name_prefix": "pin-dialin"}]}}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039", "name_prefix": "pin-dialin"}
    /// ```
    DOMAIN_ARRAY_REPLACES = "domain-array-replaces";
    severity Warning;
    source Guide;
    operations Domain;
}

pub(crate) fn domain_array_replaces(path: Path, config_type: ConfigType, is_empty: bool) -> Issue {
    let secrets = match config_type {
        ConfigType::PinlessDialin => ", and makes new signing secrets where `hmac` is missing",
        ConfigType::PinDialin => "",
    };
    let message = if is_empty {
        format!("sending this deletes every `{config_type}` config of the domain")
    } else {
        format!("sending this deletes every `{config_type}` config of the domain that is not in it{secrets}")
    };
    let help = "create or update the configs one by one at `/domain-dialin-config`";
    DOMAIN_ARRAY_REPLACES.issue(path, message).param("type", config_type.as_str()).help(help)
}

/// An entry that says another type than its array.
pub(crate) fn entry_of_other_type(path: Path, given: ConfigType, array: ConfigType) -> Issue {
    let message = format!("`type` is `{given}`, but the entry is in `{array}`");
    TYPE_UNKNOWN.issue(path, message).param("type", given.as_str()).help(OTHER_TYPE_HELP)
}

const OTHER_TYPE_HELP: &str = "leave it out, and move the entry if it belongs to the other array";

/// What a create says of an entry, without a suggestion that is refused in its array.
pub(crate) fn of_entry(mut issue: Issue, array: ConfigType) -> Issue {
    let is_other = |suggested: &Value| suggested.as_str() != Some(array.as_str());
    if issue.code == TYPE_UNKNOWN.code() && issue.suggestion.as_ref().is_some_and(is_other) {
        issue.suggestion = None;
        issue.help = Some(OTHER_TYPE_HELP.to_owned());
    }
    issue
}

/// Keys that were probably meant to be one of the arrays, or hold configs. Any other is a property of the domain that is not ours
/// to judge.
pub(crate) fn misspelt_arrays(path: &Path, properties: &Map<String, Value>) -> Vec<Issue> {
    let arrays = ConfigType::ALL.map(ConfigType::as_str);
    let others = properties.iter().filter(|(key, _)| !arrays.contains(&key.as_str()));
    let named = others.map(|(key, value)| (key, nearest(key, &arrays), value));
    let misspelt: Vec<_> = named.filter(|(_, near, value)| near.is_some() || has_number(value)).collect();
    let issue = |&(key, near, _): &(&String, Option<&'static str>, _)| {
        let message = format!("{} is not an array of dial-in configs", quote(key));
        let severity = if near.is_some() { Severity::Error } else { Severity::Warning };
        let issue = FIELD_UNKNOWN.issue_as(severity, path.key(key.clone()), message).param("field", shortened(key));
        let Some(near) = near else {
            return issue.help("give configs in `pin_dialin` or `pinless_dialin`");
        };
        let mut issue = meant(issue, near);
        // Whoever follows it would write over the other array.
        if properties.contains_key(near) || misspelt.iter().filter(|(_, each, _)| *each == Some(near)).count() > 1 {
            issue.suggestion = None;
        }
        issue
    };
    // Not all: a program that sends more has made one mistake. The errors first, or they would not be seen.
    let (near, others): (Vec<_>, Vec<_>) = misspelt.iter().partition(|(_, near, _)| near.is_some());
    near.into_iter().take(MOST_NAMED).chain(others.into_iter().take(MOST_NAMED)).map(issue).collect()
}

/// An array of what looks like configs.
fn has_number(value: &Value) -> bool {
    value.get(0).is_some_and(|entry| entry.get("phone_number").is_some())
}
