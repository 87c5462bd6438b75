//! MP3 files, in pieces: a long one takes no more memory than a short one.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use dialin_core::{HoldMusicInspector, Issue};

const PIECE: usize = 64 * 1024;

/// The name ends in `.mp3`. What the file really is, is for core to say.
pub(super) fn is_named_so(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("mp3"))
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
            ("a.mp3.json", false),
            ("mp3", false),
            ("-", false),
        ];
        for (name, expected) in cases {
            assert_eq!(is_named_so(Path::new(name)), expected, "{name}");
        }
    }
}
