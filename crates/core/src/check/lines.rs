//! Newline-delimited JSON: each line a create.

use serde::Serialize;

use super::first::is_none;
use crate::config::Draft;
use crate::options::{KnownNumbers, NumberIndex, Options};
use crate::report::Issue;
use crate::rules::Findings;

/// What a check of many lines returns. Serialises as `{lines, ok, failed, reports}`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LinesReport {
    /// How many lines held something.
    pub lines: usize,
    /// How many of them have no error.
    pub ok: usize,
    /// How many have one.
    pub failed: usize,
    /// A report for each line that has issues, in order.
    pub reports: Vec<LineReport>,
}

/// What is to say about one line. Serialises as `{line, ok, issues}`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LineReport {
    /// Which line, counted from 1, blank ones included.
    pub line: usize,
    /// No issue is an error.
    pub ok: bool,
    /// What was found.
    pub issues: Vec<Issue>,
}

/// What [`check_first_lines`] returns. Serialises as `{lines, ok, failed, reports, leftOut?}`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FirstLines {
    /// As without a limit, but for the issues that are left out, and reports that would hold no other.
    #[serde(flatten)]
    pub report: LinesReport,
    /// How many more issues there are.
    #[serde(skip_serializing_if = "is_none")]
    pub left_out: usize,
}

/// Checks each line as a create by itself: no rule compares lines. Blank lines are skipped.
///
/// In a `json-invalid`, `line` is 1: it counts within the one line.
pub fn check_lines(text: &[u8], options: &Options) -> LinesReport {
    LinesReport::of(text, &KnownNumbers::of_many(options, &NumberIndex::of(options)), |_| {})
}

/// As [`check_lines`], and of more than `most` issues in all lines keeps the first and counts the others, as
/// [`first_issues`](crate::first_issues) does.
pub fn check_first_lines(text: &[u8], options: &Options, most: usize) -> FirstLines {
    let (mut room, mut left_out) = (most, 0);
    let keep = |issues: &mut Vec<Issue>| {
        left_out += issues.len().saturating_sub(room);
        issues.truncate(room);
        room -= issues.len();
    };
    let report = LinesReport::of(text, &KnownNumbers::of_many(options, &NumberIndex::of(options)), keep);
    FirstLines { report, left_out }
}

/// [`check_lines`] for a text that comes in pieces: the options are looked through once.
#[derive(Debug, Default)]
pub struct LinesChecker {
    options: Options,
    index: NumberIndex,
}

impl LinesChecker {
    /// Checks with these options.
    pub fn new(options: Options) -> Self {
        Self { index: NumberIndex::of(&options), options }
    }

    /// Checks whole lines; the report counts them from 1.
    pub fn check(&self, text: &[u8]) -> LinesReport {
        LinesReport::of(text, &KnownNumbers::of_many(&self.options, &self.index), |_| {})
    }
}

impl LinesReport {
    fn of(text: &[u8], known: &KnownNumbers<'_>, mut keep: impl FnMut(&mut Vec<Issue>)) -> Self {
        let mut report = Self::default();
        match std::str::from_utf8(text) {
            // Looked through once for all lines, and split many bytes at a time.
            Ok(text) => {
                for (number, line) in (1..).zip(text.split('\n')) {
                    let line = line.strip_prefix('\u{FEFF}').unwrap_or(line);
                    report.check(number, line.as_bytes(), || super::read_text(line), known, &mut keep);
                }
            }
            Err(_) => {
                for (number, line) in (1..).zip(text.split(|byte| *byte == b'\n')) {
                    report.check(number, super::without_mark(line), || super::read(line), known, &mut keep);
                }
            }
        }
        report
    }

    /// As [`Report::reveal`](crate::Report::reveal).
    #[must_use]
    pub fn reveal(mut self) -> Self {
        for issue in self.reports.iter_mut().flat_map(|report| &mut report.issues) {
            issue.reveal();
        }
        self
    }

    fn check<'a>(
        &mut self,
        number: usize,
        line: &[u8],
        read: impl FnOnce() -> Result<Draft<'a>, Findings>,
        known: &KnownNumbers<'_>,
        keep: &mut impl FnMut(&mut Vec<Issue>),
    ) {
        if line.trim_ascii().is_empty() {
            return;
        }
        let mut issues = super::create_issues(read(), known);
        self.lines += 1;
        let ok = !Issue::any_error(&issues);
        *(if ok { &mut self.ok } else { &mut self.failed }) += 1;
        keep(&mut issues);
        if !issues.is_empty() {
            self.reports.push(LineReport { line: number, ok, issues });
        }
    }
}
