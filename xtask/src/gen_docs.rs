//! `docs/rules.md`, out of the tables of fields and the rules' own doc comments.

use anyhow::{Result, bail};
use dialin_core::{ConfigType, FIELDS, ROOM_PROPERTIES, RoomProperty, RoomValue, Rule, rules};
use serde::Serialize;
use serde_json::Value;

pub(crate) const PATH: &str = "docs/rules.md";

const INTRODUCTION: &str = "\
# The rules

What there is to check, and every code that an issue may carry. Written by `cargo xtask gen` from the tables in
`crates/core/src/config/field.rs` and `crates/core/src/room_property.rs` and from the comments of the rules in
`crates/core/src/rules`: change it there.

A report is `ok` when none of its issues is an error. *Checked in* says for what a rule runs: a `create` (the body of a
POST), an `update` (the body of a PUT), a `stored` config, a `set` of stored configs (and each of them as `stored`), a
`domain` body, which is that of the older endpoint (and each entry as a `create`), a webhook call (`verify`), a `dial-string`,
the bytes of hold music (`music`), or the properties of a `room`.

*Source* says what a rule rests on: `openapi` is Daily's OpenAPI file, `guide` its guides and sample servers, `seed` its reference
pages, `field` the code of people who use the API, and `policy` our own advice.

*Examples*: for rooms it is Unix second 1700000000, and `+12268078039` belongs to a pinless config. Webhook calls are signed with
the sample secret and body of Daily's guide. Files of hold music are those in `tests/vectors/hold-music`.
";

const FIELDS_HEAD: &str = "
## The fields of a config

`advised`: a warning when it is missing. `inert`: a warning when it is there, because nothing uses it. `never`: it belongs to the
other type, and is refused. `read-only`: Daily sets it, and it is dropped from what is sent.

";

const ROOM_HEAD: &str = "
## The properties of a room

As far as they concern dial-in by PIN; others are sent as they are.

";

/// Every field of the table.
fn fields() -> Result<String> {
    let mut rows = vec![row(&["field", "in a form", "`pinless_dialin`", "`pin_dialin`", "holds", "what it is"])];
    rows.push(row(&["---"; 6]));
    for field in FIELDS {
        let [pinless, pin] = ConfigType::ALL.map(|each| names(&[field.applies_to(each)]));
        let key = format!("`{}`", field.key);
        let shape = names(&[field.shape])?.join("");
        rows.push(row(&[&key, field.label, &pinless?.join(""), &pin?.join(""), &shape, field.summary]));
    }
    Ok(rows.concat())
}

/// Every property of a room that is ours to judge, those of its objects below it.
fn room_properties() -> String {
    fn add(rows: &mut Vec<String>, properties: &[RoomProperty], before: &str) {
        for property in properties {
            let key = format!("{before}{}", property.key);
            let needed = if property.required { "required" } else { "optional" };
            rows.push(row(&[&format!("`{key}`"), needed, property.holds.json_type(), property.summary]));
            if let RoomValue::Object(inner) = property.holds {
                add(rows, inner, &format!("{key}."));
            }
        }
    }
    let mut rows = vec![row(&["property", "when a room is made", "must be", "what it is"]), row(&["---"; 4])];
    add(&mut rows, ROOM_PROPERTIES, "");
    rows.concat()
}

fn row(cells: &[&str]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// The whole page: contents by family, then each rule under its code.
pub(crate) fn page() -> Result<String> {
    let mut families: Vec<(&str, Vec<&Rule>)> = Vec::new();
    for rule in rules() {
        let title = rule.family().title();
        match families.last_mut() {
            Some((last, members)) if *last == title => members.push(rule),
            _ => families.push((title, vec![rule])),
        }
    }
    let contents: String = families.iter().map(|(title, members)| contents_line(title, members)).collect();
    let sections = families.iter().map(|(title, members)| section(title, members)).collect::<Result<String>>()?;
    let (fields, room) = (fields()?, room_properties());
    Ok(format!("{INTRODUCTION}\n{contents}{FIELDS_HEAD}{fields}{ROOM_HEAD}{room}{sections}"))
}

fn contents_line(title: &str, members: &[&Rule]) -> String {
    let links: Vec<_> = members.iter().map(|rule| format!("[`{0}`](#{0})", rule.code())).collect();
    format!("- **{title}**: {}\n", links.join(", "))
}

fn section(title: &str, members: &[&Rule]) -> Result<String> {
    let entries = members.iter().map(|rule| entry(rule)).collect::<Result<String>>()?;
    Ok(format!("\n## {title}\n{entries}"))
}

fn entry(rule: &Rule) -> Result<String> {
    let severities = names(rule.severities())?.join(" or ");
    let operations = names(rule.operations())?.join(", ");
    let source = names(&[rule.source()])?.join("");
    let body = under_a_rule(rule.docs());
    Ok(format!("\n### {}\n\n{severities} · source: {source} · checked in: {operations}\n\n{body}", rule.code()))
}

/// What the values are called in JSON, which is what a user of any interface sees.
fn names<T: Serialize>(values: &[T]) -> Result<Vec<String>> {
    let names = values.iter().map(|value| match serde_json::to_value(value)? {
        Value::String(name) => Ok(name),
        other => bail!("{other} is not a name"),
    });
    names.collect()
}

/// A doc comment as part of the page: without the space after `///`, and its headings below that of the rule.
fn under_a_rule(docs: &str) -> String {
    let mut in_code = false;
    let lines = docs.lines().map(|line| {
        let line = line.strip_prefix(' ').unwrap_or(line).trim_end();
        in_code ^= line.starts_with("```");
        match line.strip_prefix("# ") {
            Some(heading) if !in_code => format!("#### {heading}\n"),
            _ => format!("{}{line}\n", given(line)),
        }
    });
    lines.collect()
}

/// What a block of code is checked with, as a line above it: the word after the language is seen nowhere on the page.
fn given(line: &str) -> String {
    match line.strip_prefix("```json ").and_then(|info| info.split_once(' ')) {
        Some(("update", config_type)) => format!("Of a `{config_type}` config:\n\n"),
        Some((_, purchased)) => {
            format!("Where only `+{}` is purchased:\n\n", purchased.trim_start_matches("purchased "))
        }
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_go_below_the_rule_and_code_stays() {
        let docs = " Says so.\n\n # Why\n ```sh\n # a comment\n ```\n";
        assert_eq!(under_a_rule(docs), "Says so.\n\n#### Why\n```sh\n# a comment\n```\n");
    }

    #[test]
    fn every_row_of_the_tables_is_shown() {
        let page = page().unwrap();
        for field in FIELDS {
            let row = format!("| `{}` | {} |", field.key, field.label);
            assert!(page.contains(&row), "{row}");
        }
        assert!(
            page.contains("| `name_prefix` | Name prefix | optional | optional | text | A friendly name"),
            "{page}"
        );
        assert!(page.contains("| `exp` | required | a whole number of Unix seconds | When"), "{page}");
        assert!(page.contains("| `dialin.display_name` | optional | a string | "), "{page}");
        let widths = page.lines().filter(|line| line.starts_with("| ")).map(|line| line.matches(" | ").count());
        assert_eq!(widths.collect::<Vec<_>>(), [vec![5; FIELDS.len() + 2], vec![3; 8]].concat());
    }

    #[test]
    fn what_an_example_is_checked_with_is_seen() {
        let seen = |info: &str| under_a_rule(&format!("```json {info}\n1\n```\n"));
        assert_eq!(seen("create"), "```json create\n1\n```\n");
        assert!(seen("create purchased 12268078039").starts_with("Where only `+12268078039` is purchased:\n\n```json"));
        assert!(seen("update pin_dialin").starts_with("Of a `pin_dialin` config:\n\n```json"));
    }
}
