//! Reads a request's body, whole and as bytes: what they mean is for core to say.

use std::time::Duration;

use axum::body::Body;
use axum::http::StatusCode;
use http_body_util::BodyExt;

use super::ApiError;

/// A config is a few hundred bytes; `POST /api/check` takes sets of them.
pub(crate) const BODY_LIMIT: usize = 1 << 20;

/// How much of a body that is too large is still read, and dropped, before the refusal. A client that is cut off while
/// it sends sees a broken connection, not the answer.
const DRAIN: usize = 32 << 20;

/// How long a body may take: a mebibyte at 35 kB a second. Whoever sends no more would keep a connection for ever.
const WAIT: Duration = Duration::from_secs(30);

/// The whole body, or 413, or 408.
pub(crate) async fn read_body(body: Body) -> Result<Vec<u8>, ApiError> {
    tokio::time::timeout(WAIT, read_whole(body)).await.unwrap_or_else(|_| Err(too_slow()))
}

async fn read_whole(mut body: Body) -> Result<Vec<u8>, ApiError> {
    let mut text = Vec::new();
    let mut dropped = 0;
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else {
            return Err(ApiError::invalid_request("the request body was cut off before its end"));
        };
        let Some(data) = frame.data_ref() else { continue };
        if dropped == 0 && text.len() + data.len() <= BODY_LIMIT {
            text.extend_from_slice(data);
        } else {
            dropped += data.len();
            if dropped > DRAIN {
                break;
            }
        }
    }
    if dropped == 0 { Ok(text) } else { Err(too_large()) }
}

fn too_large() -> ApiError {
    ApiError::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "request-too-large",
        format!("the request body is larger than {BODY_LIMIT} bytes (1 MiB)"),
    )
}

fn too_slow() -> ApiError {
    let seconds = WAIT.as_secs();
    let info = format!("the request body did not arrive within {seconds} seconds; nothing was done");
    ApiError::new(StatusCode::REQUEST_TIMEOUT, "request-timeout", info)
}
