//! What every handler shares, and which path leads to which.

use std::sync::Arc;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::routing::{any, get};
use dialin_core::Options;

use crate::http::{Origins, add_headers, guard_origin, log_request, not_found};
use crate::sign_in::{SessionCookie, Token};
use crate::store::Store;
use crate::{api, editor, v1};

/// What every handler shares.
#[derive(Clone)]
pub(crate) struct App(Arc<Shared>);

/// What an [`App`] is made of.
pub(crate) struct Shared {
    pub(crate) store: Box<dyn Store>,
    pub(crate) token: Token,
    pub(crate) cookie: SessionCookie,
    pub(crate) origins: Origins,
    pub(crate) allow_private_hosts: bool,
}

impl App {
    pub(crate) fn new(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }

    pub(crate) fn store(&self) -> &dyn Store {
        &*self.0.store
    }

    pub(crate) fn token(&self) -> &Token {
        &self.0.token
    }

    pub(crate) fn cookie(&self) -> &SessionCookie {
        &self.0.cookie
    }

    pub(crate) fn origins(&self) -> &Origins {
        &self.0.origins
    }

    /// What checks here have in common. The server's own setting, whatever a caller asks for.
    pub(crate) fn options(&self) -> Options {
        Options { allow_private_hosts: self.0.allow_private_hosts, ..Options::default() }
    }

    /// Every path. A layer wraps those added before it: the log line comes first and last.
    pub(crate) fn router(&self) -> Router {
        Router::new()
            .nest("/v1", v1::router(self))
            .nest("/api", api::router(self))
            // `nest` leaves these two to the fallback, which answers with a page.
            .route("/v1/", any(not_found))
            .route("/api/", any(not_found))
            .route("/healthz", get(async || "ok\n"))
            .merge(editor::router())
            .layer(from_fn_with_state(self.clone(), guard_origin))
            .layer(map_response(add_headers))
            .layer(from_fn(log_request))
            .with_state(self.clone())
    }
}
