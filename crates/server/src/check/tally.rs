//! How much `dialin check` checked and found.

use std::io::{self, Write};

use dialin_core::Severity;

/// How much was checked and found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) documents: usize,
    pub(super) errors: usize,
    warnings: usize,
    notes: usize,
}

impl Tally {
    pub(super) fn count(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.notes += 1,
        }
    }

    pub(super) fn found(self) -> usize {
        self.errors + self.warnings + self.notes
    }

    /// The last line.
    pub(super) fn write(self, out: &mut impl Write) -> io::Result<()> {
        let Self { documents, errors, warnings, notes } = self;
        let [documents, errors, warnings, notes] =
            [(documents, "text"), (errors, "error"), (warnings, "warning"), (notes, "note")].map(counted);
        writeln!(out, "{documents} checked: {errors}, {warnings}, {notes}")
    }
}

fn counted((count, what): (usize, &str)) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
