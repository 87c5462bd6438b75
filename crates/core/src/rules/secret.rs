//! The signing secret. No message, param or suggestion ever repeats it.

use super::rule::{Family, rule};
use super::{Findings, Operation, Rule, Subject};
use crate::config::{Applies, Row};
use crate::report::{Issue, Path};
use crate::secret::{PUBLISHED, SecretText, read_secret};
use crate::text::counted;

const FAMILY: Family = Family::Secret;

pub(super) const RULES: &[&Rule] = &[&HMAC_ABSENT, &HMAC_NOT_BASE64, &HMAC_LOOKS_HEX, &HMAC_LENGTH, &HMAC_PUBLISHED];

/// Fewer bytes than this are guessable before long; more than 64 are hashed down by HMAC-SHA256 anyway (RFC 2104, 2).
const BYTES: std::ops::RangeInclusive<usize> = 24..=64;

/// How to come to a new secret, with common tools.
fn anew(subject: &Subject<'_>) -> &'static str {
    // Whether an update without one makes a new one, no document says.
    if subject.operation == Operation::Create {
        "leave it out and Daily makes one, or make 32 random bytes: `openssl rand -base64 32`"
    } else {
        "make 32 random bytes: `openssl rand -base64 32`"
    }
}

rule! {
    /// A `pinless_dialin` config without a signing secret.
    ///
    /// # Why
    /// Daily makes one and returns it: store it, because the webhook needs it to tell Daily's calls from anyone else's.
    /// The one below is a sample: make your own with `openssl rand -base64 32`.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "https://example.com/room"}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "https://example.com/room",
    ///  "hmac": "ABEiM0RVZneImaq7zN3u/wARIjNEVWZ3iJmqu8zd7v8="}
    /// ```
    HMAC_ABSENT = "hmac-absent";
    severity Info;
    source Guide;
    operations Create;
    check hmac_absent;
}

fn hmac_absent(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.lacks(Row::Hmac, Applies::Optional) {
        let message = "no signing secret: Daily makes one and returns it";
        findings.push(HMAC_ABSENT.issue(subject.path(Row::Hmac), message).help("store the one that comes back"));
    }
}

rule! {
    /// A signing secret that is not standard padded base64.
    ///
    /// `params.reason` is one of `empty`, `literal-null`, `hex` (16 digits of it or more, which do not decode as base64), `whitespace`,
    /// `padding`, `url-safe-alphabet` and `other`.
    ///
    /// # Why
    /// Daily decodes the secret before it signs. What cannot be decoded cannot be verified, or is decoded differently by each side.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "https://example.com/room", "hmac": "not a secret"}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "https://example.com/room"}
    /// ```
    HMAC_NOT_BASE64 = "hmac-not-base64";
    severity Error;
    source Field;
    operations Create, Update, Stored, Verify;
    check hmac_not_base64;
}

fn hmac_not_base64(subject: &Subject<'_>, findings: &mut Findings) {
    if let Some(SecretText::Other(reason)) = subject.secret {
        findings.push(no_base64(reason, subject.path(Row::Hmac), anew(subject)));
    }
}

/// The issue of a secret that is not base64, where a call is signed or verified with it.
pub(crate) fn not_base64(secret: &str, path: Path) -> Option<Issue> {
    let SecretText::Other(reason) = read_secret(secret) else { return None };
    Some(no_base64(reason, path, "copy the `hmac` of the config, without quotes"))
}

/// `anew`: what helps where the text cannot be mended.
fn no_base64(reason: &'static str, path: Path, anew: &'static str) -> Issue {
    let message = match reason {
        "empty" => "the signing secret is empty",
        "literal-null" => "the signing secret is the word `null` or `undefined`, not a secret",
        "hex" => "the signing secret is hex, not base64",
        "whitespace" => "the signing secret contains whitespace",
        "padding" => "the signing secret is base64 with the wrong padding or length",
        "url-safe-alphabet" => "the signing secret uses the URL-safe alphabet of base64 (`-` and `_`)",
        _ => "the signing secret is not base64",
    };
    let help = match reason {
        "hex" => "encode the same bytes as base64",
        "whitespace" => "remove the spaces and line breaks",
        "padding" => "copy it whole: it has too many or too few `=`, or its end was cut off",
        "url-safe-alphabet" => "write `+` for `-` and `/` for `_`",
        _ => anew,
    };
    HMAC_NOT_BASE64.issue(path, message).param("reason", reason).help(help)
}

/// The secret, where it is base64: how many bytes, and whether it is hex text, too.
fn decoded(subject: &Subject<'_>) -> Option<(usize, bool)> {
    if let Some(SecretText::Base64 { bytes, looks_hex }) = subject.secret { Some((bytes, looks_hex)) } else { None }
}

rule! {
    /// A signing secret in hex that also happens to be base64.
    ///
    /// # Why
    /// Daily decodes it as base64. It works only if the webhook's server does the same, and does not read it as hex.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "https://example.com/room",
    ///  "hmac": "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "https://example.com/room",
    ///  "hmac": "ABEiM0RVZneImaq7zN3u/wARIjNEVWZ3iJmqu8zd7v8="}
    /// ```
    HMAC_LOOKS_HEX = "hmac-looks-hex";
    severity Warning;
    source Field;
    operations Create, Update, Stored, Verify;
    check hmac_looks_hex;
}

fn hmac_looks_hex(subject: &Subject<'_>, findings: &mut Findings) {
    if let Some((_, true)) = decoded(subject) {
        findings.push(hex_and_base64(subject.path(Row::Hmac)));
    }
}

/// The issue of a secret that looks like hex, where no signature made with it matches.
pub(crate) fn looks_hex(secret: &str, path: Path) -> Option<Issue> {
    let looks_hex = matches!(read_secret(secret), SecretText::Base64 { looks_hex: true, .. });
    looks_hex.then(|| hex_and_base64(path))
}

fn hex_and_base64(path: Path) -> Issue {
    let message = "the signing secret looks like hex; Daily reads it as base64";
    let help = "encode the bytes as base64, or make sure that your server also decodes base64";
    HMAC_LOOKS_HEX.issue(path, message).help(help)
}

rule! {
    /// A signing secret of fewer than 24 or more than 64 bytes.
    ///
    /// # Why
    /// A short one can be guessed; bytes beyond 64 add nothing to HMAC-SHA256. 32 random bytes are right.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "https://example.com/room", "hmac": "c2hvcnQ="}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "https://example.com/room"}
    /// ```
    HMAC_LENGTH = "hmac-length";
    severity Warning;
    source Policy;
    operations Create, Update, Stored;
    check hmac_length;
}

fn hmac_length(subject: &Subject<'_>, findings: &mut Findings) {
    let Some((bytes, _)) = decoded(subject) else { return };
    if !BYTES.contains(&bytes) {
        let message = format!("the signing secret has {}; we advise 32", counted(bytes as u64, "byte"));
        let issue = HMAC_LENGTH.issue(subject.path(Row::Hmac), message).param("bytes", bytes);
        findings.push(issue.param("least", *BYTES.start()).param("most", *BYTES.end()).help(anew(subject)));
    }
}

rule! {
    /// A sample secret from Daily's documents or from Dialin's.
    ///
    /// # Why
    /// Anyone can read it, and so sign calls to the webhook.
    ///
    /// # Example
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "https://example.com/room",
    ///  "hmac": "9jyatvPWQfBymCGDOYPYKF/TRZXR+08Gj4bvPF78pH0="}
    /// ```
    ///
    /// # Instead
    /// ```json create
    /// {"type": "pinless_dialin", "room_creation_api": "https://example.com/room"}
    /// ```
    HMAC_PUBLISHED = "hmac-published";
    severity Warning;
    source Policy;
    operations Create, Update, Stored;
    check hmac_published;
}

fn hmac_published(subject: &Subject<'_>, findings: &mut Findings) {
    if subject.text(Row::Hmac).is_some_and(|secret| PUBLISHED.contains(&secret)) {
        let message = "the signing secret is a published sample: anyone can sign calls with it";
        findings.push(HMAC_PUBLISHED.issue(subject.path(Row::Hmac), message).help(anew(subject)));
    }
}
