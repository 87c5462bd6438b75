//! How long configs take without WebAssembly, beside a parser that checks types only: `cargo xtask bench package` asks.

use std::collections::BTreeMap;
use std::hint::black_box;

use dialin_core::{Options, check_lines};
use serde::Deserialize;

use crate::bench::nanoseconds;

/// A create body as a Rust program would write it down. No field is read: what counts is that it is parsed into it.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[expect(dead_code, reason = "only the parsing is measured")]
enum Body {
    PinlessDialin {
        phone_number: Option<String>,
        name_prefix: Option<String>,
        hmac: Option<String>,
        room_creation_api: Option<String>,
        hold_music_url: Option<String>,
        timeout_config: Option<Message>,
    },
    PinDialin {
        phone_number: String,
        name_prefix: Option<String>,
        timeout_config: Option<Message>,
        ivr_greeting: Option<Message>,
    },
}

/// The same without an enum, whose tag makes serde keep everything until it has seen it.
#[derive(Deserialize)]
#[expect(dead_code, reason = "only the parsing is measured")]
struct FlatBody {
    r#type: String,
    phone_number: Option<String>,
    name_prefix: Option<String>,
    hmac: Option<String>,
    room_creation_api: Option<String>,
    hold_music_url: Option<String>,
    timeout_config: Option<Message>,
    ivr_greeting: Option<Message>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "only the parsing is measured")]
struct Message {
    message: String,
}

/// How often the lines are put one behind the other: 2,000 become as many as `checkLines` gets in Node.js.
const TIMES: usize = 50;

/// What is measured → nanoseconds a line.
pub fn measure(lines: &[u8]) -> BTreeMap<&'static str, f64> {
    let lines = &[lines, b"\n"].concat().repeat(TIMES);
    let options = Options::default();
    let report = check_lines(lines, &options);
    let count = report.lines;
    nanoseconds(
        count,
        &[
            ("check_lines", &|| drop(black_box(check_lines(black_box(lines), &options)))),
            ("answer", &|| drop(black_box(serde_json::to_string(black_box(&report))))),
            ("typed", &|| _ = black_box(parse_lines::<FlatBody>(black_box(lines)))),
            ("typed_enum", &|| _ = black_box(parse_lines::<Body>(black_box(lines)))),
        ],
    )
}

/// How many of the lines have the shape.
fn parse_lines<'a, T: Deserialize<'a>>(lines: &'a [u8]) -> usize {
    lines.split(|&byte| byte == b'\n').filter(|line| black_box(serde_json::from_slice::<T>(line)).is_ok()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_parsed_into_both_shapes() {
        let lines = br#"{"type":"pin_dialin","phone_number":"+12095038039","ivr_greeting":{"message":"Hi."}}
{"type":"pinless_dialin","timeout_config":"Nobody"}
{"type":"pin_dialin"}"#;
        assert_eq!([parse_lines::<FlatBody>(lines), parse_lines::<Body>(lines)], [2, 1]);
    }
}
