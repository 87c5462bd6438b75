//! Lists: order, pages, filters.

use serde_json::{Value, json};

use crate::started::{CONFIGS, Started};

/// Ten configs, `c0` the oldest; the names of a page in its order.
async fn ten(server: &Started) -> Vec<String> {
    let mut ids = Vec::new();
    for index in 0..10 {
        let config_type = if index < 5 { "pin_dialin" } else { "pinless_dialin" };
        let number = format!("+1209503800{index}");
        ids.push(
            server
                .created(&json!({ "type": config_type, "phone_number": number, "name_prefix": format!("c{index}") }))
                .await,
        );
    }
    ids
}

fn names(answer: &Value) -> Vec<&str> {
    let data = answer["data"].as_array().unwrap();
    data.iter().map(|config| config["config"]["name_prefix"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn pages_go_from_new_to_old() {
    let server = Started::new().await;
    let ids = ten(&server).await;
    let at = |index: usize| ids[index].clone();
    let cases = [
        (String::new(), vec!["c9", "c8", "c7", "c6", "c5", "c4", "c3", "c2", "c1", "c0"]),
        ("?limit=3".into(), vec!["c9", "c8", "c7"]),
        (format!("?limit=3&starting_after={}", at(7)), vec!["c6", "c5", "c4"]),
        (format!("?limit=3&starting_after={}", at(1)), vec!["c0"]),
        (format!("?limit=3&starting_after={}", at(0)), vec![]),
        (format!("?limit=3&ending_before={}", at(3)), vec!["c6", "c5", "c4"]),
        (format!("?limit=3&ending_before={}", at(8)), vec!["c9"]),
        (format!("?limit=3&ending_before={}", at(9)), vec![]),
        ("?limit=3&ending_before=OLDEST".into(), vec!["c2", "c1", "c0"]),
        ("?limit=100&ending_before=OLDEST".into(), vec!["c9", "c8", "c7", "c6", "c5", "c4", "c3", "c2", "c1", "c0"]),
        ("?limit=2&type=pin_dialin".into(), vec!["c4", "c3"]),
        (format!("?limit=2&type=pin_dialin&starting_after={}", at(9)), vec!["c4", "c3"]),
        (format!("?limit=2&type=pinless_dialin&ending_before={}", at(0)), vec!["c6", "c5"]),
        ("?limit=2&type=pinless_dialin&ending_before=OLDEST".into(), vec!["c6", "c5"]),
    ];
    for (query, expected) in cases {
        let (status, answer) = server.get(&format!("{CONFIGS}{query}")).await;
        assert_eq!(status, 200, "{query} {answer}");
        assert_eq!(names(&answer), expected, "{query}");
        assert_eq!(answer["total_count"], if query.contains("type=") { 5 } else { 10 }, "{query}");
    }
}

#[tokio::test]
async fn a_page_has_100_at_most() {
    let server = Started::new().await;
    for index in 0..101 {
        server.created(&json!({ "type": "pin_dialin", "phone_number": format!("+12095038{index:03}") })).await;
    }
    let (_, answer) = server.get(CONFIGS).await;
    assert_eq!((&answer["total_count"], answer["data"].as_array().unwrap().len()), (&json!(101), 100));
}

#[tokio::test]
async fn filters_find_what_they_name() {
    let server = Started::new().await;
    ten(&server).await;
    server.created(&json!({ "type": "pinless_dialin", "name_prefix": "no number" })).await;
    server
        .created(&json!({ "type": "pin_dialin", "phone_number": "+442071838750", "name_prefix": "50% _off_\\" }))
        .await;
    let (_, one) = server.get(&format!("{CONFIGS}?name_prefix=c7")).await;
    let sip_username = one["data"][0]["config"]["sip_uri"].as_str().unwrap().split('@').next().unwrap();
    let cases = [
        ("type=pinless_dialin&limit=2", vec!["no number", "c9"]),
        ("phone_number=%2B12095038003", vec!["c3"]),
        ("phone_number=12095038003", vec!["c3"]),
        ("phone_number=+12095038003", vec!["c3"]),
        ("phone_number=8003", vec!["c3"]),
        ("phone_number=%2B44", vec!["50% _off_\\"]),
        ("phone_number=%2B5038", vec![]),
        ("phone_number=%25", vec![]),
        ("phone_number=_", vec![]),
        ("phone_numbers=8003,8005,", vec!["c5", "c3"]),
        ("phone_numbers=+12095038003,+44207", vec!["50% _off_\\", "c3"]),
        ("phone_numbers=800&phone_number=9", vec!["c9", "c8", "c7", "c6", "c5", "c4", "c3", "c2", "c1", "c0"]),
        ("phone_numbers=8001,8002&phone_number=02", vec!["c2"]),
        (&format!("phone_numbers={}8003", "999,".repeat(5000)), vec!["c3"]),
        ("name_prefix=c3", vec!["c3"]),
        ("name_prefix=c", vec![]),
        ("name_prefix=50%25+_off_%5C", vec!["50% _off_\\"]),
        ("name_prefix=c%25", vec![]),
        ("name_prefix=%27%20OR%201=1%20--", vec![]),
        (&format!("sip_username={sip_username}"), vec!["c7"]),
        (&format!("sip_username={}", sip_username.split_at(8).0), vec![]),
        ("type=pin_dialin&name_prefix=c7", vec![]),
        ("nonsense=1&name_prefix=c3", vec!["c3"]),
    ];
    for (query, expected) in cases {
        let (status, answer) = server.get(&format!("{CONFIGS}?{query}")).await;
        assert_eq!(status, 200, "{query} {answer}");
        assert_eq!(names(&answer), expected, "{query}");
        if !query.contains("limit") {
            assert_eq!(answer["total_count"], expected.len(), "{query}");
        }
    }
}

#[tokio::test]
async fn a_query_that_makes_no_sense_is_400() {
    let server = Started::new().await;
    let id = server.created(&json!({ "type": "pin_dialin", "phone_number": "+12095038000" })).await;
    assert_eq!(server.delete(&id).await.0, 200);
    let cursor = "`starting_after` and `ending_before` take the id of a config, and no config has this one";
    let limit = "`limit` must be a whole number from 1 to 100";
    let cases = [
        ("limit=0", limit),
        ("limit=101", limit),
        ("limit=-1", limit),
        ("limit=1.5", limit),
        ("limit=many", limit),
        ("limit=99999999999999999999", limit),
        ("starting_after=nobody", cursor),
        ("ending_before=nobody", cursor),
        ("starting_after=OLDEST", cursor),
        (&format!("starting_after={id}"), cursor),
        ("starting_after=a&ending_before=b", "give `starting_after` or `ending_before`, not both"),
        ("type=dialin", "`type` must be `pinless_dialin` or `pin_dialin`"),
        ("name_prefix=a%00b", "a query parameter contains a NUL character"),
        ("starting_after=%00", "a query parameter contains a NUL character"),
    ];
    for (query, info) in cases {
        let expected = json!({ "error": "invalid-request-error", "info": info });
        assert_eq!(server.get(&format!("{CONFIGS}?{query}")).await, (400, expected), "{query}");
    }
    for query in ["name_prefix=%ff%fe", "%00=1", "=", "&&", "phone_number=%F0%9F", "type", "limit="] {
        assert_eq!(server.get(&format!("{CONFIGS}?{query}")).await.0, 200, "{query}");
    }
}

#[tokio::test]
async fn a_damaged_row_takes_no_other_away() {
    let server = Started::new().await;
    let ids = ten(&server).await;
    for (index, fields) in [(9, "{"), (6, "[]"), (0, "\"text\"")] {
        server.write_fields(&ids[index], fields).await;
    }
    let cases = [
        (String::new(), vec!["c8", "c7", "c5", "c4", "c3", "c2", "c1"]),
        ("?limit=3".into(), vec!["c8", "c7", "c5"]),
        (format!("?limit=3&starting_after={}", ids[7]), vec!["c5", "c4", "c3"]),
        (format!("?limit=3&starting_after={}", ids[3]), vec!["c2", "c1"]),
        (format!("?limit=3&ending_before={}", ids[4]), vec!["c8", "c7", "c5"]),
        ("?limit=3&ending_before=OLDEST".into(), vec!["c3", "c2", "c1"]),
    ];
    for (query, expected) in cases {
        let (status, answer) = server.get(&format!("{CONFIGS}{query}")).await;
        assert_eq!((status, names(&answer), &answer["total_count"]), (200, expected, &json!(10)), "{query}");
    }

    let id = &ids[6];
    let info = format!(
        "the stored config `{id}` cannot be read back: its fields are not a JSON object. \
         Its row is damaged or was written by another program; delete this config, or repair the row"
    );
    let expected = (500, json!({ "error": "server-error", "info": info }));
    assert_eq!(server.read(id).await, expected);
    assert_eq!(server.update(id, &json!({ "name_prefix": "x" })).await, expected);
    // Its number is still its own.
    let number = json!({ "type": "pin_dialin", "phone_number": "+12095038006" });
    assert_eq!(server.create(&number).await, expected);
    assert_eq!(server.delete(id).await.0, 200);
    assert_eq!(server.create(&number).await.0, 200);
}
