//! Whether others can read the file: it holds signing secrets.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use crate::terminal::plain;

/// Says so in the log, with what mends it. A file that this program made is its owner's alone; one that came out of an archive,
/// a repository or a copy often is not.
pub(super) fn warn_if_shared(path: &Path) {
    let Ok(found) = fs::metadata(path) else { return };
    // In quotes, for the shell, and without what commands a terminal; those beside it, of the WAL, are as readable as it was.
    let all = format!("'{}'*", plain(&path.display().to_string()).replace('\'', r"'\''"));
    if found.uid() != rustix::process::geteuid().as_raw() {
        tracing::warn!("the data file belongs to another user, who can read its secrets: `chown \"$(id -u)\" {all}`");
    } else if found.mode() & 0o077 != 0 {
        tracing::warn!("other users may read the data file and its secrets: `chmod 600 {all}`");
    }
}
