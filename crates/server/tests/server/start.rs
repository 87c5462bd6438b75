//! How a server starts, whatever else goes on.

use std::process::Stdio;
use std::time::Duration;

use dialin_server::Server;
use sqlx::Connection;
use tokio::task::JoinSet;

use crate::process::{Served, dialin, store};
use crate::started::{database, settings};

#[tokio::test(flavor = "multi_thread")]
async fn servers_that_start_together_on_a_new_database_all_do() {
    for round in 0..40 {
        let folder = tempfile::tempdir().unwrap();
        let mut starts = JoinSet::new();
        for _ in 0..4 {
            starts.spawn(Server::bind(settings(folder.path())));
        }
        for server in starts.join_all().await {
            assert!(server.is_ok(), "round {round}: {}", server.err().unwrap());
        }
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_start_that_waits_for_the_database_heeds_ctrl_c_and_sigterm() {
    let folder = tempfile::tempdir().unwrap();
    let mut other = database(&folder.path().join("dialin.db")).await;
    let locked = other.begin_with("BEGIN EXCLUSIVE").await.unwrap();
    for name in ["TERM", "INT"] {
        let mut command = dialin();
        command.args(["serve", "--listen", "127.0.0.1:0", "--store"]).arg(store(folder.path()));
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let mut starting = Served { child, line: String::new() };
        // It waits ten seconds for the lock.
        tokio::time::sleep(Duration::from_millis(500)).await;
        assert!(starting.child.try_wait().unwrap().is_none());
        starting.signal(name);
        starting.assert_ends_within(Duration::from_secs(5));
    }
    locked.rollback().await.unwrap();
}
