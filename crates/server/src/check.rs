//! `dialin check`: files through core's checks, and what core says as text.

mod form;
mod hold_music;
mod tally;

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::{fs, io};

use dialin_core::{Issue, Options, check_create_json, check_set_json, check_stored_json};

use crate::terminal::{Outcome, outcome, plain};
use form::{Document, Form, split};
use tally::Tally;

/// Checks the files. Issues go to `out`, files that cannot be read to `err`.
pub(crate) fn run(files: &[PathBuf], out: &mut impl Write, err: &mut impl Write) -> Outcome {
    let mut tally = Tally::default();
    let mut unread = false;
    for file in files {
        let name = if is_standard_input(file) { "standard input".to_owned() } else { file.display().to_string() };
        let found = if hold_music::is_named_so(file) {
            hold_music::inspect(file).map(|report| tally.recording(&name, &report, out))
        } else {
            read(file).map(|bytes| match hold_music::of_another_name(&bytes) {
                Some(report) => tally.recording(&name, &report, out),
                None => check_text(&name, &bytes, &mut tally, out),
            })
        };
        let written = found.unwrap_or_else(|error| {
            unread = true;
            writeln!(err, "dialin: cannot read {}: {error}", plain(&name))
        });
        if written.is_err() {
            return Outcome::Unknown;
        }
    }
    let outcome = outcome(tally.errors == 0, tally.write(out).and_then(|()| out.flush()));
    if unread { Outcome::Unknown } else { outcome }
}

fn is_standard_input(file: &Path) -> bool {
    file.as_os_str() == "-"
}

fn read(file: &Path) -> io::Result<Vec<u8>> {
    if !is_standard_input(file) {
        return fs::read(file);
    }
    let mut text = Vec::new();
    io::stdin().lock().read_to_end(&mut text)?;
    Ok(text)
}

fn check_text(name: &str, text: &[u8], tally: &mut Tally, out: &mut impl Write) -> io::Result<()> {
    let before = tally.found();
    for Document { line, text } in split(text) {
        tally.texts += 1;
        let place = match line {
            Some(line) => format!("{name}:{line}"),
            None => name.to_owned(),
        };
        tally.write_issues(&place, &issues(text), out)?;
    }
    if tally.found() == before { writeln!(out, "{}: no issues", plain(name)) } else { Ok(()) }
}

fn issues(text: &[u8]) -> Vec<Issue> {
    let options = Options::default();
    match Form::of(text) {
        Form::Create => check_create_json(text, &options).issues().to_vec(),
        Form::Stored => check_stored_json(text, &options).issues().to_vec(),
        Form::Set => check_set_json(text, &options).issues().to_vec(),
    }
}
