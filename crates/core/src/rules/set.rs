//! What many configs say together.

use serde_json::{Map, Value};

use super::envelope::TYPE_UNKNOWN;
use super::nearest::nearest;
use super::rule::{Family, rule};
use super::shape::FIELD_UNKNOWN;
use crate::config::ConfigType;
use crate::options::KnownConfig;
use crate::phone::PhoneNumber;
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
    let near = nearest(key, ConfigType::ALL.into_iter().map(ConfigType::as_str)).filter(|near| *near != key)?;
    let message = format!("{} is not an array of dial-in configs", quote(key));
    let issue = FIELD_UNKNOWN.issue(path.key(key.to_owned()), message).param("field", key).param("nearest", near);
    Some(issue.help(format!("did you mean `{near}`?")).suggest(near))
}

/// The numbers seen so far in a set, and who has them.
#[derive(Default)]
pub(crate) struct NumbersSeen {
    owners: Vec<KnownConfig>,
    /// Number → place of its owner.
    places: Map<String, Value>,
}

impl NumbersSeen {
    /// The earlier config of the set that has the number already.
    pub(crate) fn add(&mut self, number: PhoneNumber, owner: KnownConfig) -> Option<&KnownConfig> {
        let text = number.text();
        let place = self.places.get(&text).and_then(Value::as_u64).and_then(|place| usize::try_from(place).ok());
        if let Some(place) = place {
            return self.owners.get(place);
        }
        self.places.insert(text, self.owners.len().into());
        self.owners.push(owner);
        None
    }
}
