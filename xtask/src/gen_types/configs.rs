//! Configs, out of the table of fields.

use std::fmt::Write as _;

use anyhow::Result;
use dialin_core::{Applies, ConfigType, FIELDS, Field, MESSAGE_KEY, Shape};

use super::comment;

const UNKNOWN: &str = "  [unknownField: string]: unknown;\n";

pub(super) fn types() -> Result<String> {
    let mut text = format!(
        "\n/** A message that is spoken. */\nexport interface Message {{\n  {MESSAGE_KEY}?: string | null;\n{UNKNOWN}}}\n"
    );
    for config_type in ConfigType::ALL {
        let docs = format!("The fields of a `{config_type}` config. Unknown fields are kept.");
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

    let docs = "A checked body for `PUT /domain-dialin-config/{id}`: what it does not name stays, and `null` clears it, except `hmac`.";
    let written = |field: &&Field| field.writable() && field.shape != Shape::Type;
    let members = FIELDS.iter().filter(written).map(|field| member("  ", field, "?", " | null"));
    text.push_str(&interface(docs, "Patch", &members.collect::<String>()));

    let members = FIELDS.iter().filter(|field| !matches!(field.key, "type" | "id"));
    let members: String = members.map(|field| member("    ", field, "?", " | null")).collect();
    let stored = format!(
        "  id?: string;\n  type: ConfigType;\n  /** What is stored, read-only fields included. */\n  config: {{\n{members}  {UNKNOWN}  }};\n{UNKNOWN}"
    );
    text.push_str(&comment(
        "",
        "A checked config, as a server returns it or a file keeps it: a file may leave the id out.",
    ));
    writeln!(text, "export interface CheckedStored {{\n{stored}}}")?;
    text.push_str(&comment("", "A config as a server returns it."));
    writeln!(text, "export interface StoredConfig extends CheckedStored {{\n  id: string;\n}}")?;
    text.push_str(&known_config());
    Ok(text)
}

/// `any`, because an interface is given to no index signature but that.
fn known_config() -> String {
    let docs = "The part of a stored config that other checks use; a flat create body works as well.";
    let number = "phone_number?: string | null";
    format!(
        "{}export interface KnownConfig {{\n  id?: string | null;\n  type?: string | null;\n  {number};\n  config?: {{\n    {number};\n    \
        [field: string]: any;\n  }} | null;\n  [field: string]: any;\n}}\n",
        comment("", docs)
    )
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
