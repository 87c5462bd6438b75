//! Hold music. A file comes in pieces through the same buffer, so that memory stays as it is, however long the file.

use std::cell::Cell;

use dialin_core::HoldMusicInspector;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::answer::{self, json};
use crate::buffer::with_parts;

thread_local! {
    /// What has seen the pieces so far. None is made until there is a piece: it has tables to fill.
    static INSPECTOR: Cell<Option<HoldMusicInspector>> = const { Cell::new(None) };
}

/// Takes a piece of the file that is not the last. Answers no text.
#[wasm_bindgen(js_name = pushHoldMusic)]
pub fn push_hold_music(piece: usize) -> i32 {
    INSPECTOR.set(Some(with_last(piece)));
    answer::text(String::new())
}

/// `inspectHoldMusic(bytes)`: takes the last piece, and answers a report in JSON text, whose value is there also when the
/// bytes are no MP3.
#[wasm_bindgen(js_name = inspectHoldMusic)]
pub fn inspect_hold_music(piece: usize) -> i32 {
    json(&with_last(piece).finish())
}

/// The inspector, with one piece more, out of its place.
fn with_last(piece: usize) -> HoldMusicInspector {
    let mut inspector = INSPECTOR.take().unwrap_or_default();
    with_parts([piece], |[piece]| inspector.push(piece));
    inspector
}
