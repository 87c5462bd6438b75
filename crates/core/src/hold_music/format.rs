//! What a file is, by its first bytes.

use std::borrow::Cow;

use super::header::MpegLayer;
use crate::json::read_json;
use crate::serialize_as_str::serialize_as_str;

/// What the bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
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

/// What the bytes are if they are certainly no MPEG audio. Plain samples, programs and archives hold what looks like frames.
pub(super) fn foreign(bytes: &[u8]) -> Option<FileFormat> {
    match bytes {
        // AIFF, AU, CAF, Matroska and WebM, ELF, ZIP.
        [b'F', b'O', b'R', b'M', _, _, _, _, b'A', b'I', b'F', b'F' | b'C', ..]
        | [b'.', b's', b'n', b'd', ..]
        | [b'c', b'a', b'f', b'f', ..]
        | [0x1A, 0x45, 0xDF, 0xA3, ..]
        | [0x7F, b'E', b'L', b'F', ..]
        | [b'P', b'K', 3, 4, ..] => Some(FileFormat::Unknown),
        [b'R', b'I', b'F', b'F' | b'X', _, _, _, _, b'W', b'A', b'V', b'E', ..]
        | [b'R', b'F', b'6', b'4', _, _, _, _, b'W', b'A', b'V', b'E', ..] => Some(FileFormat::Wav),
        [b'O', b'g', b'g', b'S', ..] => Some(FileFormat::Ogg),
        [b'f', b'L', b'a', b'C', ..] => Some(FileFormat::Flac),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => Some(FileFormat::Mp4),
        [0xFF, ..] if is_adts(bytes) => Some(FileFormat::Adts),
        _ => text(&one_byte_each(bytes)),
    }
}

/// Whether these are characters only, of a text in UTF-8 or UTF-16.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    let is_control = |byte: &u8| byte.is_ascii_control() && !byte.is_ascii_whitespace();
    let text = one_byte_each(bytes);
    // The last character may be cut.
    let is_utf_8 = std::str::from_utf8(&text).map_or_else(|error| error.error_len().is_none(), |_| true);
    is_utf_8 && !text.iter().any(is_control)
}

/// A text in UTF-16 with its byte order mark as its ASCII characters, and `?` for the others; anything else as it is.
fn one_byte_each(bytes: &[u8]) -> Cow<'_, [u8]> {
    let (units, high) = match bytes {
        [0xFF, 0xFE, units @ ..] => (units, 1),
        [0xFE, 0xFF, units @ ..] => (units, 0),
        _ => return Cow::Borrowed(bytes),
    };
    let mut text = Vec::new();
    for unit in units.chunks_exact(2) {
        let ascii = unit.get(1 - high).filter(|byte| byte.is_ascii() && unit.get(high) == Some(&0));
        text.push(ascii.copied().unwrap_or(b'?'));
    }
    Cow::Owned(text)
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

/// What a page without a doctype begins with; any other element is XML's, as in `<Error>` and `<svg>`.
const HTML_ELEMENTS: [&[u8]; 13] =
    [b"html", b"head", b"body", b"title", b"meta", b"script", b"style", b"center", b"div", b"p", b"h1", b"h2", b"pre"];

fn text(bytes: &[u8]) -> Option<FileFormat> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii();
    match text {
        [b'<', b'?', b'x', b'm', b'l', ..] => {
            // XHTML begins like any other XML document.
            let is_page = text.windows(5).take(1_000).any(|part| part.eq_ignore_ascii_case(b"<html"));
            Some(if is_page { FileFormat::Html } else { FileFormat::Xml })
        }
        [b'<', b'!', ..] => Some(FileFormat::Html),
        [b'<', rest @ ..] => {
            let letters = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            let name = rest.get(..letters).filter(|name| !name.is_empty())?;
            let is_page = HTML_ELEMENTS.iter().any(|element| name.eq_ignore_ascii_case(element));
            Some(if is_page { FileFormat::Html } else { FileFormat::Xml })
        }
        [b'{', rest @ ..] => matches!(rest.trim_ascii_start(), [b'"' | b'}', ..]).then_some(FileFormat::Json),
        [b'[', rest @ ..] => {
            let rest = rest.trim_ascii_start();
            let first = rest.first()?;
            let is_value = b"[{\"]-".contains(first) || first.is_ascii_digit();
            let is_word = [b"null".as_slice(), b"true", b"false"].iter().any(|word| rest.starts_with(word));
            (is_value || is_word).then_some(FileFormat::Json)
        }
        // `"not found"`, `null`: without brackets it is JSON only as a whole.
        text => read_json(text).map(|_| FileFormat::Json),
    }
}
