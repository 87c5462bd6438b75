//! `/api`: our own endpoints, for the editor and for programs.

mod check;
mod session;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};

use crate::app::App;
use crate::http::{guard_body, method_not_allowed, not_found};
use crate::sign_in::guard_api;

pub(crate) fn router(app: &App) -> Router<App> {
    let signed_in = Router::new()
        .route("/check", post(check::check))
        .route("/session", get(session::show))
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(from_fn(guard_body))
        .layer(from_fn_with_state(app.clone(), guard_api));
    // Whoever signs in or out need not be signed in.
    let anybody = Router::new().route("/session", post(session::sign_in).delete(session::sign_out));
    anybody.layer(from_fn(guard_body)).merge(signed_in)
}
