//! Daily's five calls for dial-in configs, over `fetch`.
//!
//! gloo-net calls the global `fetch`, so the same code runs in a page, a worker and Node 20. It panics where `fetch`
//! rejects with something that is no `Error`, or resolves to something that is no `Response`: no real `fetch` does, a
//! stand-in in somebody's tests may.

pub mod exports;
mod failure;
mod query;

use gloo_net::http::{Request, RequestBuilder};
use serde::de::IgnoredAny;

pub use failure::Failure;
pub use query::Query;

/// One server and the right to use it.
pub struct DialinClient {
    base_url: String,
    token: Option<String>,
}

impl DialinClient {
    /// `base_url` is absolute and ends before `/domain-dialin-config`. `token` goes into `Authorization: Bearer` and
    /// nowhere else; it has to be visible ASCII.
    pub fn new(base_url: &str, token: Option<String>) -> Self {
        Self { base_url: base_url.trim_end_matches('/').to_owned(), token }
    }

    /// One page of configs, as the server's JSON text.
    pub async fn list(&self, query: &Query) -> Result<String, Failure> {
        let request = Request::get(&self.url(None)).query(query.pairs());
        json(self.send(request, None).await?)
    }

    /// One config, as the server's JSON text. Here and below `id` is already percent-encoded.
    pub async fn get(&self, id: &str) -> Result<String, Failure> {
        json(self.send(Request::get(&self.url(Some(id))), None).await?)
    }

    /// Sends `body` (JSON text) as a new config; answers the config as it was stored.
    pub async fn create(&self, body: &str) -> Result<String, Failure> {
        json(self.send(Request::post(&self.url(None)), Some(body)).await?)
    }

    /// Sends `body` (JSON text) as changes to a config; answers the config as it is stored now.
    pub async fn update(&self, id: &str, body: &str) -> Result<String, Failure> {
        json(self.send(Request::put(&self.url(Some(id))), Some(body)).await?)
    }

    /// Deletes a config. What the answer's body says is not read: some servers send `{"status": "ok"}`, some nothing.
    pub async fn delete(&self, id: &str) -> Result<(), Failure> {
        self.send(Request::delete(&self.url(Some(id))), None).await.map(drop)
    }

    fn url(&self, id: Option<&str>) -> String {
        let base = &self.base_url;
        match id {
            Some(id) => format!("{base}/domain-dialin-config/{id}"),
            None => format!("{base}/domain-dialin-config"),
        }
    }

    async fn send(&self, request: RequestBuilder, body: Option<&str>) -> Result<Answer, Failure> {
        let request = request.header("Accept", "application/json");
        let request = match &self.token {
            Some(token) => request.header("Authorization", &format!("Bearer {token}")),
            None => request,
        };
        let request = match body {
            Some(body) => request.header("Content-Type", "application/json").body(body),
            None => request.build(),
        };
        let response = request.map_err(Failure::network)?.send().await.map_err(Failure::network)?;
        let text = response.text().await.map_err(Failure::network)?;
        if response.ok() {
            Ok(Answer { status: response.status(), text })
        } else {
            Err(Failure::refused(response.status(), &text))
        }
    }
}

/// A response with a status of 2xx.
struct Answer {
    status: u16,
    text: String,
}

/// The text of an answer that has to be JSON.
fn json(answer: Answer) -> Result<String, Failure> {
    match serde_json::from_str::<IgnoredAny>(&answer.text) {
        Ok(_) => Ok(answer.text),
        Err(_) => Err(Failure::unexpected(answer.status)),
    }
}
