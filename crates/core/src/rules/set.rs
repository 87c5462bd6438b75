//! What many configs say together.

use std::collections::HashMap;

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
    owners: HashMap<PhoneNumber, KnownConfig>,
}

impl NumbersSeen {
    /// The issue, when an earlier config of the set has the number already.
    pub(crate) fn add(&mut self, number: PhoneNumber, owner: KnownConfig, path: Path) -> Option<Issue> {
        if let Some(first) = self.owners.get(&number) {
            return Some(used_already(path, number, first));
        }
        self.owners.insert(number, owner);
        None
    }
}
