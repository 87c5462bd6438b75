//! JSON Schema for the npm package, out of core: files for everybody, and a module for its own code.

use std::fmt::Write as _;

use anyhow::Result;
use dialin_core::{BEYOND_SCHEMA, SchemaDialect, SchemaOf, json_schema};
use serde_json::{Value, json};

const FOLDER: &str = "crates/wasm/npm/schema";

const MODULE: &str = "crates/wasm/npm/src/json-schemas.js";

/// Each path with its text.
pub(crate) fn files() -> Result<Vec<(String, String)>> {
    let mut files = vec![(format!("{FOLDER}/beyond.json"), text(&beyond())?)];
    for dialect in SchemaDialect::ALL {
        for of in SchemaOf::ALL {
            let path = format!("{FOLDER}/{}/{}.json", dialect.name(), of.name());
            files.push((path, text(&json_schema(of, dialect))?));
        }
    }
    files.push((MODULE.to_owned(), module()?));
    Ok(files)
}

/// Each schema once, without `$schema`: that is all that the dialects differ in.
fn module() -> Result<String> {
    let mut text = "// Written by `cargo xtask gen` from crates/core/src/schema.rs: change it there.\n".to_owned();
    let uris: Value = SchemaDialect::ALL.into_iter().map(|each| (each.name(), Value::from(each.uri()))).collect();
    writeln!(text, "export const uris = {uris};")?;
    // Whoever changes a room says so to the function; no schema is for that.
    for of in SchemaOf::ALL.into_iter().filter(|of| *of != SchemaOf::RoomUpdate) {
        let name = of.name().replace('-', "_").to_uppercase();
        writeln!(text, "export const {name} =\n  {};", bare(of))?;
    }
    Ok(text)
}

fn bare(of: SchemaOf) -> Value {
    let mut schema = json_schema(of, SchemaDialect::Draft202012);
    if let Some(keys) = schema.as_object_mut() {
        keys.remove("$schema");
    }
    schema
}

/// The errors that no schema finds, or not all of them.
fn beyond() -> Value {
    BEYOND_SCHEMA.iter().map(|each| json!({"code": each.code, "partly": each.partly, "why": each.why})).collect()
}

fn text(value: &Value) -> Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dialects_differ_in_their_name_only() {
        for of in SchemaOf::ALL {
            let [new, old] = SchemaDialect::ALL.map(|dialect| {
                let mut schema = json_schema(of, dialect);
                assert_eq!(schema["$schema"], dialect.uri());
                schema["$schema"] = Value::Null;
                schema
            });
            assert_eq!(new, old, "{}", of.name());
        }
    }
}
