//! How long other readers say that a file plays. They read what its header claims, or work it out from the first frame, and
//! that is why core walks.

use std::fmt::Write as _;
use std::fs::File;
use std::path::Path;

use dialin_core::inspect_hold_music;
use lofty::file::AudioFile as _;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, TrackType};
use symphonia::core::io::{MediaSourceStream, MediaSourceStreamOptions};
use symphonia::core::meta::MetadataOptions;

use crate::sound::read;
use crate::tools::{decoded_milliseconds, probed_milliseconds};

/// Milliseconds: as `mpg123` decodes the whole file, as core counts, and as the others say without decoding it; `-` is a
/// refusal. symphonia leaves out what LAME says that it added.
const TABLE: &str = "\
file                       decoded   core  lofty symphonia ffprobe
ten-seconds.mp3              10080  10080  10080     10000   10080
mpeg-2.5.mp3                  1149   1149   1150      1149    1149
vbr-without-header.mp3        1044   1044    229       914    1040
free-format.mp3               1044   1044      -         -       -
lying-header.mp3             10080  10080  30096     30096   30096
joined.mp3                   20196  20196  10080     10000   18657
cut.mp3                       7488   7488  10080     10000   10080
junk-inside.mp3              10080  10080  10080     10000   12774
artwork.mp3                   1044   1044   1045      1044    1044
";

/// What symphonia says before it has decoded anything.
fn symphonia_milliseconds(path: &Path) -> Option<u64> {
    let source =
        MediaSourceStream::new(Box::new(File::open(path).expect("a file")), MediaSourceStreamOptions::default());
    let (options, metadata) = (FormatOptions::default(), MetadataOptions::default());
    let reader = symphonia::default::get_probe().probe(&Hint::new(), source, options, metadata).ok()?;
    let track = reader.default_track(TrackType::Audio)?;
    let rate = track.codec_params.as_ref()?.audio()?.sample_rate?;
    Some(track.num_frames? * 1_000 / u64::from(rate))
}

fn lofty_milliseconds(path: &Path) -> Option<u64> {
    let file = lofty::read_from_path(path).ok()?;
    u64::try_from(file.properties().duration().as_millis()).ok()
}

#[test]
fn how_long_others_say_it_is() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/hold-music");
    let mut table = String::from("file                       decoded   core  lofty symphonia ffprobe\n");
    for name in [
        "ten-seconds.mp3",
        "mpeg-2.5.mp3",
        "vbr-without-header.mp3",
        "free-format.mp3",
        "lying-header.mp3",
        "joined.mp3",
        "cut.mp3",
        "junk-inside.mp3",
        "artwork.mp3",
    ] {
        let path = folder.join(name);
        let report = inspect_hold_music(&read(&path));
        let facts = report.value();
        let shown = |milliseconds: Option<u64>| milliseconds.map_or("-".to_owned(), |number| number.to_string());
        writeln!(
            table,
            "{name:<25} {:>8} {:>6} {:>6} {:>9} {:>7}",
            decoded_milliseconds(&path, facts.sample_rate_hz.expect("a rate")),
            shown(facts.duration_ms),
            shown(lofty_milliseconds(&path)),
            shown(symphonia_milliseconds(&path)),
            shown(probed_milliseconds(&path)),
        )
        .expect("a text");
    }
    assert!(table == TABLE, "expected\n{TABLE}\nfound\n{table}");
}
