//! What must be on the machine, installed where that can be done without asking.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::fingerprint::unless_unchanged;
use crate::process::{cargo, npm, read, run};
use crate::steps::{Outcome, Step};

/// The target every wasm build is for.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// As in Cargo.toml: library, command line and glue have to be of one version.
const WASM_BINDGEN: &str = "0.2.130";

/// Debian has no package of it.
const GECKODRIVER: &str = "0.37.1";

/// The oldest Node.js this project works with: the first 20.x where `require()` loads an ES module without a flag.
const NODE: (u32, u32) = (20, 19);

/// Rust's part, Node's part, and the npm packages.
pub(crate) fn steps() -> Vec<Step> {
    vec![
        Step::always("tools: wasm target, Node.js, npm", || {
            wasm_target()?;
            node()
        }),
        Step::new("npm packages", npm_packages),
    ]
}

fn wasm_target() -> Result<()> {
    let folder = read(Command::new("rustc").args(["--print", "target-libdir", "--target", WASM_TARGET]))?;
    if Path::new(&folder).is_dir() {
        return Ok(());
    }
    run(Command::new("rustup").args(["target", "add", WASM_TARGET])).with_context(|| {
        format!("Rust's standard library for {WASM_TARGET} is missing; `rustup target add {WASM_TARGET}` installs it")
    })
}

fn node() -> Result<()> {
    let advice = format!("install Node.js {}.{} or newer: https://nodejs.org/en/download", NODE.0, NODE.1);
    let version = read(Command::new("node").arg("--version")).with_context(|| advice.clone())?;
    let mut numbers = version.trim_start_matches('v').split('.').map_while(|number| number.parse::<u32>().ok());
    let (Some(major), Some(minor)) = (numbers.next(), numbers.next()) else {
        bail!("`node --version` said `{version}`; {advice}");
    };
    if (major, minor) < NODE {
        bail!("Node.js {version} is too old; {advice}");
    }
    read(&mut npm(["--version"])).with_context(|| format!("npm is missing; it comes with Node.js; {advice}"))?;
    Ok(())
}

/// `npm ci`, unless `node_modules` is what the lock file says.
fn npm_packages() -> Result<Outcome> {
    // Kept inside, so that it goes when node_modules goes.
    let stamp = Path::new("node_modules/.dialin.stamp");
    let inputs = ["package-lock.json", "package.json", ".npmrc"];
    unless_unchanged(stamp, &inputs, "node_modules", || run(&mut npm(["ci", "--no-audit", "--no-fund"])))
}

/// The program that runs `wasm-bindgen-test` tests; installed into target/tools when it is missing.
pub(crate) fn wasm_test_runner() -> Result<PathBuf> {
    installed("wasm-bindgen-cli", "wasm-bindgen-test-runner", &["--version"], WASM_BINDGEN, &[])
}

/// Firefox's driver; installed into target/tools when it is missing.
pub(crate) fn geckodriver() -> Result<PathBuf> {
    // It only passes on what tests and browser say: unoptimized it is there in half the time.
    installed("geckodriver", "geckodriver", &["--version"], GECKODRIVER, &["--debug"])
}

/// The program of a cargo command, in this very version; installed into target/tools when it is missing. `ask` makes it
/// print its version.
pub(crate) fn cargo_tool(name: &str, ask: &[&str], version: &str) -> Result<PathBuf> {
    installed(name, name, ask, version, &[])
}

fn installed(package: &str, program: &str, ask: &[&str], version: &str, options: &[&str]) -> Result<PathBuf> {
    let tools = Path::new("target/tools");
    let program = tools.join("bin").join(format!("{program}{}", std::env::consts::EXE_SUFFIX));
    let found = read(Command::new(&program).args(ask));
    if !found.is_ok_and(|found| found.split_whitespace().any(|word| word == version)) {
        let root = tools.to_string_lossy();
        run(cargo(["install", package, "--version", version, "--root", &root, "--force"]).args(options))?;
    }
    // Absolute: cargo runs some of them from the folder of the tested package.
    fs::canonicalize(&program).with_context(|| format!("{} is missing", program.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_has_the_version_of_the_library() {
        let lock = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.lock")).unwrap();
        for name in ["wasm-bindgen", "wasm-bindgen-cli-support"] {
            assert!(lock.contains(&format!("name = \"{name}\"\nversion = \"{WASM_BINDGEN}\"\n")), "{name}");
        }
    }
}
