//! Programs that tests need and that the system's own packages bring.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process::{read, run};

/// What writes and decodes sound: the judges of the hold music tests. Each is a package of its own name.
const SOUND: [&str; 3] = ["lame", "ffmpeg", "mpg123"];

const APT_GET: &str = "/usr/bin/apt-get";

/// Finds the sound programs, or installs what is missing.
pub(crate) fn sound() -> Result<()> {
    let missing: Vec<&str> = SOUND.into_iter().filter(|program| in_path(program).is_none()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    install(
        &missing,
        "brew install lame ffmpeg mpg123",
        "the hold music tests need lame, ffmpeg and mpg123",
        "and nothing else is needed for them",
    )
}

/// A program in PATH; an absolute path is looked up as it is.
pub(crate) fn in_path(program: &str) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = std::env::var_os("PATH").iter().flat_map(std::env::split_paths).collect();
    // Joining an absolute path returns that path.
    folders.iter().map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// Installs packages on a Debian-like machine where that needs no password; else says how.
pub(crate) fn install(packages: &[&str], on_mac: &str, need: &str, otherwise: &str) -> Result<()> {
    let names = packages.join(" ");
    let how = if cfg!(target_os = "macos") {
        format!("`{on_mac}` installs them")
    } else if Path::new(APT_GET).is_file() {
        format!("`apt-get install {names}` installs them")
    } else {
        format!("install {names}, under whatever name your system has them")
    };
    let advice = format!("{need}; {how}, {otherwise}");
    let Some(sudo) = apt_get_prefix() else { bail!(advice) };
    for arguments in [&["update"][..], &["install", "--yes", "--no-install-recommends"]] {
        let mut words = sudo.to_vec();
        words.push("apt-get");
        words.extend(arguments);
        if arguments.contains(&"install") {
            words.extend(packages);
        }
        let (program, rest) = words.split_first().context("an empty command")?;
        run(Command::new(program).args(rest).env("DEBIAN_FRONTEND", "noninteractive")).context(advice.clone())?;
    }
    Ok(())
}

/// What to put before `apt-get`: nothing for root, `sudo` where it asks for no password. `None` where it cannot run.
fn apt_get_prefix() -> Option<&'static [&'static str]> {
    if !Path::new(APT_GET).is_file() {
        return None;
    }
    if read(Command::new("id").arg("-u")).is_ok_and(|id| id == "0") {
        return Some(&[]);
    }
    read(Command::new("sudo").args(["--non-interactive", "true"])).is_ok().then_some(&["sudo", "--non-interactive"])
}
