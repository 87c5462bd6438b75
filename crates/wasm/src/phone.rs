//! Phone numbers. Each function takes the length of the text JavaScript has put into the buffer.

use wasm_bindgen::prelude::wasm_bindgen;

#[cfg(feature = "checks")]
use crate::answer::json as report;
use crate::buffer::{text, with_parts};
#[cfg(not(feature = "checks"))]
use crate::phone_report::report;

/// `isValidE164(text)` for ASCII of 16 characters at most, the longest E.164 number with its `+`: four characters a number, the
/// first in its lowest byte.
///
/// The quickest way in: through memory, each character would be written and read once more.
#[wasm_bindgen(js_name = isValidShort)]
pub fn is_valid_short(first: u32, second: u32, third: u32, fourth: u32, length: usize) -> bool {
    let bytes = [first, second, third, fourth].map(u32::to_le_bytes);
    dialin_core::is_valid_e164(bytes.as_flattened().get(..length).unwrap_or_default())
}

/// `isValidE164(text)`: the text is a phone number in E.164, exactly, and its numbering plan has it.
#[wasm_bindgen(js_name = isValidE164)]
pub fn is_valid_e164(number: usize) -> bool {
    with_parts([number], |[number]| dialin_core::is_valid_e164(number))
}

/// `parsePhoneNumber(text)`: what the numbering plans know of it, as a report in JSON text.
#[wasm_bindgen(js_name = parsePhoneNumber)]
pub fn parse_phone_number(number: usize) -> i32 {
    with_parts([number], |[number]| report(&dialin_core::parse_phone_number(text(number))))
}
