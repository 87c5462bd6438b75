//! When a signed URL stops working, as the big object stores write it.

use crate::text::replaced;
use crate::web_url::UrlInText;

/// When it stops.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Expiry {
    /// At this moment, ISO 8601 in UTC (or as the URL says it).
    At(String),
    /// It stops, but when cannot be read.
    Unread,
}

/// `None` for a URL that does not expire.
pub(crate) fn expiry(url: &UrlInText<'_>) -> Option<Expiry> {
    url.query()?;
    for (date, lifetime) in [("X-Amz-Date", "X-Amz-Expires"), ("X-Goog-Date", "X-Goog-Expires")] {
        if let Some(seconds) = url.parameter(lifetime) {
            let end = url.parameter(date).and_then(basic_date).zip(seconds.parse::<i64>().ok());
            return Some(end.map_or(Expiry::Unread, |(start, seconds)| at(start.saturating_add(seconds))));
        }
    }
    // Amazon's older scheme and CloudFront: Unix seconds. A small number is something else, a lifetime perhaps.
    if let Some(text) = url.parameter("Expires") {
        let moment = text.parse().ok().filter(|&at| at > 1_000_000_000).map(at);
        return moment.or_else(|| url.parameter("Signature").map(|_| Expiry::Unread));
    }
    // Azure's `se` is short enough to be anything, so its signature has to be there, too.
    let end = url.parameter("se").filter(|_| url.parameter("sig").is_some())?;
    let text = replaced(&replaced(end, "%3A", ":"), "%3a", ":");
    let is_moment = text.bytes().all(|byte| byte.is_ascii_digit() || b"-:TZ.".contains(&byte));
    Some(if is_moment { Expiry::At(text) } else { Expiry::Unread })
}

/// `20261121T120000Z` in Unix seconds.
fn basic_date(text: &str) -> Option<i64> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    if date.len() != 8 || time.len() != 6 {
        return None;
    }
    let part = |text: &str, range: std::ops::Range<usize>| text.get(range)?.parse::<i64>().ok();
    let days = days_from_civil(part(date, 0..4)?, part(date, 4..6)?, part(date, 6..8)?)?;
    let (hours, minutes, seconds) = (part(time, 0..2)?, part(time, 2..4)?, part(time, 4..6)?);
    Some(((days * 24 + hours) * 60 + minutes) * 60 + seconds)
}

/// Days since 1970-01-01 in the Gregorian calendar, years 1970 to 9999.
pub(crate) fn days_from_civil(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1970..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // The year begins in March, so that the leap day is its last.
    let shifted = if month > 2 { year } else { year - 1 };
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + day_of_year - 719_468)
}

/// Unix seconds as ISO 8601.
fn at(seconds: i64) -> Expiry {
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // The inverse of `days_from_civil`: 400 years are 146,097 days.
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    if !(1970..=9999).contains(&year) {
        return Expiry::Unread;
    }
    let (hours, minutes, seconds) = (rest / 3_600, rest / 60 % 60, rest % 60);
    Expiry::At(format!("{year}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{seconds:02}Z"))
}
