//! The command line.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use dialin_core::Options;

use crate::check;
use crate::dial_string::{self, DialStringArgs};
use crate::http::{PublicUrl, PublicUrlError};
use crate::log_writer::{LogEnd, LogWriter};
use crate::server::{Server, Settings, StartError};
use crate::sign_in::{Token, TokenError};
use crate::store::StoreAddressError;
use crate::terminal::plain;
use crate::usage::without_secrets;
use crate::webhook::{self, SignArgs, VerifyArgs};

/// Dial-in configs for Daily.co: an editor in the browser, and the rules on the command line.
#[derive(Parser)]
#[command(name = "dialin", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Serve(ServeArgs),
    Check(CheckArgs),
    Sign(SignArgs),
    Verify(VerifyArgs),
    DialString(DialStringArgs),
}

/// Serve the editor, and Daily's dial-in config API under /v1/domain-dialin-config
///
/// Prints a link that signs a browser in; programs send the same token as `Authorization: Bearer`. A new token is made at
/// each start, unless `DIALIN_TOKEN` holds one: make that long and random, it is all that keeps others out.
///
/// Exit code: 0 when it was told to stop (Ctrl-C, SIGTERM), 1 when it could not start or keep running, 2 for wrong usage.
#[derive(Args)]
struct ServeArgs {
    /// Address or host name, and port, to listen on; port 0 for any free port
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8787")]
    listen: String,

    /// Where configs are kept: sqlite:PATH, created if missing
    // Read by us and not by clap, whose message would repeat the whole value: a URL may hold a password.
    #[arg(long, value_name = "STORE", default_value = "sqlite:.dialin/dialin.db")]
    store: String,

    /// Accept webhook and music URLs on localhost and private addresses, to try things out
    #[arg(long)]
    allow_private_hosts: bool,

    /// How browsers reach this server from elsewhere, for example `https://dialin.example.com` or `http://192.168.1.5:8787`
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
}

/// Check dial-in configs (JSON or NDJSON) and hold music (MP3)
///
/// A flat object is checked as a config to create, `{id, type, config}` as a stored one, an array or `{"data": […]}` as a
/// set of stored ones. Duplicate numbers are found only within one array or one `{"data": […]}`, not across files or
/// NDJSON lines. Of an MP3 it reads every frame, and says whether Daily plays it, how long it really is and what else is
/// in the file. Audio under any name, or on standard input, is recognised by its bytes.
///
/// Exit code: 0 when there is no error (warnings and notes do not count), 1 when there is one, 2 for wrong usage, or if a
/// file could not be read or the result not written.
#[derive(Args)]
struct CheckArgs {
    /// Files to check; - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Accept webhook and music URLs on localhost and private addresses, as `dialin serve` does with the same option
    #[arg(long)]
    allow_private_hosts: bool,
}

/// Runs what the command line asks for.
pub fn run() -> ExitCode {
    let (mut out, mut err) = (io::stdout(), io::stderr());
    let cli = Cli::try_parse().unwrap_or_else(|error| without_secrets(error).exit());
    let outcome = match cli.command {
        Command::Serve(args) => {
            let Err(error) = serve(&args) else { return ExitCode::SUCCESS };
            say(&mut err, &format!("dialin: {}", plain(&error.to_string())));
            return if is_wrong_usage(&*error) { ExitCode::from(2) } else { ExitCode::FAILURE };
        }
        Command::Check(CheckArgs { files, allow_private_hosts }) => {
            let options = Options { allow_private_hosts, ..Options::default() };
            check::run(&files, &options, &mut out, &mut err)
        }
        Command::Sign(args) => webhook::sign(&args, &mut out, &mut err),
        Command::Verify(args) => webhook::verify(&args, &mut out, &mut err),
        Command::DialString(args) => dial_string::run(&args, &mut out, &mut err),
    };
    outcome.into()
}

/// Whoever started us may have closed the other end. That is not a reason to stop.
fn say(to: &mut impl Write, line: &str) {
    let _ = writeln!(to, "{line}").and_then(|()| to.flush());
}

type AnyError = Box<dyn std::error::Error>;

/// What was given cannot be used, on any machine.
fn is_wrong_usage(error: &(dyn std::error::Error + 'static)) -> bool {
    error.is::<StoreAddressError>()
        || error.is::<PublicUrlError>()
        || matches!(error.downcast_ref(), Some(TokenError::Empty | TokenError::NotText))
        || matches!(error.downcast_ref(), Some(StartError::NoAddress(_)))
}

fn serve(args: &ServeArgs) -> Result<(), AnyError> {
    let (token, length) = token_from_environment()?;
    let settings = Settings {
        listen: args.listen.clone(),
        store: args.store.parse()?,
        token,
        allow_private_hosts: args.allow_private_hosts,
        public_url: args.public_url.as_deref().map(str::parse).transpose()?,
    };
    // Dropped last, so that the last lines are written.
    let _log = log_to_stderr()?;
    let https = settings.public_url.as_ref().is_some_and(PublicUrl::is_https);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut stop = Box::pin(stop_signal()?);
        let server = tokio::select! {
            server = Server::bind(settings) => server?,
            // The store may wait for a lock.
            () = &mut stop => return Ok(()),
        };
        say(&mut io::stdout(), &format!("Sign in: {}", server.sign_in_link()));
        tracing::info!(address = %server.address(), "listening");
        if !server.address().ip().is_loopback() {
            warn_beyond_loopback(length, https);
        }
        server.run(stop).await;
        tracing::info!("stopped");
        Ok(())
    })
}

/// What should not be, where others reach this server: nothing limits how often a token is tried, and whoever is in between
/// reads what is not encrypted.
fn warn_beyond_loopback(token_length: Option<usize>, https: bool) {
    if token_length.is_some_and(|length| length < SHORTEST) {
        tracing::warn!(
            "`DIALIN_TOKEN` has fewer than {SHORTEST} characters and can be guessed from other machines: \
             take a long random one, for example of `openssl rand -hex 32`"
        );
    }
    if !https {
        tracing::warn!(
            "other machines send the token and get signing secrets unencrypted: \
             put a proxy with https in front and start with its `--public-url https://…`"
        );
    }
}

/// How many characters make a token that nobody guesses.
const SHORTEST: usize = 20;

/// The token, and how long it is if somebody chose it.
fn token_from_environment() -> Result<(Token, Option<usize>), AnyError> {
    match std::env::var("DIALIN_TOKEN") {
        Ok(text) => Ok((Token::new(&text)?, Some(text.trim_ascii().chars().count()))),
        Err(std::env::VarError::NotPresent) => Ok((Token::generate()?, None)),
        Err(std::env::VarError::NotUnicode(_)) => Err(TokenError::NotText.into()),
    }
}

fn log_to_stderr() -> io::Result<LogEnd> {
    let ansi = io::stderr().is_terminal();
    let (writer, end) = LogWriter::start(io::stderr())?;
    tracing_subscriber::fmt()
        .with_writer(move || writer.clone())
        .with_ansi(ansi)
        .with_target(false)
        // A line that cannot be written would be reported with `eprintln!`, which panics where stderr is gone.
        .log_internal_errors(false)
        .init();
    Ok(end)
}

/// Done at the first Ctrl-C or SIGTERM. The handlers are in place when this returns.
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        Ok(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        })
    }
    #[cfg(not(unix))]
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
