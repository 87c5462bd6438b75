//! How large a config may be.

use axum::http::StatusCode;
use dialin_core::json::json_text;
use serde_json::{Map, Value};

use crate::http::{ApiError, BODY_LIMIT};

/// Half of what a body may have. Updates are merged, so a config could outgrow every body: a client could no longer send it
/// whole, and a move, which deletes a config and creates it anew, would lose it. The other half is for what such a body has
/// beside the fields, and for clients that write JSON less densely.
const MOST: usize = BODY_LIMIT / 2;

/// 413 for a config whose fields are larger, with all that was merged and added.
pub(super) fn must_fit(fields: &Map<String, Value>) -> Result<(), ApiError> {
    let size = json_text(fields).len();
    if size <= MOST {
        return Ok(());
    }
    let info = format!(
        "the config would have {size} bytes as JSON, and may have {MOST} (512 KiB), so that it can be sent back whole: \
         shorten its fields, or set some to null"
    );
    Err(ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, "config-too-large", info))
}
