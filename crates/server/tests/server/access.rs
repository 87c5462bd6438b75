//! Who gets in, by which name, and from which page.

use reqwest::header::{AUTHORIZATION, COOKIE, HOST, HeaderValue, LOCATION, ORIGIN, SET_COOKIE};
use reqwest::{Method, Response};
use serde_json::{Value, json};

use crate::started::{CONFIGS, Started, TOKEN, answer};

fn set_cookie(response: &Response) -> String {
    response.headers()[SET_COOKIE].to_str().unwrap().to_owned()
}

/// `name=value` of the cookie that the sign-in link hands out.
async fn cookie(server: &Started) -> String {
    let link = format!("/?token={}", TOKEN.replace(' ', "%20"));
    let response = server.anonymous(Method::GET, &link).send().await.unwrap();
    set_cookie(&response).split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn v1_answers_as_daily_does_and_api_has_one_answer() {
    let server = Started::new().await;
    let right = format!("Bearer {TOKEN}");
    let cookie = cookie(&server).await;
    let wrong_cookie = format!("dialin_session_{}=wrong", server.port);
    let (missing, wrong) = (400, 401);
    let cases: [(Option<&str>, Option<&str>, u16, &str); 11] = [
        (None, None, missing, "authorization-header-error"),
        (Some(TOKEN), None, missing, "authorization-header-error"),
        (Some("Bearer"), None, missing, "authorization-header-error"),
        (Some("Basic dXNlcjpwYXNz"), None, missing, "authorization-header-error"),
        (Some("Bearer nonsense"), None, wrong, "authentication-error"),
        (Some("Bearer nonsense"), Some(&cookie), wrong, "authentication-error"),
        (None, Some(&wrong_cookie), wrong, "authentication-error"),
        (Some(&right), None, 200, ""),
        (None, Some(&cookie), 200, ""),
        (Some(&right), Some(&wrong_cookie), 200, ""),
        // A proxy's own sign-in is none of ours.
        (Some("Basic dXNlcjpwYXNz"), Some(&cookie), 200, ""),
    ];
    for (authorization, cookie, status, error) in cases {
        let with_headers = |path: &str| {
            let mut request = server.anonymous(Method::GET, path);
            if let Some(authorization) = authorization {
                request = request.header(AUTHORIZATION, authorization);
            }
            if let Some(cookie) = cookie {
                request = request.header(COOKIE, cookie);
            }
            request
        };
        let (found, body) = answer(with_headers(CONFIGS)).await;
        assert_eq!(found, status, "{authorization:?} {cookie:?}");
        assert_eq!(body["error"].as_str().unwrap_or_default(), error, "{authorization:?} {cookie:?}");
        let (found, body) = answer(with_headers("/api/session")).await;
        assert_eq!(found, if status == 200 { 200 } else { 401 }, "{authorization:?} {cookie:?}");
        match found {
            200 => assert_eq!(body, json!({ "mode": "sandbox", "options": { "allowPrivateHosts": false } })),
            _ => assert_eq!(body["error"], "authentication-error"),
        }
    }
    for path in ["/v1/nothing", "/api/nothing", "/api/check"] {
        let (status, _) = answer(server.anonymous(Method::GET, path)).await;
        assert!([400, 401].contains(&status), "{path} {status}");
    }
}

#[tokio::test]
async fn the_link_hands_out_a_cookie_and_drops_the_token() {
    let server = Started::new().await;
    let response = server.anonymous(Method::GET, "/?token=the+token%20of%20the+tests").send().await.unwrap();
    assert_eq!((response.status().as_u16(), response.headers()[LOCATION].to_str().unwrap()), (303, "/"));
    assert_eq!(response.headers()["cache-control"], "no-store");
    let cookie = set_cookie(&response);
    let (pair, attributes) = cookie.split_once("; ").unwrap();
    assert_eq!(attributes, "Path=/; HttpOnly; SameSite=Strict");
    let (name, value) = pair.split_once('=').unwrap();
    assert_eq!((name, value.len()), (&*format!("dialin_session_{}", server.port), 64));
    assert!(!cookie.contains(TOKEN), "{cookie}");

    for link in ["/?token=wrong", "/?token=", "/?token=wrong&token=the+token+of+the+tests"] {
        let response = server.anonymous(Method::GET, link).send().await.unwrap();
        assert_eq!(response.status(), 401, "{link}");
        assert!(!response.headers().contains_key(SET_COOKIE), "{link}");
        assert!(response.text().await.unwrap().contains("<code>dialin serve</code>"), "{link}");
    }
}

#[tokio::test]
async fn the_editor_signs_in_and_out_with_a_pasted_token() {
    let server = Started::new().await;
    let response = server.anonymous(Method::POST, "/api/session").body(json!({ "token": TOKEN }).to_string()).send();
    let response = response.await.unwrap();
    assert_eq!(response.status(), 200);
    let cookie = set_cookie(&response).split(';').next().unwrap().to_owned();
    let expected = json!({ "mode": "sandbox", "options": { "allowPrivateHosts": false } });
    assert_eq!(response.json::<Value>().await.unwrap(), expected);
    assert_eq!(answer(server.anonymous(Method::GET, CONFIGS).header(COOKIE, cookie)).await.0, 200);

    let response = server.anonymous(Method::DELETE, "/api/session").send().await.unwrap();
    assert_eq!(response.status(), 204);
    let cleared = format!("dialin_session_{}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0", server.port);
    assert_eq!(set_cookie(&response), cleared);

    let (no_json, invalid) = ("json-parsing-error", "invalid-request-error");
    for (body, status, error) in [
        (r#"{"token":"wrong"}"#.to_owned(), 401, "authentication-error"),
        (r#"{"token":1}"#.to_owned(), 400, invalid),
        (format!("[\"{TOKEN}\"]"), 400, invalid),
        (format!("\"{TOKEN}\""), 400, invalid),
        ("{}".to_owned(), 400, invalid),
        (String::new(), 400, no_json),
    ] {
        let (found, refusal) = answer(server.anonymous(Method::POST, "/api/session").body(body.clone())).await;
        assert_eq!((found, &refusal["error"]), (status, &json!(error)), "{body}");
        if status == 400 {
            assert_eq!(refusal["info"], r#"the body must be `{"token": "…"}`"#, "{body}");
        }
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_and_no_other() {
    let server = Started::new().await;
    let [one, other] = [cookie(&server).await, cookie(&server).await];
    assert_ne!(one, other);
    let status = async |cookie: &str| answer(server.anonymous(Method::GET, CONFIGS).header(COOKIE, cookie)).await.0;
    assert_eq!((status(&one).await, status(&other).await), (200, 200));
    let sign_out = server.anonymous(Method::DELETE, "/api/session").header(COOKIE, &one).send().await.unwrap();
    assert_eq!(sign_out.status(), 204);
    assert_eq!((status(&one).await, status(&other).await), (401, 200));
    assert_eq!(status(&cookie(&server).await).await, 200);
}

#[tokio::test]
async fn a_foreign_host_is_refused_everywhere_but_for_health() {
    let server = Started::with(|settings| settings.public_url = "https://dialin.example.com".parse().ok()).await;
    let port = server.port;
    let own = [
        format!("127.0.0.1:{port}"),
        format!("localhost:{port}"),
        format!("[::1]:{port}"),
        "dialin.example.com".into(),
    ];
    let foreign = [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        "localhost".into(),
        "localhost:1".into(),
        String::new(),
    ];
    let hosts = own.iter().map(|host| (host, true)).chain(foreign.iter().map(|host| (host, false)));
    for (host, allowed) in hosts {
        for (path, right) in [("/", None), (CONFIGS, Some(200)), ("/api/session", Some(200)), ("/nothing", Some(404))] {
            let response = server.request(Method::GET, path).header(HOST, host.as_str()).send().await.unwrap();
            let status = response.status().as_u16();
            match (allowed, right) {
                (true, Some(right)) => assert_eq!(status, right, "{host} {path}"),
                // The editor, or that it is not built.
                (true, None) => assert!([200, 503].contains(&status), "{host} {path} {status}"),
                (false, _) => {
                    assert_eq!(status, 421, "{host} {path}");
                    assert_eq!(response.json::<Value>().await.unwrap()["error"], "host-not-allowed");
                }
            }
        }
        let healthy = server.anonymous(Method::GET, "/healthz").header(HOST, host.as_str()).send().await.unwrap();
        assert_eq!(healthy.status(), 200, "{host}");
        assert_eq!(healthy.text().await.unwrap(), "ok\n");
    }
}

#[tokio::test]
async fn a_refused_host_is_told_the_public_url_to_start_with() {
    let server = Started::with(|settings| settings.listen = "0.0.0.0:0".to_owned()).await;
    let port = server.port;
    let refusal = |start: &str| {
        let info = format!(
            "this server does not answer to the name in the `Host` header: start it with {start}, \
             or, on the machine it runs on, open http://127.0.0.1:{port}/"
        );
        json!({ "error": "host-not-allowed", "info": info })
    };
    let exact = |url: &str| refusal(&format!("`--public-url {url}` (`https:` if that is how browsers reach it)"));
    let unknown = refusal("`--public-url` and the address that browsers use");
    let cases = [
        (format!("192.168.1.5:{port}"), exact(&format!("http://192.168.1.5:{port}"))),
        (format!("[fe80::1]:{port}"), exact(&format!("http://[fe80::1]:{port}"))),
        ("Dialin.Example.com".into(), exact("http://dialin.example.com")),
        ("user:password@example.com".into(), unknown.clone()),
        ("example.com/path".into(), unknown.clone()),
        ("`; rm -rf".into(), unknown.clone()),
        (String::new(), unknown),
    ];
    for (host, expected) in cases {
        let found = answer(server.request(Method::GET, CONFIGS).header(HOST, &host)).await;
        assert_eq!(found, (421, expected), "{host}");
    }
    // What it says works.
    let host = format!("192.168.1.5:{port}");
    let server = server.restart(|settings| {
        settings.listen = format!("0.0.0.0:{port}");
        settings.public_url = format!("http://{host}").parse().ok();
    });
    let server = server.await;
    for host in [host, format!("127.0.0.1:{port}")] {
        assert_eq!(answer(server.request(Method::GET, CONFIGS).header(HOST, &host)).await.0, 200, "{host}");
    }
}

#[tokio::test]
async fn a_page_of_another_origin_may_not_write() {
    let server = Started::with(|settings| settings.public_url = "https://dialin.example.com".parse().ok()).await;
    let cookie = HeaderValue::from_str(&cookie(&server).await).unwrap();
    let cases = [
        (None, true),
        (Some(format!("http://127.0.0.1:{}", server.port)), true),
        (Some(format!("http://localhost:{}", server.port)), true),
        (Some("https://dialin.example.com".into()), true),
        (Some(format!("https://localhost:{}", server.port)), false),
        (Some("http://localhost:3000".into()), false),
        (Some("http://dialin.example.com".into()), false),
        (Some("https://evil.example".into()), false),
        (Some("null".into()), false),
    ];
    let writes = [
        (Method::POST, CONFIGS, "{}", 400),
        (Method::PUT, "/v1/domain-dialin-config/nobody", "{}", 404),
        (Method::DELETE, "/v1/domain-dialin-config/nobody", "", 404),
        (Method::POST, "/api/check", "{}", 400),
        (Method::POST, "/api/session", "{}", 400),
    ];
    for (origin, allowed) in &cases {
        for (method, path, body, right) in &writes {
            let mut request = server.anonymous(method.clone(), path).header(COOKIE, cookie.clone()).body(*body);
            if let Some(origin) = origin {
                request = request.header(ORIGIN, origin);
            }
            let (status, answer) = answer(request).await;
            assert_eq!(status, if *allowed { *right } else { 403 }, "{origin:?} {method} {path} {answer}");
            assert_eq!(answer["error"] == "forbidden-error", !allowed, "{origin:?} {method} {path}");
        }
    }
    assert_eq!(server.total().await, 0);
}

#[tokio::test]
async fn behind_https_the_cookie_is_secure() {
    for (public_url, secure) in [("https://dialin.example.com", true), ("http://dialin.example.com:9000", false)] {
        let server = Started::with(|settings| settings.public_url = public_url.parse().ok()).await;
        let response = server.anonymous(Method::POST, "/api/session").body(json!({ "token": TOKEN }).to_string());
        let cookie = set_cookie(&response.send().await.unwrap());
        assert_eq!(cookie.ends_with("; SameSite=Strict; Secure"), secure, "{cookie}");
    }
}

#[tokio::test]
async fn the_cookie_outlives_a_restart_with_the_same_token_only() {
    let server = Started::new().await;
    let value = cookie(&server).await.split_once('=').unwrap().1.to_owned();
    for (token, status) in [(TOKEN, 200), ("another token", 401)] {
        let server = Started::with(|settings| settings.token = dialin_server::Token::new(token).unwrap()).await;
        let cookie = format!("dialin_session_{}={value}", server.port);
        assert_eq!(answer(server.anonymous(Method::GET, CONFIGS).header(COOKIE, cookie)).await.0, status, "{token}");
    }
}
