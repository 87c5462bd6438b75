//! The limits, to the byte and to the sample. A frame of [`SMALLEST`] has 24 bytes and plays 24 ms, so 2,500 are a minute.

use dialin_core::inspect_hold_music;

use crate::built::{SMALLEST, codes, frame_with, frames};

/// MPEG-2 Layer III, 160 kbit/s, 24 kHz, mono: 480 bytes, room for a header.
const ROOMY: [u8; 4] = [0xFF, 0xF3, 0xE4, 0xC4];

fn music(count: usize) -> Vec<u8> {
    frames(SMALLEST, 24, count)
}

/// A first frame as LAME writes it.
fn info(count: u32, delay: u16, padding: u16) -> Vec<u8> {
    let gaps = u32::from(delay) << 12 | u32::from(padding);
    let claim = [b"Info".as_slice(), &1_u32.to_be_bytes(), &count.to_be_bytes(), b"LAME3.100"].concat();
    frame_with(ROOMY, 480, 13, &[claim.as_slice(), &[0; 12], &gaps.to_be_bytes()[1..]].concat())
}

fn filled(mut bytes: Vec<u8>, size: usize) -> Vec<u8> {
    bytes.resize(size, 0);
    bytes
}

fn tagged(size: usize, bytes: &[u8]) -> Vec<u8> {
    let part = |shift: usize| u8::try_from(size >> shift & 0x7F).expect("seven bits");
    [b"ID3\x03\0\0", [0, part(14), part(7), part(0)].as_slice(), &vec![0; size], bytes].concat()
}

#[test]
fn each_limit_and_what_is_next_to_it() {
    let none: &[&str] = &[];
    let cases: [(&str, Vec<u8>, &[&str]); 22] = [
        ("59.976 s", music(2_499), none),
        ("60 s", music(2_500), &["hold-music-too-long"]),
        ("60 s without what was added", [info(2_501, 500, 76), music(2_501)].concat(), &["hold-music-too-long"]),
        ("a sample less", [info(2_501, 500, 77), music(2_501)].concat(), &["hold-music-near-limit"]),
        ("60 s with it", [info(2_500, 0, 1), music(2_500)].concat(), &["hold-music-near-limit"]),
        ("59.976 s with it", [info(2_499, 576, 576), music(2_499)].concat(), none),
        // The padding is at the end of what was encoded, and that is not there, or in the middle.
        (
            "a frame cut off",
            [info(2_510, 0, 576), music(2_500)].concat(),
            &["hold-music-too-long", "hold-music-header-disagrees"],
        ),
        (
            "frames added",
            [info(2_490, 0, 576), music(2_500)].concat(),
            &["hold-music-too-long", "hold-music-header-disagrees"],
        ),
        (
            "a frame counted that holds the tag",
            [info(2_501, 0, 576), music(2_500)].concat(),
            &["hold-music-near-limit"],
        ),
        ("all of it added", [info(300, 4_095, 4_095), music(300)].concat(), none),
        ("4.992 s", music(208), &["hold-music-short"]),
        ("5.016 s", music(209), none),
        ("9,999,999 bytes", filled(music(300), 9_999_999), none),
        ("10,000,000 bytes", filled(music(300), 10_000_000), &["hold-music-near-limit"]),
        ("10,485,759 bytes", filled(music(300), 10_485_759), &["hold-music-near-limit"]),
        ("10,485,760 bytes", filled(music(300), 10_485_760), &["hold-music-too-large"]),
        ("four frames too many", [info(304, 0, 0), music(300)].concat(), none),
        ("five frames too many", [info(305, 0, 0), music(300)].concat(), &["hold-music-header-disagrees"]),
        ("four frames too few", [info(296, 0, 0), music(300)].concat(), none),
        ("five frames too few", [info(295, 0, 0), music(300)].concat(), &["hold-music-header-disagrees"]),
        ("half tags", tagged(7_190, &music(300)), none),
        ("a byte more", tagged(7_191, &music(300)), &["hold-music-tag-heavy"]),
    ];
    for (name, bytes, expected) in cases {
        let report = inspect_hold_music(&bytes);
        assert_eq!(codes(&report), expected, "{name}: {:?}", report.value());
    }
}

/// Exactly five seconds, and exactly the tenth that a claim may be off: only frames of several lengths add up to these.
#[test]
fn to_the_millisecond() {
    // 36 ms: MPEG-1 Layer III, 128 kbit/s, 32 kHz. 8 ms: MPEG-1 Layer I, 384 kbit/s, 48 kHz.
    let long = |count: usize| frames([0xFF, 0xFB, 0x98, 0xC4], 576, count);
    let brief = |count: usize| frames([0xFF, 0xFF, 0xC4, 0xC4], 384, count);
    let none: &[&str] = &[];
    let cases: [(&str, Vec<u8>, u64, &[&str]); 6] = [
        ("4.992 s", [music(206), brief(6)].concat(), 4_992, &["hold-music-short"]),
        ("5 s", [music(206), brief(7)].concat(), 5_000, none),
        ("a tenth too few", [info(301, 0, 0), music(300), long(3), brief(2)].concat(), 7_324, none),
        ("more", [info(301, 0, 0), music(300), long(3), brief(3)].concat(), 7_332, &["hold-music-header-disagrees"]),
        ("a tenth too many", [info(305, 0, 0), music(295), long(3), brief(4)].concat(), 7_220, none),
        ("more", [info(305, 0, 0), music(295), long(3), brief(3)].concat(), 7_212, &["hold-music-header-disagrees"]),
    ];
    for (name, bytes, duration, expected) in cases {
        let report = inspect_hold_music(&bytes);
        assert_eq!((report.value().duration_ms, report.value().junk_bytes), (Some(duration), 0), "{name}");
        assert_eq!(codes(&report), expected, "{name}: {:?}", report.value());
    }
}

/// Both limits at once, and everything else that can be wrong.
#[test]
fn all_issues_come_together() {
    let bytes = tagged(30_000, &[info(9, 0, 0), music(2_502), vec![0xAA; 100], music(3)].concat());
    let report = inspect_hold_music(&filled(bytes, 10_000_000));
    let expected =
        ["hold-music-too-long", "hold-music-near-limit", "hold-music-damaged", "hold-music-header-disagrees"];
    assert_eq!(codes(&report), expected);
    assert!(!report.ok());
}
