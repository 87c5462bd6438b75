//! What holds for every phone number, and for every text that somebody takes for one.

#![expect(clippy::expect_used, reason = "a test stops where what it needs is missing")]

use dialin_core::{LooseReading, NotE164, PhoneNumber, Validity, parse_phone_number, read_loose};
use proptest::prelude::*;

/// The digit 0 of scripts that write numbers in decimal (Unicode's general category Nd), and whether a loose reading knows them.
const ZEROS: [(char, bool); 24] = [
    ('\u{0660}', true),   // Arabic-Indic
    ('\u{06F0}', true),   // Persian, Urdu
    ('\u{07C0}', false),  // NKo
    ('\u{0966}', false),  // Devanagari
    ('\u{09E6}', false),  // Bengali
    ('\u{0A66}', false),  // Gurmukhi
    ('\u{0AE6}', false),  // Gujarati
    ('\u{0B66}', false),  // Odia
    ('\u{0BE6}', false),  // Tamil
    ('\u{0C66}', false),  // Telugu
    ('\u{0CE6}', false),  // Kannada
    ('\u{0D66}', false),  // Malayalam
    ('\u{0DE6}', false),  // Sinhala
    ('\u{0E50}', false),  // Thai
    ('\u{0ED0}', false),  // Lao
    ('\u{0F20}', false),  // Tibetan
    ('\u{1040}', false),  // Myanmar
    ('\u{17E0}', false),  // Khmer
    ('\u{1810}', false),  // Mongolian
    ('\u{A9D0}', false),  // Javanese
    ('\u{FF10}', true),   // full-width
    ('\u{104A0}', false), // Osmanya
    ('\u{1D7CE}', false), // mathematical bold
    ('\u{1E950}', false), // Adlam
];

/// Numbers of every calling code's length and kind; about half of the longer ones are valid.
fn number() -> impl Strategy<Value = PhoneNumber> {
    // Ranges that are assigned nearly in full, and any digits.
    let text = prop_oneof![
        "\\+1[2-9]0[2-9][2-9][0-9]{6}",
        "\\+44(20|7[4-9])[0-9]{8}",
        "\\+49(30|89|151|176)[0-9]{7,8}",
        "\\+39(0[2-9]|3[2-9])[0-9]{6,8}",
        "\\+(33|34|48|55|61|81|86|90|91|225|351|380|420|599|880|971)[1-9][0-9]{7,10}",
        "\\+(800|808|870|878|881|882|883|888|979)[0-9]{7,12}",
        "\\+[1-9][0-9]{0,14}",
    ];
    text.prop_map(|text| PhoneNumber::parse(&text).expect("E.164"))
}

fn valid() -> impl Strategy<Value = PhoneNumber> {
    number().prop_filter("not valid", |number| number.validity() == Validity::Valid)
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        max_global_rejects: 100_000,
        ..ProptestConfig::with_cases(2_000)
    })]

    #[test]
    fn what_is_written_is_read_again(number in valid()) {
        prop_assert_eq!(PhoneNumber::parse(&number.to_string()), Ok(number));
        let international = number.international().expect("a calling code");
        prop_assert_eq!(international.replace(' ', ""), number.to_string());
        prop_assert_eq!(read_loose(&international), LooseReading::Certain(number));
        prop_assert_eq!(read_loose(&format!("tel:{international}")), LooseReading::Certain(number));
        prop_assert_eq!(read_loose(&number.to_string().replacen('+', "00", 1)), LooseReading::Certain(number));
    }

    #[test]
    fn the_facts_of_a_number_fit_together(number in number()) {
        let facts = parse_phone_number(&number.to_string());
        let facts = facts.value();
        let validity = number.validity();
        prop_assert_eq!(facts.validity, Some(validity));
        prop_assert_eq!(facts.e164, Some(number));
        let is_valid = validity == Validity::Valid;
        prop_assert_eq!((facts.region.is_some(), facts.kind.is_some()), (is_valid, is_valid));
        let known = validity != Validity::UnknownCallingCode;
        prop_assert_eq!((facts.calling_code.is_some(), facts.international.is_some()), (known, known));
        if let Some(code) = &facts.calling_code {
            let national = facts.national_number.clone().unwrap_or_default();
            prop_assert_eq!(format!("+{code}{national}"), number.to_string());
            let lengths = number.possible_lengths();
            let (shortest, longest) = (lengths[0], lengths[lengths.len() - 1]);
            match validity {
                Validity::Possible => prop_assert!(lengths.contains(&national.len())),
                Validity::TooShort => prop_assert!(national.len() < shortest),
                Validity::TooLong => prop_assert!(national.len() > longest),
                Validity::InvalidLength => {
                    prop_assert!((shortest..longest).contains(&national.len()) && !lengths.contains(&national.len()));
                }
                Validity::Valid | Validity::UnknownCallingCode => {}
            }
        }
    }

    #[test]
    fn a_trunk_prefix_is_taken_off_once_and_leaves_a_valid_number(number in number()) {
        if let Some(meant) = number.without_trunk_prefix() {
            prop_assert_ne!(number.validity(), Validity::Valid);
            prop_assert_eq!(meant.validity(), Validity::Valid);
            prop_assert_eq!(meant.calling_code(), number.calling_code());
            prop_assert_eq!(meant.without_trunk_prefix(), None);
        }
    }

    #[test]
    fn digits_of_other_scripts_are_named_and_some_are_read(number in valid(), script in 0..ZEROS.len()) {
        let (zero, known) = ZEROS[script];
        let foreign = |digit: u32| char::from_u32(u32::from(zero) + digit).expect("ten digits in a row");
        let text: String =
            number.to_string().chars().map(|character| character.to_digit(10).map_or(character, foreign)).collect();
        let first = text.chars().nth(1).expect("a digit");
        prop_assert_eq!(PhoneNumber::parse(&text), Err(NotE164::NonAsciiDigit { character: first, position: 2 }));
        let read = if known { LooseReading::Certain(number) } else { LooseReading::None };
        prop_assert_eq!(read_loose(&text), read);
    }

    #[test]
    fn any_bytes_get_facts(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        consistent(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn what_looks_like_a_number_gets_facts(text in "[+(]{0,2}[0-9 ().\\-/x,;p#*\u{0660}-\u{0669}\u{FF0B}\u{200E}]{0,40}") {
        consistent(&text);
    }
}

/// A text is E.164 exactly when there is a number; what is suggested instead of it is one.
fn consistent(text: &str) {
    let report = parse_phone_number(text);
    let number = report.value().e164;
    assert_eq!(number, PhoneNumber::parse(text).ok());
    assert_eq!(number.is_none(), report.value().validity.is_none());
    assert!(number.is_none_or(|number| number.to_string() == text), "{text}");
    for issue in report.issues() {
        if let Some(suggestion) = &issue.suggestion {
            let suggested = suggestion.as_str().is_some_and(|other| PhoneNumber::parse(other).is_ok() && other != text);
            assert!(suggested, "{issue}: {suggestion}");
        }
    }
    match read_loose(text) {
        LooseReading::Certain(number) => assert_eq!(PhoneNumber::parse(&number.to_string()), Ok(number)),
        LooseReading::Candidates(candidates) => assert!(!candidates.is_empty()),
        LooseReading::None => {}
    }
}
