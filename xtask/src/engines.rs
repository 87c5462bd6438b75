//! The engines of browsers other than Chromium, each with its driver: WebKit and Firefox.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::{browser, packages, tools};

/// Whether WebKit is among them: WebKitGTK is, and Safari steers itself only where its owner has allowed that by hand.
const WEBKIT: bool = cfg!(target_os = "linux");

/// The step that finds them, by name.
pub(crate) const TOOLS: &str = if WEBKIT {
    "tools: WebKitGTK, Firefox, their drivers"
} else {
    "tools: Firefox, geckodriver (no WebKit: WebKitGTK exists on Linux only)"
};

/// The step that tests in them, by name.
pub(crate) const TESTS: &str = if WEBKIT {
    "the package and the editor, in WebKit and Firefox"
} else {
    "the package and the editor, in Firefox (not in WebKit: WebKitGTK exists on Linux only)"
};

/// A program the tests start.
struct Program {
    /// The environment variable that says where it is, here and to the tests.
    variable: &'static str,
    /// Where it is looked for.
    places: &'static [&'static str],
    /// Debian's package of it.
    package: &'static str,
}

const FIREFOX: Program = Program {
    variable: "FIREFOX",
    places: &["firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"],
    package: "firefox-esr",
};

/// The driver brings WebKit with it, and draws on a display of its own.
const FOR_WEBKIT: [Program; 2] = [
    Program { variable: "WEBKITDRIVER", places: &["WebKitWebDriver"], package: "webkit2gtk-driver" },
    Program { variable: "XVFB", places: &["Xvfb"], package: "xvfb" },
];

impl Program {
    fn find(&self) -> Result<Option<PathBuf>> {
        browser::named(self.variable, self.places)
    }
}

/// Finds all of them, each by the variable that names it to the tests; on a Debian-like machine where that needs no
/// password, installs what is missing.
pub(crate) fn find() -> Result<Vec<(&'static str, PathBuf)>> {
    let mut wanted = vec![FIREFOX];
    if WEBKIT {
        wanted.extend(FOR_WEBKIT);
    }
    let mut missing = Vec::new();
    for program in &wanted {
        if program.find()?.is_none() {
            missing.push(program.package);
        }
    }
    if !missing.is_empty() {
        install(&missing)?;
    }
    let mut found = vec![("GECKODRIVER", geckodriver()?)];
    for program in &wanted {
        let path = program.find()?;
        let path =
            path.with_context(|| format!("{} was installed, but is in none of the usual places", program.package));
        found.push((program.variable, path?));
    }
    Ok(found)
}

fn geckodriver() -> Result<PathBuf> {
    match browser::named("GECKODRIVER", &["geckodriver"])? {
        Some(driver) => Ok(driver),
        None => tools::geckodriver(),
    }
}

fn install(missing: &[&str]) -> Result<()> {
    packages::install(
        missing,
        "brew install --cask firefox",
        "the browser tests also need Firefox and, on Linux, WebKitGTK with its driver, and Xvfb",
        "and FIREFOX, WEBKITDRIVER and XVFB say where they are, if that is not in PATH",
    )
}
