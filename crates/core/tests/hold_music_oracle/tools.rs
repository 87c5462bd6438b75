//! The commands that write and decode files.

use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

use dialin_core::{FactReport, HoldMusicFacts, inspect_hold_music};

use crate::sound::{read, wav};

/// How close to the decoders a count has to be.
#[derive(Clone, Copy)]
pub(crate) enum Tolerance {
    Exact,
    TwoFrames,
}

/// Which decoders can read the file at all.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decoders {
    Both,
    /// ffmpeg does not know free format.
    Mpg123,
}

/// Where files go, below `target`. A folder for each process: some runners start one for each test, and several write the same files.
pub(crate) fn scratch() -> PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER
        .get_or_init(|| {
            let all = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hold_music_oracle");
            let folder = all.join(std::process::id().to_string());
            fs::create_dir_all(&folder).expect("a writable folder");
            for old in fs::read_dir(&all).expect("the folder").filter_map(Result::ok).filter(is_left_over) {
                // Another process may be at it.
                let _ = fs::remove_dir_all(old.path());
            }
            folder
        })
        .clone()
}

/// No run of these tests takes an hour.
fn is_left_over(entry: &DirEntry) -> bool {
    let age = entry.metadata().and_then(|data| data.modified()).ok().and_then(|at| at.elapsed().ok());
    age.is_some_and(|age| age > Duration::from_hours(1))
}

fn run(program: &str, arguments: &[&str]) -> Output {
    Command::new(program).args(arguments).stdin(Stdio::null()).output().unwrap_or_else(|error| {
        panic!("could not run `{program}` ({error}); `apt-get install -y lame ffmpeg mpg123` installs what these tests need")
    })
}

/// Runs a command that has to succeed.
pub(crate) fn must(program: &str, arguments: &[&str]) {
    let output = run(program, arguments);
    assert!(output.status.success(), "{program} {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr));
}

pub(crate) fn text(path: &Path) -> &str {
    path.to_str().expect("a path that is text")
}

/// Encodes with `lame`; `options` as on its command line.
pub(crate) fn lame(name: &str, options: &str, sound: &Path) -> PathBuf {
    let path = scratch().join(format!("{name}.mp3"));
    let mut arguments = vec!["-S"];
    arguments.extend(options.split_whitespace());
    arguments.extend([text(sound), text(&path)]);
    must("lame", &arguments);
    path
}

/// A file of 1.5 s by `lame`: its bytes.
pub(crate) fn encoded(name: &str, options: &str, sample_rate: u32, channels: u16) -> Vec<u8> {
    let sound = wav(sample_rate, channels, sample_rate * 3 / 2);
    read(&lame(name, options, &sound))
}

/// Runs `ffmpeg` over a file.
pub(crate) fn ffmpeg(before_input: &str, input: &Path, options: &str, output: &Path) {
    let mut arguments = vec!["-v", "error", "-nostdin", "-y"];
    arguments.extend(before_input.split_whitespace());
    arguments.extend(["-i", text(input)]);
    arguments.extend(options.split_whitespace());
    arguments.push(text(output));
    must("ffmpeg", &arguments);
}

/// Samples of each channel that `mpg123` decodes, junk or not.
fn mpg123_samples(path: &Path) -> u64 {
    // A broken file makes it complain; what counts is what came out. Stereo, because a file may change in the middle.
    let arguments = ["-q", "--no-gapless", "--resync-limit", "-1", "--stereo", "-e", "s16", "-s", text(path)];
    run("mpg123", &arguments).stdout.len() as u64 / 4
}

/// Samples of each channel that `ffmpeg` decodes.
fn ffmpeg_samples(path: &Path) -> u64 {
    let arguments =
        ["-v", "quiet", "-nostdin", "-flags2", "+skip_manual", "-i", text(path), "-map", "0:a:0", "-ac", "2"];
    run("ffmpeg", &[&arguments[..], &["-f", "s16le", "-"]].concat()).stdout.len() as u64 / 4
}

/// How long `mpg123` plays a file of that sample rate.
pub(crate) fn decoded_milliseconds(path: &Path, sample_rate: u32) -> u64 {
    mpg123_samples(path) * 1_000 / u64::from(sample_rate)
}

/// How long `ffprobe` says that a file plays.
pub(crate) fn probed_milliseconds(path: &Path) -> Option<u64> {
    let output = run("ffprobe", &["-v", "quiet", "-show_entries", "format=duration", "-of", "csv=p=0", text(path)]);
    let seconds = String::from_utf8(output.stdout).ok()?;
    let (whole, part) = seconds.trim().split_once('.')?;
    Some(whole.parse::<u64>().ok()? * 1_000 + part.get(..3)?.parse::<u64>().ok()?)
}

/// What the decoders make of a file: samples of each channel.
pub(crate) fn decoded(name: &str, bytes: &[u8], decoders: Decoders) -> Vec<(&'static str, u64)> {
    let path = scratch().join(format!("{name}.mp3"));
    fs::write(&path, bytes).expect("a writable folder");
    let mut decoded = vec![("mpg123", mpg123_samples(&path))];
    if decoders == Decoders::Both {
        decoded.push(("ffmpeg", ffmpeg_samples(&path)));
    }
    decoded
}

/// Inspects a file; every byte is accounted for.
pub(crate) fn inspect(name: &str, bytes: &[u8]) -> FactReport<HoldMusicFacts> {
    let report = inspect_hold_music(bytes);
    let facts = report.value();
    assert_eq!(facts.audio_bytes + facts.tag_bytes + facts.junk_bytes, bytes.len() as u64, "{name}: {facts:?}");
    report
}

/// Inspects a file and compares what it holds with what the decoders make of it.
pub(crate) fn compare(
    name: &str,
    bytes: &[u8],
    tolerance: Tolerance,
    decoders: Decoders,
) -> FactReport<HoldMusicFacts> {
    let report = inspect(name, bytes);
    assert_near(name, report.value(), tolerance, &decoded(name, bytes, decoders));
    report
}

/// What was counted is what the decoders say.
pub(crate) fn assert_near(name: &str, facts: &HoldMusicFacts, tolerance: Tolerance, decoded: &[(&str, u64)]) {
    for (decoder, decoded) in decoded {
        let counted = facts.samples.unwrap_or(0);
        let allowed = match tolerance {
            Tolerance::Exact => 0,
            Tolerance::TwoFrames => two_frames(facts),
        };
        assert!(
            decoded.abs_diff(counted) <= allowed,
            "{name}: {decoder} decodes {decoded} samples, core counts {counted}: {facts:?}"
        );
    }
}

/// In samples.
pub(crate) fn two_frames(facts: &HoldMusicFacts) -> u64 {
    2 * facts.samples.unwrap_or(0).checked_div(facts.frames.unwrap_or(0)).unwrap_or(1_152)
}

/// The codes of a report's issues.
pub(crate) fn codes(report: &FactReport<HoldMusicFacts>) -> Vec<&'static str> {
    report.issues().iter().map(|issue| issue.code.as_str()).collect()
}
