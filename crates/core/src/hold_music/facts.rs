//! What is known of a file, as the public face gives it.

use serde::Serialize;

use super::format::FileFormat;
use super::header::{MpegLayer, MpegVersion};
use super::sums::{BitRates, Sums};
use super::ticks::Ticks;
use crate::serialize_as_str::serialize_as_str;

/// The facts of a recording; `None` for what the file does not have. Every byte of the file is in exactly one of
/// `audio_bytes`, `tag_bytes` and `junk_bytes`.
///
/// Serialises in camelCase; `encoder_delay` and `encoder_padding` stay out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HoldMusicFacts {
    /// What the bytes are.
    pub format: FileFormat,
    /// Of MPEG audio: which one. If frames differ, this and the following are what most of them are.
    pub mpeg_version: Option<MpegVersion>,
    /// Of MPEG audio: which layer.
    pub layer: Option<MpegLayer>,
    /// How long all frames play, rounded down.
    pub duration_ms: Option<u64>,
    /// How many samples of each channel the frames hold, the encoder's delay and padding included.
    pub samples: Option<u64>,
    /// How many frames of audio were walked: a Xing, Info or VBRI frame is not one, nor is a cut one.
    pub frames: Option<u64>,
    /// Samples a second.
    pub sample_rate_hz: Option<u32>,
    /// 1 or 2.
    pub channels: Option<u8>,
    /// Whether all frames have the same bit rate.
    pub bit_rate_mode: Option<BitRateMode>,
    /// Bits a second, measured over all frames.
    pub average_bit_rate: Option<u64>,
    /// Bytes of frames, a cut last one included.
    pub audio_bytes: u64,
    /// Bytes of `ID3v2`, `ID3v1`, APE and Lyrics3 tags, and of a Xing, Info or VBRI frame.
    pub tag_bytes: u64,
    /// How many of the tags' bytes are pictures.
    pub artwork_bytes: u64,
    /// Bytes that are neither audio nor tags.
    pub junk_bytes: u64,
    /// The file ends inside a frame or a tag, even if it is the first.
    pub truncated: bool,
    /// How long a Xing, Info or VBRI frame says that the audio plays.
    pub header_duration_ms: Option<u64>,
    /// Samples before the recording, by a LAME tag.
    #[serde(skip)]
    pub encoder_delay: Option<u16>,
    /// Samples after the recording, by a LAME tag.
    #[serde(skip)]
    pub encoder_padding: Option<u16>,
}

/// Whether the bit rate changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BitRateMode {
    /// All frames have one bit rate; so has Layer III's free format.
    Cbr,
    /// They differ: variable or average bit rate.
    Vbr,
}

impl BitRateMode {
    /// In lower case: `cbr`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cbr => "cbr",
            Self::Vbr => "vbr",
        }
    }
}

serialize_as_str!(BitRateMode);

/// The facts, and what the rules need beside them.
#[derive(Clone, Debug)]
pub(crate) struct Recording {
    pub(crate) facts: HoldMusicFacts,
    /// How many bytes the file has.
    pub(crate) size: u64,
    /// How long all frames play.
    pub(crate) walked: Ticks,
    /// The same without a LAME tag's delay and padding.
    pub(crate) recorded: Ticks,
    /// Some frames are of Layer III's free format.
    pub(crate) has_free_format: bool,
    /// It begins as a text does.
    pub(crate) is_text: bool,
    /// What the first frame is called that claims something, and the duration it claims.
    pub(crate) claim: Option<(&'static str, Ticks)>,
    /// Junk that is no padding.
    pub(crate) damage_bytes: u64,
    /// How many bytes a cut last frame or tag lacks, where that can be told.
    pub(crate) lost_bytes: Option<u64>,
}

impl From<Sums> for Recording {
    fn from(sums: Sums) -> Self {
        let kind = sums.main_kind();
        let walked = sums.duration();
        let claim = kind.and(sums.claim);
        let claimed_frames = claim.and_then(|(claim, _)| claim.frames).map(u64::from);
        let gaps = claim.and_then(|(claim, kind)| Some((claim.gaps?, kind)));
        let recorded = gaps.map_or(walked, |(gaps, kind)| {
            // Behind frames that the tag does not know there is no padding of its encoder's. Some count the tag's own frame.
            let is_whole =
                claimed_frames.is_none_or(|claimed| matches!(claimed.checked_sub(sums.frames()), Some(0 | 1)));
            let padding = if is_whole { gaps.padding } else { 0 };
            let samples = u64::from(gaps.delay) + u64::from(padding);
            walked.saturating_sub(Ticks::of_samples(kind.sample_rate, samples))
        });
        let claim = claim.and_then(|(claim, kind)| Some((claim.name, Ticks::of_frames(kind, claim.frames?.into()))));
        let size = sums.size();
        let format = match (kind, sums.format) {
            (Some(kind), _) => FileFormat::of_layer(kind.layer),
            (None, Some(foreign)) => foreign,
            (None, None) if size == 0 => FileFormat::Empty,
            (None, None) => FileFormat::Unknown,
        };
        // Frames that are no evidence of MPEG audio are junk like the rest.
        let (audio_bytes, junk_bytes) = match kind {
            Some(_) => (sums.frame_bytes + sums.cut_bytes, sums.junk_bytes),
            None => (0, sums.junk_bytes + sums.frame_bytes + sums.cut_bytes),
        };
        // Nor do they tell that something was cut.
        let truncated = sums.truncated && (kind.is_some() || sums.frame_bytes == 0);
        let facts = HoldMusicFacts {
            format,
            mpeg_version: kind.map(|kind| kind.version),
            layer: kind.map(|kind| kind.layer),
            duration_ms: kind.map(|_| walked.milliseconds()),
            samples: kind.map(|_| sums.samples()),
            frames: kind.map(|_| sums.frames()),
            sample_rate_hz: kind.map(|kind| kind.sample_rate),
            channels: kind.map(|kind| kind.channels),
            bit_rate_mode: kind.and(match sums.bit_rates {
                BitRates::None => None,
                BitRates::One(_) => Some(BitRateMode::Cbr),
                BitRates::Several => Some(BitRateMode::Vbr),
            }),
            average_bit_rate: kind.and_then(|_| walked.bit_rate(sums.frame_bytes)),
            audio_bytes,
            tag_bytes: sums.tag_bytes,
            artwork_bytes: sums.artwork_bytes,
            junk_bytes,
            truncated,
            header_duration_ms: claim.map(|(_, claimed)| claimed.milliseconds()),
            encoder_delay: gaps.map(|(gaps, _)| gaps.delay),
            encoder_padding: gaps.map(|(gaps, _)| gaps.padding),
        };
        Self {
            facts,
            size,
            walked,
            recorded,
            has_free_format: kind.is_some() && sums.free_frames > 0,
            is_text: sums.is_text,
            claim,
            damage_bytes: sums.damage_bytes,
            lost_bytes: sums.lost_bytes.filter(|_| truncated),
        }
    }
}
