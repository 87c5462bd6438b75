//! Refusals, in Daily's form: `{error, info}`, and the rules' own `issues` beside them.

use axum::Json;
use axum::http::header::{ACCEPT_ENCODING, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use dialin_core::{Issue, Severity};
use serde::Serialize;
use tokio::task::JoinError;

use crate::store::StoreError;

/// A refusal. Serialises as `{error, info, issues?}`: match on `error`, show `info`, put `issues` beside their fields.
#[derive(Debug, Serialize)]
pub(crate) struct ApiError {
    #[serde(skip)]
    status: StatusCode,
    error: &'static str,
    info: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    issues: Vec<Issue>,
}

impl ApiError {
    /// A refusal that does not come from a rule of core.
    pub(crate) fn new(status: StatusCode, error: &'static str, info: impl Into<String>) -> Self {
        Self { status, error, info: info.into(), issues: Vec::new() }
    }

    /// 400: something besides the config is wrong, for example a query parameter.
    pub(crate) fn invalid_request(info: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid-request-error", info)
    }

    /// 400: what the rules say. `issues` are all that were found, also warnings.
    pub(crate) fn refused(issues: Vec<Issue>) -> Self {
        let is_json = !issues.iter().any(|issue| issue.code == "json-invalid");
        let error = if is_json { "invalid-request-error" } else { "json-parsing-error" };
        let info = summary(&issues);
        Self { status: StatusCode::BAD_REQUEST, error, info, issues }
    }

    /// 404: no config has this id.
    pub(crate) fn unknown_id() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", "no dial-in config has this id")
    }

    /// 500: ours to explain in the log, not to the caller.
    fn server_error() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "server-error",
            "the server failed to answer; its log says why. The request may or may not have taken effect",
        )
    }
}

/// The first error, and how many more there are.
fn summary(issues: &[Issue]) -> String {
    let mut errors = issues.iter().filter(|issue| issue.severity == Severity::Error);
    let mut text = String::new();
    if let Some(first) = errors.next() {
        if !first.path.segments().is_empty() {
            text = format!("{}: ", first.path);
        }
        text.push_str(&first.message);
    }
    match errors.count() {
        0 => text,
        1 => text + " (and 1 more error)",
        more => format!("{text} (and {more} more errors)"),
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = (self.status, Json(&self)).into_response();
        // What HTTP wants beside the status. A browser asks nobody for a `Bearer`.
        let beside = match self.status {
            StatusCode::UNAUTHORIZED => (WWW_AUTHENTICATE, "Bearer"),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => (ACCEPT_ENCODING, "identity"),
            _ => return response,
        };
        response.headers_mut().insert(beside.0, HeaderValue::from_static(beside.1));
        response
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the store failed");
        match error {
            // Names the id and what is broken, no value: whoever asks can do something about it.
            StoreError::Unreadable { .. } => Self {
                info: format!(
                    "{error}. Its row is damaged or was written by another program; delete this config, or repair the row"
                ),
                ..Self::server_error()
            },
            // Of the 5xx it is the one that says that nothing happened.
            StoreError::Busy => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "database-busy",
                "another program keeps the database locked, so nothing was written: try again once it is done",
            ),
            StoreError::Database(_) | StoreError::Replaced => Self::server_error(),
        }
    }
}

impl From<JoinError> for ApiError {
    fn from(error: JoinError) -> Self {
        tracing::error!(%error, "a check ended without an answer");
        Self::server_error()
    }
}

impl From<getrandom::Error> for ApiError {
    fn from(error: getrandom::Error) -> Self {
        tracing::error!(%error, "the system gave no random bytes");
        Self::server_error()
    }
}

/// 404 for a path of `/v1` or `/api` that does not exist.
pub(crate) async fn not_found() -> ApiError {
    ApiError::new(
        StatusCode::NOT_FOUND,
        "not-found",
        "this path does not exist; the endpoints are under `/v1/domain-dialin-config`, `/api/check` and `/api/session`",
    )
}

/// 405 for a path that exists; the `Allow` header names the methods.
pub(crate) async fn method_not_allowed() -> ApiError {
    ApiError::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "method-not-allowed",
        "this path does not support this method; the `Allow` header names those it supports",
    )
}
