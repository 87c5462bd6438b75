//! The client where no server answers; what servers answer is tested in npm/test, over the built package.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "clippy does not know these functions as tests")]

use dialin_wasm::client::{DialinClient, Failure, Query};
use wasm_bindgen_test::wasm_bindgen_test;

/// Port 1 is one of the ports `fetch` never connects to: no answer, and no waiting for one.
fn nobody() -> DialinClient {
    DialinClient::new("http://127.0.0.1:1/v1", Some("secret-token".to_owned()))
}

fn is_network(failure: Failure) -> bool {
    match failure {
        Failure::Network { message } => !message.is_empty() && !message.contains("secret-token"),
        Failure::Api { .. } => false,
    }
}

#[wasm_bindgen_test]
async fn no_answer_is_a_network_failure_for_every_call() {
    let client = nobody();
    assert!(is_network(client.list(&Query::default()).await.unwrap_err()));
    assert!(is_network(client.get("a").await.unwrap_err()));
    assert!(is_network(client.create("{}").await.unwrap_err()));
    assert!(is_network(client.update("a", "{}").await.unwrap_err()));
    assert!(is_network(client.delete("a").await.unwrap_err()));
}
