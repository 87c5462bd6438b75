//! The query of a list: filters, and which page.

use dialin_core::ConfigType;
use dialin_core::api::MOST_CONFIGS;
use url::form_urlencoded;

use crate::http::ApiError;
use crate::store::{Filter, Place};

/// The query of a list.
#[derive(Debug)]
pub(super) struct Query {
    pub(super) filter: Filter,
    pub(super) place: Place,
    /// Daily's own maximum when nothing is asked for.
    pub(super) limit: u8,
}

impl Query {
    /// Reads the text after `?`. An empty parameter counts as absent; one we do not know is ignored, as Daily may have
    /// added it; of one given twice the last counts.
    pub(super) fn read(text: &str) -> Result<Self, ApiError> {
        let mut query = Self { filter: Filter::default(), place: Place::Newest, limit: MOST_CONFIGS };
        let (mut after, mut before) = (None, None);
        let (mut number, mut numbers) = (None, None);
        for (name, value) in form_urlencoded::parse(text.as_bytes()) {
            if value.is_empty() {
                continue;
            }
            if value.contains('\0') {
                return Err(ApiError::invalid_request("a query parameter contains a NUL character"));
            }
            let value = value.into_owned();
            match &*name {
                "limit" => query.limit = read_limit(&value)?,
                "starting_after" => after = Some(value),
                "ending_before" => before = Some(value),
                "type" => query.filter.config_type = Some(read_type(&value)?),
                "phone_number" => number = Some(vec![with_plus(&value)]),
                "phone_numbers" => numbers = Some(value.split(',').map(with_plus).collect::<Vec<_>>()),
                "sip_username" => query.filter.sip_username = Some(value),
                "name_prefix" => query.filter.name_prefix = Some(value),
                _ => {}
            }
        }
        query.place = match (after, before) {
            (None, None) => Place::Newest,
            (Some(id), None) => Place::After(id),
            (None, Some(id)) if id == "OLDEST" => Place::Oldest,
            (None, Some(id)) => Place::Before(id),
            (Some(_), Some(_)) => {
                return Err(ApiError::invalid_request("give `starting_after` or `ending_before`, not both"));
            }
        };
        for mut parts in [number, numbers].into_iter().flatten() {
            // An empty part, as after a final comma, would match every number.
            parts.retain(|part| !part.is_empty());
            if !parts.is_empty() {
                query.filter.phone_parts.push(parts);
            }
        }
        Ok(query)
    }
}

fn read_limit(text: &str) -> Result<u8, ApiError> {
    match text.parse() {
        Ok(limit @ 1..=MOST_CONFIGS) => Ok(limit),
        _ => Err(ApiError::invalid_request(format!("`limit` must be a whole number from 1 to {MOST_CONFIGS}"))),
    }
}

fn read_type(name: &str) -> Result<ConfigType, ApiError> {
    ConfigType::from_name(name).ok_or_else(|| {
        let names = ConfigType::ALL.map(|each| format!("`{each}`")).join(" or ");
        ApiError::invalid_request(format!("`type` must be {names}"))
    })
}

/// A `+` in a query means a space, and numbers hold no space: whoever forgot to write `%2B` meant the `+`.
fn with_plus(part: &str) -> String {
    match part.trim_end().strip_prefix(' ') {
        Some(rest) => format!("+{}", rest.trim_start().trim_start_matches('+')),
        None => part.trim_end().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<Vec<String>> {
        Query::read(text).unwrap().filter.phone_parts
    }

    #[test]
    fn reads_numbers_with_a_plus_or_what_became_of_it() {
        let cases: [(&str, &[&[&str]]); 9] = [
            ("phone_number=%2B1209", &[&["+1209"]]),
            ("phone_number=+1209", &[&["+1209"]]),
            ("phone_number=1209", &[&["1209"]]),
            ("phone_numbers=%2B1209,415", &[&["+1209", "415"]]),
            ("phone_numbers=+1209,+1415,", &[&["+1209", "+1415"]]),
            ("phone_numbers=%2B1209,%20%2B1415", &[&["+1209", "+1415"]]),
            ("phone_number=1&phone_numbers=2,3", &[&["1"], &["2", "3"]]),
            ("phone_number=&phone_numbers=,", &[]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(parts(text), expected, "{text}");
        }
    }

    #[test]
    fn reads_places() {
        let cases = [
            ("", Ok(Place::Newest)),
            ("starting_after=a", Ok(Place::After("a".into()))),
            ("ending_before=a", Ok(Place::Before("a".into()))),
            ("ending_before=OLDEST", Ok(Place::Oldest)),
            ("starting_after=OLDEST", Ok(Place::After("OLDEST".into()))),
            ("starting_after=&ending_before=", Ok(Place::Newest)),
            ("starting_after=a&ending_before=b", Err(())),
        ];
        for (text, expected) in cases {
            assert_eq!(Query::read(text).map(|query| query.place).map_err(|_| ()), expected, "{text}");
        }
    }
}
