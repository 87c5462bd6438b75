//! The command line: what it prints and how it exits.

use std::io::Write;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::process::{Served, dialin};
use crate::started::execute;

/// Exit code, standard output, standard error.
pub(crate) fn run(command: &mut Command, input: &[u8]) -> (i32, String, String) {
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // It may have ended without reading.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

pub(crate) fn check(folder: &Path, files: &[&str], input: &[u8]) -> (i32, String, String) {
    run(dialin().current_dir(folder).arg("check").args(files), input)
}

const CREATE: &str = r#"{"type":"pin_dialin","phone_number":"+12095038039"}"#;
const STORED: &str = r#"{"id":"a","type":"pin_dialin","config":{"phone_number":"+12095038039"}}"#;
const WRONG: &str = r#"{"type":"pin_dialin","phone_number":"1 209 503 8039"}"#;

/// What the sandbox takes with this option, the check takes with it, in each form.
#[test]
fn check_accepts_private_hosts_if_told_to() {
    let folder = tempfile::tempdir().unwrap();
    let create = r#"{"type":"pinless_dialin","room_creation_api":"http://localhost:3000/room"}"#;
    let stored = r#"{"id":"a","type":"pinless_dialin","config":{"room_creation_api":"http://localhost:3000/room"}}"#;
    for text in [create.to_owned(), stored.to_owned(), format!("[{stored}]")] {
        let (refused, out, _) = check(folder.path(), &["-"], text.as_bytes());
        assert!(refused == 1 && out.contains("error[url-not-public]"), "{text} {out}");
        let (accepted, out, _) = check(folder.path(), &["--allow-private-hosts", "-"], text.as_bytes());
        assert!(accepted == 0 && out.contains(": 0 errors"), "{text} {out}");
    }
}

#[test]
fn check_tells_the_form_of_each_file() {
    let folder = tempfile::tempdir().unwrap();
    let pretty = "{\n  \"type\": \"pin_dialin\",\n  \"phone_number\": \"+12095038039\"\n}\n";
    let clean = [
        ("create.json", CREATE.to_owned(), 1),
        ("pretty.json", pretty.to_owned(), 1),
        ("byte order mark.json", format!("\u{feff}{pretty}"), 1),
        ("stored.json", STORED.to_owned(), 1),
        ("byte order marks.ndjson", format!("\u{feff}{STORED}\n\u{feff}{STORED}\n"), 2),
        ("set.json", format!("[{STORED}]"), 1),
        ("empty set.json", "[]".to_owned(), 1),
        ("list.json", format!(r#"{{"total_count":1,"data":[{STORED}]}}"#), 1),
        ("creates.ndjson", format!("{CREATE}\n\n{CREATE}\r\n"), 2),
        ("stored.ndjson", format!("{STORED}\n{CREATE}\n"), 2),
    ];
    for (name, text, texts) in clean {
        std::fs::write(folder.path().join(name), text).unwrap();
        let found = check(folder.path(), &[name], b"");
        let texts = if texts == 1 { "1 JSON text".to_owned() } else { format!("{texts} JSON texts") };
        let expected = format!("{name}: no issues\n{texts} checked: 0 errors, 0 warnings, 0 notes\n");
        assert_eq!(found, (0, expected, String::new()), "{name}");
    }
    let faulty = [
        ("", "json-invalid"),
        ("\u{feff}", "json-invalid"),
        ("{", "json-invalid"),
        ("[\n{},\n{}\n", "json-invalid"),
        (r#"{"domain_name":"a","config":{"pin_dialin":[{"phone_number":"+12095038039"}]}}"#, "legacy-domain-body"),
        ("{\n  \"type\": \"pin_dialin\"\n  \"timeout_config\":\n{}\n}\n", "(line 3, column 3)"),
        (r#"{"type":"pin_dialin","config":{"phone_number":"+12095038039"}}"#, "nested-config"),
        (&format!("[{STORED},{}]", STORED.replace("\"a\"", "\"b\"")), "[1].config.phone_number"),
        (r#"{"id":"a","type":"pin_dialin","config":{}}"#, "config.phone_number"),
    ];
    for (text, expected) in faulty {
        let (code, out, err) = check(folder.path(), &["-"], text.as_bytes());
        assert_eq!((code, err.as_str()), (1, ""), "{text}");
        assert!(out.starts_with("standard input: error["), "{text} {out}");
        assert!(out.contains(expected), "{text} {out}");
    }
    // An array under `data` makes no list of what is another thing.
    for (text, expected) in [
        (r#"{"type":"pin_dialin","phone_number":"oops","data":[]}"#, "error[phone-number-not-e164]"),
        (r#"{"error":"rate-limit-error","data":[]}"#, "error[type-missing]"),
    ] {
        let (code, out, _) = check(folder.path(), &["-"], text.as_bytes());
        assert!(code == 1 && out.contains(expected), "{text} {out}");
    }
}

#[test]
fn check_shows_place_help_and_suggestion() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.ndjson"), format!("{CREATE}\n\n{WRONG}\n")).unwrap();
    let (code, out, err) = check(folder.path(), &["a.ndjson"], b"");
    assert_eq!((code, err.as_str()), (1, ""));
    let lines: Vec<_> = out.lines().collect();
    let message = "a space (character 2) is neither a digit nor the leading `+`";
    let first = format!(
        "a.ndjson:3: error[phone-number-not-e164] phone_number: `1 209 503 8039` is not an E.164 phone number: {message}"
    );
    assert_eq!(lines[0], first);
    // The suggestion is in the help.
    assert_eq!(lines[1..], ["  help: write `+12095038039`", "2 JSON texts checked: 1 error, 0 warnings, 0 notes"]);

    let untrimmed = CREATE.replace('}', r#","name_prefix":" front desk"}"#);
    let (code, out, err) = check(folder.path(), &["-"], untrimmed.as_bytes());
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    let lines: Vec<_> = out.lines().collect();
    assert!(lines[0].starts_with("standard input: warning[name-prefix-untrimmed] name_prefix: "), "{out}");
    assert_eq!(
        lines[1..],
        ["  help: trim it", "  suggestion: \"front desk\"", "1 JSON text checked: 0 errors, 1 warning, 0 notes"]
    );
}

#[test]
fn help_fits_a_terminal_and_says_how_each_command_exits() {
    let commands: [&[&str]; 7] =
        [&[], &["serve"], &["check"], &["sign"], &["verify"], &["dial-string", "build"], &["dial-string", "read"]];
    for command in commands {
        let (code, help, _) = run(dialin().args(command).arg("--help").env("COLUMNS", "80"), b"");
        assert_eq!(code, 0);
        for line in help.lines() {
            assert!(line.chars().count() <= 80, "{line}");
        }
        assert!(!help.contains("<http"), "{help}");
        let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(help.contains("Exit code: 0 when "), !command.is_empty(), "{help}");
        assert_eq!(help.contains("2 for wrong usage"), !command.is_empty(), "{help}");
    }
    let (_, help, _) = run(dialin().args(["dial-string", "build", "--help"]), b"");
    assert!(help.contains("; - for standard input"), "{help}");
}

#[test]
fn check_compares_numbers_where_its_help_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let (code, help, _) = run(dialin().args(["check", "--help"]), b"");
    assert_eq!(code, 0);
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(help.contains("Duplicate numbers are found only within one array or one `{"), "{help}");
    assert!(help.contains("Exit code: 0 when there is no error"), "{help}");

    let other = STORED.replace("\"a\"", "\"b\"");
    let (one, two) = (format!("[{STORED}]"), format!("[{other}]"));
    std::fs::write(folder.path().join("one.json"), one).unwrap();
    std::fs::write(folder.path().join("two.json"), two).unwrap();
    assert_eq!(check(folder.path(), &["one.json", "two.json"], b"").0, 0);
    for (text, code) in [
        (format!("{STORED}\n{other}\n"), 0),
        (format!("[{STORED},{other}]"), 1),
        (format!(r#"{{"data":[{STORED},{other}]}}"#), 1),
    ] {
        let (found, out, _) = check(folder.path(), &["-"], text.as_bytes());
        assert_eq!((found, out.contains("error[phone-number-duplicate]")), (code, code == 1), "{text} {out}");
    }
}

#[test]
fn check_says_how_many_configs_of_a_list_it_did_not_see() {
    let folder = tempfile::tempdir().unwrap();
    for (text, note) in [
        (format!(r#"{{"total_count":130,"data":[{STORED}]}}"#), true),
        (r#"{"total_count":1,"data":[]}"#.to_owned(), true),
        (format!(r#"{{"total_count":1,"data":[{STORED}]}}"#), false),
        (format!(r#"{{"total_count":0,"data":[{STORED}]}}"#), false),
        (format!(r#"{{"total_count":"130","data":[{STORED}]}}"#), false),
    ] {
        let (code, out, err) = check(folder.path(), &["-"], text.as_bytes());
        assert_eq!((code, err.as_str()), (0, ""), "{text} {out}");
        assert_eq!(out.contains(" 1 note\n"), note, "{text} {out}");
        assert_eq!(out.contains("no issues"), !note, "{text} {out}");
    }
    let text = format!(r#"{{"total_count":130,"data":[{STORED}]}}"#);
    let (_, out, _) = check(folder.path(), &["-"], text.as_bytes());
    let lines: Vec<_> = out.lines().collect();
    let note = "standard input: note: `total_count` is 130, but `data` holds only 1: the others were not checked";
    assert_eq!(lines[..2], [note, "  help: check the other pages as well: get them with `starting_after`"]);
}

#[test]
fn check_knows_a_refusal_of_the_api() {
    let folder = tempfile::tempdir().unwrap();
    let text = br#"{"error":"authentication-error\u001b[31m","info":"the token is not this server's"}"#;
    let (code, out, err) = check(folder.path(), &["-"], text);
    assert_eq!((code, err.as_str()), (1, ""), "{out}");
    let note = "standard input: note: this is an API error response, not a config: \
                `authentication-error\\u{1b}[31m`\n  \
                help: check the request that caused it, and its API key\n";
    assert!(out.contains(note), "{out}");
}

#[test]
fn check_says_what_is_wrong_with_several_texts() {
    let folder = tempfile::tempdir().unwrap();
    let pretty = "{\n  \"type\": \"pin_dialin\"\n}\n";
    let help = "  help: there are several JSON texts: write one per line (`jq -c`), or one array\n";
    for (text, found) in [
        (format!("{pretty}{pretty}"), true),
        (format!("{CREATE} {CREATE}"), true),
        (format!("[\n{STORED}]\n[{STORED}]"), true),
        (format!("{pretty}}}"), false),
        (format!("{pretty}x"), false),
    ] {
        let (code, out, _) = check(folder.path(), &["-"], text.as_bytes());
        assert_eq!(code, 1, "{out}");
        assert!(out.starts_with("standard input: error[json-invalid]: "), "{text} {out}");
        assert_eq!(out.contains(help), found, "{text} {out}");
        assert!(out.ends_with("1 JSON text checked: 1 error, 0 warnings, 0 notes\n"), "{text} {out}");
    }
    // The line of the file, and no second one beside it.
    let (_, out, _) = check(folder.path(), &["-"], format!("{CREATE}\n\n{CREATE},\n").as_bytes());
    let place = format!("(column {})", CREATE.len() + 1);
    assert!(out.starts_with("standard input:3: error[json-invalid]: "), "{out}");
    assert!(out.lines().next().unwrap().ends_with(&place) && !out.contains("line 1"), "{out}");
}

#[test]
fn check_exits_with_2_when_a_file_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("wrong.json"), WRONG).unwrap();
    let (code, out, err) = check(folder.path(), &["missing.json", "wrong.json", "."], b"");
    assert_eq!(code, 2);
    assert!(out.contains("wrong.json: error[phone-number-not-e164]"), "{out}");
    assert!(out.ends_with("1 JSON text checked: 1 error, 0 warnings, 0 notes\n"), "{out}");
    let lines: Vec<_> = err.lines().collect();
    assert!(lines[0].starts_with("dialin: cannot read missing.json: "), "{err}");
    assert_eq!(lines[1], "dialin: cannot read .: it is a folder; name the files in it, for example `./*.json`");
    assert_eq!(check(folder.path(), &[], b"").0, 2);
}

#[test]
fn check_prints_no_secret_and_no_control_character() {
    let folder = tempfile::tempdir().unwrap();
    let secret = "U2VjcmV0T2ZUaGVDb25maWcgMzIgYnl0ZXMgbG9uZyE=";
    let config = format!(r#"{{"hmac":"{secret}","room_creation_api":"https://user:{secret}@example.com"}}"#);
    for text in [
        format!(r#"{{"type":"pinless_dialin","config":{config}}}"#),
        format!(r#"{{"properties":{{"pinless_dialin":[{config}]}}}}"#),
        format!(r#"{{"type":"pinless_dialin","hmac":["{secret}"]}}"#),
        format!(r#"{{"type":"pinless_dialin","hmac":"{secret}!"}}"#),
        format!(r#"{{"type":"pinless_dialin","hmac":"{secret}""#),
    ] {
        let (code, out, err) = check(folder.path(), &["-"], text.as_bytes());
        assert_eq!((code, err.as_str()), (1, ""), "{text}");
        assert!(!out.contains(secret), "{out}");
    }
    let (_, out, _) = check(folder.path(), &["-"], br#"{"type":"pin_dialin","phone_number":"\u001b[31m"}"#);
    assert!(!out.contains('\u{1b}'), "{out:?}");
    // In a path, a file's name and what cannot be read.
    std::fs::write(folder.path().join("a\u{202e}b"), "{\"c\u{202e}d\u{2028}e\":1}").unwrap();
    let (_, out, err) = check(folder.path(), &["a\u{202e}b", "f\u{202e}g"], b"");
    for (text, expected) in [(&out, "a\\u{202e}b: "), (&out, "] c\\u{202e}d\\u{2028}e: "), (&err, "f\\u{202e}g")] {
        assert!(text.contains(expected) && !text.contains(['\u{202e}', '\u{2028}']), "{text:?}");
    }
}

#[test]
fn serve_says_why_it_cannot_start() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let in_use = format!(
        "dialin: {address} is already in use: stop the program that listens there, or choose another port with `--listen ADDRESS:PORT`\n"
    );
    let no_address = |text: &str| {
        format!(
            "dialin: `--listen {text}`: give an address or a name and a port, for example `127.0.0.1:8787` or `localhost:8787`\n"
        )
    };
    let [no_port, wrong_port, url] = ["localhost", "127.0.0.1:99999", "http://127.0.0.1:0"];
    let [no_name, spaced] = [":8787", " 127.0.0.1:0"];
    // What was given wrongly is wrong usage; the rest is not the caller's mistake.
    let cases: [(&[&str], Option<&str>, i32, &str); 12] = [
        (&["--listen", no_name], None, 2, &no_address(no_name)),
        (&["--listen", spaced], None, 2, &no_address(spaced)),
        (&["--listen", url], None, 2, &no_address(url)),
        (&["--listen", no_port], None, 2, &no_address(no_port)),
        (&["--listen", wrong_port], None, 2, &no_address(wrong_port)),
        (&["--listen", "192.0.2.1:0"], None, 1, "dialin: cannot listen on 192.0.2.1:0: "),
        (&["--listen", &address], None, 1, &in_use),
        (&["--store", "sqlite:"], None, 2, "dialin: `--store sqlite:` needs the path of a file"),
        (
            &["--store", "postgres://user:SECRET@host/db"],
            None,
            2,
            "dialin: `--store` must start with `sqlite:`, for example `sqlite:.dialin/dialin.db`; `postgres:` is not supported\n",
        ),
        (
            &["--public-url", "https://user:SECRET@example.com/path"],
            None,
            2,
            "dialin: `--public-url` must be an http(s) address",
        ),
        (
            &[],
            Some(""),
            2,
            "dialin: `DIALIN_TOKEN` is empty: set it to a long random text, or unset it to have a token made\n",
        ),
        (&["--store", "sqlite:~/a.db"], None, 2, "dialin: `--store sqlite:~` would make a folder named `~`: "),
    ];
    for (args, token, exit, expected) in cases {
        let mut command = dialin();
        command.current_dir(folder.path()).arg("serve");
        if !args.contains(&"--listen") {
            command.args(["--listen", "127.0.0.1:0"]);
        }
        if let Some(token) = token {
            command.env("DIALIN_TOKEN", token);
        }
        let (code, out, err) = run(command.args(args), b"");
        assert_eq!((code, out.as_str()), (exit, ""), "{args:?} {err}");
        assert!(err.starts_with(expected), "{args:?} {err}");
        assert!(!err.contains("SECRET"), "{err}");
        assert_eq!(err.lines().count(), 1, "{err}");
    }
    // A start that failed on the port leaves nothing behind.
    assert!(!folder.path().join(".dialin").exists());
}

#[tokio::test]
async fn serve_says_what_is_wrong_with_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(path("no folder"), "").unwrap();
    std::fs::write(path("text"), "x".repeat(4096)).unwrap();
    std::fs::write(path("no shm"), "").unwrap();
    std::fs::create_dir(path("no shm-shm")).unwrap();
    #[cfg(unix)]
    assert!(Command::new("mkfifo").arg(path("pipe")).status().unwrap().success());
    execute(Path::new(&path("foreign")), "CREATE TABLE theirs (a)").await;
    let foreign = std::fs::read(path("foreign")).unwrap();
    drop(Served::of(serve_on(&path("newer")).env("DIALIN_TOKEN", "a").stderr(Stdio::null())));
    execute(Path::new(&path("newer")), "UPDATE _sqlx_migrations SET version = 99").await;

    let another = "choose another file with `--store sqlite:PATH`";
    for (name, problem, remedy) in [
        ("no folder/a.db", "is in a folder that cannot be created: ", ""),
        (".", "is not a regular file", ""),
        #[cfg(unix)]
        ("pipe", "is not a regular file", ""),
        ("text", "is not an SQLite database", ""),
        ("no shm", "or the files beside it cannot be written: ", "make the folder writable for this user, or "),
        ("foreign", "is another program's database", ""),
        ("newer", "was written by a newer version of dialin", "start that version, or "),
    ] {
        let (code, out, err) = run(&mut serve_on(&path(name)), b"");
        assert_eq!((code, out.as_str()), (1, ""), "{name} {err}");
        let file = if name == "." { folder.path().display().to_string() } else { path(name) };
        assert!(err.starts_with(&format!("dialin: cannot open the store: `{file}` {problem}")), "{err}");
        assert!(err.ends_with(&format!("; {remedy}{another}\n")), "{err}");
        assert_eq!(err.lines().count(), 1, "{err}");
    }
    assert_eq!(std::fs::read(path("foreign")).unwrap(), foreign, "nothing is written to it");
}

fn serve_on(file: &str) -> Command {
    let mut command = dialin();
    command.args(["serve", "--listen", "127.0.0.1:0", "--store", &format!("sqlite:{file}")]);
    command
}

#[test]
fn serve_makes_its_folder_and_a_token() {
    let folder = tempfile::tempdir().unwrap();
    let mut tokens = Vec::new();
    for _ in 0..2 {
        let mut command = dialin();
        command.current_dir(folder.path()).args(["serve", "--listen", "127.0.0.1:0"]).stderr(Stdio::null());
        let served = Served::of(&mut command);
        tokens.push(served.line.trim_end().split_once("/?token=").unwrap().1.to_owned());
    }
    assert_ne!(tokens[0], tokens[1]);
    assert!(tokens.iter().all(|token| token.len() >= 43), "{tokens:?}");
    assert!(folder.path().join(".dialin/dialin.db").is_file());
    // Whoever starts it in a repository commits no secrets.
    assert_eq!(std::fs::read_to_string(folder.path().join(".dialin/.gitignore")).unwrap(), "*\n");
    #[cfg(unix)]
    for (name, mode) in [(".dialin", 0o700), (".dialin/dialin.db", 0o600)] {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o777, mode, "{name}");
    }

    // A folder that was there is none of ours.
    let other = folder.path().join("other");
    std::fs::create_dir(&other).unwrap();
    let file = other.join("dialin.db");
    drop(Served::of(serve_on(file.to_str().unwrap()).stderr(Stdio::null())));
    assert!(file.is_file() && !other.join(".gitignore").exists());

    for (url, expected) in [
        ("https://dialin.example.com/", "https://dialin.example.com"),
        ("http://10.0.0.1:9000", "http://10.0.0.1:9000"),
    ] {
        let mut command = dialin();
        command.current_dir(folder.path()).env("DIALIN_TOKEN", "a b&c").stderr(Stdio::null());
        command.args(["serve", "--listen", "127.0.0.1:0", "--public-url", url]);
        assert_eq!(Served::of(&mut command).line, format!("Sign in: {expected}/?token=a%20b%26c\n"));
    }
    for (listen, reached) in [
        ("0.0.0.0:0", &["http://127.0.0.1:"] as &[&str]),
        // Whichever of the two the machine resolves it to first.
        ("localhost:0", &["http://127.0.0.1:", "http://[::1]:"]),
    ] {
        let mut command = dialin();
        command.current_dir(folder.path()).args(["serve", "--listen", listen]).stderr(Stdio::null());
        let served = Served::of(&mut command);
        assert!(reached.iter().any(|start| served.base().starts_with(start)), "{listen} {}", served.base());
        assert!(std::net::TcpStream::connect(served.base().trim_start_matches("http://")).is_ok(), "{listen}");
    }
}
