//! What a caller reads off a phone number.

use dialin_core::{Kind, NotE164, PhoneNumber, Validity, is_valid_e164};
use serde_json::json;

#[test]
fn a_number_and_its_facts() {
    let number: PhoneNumber = "+442071838750".parse().unwrap();
    assert_eq!((number.to_string(), number.digits()), ("+442071838750".to_owned(), "442071838750".to_owned()));
    assert_eq!((number.text(), format!("{number:?}")), (number.to_string(), "PhoneNumber(+442071838750)".to_owned()));
    assert_eq!(serde_json::to_value(number).unwrap(), "+442071838750");
    assert_eq!((number.calling_code(), number.national_number()), (Some(44), Some("2071838750".to_owned())));
    assert_eq!((number.region(), number.kind()), (Some("GB"), Some(Kind::FixedLine)));
    assert_eq!((number.possible_lengths(), number.validity()), (vec![7, 9, 10], Validity::Valid));
    let kept: PhoneNumber = "+4402071838750".parse().unwrap();
    assert_eq!((kept.without_trunk_prefix(), number.without_trunk_prefix()), (Some(number), None));

    // Groups of the plan; ranges of sizes; no groups at all; no national number; no calling code.
    let written = [
        ("+442071838750", Some("+44 20 7183 8750")),
        ("+12095038039", Some("+1 209 503 8039")),
        ("+390236618300", Some("+39 02 3661 8300")),
        ("+4930123456", Some("+49 30 123456")),
        ("+493012345678", Some("+49 30 12345678")),
        ("+80012345678", Some("+800 1234 5678")),
        ("+1209", Some("+1 209")),
        ("+44", Some("+44")),
        ("+999123456", None),
    ];
    for (text, expected) in written {
        assert_eq!(text.parse::<PhoneNumber>().unwrap().international().as_deref(), expected, "{text}");
    }
    let validities = [
        ("+12095038039", Validity::Valid, "valid"),
        ("+11095038039", Validity::Possible, "possible"),
        ("+120950", Validity::TooShort, "too-short"),
        ("+120950380390", Validity::TooLong, "too-long"),
        ("+354123456789", Validity::Possible, "possible"),
        ("+35412345678", Validity::InvalidLength, "invalid-length"),
        ("+999123456", Validity::UnknownCallingCode, "unknown-calling-code"),
    ];
    for (text, validity, name) in validities {
        let found = text.parse::<PhoneNumber>().unwrap().validity();
        assert_eq!((found, found.as_str()), (validity, name), "{text}");
        assert_eq!(serde_json::to_value(found).unwrap(), name);
        assert_eq!(is_valid_e164(text.as_bytes()), validity == Validity::Valid, "{text}");
    }
    for text in ["", "+", "12095038039", "+02095038039", "+1209503803x", "+12095038039 ", "+1234567890123456"] {
        assert!(!is_valid_e164(text.as_bytes()), "{text}");
    }
    let reasons = [
        (" ", NotE164::Empty, "empty"),
        ("+12095038039,,123", NotE164::ContainsPin, "contains-pin"),
        ("+12095038039x123", NotE164::HasExtension, "has-extension"),
        ("+1\u{662}", NotE164::NonAsciiDigit { character: '\u{662}', position: 3 }, "non-ascii-digit"),
        ("+1 209", NotE164::BadCharacter { character: ' ', position: 3 }, "bad-character"),
        ("1209", NotE164::MissingPlus, "missing-plus"),
        ("+0209", NotE164::LeadingZero, "leading-zero"),
        ("+", NotE164::TooShort, "too-short"),
        ("+1234567890123456", NotE164::TooLong { digits: 16 }, "too-long"),
    ];
    for (text, why, reason) in reasons {
        let found = PhoneNumber::parse(text).unwrap_err();
        assert_eq!((found.reason(), found), (reason, why), "{text}");
    }
    let messages = [
        (NotE164::Empty, "it is empty"),
        (NotE164::ContainsPin, "a pause and a PIN follow the number"),
        (NotE164::HasExtension, "an extension follows the number"),
        (NotE164::NonAsciiDigit { character: '\u{662}', position: 3 }, "`\u{662}` (character 3) is not an ASCII digit"),
        (
            NotE164::BadCharacter { character: ' ', position: 3 },
            "a space (character 3) is neither a digit nor the leading `+`",
        ),
        (NotE164::MissingPlus, "the leading `+` is missing"),
        (NotE164::LeadingZero, "no calling code starts with `0`"),
        (NotE164::TooShort, "no digits follow the `+`"),
        (NotE164::TooLong { digits: 16 }, "it has 16 digits, and E.164 allows 15"),
    ];
    for (why, message) in messages {
        assert_eq!(why.to_string(), message);
    }
    let kinds = [
        (Kind::FixedLine, "fixed-line"),
        (Kind::Mobile, "mobile"),
        (Kind::TollFree, "toll-free"),
        (Kind::PremiumRate, "premium-rate"),
        (Kind::PersonalNumber, "personal-number"),
        (Kind::Voicemail, "voicemail"),
        (Kind::Uan, "uan"),
        (Kind::Pager, "pager"),
        (Kind::Voip, "voip"),
        (Kind::SharedCost, "shared-cost"),
        (Kind::FixedLineOrMobile, "fixed-line-or-mobile"),
    ];
    for (kind, name) in kinds {
        assert_eq!((kind.as_str(), serde_json::to_value(kind).unwrap()), (name, json!(name)));
    }
}
