//! How large updates may make a config.

use axum::http::StatusCode;
use dialin_core::json::json_text;
use serde_json::{Map, Value};

use crate::http::{ApiError, BODY_LIMIT};

/// A config that outgrew every body could no longer be sent whole, and a move, which deletes it and creates it anew, would lose
/// it. What a create has beside the fields, the type, takes less than the rest.
const MOST: usize = BODY_LIMIT - 64;

/// 413 for a config whose fields are larger, with all that was merged.
pub(super) fn must_fit(fields: &Map<String, Value>) -> Result<(), ApiError> {
    let size = json_text(fields).len();
    if size <= MOST {
        return Ok(());
    }
    let info = format!(
        "the config would have {size} bytes as JSON, and may have {MOST}, so that it can be sent back whole: \
         shorten its fields, or set some to null"
    );
    Err(ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, "config-too-large", info))
}
