//! The piece of memory JavaScript writes its texts into.

use std::cell::Cell;
use std::mem::ManuallyDrop;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::answer;

thread_local! {
    // There is one thread, and it never ends: what would clean up behind it is only more to download.
    static BUFFER: Cell<ManuallyDrop<Vec<u8>>> = const { Cell::new(ManuallyDrop::new(Vec::new())) };
}

/// Makes the buffer at least `bytes` long, keeping what is in it, and answers where it begins in the memory.
///
/// The memory may grow here and the buffer may move: a place or a view from before is no longer good.
#[wasm_bindgen]
pub fn reserve(bytes: usize) -> usize {
    let mut buffer = BUFFER.take();
    if buffer.len() < bytes {
        buffer.resize(bytes, 0);
    }
    let place = buffer.as_ptr().expose_provenance();
    BUFFER.set(buffer);
    place
}

/// Gives the memory of the buffer and of the last answer back.
#[wasm_bindgen]
pub fn release() {
    drop(ManuallyDrop::into_inner(BUFFER.take()));
    answer::text(String::new());
}

/// Hands what stands in the buffer, one part after the other, to `read`.
pub(crate) fn with_parts<const N: usize, T>(lengths: [usize; N], read: impl FnOnce([&[u8]; N]) -> T) -> T {
    let buffer = BUFFER.take();
    let mut rest = buffer.as_slice();
    let answer = read(lengths.map(|length| {
        let (part, behind) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        rest = behind;
        part
    }));
    BUFFER.set(buffer);
    answer
}

/// A part that JavaScript wrote as text. It writes nothing but UTF-8.
pub(crate) fn text(part: &[u8]) -> &str {
    std::str::from_utf8(part).unwrap_or_default()
}
