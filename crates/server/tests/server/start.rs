//! How a server starts, whatever else goes on.

use dialin_server::Server;
use tokio::task::JoinSet;

use crate::started::settings;

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
