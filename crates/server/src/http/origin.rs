//! Which names a browser may call this server by, and which pages may write to it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::str::FromStr;

use axum::extract::{Request, State};
use axum::http::header::{HOST, ORIGIN};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use url::Url;

use super::ApiError;
use crate::app::App;

/// `--public-url`: how browsers reach a server behind a proxy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    /// `https://dialin.example.com`, without a final slash.
    origin: String,
    /// `Host` as a client may write it, in lower case.
    hosts: Vec<String>,
}

/// A `--public-url` that does not name an origin.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`--public-url` must be an http(s) address without path, query or user, for example `https://dialin.example.com`"
)]
pub struct PublicUrlError;

impl PublicUrl {
    /// `https://dialin.example.com`, without a final slash.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Browsers come through https.
    pub(crate) fn is_https(&self) -> bool {
        self.origin.starts_with("https:")
    }
}

impl FromStr for PublicUrl {
    type Err = PublicUrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Url::parse(text).map_err(|_| PublicUrlError)?;
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        let anonymous = url.username().is_empty() && url.password().is_none();
        let (Some(host), Some(port)) = (url.host_str(), url.port_or_known_default()) else {
            return Err(PublicUrlError);
        };
        if !bare || !anonymous || !matches!(url.scheme(), "http" | "https") {
            return Err(PublicUrlError);
        }
        let mut hosts = vec![format!("{host}:{port}")];
        if url.port().is_none() {
            hosts.push(host.to_owned());
        }
        Ok(Self { origin: url.origin().ascii_serialization(), hosts })
    }
}

/// The names this server answers to.
///
/// Without the check of `Host`, a page whose name was pointed at 127.0.0.1 after it had loaded (DNS rebinding) would
/// share an origin with the editor. Without the check of `Origin`, a page of another server on localhost could write with
/// the editor's cookie: `SameSite` does not tell ports apart. That server itself is not kept away: browsers send it the
/// cookie, as cookies know no ports, and it can use it without a browser until the session ends.
pub(crate) struct Origins {
    /// The first is one that reaches this server from its own machine.
    hosts: Vec<String>,
    origins: Vec<String>,
}

impl Origins {
    /// The address it listens on, the names of loopback on that port, and the public URL.
    pub(crate) fn new(address: SocketAddr, public_url: Option<&PublicUrl>) -> Self {
        let port = address.port();
        let [reached, own] = [reachable(address).ip(), address.ip()].map(|ip| match ip {
            IpAddr::V4(ip) => ip.to_string(),
            IpAddr::V6(ip) => format!("[{ip}]"),
        });
        let names = [reached.as_str(), own.as_str(), "localhost", "127.0.0.1", "[::1]"];
        let mut hosts = names.map(|name| format!("{name}:{port}")).to_vec();
        // What a browser leaves out.
        if port == 80 {
            hosts.extend(names.map(str::to_owned));
        }
        let mut origins: Vec<String> = hosts.iter().map(|host| format!("http://{host}")).collect();
        if let Some(public_url) = public_url {
            hosts.extend(public_url.hosts.iter().cloned());
            origins.push(public_url.origin.clone());
        }
        Self { hosts, origins }
    }

    /// An error unless there is one `Host` and it is ours, and the target names no other, as `GET http://example.com/` does:
    /// what stands in front of this server may go by either.
    fn check_host(&self, headers: &HeaderMap, target: Option<&Authority>) -> Result<(), ApiError> {
        let mut sent = headers.get_all(HOST).iter();
        let (host, None) = (sent.next(), sent.next()) else {
            return Err(ApiError::invalid_request("there is more than one `Host` header"));
        };
        let host = host.map(HeaderValue::as_bytes);
        for each in [host, target.map(|target| target.as_str().as_bytes()).or(host)] {
            if !allow(&self.hosts, each) {
                return Err(self.refuse_host(each));
            }
        }
        Ok(())
    }

    /// What to do about a name that is not ours: most often it is a right one that nobody told the server.
    fn refuse_host(&self, sent: Option<&[u8]>) -> ApiError {
        let sent = sent.and_then(|host| str::from_utf8(host).ok());
        let meant = sent.and_then(|host| format!("http://{host}").parse::<PublicUrl>().ok());
        let start = match &meant {
            Some(url) => format!("`--public-url {}` (`https:` if that is how browsers reach it)", url.origin()),
            None => "`--public-url` and the address that browsers use".to_owned(),
        };
        let own = self.hosts.first().map(String::as_str).unwrap_or_default();
        ApiError::new(
            StatusCode::MISDIRECTED_REQUEST,
            "host-not-allowed",
            format!(
                "this server does not answer to the name in the `Host` header: start it with {start}, \
                 or, on the machine it runs on, open http://{own}/"
            ),
        )
    }

    /// A program sends no `Origin`; a browser always does when a page writes.
    fn allow_origin(&self, headers: &HeaderMap) -> bool {
        let mut sent = headers.get_all(ORIGIN).iter();
        match (sent.next(), sent.next()) {
            (None, _) => true,
            (Some(origin), None) => allow(&self.origins, Some(origin.as_bytes())),
            (Some(_), Some(_)) => false,
        }
    }
}

/// An address a browser on this machine can open: `0.0.0.0` is every address, and none.
pub(crate) fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

fn allow(known: &[String], sent: Option<&[u8]>) -> bool {
    sent.is_some_and(|sent| known.iter().any(|each| each.as_bytes().eq_ignore_ascii_case(sent)))
}

/// Refuses a foreign `Host`, and a write whose `Origin` is foreign. `/healthz` is for whoever asks.
pub(crate) async fn guard_origin(State(app): State<App>, request: Request, next: Next) -> Result<Response, ApiError> {
    let headers = request.headers();
    if request.uri().path() != "/healthz" {
        app.origins().check_host(headers, request.uri().authority())?;
    }
    let writes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if writes && !app.origins().allow_origin(headers) {
        return Err(ApiError::new(
            StatusCode::FORBIDDEN,
            "forbidden-error",
            "pages from another origin cannot write here; behind a proxy, start the server with `--public-url`",
        ));
    }
    Ok(next.run(request).await)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_url_is_an_origin() {
        let cases = [
            (
                "https://Dialin.Example.com",
                Some(("https://dialin.example.com", vec!["dialin.example.com:443", "dialin.example.com"])),
            ),
            (
                "https://dialin.example.com/",
                Some(("https://dialin.example.com", vec!["dialin.example.com:443", "dialin.example.com"])),
            ),
            ("http://10.0.0.1:9000", Some(("http://10.0.0.1:9000", vec!["10.0.0.1:9000"]))),
            ("http://[::1]", Some(("http://[::1]", vec!["[::1]:80", "[::1]"]))),
            ("https://example.com/path", None),
            ("https://example.com/?query", None),
            ("https://example.com/#part", None),
            ("https://user:password@example.com", None),
            ("ftp://example.com", None),
            ("example.com", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let expected = expected.map(|(origin, hosts)| PublicUrl {
                origin: origin.to_owned(),
                hosts: hosts.into_iter().map(str::to_owned).collect(),
            });
            assert_eq!(text.parse::<PublicUrl>().ok(), expected, "{text}");
        }
    }

    #[test]
    fn answers_to_its_own_names_only() {
        let public_url = "https://dialin.example.com".parse().unwrap();
        let cases = [
            ("127.0.0.1:8787", None, "127.0.0.1:8787", true),
            ("127.0.0.1:8787", None, "localhost:8787", true),
            ("127.0.0.1:8787", None, "LOCALHOST:8787", true),
            ("127.0.0.1:8787", None, "[::1]:8787", true),
            ("127.0.0.1:8787", None, "localhost:8788", false),
            ("127.0.0.1:8787", None, "localhost", false),
            ("127.0.0.1:8787", None, "localhost:8787.evil.example", false),
            ("127.0.0.1:8787", None, "evil.example:8787", false),
            ("127.0.0.1:8787", None, "dialin.example.com", false),
            ("127.0.0.1:8787", Some(&public_url), "dialin.example.com", true),
            ("127.0.0.1:8787", Some(&public_url), "dialin.example.com:443", true),
            ("127.0.0.1:8787", Some(&public_url), "dialin.example.com:8787", false),
            ("192.168.1.5:80", None, "192.168.1.5:80", true),
            ("192.168.1.5:80", None, "192.168.1.5", true),
            ("192.168.1.5:80", None, "localhost", true),
            ("[::1]:8787", None, "[::1]:8787", true),
        ];
        for (address, public_url, host, expected) in cases {
            let origins = Origins::new(address.parse().unwrap(), public_url);
            let mut headers = HeaderMap::new();
            headers.insert(HOST, host.parse().unwrap());
            assert_eq!(origins.check_host(&headers, None).is_ok(), expected, "{address} {public_url:?} {host}");
        }
        assert!(Origins::new("0.0.0.0:1".parse().unwrap(), None).hosts.contains(&"0.0.0.0:1".to_owned()));
        assert!(Origins::new("127.0.0.1:1".parse().unwrap(), None).check_host(&HeaderMap::new(), None).is_err());
    }
}
