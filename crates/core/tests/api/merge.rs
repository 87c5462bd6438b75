//! Updates that lose nothing.

use dialin_core::api::{self, Seen, TypeChange};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::{object, record};

const SECRET: &str = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

#[test]
fn a_body_is_whole() {
    let stored = json!({"id": "a", "type": "pinless_dialin", "config": {
        "phone_number": "+12095038039", "name_prefix": "Support", "hmac": SECRET, "sip_uri": "a@b",
        "hold_music_url": null, "timeout_config": {"message": "Busy."}, "brand_new": [1],
    }});
    let whole = json!({"phone_number": "+12095038039", "name_prefix": "Support", "hmac": SECRET,
                       "timeout_config": {"message": "Busy."}, "brand_new": [1]});
    let with = |changes: &[(&str, Value)]| {
        let mut body = whole.clone();
        for (key, value) in changes {
            body[key] = value.clone();
        }
        body
    };
    for (changes, expected) in [
        (json!({}), with(&[])),
        (json!({"name_prefix": "Sales"}), with(&[("name_prefix", json!("Sales"))])),
        (json!({"timeout_config": {"message": "Later."}}), with(&[("timeout_config", json!({"message": "Later."}))])),
        // Cleared: null is sent, in case that a field which is left out is kept.
        (json!({"name_prefix": null}), with(&[("name_prefix", Value::Null)])),
        // It is not there: nothing to clear.
        (json!({"hold_music_url": null, "ivr_greeting": null}), with(&[])),
        (json!({"hmac": null}), with(&[])),
        (
            json!({"hmac": "bmV3IHNlY3JldCBuZXcgc2VjcmV0IG5ldyE="}),
            with(&[("hmac", json!("bmV3IHNlY3JldCBuZXcgc2VjcmV0IG5ldyE="))]),
        ),
        (json!({"type": "pinless_dialin", "id": "b", "sip_uri": "c@d"}), with(&[])),
    ] {
        let body: Value = api::whole_body(&record(stored.clone()), &object(changes.clone())).unwrap().into();
        assert_eq!(body, expected, "{changes}");
    }
    assert_eq!(api::whole_body(&record(json!({"id": "a"})), &Map::new()), Ok(Map::new()));
    let change = api::whole_body(&record(stored), &object(json!({"type": "pin_dialin"})));
    assert_eq!(change, Err(TypeChange));
    assert_eq!(TypeChange.to_string(), "`type` cannot be changed by an update: move the config");
}

#[test]
fn what_the_server_sets_itself_is_not_sent() {
    let body = object(json!({"type": "pin_dialin", "id": "a", "sip_uri": "a@b", "name_prefix": null, "account": 7}));
    let sent = api::without_read_only(body);
    assert_eq!(Value::Object(sent), json!({"type": "pin_dialin", "name_prefix": null, "account": 7}));
}

/// As fractions they would be the same.
#[test]
fn whole_numbers_differ_by_one() {
    let stored = |account: u64| record(json!({"id": "a", "type": "pin_dialin", "config": {"account": account}}));
    let sent = object(json!({"account": 9_007_199_254_740_993_u64}));
    assert!(api::differences(&sent, &stored(9_007_199_254_740_993)).is_empty());
    assert_eq!(api::differences(&sent, &stored(9_007_199_254_740_992)), ["account"]);
}

#[test]
fn differences_are_named_without_their_values() {
    let sent =
        json!({"type": "pin_dialin", "phone_number": "+12095038039", "name_prefix": null, "hmac": SECRET, "n": 1});
    for (config, expected) in [
        (json!({"phone_number": "+12095038039", "hmac": SECRET, "n": 1, "sip_uri": "a@b", "more": 1}), vec![]),
        // One published answer drops the `+`.
        (json!({"phone_number": "12095038039", "hmac": SECRET, "n": 1, "name_prefix": null}), vec![]),
        (
            json!({"phone_number": "+12095038030", "hmac": "x", "name_prefix": "y"}),
            vec!["hmac", "n", "name_prefix", "phone_number"],
        ),
        (json!({}), vec!["hmac", "n", "phone_number"]),
    ] {
        let stored = record(json!({"id": "a", "config": config}));
        assert_eq!(api::differences(&object(sent.clone()), &stored), expected, "{config}");
    }
}

#[test]
fn a_create_is_found_by_its_whole_number() {
    let body = object(json!({"type": "pin_dialin", "phone_number": "+12095038039", "name_prefix": "a"}));
    let config = |id: &str, config_type: &str, number: &str, prefix: &str| {
        record(json!({"id": id, "type": config_type, "config": {"phone_number": number, "name_prefix": prefix}}))
    };
    let paging = api::look_for(&body).unwrap();
    assert_eq!(paging.request().unwrap().target(), "/domain-dialin-config?phone_numbers=12095038039");
    let longer = config("a", "pin_dialin", "+120950380391", "a");
    for (records, expected) in [
        (vec![], Seen::NotThere),
        (vec![longer.clone()], Seen::NotThere),
        (
            vec![longer.clone(), config("b", "pin_dialin", "+12095038039", "a")],
            Seen::There(config("b", "pin_dialin", "+12095038039", "a")),
        ),
        (vec![config("b", "pinless_dialin", "+12095038039", "a")], Seen::NumberTaken),
        (vec![longer, config("b", "pin_dialin", "12095038039", "b")], Seen::NumberTaken),
        // It has a field that was not sent, so somebody else made it.
        (
            vec![record(json!({"id": "c", "type": "pin_dialin", "config": {
                "phone_number": "+12095038039", "name_prefix": "a", "ivr_greeting": {"message": "Hi."}}}))],
            Seen::NumberTaken,
        ),
        (vec![record(json!({"id": "c", "type": "pin_dialin", "config": {}}))], Seen::NotThere),
    ] {
        assert_eq!(api::seen_in(&body, &records), expected, "{records:?}");
    }
    let sip_only = object(json!({"type": "pinless_dialin", "name_prefix": "a"}));
    assert_eq!(api::look_for(&sip_only), None);
    let twin = record(json!({"id": "c", "type": "pinless_dialin", "config": {"name_prefix": "a"}}));
    assert_eq!(api::seen_in(&sip_only, &[twin]), Seen::NotThere);
}

fn fields() -> impl Strategy<Value = Map<String, Value>> {
    let keys = vec!["phone_number", "name_prefix", "hmac", "timeout_config", "ivr_greeting", "sip_uri", "id", "new"];
    let value =
        prop_oneof![Just(Value::Null), "[a-z]{1,3}".prop_map(Value::from), "\\+1[0-9]{3}".prop_map(Value::from)];
    let entry = (prop::sample::select(keys), value);
    prop::collection::vec(entry, 0..8)
        .prop_map(|entries| entries.into_iter().map(|(key, it)| (key.to_owned(), it)).collect())
}

proptest! {
    /// Whether a server takes a PUT for all there is or for a patch, the config comes out the same, and says so itself.
    #[test]
    fn replacing_and_patching_servers_agree(stored in fields(), changes in fields()) {
        let before = record(json!({"id": "a", "type": "pinless_dialin", "config": stored}));
        let body = api::whole_body(&before, &changes).unwrap();
        let kept = |map: Map<String, Value>| map.into_iter().filter(|(_, it)| !it.is_null()).collect::<Map<_, _>>();
        let replaced = kept(body.clone());
        let mut patched = stored.clone();
        patched.extend(body.clone());
        let mut patched = kept(patched);
        patched.retain(|key, _| key != "sip_uri" && key != "id");
        prop_assert_eq!(&replaced, &patched);
        let after = record(json!({"id": "a", "type": "pinless_dialin", "config": replaced}));
        prop_assert!(api::differences(&body, &after).is_empty());
        // The secret is never lost.
        let secret = stored.get("hmac").filter(|it| !it.is_null());
        prop_assert!(secret.is_none() || after.field("hmac").is_some());
        for (key, value) in &changes {
            if !["sip_uri", "id", "hmac"].contains(&key.as_str()) {
                prop_assert_eq!(after.field(key), Some(value).filter(|it| !it.is_null()), "{}", key);
            }
        }
    }
}
