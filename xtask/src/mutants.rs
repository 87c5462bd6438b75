//! `cargo xtask mutants [--shard K/N]`: changes core in one place at a time, and sees whether a test notices.
//!
//! Every mutant first meets the tests that notice most in the least time; only what they let pass meets all the others.
//! What came out is kept in `target/mutants/outcomes.txt`: a run that was stopped goes on where it was, and a run after
//! new tests tries only what had survived. Delete that folder to start over.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process::read;
use crate::tools::cargo_tool;

/// Pinned: another version makes other mutants.
const CARGO_MUTANTS: &str = "27.1.0";

const FOLDER: &str = "target/mutants";

/// The outcomes of cargo-mutants, each with a file of its own.
const OUTCOMES: [&str; 4] = ["caught", "missed", "timeout", "unviable"];

/// Never a judge: one looks at the text of the sources, and the other takes minutes.
const LEFT_OUT: [&str; 2] = ["floors", "hold_music_oracle"];

/// Which tests a mutant meets, and how core is compiled for them.
struct Round {
    tests: Vec<String>,
    /// What is compiled in two seconds runs slowly: only for few tests.
    opt_level: u8,
    /// In seconds. Without a mutant these tests take two; what never ends must be told from a busy machine.
    timeout: u32,
}

pub(crate) fn run_shard(shard: &str) -> Result<()> {
    let (number, count) = parse(shard)?;
    let program = cargo_tool("cargo-mutants", &["mutants", "--version"], CARGO_MUTANTS)?;
    let listed = read(mutants(&program).arg("--list"))?;
    let names: Vec<&str> = listed.lines().skip(number).step_by(count).collect();
    let mut outcomes = collected()?;

    let fast = ["--test=vectors", "--test=api", "--test=hold_music", "--", "--skip=hostile"];
    let fast = Round { tests: fast.map(ToOwned::to_owned).to_vec(), opt_level: 0, timeout: 20 };
    let new: Vec<&str> = names.iter().copied().filter(|name| !outcomes.contains_key(*name)).collect();
    println!("{} mutants in shard {shard}, {} of them new", names.len(), new.len());
    judge(&program, &new, &fast, &mut outcomes)?;

    let all = Round { tests: all_tests()?, opt_level: 1, timeout: 60 };
    judge(&program, &with(&names, "missed", &outcomes), &all, &mut outcomes)?;
    summary(&names, &outcomes);
    Ok(())
}

/// `K/N`, counted from 0. Every N-th mutant is in a shard, so each one goes through all of core.
fn parse(shard: &str) -> Result<(usize, usize)> {
    let numbers = shard.split_once('/').and_then(|(number, count)| Some((number.parse().ok()?, count.parse().ok()?)));
    match numbers {
        Some((number, count)) if number < count => Ok((number, count)),
        _ => bail!("`{shard}` is not a shard; write K/N, from 0/N to N-1/N"),
    }
}

fn mutants(program: &Path) -> Command {
    let mut command = Command::new(program);
    command.args(["mutants", "--package=dialin-core", "--colors=never"]);
    command
}

/// Runs cargo-mutants on exactly these.
fn judge(program: &Path, names: &[&str], round: &Round, outcomes: &mut BTreeMap<String, String>) -> Result<()> {
    if names.is_empty() {
        return Ok(());
    }
    let mut command = mutants(program);
    command.args([format!("--output={FOLDER}"), format!("--minimum-test-timeout={}", round.timeout)]);
    command.arg(format!("--cargo-arg=--config=profile.dev.package.dialin-core.opt-level={}", round.opt_level));
    command.args(names.iter().map(|name| format!("--re=^{}$", escaped(name))));
    command.arg("--").args(&round.tests);
    // Shared by every run, so that the dependencies are compiled once.
    command.env("CARGO_TARGET_DIR", std::path::absolute(Path::new(FOLDER).join("build"))?);
    command.env("CARGO_PROFILE_DEV_OPT_LEVEL", "1").env("CARGO_PROFILE_DEV_DEBUG", "0");
    let status = command.status().context("could not start cargo-mutants")?;
    *outcomes = collected()?;
    // 2: some survived, 3: some timed out.
    match status.code() {
        Some(0 | 2 | 3) => Ok(()),
        _ => bail!("cargo-mutants ended with {status}"),
    }
}

/// What is known by now: what was kept, and what cargo-mutants has written since.
fn collected() -> Result<BTreeMap<String, String>> {
    fs::create_dir_all(FOLDER).with_context(|| format!("could not create {FOLDER}"))?;
    let kept = Path::new(FOLDER).join("outcomes.txt");
    let mut outcomes: BTreeMap<String, String> = BTreeMap::new();
    for line in fs::read_to_string(&kept).unwrap_or_default().lines() {
        let (outcome, name) = line.split_once(' ').with_context(|| format!("{}: `{line}`", kept.display()))?;
        outcomes.insert(name.to_owned(), outcome.to_owned());
    }
    for outcome in OUTCOMES {
        let file = Path::new(FOLDER).join("mutants.out").join(format!("{outcome}.txt"));
        for name in fs::read_to_string(file).unwrap_or_default().lines() {
            outcomes.insert(name.to_owned(), outcome.to_owned());
        }
    }
    let lines: Vec<String> = outcomes.iter().map(|(name, outcome)| format!("{outcome} {name}")).collect();
    fs::write(&kept, lines.join("\n")).with_context(|| format!("could not write {}", kept.display()))?;
    Ok(outcomes)
}

fn with<'a>(names: &[&'a str], wanted: &str, outcomes: &BTreeMap<String, String>) -> Vec<&'a str> {
    names.iter().copied().filter(|name| outcomes.get(*name).is_some_and(|outcome| outcome == wanted)).collect()
}

/// Every test of core that can judge behaviour.
fn all_tests() -> Result<Vec<String>> {
    let mut tests = vec!["--lib".to_owned()];
    for entry in fs::read_dir("crates/core/tests").context("could not list crates/core/tests")? {
        let path: PathBuf = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let is_test = path.extension().is_some_and(|ending| ending == "rs") || path.join("main.rs").is_file();
        if is_test && !LEFT_OUT.contains(&name.as_str()) {
            tests.push(format!("--test={name}"));
        }
    }
    Ok(tests)
}

/// As a regular expression that means nothing but this text. (`\<` would be the beginning of a word.)
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        if r".+*?()|[]{}^$\".contains(character) {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

fn summary(names: &[&str], outcomes: &BTreeMap<String, String>) {
    let [caught, missed, timeout, unviable] = OUTCOMES.map(|outcome| with(names, outcome, outcomes));
    for name in &missed {
        println!("survived: {name}");
    }
    let noticed = caught.len() + timeout.len();
    let viable = noticed + missed.len();
    let per_mille = noticed * 1_000 / viable.max(1);
    println!(
        "{} caught, {} timed out, {} survived, {} did not compile: {}.{} % of {viable} noticed",
        caught.len(),
        timeout.len(),
        missed.len(),
        unviable.len(),
        per_mille / 10,
        per_mille % 10,
    );
}
