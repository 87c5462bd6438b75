//! The border as npm/src/instance.js crosses it.

use dialin_wasm::{answer, buffer, phone};
use js_sys::{Uint8Array, Uint16Array, WebAssembly};
use serde_json::Value;
use wasm_bindgen::JsCast;

/// What a function answered, or the message it refused with.
pub(crate) type Answer = Result<Value, String>;

/// Reserves, then writes through a fresh view of the memory.
pub(crate) fn put(text: &str, offset: usize) -> usize {
    let start = buffer::reserve(offset + text.len()) + offset;
    bytes().set(&Uint8Array::from(text.as_bytes()), u32::try_from(start).unwrap());
    text.len()
}

/// Reads the answer of a function that returned `length`.
pub(crate) fn answer(length: i32) -> Answer {
    let start = u32::try_from(answer::place()).unwrap();
    let bytes = u32::try_from(if length < 0 { !length } else { length }).unwrap();
    let text = String::from_utf8(self::bytes().subarray(start, start + bytes).to_vec()).unwrap();
    if length < 0 { Err(text) } else { Ok(serde_json::from_str(&text).unwrap()) }
}

/// Walks the automaton in the memory, as `isValidE164` does.
pub(crate) fn walk(text: &str) -> bool {
    let memory: WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    let at = |place: usize| u32::try_from(place).unwrap();
    let steps = Uint16Array::new_with_byte_offset(&memory.buffer(), at(phone::automaton_place()));
    let Some(digits) = text.strip_prefix('+') else { return false };
    let mut state = 10;
    for digit in digits.chars() {
        let Some(digit) = digit.to_digit(10) else { return false };
        state = u32::from(steps.get_index(state + digit));
    }
    bytes().get_index(at(phone::label_place()) + state / 10) != 0
}

fn bytes() -> Uint8Array {
    let memory: WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    Uint8Array::new(&memory.buffer())
}
