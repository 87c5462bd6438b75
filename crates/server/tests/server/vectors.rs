//! The shared cases of `tests/vectors`, over HTTP. Their form is in `tests/vectors/README.md`.

use std::path::{Path, PathBuf};

use dialin_core::{LooseReading, read_loose};
use reqwest::Method;
use serde::de::IgnoredAny;
use serde_json::{Value, json};

use crate::started::{CONFIGS, Started, answer};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors")
}

/// Every case of these operations.
pub(crate) fn cases(operations: &[&str]) -> Vec<Value> {
    let mut cases = Vec::new();
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "json") {
            let text = std::fs::read_to_string(&path).unwrap();
            cases.extend(serde_json::from_str::<Vec<Value>>(&text).unwrap());
        }
    }
    cases.retain(|case| operations.contains(&case["operation"].as_str().unwrap()));
    cases
}

/// The text that a case gives: `text` as it is, `file` beside the cases, or `input` as JSON.
fn input(case: &Value) -> Vec<u8> {
    match (&case["text"], &case["file"]) {
        (Value::String(text), _) => text.clone().into_bytes(),
        (_, Value::String(file)) => std::fs::read(folder().join(file)).unwrap(),
        _ => case["input"].to_string().into_bytes(),
    }
}

/// What a case expects, without what stays in the process.
fn expected_issues(case: &Value) -> Value {
    let mut issues = case["issues"].clone();
    for issue in issues.as_array_mut().unwrap() {
        issue.as_object_mut().unwrap().remove("revealed");
    }
    issues
}

fn is_no_json(issues: &Value) -> bool {
    issues.as_array().unwrap().iter().any(|issue| issue["code"] == "json-invalid")
}

/// Two servers, one of which lets private hosts through.
struct Servers {
    strict: Started,
    lenient: Started,
}

impl Servers {
    async fn new() -> Self {
        let lenient = Started::with(|settings| settings.allow_private_hosts = true).await;
        Self { strict: Started::new().await, lenient }
    }

    fn of(&self, case: &Value) -> &Started {
        if case["options"]["allowPrivateHosts"] == true { &self.lenient } else { &self.strict }
    }
}

/// Stores what a case says is stored: the ids it gave them, and those they got.
async fn store_configs(server: &Started, case: &Value) -> Vec<(String, String)> {
    let mut ids = Vec::new();
    let configs = case["options"]["configs"].as_array().map(Vec::as_slice).unwrap_or_default();
    for config in configs {
        // A case may write a stored number as somebody typed it; a create may not.
        let written = config["config"]["phone_number"].as_str().unwrap();
        let number = match read_loose(written) {
            LooseReading::Certain(number) => number.text(),
            _ => format!("+{}", written.trim_start_matches('+')),
        };
        let body = json!({ "type": config["type"], "phone_number": number });
        ids.push((config["id"].as_str().unwrap().to_owned(), server.created(&body).await));
    }
    ids
}

/// The answer with the ids that the case uses.
fn renamed(answer: &Value, ids: &[(String, String)]) -> Value {
    let text = ids.iter().fold(answer.to_string(), |text, (named, got)| text.replace(got, named));
    serde_json::from_str(&text).unwrap()
}

fn assert_refused(case: &Value, status: u16, answer: &Value) {
    let name = &case["name"];
    let issues = expected_issues(case);
    let error = if is_no_json(&issues) { "json-parsing-error" } else { "invalid-request-error" };
    assert_eq!((status, &answer["error"]), (400, &json!(error)), "{name} {answer}");
    assert_eq!(answer["issues"], issues, "{name}");
    let first = issues.as_array().unwrap().iter().find(|issue| issue["severity"] == "error").unwrap();
    assert!(answer["info"].as_str().unwrap().contains(first["message"].as_str().unwrap()), "{name} {answer}");
}

#[tokio::test]
async fn creates_are_taken_or_refused_with_exactly_their_issues() {
    let servers = Servers::new().await;
    let (mut taken, mut refused) = (0, 0);
    for case in cases(&["create"]) {
        let known = case["options"]["configs"].as_array().map(Vec::as_slice).unwrap_or_default();
        if case["options"].get("purchasedNumbers").is_some() || !known.iter().all(|config| config["id"].is_string()) {
            // The sandbox knows of no purchased numbers, and whatever it stores has an id; `every_report_is_the_same_over_http` has
            // these cases.
            continue;
        }
        let server = servers.of(&case);
        let ids = store_configs(server, &case).await;
        let (status, answer) = server.post(CONFIGS, input(&case)).await;
        if case["ok"] == true {
            taken += 1;
            assert_eq!(status, 200, "{} {answer}", case["name"]);
            let id = answer["id"].as_str().unwrap();
            assert_eq!(server.read(id).await, (200, answer.clone()), "{}", case["name"]);
            assert_kept(&case, &answer);
            assert_eq!(server.delete(id).await.0, 200);
        } else {
            refused += 1;
            assert_refused(&case, status, &renamed(&answer, &ids));
        }
        for (_, id) in ids {
            assert_eq!(server.delete(&id).await.0, 200);
        }
        assert_eq!(server.total().await, 0, "{}", case["name"]);
    }
    assert!(taken > 80 && refused > 100, "{taken} {refused}");
}

/// Nothing is lost and nothing is added but what Daily makes.
fn assert_kept(case: &Value, answer: &Value) {
    let Some(mut value) = case.get("value").cloned() else { return };
    let mut config = answer["config"].clone();
    config.as_object_mut().unwrap().remove("sip_uri");
    if value.get("hmac").is_none() {
        config.as_object_mut().unwrap().remove("hmac");
    }
    assert_eq!(value.as_object_mut().unwrap().remove("type").unwrap(), answer["type"], "{}", case["name"]);
    assert_eq!(config, value, "{}", case["name"]);
}

#[tokio::test]
async fn updates_are_taken_or_refused_with_exactly_their_issues() {
    let servers = Servers::new().await;
    let (mut taken, mut refused) = (0, 0);
    for case in cases(&["update"]) {
        let server = servers.of(&case);
        let mut ids = store_configs(server, &case).await;
        let own = ids.iter().find(|(named, _)| case["options"]["id"] == named.as_str()).map(|(_, got)| got.clone());
        let id = if let Some(id) = own {
            id
        } else {
            let id = server.created(&json!({ "type": case["type"], "phone_number": "+14155552671" })).await;
            ids.push(("stored".to_owned(), id.clone()));
            id
        };
        let before = server.read(&id).await;
        let request = server.request(Method::PUT, &format!("{CONFIGS}/{id}")).body(input(&case));
        let (status, updated) = answer(request).await;
        if case["ok"] == true {
            taken += 1;
            assert_eq!(status, 200, "{} {updated}", case["name"]);
            assert_eq!(server.read(&id).await, (200, updated), "{}", case["name"]);
        } else {
            refused += 1;
            assert_refused(&case, status, &renamed(&updated, &ids));
            assert_eq!(server.read(&id).await, before, "{}", case["name"]);
        }
        for (_, id) in ids {
            assert_eq!(server.delete(&id).await.0, 200);
        }
    }
    assert!(taken > 10 && refused > 10, "{taken} {refused}");
}

#[tokio::test]
async fn every_report_is_the_same_over_http() {
    let servers = Servers::new().await;
    let mut checked = 0;
    for case in cases(&["create", "update", "stored", "set", "domain", "lines"]) {
        let lines = case["operation"] == "lines";
        let input = input(&case);
        let input = if lines { json!(String::from_utf8(input).unwrap()).to_string().into_bytes() } else { input };
        if serde_json::from_slice::<IgnoredAny>(&input).is_err() {
            // What is not JSON cannot be inside a request that is.
            continue;
        }
        let mut request = json!({ "operation": case["operation"] });
        for key in ["type", "options"] {
            if let Some(value) = case.get(key) {
                request[key] = value.clone();
            }
        }
        // The server's own setting: `Servers::of` has chosen by it.
        if let Some(options) = request["options"].as_object_mut() {
            options.remove("allowPrivateHosts");
        }
        // Put together as text, because an input may hold a key twice.
        let mut body = request.to_string().into_bytes();
        assert_eq!(body.pop(), Some(b'}'));
        body.extend_from_slice(br#","input":"#);
        body.extend_from_slice(&input);
        body.push(b'}');
        let (status, report) = servers.of(&case).post("/api/check", body).await;
        let expected = if lines {
            json!({ "lines": case["lines"], "ok": case["ok"], "failed": case["failed"], "reports": case["reports"] })
        } else {
            json!({ "ok": case["ok"], "issues": expected_issues(&case) })
        };
        assert_eq!((status, report), (200, expected), "{}", case["name"]);
        checked += 1;
    }
    assert!(checked > 250, "{checked}");
}
