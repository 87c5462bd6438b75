//! Any text, read as a dial string. What is built from its parts reads back as these parts.

#![no_main]

use dialin_core::{DialString, MOST_PAUSES, Severity, parse_dial_string};
use libfuzzer_sys::fuzz_target;

/// The digits of the example that messages show.
const EXAMPLE: &str = "12095038039,,12345678987";

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let report = parse_dial_string(&text);
    let facts = report.value();
    let refused = report.issues().iter().any(|issue| issue.severity == Severity::Error);
    assert_eq!(report.ok(), !refused, "{report:?}");
    assert!(!report.ok() || (facts.phone_number.is_some() && facts.pin.is_some()), "{text:?}");
    serde_json::to_string(&report).expect("a report is JSON");

    if let Some(pin) = &facts.pin {
        assert!(!pin.is_empty() && pin.bytes().all(|byte| byte.is_ascii_digit()), "{text:?}");
        // A PIN that is also part of the number, as written or as read, or of a help's example may be shown with these.
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let once = digits.find(pin.as_str()) == digits.rfind(pin.as_str());
        let number = facts.phone_number.map(|number| number.to_string()).unwrap_or_default();
        let elsewhere = !once || number.contains(pin.as_str()) || EXAMPLE.contains(pin.as_str());
        if pin.len() >= 9 && !elsewhere && !text.contains('%') {
            let shown = serde_json::to_string(report.issues()).expect("issues are JSON");
            assert!(!shown.contains(pin.as_str()) && !format!("{report:?}").contains(pin.as_str()), "{text:?}");
        }
    }
    if let (Some(number), Some(pin)) = (facts.phone_number, &facts.pin) {
        let pauses = facts.pauses.clamp(1, MOST_PAUSES);
        let built = DialString::build(&number.to_string(), pin, pauses);
        assert_eq!(built.ok(), built.value().is_some(), "{:?}", built.issues());
        built.value().inspect(|built| reads_back(built, &number.to_string(), pin, pauses));
    }

    // The same text as what a form would hand over: number, commas, PIN.
    let (number, behind) = text.split_once(',').unwrap_or((&text, ""));
    let pin = behind.trim_start_matches(',');
    let pauses = 1 + behind.len() - pin.len();
    if let Some(built) = DialString::build(number, pin, pauses).value() {
        assert!((1..=MOST_PAUSES).contains(&pauses));
        reads_back(built, number, pin, pauses);
    }
});

fn reads_back(built: &DialString, number: &str, pin: &str, pauses: usize) {
    for text in [built.text(), built.link(), unescaped(&built.ics_location(), "LOCATION:")] {
        let report = parse_dial_string(&text);
        let facts = report.value();
        assert!(report.ok(), "{text}: {:?}", report.issues());
        assert_eq!(facts.phone_number.map(|number| number.to_string()).as_deref(), Some(number), "{text}");
        assert_eq!((facts.pin.as_deref(), facts.pauses, facts.waits), (Some(pin), pauses, 0), "{text}");
        assert_eq!((facts.terminator, facts.rest.as_deref()), (None, None), "{text}");
    }
    assert_eq!(unescaped(&built.vcard_tel(), "TEL;VALUE=text;TYPE=voice:"), built.text());
    let described = unescaped(&built.ics_description(), "DESCRIPTION:");
    assert_eq!(described, format!("Dial {}.\nOne tap: {}", built.human_text(), built.link()));
    assert_eq!(built.tel_uri(), format!("tel:{number}"));
}

/// The value of a folded line, as a calendar reads it.
fn unescaped(line: &str, name: &str) -> String {
    assert!(line.split("\r\n").all(|line| line.len() <= 75), "{line:?}");
    let line = line.replace("\r\n ", "");
    assert!(!line.contains(['\r', '\n']), "{line:?}");
    let mut value = String::new();
    let mut rest = line.strip_prefix(name).expect("the name of the line").chars();
    while let Some(character) = rest.next() {
        value.push(match character {
            '\\' => rest.next().map(|escaped| if escaped == 'n' { '\n' } else { escaped }).expect("what is escaped"),
            other => other,
        });
    }
    value
}
