//! `dialin check` of recordings.

use std::path::Path;

use crate::command_line::check;

#[test]
fn knows_hold_music_by_its_bytes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/hold-music");
    let music = std::fs::read(folder.join("ten-seconds.mp3")).unwrap();
    let clean = "standard input: mp3, 10.080 s, 8 kbit/s VBR, 16 kHz, mono, 10584 bytes\n\
                 standard input: no issues\n1 recording checked: 0 errors, 0 warnings, 0 notes\n";
    assert_eq!(check(&folder, &["-"], &music), (0, clean.to_owned(), String::new()));

    let folder = tempfile::tempdir().unwrap();
    let wav = b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0".as_slice();
    let aiff = b"FORM\0\0\0\xf0AIFFCOMM".as_slice();
    let utf_16: Vec<u8> = "\u{feff}{\"type\":\"pin_dialin\"}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (name, bytes, code, found) in [
        ("a.mpga", music.as_slice(), 0, "a.mpga: no issues"),
        ("a", &music, 0, "a: no issues"),
        // Its name is its ending.
        (".mp3", &music, 0, ".mp3: no issues"),
        ("a.wav", wav, 1, "a.wav: error[hold-music-not-mp3]: the file is WAV audio"),
        ("a.OGG", b"OggS", 1, "a.OGG: error[hold-music-not-mp3]: the file is Ogg audio"),
        ("b", wav, 1, "b: error[hold-music-not-mp3]: "),
        ("empty.wav", b"", 1, "empty.wav: error[hold-music-not-mp3]: "),
        ("utf-16.json", &utf_16, 1, "utf-16.json: error[json-invalid]: the text is not JSON: it is not UTF-8"),
        ("page.json", b"<!doctype html>", 1, "page.json: error[json-invalid]: "),
        ("no audio", b"\xff\xfb\x90\x64", 1, "no audio: error[hold-music-not-mp3]: "),
        ("a.aiff", aiff, 1, "a.aiff: error[hold-music-not-mp3]: "),
        ("a.WEBM", b"\x1a\x45\xdf\xa3", 1, "a.WEBM: error[hold-music-not-mp3]: "),
        ("c", aiff, 1, "c: error[hold-music-not-mp3]: "),
        ("latin-1.json", b" {\"name_prefix\": \"\xe4\"}", 1, "latin-1.json: error[json-invalid]: "),
        ("denied.xml", b"<?xml version=\"1.0\"?><Error/>", 1, "denied.xml: error[json-invalid]: "),
    ] {
        std::fs::write(folder.path().join(name), bytes).unwrap();
        let (found_code, out, err) = check(folder.path(), &[name], b"");
        assert_eq!((found_code, err.as_str()), (code, ""), "{name} {out}");
        // Of a recording, the facts come first.
        assert!(out.lines().take(2).any(|line| line.starts_with(found)), "{name} {out}");
    }
}

#[test]
fn inspects_hold_music() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/hold-music");
    let music = |files: &[&str]| check(&folder, files, b"");
    let clean = "ten-seconds.mp3: mp3, 10.080 s, 8 kbit/s VBR, 16 kHz, mono, 10584 bytes\n\
                 ten-seconds.mp3: no issues\n1 recording checked: 0 errors, 0 warnings, 0 notes\n";
    assert_eq!(music(&["ten-seconds.mp3"]), (0, clean.to_owned(), String::new()));

    let (code, out, err) = music(&["sixty-seconds.mp3"]);
    let help = "re-encode its first 59 s: `ffmpeg -i in.mp3 -t 59 -map 0:a:0 -map_metadata -1 -codec:a libmp3lame -b:a 64k -ac 1 out.mp3`";
    let message = "the recording is 60.000 s long; it must be shorter than 60 s";
    let expected = format!(
        "sixty-seconds.mp3: mp3, 60.192 s, 8 kbit/s VBR, 8 kHz, mono, 60624 bytes\n\
         sixty-seconds.mp3: error[hold-music-too-long]: {message}\n  help: {help}\n\
         1 recording checked: 1 error, 0 warnings, 0 notes\n"
    );
    assert_eq!((code, out, err), (1, expected, String::new()));

    // Beside configs, and beside what cannot be read.
    let (code, out, err) = music(&["error.json", "cut.mp3", "ten-seconds.mp3", "artwork.mp3"]);
    assert_eq!((code, err.as_str()), (1, ""));
    assert!(out.contains("cut.mp3: warning[hold-music-damaged]: "), "{out}");
    assert!(out.contains("artwork.mp3: note[hold-music-tag-heavy]: "), "{out}");
    let facts = "artwork.mp3: mp3, 1.044 s, 35 kbit/s VBR, 44.1 kHz, mono, 10649 bytes, 5715 of them pictures\n";
    assert!(out.contains(facts), "{out}");
    assert!(out.contains("1 JSON text and 3 recordings checked: "), "{out}");
    let (code, out, err) = music(&["missing.mp3", "ten-seconds.mp3"]);
    assert_eq!((code, out.as_str()), (2, clean));
    assert!(err.starts_with("dialin: cannot read missing.mp3: "), "{err}");
}

#[test]
fn inspects_by_name_and_in_pieces() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("page.MP3"), "<!doctype html>").unwrap();
    std::fs::write(folder.path().join("empty.mp3"), "").unwrap();
    std::fs::create_dir(folder.path().join("folder.mp3")).unwrap();
    // A frame of 417 bytes plays for 1152 samples: 44,100 a second. None of them ends where a piece does.
    let mut frame = vec![0; 417];
    frame[..4].copy_from_slice(&[0xFF, 0xFB, 0x90, 0x64]);
    std::fs::write(folder.path().join("long.mp3"), frame.repeat(2297)).unwrap();
    let (code, out, err) = check(folder.path(), &["page.MP3", "empty.mp3", "long.mp3", "folder.mp3"], b"");
    assert_eq!(code, 2);
    assert!(err.starts_with("dialin: cannot read folder.mp3: "), "{err}");
    assert!(out.contains("page.MP3: error[hold-music-not-mp3]: the file is a web page (HTML), not an MP3\n"), "{out}");
    assert!(out.contains("empty.mp3: error[hold-music-not-mp3]: "), "{out}");
    assert!(out.contains("long.mp3: error[hold-music-too-long]: the recording is 60.003 s long; "), "{out}");
    assert!(out.contains("3 recordings checked: 3 errors, 0 warnings, 0 notes\n"), "{out}");
}
