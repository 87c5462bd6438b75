//! Rooms that callers join by PIN.

use dialin_core::{RoomOperation, RoomOptions};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::answer::{json, refusal};
use crate::webhook::seconds;
use crate::{buffer, options};

/// `checkRoomDialin(properties, {operation, now, configs?})`: a report in JSON text. The texts are the properties and
/// `{configs?}`; `now` is whole seconds.
#[wasm_bindgen(js_name = checkRoomDialin)]
pub fn check_room_dialin(properties: usize, known: usize, is_update: bool, now: f64) -> i32 {
    let operation = if is_update { RoomOperation::Update } else { RoomOperation::Create };
    buffer::with_parts([properties, known], |[properties, known]| match options::read(known) {
        Ok(options) => {
            let options = RoomOptions { operation, now: seconds(now), configs: options.configs };
            json(&dialin_core::check_room_dialin_json(properties, &options).reveal())
        }
        Err(message) => refusal(message),
    })
}
