//! Any text, taken for a phone number: strictly, loosely, and with all its facts.

#![no_main]

use dialin_core::{LooseReading, PhoneNumber, Validity, parse_phone_number, read_loose};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let report = parse_phone_number(&text);
    let facts = report.value();
    let number = PhoneNumber::parse(&text).ok();
    assert_eq!(facts.e164, number);
    serde_json::to_string(&report).expect("a report is JSON");
    for issue in report.issues() {
        if let Some(suggestion) = &issue.suggestion {
            let suggestion = suggestion.as_str().expect("a text");
            assert!(PhoneNumber::parse(suggestion).is_ok() && suggestion != text, "{issue}");
        }
    }
    if let Some(number) = number {
        assert_eq!(number.to_string(), text);
        let valid = number.validity() == Validity::Valid;
        assert_eq!(number.region().is_some(), valid);
        assert_eq!(number.kind().is_some(), valid);
        if let Some(international) = number.international() {
            assert_eq!(international.replace(' ', ""), text);
            assert!(!valid || read_loose(&international) == LooseReading::Certain(number));
        }
        if let Some(meant) = number.without_trunk_prefix() {
            assert!(!valid && meant.validity() == Validity::Valid);
        }
    }
    match read_loose(&text) {
        LooseReading::Certain(number) => assert_eq!(PhoneNumber::parse(&number.to_string()), Ok(number)),
        LooseReading::Candidates(candidates) => assert!(!candidates.is_empty()),
        LooseReading::None => {}
    }
});
