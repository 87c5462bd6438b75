//! Tags at the edges of what their formats allow.

use dialin_core::FileFormat;

use crate::built::{PLAIN, facts, frames, messages};

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
        (tag.clone(), "the file holds tags, but no audio"),
        (tag[..500].to_vec(), "the file is cut before any whole frame of audio"),
    ] {
        let found = facts(&bytes);
        assert_eq!((found.format, found.tag_bytes), (FileFormat::Unknown, bytes.len() as u64));
        assert_eq!(messages(&bytes), [message]);
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

/// Old versions of iTunes wrote sizes into 2.4 as 2.3 has them.
#[test]
fn plain_sizes_in_2_4() {
    let body = [b"APIC\0\0\0\xC8\0\0".as_slice(), &[1; 200], b"APIC\0\0\0\x05\0\0", &[1; 5]].concat();
    assert_eq!(facts(&[id3v2(4, 0, &body), frames(PLAIN, 417, 8)].concat()).artwork_bytes, 205);
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
    for (junk, size, tag_bytes, junk_bytes) in
        [(100, 132, 132, 0), (100, 82, 82, 50), (100, 9_999, 132, 0), (0, 9_999, 32, 0)]
    {
        let found = facts(&[audio.clone(), vec![1; junk], footer(size)].concat());
        assert_eq!((found.tag_bytes, found.junk_bytes), (tag_bytes, junk_bytes), "{junk} {size}");
        assert_eq!(found.audio_bytes, 3_336);
    }
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
