//! What is asked for from outside Rust: facts for the judges in Node.js, and times for `cargo xtask bench`.

use std::fs::File;
use std::io::{BufWriter, Write};

use anyhow::{Context, Result, bail};
use dialin_oracle::numbers::{numbers, random_count};
use dialin_oracle::{Facts, Metadata, bench, config_bench};

const USAGE: &str = "\
dialin-oracle facts FILE     what core says of the numbers, one JSON array a line
dialin-oracle bench FILE     engine → nanoseconds a number, as JSON; FILE gets the numbers
dialin-oracle configs FILE   what checking configs is made of → nanoseconds each, as JSON; FILE holds one a line
dialin-oracle first ENGINE   asks one engine one thing; `none` asks nothing";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["facts", path] => facts(path),
        ["bench", path] => measure(path),
        ["configs", path] => measure_configs(path),
        ["first", engine] => first(engine),
        _ => bail!("usage:\n{USAGE}"),
    }
}

fn facts(path: &str) -> Result<()> {
    let file = File::create(path).with_context(|| format!("could not write {path}"))?;
    let mut out = BufWriter::new(file);
    let numbers = numbers(&Metadata::load()?, random_count()?);
    for number in &numbers {
        serde_json::to_writer(&mut out, &Facts::of(number)?)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    println!("{} numbers", numbers.len());
    Ok(())
}

fn measure(path: &str) -> Result<()> {
    let numbers = bench::numbers(&Metadata::load()?)?;
    std::fs::write(path, serde_json::to_vec(&numbers)?).with_context(|| format!("could not write {path}"))?;
    println!("{}", serde_json::to_string(&bench::measure(&numbers))?);
    Ok(())
}

fn measure_configs(path: &str) -> Result<()> {
    let lines = std::fs::read(path).with_context(|| format!("could not read {path}"))?;
    println!("{}", serde_json::to_string(&config_bench::measure(&lines))?);
    Ok(())
}

fn first(engine: &str) -> Result<()> {
    if engine != "none" {
        let (_, ask) =
            bench::ENGINES.into_iter().find(|(name, _)| *name == engine).context("there is no such engine")?;
        anyhow::ensure!(ask("+12095038039"), "{engine} does not know the number");
    }
    Ok(())
}
