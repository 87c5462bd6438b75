//! Looks at hold music: the facts of a file, and what the rules say of them.

use crate::hold_music::{HoldMusicFacts, Recording, Walker};
use crate::report::FactReport;
use crate::rules::hold_music_issues;

/// Takes a file in chunks of any size, and says at the end what it is and whether Daily would play it. However long the file,
/// it holds less than 64 KB of it.
///
/// ```
/// use dialin_core::HoldMusicInspector;
///
/// let mut inspector = HoldMusicInspector::new();
/// for chunk in [b"<!doctype html>".as_slice(), b"<title>Not found</title>"] {
///     inspector.push(chunk);
/// }
/// let report = inspector.finish();
/// assert_eq!(report.issues()[0].message, "the file is a web page (HTML), not an MP3");
/// ```
#[derive(Clone, Debug, Default)]
pub struct HoldMusicInspector {
    walker: Walker,
}

impl HoldMusicInspector {
    /// An inspector that has seen nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next bytes of the file.
    pub fn push(&mut self, chunk: &[u8]) {
        self.walker.push(chunk);
    }

    /// Takes the end of the file. The issues have the path `[]`; the facts are there also when it is not an MP3.
    pub fn finish(self) -> FactReport<HoldMusicFacts> {
        let recording = Recording::from(self.walker.finish());
        FactReport::new(hold_music_issues(&recording), recording.facts)
    }
}

/// [`HoldMusicInspector`] for a file that is in memory as a whole.
pub fn inspect_hold_music(bytes: &[u8]) -> FactReport<HoldMusicFacts> {
    let mut inspector = HoldMusicInspector::new();
    inspector.push(bytes);
    inspector.finish()
}
