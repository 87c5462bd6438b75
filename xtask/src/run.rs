//! `cargo xtask run`: from a clone to a page in the browser.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::server;
use crate::steps::perform;

/// Where the configs are kept; git does not see it.
const FOLDER: &str = ".dialin";

/// Builds what is missing or stale, then becomes `dialin serve` with `arguments`.
pub(crate) fn run(arguments: &[&str]) -> Result<()> {
    perform(server::steps())?;
    fs::create_dir_all(FOLDER).with_context(|| format!("could not make {FOLDER}"))?;
    let mut serve = Command::new(server::binary());
    serve.arg("serve");
    // Defaults, spelled out, for what the caller does not say.
    for (option, value) in [("--listen", "127.0.0.1:8787"), ("--store", "sqlite:.dialin/dialin.db")] {
        if !arguments.iter().any(|given| given.split('=').next() == Some(option)) {
            serve.args([option, value]);
        }
    }
    serve.args(arguments);
    eprintln!();
    become_it(&mut serve)
}

/// The server takes the place of this process: Ctrl+C and signals reach it, and its exit status is the answer.
#[cfg(unix)]
fn become_it(command: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    bail!("could not start {}: {error}", server::binary().display())
}

#[cfg(not(unix))]
fn become_it(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("could not start {}", server::binary().display()))?;
    if status.success() { Ok(()) } else { bail!("{} ended with {status}", server::binary().display()) }
}
