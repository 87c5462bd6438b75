//! The data types of the npm package. Which keys there are is read from what core serialises, their types and comments from
//! core's sources, the fields of a config from its table: nothing is copied by hand.

mod configs;
mod issues;
mod rooms;
mod samples;
mod sources;

use std::fmt::Write as _;

use anyhow::Result;

use samples::Interface;
use sources::Sources;

const PATH: &str = "crates/wasm/npm/src/data-types.d.ts";

const HEAD: &str = "\
// Written by `cargo xtask gen` from the sources of crates/core: change it there.
";

/// Enums: their name in Rust, and in TypeScript.
const ENUMS: [(&str, &str); 14] = [
    ("ConfigType", "ConfigType"),
    ("Severity", "Severity"),
    ("Source", "Source"),
    ("Operation", "Operation"),
    ("Family", "Family"),
    ("Validity", "Validity"),
    ("Kind", "PhoneKind"),
    ("FileFormat", "FileFormat"),
    ("MpegVersion", "MpegVersion"),
    ("MpegLayer", "MpegLayer"),
    ("BitRateMode", "BitRateMode"),
    ("RoomOperation", "RoomOperation"),
    ("Shape", "Shape"),
    ("Applies", "Applies"),
];

/// The path and the text of the file.
pub(crate) fn file() -> Result<(String, String)> {
    let sources = Sources::read("crates/core/src")?;
    let mut text = HEAD.to_owned();
    for (rust, name) in ENUMS {
        text.push_str(&sources.union(rust, name)?);
    }
    text.push_str(&issues::types(&sources)?);
    for interface in samples::interfaces()? {
        text.push_str(&written(&sources, &interface)?);
    }
    text.push_str(&configs::types()?);
    text.push_str(&rooms::types()?);
    Ok((PATH.to_owned(), text))
}

fn written(sources: &Sources, interface: &Interface) -> Result<String> {
    let mut text = comment("", &sources.docs_of(interface.rust)?);
    writeln!(text, "export interface {} {{", interface.name)?;
    for key in &interface.keys {
        let (docs, kind) = match interface.by_hand.iter().find(|(name, ..)| *name == key.name) {
            Some((_, docs, kind)) => ((*docs).to_owned(), (*kind).to_owned()),
            None => sources.member(interface.rust, &key.name, key.optional)?,
        };
        let narrower = interface.narrower.iter().find(|(name, _)| *name == key.name);
        let kind = narrower.map_or(kind, |(_, kind)| (*kind).to_owned());
        let (mark, kind) = match (key.optional, interface.is_given) {
            (false, false) => ("", kind),
            (true, false) => ("?", kind),
            (optional, true) => {
                let kind = if kind.ends_with("[]") { format!("readonly {kind}") } else { kind };
                // What may be left out may be `undefined`, also to `exactOptionalPropertyTypes`.
                if optional { ("?", format!("{kind} | undefined")) } else { ("", kind) }
            }
        };
        text.push_str(&comment("  ", &docs));
        writeln!(text, "  {}{mark}: {kind};", key.name)?;
    }
    text.push_str("}\n");
    Ok(text)
}

/// As long as a line may be.
const WIDTH: usize = 120;

/// A doc comment, with an empty line before it at the top level.
fn comment(indent: &str, docs: &str) -> String {
    let before = if indent.is_empty() { "\n" } else { "" };
    let docs = docs.trim();
    if docs.is_empty() {
        return before.to_owned();
    }
    if !docs.contains('\n') && indent.len() + docs.len() + "/**  */".len() <= WIDTH {
        return format!("{before}{indent}/** {docs} */\n");
    }
    let mut lines: Vec<String> = vec![String::new()];
    for word in docs.split_whitespace() {
        match lines.last_mut() {
            Some(line) if indent.len() + 4 + line.len() + word.len() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(format!(" {word}")),
        }
    }
    let between = format!("\n{indent} *");
    format!("{before}{indent}/**{between}{}\n{indent} */\n", lines.join(&between))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_short_or_wrapped() {
        assert_eq!(comment("", ""), "\n");
        assert_eq!(comment("  ", " One. "), "  /** One. */\n");
        assert_eq!(comment("", "One\ntwo."), "\n/**\n * One two.\n */\n");
        let long = "word ".repeat(30);
        let wrapped = comment("  ", &long);
        assert!(wrapped.lines().all(|line| line.len() <= WIDTH), "{wrapped}");
        assert_eq!(wrapped.matches("word").count(), 30);
    }
}
