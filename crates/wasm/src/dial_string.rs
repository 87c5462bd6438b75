//! Dial strings. Each function takes the lengths of the texts JavaScript has put into the buffer, one after the other.

use dialin_core::{DialString, Report, suggested_pauses};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::answer::json;
use crate::buffer::{text, with_parts};

/// `buildDialString({phoneNumber, pin, pauses?, greeting?})`: a report in JSON text. Fewer pauses than 0 are as many as the
/// greeting takes; an empty one takes the default.
#[wasm_bindgen(js_name = buildDialString)]
pub fn build_dial_string(phone_number: usize, pin: usize, greeting: usize, pauses: i32) -> i32 {
    build(phone_number, pin, greeting, pauses, |report| json(&report))
}

/// `dialStringTexts({phoneNumber, pin, pauses?, greeting?})`: the same with other texts.
#[wasm_bindgen(js_name = dialStringTexts)]
pub fn dial_string_texts(phone_number: usize, pin: usize, greeting: usize, pauses: i32) -> i32 {
    build(phone_number, pin, greeting, pauses, |report| json(&report.map(|made| made.texts())))
}

fn build(
    phone_number: usize,
    pin: usize,
    greeting: usize,
    pauses: i32,
    answer: impl FnOnce(Report<DialString>) -> i32,
) -> i32 {
    with_parts([phone_number, pin, greeting], |[phone_number, pin, greeting]| {
        let pauses = usize::try_from(pauses).unwrap_or_else(|_| suggested_pauses(text(greeting)));
        answer(DialString::build(text(phone_number), text(pin), pauses))
    })
}

/// `parseDialString(text)`: a report in JSON text, whose value is there also when the text is no dial string.
#[wasm_bindgen(js_name = parseDialString)]
pub fn parse_dial_string(dial_string: usize) -> i32 {
    with_parts([dial_string], |[dial_string]| json(&dialin_core::parse_dial_string(text(dial_string))))
}
