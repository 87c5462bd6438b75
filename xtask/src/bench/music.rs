//! `cargo xtask bench music`: the inspection of hold music in Node.js.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::page::{Machine, count};
use crate::packages;
use crate::process::{read, run};

pub(super) const HEADING: &str = "## Hold music\n";

const FOLDER: &str = "target/oracle/music";

/// Long enough for 10 MB of each.
const SECONDS: &str = "800";

/// What is measured: its name, and how `lame` is told to make it.
const FILES: [(&str, &str, &[&str]); 2] = [
    ("MP3 of 128 kbit/s, by LAME", "cbr.mp3", &["-b", "128"]),
    ("MP3 of variable bit rate (`-V 2`), by LAME", "vbr.mp3", &["-V", "2"]),
];

/// What tests/oracle/bench/music.mjs prints.
#[derive(Deserialize)]
struct Measured {
    date: String,
    machine: Machine,
    rounds: usize,
    files: Vec<File>,
}

#[derive(Deserialize)]
struct File {
    name: String,
    bytes: u64,
    frames: u64,
    format: String,
    ms: f64,
    fastest: f64,
}

/// Makes the files, has them inspected, and returns the whole section, heading included.
pub(super) fn section() -> Result<String> {
    packages::sound()?;
    let mut node = Command::new("node");
    node.arg("tests/oracle/bench/music.mjs");
    for (name, file) in recordings()? {
        node.arg(format!("{name}={}", file.display()));
    }
    let measured: Measured = serde_json::from_str(&read(&mut node)?).context("what was measured in Node.js")?;
    text(&measured)
}

/// Noise, so that no two frames are alike.
fn recordings() -> Result<Vec<(&'static str, PathBuf)>> {
    fs::create_dir_all(FOLDER).with_context(|| format!("could not make {FOLDER}"))?;
    let folder = Path::new(FOLDER);
    let wave = folder.join("noise.wav");
    if FILES.iter().any(|(_, file, _)| !folder.join(file).exists()) {
        let noise = format!("anoisesrc=duration={SECONDS}:color=pink:amplitude=0.5:seed=1");
        let mut ffmpeg = Command::new("ffmpeg");
        ffmpeg.args(["-loglevel", "error", "-y", "-f", "lavfi", "-i", &noise, "-ac", "2", "-ar", "44100"]);
        run(ffmpeg.arg(&wave))?;
        for (_, file, how) in FILES {
            run(Command::new("lame").arg("--quiet").args(how).arg(&wave).arg(folder.join(file)))?;
        }
        fs::remove_file(&wave).with_context(|| format!("could not remove {}", wave.display()))?;
    }
    Ok(FILES.map(|(name, file, _)| (name, folder.join(file))).to_vec())
}

fn text(Measured { date, machine, rounds, files }: &Measured) -> Result<String> {
    let Machine { cpu, cores, load, node } = machine;
    let mut text = format!(
        "{HEADING}
Written by `cargo xtask bench music` on {date}: {cpu}, {cores} cores, Node.js {node}. The machine's load was {load:.1} when
the measurement began. `inspectHoldMusic` of files of 10 MB, the median and the fastest of {rounds}; the bytes go into WebAssembly in
pieces of 64 KB.

| file | bytes | is | frames | ms | fastest |
|---|--:|---|--:|--:|--:|
"
    );
    for File { name, bytes, frames, format, ms, fastest } in files {
        writeln!(text, "| {name} | {bytes} | {format} | {frames} | {} | {} |", count(*ms), count(*fastest))?;
    }
    Ok(text)
}
