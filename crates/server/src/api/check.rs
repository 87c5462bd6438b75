//! `POST /api/check`: any of the checks of configs, without writing.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use dialin_core::json::AnyJson;
use dialin_core::{ConfigCheck, ConfigType, Options, OptionsError, check_first_lines, first_issues};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::app::App;
use crate::blocking::CHECKS;
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

/// Returns `{ok, issues, leftOut?}`, or for `lines` `{lines, ok, failed, reports, leftOut?}`; 200 whatever the check says.
pub(crate) async fn check(State(app): State<App>, body: Body) -> Result<Response, ApiError> {
    let body = read_body(body).await?;
    let allow_private_hosts = app.options().allow_private_hosts;
    CHECKS.off_the_workers(move || answer(&body, allow_private_hosts)).await?
}

fn answer(body: &[u8], allow_private_hosts: bool) -> Result<Response, ApiError> {
    let CheckRequest { operation, config_type, input, options } =
        read_object(body).map_err(|error| misread("the body", &error, "`{operation, type?, input, options?}`"))?;
    let options = match options {
        Some(options) => read_options(options)?,
        None => Options::default(),
    };
    let options = Options { allow_private_hosts, ..options };
    let check = match read_text(operation).as_deref() {
        Some("create") => ConfigCheck::Create,
        Some("update") => ConfigCheck::Update(read_type(config_type)?),
        Some("stored") => ConfigCheck::Stored,
        Some("set") => ConfigCheck::Set,
        Some("domain") => ConfigCheck::Domain,
        Some("lines") => {
            let Some(lines) = read_text(input) else {
                return Err(ApiError::invalid_request("`input` of the operation `lines` must be a string of NDJSON"));
            };
            return Ok(Json(check_first_lines(lines.as_bytes(), &options, MOST_ISSUES)).into_response());
        }
        _ => return Err(ApiError::invalid_request(format!("`operation` must be one of {OPERATIONS}"))),
    };
    // Without the value: the caller has the input, and the value would repeat its secrets.
    Ok(Json(first_issues(check, input.get().as_bytes(), &options, MOST_ISSUES)).into_response())
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
