//! The four bytes that every frame of MPEG audio begins with (ISO 11172-3 and 13818-3; MPEG-2.5 is Fraunhofer's).

use serde::{Serialize, Serializer};

use crate::serialize_as_str::serialize_as_str;

/// How many bytes a header has.
pub(super) const HEADER_BYTES: usize = 4;

/// Which MPEG: 2 halves the sample rates of 1, 2.5 halves them again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MpegVersion {
    /// MPEG-1: 32, 44.1 or 48 kHz.
    V1,
    /// MPEG-2: 16, 22.05 or 24 kHz.
    V2,
    /// MPEG-2.5: 8, 11.025 or 12 kHz.
    V25,
}

impl MpegVersion {
    /// As people write it: `2.5`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V1 => "1",
            Self::V2 => "2",
            Self::V25 => "2.5",
        }
    }
}

serialize_as_str!(MpegVersion);

/// Which layer; MP3 is Layer III. Serialises as 1, 2 or 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MpegLayer {
    /// Layer I.
    I,
    /// Layer II, often called MP2.
    II,
    /// Layer III: MP3.
    III,
}

impl MpegLayer {
    /// 1, 2 or 3.
    pub const fn number(self) -> u8 {
        match self {
            Self::I => 1,
            Self::II => 2,
            Self::III => 3,
        }
    }
}

impl Serialize for MpegLayer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(self.number())
    }
}

/// What stays the same throughout a stream (the channels may change, but decoders do not expect it).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kind {
    pub(super) version: MpegVersion,
    pub(super) layer: MpegLayer,
    pub(super) sample_rate: u32,
    pub(super) channels: u8,
}

impl Kind {
    /// How many samples of each channel a frame holds.
    pub(super) const fn samples(self) -> u32 {
        match (self.layer, self.version) {
            (MpegLayer::I, _) => 384,
            (MpegLayer::III, MpegVersion::V2 | MpegVersion::V25) => 576,
            (MpegLayer::II | MpegLayer::III, _) => 1152,
        }
    }

    /// How many bytes of side information follow the header (and its CRC) in Layer III.
    pub(super) const fn side_information(self) -> usize {
        match (self.version, self.channels) {
            (MpegVersion::V1, 1) => 17,
            (MpegVersion::V1, _) => 32,
            (_, 1) => 9,
            _ => 17,
        }
    }
}

/// The bits that stay the same throughout a stream, and that decoders compare: sync, version, layer, sample rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fixed(u32);

impl Fixed {
    pub(super) const fn of(header: [u8; HEADER_BYTES]) -> Self {
        Self(u32::from_be_bytes(header) & 0xFFFE_0C00)
    }

    /// Those of the header that begins here, if one does.
    pub(super) fn at(bytes: &[u8]) -> Option<Self> {
        bytes.first_chunk().copied().map(Self::of)
    }
}

/// One header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) kind: Kind,
    /// In bits per second; `None` for Layer III's free format, whose frames are as long as the next header is away.
    pub(super) bit_rate: Option<u32>,
    /// One byte more (four in Layer I).
    pub(super) padding: bool,
    pub(super) fixed: Fixed,
}

/// In kbit/s, for the indices 1 to 14.
const LAYER_1: [u16; 14] = [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448];
const LAYER_2: [u16; 14] = [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384];
const LAYER_3: [u16; 14] = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const LOW_LAYER_1: [u16; 14] = [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256];
const LOW_LAYER_2_AND_3: [u16; 14] = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

impl Header {
    /// Reads the header at the start of `bytes`; `None` if there is none.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let &[first @ 0xFF, second, third, fourth, ..] = bytes else { return None };
        if second < 0xE0 {
            return None;
        }
        let version = match second >> 3 & 0b11 {
            0b00 => MpegVersion::V25,
            0b10 => MpegVersion::V2,
            0b11 => MpegVersion::V1,
            _ => return None,
        };
        let layer = match second >> 1 & 0b11 {
            0b01 => MpegLayer::III,
            0b10 => MpegLayer::II,
            0b11 => MpegLayer::I,
            _ => return None,
        };
        let sample_rate = match (third >> 2 & 0b11, version) {
            (0, MpegVersion::V1) => 44_100,
            (1, MpegVersion::V1) => 48_000,
            (2, MpegVersion::V1) => 32_000,
            (0, MpegVersion::V2) => 22_050,
            (1, MpegVersion::V2) => 24_000,
            (2, MpegVersion::V2) => 16_000,
            (0, MpegVersion::V25) => 11_025,
            (1, MpegVersion::V25) => 12_000,
            (2, MpegVersion::V25) => 8_000,
            _ => return None,
        };
        let bit_rate = match usize::from(third >> 4).checked_sub(1) {
            Some(index) => {
                let table = match (version, layer) {
                    (MpegVersion::V1, MpegLayer::I) => &LAYER_1,
                    (MpegVersion::V1, MpegLayer::II) => &LAYER_2,
                    (MpegVersion::V1, MpegLayer::III) => &LAYER_3,
                    (_, MpegLayer::I) => &LOW_LAYER_1,
                    (_, MpegLayer::II | MpegLayer::III) => &LOW_LAYER_2_AND_3,
                };
                Some(u32::from(*table.get(index)?) * 1_000)
            }
            None if layer == MpegLayer::III => None,
            None => return None,
        };
        let channels = if fourth >> 6 == 0b11 { 1 } else { 2 };
        let kind = Kind { version, layer, sample_rate, channels };
        let fixed = Fixed::of([first, second, third, fourth]);
        Some(Self { kind, bit_rate, padding: third & 0b10 != 0, fixed })
    }

    /// How long its frame is, header included; `None` in free format.
    pub(super) fn length(&self) -> Option<usize> {
        let bytes_without_padding = |slot: u32| {
            let slots = self.kind.samples() / 8 / slot * self.bit_rate? / self.kind.sample_rate;
            Some((slots + u32::from(self.padding)) * slot)
        };
        // Layer I counts in slots of four bytes.
        let length = if self.kind.layer == MpegLayer::I { bytes_without_padding(4) } else { bytes_without_padding(1) };
        length.and_then(|length| usize::try_from(length).ok())
    }

    /// Whether two bytes may begin a header that [`Header::continued_at`] takes: those that are the same in both.
    pub(super) fn may_continue_with(&self, start: &[u8]) -> bool {
        let [_, own, ..] = self.fixed.0.to_be_bytes();
        matches!(start, [0xFF, second, ..] if *second & 0xFE == own)
    }

    /// The header at the start of `bytes`, if it can stand in one stream with this one.
    pub(super) fn continued_at(&self, bytes: &[u8]) -> Option<Self> {
        Fixed::at(bytes).filter(|fixed| *fixed == self.fixed)?;
        Self::read(bytes).filter(|next| next.bit_rate.is_none() == self.bit_rate.is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The longest and the shortest frames there are, and some known ones.
    #[test]
    fn lengths() {
        let cases: &[([u8; 4], usize, u32)] = &[
            ([0xFF, 0xFB, 0x90, 0x64], 417, 1152),
            ([0xFF, 0xFB, 0x92, 0x64], 418, 1152),
            ([0xFF, 0xFA, 0x90, 0x64], 417, 1152),
            ([0xFF, 0xFB, 0xEA, 0x00], 1441, 1152),
            ([0xFF, 0xF3, 0x14, 0xC4], 24, 576),
            ([0xFF, 0xE3, 0xEA, 0x00], 1441, 576),
            ([0xFF, 0xFD, 0xEA, 0x00], 1729, 1152),
            ([0xFF, 0xF5, 0x14, 0xC4], 48, 1152),
            ([0xFF, 0xFF, 0xEA, 0x00], 676, 384),
            ([0xFF, 0xF7, 0x14, 0xC4], 64, 384),
        ];
        for (bytes, length, samples) in cases {
            let header = Header::read(bytes).expect("a header");
            assert_eq!((header.length(), header.kind.samples()), (Some(*length), *samples), "{bytes:x?}");
        }
    }

    #[test]
    fn what_is_no_header() {
        let none: &[&[u8]] = &[
            &[],
            &[0xFF, 0xFB, 0x90],
            &[0xFE, 0xFB, 0x90, 0x64],
            &[0xFF, 0xDB, 0x90, 0x64],
            &[0xFF, 0xEB, 0x90, 0x64],
            &[0xFF, 0xF9, 0x90, 0x64],
            &[0xFF, 0xFB, 0xF0, 0x64],
            &[0xFF, 0xFB, 0x9C, 0x64],
            &[0xFF, 0xFD, 0x00, 0x64],
            &[0xFF, 0xFF, 0xFF, 0xFF],
        ];
        for bytes in none {
            assert_eq!(Header::read(bytes), None, "{bytes:x?}");
        }
    }
}
