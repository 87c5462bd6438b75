//! Tags around the audio: `ID3v2` (<https://id3.org>), `ID3v1`, `APEv1`/`APEv2`, and Lyrics3.

use super::artwork::{Artwork, syncsafe};

/// As much as [`tag_at`] has to see: an enhanced tag, and the letters of the one behind it.
pub(super) const TAG_LOOKAHEAD: usize = ENHANCED_BYTES + 3;

const ID3V2_HEADER_BYTES: u64 = 10;
pub(super) const ID3V1_BYTES: usize = 128;
const APE_HEADER_BYTES: u64 = 32;
/// `TAG+`, with longer names; an `ID3v1` tag always follows.
const ENHANCED_BYTES: usize = 227;
/// The size of a Lyrics3 tag is written in six digits, and they and the end's letters are not in it.
const LONGEST_LYRICS: u64 = 999_999 + 6;

/// A tag that has begun.
#[derive(Clone, Debug)]
pub(super) struct Tag {
    /// How many bytes it has from here on.
    pub(super) length: u64,
    /// How many bytes before this one belong to it: an APE tag may have a footer only.
    pub(super) before: u64,
    /// Looks for artwork in the bytes that follow its header.
    pub(super) artwork: Artwork,
    /// Three letters are soon found in any data, so this one counts only where a tag can be.
    pub(super) is_id3v1: bool,
}

/// The tag that begins here.
pub(super) fn tag_at(bytes: &[u8]) -> Option<Tag> {
    let plain = |length: usize, before: u64, is_id3v1: bool| {
        Some(Tag { length: length as u64, before, artwork: Artwork::none(), is_id3v1 })
    };
    match bytes {
        [b'I', b'D', b'3', ..] => id3v2(bytes),
        [b'T', b'A', b'G', b'+', ..] if bytes.get(ENHANCED_BYTES..).is_some_and(|next| next.starts_with(b"TAG")) => {
            plain(ENHANCED_BYTES, 0, false)
        }
        [b'T', b'A', b'G', ..] => plain(ID3V1_BYTES, 0, true),
        // How long the lyrics are is told at their end.
        [b'L', b'Y', b'R', b'I', b'C', b'S', b'B', b'E', b'G', b'I', b'N', ..] => plain(11, 0, false),
        [b'L', b'Y', b'R', b'I', b'C', b'S', b'2', b'0', b'0', ..]
        | [b'L', b'Y', b'R', b'I', b'C', b'S', b'E', b'N', b'D', ..] => plain(9, LONGEST_LYRICS, false),
        [b'A', b'P', b'E', b'T', b'A', b'G', b'E', b'X', ..] => ape(bytes),
        _ => None,
    }
}

fn id3v2(bytes: &[u8]) -> Option<Tag> {
    let &[_, _, _, major, revision, flags, a, b, c, d, ..] = bytes else { return None };
    let sizes = [a, b, c, d];
    // No version is higher than 4; the lower flags are zero in each of them.
    if !(2..=4).contains(&major) || revision == 0xFF || flags & 0x0F != 0 {
        return None;
    }
    let size = u64::from(syncsafe(sizes)?);
    let has_footer = major == 4 && flags & 0x10 != 0;
    let footer = if has_footer { ID3V2_HEADER_BYTES } else { 0 };
    let length = ID3V2_HEADER_BYTES + size + footer;
    Some(Tag { length, before: 0, artwork: Artwork::in_id3v2(major, flags), is_id3v1: false })
}

/// The header of an APE tag, or its footer where it has no header.
fn ape(bytes: &[u8]) -> Option<Tag> {
    let &[_, _, _, _, _, _, _, _, v0, v1, v2, v3, s0, s1, s2, s3, _, _, _, _, f0, f1, f2, f3, ..] = bytes else {
        return None;
    };
    let version = u32::from_le_bytes([v0, v1, v2, v3]);
    if version != 1_000 && version != 2_000 {
        return None;
    }
    // Of the items and the footer, without the header.
    let size = u64::from(u32::from_le_bytes([s0, s1, s2, s3]));
    let flags = if version == 2_000 { u32::from_le_bytes([f0, f1, f2, f3]) } else { 0 };
    Some(if flags & 1 << 29 != 0 {
        Tag { length: APE_HEADER_BYTES + size, before: 0, artwork: Artwork::in_ape(), is_id3v1: false }
    } else {
        // A header is met before the footer, unless a cut frame has swallowed it.
        let header = if flags & 1 << 31 != 0 { APE_HEADER_BYTES } else { 0 };
        let before = size.saturating_sub(APE_HEADER_BYTES) + header;
        Tag { length: APE_HEADER_BYTES, before, artwork: Artwork::none(), is_id3v1: false }
    })
}
