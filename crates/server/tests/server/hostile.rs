//! Bodies that nobody should send: a clear 4xx, the server up, nothing lost.

use reqwest::Method;
use serde_json::{Value, json};

use crate::started::{CONFIGS, Started, answer, issues};

/// The types of JSON, for fields that want another one.
fn every_type() -> [Value; 7] {
    [json!(null), json!(true), json!(1), json!(1.5), json!("text"), json!([]), json!({})]
}

/// Sends it as a create and as an update; `expected` is status, `error` and the first issue.
async fn send_both(server: &Started, id: &str, body: Vec<u8>, expected: (u16, &str, Option<(&str, &str)>)) {
    for (method, path) in [(Method::POST, CONFIGS.to_owned()), (Method::PUT, format!("{CONFIGS}/{id}"))] {
        let shown = String::from_utf8_lossy(&body).chars().take(60).collect::<String>();
        let (status, refusal) = answer(server.request(method.clone(), &path).body(body.clone())).await;
        let (expected_status, error, issue) = expected;
        assert_eq!((status, &refusal["error"]), (expected_status, &json!(error)), "{method} {shown} {refusal}");
        let issue = issue.map(|(code, path)| (code.to_owned(), path.to_owned()));
        assert_eq!(
            issues(&refusal).into_iter().find(|found| Some(found) == issue.as_ref()),
            issue,
            "{shown} {refusal}"
        );
        assert!(!refusal["info"].as_str().unwrap().is_empty(), "{shown}");
    }
}

#[tokio::test]
async fn what_is_no_json_is_400_and_nothing_is_lost() {
    let server = Started::new().await;
    let body = json!({ "type": "pin_dialin", "phone_number": "+12095038039", "name_prefix": "kept" });
    let id = server.created(&body).await;
    let kept = server.read(&id).await;

    let no_json = |text: &[u8]| (text.to_vec(), (400, "json-parsing-error", Some(("json-invalid", "[]"))));
    let mut cases = vec![
        no_json(b""),
        no_json(b" \n"),
        no_json(b"{"),
        no_json(br#"{"type":"pin_dialin","phone_number":"+1209"#),
        no_json(br#"{"type":"pin_dialin",}"#),
        no_json(br#"{"type":"pin_dialin"} {}"#),
        no_json(br"{'type':'pin_dialin'}"),
        no_json(b"type=pin_dialin&phone_number=%2B12095038039"),
        no_json(&b"[".repeat(100_000)),
        no_json(&br#"{"a":"#.repeat(100_000)),
        no_json(br#"{"name_prefix":"\ud800"}"#),
        no_json(br#"{"name_prefix":"\udc00\ud800"}"#),
        no_json(br#"{"\ud800":1}"#),
        no_json(b"{\"name_prefix\":\"\0\"}"),
        no_json(b"\0"),
        no_json(b"{\"name_prefix\":\"\xff\"}"),
        no_json(b"\xff\xfe{\0}\0"),
        no_json(b"{\"name_prefix\":\"\xed\xa0\x80\"}"),
        no_json(format!(r#"{{"a":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000)).as_bytes()),
        (
            [b"[".repeat(100_000), b"]".repeat(100_000)].concat(),
            (400, "invalid-request-error", Some(("not-an-object", "[]"))),
        ),
        (b"[1,2]".to_vec(), (400, "invalid-request-error", Some(("not-an-object", "[]")))),
        (b"\"text\"".to_vec(), (400, "invalid-request-error", Some(("not-an-object", "[]")))),
        (b"null".to_vec(), (400, "invalid-request-error", Some(("not-an-object", "[]")))),
    ];
    for key in ["phone_number", "name_prefix"] {
        let twice = format!(r#"{{"type":"pin_dialin","{key}":"+12095038040","{key}":"+12095038040"}}"#);
        let path: &'static str = if key == "phone_number" { r#"["phone_number"]"# } else { r#"["name_prefix"]"# };
        cases.push((twice.into_bytes(), (400, "invalid-request-error", Some(("field-duplicate", path)))));
    }
    for (body, expected) in cases {
        send_both(&server, &id, body, expected).await;
    }
    assert_eq!(server.read(&id).await, kept);
    assert_eq!(server.total().await, 1);
}

#[tokio::test]
async fn a_body_over_1_mib_is_413() {
    let server = Started::new().await;
    let id = server.created(&json!({ "type": "pin_dialin", "phone_number": "+12095038039" })).await;
    let kept = server.read(&id).await;
    let padded = |length: usize| {
        let mut body = br#"{"type":"pinless_dialin","name_prefix":""#.to_vec();
        body.resize(length - 2, b'a');
        body.extend_from_slice(b"\"}");
        body
    };
    for length in [(1 << 20) + 1, 5_000_000] {
        send_both(&server, &id, padded(length), (413, "request-too-large", None)).await;
        let (status, _) = answer(server.request(Method::POST, "/api/check").body(padded(length))).await;
        assert_eq!(status, 413);
    }
    assert_eq!(server.read(&id).await, kept);
    assert_eq!(server.total().await, 1);
    let (status, created) = server.post(CONFIGS, padded(1 << 20)).await;
    assert_eq!(status, 200, "{}", created["info"]);
}

#[tokio::test]
async fn every_field_survives_every_type() {
    let server = Started::new().await;
    let id = server.created(&json!({ "type": "pinless_dialin", "phone_number": "+12095038039" })).await;
    let mut refused = 0;
    for field in dialin_core::FIELDS {
        for value in every_type() {
            for config_type in ["pinless_dialin", "pin_dialin"] {
                let mut body = json!({ "type": config_type, "phone_number": "+12095038040" });
                body[field.key] = value.clone();
                let (status, answer) = server.create(&body).await;
                assert!([200, 400].contains(&status), "{body} {answer}");
                if status == 200 {
                    assert_eq!(server.delete(answer["id"].as_str().unwrap()).await.0, 200);
                } else {
                    assert!(!issues(&answer).is_empty(), "{body} {answer}");
                    refused += 1;
                }
            }
            let (status, answer) = server.update(&id, &json!({ field.key: value })).await;
            assert!([200, 400].contains(&status), "{} {value} {answer}", field.key);
        }
    }
    assert!(refused > 50, "{refused}");
    let (status, kept) = server.read(&id).await;
    assert_eq!((status, &kept["type"], &kept["id"]), (200, &json!("pinless_dialin"), &json!(id)), "{kept}");
    assert_eq!(server.total().await, 1);
}

#[tokio::test]
async fn unknown_paths_and_methods_are_json() {
    let server = Started::new().await;
    for path in [
        "/v1",
        "/v1/",
        "/v1/nothing",
        "/v1/domain-dialin-config/",
        "/v1/domain-dialin-config/a/b",
        "/api",
        "/api/nothing",
    ] {
        let (status, answer) = server.get(path).await;
        assert_eq!((status, &answer["error"]), (404, &json!("not-found")), "{path}");
    }
    let wrong_methods = [
        (Method::PATCH, CONFIGS, "GET,HEAD,POST"),
        (Method::DELETE, CONFIGS, "GET,HEAD,POST"),
        (Method::POST, "/v1/domain-dialin-config/a", "DELETE,GET,HEAD,PUT"),
        (Method::PUT, "/api/session", "DELETE,GET,HEAD,POST"),
        (Method::GET, "/api/check", "POST"),
    ];
    for (method, path, allowed) in wrong_methods {
        let response = server.request(method.clone(), path).send().await.unwrap();
        assert_eq!(response.status(), 405, "{method} {path}");
        let mut allow: Vec<_> = response.headers()["allow"].to_str().unwrap().split(',').map(str::to_owned).collect();
        allow.sort();
        assert_eq!(allow.join(","), allowed, "{method} {path}");
        let answer: Value = response.json().await.unwrap();
        assert_eq!(answer["error"], "method-not-allowed", "{method} {path}");
    }
}
