//! Google's numbering plans, compiled ahead of time for `crates/core/src/phone/plan`.
//!
//! The plans come from the npm package `libphonenumber-js`, pinned in the root package.json: its metadata is Google's, a few days
//! later, as small JSON. To update: raise the pin, `npm install`, `cargo xtask numbering`, read the difference.

mod automaton;
mod habits;
mod metadata;
mod output;
mod packing;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};

const PACKAGE: &str = "node_modules/libphonenumber-js";
const FOLDER: &str = "crates/core/src/phone/plan";

/// Writes the tables.
pub(crate) fn write() -> Result<()> {
    let files = generate()?;
    for (name, bytes) in &files {
        let path = Path::new(FOLDER).join(name);
        std::fs::write(&path, bytes).with_context(|| format!("could not write {}", path.display()))?;
        println!("{} ({} bytes)", path.display(), bytes.len());
    }
    Ok(())
}

/// Proves that the tables in the tree are what the generator makes.
pub(crate) fn check() -> Result<()> {
    for (name, bytes) in generate()? {
        let path = Path::new(FOLDER).join(name);
        let found = std::fs::read(&path).with_context(|| format!("could not read {}", path.display()))?;
        if found != bytes {
            bail!("{} is stale: run `cargo xtask numbering`", path.display());
        }
    }
    Ok(())
}

fn generate() -> Result<BTreeMap<&'static str, Vec<u8>>> {
    let read = |name: &str| {
        let path = Path::new(PACKAGE).join(name);
        std::fs::read_to_string(&path).with_context(|| format!("could not read {}: run `npm ci`", path.display()))
    };
    let package: serde_json::Value = serde_json::from_str(&read("package.json")?)?;
    let package = package.get("version").and_then(serde_json::Value::as_str).context("no version")?;
    // The metadata itself says only the version of its form; the changelog says which of Google's it is.
    let changelog = read("CHANGELOG.md")?;
    let (_, latest) = changelog.split_once("<!-- CHANGELOG START -->").context("the changelog has no start")?;
    let (_, version) = latest.split_once("Updated metadata to version ").context("the changelog names no version")?;
    let version = version.split(|character: char| !(character.is_ascii_digit() || character == '.')).next();
    let version = version.filter(|version| version.starts_with("9.")).context("the version cannot be read")?;
    let plans = metadata::read(&read("metadata.max.json")?)?;
    let automaton = automaton::build(&plans)?;
    output::files(&plans, &automaton, package, version)
}
