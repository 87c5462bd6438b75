//! The metadata that the tables of core were made from, read once more: by other code than `cargo xtask numbering`'s, so that a
//! mistake in one of the two shows.
//!
//! A region is an array; the places are those of `libphonenumber-js`' own `source/metadata.js`.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use regex::Regex;
use serde_json::Value;

use crate::pattern::Pattern;

/// The kinds as core names them, in the order of the metadata's arrays.
pub const KINDS: [&str; 10] = [
    "fixed-line",
    "mobile",
    "toll-free",
    "premium-rate",
    "personal-number",
    "voicemail",
    "uan",
    "pager",
    "voip",
    "shared-cost",
];

/// Every numbering plan.
pub struct Metadata {
    /// Calling code → its regions, the main one first.
    pub plans: BTreeMap<String, Vec<Region>>,
}

/// One region's part of a plan.
pub struct Region {
    /// ISO 3166, or `001` for a calling code of no country.
    pub id: String,
    /// What every number of the region matches.
    pub general: Pattern,
    /// How many digits its numbers can have.
    pub lengths: Vec<usize>,
    /// What its numbers begin with, where that alone decides the region.
    pub leading_digits: Option<Regex>,
    /// In the order of [`KINDS`].
    pub kinds: Vec<Option<KindOfRegion>>,
    /// What is dialled before a number inside the country.
    pub trunk_prefix: Option<Pattern>,
}

/// One kind of number in a region.
pub struct KindOfRegion {
    /// `None` where it is that of the fixed lines (the metadata leaves it out).
    pub pattern: Option<Pattern>,
    /// How many digits these have.
    pub lengths: Vec<usize>,
}

impl Metadata {
    /// Reads the pinned package in `node_modules`.
    pub fn load() -> Result<Self> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../node_modules/libphonenumber-js/metadata.max.json");
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("could not read {}: run `npm ci` in the root of the workspace", path.display()))?;
        Self::read(&text)
    }

    fn read(text: &str) -> Result<Self> {
        let all: Value = serde_json::from_str(text).context("the metadata is not JSON")?;
        let section = |name: &str| all.get(name).and_then(Value::as_object).with_context(|| format!("no `{name}`"));
        let (codes, countries, others) =
            (section("country_calling_codes")?, section("countries")?, section("nonGeographic")?);
        let mut plans = BTreeMap::new();
        for (code, ids) in codes {
            let mut regions = Vec::new();
            for id in ids.as_array().context("regions are not an array")? {
                let id = id.as_str().context("a region's name is not a string")?;
                regions.push(Region::read(id, countries.get(id).with_context(|| format!("no country {id}"))?)?);
            }
            plans.insert(code.clone(), regions);
        }
        for (code, fields) in others {
            plans.insert(code.clone(), vec![Region::read("001", fields)?]);
        }
        Ok(Self { plans })
    }
}

impl Region {
    fn read(id: &str, fields: &Value) -> Result<Self> {
        let pattern = |index: usize| text(fields.get(index)).map(Pattern::new).transpose();
        let general_lengths = numbers(fields.get(3)).with_context(|| format!("{id} has no lengths"))?;
        let mut kinds = Vec::new();
        for index in 0..KINDS.len() {
            kinds.push(match fields.get(11).and_then(|kinds| kinds.get(index)) {
                Some(Value::Array(kind)) if !kind.is_empty() => Some(KindOfRegion {
                    pattern: text(kind.first()).map(Pattern::new).transpose()?,
                    lengths: numbers(kind.get(1)).unwrap_or_else(|| general_lengths.clone()),
                }),
                _ => None,
            });
        }
        Ok(Self {
            id: id.to_owned(),
            general: pattern(2)?.with_context(|| format!("{id} has no general pattern"))?,
            lengths: general_lengths,
            leading_digits: text(fields.get(10)).map(|digits| Regex::new(&format!("^(?:{digits})"))).transpose()?,
            kinds,
            // The prefix for parsing is left out where it is the national prefix itself.
            trunk_prefix: pattern(7)?.map_or_else(|| pattern(5), |pattern| Ok(Some(pattern)))?,
        })
    }
}

/// A text; `None` for what the metadata leaves out (`0`, `""` or nothing).
fn text(value: Option<&Value>) -> Option<&str> {
    value.and_then(Value::as_str).filter(|text| !text.is_empty())
}

fn numbers(value: Option<&Value>) -> Option<Vec<usize>> {
    let all = value?.as_array()?.iter().filter_map(Value::as_u64);
    Some(all.filter_map(|number| usize::try_from(number).ok()).collect())
}
