//! The numbers that a check is told of: the purchased ones, and those of the stored configs.

use serde_json::{Map, Value};

use super::{KnownConfig, Options};
use crate::config::Keys;
use crate::phone::PhoneNumber;

/// The options of a check, and where it looks numbers up in them.
pub(crate) struct KnownNumbers<'a> {
    pub(crate) options: &'a Options,
    index: Option<&'a NumberIndex>,
}

/// The numbers of options, so that lists of thousands are not gone through for each of many configs. By number, as
/// [`number_key`] writes it.
#[derive(Debug, Default)]
pub(crate) struct NumberIndex {
    purchased: Keys,
    /// As they are written.
    purchased_as: Keys,
    /// The places of the first config that has it, and of the first one with another id: one of the two is not the own.
    used: Map<String, Value>,
}

impl NumberIndex {
    pub(crate) fn of(options: &Options) -> Self {
        let mut index = Self::default();
        for number in options.purchased_numbers.iter().flatten() {
            index.purchased.insert(number_key(number), Value::Null);
            index.purchased_as.insert(number.clone(), Value::Null);
        }
        for (place, config) in options.configs.iter().enumerate() {
            let Some(number) = &config.phone_number else { continue };
            let key = number_key(number);
            match index.used.get_mut(&key) {
                Some(Value::Array(places)) => {
                    let is_of_first =
                        |first: &Value| config_at(options, first).is_some_and(|first| first.id == config.id);
                    if places.len() == 1 && !places.iter().any(is_of_first) {
                        places.push(place.into());
                    }
                }
                _ => {
                    index.used.insert(key, Value::Array(vec![place.into()]));
                }
            }
        }
        index
    }
}

impl<'a> KnownNumbers<'a> {
    /// For one config: the lists are gone through as they are.
    pub(crate) const fn of_one(options: &'a Options) -> Self {
        Self { options, index: None }
    }

    /// For many configs: with the index of the same options.
    pub(crate) const fn of_many(options: &'a Options, index: &'a NumberIndex) -> Self {
        Self { options, index: Some(index) }
    }

    /// Whether the number is among the purchased ones; `None` without a list.
    pub(crate) fn is_purchased(&self, number: PhoneNumber) -> Option<bool> {
        let purchased = self.options.purchased_numbers.as_ref()?;
        let key = number.canonical().text();
        Some(match self.index {
            Some(index) => index.purchased.contains_key(&key),
            None => purchased.iter().any(|each| number_key(each) == key),
        })
    }

    /// Whether the number is purchased in just this form.
    pub(crate) fn is_purchased_as(&self, number: &str) -> bool {
        match self.index {
            Some(index) => index.purchased_as.contains_key(number),
            None => self.options.purchased_numbers.iter().flatten().any(|each| each == number),
        }
    }

    /// The first config that has the number, and is not `own`.
    pub(crate) fn owner(&self, number: PhoneNumber, own: Option<&str>) -> Option<&'a KnownConfig> {
        let configs = &self.options.configs;
        let is_other = |config: &&KnownConfig| own.is_none() || own != config.id.as_deref();
        let key = number.canonical().text();
        let Some(index) = self.index else {
            let has_it = |config: &&KnownConfig| config.phone_number.as_deref().map(number_key).as_ref() == Some(&key);
            return configs.iter().filter(is_other).find(has_it);
        };
        let places = index.used.get(&key)?.as_array()?;
        places.iter().filter_map(|place| config_at(self.options, place)).find(is_other)
    }
}

fn config_at<'a>(options: &'a Options, place: &Value) -> Option<&'a KnownConfig> {
    options.configs.get(usize::try_from(place.as_u64()?).ok()?)
}

/// A number as all its spellings are looked up: in E.164 where one can be read for certain, else its digits behind a `+`. What is
/// stored may have lost its `+`, or be written as somebody typed it.
pub(crate) fn number_key(written: &str) -> String {
    match PhoneNumber::meant(written) {
        Some(number) => number.text(),
        None => "+".chars().chain(written.chars().filter(char::is_ascii_digit)).collect(),
    }
}
