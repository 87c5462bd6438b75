//! Recordings, in pieces: a long one takes no more memory than a short one.

use std::fmt::Write;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use dialin_core::{FactReport, FileFormat, HoldMusicFacts, HoldMusicInspector, inspect_hold_music};

const PIECE: usize = 64 * 1024;

/// What recordings are called. Daily plays MP3 only, which core says of the others.
const EXTENSIONS: [&str; 27] = [
    "mp3", "mpga", "mp2", "mp1", "wav", "ogg", "oga", "opus", "flac", "m4a", "m4b", "mp4", "aac", "aif", "aiff",
    "aifc", "au", "caf", "wma", "ac3", "amr", "mka", "mkv", "mov", "avi", "webm", "3gp",
];

/// The name ends as that of a recording. What the file really is, is for core to say.
pub(super) fn is_named_so(file: &Path) -> bool {
    let name = file.as_os_str().as_encoded_bytes();
    // Also where it is all of the name: `.mp3`.
    let ending = name.iter().rposition(|byte| *byte == b'.').and_then(|dot| name.get(dot + 1..)).unwrap_or_default();
    EXTENSIONS.iter().any(|each| ending.eq_ignore_ascii_case(each.as_bytes()))
}

/// What there is to say of bytes whose name says nothing, if they are a recording.
pub(super) fn recognise(bytes: &[u8]) -> Option<FactReport<HoldMusicFacts>> {
    use FileFormat::{Adts, Flac, Mp3, Mp4, MpegLayer1, MpegLayer2, Ogg, Wav};
    // JSON, as most are: not looked through for frames.
    if let [b'{' | b'[', ..] = bytes.trim_ascii_start() {
        return None;
    }
    let report = inspect_hold_music(bytes);
    // What is no text at all is nobody's JSON; a text in UTF-16 is meant to be some.
    let is_utf_16 = matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]);
    if !is_utf_16 && std::str::from_utf8(bytes).is_err() {
        return Some(report);
    }
    let is_sound = matches!(report.value().format, Mp3 | MpegLayer1 | MpegLayer2 | Wav | Ogg | Flac | Mp4 | Adts);
    is_sound.then_some(report)
}

/// What the file is, in a line: `mp3, 10.080 s, 64 kbit/s CBR, 16 kHz, mono, 10584 bytes`.
pub(super) fn facts_line(facts: &HoldMusicFacts) -> String {
    let mut line = facts.format.as_str().to_owned();
    let mut add = |part: std::fmt::Arguments| {
        // Writing to a string cannot fail.
        let _ = write!(line, ", {part}");
    };
    if let Some(duration) = facts.duration_ms {
        add(format_args!("{}.{:03} s", duration / 1_000, duration % 1_000));
    }
    if let (Some(bits), Some(mode)) = (facts.average_bit_rate, facts.bit_rate_mode) {
        add(format_args!("{} kbit/s {}", (bits + 500) / 1_000, mode.as_str().to_ascii_uppercase()));
    }
    if let Some(rate) = facts.sample_rate_hz {
        add(format_args!("{} kHz", f64::from(rate) / 1_000.0));
    }
    if let Some(channels) = facts.channels {
        add(format_args!("{}", if channels == 1 { "mono" } else { "stereo" }));
    }
    add(format_args!("{} bytes", facts.audio_bytes + facts.tag_bytes + facts.junk_bytes));
    if facts.artwork_bytes > 0 {
        add(format_args!("{} of them pictures", facts.artwork_bytes));
    }
    line
}

/// What there is to say of the file.
pub(super) fn inspect(file: &Path) -> io::Result<FactReport<HoldMusicFacts>> {
    let mut file = File::open(file)?;
    let mut inspector = HoldMusicInspector::new();
    let mut buffer = vec![0; PIECE];
    loop {
        let read = match file.read(&mut buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        match buffer.get(..read) {
            Some([]) | None => return Ok(inspector.finish()),
            Some(piece) => inspector.push(piece),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_tells() {
        let cases = [
            ("a.mp3", true),
            ("a b.MP3", true),
            ("x/a.json.mp3", true),
            ("x/.mp3", true),
            ("a.mpga", true),
            ("a.Wav", true),
            ("a.mp3.json", false),
            ("mp3", false),
            ("-", false),
        ];
        for (name, expected) in cases {
            assert_eq!(is_named_so(Path::new(name)), expected, "{name}");
        }
    }
}
