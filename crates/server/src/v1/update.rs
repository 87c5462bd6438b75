//! `PUT /domain-dialin-config/{id}`.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use dialin_core::{Issue, Options, Path, Segment, check_stored_json, check_update_json};
use serde_json::{Map, Value, json};

use super::number::{options_knowing, wanted_digits};
use super::{Id, read_id};
use crate::app::App;
use crate::http::{ApiError, read_body};
use crate::store::{Record, Written};

/// The fields to change, null to clear one; answers `{id, type, config}`.
///
/// What is stored and the patch are merged and checked together. Nothing locks the record meanwhile: a write that finds
/// it changed is made again from what it is now, so that two updates of different fields both last.
pub(crate) async fn update(State(app): State<App>, id: Id, body: Body) -> Result<Json<Value>, ApiError> {
    let body = read_body(body).await?;
    let id = read_id(id)?;
    let mut digits = wanted_digits(&body);
    loop {
        let stored = app.store().get(&id).await?.ok_or_else(ApiError::unknown_id)?;
        let options = Options { id: Some(id.clone()), ..options_knowing(&app, digits.as_deref()).await? };
        let record = merge(stored, &body, &options)?;
        match app.store().replace(&record).await? {
            Written::Done => return Ok(Json(record.into_answer())),
            Written::NumberTaken => digits = record.phone_digits,
            Written::Superseded => {}
        }
    }
}

/// The record as the patch makes it, or what is wrong with the patch or with the result.
fn merge(stored: Record, patch: &[u8], options: &Options) -> Result<Record, ApiError> {
    let Record { id, config_type, sip_uri, fields: kept, revision, .. } = stored;
    let (patch, _) = check_update_json(patch, config_type, options).into_result().map_err(ApiError::refused)?;
    let mut fields = kept.clone();
    patch.merge_into(&mut fields);
    keep_secret(&mut fields, kept);
    let whole = json!({ "id": id, "type": config_type, "config": fields }).to_string();
    let (whole, _) = check_stored_json(whole.as_bytes(), options)
        .into_result()
        .map_err(|issues| ApiError::refused(issues.into_iter().map(as_in_update).collect()))?;
    Ok(Record::new(id, whole.config(), sip_uri, revision))
}

/// A config that signs its webhook calls never loses its secret: Daily makes one wherever it is missing, and a webhook
/// whose secret changed by accident would refuse every call. So clearing it keeps the known one; a new one has to be
/// given.
fn keep_secret(fields: &mut Map<String, Value>, mut kept: Map<String, Value>) {
    if let Some(known) = kept.remove("hmac")
        && fields.get("hmac").is_none_or(Value::is_null)
    {
        fields.insert("hmac".to_owned(), known);
    }
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
