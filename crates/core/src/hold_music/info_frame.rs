//! What an encoder wrote about the whole file into a first frame that holds no audio: Xing's header (`Info` where the bit rate
//! is constant) with LAME's addition, or Fraunhofer's VBRI. It is compared with what was walked, never believed.

use super::header::{HEADER_BYTES, Header};

/// What the first frame claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Claim {
    /// `Xing`, `Info` or `VBRI`.
    pub(super) name: &'static str,
    /// How many frames of audio follow.
    pub(super) frames: Option<u32>,
    pub(super) gaps: Option<Gaps>,
}

/// Samples that are no part of the recording, as LAME and ffmpeg write them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gaps {
    /// Before it.
    pub(super) delay: u16,
    /// After it.
    pub(super) padding: u16,
}

/// VBRI stands at this place, whatever the side information.
const VBRI_AT: usize = 36;

/// Of the encoders that write delay and padding: LAME and ffmpeg (libavformat, libavcodec). LAME 3.99.1 and the releases next to
/// it call themselves `L3.99r` and a digit.
const WRITERS_OF_GAPS: [&[u8]; 4] = [b"LAME", b"L3.99", b"Lavf", b"Lavc"];

/// From the writer's name to delay and padding.
const GAPS_AT: usize = 21;

/// Reads the frame that begins with `header`; `None` if it is one of audio.
pub(super) fn claim(header: &Header, frame: &[u8]) -> Option<Claim> {
    let side = HEADER_BYTES + header.kind.side_information();
    // LAME leaves no room for the CRC in this frame, others do.
    xing(frame, side).or_else(|| xing(frame, side + 2)).or_else(|| vbri(frame))
}

fn xing(frame: &[u8], at: usize) -> Option<Claim> {
    let (name, rest) = match frame.get(at..)?.split_first_chunk()? {
        (b"Xing", rest) => ("Xing", rest),
        (b"Info", rest) => ("Info", rest),
        _ => return None,
    };
    let (flags, rest) = read_u32(rest)?;
    let has = |bit: u32| flags & bit != 0;
    let (frames, rest) = if has(1) { read_u32(rest).map(|(frames, rest)| (Some(frames), rest))? } else { (None, rest) };
    // Its other fields, each only if its flag is set: bytes, table of contents, quality.
    let other_fields = 4 * usize::from(has(2)) + 100 * usize::from(has(4)) + 4 * usize::from(has(8));
    Some(Claim { name, frames, gaps: rest.get(other_fields..).and_then(gaps) })
}

fn gaps(rest: &[u8]) -> Option<Gaps> {
    if !WRITERS_OF_GAPS.iter().any(|writer| rest.starts_with(writer)) {
        return None;
    }
    // Twelve bits each.
    let &[a, b, c] = rest.get(GAPS_AT..GAPS_AT + 3)? else { return None };
    let (a, b, c) = (u16::from(a), u16::from(b), u16::from(c));
    Some(Gaps { delay: a << 4 | b >> 4, padding: (b & 0x0F) << 8 | c })
}

fn vbri(frame: &[u8]) -> Option<Claim> {
    let rest = frame.get(VBRI_AT..)?.strip_prefix(b"VBRI")?;
    // Version, delay and quality have two bytes each, the size in bytes four.
    let (frames, _) = read_u32(rest.get(10..)?)?;
    Some(Claim { name: "VBRI", frames: Some(frames), gaps: None })
}

fn read_u32(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (number, rest) = bytes.split_first_chunk()?;
    Some((u32::from_be_bytes(*number), rest))
}
