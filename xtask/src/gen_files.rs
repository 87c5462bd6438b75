//! `cargo xtask gen`: what is checked in, and made from core.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::{gen_docs, gen_schema, gen_types};

/// Writes every file.
pub(crate) fn write() -> Result<()> {
    for (path, text) in files()? {
        if let Some(folder) = Path::new(&path).parent() {
            fs::create_dir_all(folder).with_context(|| format!("could not make {}", folder.display()))?;
        }
        fs::write(&path, text).with_context(|| format!("could not write {path}"))?;
    }
    Ok(())
}

/// Fails if a file is not what [`write()`] would write.
pub(crate) fn check() -> Result<()> {
    for (path, text) in files()? {
        let found = fs::read_to_string(&path).with_context(|| format!("could not read {path}"))?;
        if found != text {
            bail!("{path} is stale; `cargo xtask gen` writes it anew");
        }
    }
    Ok(())
}

/// Each path with what belongs there.
fn files() -> Result<Vec<(String, String)>> {
    let mut files = vec![(gen_docs::PATH.to_owned(), gen_docs::page()?)];
    files.extend(gen_schema::files()?);
    files.push(gen_types::file()?);
    Ok(files)
}
