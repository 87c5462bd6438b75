//! `cargo xtask bench …`: what is measured, into docs/benchmarks.md. `numbers`: phone number engines side by side, in one run;
//! `music`: the inspection of hold music; `package`: checks of configs, beside schema libraries.

mod music;
mod package;
mod page;

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process::{cargo, read, run};
use crate::steps::perform;
use crate::wasm;

const PAGE: &str = "docs/benchmarks.md";

/// Where the bundles and the lists of what is asked about go.
const FOLDER: &str = "target/oracle/bench";

/// Builds the package, has files of 10 MB inspected, and writes the page.
pub(crate) fn music() -> Result<()> {
    perform(wasm::steps())?;
    write(music::HEADING, &music::section()?)
}

/// Builds the package, has configs checked by it and by others, and writes the page.
pub(crate) fn package() -> Result<()> {
    perform(wasm::steps())?;
    write(package::HEADING, &package::section()?)
}

/// Builds everything, measures with nothing else going on in this program, and writes the page.
pub(crate) fn numbers() -> Result<()> {
    perform(wasm::steps())?;
    run(&mut cargo(["build", "--release", "--package", "dialin-oracle"]))?;
    fs::create_dir_all(FOLDER).with_context(|| format!("could not create {FOLDER}"))?;
    let program = format!("target/release/dialin-oracle{}", std::env::consts::EXE_SUFFIX);
    let list = Path::new(FOLDER).join("numbers.json");
    eprintln!("native engines: a minute");
    let native = read(Command::new(&program).arg("bench").arg(&list))?;
    eprintln!("engines in Node.js, bundles and fresh processes: two minutes");
    let node = read(Command::new("node").args(["tests/oracle/bench/run.mjs", &program]).arg(&list).arg(FOLDER))?;
    let section = page::section(
        &serde_json::from_str(&native).context("the native engines' times")?,
        &serde_json::from_str(&node).context("what was measured in Node.js")?,
        &fs::read_to_string("Cargo.lock").context("could not read Cargo.lock")?,
    )?;
    write(page::HEADING, &section)
}

/// Puts a section into the page, and prints it.
pub(crate) fn write(heading: &str, section: &str) -> Result<()> {
    let before = fs::read_to_string(PAGE).unwrap_or_default();
    let page = page::with_section(&before, heading, section);
    fs::write(PAGE, page).with_context(|| format!("could not write {PAGE}"))?;
    println!("{section}");
    Ok(())
}
