//! Cut, joined and damaged files: at most two frames more or less than the decoders play.

use std::sync::OnceLock;

use dialin_core::{FactReport, FileFormat, HoldMusicFacts, inspect_hold_music};

use crate::tools::{Decoders, Tolerance, assert_near, codes, compare, decoded, encoded, inspect, two_frames};

/// Bytes without a pattern.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 2_463_534_242_u32;
    let next = |_| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state.to_le_bytes()[3]
    };
    (0..length).map(next).collect()
}

/// A file that is to be broken.
struct Source {
    name: &'static str,
    bytes: Vec<u8>,
    decoders: Decoders,
    /// As the decoders play it while it is whole.
    whole: Vec<(&'static str, u64)>,
}

/// Files of all sorts, written once for all tests.
fn sources() -> &'static [Source] {
    static SOURCES: OnceLock<Vec<Source>> = OnceLock::new();
    SOURCES.get_or_init(|| {
        [
            ("cbr", "-b 128", 44_100, 2, Decoders::Both),
            ("vbr", "-V 3", 44_100, 2, Decoders::Both),
            ("low", "-b 24 -m m", 16_000, 1, Decoders::Both),
            ("lowest", "-t -b 8 -m m", 8_000, 1, Decoders::Both),
            ("crc", "-p --abr 90", 48_000, 2, Decoders::Both),
            ("free", "--freeformat -b 200", 44_100, 2, Decoders::Mpg123),
        ]
        .into_iter()
        .map(|(name, options, rate, channels, decoders)| {
            let bytes = encoded(&format!("source-{name}"), options, rate, channels);
            let whole = decoded(&format!("whole-{name}"), &bytes, decoders);
            Source { name, bytes, decoders, whole }
        })
        .collect()
    })
}

#[test]
fn cut_anywhere() {
    for Source { name, bytes, decoders, .. } in sources() {
        let whole = inspect_hold_music(bytes);
        for cut in (1..24).map(|part| bytes.len() * part / 24 + part % 5) {
            let report = compare(&format!("cut-{name}-{cut}"), &bytes[..cut], Tolerance::TwoFrames, *decoders);
            assert!(report.value().frames > Some(0) || cut < 1_500, "{name} cut at {cut}");
            assert!(report.value().samples < whole.value().samples, "{name} cut at {cut}");
        }
        // The first frames: nothing is left at some point.
        for cut in [1, 3, 4, 40, 200, 500, 900, 1_400] {
            compare(&format!("cut-{name}-{cut}"), &bytes[..cut], Tolerance::TwoFrames, *decoders);
        }
        // One byte is missing: it is said.
        let report = inspect_hold_music(&bytes[..bytes.len() - 1]);
        assert!(report.value().truncated, "{name}");
        assert!(codes(&report).contains(&"hold-music-damaged"), "{name}");
    }
}

#[test]
fn the_beginning_is_missing() {
    let mut agreed = Agreement::default();
    for Source { name, bytes, decoders, whole } in sources() {
        for start in (1..9).map(|part| bytes.len() * part / 13) {
            let file = format!("late-{name}-{start}");
            let head = decoded(&format!("{file}-head"), &bytes[..start], *decoders);
            let expected: Vec<_> = whole.iter().zip(head).map(|(whole, head)| (whole.0, whole.1 - head.1)).collect();
            let report = agreed.add(&file, &bytes[start..], &expected, *decoders);
            assert_eq!(report.value().format, FileFormat::Mp3, "{file}");
        }
    }
    agreed.assert();
}

#[test]
fn joined() {
    let id3v1 = [b"TAG".as_slice(), &[b' '; 125]].concat();
    let id3v2 = [b"ID3\x03\0\0\0\0\x02\0".as_slice(), &[0; 256]].concat();
    for Source { name, bytes, decoders, .. } in sources() {
        for (between_name, between) in [("nothing", &[][..]), ("id3v1", &id3v1), ("id3v2", &id3v2)] {
            let joined = [bytes, between, bytes, between, bytes].concat();
            let report = compare(&format!("joined-{name}-{between_name}"), &joined, Tolerance::TwoFrames, *decoders);
            assert_eq!(report.value().junk_bytes, 0, "{name}: {:?}", report.value());
        }
    }
}

#[test]
fn joined_behind_a_cut() {
    let mut agreed = Agreement::default();
    for Source { name, bytes, decoders, whole } in sources() {
        for cut in (3..12).map(|part| bytes.len() * part / 13) {
            let file = format!("joined-{name}-cut-{cut}");
            let head = decoded(&format!("{file}-head"), &bytes[..cut], *decoders);
            let expected: Vec<_> = whole.iter().zip(head).map(|(whole, head)| (whole.0, whole.1 + head.1)).collect();
            agreed.add(&file, &[&bytes[..cut], bytes].concat(), &expected, *decoders);
        }
    }
    agreed.assert();
}

#[test]
fn joined_of_different_kinds() {
    for (first, second) in sources().iter().flat_map(|first| sources().iter().map(move |second| (first, second))) {
        if first.decoders == second.decoders {
            let name = format!("joined-{}-{}", first.name, second.name);
            let (first, second) = (&first.bytes, &second.bytes);
            let joined = [first.as_slice(), second].concat();
            // ffmpeg would resample one half.
            let report = compare(&name, &joined, Tolerance::TwoFrames, Decoders::Mpg123);
            let halves = [first, second].map(|half| inspect_hold_music(half).value().duration_ms.unwrap_or(0));
            // The second half's header frame is played, for 72 ms at most.
            let duration = report.value().duration_ms.unwrap_or(0);
            assert!((0..=73).contains(&(duration - halves[0] - halves[1])), "{name}: {duration} ms of {halves:?}");
        }
    }
}

#[test]
fn junk_inside() {
    let mut agreed = Agreement::default();
    for Source { name, bytes, decoders, whole } in sources() {
        for length in [1, 5, 100, 999, 50_000] {
            for place in [bytes.len() / 3, bytes.len() * 2 / 3] {
                for (sort, junk) in [("noise", noise(length)), ("zeros", vec![0; length])] {
                    let file = format!("junk-{name}-{sort}-{length}-{place}");
                    let damaged = [&bytes[..place], &junk, &bytes[place..]].concat();
                    let report = agreed.add(&file, &damaged, whole, *decoders);
                    assert!(codes(&report).contains(&"hold-music-damaged"), "{file}");
                }
            }
        }
    }
    agreed.assert();
}

/// Behind junk `mpg123` goes on at anything that looks like one header, and plays it; `ffmpeg` leaves out frames until it has
/// what they refer to. So what a file with junk in it holds is told by decoding the parts that it was made of.
#[derive(Default)]
struct Agreement {
    files: u32,
    /// With at least one decoder's reading of the damaged file itself.
    direct: u32,
}

impl Agreement {
    fn add(
        &mut self,
        name: &str,
        bytes: &[u8],
        parts: &[(&str, u64)],
        decoders: Decoders,
    ) -> FactReport<HoldMusicFacts> {
        let report = inspect(name, bytes);
        let facts = report.value();
        assert_near(name, facts, Tolerance::TwoFrames, parts);
        let counted = facts.samples.unwrap_or(0);
        let is_near = |(_, decoded): &(&str, u64)| decoded.abs_diff(counted) <= two_frames(facts);
        self.files += 1;
        self.direct += u32::from(decoded(name, bytes, decoders).iter().any(is_near));
        report
    }

    fn assert(&self) {
        println!("{} of {} files are decoded as they stand to what was counted", self.direct, self.files);
        assert!(self.files >= 40 && self.direct * 4 >= self.files * 3, "{} of {}", self.direct, self.files);
    }
}

/// The first frame claims a tenth, or ten times, of what is there.
#[test]
fn lying_header() {
    for options in ["-b 128", "-V 3"] {
        let bytes = encoded(&format!("honest{}", options.replace(' ', "")), options, 44_100, 2);
        let name_at = bytes.windows(4).position(|part| part == b"Xing" || part == b"Info").expect("a header");
        let honest = inspect_hold_music(&bytes);
        for (lie, frames) in [("small", 6_u32), ("large", 600), ("none", 0), ("most", u32::MAX)] {
            let mut lying = bytes.clone();
            lying[name_at + 8..name_at + 12].copy_from_slice(&frames.to_be_bytes());
            let report =
                compare(&format!("lie-{lie}{}", options.replace(' ', "")), &lying, Tolerance::Exact, Decoders::Both);
            assert_eq!(report.value().samples, honest.value().samples, "{options} {lie}");
            let claimed = u64::from(frames) * 1_152 * 1_000 / 44_100;
            assert_eq!(report.value().header_duration_ms, Some(claimed), "{options} {lie}");
            assert_eq!(codes(&report), ["hold-music-header-disagrees", "hold-music-short"], "{options} {lie}");
        }
    }
}
