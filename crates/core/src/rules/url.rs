//! The webhook and the hold music, as far as their URLs tell.
//!
//! Messages name the host at most: paths and queries may carry keys.

use super::rule::{Family, rule};
use super::{Findings, Rule, Subject};
use crate::config::{Applies, Row};
use crate::report::{Issue, Path};
use crate::text::join;
use crate::url_expiry::{Expiry, expiry};
use crate::web_url::{Host, NotWebUrl, UrlInText, WebUrl, encoded};

const FAMILY: Family = Family::Url;

pub(super) const RULES: &[&Rule] = &[
    &ROOM_CREATION_API_MISSING,
    &URL_INVALID,
    &URL_HOST_NOT_ASCII,
    &URL_NOT_PUBLIC,
    &URL_NOT_HTTPS,
    &URL_CREDENTIALS,
    &URL_FRAGMENT,
    &URL_TEMPORARY_HOST,
    &URL_EXPIRES,
    &HOLD_MUSIC_NOT_MP3_NAME,
];

/// What a message calls the field.
fn spoken(row: Row) -> &'static str {
    if row == Row::HoldMusicUrl { "the hold music URL" } else { "the webhook URL" }
}

rule! {
    /// A `pinless_dialin` config without a webhook.
    ///
    /// # Why
    /// The field is documented as optional, but without it no call can be routed to a room.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pinless_dialin", "phone_number": "+12095038039"}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pinless_dialin", "phone_number": "+12095038039", "room_creation_api": "https://example.com/room"}
    /// ```
    ROOM_CREATION_API_MISSING = "room-creation-api-missing";
    severity Warning;
    source Guide;
    operations Create, Stored;
    check room_creation_api_missing;
}

fn room_creation_api_missing(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.lacks(Row::RoomCreationApi, Applies::Advised) {
        let message = "without a webhook URL, no call can be routed to a room";
        let issue = ROOM_CREATION_API_MISSING.issue(subject.path(Row::RoomCreationApi), message);
        findings.push(issue.help("give the URL of the server that makes the room"));
    }
}

rule! {
    /// A URL that is not an absolute http or https URL, or one that two readers could read differently.
    ///
    /// `params.reason` is one of `empty`, `scheme-missing`, `scheme-other`, `slashes-missing`, `bad-character`,
    /// `bad-percent`, `host-missing`, `host-invalid` and `port-invalid`.
    ///
    /// # Why
    /// Daily calls this URL. What is doubtful is refused here, where its reason can be read, and not during a call.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "example.com/room"}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "https://example.com/room"}
    /// ```
    URL_INVALID = "url-invalid";
    severity Error;
    source Seed;
    operations Create, Update, Stored;
    check url_invalid;
}

/// The URLs that could not be read, with their text.
fn unread<'a>(subject: &'a Subject<'_>) -> impl Iterator<Item = (Row, &'a NotWebUrl, &'a str)> {
    [(Row::RoomCreationApi, &subject.room_creation_api), (Row::HoldMusicUrl, &subject.hold_music_url)]
        .into_iter()
        .filter_map(|(row, url)| Some((row, url.as_ref()?.as_ref().err()?, subject.text(row)?)))
}

fn url_invalid(subject: &Subject<'_>, findings: &mut Findings) {
    for (row, problem, text) in unread(subject).filter(|(_, problem, _)| **problem != NotWebUrl::HostNotAscii) {
        let message = match problem {
            NotWebUrl::Empty => format!("{} is empty", spoken(row)),
            _ => format!("{} cannot be used: {problem}", spoken(row)),
        };
        let issue = URL_INVALID.issue(subject.path(row), message).param("reason", problem.reason());
        let issue = issue.help(help(problem, row));
        findings.push(match corrected(problem, text) {
            // Paths carry keys, too: the caller who gave the URL sees it, a log does not.
            Some(url) => issue.suggest_privately(url.as_str().into()),
            None => issue,
        });
    }
}

/// The one URL that was certainly meant. None for what may carry more than one meaning or key.
fn corrected(problem: &NotWebUrl, text: &str) -> Option<WebUrl> {
    // Braces are a place that somebody forgot to fill in.
    if !matches!(problem, NotWebUrl::BadCharacter { .. }) || text.contains(['@', '?', '{', '}']) {
        return None;
    }
    encoded(text)
}

fn help(problem: &NotWebUrl, row: Row) -> String {
    let example =
        if row == Row::HoldMusicUrl { "`https://example.com/hold.mp3`" } else { "`https://example.com/room`" };
    let help = match problem {
        NotWebUrl::Empty => return join(&["leave the field out, or give a URL such as ", example]),
        NotWebUrl::BadCharacter { character, .. } if character.is_control() => "remove it",
        NotWebUrl::BadCharacter { character: '{' | '}', .. } => "fill in what stands between the braces",
        NotWebUrl::BadCharacter { .. } | NotWebUrl::BadPercent { .. } => {
            "percent-encode it, for example `%20` for a space"
        }
        NotWebUrl::HostInvalid(_) | NotWebUrl::PortInvalid => "check the host and the port",
        _ => return join(&["write it whole, for example ", example]),
    };
    help.to_owned()
}

rule! {
    /// A host that is not written in ASCII.
    ///
    /// # Why
    /// Such a name is sent in its `xn--` form, and not every program makes the same one from the same letters.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "https://bücher.example/room"}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "https://xn--bcher-kva.example/room"}
    /// ```
    URL_HOST_NOT_ASCII = "url-host-not-ascii";
    severity Error;
    source Policy;
    operations Create, Update, Stored;
    check url_host_not_ascii;
}

fn url_host_not_ascii(subject: &Subject<'_>, findings: &mut Findings) {
    for (row, _, _) in unread(subject).filter(|(_, problem, _)| **problem == NotWebUrl::HostNotAscii) {
        let message = format!("the host of {} is not written in ASCII", spoken(row));
        let issue = URL_HOST_NOT_ASCII.issue(subject.path(row), message);
        findings.push(issue.help("write the host in its `xn--` form"));
    }
}

rule! {
    /// A URL that only one machine or one network reaches.
    ///
    /// That is `localhost`, a private or reserved address, `.local`, `.internal`, `.test`, or a host without a dot. The
    /// option `allowPrivateHosts` lets them pass, for trying things out.
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

/// Pushes one issue for each URL that `applies`.
fn each_url<'a>(
    subject: &Subject<'a>,
    findings: &mut Findings,
    applies: impl Fn(&UrlInText<'a>) -> bool,
    issue: impl Fn(Path, &'static str) -> Issue,
) {
    for (row, _) in subject.urls().filter(|(_, url)| applies(url)) {
        findings.push(issue(subject.path(row), spoken(row)));
    }
}

rule! {
    /// A URL with plain http.
    ///
    /// # Why
    /// Callers' numbers, and the secret's signature, cross the network in the open.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "http://example.com/room"}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "https://example.com/room"}
    /// ```
    URL_NOT_HTTPS = "url-not-https";
    severity Warning;
    source Policy;
    operations Create, Update, Stored;
    check url_not_https;
}

fn url_not_https(subject: &Subject<'_>, findings: &mut Findings) {
    each_url(
        subject,
        findings,
        |url| !url.is_https(),
        |path, spoken| {
            URL_NOT_HTTPS
                .issue(path, format!("{spoken} is plain http; our advice is https"))
                .help("use https if the server has it")
        },
    );
}

rule! {
    /// A URL with a user name or password in it.
    ///
    /// # Why
    /// It is shown wherever the config is shown. Not every caller sends it.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "https://user:pass@example.com/room"}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "https://example.com/room"}
    /// ```
    URL_CREDENTIALS = "url-credentials";
    severity Warning;
    source Policy;
    operations Create, Update, Stored;
    check url_credentials;
}

fn url_credentials(subject: &Subject<'_>, findings: &mut Findings) {
    for (row, _) in subject.urls().filter(|(_, url)| url.has_credentials()) {
        let message = format!("{} has a user name or password in it", spoken(row));
        findings.push(URL_CREDENTIALS.issue(subject.path(row), message).help(if row == Row::HoldMusicUrl {
            "put the file where no password is needed"
        } else {
            "take it out; verify the webhook's signature instead"
        }));
    }
}

rule! {
    /// A URL with a fragment.
    ///
    /// # Why
    /// What follows `#` is never sent to a server.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "https://example.com/room#north"}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "https://example.com/room"}
    /// ```
    URL_FRAGMENT = "url-fragment";
    severity Warning;
    source Policy;
    operations Create, Update, Stored;
    check url_fragment;
}

fn url_fragment(subject: &Subject<'_>, findings: &mut Findings) {
    each_url(
        subject,
        findings,
        |url| url.fragment().is_some(),
        |path, spoken| {
            URL_FRAGMENT.issue(path, format!("{spoken} has a fragment (`#…`), which is never sent")).help("take it out")
        },
    );
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
    /// A host that is there for a while only: ngrok, trycloudflare, loca.lt, webhook.site and the like.
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
            let message = format!("the host `{host}` of {} is a temporary one", spoken(row));
            let issue = URL_TEMPORARY_HOST.issue(subject.path(row), message).param("host", host.as_ref());
            findings.push(issue.help("give a lasting host before real calls come in"));
        }
    }
}

rule! {
    /// A signed URL that stops working.
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
            Expiry::At(moment) => format!("{} is signed and stops working at `{moment}`", spoken(row)),
            Expiry::Unread => format!("{} is signed and stops working after a while", spoken(row)),
        };
        let issue = URL_EXPIRES.issue(subject.path(row), message);
        let issue = match expiry {
            Expiry::At(moment) => issue.param("expires", moment),
            Expiry::Unread => issue,
        };
        findings.push(issue.help("give a URL that lasts"));
    }
}

/// Endings of other audio formats than MP3.
const OTHER_AUDIO: &[&str] = &[
    "aac", "aif", "aiff", "amr", "au", "caf", "flac", "m4a", "mid", "midi", "mp2", "mp4", "oga", "ogg", "opus", "wav",
    "webm", "wma",
];

rule! {
    /// Hold music whose name ends like another audio format.
    ///
    /// # Why
    /// Daily plays MP3 only. The name proves nothing, but it is a strong hint.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "https://example.com/room",
    ///  "hold_music_url": "https://example.com/hold.wav"}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "https://example.com/room",
    ///  "hold_music_url": "https://example.com/hold.mp3"}
    /// ```
    HOLD_MUSIC_NOT_MP3_NAME = "hold-music-not-mp3-name";
    severity Warning;
    source Seed;
    operations Create, Update, Stored;
    check hold_music_not_mp3_name;
}

fn hold_music_not_mp3_name(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(Ok(url)) = &subject.hold_music_url else { return };
    let path = url.path();
    // What follows the last dot, unless a folder begins behind it.
    let Some(dot) = path.bytes().rposition(|byte| matches!(byte, b'.' | b'/')) else { return };
    let Some(ending) = path.get(dot..).and_then(|rest| rest.strip_prefix('.')) else { return };
    if OTHER_AUDIO.iter().any(|other| other.eq_ignore_ascii_case(ending)) {
        let ending = ending.to_ascii_lowercase();
        let message = format!("the hold music's name ends in `.{ending}`; Daily plays MP3 only");
        let issue = HOLD_MUSIC_NOT_MP3_NAME.issue(subject.path(Row::HoldMusicUrl), message);
        findings.push(issue.param("ending", ending).help("convert it: `ffmpeg -i in -codec:a libmp3lame out.mp3`"));
    }
}
