//! The JSON Schema files that are checked in are those that core makes (`cargo xtask gen` writes them; ajv judges them).

use std::path::Path;

use dialin_core::{SchemaDialect, SchemaOf, json_schema};
use serde_json::Value;

#[test]
fn each_schema_is_the_one_that_is_checked_in() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../wasm/npm/schema");
    let mut count = 0;
    for dialect in SchemaDialect::ALL {
        for of in SchemaOf::ALL {
            let file = folder.join(dialect.name()).join(of.name()).with_extension("json");
            let text = std::fs::read_to_string(&file).unwrap();
            let is_current = json_schema(of, dialect) == serde_json::from_str::<Value>(&text).unwrap();
            assert!(is_current, "{} is stale: run `cargo xtask gen`", file.display());
            count += 1;
        }
    }
    assert_eq!(count, 12);
}
