//! How `dialin check` shows what was found.

use std::fmt::Write as _;
use std::io::{self, Write};

use dialin_core::{Issue, Severity};
use serde_json::Value;

/// How much was checked and found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) documents: usize,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) notes: usize,
}

impl Tally {
    pub(super) fn count(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.notes += 1,
        }
    }

    fn found(self) -> usize {
        self.errors + self.warnings + self.notes
    }
}

/// `file:line: error[code] path: message`, and below it what to do.
pub(super) fn write_issue(out: &mut impl Write, place: &str, issue: &Issue) -> io::Result<()> {
    writeln!(out, "{}: {}", plain(place), plain(&issue.to_string()))?;
    if let Some(help) = &issue.help {
        writeln!(out, "  help: {}", plain(help))?;
    }
    // A suggestion that could hold a secret is not here: core keeps it to itself.
    match &issue.suggestion {
        Some(suggestion) if !quotes(issue.help.as_deref(), suggestion) => {
            writeln!(out, "  suggestion: {}", plain(&suggestion.to_string()))
        }
        _ => Ok(()),
    }
}

/// The help says it already: "write `+12095038039`".
fn quotes(help: Option<&str>, suggestion: &Value) -> bool {
    let text = suggestion.as_str().map_or_else(|| suggestion.to_string(), str::to_owned);
    help.is_some_and(|help| help.contains(&format!("`{text}`")))
}

/// Says so if nothing was found in a file.
pub(super) fn write_clean(out: &mut impl Write, name: &str, before: Tally, after: Tally) -> io::Result<()> {
    if after.found() == before.found() { writeln!(out, "{}: no issues", plain(name)) } else { Ok(()) }
}

/// The last line.
pub(super) fn write_tally(out: &mut impl Write, tally: Tally) -> io::Result<()> {
    let Tally { documents, errors, warnings, notes } = tally;
    let [documents, errors, warnings, notes] =
        [(documents, "text"), (errors, "error"), (warnings, "warning"), (notes, "note")].map(counted);
    writeln!(out, "{documents} checked: {errors}, {warnings}, {notes}")
}

fn counted((count, what): (usize, &str)) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// Control characters written out, so that a file's text cannot command the terminal.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_control() {
            // Writing to a string cannot fail.
            let _ = write!(plain, "{}", character.escape_default());
        } else {
            plain.push(character);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suggestion_is_not_said_twice() {
        let cases = [
            (Some("write `+12095038039`"), "+12095038039".into(), true),
            (Some("write `60`"), 60.into(), true),
            (Some("write +12095038039"), "+12095038039".into(), false),
            (Some("write `+12095038039`"), "+1209503803".into(), false),
            (Some("leave it out"), "".into(), false),
            (None, "+12095038039".into(), false),
        ];
        for (help, suggestion, expected) in cases {
            assert_eq!(quotes(help, &suggestion), expected, "{help:?} {suggestion}");
        }
    }

    #[test]
    fn control_characters_are_written_out() {
        assert_eq!(plain("a\u{1b}[31mb\nc\u{9b}é"), "a\\u{1b}[31mb\\nc\\u{9b}é");
    }
}
