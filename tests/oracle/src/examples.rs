//! Google's own example numbers, and what is one digit away from a number.

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat, PhoneNumberType};

const KINDS: [PhoneNumberType; 11] = [
    PhoneNumberType::FixedLine,
    PhoneNumberType::Mobile,
    PhoneNumberType::FixedLineOrMobile,
    PhoneNumberType::TollFree,
    PhoneNumberType::PremiumRate,
    PhoneNumberType::SharedCost,
    PhoneNumberType::VoIP,
    PhoneNumberType::PersonalNumber,
    PhoneNumberType::Pager,
    PhoneNumberType::UAN,
    PhoneNumberType::VoiceMail,
];

/// Google's example of every region and kind, as `rlibphonenumber` carries them.
pub fn google_examples() -> Vec<String> {
    let util = &*PHONE_NUMBER_UTIL;
    let mut examples = Vec::new();
    for region in util.get_supported_regions() {
        examples.extend(KINDS.map(|kind| util.get_example_number_for_type_and_region(region, kind).ok()));
        // One that is nearly right.
        examples.push(util.get_invalid_example_number(region).ok());
    }
    for code in util.get_supported_global_network_calling_codes() {
        examples.push(util.get_example_number_for_non_geo_entity(code).ok());
    }
    let examples = examples.into_iter().flatten();
    examples.map(|number| util.format(&number, PhoneNumberFormat::E164).into_owned()).collect()
}

/// Every number that one digit more, one digit less or one other digit makes of `number` (`+` and digits).
pub fn one_digit_away(number: &str) -> Vec<String> {
    let digits = number.trim_start_matches('+');
    let mut all = Vec::new();
    for place in 0..=digits.len() {
        let Some((before, behind)) = digits.split_at_checked(place) else { continue };
        let without = behind.get(1..);
        all.extend(without.map(|rest| format!("+{before}{rest}")));
        for digit in '0'..='9' {
            all.push(format!("+{before}{digit}{behind}"));
            all.extend(without.map(|rest| format!("+{before}{digit}{rest}")));
        }
    }
    all
}
