//! Files as encoders write them: every sample is counted.

use dialin_core::{BitRateMode, FileFormat, MpegLayer, MpegVersion};

use crate::sound::wav;
use crate::tools::{Decoders, Tolerance, codes, compare, encoded, ffmpeg, scratch};

/// What a file that `lame` has just written is known to be.
fn intact(name: &str, options: &str, sample_rate: u32, channels: u16, mode: BitRateMode, decoders: Decoders) {
    let bytes = encoded(name, options, sample_rate, channels);
    let report = compare(name, &bytes, Tolerance::Exact, decoders);
    let facts = report.value();
    let version = match sample_rate {
        32_000.. => MpegVersion::V1,
        16_000.. => MpegVersion::V2,
        _ => MpegVersion::V25,
    };
    assert_eq!(facts.format, FileFormat::Mp3, "{name}");
    assert_eq!((facts.mpeg_version, facts.layer), (Some(version), Some(MpegLayer::III)), "{name}");
    assert_eq!(facts.sample_rate_hz, Some(sample_rate), "{name}");
    let channels = if options.contains("-m m") { 1 } else { channels };
    assert_eq!(facts.channels.map(u16::from), Some(channels), "{name}");
    assert_eq!(facts.bit_rate_mode, Some(mode), "{name}: {facts:?}");
    assert_eq!((facts.junk_bytes, facts.truncated), (0, false), "{name}: {facts:?}");
    // Frames of few bits have no room for the header, so `lame` leaves it out.
    let has_header = bytes.windows(4).take(256).any(|part| part == b"Xing" || part == b"Info");
    assert!(has_header || options.contains("-t") || options.contains("-b"), "{name}");
    if has_header {
        assert_eq!(facts.header_duration_ms, facts.duration_ms, "{name}");
        // What was encoded is what is left without delay and padding.
        let (delay, padding) = (facts.encoder_delay.expect("a delay"), facts.encoder_padding.expect("a padding"));
        let recorded = u64::from(sample_rate * 3 / 2) + u64::from(delay) + u64::from(padding);
        assert_eq!(facts.samples, Some(recorded), "{name}");
    } else {
        assert_eq!((facts.header_duration_ms, facts.encoder_delay), (None, None), "{name}");
    }
    assert_eq!(codes(&report), ["hold-music-short"], "{name}");
}

#[test]
fn constant_bit_rates() {
    for bit_rate in [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320] {
        let options = format!("-b {bit_rate} --resample 44.1");
        intact(&format!("cbr-1-{bit_rate}"), &options, 44_100, 2, BitRateMode::Cbr, Decoders::Both);
    }
    for bit_rate in [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160] {
        let options = format!("-b {bit_rate} --resample 22.05");
        intact(&format!("cbr-2-{bit_rate}"), &options, 22_050, 2, BitRateMode::Cbr, Decoders::Both);
    }
    for bit_rate in [8, 16, 24, 32, 40, 48, 56, 64] {
        let options = format!("-b {bit_rate} --resample 11.025");
        intact(&format!("cbr-2.5-{bit_rate}"), &options, 11_025, 1, BitRateMode::Cbr, Decoders::Both);
    }
}

#[test]
fn variable_and_average_bit_rates() {
    for quality in 0..10 {
        let options = format!("-V {quality} --resample 44.1");
        intact(&format!("vbr-{quality}"), &options, 44_100, 2, BitRateMode::Vbr, Decoders::Both);
    }
    for bit_rate in [32, 64, 128, 200, 310] {
        let options = format!("--abr {bit_rate} --resample 44.1");
        intact(&format!("abr-{bit_rate}"), &options, 44_100, 2, BitRateMode::Vbr, Decoders::Both);
    }
}

#[test]
fn all_nine_sample_rates_in_every_channel_mode() {
    for sample_rate in [8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000] {
        for (mode, options) in [("mono", "-m m"), ("stereo", "-m s"), ("joint", "-m j"), ("dual", "-m d")] {
            let kilohertz = f64::from(sample_rate) / 1_000.0;
            let options = format!("{options} -b 32 --resample {kilohertz}");
            intact(&format!("rate-{sample_rate}-{mode}"), &options, sample_rate, 2, BitRateMode::Cbr, Decoders::Both);
        }
    }
}

#[test]
fn checksums_no_header_and_free_format() {
    let cases = [
        ("crc", "-p -b 128", BitRateMode::Cbr, Decoders::Both),
        ("crc-vbr", "-p -V 4", BitRateMode::Vbr, Decoders::Both),
        ("no-header", "-t -b 128", BitRateMode::Cbr, Decoders::Both),
        ("no-header-vbr", "-t -V 4", BitRateMode::Vbr, Decoders::Both),
        ("no-reservoir", "--nores -b 128", BitRateMode::Cbr, Decoders::Both),
        ("free-98", "--freeformat -b 98 --resample 44.1", BitRateMode::Cbr, Decoders::Mpg123),
        ("free-128", "--freeformat -b 128", BitRateMode::Cbr, Decoders::Mpg123),
        ("free-320", "--freeformat -b 320", BitRateMode::Cbr, Decoders::Mpg123),
        ("free-640", "--freeformat -b 640", BitRateMode::Cbr, Decoders::Mpg123),
        ("free-no-header", "--freeformat -t -b 150", BitRateMode::Cbr, Decoders::Mpg123),
        ("free-crc", "--freeformat -p -b 150", BitRateMode::Cbr, Decoders::Mpg123),
    ];
    for (name, options, mode, decoders) in cases {
        intact(name, options, 44_100, 2, mode, decoders);
    }
}

#[test]
fn written_by_ffmpeg() {
    let sound = wav(44_100, 2, 66_150);
    for options in
        ["-b:a 96k", "-q:a 3", "-b:a 64k -ac 1", "-b:a 128k -write_xing 0 -id3v2_version 0", "-ar 8000 -b:a 8k -ac 1"]
    {
        let name = format!("ffmpeg{}", options.replace([' ', ':'], "-"));
        let path = scratch().join(format!("{name}.mp3"));
        ffmpeg("", &sound, &format!("-codec:a libmp3lame {options}"), &path);
        let report = compare(&name, &crate::sound::read(&path), Tolerance::Exact, Decoders::Both);
        let facts = report.value();
        assert_eq!((facts.format, facts.junk_bytes, facts.truncated), (FileFormat::Mp3, 0, false), "{name}: {facts:?}");
    }
}

/// Layers I and II are no MP3, but they are walked by the same rules. Debian has no encoder for Layer I.
#[test]
fn layer_2_is_told_apart() {
    for (sample_rate, bit_rate) in [(48_000, 384), (44_100, 128), (24_000, 160), (16_000, 64)] {
        let sound = wav(sample_rate, 2, sample_rate * 3 / 2);
        let name = format!("layer-2-{sample_rate}");
        let path = scratch().join(format!("{name}.mp2"));
        ffmpeg("", &sound, &format!("-codec:a mp2 -b:a {bit_rate}k"), &path);
        let report = compare(&name, &crate::sound::read(&path), Tolerance::Exact, Decoders::Both);
        assert_eq!(report.value().format, FileFormat::MpegLayer2, "{name}");
        assert_eq!(report.issues()[0].code.as_str(), "hold-music-not-mp3", "{name}");
    }
}
