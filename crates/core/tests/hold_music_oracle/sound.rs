//! Sound to encode: loud and quiet, tones and noise, so that a variable bit rate varies. The same on every machine.

use std::f64::consts::TAU;
use std::fs;
use std::path::{Path, PathBuf};

use crate::tools::scratch;

/// A WAV file of 16-bit samples.
pub(crate) fn wav(sample_rate: u32, channels: u16, samples: u32) -> PathBuf {
    let path = scratch().join(format!("sound-{sample_rate}-{channels}-{samples}.wav"));
    // Written aside and renamed, because tests run side by side.
    let aside = path.with_extension(format!("{:?}", std::thread::current().id()));
    fs::write(&aside, wav_bytes(sample_rate, channels, samples)).expect("a writable folder");
    fs::rename(&aside, &path).expect("a writable folder");
    path
}

pub(crate) fn wav_bytes(sample_rate: u32, channels: u16, samples: u32) -> Vec<u8> {
    let data = samples * u32::from(channels) * 2;
    let mut bytes = Vec::with_capacity(data as usize + 44);
    bytes.extend_from_slice(b"RIFF");
    bytes.extend_from_slice(&(data + 36).to_le_bytes());
    bytes.extend_from_slice(b"WAVEfmt ");
    bytes.extend_from_slice(&16_u32.to_le_bytes());
    bytes.extend_from_slice(&1_u16.to_le_bytes());
    bytes.extend_from_slice(&channels.to_le_bytes());
    bytes.extend_from_slice(&sample_rate.to_le_bytes());
    bytes.extend_from_slice(&(sample_rate * u32::from(channels) * 2).to_le_bytes());
    bytes.extend_from_slice(&(channels * 2).to_le_bytes());
    bytes.extend_from_slice(&16_u16.to_le_bytes());
    bytes.extend_from_slice(b"data");
    bytes.extend_from_slice(&data.to_le_bytes());
    let mut noise = 1_u32;
    for sample in 0..samples {
        let time = f64::from(sample) / f64::from(sample_rate);
        // Half a second of tone, half a second of noise, and every other second is quiet.
        let loudness = if time % 2.0 < 1.0 { 12_000.0 } else { 300.0 };
        for channel in 0..channels {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let tone = (TAU * time * (220.0 + 110.0 * f64::from(channel))).sin();
            let hiss = f64::from(noise >> 16) / 32_768.0 - 1.0;
            let value = loudness * if time % 1.0 < 0.5 { tone } else { hiss };
            #[expect(clippy::cast_possible_truncation, reason = "loudness keeps it in range")]
            bytes.extend_from_slice(&(value as i16).to_le_bytes());
        }
    }
    bytes
}

/// Reads a file that a tool has written.
pub(crate) fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
