//! What people paste for a number, and what is read from it.

#![expect(clippy::unwrap_used, reason = "a test stops where what it needs is missing")]

use dialin_core::{LooseReading, PhoneNumber, read_loose};

fn certain(text: &str) -> LooseReading {
    LooseReading::Certain(PhoneNumber::parse(text).unwrap())
}

fn candidates(texts: &[&str]) -> LooseReading {
    LooseReading::Candidates(texts.iter().map(|text| PhoneNumber::parse(text).unwrap()).collect())
}

#[test]
fn each_way_to_write_one() {
    let cases = [
        ("+1 (209) 503-8039", certain("+12095038039")),
        ("\u{200B} +12095038039 \u{FEFF}", certain("+12095038039")),
        ("tel:+1.209.503.8039", certain("+12095038039")),
        ("TEL:+1[209]503\u{2011}8039", certain("+12095038039")),
        (" \ttel:+12095038039", certain("+12095038039")),
        ("\u{200B}tel:+12095038039", certain("+12095038039")),
        ("te:+12095038039", LooseReading::None),
        ("\u{FF0B}\u{FF11}\u{FF12}\u{FF10}\u{FF19}5038039", certain("+12095038039")),
        ("+\u{661}\u{662}\u{660}\u{669}5038039", certain("+12095038039")),
        ("+\u{6F1}\u{6F2}\u{6F0}\u{6F9}5038039", certain("+12095038039")),
        ("+\u{967}\u{968}\u{966}\u{96F}5038039", LooseReading::None),
        // A zero in brackets: dropped in most countries, kept in Italy, and asked of the plan.
        ("+44 (0)20 7183 8750", certain("+442071838750")),
        ("+39 (0)2 3661 8300", certain("+390236618300")),
        ("+44 (020) 7183 8750", certain("+442071838750")),
        ("+49 (0)(0)30 123456", certain("+4930123456")),
        // Both are the same without the trunk prefix.
        ("+54 (0)11 15 2345 6789", certain("+5491123456789")),
        ("44 (0)20 7183 8750", certain("+442071838750")),
        ("39 (0)2 3661 8300", certain("+390236618300")),
        // Neither is valid, both can exist; without the zero only one can.
        ("+44 (0)20 7183 875", candidates(&["+44207183875", "+440207183875"])),
        ("+1 (0)109 503 8039", candidates(&["+11095038039"])),
        // Behind a plus the digits are certain, were the number only possible; one that cannot exist is no reading.
        ("+4402071838750", certain("+442071838750")),
        ("+11095038039", certain("+11095038039")),
        ("+120950", LooseReading::None),
        ("+999123456", LooseReading::None),
        ("++12095038039", LooseReading::None),
        ("1+2095038039", LooseReading::None),
        ("+-1209-503-8039", certain("+12095038039")),
        // `00` for the plus: certain only when valid.
        ("0012095038039", certain("+12095038039")),
        ("00 44 20 7183 8750", certain("+442071838750")),
        ("0011095038039", candidates(&["+11095038039"])),
        ("0044 (0)20 7183 8750", certain("+442071838750")),
        ("tel:0044 (0)20 7183 8750", certain("+442071838750")),
        ("0049 (0)30 123456", certain("+4930123456")),
        ("0031(0)201234567", certain("+31201234567")),
        ("0041 (0)44 668 18 00", certain("+41446681800")),
        ("0039 (0)2 3661 8300", certain("+390236618300")),
        ("004402071838750", certain("+442071838750")),
        ("00478501234", LooseReading::None),
        ("00999123456", LooseReading::None),
        ("+0044 20 7183 8750", LooseReading::None),
        ("000", LooseReading::None),
        ("00", LooseReading::None),
        // Without either.
        ("12095038039", certain("+12095038039")),
        ("2095038039", certain("+12095038039")),
        ("209503803", LooseReading::None),
        ("442071838750", certain("+442071838750")),
        // Valid with a bare plus, and as a North American number, too.
        ("6565651234", candidates(&["+6565651234", "+16565651234"])),
        ("3465093803", certain("+13465093803")),
        ("4402071838750", certain("+442071838750")),
        // Valid as a North American number; with a bare plus only without the trunk prefix, and that is less.
        ("4307223456", certain("+14307223456")),
        // No area code begins with 0 or 1.
        ("0612345678", LooseReading::None),
        ("0123456789", LooseReading::None),
        ("1095038039", LooseReading::None),
        ("9999999999", candidates(&["+19999999999"])),
        ("\u{FF11}", LooseReading::None),
        ("02071838750", LooseReading::None),
        // Fifteen digits are the most, and a `00` and a `(0)` come on top.
        ("4912345678901234", LooseReading::None),
        ("491512345678901", candidates(&["+491512345678901"])),
        ("00491512345678901", candidates(&["+491512345678901"])),
        ("0049(0)1512345678901", candidates(&["+491512345678901"])),
        ("004915123456789012", LooseReading::None),
        // No number at all.
        ("", LooseReading::None),
        ("+", LooseReading::None),
        ("()", LooseReading::None),
        ("+12095038039x1", LooseReading::None),
        ("+12095038039,,123", LooseReading::None),
        ("+1209\u{0}5038039", LooseReading::None),
        ("+1209\u{7F}5038039", LooseReading::None),
        ("+1209\u{2060}503\u{2212}80\u{FF0D}39", certain("+12095038039")),
        ("+1\u{FF08}209\u{FF09}503\u{FF0E}8039", certain("+12095038039")),
        ("+1\t209\u{A0}503\n8039", certain("+12095038039")),
        ("+1_209_503_8039", LooseReading::None),
        ("+1/209/503/8039", LooseReading::None),
    ];
    for (text, expected) in cases {
        assert_eq!(read_loose(text), expected, "{text:?}");
    }
}

/// What is dialled before a number inside its country, taken off once, as the plan of the country says.
#[test]
fn trunk_prefixes() {
    let cases = [
        ("+4402071838750", Some("+442071838750")),
        ("+44002071838750", None),
        ("+442071838750", None),
        // Argentina: `0` may come or not, and `15` behind the area code is a `9` before it.
        ("+5401123456789", Some("+541123456789")),
        ("+54001123456789", None),
        ("+54111523456789", Some("+5491123456789")),
        ("+540111523456789", Some("+5491123456789")),
        // Brazil: a carrier's code behind the `0`.
        ("+550151123456789", Some("+551123456789")),
        ("+5501123456789", Some("+551123456789")),
        ("+550161123456789", None),
        // San Marino: the rule adds digits.
        ("+378886377", Some("+3780549886377")),
        // Russia and Hungary: other digits than `0`.
        ("+789161234567", Some("+79161234567")),
        ("+3606301234567", Some("+36301234567")),
    ];
    for (text, expected) in cases {
        let meant = PhoneNumber::parse(text).unwrap().without_trunk_prefix();
        assert_eq!(meant, expected.map(|text| PhoneNumber::parse(text).unwrap()), "{text}");
    }
}
