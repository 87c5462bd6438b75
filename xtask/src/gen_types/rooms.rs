//! Rooms, out of their JSON Schema, which is made from core's table of their properties.

use anyhow::{Context, Result, bail};
use dialin_core::{SchemaDialect, SchemaOf, json_schema};
use serde_json::{Map, Value};

use super::comment;

pub(super) fn types() -> Result<String> {
    // What is changed may lack everything; what is made is one of those.
    let schema = json_schema(SchemaOf::RoomUpdate, SchemaDialect::Draft202012);
    let docs = "The properties of a room, as far as they concern dial-in by PIN.";
    let properties = format!("{}export interface RoomProperties {}\n", comment("", docs), object(&schema, "")?);
    let docs = "A checked body for `POST /rooms` or `POST /rooms/{name}`.";
    Ok(format!("{properties}{}export interface RoomBody {{\n  properties: RoomProperties;\n}}\n", comment("", docs)))
}

fn object(schema: &Value, indent: &str) -> Result<String> {
    let empty = Map::new();
    let properties = schema.get("properties").map_or(Some(&empty), Value::as_object).context("properties")?;
    let required: Vec<_> = schema.get("required").and_then(Value::as_array).into_iter().flatten().collect();
    let inner = format!("{indent}  ");
    let mut text = "{\n".to_owned();
    for (key, schema) in properties {
        let mark = if required.iter().any(|each| *each == key) { "" } else { "?" };
        let docs = schema.get("description").and_then(Value::as_str).unwrap_or_default();
        if !docs.is_empty() {
            text.push_str(&comment(&inner, docs));
        }
        text.push_str(&[&inner, key, mark, ": ", &type_of(schema, &inner)?, ";\n"].concat());
    }
    if schema.get("additionalProperties") != Some(&Value::Bool(false)) {
        text.push_str(&[&inner, "[unknownField: string]: unknown;\n"].concat());
    }
    Ok(text + indent + "}")
}

fn type_of(schema: &Value, indent: &str) -> Result<String> {
    let names = match schema.get("type") {
        None => return Ok("unknown".to_owned()),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        Some(name) => vec![name.as_str().context("a type is a name or several")?],
    };
    let types = names.into_iter().map(|name| {
        Ok(match name {
            "string" | "boolean" | "null" => name.to_owned(),
            "integer" => "number".to_owned(),
            "object" => object(schema, indent)?,
            "array" => type_of(schema.get("items").context("an array of what?")?, indent)? + "[]",
            other => bail!("no type of TypeScript is known for `{other}`"),
        })
    });
    Ok(types.collect::<Result<Vec<_>>>()?.join(" | "))
}
