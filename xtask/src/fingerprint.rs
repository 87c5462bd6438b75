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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_done_when_and_only_when_something_changed() {
        let folder = std::env::temp_dir().join(format!("xtask-fingerprint-{}", std::process::id()));
        fs::create_dir_all(folder.join("source/dist")).unwrap();
        let source = folder.join("source");
        let output = folder.join("output");
        let stamp = folder.join("stamps/step.stamp");
        let turn = |result: fn() -> Result<()>| {
            let inputs = [source.to_str().unwrap()];
            let outcome = unless_unchanged(&stamp, &inputs, output.to_str().unwrap(), || {
                fs::write(&output, "made").unwrap();
                result()
            });
            outcome.map(|outcome| outcome == Outcome::Done).map_err(|error| error.to_string())
        };
        let write = |name: &str, content: &str| fs::write(source.join(name), content).unwrap();

        write("a", "1");
        assert_eq!(turn(|| Ok(())), Ok(true), "the first time");
        assert_eq!(turn(|| Ok(())), Ok(false), "nothing changed");
        write("dist/made", "x");
        assert_eq!(turn(|| Ok(())), Ok(false), "what is made is not an input");
        write("a", "2");
        assert_eq!(turn(|| anyhow::bail!("broken")), Err("broken".to_owned()), "a changed file");
        assert_eq!(turn(|| Ok(())), Ok(true), "after a failure");
        write("b", "");
        assert_eq!(turn(|| Ok(())), Ok(true), "a new file");
        fs::rename(source.join("b"), source.join("c")).unwrap();
        assert_eq!(turn(|| Ok(())), Ok(true), "a renamed file");
        fs::remove_file(&output).unwrap();
        assert_eq!(turn(|| Ok(())), Ok(true), "no output");
        fs::remove_dir_all(folder).unwrap();
    }
}
