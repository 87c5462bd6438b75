//! `POST /api/check`.

use serde_json::{Value, json};

use crate::started::{Started, issues};

/// Code and path of each issue.
type Expected = &'static [(&'static str, &'static str)];

#[tokio::test]
async fn checks_without_writing() {
    let server = Started::new().await;
    let stored = json!({ "id": "a", "type": "pin_dialin", "config": { "phone_number": "+12095038039" } });
    let domain = json!({ "properties": { "pin_dialin": [{ "phone_number": "1" }] } });
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
        (
            json!({ "operation": "domain", "input": domain }),
            false,
            &[
                ("domain-array-replaces", r#"["properties","pin_dialin"]"#),
                ("phone-number-not-e164", r#"["properties","pin_dialin",0,"phone_number"]"#),
            ],
        ),
        (json!({ "operation": "create", "input": local }), false, &[("url-not-public", r#"["room_creation_api"]"#)]),
    ];
    for (request, ok, expected) in cases {
        let (status, report) = server.post("/api/check", format!("\u{FEFF}{request}")).await;
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
    let form = "the body must be `{operation, type?, input, options?}`:";
    let options = "`options` must be `{purchasedNumbers?, configs?, id?}`:";
    let operation = "`operation` must be one of `create`, `update`, `stored`, `set`, `domain`, `lines`";
    let unknown_key = "there is an unknown key";
    let wrong_type = "a value has the wrong type";
    let update = "the operation `update` needs `type`, that of the stored config: `pinless_dialin` or `pin_dialin`";
    let deep = "[".repeat(200) + &"]".repeat(200);
    let deep = format!(r#"{{"operation":"create","input":{{}},"options":{{"configs":[{{"SECRET":{deep}}}]}}}}"#);
    let cases = [
        ("", "json-parsing-error", "the body cannot be read as JSON (line 1, column 0)".to_owned()),
        ("{", "json-parsing-error", "the body cannot be read as JSON (line 1, column 1)".to_owned()),
        (
            "{\n\"operation\":\"SECRET\"",
            "json-parsing-error",
            "the body cannot be read as JSON (line 2, column 20)".to_owned(),
        ),
        (r#"["create",null,{}]"#, "invalid-request-error", format!("{form} {wrong_type} (line 1, column 0)")),
        (r#""SECRET""#, "invalid-request-error", format!("{form} {wrong_type} (line 1, column 8)")),
        (
            r#"{"operation":"create"}"#,
            "invalid-request-error",
            format!("{form} missing field `input` (line 1, column 22)"),
        ),
        (
            r#"{"operation":"create","input":{},"input":{}}"#,
            "invalid-request-error",
            format!("{form} duplicate field `input` (line 1, column 40)"),
        ),
        (
            r#"{"operation":"create","input":{},"SECRET":1}"#,
            "invalid-request-error",
            format!("{form} {unknown_key} (line 1, column 41)"),
        ),
        (r#"{"operation":"SECRET","input":{}}"#, "invalid-request-error", operation.to_owned()),
        (r#"{"operation":["create"],"input":{}}"#, "invalid-request-error", operation.to_owned()),
        (r#"{"operation":null,"input":{}}"#, "invalid-request-error", operation.to_owned()),
        (
            r#"{"operation":"create","input":{},"options":{"SECRET":1}}"#,
            "invalid-request-error",
            format!("{options} {unknown_key}"),
        ),
        (
            r#"{"operation":"create","input":{},"options":{"allowPrivateHosts":true}}"#,
            "invalid-request-error",
            format!("{options} `allowPrivateHosts` is the server's own setting: start it with `--allow-private-hosts`"),
        ),
        (
            r#"{"operation":"create","input":{},"options":[null,[],null,true]}"#,
            "invalid-request-error",
            format!("{options} {wrong_type} (line 1, column 0)"),
        ),
        (
            r#"{"operation":"create","input":{},"options":{"configs":"SECRET"}}"#,
            "invalid-request-error",
            format!("{options} `configs` is a string, not an array"),
        ),
        (&deep, "json-parsing-error", "`options` cannot be read as JSON (line 1, column 147)".to_owned()),
        (r#"{"operation":"update","input":{}}"#, "invalid-request-error", update.to_owned()),
        (r#"{"operation":"update","type":"SECRET","input":{}}"#, "invalid-request-error", update.to_owned()),
        (
            r#"{"operation":"lines","input":{}}"#,
            "invalid-request-error",
            "`input` of the operation `lines` must be a string of NDJSON".to_owned(),
        ),
    ];
    for (body, error, info) in cases {
        let expected = json!({ "error": error, "info": info });
        assert_eq!(server.post("/api/check", body.to_owned()).await, (400, expected), "{body}");
    }
    let (status, _) = server.post("/api/check", b"{\"operation\":\"create\",\"input\":\"\xff\"}".as_slice()).await;
    assert_eq!(status, 400);
}

#[tokio::test]
async fn of_very_many_issues_it_answers_the_first_and_says_how_many_more_there_are() {
    let server = Started::new().await;
    // A value that is not a config has one issue, and so has such a line.
    for (count, left_out) in [(1_000, Value::Null), (1_001, json!(1)), (500_000, json!(499_000))] {
        let body = format!(r#"{{"operation":"set","input":[0{}]}}"#, ",0".repeat(count - 1));
        let (status, report) = server.post("/api/check", body).await;
        assert_eq!((status, &report["ok"], issues(&report).len()), (200, &json!(false), 1_000), "{count}");
        assert_eq!(report["leftOut"], left_out, "{count}");
    }
    for (count, left_out) in [(1_000, Value::Null), (300_000, json!(299_000))] {
        let (status, report) =
            server.post("/api/check", json!({ "operation": "lines", "input": "0\n".repeat(count) }).to_string()).await;
        assert_eq!((status, &report["lines"], &report["failed"]), (200, &json!(count), &json!(count)));
        assert_eq!((report["reports"].as_array().unwrap().len(), &report["leftOut"]), (1_000, &left_out), "{count}");
        assert_eq!(report["reports"][999]["line"], 1_000);
    }
}
