//! `--store`: which store, and where.

use std::path::PathBuf;
use std::str::FromStr;

/// What `--store` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreAddress {
    /// `sqlite:PATH`: one file, created with its folder if missing.
    Sqlite(PathBuf),
}

/// A `--store` this version cannot use. Quotes the scheme only: the rest may hold a password.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreAddressError {
    /// No scheme, or one that is not supported.
    #[error("`--store` must start with `sqlite:`, for example `{EXAMPLE}`{}", found(.scheme.as_deref()))]
    Unsupported {
        /// What is before the first `:`.
        scheme: Option<String>,
    },
    /// `sqlite:` alone, or a name `SQLite` would keep in memory only.
    #[error("`--store sqlite:` needs the path of a file, for example `{EXAMPLE}`")]
    NoFile,
    /// A path that begins with `~`, which a shell leaves alone after `sqlite:`.
    #[error(
        "`--store sqlite:~` would make a folder named `~`: write `$HOME` instead, for example `sqlite:$HOME/dialin.db`"
    )]
    Tilde,
}

const EXAMPLE: &str = "sqlite:.dialin/dialin.db";

fn found(scheme: Option<&str>) -> String {
    scheme.map(|scheme| format!("; `{scheme}:` is not supported")).unwrap_or_default()
}

impl FromStr for StoreAddress {
    type Err = StoreAddressError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once(':') {
            Some(("sqlite", rest)) => {
                // Both spellings are common: `sqlite:PATH` and, as a URL, `sqlite://PATH`.
                let path = rest.strip_prefix("//").unwrap_or(rest);
                if path.is_empty() || path == ":memory:" {
                    return Err(StoreAddressError::NoFile);
                }
                if path.starts_with('~') {
                    return Err(StoreAddressError::Tilde);
                }
                Ok(Self::Sqlite(PathBuf::from(path)))
            }
            Some((scheme, _)) => Err(StoreAddressError::Unsupported { scheme: Some(scheme.to_owned()) }),
            None => Err(StoreAddressError::Unsupported { scheme: None }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_paths_and_refuses_the_rest() {
        let help = "`--store` must start with `sqlite:`, for example `sqlite:.dialin/dialin.db`";
        let no_file = "`--store sqlite:` needs the path of a file, for example `sqlite:.dialin/dialin.db`";
        let tilde = "`--store sqlite:~` would make a folder named `~`: write `$HOME` instead, for example `sqlite:$HOME/dialin.db`";
        let cases = [
            ("sqlite:~/d.db", Err(tilde.to_owned())),
            ("sqlite://~ada/d.db", Err(tilde.to_owned())),
            ("sqlite:./~/d.db", Ok("./~/d.db")),
            ("sqlite:a~/d.db", Ok("a~/d.db")),
            ("sqlite:a/b.db", Ok("a/b.db")),
            ("sqlite:/a/b c.db", Ok("/a/b c.db")),
            ("sqlite://a.db", Ok("a.db")),
            ("sqlite:///a.db", Ok("/a.db")),
            ("sqlite:", Err(no_file.to_owned())),
            ("sqlite://", Err(no_file.to_owned())),
            ("sqlite::memory:", Err(no_file.to_owned())),
            ("postgres://user:password@host/db", Err(format!("{help}; `postgres:` is not supported"))),
            ("dialin.db", Err(help.to_owned())),
            ("", Err(help.to_owned())),
        ];
        for (text, expected) in cases {
            let read = text.parse::<StoreAddress>().map_err(|error| error.to_string());
            assert_eq!(read, expected.map(|path| StoreAddress::Sqlite(PathBuf::from(path))), "{text}");
        }
    }
}
