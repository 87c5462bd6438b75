//! `target/npm/dialin-config-….tgz`: what would be published.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::process::{npm, run};
use crate::steps::Step;
use crate::wasm;

/// Where the tarball goes.
const OUT: &str = "target/npm";

pub(crate) fn steps() -> Vec<Step> {
    let mut steps = wasm::steps();
    steps.push(Step::always("npm pack", pack));
    steps
}

/// Packs a copy: the licences are at the root of the workspace, and npm takes only what is in the package's folder.
pub(crate) fn pack() -> Result<()> {
    let staging = Path::new(OUT).join("dialin-config");
    if Path::new(OUT).exists() {
        fs::remove_dir_all(OUT).with_context(|| format!("could not empty {OUT}"))?;
    }
    copy_folder(Path::new(wasm::DIST), &staging.join("dist"))?;
    copy_folder(Path::new("crates/wasm/npm/schema"), &staging.join("schema"))?;
    for name in ["package.json", "README.md"] {
        copy(&Path::new("crates/wasm/npm").join(name), &staging.join(name))?;
    }
    for name in ["LICENSE-APACHE", "LICENSE-MIT"] {
        copy(Path::new(name), &staging.join(name))?;
    }
    run(npm(["pack", "--pack-destination", ".."]).current_dir(&staging))
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("could not create {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("could not list {}", from.display()))? {
        let (path, target) = entry.map(|entry| (entry.path(), to.join(entry.file_name())))?;
        if path.is_dir() { copy_folder(&path, &target)? } else { copy(&path, &target)? }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).with_context(|| format!("could not copy {} to {}", from.display(), to.display()))?;
    Ok(())
}
