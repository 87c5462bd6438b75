//! `cargo xtask run`: from a clone to a page in the browser.

use std::process::Command;

use anyhow::{Result, bail};

use crate::server;
use crate::steps::perform;

/// Builds what is missing or stale, then becomes `dialin serve` with `arguments`. Its defaults are what a newcomer
/// wants: 127.0.0.1:8787, and a file under .dialin/ in the current folder, which is the root of the workspace.
pub(crate) fn run(arguments: &[&str]) -> Result<()> {
    perform(server::steps())?;
    eprintln!();
    become_it(Command::new(server::binary()).arg("serve").args(arguments))
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
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => bail!("{} ended with {status}", server::binary().display()),
        Err(error) => bail!("could not start {}: {error}", server::binary().display()),
    }
}
