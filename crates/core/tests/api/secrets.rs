//! No secret, PIN or key in what a log would show.

use dialin_core::api::{self, ApiError, Attempt, Method, Move, Outcome, Reply};
use dialin_core::{ConfigType, Options, RoomOperation, RoomOptions, check_room_dialin_json};
use serde_json::json;

use crate::{object, record};

const SECRET: &str = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

#[test]
fn debug_shows_no_values() {
    let stored =
        json!({"id": "a", "type": "pinless_dialin", "config": {"phone_number": "+12095038039", "hmac": SECRET}});
    let room = check_room_dialin_json(
        br#"{"dialin": {"display_name": "12345678987"}, "exp": 1700016686}"#,
        &RoomOptions {
            operation: RoomOperation::Create,
            now: 1_700_000_000,
            configs: Vec::new(),
            purchased_numbers: None,
        },
    );
    let page = json!({"total_count": 1, "data": [stored]}).to_string();
    let domain = json!({"config": {"pinless_dialin": [stored["config"]]}}).to_string();
    let (plan, _) =
        Move::plan(record(stored.clone()), ConfigType::PinDialin, &object(json!({})), &Options::default()).unwrap();
    let mut done = plan.clone();
    done.turn_around();
    for (shown, expected) in [
        (format!("{:?}", record(stored.clone())), r#"ConfigRecord("a")"#),
        (format!("{:?}", api::create(object(stored["config"].clone()))), "POST /domain-dialin-config"),
        (format!("{:?}", api::create_room(room.value().unwrap())), "POST /rooms"),
        (
            format!("{:?}", api::read_page(200, page.as_bytes()).unwrap()),
            r#"ConfigPage { total_count: Some(1), data: [ConfigRecord("a")] }"#,
        ),
        (format!("{:?}", api::read_domain(200, domain.as_bytes()).unwrap()), "[LegacyConfig(PinlessDialin)]"),
        (
            format!("{:?}", api::read_room(200, br#"{"name":"r","config":{"dialin_code":"12345678987"}}"#).unwrap()),
            r#"RoomAnswer { name: Some("r"), .. }"#,
        ),
        (format!("{plan:?}"), "Move(delete)"),
        (format!("{done:?}"), "Move(done, undoing)"),
    ] {
        assert_eq!(shown, expected);
    }
}

#[test]
fn a_server_that_repeats_a_secret_is_not_repeated() {
    let body = json!({"error": "invalid-request-error", "info": format!("hmac {SECRET} is wrong")}).to_string();
    let error = ApiError::read(400, body.as_bytes()).without(SECRET).without("");
    assert_eq!(error.to_string(), "400 invalid-request-error: hmac … is wrong");
    assert_eq!(format!("{error:?}"), error.to_string());
    // As an address, a form or a careful writer of JSON has it.
    let secret = "a/b+c==d";
    for said in [secret, "a%2Fb%2Bc%3D%3Dd", "a%2fb%2bc%3d%3dd", r"a\/b+c==d"] {
        assert_eq!(api::hidden(&format!("<{said}>"), secret), "<…>", "{said}");
    }
    // As others write what stands between its letters and digits.
    let secret = "9jyatvPWQfBymCGDOYPYKF/TRZXR+08Gj4bvPF78pH0=";
    for (said, left) in [
        (r"9jyatvPWQfBymCGDOYPYKF/TRZXR\u002b08Gj4bvPF78pH0\u003d", r"…/TRZXR\u002b…\u003d"),
        ("9jyatvPWQfBymCGDOYPYKF&#x2F;TRZXR&#43;08Gj4bvPF78pH0&#61;", "…&#x2F;TRZXR&#43;…&#61;"),
        ("9jyatvPWQfBymCGDOYPYKF_TRZXR-08Gj4bvPF78pH0", "…_TRZXR-…"),
        // Shorter than a piece of it.
        ("9jyatvPWQfBymCGDOYPYK", "9jyatvPWQfBymCGDOYPYK"),
    ] {
        assert_eq!(api::hidden(&format!("<{said}>"), secret), format!("<{left}>"), "{said}");
    }
    // Words stay, unless the whole of it is one.
    assert_eq!(api::hidden("Authentication failed", "my-Authentication-k3y"), "Authentication failed");
    assert_eq!(api::hidden("authentication failed", "authentication"), "… failed");
    assert_eq!(api::hidden("no", "no"), "no");
    let attempt = Attempt {
        method: Method::Post,
        outcome: Outcome::Refused(&error),
        retried: 0,
        retries: 1,
        bulk: false,
        retry_after: None,
        now: 0,
        jitter: 0,
    };
    assert!(!format!("{attempt:?}").contains(SECRET));
}

#[test]
fn a_refused_move_does_not_quote_the_secret() {
    let from = json!({"id": "a", "type": "pin_dialin", "config": {"phone_number": "+12095038039"}});
    let changes = object(json!({"hmac": "not base64, but secret"}));
    let error = Move::plan(record(from), ConfigType::PinlessDialin, &changes, &Options::default()).unwrap_err();
    assert!(!error.to_string().contains("not base64") && !format!("{error:?}").contains("not base64"), "{error:?}");
}

#[test]
fn a_journal_keeps_the_secret_for_the_way_back() {
    let from = json!({"id": "a", "type": "pinless_dialin", "config": {"phone_number": "+12095038039", "hmac": SECRET}});
    let (mut plan, _) =
        Move::plan(record(from), ConfigType::PinDialin, &object(json!({})), &Options::default()).unwrap();
    plan.take(Reply::Answer(204, b"")).unwrap();
    let mut again = Move::from_value(&plan.to_value()).unwrap();
    again.turn_around();
    assert_eq!(again.request().unwrap().body().unwrap()["hmac"], SECRET);
}
