//! The client as JavaScript calls it: no state here (an instance may be replaced by a fresh one between two calls),
//! each function is told the server. A call that fails rejects with a [`Failure`] as JSON text; `npm/src/client.js`
//! makes an error class of it. A wrong query rejects with a `TypeError`.

use js_sys::TypeError;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::{DialinClient, Failure, Query};

/// `list(query)`; `query` is JSON text.
#[wasm_bindgen]
pub async fn list(base_url: String, token: Option<String>, query: String) -> Result<String, JsValue> {
    let query = Query::from_json(&query).map_err(|message| TypeError::new(&message))?;
    DialinClient::new(&base_url, token).list(&query).await.map_err(|failure| rejection(&failure))
}

/// `get(id)`
#[wasm_bindgen]
pub async fn get(base_url: String, token: Option<String>, id: String) -> Result<String, JsValue> {
    DialinClient::new(&base_url, token).get(&id).await.map_err(|failure| rejection(&failure))
}

/// `create(body)`; `body` is JSON text.
#[wasm_bindgen]
pub async fn create(base_url: String, token: Option<String>, body: String) -> Result<String, JsValue> {
    DialinClient::new(&base_url, token).create(&body).await.map_err(|failure| rejection(&failure))
}

/// `update(id, body)`; `body` is JSON text.
#[wasm_bindgen]
pub async fn update(base_url: String, token: Option<String>, id: String, body: String) -> Result<String, JsValue> {
    DialinClient::new(&base_url, token).update(&id, &body).await.map_err(|failure| rejection(&failure))
}

/// `delete(id)`, under a name that JavaScript lets a module export.
#[wasm_bindgen(js_name = deleteConfig)]
pub async fn delete(base_url: String, token: Option<String>, id: String) -> Result<(), JsValue> {
    DialinClient::new(&base_url, token).delete(&id).await.map_err(|failure| rejection(&failure))
}

fn rejection(failure: &Failure) -> JsValue {
    match serde_json::to_string(failure) {
        Ok(text) => text.into(),
        Err(error) => js_sys::Error::new(&error.to_string()).into(),
    }
}
