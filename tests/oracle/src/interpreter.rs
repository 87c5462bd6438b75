//! The metadata, interpreted as slowly and as plainly as it can be: pattern by pattern, with regular expressions.
//!
//! What core's automaton says has to be what this says. The steps are those of `libphonenumber-js`: `getCountryByNationalNumber.js`,
//! `getNumberType.js` and `checkNumberLength.js`.

use crate::metadata::{KINDS, Metadata, Region};

/// The kinds that are tried after the fixed lines, in this order.
const AFTER_FIXED_LINE: [&str; 9] =
    ["mobile", "premium-rate", "toll-free", "shared-cost", "voip", "personal-number", "pager", "uan", "voicemail"];

/// The most digits an E.164 number has, calling code included; a plan may allow more (Germany's 17).
const MAX_DIGITS: usize = 15;

/// What the metadata says of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// As core names it.
    pub validity: &'static str,
    /// Of a valid number.
    pub region: Option<String>,
    /// Of a valid number.
    pub kind: Option<&'static str>,
    /// How many digits may follow the calling code.
    pub possible_lengths: Vec<usize>,
}

impl Metadata {
    /// Interprets 1 to 15 digits without a `+`.
    pub fn verdict(&self, digits: &str) -> Verdict {
        let Some((regions, national)) = self.plan_of(digits) else {
            return Verdict {
                validity: "unknown-calling-code",
                region: None,
                kind: None,
                possible_lengths: Vec::new(),
            };
        };
        let possible_lengths: Vec<usize> = regions.first().map(|main| main.lengths.clone()).unwrap_or_default();
        let region = region_of(regions, national);
        let kind = region.and_then(|region| kind_of(region, national));
        Verdict {
            validity: if kind.is_some() { "valid" } else { length_of(&possible_lengths, national.len()) },
            region: region.filter(|_| kind.is_some()).map(|region| region.id.clone()),
            kind,
            possible_lengths: possible_lengths
                .into_iter()
                .filter(|length| digits.len() - national.len() + length <= MAX_DIGITS)
                .collect(),
        }
    }

    /// The plan of the calling code in front, and what follows it. No calling code begins with another.
    pub fn plan_of<'a>(&self, digits: &'a str) -> Option<(&[Region], &'a str)> {
        (1..=3).find_map(|length| {
            let (code, national) = digits.split_at_checked(length)?;
            Some((self.plans.get(code)?.as_slice(), national))
        })
    }
}

/// The region: where there are several, the first whose leading digits match or, where it has none, that has the number.
fn region_of<'a>(regions: &'a [Region], national: &str) -> Option<&'a Region> {
    if let [only] = regions {
        return Some(only);
    }
    regions.iter().find(|region| match &region.leading_digits {
        Some(leading) => leading.is_match(national),
        None => kind_of(region, national).is_some(),
    })
}

/// The kind of a number in a region; `None` when the region does not have it.
fn kind_of(region: &Region, national: &str) -> Option<&'static str> {
    if !region.general.is_match(national) {
        return None;
    }
    if is_of_kind(region, "fixed-line", national) {
        let mobile_is_fixed_line = kind(region, "mobile").is_none_or(|mobile| mobile.pattern.is_none());
        let both = mobile_is_fixed_line || is_of_kind(region, "mobile", national);
        return Some(if both { "fixed-line-or-mobile" } else { "fixed-line" });
    }
    AFTER_FIXED_LINE.into_iter().find(|name| is_of_kind(region, name, national))
}

fn is_of_kind(region: &Region, name: &str, national: &str) -> bool {
    kind(region, name).is_some_and(|kind| {
        kind.lengths.contains(&national.len())
            && kind.pattern.as_ref().is_some_and(|pattern| pattern.is_match(national))
    })
}

fn kind<'a>(region: &'a Region, name: &str) -> Option<&'a crate::metadata::KindOfRegion> {
    let place = KINDS.iter().position(|each| *each == name)?;
    region.kinds.get(place)?.as_ref()
}

/// Whether a number that is not valid at least has a length that its plan has.
fn length_of(possible: &[usize], length: usize) -> &'static str {
    let within_e164: Vec<usize> = possible.iter().copied().filter(|&length| length <= MAX_DIGITS).collect();
    if within_e164.contains(&length) {
        "possible"
    } else if within_e164.iter().all(|&possible| length < possible) {
        "too-short"
    } else if within_e164.iter().all(|&possible| length > possible) {
        "too-long"
    } else {
        "invalid-length"
    }
}
