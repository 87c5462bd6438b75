//! Reads a request's body, whole and as bytes: what they mean is for core to say.

use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_ENCODING, EXPECT};
use axum::middleware::Next;
use axum::response::Response;
use http_body_util::BodyExt;
use tokio::time::timeout;

use super::ApiError;

/// A config is a few hundred bytes; `POST /api/check` takes sets of them.
pub(crate) const BODY_LIMIT: usize = 1 << 20;

/// How much of a body that is too large is still read, and dropped, before the refusal. A client that is cut off while
/// it sends sees a broken connection, not the answer.
const DRAIN: usize = 32 << 20;

/// How long a body may take: a mebibyte at 35 kB a second. Whoever sends no more would keep a connection for ever.
const WAIT: Duration = Duration::from_secs(30);

/// The whole body, or 413, or 408.
pub(crate) async fn read_body(mut body: Body) -> Result<Vec<u8>, ApiError> {
    let announced = announced(&body);
    let mut text = Vec::new();
    let mut dropped = 0;
    let read = timeout(WAIT, read_whole(&mut body, &mut text, &mut dropped)).await;
    // Also when it took too long: 408 would invite to send it once more.
    if announced > BODY_LIMIT || dropped > 0 {
        return Err(too_large());
    }
    read.unwrap_or_else(|_| Err(too_slow())).map(|()| text)
}

/// What `Content-Length` says.
fn announced(body: &Body) -> usize {
    usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX)
}

async fn read_whole(body: &mut Body, text: &mut Vec<u8>, dropped: &mut usize) -> Result<(), ApiError> {
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else {
            return Err(ApiError::invalid_request("the request body was cut off before its end"));
        };
        let Some(data) = frame.data_ref() else { continue };
        if *dropped == 0 && text.len() + data.len() <= BODY_LIMIT {
            text.extend_from_slice(data);
        } else {
            *dropped += data.len();
            if *dropped > DRAIN {
                break;
            }
        }
    }
    Ok(())
}

/// Refuses a body by its head alone: one that is compressed, and one that is too large, where the client waits for leave to
/// send it.
pub(crate) async fn guard_body(request: Request, next: Next) -> Result<Response, ApiError> {
    let headers = request.headers();
    let waits = headers.contains_key(EXPECT);
    let encodings = headers.get_all(CONTENT_ENCODING).iter();
    let encoded = encodings.flat_map(|sent| sent.as_bytes().split(|&byte| byte == b',')).any(is_encoding);
    if waits && announced(request.body()) > BODY_LIMIT {
        return Err(too_large());
    }
    if encoded && !request.body().is_end_stream() {
        if !waits {
            // Read to its end, for the reason why one that is too large is.
            let _ = read_body(request.into_body()).await;
        }
        let info = "a `Content-Encoding` is not supported: send the body uncompressed";
        return Err(ApiError::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-content-encoding", info));
    }
    Ok(next.run(request).await)
}

fn is_encoding(name: &[u8]) -> bool {
    let name = name.trim_ascii();
    !name.is_empty() && !name.eq_ignore_ascii_case(b"identity")
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
