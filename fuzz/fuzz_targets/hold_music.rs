//! Any bytes, inspected as hold music: in chunks of any size the result is the same, and memory stays flat.

#![no_main]

use std::iter;

use consistency::is_consistent;
use dialin_core::{FactReport, HoldMusicFacts, HoldMusicInspector, inspect_hold_music};
use libfuzzer_sys::fuzz_target;

#[path = "../../crates/core/tests/hold_music/consistency.rs"]
mod consistency;

/// What the inspector says it holds at most.
const MOST_HELD: u64 = 64 * 1024;

/// A parser which kept the file would hold more than that, and small frames play for more than a minute.
const LONG: usize = 128 * 1024;

fuzz_target!(|bytes: &[u8]| {
    let whole = inspect_hold_music(bytes);
    is_consistent(&whole, bytes.len());
    // The bytes themselves say how long the chunks are, so that an input is a file and nothing else.
    let sizes = bytes.iter().rev().map(|&byte| usize::from(byte));
    assert_eq!(in_chunks(bytes, sizes), whole);
    assert_eq!(in_chunks(bytes, iter::repeat(1)), whole);

    let long: Vec<u8> = bytes.iter().copied().cycle().take(LONG).collect();
    let mut report = None;
    let memory = allocation_counter::measure(|| report = Some(in_chunks(&long, iter::repeat(4096)))).bytes_max;
    assert!(memory < MOST_HELD, "{memory} bytes held at once");
    is_consistent(&report.expect("a report"), long.len());
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
