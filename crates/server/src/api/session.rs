//! `/api/session`: what the editor needs to know, signing in with a pasted token, and signing out.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::http::{ApiError, read_body, read_object};
use crate::sign_in;

/// `{mode, options: {allowPrivateHosts}}`: what the editor's own checks must use to agree with the server's.
#[derive(Serialize)]
pub(crate) struct Session {
    mode: &'static str,
    options: SessionOptions,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SessionOptions {
    allow_private_hosts: bool,
}

/// The body of a sign-in: `{token}`.
#[derive(Deserialize)]
struct SignIn {
    token: String,
}

/// `GET`: for who is signed in.
pub(crate) async fn show(State(app): State<App>) -> Json<Session> {
    Json(Session {
        mode: "sandbox",
        options: SessionOptions { allow_private_hosts: app.options().allow_private_hosts },
    })
}

/// `POST {token}`: the cookie, and what `GET` says.
pub(crate) async fn sign_in(State(app): State<App>, body: Body) -> Result<Response, ApiError> {
    let body = read_body(body).await?;
    let SignIn { token } = read_object(&body).map_err(|error| {
        let code = if error.is_data() { "invalid-request-error" } else { "json-parsing-error" };
        ApiError::new(StatusCode::BAD_REQUEST, code, "the body must be `{\"token\": \"…\"}`")
    })?;
    if !app.token().matches(token.as_bytes()) {
        return Err(sign_in::wrong());
    }
    let mut response = show(State(app.clone())).await.into_response();
    if let Some(cookie) = app.cookie().set()? {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(response)
}

/// `DELETE`: the session ends, and the browser forgets the cookie.
pub(crate) async fn sign_out(State(app): State<App>, headers: HeaderMap) -> Response {
    app.cookie().end(&headers);
    let mut response = StatusCode::NO_CONTENT.into_response();
    if let Some(cookie) = app.cookie().clear() {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}
