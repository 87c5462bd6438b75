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

/// Hands what stands in the buffer, one part after the other, to `read`.
pub(crate) fn with_parts<const N: usize, T>(lengths: [usize; N], read: impl FnOnce([&[u8]; N]) -> T) -> T {
    let answer = BUFFER.with_borrow(|buffer| {
        let mut rest = buffer.as_slice();
        read(lengths.map(|length| {
            let (part, behind) = rest.split_at_checked(length).unwrap_or((rest, &[]));
            rest = behind;
            part
        }))
    });
    BUFFER.with_borrow_mut(|buffer| {
        if buffer.capacity() > KEPT {
            *buffer = Vec::new();
        }
    });
    answer
}

/// A part that JavaScript wrote as text. It writes nothing but UTF-8.
pub(crate) fn text(part: &[u8]) -> &str {
    std::str::from_utf8(part).unwrap_or_default()
}
