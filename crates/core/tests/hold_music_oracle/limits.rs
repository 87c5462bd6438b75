//! The minute, and the command that every file is helped with.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use dialin_core::inspect_hold_music;
use serde_json::Value;

use crate::sound::{read, wav};
use crate::tools::{Decoders, Tolerance, codes, compare, lame, must, scratch, text};

#[test]
fn a_minute_is_too_long_and_a_little_less_is_near_the_limit() {
    let near: &[&str] = &["hold-music-near-limit"];
    let long: &[&str] = &["hold-music-too-long"];
    let cases = [
        ("58.00", 44_100, 2_557_800, &[][..]),
        ("59.97", 44_100, 2_644_677, near),
        ("59.97-48", 48_000, 2_878_560, near),
        ("one-sample-less", 44_100, 2_645_999, near),
        ("60.00", 44_100, 2_646_000, long),
        ("60.00-48", 48_000, 2_880_000, long),
        ("60.00-22", 22_050, 1_323_000, long),
        ("61.00", 44_100, 2_690_100, long),
    ];
    for (name, sample_rate, samples, expected) in cases {
        let sound = wav(sample_rate, 1, samples);
        let bytes = read(&lame(&format!("minute-{name}"), "-m m -b 64", &sound));
        let report = compare(&format!("minute-{name}"), &bytes, Tolerance::Exact, Decoders::Both);
        assert_eq!(codes(&report), expected, "{name}: {:#?}", report.issues());
        assert_eq!(report.ok(), expected != long, "{name}");
    }
}

/// Without a LAME tag nobody knows what the encoder added, so all of it counts.
#[test]
fn a_little_less_than_a_minute_without_a_header_is_too_long() {
    let bytes = read(&lame("minute-no-header", "-t -m m -b 64", &wav(44_100, 1, 2_644_677)));
    let report = compare("minute-no-header", &bytes, Tolerance::Exact, Decoders::Both);
    assert_eq!(codes(&report), ["hold-music-too-long"]);
    assert_eq!(report.issues()[0].message, "the recording is 60.003 s long; it must be shorter than 60 s");
}

/// The command in an issue's help makes a file that nothing is to be said of.
#[test]
fn the_command_in_each_help_makes_a_right_file() {
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors");
    let cases: Vec<Value> = serde_json::from_slice(&read(&vectors.join("hold_music.json"))).expect("cases");
    let mut helped = 0;
    for case in cases {
        let name = case["name"].as_str().expect("a name");
        let source = vectors.join(case["file"].as_str().expect("a file"));
        for issue in case["issues"].as_array().expect("issues") {
            let help = issue["help"].as_str().expect("help");
            // Noise is no recording.
            let Some(command) = help.split('`').nth(1).filter(|_| issue["params"]["format"] != "unknown") else {
                continue;
            };
            let folder = scratch().join("helped");
            let ending = source.extension().and_then(OsStr::to_str).expect("an ending");
            std::fs::create_dir_all(&folder).expect("a writable folder");
            std::fs::copy(&source, folder.join(format!("in.{ending}"))).expect("a writable folder");
            let command = command.replace("ffmpeg ", "ffmpeg -v fatal -nostdin -y ").replace("mpg123", "mpg123 -q");
            must("sh", &["-c", &format!("cd '{}' && {command}", text(&folder))]);
            let output = folder.join("out.mp3");
            let mut left = codes(&inspect_hold_music(&read(&output)));
            // How long another format plays is not known, so the command does not make it longer.
            left.retain(|code| case["issues"][0]["code"] != "hold-music-not-mp3" || *code != "hold-music-short");
            assert_eq!(left, [""; 0], "{name}: {command}");
            helped += 1;
        }
    }
    assert!(helped >= 25, "only {helped} files were helped");
}

/// However brief the sound, and if nothing of it can be decoded, the command ends.
#[test]
fn the_command_for_a_short_file_ends() {
    let folder = scratch().join("brief");
    std::fs::create_dir_all(&folder).expect("a writable folder");
    let run = |bytes: &[u8]| {
        std::fs::write(folder.join("in.mp3"), bytes).expect("a writable folder");
        let report = inspect_hold_music(bytes);
        let help = report.issues().iter().find_map(|issue| issue.help.as_deref()).expect("help");
        let command = help.split('`').nth(1).expect("a command").replace("ffmpeg ", "ffmpeg -v fatal -nostdin -y ");
        let mut child = Command::new("sh").args(["-c", &command]).current_dir(&folder).spawn().expect("a shell");
        let started = Instant::now();
        loop {
            if let Some(status) = child.try_wait().expect("a status") {
                break status.code();
            }
            if started.elapsed() > Duration::from_mins(1) {
                child.kill().expect("it runs");
                panic!("{command} does not end");
            }
            sleep(Duration::from_millis(10));
        }
    };
    for samples in [1, 44, 500, 5_000] {
        let bytes = read(&lame(&format!("brief-{samples}"), "-b 64", &wav(44_100, 1, samples)));
        assert_eq!(run(&bytes), Some(0), "{samples} samples");
        assert_eq!(codes(&inspect_hold_music(&read(&folder.join("out.mp3")))), [""; 0], "{samples} samples");
    }
    let mut undecodable = vec![0x55; 417];
    undecodable[..4].copy_from_slice(&[0xFF, 0xFB, 0x90, 0x64]);
    assert_ne!(run(&undecodable.repeat(50)), Some(0));
}
