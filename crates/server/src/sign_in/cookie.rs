//! The cookie that keeps a browser signed in.

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue};
use subtle::ConstantTimeEq;

use super::Token;

/// The cookie that keeps a browser signed in.
pub(crate) struct SessionCookie {
    name: String,
    value: String,
    /// What follows the value in `Set-Cookie`.
    attributes: &'static str,
}

impl SessionCookie {
    /// `port` is part of the name, because browsers share cookies between the ports of a host. `secure` when browsers
    /// come through https.
    pub(crate) fn new(token: &Token, port: u16, secure: bool) -> Self {
        Self {
            name: format!("dialin_session_{port}"),
            value: token.cookie_value(),
            attributes: if secure {
                "; Path=/; HttpOnly; SameSite=Strict; Secure"
            } else {
                "; Path=/; HttpOnly; SameSite=Strict"
            },
        }
    }

    /// Whether a request carries it with the right value; `None` if not at all.
    pub(crate) fn found_in(&self, headers: &HeaderMap) -> Option<bool> {
        headers
            .get_all(COOKIE)
            .iter()
            .flat_map(|header| header.as_bytes().split(|&byte| byte == b';'))
            .filter_map(|pair| pair.trim_ascii().strip_prefix(self.name.as_bytes())?.strip_prefix(b"="))
            .map(|value| bool::from(value.ct_eq(self.value.as_bytes())))
            .reduce(|one, other| one || other)
    }

    /// The `Set-Cookie` that signs in, until the browser is closed.
    pub(crate) fn set(&self) -> Option<HeaderValue> {
        let Self { name, value, attributes } = self;
        let mut header = HeaderValue::try_from(format!("{name}={value}{attributes}")).ok()?;
        header.set_sensitive(true);
        Some(header)
    }

    /// The `Set-Cookie` that signs out.
    pub(crate) fn clear(&self) -> Option<HeaderValue> {
        let Self { name, attributes, .. } = self;
        HeaderValue::try_from(format!("{name}={attributes}; Max-Age=0")).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_found_among_others() {
        let cookie = SessionCookie::new(&Token::new("t").unwrap(), 8787, false);
        let right = cookie.value.clone();
        let cases: [(Vec<String>, Option<bool>); 8] = [
            (vec![format!("dialin_session_8787={right}")], Some(true)),
            (vec![format!("a=b; dialin_session_8787={right};c")], Some(true)),
            (vec!["a=b".into(), format!("dialin_session_8787={right}")], Some(true)),
            (vec![format!("dialin_session_8787=; dialin_session_8787={right}")], Some(true)),
            (vec!["dialin_session_8787=t".into()], Some(false)),
            (vec![format!("dialin_session_8788={right}")], None),
            (vec![format!("xdialin_session_8787={right}")], None),
            (vec![], None),
        ];
        for (sent, expected) in cases {
            let mut headers = HeaderMap::new();
            for value in &sent {
                headers.append(COOKIE, value.parse().unwrap());
            }
            assert_eq!(cookie.found_in(&headers), expected, "{sent:?}");
        }
    }
}
