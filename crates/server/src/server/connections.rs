//! Takes connections and answers on them. A client that opens many and neither writes nor reads locks nobody out for long.

use std::future::Future;
use std::io::{self, ErrorKind};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_io_timeout::TimeoutStream;

/// How long the head of a request may take, from the opening of the connection or the response before it. What comes after
/// the head has a limit of its own: [`crate::http::read_body`].
const HEAD_WAIT: Duration = Duration::from_secs(30);

/// How long a client may read nothing of what it is sent. `hyper` waits for ever.
const READ_WAIT: Duration = Duration::from_secs(30);

/// Connections at once; others wait until one is closed. Half of the 1,024 files that a process may usually open.
const MOST: usize = 512;

/// Before the next try when the system has no file for a connection.
const PAUSE: Duration = Duration::from_secs(1);

/// Answers until `stop` is done, then until every request under way has its answer.
pub(super) async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD_WAIT);
    let service = TowerToHyperService::new(router);
    let open = GracefulShutdown::new();
    let mut entrance = Entrance { listener, places: Arc::new(Semaphore::new(MOST)), full: false };
    let mut stop = pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = entrance.accept() => accepted,
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, place)) => {
                let mut stream = TimeoutStream::new(stream);
                stream.set_write_timeout(Some(READ_WAIT));
                let connection = open.watch(http.serve_connection(TokioIo::new(Box::pin(stream)), service.clone()));
                tokio::spawn(async move {
                    // What fails is the connection, by no fault of ours: nothing to say, and nobody to say it to.
                    let _ = connection.await;
                    drop(place);
                });
            }
            Err(error) if is_of_one_connection(&error) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be accepted for now");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
    drop(entrance);
    open.shutdown().await;
}

/// Lets in as many as there are places.
struct Entrance {
    listener: TcpListener,
    places: Arc<Semaphore>,
    /// Said once, not for each that waits.
    full: bool,
}

impl Entrance {
    async fn accept(&mut self) -> io::Result<(TcpStream, OwnedSemaphorePermit)> {
        let free = self.places.available_permits() > 0;
        if !free && !self.full {
            tracing::warn!("{MOST} connections are open: others wait until one closes");
        }
        self.full = !free;
        let place = Arc::clone(&self.places).acquire_owned().await.map_err(io::Error::other)?;
        let (stream, _) = self.listener.accept().await?;
        Ok((stream, place))
    }
}

/// It was closed before it was accepted.
fn is_of_one_connection(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::ConnectionRefused | ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset)
}
