//! The JSON Schema files of the npm package, out of core.

use anyhow::Result;
use dialin_core::{BEYOND_SCHEMA, SchemaDialect, SchemaOf, json_schema};
use serde_json::{Value, json};

const FOLDER: &str = "crates/wasm/npm/schema";

/// Each path with its text.
pub(crate) fn files() -> Result<Vec<(String, String)>> {
    let mut files = vec![(format!("{FOLDER}/beyond.json"), text(&beyond())?)];
    for dialect in SchemaDialect::ALL {
        for of in SchemaOf::ALL {
            let path = format!("{FOLDER}/{}/{}.json", dialect.name(), of.name());
            files.push((path, text(&json_schema(of, dialect))?));
        }
    }
    Ok(files)
}

/// The errors that no schema finds, or not all of them.
fn beyond() -> Value {
    BEYOND_SCHEMA.iter().map(|each| json!({"code": each.code, "partly": each.partly, "why": each.why})).collect()
}

fn text(value: &Value) -> Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}
