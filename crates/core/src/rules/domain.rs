//! The body that Daily's PIN guide teaches: arrays of configs.

use serde_json::{Map, Value};

use super::config_type::TYPE_UNKNOWN;
use super::rule::{Family, rule};
use super::unknown_keys::{Container, InTheWay, others, unknown_keys};
use crate::config::ConfigType;
use crate::report::{Issue, Path};

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
pub(crate) fn of_entry(issue: &mut Issue, array: ConfigType) {
    let is_other = |suggested: &Value| suggested.as_str() != Some(array.as_str());
    if issue.code == TYPE_UNKNOWN.code() && issue.suggestion.as_ref().is_some_and(is_other) {
        issue.suggestion = None;
        issue.help = Some(OTHER_TYPE_HELP.to_owned());
    }
}

/// Keys that were probably meant to be one of the arrays, or hold configs. Any other is a property of the domain that is not ours
/// to judge.
pub(crate) fn misspelt_arrays(path: &Path, properties: &Map<String, Value>, issues: &mut Vec<Issue>) {
    let mut unknown = others(properties, &ConfigType::ALL.map(ConfigType::as_str));
    unknown.retain(|(key, near)| near.is_some() || properties.get(*key).is_some_and(has_number));
    let container = Container {
        path,
        kind: ["an array", "arrays"],
        name: "dial-in configs",
        is_stored: false,
        help: "give configs in `pin_dialin` or `pinless_dialin`",
        // Whoever follows it would write over the other array.
        in_the_way: &|near| if properties.contains_key(near) { InTheWay::Itself } else { InTheWay::Nothing },
    };
    unknown_keys(&unknown, &container, issues);
}

/// An array of what looks like configs.
fn has_number(value: &Value) -> bool {
    value.get(0).is_some_and(|entry| entry.get("phone_number").is_some())
}
