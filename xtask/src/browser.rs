//! Chromium and its driver, for the tests that need a real browser.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::json;

use crate::packages;

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
pub(crate) fn named(variable: &str, places: &[&str]) -> Result<Option<PathBuf>> {
    if let Some(path) = std::env::var_os(variable).map(PathBuf::from) {
        if !path.is_file() {
            bail!("{variable} says {}, which is not a file", path.display());
        }
        // Tests run in folders of their own.
        let path = std::path::absolute(&path).with_context(|| format!("could not tell where {} is", path.display()))?;
        return Ok(Some(path));
    }
    Ok(places.iter().find_map(|place| packages::in_path(place)))
}

fn install() -> Result<()> {
    packages::install(
        &["chromium", "chromium-driver"],
        // Of one version, which Homebrew's two are not.
        "npx @puppeteer/browsers install chrome@stable --path target/tools && \
         npx @puppeteer/browsers install chromedriver@stable --path target/tools",
        "the browser tests need Chromium and chromedriver, of one version",
        "and CHROMIUM and CHROMEDRIVER say where they are, if that is not in PATH",
    )
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
    fs::create_dir_all("target/xtask").context("could not create target/xtask")?;
    fs::write(path, capabilities.to_string()).with_context(|| format!("could not write {}", path.display()))?;
    fs::canonicalize(path).with_context(|| format!("could not find {}", path.display()))
}
