//! Every call as a request.

use dialin_core::api::{self, ListQuery, Method, NotAnId, Request};
use dialin_core::{ConfigType, RoomOperation, RoomOptions, check_room_dialin_json};
use serde_json::{Value, json};

use crate::object;

#[test]
fn each_call_is_dailys() {
    let body = json!({"type": "pin_dialin", "phone_number": "+12095038039"});
    let room = json!({"properties": {"dialin": {"display_name": "Phone"}, "exp": 1_700_016_686}});
    let options = RoomOptions {
        operation: RoomOperation::Create,
        now: 1_700_000_000,
        configs: Vec::new(),
        purchased_numbers: None,
    };
    let report = check_room_dialin_json(room["properties"].to_string().as_bytes(), &options);
    let room_body = report.value().unwrap();
    let cases: [(Request, Method, &str, Option<&Value>); 11] = [
        (api::list(&ListQuery::default()), Method::Get, "/domain-dialin-config", None),
        (api::get("a").unwrap(), Method::Get, "/domain-dialin-config/a", None),
        (api::create(object(body.clone())), Method::Post, "/domain-dialin-config", Some(&body)),
        (api::update("a", object(body.clone())).unwrap(), Method::Put, "/domain-dialin-config/a", Some(&body)),
        (api::delete("a").unwrap(), Method::Delete, "/domain-dialin-config/a", None),
        (api::purchased_phone_numbers(50, None), Method::Get, "/purchased-phone-numbers?limit=50", None),
        (
            api::purchased_phone_numbers(200, Some("17")),
            Method::Get,
            "/purchased-phone-numbers?limit=50&starting_after=17",
            None,
        ),
        (api::create_room(room_body), Method::Post, "/rooms", Some(&room)),
        (api::update_room("standup", room_body).unwrap(), Method::Post, "/rooms/standup", Some(&room)),
        (api::update_room("a/b", room_body).unwrap(), Method::Post, "/rooms/a%2Fb", Some(&room)),
        (api::domain(), Method::Get, "/", None),
    ];
    for (request, method, target, body) in cases {
        assert_eq!((request.method(), request.target().as_str(), request.body()), (method, target, body));
    }
}

#[test]
fn a_query_reaches_the_server_as_it_was_meant() {
    let query = ListQuery::default;
    for (query, expected) in [
        (query(), ""),
        (query().limit(20).config_type(ConfigType::PinDialin), "?limit=20&type=pin_dialin"),
        (query().limit(0), "?limit=1"),
        (query().limit(101).limit(200), "?limit=100"),
        (query().phone_number("+1209"), "?phone_number=%2B1209"),
        (query().phone_numbers(&["+1209", "415"]), "?phone_numbers=%2B1209%2C415"),
        (query().sip_username("a b"), "?sip_username=a%20b"),
        (query().name_prefix("Büro & more=?#/"), "?name_prefix=B%C3%BCro%20%26%20more%3D%3F%23%2F"),
        (query().starting_after("x").limit(5), "?limit=5&starting_after=x"),
        (query().ending_before("OLDEST"), "?ending_before=OLDEST"),
    ] {
        let request = api::list(&query);
        assert_eq!(request.target(), format!("/domain-dialin-config{expected}"));
        assert_eq!(request.path(), "/domain-dialin-config");
        // Somebody else's reading of it.
        let url = url::Url::parse(&format!("https://api.daily.co/v1{}", request.target())).unwrap();
        let read: Vec<_> = url.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
        let meant: Vec<_> = request.query().iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        assert_eq!(read, meant);
    }
}

#[test]
fn a_query_is_read_from_json() {
    let names = "limit, starting_after, ending_before, type, phone_number, phone_numbers, sip_username, name_prefix";
    let refused = |message: &str| Err(message.to_owned());
    let empty = |name: &str| Err(format!("query.{name} is empty, or a part of it: leave it out to list all"));
    for (given, expected) in [
        (json!({}), Ok("")),
        (json!({"limit": 5, "type": "pin_dialin", "name_prefix": null}), Ok("?limit=5&type=pin_dialin")),
        (json!({"limit": "100"}), Ok("?limit=100")),
        (json!({"phone_numbers": ["+1209", 415]}), Ok("?phone_numbers=%2B1209%2C415")),
        (json!({"phone_numbers": "+1209,415"}), Ok("?phone_numbers=%2B1209%2C415")),
        (json!([]), refused("query is not an object")),
        (json!({"limit": 0}), refused("query.limit must be a whole number from 1 to 100")),
        (json!({"limit": 101}), refused("query.limit must be a whole number from 1 to 100")),
        (json!({"limit": 1.5}), refused("query.limit must be a whole number from 1 to 100")),
        (json!({"type": "pin"}), refused("query.type must be `pinless_dialin` or `pin_dialin`")),
        (json!({"type": {}}), refused("query.type is neither a string nor a number")),
        (json!({"name_prefix": true}), refused("query.name_prefix is neither a string nor a number")),
        (json!({"name_prefix": ["a"]}), refused("query.name_prefix is neither a string nor a number")),
        (
            json!({"phone_numbers": [["+1"]]}),
            refused("query.phone_numbers is neither a string nor a number nor a list of these"),
        ),
        // What is empty would list every config.
        (json!({"phone_numbers": []}), empty("phone_numbers")),
        (json!({"phone_numbers": ["+1", ""]}), empty("phone_numbers")),
        (json!({"phone_numbers": "+1,"}), empty("phone_numbers")),
        (json!({"phone_number": ""}), empty("phone_number")),
        (json!({"starting_after": ""}), empty("starting_after")),
        // What is blank, too.
        (json!({"phone_number": " "}), empty("phone_number")),
        (json!({"phone_number": " , \t"}), empty("phone_number")),
        (json!({"phone_numbers": [" "]}), empty("phone_numbers")),
        (json!({"phone_numbers": ["+1", "\u{a0}"]}), empty("phone_numbers")),
        (json!({"phone_numbers": ","}), empty("phone_numbers")),
        (json!({"phone_numbers": " , "}), empty("phone_numbers")),
        (json!({"name_prefix": " "}), empty("name_prefix")),
        (json!({"sip_username": "\n"}), empty("sip_username")),
        (json!({"starting_after": " "}), empty("starting_after")),
        (json!({"phone_number": " 209"}), Ok("?phone_number=%20209")),
        (json!({"name_prefix": ","}), Ok("?name_prefix=%2C")),
        (
            json!({"starting_after": "a", "ending_before": "b"}),
            refused("query has both `starting_after` and `ending_before`"),
        ),
        (json!({"phoneNumber": "+1"}), Err(format!("query has no parameter `phoneNumber`; there are {names}"))),
        (json!({"a\nb": "+1"}), Err(format!("query has no parameter `a\\u{{a}}b`; there are {names}"))),
    ] {
        let read = ListQuery::from_value(&given);
        let read = read.map(|query| api::list(&query).target()).map_err(|error| error.to_string());
        assert_eq!(read, expected.map(|query| format!("/domain-dialin-config{query}")), "{given}");
    }
}

#[test]
fn an_id_is_one_step_of_the_path() {
    for (id, expected) in [
        ("0cb313e1-211f-4be0-833d-8c7305b19902", "0cb313e1-211f-4be0-833d-8c7305b19902"),
        ("../a/b?c#d é%", "..%2Fa%2Fb%3Fc%23d%20%C3%A9%25"),
        ("...", "..."),
        ("~_.-", "~_.-"),
    ] {
        let request = api::get(id).unwrap();
        assert_eq!(request.target(), format!("/domain-dialin-config/{expected}"));
        let url = url::Url::parse(&format!("https://api.daily.co/v1{}", request.target())).unwrap();
        assert_eq!(url.path(), format!("/v1/domain-dialin-config/{expected}"));
    }
    for id in ["", ".", ".."] {
        assert_eq!(api::get(id), Err(NotAnId));
        assert_eq!(api::delete(id), Err(NotAnId));
        assert_eq!(api::update(id, object(json!({}))), Err(NotAnId));
    }
    assert_eq!(NotAnId.to_string(), "it is not an id: it is empty, `.` or `..`");
}

#[test]
fn methods_are_named_as_http_does_and_know_whether_they_write() {
    let methods = [Method::Get, Method::Post, Method::Put, Method::Delete];
    assert_eq!(methods.map(Method::as_str), ["GET", "POST", "PUT", "DELETE"]);
    assert_eq!(methods.map(Method::writes), [false, true, true, true]);
}
