//! What holds for every input.

use std::time::{Duration, Instant};

use dialin_core::{FactReport, HoldMusicFacts, HoldMusicInspector, inspect_hold_music};
use proptest::prelude::*;

use crate::built::{FREE, PADDED, PLAIN, SMALLEST, frame, frame_with};
use crate::consistency::is_consistent;

/// Everything that the parser has a view on, whole and cut, and noise between.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let telling = prop::sample::select(vec![
        frame(PLAIN, 417),
        frame(PLAIN, 417).repeat(5),
        frame(PADDED, 418),
        frame(SMALLEST, 24).repeat(7),
        frame(FREE, 300).repeat(3),
        frame([0xFF, 0xFD, 0xEA, 0x00], 1_729).repeat(2),
        frame_with(PLAIN, 417, 36, b"Xing\0\0\0\x01\0\0\0\x09"),
        b"ID3\x03\0\0\0\0\x01\x0CAPIC\0\0\0\x64\0\0".to_vec(),
        b"ID3\x04\0\x90\0\0\x02\0".to_vec(),
        b"ID3\x02\0\x80\0\0\0\x0CPIC\0\0\x05\xFF\0\xFF\0\x01".to_vec(),
        [b"TAG".as_slice(), &[0; 125]].concat(),
        b"APETAGEX\xD0\x07\0\0\x40\0\0\0\x01\0\0\0\0\0\0\xA0\0\0\0\0\0\0\0\0".to_vec(),
        b"APETAGEX\xD0\x07\0\0\x40\0\0\0\x01\0\0\0\0\0\0\x00\0\0\0\0\0\0\0\0".to_vec(),
        PLAIN.to_vec(),
        FREE.to_vec(),
        vec![0xFF],
        vec![0; 600],
        b"<html>".to_vec(),
        b"LYRICSBEGIN".to_vec(),
        b"la la000022LYRICS200".to_vec(),
        [b"TAG+".as_slice(), &[0; 223], b"TAG"].concat(),
        b"ID3\x04\0\0\0\0\x03\x0CAPIC\0\0\x01\x2C\0\0".to_vec(),
        b"RIFF\0\0\0\0WAVE".to_vec(),
        vec![0xFF, 0xF1, 0x50, 0x80, 0x01, 0x1F, 0xFC, 0],
    ]);
    let piece = prop_oneof![
        6 => telling.clone(),
        2 => (telling, 0..500_usize).prop_map(|(bytes, length)| bytes.into_iter().take(length).collect()),
        2 => prop::collection::vec(any::<u8>(), 0..300),
        1 => (any::<u8>(), 0..20_000_usize).prop_map(|(byte, count)| vec![byte; count]),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn in_chunks<'a>(chunks: impl Iterator<Item = &'a [u8]>) -> FactReport<HoldMusicFacts> {
    let mut inspector = HoldMusicInspector::new();
    chunks.for_each(|chunk| inspector.push(chunk));
    inspector.finish()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn chunks_never_change_a_result(bytes in pieces(), size in 1..5_000_usize, sizes in prop::collection::vec(0..700_usize, 1..40)) {
        let whole = inspect_hold_music(&bytes);
        is_consistent(&whole, bytes.len());
        prop_assert_eq!(&in_chunks(bytes.chunks(size)), &whole);
        let mut rest = bytes.as_slice();
        let uneven = sizes.iter().cycle().take(10_000).map_while(|&size| {
            let (chunk, after) = rest.split_at(size.min(rest.len()));
            (!rest.is_empty()).then(|| { rest = after; chunk })
        });
        let mut inspector = HoldMusicInspector::new();
        uneven.for_each(|chunk| inspector.push(chunk));
        inspector.push(rest);
        prop_assert_eq!(&inspector.finish(), &whole);
    }

    #[test]
    fn single_bytes_never_change_a_result(bytes in pieces()) {
        prop_assert_eq!(in_chunks(bytes.chunks(1)), inspect_hold_music(&bytes));
    }

    #[test]
    fn any_bytes_get_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..5_000)) {
        is_consistent(&inspect_hold_music(&bytes), bytes.len());
    }

    /// Bytes of headers only, so that they agree now and then.
    #[test]
    fn any_headers_get_an_answer(bytes in prop::collection::vec(prop::sample::select(vec![0xFF, 0xFB, 0xF3, 0x90, 0x14, 0x00, 0x64, 0xC4]), 0..20_000)) {
        let whole = inspect_hold_music(&bytes);
        is_consistent(&whole, bytes.len());
        prop_assert_eq!(in_chunks(bytes.chunks(1_000)), whole);
    }
}

/// Ten megabytes that are made to be slow. Were a byte looked at as often as a frame is long, one of these would take minutes.
#[test]
fn time_grows_with_the_file_and_memory_does_not() {
    const SIZE: usize = 10_000_000;
    let cases: [(&str, Vec<u8>); 9] = [
        ("0xFF", vec![0xFF]),
        ("zeros", vec![0]),
        ("false headers", PLAIN.to_vec()),
        ("free format headers", FREE.to_vec()),
        (
            "headers of free format that do not fit",
            [FREE.as_slice(), &[0; 33], &[0xFF, 0xFB, 0x02, 0x64], &[0; 55]].concat(),
        ),
        ("two frames and no third", [frame(SMALLEST, 24).repeat(2), vec![0xAA]].concat()),
        ("the smallest frames", frame(SMALLEST, 24)),
        ("empty tags", b"ID3\x04\0\0\0\0\0\0".to_vec()),
        ("unsynchronised pictures", b"ID3\x03\0\x80\0\0\x7F\x7FAPIC\x0F\xFF\xFF\xFF\0\0\xFF\0\xFF\0".to_vec()),
    ];
    for (name, pattern) in cases {
        let bytes: Vec<u8> = pattern.iter().copied().cycle().take(SIZE).collect();
        let start = Instant::now();
        let mut report = None;
        let memory = allocation_counter::measure(|| report = Some(in_chunks(bytes.chunks(64 * 1_024)))).bytes_max;
        let time = start.elapsed();
        let report = report.expect("a report");
        is_consistent(&report, SIZE);
        assert!(time < Duration::from_secs(20), "{name}: {time:?}");
        assert!(memory < 64 * 1_024, "{name}: {memory} bytes held at once");
    }
}
