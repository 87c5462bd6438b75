//! Hold music, once its bytes are seen: that it is MP3, small enough and short enough. What else it holds is in `contents.rs`.

mod contents;

use contents::{
    HOLD_MUSIC_DAMAGED, HOLD_MUSIC_HEADER_DISAGREES, HOLD_MUSIC_SHORT, HOLD_MUSIC_TAG_HEAVY, damaged, header_disagrees,
    is_short, short, tag_heavy,
};

use super::Rule;
use super::rule::{Family, rule};
use crate::hold_music::{FileFormat, Recording, Ticks};
use crate::report::{Issue, Path};
use crate::text::{counted, join};

const FAMILY: Family = Family::HoldMusic;

pub(super) const RULES: &[&Rule] = &[
    &HOLD_MUSIC_NOT_MP3,
    &HOLD_MUSIC_TOO_LARGE,
    &HOLD_MUSIC_TOO_LONG,
    &HOLD_MUSIC_NEAR_LIMIT,
    &HOLD_MUSIC_DAMAGED,
    &HOLD_MUSIC_HEADER_DISAGREES,
    &HOLD_MUSIC_TAG_HEAVY,
    &HOLD_MUSIC_SHORT,
];

/// "Less than 10MB": 10 × 1,000,000 bytes by one reading, and by the other …
const SMALL_LIMIT: u64 = 10_000_000;
/// … 10 × 1,024 × 1,024, which is certainly too many.
const LARGE_LIMIT: u64 = 10_485_760;
/// "Less than 60 seconds".
const LIMIT: Ticks = Ticks::of_seconds(60);

/// Everything there is to say of a file, in the order of the rules.
pub(crate) fn hold_music_issues(recording: &Recording) -> Vec<Issue> {
    let of_any_file: &[fn(&Recording) -> Option<Issue>] = &[not_mp3, too_large];
    let of_mp3: &[fn(&Recording) -> Option<Issue>] =
        &[too_long, near_size_limit, near_length_limit, damaged, header_disagrees, tag_heavy, short];
    let mut issues = Vec::new();
    for check in of_any_file {
        issues.extend(check(recording));
    }
    if recording.facts.format == FileFormat::Mp3 {
        for check in of_mp3 {
            issues.extend(check(recording));
        }
    }
    issues
}

/// As much of a recording as the command keeps.
const LONGEST: Ticks = Ticks::of_seconds(59);

/// The command that makes a file without issues: short enough, mono as telephones are, without tags.
fn ffmpeg(recording: &Recording) -> String {
    let input = match recording.facts.format {
        FileFormat::Mp3 => "in.mp3",
        FileFormat::MpegLayer1 => "in.mp1",
        FileFormat::MpegLayer2 => "in.mp2",
        FileFormat::Wav => "in.wav",
        FileFormat::Ogg => "in.ogg",
        FileFormat::Flac => "in.flac",
        FileFormat::Mp4 => "in.m4a",
        FileFormat::Adts => "in.aac",
        FileFormat::Html | FileFormat::Xml | FileFormat::Json | FileFormat::Empty | FileFormat::Unknown => "in",
    };
    // ffmpeg does not know free format, and mpg123 does.
    let (first, input) =
        if recording.has_free_format { ("mpg123 -w in.wav in.mp3 && ", "in.wav") } else { ("", input) };
    // `-stream_loop` never ends where nothing is decoded, and loops a second of a file of a millisecond only once.
    let (repeat, seconds) = if is_short(recording) { ("-af aloop=loop=-1:size=2147483647 ", 30) } else { ("", 59) };
    format!(
        "{first}ffmpeg -i {input} {repeat}-t {seconds} -map 0:a:0 -map_metadata -1 -codec:a libmp3lame -b:a 64k -ac 1 out.mp3"
    )
}

/// What that command does to the recording: some of it may be lost, and a short one is looped.
fn remedy(recording: &Recording) -> &'static str {
    match recording.facts.duration_ms {
        None => "convert its first 59 s",
        Some(_) if is_short(recording) => "loop it to 30 s",
        Some(_) if recording.walked > LONGEST => "re-encode its first 59 s",
        Some(_) => "re-encode it",
    }
}

fn issue(rule: &Rule, recording: &Recording, message: impl Into<String>) -> Issue {
    rule.issue(Path::root(), message).help(join(&[remedy(recording), ": `", &ffmpeg(recording), "`"]))
}

fn bytes(count: u64) -> String {
    counted(count, "byte")
}

rule! {
    /// A file that is not an MP3.
    ///
    /// MP3 is MPEG-1, 2 or 2.5 audio of Layer III. `params.format` says what the file is instead: `html`, `xml`, `json`,
    /// `wav`, `ogg`, `flac`, `mp4`, `adts` (bare AAC), `mpeg-layer-1`, `mpeg-layer-2`, `empty` or `unknown`.
    ///
    /// # Why
    /// Daily plays MP3 only. Where a web page or JSON comes instead, the URL leads to a login or an error.
    ///
    /// # Example
    /// ```json music
    /// {"file": "tone.wav"}
    /// ```
    ///
    /// # Instead
    /// ```json music
    /// {"file": "ten-seconds.mp3"}
    /// ```
    HOLD_MUSIC_NOT_MP3 = "hold-music-not-mp3";
    severity Error;
    source Seed;
    operations Music;
}

/// What to do about a text.
const NO_RECORDING: &str = "give the MP3 itself: this may be a login page or an error";

fn not_mp3(recording: &Recording) -> Option<Issue> {
    let facts = &recording.facts;
    let message = match facts.format {
        FileFormat::Mp3 => return None,
        FileFormat::MpegLayer1 => "the file is MPEG audio of Layer I, not an MP3 (Layer III)",
        FileFormat::MpegLayer2 => "the file is MPEG audio of Layer II, not an MP3 (Layer III)",
        FileFormat::Html => "the file is a web page (HTML), not an MP3",
        FileFormat::Xml => "the file is an XML document, not an MP3",
        FileFormat::Json => "the file is JSON, not an MP3",
        FileFormat::Wav => "the file is WAV audio, not an MP3",
        FileFormat::Ogg => "the file is Ogg audio, not an MP3",
        FileFormat::Flac => "the file is FLAC audio, not an MP3",
        FileFormat::Mp4 => "the file is MP4 or M4A, not an MP3",
        FileFormat::Adts => "the file is AAC audio, not an MP3",
        FileFormat::Empty => "the file is empty",
        FileFormat::Unknown if facts.truncated => "the file is cut before any whole frame of audio",
        FileFormat::Unknown if facts.junk_bytes == 0 => "the file holds tags or an encoder's header, but no audio",
        FileFormat::Unknown => "the file is not an MP3: it holds no frames of MPEG audio",
    };
    let issue = issue(&HOLD_MUSIC_NOT_MP3, recording, message).param("format", facts.format.as_str());
    Some(match facts.format {
        FileFormat::Html | FileFormat::Xml | FileFormat::Json => issue.help(NO_RECORDING),
        FileFormat::Empty => issue.help("upload the MP3 again"),
        FileFormat::Unknown if facts.truncated || facts.junk_bytes == 0 => issue.help("upload the whole MP3 again"),
        FileFormat::Unknown if recording.is_text => issue.help(NO_RECORDING),
        FileFormat::Unknown => issue.help(join(&[
            "give the MP3 itself; if this is a recording in another format, convert its first 59 s: `",
            &ffmpeg(recording),
            "`",
        ])),
        _ => issue,
    })
}

rule! {
    /// A file of 10,485,760 bytes or more.
    ///
    /// # Why
    /// Daily takes less than 10 MB. A minute needs half a megabyte: a telephone plays one channel, and nothing above 8 kHz.
    ///
    /// # Example
    /// ```json music
    /// {"file": "ten-seconds.mp3", "size": 10485760}
    /// ```
    ///
    /// # Instead
    /// ```json music
    /// {"file": "ten-seconds.mp3"}
    /// ```
    HOLD_MUSIC_TOO_LARGE = "hold-music-too-large";
    severity Error;
    source Seed;
    operations Music;
}

fn too_large(recording: &Recording) -> Option<Issue> {
    (recording.size >= LARGE_LIMIT).then(|| {
        let message = format!("the file has {}; it must be smaller than 10 MB", bytes(recording.size));
        issue(&HOLD_MUSIC_TOO_LARGE, recording, message).param("bytes", recording.size)
    })
}

rule! {
    /// A recording of 60 seconds or more.
    ///
    /// All frames are counted, whatever a header in the file claims. If a LAME tag names samples that the encoder added before and
    /// after the recording, they are left out; those after it only if the tag counts the frames right.
    ///
    /// # Why
    /// Daily takes less than 60 seconds.
    ///
    /// # Example
    /// ```json music
    /// {"file": "sixty-seconds.mp3"}
    /// ```
    ///
    /// # Instead
    /// ```json music
    /// {"file": "ten-seconds.mp3"}
    /// ```
    HOLD_MUSIC_TOO_LONG = "hold-music-too-long";
    severity Error;
    source Seed;
    operations Music;
}

fn too_long(recording: &Recording) -> Option<Issue> {
    (recording.recorded >= LIMIT).then(|| {
        let message = format!("the recording is {} long; it must be shorter than 60 s", recording.recorded);
        let issue = issue(&HOLD_MUSIC_TOO_LONG, recording, message);
        with_durations(issue, recording)
    })
}

/// Both durations, and what stands between them.
fn with_durations(issue: Issue, recording: &Recording) -> Issue {
    issue
        .param("duration_ms", recording.walked.milliseconds())
        .param("recorded_ms", recording.recorded.milliseconds())
        .param("encoder_delay", recording.facts.encoder_delay)
        .param("encoder_padding", recording.facts.encoder_padding)
}

rule! {
    /// A file that is under a limit by one way to count, and not by another.
    ///
    /// `params.limit` is `size` (10,000,000 to 10,485,759 bytes) or `duration` (60 seconds are reached only with the samples that the
    /// encoder added before and after the recording).
    ///
    /// # Why
    /// Which way Daily counts is not published.
    ///
    /// # Example
    /// ```json music
    /// {"file": "nearly-sixty-seconds.mp3"}
    /// ```
    ///
    /// # Instead
    /// ```json music
    /// {"file": "ten-seconds.mp3"}
    /// ```
    HOLD_MUSIC_NEAR_LIMIT = "hold-music-near-limit";
    severity Warning;
    source Policy;
    operations Music;
}

fn near_size_limit(recording: &Recording) -> Option<Issue> {
    (SMALL_LIMIT..LARGE_LIMIT).contains(&recording.size).then(|| {
        let message = format!("the file has {}: under 10 MB only if 1 MB is 1048576 bytes", bytes(recording.size));
        issue(&HOLD_MUSIC_NEAR_LIMIT, recording, message).param("limit", "size").param("bytes", recording.size)
    })
}

fn near_length_limit(recording: &Recording) -> Option<Issue> {
    (recording.walked >= LIMIT && recording.recorded < LIMIT).then(|| {
        let (walked, recorded) = (recording.walked, recording.recorded);
        let message =
            format!("the recording is {recorded} long, but its frames play for {walked} with the encoder's padding");
        let issue = issue(&HOLD_MUSIC_NEAR_LIMIT, recording, message).param("limit", "duration");
        with_durations(issue, recording)
    })
}
