//! How much of a tag is pictures. The tag's bytes come in chunks of any size, so this reads its frames (`ID3v2`) or items
//! (APE) as they pass.

/// Reads one tag, its ten or 32 bytes of header first.
#[derive(Clone, Debug)]
pub(super) struct Artwork {
    layout: Layout,
    /// What is collected now: a frame's or an item's head.
    head: Vec<u8>,
    /// How much of the tag passes unread: its header, what a frame holds.
    skip: u64,
    /// What is skipped is a picture.
    in_picture: bool,
    /// The whole tag is unsynchronised.
    unsynchronised: bool,
    /// In 2.4: how much longer what was skipped is if its size was written plainly.
    more: u64,
    /// The last byte was `0xFF`.
    after_ff: bool,
    bytes: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    /// Nothing, or nothing more, to look for.
    Done,
    /// Three letters and a size of three bytes.
    Id3v22,
    /// Four letters, a size of four bytes, two bytes of flags.
    Id3v23,
    /// The same with syncsafe sizes.
    Id3v24,
    /// An extended header comes first, its size in the first four bytes.
    Extended { version: ExtendedHeader },
    /// Size and flags of four bytes each, then a key that ends with a zero.
    Ape,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ExtendedHeader {
    /// Its size leaves out the four bytes it is written in.
    V3,
    /// Its size includes them, and is syncsafe.
    V4,
}

/// An APE item with a key longer than this is nothing that the format allows.
const LONGEST_APE_KEY: usize = 255;

/// Where an APE tag keeps pictures: `Cover Art (Front)` and others.
const APE_PICTURE: &[u8] = b"cover art";

/// What a frame's or item's head says.
enum Head {
    /// It is not complete.
    Unfinished,
    /// What follows has that many bytes.
    Body { bytes: u64, more: u64, picture: bool },
    /// The frames are over: padding, or nothing that can be read.
    End,
}

impl Artwork {
    pub(super) fn none() -> Self {
        Self::new(Layout::Done, 0)
    }

    pub(super) fn in_ape() -> Self {
        Self::new(Layout::Ape, 32)
    }

    pub(super) fn in_id3v2(major: u8, flags: u8) -> Self {
        let flag_6 = flags & 0x40 != 0;
        let layout = match (major, flag_6) {
            (2, false) => Layout::Id3v22,
            (3, false) => Layout::Id3v23,
            (4, false) => Layout::Id3v24,
            (3, true) => Layout::Extended { version: ExtendedHeader::V3 },
            (4, true) => Layout::Extended { version: ExtendedHeader::V4 },
            // In 2.2 this bit says that the tag is compressed, by a scheme that nobody ever defined.
            _ => Layout::Done,
        };
        let mut artwork = Self::new(layout, 10);
        // A whole tag may be unsynchronised: a zero stands behind each 0xFF, and sizes do not count it. 2.4 does so frame by
        // frame, and its sizes do count.
        artwork.unsynchronised = flags & 0x80 != 0 && major < 4;
        artwork
    }

    fn new(layout: Layout, skip: u64) -> Self {
        Self {
            layout,
            head: Vec::new(),
            skip,
            in_picture: false,
            unsynchronised: false,
            more: 0,
            after_ff: false,
            bytes: 0,
        }
    }

    /// How many bytes of pictures have passed.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Reads the next bytes of the tag.
    pub(super) fn pass(&mut self, mut bytes: &[u8]) {
        while self.layout != Layout::Done && !bytes.is_empty() {
            if self.skip > 0 {
                let skipped = self.skip_some(bytes);
                bytes = bytes.get(skipped..).unwrap_or_default();
            } else {
                let wanted = self.head_bytes();
                let taken = self.collect(bytes, wanted);
                bytes = bytes.get(taken..).unwrap_or_default();
                if self.head.len() == wanted {
                    self.read_head();
                }
            }
        }
    }

    /// At how many bytes a head tells more than by those that are there. To look at each byte took most of the time.
    fn head_bytes(&self) -> usize {
        match self.layout {
            Layout::Done => 0,
            Layout::Extended { .. } => 4,
            _ if self.more > 0 => 4,
            Layout::Id3v22 => 6,
            Layout::Id3v23 | Layout::Id3v24 => 10,
            Layout::Ape => 9.max(self.head.len() + 1),
        }
    }

    /// Goes on with a head until it has `wanted` bytes; tells how many of the tag that took.
    fn collect(&mut self, bytes: &[u8], wanted: usize) -> usize {
        if !self.unsynchronised {
            let missing = wanted.saturating_sub(self.head.len());
            let taken = bytes.get(..missing).unwrap_or(bytes);
            self.head.extend_from_slice(taken);
            return taken.len();
        }
        let mut passed = 0;
        for &byte in bytes {
            if self.head.len() == wanted {
                break;
            }
            passed += 1;
            if !self.is_stuffing(byte) {
                self.head.push(byte);
            }
        }
        passed
    }

    /// Goes past what a frame holds; tells how many bytes that were.
    fn skip_some(&mut self, bytes: &[u8]) -> usize {
        let mut passed = 0;
        if self.unsynchronised {
            for &byte in bytes {
                if self.skip == 0 {
                    break;
                }
                passed += 1;
                if !self.is_stuffing(byte) {
                    self.skip -= 1;
                }
            }
        } else {
            passed = usize::try_from(self.skip).map_or(bytes.len(), |skip| skip.min(bytes.len()));
            self.skip = self.skip.saturating_sub(passed as u64);
        }
        if self.in_picture {
            self.bytes += passed as u64;
        }
        passed
    }

    /// Whether the byte is there only for unsynchronisation.
    fn is_stuffing(&mut self, byte: u8) -> bool {
        let stuffing = self.unsynchronised && self.after_ff && byte == 0;
        self.after_ff = byte == 0xFF;
        stuffing
    }

    fn read_head(&mut self) {
        if self.more > 0 && self.is_still_body() {
            return;
        }
        match head(self.layout, &self.head) {
            Head::Unfinished => return,
            Head::End => self.layout = Layout::Done,
            Head::Body { bytes, more, picture } => {
                self.skip = bytes;
                self.more = more;
                self.in_picture = picture;
                self.layout = match self.layout {
                    Layout::Extended { version: ExtendedHeader::V3 } => Layout::Id3v23,
                    Layout::Extended { version: ExtendedHeader::V4 } => Layout::Id3v24,
                    same => same,
                };
            }
        }
        self.head.clear();
    }

    /// Old versions of iTunes wrote plain sizes into 2.4. Where the size can be read both ways, the shorter one is right only if
    /// another frame, padding or the tag's footer begins behind it, which four bytes tell.
    fn is_still_body(&mut self) -> bool {
        let &[a, b, c, d] = self.head.as_slice() else { return true };
        let is_name = [a, b, c, d].iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        let more = std::mem::take(&mut self.more);
        if is_name || [a, b, c, d] == [0; 4] || [a, b, c] == *b"3DI" {
            return false;
        }
        self.skip = more - 4;
        self.bytes += if self.in_picture { 4 } else { 0 };
        self.head.clear();
        true
    }
}

fn head(layout: Layout, head: &[u8]) -> Head {
    match (layout, head) {
        (Layout::Id3v22 | Layout::Id3v23 | Layout::Id3v24, [first, ..]) if !first.is_ascii_uppercase() => Head::End,
        (Layout::Id3v22, &[a, b, c, s0, s1, s2]) => {
            Head::Body { bytes: u32::from_be_bytes([0, s0, s1, s2]).into(), more: 0, picture: [a, b, c] == *b"PIC" }
        }
        (Layout::Id3v23 | Layout::Id3v24, &[a, b, c, d, s0, s1, s2, s3, _, _]) => {
            let size = [s0, s1, s2, s3];
            let plain = u32::from_be_bytes(size);
            // A set eighth bit shows that it is plain in 2.4, too.
            let syncsafe = if layout == Layout::Id3v24 { syncsafe(size) } else { None };
            let bytes = syncsafe.unwrap_or(plain);
            Head::Body { bytes: bytes.into(), more: (plain - bytes).into(), picture: [a, b, c, d] == *b"APIC" }
        }
        (Layout::Extended { version: ExtendedHeader::V3 }, &[s0, s1, s2, s3]) => {
            Head::Body { bytes: u32::from_be_bytes([s0, s1, s2, s3]).into(), more: 0, picture: false }
        }
        (Layout::Extended { version: ExtendedHeader::V4 }, &[s0, s1, s2, s3]) => {
            let bytes = syncsafe([s0, s1, s2, s3]).unwrap_or(0).saturating_sub(4).into();
            Head::Body { bytes, more: 0, picture: false }
        }
        (Layout::Ape, &[s0, s1, s2, s3, _, _, _, _, ref key @ .., 0]) => {
            let picture = key.get(..APE_PICTURE.len()).is_some_and(|start| start.eq_ignore_ascii_case(APE_PICTURE));
            Head::Body { bytes: u32::from_le_bytes([s0, s1, s2, s3]).into(), more: 0, picture }
        }
        (Layout::Ape, head) if head.len() > 8 + LONGEST_APE_KEY => Head::End,
        (Layout::Done, _) => Head::End,
        _ => Head::Unfinished,
    }
}

/// Four bytes of which only the lower seven bits count, so that no `0xFF` looks like a frame.
pub(super) fn syncsafe(bytes: [u8; 4]) -> Option<u32> {
    bytes.iter().try_fold(0, |value, &byte| (byte < 0x80).then_some(value << 7 | u32::from(byte)))
}
