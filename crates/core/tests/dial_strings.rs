//! Dial strings of every style, read and written.

use dialin_core::{DialString, MOST_PAUSES, parse_dial_string, suggested_pauses};

type Read<'a> = (Option<&'a str>, Option<&'a str>, usize, usize, bool, Option<&'a str>);

#[test]
fn every_style_is_read() {
    const NUMBER: Option<&str> = Some("+12095038039");
    let cases: &[(&str, Read<'_>)] = &[
        ("+12095038039,,123456789", (NUMBER, Some("123456789"), 2, 0, false, None)),
        ("tel:+12095038039,,123456789", (NUMBER, Some("123456789"), 2, 0, false, None)),
        ("TEL:+1-209-503-8039,123456789", (NUMBER, Some("123456789"), 1, 0, false, None)),
        ("tel:", (None, None, 0, 0, false, None)),
        ("+12095038039p123456789", (NUMBER, Some("123456789"), 1, 0, false, None)),
        ("+12095038039PPw123456789", (NUMBER, Some("123456789"), 2, 1, false, None)),
        ("+12095038039;W123456789", (NUMBER, Some("123456789"), 0, 2, false, None)),
        ("+12095038039%2C%2c123456789", (NUMBER, Some("123456789"), 2, 0, false, None)),
        ("%2B12095038039,%31%32%33456789", (NUMBER, Some("123456789"), 1, 0, false, None)),
        ("+12095038039,,123456789#", (NUMBER, Some("123456789"), 2, 0, true, None)),
        ("+12095038039,,123456789%23", (NUMBER, Some("123456789"), 2, 0, true, None)),
        ("+12095038039,,123456789#,,42#", (NUMBER, Some("123456789"), 2, 0, true, Some(",,42#"))),
        ("+12095038039,,123456789# ", (NUMBER, Some("123456789"), 2, 0, true, None)),
        ("+12095038039,,123456789,,42#", (NUMBER, Some("123456789"), 2, 0, false, Some(",,42#"))),
        ("+12095038039,,123456789;42", (NUMBER, Some("123456789"), 2, 0, false, Some(";42"))),
        ("+12095038039,,123456789*42", (NUMBER, Some("123456789"), 2, 0, false, Some("*42"))),
        ("+12095038039,,123 456-789.0", (NUMBER, Some("1234567890"), 2, 0, false, None)),
        ("+12095038039,,(123)[456]\u{A0}789\u{2013}0", (NUMBER, Some("1234567890"), 2, 0, false, None)),
        ("+1 (209) 503-8039, 123456789", (NUMBER, Some("123456789"), 1, 0, false, None)),
        ("2095038039,,123456789", (NUMBER, Some("123456789"), 2, 0, false, None)),
        ("\u{FF0B}12095038039,,123456789", (NUMBER, Some("123456789"), 2, 0, false, None)),
        ("\u{FF0B}\u{FF11}2095038039\u{FF0C}\u{FF50}12\u{FF13}\u{FF03}", (NUMBER, Some("123"), 2, 0, true, None)),
        ("+12095038039\\,\\;123\\,4", (NUMBER, Some("123"), 1, 1, false, Some(",4"))),
        // What is no dial string, as far as it goes.
        ("+12095038039\\p123", (NUMBER, None, 0, 0, false, None)),
        ("+12095038039", (NUMBER, None, 0, 0, false, None)),
        ("+12095038039,,", (NUMBER, None, 2, 0, false, None)),
        ("+12095038039,,#123", (NUMBER, None, 2, 0, false, Some("#123"))),
        ("+12095038039,,%23123", (NUMBER, None, 2, 0, false, Some("#123"))),
        ("+12095038039,,*01*123#", (NUMBER, None, 2, 0, false, Some("*01*123#"))),
        ("+12095038039*123", (NUMBER, None, 0, 0, false, Some("*123"))),
        ("+12095038039 PIN: 123#", (NUMBER, Some("123"), 0, 0, true, None)),
        ("+12095038039, pin 123", (NUMBER, Some("123"), 1, 0, false, None)),
        ("+12095038039,,pin", (NUMBER, None, 2, 0, false, None)),
        ("+12095038039,,pi123", (NUMBER, None, 3, 0, false, None)),
        ("+12095038039x123", (NUMBER, None, 0, 0, false, Some("x123"))),
        ("+12095038039 ext 123", (NUMBER, None, 0, 0, false, Some("ext 123"))),
        ("+12095038039,,12a34", (NUMBER, None, 2, 0, false, None)),
        ("+12095038039,,12x34", (NUMBER, None, 2, 0, false, None)),
        ("+12095038039,,+1234", (NUMBER, None, 2, 0, false, None)),
        ("+12095038039,%2,1234", (NUMBER, None, 1, 0, false, None)),
        ("123,,123456789", (None, Some("123456789"), 2, 0, false, None)),
        (" \t", (None, None, 0, 0, false, None)),
    ];
    for (text, expected) in cases {
        let report = parse_dial_string(text);
        let facts = report.value();
        let number = facts.phone_number.map(|number| number.to_string());
        let (pin, rest) = (facts.pin.as_deref(), facts.rest.as_deref());
        let terminated = facts.terminator == Some("#");
        let read: Read<'_> = (number.as_deref(), pin, facts.pauses, facts.waits, terminated, rest);
        assert_eq!(read, *expected, "{text:?}");
        let is_whole = expected.0.is_some() && expected.1.is_some();
        assert!(is_whole || !report.ok(), "{text:?}: {:?}", report.issues());
    }
}

/// Also in what follows the PIN.
#[test]
fn a_wait_is_noticed_wherever_it_stands() {
    let cases = [
        ("+12095038039;123", true),
        ("+12095038039,,123w99", true),
        ("+12095038039,,123W,99", true),
        ("+12095038039,,123ww99", true),
        ("+12095038039,,123#w*9", true),
        ("+12095038039,,123#,,;99", true),
        ("+12095038039,,123#,,w99", true),
        ("+12095038039,,123;9=1", true),
        ("+12095038039,,123#,42", false),
        ("+12095038039,,123;isub=99", false),
        ("+12095038039,,123# wait", false),
        ("+12095038039,,123# new1", false),
        ("+12095038039,,123w", false),
    ];
    for (text, waits) in cases {
        let report = parse_dial_string(text);
        let found = report.issues().iter().any(|issue| issue.code.as_str() == "dial-string-wait");
        assert_eq!(found, waits, "{text:?}");
    }
}

/// The first thing that is wrong, and where.
#[test]
fn what_is_wrong_is_pointed_at() {
    let cases = [
        ("", Some(1)),
        ("  Dial: +12095038039,,1", Some(3)),
        ("+12095038039,,", Some(15)),
        ("+12095038039,,1%20x", Some(19)),
        ("+12095038039,,12\u{E9}", Some(17)),
        ("tel:+12095038039,,1a", Some(20)),
        ("+1209503\u{A0}8039x9", Some(14)),
        ("%2B12095038039e9", Some(15)),
        ("+12095038039\\,\\,*9", Some(17)),
        ("+12095038039 PIN 9", Some(14)),
        ("+12095038039 PIN code 9", Some(14)),
        ("+12095038039 PIN pin", Some(14)),
    ];
    for (text, position) in cases {
        let report = parse_dial_string(text);
        let issue = &report.issues()[0];
        assert_eq!(issue.code.as_str(), "dial-string-invalid", "{text:?}");
        let found = issue.params.get("position").and_then(serde_json::Value::as_u64);
        assert_eq!(found, position, "{text:?}: {issue}");
    }
}

#[test]
fn pauses_are_counted_from_one_to_thirty() {
    for (pauses, fits) in [(0, false), (1, true), (MOST_PAUSES, true), (MOST_PAUSES + 1, false)] {
        let report = DialString::build("+12095038039", "12345678987", pauses);
        assert_eq!(report.ok(), fits, "{pauses}: {:?}", report.issues());
        let path = report.issues().iter().find(|issue| issue.path.to_string() == "pauses");
        assert_eq!(path.is_none(), fits, "{pauses}");
    }
    for (letters, pauses) in [(0, 2), (52, 2), (53, 3), (78, 3), (79, 4), (754, 29), (755, 30), (9_999, 30)] {
        assert_eq!(suggested_pauses(&format!(" {}\n", "é".repeat(letters))), pauses, "{letters} letters");
    }
}

#[test]
fn every_form() {
    let (built, _) = DialString::build("+442071838750", "12345678987", 1).into_result().unwrap();
    assert_eq!(
        (built.phone_number().to_string().as_str(), built.pin(), built.pauses()),
        ("+442071838750", "12345678987", 1)
    );
    assert_eq!(built.text(), "+442071838750,12345678987");
    assert_eq!(built.link(), "tel:+442071838750,12345678987");
    assert_eq!(built.tel_uri(), "tel:+442071838750");
    assert_eq!(built.human_text(), "+44 20 7183 8750, then PIN 12345678987");
    assert_eq!(built.vcard_tel(), "TEL;VALUE=text;TYPE=voice:+442071838750\\,12345678987");
    assert_eq!(built.ics_location(), "LOCATION:tel:+442071838750\\,12345678987");
}

/// A line of 75 bytes stays whole, and one more byte goes to the next line; a folded line has 74 of its own.
#[test]
fn lines_are_folded_at_75_bytes() {
    for pauses in 1..=MOST_PAUSES {
        let (built, _) = DialString::build("+12095038039", "12345678987", pauses).into_result().unwrap();
        for line in [built.vcard_tel(), built.ics_location(), built.ics_description()] {
            let parts: Vec<&str> = line.split("\r\n").collect();
            let whole = line.replace("\r\n ", "");
            let (last, full) = parts.split_last().unwrap();
            assert!(full.iter().all(|part| part.len() == 75), "{line:?}");
            assert!(parts.iter().skip(1).all(|part| part.starts_with(' ')), "{line:?}");
            assert!((1..=75).contains(&last.len()), "{line:?}");
            assert_eq!(parts.len(), 1 + whole.len().saturating_sub(75).div_ceil(74), "{line:?}");
        }
    }
}
