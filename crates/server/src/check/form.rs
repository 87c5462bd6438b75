//! What a file holds, told from the outermost shape of its JSON only: whether it is right is for core to say.

use std::collections::BTreeMap;

use dialin_core::FIELDS;
use dialin_core::api::ApiError;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use crate::http::read_object;

/// Which check a JSON text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A flat object, and anything that is none of the others: core says what is wrong with it.
    Create,
    /// `{id, type, config}`.
    Stored,
    /// An array, or `{data: […]}` as a list returns it.
    Set,
}

impl Form {
    /// The form of one JSON text.
    pub(super) fn of(text: &[u8]) -> Self {
        if text.trim_ascii_start().starts_with(b"[") {
            return Self::Set;
        }
        let Ok(object) = serde_json::from_slice::<BTreeMap<String, &RawValue>>(text) else { return Self::Create };
        if object.get("data").is_some_and(|data| data.get().starts_with('[')) && !object.keys().any(is_no_key_of_a_list)
        {
            Self::Set
        } else if object.contains_key("id") && object.contains_key("config") {
            Self::Stored
        } else {
            // Also `{type, config}`: without an id it is a create in a form Daily does not take; core has a rule for it.
            Self::Create
        }
    }
}

/// Beside `data` it makes the text something other than a list, whose check would not look at it.
fn is_no_key_of_a_list(key: &String) -> bool {
    ["config", "error", "properties"].contains(&key.as_str()) || FIELDS.iter().any(|field| field.key == key)
}

/// A list answer as far as its own count goes.
#[derive(Deserialize)]
pub(super) struct Listed {
    /// How many configs there are, on whatever page.
    pub(super) total_count: u64,
    data: Vec<IgnoredAny>,
}

impl Listed {
    /// A list answer that counts its configs.
    pub(super) fn of(text: &[u8]) -> Option<Self> {
        read_object(text).ok()
    }

    /// How many are on this page.
    pub(super) fn seen(&self) -> u64 {
        self.data.len() as u64
    }
}

/// What the API sent instead of a config: its `error`.
pub(super) fn refusal(text: &[u8]) -> Option<String> {
    let object = serde_json::from_slice::<BTreeMap<String, &RawValue>>(text).ok()?;
    let is_config = ["type", "config", "data"].iter().any(|key| object.contains_key(*key));
    // Which status it came with is not known, and makes no difference here.
    let answer = ApiError::read(400, text);
    (!is_config && !answer.is_unexpected()).then_some(answer.error)
}

/// A JSON text with another one after it.
pub(super) fn is_several(text: &[u8]) -> bool {
    let mut texts = serde_json::Deserializer::from_slice(text).into_iter::<IgnoredAny>();
    let first = texts.next();
    let rest = text.get(texts.byte_offset()..).unwrap_or_default().trim_ascii_start();
    matches!((first, rest), (Some(Ok(_)), [b'{' | b'[', ..]))
}

/// One JSON text of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Document<'a> {
    /// Counts from 1; `None` if the file is one JSON text.
    pub(super) line: Option<usize>,
    pub(super) text: &'a [u8],
}

/// A file as the JSON texts it holds: one for each line that is not blank if it is NDJSON, else all of it.
pub(super) fn split(file: &[u8]) -> Vec<Document<'_>> {
    let file = without_mark(file);
    let lines: Vec<Document> = file
        .split(|&byte| byte == b'\n')
        .enumerate()
        // Files that were put together bring a mark each.
        .map(|(index, text)| Document { line: Some(index + 1), text: without_mark(text) })
        .filter(|line| !line.text.trim_ascii().is_empty())
        .collect();
    if is_ndjson(file, &lines) { lines } else { vec![Document { line: None, text: file }] }
}

/// Editors on Windows write the byte order mark, and RFC 8259 lets a reader ignore it.
fn without_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text)
}

/// Several lines that are not one JSON text together, while one of them is an object alone: so broken lines do not hide the
/// others. A broken JSON text stays one: its first line, or the one after its `{`, ends in the middle of a list, or the one
/// after its `{` begins with a key.
fn is_ndjson(file: &[u8], lines: &[Document]) -> bool {
    let is_json = |text: &[u8]| serde_json::from_slice::<IgnoredAny>(text).is_ok();
    let is_object = |text: &[u8]| text.trim_ascii_start().starts_with(b"{") && is_json(text);
    let in_a_list = |text: &[u8]| matches!(text.trim_ascii_end(), [.., b'[' | b',' | b':']);
    match lines {
        [first, second, ..] => {
            let goes_on = in_a_list(second.text) || second.text.trim_ascii_start().starts_with(b"\"");
            let is_one = in_a_list(first.text) || (first.text.trim_ascii() == b"{" && goes_on);
            !is_one && lines.iter().any(|line| is_object(line.text)) && !is_json(file)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_form() {
        let deep = "[".repeat(100_000);
        let cases = [
            (r#"{"type":"pin_dialin"}"#, Form::Create),
            (r#"{"type":"pin_dialin","config":{}}"#, Form::Create),
            (r#"{"id":"a","type":"pin_dialin"}"#, Form::Create),
            (r#"{"id":"a","type":"pin_dialin","config":{}}"#, Form::Stored),
            (r#"{"id":"a","id":"b","config":null}"#, Form::Stored),
            (r#"{"total_count":0,"data":[]}"#, Form::Set),
            (r#"{"data":[],"next":null}"#, Form::Set),
            (r#"{"type":"pin_dialin","phone_number":"oops","data":[]}"#, Form::Create),
            (r#"{"phone_number":"oops","data":[]}"#, Form::Create),
            (r#"{"id":"a","type":"pin_dialin","config":{},"data":[]}"#, Form::Stored),
            (r#"{"error":"rate-limit-error","data":[]}"#, Form::Create),
            (r#"{"properties":{},"data":[]}"#, Form::Create),
            (r#"{"data":{}}"#, Form::Create),
            (" \n[]", Form::Set),
            ("[{", Form::Set),
            ("{", Form::Create),
            ("1", Form::Create),
            ("", Form::Create),
            (&deep, Form::Set),
        ];
        for (text, expected) in cases {
            assert_eq!(Form::of(text.as_bytes()), expected, "{text:.40}");
        }
    }

    #[test]
    fn tells_a_refusal() {
        let cases = [
            (r#"{"error":"authentication-error"}"#, Some("authentication-error".to_owned())),
            (r#"{"info":"a","error":"not-found"}"#, Some("not-found".to_owned())),
            (r#"{"errors":["too long"]}"#, Some("unprocessable-content".to_owned())),
            (r#"{"error":"a","type":"pin_dialin"}"#, None),
            (r#"{"error":"a","config":{}}"#, None),
            (r#"{"error":"a","data":[]}"#, None),
            (r#"{"error":{"message":"a"}}"#, None),
            (r#"{"type":"pin_dialin"}"#, None),
            (r#"["error"]"#, None),
            ("{", None),
        ];
        for (text, expected) in cases {
            assert_eq!(refusal(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn splits_ndjson_only() {
        type Expected<'a> = &'a [(Option<usize>, &'a str)];
        let cases: [(&str, Expected); 19] = [
            ("{}", &[(None, "{}")]),
            ("\u{feff}{}", &[(None, "{}")]),
            ("", &[(None, "")]),
            ("{\n}\n", &[(None, "{\n}\n")]),
            ("[\n{},\n{}\n]", &[(None, "[\n{},\n{}\n]")]),
            ("[\n{},\n{}\n", &[(None, "[\n{},\n{}\n")]),
            ("{}\n{}", &[(Some(1), "{}"), (Some(2), "{}")]),
            ("\n{}\r\n\r\n{}\r\n", &[(Some(2), "{}\r"), (Some(4), "{}\r")]),
            ("{}\n{", &[(Some(1), "{}"), (Some(2), "{")]),
            ("{}\n\u{feff}{}\n\u{feff}\n", &[(Some(1), "{}"), (Some(2), "{}")]),
            ("{\n\"a\": 1\n\"b\":\n{}\n}", &[(None, "{\n\"a\": 1\n\"b\":\n{}\n}")]),
            ("{\n\"a\": 1\n}\n{}\n", &[(None, "{\n\"a\": 1\n}\n{}\n")]),
            ("{\n{}", &[(Some(1), "{"), (Some(2), "{}")]),
            ("{\n  \"data\": [\n{}\n", &[(None, "{\n  \"data\": [\n{}\n")]),
            ("{\"data\": [\n{}\n", &[(None, "{\"data\": [\n{}\n")]),
            ("{}\noops\n{}", &[(Some(1), "{}"), (Some(2), "oops"), (Some(3), "{}")]),
            ("# mine\n{}", &[(Some(1), "# mine"), (Some(2), "{}")]),
            ("{\n{\n{}", &[(Some(1), "{"), (Some(2), "{"), (Some(3), "{}")]),
            ("{}\n{\nx", &[(Some(1), "{}"), (Some(2), "{"), (Some(3), "x")]),
        ];
        for (text, expected) in cases {
            let found: Vec<_> = split(text.as_bytes()).into_iter().map(|each| (each.line, each.text)).collect();
            let expected: Vec<_> = expected.iter().map(|&(line, text)| (line, text.as_bytes())).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
