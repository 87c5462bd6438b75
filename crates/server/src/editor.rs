//! The editor's files, embedded in the binary, and the sign-in link.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use rust_embed::{Embed, EmbeddedFile};
use tower_http::compression::CompressionLayer;
use url::form_urlencoded;

use crate::app::App;
use crate::http::ApiError;

/// What `cargo xtask web` built. Empty when it has not run: the crate builds without it.
#[derive(Embed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Files;

const INDEX: &str = "index.html";

/// The build names these files by their content, so a name never changes its meaning.
const HASHED_FOLDER: &str = "assets/";

/// `/` and every path that no other router knows. Only these are compressed: they hold no secret that a guess
/// reflected beside it could bring out.
pub(crate) fn router() -> Router<App> {
    Router::new().route("/", get(index)).fallback(file).layer(CompressionLayer::new())
}

/// The editor, or, with `?token=…`, the cookie and a redirect that drops the token from the address bar.
async fn index(State(app): State<App>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let query = query.unwrap_or_default();
    let token = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "token");
    match token {
        None => match Files::get(INDEX) {
            Some(found) => answer_file(INDEX, found, &headers),
            None => page(StatusCode::SERVICE_UNAVAILABLE, NOT_BUILT),
        },
        Some((_, token)) if app.token().matches(token.as_bytes()) => {
            let mut response = (StatusCode::SEE_OTHER, [(LOCATION, "/")]).into_response();
            match app.cookie().set() {
                Ok(cookie) => response.headers_mut().extend(cookie.map(|cookie| (SET_COOKIE, cookie))),
                Err(error) => return ApiError::from(error).into_response(),
            }
            response
        }
        Some(_) => page(StatusCode::UNAUTHORIZED, WRONG_TOKEN),
    }
}

async fn file(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let name = uri.path().trim_start_matches('/');
    match Files::get(name) {
        Some(found) if matches!(method, Method::GET | Method::HEAD) => answer_file(name, found, &headers),
        _ => page(StatusCode::NOT_FOUND, NO_SUCH_PAGE),
    }
}

fn answer_file(name: &str, file: EmbeddedFile, headers: &HeaderMap) -> Response {
    // Weak, because compression changes the bytes.
    let tag = format!("W/\"{}\"", BASE64_URL_SAFE_NO_PAD.encode(file.metadata.sha256_hash()));
    let keep = if name.starts_with(HASHED_FOLDER) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let kept = headers.get(IF_NONE_MATCH).is_some_and(|sent| sent.as_bytes() == tag.as_bytes());
    let common = [(ETAG, tag), (CACHE_CONTROL, keep.to_owned())];
    if kept {
        return (StatusCode::NOT_MODIFIED, common).into_response();
    }
    let kind = HeaderValue::from_str(file.metadata.mimetype())
        .unwrap_or_else(|_| HeaderValue::from_static("application/octet-stream"));
    (common, [(CONTENT_TYPE, kind)], file.data).into_response()
}

fn page(status: StatusCode, html: &'static str) -> Response {
    (status, [(CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response()
}

const WRONG_TOKEN: &str = include_str!("pages/wrong_token.html");
const NOT_BUILT: &str = include_str!("pages/not_built.html");
const NO_SUCH_PAGE: &str = include_str!("pages/no_such_page.html");
