//! Chromium and its driver, for the tests that need a real browser.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::json;

use crate::process::{read, run};

/// A browser and the program that steers it.
pub(crate) struct Browser {
    /// Chromium or Chrome.
    pub chromium: PathBuf,
    /// A chromedriver of the same major version.
    pub driver: PathBuf,
}

const CHROMIUM: [&str; 6] = [
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

const DRIVER: [&str; 3] = ["chromedriver", "/usr/lib/chromium/chromedriver", "/usr/lib/chromium-browser/chromedriver"];

/// Finds both; on a Debian-like machine where that needs no password, installs what is missing.
pub(crate) fn find() -> Result<Browser> {
    if let Some(browser) = look()? {
        return Ok(browser);
    }
    install()?;
    look()?.context("chromium and chromium-driver were installed, but are in none of the usual places")
}

fn look() -> Result<Option<Browser>> {
    let chromium = named("CHROMIUM", &CHROMIUM)?;
    let driver = named("CHROMEDRIVER", &DRIVER)?;
    Ok(chromium.zip(driver).map(|(chromium, driver)| Browser { chromium, driver }))
}

/// What the environment variable says, else the first of `places` that exists; bare names are looked up in PATH.
fn named(variable: &str, places: &[&str]) -> Result<Option<PathBuf>> {
    if let Some(path) = std::env::var_os(variable).map(PathBuf::from) {
        if !path.is_file() {
            bail!("{variable} says {}, which is no file", path.display());
        }
        return Ok(Some(path));
    }
    let folders: Vec<PathBuf> = std::env::var_os("PATH").iter().flat_map(std::env::split_paths).collect();
    Ok(places.iter().find_map(|place| {
        // Joining an absolute path answers that path.
        folders.iter().map(|folder| folder.join(place)).find(|path| path.is_file())
    }))
}

fn install() -> Result<()> {
    const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];
    let command = if cfg!(target_os = "macos") {
        "brew install --cask chromium && brew install chromedriver"
    } else {
        "apt-get install chromium chromium-driver"
    };
    let advice = format!(
        "the browser tests need Chromium and chromedriver; `{command}` installs them, or say in CHROMIUM and \
         CHROMEDRIVER where they are"
    );
    let Some(sudo) = apt_get_prefix() else { bail!(advice) };
    for arguments in [&["update"][..], &["install", "--yes", "--no-install-recommends"]] {
        let mut words = sudo.to_vec();
        words.push("apt-get");
        words.extend(arguments);
        if arguments.contains(&"install") {
            words.extend(PACKAGES);
        }
        let (program, rest) = words.split_first().context("an empty command")?;
        run(Command::new(program).args(rest).env("DEBIAN_FRONTEND", "noninteractive")).context(advice.clone())?;
    }
    Ok(())
}

/// What to put before `apt-get`: nothing for root, `sudo` where it asks for no password. `None` where it cannot run.
fn apt_get_prefix() -> Option<&'static [&'static str]> {
    if !Path::new("/usr/bin/apt-get").is_file() {
        return None;
    }
    if read(Command::new("id").arg("-u")).is_ok_and(|id| id == "0") {
        return Some(&[]);
    }
    read(Command::new("sudo").args(["--non-interactive", "true"])).is_ok().then_some(&["sudo", "--non-interactive"])
}

/// The file that tells wasm-bindgen's test runner which browser to start, and how.
pub(crate) fn webdriver_json(chromium: &OsStr) -> Result<PathBuf> {
    let path = Path::new("target/xtask/webdriver.json");
    let arguments = [
        "headless=new",
        // Chromium refuses to start as root with its sandbox; the only page it opens here is our own.
        "no-sandbox",
        "disable-gpu",
        "disable-dev-shm-usage",
        "disable-background-networking",
        "disable-component-update",
        "disable-sync",
        "no-first-run",
    ];
    let capabilities = json!({
        "goog:chromeOptions": { "binary": chromium.to_string_lossy(), "args": arguments }
    });
    fs::create_dir_all("target/xtask").context("could not make target/xtask")?;
    fs::write(path, capabilities.to_string()).with_context(|| format!("could not write {}", path.display()))?;
    fs::canonicalize(path).with_context(|| format!("could not find {}", path.display()))
}
