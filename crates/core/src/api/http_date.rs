//! The three ways HTTP writes a moment (RFC 9110, 5.6.7).

use crate::url_expiry::days_from_civil;

const MONTHS: &[u8] = b"JanFebMarAprMayJunJulAugSepOctNovDec";

/// Unix seconds of `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` or `Sun Nov  6 08:49:37 1994`.
pub(super) fn unix_seconds(text: &str) -> Option<i64> {
    let mut words = text.split(|character: char| " ,-".contains(character)).filter(|word| !word.is_empty());
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
    let days = days_from_civil(year, i64::try_from(month).ok()?, number(day)?)?;
    let mut parts = time.split(':');
    let mut below = |limit: i64| parts.next().and_then(number).filter(|part| *part < limit);
    // A minute may have a leap second.
    let (hours, minutes, seconds) = (below(24)?, below(60)?, below(61)?);
    if parts.next().is_some() { None } else { Some(((days * 24 + hours) * 60 + minutes) * 60 + seconds) }
}

/// Digits only, and few.
fn number(text: &str) -> Option<i64> {
    let digits = !text.is_empty() && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}
