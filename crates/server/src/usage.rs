//! What is said of a command line that cannot be read.

use std::str::FromStr;

use clap::Error;
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Reads a whole number, with a word of our own where it is none: clap repeats what Rust calls it.
pub(crate) fn whole_number<T: FromStr>(text: &str) -> Result<T, &'static str> {
    text.parse().map_err(|_| "it must be a whole number")
}

/// The error without what was typed, where that could be a secret or a PIN in the wrong place.
pub(crate) fn without_secrets(mut error: Error) -> Error {
    // Of the other kinds it is the name of one of our arguments.
    if error.kind() == ErrorKind::UnknownArgument {
        match error.get(ContextKind::InvalidArg) {
            Some(ContextValue::String(typed)) if typed == "--token" => {
                let tip = StyledStr::from("set the environment variable `DIALIN_TOKEN`, which no process list shows");
                // Of `--store`, which looks alike and is something else.
                error.remove(ContextKind::SuggestedArg);
                error.remove(ContextKind::Usage);
                error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip]));
            }
            Some(ContextValue::String(typed)) if typed.starts_with('-') && is_word(typed) => {}
            _ => {
                error.remove(ContextKind::InvalidArg);
                error.remove(ContextKind::Suggested);
            }
        }
    }
    if let Some(ContextValue::String(typed)) = error.get(ContextKind::InvalidSubcommand)
        && !is_word(typed)
    {
        error.remove(ContextKind::InvalidSubcommand);
        error.remove(ContextKind::Suggested);
    }
    if let Some(ContextValue::String(typed)) = error.get(ContextKind::InvalidValue)
        && !typed.is_empty()
    {
        error.insert(ContextKind::InvalidValue, ContextValue::String("…".to_owned()));
    }
    error
}

/// As arguments and commands are named, and no PIN: the text of a secret has capitals and digits in it.
fn is_word(typed: &str) -> bool {
    typed.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}
