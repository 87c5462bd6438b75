//! Where a stream of frames begins, or begins again: at a header that agrees with the next one. One header alone is soon
//! found in any data.

use super::header::{HEADER_BYTES, Header};
use super::lengths::{Length, Lengths};
use super::tags::{ID3V1_BYTES, TAG_LOOKAHEAD, Tag, tag_at};

/// The longest frame in free format: mpg123's bound. LAME's highest bit rate, 640 kbit/s at 32 kHz, makes 2,880 bytes.
const LONGEST_FREE_FRAME: usize = 3_456;

/// The shortest frame of Layer III: 8 kbit/s at 24 kHz.
const SHORTEST_FREE_FRAME: usize = 24;

/// What [`Search::next`] has to see behind a place to judge it: two frames in free format, and a header or a tag.
const REACH: usize = 2 * LONGEST_FREE_FRAME + 1 + TAG_LOOKAHEAD + ID3V1_BYTES;

/// As much as a search should see at once. Half of it is judged, so that a byte is looked at twice on average.
pub(super) const SEARCH_LOOKAHEAD: usize = 2 * REACH;

/// A stream that is being walked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stream {
    pub(super) header: Header,
    /// In free format: how long its frames are without padding.
    free_length: Option<usize>,
}

impl Stream {
    /// How long the frame is that begins here, if it belongs to the stream.
    pub(super) fn frame_at(&self, bytes: &[u8]) -> Option<(Header, usize)> {
        let header = self.header.continued_at(bytes)?;
        Some((header, self.length(&header)?))
    }

    fn length(&self, header: &Header) -> Option<usize> {
        header.length().or_else(|| self.free_length.map(|length| length + usize::from(header.padding)))
    }
}

/// What a search has found, after that many bytes of junk.
pub(super) enum Found {
    /// A frame of a stream.
    Frame { junk: usize, stream: Stream, length: usize },
    /// A tag.
    Tag { junk: usize, tag: Tag },
    /// Nothing yet.
    Nothing { junk: usize },
}

/// Looks for a frame or a tag.
#[derive(Clone, Debug, Default)]
pub(super) struct Search {
    /// How many bytes were compared for the sake of free format; see [`Search::may_spend`].
    spent: u64,
    lengths: Lengths,
}

/// What a search knows of the file.
pub(super) struct Place {
    /// Where the visible bytes begin.
    pub(super) position: u64,
    /// They reach to the end of the file.
    pub(super) at_end: bool,
    /// The stream that was lost.
    pub(super) lost: Option<Stream>,
    /// No junk came before.
    pub(super) at_start: bool,
}

impl Search {
    /// Goes through `bytes`, of which there are [`SEARCH_LOOKAHEAD`] or all that is left.
    pub(super) fn next(&mut self, bytes: &[u8], place: &Place) -> Found {
        let judged = if place.at_end { bytes.len() } else { bytes.len().saturating_sub(REACH) };
        let mut junk = 0;
        // Nothing that is found is shorter.
        let ahead = bytes.get(..bytes.len().min(judged + 2)).unwrap_or_default();
        while let Some(quiet) = ahead.get(junk..).and_then(|ahead| ahead.windows(3).position(may_begin)) {
            junk += quiet;
            let rest = bytes.get(junk..).unwrap_or_default();
            if rest.first() == Some(&0xFF) {
                if let Some(stream) = self.stream_at(rest, junk, place)
                    && let Some(length) = stream.length(&stream.header)
                {
                    return Found::Frame { junk, stream, length };
                }
            } else {
                let is_last = place.at_end && rest.len() == ID3V1_BYTES;
                if let Some(tag) = tag_at(rest).filter(|tag| is_last || !tag.is_id3v1) {
                    return Found::Tag { junk, tag };
                }
            }
            junk += 1;
        }
        Found::Nothing { junk: judged }
    }

    /// The stream that begins here.
    fn stream_at(&mut self, bytes: &[u8], offset: usize, place: &Place) -> Option<Stream> {
        let (length, fixed) = self.lengths.at(bytes)?;
        let Length::Bytes(length) = length else {
            return self.free_stream_at(Header::read(bytes)?, bytes, place.position + offset as u64, place.at_end);
        };
        let rest = bytes.get(length..)?;
        let confirmed = if let Some((Length::Bytes(_), next)) = self.lengths.at(rest) {
            next == fixed
        } else {
            // The last frame has no next one, but the stream that was lost agrees with it, or it is all there is.
            let may_be_last = place.lost.map_or(place.at_start && offset == 0, |lost| lost.header.fixed == fixed);
            may_be_last && is_over(rest, place.at_end)
        };
        if confirmed { Some(Stream { header: Header::read(bytes)?, free_length: None }) } else { None }
    }

    /// In free format the second header tells how long the frames are, so a third has to confirm it.
    fn free_stream_at(&mut self, header: Header, bytes: &[u8], position: u64, at_end: bool) -> Option<Stream> {
        if !self.may_spend(position) {
            return None;
        }
        let reach = bytes.len().saturating_sub(HEADER_BYTES - 2).min(LONGEST_FREE_FRAME + 2);
        let ahead = bytes.get(SHORTEST_FREE_FRAME..reach).unwrap_or_default();
        for (further, start) in ahead.windows(2).enumerate() {
            self.spent += 1;
            // Two bytes tell of nearly every place; to compare whole headers took four times as long.
            if !header.may_continue_with(start) {
                continue;
            }
            let length = SHORTEST_FREE_FRAME + further;
            let Some(next) = bytes.get(length..) else { break };
            let Some(second) = header.continued_at(next) else { continue };
            let free_length = length - usize::from(header.padding);
            let Some(rest) = next.get(free_length + usize::from(second.padding)..) else { continue };
            if header.continued_at(rest).is_some() || is_over(rest, at_end) {
                return Some(Stream { header, free_length: Some(free_length) });
            }
        }
        None
    }

    /// Free format is looked for only while that costs less than reading the file did: a file full of its headers would
    /// otherwise cost thousands of comparisons a byte.
    fn may_spend(&self, position: u64) -> bool {
        self.spent <= position + 16 * LONGEST_FREE_FRAME as u64
    }
}

/// The first bytes of a frame or a tag. That no bit rate is 15 ends most of what a long run of `0xFF` would cost.
fn may_begin(bytes: &[u8]) -> bool {
    match bytes {
        [0xFF, second, third] => *second >= 0xE0 && *third < 0xF0,
        // Few bytes of audio are in this range, and to try four letters on each byte takes half as long again.
        [b'A'..=b'T', ..] => matches!(bytes, b"ID3" | b"TAG" | b"APE" | b"LYR"),
        _ => false,
    }
}

/// The stream ends here: with the file, were it inside the next header, or at a tag.
fn is_over(rest: &[u8], at_end: bool) -> bool {
    let is_cut = rest.is_empty() || (rest.len() < HEADER_BYTES && rest.first() == Some(&0xFF));
    (at_end && is_cut) || tag_at(rest).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Headers of free format, four bytes apart, of which as many as possible agree with a second one, but never with a third at
    /// the same distance: each of them is compared with all that could be its second.
    fn slow_file() -> Vec<u8> {
        // In a ring, so that it can be repeated; longer than any frame.
        const RING: usize = LONGEST_FREE_FRAME / 4 + 3;
        let mut ring: Vec<Option<usize>> = vec![None; RING];
        for place in 0..RING {
            let agrees = |distance: usize, kind: usize| {
                let at =
                    |steps: usize| ring.get((place + RING * 2 - steps * distance % RING) % RING).copied().flatten();
                let ahead = |steps: usize| ring.get((place + steps * distance) % RING).copied().flatten();
                let kind = Some(kind);
                (at(1) == kind && at(2) == kind)
                    || (at(1) == kind && ahead(1) == kind)
                    || (ahead(1) == kind && ahead(2) == kind)
            };
            let free = (0..9).find(|kind| !(1..RING).any(|distance| agrees(distance, *kind)));
            if let Some(slot) = ring.get_mut(place) {
                *slot = free;
            }
        }
        let mut bytes = Vec::new();
        for slot in ring {
            let header = slot.map_or([0; 4], |kind| {
                let version = [0xFB, 0xF3, 0xE3].get(kind / 3).copied().unwrap_or_default();
                let rate = [0x00, 0x04, 0x08].get(kind % 3).copied().unwrap_or_default();
                [0xFF, version, rate, 0x64]
            });
            bytes.extend_from_slice(&header);
        }
        bytes
    }

    /// Comparisons are counted, because a time says little.
    #[test]
    fn free_format_costs_no_more_than_the_file_is_long() {
        let pattern = slow_file();
        let repeated = 300_000 / pattern.len();
        // A stream may end at the end of the file, but not in zeros.
        let bytes = [pattern.repeat(repeated), vec![0; 4 * LONGEST_FREE_FRAME]].concat();
        let mut search = Search::default();
        let mut position = 0;
        while position < bytes.len() {
            let rest = bytes.get(position..).unwrap_or_default();
            let seen = rest.get(..SEARCH_LOOKAHEAD).unwrap_or(rest);
            let at_end = seen.len() == rest.len();
            let place = Place { position: position as u64, at_end, lost: None, at_start: false };
            let Found::Nothing { junk } = search.next(seen, &place) else { panic!("found a stream at {position}") };
            position += junk;
        }
        // Without a bound it is 466 for each byte.
        assert!(search.spent > 300_000, "{}", search.spent);
        assert!(search.spent <= bytes.len() as u64 + 17 * LONGEST_FREE_FRAME as u64, "{}", search.spent);
    }
}
