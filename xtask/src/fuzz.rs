//! `cargo xtask fuzz TARGET [SECONDS]`: breeds inputs for one of `fuzz/fuzz_targets`, starting from the shared vectors.
//!
//! What was bred stays in `fuzz/corpus` and is where the next run goes on; an input that fails is left in `fuzz/artifacts`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::process::{read, run};
use crate::tools::cargo_tool;

struct Target {
    name: &'static str,
    /// The longest input that is tried, in bytes.
    longest: u32,
    seeds: Seeds,
}

enum Seeds {
    /// What a case of the shared vectors gives.
    Case(fn(&Value, &mut BTreeSet<Vec<u8>>) -> Result<()>),
    /// The files of a folder beside them.
    Files(&'static str),
}

const TARGETS: [Target; 6] = [
    Target { name: "phone_number", longest: 4096, seeds: Seeds::Case(phone_numbers) },
    Target { name: "draft_json", longest: 4096, seeds: Seeds::Case(inputs) },
    Target { name: "dial_string", longest: 4096, seeds: Seeds::Case(dial_strings) },
    Target { name: "hold_music", longest: 16 * 1024, seeds: Seeds::Files("hold-music") },
    Target { name: "signature", longest: 4096, seeds: Seeds::Case(webhook_calls) },
    Target { name: "api_response", longest: 4096, seeds: Seeds::Case(answers) },
];

/// Pinned, so that everybody fuzzes with the same.
const CARGO_FUZZ: &str = "0.13.2";

/// How long a run takes when nobody says.
const SECONDS: &str = "60";

pub(crate) fn run_target(target: &str, seconds: Option<&str>) -> Result<()> {
    let Some(target) = TARGETS.iter().find(|each| each.name == target) else {
        bail!("there is no fuzz target `{target}`; choose one of {}", TARGETS.map(|each| each.name).join(", "));
    };
    let seconds: u32 = seconds.unwrap_or(SECONDS).parse().context("SECONDS must be a whole number")?;
    read(Command::new("rustup").args(["run", "nightly", "rustc", "--version"])).context(
        "fuzzing needs a nightly compiler: `rustup toolchain install nightly --profile minimal` installs it",
    )?;
    cargo_tool("cargo-fuzz", &["--version"], CARGO_FUZZ)?;
    let corpus = Path::new("fuzz/corpus").join(target.name);
    seed(&corpus, &target.seeds)?;
    let mut fuzz = Command::new("rustup");
    // The release profile, with overflow and debug assertions on: cargo-fuzz's default.
    fuzz.args(["run", "nightly", "cargo", "fuzz", "run", target.name, "--"]);
    fuzz.args([format!("-max_total_time={seconds}"), format!("-max_len={}", target.longest)]);
    fuzz.arg("-print_final_stats=1");
    run(fuzz.env("PATH", path()?).env_remove("RUSTUP_TOOLCHAIN").env_remove("CARGO"))
}

/// With the installed tools in front.
fn path() -> Result<std::ffi::OsString> {
    let tools = fs::canonicalize("target/tools/bin").context("target/tools/bin is missing")?;
    let rest = std::env::var_os("PATH").unwrap_or_default();
    Ok(std::env::join_paths(std::iter::once(tools).chain(std::env::split_paths(&rest)))?)
}

/// Puts what the shared vectors hold into the corpus.
fn seed(corpus: &Path, kind: &Seeds) -> Result<()> {
    fs::create_dir_all(corpus).with_context(|| format!("could not create {}", corpus.display()))?;
    let vectors = Path::new("tests/vectors");
    let mut seeds = BTreeSet::new();
    match kind {
        Seeds::Case(seeds_of) => {
            for file in files(vectors)?.iter().filter(|file| file.extension().is_some_and(|ending| ending == "json")) {
                let text = fs::read(file).with_context(|| format!("could not read {}", file.display()))?;
                for case in serde_json::from_slice::<Vec<Value>>(&text)? {
                    seeds_of(&case, &mut seeds)?;
                }
            }
        }
        Seeds::Files(folder) => {
            for file in files(&vectors.join(folder))? {
                seeds.insert(fs::read(&file).with_context(|| format!("could not read {}", file.display()))?);
            }
        }
    }
    for (place, seed) in seeds.iter().enumerate() {
        let file = corpus.join(format!("vector-{place:04}"));
        fs::write(&file, seed).with_context(|| format!("could not write {}", file.display()))?;
    }
    println!("{} seeds out of {}", seeds.len(), vectors.display());
    Ok(())
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("could not list {}", folder.display()))?;
    let paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    Ok(paths.into_iter().filter(|path| path.is_file()).collect())
}

/// Every text that has a digit: numbers, and what is nearly one.
fn phone_numbers(value: &Value, seeds: &mut BTreeSet<Vec<u8>>) -> Result<()> {
    match value {
        Value::String(text) if text.len() < 100 && text.contains(|each: char| each.is_numeric()) => {
            seeds.insert(text.as_bytes().to_vec());
            Ok(())
        }
        Value::Array(items) => items.iter().try_for_each(|item| phone_numbers(item, seeds)),
        Value::Object(members) => members.values().try_for_each(|member| phone_numbers(member, seeds)),
        _ => Ok(()),
    }
}

/// What a case checks, as text, and after a line with its options.
fn inputs(case: &Value, seeds: &mut BTreeSet<Vec<u8>>) -> Result<()> {
    let input = match (case["text"].as_str(), case.get("input")) {
        (Some(text), _) => text.as_bytes().to_vec(),
        (None, Some(input)) => serde_json::to_vec(input)?,
        (None, None) => return Ok(()),
    };
    if let Some(options) = case.get("options") {
        let mut with_options = serde_json::to_vec(options)?;
        with_options.push(b'\n');
        with_options.extend(&input);
        seeds.insert(with_options);
    }
    seeds.insert(input);
    Ok(())
}

fn dial_strings(case: &Value, seeds: &mut BTreeSet<Vec<u8>>) -> Result<()> {
    if case["operation"] == "dial-string" {
        seeds.insert(text(&case["input"])?.into());
    }
    Ok(())
}

/// A line each: secret, signature, timestamp, moment, and the body as it is.
fn webhook_calls(case: &Value, seeds: &mut BTreeSet<Vec<u8>>) -> Result<()> {
    if case["operation"] == "verify" {
        let input = &case["input"];
        let optional = |key: &str| input[key].as_str().unwrap_or_default();
        let (secret, body) = (text(&input["secret"])?, text(&input["body"])?);
        let call = [secret, optional("signature"), optional("timestamp"), &input["now"].to_string(), body];
        seeds.insert(call.join("\n").into());
    }
    Ok(())
}

/// A stored config as an answer, and on a page; the older arrays as they are.
fn answers(case: &Value, seeds: &mut BTreeSet<Vec<u8>>) -> Result<()> {
    let input = &case["input"];
    if case["operation"] == "stored" {
        seeds.insert(serde_json::to_vec(&json!({ "total_count": 1, "data": [input] }))?);
    }
    if case["operation"] == "stored" || case["operation"] == "domain" {
        seeds.insert(serde_json::to_vec(input)?);
    }
    Ok(())
}

fn text(value: &Value) -> Result<&str> {
    value.as_str().with_context(|| format!("`{value}` of the shared vectors is not a string"))
}
