//! The piece of memory JavaScript writes its texts into.
//!
//! The glue that wasm-bindgen generates for a string argument costs more than a whole check of a phone number. A
//! buffer that stays costs one `TextEncoder.encodeInto`.

use std::cell::RefCell;

use wasm_bindgen::prelude::wasm_bindgen;

/// What is kept between calls at most, in bytes; a config takes less than 2 kB. More is given back after the call.
const KEPT: usize = 1 << 20;

thread_local! {
    static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Makes the buffer at least `bytes` long, keeping what is in it, and answers where it begins in the memory.
///
/// The memory may grow here and the buffer may move: a pointer or a view from before is no longer good.
#[wasm_bindgen]
pub fn reserve(bytes: usize) -> usize {
    BUFFER.with_borrow_mut(|buffer| {
        if buffer.len() < bytes {
            buffer.resize(bytes, 0);
        }
        buffer.as_ptr().expose_provenance()
    })
}

/// Hands the first `input` bytes of the buffer to `read`, and the `options` bytes after them.
pub(crate) fn with_texts<T>(input: usize, options: usize, read: impl FnOnce(&[u8], &[u8]) -> T) -> T {
    let answer = BUFFER.with_borrow(|buffer| {
        let (first, rest) = buffer.split_at_checked(input).unwrap_or((buffer, &[]));
        read(first, rest.get(..options).unwrap_or(rest))
    });
    BUFFER.with_borrow_mut(|buffer| {
        if buffer.capacity() > KEPT {
            *buffer = Vec::new();
        }
    });
    answer
}
