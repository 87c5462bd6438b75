//! Newline-delimited JSON: each line a create.

use serde::Serialize;

use crate::options::Options;
use crate::report::Issue;

/// What a check of many lines answers. Serialises as `{lines, ok, failed, reports}`.
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

/// Checks each line as a create by itself: no rule compares lines. Blank lines are skipped.
///
/// In a `json-invalid`, `line` is 1: it counts within the one line.
pub fn check_lines(text: &[u8], options: &Options) -> LinesReport {
    let mut report = LinesReport::default();
    let mut numbers = 1..;
    let mut check = |line: &[u8]| report.check(numbers.next().unwrap_or_default(), line, options);
    // A `str` is split many bytes at a time.
    match std::str::from_utf8(text) {
        Ok(text) => text.split('\n').for_each(|line| check(line.as_bytes())),
        Err(_) => text.split(|byte| *byte == b'\n').for_each(check),
    }
    report
}

impl LinesReport {
    fn check(&mut self, number: usize, line: &[u8], options: &Options) {
        if super::without_mark(line).trim_ascii().is_empty() {
            return;
        }
        let issues = super::create_issues(line, options);
        self.lines += 1;
        let ok = !Issue::any_error(&issues);
        *(if ok { &mut self.ok } else { &mut self.failed }) += 1;
        if !issues.is_empty() {
            self.reports.push(LineReport { line: number, ok, issues });
        }
    }
}
