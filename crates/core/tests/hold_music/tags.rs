//! Tags at the edges of what their formats allow.

use dialin_core::FileFormat;

use crate::built::{PLAIN, facts, frames, helps, messages};

fn id3v2(version: u8, flags: u8, body: &[u8]) -> Vec<u8> {
    let size = body.len();
    let part = |shift: usize| u8::try_from(size >> shift & 0x7F).expect("seven bits");
    [b"ID3", [version, 0, flags, part(21), part(14), part(7), part(0)].as_slice(), body].concat()
}

#[test]
fn what_is_no_tag() {
    let audio = frames(PLAIN, 417, 8);
    let cases: [&[u8]; 6] = [
        b"ID3\x05\0\0\0\0\0\0",
        b"ID3\x03\xFF\0\0\0\0\0",
        b"ID3\x03\0\x01\0\0\0\0",
        b"ID3\x03\0\0\x80\0\0\0",
        b"APETAGEX\x09\0\0\0\x20\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
        b"TAg",
    ];
    for before in cases {
        let found = facts(&[before, &audio].concat());
        assert_eq!((found.tag_bytes, found.junk_bytes), (0, before.len() as u64), "{before:?}");
        assert_eq!(found.frames, Some(8), "{before:?}");
    }
}

#[test]
fn tags_without_audio() {
    let tag = id3v2(3, 0, &[0; 1_000]);
    for (bytes, message) in [
        (tag.clone(), "the file holds tags or an encoder's header, but no audio"),
        ([b"TAG".as_slice(), &[0; 125]].concat(), "the file holds tags or an encoder's header, but no audio"),
        (tag[..500].to_vec(), "the file is cut before any whole frame of audio"),
    ] {
        let found = facts(&bytes);
        assert_eq!((found.format, found.tag_bytes), (FileFormat::Unknown, bytes.len() as u64));
        assert_eq!(messages(&bytes), [message]);
        assert_eq!(helps(&bytes), ["upload the whole MP3 again"]);
    }
    // The tag has its ten bytes only.
    let found = facts(&[id3v2(4, 0, &[]), frames(PLAIN, 417, 8)].concat());
    assert_eq!((found.tag_bytes, found.frames), (10, Some(8)));
}

/// Sizes inside a tag are not to be trusted: a picture ends with its tag at the latest.
#[test]
fn a_picture_longer_than_its_tag() {
    let body = [b"APIC\x0F\xFF\xFF\xFF\0\0".as_slice(), &[1; 90]].concat();
    for version in [3, 4] {
        let found = facts(&[id3v2(version, 0, &body), frames(PLAIN, 417, 8)].concat());
        assert_eq!((found.tag_bytes, found.artwork_bytes, found.frames), (110, 90, Some(8)), "2.{version}");
    }
}

/// A footer repeats the header at the end, and its ten bytes are not in the size. Nor are they the last picture's, whose size may
/// be read in two ways: 128 as 256, 300 as 172.
#[test]
fn a_footer() {
    let sizes = [(b"\0\0\0\x05", 5), (b"\0\0\x01\0", 128), (b"\0\0\x01\x2C", 172), (b"\0\0\x01\x2C", 300)];
    for (size, length) in sizes {
        let body = [b"APIC", size.as_slice(), b"\0\0", &vec![1; length]].concat();
        let mut footer = id3v2(4, 0x10, &body)[..10].to_vec();
        footer[..3].copy_from_slice(b"3DI");
        let found = facts(&[id3v2(4, 0x10, &body), footer, frames(PLAIN, 417, 8)].concat());
        let length = length as u64;
        assert_eq!((found.tag_bytes, found.artwork_bytes, found.junk_bytes), (30 + length, length, 0));
        assert_eq!(found.frames, Some(8), "{length}");
    }
}

/// Up to 2.3 a whole tag may be unsynchronised: a zero stands behind each 0xFF and is in no size but the tag's.
#[test]
fn unsynchronised() {
    // Five bytes of picture, written as eight; then a frame that is none, and one more picture.
    let frames_of = |id: &[u8], tail: &[u8]| [id, tail, &[0xFF, 0, 0xFF, 0, 0, 0xFF, 0, 7]].concat();
    let tail = [0, 0, 0, 5, 0, 0];
    let body = [frames_of(b"APIC", &tail), frames_of(b"TXXX", &tail), frames_of(b"APIC", &tail)].concat();
    let audio = frames(PLAIN, 417, 8);
    let cases = [(3, 0x80, 16), (3, 0, 5), (4, 0x80, 5)];
    for (version, flags, artwork) in cases {
        let found = facts(&[id3v2(version, flags, &body), audio.clone()].concat());
        assert_eq!((found.tag_bytes, found.artwork_bytes), (64, artwork), "2.{version}, {flags}");
    }
    let body = [frames_of(b"PIC", &[0, 0, 5]), frames_of(b"PIC", &[0, 0, 5])].concat();
    assert_eq!(facts(&[id3v2(2, 0x80, &body), audio.clone()].concat()).artwork_bytes, 16);
    // In a head, too: a size of 255.
    let body = [b"APIC\0\0\0\xFF\0\0\0".as_slice(), &[1; 255], b"APIC\0\0\0\x01\0\0", &[1]].concat();
    assert_eq!(facts(&[id3v2(3, 0x80, &body), audio].concat()).artwork_bytes, 256);
}

/// An extended header comes before the frames; in 2.3 its size leaves out the four bytes it is written in.
#[test]
fn an_extended_header() {
    let picture = [b"APIC\0\0\0\x05\0\0".as_slice(), &[1; 5]].concat();
    let cases = [
        (3, [0_u8, 0, 0, 6].as_slice(), vec![0; 6]),
        (3, &[0, 0, 1, 0], vec![0; 256]),
        (4, &[0, 0, 0, 6], vec![0; 2]),
        (4, &[0, 0, 1, 0], vec![0; 124]),
        (4, &[0, 0, 0, 0], vec![]),
        (4, &[0, 0, 0, 0x80], vec![]),
    ];
    for (version, size, rest) in cases {
        let body = [size, &rest, &picture].concat();
        let found = facts(&[id3v2(version, 0x40, &body), frames(PLAIN, 417, 8)].concat());
        assert_eq!((found.artwork_bytes, found.frames), (5, Some(8)), "2.{version}, {size:?}");
    }
}

/// Frames end where their name does not begin with a capital letter: padding, or what cannot be read.
#[test]
fn what_follows_the_frames() {
    let picture = [b"APIC\0\0\0\x05\0\0".as_slice(), &[1; 5]].concat();
    for end in [b"\0".as_slice(), b"a", b"[", b"@"] {
        let found = facts(&[id3v2(3, 0, &[&picture, end, &picture].concat()), frames(PLAIN, 417, 8)].concat());
        assert_eq!(found.artwork_bytes, 5, "{end:?}");
    }
    for name in [b"APID", b"APIc", b"AAPI", b"PICA"] {
        let other = [name.as_slice(), b"\0\0\0\x05\0\0", &[1; 5]].concat();
        let found = facts(&[id3v2(3, 0, &[other, picture.clone()].concat()), frames(PLAIN, 417, 8)].concat());
        assert_eq!(found.artwork_bytes, 5, "{name:?}");
    }
}

/// Pictures of an APE tag: items called `Cover Art` and something, in any case, with a key of at most 255 characters.
#[test]
fn pictures_of_an_ape_tag() {
    let item = |key: &[u8], length: u32| {
        let value = vec![1; usize::try_from(length).expect("a length")];
        [&length.to_le_bytes(), [0; 4].as_slice(), key, &[0], &value].concat()
    };
    let long = |length: usize| [b"Cover Art".as_slice(), &vec![b'x'; length - 9]].concat();
    let cases = [
        ("one", item(b"Cover Art (Front)", 300), 300),
        ("two", [item(b"cover art (back)", 7), item(b"Title", 5), item(b"COVER ART", 2)].concat(), 9),
        ("none", item(b"Cover", 300), 0),
        ("elsewhere in a key", item(b"My Cover Art", 300), 0),
        ("a key of 255", item(&long(255), 9), 9),
        ("a key of 256", item(&long(256), 9), 0),
        ("one behind a key that is too long", [item(&long(256), 9), item(b"Cover Art", 9)].concat(), 0),
    ];
    for (name, items, artwork) in cases {
        let size = u32::try_from(items.len() + 32).expect("a size");
        let head = |flags: u32| {
            [b"APETAGEX\xD0\x07\0\0".as_slice(), &size.to_le_bytes(), &[1, 0, 0, 0], &flags.to_le_bytes(), &[0; 8]]
                .concat()
        };
        let found = facts(&[frames(PLAIN, 417, 8), head(0xA000_0000), items, head(0x8000_0000)].concat());
        assert_eq!((found.tag_bytes, found.junk_bytes), (u64::from(size) + 32, 0), "{name}");
        assert_eq!(found.artwork_bytes, artwork, "{name}");
    }
}

/// Old versions of iTunes wrote sizes into 2.4 as 2.3 has them.
#[test]
fn plain_sizes_in_2_4() {
    let body = [b"APIC\0\0\0\xC8\0\0".as_slice(), &[1; 200], b"APIC\0\0\0\x05\0\0", &[1; 5]].concat();
    assert_eq!(facts(&[id3v2(4, 0, &body), frames(PLAIN, 417, 8)].concat()).artwork_bytes, 205);
    // Where no bit shows it, what follows does: 300 reads as 172, too, and 172 as 300 cannot be read otherwise.
    let artwork = |body: &[&[u8]]| facts(&[id3v2(4, 0, &body.concat()), frames(PLAIN, 417, 8)].concat()).artwork_bytes;
    let (head, title) = (b"APIC\0\0\x01\x2C\0\0", b"TIT2\0\0\0\x01\0\0x");
    for (name, following) in
        [("a frame", title.as_slice()), ("padding", &[0; 4]), ("more padding", &[0; 50]), ("nothing", b"")]
    {
        assert_eq!(artwork(&[head, &[1; 300], following]), 300, "plain, {name}");
        assert_eq!(artwork(&[head, &[1; 172], following]), 172, "syncsafe, {name}");
    }
    let two = artwork(&[head, &[1; 300], title, head, &[1; 300], title]);
    assert_eq!(two, 600);
}

/// Lyrics3, in both versions, and the longer `ID3v1`.
#[test]
fn lyrics_and_longer_names() {
    let audio = frames(PLAIN, 417, 8);
    let id3v1 = [b"TAG".as_slice(), &[b' '; 125]].concat();
    let text = "[00:01]la la la\r\n".repeat(100);
    let older = format!("LYRICSBEGIN{text}LYRICSEND").into_bytes();
    let newer = format!("LYRICSBEGININD0000210LYR{:05}{text}{:06}LYRICS200", text.len(), text.len() + 29).into_bytes();
    let enhanced = [b"TAG+".as_slice(), &[b' '; 223]].concat();
    let cases = [
        ("older", [older.as_slice(), &id3v1].concat()),
        ("newer", [newer.as_slice(), &id3v1].concat()),
        ("newer alone", newer.clone()),
        ("longer names", [enhanced.as_slice(), &id3v1].concat()),
        ("all", [newer.as_slice(), &enhanced, &id3v1].concat()),
        ("a title with a plus", [b"TAG+".as_slice(), &[b' '; 124]].concat()),
    ];
    for (name, tags) in cases {
        for bytes in [[audio.as_slice(), &tags].concat(), [audio.as_slice(), &tags].concat().repeat(2)] {
            let found = facts(&bytes);
            assert_eq!((found.audio_bytes % 3_336, found.junk_bytes), (0, 0), "{name}");
            assert_eq!(messages(&bytes), [""; 0], "{name}");
        }
    }
    // Lyrics that never end are junk.
    let endless = [audio.as_slice(), b"LYRICSBEGIN", text.as_bytes(), &id3v1].concat();
    assert_eq!(facts(&endless).junk_bytes, text.len() as u64);
}

/// 2.2 has a flag for a compression that was never defined: what is in there cannot be known.
#[test]
fn compressed_2_2() {
    let body = [b"PIC\0\0\x05".as_slice(), &[1; 5]].concat();
    assert_eq!(facts(&[id3v2(2, 0, &body), frames(PLAIN, 417, 8)].concat()).artwork_bytes, 5);
    assert_eq!(facts(&[id3v2(2, 0x40, &body), frames(PLAIN, 417, 8)].concat()).artwork_bytes, 0);
}

/// An APE tag without a header is known for one only at its end; what was taken for junk until then is given back.
#[test]
fn an_ape_footer_claims_no_more_than_junk() {
    let footer = |size: u32| [b"APETAGEX\xD0\x07\0\0".as_slice(), &size.to_le_bytes(), &[0; 16]].concat();
    let audio = frames(PLAIN, 417, 8);
    let damaged = |count: u64| vec![format!("the file is damaged: {count} bytes in it are neither audio nor tags")];
    for (junk, size, tag_bytes, junk_bytes, expected) in [
        (100, 132, 132, 0, vec![]),
        (100, 82, 82, 50, damaged(50)),
        // What it claims beyond that was swallowed by the frame before it.
        (100, 182, 132, 0, damaged(50)),
        (100, 9_999, 132, 0, damaged(417)),
        (0, 9_999, 32, 0, damaged(417)),
    ] {
        let bytes = [audio.clone(), vec![1; junk], footer(size)].concat();
        let found = facts(&bytes);
        assert_eq!((found.tag_bytes, found.junk_bytes), (tag_bytes, junk_bytes), "{junk} {size}");
        assert_eq!(found.audio_bytes, 3_336);
        assert_eq!(messages(&bytes), expected, "{junk} {size}");
    }
}

/// A last frame that was cut swallows the head of the tag behind it.
#[test]
fn a_cut_frame_before_an_ape_tag() {
    let audio = frames(PLAIN, 417, 8);
    let id3v1 = [b"TAG".as_slice(), &[b' '; 125]].concat();
    let (items, size) = (vec![1; 500], 532_u32);
    let head = |flags: u32| {
        [b"APETAGEX\xD0\x07\0\0".as_slice(), &size.to_le_bytes(), &[1, 0, 0, 0], &flags.to_le_bytes(), &[0; 8]].concat()
    };
    for tag in [[head(0xA000_0000), items.clone(), head(0x8000_0000)].concat(), [items, head(0)].concat()] {
        for behind in [b"".as_slice(), &id3v1] {
            for lost in [1, 31, 32, 100, 400] {
                let found = messages(&[&audio[..3_336 - lost], &tag, behind].concat());
                let what = if lost == 1 { "1 byte in it is".to_owned() } else { format!("{lost} bytes in it are") };
                assert_eq!(found, [format!("the file is damaged: {what} neither audio nor tags")]);
            }
        }
    }
}

/// A tag known by its end: what comes next may be another one, wherever in the file.
#[test]
fn tags_behind_an_ape_footer() {
    let id3v1 = [b"TAG".as_slice(), &[b' '; 125]].concat();
    let footer = [b"APETAGEX\xD0\x07\0\0\x84\0\0\0".as_slice(), &[0; 16]].concat();
    let one = [frames(PLAIN, 417, 8), vec![1; 100], footer, id3v1].concat();
    let found = facts(&one.repeat(2));
    assert_eq!((found.frames, found.tag_bytes, found.junk_bytes), (Some(16), 2 * 260, 0));
    assert_eq!(messages(&one.repeat(2)), [""; 0]);
}

/// In junk, `TAG` is a tag only where one can be: in the last 128 bytes.
#[test]
fn id3v1_behind_junk() {
    let audio = frames(PLAIN, 417, 8);
    let id3v1 = [b"TAG".as_slice(), &[b' '; 125]].concat();
    let found = facts(&[audio.as_slice(), &[0; 50], &id3v1].concat());
    assert_eq!((found.tag_bytes, found.junk_bytes), (128, 50));
    assert_eq!(messages(&[audio.as_slice(), &[0; 50], &id3v1].concat()), [""; 0]);
    let found = facts(&[audio.as_slice(), &[0; 50], &id3v1, &[0]].concat());
    assert_eq!((found.tag_bytes, found.junk_bytes), (0, 179));
}
