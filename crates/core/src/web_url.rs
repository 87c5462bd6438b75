//! A strict subset of the URL standard: absolute `http` and `https` URLs, nothing that two readers could read differently.
//!
//! What is accepted here, crate `url` accepts too, with the same host and port (a property test holds them together). The one
//! exception is a label in `xn--` form that IDNA's tables refuse: the tables are larger than this crate.
//! Crate `url` itself would cost 25–67 KB of a browser's download and half of the checking time.

mod host;
mod reserved;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use thiserror::Error;

use crate::marks::{Marks, fits_anywhere_in_url};
use crate::quote::{named_character, slips_in};
use crate::text::{has_any, push_percent, trim};

pub use host::Host;

/// An absolute http(s) URL, kept as it was written. `T` is its text; while a config is being checked, what that holds. `Debug` shows
/// the scheme and the host: a password or a signature may stand in the rest.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct WebUrl<T = String> {
    text: T,
    https: bool,
    credentials: bool,
    host: Host<T>,
    port: Option<u16>,
    /// Where the host begins and ends, in bytes.
    host_start: usize,
    host_end: usize,
    /// Where path, query and fragment begin, in bytes; each ends where the next begins.
    path_start: usize,
    query_start: usize,
    fragment_start: usize,
}

impl<T: fmt::Debug> fmt::Debug for WebUrl<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.https { "https" } else { "http" };
        formatter.debug_tuple("WebUrl").field(&scheme).field(&self.host).finish_non_exhaustive()
    }
}

/// A URL in the text of a config that is being checked.
pub(crate) type UrlInText<'a> = WebUrl<Cow<'a, str>>;

/// Why a string is not such a URL.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum NotWebUrl {
    /// Nothing, or white space only.
    #[error("it is empty")]
    Empty,
    /// No `scheme:` in front.
    #[error("it does not start with `https://`")]
    SchemeMissing,
    /// Another scheme than http or https.
    #[error("its scheme is `{0}`; only `https` and `http` work")]
    SchemeOther(String),
    /// `https:/host`, `https:host`, a backslash: readers repair this in different ways.
    #[error("`//` does not follow the scheme")]
    SlashesMissing,
    /// A character a URL may not hold; `position` counts characters from 1.
    #[error("{} (character {position}) is not allowed in a URL", named_character(*.character))]
    BadCharacter {
        /// The first such character.
        character: char,
        /// Its place, counted in characters from 1.
        position: usize,
    },
    /// `%` without two hex digits after it; `position` counts characters from 1.
    #[error("the `%` (character {position}) is not followed by two hex digits")]
    BadPercent {
        /// Its place, counted in characters from 1.
        position: usize,
    },
    /// No host.
    #[error("it has no host")]
    HostMissing,
    /// A host with a character outside ASCII.
    #[error("its host is not written in ASCII")]
    HostNotAscii,
    /// A host that no reader or not every reader understands.
    #[error("its host {0}")]
    HostInvalid(&'static str),
    /// A port that is not a number from 1 to 65535.
    #[error("its port is not a number from 1 to 65535")]
    PortInvalid,
}

impl NotWebUrl {
    /// The stable name of the reason, as `params.reason` carries it.
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::SchemeMissing => "scheme-missing",
            Self::SchemeOther(_) => "scheme-other",
            Self::SlashesMissing => "slashes-missing",
            Self::BadCharacter { .. } => "bad-character",
            Self::BadPercent { .. } => "bad-percent",
            Self::HostMissing => "host-missing",
            Self::HostNotAscii => "host-not-ascii",
            Self::HostInvalid(_) => "host-invalid",
            Self::PortInvalid => "port-invalid",
        }
    }
}

impl WebUrl {
    /// Reads a URL. Nothing is trimmed or repaired.
    ///
    /// # Errors
    /// [`NotWebUrl`] names the first thing that is wrong.
    pub fn parse(text: &str) -> Result<Self, NotWebUrl> {
        WebUrl::read(text).map(WebUrl::into_owned)
    }
}

impl<'a> UrlInText<'a> {
    /// [`WebUrl::parse`] that copies nothing but a host with capital letters.
    pub(crate) fn read(text: &'a str) -> Result<Self, NotWebUrl> {
        if trim(text).is_empty() {
            return Err(NotWebUrl::Empty);
        }
        let (https, after_scheme) = read_scheme(text)?;
        let after_slashes = after_scheme.strip_prefix("//").ok_or(NotWebUrl::SlashesMissing)?;
        let (authority, tail) = split_before(after_slashes, |byte| matches!(byte, b'/' | b'?' | b'#' | b'\\'));
        let (user_info, host_and_port) = match split_at_last(authority, b'@') {
            Some((user_info, rest)) => (Some(user_info), rest),
            None => (None, authority),
        };
        let (host_text, port_text) = split_port(host_and_port)?;
        // Before everything else: a host in its own script is a matter of its own, on every platform alike.
        if !host_text.is_ascii() {
            return Err(NotWebUrl::HostNotAscii);
        }
        // A second `@`, or a bracket outside of an IPv6 address: readers disagree about where the host begins.
        if user_info.is_some_and(|info| has_any(info, b"@[]")) {
            return Err(NotWebUrl::HostInvalid("cannot be told apart from the user name before it"));
        }
        let host = Host::read(host_text)?;
        let port = port_text.map(read_port).transpose()?;
        if Marks::of(text).any(Marks::DOUBTFUL_IN_URL)
            && let Some(bad) = first_bad_character(text)
        {
            return Err(bad);
        }
        let (before_fragment, fragment) = split_before(tail, |byte| byte == b'#');
        let (path, _) = split_before(before_fragment, |byte| byte == b'?');
        let path_start = text.len() - tail.len();
        let host_start = path_start - host_and_port.len();
        Ok(Self {
            text: Cow::Borrowed(text),
            https,
            credentials: user_info.is_some(),
            host,
            port,
            host_start,
            host_end: host_start + host_text.len(),
            path_start,
            query_start: path_start + path.len(),
            fragment_start: text.len() - fragment.len(),
        })
    }

    pub(crate) fn into_owned(self) -> WebUrl {
        let host = match self.host {
            Host::Name(name) => Host::Name(name.into_owned()),
            Host::V4(address) => Host::V4(address),
            Host::V6(address) => Host::V6(address),
        };
        let Self { https, credentials, port, host_start, host_end, path_start, query_start, fragment_start, .. } = self;
        let text = self.text.into_owned();
        WebUrl { text, https, credentials, host, port, host_start, host_end, path_start, query_start, fragment_start }
    }
}

impl<T: AsRef<str>> WebUrl<T> {
    /// The URL as it was written.
    pub fn as_str(&self) -> &str {
        self.text.as_ref()
    }

    /// `https`, not `http`.
    pub const fn is_https(&self) -> bool {
        self.https
    }

    /// `user@` or `user:pass@` is before the host.
    pub const fn has_credentials(&self) -> bool {
        self.credentials
    }

    /// The host, lower case.
    pub const fn host(&self) -> &Host<T> {
        &self.host
    }

    /// The host as it was written.
    pub(crate) fn host_text(&self) -> &str {
        self.as_str().get(self.host_start..self.host_end).unwrap_or_default()
    }

    /// The port, where one is written.
    pub const fn port(&self) -> Option<u16> {
        self.port
    }

    /// The path with its leading `/`; empty when none is written.
    pub fn path(&self) -> &str {
        self.as_str().get(self.path_start..self.query_start).unwrap_or_default()
    }

    /// The query without its `?`, where there is one.
    pub fn query(&self) -> Option<&str> {
        self.as_str().get(self.query_start..self.fragment_start)?.strip_prefix('?')
    }

    /// The fragment without its `#`, where there is one.
    pub fn fragment(&self) -> Option<&str> {
        self.as_str().get(self.fragment_start..)?.strip_prefix('#')
    }

    /// The value of a query parameter, as written (not decoded); names compare without regard to case.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.query()?.split('&').find_map(|pair| {
            let (key, value) = pair.split_once('=')?;
            key.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

impl FromStr for WebUrl {
    type Err = NotWebUrl;

    fn from_str(text: &str) -> Result<Self, NotWebUrl> {
        Self::parse(text)
    }
}

impl fmt::Display for WebUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl Serialize for WebUrl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

/// Splits before the first byte, an ASCII character, that `ends` the first part.
fn split_before(text: &str, ends: impl Fn(u8) -> bool) -> (&str, &str) {
    let end = text.bytes().position(ends).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// Splits around the last of a byte, an ASCII character.
fn split_at_last(text: &str, byte: u8) -> Option<(&str, &str)> {
    let place = text.bytes().rposition(|each| each == byte)?;
    Some((text.get(..place)?, text.get(place + 1..)?))
}

/// Whether it is https, and what follows the `:`.
fn read_scheme(text: &str) -> Result<(bool, &str), NotWebUrl> {
    if let Some(rest) = text.strip_prefix("https:") {
        return Ok((true, rest));
    }
    let Some((scheme, rest)) = text.split_once(':') else { return Err(NotWebUrl::SchemeMissing) };
    if scheme.eq_ignore_ascii_case("https") {
        return Ok((true, rest));
    }
    if scheme.eq_ignore_ascii_case("http") {
        return Ok((false, rest));
    }
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|character| character.is_ascii_alphanumeric() || "+-".contains(character));
    // `example.com:8080/x` and `localhost:3000` have a colon, but no scheme.
    let port_follows = rest.starts_with(|first: char| first.is_ascii_digit());
    // `user:password@host` has a colon, too.
    if is_scheme && !port_follows && !has_any(rest, b"@") && scheme.len() <= 20 {
        Err(NotWebUrl::SchemeOther(scheme.to_ascii_lowercase()))
    } else {
        first_bad_character(text)
            .filter(|bad| matches!(bad, NotWebUrl::BadCharacter { position: 1, .. }))
            .map_or(Err(NotWebUrl::SchemeMissing), Err)
    }
}

/// Splits `host:port`; the colons inside `[…]` are the address's own.
fn split_port(text: &str) -> Result<(&str, Option<&str>), NotWebUrl> {
    if text.starts_with('[') {
        let Some((address, rest)) = text.split_once(']') else {
            return Err(NotWebUrl::HostInvalid("opens a `[` that is never closed"));
        };
        let host = text.get(..=address.len()).unwrap_or(text);
        return match rest.strip_prefix(':') {
            Some(port) => Ok((host, Some(port))),
            None if rest.is_empty() => Ok((host, None)),
            None => Err(NotWebUrl::HostInvalid("goes on after the `]`")),
        };
    }
    Ok(split_at_last(text, b':').map_or((text, None), |(host, port)| (host, Some(port))))
}

fn read_port(text: &str) -> Result<u16, NotWebUrl> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) || text.len() > 5 {
        return Err(NotWebUrl::PortInvalid);
    }
    text.parse().ok().filter(|&port| port != 0).ok_or(NotWebUrl::PortInvalid)
}

/// RFC 3986: unreserved, sub-delims, `:@/?#[]` and `%XX`; everything else has to be percent-encoded.
fn first_bad_character(text: &str) -> Option<NotWebUrl> {
    let mut characters = (1..).zip(text.chars());
    let mut fragment_seen = false;
    while let Some((position, character)) = characters.next() {
        let fits = u8::try_from(character).is_ok_and(fits_anywhere_in_url) || (character == '#' && !fragment_seen);
        if character == '#' {
            fragment_seen = true;
        }
        if character == '%' {
            let hex = |next: Option<(usize, char)>| next.is_some_and(|(_, digit)| digit.is_ascii_hexdigit());
            if !(hex(characters.next()) && hex(characters.next())) {
                return Some(NotWebUrl::BadPercent { position });
            }
        } else if !fits {
            return Some(NotWebUrl::BadCharacter { character, position });
        }
    }
    None
}

/// A public URL with the same parts, without what came along with it when it was pasted, and percent-encoded where a character is
/// not allowed; `None` where it cannot be said.
pub(crate) fn encoded(text: &str) -> Option<WebUrl> {
    let text = text.trim_matches(comes_along);
    // Two of them, pasted at once.
    if text.split("://").nth(2).is_some() {
        return None;
    }
    let mut repaired = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if slips_in(character) || character == '\\' {
            return None;
        }
        if character.is_ascii() && !" \"<>^`{|}".contains(character) {
            repaired.push(character);
        } else {
            let mut buffer = [0; 4];
            for byte in character.encode_utf8(&mut buffer).bytes() {
                push_percent(&mut repaired, byte);
            }
        }
    }
    WebUrl::parse(&repaired).ok()
}

/// What mail, chat programs and documents put around a URL.
fn comes_along(character: char) -> bool {
    slips_in(character)
        || matches!(character, ' ' | '<' | '>' | '"' | '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{AB}' | '\u{BB}')
}
