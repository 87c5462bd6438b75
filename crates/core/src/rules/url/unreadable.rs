//! Texts that are no URL, or none that everybody reads alike.

use super::{FAMILY, spoken};
use crate::config::Row;
use crate::quote::is_invisible;
use crate::rules::rule::rule;
use crate::rules::{Findings, Subject};
use crate::text::{has_any, join};
use crate::web_url::{NotWebUrl, WebUrl, encoded};

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
    if !matches!(problem, NotWebUrl::BadCharacter { .. }) || has_any(text, b"@?{}") {
        return None;
    }
    encoded(text)
}

fn help(problem: &NotWebUrl, row: Row) -> String {
    let example =
        if row == Row::HoldMusicUrl { "`https://example.com/hold.mp3`" } else { "`https://example.com/room`" };
    let help = match problem {
        NotWebUrl::Empty => return join(&["leave the field out, or give a URL such as ", example]),
        NotWebUrl::BadCharacter { character, .. } if is_invisible(*character) => "remove it: it cannot be seen",
        NotWebUrl::BadCharacter { character: '<' | '"' | '\u{201C}', position: 1 } => "give the URL alone",
        NotWebUrl::BadCharacter { character: '{' | '}', .. } => "fill in what is between the braces",
        NotWebUrl::BadCharacter { .. } | NotWebUrl::BadPercent { .. } => {
            "percent-encode it, for example `%20` for a space"
        }
        NotWebUrl::HostInvalid(_) | NotWebUrl::PortInvalid => "check the host and the port",
        _ => return join(&["write it in full, for example ", example]),
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
