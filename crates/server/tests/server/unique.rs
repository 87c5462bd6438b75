//! A number is in one config only, of either type, however many ask for it at once.

use serde_json::json;
use tokio::task::JoinSet;

use crate::started::{Started, answer, issues};

fn duplicate() -> Vec<(String, String)> {
    vec![("phone-number-duplicate".to_owned(), r#"["phone_number"]"#.to_owned())]
}

#[tokio::test(flavor = "multi_thread")]
async fn of_40_creates_at_once_one_gets_the_number() {
    let server = Started::new().await;
    // From the second round on every connection is open already, so that the requests meet in the store.
    for round in 0..5 {
        let mut asking = JoinSet::new();
        for index in 0..40 {
            let config_type = if index % 2 == 0 { "pin_dialin" } else { "pinless_dialin" };
            let body = json!({ "type": config_type, "phone_number": format!("+1209503803{round}") });
            let request = server.request(reqwest::Method::POST, crate::started::CONFIGS);
            asking.spawn(answer(request.body(body.to_string())));
        }
        let answers = asking.join_all().await;
        assert_eq!(answers.iter().filter(|(status, _)| *status == 200).count(), 1, "round {round}");
        for (status, refusal) in answers.iter().filter(|(status, _)| *status != 200) {
            assert_eq!((*status, &refusal["error"]), (400, &json!("invalid-request-error")), "{refusal}");
            assert!(issues(refusal).contains(&duplicate()[0]), "{refusal}");
        }
        assert_eq!(server.total().await, round + 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_20_updates_at_once_one_gets_the_number() {
    let server = Started::new().await;
    let mut ids = Vec::new();
    for index in 0..20 {
        ids.push(
            server.created(&json!({ "type": "pin_dialin", "phone_number": format!("+120950380{index:02}") })).await,
        );
    }
    let mut updates = JoinSet::new();
    for id in ids {
        let path = format!("{}/{id}", crate::started::CONFIGS);
        let body = json!({ "phone_number": "+12095038999" });
        updates.spawn(answer(server.request(reqwest::Method::PUT, &path).body(body.to_string())));
    }
    let answers = updates.join_all().await;
    assert_eq!(answers.iter().filter(|(status, _)| *status == 200).count(), 1);
    for (status, refusal) in answers.iter().filter(|(status, _)| *status != 200) {
        assert_eq!((*status, issues(refusal)), (400, duplicate()), "{refusal}");
    }
}

#[tokio::test]
async fn a_number_used_twice_is_named_among_the_other_issues() {
    let server = Started::new().await;
    let id = server.created(&json!({ "type": "pin_dialin", "phone_number": "+12095038039" })).await;
    let body = json!({ "type": "pinless_dialin", "phone_number": "+12095038039", "room_creation_api": "nowhere" });
    let (status, refusal) = server.create(&body).await;
    assert_eq!(status, 400);
    let codes: Vec<_> = issues(&refusal).into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["phone-number-duplicate", "url-invalid", "hmac-absent"], "{refusal}");
    assert!(refusal["info"].as_str().unwrap().starts_with("phone_number: `+12095038039` "), "{refusal}");
    assert!(refusal["info"].as_str().unwrap().ends_with(" (and 1 more error)"), "{refusal}");

    // Its own number is no duplicate, and a number that was given up is free.
    assert_eq!(server.update(&id, &json!({ "phone_number": "+12095038039" })).await.0, 200);
    assert_eq!(server.delete(&id).await, (200, json!({ "status": "ok" })));
    let again = json!({ "type": "pinless_dialin", "phone_number": "+12095038039" });
    let id = server.created(&again).await;
    assert_eq!(issues(&server.create(&again).await.1)[0], duplicate()[0]);
    assert_eq!(server.update(&id, &json!({ "phone_number": null })).await.0, 200);
    assert_eq!(server.create(&again).await.0, 200);
    let (status, refusal) = server.update(&id, &json!({ "phone_number": "+12095038039" })).await;
    assert_eq!((status, issues(&refusal)), (400, duplicate()));
}
