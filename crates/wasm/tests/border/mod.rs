//! The border as npm/src/instance.js crosses it.

use dialin_wasm::{answer, buffer, phone};
use js_sys::{Uint8Array, WebAssembly};
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

/// Four characters a number, at most 16.
pub(crate) fn is_valid_short(text: &str) -> bool {
    let mut bytes = [0; 16];
    bytes.get_mut(..text.len()).unwrap().copy_from_slice(text.as_bytes());
    let word = |place: usize| u32::from_le_bytes(bytes[4 * place..4 * place + 4].try_into().unwrap());
    phone::is_valid_short(word(0), word(1), word(2), word(3), text.len())
}

fn bytes() -> Uint8Array {
    let memory: WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    Uint8Array::new(&memory.buffer())
}
