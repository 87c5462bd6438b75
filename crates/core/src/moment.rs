//! Moments: from the calendar and the clock to Unix seconds, and back.

/// Digits only, and few.
pub(crate) fn number(text: &str) -> Option<i64> {
    let digits = !text.is_empty() && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

/// Unix seconds of a moment in UTC, years 1970 to 9999 of the Gregorian calendar; `None` where the calendar or the clock has no such
/// thing. A minute may have a leap second.
pub(crate) fn unix_seconds([year, month, day]: [i64; 3], [hours, minutes, seconds]: [i64; 3]) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days_of_month = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let is_day = (1970..=9999).contains(&year) && (1..=12).contains(&month) && (1..=days_of_month).contains(&day);
    let is_time = (0..24).contains(&hours) && (0..60).contains(&minutes) && (0..61).contains(&seconds);
    if !is_day || !is_time {
        return None;
    }
    // The year begins in March, so that the leap day is its last.
    let shifted = if month > 2 { year } else { year - 1 };
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + day_of_year - 719_468;
    Some(((days * 24 + hours) * 60 + minutes) * 60 + seconds)
}

/// Unix seconds as ISO 8601, in the years that [`unix_seconds`] knows.
pub(crate) fn iso_8601(seconds: i64) -> Option<String> {
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // The way back: 400 years are 146,097 days.
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    if !(1970..=9999).contains(&year) {
        return None;
    }
    let (hours, minutes, seconds) = (rest / 3_600, rest / 60 % 60, rest % 60);
    Some(format!("{year}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{seconds:02}Z"))
}
