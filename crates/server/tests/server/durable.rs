//! An answered write is there after the process was killed.

use std::fs::File;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use reqwest::{Client, Method};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::process::Served;
use crate::started::{CONFIGS, TOKEN, answer, client};

const KILLS: usize = 50;
const WRITERS: usize = 4;

/// Creates one config after the other until the server is gone; keeps the id of each that was answered.
async fn create_until_killed(
    client: Client,
    base: String,
    number: Arc<AtomicUsize>,
    answered: Arc<Mutex<Vec<String>>>,
) {
    loop {
        let digits = number.fetch_add(1, Ordering::Relaxed);
        let body = json!({ "type": "pin_dialin", "phone_number": format!("+1209{digits:07}") });
        let request = client.post(format!("{base}{CONFIGS}")).bearer_auth(TOKEN).body(body.to_string());
        let Ok(response) = request.send().await else { return };
        assert_eq!(response.status(), 200);
        let Ok(config) = response.json::<Value>().await else { return };
        answered.lock().unwrap().push(config["id"].as_str().unwrap().to_owned());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn kill_9_during_creates_loses_none_that_was_answered() {
    let folder = tempfile::tempdir().unwrap();
    let number = Arc::new(AtomicUsize::new(2_000_000));
    let answered = Arc::new(Mutex::new(Vec::new()));
    for kill in 0..KILLS {
        let mut served = Served::new(folder.path());
        let client = client();
        let before = answered.lock().unwrap().len();
        let mut writers = JoinSet::new();
        for _ in 0..WRITERS {
            let base = served.base().to_owned();
            writers.spawn(create_until_killed(client.clone(), base, number.clone(), answered.clone()));
        }
        while answered.lock().unwrap().len() == before {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        // Another moment each time, so that the kills land in different places of a write.
        tokio::time::sleep(Duration::from_millis((kill as u64 * 7) % 40)).await;
        served.child.kill().unwrap();
        served.child.wait().unwrap();
        writers.join_all().await;
    }

    let served = Served::new(folder.path());
    let client = client();
    let answered = answered.lock().unwrap().clone();
    assert!(answered.len() >= KILLS, "{}", answered.len());
    for id in &answered {
        let (status, config) = answer(served.request(&client, Method::GET, &format!("{CONFIGS}/{id}"))).await;
        assert_eq!((status, config["id"].as_str()), (200, Some(id.as_str())), "{config}");
    }
    // What was under way at a kill may be there or not; it is never half there.
    let (_, list) = answer(served.request(&client, Method::GET, CONFIGS)).await;
    let total = usize::try_from(list["total_count"].as_u64().unwrap()).unwrap();
    assert!((answered.len()..=answered.len() + KILLS * WRITERS).contains(&total), "{} {total}", answered.len());
}

#[tokio::test]
async fn a_copy_of_the_file_alone_holds_every_config() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::new(folder.path());
    let client = client();
    for _ in 0..51 {
        let create = served.request(&client, Method::POST, CONFIGS).body(r#"{"type":"pinless_dialin"}"#);
        assert_eq!(answer(create).await.0, 200);
    }
    // It is there soon after the last write, not with it; a copy made just while it is moved could be torn.
    tokio::time::sleep(Duration::from_secs(1)).await;
    let start = Instant::now();
    loop {
        let backup = tempfile::tempdir().unwrap();
        std::fs::copy(folder.path().join("dialin.db"), backup.path().join("dialin.db")).unwrap();
        let copy = Served::new(backup.path());
        let (_, list) = answer(copy.request(&client, Method::GET, CONFIGS)).await;
        if list["total_count"] == 51 {
            return;
        }
        assert!(start.elapsed() < Duration::from_secs(10), "{list}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_write_is_refused_once_the_file_was_removed_or_replaced() {
    for replaced in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("log");
        let database = folder.path().join("made");
        let mut served = Served::logging(&database, File::create(&log).unwrap());
        let client = client();
        let create = async || {
            let body = r#"{"type":"pinless_dialin"}"#;
            answer(served.request(&client, Method::POST, CONFIGS).body(body)).await
        };
        let (status, config) = create().await;
        assert_eq!(status, 200, "{config}");

        std::fs::remove_dir_all(&database).unwrap();
        if replaced {
            // As another server would that is started beside this one.
            drop(Served::new(&database));
        }
        let path = format!("{CONFIGS}/{}", config["id"].as_str().unwrap());
        // However many ask at once: each connection is to the file that was opened first.
        let mut readers = JoinSet::new();
        for _ in 0..20 {
            readers.spawn(answer(served.request(&client, Method::GET, &path)));
        }
        for found in readers.join_all().await {
            assert_eq!(found, (200, config.clone()), "{replaced} {}", std::fs::read_to_string(&log).unwrap());
        }
        assert_eq!(create().await.0, 500, "{replaced}");
        let change = served.request(&client, Method::PUT, &path).body(r#"{"name_prefix":"a"}"#);
        assert_eq!(answer(change).await.0, 500, "{replaced}");
        assert_eq!(answer(served.request(&client, Method::DELETE, &path)).await.0, 500, "{replaced}");

        served.signal("TERM");
        served.assert_ends_within(Duration::from_secs(10));
        let log = std::fs::read_to_string(log).unwrap();
        let advice = "the database file was removed or replaced while this server had it open: start the server again";
        assert_eq!(log.matches(advice).count(), 3, "{log}");
    }
}

#[tokio::test]
async fn sigterm_and_ctrl_c_end_it_with_success() {
    for signal in ["TERM", "INT"] {
        let folder = tempfile::tempdir().unwrap();
        let mut served = Served::new(folder.path());
        let client = client();
        let body = json!({ "type": "pinless_dialin" }).to_string();
        let (status, config) = answer(served.request(&client, Method::POST, CONFIGS).body(body)).await;
        assert_eq!(status, 200, "{config}");
        served.signal(signal);
        assert_eq!(served.child.wait().unwrap().code(), Some(0), "{signal}");
        let served = Served::new(folder.path());
        let path = format!("{CONFIGS}/{}", config["id"].as_str().unwrap());
        assert_eq!(answer(served.request(&client, Method::GET, &path)).await, (200, config), "{signal}");
    }
}
