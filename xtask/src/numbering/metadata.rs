//! The numbering plans as `libphonenumber-js` ships them: arrays, to be small. Their places are in its METADATA.md.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::Value;

/// The kinds in the order of the metadata's arrays.
pub(super) const KINDS: usize = 10;

/// One region's part of a numbering plan.
pub(super) struct Region {
    /// ISO 3166, or `001` for a calling code of no country.
    pub(super) id: String,
    /// The pattern that every number of the region matches.
    pub(super) general: String,
    /// How many digits its numbers can have.
    pub(super) lengths: Vec<usize>,
    /// What its numbers begin with, where that alone decides the region.
    pub(super) leading_digits: Option<String>,
    /// The pattern and the lengths of each kind.
    pub(super) kinds: [Option<(String, Vec<usize>)>; KINDS],
    /// What is dialled before a number inside the country, as a pattern.
    pub(super) trunk_prefix: Option<String>,
    /// What replaces the match of `trunk_prefix`, where that is more than nothing.
    pub(super) trunk_replacement: Option<String>,
    /// How numbers are grouped: pattern, leading digits, international format.
    pub(super) formats: Vec<Format>,
}

pub(super) struct Format {
    pub(super) pattern: String,
    pub(super) leading_digits: Option<String>,
    pub(super) international: String,
}

/// Calling code → its regions, the main one first.
pub(super) type Plans = BTreeMap<u16, Vec<Region>>;

pub(super) fn read(text: &str) -> Result<Plans> {
    let metadata: Value = serde_json::from_str(text).context("the metadata is not JSON")?;
    let mut plans = Plans::new();
    for (code, regions) in object(&metadata, "country_calling_codes")? {
        let regions = regions.as_array().context("regions are not an array")?;
        let regions = regions.iter().map(|id| {
            let id = id.as_str().context("a region is not a string")?;
            let fields = metadata.pointer(&format!("/countries/{id}")).with_context(|| format!("no region {id}"))?;
            region(id, fields).with_context(|| format!("region {id}"))
        });
        plans.insert(code.parse()?, regions.collect::<Result<_>>()?);
    }
    for (code, fields) in object(&metadata, "nonGeographic")? {
        plans.insert(code.parse()?, vec![region("001", fields).with_context(|| format!("calling code {code}"))?]);
    }
    Ok(plans)
}

fn object<'a>(metadata: &'a Value, key: &str) -> Result<&'a serde_json::Map<String, Value>> {
    metadata.get(key).and_then(Value::as_object).with_context(|| format!("the metadata has no `{key}`"))
}

fn region(id: &str, fields: &Value) -> Result<Region> {
    let text = |index: usize| fields.get(index).and_then(Value::as_str).map(ToOwned::to_owned);
    let lengths = lengths(fields.get(3)).context("no lengths")?;
    let kinds = fields.get(11).and_then(Value::as_array).context("no kinds")?;
    let kinds = std::array::from_fn(|index| {
        let kind = kinds.get(index)?;
        let pattern = kind.get(0)?.as_str()?.to_owned();
        Some((pattern, self::lengths(kind.get(1)).unwrap_or_else(|| lengths.clone())))
    });
    let formats = fields.get(4).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    Ok(Region {
        id: id.to_owned(),
        general: text(2).context("no general pattern")?,
        lengths,
        leading_digits: text(10),
        kinds,
        // The prefix for parsing is left out where it is the national prefix itself.
        trunk_prefix: text(7).or_else(|| text(5)),
        trunk_replacement: text(8),
        formats: formats.iter().map(format).collect::<Result<_>>()?,
    })
}

fn lengths(value: Option<&Value>) -> Option<Vec<usize>> {
    let lengths = value?.as_array()?.iter().filter_map(Value::as_u64);
    Some(lengths.filter_map(|length| usize::try_from(length).ok()).collect())
}

fn format(fields: &Value) -> Result<Format> {
    let text = |index: usize| fields.get(index).and_then(Value::as_str);
    Ok(Format {
        pattern: text(0).context("a format without a pattern")?.to_owned(),
        // The last one is the most exact; the earlier ones serve formatting as one types.
        leading_digits: fields
            .get(2)
            .and_then(Value::as_array)
            .and_then(|all| all.last()?.as_str())
            .map(ToOwned::to_owned),
        international: text(5).or_else(|| text(1)).context("a format without a format")?.to_owned(),
    })
}
