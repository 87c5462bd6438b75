//! Rooms that callers join by PIN.

use dialin_core::{Options, RoomOperation, RoomOptions};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::answer::{json, refusal};
use crate::webhook::seconds;
use crate::{buffer, options};

/// `checkRoomDialin(properties, {operation, now, configs?, purchasedNumbers?})`: a report in JSON text. The texts are the
/// properties and `{configs?, purchasedNumbers?}`; `now` is whole seconds.
#[wasm_bindgen(js_name = checkRoomDialin)]
pub fn check_room_dialin(properties: usize, known: usize, is_update: bool, now: f64) -> i32 {
    let operation = if is_update { RoomOperation::Update } else { RoomOperation::Create };
    buffer::with_parts([properties, known], |[properties, known]| match options::read(known) {
        Ok(options) => {
            let Options { configs, purchased_numbers, .. } = options;
            let options = RoomOptions { operation, now: seconds(now), configs, purchased_numbers };
            json(&dialin_core::check_room_dialin_json(properties, &options).reveal())
        }
        Err(message) => refusal(message),
    })
}

/// `readDialinCode(room)`: the PIN in Daily's answer, or null, as JSON text.
#[wasm_bindgen(js_name = readDialinCode)]
pub fn read_dialin_code(room: usize) -> i32 {
    buffer::with_parts([room], |[room]| json(&dialin_core::read_dialin_code(room)))
}
