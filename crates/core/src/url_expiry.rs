//! When a signed URL stops working, as the big object stores write it.

use std::ops::Range;

use crate::moment::{iso_8601, number, unix_seconds};
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
    Some(if is_moment(&text) { Expiry::At(text) } else { Expiry::Unread })
}

/// `20261121T120000Z` in Unix seconds.
fn basic_date(text: &str) -> Option<i64> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    if date.len() != 8 || time.len() != 6 {
        return None;
    }
    let part = |text: &str, range: Range<usize>| number(text.get(range)?);
    let date = [part(date, 0..4)?, part(date, 4..6)?, part(date, 6..8)?];
    unix_seconds(date, [part(time, 0..2)?, part(time, 2..4)?, part(time, 4..6)?])
}

/// Unix seconds as ISO 8601.
fn at(seconds: i64) -> Expiry {
    iso_8601(seconds).map_or(Expiry::Unread, Expiry::At)
}

/// A moment of ISO 8601, as far as it has to be one to be shown: `2026-12-31`, and a time behind it.
fn is_moment(text: &str) -> bool {
    // With fractions of a second and an offset.
    const LONGEST: usize = 35;
    let part = |range: Range<usize>| text.get(range).and_then(number);
    let date = part(0..4).zip(part(5..7)).zip(part(8..10)).map(|((year, month), day)| [year, month, day]);
    let has_date = date.and_then(|date| unix_seconds(date, [0; 3])).is_some()
        && text.get(4..5) == Some("-")
        && text.get(7..8) == Some("-");
    let rest = text.get(10..).unwrap_or_default();
    has_date
        && text.len() <= LONGEST
        && (rest.is_empty() || rest.starts_with('T'))
        && rest.bytes().all(|byte| byte.is_ascii_digit() || b"-:TZ.+".contains(&byte))
}
