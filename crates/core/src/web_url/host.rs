//! The host of a URL.

use std::borrow::Cow;
use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use super::NotWebUrl;
use super::reserved::{is_reserved_v4, is_reserved_v6};

/// The longest host name and the longest label of one (RFC 1035, 2.3.4).
const MAX_NAME: usize = 253;
const MAX_LABEL: usize = 63;

/// A host name (ASCII, lower case) or an address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Host<T = String> {
    /// A name, lower case.
    Name(T),
    /// Four decimal numbers.
    V4(Ipv4Addr),
    /// Written in `[…]`.
    V6(Ipv6Addr),
}

impl<'a> Host<Cow<'a, str>> {
    pub(super) fn read(text: &'a str) -> Result<Self, NotWebUrl> {
        if text.is_empty() {
            return Err(NotWebUrl::HostMissing);
        }
        if let Some(address) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            return address.parse().map(Self::V6).map_err(|_| NotWebUrl::HostInvalid("is not an IPv6 address"));
        }
        let labels = text.as_bytes().split(|byte| *byte == b'.');
        // The URL standard reads a name whose last label is a number as an IPv4 address, in any of many notations.
        if labels.clone().next_back().is_some_and(is_numeric_label) {
            return text.parse().map(Self::V4).map_err(|_| {
                NotWebUrl::HostInvalid("ends in a number, but is not an IPv4 address of four decimal numbers")
            });
        }
        if text.len() > MAX_NAME {
            return Err(NotWebUrl::HostInvalid("is longer than 253 characters"));
        }
        for label in labels {
            check_label(label)?;
        }
        let has_capitals = text.bytes().any(|byte| byte.is_ascii_uppercase());
        Ok(Self::Name(if has_capitals { text.to_ascii_lowercase().into() } else { text.into() }))
    }
}

impl<T: AsRef<str>> Host<T> {
    /// Nobody outside of one machine or network can reach it.
    pub fn is_private(&self) -> bool {
        match self {
            Self::V4(address) => is_reserved_v4(*address),
            Self::V6(address) => is_reserved_v6(*address),
            Self::Name(name) => {
                // RFC 6761 (localhost, test, invalid), RFC 6762 (local), RFC 8375 (home.arpa), ICANN 2024 (internal).
                let name = name.as_ref();
                name.rsplit_once('.').is_none_or(|(before, last)| match last {
                    "localhost" | "local" | "internal" | "test" | "invalid" => true,
                    "arpa" => before.rsplit('.').next() == Some("home"),
                    _ => false,
                })
            }
        }
    }
}

impl<T: AsRef<str>> fmt::Display for Host<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => formatter.write_str(name.as_ref()),
            Self::V4(address) => address.fmt(formatter),
            Self::V6(address) => write!(formatter, "[{address}]"),
        }
    }
}

fn is_numeric_label(label: &[u8]) -> bool {
    match label {
        [b'0', b'x' | b'X', rest @ ..] => rest.iter().all(u8::is_ascii_hexdigit),
        _ => !label.is_empty() && label.iter().all(u8::is_ascii_digit),
    }
}

fn check_label(label: &[u8]) -> Result<(), NotWebUrl> {
    if label.is_empty() {
        return Err(NotWebUrl::HostInvalid("has an empty label: one dot too many"));
    }
    if label.len() > MAX_LABEL {
        return Err(NotWebUrl::HostInvalid("has a label longer than 63 characters"));
    }
    if !label.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
        return Err(NotWebUrl::HostInvalid("holds a character other than letters, digits, `-`, `_` and `.`"));
    }
    if label.starts_with(b"-") || label.ends_with(b"-") {
        return Err(NotWebUrl::HostInvalid("has a label that begins or ends with `-`"));
    }
    Ok(())
}
