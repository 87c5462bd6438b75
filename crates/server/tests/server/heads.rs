//! Heads of requests that no client should send, and what is answered by the head alone.

use reqwest::Method;
use reqwest::header::{ACCEPT_ENCODING, CONTENT_ENCODING};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::started::{CONFIGS, Started, TOKEN, answer};

/// What comes back until the server closes.
async fn raw(server: &Started, head: &str) -> String {
    let mut connection = TcpStream::connect(("127.0.0.1", server.port)).await.unwrap();
    connection.write_all(head.replace("PORT", &server.port.to_string()).as_bytes()).await.unwrap();
    let mut got = Vec::new();
    connection.read_to_end(&mut got).await.unwrap();
    String::from_utf8(got).unwrap()
}

#[tokio::test]
async fn one_host_counts_and_it_is_the_target_s_too() {
    let server = Started::new().await;
    let end = format!("authorization: Bearer {TOKEN}\r\nconnection: close\r\n\r\n");
    let get = |target: &str, hosts: &str| format!("GET {target} HTTP/1.1\r\n{hosts}{end}");
    let own = "host: 127.0.0.1:PORT\r\n";
    for (target, hosts, status) in [
        (CONFIGS.to_owned(), own.to_owned(), 200),
        (CONFIGS.to_owned(), format!("{own}{own}"), 400),
        (CONFIGS.to_owned(), format!("{own}host: evil.example\r\n"), 400),
        (CONFIGS.to_owned(), format!("host: evil.example\r\n{own}"), 400),
        (CONFIGS.to_owned(), String::new(), 421),
        (format!("http://127.0.0.1:PORT{CONFIGS}"), own.to_owned(), 200),
        (format!("http://localhost:PORT{CONFIGS}"), own.to_owned(), 200),
        (format!("http://evil.example{CONFIGS}"), own.to_owned(), 421),
        (format!("http://user@127.0.0.1:PORT{CONFIGS}"), own.to_owned(), 421),
        (format!("http://127.0.0.1:PORT{CONFIGS}"), "host: evil.example\r\n".to_owned(), 421),
        ("/healthz".to_owned(), format!("{own}{own}"), 200),
    ] {
        let got = raw(&server, &get(&target, &hosts)).await;
        assert!(got.starts_with(&format!("HTTP/1.1 {status} ")), "{target} {hosts:?} {got}");
    }
}

#[tokio::test]
async fn a_page_has_one_origin() {
    let server = Started::new().await;
    let own = format!("http://127.0.0.1:{}", server.port);
    for (origins, status) in [
        (vec![own.as_str()], 200),
        (vec![own.as_str(), own.as_str()], 403),
        (vec![own.as_str(), "http://evil.example"], 403),
    ] {
        let mut request = server.request(Method::POST, CONFIGS).body(r#"{"type":"pinless_dialin"}"#);
        for origin in &origins {
            request = request.header("origin", *origin);
        }
        assert_eq!(answer(request).await.0, status, "{origins:?}");
    }
}

#[tokio::test]
async fn a_compressed_body_is_415() {
    let server = Started::new().await;
    let id = server.created(&json!({ "type": "pinless_dialin" })).await;
    let info = "a `Content-Encoding` is not supported: send the body uncompressed";
    let refusal = json!({ "error": "unsupported-content-encoding", "info": info });
    for (method, path) in [
        (Method::POST, CONFIGS),
        (Method::PUT, &format!("{CONFIGS}/{id}")),
        (Method::POST, "/api/check"),
        (Method::POST, "/api/session"),
    ] {
        for encoding in ["gzip", "br", "identity, gzip", "nonsense"] {
            let request = server.request(method.clone(), path).header(CONTENT_ENCODING, encoding).body("{}");
            let response = request.send().await.unwrap();
            assert_eq!(response.status(), 415, "{method} {path} {encoding}");
            assert_eq!(response.headers()[ACCEPT_ENCODING], "identity");
            assert_eq!(response.json::<serde_json::Value>().await.unwrap(), refusal);
        }
        let request = server.request(method.clone(), path).header(CONTENT_ENCODING, "Identity").body("{}");
        assert_ne!(answer(request).await.0, 415, "{method} {path}");
    }
    // Nothing is compressed.
    let list = server.request(Method::GET, CONFIGS).header(CONTENT_ENCODING, "gzip");
    assert_eq!(answer(list).await.0, 200);
    // Who has no token learns nothing else.
    let anonymous = server.anonymous(Method::POST, CONFIGS).header(CONTENT_ENCODING, "gzip").body("{}");
    assert_eq!(answer(anonymous).await.0, 400);
}

#[tokio::test]
async fn who_asks_first_need_not_send_what_is_too_large() {
    let server = Started::new().await;
    let head = |length: usize| {
        format!(
            "POST {CONFIGS} HTTP/1.1\r\nhost: 127.0.0.1:PORT\r\nauthorization: Bearer {TOKEN}\r\nconnection: close\r\n\
             expect: 100-continue\r\ncontent-length: {length}\r\n\r\n"
        )
    };
    let got = raw(&server, &head((1 << 20) + 1)).await;
    assert!(got.starts_with("HTTP/1.1 413 ") && got.contains(r#""error":"request-too-large""#), "{got}");
    let got = raw(&server, &(head(2) + "{}")).await;
    assert!(got.starts_with("HTTP/1.1 100 ") && got.contains("HTTP/1.1 400 "), "{got}");
}

/// As README says: who matches on `error` finds none.
#[tokio::test]
async fn what_is_answered_before_the_request_could_be_read_has_no_body() {
    let server = Started::new().await;
    let host = "host: 127.0.0.1:PORT\r\n";
    for (status, head) in [
        (400, format!("POST {CONFIGS} HTTP/1.1\r\n{host}content-length: 1\r\ncontent-length: 2\r\n\r\n")),
        (414, format!("GET {CONFIGS}?name_prefix={} HTTP/1.1\r\n{host}\r\n", "a".repeat(70_000))),
        (431, format!("GET {CONFIGS} HTTP/1.1\r\n{host}{}\r\n", "a: b\r\n".repeat(150))),
    ] {
        let got = raw(&server, &head).await;
        assert!(got.starts_with(&format!("HTTP/1.1 {status} ")) && got.ends_with("\r\n\r\n"), "{got}");
    }
}

#[tokio::test]
async fn a_401_says_what_to_sign_in_with() {
    let server = Started::new().await;
    for (method, path, token, body) in [
        (Method::GET, CONFIGS, Some("wrong"), ""),
        (Method::GET, "/api/session", None, ""),
        (Method::POST, "/api/check", None, "{}"),
        (Method::POST, "/api/session", None, r#"{"token":"wrong"}"#),
    ] {
        let mut request = server.anonymous(method.clone(), path).body(body);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 401, "{method} {path}");
        assert_eq!(response.headers()["www-authenticate"], "Bearer", "{method} {path}");
    }
    let response = server.request(Method::GET, CONFIGS).send().await.unwrap();
    assert!(!response.headers().contains_key("www-authenticate"));
}
