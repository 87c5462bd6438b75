//! Which config of many has a number first.

use serde_json::{Map, Value};

use crate::options::KnownConfig;
use crate::phone::PhoneNumber;

/// The numbers seen so far in a set, and who has them.
#[derive(Default)]
pub(super) struct NumbersSeen {
    owners: Vec<KnownConfig>,
    /// Number → place of its owner.
    places: Map<String, Value>,
}

impl NumbersSeen {
    /// The earlier config of the set that has the number already.
    pub(super) fn add(&mut self, number: PhoneNumber, owner: KnownConfig) -> Option<&KnownConfig> {
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
