//! `cargo xtask bench package`: checks of configs, beside schema libraries with a phone number library.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::FOLDER;
use super::page::{Machine, Sizes, count, grouped, row};
use crate::process::{cargo, read, run};

pub(super) const HEADING: &str = "## Configs\n";

/// What tests/oracle/bench/package.mjs prints.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Measured {
    date: String,
    machine: Machine,
    processes: usize,
    versions: BTreeMap<String, String>,
    configs: usize,
    remarks: usize,
    lines: usize,
    bytes: f64,
    checkers: BTreeMap<String, Checker>,
    installed_first_ms: f64,
    client: Sizes,
    parts: Parts,
    memory: Memory,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Checker {
    object_ns: f64,
    line_ns: f64,
    first_ms: f64,
    inlined: Sizes,
    apart: Option<Sizes>,
}

/// Nanoseconds a config, of one call of `checkCreate`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Parts {
    whole: f64,
    copy: f64,
    json_text: f64,
    stringify: f64,
    boundary: f64,
    check: f64,
    parse: f64,
    answer_bytes: f64,
}

#[derive(Deserialize)]
struct Memory {
    checks: usize,
    before: Bytes,
    after: Bytes,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Bytes {
    wasm: u64,
    heap_used: u64,
    rss: u64,
}

/// What `dialin-oracle configs` prints: nanoseconds a line.
#[derive(Deserialize)]
struct Native {
    check_lines: f64,
    answer: f64,
    typed: f64,
    typed_enum: f64,
}

/// File in `checkers` → what it is made of; ours first.
const CHECKERS: [(&str, &[&str]); 3] = [
    ("dialin-config", &["dialin-config"]),
    ("zod", &["zod", "libphonenumber-js/max"]),
    ("ajv", &["ajv", "ajv-formats", "libphonenumber-js"]),
];

/// Has everything measured, and returns the whole section, heading included.
pub(super) fn section() -> Result<String> {
    run(&mut cargo(["build", "--release", "--package", "dialin-oracle"]))?;
    fs::create_dir_all(FOLDER).with_context(|| format!("could not make {FOLDER}"))?;
    let lines = Path::new(FOLDER).join("configs.ndjson");
    run(Command::new("node").arg("tests/oracle/bench/package-lines.mjs").arg(&lines))?;
    eprintln!("without WebAssembly: half a minute");
    let program = format!("target/release/dialin-oracle{}", std::env::consts::EXE_SUFFIX);
    let native = read(Command::new(program).arg("configs").arg(&lines))?;
    eprintln!("in Node.js: three minutes");
    let measured = read(Command::new("node").arg("tests/oracle/bench/package.mjs").arg(&lines).arg(FOLDER))?;
    let native = serde_json::from_str(&native).context("the times without WebAssembly")?;
    let measured = serde_json::from_str(&measured).context("what was measured in Node.js")?;
    text(&measured, &native)
}

fn text(measured: &Measured, native: &Native) -> Result<String> {
    let Measured { date, machine, configs, remarks, lines, bytes, processes, .. } = measured;
    let Machine { cpu, cores, load, node } = machine;
    let mut text = format!(
        "{HEADING}
Written by `cargo xtask bench package` on {date}: {cpu}, {cores} cores, Node.js {node}. The machine's load was {load:.1} when
the measurement began (0 is a quiet machine). Times are medians of one run, in which all take turns.

{configs} bodies to create, of {bytes:.0} bytes on average, three quarters of them good, the others with one mistake each
(`tests/oracle/bench/configs.mjs`). All three refuse the same ones. What the others leave out, because they have no word for
it: warnings and notes (ours gives {remarks} of them), suggestions, help, a key given twice in the JSON, and the difference
between a typo and a new field. `ajv` has the smaller metadata, which knows a possible number from an impossible
one, but often not a valid one from an invalid one.
",
        configs = grouped(configs),
        remarks = grouped(remarks),
    );
    goals(&mut text, measured, native)?;
    write!(
        text,
        "
### Side by side

Bundled as for a browser, warm. *By object*: a call for each config. *By line*: {lines} lines of text in one call, which for the
others is `JSON.parse` and a call for each line. *First answer*: a fresh process that loads the bundle and checks one config, minus
one that does nothing, the median of {processes}. A millisecond more or less is the machine.

| checker | versions | by object, ns | times ours | by line, ns | times ours | first answer, ms |
|---|---|--:|--:|--:|--:|--:|
",
        lines = grouped(lines),
    )?;
    let ours = checker(measured, CHECKERS[0].0)?;
    for (name, packages) in CHECKERS {
        let Checker { object_ns, line_ns, first_ms, .. } = checker(measured, name)?;
        let versions = packages.iter().map(|package| version(measured, package)).collect::<Result<Vec<_>>>()?;
        let times = [*object_ns, object_ns / ours.object_ns, *line_ns, line_ns / ours.line_ns].map(count);
        let (names, versions, times) = (names(packages), versions.join(", "), times.join(" | "));
        writeln!(text, "| {names} | {versions} | {times} | {first_ms:.1} |")?;
    }
    let installed = measured.installed_first_ms;
    writeln!(text, "\n`dialin-config` as npm installs it, not bundled: {installed:.1} ms to the first answer.")?;
    downloads(&mut text, measured)?;
    parts(&mut text, &measured.parts)?;
    without_wasm(&mut text, native, ours.line_ns)?;
    memory(&mut text, &measured.memory)?;
    Ok(text)
}

/// The goals of the project, and whether this run reached them.
fn goals(text: &mut String, measured: &Measured, native: &Native) -> Result<()> {
    let ours = checker(measured, CHECKERS[0].0)?;
    let zod = checker(measured, CHECKERS[1].0)?;
    let apart = ours.apart.as_ref().context("the package has no wasm inside")?;
    let Memory { before, after, .. } = &measured.memory;
    let at_least = |goal: f64, value: f64| (format!("{value:.1}×"), value >= goal);
    let at_most = |goal: f64, value: f64| (format!("{value:.1}×"), value <= goal);
    let kilobytes = |goal: u64, bytes: u64| (format!("{} B", grouped(&bytes)), bytes <= goal * 1000);
    let rows = [
        ("one config by object", "≥ 6× as fast as zod", at_least(6.0, zod.object_ns / ours.object_ns)),
        ("`checkLines`", "≥ 15× as fast as zod", at_least(15.0, zod.line_ns / ours.line_ns)),
        ("`checkLines`", "≤ 2× the time without WebAssembly", at_most(2.0, ours.line_ns / native.check_lines)),
        ("without WebAssembly", "≤ 2× a typed parse", at_most(2.0, native.check_lines / native.typed)),
        (
            "first answer, installed",
            "≤ 8 ms",
            (format!("{:.1} ms", measured.installed_first_ms), measured.installed_first_ms <= 8.0),
        ),
        ("default entry, brotli", "≤ 84 KB", kilobytes(84, ours.inlined.brotli)),
        ("wasm and script apart, brotli", "≤ 66 KB", kilobytes(66, apart.brotli)),
        ("the client, brotli", "≤ 12 KB more", kilobytes(12, measured.client.brotli)),
        (
            "memory of WebAssembly",
            "no growth",
            (format!("{} → {} B", grouped(&before.wasm), grouped(&after.wasm)), after.wasm <= before.wasm),
        ),
    ];
    text.push_str("\n| figure | goal | measured | |\n|---|---|--:|---|\n");
    for (figure, goal, (value, reached)) in rows {
        writeln!(text, "| {figure} | {goal} | {value} | {} |", if reached { "reached" } else { "**missed**" })?;
    }
    Ok(())
}

fn downloads(text: &mut String, measured: &Measured) -> Result<()> {
    text.push_str("\n### Downloads of these\n\nBytes of a minified bundle.\n\n");
    text.push_str("| checker | raw | gzip | brotli |\n|---|--:|--:|--:|\n");
    for (name, packages) in CHECKERS {
        let Checker { inlined, apart, .. } = checker(measured, name)?;
        let names = names(packages);
        if let Some(apart) = apart {
            row(text, &format!("{names}, wasm and script apart"), apart)?;
            row(text, &format!("{names}, wasm inside the script"), inlined)?;
        } else {
            row(text, &names, inlined)?;
        }
    }
    row(text, "`dialin-config/client`, added to the first", &measured.client)
}

fn parts(
    text: &mut String,
    Parts { whole, copy, json_text, stringify, boundary, check, parse, answer_bytes }: &Parts,
) -> Result<()> {
    text.push_str("\n### One call of `checkCreate`\n\nEach part measured by itself, in one process.\n\n");
    text.push_str("| part | ns | of the sum |\n|---|--:|--:|\n");
    let rows = [
        ("reading the object into a plain copy", copy),
        ("the copy into the buffer, as JSON text", json_text),
        ("the call, and the answer out of UTF-8", boundary),
        ("the check in WebAssembly, its answer written as JSON text", check),
        ("`JSON.parse` of the answer", parse),
    ];
    let sum: f64 = rows.iter().map(|(_, part)| *part).sum();
    for (name, part) in rows {
        writeln!(text, "| {name} | {} | {:.0} % |", count(*part), part / sum * 100.0)?;
    }
    let (sum, whole, stringify) = (count(sum), count(*whole), count(*stringify));
    writeln!(
        text,
        "\nThe sum is {sum} ns, the whole call {whole} ns. `JSON.stringify` and `TextEncoder` instead of the first two parts take \
         {stringify} ns, but lose what has no JSON form. The answer is {answer_bytes:.0} bytes on average."
    )?;
    Ok(())
}

fn without_wasm(
    text: &mut String,
    Native { check_lines, answer, typed, typed_enum }: &Native,
    line: f64,
) -> Result<()> {
    text.push_str("\n### Without WebAssembly\n\nThe same lines in Rust, release profile. The others parse each line into owned strings.\n\n");
    text.push_str("| | ns a line | times a typed parse |\n|---|--:|--:|\n");
    for (name, nanoseconds) in [
        ("`serde_json` into a struct of options", typed),
        ("`serde_json` into an enum tagged by `type`", typed_enum),
        ("`check_lines`", check_lines),
        ("the report of it as JSON text", answer),
        ("`checkLines` in Node.js, as above", &line),
    ] {
        writeln!(text, "| {name} | {} | {} |", count(*nanoseconds), count(nanoseconds / typed))?;
    }
    Ok(())
}

fn memory(text: &mut String, Memory { checks, before, after }: &Memory) -> Result<()> {
    let checks = grouped(checks);
    write!(
        text,
        "\n### Memory\n\nBytes before and after {checks} checks by object, each after a garbage collection.\n\n"
    )?;
    text.push_str("| | before | after |\n|---|--:|--:|\n");
    for (name, before, after) in [
        ("memory of WebAssembly", before.wasm, after.wasm),
        ("JavaScript's heap", before.heap_used, after.heap_used),
        ("the process", before.rss, after.rss),
    ] {
        writeln!(text, "| {name} | {} | {} |", grouped(&before), grouped(&after))?;
    }
    Ok(())
}

fn checker<'a>(measured: &'a Measured, name: &str) -> Result<&'a Checker> {
    measured.checkers.get(name).with_context(|| format!("{name} was not measured"))
}

fn version<'a>(measured: &'a Measured, entry: &str) -> Result<&'a str> {
    let package = entry.split('/').next().unwrap_or(entry);
    measured.versions.get(package).map(String::as_str).with_context(|| format!("{package} has no version"))
}

/// As code, one after the other.
fn names(packages: &[&str]) -> String {
    packages.iter().map(|package| format!("`{package}`")).collect::<Vec<_>>().join(" + ")
}
