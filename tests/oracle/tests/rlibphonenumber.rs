//! `rlibphonenumber`, a port of Google's own code with metadata 9.0.42.

use dialin_oracle::differences::{
    Answer, Differences, Known, NO_MOBILE_PHONES, TRUNK_PREFIX_OF_A_VALID_NUMBER, kebab_case,
};
use dialin_oracle::numbers::{numbers, random_count};
use dialin_oracle::{Facts, Metadata};
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat};

const KNOWN: &[Known] = &[
    Known {
        name: "metadata 9.0.43",
        reason: "its metadata is 9.0.42; the next version changed the plans of these calling codes",
        explains: |facts, _| CHANGED.iter().any(|code| facts.number.starts_with(code)),
    },
    TRUNK_PREFIX_OF_A_VALID_NUMBER,
    NO_MOBILE_PHONES,
];

/// Benin, China, Germany, Ecuador, Ethiopia, Georgia, Laos, Romania, Zimbabwe: what differs between Google's two versions.
const CHANGED: [&str; 9] = ["+229", "+86", "+49", "+593", "+251", "+995", "+856", "+40", "+263"];

#[test]
fn rlibphonenumber_agrees() {
    let metadata = Metadata::load().unwrap_or_else(|error| panic!("{error:#}"));
    let mut differences = Differences::new(KNOWN);
    for number in numbers(&metadata, random_count().unwrap()) {
        differences.compare(&Facts::of(&number).unwrap(), &answer(&number));
    }
    println!("{}", differences.finish().unwrap_or_else(|problem| panic!("{problem}")));
}

fn answer(number: &str) -> Answer {
    let util = &*PHONE_NUMBER_UTIL;
    let Ok(parsed) = util.parse(number, None) else { return Answer { accepted: None, read_as: None } };
    let read_as = util.format(&parsed, PhoneNumberFormat::E164).into_owned();
    let accepted = (read_as == number && parsed.is_valid()).then(|| {
        // A valid number always has a region; `001` is one.
        let region = parsed.get_region_code().map(|region| region.to_string()).unwrap_or_default();
        (region, kebab_case(&format!("{:?}", parsed.get_type())))
    });
    Answer { accepted, read_as: Some(read_as) }
}
