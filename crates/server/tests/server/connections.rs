//! Connections that stay silent: they lock nobody out.

use std::fs::File;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use reqwest::Method;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::Instant;

use crate::process::{Served, dialin, store};
use crate::started::{CONFIGS, Started, TOKEN, answer, client};

#[tokio::test]
async fn who_stays_silent_is_cut_off_after_30_seconds() {
    let server = Started::new().await;
    // From here on the clock goes on by itself whenever everybody waits.
    tokio::time::pause();
    let host = format!("HTTP/1.1\r\nhost: 127.0.0.1:{}\r\n", server.port);
    let post = format!("POST /api/session {host}");
    for (name, sent, answered) in [
        ("nothing", String::new(), ""),
        ("half a head", post.clone(), ""),
        ("a head without its body", format!("{post}content-length: 9\r\n\r\n"), "HTTP/1.1 408 "),
        ("half a body", format!("{post}content-length: 9\r\n\r\n{{\"tok"), "HTTP/1.1 408 "),
        ("half a body in chunks", format!("{post}transfer-encoding: chunked\r\n\r\n5\r\n{{\"tok\r\n"), "HTTP/1.1 408 "),
        ("a head that announces too much", format!("{post}content-length: 2000000\r\n\r\n{{"), "HTTP/1.1 413 "),
        ("no second request", format!("GET /healthz {host}\r\n"), "HTTP/1.1 200 "),
    ] {
        let mut connection = TcpStream::connect(("127.0.0.1", server.port)).await.unwrap();
        let start = Instant::now();
        connection.write_all(sent.as_bytes()).await.unwrap();
        let mut got = String::new();
        connection.read_to_string(&mut got).await.unwrap();
        assert!((29..=31).contains(&start.elapsed().as_secs()), "{name} {:?} {got}", start.elapsed());
        assert!(got.starts_with(answered) && got.is_empty() == answered.is_empty(), "{name} {got}");
        assert!(!answered.contains("408") || got.contains(r#"{"error":"request-timeout","info":"#), "{name} {got}");
    }
}

#[tokio::test]
async fn who_reads_nothing_is_cut_off_after_30_seconds() {
    let server = Started::new().await;
    let body = serde_json::json!({"operation": "lines", "input": "{}\n".repeat(300)}).to_string();
    let answer = server.request(Method::POST, "/api/check").body(body.clone()).send().await.unwrap();
    let answer = answer.bytes().await.unwrap().len();
    let head = format!("POST /api/check HTTP/1.1\r\nhost: 127.0.0.1:{}\r\n", server.port);
    let post = format!("{head}authorization: Bearer {TOKEN}\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    // More than what any system keeps of answers on their way.
    let count = 32_000_000 / answer;
    let mut connection = TcpStream::connect(("127.0.0.1", server.port)).await.unwrap();
    connection.write_all(post.repeat(count).as_bytes()).await.unwrap();
    // From here on the clock goes on by itself whenever everybody waits.
    tokio::time::pause();
    tokio::time::sleep(Duration::from_secs(31)).await;
    let mut got = Vec::new();
    let end = connection.read_to_end(&mut got).await;
    assert!(got.len() < count * answer, "{} of {}, {end:?}", got.len(), count * answer);
}

/// As `Served::new`, started by `sh`, after `before`, with its log in the folder.
fn served(folder: &Path, before: &str) -> Served {
    let mut command = Command::new("sh");
    command.args(["-euc", &format!(r#"{before} exec "$@""#), "sh"]).arg(dialin().get_program());
    command.env("DIALIN_TOKEN", TOKEN).stderr(File::create(folder.join("log")).unwrap());
    Served::of(command.args(["serve", "--listen", "127.0.0.1:0", "--store"]).arg(store(folder)))
}

async fn open(served: &Served, count: usize) -> Vec<TcpStream> {
    let mut connections = Vec::new();
    for _ in 0..count {
        connections.push(TcpStream::connect(served.base().trim_start_matches("http://")).await.unwrap());
    }
    connections
}

async fn wait_for_log(folder: &Path, text: &str) {
    let start = Instant::now();
    loop {
        let log = std::fs::read_to_string(folder.join("log")).unwrap();
        if log.contains(text) {
            return;
        }
        assert!(start.elapsed() < Duration::from_secs(20), "{log}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[cfg(unix)]
#[tokio::test]
async fn of_very_many_connections_512_are_open_and_the_others_wait() {
    let folder = tempfile::tempdir().unwrap();
    let served = served(folder.path(), "");
    let mut silent = open(&served, 512).await;
    wait_for_log(folder.path(), "512 connections are open: others wait until one closes").await;
    let client = client();
    let ask = async |limit| served.request(&client, Method::GET, "/healthz").timeout(limit).send().await;
    assert!(ask(Duration::from_millis(500)).await.unwrap_err().is_timeout());
    silent.truncate(500);
    assert_eq!(ask(Duration::from_secs(20)).await.unwrap().status(), 200);
}

#[cfg(unix)]
#[tokio::test]
async fn a_system_without_files_for_connections_is_logged_and_outlived() {
    let folder = tempfile::tempdir().unwrap();
    let served = served(folder.path(), "ulimit -n 96;");
    let silent = open(&served, 150).await;
    wait_for_log(folder.path(), "ERROR no connection can be accepted for now error=").await;
    drop(silent);
    let list = served.request(&client(), Method::GET, CONFIGS).timeout(Duration::from_secs(20));
    assert_eq!(answer(list).await.0, 200);
}

#[cfg(unix)]
#[tokio::test]
async fn a_silent_connection_does_not_hold_up_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let mut served = served(folder.path(), "");
    let silent = open(&served, 1).await;
    // It was accepted when the one after it is answered.
    assert_eq!(answer(served.request(&client(), Method::GET, CONFIGS)).await.0, 200);
    served.signal("TERM");
    // Requests under way have five seconds; this one is none.
    served.assert_ends_within(Duration::from_secs(4));
    drop(silent);
}

#[cfg(unix)]
#[tokio::test]
async fn a_write_whose_body_is_slow_is_finished_before_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let mut served = served(folder.path(), "");
    let host = served.base().trim_start_matches("http://");
    let mut slow = TcpStream::connect(host).await.unwrap();
    let head = format!("POST {CONFIGS} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {TOKEN}\r\n");
    let body = r#"{"type":"pinless_dialin"}"#;
    slow.write_all(format!("{head}content-length: {}\r\n\r\n", body.len()).as_bytes()).await.unwrap();
    assert_eq!(answer(served.request(&client(), Method::GET, CONFIGS)).await.0, 200);
    served.signal("TERM");
    tokio::time::sleep(Duration::from_millis(300)).await;
    slow.write_all(body.as_bytes()).await.unwrap();
    let mut got = String::new();
    slow.read_to_string(&mut got).await.unwrap();
    assert!(got.starts_with("HTTP/1.1 200 ") && got.contains(r#""type":"pinless_dialin""#), "{got}");
    served.assert_ends_within(Duration::from_secs(4));
}
