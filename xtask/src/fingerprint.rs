//! Whether a step's inputs are what they were when it last succeeded.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::steps::Outcome;

/// Folders that are made from others, wherever they are.
const MADE: [&str; 3] = ["node_modules", "dist", "results"];

/// Does `work` if one of `inputs` (files or folders) changed since it last succeeded, or `output` is not there. The
/// state is kept in `stamp`.
pub(crate) fn unless_unchanged(
    stamp: &Path,
    inputs: &[&str],
    output: &str,
    work: impl FnOnce() -> Result<()>,
) -> Result<Outcome> {
    let now = of(inputs)?;
    if Path::new(output).exists() && fs::read_to_string(stamp).is_ok_and(|before| before == now) {
        return Ok(Outcome::Unchanged);
    }
    // Removed first: a step that fails half-way has no valid output.
    if stamp.exists() {
        fs::remove_file(stamp).with_context(|| format!("could not remove {}", stamp.display()))?;
    }
    work()?;
    if let Some(folder) = stamp.parent() {
        fs::create_dir_all(folder).with_context(|| format!("could not make {}", folder.display()))?;
    }
    fs::write(stamp, now).with_context(|| format!("could not write {}", stamp.display()))?;
    Ok(Outcome::Done)
}

/// Where the stamp of a step is kept.
pub(crate) fn stamp(step: &str) -> PathBuf {
    Path::new("target/xtask").join(step).with_extension("stamp")
}

/// A hash over the names and contents of all files. It guards against stale builds, not against an adversary.
fn of(inputs: &[&str]) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for input in inputs {
        add(Path::new(input), &mut hasher)?;
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn add(path: &Path, hasher: &mut DefaultHasher) -> Result<()> {
    if path.is_dir() {
        let entries = fs::read_dir(path).and_then(Iterator::collect::<std::io::Result<Vec<_>>>);
        let mut entries = entries.with_context(|| format!("could not list {}", path.display()))?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            if !MADE.iter().any(|made| entry.file_name() == *made) {
                add(&entry.path(), hasher)?;
            }
        }
        return Ok(());
    }
    let content = fs::read(path).with_context(|| format!("could not read {}", path.display()))?;
    let name = path.to_string_lossy();
    for part in [name.as_bytes(), content.as_slice()] {
        // With its length, so that two files never look like one.
        hasher.write_usize(part.len());
        hasher.write(part);
    }
    Ok(())
}
