//! The three ways HTTP writes a moment (RFC 9110, 5.6.7).

use crate::moment::{self, number};

const MONTHS: &[u8] = b"JanFebMarAprMayJunJulAugSepOctNovDec";

/// Unix seconds of `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` or `Sun Nov  6 08:49:37 1994`.
pub(super) fn unix_seconds(text: &str) -> Option<i64> {
    let mut words = text.split([' ', ',', '-']).filter(|word| !word.is_empty());
    let mut next = || words.next();
    let (_weekday, second, third, fourth, fifth) = (next()?, next()?, next()?, next()?, next()?);
    let (day, month, year, time) = if second.starts_with(|first: char| first.is_ascii_digit()) {
        if next() != Some("GMT") {
            return None;
        }
        (second, third, fourth, fifth)
    } else {
        (third, second, fifth, fourth)
    };
    if next().is_some() {
        return None;
    }
    let month = MONTHS.chunks(3).position(|name| name == month.as_bytes())? + 1;
    let year = match (year.len(), number(year)?) {
        (4, year) => year,
        // Two digits of a year that had not begun when Unix time did are those of a later one.
        (2, year) => year + if year < 70 { 2000 } else { 1900 },
        _ => return None,
    };
    let mut parts = time.split(':').map(number);
    let mut part = || parts.next().flatten();
    let time = [part()?, part()?, part()?];
    let month = i64::try_from(month).ok()?;
    if parts.next().is_some() { None } else { moment::unix_seconds([year, month, number(day)?], time) }
}
