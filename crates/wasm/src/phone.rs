//! Phone numbers. Each function takes the length of the text JavaScript has put into the buffer.

use dialin_core::{PhoneNumber, Validity};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::answer::json;
use crate::buffer::{text, with_parts};

/// `isValidE164(text)`: the text is a phone number in E.164, exactly, and its numbering plan has it.
#[wasm_bindgen(js_name = isValidE164)]
pub fn is_valid_e164(number: usize) -> bool {
    with_parts([number], |[number]| {
        PhoneNumber::parse(text(number)).is_ok_and(|number| number.validity() == Validity::Valid)
    })
}

/// `parsePhoneNumber(text)`: what the numbering plans know of it, as a report in JSON text.
#[wasm_bindgen(js_name = parsePhoneNumber)]
pub fn parse_phone_number(number: usize) -> Result<String, JsValue> {
    with_parts([number], |[number]| json(&dialin_core::parse_phone_number(text(number))))
}
