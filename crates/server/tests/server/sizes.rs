//! How large updates may make a config.

use serde_json::{Value, json};

use crate::started::Started;

/// A body's MiB, without what a create has beside the fields.
const MOST: usize = 1_048_512;

fn refusal(size: usize) -> (u16, Value) {
    let info = format!(
        "the config would have {size} bytes as JSON, and may have {MOST}, so that it can be sent back whole: \
         shorten its fields, or set some to null"
    );
    (413, json!({ "error": "config-too-large", "info": info }))
}

#[tokio::test]
async fn what_updates_make_of_a_config_can_always_be_created_again() {
    let server = Started::new().await;
    let id = server.created(&json!({ "type": "pin_dialin", "phone_number": "+12095038039" })).await;
    let half = "a".repeat(MOST / 2);
    assert_eq!(server.update(&id, &json!({ "x_notes": half })).await.0, 200);
    let kept = server.read(&id).await;
    let fields = r#"{"phone_number":"+12095038039","x_more":"","x_notes":""}"#.len();
    assert_eq!(server.update(&id, &json!({ "x_more": half })).await, refusal(2 * half.len() + fields));
    assert_eq!(server.read(&id).await, kept);

    let room = MOST - half.len() - fields;
    let [most, more] = [room, room + 1].map(|length| "b".repeat(length));
    assert_eq!(server.update(&id, &json!({ "x_more": more })).await, refusal(MOST + 1));
    let (status, full) = server.update(&id, &json!({ "x_more": most })).await;
    assert_eq!(status, 200);

    // What a move and a whole update send.
    let mut whole = full["config"].clone();
    whole.as_object_mut().unwrap().remove("sip_uri");
    assert_eq!(server.update(&id, &whole).await, (200, full));
    assert_eq!(server.delete(&id).await.0, 200);
    whole["type"] = json!("pin_dialin");
    assert_eq!(server.create(&whole).await.0, 200);
}

#[tokio::test]
async fn what_is_larger_in_the_store_can_be_read_and_made_smaller() {
    let server = Started::new().await;
    let id = server.created(&json!({ "type": "pin_dialin", "phone_number": "+12095038039" })).await;
    let fields = json!({ "phone_number": "+12095038039", "x": "a".repeat(2 * MOST) });
    server.write_fields(&id, &fields.to_string()).await;
    assert_eq!(server.read(&id).await.0, 200);
    assert_eq!(server.update(&id, &json!({ "name_prefix": "n" })).await.0, 413);
    assert_eq!(server.update(&id, &json!({ "name_prefix": "n", "x": null })).await.0, 200);
}
