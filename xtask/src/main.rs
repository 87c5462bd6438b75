//! Every build and check step of this project: `cargo xtask <command>`.

mod bench;
mod browser;
mod ci;
mod engines;
mod fingerprint;
mod fuzz;
mod gen_docs;
mod gen_files;
mod gen_schema;
mod gen_types;
mod mutants;
mod numbering;
mod oracle;
mod pack;
mod packages;
mod process;
mod run;
mod server;
mod size;
mod steps;
mod test;
mod tools;
mod wasm;
mod web;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use steps::perform;

const USAGE: &str = "\
cargo xtask <command>

  run [ARG…]     build everything and serve it on 127.0.0.1:8787; ARGs go to `dialin serve`
  test           every test, including those in a browser
  ci             format, lints, generated files, and every test
  build          the single binary target/release/dialin
  pack           the npm tarball in target/npm/
  gen [--check]  docs/rules.md, the JSON Schema files, the package's data types, or say whether they are stale
  numbering [--check]  the numbering plans in core, or say whether they are stale
  bench numbers  phone number engines side by side, into docs/benchmarks.md
  bench music    the inspection of hold music, into docs/benchmarks.md
  bench package  checks of configs beside schema libraries, into docs/benchmarks.md
  fuzz TARGET [SECONDS]  random inputs for one of fuzz/fuzz_targets (needs a nightly compiler)
  mutants [--shard K/N]  change core in one place at a time, to see whether a test notices: takes hours
  oracle         compare our phone numbers with other people's engines, on a million numbers
  size           what each part of the WebAssembly files costs, into docs/benchmarks.md
  wasm           crates/wasm/npm/dist
  web            web/dist";

fn main() -> ExitCode {
    match command() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn command() -> Result<()> {
    // Paths in this program are relative to the root of the workspace, wherever it was called.
    let root = root()?;
    std::env::set_current_dir(&root).with_context(|| format!("could not enter {}", root.display()))?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        // With `--` before them, as `cargo run` has it, or without.
        ["run", "--", rest @ ..] | ["run", rest @ ..] => run::run(rest),
        ["test"] => perform(test::steps()),
        ["ci"] => perform(ci::steps()),
        ["build"] => perform(server::steps()),
        ["pack"] => perform(pack::steps()),
        ["gen"] => gen_files::write(),
        ["gen", "--check"] => gen_files::check(),
        ["numbering"] => numbering::write(),
        ["numbering", "--check"] => numbering::check(),
        ["bench", "numbers"] => bench::numbers(),
        ["bench", "music"] => bench::music(),
        ["bench", "package"] => bench::package(),
        ["fuzz", target] => fuzz::run_target(target, None),
        ["fuzz", target, seconds] => fuzz::run_target(target, Some(seconds)),
        ["mutants"] => mutants::run_shard("0/1"),
        ["mutants", "--shard", shard] => mutants::run_shard(shard),
        ["oracle"] => perform(oracle::steps()),
        ["size"] => size::write(),
        ["wasm"] => perform(wasm::steps()),
        ["web"] => perform(web::steps()),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        other => bail!("unknown command `{}`\n\n{USAGE}", other.join(" ")),
    }
}

fn root() -> Result<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    Ok(here.parent().context("xtask is not in a workspace")?.to_owned())
}
