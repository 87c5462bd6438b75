//! What the log says, and what it must not.

use std::fs::File;
use std::process::Stdio;
use std::time::Duration;

use reqwest::Method;
use serde_json::json;

use crate::process::{Served, dialin, store};
use crate::started::{CONFIGS, answer, client, write_fields};

#[tokio::test]
async fn one_line_for_each_request_and_no_secret_in_any() {
    let secrets = [
        "SecretOfTheServer",
        "SecretThatIsWrong",
        "U2VjcmV0T2ZUaGVDb25maWcgMzIgYnl0ZXMgbG9uZyE=",
        "SecretThatIsNoBase64!",
        "SecretNameInAQuery",
        "SecretUserOfAUrl",
        "SecretSessionCookie",
        "SecretInABrokenBody",
    ];
    let [token, wrong, hmac, no_base64, in_query, user, cookie, broken] = secrets;
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let mut command = dialin();
    command.env("DIALIN_TOKEN", token).stderr(Stdio::from(File::create(&log).unwrap()));
    command.args(["serve", "--listen", "127.0.0.1:0", "--store"]).arg(store(folder.path()));
    let mut served = Served::of(&mut command);
    assert_eq!(served.line, format!("Sign in: {}/?token={token}\n", served.base()));

    let client = client();
    let url = |path: &str| format!("{}{path}", served.base());
    let send = async |method: Method, path: &str, sent: &str, body: String| {
        answer(client.request(method, url(path)).bearer_auth(sent).body(body)).await
    };
    for link in [format!("/?token={token}"), format!("/?token={wrong}")] {
        client.get(url(&link)).send().await.unwrap();
    }
    let webhook = format!("https://{user}:{user}@example.com/?{in_query}");
    let whole = json!({ "type": "pinless_dialin", "hmac": hmac, "room_creation_api": webhook });
    let (status, created) = send(Method::POST, CONFIGS, token, whole.to_string()).await;
    assert_eq!(status, 200, "{created}");
    let path = format!("{CONFIGS}/{}", created["id"].as_str().unwrap());
    let nested = json!({ "type": "pinless_dialin", "config": { "hmac": hmac } });
    let mut refusals = Vec::new();
    for (method, path, sent, body, expected) in [
        (Method::GET, CONFIGS, wrong, String::new(), 401),
        (Method::POST, CONFIGS, token, json!({ "type": "pinless_dialin", "hmac": no_base64 }).to_string(), 400),
        (Method::POST, CONFIGS, token, nested.to_string(), 400),
        (Method::POST, CONFIGS, token, format!(r#"{{"hmac":"{broken}"#), 400),
        (Method::PUT, &path, token, json!({ "hmac": no_base64 }).to_string(), 400),
        (Method::PUT, &path, token, json!({ "hmac": hmac }).to_string(), 200),
        (Method::GET, &format!("{CONFIGS}?name_prefix={in_query}&limit=0"), token, String::new(), 400),
        (Method::POST, "/api/session", token, json!({ "token": wrong }).to_string(), 401),
        (Method::POST, "/api/check", token, format!(r#"{{"operation":"{broken}"}}"#), 400),
        (Method::POST, "/api/check", token, json!({ "operation": "create", "input": nested }).to_string(), 200),
    ] {
        let (status, answer) = send(method.clone(), path, sent, body).await;
        assert_eq!(status, expected, "{method} {path} {answer}");
        if !(method == Method::PUT && status == 200) {
            refusals.push(answer.to_string());
        }
    }
    client.get(url(CONFIGS)).header("cookie", format!("dialin_session_1={cookie}")).send().await.unwrap();
    served.signal("TERM");
    served.child.wait().unwrap();

    let log = std::fs::read_to_string(log).unwrap();
    for secret in secrets {
        assert!(!log.contains(secret), "{secret} in {log}");
        assert!(!refusals.iter().any(|refusal| refusal.contains(secret)), "{secret} in {refusals:#?}");
    }
    let requests: Vec<_> = log.lines().filter(|line| line.contains(" request ")).collect();
    assert_eq!(requests.len(), 14, "{log}");
    let expected = format!(r#"method=GET path="{CONFIGS}" status=401 milliseconds="#);
    assert!(requests.iter().any(|line| line.contains(&expected)), "{log}");
}

#[tokio::test]
async fn what_anybody_may_send_makes_no_long_line() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let mut served = Served::logging(folder.path(), File::create(&log).unwrap());
    let client = client();
    for (method, path) in [("M".repeat(20), "p".repeat(199)), ("M".repeat(100_000), "p".repeat(50_000))] {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        client.request(method, format!("{}/{path}", served.base())).header("host", "evil").send().await.unwrap();
    }
    served.signal("TERM");
    served.child.wait().unwrap();

    let log = std::fs::read_to_string(log).unwrap();
    for (method, path) in [("M".repeat(20), "p".repeat(199)), ("M".repeat(20) + "…", "p".repeat(199) + "…")] {
        assert!(log.contains(&format!(r#" request method={method} path="/{path}" status=421 "#)), "{log:.2000}");
    }
    assert!(log.len() < 2_000, "{}", log.len());
}

#[cfg(unix)]
#[tokio::test]
async fn a_log_that_cannot_be_written_stops_no_answer() {
    for (name, stderr) in [
        ("closed", Stdio::piped()),
        #[cfg(target_os = "linux")]
        ("full", full()),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut served = Served::logging(folder.path(), stderr);
        // Nobody reads it any longer, as after `2>&1 | head -2`.
        drop(served.child.stderr.take());
        let client = client();
        for _ in 0..3 {
            let create = served.request(&client, Method::POST, CONFIGS).body(r#"{"type":"pinless_dialin"}"#);
            assert_eq!(answer(create).await.0, 200, "{name}");
        }
        let (status, list) = answer(served.request(&client, Method::GET, CONFIGS)).await;
        assert_eq!((status, &list["total_count"]), (200, &json!(3)), "{name}");
        served.signal("TERM");
        assert_eq!(served.child.wait().unwrap().code(), Some(0), "{name}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_log_that_nobody_reads_stops_neither_answers_nor_the_end() {
    let folder = tempfile::tempdir().unwrap();
    // A pipe takes 64 KiB: some 500 lines. It stays open, and is not read.
    let mut served = Served::logging(folder.path(), Stdio::piped());
    let client = client();
    for request in 0..2_000 {
        let sent = served.request(&client, Method::GET, "/healthz").timeout(Duration::from_secs(10)).send();
        assert_eq!(sent.await.unwrap().status(), 200, "{request}");
    }
    served.signal("TERM");
    served.assert_ends_within(Duration::from_secs(10));
}

#[cfg(target_os = "linux")]
#[test]
fn a_start_that_fails_has_its_exit_code_also_where_it_cannot_say_why() {
    let status = dialin().args(["serve", "--store", "nowhere"]).stderr(full()).status().unwrap();
    assert_eq!(status.code(), Some(2));
}

#[cfg(target_os = "linux")]
fn full() -> Stdio {
    Stdio::from(File::options().write(true).open("/dev/full").unwrap())
}

#[tokio::test]
async fn a_damaged_row_is_logged_by_its_id_alone() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let mut served = Served::logging(folder.path(), File::create(&log).unwrap());
    let client = client();
    let create = served.request(&client, Method::POST, CONFIGS).body(r#"{"type":"pinless_dialin"}"#);
    let id = answer(create).await.1["id"].as_str().unwrap().to_owned();
    write_fields(&folder.path().join("dialin.db"), &id, "SecretOfADamagedRow").await;
    let (status, list) = answer(served.request(&client, Method::GET, CONFIGS)).await;
    assert_eq!((status, list), (200, json!({ "total_count": 1, "data": [] })));
    served.signal("TERM");
    served.child.wait().unwrap();

    let log = std::fs::read_to_string(log).unwrap();
    assert!(!log.contains("SecretOfADamagedRow"), "{log}");
    let expected = format!(
        "ERROR a config is left out of a list error=the stored config `{id}` cannot be read back: \
         its fields are not a JSON object"
    );
    assert_eq!(log.lines().filter(|line| line.ends_with(&expected)).count(), 1, "{log}");
}
