//! What happens when Rust panics in spite of everything.

use std::panic::{PanicHookInfo, set_hook};

use wasm_bindgen::prelude::wasm_bindgen;

/// Runs when an instance starts, a fresh one after a panic included.
#[wasm_bindgen(start)]
fn start() {
    set_hook(Box::new(throw));
}

/// On stable Rust a panic leaves the instance half-way through whatever it was doing: so the next call gets a fresh
/// one, and this call throws. The panic's own text stays out of the error: it may quote the input, secrets included.
fn throw(info: &PanicHookInfo<'_>) {
    wasm_bindgen::handler::schedule_reinit();
    let place = info.location().map_or_else(String::new, |place| format!(" at {}:{}", place.file(), place.line()));
    wasm_bindgen::throw_str(&format!("dialin-config: internal error{place}; please report it"));
}
