//! How a message quotes a text that is no number, and what it takes for something behind the number.

use dialin_core::{PhoneNumber, parse_phone_number};

#[test]
fn only_the_number_is_shown() {
    let cases = [
        ("12095038039", "`12095038039`"),
        (" +1 209 503 8039 ", "`+1 209 503 8039`"),
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
        (",,98765432107", "`…`"),
        ("p98765432107", "`…`"),
        ("PIN: 98765432107", "`…`"),
        ("+,,98765432107", "`+…`"),
        // More than fifteen digits are more than a number.
        ("123456789012345", "`123456789012345`"),
        ("1234567890123456", "`1234567…`"),
        ("+12345678901234567890", "`+1234567…`"),
        ("pin 123456789 +12095038039,", "`…+12095038039…`"),
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
        ("+12095038039,x1", "has-extension"),
        ("+12095038039*1", "bad-character"),
        ("+12095038039%2D1", "bad-character"),
        // Sixteen characters ahead.
        ("+12095038039,               1", "contains-pin"),
        ("+12095038039,                1", "bad-character"),
    ];
    for (text, reason) in cases {
        assert_eq!(PhoneNumber::parse(text).unwrap_err().reason().as_str(), reason, "{text:?}");
    }
}
