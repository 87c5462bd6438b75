//! Other people's phone number engines judge ours (`tests/oracle`): a bounded list in `cargo xtask test`, a million guided random
//! numbers more in `cargo xtask oracle`.

use std::fs;

use anyhow::{Context, Result};

use crate::process::{cargo, npm, run};
use crate::steps::Step;
use crate::wasm;

/// What core says of the numbers, for the judges in Node.js.
const FACTS: &str = "target/oracle/facts.ndjson";

/// How many guided random numbers a full run asks about, besides all examples and their mutations.
const FULL: (&str, &str) = ("DIALIN_ORACLE_NUMBERS", "1000000");

/// The full run.
pub(crate) fn steps() -> Vec<Step> {
    // The npm package is one of those that are judged.
    let mut steps = wasm::steps();
    steps.extend([
        Step::always("oracles in Rust", || {
            let mut test = cargo(["test", "--package", "dialin-oracle", "--release", "--", "--nocapture"]);
            run(test.env(FULL.0, FULL.1))
        }),
        Step::always("oracles in Node.js", || in_node(&["--release"], Some(FULL))),
    ]);
    steps
}

/// The bounded list, for the judges in Node.js; those in Rust are tests of the workspace.
pub(crate) fn bounded() -> Result<()> {
    in_node(&[], None)
}

fn in_node(profile: &[&str], count: Option<(&str, &str)>) -> Result<()> {
    fs::create_dir_all("target/oracle").context("could not create target/oracle")?;
    let mut facts = cargo(["run", "--quiet", "--package", "dialin-oracle"]);
    run(facts.args(profile).args(["--", "facts", FACTS]).envs(count))?;
    run(&mut npm(["test", "--workspace", "dialin-oracle"]))
}
