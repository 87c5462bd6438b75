//! What many configs say together.

use serde_json::{Map, Value};

use super::phone_number::used_already;
use super::rule::{Family, rule};
use crate::config::ConfigType;
use crate::options::KnownConfig;
use crate::phone::PhoneNumber;
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
    let message = format!("sending this replaces every `{config_type}` config of the domain that is not in it");
    let help = "create or update the configs one by one at `/domain-dialin-config`";
    DOMAIN_ARRAY_REPLACES.issue(path, message).param("type", config_type.as_str()).help(help)
}

/// The numbers seen so far in a set, and who has them.
#[derive(Default)]
pub(crate) struct NumbersSeen {
    owners: Vec<KnownConfig>,
    /// Number → place of its owner.
    places: Map<String, Value>,
}

impl NumbersSeen {
    /// The issue, when an earlier config of the set has the number already.
    pub(crate) fn add(&mut self, number: PhoneNumber, owner: KnownConfig, path: Path) -> Option<Issue> {
        let text = number.text();
        let place = self.places.get(&text).and_then(Value::as_u64).and_then(|place| usize::try_from(place).ok());
        if let Some(first) = place.and_then(|place| self.owners.get(place)) {
            return Some(used_already(path, number, first));
        }
        self.places.insert(text, self.owners.len().into());
        self.owners.push(owner);
        None
    }
}
