//! The cookies that keep browsers signed in.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use subtle::ConstantTimeEq;

use super::Token;

/// What tells the session of one sign-in from another's.
type SessionId = [u8; 16];

/// The most sessions that are remembered as ended. Beyond it the first to end is forgotten, so that its cookie is right again: only
/// whoever has the token, and so needs no old cookie, can sign in and out so often.
const MOST_ENDED: usize = 10_000;

/// The cookies that keep browsers signed in: each holds the id of a session, and the token's word for it. So the server need not
/// remember those that go on, and they outlive a restart with the same token.
pub(crate) struct SessionCookie {
    name: String,
    token: Token,
    /// What follows the value in `Set-Cookie`.
    attributes: &'static str,
    /// The sessions that were signed out of, the latest last. A restart forgets them.
    ended: Mutex<VecDeque<SessionId>>,
}

impl SessionCookie {
    /// `port` is part of the name, because browsers share cookies between the ports of a host. `secure` when browsers
    /// come through https.
    pub(crate) fn new(token: &Token, port: u16, secure: bool) -> Self {
        Self {
            name: format!("dialin_session_{port}"),
            token: token.clone(),
            attributes: if secure {
                "; Path=/; HttpOnly; SameSite=Strict; Secure"
            } else {
                "; Path=/; HttpOnly; SameSite=Strict"
            },
            ended: Mutex::default(),
        }
    }

    /// Whether a request carries one of a session that goes on; `None` if none at all.
    pub(crate) fn found_in(&self, headers: &HeaderMap) -> Option<bool> {
        self.values(headers)
            .map(|value| self.session(value).is_some_and(|id| !self.has_ended(&id)))
            .reduce(|one, other| one || other)
    }

    /// The `Set-Cookie` that signs in, until the browser is closed.
    pub(crate) fn set(&self) -> Result<Option<HeaderValue>, getrandom::Error> {
        let mut id = SessionId::default();
        getrandom::fill(&mut id)?;
        let Self { name, attributes, .. } = self;
        let header = self.value(&id).map(|value| format!("{name}={value}{attributes}"));
        let mut header = header.and_then(|header| HeaderValue::try_from(header).ok());
        if let Some(header) = &mut header {
            header.set_sensitive(true);
        }
        Ok(header)
    }

    /// Ends the sessions of a request, for whoever else has their cookies, too.
    pub(crate) fn end(&self, headers: &HeaderMap) {
        for id in self.values(headers).filter_map(|value| self.session(value)) {
            let mut ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
            if !ended.contains(&id) {
                if ended.len() == MOST_ENDED {
                    ended.pop_front();
                }
                ended.push_back(id);
            }
        }
    }

    /// The `Set-Cookie` that signs out.
    pub(crate) fn clear(&self) -> Option<HeaderValue> {
        let Self { name, attributes, .. } = self;
        HeaderValue::try_from(format!("{name}={attributes}; Max-Age=0")).ok()
    }

    fn values<'a>(&'a self, headers: &'a HeaderMap) -> impl Iterator<Item = &'a [u8]> {
        headers
            .get_all(COOKIE)
            .iter()
            .flat_map(|header| header.as_bytes().split(|&byte| byte == b';'))
            .filter_map(|pair| pair.trim_ascii().strip_prefix(self.name.as_bytes())?.strip_prefix(b"="))
    }

    fn value(&self, id: &SessionId) -> Option<String> {
        Some(BASE64_URL_SAFE_NO_PAD.encode([&id[..], &self.token.session_mac(id)?].concat()))
    }

    /// The session that a value is of, if this server, or one with the same token, handed it out.
    fn session(&self, value: &[u8]) -> Option<SessionId> {
        let value = BASE64_URL_SAFE_NO_PAD.decode(value).ok()?;
        let (id, mac) = value.split_first_chunk()?;
        bool::from(self.token.session_mac(id)?.ct_eq(mac)).then_some(*id)
    }

    fn has_ended(&self, id: &SessionId) -> bool {
        self.ended.lock().unwrap_or_else(PoisonError::into_inner).contains(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cookies() -> SessionCookie {
        SessionCookie::new(&Token::new("t").unwrap(), 8787, false)
    }

    fn sent(values: &[&str]) -> HeaderMap {
        values.iter().map(|value| (COOKIE, value.parse().unwrap())).collect()
    }

    #[test]
    fn is_found_among_others() {
        let cookie = cookies();
        let right = cookie.value(&[7; 16]).unwrap();
        let cases: [(Vec<String>, Option<bool>); 9] = [
            (vec![format!("dialin_session_8787={right}")], Some(true)),
            (vec![format!("a=b; dialin_session_8787={right};c")], Some(true)),
            (vec!["a=b".into(), format!("dialin_session_8787={right}")], Some(true)),
            (vec![format!("dialin_session_8787=; dialin_session_8787={right}")], Some(true)),
            (vec!["dialin_session_8787=t".into()], Some(false)),
            (vec![format!("dialin_session_8787={right}AAAA")], Some(false)),
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

    #[test]
    fn is_right_with_the_word_of_the_token_for_its_id() {
        let value = cookies().value(&[7; 16]).unwrap();
        assert_eq!(cookies().session(value.as_bytes()), Some([7; 16]));
        for position in 0..value.len() {
            let mut changed = value.clone().into_bytes();
            changed[position] = if changed[position] == b'A' { b'B' } else { b'A' };
            assert_eq!(cookies().session(&changed), None, "{position}");
        }
        let other = SessionCookie::new(&Token::new("other").unwrap(), 8787, false);
        assert_eq!(other.session(value.as_bytes()), None);
    }

    #[test]
    fn those_that_ended_first_are_forgotten_first() {
        let cookie = cookies();
        let header = |number: usize| {
            let mut id = SessionId::default();
            id[..8].copy_from_slice(&number.to_le_bytes());
            sent(&[&format!("dialin_session_8787={}", cookie.value(&id).unwrap())])
        };
        // Ended twice, and one of somebody else's making, take no place.
        cookie.end(&header(0));
        cookie.end(&sent(&["dialin_session_8787=AAAA"]));
        for number in 0..MOST_ENDED {
            cookie.end(&header(number));
        }
        assert_eq!(cookie.found_in(&header(0)), Some(false));
        cookie.end(&header(MOST_ENDED));
        let found = [0, 1, MOST_ENDED].map(|number| cookie.found_in(&header(number)));
        assert_eq!(found, [Some(true), Some(false), Some(false)]);
    }
}
