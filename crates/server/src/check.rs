//! `dialin check`: files through core's checks, and what core says as text.

mod form;
mod output;

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use dialin_core::{Issue, Options, check_create_json, check_set_json, check_stored_json};

use form::{Document, Form, split};
use output::Tally;

/// Every file was read; some have errors.
const ERRORS_FOUND: u8 = 1;
/// A file could not be read, so nobody can say whether it has errors.
const COULD_NOT_READ: u8 = 2;

/// Checks the files. Issues go to `out`, files that cannot be read to `err`.
pub(crate) fn run(files: &[PathBuf], out: &mut impl Write, err: &mut impl Write) -> ExitCode {
    let mut tally = Tally::default();
    let mut unread = false;
    for file in files {
        let name = if is_standard_input(file) { "standard input".to_owned() } else { file.display().to_string() };
        let written = match read(file) {
            Ok(text) => check_text(&name, &text, &mut tally, out),
            Err(error) => {
                unread = true;
                writeln!(err, "dialin: cannot read {}: {error}", output::plain(&name))
            }
        };
        if written.is_err() {
            return ExitCode::from(COULD_NOT_READ);
        }
    }
    match output::write_tally(out, tally).and_then(|()| out.flush()) {
        Err(_) => ExitCode::from(COULD_NOT_READ),
        Ok(()) if unread => ExitCode::from(COULD_NOT_READ),
        Ok(()) if tally.errors > 0 => ExitCode::from(ERRORS_FOUND),
        Ok(()) => ExitCode::SUCCESS,
    }
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
    let before = *tally;
    for Document { line, text } in split(text) {
        tally.documents += 1;
        let place = match line {
            Some(line) => format!("{name}:{line}"),
            None => name.to_owned(),
        };
        for issue in issues(text) {
            tally.count(issue.severity);
            output::write_issue(out, &place, &issue)?;
        }
    }
    output::write_clean(out, name, before, *tally)
}

fn issues(text: &[u8]) -> Vec<Issue> {
    let options = Options::default();
    match Form::of(text) {
        Form::Create => check_create_json(text, &options).issues().to_vec(),
        Form::Stored => check_stored_json(text, &options).issues().to_vec(),
        Form::Set => check_set_json(text, &options).issues().to_vec(),
    }
}
