//! The examples of the project's README do what they say.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use crate::command_line::run;
use crate::process::{Served, dialin};

const README: &str = include_str!("../../../../README.md");
const SECRET: &str = "9jyatvPWQfBymCGDOYPYKF/TRZXR+08Gj4bvPF78pH0=";

/// What is between the fences of each shell example.
fn examples() -> impl Iterator<Item = &'static str> {
    README.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap())
}

/// The parts around each `…` come one after the other.
fn fits(line: &str, pattern: &str) -> bool {
    let mut rest = Some(line);
    for (index, part) in pattern.split('…').enumerate() {
        rest = rest.and_then(|rest| match index {
            0 => rest.strip_prefix(part),
            _ => rest.split_once(part).map(|(_, after)| after),
        });
    }
    rest.is_some_and(|rest| rest.is_empty() || pattern.ends_with('…'))
}

/// A webhook that takes one call: its head and its body.
fn webhook(listener: &TcpListener) -> (String, Vec<u8>) {
    let mut call = BufReader::new(listener.accept().unwrap().0);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert!(call.read_line(&mut head).unwrap() > 0, "{head}");
    }
    let mut body = vec![0; header(&head, "content-length").parse().unwrap()];
    call.read_exact(&mut body).unwrap();
    call.get_mut().write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").unwrap();
    (head, body)
}

fn header<'a>(head: &'a str, name: &str) -> &'a str {
    let value = |line: &'a str| line.split_once(": ").filter(|(each, _)| each.eq_ignore_ascii_case(name));
    head.lines().find_map(value).unwrap().1
}

#[test]
fn every_example_does_what_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let hook = format!("http://{}/room", listener.local_addr().unwrap());
    let call = thread::spawn(move || webhook(&listener));
    let binary = Path::new(env!("CARGO_BIN_EXE_dialin")).parent().unwrap();
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap());

    let shell = |script: &str| {
        let mut shell = Command::new("sh");
        shell.args(["-euc", script]).env("PATH", &path).current_dir(folder.path());
        shell.env_remove("DIALIN_TOKEN").env("DIALIN_WEBHOOK_SECRET", SECRET).env("no_proxy", "*");
        shell.env("HOME", folder.path());
        shell
    };

    let mut tried = 0;
    let mut served = None;
    // What a terminal keeps from one example to the next; the server has one of its own.
    let mut exports = String::new();
    for example in examples() {
        // Those build the project.
        if example.starts_with("cargo xtask ") {
            continue;
        }
        if example.contains(" dialin serve\n") {
            let script = example.replace(" dialin serve\n", " exec dialin serve --listen 127.0.0.1:0\n");
            served = Some(Served::of(shell(&script).stderr(Stdio::null())));
            tried += 1;
            continue;
        }
        let (expected, script): (Vec<_>, Vec<_>) = example.lines().partition(|line| line.starts_with('#'));
        let script = script.join("\n").replace("https://example.com/room", &hook);
        let base = served.as_ref().map_or("http://127.0.0.1:8787", Served::base);
        let script = exports.clone() + &script.replace("http://127.0.0.1:8787", base);
        exports.extend(example.split_inclusive('\n').filter(|line| line.starts_with("export ")));
        let output = shell(&script).stdin(Stdio::null()).output().unwrap();
        let out = String::from_utf8(output.stdout).unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{script}\n{err}");
        assert_eq!(out.lines().count(), expected.len(), "{script}\n{out}");
        for (line, pattern) in out.lines().zip(expected) {
            assert!(fits(line, pattern.strip_prefix("# ").unwrap()), "{line}\n{pattern}");
        }
        tried += 1;
    }
    assert_eq!(tried, 5);

    let (head, body) = call.join().unwrap();
    // A webhook takes no other type; it is not what curl sends by itself.
    assert_eq!(header(&head, "content-type"), "application/json");
    let args =
        ["--signature", header(&head, "x-pinless-signature"), "--timestamp", header(&head, "x-pinless-timestamp")];
    let mut verify = dialin();
    verify.env("DIALIN_WEBHOOK_SECRET", SECRET).arg("verify").args(args);
    let (code, out, _) = run(&mut verify, &body);
    assert!(code == 0 && out.starts_with("verified: "), "{out} {head}");
}
