//! A server started inside the test, and a client that is signed in to it.

use std::path::{Path, PathBuf};

use dialin_server::{Server, Settings, StoreAddress, Token};
use reqwest::{Client, Method, RequestBuilder};
use serde_json::Value;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, SqliteConnection};
use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

pub(crate) const TOKEN: &str = "the token of the tests";
const DATABASE: &str = "made/when/missing/dialin.db";
pub(crate) const CONFIGS: &str = "/v1/domain-dialin-config";

/// A server started inside the test. Stops when dropped; [`Started::stop`] waits for it.
pub(crate) struct Started {
    pub(crate) port: u16,
    pub(crate) client: Client,
    stop: oneshot::Sender<()>,
    running: JoinHandle<()>,
    folder: TempDir,
}

/// The settings of a server whose database is in `folder`.
pub(crate) fn settings(folder: &Path) -> Settings {
    Settings {
        listen: "127.0.0.1:0".to_owned(),
        store: StoreAddress::Sqlite(folder.join(DATABASE)),
        token: Token::new(TOKEN).unwrap(),
        allow_private_hosts: false,
        public_url: None,
    }
}

impl Started {
    pub(crate) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    pub(crate) async fn with(change: impl FnOnce(&mut Settings)) -> Self {
        Self::on(tempfile::tempdir().unwrap(), change).await
    }

    async fn on(folder: TempDir, change: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = settings(folder.path());
        change(&mut settings);
        let server = Server::bind(settings).await.unwrap();
        let port = server.address().port();
        let (stop, stopping) = oneshot::channel();
        let running = tokio::spawn(server.run(async move {
            let _ = stopping.await;
        }));
        Self { port, client: client(), stop, running, folder }
    }

    /// Stops it and starts it again on the same database.
    pub(crate) async fn restart(self, change: impl FnOnce(&mut Settings)) -> Self {
        let Self { stop, running, folder, client, .. } = self;
        drop(client);
        drop(stop);
        running.await.unwrap();
        Self::on(folder, change).await
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// A request without any sign of who sends it.
    pub(crate) fn anonymous(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, self.url(path))
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.anonymous(method, path).bearer_auth(TOKEN)
    }

    pub(crate) async fn get(&self, path: &str) -> (u16, Value) {
        answer(self.request(Method::GET, path)).await
    }

    pub(crate) async fn post(&self, path: &str, body: impl Into<reqwest::Body>) -> (u16, Value) {
        answer(self.request(Method::POST, path).body(body)).await
    }

    pub(crate) async fn create(&self, body: &Value) -> (u16, Value) {
        self.post(CONFIGS, body.to_string()).await
    }

    /// Creates what must be right, and gives its id.
    pub(crate) async fn created(&self, body: &Value) -> String {
        let (status, answer) = self.create(body).await;
        assert_eq!(status, 200, "{answer}");
        answer["id"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn read(&self, id: &str) -> (u16, Value) {
        self.get(&format!("{CONFIGS}/{id}")).await
    }

    pub(crate) async fn update(&self, id: &str, body: &Value) -> (u16, Value) {
        answer(self.request(Method::PUT, &format!("{CONFIGS}/{id}")).body(body.to_string())).await
    }

    pub(crate) async fn delete(&self, id: &str) -> (u16, Value) {
        answer(self.request(Method::DELETE, &format!("{CONFIGS}/{id}"))).await
    }

    /// The file of its database.
    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join(DATABASE)
    }

    /// Writes over the fields of a stored config behind the server's back.
    pub(crate) async fn write_fields(&self, id: &str, fields: &str) {
        write_fields(&self.database(), id, fields).await;
    }

    pub(crate) async fn total(&self) -> i64 {
        let (status, answer) = self.get(CONFIGS).await;
        assert_eq!(status, 200, "{answer}");
        answer["total_count"].as_i64().unwrap()
    }
}

pub(crate) async fn write_fields(file: &Path, id: &str, fields: &str) {
    let update = sqlx::query("UPDATE dialin_config SET fields = ? WHERE id = ?").bind(fields).bind(id);
    let mut database = database(file).await;
    assert_eq!(update.execute(&mut database).await.unwrap().rows_affected(), 1);
    database.close().await.unwrap();
}

/// Runs one statement on a file, which is made when missing.
pub(crate) async fn execute(file: &Path, statement: &'static str) {
    let mut database = database(file).await;
    sqlx::query(statement).execute(&mut database).await.unwrap();
    database.close().await.unwrap();
}

/// Opens it beside the server, as another program would.
pub(crate) async fn database(file: &Path) -> SqliteConnection {
    SqliteConnectOptions::new().filename(file).create_if_missing(true).connect().await.unwrap()
}

/// A client that neither follows redirects nor asks a proxy.
pub(crate) fn client() -> Client {
    Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

/// Status and JSON body.
pub(crate) async fn answer(request: RequestBuilder) -> (u16, Value) {
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    let text = response.text().await.unwrap();
    (status, serde_json::from_str(&text).unwrap_or_else(|_| panic!("{status}, not JSON: {text}")))
}

/// The codes of the issues of a refusal, each with its path.
pub(crate) fn issues(answer: &Value) -> Vec<(String, String)> {
    let issues = answer["issues"].as_array().map(Vec::as_slice).unwrap_or_default();
    issues.iter().map(|issue| (issue["code"].as_str().unwrap().to_owned(), issue["path"].to_string())).collect()
}
