//! What was measured, as Markdown.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context, Result};
use serde::Deserialize;

const TITLE: &str = "# Benchmarks\n";
pub(super) const HEADING: &str = "## Numbers\n";

/// What tests/oracle/bench/run.mjs prints.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Measured {
    date: String,
    machine: Machine,
    processes: usize,
    engines: BTreeMap<String, Engine>,
    native_first_ms: BTreeMap<String, f64>,
}

#[derive(Deserialize)]
pub(super) struct Machine {
    pub(super) cpu: String,
    pub(super) cores: usize,
    pub(super) load: f64,
    pub(super) node: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Engine {
    version: String,
    valid_ns: f64,
    kind_and_region_ns: f64,
    first_ms: f64,
    inlined: Sizes,
    apart: Option<Sizes>,
}

#[derive(Deserialize)]
pub(super) struct Sizes {
    raw: u64,
    gzip: u64,
    pub(super) brotli: u64,
}

/// Rows in this order; the first is what the others are compared with.
const NATIVE: [&str; 3] = ["dialin-core", "rlibphonenumber", "phonenumber"];
const IN_NODE: [&str; 5] =
    ["dialin-config/phone", "dialin-config", "libphonenumber-js/max", "google-libphonenumber", "awesome-phonenumber"];

/// The whole section, heading included.
pub(super) fn section(native: &BTreeMap<String, f64>, measured: &Measured, lock: &str) -> Result<String> {
    let Machine { cpu, cores, load, node } = &measured.machine;
    let mut text = format!(
        "{HEADING}
Written by `cargo xtask bench numbers` on {date}: {cpu}, {cores} cores, Node.js {node}. The machine's load was {load:.1} when
the measurement began (0 is a quiet machine). Times are medians of one run. On other
machines even the ratios differ: to `rlibphonenumber` it was 139 on an AMD EPYC, 52 to 65 on an Intel Xeon, of the same code.

10,000 numbers over all calling codes, half of them one digit away from being valid, in no order, warm. *First answer*: a
fresh process that loads the engine and asks it one number, minus one that does nothing, the median of {processes}.
A millisecond more or less is the machine.
",
        date = measured.date,
        processes = measured.processes,
    );
    text.push_str("\n### Native\n\nValid, kind and region of a number. Rust, release profile.\n\n");
    text.push_str("| crate | version | ns per number | times ours | first answer, ms |\n|---|---|--:|--:|--:|\n");
    let of = |name: &str| native.get(name).copied().with_context(|| format!("{name} was not measured"));
    for name in NATIVE {
        let nanoseconds = of(name)?;
        let times = nanoseconds / of(NATIVE[0])?;
        let first = measured.native_first_ms.get(name).with_context(|| format!("{name} has no first answer"))?;
        let version = locked_version(lock, name).with_context(|| format!("{name} is not in Cargo.lock"))?;
        writeln!(text, "| `{name}` | {version} | {} | {} | {first:.1} |", count(nanoseconds), count(times))?;
    }
    in_node(&mut text, measured)?;
    sizes(&mut text, measured)?;
    Ok(text)
}

fn in_node(text: &mut String, measured: &Measured) -> Result<()> {
    text.push_str(
        "\n### In Node.js\n\nBundled as for a browser. *Valid*: whether a string is a valid number in E.164 form. *With kind and region*: that and \
         both of these, through the engine's own reading function; ours returns a whole report, as JSON text from WebAssembly.\n\n",
    );
    text.push_str("| package | version | valid, ns | times ours | with kind and region, ns | first answer, ms |\n");
    text.push_str("|---|---|--:|--:|--:|--:|\n");
    let ours = engine(measured, IN_NODE[0])?.valid_ns;
    for name in IN_NODE {
        let engine = engine(measured, name)?;
        let (valid, times) = (count(engine.valid_ns), count(engine.valid_ns / ours));
        let both = count(engine.kind_and_region_ns);
        writeln!(text, "| `{name}` | {} | {valid} | {times} | {both} | {:.1} |", engine.version, engine.first_ms)?;
    }
    Ok(())
}

fn sizes(text: &mut String, measured: &Measured) -> Result<()> {
    text.push_str(
        "\n### Downloads\n\nBytes of a minified bundle.\n\n| package | raw | gzip | brotli |\n|---|--:|--:|--:|\n",
    );
    for name in IN_NODE {
        let engine = engine(measured, name)?;
        if let Some(apart) = &engine.apart {
            row(text, &format!("`{name}`, wasm and script apart"), apart)?;
            row(text, &format!("`{name}`, wasm inside the script"), &engine.inlined)?;
        } else {
            row(text, &format!("`{name}`"), &engine.inlined)?;
        }
    }
    Ok(())
}

pub(super) fn row(text: &mut String, name: &str, Sizes { raw, gzip, brotli }: &Sizes) -> Result<()> {
    Ok(writeln!(text, "| {name} | {raw} | {gzip} | {brotli} |")?)
}

fn engine<'a>(measured: &'a Measured, name: &str) -> Result<&'a Engine> {
    measured.engines.get(name).with_context(|| format!("{name} was not measured"))
}

/// Three digits are more than a measurement is worth; thousands are set apart.
pub(super) fn count(value: f64) -> String {
    if value < 100.0 {
        return format!("{value:.1}");
    }
    grouped(&format!("{value:.0}"))
}

/// Thousands are set apart.
pub(super) fn grouped(number: &impl ToString) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The version of a package in Cargo.lock, without build metadata.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let (_, after) = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    after.split(['"', '+']).next()
}

/// The page with the section of a heading replaced, or put at its end.
pub(super) fn with_section(page: &str, heading: &str, section: &str) -> String {
    let page = if page.is_empty() { TITLE } else { page };
    let Some((before, rest)) = page.split_once(heading) else { return format!("{page}\n{section}") };
    let after = rest.find("\n## ").and_then(|start| rest.get(start..)).unwrap_or_default();
    format!("{before}{section}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_put_where_it_was() {
        let page = with_section("", HEADING, "## Numbers\n\n1\n");
        assert_eq!(page, "# Benchmarks\n\n## Numbers\n\n1\n");
        let more = format!("{page}\n## Other\n\nx\n");
        assert_eq!(
            with_section(&more, HEADING, "## Numbers\n\n2\n"),
            "# Benchmarks\n\n## Numbers\n\n2\n\n## Other\n\nx\n"
        );
    }

    #[test]
    fn counts_are_read_easily() {
        assert_eq!([16.54, 184.2, 8152.7, 1_073_700.0].map(count), ["16.5", "184", "8,153", "1,073,700"]);
    }

    #[test]
    fn versions_come_from_the_lock_file() {
        let lock = "[[package]]\nname = \"phonenumber\"\nversion = \"0.3.10+9.0.33\"\n";
        assert_eq!(locked_version(lock, "phonenumber"), Some("0.3.10"));
        assert_eq!(locked_version(lock, "number"), None);
    }
}
