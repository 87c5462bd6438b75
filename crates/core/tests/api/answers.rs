//! What servers answer.

use dialin_core::ConfigType;
use dialin_core::api::{self, ApiError, Method, PurchasedNumber};
use serde_json::{Value, json};

fn text(value: &Value) -> Vec<u8> {
    value.to_string().into_bytes()
}

/// `api::read_config` of a refusal, as text.
fn refusal(status: u16, body: &str) -> String {
    api::read_config(status, body.as_bytes()).unwrap_err().to_string()
}

const UNEXPECTED: &str = "unexpected-response: the body of the response is not the JSON this API answers with";

const TOO_LONG: &str = "is too long for the server: ask for fewer numbers at once";

#[test]
fn every_shape_of_an_error_is_read() {
    for (status, body, expected) in [
        (400, r#"{"error":"json-parsing-error"}"#, "400 json-parsing-error".to_owned()),
        (400, r#"{"error":"invalid-request-error","info":"no"}"#, "400 invalid-request-error: no".to_owned()),
        (429, r#"{"error":"rate-limit-error","info":5}"#, "429 rate-limit-error".to_owned()),
        (
            422,
            r#"{"errors":["too long",{"message":"no such number"},5],"status":422}"#,
            "422 unprocessable-content: too long; no such number".to_owned(),
        ),
        (422, r#"{"errors":[],"status":422}"#, "422 unprocessable-content".to_owned()),
        (502, "<html>Bad Gateway</html>", format!("502 {UNEXPECTED}")),
        (500, "", format!("500 {UNEXPECTED}")),
        (400, "[]", format!("400 {UNEXPECTED}")),
        (400, r#"{"error":{"code":"x"}}"#, format!("400 {UNEXPECTED}")),
        (302, "", "302 unexpected-response: the server answers with a redirect, which this API never does: is the address right?".to_owned()),
        // Answered before the request was read, or by a proxy.
        (414, "", format!("414 unexpected-response: the address of the request {TOO_LONG}")),
        (414, "<html>Too long</html>", format!("414 unexpected-response: the address of the request {TOO_LONG}")),
        (431, "", format!("431 unexpected-response: the head of the request, its address or its headers, {TOO_LONG}")),
        (414, r#"{"error":"invalid-request-error","info":"no"}"#, "414 invalid-request-error: no".to_owned()),
        // A page to sign in, with a status that says yes.
        (200, "<html>Sign in</html>", format!("200 {UNEXPECTED}")),
        (200, r#"{"error":"invalid-request-error"}"#, format!("200 {UNEXPECTED}")),
    ] {
        assert_eq!(refusal(status, body), expected, "{body}");
    }
}

#[test]
fn issues_of_a_dialin_server_come_along() {
    let issue = json!({"code": "type-missing", "path": ["type"]});
    let body = json!({"error": "invalid-request-error", "info": "no", "issues": [issue]});
    let error = api::read_page(400, &text(&body)).unwrap_err();
    assert_eq!(error.issues, [issue]);
    let mut expected = body;
    expected["status"] = 400.into();
    assert_eq!(error.to_value(), expected);
    let without = ApiError::read(401, br#"{"error":"authentication-error","issues":"none"}"#);
    assert_eq!(without.to_value(), json!({"status": 401, "error": "authentication-error", "issues": []}));
}

#[test]
fn an_unknown_id_is_a_404_or_a_400_that_says_so() {
    for (status, error, expected) in [
        (404, "not-found", true),
        (404, "invalid-request-error", true),
        (400, "not-found", true),
        (400, "invalid-request-error", false),
        (403, "not-found", false),
    ] {
        let body = text(&json!({ "error": error }));
        assert_eq!(ApiError::read(status, &body).is_not_found(), expected, "{status} {error}");
    }
    // A page of a proxy says nothing of an id.
    assert!(!ApiError::read(404, b"<html>").is_not_found());
}

#[test]
fn configs_are_looser_than_they_are_documented() {
    // Daily's own sample of a list.
    let page = json!({"total_count": 2, "data": [
        {"id": "bfd0c52b", "type": "pinless_dialin", "config": {
            "sip_uri": "user--1739943585193@daily-<domainId>-stage-pinless-sip.dapp.signalwire.com",
            "name_prefix": "new-api",
        }},
        {"id": "0cb313e1", "type": "pin_dialin", "config": {
            "sip_uri": null, "name_prefix": "new-api-pin", "phone_number": "+12555599999",
        }},
    ]});
    let read = api::read_page(200, &text(&page)).unwrap();
    assert_eq!(read.total_count, Some(2));
    assert_eq!(read.data.iter().map(api::ConfigRecord::to_value).collect::<Value>(), page["data"]);
    let types: Vec<_> = read.data.iter().map(api::ConfigRecord::config_type).collect();
    assert_eq!(types, [Some(ConfigType::PinlessDialin), Some(ConfigType::PinDialin)]);
    let digits: Vec<_> = read.data.iter().map(api::ConfigRecord::phone_digits).collect();
    assert_eq!(digits, [None, Some("12555599999".to_owned())]);
    assert_eq!(read.data[1].field("sip_uri"), None);
    assert_eq!(read.data[1].field("name_prefix"), Some(&json!("new-api-pin")));

    for (config, digits, config_type) in [
        (json!({"id": "a"}), None, None),
        (json!({"id": "a", "type": "sip_dialin", "config": null, "more": 1}), None, None),
        (json!({"id": "a", "config": {"phone_number": null}}), None, None),
        (json!({"id": "a", "type": 5, "config": {"phone_number": "(209) 503-8039"}}), Some("2095038039"), None),
    ] {
        let read = api::read_config(201, &text(&config)).unwrap();
        assert_eq!((read.id(), read.phone_digits().as_deref(), read.config_type()), ("a", digits, config_type));
    }
    for no_config in [json!({}), json!({"id": ""}), json!({"id": 5}), json!({"id": "a", "config": []}), json!(null)] {
        assert_eq!(api::read_config(200, &text(&no_config)).unwrap_err().to_string(), format!("200 {UNEXPECTED}"));
        let page = text(&json!({"total_count": 1, "data": [no_config]}));
        assert_eq!(api::read_page(200, &page).unwrap_err().to_string(), format!("200 {UNEXPECTED}"));
    }
    assert_eq!(api::read_page(200, br#"{"data":[]}"#).unwrap().total_count, None);
    assert_eq!(api::read_page(200, br#"{"total_count":0}"#).unwrap_err().to_string(), format!("200 {UNEXPECTED}"));
}

#[test]
fn a_deletion_says_yes_in_several_ways() {
    for (status, body) in [(200, r#"{"status":"ok"}"#), (204, ""), (200, " \n"), (202, "{}")] {
        assert_eq!(api::read_deleted(status, body.as_bytes()), Ok(()));
    }
    // A proxy's page to sign in says nothing about the config.
    for body in ["<html>Sign in</html>", "[]", "gone"] {
        assert_eq!(api::read_deleted(200, body.as_bytes()).unwrap_err().to_string(), format!("200 {UNEXPECTED}"));
    }
    for (status, body, expected) in [
        (404, r#"{"error":"not-found"}"#, "404 not-found"),
        // Not deleted, whatever the status says.
        (200, r#"{"error":"forbidden-error"}"#, "200 forbidden-error"),
        (200, r#"{"errors":["no"],"status":422}"#, "200 unprocessable-content: no"),
    ] {
        assert_eq!(api::read_deleted(status, body.as_bytes()).unwrap_err().to_string(), expected);
    }
}

/// What a write may have done although it was refused, in words or by a status.
#[test]
fn some_refusals_leave_open_what_happened() {
    let api = br#"{"error": "some-error"}"#.as_slice();
    for (status, body, expected) in [
        (400, api, false),
        (404, api, false),
        (429, api, false),
        (500, api, true),
        (501, api, false),
        (503, api, false),
        (505, api, false),
        (200, api, true),
        (0, b"", true),
        (302, b"", true),
        (404, b"<html>", true),
        (408, b"<html>", true),
        (429, b"<html>", false),
        (501, b"<html>", true),
        // A proxy that no longer waits.
        (503, b"<html>", true),
    ] {
        let error = ApiError::read(status, body);
        for method in [Method::Post, Method::Put, Method::Delete] {
            assert_eq!(error.leaves_open(method), expected, "{status}");
        }
        // What reads has changed nothing.
        assert!(!error.leaves_open(Method::Get), "{status}");
        assert_eq!(ApiError::from_value(&error.to_value()), Some(error));
    }
}

#[test]
fn purchased_numbers_need_only_an_id() {
    let page = json!({"total_count": 3, "data": [
        {"id": "a", "pagination_id": 7, "number": "+12095038039", "name": null, "type": "toll",
         "created_date": "2024-02-03T10:00:00.000Z", "status": "active", "verified": true},
        {"pagination_id": 6, "number": "+12095030000"},
        {"id": "c", "pagination_id": "5", "number": "+12268078039", "name": "Front desk",
         "created_date": 1_706_954_400},
    ]});
    let read = api::read_purchased_page(200, &text(&page)).unwrap();
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        read.data,
        [
            PurchasedNumber {
                id: "a".to_owned(),
                pagination_id: some("7"),
                number: some("+12095038039"),
                name: None,
                created_date: some("2024-02-03T10:00:00.000Z"),
            },
            PurchasedNumber {
                id: "c".to_owned(),
                pagination_id: some("5"),
                number: some("+12268078039"),
                name: some("Front desk"),
                created_date: some("1706954400"),
            },
        ]
    );
    let error = api::read_purchased_page(422, br#"{"errors":["no"],"status":422}"#).unwrap_err();
    assert_eq!(error.to_string(), "422 unprocessable-content: no");
}

#[test]
fn a_room_has_its_pin_as_text() {
    for (room, name, code) in [
        (json!({"name": "standup", "config": {"dialin_code": "01234567898"}}), Some("standup"), Some("01234567898")),
        (json!({"config": {"dialin_code": 12_345_678_987_u64}}), None, Some("12345678987")),
        (json!({"name": "standup", "config": {}}), Some("standup"), None),
        (json!({}), None, None),
    ] {
        let room = api::read_room(200, &text(&room)).unwrap();
        assert_eq!((room.name.as_deref(), room.dialin_code.as_deref()), (name, code));
    }
    assert_eq!(api::read_room(500, b"").unwrap_err().to_string(), format!("500 {UNEXPECTED}"));
}
