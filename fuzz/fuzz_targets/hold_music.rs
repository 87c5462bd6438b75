//! Any bytes, inspected as hold music: in chunks of any size the result is the same, and memory stays flat.

#![no_main]

use std::iter;

use dialin_core::{FactReport, FileFormat, HoldMusicFacts, HoldMusicInspector, Severity, inspect_hold_music};
use libfuzzer_sys::fuzz_target;

/// What the inspector says it holds at most.
const MOST_HELD: u64 = 64 * 1024;

/// A parser which kept the file would hold more than that, and small frames play for more than a minute.
const LONG: usize = 128 * 1024;

fuzz_target!(|bytes: &[u8]| {
    let whole = inspect_hold_music(bytes);
    consistent(&whole, bytes.len());
    // The bytes themselves say how long the chunks are, so that an input is a file and nothing else.
    let sizes = bytes.iter().rev().map(|&byte| usize::from(byte));
    assert_eq!(in_chunks(bytes, sizes), whole);
    assert_eq!(in_chunks(bytes, iter::repeat(1)), whole);

    let long: Vec<u8> = bytes.iter().copied().cycle().take(LONG).collect();
    let mut report = None;
    let memory = allocation_counter::measure(|| report = Some(in_chunks(&long, iter::repeat(4096)))).bytes_max;
    assert!(memory < MOST_HELD, "{memory} bytes held at once");
    consistent(&report.expect("a report"), long.len());
});

/// What is left when there are no more sizes comes as one chunk.
fn in_chunks(bytes: &[u8], sizes: impl Iterator<Item = usize>) -> FactReport<HoldMusicFacts> {
    let mut inspector = HoldMusicInspector::new();
    let mut rest = bytes;
    for size in sizes {
        if rest.is_empty() {
            break;
        }
        let (chunk, behind) = rest.split_at(size.min(rest.len()));
        inspector.push(chunk);
        rest = behind;
    }
    inspector.push(rest);
    inspector.finish()
}

/// Every byte is accounted for, and what is said fits together.
fn consistent(report: &FactReport<HoldMusicFacts>, size: usize) {
    let facts = report.value();
    assert_eq!(facts.audio_bytes + facts.tag_bytes + facts.junk_bytes, size as u64, "{facts:?}");
    assert!(facts.artwork_bytes <= facts.tag_bytes, "{facts:?}");
    let is_audio = matches!(facts.format, FileFormat::Mp3 | FileFormat::MpegLayer1 | FileFormat::MpegLayer2);
    let known = [
        facts.mpeg_version.is_some(),
        facts.layer.is_some(),
        facts.duration_ms.is_some(),
        facts.samples.is_some(),
        facts.frames.is_some_and(|frames| frames > 0),
        facts.sample_rate_hz.is_some(),
        facts.channels.is_some(),
        facts.bit_rate_mode.is_some(),
        facts.average_bit_rate.is_some(),
        facts.audio_bytes > 0,
    ];
    assert_eq!(known, [is_audio; 10], "{facts:?}");
    let refused = report.issues().iter().any(|issue| issue.severity == Severity::Error);
    assert_eq!(report.ok(), !refused, "{facts:?}");
    assert!(!report.ok() || facts.format == FileFormat::Mp3, "{facts:?}");
}
