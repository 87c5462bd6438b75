//! `cargo xtask fuzz TARGET [SECONDS]`: breeds inputs for one of `fuzz/fuzz_targets`, starting from the shared vectors.
//!
//! What was bred stays in `fuzz/corpus` and is where the next run goes on; an input that fails is left in `fuzz/artifacts`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::process::{cargo, read, run};

const TARGETS: [&str; 2] = ["phone_number", "draft_json"];

/// Pinned, so that everybody fuzzes with the same.
const CARGO_FUZZ: &str = "0.13.2";

/// How long a run takes when nobody says.
const SECONDS: &str = "60";

pub(crate) fn run_target(target: &str, seconds: Option<&str>) -> Result<()> {
    if !TARGETS.contains(&target) {
        bail!("there is no fuzz target `{target}`; there are {}", TARGETS.join(" and "));
    }
    let seconds: u32 = seconds.unwrap_or(SECONDS).parse().context("SECONDS has to be a whole number")?;
    read(Command::new("rustup").args(["run", "nightly", "rustc", "--version"])).context(
        "fuzzing needs a nightly compiler: `rustup toolchain install nightly --profile minimal` installs it",
    )?;
    install()?;
    let corpus = Path::new("fuzz/corpus").join(target);
    seed(&corpus, target)?;
    let mut fuzz = Command::new("rustup");
    // The release profile, with overflow and debug assertions on: cargo-fuzz's default.
    fuzz.args(["run", "nightly", "cargo", "fuzz", "run", target, "--"]);
    fuzz.args([format!("-max_total_time={seconds}"), "-max_len=4096".to_owned(), "-print_final_stats=1".to_owned()]);
    run(fuzz.env("PATH", path()?).env_remove("RUSTUP_TOOLCHAIN").env_remove("CARGO"))
}

fn install() -> Result<()> {
    let program = Path::new("target/tools/bin/cargo-fuzz");
    let version = read(Command::new(program).arg("--version"));
    if version.is_ok_and(|version| version.ends_with(CARGO_FUZZ)) {
        return Ok(());
    }
    run(&mut cargo(["install", "cargo-fuzz", "--version", CARGO_FUZZ, "--root", "target/tools", "--force"]))
}

/// With the installed tools in front.
fn path() -> Result<std::ffi::OsString> {
    let tools = fs::canonicalize("target/tools/bin").context("target/tools/bin is missing")?;
    let rest = std::env::var_os("PATH").unwrap_or_default();
    Ok(std::env::join_paths(std::iter::once(tools).chain(std::env::split_paths(&rest)))?)
}

/// Puts what the shared vectors hold into the corpus.
fn seed(corpus: &Path, target: &str) -> Result<()> {
    fs::create_dir_all(corpus).with_context(|| format!("could not make {}", corpus.display()))?;
    let mut seeds = BTreeSet::new();
    for entry in fs::read_dir("tests/vectors").context("could not list tests/vectors")? {
        let file = entry?.path();
        if file.extension().is_some_and(|ending| ending == "json") {
            let text = fs::read_to_string(&file).with_context(|| format!("could not read {}", file.display()))?;
            for case in serde_json::from_str::<Vec<Value>>(&text)? {
                if target == "phone_number" { phone_numbers(&case, &mut seeds) } else { inputs(&case, &mut seeds)? }
            }
        }
    }
    for (place, seed) in seeds.iter().enumerate() {
        let file = corpus.join(format!("vector-{place:04}"));
        fs::write(&file, seed).with_context(|| format!("could not write {}", file.display()))?;
    }
    println!("{} seeds out of tests/vectors", seeds.len());
    Ok(())
}

/// Every text that has a digit: numbers, and what is nearly one.
fn phone_numbers(value: &Value, seeds: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if text.len() < 100 && text.contains(|each: char| each.is_numeric()) => {
            seeds.insert(text.clone());
        }
        Value::Array(items) => items.iter().for_each(|item| phone_numbers(item, seeds)),
        Value::Object(members) => members.values().for_each(|member| phone_numbers(member, seeds)),
        _ => {}
    }
}

/// What a case checks, as text.
fn inputs(case: &Value, seeds: &mut BTreeSet<String>) -> Result<()> {
    if let Some(text) = case.get("text").and_then(Value::as_str) {
        seeds.insert(text.to_owned());
    } else if let Some(input) = case.get("input") {
        seeds.insert(serde_json::to_string(input)?);
    }
    Ok(())
}
