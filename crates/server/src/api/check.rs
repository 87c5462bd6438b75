//! `POST /api/check`: any of core's checks, without writing.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use dialin_core::{
    ConfigType, Issue, Options, Report, check_create_json, check_lines, check_set_json, check_stored_json,
    check_update_json,
};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::app::App;
use crate::http::{ApiError, read_body};

/// `{operation, type?, input, options?}`. `input` stays as it was written, because a key given twice is an issue too.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckRequest<'a> {
    operation: Operation,
    #[serde(rename = "type")]
    config_type: Option<String>,
    #[serde(borrow)]
    input: &'a RawValue,
    #[serde(default)]
    options: Options,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Operation {
    Create,
    Update,
    Stored,
    Set,
    Lines,
}

/// A report without its value: the caller has the input, and the value would repeat its secrets.
#[derive(Serialize)]
struct Answer {
    ok: bool,
    issues: Vec<Issue>,
}

impl<T> From<Report<T>> for Answer {
    fn from(report: Report<T>) -> Self {
        Self { ok: report.ok(), issues: report.issues().to_vec() }
    }
}

/// Answers `{ok, issues}`, or for `lines` `{lines, ok, failed, reports}`; 200 whatever the check says.
pub(crate) async fn check(State(app): State<App>, body: Body) -> Result<Response, ApiError> {
    let body = read_body(body).await?;
    let CheckRequest { operation, config_type, input, options } =
        serde_json::from_slice(&body).map_err(|error| misread(&error))?;
    let options = Options { allow_private_hosts: app.options().allow_private_hosts, ..options };
    let text = input.get().as_bytes();
    let answer: Answer = match operation {
        Operation::Create => check_create_json(text, &options).into(),
        Operation::Update => check_update_json(text, stored_type(config_type.as_deref())?, &options).into(),
        Operation::Stored => check_stored_json(text, &options).into(),
        Operation::Set => check_set_json(text, &options).into(),
        Operation::Lines => {
            let Ok(lines) = serde_json::from_str::<String>(input.get()) else {
                return Err(ApiError::invalid_request("`input` of the operation `lines` has to be a string of NDJSON"));
            };
            return Ok(Json(check_lines(lines.as_bytes(), &options)).into_response());
        }
    };
    Ok(Json(answer).into_response())
}

fn stored_type(name: Option<&str>) -> Result<ConfigType, ApiError> {
    name.and_then(ConfigType::from_name).ok_or_else(|| {
        ApiError::invalid_request(format!(
            "the operation `update` needs `type`, that of the stored config: {}",
            ConfigType::ALL.map(|each| format!("`{each}`")).join(" or "),
        ))
    })
}

/// Where the request stops making sense. Never serde's own text for a wrong value: it quotes the value.
fn misread(error: &serde_json::Error) -> ApiError {
    let what = if error.is_data() {
        "is not `{operation, type?, input, options?}` with an operation of `create`, `update`, `stored`, `set`, `lines`"
    } else {
        "is not JSON"
    };
    let (line, column) = (error.line(), error.column());
    let code = if error.is_data() { "invalid-request-error" } else { "json-parsing-error" };
    ApiError::new(StatusCode::BAD_REQUEST, code, format!("the body {what} (line {line}, column {column})"))
}
