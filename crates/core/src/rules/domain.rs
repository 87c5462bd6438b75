//! The body that Daily's PIN guide teaches: arrays of configs.

use super::config_type::TYPE_UNKNOWN;
use super::nearest::{meant, nearest};
use super::rule::{Family, rule};
use super::unknown_keys::{FIELD_UNKNOWN, shortened};
use crate::config::ConfigType;
use crate::quote::quote;
use crate::report::{Issue, Path};

const FAMILY: Family = Family::Shape;

rule! {
    /// The body of the older domain endpoint: an array of configs that replaces the stored one.
    ///
    /// # Why
    /// Daily's PIN guide still teaches it. Sending it removes every number that is left out, and makes new secrets where
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

pub(crate) fn domain_array_replaces(path: Path, config_type: ConfigType) -> Issue {
    let secrets = match config_type {
        ConfigType::PinlessDialin => ", and makes new signing secrets where `hmac` is missing",
        ConfigType::PinDialin => "",
    };
    let message =
        format!("sending this replaces every `{config_type}` config of the domain that is not in it{secrets}");
    let help = "create or update the configs one by one at `/domain-dialin-config`";
    DOMAIN_ARRAY_REPLACES.issue(path, message).param("type", config_type.as_str()).help(help)
}

/// An entry that says another type than its array.
pub(crate) fn entry_of_other_type(path: Path, given: ConfigType, array: ConfigType) -> Issue {
    let message = format!("`type` is `{given}`, but the entry stands in `{array}`");
    let issue = TYPE_UNKNOWN.issue(path, message).param("type", given.as_str());
    issue.help("leave it out, and move the entry if it belongs to the other array")
}

/// A key that was probably meant to be one of the arrays. Any other is a property of the domain that is not ours to judge.
pub(crate) fn misspelt_array(path: &Path, key: &str) -> Option<Issue> {
    let near = nearest(key, &ConfigType::ALL.map(ConfigType::as_str)).filter(|near| *near != key)?;
    let message = format!("{} is not an array of dial-in configs", quote(key));
    let issue = FIELD_UNKNOWN.issue(path.key(key.to_owned()), message).param("field", shortened(key));
    Some(meant(issue, near))
}
