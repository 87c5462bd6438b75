//! `dialin check`: files through core's checks, and what core says as lines of text.

mod form;
mod hold_music;
mod tally;

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::{fs, io};

use dialin_core::{Issue, Options, check_create_json, check_set_json, check_stored_json, quote};

use crate::terminal::{Outcome, outcome, plain};
use form::{Document, Form, Listed, is_several, refusal, split};
use tally::Tally;

/// Checks the files. Issues go to `out`, files that cannot be read to `err`.
pub(crate) fn run(files: &[PathBuf], options: &Options, out: &mut impl Write, err: &mut impl Write) -> Outcome {
    let mut tally = Tally::default();
    let mut unread = false;
    for file in files {
        let name = if is_standard_input(file) { "standard input".to_owned() } else { file.display().to_string() };
        let found = if hold_music::is_named_so(file) {
            hold_music::inspect(file).map(|report| tally.recording(&name, &report, out))
        } else {
            read(file).map(|bytes| match hold_music::recognise(&bytes) {
                Some(report) => tally.recording(&name, &report, out),
                None => check_text(&name, &bytes, options, &mut tally, out),
            })
        };
        let written = found.unwrap_or_else(|error| {
            unread = true;
            match error.kind() {
                io::ErrorKind::IsADirectory => {
                    let example = file.join("*.json").display().to_string();
                    let advice = format!("it is a folder; name the files in it, for example `{example}`");
                    writeln!(err, "dialin: cannot read {}: {}", plain(&name), plain(&advice))
                }
                _ => writeln!(err, "dialin: cannot read {}: {error}", plain(&name)),
            }
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

fn check_text(name: &str, text: &[u8], options: &Options, tally: &mut Tally, out: &mut impl Write) -> io::Result<()> {
    let before = tally.found();
    for document in split(text) {
        tally.texts += 1;
        let place = match document.line {
            Some(line) => format!("{name}:{line}"),
            None => name.to_owned(),
        };
        let form = Form::of(document.text);
        tally.write_issues(&place, &issues(form, &document, options), out)?;
        if form == Form::Set
            && let Some(list) = Listed::of(document.text)
            && list.total_count > list.seen()
        {
            let (total, seen) = (list.total_count, list.seen());
            let note = format!("`total_count` is {total}, but `data` holds only {seen}: the others were not checked");
            tally.note(&place, &note, "check the other pages as well: get them with `starting_after`", out)?;
        }
        if let Some(error) = refusal(document.text) {
            let note = format!("this is an API error response, not a config: {}", quote(&error));
            tally.note(&place, &note, "check the request that caused it, and its API key", out)?;
        }
    }
    if tally.found() == before { writeln!(out, "{}: no issues", plain(name)) } else { Ok(()) }
}

fn issues(form: Form, document: &Document<'_>, options: &Options) -> Vec<Issue> {
    let text = document.text;
    let mut issues = match form {
        Form::Create => check_create_json(text, options).into_parts().0,
        Form::Stored => check_stored_json(text, options).into_parts().0,
        Form::Set => check_set_json(text, options).into_parts().0,
    };
    let unread = issues.iter_mut().find(|issue| issue.code == "json-invalid");
    if let Some(issue) = unread.filter(|_| document.line.is_none() && is_several(text)) {
        issue.help = Some("there are several JSON texts: write one per line (`jq -c`), or one array".to_owned());
    }
    issues
}
