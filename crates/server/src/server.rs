//! Starts the server and stops it.

mod connections;

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::app::{App, Shared};
use crate::http::{Origins, PublicUrl, reachable};
use crate::sign_in::{SessionCookie, Token};
use crate::store::{OpenError, SqliteStore, StoreAddress};

/// How long requests under way may take to finish once the server was told to stop.
const GRACE: Duration = Duration::from_secs(5);

/// What a server needs to know to start.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where it listens: `ADDRESS:PORT` or `NAME:PORT`; port 0 for any that is free. Of the addresses of a
    /// name it takes the first it can have.
    pub listen: String,
    /// Where it keeps configs.
    pub store: StoreAddress,
    /// What signs in.
    pub token: Token,
    /// Checks let private hosts through, to try things out.
    pub allow_private_hosts: bool,
    /// How browsers reach it behind a proxy.
    pub public_url: Option<PublicUrl>,
}

/// Why a server did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Another program listens there.
    #[error(
        "{0} is already in use: stop the program that listens there, or choose another port with `--listen ADDRESS:PORT`"
    )]
    InUse(String),
    /// No address and port.
    #[error("`--listen {0}`: give an address or a name and a port, for example `127.0.0.1:8787` or `localhost:8787`")]
    NoAddress(String),
    /// The address is not ours to listen on, or the name has none.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// Where it was to listen.
        address: String,
        /// What the system said.
        source: io::Error,
    },
    /// The store cannot be opened.
    #[error("cannot open the store: {0}")]
    Store(String),
}

impl From<OpenError> for StartError {
    fn from(error: OpenError) -> Self {
        Self::Store(error.to_string())
    }
}

/// Whether what is before the port can be a name at all. That of a URL, no name and one with whitespace around it are also
/// looked up, and what the system says about that helps nobody.
fn can_be_a_name(listen: &str) -> bool {
    let no_name = listen.starts_with(':') && !listen.starts_with("::");
    !no_name && !listen.contains('/') && listen.trim() == listen
}

/// A server that listens. It answers once [`Server::run`] is called; until then connections wait.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    app: App,
    sign_in_link: String,
}

impl Server {
    /// Takes the address, then opens the store, so that a second start on a port in use touches nothing.
    pub async fn bind(settings: Settings) -> Result<Self, StartError> {
        let Settings { listen, store, token, allow_private_hosts, public_url } = settings;
        let refused = |source: io::Error| match source.kind() {
            io::ErrorKind::AddrInUse => StartError::InUse(listen.clone()),
            io::ErrorKind::InvalidInput => StartError::NoAddress(listen.clone()),
            _ if !can_be_a_name(&listen) => StartError::NoAddress(listen.clone()),
            _ => StartError::Listen { address: listen.clone(), source },
        };
        let listener = TcpListener::bind(&listen).await.map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        let StoreAddress::Sqlite(path) = store;
        let store = SqliteStore::open(&path).await?;

        let secure = public_url.as_ref().is_some_and(PublicUrl::is_https);
        let base = match &public_url {
            Some(public_url) => public_url.origin().to_owned(),
            None => format!("http://{}", reachable(address)),
        };
        let sign_in_link = base + &token.sign_in_path();
        let app = App::new(Shared {
            store: Box::new(store),
            cookie: SessionCookie::new(&token, address.port(), secure),
            origins: Origins::new(address, public_url.as_ref()),
            token,
            allow_private_hosts,
        });
        Ok(Self { listener, address, app, sign_in_link })
    }

    /// Where it listens, with the port it got.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The link that signs a browser in. It holds the token: show it to nobody but the person who started the server.
    pub fn sign_in_link(&self) -> &str {
        &self.sign_in_link
    }

    /// Answers until `stop` is done, then lets requests under way finish, for at most five seconds.
    pub async fn run(self, stop: impl Future<Output = ()>) {
        let Self { listener, app, .. } = self;
        let (told, stopping) = oneshot::channel::<()>();
        let serving = connections::serve(listener, app.router(), async move {
            stop.await;
            // The receiver waits as long as this is waited for.
            let _ = told.send(());
        });
        let overdue = async {
            if stopping.await.is_ok() {
                tokio::time::sleep(GRACE).await;
            } else {
                std::future::pending::<()>().await;
            }
        };
        tokio::select! {
            () = serving => {}
            () = overdue => tracing::warn!("a request did not finish in time and was aborted"),
        }
        app.store().close().await;
    }
}
