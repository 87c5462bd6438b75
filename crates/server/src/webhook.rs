//! `dialin sign` and `dialin verify`: the signature of a webhook call, by core.

use std::env;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args;
use dialin_core::{DEFAULT_TOLERANCE, MOST_TOLERANCE, WebhookCall, sign_webhook, verify_webhook};

use crate::terminal::{Outcome, outcome, write_issues};
use crate::usage::whole_number;

const SECRET: &str = "DIALIN_WEBHOOK_SECRET";

/// A secret is some 44 bytes.
const MOST_OF_A_SECRET: u64 = 64 << 10;

/// Sign a webhook body as Daily does, to try a webhook out
///
/// Reads the body from standard input, byte for byte, and prints the value for the header `X-Pinless-Signature`. The
/// secret, a config's `hmac`, comes from the environment variable `DIALIN_WEBHOOK_SECRET` or a file, never from an
/// argument, which others on the machine can read.
///
/// Exit code: 0 when it is signed, 1 when the secret is wrong, 2 for wrong usage, or if something could not be read or
/// written.
#[derive(Args)]
pub(crate) struct SignArgs {
    /// The text for the header `X-Pinless-Timestamp`; Daily sends Unix time
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    timestamp: String,

    #[command(flatten)]
    secret: SecretArgs,
}

/// Verify the signature of a webhook call, and say which mistake explains one that does not match
///
/// Reads the body from standard input, byte for byte as it came. The secret, the config's `hmac`, comes from the
/// environment variable `DIALIN_WEBHOOK_SECRET` or a file, never from an argument, which others on the machine can read.
///
/// Exit code: 0 when the call is verified, 1 when not, 2 for wrong usage, or if something could not be read or written.
#[derive(Args)]
pub(crate) struct VerifyArgs {
    /// The header `X-Pinless-Signature`
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    signature: String,

    /// The header `X-Pinless-Timestamp`
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    timestamp: String,

    /// When the call came, in Unix seconds (milliseconds are understood as well); default: now
    #[arg(long, value_name = "SECONDS", value_parser = whole_number::<i64>)]
    now: Option<i64>,

    /// How far the timestamp may be from that, in seconds; 86400, a day, at most
    #[arg(long, value_name = "SECONDS", default_value_t = DEFAULT_TOLERANCE, value_parser = tolerance)]
    tolerance: i64,

    #[command(flatten)]
    secret: SecretArgs,
}

fn tolerance(text: &str) -> Result<i64, String> {
    match whole_number(text)? {
        seconds @ 0..=MOST_TOLERANCE => Ok(seconds),
        _ => Err(format!("it must be from 0 to {MOST_TOLERANCE}, a day")),
    }
}

#[derive(Args)]
struct SecretArgs {
    /// File that holds the secret; overrides the environment variable
    #[arg(long, value_name = "FILE")]
    secret_file: Option<PathBuf>,
}

/// Prints the signature to `out`; what is wrong goes to `err`, so that a script can take the output as it is.
pub(crate) fn sign(args: &SignArgs, out: &mut impl Write, err: &mut impl Write) -> Outcome {
    let Some((secret, body)) = read(&args.secret, err) else { return Outcome::Unknown };
    let report = sign_webhook(&secret, &args.timestamp, &body);
    let written = write_issues(err, report.issues());
    let written = match report.value() {
        Some(signature) => written.and_then(|()| writeln!(out, "{signature}")),
        None => written,
    };
    outcome(report.ok(), written.and_then(|()| out.flush()))
}

/// Prints whether the call is verified, or why not.
pub(crate) fn verify(args: &VerifyArgs, out: &mut impl Write, err: &mut impl Write) -> Outcome {
    let Some((secret, body)) = read(&args.secret, err) else { return Outcome::Unknown };
    let call = WebhookCall { signature: Some(&args.signature), timestamp: Some(&args.timestamp), body: &body };
    let report = verify_webhook(&secret, &call, args.now.unwrap_or_else(unix_now), args.tolerance);
    let written = write_issues(out, report.issues());
    let written = match report.value() {
        Some(call) => written.and_then(|()| writeln!(out, "verified: signed at {} (Unix seconds)", call.timestamp)),
        None => written,
    };
    outcome(report.ok(), written.and_then(|()| out.flush()))
}

/// A clock before 1970 counts as 1970: the call is then too far from it, and core says so.
fn unix_now() -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(now.as_secs()).unwrap_or(i64::MAX)
}

/// The secret and the body; `None` when one of them cannot be had, which is then said.
fn read(args: &SecretArgs, err: &mut impl Write) -> Option<(String, Vec<u8>)> {
    let mut body = Vec::new();
    let read = read_secret(args).and_then(|secret| match io::stdin().lock().read_to_end(&mut body) {
        Ok(_) => Ok(secret),
        Err(error) => Err(format!("cannot read the body from standard input: {error}")),
    });
    match read {
        Ok(secret) => Some((secret, body)),
        Err(problem) => {
            // Nobody may be left to tell; the exit code also says it.
            let _ = writeln!(err, "dialin: {problem}");
            None
        }
    }
}

/// A file's last line break and its byte order mark are an editor's, not the secret's.
fn read_secret(args: &SecretArgs) -> Result<String, String> {
    if let Some(file) = &args.secret_file {
        // Never its name: that may be the secret itself, in the wrong place.
        let mut bytes = Vec::new();
        // One byte more shows that there is more; `/dev/zero` has no end.
        File::open(file)
            .and_then(|file| file.take(MOST_OF_A_SECRET + 1).read_to_end(&mut bytes))
            .map_err(|error| format!("cannot read the file that `--secret-file` names: {error}"))?;
        if bytes.len() as u64 > MOST_OF_A_SECRET {
            let advice =
                "the file that `--secret-file` names is larger than 64 KiB: give one that holds the secret alone";
            return Err(advice.to_owned());
        }
        // ASCII in UTF-16 without a mark is also UTF-8, with a NUL in every character.
        let secret = String::from_utf8(bytes).ok().filter(|secret| !secret.contains('\0'));
        let advice = "the file that `--secret-file` names is not UTF-8 text: save it as UTF-8";
        return Ok(secret.ok_or(advice)?.trim_start_matches('\u{FEFF}').trim_end_matches(['\r', '\n']).to_owned());
    }
    env::var(SECRET).map_err(|error| match error {
        env::VarError::NotPresent => format!("no secret: set `{SECRET}`, or give `--secret-file FILE`"),
        env::VarError::NotUnicode(_) => format!("`{SECRET}` is not UTF-8 text"),
    })
}
