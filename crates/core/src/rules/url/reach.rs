//! Whether Daily reaches what a URL names, now and later.

use super::{FAMILY, spoken};
use crate::rules::rule::rule;
use crate::rules::{Findings, Subject};
use crate::url_expiry::{Expiry, expiry};
use crate::web_url::Host;

rule! {
    /// A URL that only one machine or one network reaches.
    ///
    /// Such hosts are private and reserved addresses, names without a dot, and `.localhost`, `.local`, `.internal`, `.test`,
    /// `.invalid` and `.home.arpa`. The option `allowPrivateHosts` lets them pass, for trying things out.
    ///
    /// # Why
    /// Daily calls from outside.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "https://localhost:3000/room"}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "https://example.com/room"}
    /// ```
    URL_NOT_PUBLIC = "url-not-public";
    severity Error;
    source Seed;
    operations Create, Update, Stored;
    check url_not_public;
}

fn url_not_public(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.options.allow_private_hosts {
        return;
    }
    for (row, url) in subject.urls().filter(|(_, url)| url.host().is_private()) {
        // An address as it was written: its `Display` is 1.5 KB of WebAssembly.
        let host = url.host_text().to_ascii_lowercase();
        let message = format!("Daily cannot reach the host `{host}` of {} from outside", spoken(row));
        let issue = URL_NOT_PUBLIC.issue(subject.path(row), message).param("host", host);
        findings.push(issue.help("give a public host"));
    }
}

/// Tunnels and request bins, as their own sites name them (last verified November 2026). Two labels each.
const TEMPORARY_HOSTS: &[&str] = &[
    "beeceptor.com",
    "bore.pub",
    "devtunnels.ms",
    "lhr.life",
    "loca.lt",
    "localhost.run",
    "localtunnel.me",
    "ngrok-free.app",
    "ngrok-free.dev",
    "ngrok.app",
    "ngrok.dev",
    "ngrok.io",
    "pagekite.me",
    "pinggy.link",
    "requestbin.com",
    "requestcatcher.com",
    "serveo.net",
    "smee.io",
    "trycloudflare.com",
    "tunnelmole.net",
    "webhook.site",
];

rule! {
    /// A temporary host: ngrok, trycloudflare, loca.lt, webhook.site and the like.
    ///
    /// # Why
    /// It is right while trying things out. When the tunnel closes, callers hear silence.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "https://abc123.ngrok-free.app/room"}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "https://example.com/room"}
    /// ```
    URL_TEMPORARY_HOST = "url-temporary-host";
    severity Warning;
    source Policy;
    operations Create, Update, Stored;
    check url_temporary_host;
}

fn url_temporary_host(subject: &Subject<'_>, findings: &mut Findings) {
    for (row, url) in subject.urls() {
        let Host::Name(host) = url.host() else { continue };
        let last_two: usize = host.as_bytes().rsplit(|byte| *byte == b'.').take(2).map(|label| label.len() + 1).sum();
        let domain = host.get((host.len() + 1).saturating_sub(last_two)..).unwrap_or(host);
        if TEMPORARY_HOSTS.contains(&domain) {
            let message = format!("the host `{host}` of {} is temporary", spoken(row));
            let issue = URL_TEMPORARY_HOST.issue(subject.path(row), message).param("host", host.as_ref());
            findings.push(issue.help("use a permanent host before real calls come in"));
        }
    }
}

rule! {
    /// A signed URL that expires.
    ///
    /// Amazon and Google (`X-Amz-Expires`, `X-Goog-Expires`, `Expires`) and Azure (`se`) write the moment into the URL; it
    /// is in `params.expires`, as far as it can be read.
    ///
    /// # Why
    /// The config outlives it. From then on callers hear silence.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "https://example.com/room",
    ///  "hold_music_url": "https://example.com/hold.mp3?X-Amz-Date=20261121T120000Z&X-Amz-Expires=3600"}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "https://example.com/room",
    ///  "hold_music_url": "https://example.com/hold.mp3"}
    /// ```
    URL_EXPIRES = "url-expires";
    severity Warning;
    source Policy;
    operations Create, Update, Stored;
    check url_expires;
}

fn url_expires(subject: &Subject<'_>, findings: &mut Findings) {
    for (row, url) in subject.urls() {
        let Some(expiry) = expiry(url) else { continue };
        let message = match &expiry {
            Expiry::At(moment) => format!("{} is signed and expires at `{moment}`", spoken(row)),
            Expiry::Unread => format!("{} is signed and expires at some point", spoken(row)),
        };
        let issue = URL_EXPIRES.issue(subject.path(row), message);
        let issue = match expiry {
            Expiry::At(moment) => issue.param("expires", moment),
            Expiry::Unread => issue,
        };
        findings.push(issue.help("give one that does not expire"));
    }
}
