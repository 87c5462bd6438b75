//! What a file is if it is no MP3.

use dialin_core::{FileFormat, inspect_hold_music};

use crate::built::{PLAIN, codes, facts, frames, helps, messages};

fn adts(count: usize, tail: &[u8]) -> Vec<u8> {
    // 44.1 kHz, stereo, 200 bytes.
    let mut frame = vec![0xFF, 0xF1, 0x50, 0x80, 200 >> 3, 0x1F, 0xFC];
    frame.resize(200, 0x21);
    [frame.repeat(count), tail.to_vec()].concat()
}

#[test]
fn by_their_first_bytes() {
    let cases: &[(&[u8], FileFormat)] = &[
        (b"", FileFormat::Empty),
        (b"\0", FileFormat::Unknown),
        (b"hello", FileFormat::Unknown),
        (b"   \r\n", FileFormat::Unknown),
        (b"RIFF\x24\x08\0\0WAVEfmt ", FileFormat::Wav),
        (b"RF64\xFF\xFF\xFF\xFFWAVEds64", FileFormat::Wav),
        (b"RIFF\x24\x08\0\0AVI LIST", FileFormat::Unknown),
        (b"OggS\0\x02", FileFormat::Ogg),
        (b"fLaC\0\0\0\x22", FileFormat::Flac),
        (b"\0\0\0\x20ftypM4A \0\0\0\0", FileFormat::Mp4),
        (b"\0\0\0\x18ftypisom", FileFormat::Mp4),
        (b"<!DOCTYPE html><html>", FileFormat::Html),
        (b"\n\n  <html lang=en>", FileFormat::Html),
        (b"\xEF\xBB\xBF<!-- hello --><html>", FileFormat::Html),
        (b"<h1>404 Not Found</h1>", FileFormat::Html),
        (b"<?xml version=\"1.0\"?><HTML xmlns=\"http://www.w3.org/1999/xhtml\">", FileFormat::Html),
        (b"<?xml version=\"1.0\"?>\n<Error><Code>NoSuchKey</Code></Error>", FileFormat::Xml),
        (b"\xEF\xBB\xBF<?xml version=\"1.0\"?><Error/>", FileFormat::Xml),
        (b"< 5 and 6", FileFormat::Unknown),
        (b"{\"error\": \"not-found\"}", FileFormat::Json),
        (b" {\n}", FileFormat::Json),
        (b"[]", FileFormat::Json),
        (b"[ 1, 2]", FileFormat::Json),
        (b"[{\"id\": 1}]", FileFormat::Json),
        (b"{hello}", FileFormat::Unknown),
        (b"[section]", FileFormat::Unknown),
        (b"[not found]", FileFormat::Unknown),
        (b"[ null, 1]", FileFormat::Json),
        (b"\"not found\"", FileFormat::Json),
        (b" null\n", FileFormat::Json),
        (b"404", FileFormat::Json),
        (b"\"not\" found", FileFormat::Unknown),
        (b"<Error><Code>AccessDenied</Code></Error>", FileFormat::Xml),
        (b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", FileFormat::Xml),
        (b"<P>Not found", FileFormat::Html),
        (b"<pre>Not found</pre>", FileFormat::Html),
        (b"\xFF\xFE<\0!\0d\0", FileFormat::Html),
        (b"\xFE\xFF\0{\0\"\0a\0\"", FileFormat::Json),
        (b"\xFF\xFE[\0\x01\x20]\0", FileFormat::Unknown),
    ];
    for (bytes, format) in cases {
        let report = inspect_hold_music(bytes);
        assert_eq!(report.value().format, *format, "{:?}", String::from_utf8_lossy(bytes));
        assert!(!report.ok());
        assert_eq!(codes(&report), ["hold-music-not-mp3"]);
        assert_eq!(report.issues()[0].params.get("format"), Some(&format.as_str().into()));
        assert_eq!(report.value().junk_bytes, bytes.len() as u64);
    }
}

#[test]
fn bare_aac() {
    let cases = [
        (adts(1, &[]), FileFormat::Adts),
        (adts(5, &[]), FileFormat::Adts),
        (adts(5, b"cut"), FileFormat::Adts),
        (adts(1, &[0; 100]), FileFormat::Unknown),
        (adts(1, &[])[..150].to_vec(), FileFormat::Unknown),
    ];
    for (bytes, format) in cases {
        assert_eq!(facts(&bytes).format, format, "{} bytes", bytes.len());
    }
}

/// Each part of an ADTS header that decides, changed in the first frame or in the second.
#[test]
fn bare_aac_and_what_is_nearly() {
    let with = |changes: &[(usize, u8)]| {
        let mut bytes = adts(2, &[]);
        for &(at, byte) in changes {
            bytes[at] = byte;
        }
        facts(&bytes).format
    };
    let both = |at: usize, byte: u8| with(&[(at, byte), (200 + at, byte)]);
    let (yes, no) = (FileFormat::Adts, FileFormat::Unknown);
    let cases = [
        ("as it is", with(&[]), yes),
        ("MPEG-2", both(1, 0xF9), yes),
        ("with a checksum", both(1, 0xF0), yes),
        ("a layer", both(1, 0xF5), no),
        ("half a sync", both(1, 0xB1), no),
        ("the last sample rate", both(2, 0x70), yes),
        ("a sample rate too many", both(2, 0x74), no),
        ("another profile further on", with(&[(202, 0x90)]), no),
        ("another version further on", with(&[(201, 0xF9)]), no),
        ("other channels further on", with(&[(203, 0xC0)]), no),
        // The lowest bits of that byte are of the length: 200 = 25 * 8.
        ("a longer last frame", with(&[(204, 26)]), yes),
        ("a first frame that ends elsewhere", with(&[(4, 26)]), no),
        ("2,048 bytes", with(&[(3, 0x81)]), no),
    ];
    for (name, found, expected) in cases {
        assert_eq!(found, expected, "{name}");
    }
    // The lengths of a frame, over all three bytes they are written in; 7 is its header alone.
    for length in [7_usize, 8, 15, 16, 255, 256, 2_047, 2_048, 8_191] {
        let header = [
            0xFF,
            0xF1,
            0x50,
            0x80 | u8::try_from(length >> 11).expect("two bits"),
            u8::try_from(length >> 3 & 0xFF).expect("a byte"),
            u8::try_from((length & 7) << 5).expect("three bits") | 0x1F,
            0xFC,
        ];
        let mut frame = header.to_vec();
        frame.resize(length, 0x21);
        assert_eq!(facts(&[frame.as_slice(), &frame, b"cut"].concat()).format, yes, "{length}");
        assert_eq!(facts(&[frame.as_slice(), &[0x21], &frame].concat()).format, no, "{length}");
    }
    let short = [0xFF, 0xF1, 0x50, 0x80, 0, 6 << 5 | 0x1F, 0xFC];
    assert_eq!(facts(&[short[..6].to_vec(), short.to_vec()].concat()).format, no);
}

/// What holds plain samples, or anything else, is not searched for frames: it would be full of them.
#[test]
fn containers_are_not_searched() {
    for head in [
        b"FORM\0\0\x10\0AIFFCOMM".as_slice(),
        b"FORM\0\0\x10\0AIFCFVER",
        b".snd\0\0\0\x18",
        b"caff\0\x01\0\0",
        b"\x1A\x45\xDF\xA3\x9F\x42",
        b"\x7FELF\x02\x01",
        b"PK\x03\x04\x0A\0",
    ] {
        let bytes = [head, &frames(PLAIN, 417, 300)].concat();
        let found = facts(&bytes);
        assert_eq!((found.format, found.junk_bytes), (FileFormat::Unknown, bytes.len() as u64), "{head:?}");
        assert_eq!(messages(&bytes), ["the file is not an MP3: it holds no frames of MPEG audio"]);
    }
}

/// A command is given only where there may be a recording.
#[test]
fn what_to_do_about_what_is_unknown() {
    let texts =
        ["Not found\n", "[not found]", "#EXTM3U\nhttps://example.com/a.mp3\n", "Fichier supprimé", "\u{feff}gone"];
    let in_utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    for bytes in texts.map(|text| text.as_bytes().to_vec()).into_iter().chain([in_utf_16("\u{feff}Pas trouvé…")]) {
        let help = "give the MP3 itself: this may be a login page or an error";
        assert_eq!(helps(&bytes), [help], "{:?}", String::from_utf8_lossy(&bytes));
        // Cut anywhere in a character.
        assert_eq!(helps(&bytes[..bytes.len() - 1]), [help], "{:?}", String::from_utf8_lossy(&bytes));
    }
    for bytes in [vec![0; 5_000], b"\x1F\x8B\x08\0\0\0".to_vec(), b".snd\0\0\0\x18".to_vec()] {
        assert!(helps(&bytes)[0].starts_with("give the MP3 itself; if this is a recording in another format, "));
    }
    // A text in front of audio is junk like any other.
    let found = facts(&[b"HTTP/1.1 200 OK\r\n\r\n".to_vec(), frames(PLAIN, 417, 8)].concat());
    assert_eq!((found.format, found.junk_bytes), (FileFormat::Mp3, 19));
}

/// A tag in front hides nothing.
#[test]
fn behind_a_tag() {
    let id3v2 = b"ID3\x03\0\0\0\0\0\x05\0\0\0\0\0";
    let found = facts(&[id3v2.as_slice(), b"fLaC\0\0\0\x22"].concat());
    assert_eq!((found.format, found.tag_bytes, found.junk_bytes), (FileFormat::Flac, 15, 8));
}

/// What looks like a format further on is nothing but junk.
#[test]
fn only_at_the_start() {
    let found = facts(&[frames(PLAIN, 417, 8), b"<html>".to_vec()].concat());
    assert_eq!((found.format, found.junk_bytes), (FileFormat::Mp3, 6));
}
