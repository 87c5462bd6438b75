//! What the commands write to a terminal, and how they end.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::process::ExitCode;

use dialin_core::{Issue, is_invisible};
use serde_json::Value;

/// How a command that judges something ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// No error was found.
    Fine,
    /// Everything was read; there are errors.
    ErrorsFound,
    /// Something could not be read or written, so nobody can say.
    Unknown,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Fine => 0,
            Outcome::ErrorsFound => 1,
            Outcome::Unknown => 2,
        })
    }
}

/// The outcome of a judgement that was written, or not.
pub(crate) fn outcome(ok: bool, written: io::Result<()>) -> Outcome {
    written.map_or(Outcome::Unknown, |()| if ok { Outcome::Fine } else { Outcome::ErrorsFound })
}

/// All of them, each in its lines.
pub(crate) fn write_issues(out: &mut impl Write, issues: &[Issue]) -> io::Result<()> {
    issues.iter().try_for_each(|issue| write_issue(out, None, issue))
}

/// `file:line: error[code] path: message`, and below it what to do.
pub(crate) fn write_issue(out: &mut impl Write, place: Option<&str>, issue: &Issue) -> io::Result<()> {
    if let Some(place) = place {
        write!(out, "{}: ", plain(place))?;
    }
    writeln!(out, "{}", plain(&issue.to_string()))?;
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

/// Control and invisible characters written out, so that a file's text can neither command the terminal nor look like another.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        if is_invisible(character) {
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
        // Trojan Source: what reverses a line, or ends it.
        assert_eq!(plain("a\u{202e}b\u{2066}c\u{2028}d\u{feff}"), "a\\u{202e}b\\u{2066}c\\u{2028}d\\u{feff}");
        assert_eq!(plain("front desk, 受付"), "front desk, 受付");
        for text in ["☎ 🇩🇪 👍🏽", "مكتب الاستقبال", "\u{600}١٢ \u{6dd}٣", "स्वागत कक्ष", "한국어 e\u{301}", "⠓⠊"]
        {
            assert_eq!(plain(text), text);
        }
        // What joins and selects is as invisible as what misleads.
        assert_eq!(plain("❤\u{fe0f} 👩\u{200d}💻 می\u{200c}خواهم"), "❤\\u{fe0f} 👩\\u{200d}💻 می\\u{200c}خواهم");
        assert_eq!(plain("क्\u{200d}ष"), "क्\\u{200d}ष");
        assert_eq!(plain("phone_number\u{e0041}\u{e0100}"), "phone_number\\u{e0041}\\u{e0100}");
        assert_eq!(plain("a\u{3164}b\u{2800}c\u{34f}d\u{1160}"), "a\\u{3164}b\\u{2800}c\\u{34f}d\\u{1160}");
    }

    #[test]
    fn a_path_is_as_short_as_a_message() {
        let key = "k".repeat(400);
        let set = format!(r#"[{{"id":"a","type":"pin_dialin","config":{{"phone_number":"+12095038039","{key}":1}}}}]"#);
        let report = dialin_core::check_set_json(set.as_bytes(), &dialin_core::Options::default());
        let mut out = Vec::new();
        write_issues(&mut out, report.issues()).unwrap();
        let cut = format!("{}…", "k".repeat(60));
        let expected = format!("warning[field-unknown] [0].config.{cut}: `{cut}` is not a field of a dial-in config\n");
        let out = String::from_utf8(out).unwrap();
        assert!(out.starts_with(&expected), "{out}");
    }
}
