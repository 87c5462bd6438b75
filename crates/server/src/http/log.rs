//! One log line for each request.

use std::time::Instant;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;

/// Characters of a method and of a path in a line. Whoever sends longer ones, without a token even, would fill the disk, or the
/// memory where nobody reads the log.
const MOST_OF_A_METHOD: usize = 20;
const MOST_OF_A_PATH: usize = 200;

/// Logs method, path, status and time. Neither query nor headers nor body: a sign-in link has its token in the query.
pub(crate) async fn log_request(request: Request, next: Next) -> Response {
    let start = Instant::now();
    let method = cut(request.method().as_str(), MOST_OF_A_METHOD);
    let path = cut(request.uri().path(), MOST_OF_A_PATH);
    let response = next.run(request).await;
    let status = response.status().as_u16();
    let milliseconds = start.elapsed().as_secs_f64() * 1000.0;
    tracing::info!(%method, path, status, milliseconds = format_args!("{milliseconds:.1}"), "request");
    response
}

/// The first `most` characters, and `…` for more.
fn cut(text: &str, most: usize) -> String {
    let mut rest = text.chars();
    let mut kept: String = rest.by_ref().take(most).collect();
    if rest.next().is_some() {
        kept.push('…');
    }
    kept
}
