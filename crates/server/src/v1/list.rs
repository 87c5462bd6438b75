//! `GET /domain-dialin-config`.

use axum::Json;
use axum::extract::{RawQuery, State};
use serde_json::{Value, json};

use super::query::Query;
use crate::app::App;
use crate::http::ApiError;
use crate::store::Record;

/// `{total_count, data}`, newest first. `total_count` counts what matches the filters, on any page.
pub(crate) async fn list(State(app): State<App>, RawQuery(query): RawQuery) -> Result<Json<Value>, ApiError> {
    let Query { filter, place, limit } = Query::read(&query.unwrap_or_default())?;
    let listing = app.store().list(&filter, &place, limit).await?;
    let listing = listing.ok_or_else(|| {
        ApiError::invalid_request(
            "`starting_after` and `ending_before` take the id of a config, and no config has this one",
        )
    })?;
    let data: Vec<Value> = listing.records.into_iter().map(Record::into_answer).collect();
    Ok(Json(json!({ "total_count": listing.total, "data": data })))
}
