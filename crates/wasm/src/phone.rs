//! Phone numbers. `isValidE164` is in `npm/src/instance.js`, which walks the automaton where these functions say it is: a call
//! across the border would take as long as the walk.

use dialin_core::Automaton;
use wasm_bindgen::prelude::wasm_bindgen;

#[cfg(feature = "checks")]
use crate::answer::json as report;
use crate::buffer::{text, with_parts};
#[cfg(not(feature = "checks"))]
use crate::phone_report::report;

/// Where the steps of the automaton begin in the memory: 16-bit numbers.
#[wasm_bindgen(js_name = automatonPlace)]
pub fn automaton_place() -> usize {
    Automaton::get().next.as_ptr().expose_provenance()
}

/// Where the labels of its states begin: bytes.
#[wasm_bindgen(js_name = labelPlace)]
pub fn label_place() -> usize {
    Automaton::get().label.as_ptr().expose_provenance()
}

/// `parsePhoneNumber(text)`: what the numbering plans know of it, as a report in JSON text. Takes the length of the text
/// JavaScript has put into the buffer.
#[wasm_bindgen(js_name = parsePhoneNumber)]
pub fn parse_phone_number(number: usize) -> i32 {
    with_parts([number], |[number]| report(&dialin_core::parse_phone_number(text(number))))
}
