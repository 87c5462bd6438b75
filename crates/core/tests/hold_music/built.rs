//! Pieces of files.

use dialin_core::{FactReport, HoldMusicFacts, inspect_hold_music};

/// MPEG-1 Layer III, 128 kbit/s, 44.1 kHz, joint stereo: 417 bytes.
pub(crate) const PLAIN: [u8; 4] = [0xFF, 0xFB, 0x90, 0x64];
/// The same with padding: 418 bytes.
pub(crate) const PADDED: [u8; 4] = [0xFF, 0xFB, 0x92, 0x64];
/// MPEG-2 Layer III, 8 kbit/s, 24 kHz, mono: 24 bytes.
pub(crate) const SMALLEST: [u8; 4] = [0xFF, 0xF3, 0x14, 0xC4];
/// MPEG-1 Layer III in free format, 44.1 kHz, joint stereo.
pub(crate) const FREE: [u8; 4] = [0xFF, 0xFB, 0x00, 0x64];

/// A frame of `length` bytes whose content looks like nothing.
pub(crate) fn frame(header: [u8; 4], length: usize) -> Vec<u8> {
    let mut bytes = header.to_vec();
    bytes.resize(length, 0x55);
    bytes
}

pub(crate) fn frames(header: [u8; 4], length: usize, count: usize) -> Vec<u8> {
    frame(header, length).repeat(count)
}

/// A frame with `content` at a place in it.
pub(crate) fn frame_with(header: [u8; 4], length: usize, at: usize, content: &[u8]) -> Vec<u8> {
    let mut bytes = header.to_vec();
    bytes.resize(at, 0);
    bytes.extend_from_slice(content);
    bytes.resize(length.max(bytes.len()), 0);
    bytes
}

pub(crate) fn codes(report: &FactReport<HoldMusicFacts>) -> Vec<&'static str> {
    report.issues().iter().map(|issue| issue.code.as_str()).collect()
}

pub(crate) fn facts(bytes: &[u8]) -> HoldMusicFacts {
    inspect_hold_music(bytes).value().clone()
}

/// What to do about each issue.
pub(crate) fn helps(bytes: &[u8]) -> Vec<String> {
    inspect_hold_music(bytes).issues().iter().map(|issue| issue.help.clone().expect("help")).collect()
}

/// The messages, without the length that all these files lack.
pub(crate) fn messages(bytes: &[u8]) -> Vec<String> {
    let report = inspect_hold_music(bytes);
    let issues = report.issues().iter().filter(|issue| issue.code.as_str() != "hold-music-short");
    issues.map(|issue| issue.message.clone()).collect()
}
