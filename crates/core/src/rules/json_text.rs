//! Text that is not JSON, or none that can be read.

use super::Findings;
use super::rule::{Family, rule};
use crate::json::TOO_DEEP;
use crate::report::Path;
use crate::text::find;

const FAMILY: Family = Family::Shape;

rule! {
    /// The text is not JSON.
    ///
    /// Says the line, the column and what was expected there. Too many nested brackets and half a surrogate pair are
    /// also reported here.
    ///
    /// # Why
    /// Nothing in it can be checked.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039"
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pin_dialin", "phone_number": "+12095038039"}
    /// ```
    JSON_INVALID = "json-invalid";
    severity Error;
    source Openapi;
    operations Create, Update, Stored, Set, Domain, Room;
}

/// What `serde_json` says about a text.
pub(crate) fn json_invalid(error: &serde_json::Error, text: &str) -> Findings {
    let blank = text.trim().is_empty();
    let words = error.to_string();
    // "EOF while parsing a string at line 1 column 12": the place is given apart.
    let reason = find(&words, " at line ").and_then(|end| words.get(..end)).unwrap_or(&words);
    // These are JSON, but nothing that can be worked with.
    let readable = matches!(reason, TOO_DEEP | "number out of range" | "recursion limit exceeded");
    let (reason, help) = match reason {
        "recursion limit exceeded" => {
            ("brackets are nested deeper than 128 levels", "nothing Daily takes is nested this deeply")
        }
        "lone leading surrogate in hex escape" | "unexpected end of hex escape" => {
            ("half of a surrogate pair is not a character", "write the character itself, or both halves")
        }
        TOO_DEEP => (TOO_DEEP, "nothing Daily takes is nested this deeply"),
        "trailing comma" => (reason, "take the comma out"),
        _ if reason.starts_with("control character") => (reason, "write a line break as `\\n`, a tab as `\\t`"),
        "invalid escape" => (reason, "write `\\\\` for a backslash"),
        "invalid number" => (reason, "put it in quotes, or write the number without leading zeros"),
        "number out of range" => ("a number is too large", "write it as a string, in quotes"),
        "expected ident" => ("an unquoted word that is not `true`, `false` or `null`", "put strings in quotes"),
        "EOF while parsing a value" if blank => ("it is empty", "give the JSON text"),
        _ if error.is_eof() => (reason, "the text is cut off: is its end missing?"),
        _ => (reason, "look just before that place for a missing quote, comma or bracket"),
    };
    let reason = match reason.strip_prefix("EOF while parsing ") {
        Some(what) => format!("it ends in the middle of {what}"),
        None => reason.to_owned(),
    };
    let problem = if readable { "the text cannot be read" } else { "the text is not JSON" };
    unread(problem, &reason, help, (error.line(), error.column()), text.as_bytes())
}

/// `valid`: so many bytes are UTF-8.
pub(crate) fn not_utf8(text: &[u8], valid: usize) -> Findings {
    let before = text.get(..valid).unwrap_or_default();
    let line = before.split(|byte| *byte == b'\n').count();
    let column = 1 + before.iter().rev().take_while(|byte| **byte != b'\n').count();
    unread("the text is not JSON", "it is not UTF-8", "save the text as UTF-8", (line, column), text)
}

/// The column is that of a byte, and 0 where there is none.
fn unread(problem: &str, reason: &str, help: &str, (line, column): (usize, usize), text: &[u8]) -> Findings {
    // An editor counts characters, each of which has one byte that continues no other.
    let before = text.split(|byte| *byte == b'\n').nth(line.saturating_sub(1)).unwrap_or_default();
    let column = before.iter().take(column).filter(|byte| **byte & 0xC0 != 0x80).count().max(1);
    // Of one line, such as one of NDJSON, only its reader knows which it is.
    let place = if text.contains(&b'\n') { format!("line {line}, ") } else { String::new() };
    let message = format!("{problem}: {reason} ({place}column {column})");
    let issue = JSON_INVALID.issue(Path::root(), message).param("line", line).param("column", column);
    Findings { issues: vec![issue.param("reason", reason).help(help)] }
}
