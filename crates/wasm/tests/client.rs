//! What the client asks of core, over the border. What it does with `fetch` is tested in npm/test, over the built
//! package.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "clippy does not know these functions as tests")]

#[expect(dead_code, reason = "the other tests need all of it")]
mod border;

use border::{Answer, put};
use dialin_wasm::client;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

fn ask(name: &str, first: &str, second: &str) -> Answer {
    let name = put(name, 0);
    let first = put(first, name);
    let second = put(second, name + first);
    border::answer(client::api(name, first, second))
}

fn asked(name: &str, first: &Value, second: &Value) -> Value {
    ask(name, &first.to_string(), &second.to_string()).unwrap()
}

#[wasm_bindgen_test]
fn calls_are_requests() {
    let request = |method: &str, target: &str| Ok(json!({"method": method, "target": target, "body": null}));
    let write = |method: &str, target: &str| {
        Ok(json!({"method": method, "target": target, "body": r#"{"account":9007199254740993,"type":"pin_dialin"}"#}))
    };
    let body = r#"{"type": "pin_dialin", "account": 9007199254740993, "sip_uri": "a@b"}"#;
    let no_id = || Err("id is not the id of a config".to_owned());
    for (name, first, second, expected) in [
        ("list", r#"{"phone_number": "+1209"}"#, "", request("GET", "/domain-dialin-config?phone_number=%2B1209")),
        ("list", "[]", "", Err("query is not an object".to_owned())),
        ("get", "a/b", "", request("GET", "/domain-dialin-config/a%2Fb")),
        ("get", "..", "", no_id()),
        ("create", body, "", write("POST", "/domain-dialin-config")),
        ("create", "[]", "", Err("body is not an object".to_owned())),
        ("update", "a", body, write("PUT", "/domain-dialin-config/a")),
        ("update", "a", "5", Err("changes is not an object".to_owned())),
        ("delete", "a", "", request("DELETE", "/domain-dialin-config/a")),
        ("delete", "", "", no_id()),
        ("unheard-of", "", "", Err("the client's own state cannot be read".to_owned())),
    ] {
        assert_eq!(ask(name, first, second), expected, "{name} {first}");
    }
}

#[wasm_bindgen_test]
fn an_answer_is_null_or_an_error() {
    let read = |kind: &str, status: u16, body: &str| {
        ask("read", &json!({"kind": kind, "status": status, "secrets": ["s3cret", ""]}).to_string(), body).unwrap()
    };
    assert_eq!(read("config", 200, r#"{"id": "a"}"#), Value::Null);
    assert_eq!(read("nothing", 204, ""), Value::Null);
    assert_eq!(read("numbers", 200, r#"{"data": [5]}"#), Value::Null);
    assert_eq!(read("page", 200, r#"{"data": [5]}"#)["error"], "unexpected-response");
    assert_eq!(
        read("nothing", 400, r#"{"error": "not-found", "info": "no s3cret"}"#),
        json!({"status": 400, "error": "not-found", "info": "no …", "issues": [], "leavesOpen": false, "notFound": true})
    );
    // What only reads leaves nothing open.
    for (method, leaves_open) in [("GET", false), ("PUT", true)] {
        let about = json!({"method": method, "kind": "config", "status": 502, "secrets": []});
        assert_eq!(ask("read", &about.to_string(), "").unwrap()["leavesOpen"], leaves_open, "{method}");
    }
    let unknown = r#"{"error": "invalid-request-error"}"#;
    for (kind, not_found) in [("one", true), ("nothing", true), ("config", false), ("made", false), ("page", false)] {
        assert_eq!(read(kind, 400, unknown)["notFound"], not_found, "{kind}");
    }
    // Where no id is asked for, it is the path that is not there.
    let gone = r#"{"error": "not-found"}"#;
    for (kind, not_found) in [("one", true), ("nothing", true), ("config", true), ("made", false), ("page", false)] {
        assert_eq!(read(kind, 404, gone)["notFound"], not_found, "{kind}");
    }
    assert_eq!(read("numbers", 404, gone)["notFound"], false);
}

#[wasm_bindgen_test]
fn core_decides_about_trying_again() {
    let about = json!({"method": "POST", "error": null, "retried": 0, "retries": 3, "bulk": false, "jitter": 0});
    let with = |changes: Value| {
        let mut about = about.clone();
        about.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        asked("retry", &about, &Value::Null)
    };
    let error = |status: u16, issues: Value| json!({"status": status, "error": "x", "issues": issues});
    assert_eq!(with(json!({})), json!({"decision": "look", "after": 250}));
    assert_eq!(with(json!({"method": "GET"})), json!({"decision": "retry", "after": 250}));
    assert_eq!(with(json!({"retried": 3})), json!({"decision": "give-up"}));
    let limited =
        json!({"error": error(429, json!([])), "retryAfter": "Sun, 06 Nov 1994 08:49:47 GMT", "now": 784_111_777});
    assert_eq!(with(limited), json!({"decision": "retry", "after": 10_000}));
    assert_eq!(with(json!({"error": error(400, json!([]))})), json!({"decision": "give-up"}));
    assert_eq!(with(json!({"error": error(400, json!([])), "bulk": true}))["decision"], "retry");
    assert_eq!(with(json!({"error": error(400, json!([{}])), "bulk": true}))["decision"], "give-up");
}

#[wasm_bindgen_test]
fn a_list_goes_page_by_page() {
    let start = asked("configs", &json!({"limit": 1}), &Value::Null);
    assert_eq!(start["request"]["target"], "/domain-dialin-config?limit=1");
    let next = asked("page", &start["paging"], &json!({"total_count": 2, "data": [{"id": "a"}]}));
    assert_eq!(next["ids"], json!(["a"]));
    let request = |page: &Value| asked("next", &page["paging"], &Value::Null)["request"].clone();
    assert_eq!(request(&next)["target"], "/domain-dialin-config?limit=1&starting_after=a");
    let last = asked("page", &next["paging"], &json!({"total_count": 2, "data": []}));
    assert_eq!((&last["ids"], request(&last)), (&json!([]), Value::Null));
    let numbers = ask("numbers", "", "").unwrap();
    assert_eq!(numbers["request"]["target"], "/purchased-phone-numbers?limit=50");
    let page = asked("page", &numbers["paging"], &json!({"data": [{"id": "n", "pagination_id": 1}, {}]}));
    assert_eq!((&page["ids"], request(&page)), (&json!(["n", null]), Value::Null));
    assert_eq!(ask("page", "{}", "{}"), Err("the client's own state cannot be read".to_owned()));
}

#[wasm_bindgen_test]
fn updates_and_creates_are_compared() {
    let stored =
        json!({"id": "a", "type": "pin_dialin", "config": {"phone_number": "+12095038039", "name_prefix": "x"}});
    let whole = asked("whole", &stored, &json!({"name_prefix": null}));
    assert_eq!(whole, r#"{"name_prefix":null,"phone_number":"+12095038039"}"#);
    assert_eq!(ask("differences", whole.as_str().unwrap(), &stored.to_string()).unwrap(), json!(["name_prefix"]));
    assert_eq!(ask("whole", &stored.to_string(), "[]"), Err("changes is not an object".to_owned()));
    let mut body = stored["config"].clone();
    body["type"] = "pin_dialin".into();
    let look = asked("look", &body, &Value::Null);
    assert_eq!(look["request"]["target"], "/domain-dialin-config?phone_numbers=12095038039");
    assert_eq!(asked("look", &json!({"type": "pinless_dialin"}), &Value::Null), Value::Null);
    assert_eq!(asked("seen", &body, &json!({"data": [stored]})), json!({"seen": "there", "config": stored}));
    assert_eq!(asked("seen", &body, &json!({"data": []})), json!({"seen": "not-there"}));
    body["name_prefix"] = "y".into();
    assert_eq!(asked("seen", &body, &json!({"data": [stored]})), json!({"seen": "number-taken"}));
}

#[wasm_bindgen_test]
fn a_move_is_its_journal() {
    let stored = json!({"id": "a", "type": "pin_dialin", "config": {"phone_number": "+12095038039"}});
    let about = json!({"to": "pinless_dialin", "changes": {"room_creation_api": "https://localhost/room"}});
    let refused = asked("move", &stored, &about);
    assert_eq!(refused["refused"][0]["code"], "url-not-public");
    let mut allowed = about;
    allowed["check"] = json!({"allowPrivateHosts": true});
    let start = asked("move", &stored, &allowed);
    assert_eq!((&start["step"], &start["request"]["target"]), (&json!("delete"), &json!("/domain-dialin-config/a")));
    assert_eq!(start["issues"][0]["code"], "hmac-absent");
    let moved = |journal: &Value, status: Option<u16>, body: &str| {
        ask("moved", &json!({"journal": journal, "status": status}).to_string(), body).unwrap()
    };
    let lost = moved(&start["journal"], None, "");
    assert_eq!((&lost["step"], &lost["setback"]), (&json!("look"), &Value::Null));
    let create = moved(&start["journal"], Some(204), "");
    let refused = moved(&create["journal"], Some(400), r#"{"error": "x"}"#);
    assert_eq!((&refused["step"], &refused["setback"]), (&json!("create"), &json!("refused")));
    let text = |journal: &Value| journal.as_str().unwrap().to_owned();
    let back = ask("turn", &text(&refused["journal"]), "").unwrap();
    let made = r#"{"phone_number":"+12095038039","type":"pin_dialin"}"#;
    assert_eq!((&back["undoing"], &back["request"]["body"]), (&json!(true), &json!(made)));
    for (name, undoing) in [("resume", false), ("undo", true)] {
        let taken_up = ask(name, &text(&create["journal"]), "").unwrap();
        assert_eq!((&taken_up["step"], &taken_up["undoing"]), (&json!("look"), &json!(undoing)), "{name}");
    }
    let done = moved(&create["journal"], Some(200), r#"{"id": "b"}"#);
    assert_eq!((&done["config"]["id"], &done["request"]), (&json!("b"), &Value::Null));
}
