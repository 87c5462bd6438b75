//! `PUT /domain-dialin-config/{id}`.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use dialin_core::{Draft, Issue, Options, Path, Segment, check_stored, check_update_json};
use serde::Deserialize;
use serde_json::{Value, json};

use super::number::{options_knowing, wanted_digits};
use super::size::must_fit;
use super::{Id, read_id};
use crate::app::App;
use crate::blocking::WRITES;
use crate::http::{ApiError, read_body};
use crate::store::{Record, Written};

/// The fields to change, null to clear one; returns `{id, type, config}`.
///
/// What is stored and the patch are merged and checked together. Nothing locks the record meanwhile: a write that finds
/// it changed is made again from what it is now, so that two updates of different fields both last.
pub(crate) async fn update(State(app): State<App>, id: Id, body: Body) -> Result<Json<Value>, ApiError> {
    let body = Arc::new(read_body(body).await?);
    let id = read_id(id)?;
    let mut digits = wanted_digits(&body);
    loop {
        let stored = app.store().get(&id).await?.ok_or_else(ApiError::unknown_id)?;
        let options = Options { id: Some(id.clone()), ..options_knowing(&app, digits.as_deref()).await? };
        let patch = Arc::clone(&body);
        let record = WRITES.off_the_workers(move || merge(stored, &patch, &options)).await??;
        match app.store().replace(&record).await? {
            Written::Done => return Ok(Json(record.into_answer())),
            Written::NumberTaken => digits = record.phone_digits,
            Written::Superseded => {}
        }
    }
}

/// The record as the patch makes it, or what is wrong with the patch or with the result.
fn merge(stored: Record, patch: &[u8], options: &Options) -> Result<Record, ApiError> {
    let Record { id, config_type, sip_uri, mut fields, revision, .. } = stored;
    let (patch, _) = check_update_json(patch, config_type, options).into_result().map_err(ApiError::refused)?;
    patch.merge_into(&mut fields);
    must_fit(&fields)?;
    let whole = json!({ "id": id, "type": config_type, "config": fields });
    // The patch was read already, so what cannot be read here is what an older version or somebody else stored.
    let draft = Draft::deserialize(&whole).map_err(|error| {
        ApiError::invalid_request(format!(
            "the stored config cannot be checked with this change: {error}; in the same update, set that field to null"
        ))
    })?;
    let (whole, _) = check_stored(&draft, options)
        .into_result()
        .map_err(|issues| ApiError::refused(issues.into_iter().map(as_in_update).collect()))?;
    Ok(Record::new(id, whole.config(), sip_uri, revision))
}

/// A stored config has its fields under `config`; the body of an update has them at the top.
fn as_in_update(mut issue: Issue) -> Issue {
    if let Some((Segment::Key(first), rest)) = issue.path.segments().split_first()
        && first == "config"
    {
        issue.path = rest.iter().fold(Path::root(), |path, segment| match segment {
            Segment::Key(key) => path.key(key.clone()),
            Segment::Index(index) => path.index(*index),
        });
    }
    issue
}
