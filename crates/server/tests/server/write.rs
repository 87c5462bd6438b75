//! Create, read, update, delete.

use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use dialin_core::{Applies, ConfigType, FIELDS, Field, Shape};
use reqwest::Method;
use serde_json::{Map, Value, json};
use sqlx::Connection;
use tokio::task::JoinSet;

use crate::started::{CONFIGS, Started, answer, database, issues};

const SECRET: &str = "bm90IGEgc2VjcmV0LCBidXQgMzIgYnl0ZXMgbG9uZyE=";

fn pinless() -> Value {
    json!({ "type": "pinless_dialin", "phone_number": "+12095038039", "room_creation_api": "https://example.com/room" })
}

#[tokio::test]
async fn answers_a_create_as_daily_does() {
    let server = Started::new().await;
    let (status, created) = server.create(&pinless()).await;
    assert_eq!(status, 200, "{created}");
    assert_eq!(created["type"], "pinless_dialin");
    assert_eq!(created["id"].as_str().unwrap().len(), 36);
    let config = created["config"].as_object().unwrap();
    let keys: Vec<_> = config.keys().collect();
    assert_eq!(keys, ["hmac", "phone_number", "room_creation_api", "sip_uri"]);
    assert_eq!(BASE64_STANDARD.decode(config["hmac"].as_str().unwrap()).unwrap().len(), 32);
    let sip_uri = config["sip_uri"].as_str().unwrap();
    let (user, host) = sip_uri.split_once('@').unwrap();
    assert_eq!((user.len(), host), (16, "sandbox.dialin.invalid"));

    let id = created["id"].as_str().unwrap();
    assert_eq!(server.read(id).await, (200, created.clone()));
    let listed = server.get(CONFIGS).await;
    assert_eq!(listed, (200, json!({ "total_count": 1, "data": [created] })));

    let body = json!({ "type": "pin_dialin", "phone_number": "+12095038040", "ivr_greeting": { "message": "Hello" } });
    let (status, created) = server.create(&body).await;
    assert_eq!(status, 200, "{created}");
    let expected = json!({ "phone_number": "+12095038040", "ivr_greeting": { "message": "Hello" }, "sip_uri": null });
    assert_eq!(created["config"], expected);
}

/// What is stored is made from the checked config, not from the body: no field of the table may get lost on the way.
#[tokio::test]
async fn keeps_every_field_of_the_table() {
    let server = Started::new().await;
    for config_type in ConfigType::ALL {
        let applies = |field: &&Field| field.writable() && field.applies_to(config_type) != Applies::Never;
        let body: Map<String, Value> = FIELDS
            .iter()
            .filter(applies)
            .map(|field| {
                let value = match field.shape {
                    Shape::Type => config_type.as_str().into(),
                    Shape::PhoneNumber => "+12095038039".into(),
                    Shape::Text => "front desk".into(),
                    Shape::Secret => SECRET.into(),
                    Shape::Url => "https://example.com/hold.mp3".into(),
                    Shape::Message => json!({ "message": "please wait" }),
                };
                (field.key.to_owned(), value)
            })
            .collect();
        let (status, created) = server.create(&json!(body)).await;
        assert_eq!(status, 200, "{created}");
        let id = created["id"].as_str().unwrap();
        let (status, updated) = server.update(id, &json!({ "name_prefix": "back desk" })).await;
        assert_eq!(status, 200, "{updated}");
        for (key, value) in body.iter().filter(|(key, _)| *key != "type") {
            assert_eq!(created["config"][key], *value, "{key}");
            let now = if key == "name_prefix" { &json!("back desk") } else { value };
            assert_eq!(updated["config"][key], *now, "{key}");
        }
        assert_eq!(server.read(id).await, (200, updated));
        assert_eq!(server.delete(id).await.0, 200);
    }
}

#[tokio::test]
async fn keeps_what_was_given() {
    let server = Started::new().await;
    let body = json!({
        "type": "pinless_dialin", "hmac": SECRET, "name_prefix": "a\u{7f}\u{202e}b", "zzzzzzzz": { "new": [1, null, "é"] },
    });
    let (status, created) = server.create(&body).await;
    assert_eq!(status, 200, "{created}");
    for key in ["hmac", "name_prefix", "zzzzzzzz"] {
        assert_eq!(created["config"][key], body[key], "{key}");
    }
    let id = created["id"].as_str().unwrap().to_owned();
    let server = server.restart(|_| {}).await;
    assert_eq!(server.read(&id).await, (200, created.clone()));

    let (status, updated) = server.update(&id, &json!({ "name_prefix": "c" })).await;
    assert_eq!(status, 200, "{updated}");
    let mut expected = created;
    expected["config"]["name_prefix"] = "c".into();
    assert_eq!(updated, expected);
    assert_eq!(server.read(&id).await, (200, expected));
}

#[tokio::test]
async fn an_update_merges_and_keeps_the_secret() {
    let server = Started::new().await;
    let (_, created) = server.create(&pinless()).await;
    let id = created["id"].as_str().unwrap();
    let steps = [
        (json!({ "name_prefix": "front desk" }), ("name_prefix", json!("front desk"))),
        (
            json!({ "room_creation_api": "https://example.com/2" }),
            ("room_creation_api", json!("https://example.com/2")),
        ),
        (json!({ "room_creation_api": null }), ("room_creation_api", Value::Null)),
        (json!({ "ivr_greeting": null }), ("ivr_greeting", Value::Null)),
        (json!({ "phone_number": null }), ("phone_number", Value::Null)),
        (json!({ "phone_number": "+12095038041" }), ("phone_number", json!("+12095038041"))),
        // Clearing the secret keeps it: a config without one is nothing Daily has.
        (json!({ "hmac": null }), ("hmac", created["config"]["hmac"].clone())),
        (json!({ "hmac": SECRET }), ("hmac", json!(SECRET))),
        (json!({ "sip_uri": "me@example.com", "id": "mine", "type": "pinless_dialin" }), ("hmac", json!(SECRET))),
        (json!({}), ("hmac", json!(SECRET))),
    ];
    let mut expected = created.clone();
    for (patch, (key, value)) in steps {
        let (status, updated) = server.update(id, &patch).await;
        assert_eq!(status, 200, "{patch} {updated}");
        match value {
            Value::Null => drop(expected["config"].as_object_mut().unwrap().remove(key)),
            value => expected["config"][key] = value,
        }
        assert_eq!(updated, expected, "{patch}");
        assert_eq!(server.read(id).await, (200, expected.clone()), "{patch}");
    }
}

#[tokio::test]
async fn an_update_is_refused_as_a_whole() {
    let server = Started::new().await;
    let (_, created) = server.create(&pinless()).await;
    let id = created["id"].as_str().unwrap();
    let pin = server.created(&json!({ "type": "pin_dialin", "phone_number": "+12095038040" })).await;
    let cases = [
        (id, json!({ "name_prefix": "x", "phone_number": "1" }), "phone-number-not-e164", r#"["phone_number"]"#),
        (
            id,
            json!({ "name_prefix": "x", "ivr_greeting": { "message": "Hello" } }),
            "field-not-applicable",
            r#"["ivr_greeting"]"#,
        ),
        (id, json!({ "name_prefix": "x", "type": "pin_dialin" }), "type-in-update", r#"["type"]"#),
        (
            id,
            json!({ "name_prefix": "x", "phone_number": "+12095038040" }),
            "phone-number-duplicate",
            r#"["phone_number"]"#,
        ),
        (&pin, json!({ "name_prefix": "x", "phone_number": null }), "field-null", r#"["phone_number"]"#),
        (&pin, json!([]), "not-an-object", "[]"),
    ];
    for (id, patch, code, path) in cases {
        let before = server.read(id).await;
        let (status, refusal) = server.update(id, &patch).await;
        assert_eq!((status, &refusal["error"]), (400, &json!("invalid-request-error")), "{patch} {refusal}");
        assert!(issues(&refusal).contains(&(code.to_owned(), path.to_owned())), "{patch} {refusal}");
        assert_eq!(server.read(id).await, before, "{patch}");
    }
}

#[tokio::test]
async fn what_is_stored_is_checked_again_with_the_patch() {
    let server = Started::with(|settings| settings.allow_private_hosts = true).await;
    let id = server.created(&json!({ "type": "pinless_dialin", "room_creation_api": "https://localhost/room" })).await;
    assert_eq!(server.update(&id, &json!({ "name_prefix": "a" })).await.0, 200);

    let server = server.restart(|settings| settings.allow_private_hosts = false).await;
    let (status, refusal) = server.update(&id, &json!({ "name_prefix": "b" })).await;
    assert_eq!(status, 400, "{refusal}");
    // The path is that of an update, though it was the stored config that was wrong.
    assert!(issues(&refusal).contains(&("url-not-public".into(), r#"["room_creation_api"]"#.into())), "{refusal}");
    let (status, _) = server.update(&id, &json!({ "room_creation_api": "https://example.com/room" })).await;
    assert_eq!(status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn updates_at_once_all_last() {
    let server = Started::new().await;
    let id = server.created(&pinless()).await;
    let mut updates = JoinSet::new();
    for index in 0..20 {
        let patch = json!({ format!("zzzzzzzz_{index}"): index });
        updates.spawn(answer(server.request(Method::PUT, &format!("{CONFIGS}/{id}")).body(patch.to_string())));
    }
    for (status, updated) in updates.join_all().await {
        assert_eq!(status, 200, "{updated}");
    }
    let (_, config) = server.read(&id).await;
    for index in 0..20 {
        assert_eq!(config["config"][format!("zzzzzzzz_{index}")], index, "{config}");
    }
}

#[tokio::test]
async fn an_unknown_id_is_404_for_every_call() {
    let server = Started::new().await;
    let id = server.created(&pinless()).await;
    assert_eq!(server.delete(&id).await, (200, json!({ "status": "ok" })));
    let ids = [&id, "nobody", "%00", "a%00b", "%ff", "%zz", "%2F", "a%20b", "%2e%2e%2f", &"a".repeat(5000)];
    for id in ids {
        for method in [Method::GET, Method::PUT, Method::DELETE] {
            let request = server.request(method.clone(), &format!("{CONFIGS}/{id}")).body("{}");
            let (status, refusal) = answer(request).await;
            assert_eq!((status, &refusal["error"]), (404, &json!("not-found")), "{method} {id} {refusal}");
        }
    }
    // An id names a config even when the body is wrong.
    assert_eq!(server.update("nobody", &json!([])).await.0, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn while_another_program_has_the_lock_reads_go_on_and_writes_say_that_they_did_nothing() {
    let server = Started::new().await;
    let id = server.created(&pinless()).await;
    let path = format!("{CONFIGS}/{id}");
    let mut other = database(&server.database()).await;
    let locked = other.begin_with("BEGIN IMMEDIATE").await.unwrap();
    let mut writes = JoinSet::new();
    for (method, path, body) in [
        (Method::DELETE, path.as_str(), ""),
        (Method::PUT, &path, r#"{"name_prefix":"a"}"#),
        (Method::POST, CONFIGS, r#"{"type":"pinless_dialin"}"#),
        (Method::POST, CONFIGS, r#"{"type":"pinless_dialin"}"#),
        (Method::POST, CONFIGS, r#"{"type":"pinless_dialin"}"#),
        (Method::POST, CONFIGS, r#"{"type":"pinless_dialin"}"#),
    ] {
        writes.spawn(answer(server.request(method, path).body(body)));
    }
    tokio::time::sleep(Duration::from_millis(500)).await;
    for _ in 0..10 {
        let read = answer(server.request(Method::GET, CONFIGS).timeout(Duration::from_secs(5))).await;
        assert_eq!((read.0, &read.1["total_count"]), (200, &json!(1)));
    }
    assert!(writes.try_join_next().is_none(), "they wait");
    let info = "another program keeps the database locked, so nothing was written: try again once it is done";
    for refusal in writes.join_all().await {
        assert_eq!(refusal, (503, json!({ "error": "database-busy", "info": info })));
    }
    locked.rollback().await.unwrap();
    assert_eq!(server.total().await, 1);
    assert_eq!(server.update(&id, &json!({ "name_prefix": "b" })).await.0, 200);
}
