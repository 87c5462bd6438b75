//! Writes what core says of the numbers, one JSON array a line, for the judges that are not in Rust.

use std::fs::File;
use std::io::{BufWriter, Write};

use anyhow::{Context, Result, bail};
use dialin_oracle::numbers::{numbers, random_count};
use dialin_oracle::{Facts, Metadata};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [path] = arguments.as_slice() else { bail!("usage: dialin-oracle FILE") };
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
