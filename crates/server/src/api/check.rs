//! `POST /api/check`: any of the checks of configs, without writing.

use std::num::NonZeroUsize;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use dialin_core::json::AnyJson;
use dialin_core::{
    ConfigType, Issue, LinesReport, Options, OptionsError, Report, check_create_json, check_domain_properties_json,
    check_lines, check_set_json, check_stored_json, check_update_json,
};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::app::App;
use crate::blocking::off_the_workers;
use crate::http::{ApiError, read_body, read_object};

/// `{operation, type?, input, options?}`. `input` stays as it was written, because a key given twice is also an issue;
/// the others are read one by one, so that a refusal names the one that is wrong.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckRequest<'a> {
    #[serde(borrow)]
    operation: &'a RawValue,
    #[serde(borrow, rename = "type")]
    config_type: Option<&'a RawValue>,
    #[serde(borrow)]
    input: &'a RawValue,
    #[serde(borrow)]
    options: Option<&'a RawValue>,
}

const OPERATIONS: &str = "`create`, `update`, `stored`, `set`, `domain`, `lines`";

/// The most issues in a response. Two bytes of a body can have one, which is a hundred times as long.
const MOST_ISSUES: usize = 1000;

/// What core says, cut short.
#[derive(Serialize)]
struct Answer<T> {
    #[serde(flatten)]
    said: T,
    /// How many more issues there are.
    #[serde(rename = "leftOut", skip_serializing_if = "Option::is_none")]
    left_out: Option<NonZeroUsize>,
}

/// A report without its value: the caller has the input, and the value would repeat its secrets.
#[derive(Serialize)]
struct Issues {
    ok: bool,
    issues: Vec<Issue>,
}

impl<T> From<Report<T>> for Answer<Issues> {
    fn from(report: Report<T>) -> Self {
        let ok = report.ok();
        let (mut issues, _) = report.into_parts();
        Self { left_out: cut([&mut issues]), said: Issues { ok, issues } }
    }
}

impl From<LinesReport> for Answer<LinesReport> {
    fn from(mut said: LinesReport) -> Self {
        let left_out = cut(said.reports.iter_mut().map(|report| &mut report.issues));
        said.reports.retain(|report| !report.issues.is_empty());
        Self { said, left_out }
    }
}

/// Keeps the first [`MOST_ISSUES`] of all; how many it dropped.
fn cut<'a>(lists: impl IntoIterator<Item = &'a mut Vec<Issue>>) -> Option<NonZeroUsize> {
    let (mut kept, mut found) = (0, 0);
    for issues in lists {
        found += issues.len();
        issues.truncate(MOST_ISSUES - kept);
        kept += issues.len();
    }
    NonZeroUsize::new(found - kept)
}

/// Returns `{ok, issues, leftOut?}`, or for `lines` `{lines, ok, failed, reports, leftOut?}`; 200 whatever the check says.
pub(crate) async fn check(State(app): State<App>, body: Body) -> Result<Response, ApiError> {
    let body = read_body(body).await?;
    let allow_private_hosts = app.options().allow_private_hosts;
    off_the_workers(move || answer(&body, allow_private_hosts)).await?
}

fn answer(body: &[u8], allow_private_hosts: bool) -> Result<Response, ApiError> {
    let CheckRequest { operation, config_type, input, options } =
        read_object(body).map_err(|error| misread("the body", &error, "`{operation, type?, input, options?}`"))?;
    let options = match options {
        Some(options) => read_options(options)?,
        None => Options::default(),
    };
    let options = Options { allow_private_hosts, ..options };
    let text = input.get().as_bytes();
    let answer: Answer<Issues> = match read_text(operation).as_deref() {
        Some("create") => check_create_json(text, &options).into(),
        Some("update") => check_update_json(text, read_type(config_type)?, &options).into(),
        Some("stored") => check_stored_json(text, &options).into(),
        Some("set") => check_set_json(text, &options).into(),
        Some("domain") => check_domain_properties_json(text, &options).into(),
        Some("lines") => {
            let Some(lines) = read_text(input) else {
                return Err(ApiError::invalid_request("`input` of the operation `lines` must be a string of NDJSON"));
            };
            return Ok(Json(Answer::from(check_lines(lines.as_bytes(), &options))).into_response());
        }
        _ => return Err(ApiError::invalid_request(format!("`operation` must be one of {OPERATIONS}"))),
    };
    Ok(Json(answer).into_response())
}

fn read_text(value: &RawValue) -> Option<String> {
    serde_json::from_str(value.get()).ok()
}

fn read_options(options: &RawValue) -> Result<Options, ApiError> {
    const FORM: &str = "`{purchasedNumbers?, configs?, id?}`";
    let AnyJson(value) = read_object(options.get().as_bytes()).map_err(|error| misread("`options`", &error, FORM))?;
    let refused = |problem: &str| ApiError::invalid_request(format!("`options` must be {FORM}: {problem}"));
    if value.get("allowPrivateHosts").is_some() {
        return Err(refused("`allowPrivateHosts` is the server's own setting: start it with `--allow-private-hosts`"));
    }
    Options::from_value(&value).map_err(|problem| match problem {
        // Its own words quote the key and name the option above; nothing that was sent is repeated.
        OptionsError::Unknown(_) => refused("there is an unknown key"),
        problem => refused(&problem.to_string()),
    })
}

fn read_type(name: Option<&RawValue>) -> Result<ConfigType, ApiError> {
    name.and_then(read_text).as_deref().and_then(ConfigType::from_name).ok_or_else(|| {
        ApiError::invalid_request(format!(
            "the operation `update` needs `type`, that of the stored config: {}",
            ConfigType::ALL.map(|each| format!("`{each}`")).join(" or "),
        ))
    })
}

/// What is wrong with the envelope, and where in `what`. Of serde's own words only those about keys of ours: the others
/// quote what was sent.
fn misread(what: &str, error: &serde_json::Error, form: &str) -> ApiError {
    let place = format!("(line {}, column {})", error.line(), error.column());
    if !error.is_data() {
        return ApiError::new(
            StatusCode::BAD_REQUEST,
            "json-parsing-error",
            format!("{what} cannot be read as JSON {place}"),
        );
    }
    let words = error.to_string();
    let words = words.split(" at line ").next().unwrap_or_default();
    let problem = match words.split(' ').next() {
        Some("unknown") => "there is an unknown key",
        Some("missing" | "duplicate") => words,
        Some("invalid") => "a value has the wrong type",
        _ => "a value cannot be read",
    };
    ApiError::invalid_request(format!("{what} must be {form}: {problem} {place}"))
}
