//! Issues: a closed union, told apart by `code`, with the params of each.

use std::fmt::Write as _;

use anyhow::Result;
use dialin_core::{ParamKind, issue_params, rules};

use super::samples::issue_keys;
use super::{Sources, comment};

pub(super) fn types(sources: &Sources) -> Result<String> {
    let mut text =
        "\n/** What `params` holds, by the code of the issue. */\nexport interface IssueParams {\n".to_owned();
    for rule in rules() {
        let docs = rule.summary();
        let params = params(rule.code().as_str());
        writeln!(text, "{}  \"{}\": {params};", comment("  ", docs), rule.code())?;
    }
    text.push_str("}\n\n/** The stable name of a rule. */\nexport type RuleCode = keyof IssueParams;\n");

    text.push_str(&comment("", &sources.docs_of("Issue")?));
    text.push_str("export type Issue<Code extends RuleCode = RuleCode> = { [Each in Code]: IssueOf<Each> }[Code];\n");
    text.push_str("\n/** An issue of one rule. */\nexport interface IssueOf<Code extends RuleCode> {\n");
    for key in issue_keys()? {
        let (docs, kind) = match key.name.as_str() {
            // They are bound to each other.
            "code" => (sources.member("Issue", "code", false)?.0, "Code".to_owned()),
            "params" => ("The facts in the message, by name.".to_owned(), "IssueParams[Code]".to_owned()),
            name => sources.member("Issue", name, key.optional)?,
        };
        let mark = if key.optional { "?" } else { "" };
        writeln!(text, "{}  {}{mark}: {kind};", comment("  ", &docs), key.name)?;
    }
    text.push_str("}\n");
    Ok(text)
}

fn params(code: &str) -> String {
    let params = issue_params(code);
    if params.is_empty() {
        return "Record<string, never>".to_owned();
    }
    let members = params.iter().map(|param| {
        let mark = if param.always { "" } else { "?" };
        format!("{}{mark}:{}", param.name, kind(param.kind))
    });
    let members: Vec<_> = members.collect();
    let one_line = format!("{{ {} }}", members.join("; "));
    // With the code before it.
    if one_line.len() <= 80 { one_line } else { format!("{{\n    {};\n  }}", members.join(";\n    ")) }
}

/// The type, with the white space before it.
fn kind(kind: ParamKind) -> String {
    let name = match kind {
        ParamKind::Text => "string",
        ParamKind::TextOrNull => "string | null",
        ParamKind::Number => "number",
        ParamKind::NumberOrNull => "number | null",
        ParamKind::Numbers => "number[]",
        ParamKind::Boolean => "boolean",
        ParamKind::OneOf(texts) => {
            let texts: Vec<_> = texts.iter().map(|text| format!("\"{text}\"")).collect();
            let one_line = texts.join(" | ");
            let is_short = one_line.len() <= 90;
            return if is_short { format!(" {one_line}") } else { format!("\n      | {}", texts.join("\n      | ")) };
        }
    };
    format!(" {name}")
}
