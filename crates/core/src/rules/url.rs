//! The webhook and the hold music, as far as their URLs tell. Texts that are none are in `unreadable.rs`; whether Daily gets an
//! answer there, in `reach.rs`.
//!
//! Messages name the host at most: paths and queries may carry keys.

mod reach;
mod unreadable;

use reach::{URL_EXPIRES, URL_NOT_PUBLIC, URL_TEMPORARY_HOST};
use unreadable::{URL_HOST_NOT_ASCII, URL_INVALID};

use super::rule::{Family, rule};
use super::{Findings, Rule, Subject};
use crate::config::{Applies, Row};
use crate::report::{Issue, Path};
use crate::web_url::UrlInText;

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
                .issue(path, format!("{spoken} is plain http; we advise https"))
                .help("use https if the server supports it")
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
