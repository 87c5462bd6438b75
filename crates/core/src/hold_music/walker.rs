//! Goes through a file once, in chunks of any size, from frame to frame. What it holds of the file is bounded.

use super::artwork::Artwork;
use super::format::{FORMAT_LOOKAHEAD, foreign, is_text};
use super::header::{HEADER_BYTES, Header};
use super::info_frame::claim;
use super::sums::Sums;
use super::sync::{Found, Place, SEARCH_LOOKAHEAD, Search, Stream};
use super::tags::{TAG_LOOKAHEAD, Tag, tag_at};
use super::window::Window;

/// The widest view: what a search sees, and what a file's format is told by.
const LOOKAHEAD: usize = if SEARCH_LOOKAHEAD > FORMAT_LOOKAHEAD { SEARCH_LOOKAHEAD } else { FORMAT_LOOKAHEAD };

/// The push parser: give it the bytes, then ask.
#[derive(Clone, Debug, Default)]
pub(crate) struct Walker {
    window: Window,
    /// Where the window begins in the file.
    position: u64,
    state: State,
    /// What is being passed.
    body: Option<Body>,
    search: Search,
    stream: Option<Stream>,
    sums: Sums,
}

#[derive(Clone, Copy, Debug, Default)]
enum State {
    /// Nothing but tags so far.
    #[default]
    Start,
    /// A frame or a tag has ended: another has to begin here.
    Expecting,
    /// There are bytes that belong to nothing.
    Searching,
    /// No MPEG audio: the rest is only counted.
    Foreign,
}

/// A frame or a tag of which the length is known.
#[derive(Clone, Debug)]
struct Body {
    what: What,
    left: u64,
    passed: u64,
}

#[derive(Clone, Debug)]
enum What {
    Frame(Header),
    /// The first frame, where it holds a claim instead of audio.
    Claim,
    Tag(Artwork),
}

impl Walker {
    /// Takes the next bytes of the file.
    pub(crate) fn push(&mut self, mut chunk: &[u8]) {
        while self.step(&mut chunk, false) {}
    }

    /// Takes the end of the file.
    pub(crate) fn finish(mut self) -> Sums {
        while self.step(&mut [].as_slice(), true) {}
        if let Some(body) = self.body.take() {
            self.end_cut(body);
        }
        self.sums.junk_ends(false);
        self.sums
    }

    /// Goes one step on; `false` when that takes more bytes than there are.
    fn step(&mut self, chunk: &mut &[u8], at_end: bool) -> bool {
        if self.body.is_some() {
            return self.pass_body(chunk);
        }
        let wanted = match self.state {
            State::Foreign => return self.pass_foreign(chunk),
            // After a frame comes a frame, nearly always, and a header is all that this takes.
            State::Expecting => TAG_LOOKAHEAD,
            State::Start | State::Searching => LOOKAHEAD,
        };
        self.window.widen(chunk, wanted);
        let visible = self.window.bytes().len();
        if visible == 0 || (visible < wanted && !at_end) {
            return false;
        }
        match self.state {
            State::Start => self.start(at_end),
            State::Expecting => self.expect(at_end),
            State::Searching | State::Foreign => self.search(at_end),
        }
        true
    }

    fn start(&mut self, at_end: bool) {
        let bytes = self.window.bytes();
        if let Some(tag) = tag_at(bytes) {
            self.begin_tag(tag);
        } else if let Some(format) = foreign(bytes) {
            self.sums.format = Some(format);
            self.state = State::Foreign;
        } else if is_text(bytes) {
            self.sums.is_text = true;
            self.state = State::Searching;
        } else if at_end && let Some(lacks) = lacks_of_a_frame(bytes) {
            let seen = bytes.len();
            self.sums.cut_frame(seen as u64, Some(lacks));
            self.go_past(seen);
        } else {
            self.state = State::Searching;
        }
    }

    fn expect(&mut self, at_end: bool) {
        let bytes = self.window.bytes();
        if let Some((header, length)) = self.stream.and_then(|stream| stream.frame_at(bytes)) {
            self.begin(What::Frame(header), length as u64);
        } else if let Some(tag) = tag_at(bytes) {
            self.begin_tag(tag);
        } else if at_end && self.stream.is_some() && bytes.len() < HEADER_BYTES && bytes.first() == Some(&0xFF) {
            // The file was cut inside a header: how long its frame was is not known.
            self.sums.cut_frame(bytes.len() as u64, None);
            self.go_past(bytes.len());
        } else {
            self.sums.stream_lost();
            self.state = State::Searching;
        }
    }

    fn search(&mut self, at_end: bool) {
        let bytes = self.window.bytes();
        let place = Place { position: self.position, at_end, lost: self.stream, at_start: self.sums.is_clean_start() };
        let found = self.search.next(bytes, &place);
        let (Found::Frame { junk, .. } | Found::Tag { junk, .. } | Found::Nothing { junk }) = found;
        self.sums.junk(bytes.get(..junk).unwrap_or_default());
        self.go_past(junk);
        match found {
            Found::Nothing { .. } => {}
            Found::Tag { tag, .. } => self.begin_tag(tag),
            Found::Frame { stream, length, .. } => {
                self.sums.junk_ends(true);
                self.stream = Some(stream);
                self.state = State::Expecting;
                let frame = self.window.bytes().get(..length).unwrap_or_default();
                // Decoders play such a frame where it is not the first.
                let claim = if self.sums.has_frames() { None } else { claim(&stream.header, frame) };
                if let Some(claim) = claim {
                    self.sums.claimed(claim, stream.header.kind);
                    self.begin(What::Claim, length as u64);
                } else {
                    self.begin(What::Frame(stream.header), length as u64);
                }
            }
        }
    }

    fn begin_tag(&mut self, tag: Tag) {
        self.sums.take_back_junk(tag.before);
        self.sums.junk_ends(false);
        if matches!(self.state, State::Searching) {
            self.state = State::Expecting;
        }
        self.begin(What::Tag(tag.artwork), tag.length);
    }

    fn begin(&mut self, what: What, length: u64) {
        self.body = Some(Body { what, left: length, passed: 0 });
    }

    /// Goes on through a frame or a tag, first in the window, then in the chunk.
    fn pass_body(&mut self, chunk: &mut &[u8]) -> bool {
        let Some(body) = &mut self.body else { return false };
        let in_window = body.pass(self.window.bytes());
        if body.left > 0 {
            let in_chunk = body.pass(chunk);
            *chunk = chunk.get(in_chunk..).unwrap_or_default();
            self.position += in_chunk as u64;
        }
        let is_over = body.left == 0;
        self.go_past(in_window);
        let Some(body) = self.body.take_if(|_| is_over) else { return false };
        match body.what {
            What::Frame(header) => self.sums.frame(&header, body.passed),
            What::Claim => self.sums.tag(body.passed, 0),
            What::Tag(artwork) => self.sums.tag(body.passed, artwork.bytes()),
        }
        true
    }

    fn end_cut(&mut self, body: Body) {
        match body.what {
            What::Frame(_) => self.sums.cut_frame(body.passed, Some(body.left)),
            What::Claim => self.sums.cut_tag(body.passed, 0, body.left),
            What::Tag(artwork) => self.sums.cut_tag(body.passed, artwork.bytes(), body.left),
        }
    }

    fn pass_foreign(&mut self, chunk: &mut &[u8]) -> bool {
        let seen = self.window.bytes();
        self.sums.foreign(seen.len() as u64 + chunk.len() as u64);
        self.go_past(seen.len());
        *chunk = &[];
        false
    }

    fn go_past(&mut self, count: usize) {
        self.window.advance(count);
        self.position += count as u64;
    }
}

/// How many bytes these lack of the frame that begins with them.
fn lacks_of_a_frame(bytes: &[u8]) -> Option<u64> {
    let length = Header::read(bytes)?.length()?;
    length.checked_sub(bytes.len()).filter(|lacks| *lacks > 0).map(|lacks| lacks as u64)
}

impl Body {
    /// Takes what belongs to it from the front of `bytes`; tells how many that were.
    fn pass(&mut self, bytes: &[u8]) -> usize {
        let count = usize::try_from(self.left).map_or(bytes.len(), |left| left.min(bytes.len()));
        if let What::Tag(artwork) = &mut self.what {
            artwork.pass(bytes.get(..count).unwrap_or_default());
        }
        self.left -= count as u64;
        self.passed += count as u64;
        count
    }
}
