//! What a function answers: a text that stays until the next one or until `release`, for JavaScript to read.

use std::cell::Cell;
use std::mem::ManuallyDrop;

use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    // See `buffer.rs`.
    static ANSWER: Cell<ManuallyDrop<String>> = const { Cell::new(ManuallyDrop::new(String::new())) };
}

/// Where the last answer begins in the memory.
#[wasm_bindgen(js_name = answerPlace)]
pub fn place() -> usize {
    let answer = ANSWER.take();
    let place = answer.as_ptr().expose_provenance();
    ANSWER.set(answer);
    place
}

/// Keeps the text; its length in bytes is what a function returns.
pub(crate) fn text(text: String) -> i32 {
    // No text of 2 GB fits into JavaScript.
    let length = i32::try_from(text.len()).unwrap_or(i32::MAX);
    drop(ManuallyDrop::into_inner(ANSWER.replace(ManuallyDrop::new(text))));
    length
}

/// Keeps the message of a `TypeError`. The bits of its length are turned over, so that it is negative.
#[cfg(feature = "checks")]
pub(crate) fn refusal(message: String) -> i32 {
    !text(message)
}

/// Keeps the value as JSON text.
#[cfg(feature = "checks")]
pub(crate) fn json<T: serde::Serialize + ?Sized>(value: &T) -> i32 {
    text(dialin_core::json::json_text(value))
}
