//! How a message quotes a text that is no number, and what it takes for something behind the number.

use dialin_core::{Options, PhoneNumber, check_create_json, parse_phone_number};
use proptest::prelude::*;
use serde_json::json;

#[test]
fn only_the_number_is_shown() {
    let cases = [
        ("12095038039", "`12095038039`"),
        (" +1 209 503 8039 ", "`+1 209 503 8039`"),
        // Of two numbers the first.
        ("+12095038039 / +12268078039", "`+12095038039…`"),
        ("+12095038039,+12268078039", "`+12095038039…`"),
        ("+1209 +12268078039", "`+1209…`"),
        ("call +12095038039 now", "`…+12095038039…`"),
        // From seven digits on, what is neither a digit nor a separator ends the number.
        ("+120950a8039", "`+120950a8039`"),
        ("+1209503a8039", "`+1209503…`"),
        ("+12095038039,,123456789", "`+12095038039…`"),
        ("+12095038039 PIN 123456789", "`+12095038039…`"),
        ("12095038039x123", "`12095038039…`"),
        // However few digits stand before the pause.
        ("+1209,,98765432107", "`+1209…`"),
        ("911,,98765432107", "`911…`"),
        ("1209 p98765432107", "`1209…`"),
        ("1209;98765432107", "`1209…`"),
        ("+1209 pin 98765432107", "`+1209…`"),
        ("1209 ext 98765432107", "`1209…`"),
        ("\u{FF12}\u{FF10}\u{FF19},,98765432107", "`\u{FF12}\u{FF10}\u{FF19}…`"),
        ("1209%2C98765432107", "`1209…`"),
        ("+1209,                      98765432107", "`+1209…`"),
        (",,98765432107", "`…`"),
        ("p98765432107", "`…`"),
        ("PIN: 98765432107", "`…`"),
        ("PIN code 98765432107", "`…`"),
        ("passcode 98765432107", "`pass…`"),
        ("12095038039,,+98765432107", "`12095038039…`"),
        ("+12095038039 pin +98765432107", "`+12095038039…`"),
        ("911\u{FF1B}98765432107", "`911…`"),
        ("911%3B98765432107", "`911…`"),
        ("911*98765432107", "`911…`"),
        ("#98765432107", "`…`"),
        ("+,,98765432107", "`+…`"),
        // More than fifteen digits are more than a number.
        ("123456789012345", "`123456789012345`"),
        ("1234567890123456", "`1234567…`"),
        ("+12345678901234567890", "`+1234567…`"),
        ("pin 123456789 +12095038039,", "`…`"),
        ("1+2095038039", "`…+2095038039`"),
        ("hello", "`hello`"),
        ("+hello", "`+hello`"),
        ("a+b", "`a+b`"),
        ("\u{FF0B}1209a", "`\u{FF0B}1209a`"),
        ("+1209\u{200B}5038039", "`+1209\\u{200b}5038039`"),
        ("+1209`5038039", "`+1209\\u{60}5038039`"),
        // Forty characters.
        ("+1 2 0 9                                5", "`+1 2 0 9                                …`"),
        ("+1209-------------------------------503", "`+1209-------------------------------503`"),
        ("+1209--------------------------------503", "`+1209--------------------------------503`"),
        ("+1209---------------------------------503", "`+1209---------------------------------50…`"),
    ];
    for (text, quoted) in cases {
        let report = parse_phone_number(text);
        let message = &report.issues()[0].message;
        assert!(message.starts_with(&format!("{quoted} is not an E.164 phone number: ")), "{text:?}: {message}");
    }
}

/// A key that looks like another is quoted as what it is.
#[test]
fn what_is_invisible_is_written_out() {
    let hidden = "\u{34F}\u{115F}\u{1160}\u{17B4}\u{180B}\u{180F}\u{2800}\u{3164}\u{FE00}\u{FE0F}\u{FFA0}\u{FFF0}\u{1343F}\u{1BCA0}\u{1D173}\u{1D17A}\u{E0001}\u{E0041}\u{E007F}\u{E0100}\u{E01EF}";
    for character in hidden.chars() {
        let key = format!("phone_number{character}");
        let body = json!({ "type": "pin_dialin", "phone_number": "+12095038039", key: 1 }).to_string();
        let report = check_create_json(body.as_bytes(), &Options::default());
        let start = format!("`phone_number{}` is not a field", character.escape_unicode());
        assert!(report.issues()[0].message.starts_with(&start), "{}", report.issues()[0].message);
    }
    for seen in ["\u{600}", "\u{605}", "\u{6DD}", "\u{70F}", "\u{8E2}", "\u{110BD}", "ä", "受", "❤", "\u{301}"] {
        assert_eq!(dialin_core::quote(seen), format!("`{seen}`"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_000) })]

    /// Whatever stands before the pause, and however far away the PIN is.
    #[test]
    fn no_message_repeats_a_pin(
        number in "(tel:)?\\+?[0-9 .-]{0,18}",
        pause in prop::sample::select(vec![",", ",,", ";", "p", "w", "%2C", " PIN ", " pin: ", "PIN is ", "\u{FF0C}", "\u{FF1B}", "%3b", ",,+", " Pin code ", "*", "#"]),
        space in "[ .-]{0,30}",
        pin in "[0-9]{8,12}",
    ) {
        let text = format!("{number}{pause}{space}{pin}#");
        prop_assume!(!number.contains(&pin));
        let issues = serde_json::to_string(parse_phone_number(&text).issues()).expect("JSON");
        prop_assert!(!issues.contains(&pin), "{}", issues);
        let body = json!({"type": "pin_dialin", "phone_number": text});
        let issues = serde_json::to_string(check_create_json(body.to_string().as_bytes(), &Options::default()).issues());
        prop_assert!(!issues.expect("JSON").contains(&pin));
    }
}

#[test]
fn what_follows_a_number_is_told_apart() {
    let cases = [
        ("+12095038039,1", "contains-pin"),
        ("+12095038039;1", "contains-pin"),
        ("+12095038039p1", "contains-pin"),
        ("+12095038039W1", "contains-pin"),
        ("+12095038039%2c1", "contains-pin"),
        ("+12095038039\u{FF0C}1", "contains-pin"),
        ("+12095038039 PIN: 1", "contains-pin"),
        ("+12095038039;ext=1", "has-extension"),
        ("+12095038039 EXT. 1", "has-extension"),
        ("+12095038039 extension 1", "has-extension"),
        ("+12095038039X1", "has-extension"),
        ("+12095038039#1", "has-extension"),
        // No digit behind it, or before it; another letter between.
        ("+12095038039,", "bad-character"),
        (",+12095038039", "bad-character"),
        ("+12095038039,a1", "bad-character"),
        ("+12095038039x p1", "contains-pin"),
        // The PIN is the first reason, wherever it stands.
        ("+12095038039x55,,12345678987", "contains-pin"),
        ("+12095038039 ext 55 PIN 1", "contains-pin"),
        // A PIN never begins with `+`: that is another number.
        ("+12095038039,+12268078039", "bad-character"),
        ("+12095038039 (main), +12268078039 (fax)", "bad-character"),
        ("+12095038039 x \u{FF0B}12268078039", "bad-character"),
        ("+12095038039,,+12268078039,,1", "contains-pin"),
        ("+12095038039,x1", "has-extension"),
        ("+12095038039*1", "bad-character"),
        ("+12095038039%2D1", "bad-character"),
        // As far as a quote shows.
        ("+12095038039,.......................................1", "contains-pin"),
        ("+12095038039,........................................1", "bad-character"),
    ];
    for (text, reason) in cases {
        assert_eq!(PhoneNumber::parse(text).unwrap_err().reason(), reason, "{text:?}");
    }
}
