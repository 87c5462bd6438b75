//! How an answer goes back: as JSON text.

use js_sys::Error;
use serde::Serialize;
use wasm_bindgen::prelude::JsValue;

pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> Result<String, JsValue> {
    serde_json::to_string(value).map_err(|error| Error::new(&format!("the answer has no JSON form: {error}")).into())
}
