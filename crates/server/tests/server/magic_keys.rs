//! Keys that mean something to `serde_json` itself: what is written is what is read.

use reqwest::{Method, RequestBuilder};
use serde_json::json;

use crate::command_line::check;
use crate::started::{CONFIGS, Started};

/// As they are written back: without a space, keys in order.
const VALUES: [&str; 8] = [
    r#"{"$serde_json::private::RawValue":"hello"}"#,
    r#"{"$serde_json::private::RawValue":"{\"a\":1}"}"#,
    r#"{"$serde_json::private::RawValue":"\"+12095038040\""}"#,
    r#"{"$serde_json::private::RawValue":1}"#,
    r#"[{"$serde_json::private::RawValue":"[","z":1}]"#,
    r#"{"$serde_json::private::Number":"1"}"#,
    r#"{"$serde_json::private::Number":"x"}"#,
    r#"[[{"$serde_json::private::Number":null}]]"#,
];

/// Status and body; as text, because a `Value` would read these keys otherwise.
async fn text(request: RequestBuilder) -> (u16, String) {
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

#[tokio::test]
async fn a_stored_field_is_read_as_it_was_written() {
    let server = Started::new().await;
    for (index, value) in VALUES.iter().enumerate() {
        let number = format!("+1209503803{index}");
        let body = format!(r#"{{"type":"pin_dialin","phone_number":"{number}","x":{value}}}"#);
        let id = server.created(&json!({ "type": "pin_dialin", "phone_number": "+12095038039" })).await;
        let update = server.request(Method::PUT, &format!("{CONFIGS}/{id}")).body(format!(r#"{{"x":{value}}}"#));
        let (status, updated) = text(update).await;
        assert!(status == 200 && updated.contains(value), "{updated}");
        assert_eq!(text(server.request(Method::GET, &format!("{CONFIGS}/{id}"))).await, (200, updated));
        assert_eq!(server.delete(&id).await.0, 200);

        let (status, created) = text(server.request(Method::POST, CONFIGS).body(body.clone())).await;
        assert!(status == 200 && created.contains(value), "{created}");
        let id = created.split(r#""id":""#).nth(1).unwrap().split('"').next().unwrap().to_owned();
        let path = format!("{CONFIGS}/{id}");
        assert_eq!(text(server.request(Method::GET, &path)).await, (200, created.clone()));
        let (status, refused) = text(server.request(Method::POST, CONFIGS).body(body)).await;
        assert!(status == 400 && refused.contains("phone-number-duplicate"), "{refused}");
        let (status, updated) = text(server.request(Method::PUT, &path).body(r#"{"name_prefix":"n"}"#)).await;
        assert!(status == 200 && updated.contains(value), "{updated}");
        for query in [String::new(), format!("?phone_number={index}&type=pin_dialin&name_prefix=n")] {
            let (status, list) = text(server.request(Method::GET, &format!("{CONFIGS}{query}"))).await;
            assert!(status == 200 && list.contains(&updated), "{list}");
        }
        let (status, cleared) = text(server.request(Method::PUT, &path).body(r#"{"x":null}"#)).await;
        assert!(status == 200 && !cleared.contains("$serde_json"), "{cleared}");
    }
    assert_eq!(server.total().await, 8);
}

#[tokio::test]
async fn checks_take_them_as_they_stand() {
    let folder = tempfile::tempdir().unwrap();
    let server = Started::new().await;
    for value in VALUES {
        let config = format!(r#"{{"type":"pin_dialin","phone_number":"+12095038039","x":{value}}}"#);
        let body = format!(
            r#"{{"operation":"create","input":{config},"options":{{"configs":[{{"id":"a","type":"pin_dialin","config":{config}}}]}}}}"#
        );
        let (status, answer) = text(server.request(Method::POST, "/api/check").body(body)).await;
        assert!(status == 200 && answer.contains("phone-number-duplicate"), "{answer}");

        let listed =
            format!(r#"{{"id":"a","type":"pin_dialin","config":{{"phone_number":"+12095038039","x":{value}}}}}"#);
        for text in [config.clone(), format!(r#"{{"total_count":1,"data":[{listed}]}}"#), listed] {
            let (code, out, err) = check(folder.path(), &["-"], text.as_bytes());
            assert_eq!((code, err.as_str()), (0, ""), "{text} {out}");
        }
        let number = format!(r#"{{"type":"pin_dialin","phone_number":{value}}}"#);
        let (status, answer) = text(server.request(Method::POST, CONFIGS).body(number)).await;
        assert!(status == 400 && answer.contains("must be a string"), "{answer}");
    }
}
