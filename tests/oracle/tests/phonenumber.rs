//! Crate `phonenumber`: the most used one, and wrong on real input. It is no judge; what is checked here is that it still is
//! what docs/benchmarks.md compares with. An error that was mended fails too: then it has to leave the list.

use dialin_core::PhoneNumber;
use phonenumber::{Mode, metadata::DATABASE};

/// Numbers of every sort, right and wrong, where the two agree.
const AGREED: [&str; 32] = [
    "+12095038039",
    "+18005551234",
    "+19002345678",
    "+442071838750",
    "+447400123456",
    "+448001234567",
    "+4402071838750",
    "+4930123456",
    "+4915123456789",
    "+491512345678901",
    "+34912345678",
    "+33123456789",
    "+33612345678",
    "+353861234567",
    "+41446681800",
    "+46701234567",
    "+4740612345",
    "+3725123456",
    "+5511961234567",
    "+5491123456789",
    "+61412345678",
    "+6531234567",
    "+81312345678",
    "+85221234567",
    "+919999999999",
    "+971501234567",
    "+9710501234567",
    "+12095038",
    "+120950380390",
    "+999123456",
    "+1",
    "+3901234",
];

/// Number, what it says (`-` for no region), and why that is wrong.
const KNOWN_ERRORS: [(&str, &str, &str); 14] = [
    ("+8835100012345", "- voip", "a pattern is not anchored at its end: 883510001234 with a digit more"),
    ("+24310239763", "CD fixed-line", "a pattern is not anchored at its end"),
    ("+3531212345678", "IE fixed-line", "a pattern is not anchored at its end"),
    ("+870334067561178", "- mobile", "a pattern is not anchored at its end"),
    ("+78005553535", "no", "the trunk prefix 8 is taken off a toll-free number that begins with 8"),
    ("+78001234567", "no", "the same"),
    ("+3758100008988", "no", "the same in Belarus, as in Google's own parser"),
    ("+2250104884389", "CI unknown", "a leading zero is lost on the way to the kind"),
    ("+3780549808186", "SM unknown", "a leading zero is lost on the way to the kind"),
    ("+390236618300", "- unknown", "a leading zero is lost on the way to region and kind"),
    ("+80012345678", "- toll-free", "a calling code of no country has no region, not 001"),
    ("+870301234567", "- mobile", "a calling code of no country has no region, not 001"),
    ("+508708401267", "PM fixed-line-or-mobile", "its metadata is 9.0.33"),
    ("+2908035", "TA fixed-line", "Tristan da Cunha has no mobile numbers; libphonenumber-js cannot tell"),
];

#[test]
fn what_phonenumber_gets_right_is_what_core_says() {
    for number in AGREED {
        assert_eq!(theirs(number), ours(number), "{number}");
    }
}

#[test]
fn what_phonenumber_gets_wrong_it_still_gets_wrong() {
    for (number, answer, reason) in KNOWN_ERRORS {
        assert_eq!(theirs(number), answer, "{number}: {reason}");
        assert_ne!(ours(number), answer, "{number} is no error any more");
    }
}

/// `no`, or region and kind.
fn ours(number: &str) -> String {
    let number = PhoneNumber::parse(number).ok();
    let valid = number.and_then(|number| number.region().zip(number.kind()));
    valid.map_or_else(|| "no".to_owned(), |(region, kind)| format!("{region} {}", kind.as_str()))
}

/// `no`, or region and kind of a number that is valid and comes back as it was written.
fn theirs(number: &str) -> String {
    let parsed = phonenumber::parse(None, number).ok();
    let parsed = parsed.filter(|parsed| parsed.is_valid() && parsed.format().mode(Mode::E164).to_string() == number);
    let Some(parsed) = parsed else { return "no".to_owned() };
    let region = parsed.country().id().map_or_else(|| "-".to_owned(), |id| format!("{id:?}"));
    let kind = dialin_oracle::differences::kebab_case(&format!("{:?}", parsed.number_type(&DATABASE)));
    format!("{region} {kind}")
}
