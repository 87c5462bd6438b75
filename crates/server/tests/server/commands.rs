//! `dialin sign`, `dialin verify` and `dialin dial-string`.

use serde_json::Value;

use crate::command_line::run;
use crate::process::dialin;
use crate::vectors::cases;

const SECRET: &str = "9jyatvPWQfBymCGDOYPYKF/TRZXR+08Gj4bvPF78pH0=";
const TIMESTAMP: &str = "1742353314";
const BODY: &[u8] = br#"{"To":"+12555599999","From":"+18058700061","callId":"a7bf8461-7d33-4083-9677-5cfdb4f337a5","callDomain":"9c975848-a067-4de0-bf47-1b4179ceba4e"}"#;
const SIGNATURE: &str = "z8yOq9Sgh+BYB1s9oBl7T/JEf7jiHXGrL/xun72OSy4=";

/// Runs it with this secret in the environment, if any.
fn with_secret(secret: Option<&str>, args: &[&str], body: &[u8]) -> (i32, String, String) {
    let mut command = dialin();
    command.env_remove("DIALIN_WEBHOOK_SECRET");
    if let Some(secret) = secret {
        command.env("DIALIN_WEBHOOK_SECRET", secret);
    }
    run(command.args(args), body)
}

/// The messages of a case's issues, each as a line of output has it.
fn assert_said(case: &Value, out: &str) {
    for issue in case["issues"].as_array().unwrap() {
        let line = format!("{}[{}]", issue["severity"].as_str().unwrap(), issue["code"].as_str().unwrap());
        let message = issue["message"].as_str().unwrap();
        let found = out.lines().any(|found| found.starts_with(&line) && found.ends_with(message));
        assert!(found, "{}: {message} in {out}", case["name"]);
    }
}

#[test]
fn signs_the_bytes_of_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("secret");
    std::fs::write(&file, format!("{SECRET}\r\n")).unwrap();
    let file = file.to_str().unwrap();
    let sign = ["sign", "--timestamp", TIMESTAMP];
    let from_file = ["sign", "--timestamp", TIMESTAMP, "--secret-file", file];
    let signed = (0, format!("{SIGNATURE}\n"), String::new());
    assert_eq!(with_secret(Some(SECRET), &sign, BODY), signed);
    assert_eq!(with_secret(None, &from_file, BODY), signed);
    assert_eq!(with_secret(Some("another"), &from_file, BODY), signed, "the file goes before the environment");
    assert_ne!(with_secret(Some(SECRET), &sign, &[BODY, b"\n"].concat()).1, signed.1);

    let (code, out, err) = with_secret(Some("U2VjcmV0!"), &sign, BODY);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.starts_with("error[hmac-not-base64] secret: ") && !err.contains("U2VjcmV0"), "{err}");

    let no_secret = "dialin: no secret: set `DIALIN_WEBHOOK_SECRET`, or give `--secret-file FILE`\n";
    assert_eq!(with_secret(None, &sign, BODY), (2, String::new(), no_secret.to_owned()));
    let (code, out, err) = with_secret(Some(SECRET), &["sign", "--timestamp", "1", "--secret-file", "missing"], BODY);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.starts_with("dialin: cannot read the file that `--secret-file` names: "), "{err}");

    // What PowerShell's `>` once wrote, with and without its mark, and Latin-1.
    let utf_16: Vec<u8> = SECRET.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let advice = "dialin: the file that `--secret-file` names is not UTF-8 text: save it as UTF-8\n";
    for bytes in [[b"\xff\xfe", utf_16.as_slice()].concat(), utf_16, b"\xe9".to_vec()] {
        std::fs::write(file, bytes).unwrap();
        assert_eq!(with_secret(None, &from_file, BODY), (2, String::new(), advice.to_owned()));
    }

    // No secret is that long, and a device has no end.
    let advice =
        "dialin: the file that `--secret-file` names is larger than 64 KiB: give one that holds the secret alone\n";
    std::fs::write(file, "a".repeat((64 << 10) + 1)).unwrap();
    let mut files = vec![file];
    if cfg!(target_os = "linux") {
        files.push("/dev/zero");
    }
    for file in files {
        let sign = ["sign", "--timestamp", TIMESTAMP, "--secret-file", file];
        assert_eq!(with_secret(None, &sign, BODY), (2, String::new(), advice.to_owned()), "{file}");
    }
    std::fs::write(file, "\n".repeat((64 << 10) - SECRET.len()) + SECRET).unwrap();
    assert_eq!(with_secret(None, &from_file, BODY).0, 1, "read whole, and no base64");
}

#[test]
fn wrong_usage_repeats_neither_secret_nor_pin() {
    const NUMBER: &str = "+12095038039";
    const PIN: &str = "12345678987";
    let with_name = |name: &str, value: &str| format!("{name}={value}");
    let (secret, token, pin) =
        (with_name("--secret", SECRET), with_name("--token", SECRET), with_name("--pauses", "12345678987x"));
    let cases: [&[&str]; 20] = [
        &[SECRET],
        &["serve", SECRET],
        &["serve", "--token", SECRET],
        &["serve", &token],
        &["sign", "--timestamp", "1", SECRET],
        &["sign", "--timestamp", "1", "--", SECRET],
        &["sign", "--timestamp", "1", "--secret", SECRET],
        &["sign", "--timestamp", "1", &secret],
        &["sign", "--timestamp", "1", "--secret-file", SECRET],
        &["sign", "--timestamp", "1", "--9jyatvPWQfBymCGDOYPYKF_TRZXR"],
        &["verify", SECRET],
        &["verify", "--signature", "a", "--timestamp", "1", "--now", SECRET],
        &["verify", "--signature", "a", "--timestamp", "1", "--tolerance", SECRET],
        &[PIN],
        &["dial-string", PIN],
        &["dial-string", "+12095038039,,12345678987"],
        &["dial-string", "build", NUMBER, "--pin", PIN],
        &["dial-string", "build", NUMBER, "1", PIN],
        &["dial-string", "build", NUMBER, "1", &pin],
        &["dial-string", "read", NUMBER, PIN],
    ];
    for args in cases {
        let (code, out, err) = with_secret(None, args, b"");
        assert_eq!((code, out.as_str()), (2, ""), "{args:?} {err}");
        for secret in [SECRET, PIN, "9jyatvPWQfBymCGDOYPYKF"] {
            assert!(!err.contains(secret), "{args:?} {err}");
        }
        assert!(err.contains("error: ") || err.contains("`--secret-file`"), "{args:?} {err}");
    }
    // What helps and is no secret stays.
    for (args, expected) in [
        (&["sign", "--secret", SECRET] as &[&str], "'--secret' found\n"),
        (&["sign", "--secret", SECRET], "a similar argument exists: '--secret-file'"),
        (&["serve", "--token", SECRET], "tip: set the environment variable `DIALIN_TOKEN`"),
        (&["chekc", "a"], "unrecognized subcommand 'chekc'"),
        (&["chekc", "a"], "'check'"),
        (&["verify", "--now", "x"], "invalid value '…' for '--now <SECONDS>': it must be a whole number"),
        (&["verify", "--tolerance", "86401"], "'--tolerance <SECONDS>': it must be from 0 to 86400, a day"),
        (&["dial-string", "build", "a", "1", "--pauses", "two"], "'--pauses <COUNT>': it must be a whole number"),
        (&["verify", "--now"], "a value is required for '--now <SECONDS>'"),
    ] {
        let (code, _, err) = with_secret(None, args, b"");
        assert!(code == 2 && err.contains(expected), "{args:?} {err}");
    }
}

#[test]
fn verifies_as_the_shared_cases_say() {
    let (mut right, mut wrong) = (0, 0);
    for case in cases(&["verify"]) {
        let input = &case["input"];
        let text = |key: &str| input[key].as_str().unwrap_or_default().to_owned();
        let (signature, timestamp, now) = (text("signature"), text("timestamp"), input["now"].to_string());
        let tolerance = input["tolerance"].as_i64().map(|tolerance| format!("--tolerance={tolerance}"));
        let mut args = vec!["verify", "--signature", &signature, "--timestamp", &timestamp, "--now", &now];
        args.extend(tolerance.as_deref());
        let (code, out, err) = with_secret(Some(&text("secret")), &args, text("body").as_bytes());
        assert_eq!((code, err.as_str()), (i32::from(case["ok"] == false), ""), "{} {out}", case["name"]);
        assert_said(&case, &out);
        if case["ok"] == true {
            // Each of these calls is signed in the same second.
            assert!(out.ends_with("verified: signed at 1742353314 (Unix seconds)\n"), "{out}");
            right += 1;
        } else {
            assert!(!out.contains("verified"), "{out}");
            wrong += 1;
        }
        // One of the secrets is the word `null`, which its message may say.
        assert!(text("secret").len() < 5 || !out.contains(&text("secret")), "{out}");
    }
    assert!(right >= 2 && wrong >= 5, "{right} {wrong}");
}

#[test]
fn verifies_against_the_clock_unless_told_a_time() {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    for (age, code) in [(0, 0), (200, 0), (400, 1)] {
        let timestamp = (now - age).to_string();
        let (_, signature, _) = with_secret(Some(SECRET), &["sign", "--timestamp", &timestamp], BODY);
        let args = ["verify", "--signature", signature.trim_end(), "--timestamp", &timestamp];
        let (found, out, _) = with_secret(Some(SECRET), &args, BODY);
        assert_eq!((found, out.contains("error[timestamp-stale]")), (code, code == 1), "{age} {out}");
    }
}

#[test]
fn builds_dial_strings_in_every_form() {
    let built = "\
Text:       +12095038039,,,12345678987
Link:       tel:+12095038039,,,12345678987
Tel URI:    tel:+12095038039
For people: +1 209 503 8039, then PIN 12345678987
vCard:
TEL;VALUE=text;TYPE=voice:+12095038039\\,\\,\\,12345678987
Calendar:
LOCATION:tel:+12095038039\\,\\,\\,12345678987
DESCRIPTION:Dial +1 209 503 8039\\, then PIN 12345678987.\\nOne tap: tel:+120
 95038039\\,\\,\\,12345678987
";
    let args = ["dial-string", "build", "+12095038039", "12345678987", "--pauses", "3"];
    assert_eq!(with_secret(None, &args, b""), (0, built.to_owned(), String::new()));
    // Three pauses are six seconds, at 13 characters a second.
    for greeting in ["x".repeat(70), "- Welcome. ".repeat(7)] {
        let args = ["dial-string", "build", "+12095038039", "12345678987", "--greeting", &greeting];
        assert_eq!(with_secret(None, &args, b""), (0, built.to_owned(), String::new()), "{greeting}");
    }
    // A PIN in the arguments is read by everybody on the machine.
    let args = ["dial-string", "build", "+12095038039", "-", "--pauses", "3"];
    for pin in ["12345678987", "12345678987\n", "12345678987\r\n"] {
        assert_eq!(with_secret(None, &args, pin.as_bytes()), (0, built.to_owned(), String::new()), "{pin:?}");
    }
    let (code, out, err) = with_secret(None, &args, b"\xff");
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.starts_with("dialin: cannot read standard input: "), "{err}");
    assert_eq!(with_secret(None, &args, b"").0, 1);
    // A script takes the output as it is: what is wrong goes elsewhere.
    let (code, out, err) = with_secret(None, &["dial-string", "build", "+12095038039", "1"], b"");
    assert_eq!(code, 0);
    assert!(out.starts_with("Text:  ") && err.starts_with("warning["), "{out} {err}");

    let mut refused = 0;
    for case in cases(&["build-dial-string"]) {
        let input = &case["input"];
        let (number, pin) = (input["phoneNumber"].as_str().unwrap(), input["pin"].as_str().unwrap());
        let pauses = input["pauses"].as_u64().map(|pauses| format!("--pauses={pauses}"));
        let mut args = vec!["dial-string", "build", number, pin];
        args.extend(pauses.as_deref());
        let (code, out, err) = with_secret(None, &args, b"");
        assert_eq!(code, i32::from(case["ok"] == false), "{} {err}", case["name"]);
        assert_said(&case, &err);
        if let Some(text) = case["value"]["text"].as_str() {
            assert!(out.contains(&format!("Text:       {text}\n")), "{out}");
        } else {
            assert_eq!(out, "", "{}", case["name"]);
            refused += 1;
        }
    }
    assert!(refused >= 2, "{refused}");
}

#[test]
fn reads_dial_strings_as_the_shared_cases_say() {
    let mut read = 0;
    for case in cases(&["dial-string"]) {
        let (code, out, err) = with_secret(None, &["dial-string", "read", case["input"].as_str().unwrap()], b"");
        assert_eq!(code, i32::from(case["ok"] == false), "{} {err}", case["name"]);
        assert_said(&case, &err);
        for (label, key) in [("Number: ", "phoneNumber"), ("PIN:    ", "pin")] {
            let line = format!("{label}{}", case["value"][key].as_str().unwrap_or("none"));
            assert!(out.lines().any(|found| found == line), "{}: {line} in {out}", case["name"]);
        }
        read += 1;
    }
    assert!(read > 10, "{read}");
    let (code, out, _) = with_secret(None, &["dial-string", "read", "+12095038039,,1234#,,\u{1b}[31m"], b"");
    assert_eq!(code, 0, "{out}");
    assert!(out.ends_with("Ends with #\nRest:   ,,\\u{1b}[31m\n"), "{out:?}");
    let text = "+12095038039,,1234#,,\u{202e}1";
    let as_argument = with_secret(None, &["dial-string", "read", text], b"");
    assert!(as_argument.1.ends_with("Rest:   ,,\\u{202e}1\n"), "{as_argument:?}");
    assert_eq!(with_secret(None, &["dial-string", "read", "-"], format!("{text}\n").as_bytes()), as_argument);
}
