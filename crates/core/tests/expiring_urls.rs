//! When a signed URL stops working: every way the moment is written, and the calendar behind it.

#![expect(clippy::expect_used, reason = "a test stops where what it needs is missing")]

use dialin_core::{Options, check_create_json};
use serde_json::json;

/// The moment; `never` where nothing expires, and `unread` where it does but when cannot be read.
fn expires(query: &str) -> String {
    let body = json!({"type": "pinless_dialin", "hold_music_url": format!("https://example.com/hold.mp3?{query}")});
    let report = check_create_json(body.to_string().as_bytes(), &Options::default());
    let issue = report.issues().iter().find(|issue| issue.code.as_str() == "url-expires");
    let Some(issue) = issue else { return "never".to_owned() };
    issue.params.get("expires").map_or("unread", |moment| moment.as_str().expect("a text")).to_owned()
}

#[test]
fn each_way_to_write_it() {
    let cases = [
        ("", "never"),
        ("x=1", "never"),
        ("X-Amz-Date=20261121T120000Z&X-Amz-Expires=60", "2026-11-21T12:01:00Z"),
        ("x-amz-expires=60&x-amz-date=20261121T120000Z", "2026-11-21T12:01:00Z"),
        ("X-Goog-Date=20261121T235959Z&X-Goog-Expires=1", "2026-11-22T00:00:00Z"),
        ("X-Goog-Date=20261121T000000Z&X-Goog-Expires=-1", "2026-11-20T23:59:59Z"),
        // A date of one scheme and a lifetime of the other.
        ("X-Goog-Date=20261121T000000Z&X-Amz-Expires=1", "unread"),
        ("X-Amz-Date=20261121T000000Z", "never"),
        ("X-Amz-Expires=60", "unread"),
        ("X-Amz-Date=20261121T120000Z&X-Amz-Expires=soon", "unread"),
        ("X-Amz-Date=20261121T120000&X-Amz-Expires=60", "unread"),
        ("X-Amz-Date=20261121120000Z&X-Amz-Expires=60", "unread"),
        ("X-Amz-Date=20261121T1200000Z&X-Amz-Expires=60", "unread"),
        ("X-Amz-Date=202611210T120000Z&X-Amz-Expires=60", "unread"),
        ("X-Amz-Date=2026112T120000Z&X-Amz-Expires=60", "unread"),
        ("X-Amz-Date=20261121T12000Z&X-Amz-Expires=60", "unread"),
        ("X-Amz-Date=2026112xT120000Z&X-Amz-Expires=60", "unread"),
        ("X-Amz-Date=20260021T000000Z&X-Amz-Expires=0", "unread"),
        ("X-Amz-Date=20261321T000000Z&X-Amz-Expires=0", "unread"),
        ("X-Amz-Date=20261200T000000Z&X-Amz-Expires=0", "unread"),
        ("X-Amz-Date=20261232T000000Z&X-Amz-Expires=0", "unread"),
        ("X-Amz-Date=20270229T000000Z&X-Amz-Expires=0", "unread"),
        ("X-Amz-Date=20261121T240000Z&X-Amz-Expires=0", "unread"),
        ("X-Amz-Date=20261121T996199Z&X-Amz-Expires=0", "unread"),
        ("X-Amz-Date=20261121T-1-1-1Z&X-Amz-Expires=0", "unread"),
        ("X-Amz-Date=19691231T000000Z&X-Amz-Expires=0", "unread"),
        ("X-Amz-Date=19700101T000000Z&X-Amz-Expires=-1", "unread"),
        ("X-Amz-Date=99991231T235959Z&X-Amz-Expires=0", "9999-12-31T23:59:59Z"),
        ("X-Amz-Date=99991231T235959Z&X-Amz-Expires=1", "unread"),
        ("X-Amz-Date=99991231T235959Z&X-Amz-Expires=9223372036854775807", "unread"),
        ("Expires=1767225600", "2026-01-01T00:00:00Z"),
        ("Expires=1000000001&Signature=a", "2001-09-09T01:46:41Z"),
        ("Expires=1000000000", "never"),
        ("Expires=1000000000&Signature=a", "unread"),
        ("Expires=3600", "never"),
        ("Expires=soon", "never"),
        ("Expires=soon&Signature=a", "unread"),
        ("se=2026-12-31T23%3A59%3a59Z&sig=a", "2026-12-31T23:59:59Z"),
        ("se=2026-12-31&sig=a", "2026-12-31"),
        ("se=2026-12-31T23%3A59Z&sig=a", "2026-12-31T23:59Z"),
        ("se=2026-12-31T23%3A59%3A59.1234567Z&sig=a", "2026-12-31T23:59:59.1234567Z"),
        ("se=tomorrow&sig=a", "unread"),
        ("se=&sig=a", "unread"),
        ("se=---&sig=a", "unread"),
        ("se=1&sig=a", "unread"),
        ("se=2026-02-30&sig=a", "unread"),
        ("se=2026-12-31-&sig=a", "unread"),
        ("se=20261231&sig=a", "unread"),
        ("se=2026-12-31T000000000000000000000000000000000000&sig=a", "unread"),
        ("se=2026-12-31", "never"),
        ("sig=a", "never"),
    ];
    for (query, expected) in cases {
        assert_eq!(expires(query), expected, "{query}");
    }
}

/// A calendar that counts day after day, as the judge of the one that computes.
#[test]
fn every_day_has_its_date() {
    let (mut year, mut month, mut day) = (1970_i64, 1_i64, 1_i64);
    let mut seconds = 0_i64;
    let mut asked = 0;
    while year < 10_000 {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let length = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        // The edges of months, and of years: in our time, around each century, and now and then. Each day of a leap century.
        let telling = (1970..2110).contains(&year) || matches!(year % 100, 0 | 1 | 99) || year % 97 == 0;
        let edge = matches!(month, 1..=3 | 12) && (day == 1 || day == length);
        let edge = (telling && edge) || (1999..2002).contains(&year);
        if edge {
            asked += 1;
            let date = format!("{year}{month:02}{day:02}");
            let written = format!("{year}-{month:02}-{day:02}T01:02:03Z");
            let query = format!("X-Amz-Date={date}T010203Z&X-Amz-Expires=0");
            assert_eq!(expires(&query), written, "{query}");
            if seconds > 1_000_000_000 {
                let query = format!("Expires={}", seconds + 3_723);
                assert_eq!(expires(&query), written, "{query}");
            }
        }
        seconds += 86_400;
        day += 1;
        if day > length {
            (day, month) = (1, month + 1);
        }
        if month > 12 {
            (month, year) = (1, year + 1);
        }
    }
    assert!(asked > 4_000, "{asked}");
}
