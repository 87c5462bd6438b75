//! What has been counted on the way through a file.

use super::format::FileFormat;
use super::header::{Header, Kind};
use super::info_frame::Claim;
use super::ticks::Ticks;

/// A stream that begins behind junk has to go on for this many frames before the file counts as MPEG audio: in random data
/// two headers agree about once in a billion bytes, four never. Plain samples, fonts and programs are not random: there false
/// streams of 4 to 56 frames were seen …
const FRAMES_OF_EVIDENCE: u64 = 4;

/// … but all of them together were less than a fifth of the file. So there must not be more junk than this for each byte of
/// frames …
const JUNK_PER_FRAME_BYTE: u64 = 4;

/// … unless the stream goes on for five seconds at 44.1 kHz: a small recording behind a large picture in an unreadable tag.
const FRAMES_OF_PROOF: u64 = 192;

/// Everything there is to know of the file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sums {
    /// What the file is, if its first bytes told that it is no MPEG audio.
    pub(super) format: Option<FileFormat>,
    frames: Vec<(Kind, u64)>,
    pub(super) bit_rates: BitRates,
    /// Of whole frames.
    pub(super) frame_bytes: u64,
    /// Of a last frame that is not whole.
    pub(super) cut_bytes: u64,
    pub(super) tag_bytes: u64,
    pub(super) artwork_bytes: u64,
    pub(super) junk_bytes: u64,
    /// Junk that is no padding: between frames, or not all zeros.
    pub(super) damage_bytes: u64,
    /// The first bytes are characters.
    pub(super) is_text: bool,
    /// The file ends inside a frame or a tag.
    pub(super) truncated: bool,
    /// How many bytes the last frame or tag lacks, where that can be told.
    pub(super) lost_bytes: Option<u64>,
    pub(super) claim: Option<(Claim, Kind)>,
    junk_run: JunkRun,
    run: u64,
    longest_run: u64,
    began_clean: bool,
    /// How many frames are of free format.
    pub(super) free_frames: u64,
    /// How long the frame is behind which no tag has ended yet.
    last_frame: u64,
}

/// The bit rates of the frames walked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum BitRates {
    #[default]
    None,
    /// All of this one; `None` is free format.
    One(Option<u32>),
    Several,
}

#[derive(Clone, Copy, Debug, Default)]
struct JunkRun {
    bytes: u64,
    is_more_than_zeros: bool,
}

impl Sums {
    /// A whole frame of audio.
    pub(super) fn frame(&mut self, header: &Header, bytes: u64) {
        match self.frames.iter_mut().find(|(kind, _)| *kind == header.kind) {
            Some((_, frames)) => *frames += 1,
            None => self.frames.push((header.kind, 1)),
        }
        self.frame_bytes += bytes;
        self.last_frame = bytes;
        self.free_frames += u64::from(header.bit_rate.is_none());
        self.run += 1;
        self.longest_run = self.longest_run.max(self.run);
        self.bit_rates = match self.bit_rates {
            BitRates::None => BitRates::One(header.bit_rate),
            BitRates::One(rate) if rate == header.bit_rate => BitRates::One(rate),
            _ => BitRates::Several,
        };
    }

    /// The file ends inside a frame.
    pub(super) fn cut_frame(&mut self, bytes: u64, lost: Option<u64>) {
        self.cut_bytes += bytes;
        self.truncated = true;
        self.lost_bytes = lost;
    }

    /// A whole tag, or the first frame that holds a claim.
    pub(super) fn tag(&mut self, bytes: u64, artwork: u64) {
        self.tag_bytes += bytes;
        self.artwork_bytes += artwork;
        self.last_frame = 0;
    }

    /// The file ends inside a tag.
    pub(super) fn cut_tag(&mut self, bytes: u64, artwork: u64, lost: u64) {
        self.tag(bytes, artwork);
        self.truncated = true;
        self.lost_bytes = Some(lost);
    }

    pub(super) fn claimed(&mut self, claim: Claim, kind: Kind) {
        self.claim = Some((claim, kind));
    }

    /// Bytes that belong to nothing.
    pub(super) fn junk(&mut self, bytes: &[u8]) {
        self.junk_bytes += bytes.len() as u64;
        self.junk_run.bytes += bytes.len() as u64;
        self.junk_run.is_more_than_zeros |= bytes.iter().any(|&byte| byte != 0);
    }

    /// Bytes of a format that is not walked.
    pub(super) fn foreign(&mut self, bytes: u64) {
        self.junk_bytes += bytes;
    }

    /// The last bytes that seemed junk belong to a tag. If it claims more, the frame before it was cut and has swallowed them.
    pub(super) fn take_back_junk(&mut self, claimed: u64) {
        let bytes = claimed.min(self.junk_run.bytes);
        self.damage_bytes += (claimed - bytes).min(self.last_frame);
        self.junk_run.bytes -= bytes;
        self.junk_bytes -= bytes;
        self.tag_bytes += bytes;
    }

    /// Something other than junk begins, or the file ends.
    pub(super) fn junk_ends(&mut self, frame_follows: bool) {
        let run = std::mem::take(&mut self.junk_run);
        if frame_follows && !self.has_frames() {
            self.began_clean = self.junk_bytes == 0;
        }
        if run.is_more_than_zeros || (frame_follows && self.has_frames()) {
            self.damage_bytes += run.bytes;
        }
    }

    pub(super) fn stream_lost(&mut self) {
        self.run = 0;
    }

    /// No frame and no junk so far.
    pub(super) fn is_clean_start(&self) -> bool {
        self.junk_bytes == 0 && !self.has_frames()
    }

    /// A frame was found, were it only one that holds a claim.
    pub(super) fn has_frames(&self) -> bool {
        !self.frames.is_empty() || self.claim.is_some()
    }

    /// How many bytes the file has.
    pub(super) fn size(&self) -> u64 {
        self.frame_bytes + self.cut_bytes + self.tag_bytes + self.junk_bytes
    }

    pub(super) fn frames(&self) -> u64 {
        self.frames.iter().map(|(_, frames)| frames).sum()
    }

    pub(super) fn samples(&self) -> u64 {
        self.frames.iter().map(|(kind, frames)| frames * u64::from(kind.samples())).sum()
    }

    /// How long all frames play.
    pub(super) fn duration(&self) -> Ticks {
        self.frames.iter().map(|(kind, frames)| Ticks::of_frames(*kind, *frames)).sum()
    }

    /// What most frames are, if the file is MPEG audio at all.
    pub(super) fn main_kind(&self) -> Option<Kind> {
        let outweighs = self.frame_bytes * JUNK_PER_FRAME_BYTE >= self.junk_bytes;
        let needed = if outweighs { FRAMES_OF_EVIDENCE } else { FRAMES_OF_PROOF };
        let is_audio = self.began_clean || self.longest_run >= needed;
        let (kind, _) = self.frames.iter().max_by_key(|(kind, frames)| (*frames, *kind)).filter(|_| is_audio)?;
        Some(*kind)
    }
}
