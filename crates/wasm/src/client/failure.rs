//! Why a call did not succeed.

use serde::Serialize;
use serde_json::Value;

/// The `error` of a response that is not in the API's shape: an HTML page of a proxy, say.
const UNEXPECTED: &str = "unexpected-response";

/// Serialises as `{kind: "api", status, error, info?, issues}` or `{kind: "network", message}`.
#[derive(Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase", tag = "kind")]
pub enum Failure {
    /// The server answered, and not with what was asked for.
    Api {
        /// The HTTP status.
        status: u16,
        /// The stable code of the error, or `unexpected-response`.
        error: String,
        /// Text for a person.
        #[serde(skip_serializing_if = "Option::is_none")]
        info: Option<String>,
        /// What the checks of a Dialin server said; empty from a server that sends none.
        issues: Vec<Value>,
    },
    /// No answer came, or only part of one: a write may have happened all the same.
    Network {
        /// What `fetch` said.
        message: String,
    },
}

impl Failure {
    pub(super) fn network(error: gloo_net::Error) -> Self {
        let message = match error {
            // Without the name in front: it is always `TypeError`, which says nothing here.
            gloo_net::Error::JsError(error) => error.message,
            gloo_net::Error::GlooError(message) => message,
        };
        Self::Network { message }
    }

    /// A response whose status is not 2xx.
    pub(super) fn refused(status: u16, body: &str) -> Self {
        let body = serde_json::from_str::<Value>(body).unwrap_or(Value::Null);
        let text = |key: &str| body.get(key).and_then(Value::as_str).map(str::to_owned);
        match text("error") {
            Some(error) => Self::Api {
                status,
                error,
                info: text("info"),
                issues: body.get("issues").and_then(Value::as_array).cloned().unwrap_or_default(),
            },
            None => Self::unexpected(status),
        }
    }

    /// A response whose body is not what the API sends.
    pub(super) fn unexpected(status: u16) -> Self {
        let info = Some("the body of the response is not the JSON this API answers with".to_owned());
        Self::Api { status, error: UNEXPECTED.to_owned(), info, issues: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_refusal_keeps_what_the_server_said() {
        let api = |error: &str, info: Option<&str>, issues| Failure::Api {
            status: 400,
            error: error.to_owned(),
            info: info.map(str::to_owned),
            issues,
        };
        let unexpected = Failure::unexpected(400);
        for (body, expected) in [
            (r#"{"error":"json-parsing-error"}"#, api("json-parsing-error", None, vec![])),
            (
                r#"{"error":"invalid-request-error","info":"no","issues":[{"code":"type-missing"}]}"#,
                api("invalid-request-error", Some("no"), vec![json!({"code": "type-missing"})]),
            ),
            (r#"{"error":"x","info":5,"issues":"none"}"#, api("x", None, vec![])),
            ("<html>502</html>", Failure::unexpected(400)),
            ("", Failure::unexpected(400)),
            (r#"{"errors":[]}"#, unexpected),
        ] {
            assert_eq!(Failure::refused(400, body), expected, "{body}");
        }
    }
}
