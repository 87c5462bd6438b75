//! Who may use the server: the token, the cookie made from it, and the link that hands out the cookie.

mod cookie;
mod token;

use axum::extract::{Request, State};
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use crate::app::App;
use crate::http::ApiError;

pub(crate) use cookie::SessionCookie;
pub use token::{Token, TokenError};

/// What a request says about who sends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Claim {
    /// The right token or the cookie made from it.
    Right,
    /// A token or a cookie of ours, but not the right one.
    Wrong,
    /// Neither.
    Missing,
}

/// A bearer token decides. Any other `Authorization` is a proxy's own affair, so the cookie is asked next.
fn claim(app: &App, headers: &HeaderMap) -> Claim {
    if let Some(sent) = bearer(headers) {
        return if app.token().matches(sent) { Claim::Right } else { Claim::Wrong };
    }
    match app.cookie().found_in(headers) {
        Some(true) => Claim::Right,
        Some(false) => Claim::Wrong,
        None => Claim::Missing,
    }
}

/// What follows `Bearer `, if that is the one `Authorization` header and something follows.
fn bearer(headers: &HeaderMap) -> Option<&[u8]> {
    let mut all = headers.get_all(AUTHORIZATION).iter();
    let (Some(only), None) = (all.next(), all.next()) else { return None };
    let (scheme, sent) = only.as_bytes().split_at_checked("Bearer ".len())?;
    let sent = sent.trim_ascii();
    (scheme.eq_ignore_ascii_case(b"Bearer ") && !sent.is_empty()).then_some(sent)
}

/// Guards `/v1` as Daily does: 400 for a missing or malformed `Authorization`, 401 for a wrong one.
pub(crate) async fn guard_v1(State(app): State<App>, request: Request, next: Next) -> Result<Response, ApiError> {
    match claim(&app, request.headers()) {
        Claim::Right => Ok(next.run(request).await),
        Claim::Wrong => Err(wrong()),
        Claim::Missing => Err(ApiError::new(
            StatusCode::BAD_REQUEST,
            "authorization-header-error",
            "the `Authorization` header is missing or malformed: send `Authorization: Bearer <token>`",
        )),
    }
}

/// Guards `/api`: 401 whatever is missing or wrong, so that the editor has one answer to show its sign-in form for.
pub(crate) async fn guard_api(State(app): State<App>, request: Request, next: Next) -> Result<Response, ApiError> {
    match claim(&app, request.headers()) {
        Claim::Right => Ok(next.run(request).await),
        Claim::Wrong => Err(wrong()),
        Claim::Missing => Err(ApiError::new(
            StatusCode::UNAUTHORIZED,
            "authentication-error",
            "not signed in: open the link that `dialin serve` printed, or send `Authorization: Bearer <token>`",
        )),
    }
}

/// The token or the cookie is not this server's.
pub(crate) fn wrong() -> ApiError {
    ApiError::new(
        StatusCode::UNAUTHORIZED,
        "authentication-error",
        "the token is not this server's: use the one in the link that `dialin serve` printed when it last started",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_bearer_token() {
        let cases: [(&[&str], Option<&str>); 10] = [
            (&["Bearer abc"], Some("abc")),
            (&["bearer abc"], Some("abc")),
            (&["BEARER   a b "], Some("a b")),
            (&["Bearer"], None),
            (&["Bearer "], None),
            (&["Bearer\tabc"], None),
            (&["Basic abc"], None),
            (&["abc"], None),
            (&["Bearer abc", "Bearer abc"], None),
            (&[], None),
        ];
        for (sent, expected) in cases {
            let mut headers = HeaderMap::new();
            for value in sent {
                headers.append(AUTHORIZATION, value.parse().unwrap());
            }
            assert_eq!(bearer(&headers), expected.map(str::as_bytes), "{sent:?}");
        }
    }
}
