//! `POST /domain-dialin-config`.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use dialin_core::{ConfigType, Options, check_create_json};
use serde_json::Value;
use uuid::Uuid;

use super::number::{options_knowing, wanted_digits};
use crate::app::App;
use crate::blocking::WRITES;
use crate::http::{ApiError, read_body};
use crate::store::{Record, Written};

/// The flat body of a config; returns `{id, type, config}`.
pub(crate) async fn create(State(app): State<App>, body: Body) -> Result<Json<Value>, ApiError> {
    let body = Arc::new(read_body(body).await?);
    let mut digits = wanted_digits(&body);
    loop {
        let options = options_knowing(&app, digits.as_deref()).await?;
        let text = Arc::clone(&body);
        let record = WRITES.off_the_workers(move || new_record(&text, &options)).await??;
        match app.store().insert(&record).await? {
            Written::Done => return Ok(Json(record.into_answer())),
            // Somebody took the number since we looked: look again, and core words the refusal.
            Written::NumberTaken | Written::Superseded => digits = record.phone_digits,
        }
    }
}

/// What the body makes, with what Daily adds.
fn new_record(body: &[u8], options: &Options) -> Result<Record, ApiError> {
    let (config, _) = check_create_json(body, options).into_result().map_err(ApiError::refused)?;
    let pinless = config.config_type() == ConfigType::PinlessDialin;
    let sip_uri = if pinless { Some(new_sip_uri()?) } else { None };
    let mut record = Record::new(Uuid::new_v4().to_string(), &config, sip_uri, 1);
    if pinless && config.hmac().is_none() {
        record.fields.insert("hmac".to_owned(), new_secret()?.into());
    }
    Ok(record)
}

/// As Daily makes them: 32 random bytes, as its documents' own sample decodes to, in standard base64.
fn new_secret() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(BASE64_STANDARD.encode(bytes))
}

/// `user@host`, as Daily returns it. No call arrives there, and `.invalid` (RFC 2606) says so.
fn new_sip_uri() -> Result<String, getrandom::Error> {
    Ok(format!("{:016x}@sandbox.dialin.invalid", getrandom::u64()?))
}
