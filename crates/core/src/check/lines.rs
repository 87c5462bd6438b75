//! Newline-delimited JSON: each line a create.

use serde::Serialize;

use super::check_create_json;
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
    for (number, line) in (1..).zip(text.split(|&byte| byte == b'\n')) {
        if super::without_mark(line).trim_ascii().is_empty() {
            continue;
        }
        let (issues, value) = check_create_json(line, options).into_parts();
        report.lines += 1;
        let ok = value.is_some();
        *(if ok { &mut report.ok } else { &mut report.failed }) += 1;
        if !issues.is_empty() {
            report.reports.push(LineReport { line: number, ok, issues });
        }
    }
    report
}
