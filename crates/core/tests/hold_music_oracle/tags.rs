//! Tags of every version around audio: every sample is counted, and no byte of a tag is taken for one.

use dialin_core::HoldMusicFacts;

use crate::sound::read;
use crate::tools::{Decoders, Tolerance, compare, encoded, ffmpeg, inspect, scratch};

/// How an `ID3v2` tag is written.
#[derive(Clone, Copy, Default)]
struct Id3v2 {
    version: u8,
    unsynchronised: bool,
    extended_header: bool,
    footer: bool,
}

/// A picture that holds whatever looks like a frame of audio.
fn picture(length: usize) -> Vec<u8> {
    [0xFF, 0xFB, 0x90, 0x64, 0xFF, 0x00, 0xFF, 0xE3, b'T', b'A', b'G', 0].into_iter().cycle().take(length).collect()
}

fn syncsafe(size: usize) -> [u8; 4] {
    let part = |shift: usize| (size >> shift & 0x7F).try_into().expect("seven bits");
    [part(21), part(14), part(7), part(0)]
}

impl Id3v2 {
    /// A tag with a title and a picture, and how many of its bytes are the picture.
    fn tag(self, picture: &[u8]) -> (Vec<u8>, u64) {
        let mut body = Vec::new();
        if self.extended_header {
            body.extend_from_slice(if self.version == 3 {
                &[0, 0, 0, 6, 0, 0, 0, 0, 0, 0]
            } else {
                &[0, 0, 0, 6, 1, 0]
            });
        }
        let (title, image, head): (&[u8], &[u8], &[u8]) = match self.version {
            2 => (b"TT2", b"PIC", b"\0PNG\x03\0"),
            _ => (b"TIT2", b"APIC", b"\0image/png\0\x03\0"),
        };
        self.frame(&mut body, title, b"\0Hold music");
        let image_content = [head, picture].concat();
        self.frame(&mut body, image, &image_content);
        let mut artwork = image_content.len();
        body.extend_from_slice(&[0; 64]);
        if self.unsynchronised && self.version < 4 {
            body = stuffed(&body);
            artwork = stuffed(&image_content).len();
        }
        let flags =
            u8::from(self.unsynchronised) << 7 | u8::from(self.extended_header) << 6 | u8::from(self.footer) << 4;
        let header = [[self.version, 0, flags].as_slice(), &syncsafe(body.len())].concat();
        let mut tag = [b"ID3", header.as_slice(), &body].concat();
        if self.footer {
            tag.extend_from_slice(&[b"3DI", header.as_slice()].concat());
        }
        (tag, artwork as u64)
    }

    fn frame(self, body: &mut Vec<u8>, id: &[u8], content: &[u8]) {
        body.extend_from_slice(id);
        match self.version {
            2 => body.extend_from_slice(&u32::try_from(content.len()).expect("a size").to_be_bytes()[1..]),
            3 => body.extend_from_slice(&u32::try_from(content.len()).expect("a size").to_be_bytes()),
            _ => body.extend_from_slice(&syncsafe(content.len())),
        }
        if self.version > 2 {
            body.extend_from_slice(&[0, 0]);
        }
        body.extend_from_slice(content);
    }
}

/// Unsynchronisation: a zero behind each 0xFF that a zero or the start of a frame follows.
fn stuffed(bytes: &[u8]) -> Vec<u8> {
    let mut stuffed = Vec::new();
    for (position, &byte) in bytes.iter().enumerate() {
        stuffed.push(byte);
        let next = bytes.get(position + 1).copied().unwrap_or(0);
        if byte == 0xFF && (next == 0 || next >= 0xE0) {
            stuffed.push(0);
        }
    }
    stuffed
}

/// An `APEv2` tag with a picture.
fn ape(picture: &[u8], has_header: bool) -> Vec<u8> {
    let mut items = Vec::new();
    for (key, value) in [(b"Title".as_slice(), b"Hold".as_slice()), (b"Cover Art (Front)", picture)] {
        items.extend_from_slice(&u32::try_from(value.len()).expect("a size").to_le_bytes());
        items.extend_from_slice(&[0; 4]);
        items.extend_from_slice(key);
        items.push(0);
        items.extend_from_slice(value);
    }
    let frame = |is_header: u32| {
        let size = u32::try_from(items.len() + 32).expect("a size");
        let flags = u32::from(has_header) << 31 | is_header << 29;
        let numbers: Vec<u8> = [2_000, size, 2, flags].into_iter().flat_map(u32::to_le_bytes).collect();
        [b"APETAGEX", numbers.as_slice(), &[0; 8]].concat()
    };
    let header = if has_header { frame(1) } else { Vec::new() };
    [header, items.clone(), frame(0)].concat()
}

/// The audio is the same as without tags.
fn tagged(name: &str, before: &[u8], after: &[u8], artwork: u64) {
    for (sort, options) in [("cbr", "-b 96"), ("vbr", "-V 6"), ("plain", "-t -b 96")] {
        let audio = encoded(&format!("tagged-{name}-{sort}"), options, 44_100, 2);
        let plain = inspect(name, &audio);
        let file = [before, &audio, after].concat();
        let report = compare(&format!("tagged-{name}-{sort}"), &file, Tolerance::Exact, Decoders::Both);
        let tags = (before.len() + after.len()) as u64;
        let expected = HoldMusicFacts {
            tag_bytes: plain.value().tag_bytes + tags,
            artwork_bytes: artwork,
            ..plain.value().clone()
        };
        assert_eq!(*report.value(), expected, "{name} {sort}");
    }
}

#[test]
fn id3v2() {
    let picture = picture(3_000);
    for version in [2, 3, 4] {
        for unsynchronised in [false, true] {
            for extended_header in [false, true] {
                for footer in [false, true] {
                    // 2.2 has no extended header, and only 2.4 has a footer.
                    if (extended_header && version == 2) || (footer && version < 4) {
                        continue;
                    }
                    let (tag, artwork) = Id3v2 { version, unsynchronised, extended_header, footer }.tag(&picture);
                    let name = format!("id3v2-{version}-{unsynchronised}-{extended_header}-{footer}");
                    tagged(&name, &tag, &[], artwork);
                }
            }
        }
    }
}

#[test]
fn two_megabytes_of_artwork() {
    for version in [2, 3, 4] {
        let (tag, artwork) = Id3v2 { version, ..Id3v2::default() }.tag(&picture(2_000_000));
        tagged(&format!("artwork-{version}"), &tag, &[], artwork);
    }
}

#[test]
fn several_tags_in_a_row_and_behind() {
    let (first, one) = Id3v2 { version: 3, ..Id3v2::default() }.tag(&picture(100));
    let (second, two) = Id3v2 { version: 4, footer: true, ..Id3v2::default() }.tag(&picture(200));
    let id3v1 = [b"TAG".as_slice(), &[b' '; 125]].concat();
    let (with_header, without) = (ape(&picture(300), true), ape(b"nothing to see", false));
    tagged("row", &[first.as_slice(), &second].concat(), &id3v1, one + two);
    tagged("ape", &[], &with_header, 300);
    tagged("ape-id3v1", &first, &[with_header.as_slice(), &id3v1].concat(), one + 300);
    tagged("ape-footer-only", &[], &[without.as_slice(), &id3v1].concat(), 0);
}

/// Tags by `lame` and `ffmpeg` themselves.
#[test]
fn written_by_encoders() {
    for (name, options) in [
        ("lame-2.3", "-b 96 --add-id3v2 --tt Hold --ta Nobody"),
        ("lame-2.4", "-b 96 --id3v2-only --tt Hold --pad-id3v2-size 5000"),
        ("lame-1", "-V 5 --id3v1-only --tt Hold"),
    ] {
        let report = compare(name, &encoded(name, options, 44_100, 2), Tolerance::Exact, Decoders::Both);
        assert_eq!((report.value().junk_bytes, report.value().truncated), (0, false), "{name}: {:?}", report.value());
        assert!(report.value().tag_bytes >= 128, "{name}");
    }
    let plain = scratch().join("to-tag.mp3");
    std::fs::write(&plain, encoded("to-tag-source", "-b 96", 44_100, 2)).expect("a writable folder");
    for options in ["-id3v2_version 3", "-id3v2_version 4 -write_id3v1 1", "-write_apetag 1"] {
        let name = format!("ffmpeg-tag{}", options.replace(' ', ""));
        let path = scratch().join(format!("{name}.mp3"));
        ffmpeg("", &plain, &format!("-codec:a copy -metadata title=Hold {options}"), &path);
        let report = compare(&name, &read(&path), Tolerance::Exact, Decoders::Both);
        assert_eq!((report.value().junk_bytes, report.value().truncated), (0, false), "{name}: {:?}", report.value());
    }
}
