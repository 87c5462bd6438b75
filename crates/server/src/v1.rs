//! `/v1`: Daily's five endpoints, in Daily's shapes.

mod create;
mod list;
mod number;
mod query;
mod size;
mod update;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::app::App;
use crate::http::{ApiError, guard_body, method_not_allowed, not_found};
use crate::sign_in::guard_v1;

pub(crate) fn router(app: &App) -> Router<App> {
    Router::new()
        .route("/domain-dialin-config", get(list::list).post(create::create))
        .route("/domain-dialin-config/{id}", get(read).put(update::update).delete(delete))
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(from_fn(guard_body))
        .layer(from_fn_with_state(app.clone(), guard_v1))
}

/// The `{id}` of a path. What cannot be an id, such as broken percent-encoding, is an id nothing has.
type Id = Result<Path<String>, PathRejection>;

/// A NUL is refused here, because not every database takes it for text.
fn read_id(id: Id) -> Result<String, ApiError> {
    match id {
        Ok(Path(id)) if !id.contains('\0') => Ok(id),
        _ => Err(ApiError::unknown_id()),
    }
}

/// `GET /domain-dialin-config/{id}`: the config.
async fn read(State(app): State<App>, id: Id) -> Result<Json<Value>, ApiError> {
    let record = app.store().get(&read_id(id)?).await?.ok_or_else(ApiError::unknown_id)?;
    Ok(Json(record.into_answer()))
}

/// `DELETE /domain-dialin-config/{id}`: `{"status": "ok"}`.
async fn delete(State(app): State<App>, id: Id) -> Result<Json<Value>, ApiError> {
    if app.store().delete(&read_id(id)?).await? {
        Ok(Json(json!({ "status": "ok" })))
    } else {
        Err(ApiError::unknown_id())
    }
}
