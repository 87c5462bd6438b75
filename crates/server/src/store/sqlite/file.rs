//! Whether the file is still the one that was opened.

use std::fs::{self, Metadata};
use std::io;
use std::path::PathBuf;

/// A file that was opened, by its path and by what stays the same until it is removed or another takes its place.
///
/// What is written to a file that was removed ends with the process, and `SQLite` does not notice.
pub(super) struct OpenedFile {
    path: PathBuf,
    identity: Identity,
}

type Identity = (u64, u64);

impl OpenedFile {
    /// The file that is there now.
    pub(super) fn at(path: PathBuf) -> io::Result<Self> {
        let identity = identity(&fs::metadata(&path)?);
        Ok(Self { path, identity })
    }

    /// Whether the path still leads to it.
    pub(super) fn is_in_place(&self) -> bool {
        fs::metadata(&self.path).is_ok_and(|now| identity(&now) == self.identity)
    }
}

/// Device and inode. As long as it is open, no other file gets them.
#[cfg(unix)]
fn identity(file: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    (file.dev(), file.ino())
}

/// Elsewhere a file that `SQLite` has open can be neither removed nor replaced: that there is one says enough.
#[cfg(not(unix))]
fn identity(_: &Metadata) -> Identity {
    (0, 0)
}
