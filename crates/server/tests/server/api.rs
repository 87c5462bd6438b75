//! `POST /api/check`.

use serde_json::{Value, json};

use crate::started::{Started, issues};

/// Code and path of each issue.
type Expected = &'static [(&'static str, &'static str)];

#[tokio::test]
async fn checks_without_writing() {
    let server = Started::new().await;
    let stored = json!({ "id": "a", "type": "pin_dialin", "config": { "phone_number": "+12095038039" } });
    let local = json!({ "type": "pinless_dialin", "phone_number": "+12095038039", "room_creation_api": "https://localhost/", "hmac": "bm90IGEgc2VjcmV0LCBidXQgMzIgYnl0ZXMgbG9uZyE=" });
    let cases: [(Value, bool, Expected); 9] = [
        (
            json!({ "operation": "create", "input": { "type": "pin_dialin", "phone_number": "+12095038039" } }),
            true,
            &[],
        ),
        (json!({ "operation": "create", "input": [] }), false, &[("not-an-object", "[]")]),
        (
            json!({ "operation": "create", "input": { "type": "pin_dialin", "phone_number": "+12095038039" }, "options": { "configs": [stored] } }),
            false,
            &[("phone-number-duplicate", r#"["phone_number"]"#)],
        ),
        (json!({ "operation": "update", "type": "pin_dialin", "input": {} }), true, &[("update-empty", "[]")]),
        (json!({ "operation": "stored", "input": stored }), true, &[]),
        (json!({ "operation": "set", "input": { "data": [stored] } }), true, &[]),
        (
            json!({ "operation": "set", "input": [stored, stored] }),
            false,
            &[("phone-number-duplicate", r#"[1,"config","phone_number"]"#)],
        ),
        (json!({ "operation": "create", "input": local }), false, &[("url-not-public", r#"["room_creation_api"]"#)]),
        // The server's own setting decides.
        (
            json!({ "operation": "create", "input": local, "options": { "allowPrivateHosts": true } }),
            false,
            &[("url-not-public", r#"["room_creation_api"]"#)],
        ),
    ];
    for (request, ok, expected) in cases {
        let (status, report) = server.post("/api/check", request.to_string()).await;
        assert_eq!((status, &report["ok"]), (200, &json!(ok)), "{request} {report}");
        let expected: Vec<_> = expected.iter().map(|&(code, path)| (code.to_owned(), path.to_owned())).collect();
        assert_eq!(issues(&report), expected, "{request}");
        assert_eq!(report.as_object().unwrap().len(), 2, "no value: {report}");
    }
    assert_eq!(server.total().await, 0);
}

#[tokio::test]
async fn checks_lines_and_text_as_it_was_written() {
    let server = Started::new().await;
    let request = json!({ "operation": "lines", "input": "{\"type\":\"pinless_dialin\"}\n\n{\n" });
    let (status, report) = server.post("/api/check", request.to_string()).await;
    assert_eq!((status, &report["lines"], &report["failed"]), (200, &json!(2), &json!(1)), "{report}");

    let twice = r#"{"operation":"create","input":{"type":"pinless_dialin","name_prefix":"a","name_prefix":"b"}}"#;
    let (_, report) = server.post("/api/check", twice).await;
    assert!(issues(&report).contains(&("field-duplicate".into(), r#"["name_prefix"]"#.into())), "{report}");

    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    let deep = format!(r#"{{"operation":"create","input":{{"a":{deep}}}}}"#);
    let (status, report) = server.post("/api/check", deep).await;
    assert_eq!((status, issues(&report)), (200, vec![("json-invalid".to_owned(), "[]".to_owned())]));
}

#[tokio::test]
async fn says_what_is_wrong_with_the_request_and_repeats_nothing_of_it() {
    let server = Started::new().await;
    let form = "the body is not `{operation, type?, input, options?}` with an operation of \
                `create`, `update`, `stored`, `set`, `lines`";
    let update = "the operation `update` needs `type`, that of the stored config: `pinless_dialin` or `pin_dialin`";
    let cases = [
        ("", "json-parsing-error", "the body is not JSON (line 1, column 0)".to_owned()),
        ("{", "json-parsing-error", "the body is not JSON (line 1, column 1)".to_owned()),
        ("{\n\"operation\":\"SECRET\"", "invalid-request-error", format!("{form} (line 2, column 20)")),
        (r#"{"operation":"create"}"#, "invalid-request-error", format!("{form} (line 1, column 22)")),
        (
            r#"{"operation":"create","input":{},"SECRET":1}"#,
            "invalid-request-error",
            format!("{form} (line 1, column 41)"),
        ),
        (
            r#"{"operation":"create","input":{},"options":{"SECRET":1}}"#,
            "invalid-request-error",
            format!("{form} (line 1, column 52)"),
        ),
        (r#"{"operation":"update","input":{}}"#, "invalid-request-error", update.to_owned()),
        (r#"{"operation":"update","type":"SECRET","input":{}}"#, "invalid-request-error", update.to_owned()),
        (
            r#"{"operation":"lines","input":{}}"#,
            "invalid-request-error",
            "`input` of the operation `lines` has to be a string of NDJSON".to_owned(),
        ),
    ];
    for (body, error, info) in cases {
        let expected = json!({ "error": error, "info": info });
        assert_eq!(server.post("/api/check", body).await, (400, expected), "{body}");
    }
    let (status, _) = server.post("/api/check", b"{\"operation\":\"create\",\"input\":\"\xff\"}".as_slice()).await;
    assert_eq!(status, 400);
}
