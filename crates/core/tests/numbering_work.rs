//! What asking about a number costs: no memory from the heap in the strict path, and never more work than the text is long.

use allocation_counter::measure;
use dialin_core::{LooseReading, PhoneNumber, parse_phone_number, read_loose};

/// Right and wrong, of one region and of many, and what is no number.
const TEXTS: [&str; 18] = [
    "+12095038039",
    "+442071838750",
    "+4402071838750",
    "+390236618300",
    "+80012345678",
    "+8835100012345",
    "+37581012345678",
    "+999123456",
    "+1",
    "+123456789012345",
    "",
    "+",
    "+0123",
    "12095038039",
    "+1 209 503 8039",
    "+1234567890123456",
    "+12095038039,,1234",
    "+\u{0661}\u{0662}",
];

/// Everything that takes no text apart: what the rules and `isValidE164` ask.
fn ask(text: &str) -> bool {
    PhoneNumber::parse(text).is_ok_and(|number| {
        let facts = (number.validity(), number.calling_code(), number.region(), number.kind());
        std::hint::black_box(facts).2.is_some()
    })
}

/// One test, so that the first call of the process is the first one here.
#[test]
fn the_strict_path_takes_nothing_from_the_heap() {
    let first = measure(|| assert!(ask("+12095038039")));
    assert_eq!(first.count_total, 0, "the first call, which unpacks the plans: {first:?}");
    for text in TEXTS {
        let later = measure(|| {
            std::hint::black_box(ask(std::hint::black_box(text)));
        });
        assert_eq!(later.count_total, 0, "{text:?}: {later:?}");
    }
    // That it counts at all.
    assert!(measure(|| drop(std::hint::black_box("+12095038039".to_owned()))).count_total > 0);
}

/// Were the work not linear, ten million characters would never come to an end. What is taken from the heap does not grow with the
/// text at all.
#[test]
fn ten_megabytes_are_refused_in_one_go() {
    // One of 10 MB and others of 1 MB, because an unoptimised build takes a fifth of a microsecond a byte.
    let texts = [("1;ext=", 10), ("1", 1), ("1p", 1), ("(0)", 1), ("\u{200B}é1x", 1)];
    for (part, megabytes) in texts {
        let text = format!("+{}", part.repeat(megabytes * 1_000_000 / part.len()));
        let work = measure(|| {
            assert_eq!(read_loose(&text), LooseReading::None);
            assert!(!parse_phone_number(&text).ok());
        });
        assert!(work.bytes_total < 20_000, "{part:?}: {work:?}");
    }
}
