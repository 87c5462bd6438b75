//! How much `dialin check` checked and found.

use std::io::{self, Write};

use dialin_core::{FactReport, HoldMusicFacts, Issue, Severity};

use super::hold_music::facts_line;
use crate::terminal::{plain, write_issue};

/// How much was checked and found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) texts: usize,
    recordings: usize,
    pub(super) errors: usize,
    warnings: usize,
    notes: usize,
}

impl Tally {
    /// One recording: what it is, and what was found in it.
    pub(super) fn recording(
        &mut self,
        name: &str,
        report: &FactReport<HoldMusicFacts>,
        out: &mut impl Write,
    ) -> io::Result<()> {
        self.recordings += 1;
        writeln!(out, "{}: {}", plain(name), facts_line(report.value()))?;
        if report.issues().is_empty() {
            writeln!(out, "{}: no issues", plain(name))
        } else {
            self.write_issues(name, report.issues(), out)
        }
    }

    /// Counts issues and writes them.
    pub(super) fn write_issues(&mut self, place: &str, issues: &[Issue], out: &mut impl Write) -> io::Result<()> {
        for issue in issues {
            match issue.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Info => self.notes += 1,
            }
            write_issue(out, Some(place), issue)?;
        }
        Ok(())
    }

    /// Counts a note that does not come from a rule, and writes it.
    pub(super) fn note(&mut self, place: &str, note: &str, help: &str, out: &mut impl Write) -> io::Result<()> {
        self.notes += 1;
        writeln!(out, "{}: note: {note}\n  help: {help}", plain(place))
    }

    pub(super) fn found(self) -> usize {
        self.errors + self.warnings + self.notes
    }

    /// The last line.
    pub(super) fn write(self, out: &mut impl Write) -> io::Result<()> {
        let Self { texts, recordings, errors, warnings, notes } = self;
        let checked = match (texts, recordings) {
            (texts, 0) => counted(texts, "JSON text"),
            (0, recordings) => counted(recordings, "recording"),
            _ => format!("{} and {}", counted(texts, "JSON text"), counted(recordings, "recording")),
        };
        let [errors, warnings, notes] =
            [(errors, "error"), (warnings, "warning"), (notes, "note")].map(|(count, what)| counted(count, what));
        writeln!(out, "{checked} checked: {errors}, {warnings}, {notes}")
    }
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
