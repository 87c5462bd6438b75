//! The binary itself, as its own process.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use reqwest::{Client, Method, RequestBuilder};

use crate::started::TOKEN;

/// The binary, with no environment of ours that it reads.
pub(crate) fn dialin() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dialin"));
    command.env_remove("DIALIN_TOKEN");
    command
}

/// `dialin serve` as its own process; killed when dropped.
pub(crate) struct Served {
    pub(crate) child: Child,
    /// The one line on standard output.
    pub(crate) line: String,
}

impl Served {
    /// Starts it with the database in `folder`, and waits until it listens.
    pub(crate) fn new(folder: &Path) -> Self {
        Self::logging(folder, Stdio::null())
    }

    /// As [`new`](Self::new), with its log there.
    pub(crate) fn logging(folder: &Path, log: impl Into<Stdio>) -> Self {
        let mut command = dialin();
        command.env("DIALIN_TOKEN", TOKEN).stderr(log);
        Self::of(command.arg("serve").args(["--listen", "127.0.0.1:0", "--store"]).arg(store(folder)))
    }

    pub(crate) fn of(command: &mut Command) -> Self {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(line.starts_with("Sign in: http"), "{line:?}");
        Self { child, line }
    }

    /// `http://127.0.0.1:PORT`
    pub(crate) fn base(&self) -> &str {
        self.line.trim_end().strip_prefix("Sign in: ").unwrap().split("/?").next().unwrap()
    }

    pub(crate) fn request(&self, client: &Client, method: Method, path: &str) -> RequestBuilder {
        client.request(method, format!("{}{path}", self.base())).bearer_auth(TOKEN)
    }

    /// Sends the signal to this process alone.
    pub(crate) fn signal(&self, name: &str) {
        let sent = Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// It ends with success, and soon.
    pub(crate) fn assert_ends_within(&mut self, limit: Duration) {
        let start = Instant::now();
        while start.elapsed() < limit {
            if let Some(status) = self.child.try_wait().unwrap() {
                assert_eq!(status.code(), Some(0));
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("it still runs after {limit:?}");
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn store(folder: &Path) -> String {
    format!("sqlite:{}", folder.join("dialin.db").display())
}
