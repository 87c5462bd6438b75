//! Recordings, in pieces: a long one takes no more memory than a short one.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use dialin_core::{FileFormat, HoldMusicInspector, Issue, inspect_hold_music};

const PIECE: usize = 64 * 1024;

/// What recordings are called. Daily plays MP3 only, which core says of the others.
const EXTENSIONS: [&str; 11] = ["mp3", "mpga", "mp2", "wav", "ogg", "oga", "opus", "flac", "m4a", "mp4", "aac"];

/// The name ends as that of a recording. What the file really is, is for core to say.
pub(super) fn is_named_so(file: &Path) -> bool {
    let extension = file.extension().unwrap_or_default();
    EXTENSIONS.iter().any(|each| extension.eq_ignore_ascii_case(each))
}

/// What there is to say of bytes whose name says nothing, if they are a recording.
pub(super) fn recognise(bytes: &[u8]) -> Option<Vec<Issue>> {
    use FileFormat::{Adts, Flac, Mp3, Mp4, MpegLayer1, MpegLayer2, Ogg, Wav};
    // JSON, as most are: not looked through for frames.
    if let [b'{' | b'[', ..] = bytes.trim_ascii_start() {
        return None;
    }
    let report = inspect_hold_music(bytes);
    let is_sound = matches!(report.value().format, Mp3 | MpegLayer1 | MpegLayer2 | Wav | Ogg | Flac | Mp4 | Adts);
    is_sound.then(|| report.issues().to_vec())
}

/// What there is to say of the file.
pub(super) fn inspect(file: &Path) -> io::Result<Vec<Issue>> {
    let mut file = File::open(file)?;
    let mut inspector = HoldMusicInspector::new();
    let mut buffer = vec![0; PIECE];
    loop {
        let read = match file.read(&mut buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        match buffer.get(..read) {
            Some([]) | None => return Ok(inspector.finish().issues().to_vec()),
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
