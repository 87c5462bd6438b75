//! What a file is, by its first bytes.

use super::header::MpegLayer;
use crate::serialize_as_str::serialize_as_str;

/// What the bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileFormat {
    /// MPEG audio of Layer III.
    Mp3,
    /// MPEG audio of Layer I.
    MpegLayer1,
    /// MPEG audio of Layer II.
    MpegLayer2,
    /// A web page.
    Html,
    /// Another XML document.
    Xml,
    /// A JSON text.
    Json,
    /// RIFF with WAVE in it.
    Wav,
    /// Ogg, whatever is in it.
    Ogg,
    /// FLAC.
    Flac,
    /// MP4 or M4A.
    Mp4,
    /// Bare AAC frames.
    Adts,
    /// No bytes at all.
    Empty,
    /// None of these.
    Unknown,
}

impl FileFormat {
    /// As it serialises.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mp3 => "mp3",
            Self::MpegLayer1 => "mpeg-layer-1",
            Self::MpegLayer2 => "mpeg-layer-2",
            Self::Html => "html",
            Self::Xml => "xml",
            Self::Json => "json",
            Self::Wav => "wav",
            Self::Ogg => "ogg",
            Self::Flac => "flac",
            Self::Mp4 => "mp4",
            Self::Adts => "adts",
            Self::Empty => "empty",
            Self::Unknown => "unknown",
        }
    }

    pub(super) const fn of_layer(layer: MpegLayer) -> Self {
        match layer {
            MpegLayer::I => Self::MpegLayer1,
            MpegLayer::II => Self::MpegLayer2,
            MpegLayer::III => Self::Mp3,
        }
    }
}

serialize_as_str!(FileFormat);

/// As much as [`foreign`] has to see: two ADTS frames, each at most 8,191 bytes long.
pub(super) const FORMAT_LOOKAHEAD: usize = 8_191 + ADTS_HEADER_BYTES;

const ADTS_HEADER_BYTES: usize = 7;

/// What the bytes are if they are certainly no MPEG audio.
pub(super) fn foreign(bytes: &[u8]) -> Option<FileFormat> {
    match bytes {
        [b'R', b'I', b'F', b'F' | b'X', _, _, _, _, b'W', b'A', b'V', b'E', ..]
        | [b'R', b'F', b'6', b'4', _, _, _, _, b'W', b'A', b'V', b'E', ..] => Some(FileFormat::Wav),
        [b'O', b'g', b'g', b'S', ..] => Some(FileFormat::Ogg),
        [b'f', b'L', b'a', b'C', ..] => Some(FileFormat::Flac),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => Some(FileFormat::Mp4),
        [0xFF, ..] => is_adts(bytes).then_some(FileFormat::Adts),
        _ => text(bytes),
    }
}

/// Two ADTS headers that agree, the second where the first frame ends; or a single frame that ends with the file.
fn is_adts(bytes: &[u8]) -> bool {
    let Some((first, length)) = adts_header(bytes) else { return false };
    match bytes.get(length..) {
        Some([]) => true,
        Some(rest) => adts_header(rest).is_some_and(|(second, _)| second == first),
        None => false,
    }
}

/// The parts of an ADTS header that stay the same, and the length of its frame.
fn adts_header(bytes: &[u8]) -> Option<([u8; 3], usize)> {
    let &[0xFF, second, third, fourth, fifth, sixth, _, ..] = bytes else { return None };
    // The layer is always 0, which MPEG audio reserves; 13 sample rates are defined.
    if second & 0xF6 != 0xF0 || third >> 2 & 0x0F > 12 {
        return None;
    }
    let length = usize::from(fourth & 0b11) << 11 | usize::from(fifth) << 3 | usize::from(sixth >> 5);
    (length >= ADTS_HEADER_BYTES).then_some(([second, third, fourth & 0xC0], length))
}

fn text(bytes: &[u8]) -> Option<FileFormat> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    match text {
        [b'<', b'?', b'x', b'm', b'l', ..] => {
            // XHTML begins like any other XML document.
            let is_page = text.windows(5).take(1_000).any(|part| part.eq_ignore_ascii_case(b"<html"));
            Some(if is_page { FileFormat::Html } else { FileFormat::Xml })
        }
        [b'<', b'!', ..] => Some(FileFormat::Html),
        [b'<', letter, ..] if letter.is_ascii_alphabetic() => Some(FileFormat::Html),
        [b'{', rest @ ..] => matches!(rest.trim_ascii_start(), [b'"' | b'}', ..]).then_some(FileFormat::Json),
        [b'[', rest @ ..] => {
            let first = rest.trim_ascii_start().first()?;
            (b"[{\"]-tfn".contains(first) || first.is_ascii_digit()).then_some(FileFormat::Json)
        }
        _ => None,
    }
}
