//! Configs, out of the table of fields.

use std::fmt::Write as _;

use anyhow::Result;
use dialin_core::{Applies, ConfigType, FIELDS, Field, MESSAGE_KEY, Shape};

use super::comment;

const UNKNOWN: &str = "  [unknownField: string]: unknown;\n";

pub(super) fn types() -> Result<String> {
    let mut text = format!(
        "\n/** A text that is spoken. */\nexport interface Message {{\n  {MESSAGE_KEY}: string;\n{UNKNOWN}}}\n"
    );
    for config_type in ConfigType::ALL {
        let docs = format!("The fields of a `{config_type}` config. Fields nobody knows yet are kept.");
        let members = FIELDS.iter().filter_map(|field| {
            let mark = match field.applies_to(config_type) {
                Applies::Required => "",
                Applies::Advised | Applies::Optional | Applies::Inert => "?",
                Applies::Never | Applies::ReadOnly => return None,
            };
            (field.shape != Shape::Type).then(|| member("  ", field, mark, ""))
        });
        text.push_str(&interface(&docs, fields_name(config_type), &members.collect::<String>()));
    }
    text.push_str(&comment("", "A checked body for `POST /domain-dialin-config`."));
    let each = ConfigType::ALL.map(|each| format!("({{ type: \"{each}\" }} & {})", fields_name(each)));
    writeln!(text, "export type Config = {};", each.join(" | "))?;

    let docs = "A checked body for `PUT /domain-dialin-config/{id}`: what it does not name stays, `null` clears.";
    let written = |field: &&Field| field.writable() && field.shape != Shape::Type;
    let members = FIELDS.iter().filter(written).map(|field| member("  ", field, "?", " | null"));
    text.push_str(&interface(docs, "Patch", &members.collect::<String>()));

    let members = FIELDS.iter().filter(|field| !matches!(field.key, "type" | "id"));
    let members: String = members.map(|field| member("    ", field, "?", " | null")).collect();
    let stored = format!(
        "  id: string;\n  type: ConfigType;\n  /** What is stored, read-only fields included. */\n  config: {{\n{members}  {UNKNOWN}  }};\n"
    );
    text.push_str(&comment("", "A config as a server returns it."));
    writeln!(text, "export interface StoredConfig {{\n{stored}}}")?;
    Ok(text)
}

const fn fields_name(config_type: ConfigType) -> &'static str {
    match config_type {
        ConfigType::PinlessDialin => "PinlessFields",
        ConfigType::PinDialin => "PinFields",
    }
}

fn interface(docs: &str, name: &str, members: &str) -> String {
    format!("{}export interface {name} {{\n{members}{UNKNOWN}}}\n", comment("", docs))
}

fn member(indent: &str, field: &Field, mark: &str, or: &str) -> String {
    let kind = if field.shape == Shape::Message { "Message" } else { "string" };
    format!("{}{indent}{}{mark}: {kind}{or};\n", comment(indent, field.summary), field.key)
}
