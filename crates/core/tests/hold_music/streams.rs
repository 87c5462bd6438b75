//! Where frames begin, and what lies between them.

use dialin_core::{BitRateMode, FileFormat, MpegLayer, MpegVersion};

use crate::built::{FREE, PADDED, PLAIN, SMALLEST, facts, frame, frame_with, frames, helps, messages};

#[test]
fn frames_are_counted_to_the_byte() {
    let found = facts(&[frames(PLAIN, 417, 10), frames(PADDED, 418, 5)].concat());
    assert_eq!(found.format, FileFormat::Mp3);
    assert_eq!((found.mpeg_version, found.layer), (Some(MpegVersion::V1), Some(MpegLayer::III)));
    assert_eq!((found.frames, found.samples), (Some(15), Some(17_280)));
    // 17,280 / 44,100 s = 391.8 ms; 6,260 bytes in that time.
    assert_eq!((found.duration_ms, found.average_bit_rate), (Some(391), Some(127_808)));
    assert_eq!((found.sample_rate_hz, found.channels), (Some(44_100), Some(2)));
    assert_eq!(found.bit_rate_mode, Some(BitRateMode::Cbr));
    assert_eq!((found.audio_bytes, found.tag_bytes, found.junk_bytes), (6_260, 0, 0));
    assert_eq!((found.truncated, found.header_duration_ms), (false, None));
}

/// A header and nothing behind it that agrees.
#[test]
fn one_header_is_no_stream() {
    let cases: [(&str, Vec<u8>); 5] = [
        ("a cut frame", frame(PLAIN, 300)),
        ("a frame and zeros", [frame(PLAIN, 417), vec![0; 1_000]].concat()),
        ("two of different layers", [frame(PLAIN, 417), frame([0xFF, 0xFD, 0x90, 0x64], 522)].concat()),
        ("two of different rates", [frame(PLAIN, 417), frame([0xFF, 0xFB, 0x94, 0x64], 384)].concat()),
        ("two a byte apart", [frame(PLAIN, 418), frame(PLAIN, 417), vec![0; 9]].concat()),
    ];
    for (name, bytes) in cases {
        let found = facts(&bytes);
        assert_eq!((found.format, found.frames), (FileFormat::Unknown, None), "{name}");
        assert_eq!(found.junk_bytes, bytes.len() as u64, "{name}");
    }
}

/// … unless it is all there is.
#[test]
fn one_frame_is_a_file() {
    let id3v1 = [b"TAG".as_slice(), &[0; 125]].concat();
    for (after, tag_bytes) in [(Vec::new(), 0), (id3v1, 128)] {
        let found = facts(&[frame(SMALLEST, 24), after].concat());
        assert_eq!((found.format, found.frames, found.tag_bytes), (FileFormat::Mp3, Some(1), tag_bytes));
    }
}

/// Behind junk, three frames could be chance.
#[test]
fn a_stream_behind_junk_has_to_go_on_for_four_frames() {
    for (count, format) in [(3, FileFormat::Unknown), (4, FileFormat::Mp3)] {
        let found = facts(&[vec![0xAA; 2_000], frames(PLAIN, 417, count), vec![0xAA; 2_000]].concat());
        assert_eq!(found.format, format, "{count} frames");
        let junk = if format == FileFormat::Mp3 { 4_000 } else { 4_000 + 417 * count as u64 };
        assert_eq!((found.junk_bytes, found.tag_bytes), (junk, 0), "{count} frames");
    }
    // A fourth one that is cut is no evidence, and junk like the others.
    let found = facts(&[vec![0xAA; 5_000], frames(PLAIN, 417, 3), frame(PLAIN, 100)].concat());
    assert_eq!((found.format, found.audio_bytes, found.junk_bytes), (FileFormat::Unknown, 0, 6_351));
}

/// … and so could more of them, where junk is most of the file: fonts and programs hold dozens.
#[test]
fn a_stream_behind_junk_has_to_outweigh_it_or_to_go_on_for_five_seconds() {
    let cases = [
        ("a fifth of the file", 4, 6_672, FileFormat::Mp3),
        ("a little less", 4, 6_673, FileFormat::Unknown),
        ("nearly five seconds", 191, 318_589, FileFormat::Unknown),
        ("five seconds", 192, 318_589, FileFormat::Mp3),
    ];
    for (name, count, junk, format) in cases {
        let found = facts(&[vec![0xAA; 1_000], frames(PLAIN, 417, count), vec![0xAA; junk - 1_000]].concat());
        assert_eq!(found.format, format, "{name}");
    }
    // What the file begins with needs no more evidence.
    let found = facts(&[frames(PLAIN, 417, 4), vec![0xAA; 1_000_000]].concat());
    assert_eq!((found.format, found.frames), (FileFormat::Mp3, Some(4)));
}

/// A file whose false frames do not make it MPEG audio is not called cut, nor free format.
#[test]
fn false_frames_tell_nothing() {
    let free = [vec![0xAA; 9_000], frames(FREE, 300, 3), vec![0xAA; 9_000]].concat();
    let cut = [vec![0xAA; 9_000], frames(PLAIN, 417, 3), frame(PLAIN, 100)].concat();
    for bytes in [free, cut] {
        let found = facts(&bytes);
        assert_eq!((found.format, found.truncated, found.junk_bytes), (FileFormat::Unknown, false, bytes.len() as u64));
        assert_eq!(messages(&bytes), ["the file is not an MP3: it holds no frames of MPEG audio"]);
        let help = helps(&bytes).remove(0);
        assert!(help.starts_with("give the MP3 itself; ") && !help.contains("mpg123"), "{help}");
    }
}

/// `mpg123` reads free format, alone or beside other frames.
#[test]
fn free_format_is_helped_by_what_reads_it() {
    for bytes in [frames(FREE, 300, 9), [frames(FREE, 300, 9), frames(SMALLEST, 24, 99)].concat()] {
        assert!(helps(&bytes)[0].starts_with("loop it to 30 s: `mpg123 -w in.wav in.mp3 && ffmpeg -i in.wav "));
    }
    assert!(helps(&frames(SMALLEST, 24, 99))[0].starts_with("loop it to 30 s: `ffmpeg -i in.mp3 "));
}

/// A file that ends inside its first frame, also behind a tag.
#[test]
fn cut_in_the_first_frame() {
    let id3v2 = b"ID3\x03\0\0\0\0\0\x05\0\0\0\0\0";
    for (before, tag_bytes) in [(b"".as_slice(), 0), (id3v2, 15)] {
        for length in [4, 300, 416] {
            let bytes = [before, &frame(PLAIN, length)].concat();
            let found = facts(&bytes);
            assert_eq!((found.truncated, found.tag_bytes, found.junk_bytes), (true, tag_bytes, length as u64));
            assert_eq!(messages(&bytes), ["the file is cut before any whole frame of audio"]);
            assert_eq!(helps(&bytes), ["upload the whole MP3 again"]);
        }
    }
    // Behind anything else it is a chance.
    assert!(!facts(&[vec![0xAA; 9], frame(PLAIN, 300)].concat()).truncated);
}

#[test]
fn cut_in_the_second_header() {
    for length in 417..=425 {
        let found = facts(&frames(PLAIN, 417, 2)[..length]);
        let expected = (FileFormat::Mp3, Some(1), length > 417, length as u64);
        assert_eq!((found.format, found.frames, found.truncated, found.audio_bytes), expected);
    }
}

#[test]
fn what_lies_between_frames() {
    let (many, one) = (frames(PLAIN, 417, 8), frame(PLAIN, 417));
    let damaged = |count: usize| vec![format!("the file is damaged: {count} bytes in it are neither audio nor tags")];
    let cases = [
        ("nothing", [many.clone(), many.clone()].concat(), 16, 0, vec![]),
        ("zeros before", [vec![0; 700], many.clone()].concat(), 8, 700, vec![]),
        ("zeros behind", [many.clone(), vec![0; 700]].concat(), 8, 700, vec![]),
        ("zeros between", [many.clone(), vec![0; 700], many.clone()].concat(), 16, 700, damaged(700)),
        ("noise before", [vec![0xAA; 700], many.clone()].concat(), 8, 700, damaged(700)),
        ("noise behind", [many.clone(), vec![0xAA; 700]].concat(), 8, 700, damaged(700)),
        (
            "a lone frame in noise",
            [many.clone(), vec![0xAA; 9], one.clone(), vec![0xAA; 9]].concat(),
            8,
            435,
            damaged(435),
        ),
        (
            "two frames on either side of noise",
            [frames(PLAIN, 417, 2), vec![0xAA; 9], frames(PLAIN, 417, 2)].concat(),
            4,
            9,
            damaged(9),
        ),
        ("a last frame behind noise", [many.clone(), vec![0xAA; 9], one.clone()].concat(), 9, 9, damaged(9)),
        (
            "two frames in noise",
            [many.clone(), vec![0xAA; 9], one.clone(), one, vec![0xAA; 9]].concat(),
            10,
            18,
            damaged(18),
        ),
    ];
    for (name, bytes, count, junk, expected) in cases {
        let found = facts(&bytes);
        assert_eq!((found.frames, found.junk_bytes), (Some(count), junk), "{name}");
        assert_eq!(messages(&bytes), expected, "{name}");
    }
}

#[test]
fn what_is_cut() {
    let many = frames(PLAIN, 417, 8);
    let id3v1 = [b"TAG".as_slice(), &[b' '; 125]].concat();
    let short = |count: &str| vec![format!("the file is damaged: its last frame or tag is {count} short")];
    let in_header = vec!["the file is damaged: it ends inside the header of a frame".to_owned()];
    let cases = [
        ("one byte", many[..3_335].to_vec(), 7, short("1 byte")),
        ("nearly all of a frame", many[..2_923].to_vec(), 7, short("413 bytes")),
        ("a header", many[..2_920].to_vec(), 7, in_header),
        ("a tag", [many.as_slice(), &id3v1[..100]].concat(), 8, short("28 bytes")),
        ("nothing", many[..2_919].to_vec(), 7, vec![]),
    ];
    for (name, bytes, count, expected) in cases {
        let found = facts(&bytes);
        assert_eq!((found.frames, found.truncated, found.junk_bytes), (Some(count), !expected.is_empty(), 0), "{name}");
        assert_eq!(found.audio_bytes + found.tag_bytes, bytes.len() as u64, "{name}");
        assert_eq!(messages(&bytes), expected, "{name}");
    }
}

/// Streams of different kinds in one file: the durations add up, and the facts are those of most frames.
#[test]
fn mixed_streams() {
    let found = facts(&[frames(PLAIN, 417, 10), frames(SMALLEST, 24, 500)].concat());
    assert_eq!((found.frames, found.samples, found.junk_bytes), (Some(510), Some(299_520), 0));
    // 11,520 / 44,100 s + 288,000 / 24,000 s
    assert_eq!(found.duration_ms, Some(12_261));
    assert_eq!(
        (found.mpeg_version, found.sample_rate_hz, found.channels),
        (Some(MpegVersion::V2), Some(24_000), Some(1))
    );
    assert_eq!(found.bit_rate_mode, Some(BitRateMode::Vbr));
}

#[test]
fn layers_1_and_2() {
    // 384 kbit/s at 44.1 kHz: 104 slots of four bytes; 128 kbit/s: 417 bytes.
    let found = facts(&frames([0xFF, 0xFF, 0xC0, 0x64], 416, 20));
    assert_eq!((found.format, found.frames, found.samples), (FileFormat::MpegLayer1, Some(20), Some(7_680)));
    let found = facts(&frames([0xFF, 0xFD, 0x80, 0x64], 417, 20));
    assert_eq!((found.format, found.frames, found.samples), (FileFormat::MpegLayer2, Some(20), Some(23_040)));
}

#[test]
fn free_format() {
    let padded = [0xFF, 0xFB, 0x02, 0x64];
    let file =
        |length: usize| [frames(FREE, length, 2), frames(padded, length + 1, 1), frames(FREE, length, 1)].concat();
    for length in [24, 25, 417, 1_045, 3_456] {
        let bytes = file(length).repeat(5);
        let found = facts(&bytes);
        assert_eq!((found.format, found.frames), (FileFormat::Mp3, Some(20)), "{length}");
        assert_eq!((found.audio_bytes, found.bit_rate_mode), (bytes.len() as u64, Some(BitRateMode::Cbr)), "{length}");
    }
    // The second frame is the padded one: the first tells the length all the same.
    let bytes = [frames(FREE, 400, 1), frames(padded, 401, 2), frames(FREE, 400, 2)].concat();
    assert_eq!((facts(&bytes).frames, facts(&bytes).junk_bytes), (Some(5), 0));
    assert_eq!(facts(&file(3_457)).format, FileFormat::Unknown);
    // Two frames and no third.
    assert_eq!(facts(&[frames(FREE, 400, 2), vec![0; 1_000]].concat()).format, FileFormat::Unknown);
    assert_eq!(
        facts(&[frames(FREE, 400, 1), frames(padded, 401, 1), vec![0; 999]].concat()).format,
        FileFormat::Unknown
    );
    assert_eq!(facts(&frames(FREE, 400, 1)).format, FileFormat::Unknown);
    assert_eq!(facts(&frames(FREE, 400, 2)).frames, Some(2));
}

/// The longest frames in free format, behind junk of any length: wherever the view of a search ends, it sees two of them.
#[test]
fn free_format_behind_junk() {
    let bytes = frames(FREE, 3_456, 6);
    for junk in (6_600..7_200).step_by(20) {
        let found = facts(&[vec![0xAA; junk], bytes.clone()].concat());
        assert_eq!((found.frames, found.junk_bytes), (Some(6), junk as u64));
    }
}

/// The first frame's claim, and what is counted.
#[test]
fn claims() {
    let be = u32::to_be_bytes;
    let xing = |name: &[u8], frames: u32| [name, &be(1), &be(frames)].concat();
    let lame = |frames: u32, writer: &[u8; 9]| {
        let claim = [b"Info".as_slice(), &be(15), &be(frames), &be(9), &[0; 100], &be(7), writer].concat();
        [claim, vec![0; 12], vec![0x24, 0x05, 0x39]].concat()
    };
    let vbri = [b"VBRI".as_slice(), &[0, 1, 0, 0, 0, 75], &be(9), &be(100)].concat();
    let crc = [0xFF, 0xFA, 0x90, 0x64];
    let mono = [0xFF, 0xFB, 0x90, 0xC4];
    let disagrees = |name: &str, claimed: &str| {
        vec![format!("the file's {name} header claims {claimed}, but its frames play for 2.612 s")]
    };
    let cases = [
        ("right", frame_with(PLAIN, 417, 36, &xing(b"Xing", 100)), Some(2_612), None, vec![]),
        ("counted with the first", frame_with(PLAIN, 417, 36, &xing(b"Info", 101)), Some(2_638), None, vec![]),
        ("wrong", frame_with(PLAIN, 417, 36, &xing(b"Xing", 50)), Some(1_306), None, disagrees("Xing", "1.306 s")),
        ("without a count", frame_with(PLAIN, 417, 36, b"Info\0\0\0\0"), None, None, vec![]),
        ("behind a checksum", frame_with(crc, 417, 38, &xing(b"Info", 100)), Some(2_612), None, vec![]),
        ("instead of a checksum", frame_with(crc, 417, 36, &xing(b"Info", 100)), Some(2_612), None, vec![]),
        ("in mono", frame_with(mono, 417, 21, &xing(b"Info", 100)), Some(2_612), None, vec![]),
        ("by LAME", frame_with(PLAIN, 417, 36, &lame(100, b"LAME3.100")), Some(2_612), Some((576, 1_337)), vec![]),
        (
            "by LAME 3.99.1",
            frame_with(PLAIN, 417, 36, &lame(100, b"L3.99r1\0\0")),
            Some(2_612),
            Some((576, 1_337)),
            vec![],
        ),
        ("by Fraunhofer", frame_with(PLAIN, 417, 36, &vbri), Some(2_612), None, vec![]),
    ];
    for (name, first, claimed, gaps, expected) in cases {
        let bytes = [first, frames(PLAIN, 417, 100)].concat();
        let found = facts(&bytes);
        assert_eq!((found.frames, found.tag_bytes, found.header_duration_ms), (Some(100), 417, claimed), "{name}");
        assert_eq!(found.encoder_delay.zip(found.encoder_padding), gaps, "{name}");
        assert_eq!(messages(&bytes), expected, "{name}");
    }
    // A frame of audio with such letters elsewhere in it.
    let bytes = [frame_with(PLAIN, 417, 40, &xing(b"Xing", 50)), frames(PLAIN, 417, 100)].concat();
    assert_eq!(facts(&bytes).frames, Some(101));
    // Nothing behind it.
    let bytes = frame_with(PLAIN, 417, 36, &xing(b"Xing", 50));
    assert_eq!(messages(&bytes), ["the file holds tags or an encoder's header, but no audio"]);
    assert_eq!(helps(&bytes), ["upload the whole MP3 again"]);
}
