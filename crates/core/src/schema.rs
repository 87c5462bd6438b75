//! JSON Schema, out of the tables of fields and of a room's properties: for forms and other languages. A schema says less than
//! the checks do; [`BEYOND_SCHEMA`] is what it leaves out.

use serde_json::{Map, Value, json};

use crate::config::{Applies, ConfigType, FIELDS, Field, MESSAGE_KEY, Shape};
use crate::phone::MAX_DIGITS;
use crate::room_property::{ROOM_PROPERTIES, RoomProperty, RoomValue};
use crate::webhook::MILLISECONDS_FROM;

/// What a schema is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaOf {
    /// The body of a create.
    Create,
    /// The body of an update of a config of this type.
    Update(ConfigType),
    /// A phone number.
    PhoneNumber,
    /// The properties of a room that is made.
    RoomCreate,
    /// The properties of a room that is changed.
    RoomUpdate,
}

impl SchemaOf {
    /// Every one.
    pub const ALL: [Self; 6] = [
        Self::Create,
        Self::Update(ConfigType::PinlessDialin),
        Self::Update(ConfigType::PinDialin),
        Self::PhoneNumber,
        Self::RoomCreate,
        Self::RoomUpdate,
    ];

    /// The name of its file, without `.json`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Create => "create-config",
            Self::Update(ConfigType::PinlessDialin) => "update-pinless-dialin",
            Self::Update(ConfigType::PinDialin) => "update-pin-dialin",
            Self::PhoneNumber => "phone-number",
            Self::RoomCreate => "create-room",
            Self::RoomUpdate => "update-room",
        }
    }
}

/// A version of JSON Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaDialect {
    /// Of 2020.
    Draft202012,
    /// Of 2018, which many tools stay with.
    Draft07,
}

impl SchemaDialect {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Draft202012, Self::Draft07];

    /// As Standard Schema names it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft202012 => "draft-2020-12",
            Self::Draft07 => "draft-07",
        }
    }

    /// The value of `$schema`.
    pub const fn uri(self) -> &'static str {
        match self {
            Self::Draft202012 => "https://json-schema.org/draft/2020-12/schema",
            Self::Draft07 => "http://json-schema.org/draft-07/schema#",
        }
    }
}

/// What a schema does not find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BeyondSchema {
    /// The code of the error.
    pub code: &'static str,
    /// Some such errors are found.
    pub partly: bool,
    /// Why.
    pub why: &'static str,
}

/// The errors that no schema finds, or not all of them. Warnings and notes are not a schema's to report.
pub const BEYOND_SCHEMA: &[BeyondSchema] = &[
    beyond("json-invalid", NOT_THE_TEXT),
    beyond("field-duplicate", NOT_THE_TEXT),
    beyond(
        "field-unknown",
        "no keyword says that a key is nearly another; unknown ones pass, Daily may have added them",
    ),
    partly("field-nul-character", "only known fields are checked"),
    beyond("phone-number-not-possible", NO_PLANS),
    beyond("phone-number-not-canonical", NO_PLANS),
    partly("phone-number-duplicate", "a schema knows this config or room, not your other configs"),
    beyond("phone-number-not-purchased", "a schema does not know your numbers"),
    partly("url-invalid", "IP addresses, host names ending in a number and lengths are not checked"),
    beyond("url-not-public", "no pattern says which hosts can be reached from outside"),
    partly("nested-config", "a room's update requires nothing, so it accepts its whole request body"),
    beyond("room-exp-past", NO_CLOCK),
    beyond("room-exp-too-far", NO_CLOCK),
    beyond("room-number-pinless", "a schema knows the room, not your configs"),
];

const NOT_THE_TEXT: &str = "a schema sees what was read, not the text";
const NO_PLANS: &str = "no readable pattern holds the numbering plans of all countries";
const NO_CLOCK: &str = "a schema has no clock";

const fn beyond(code: &'static str, why: &'static str) -> BeyondSchema {
    BeyondSchema { code, partly: false, why }
}

const fn partly(code: &'static str, why: &'static str) -> BeyondSchema {
    BeyondSchema { code, partly: true, why }
}

/// The schema, `$schema` included. It refuses nothing that the checks let pass.
pub fn json_schema(of: SchemaOf, dialect: SchemaDialect) -> Value {
    let mut schema = match of {
        SchemaOf::Create => {
            let mut schema = json!({"title": "A dial-in config to create"});
            insert(&mut schema, "oneOf", ConfigType::ALL.map(create).to_vec().into());
            schema
        }
        SchemaOf::Update(config_type) => update(config_type),
        SchemaOf::PhoneNumber => {
            let mut schema = json!({"title": "A phone number in E.164", "type": "string"});
            insert(&mut schema, "pattern", phone_number_pattern().into());
            schema
        }
        SchemaOf::RoomCreate => room(true),
        SchemaOf::RoomUpdate => room(false),
    };
    insert(&mut schema, "$schema", dialect.uri().into());
    schema
}

fn create(config_type: ConfigType) -> Value {
    let fields = FIELDS.iter().map(|field| (field.key, written(field, config_type)));
    let required =
        FIELDS.iter().filter(|field| field.applies_to(config_type) == Applies::Required).map(|field| field.key);
    let mut schema = config(fields);
    insert(&mut schema, "required", required.collect());
    insert(&mut schema, "title", config_type.label().into());
    insert(&mut schema, "description", config_type.summary().into());
    schema
}

/// Everything may be left out, and be null.
fn update(config_type: ConfigType) -> Value {
    let mut schema = config(FIELDS.iter().map(|field| (field.key, written(field, config_type))));
    insert(&mut schema, "title", format!("Changes to a {} config", config_type.label()).into());
    schema
}

/// An object with these fields, and none of the envelopes that responses and the older endpoint have.
fn config<'a>(fields: impl Iterator<Item = (&'a str, Value)>) -> Value {
    let mut properties: Map<String, Value> = fields.map(|(key, schema)| (key.to_owned(), schema)).collect();
    properties.insert("config".to_owned(), json!({"not": {"type": "object"}}));
    let older = ConfigType::ALL.map(|each| {
        let key = each.as_str();
        json!({"type": "object", "required": [key], "properties": {key: {"type": "array"}}})
    });
    properties.insert("properties".to_owned(), json!({"not": {"anyOf": older}}));
    json!({"type": "object", "properties": properties})
}

/// What may stand at a field: at one of the other type null alone, which is as good as nothing.
fn written(field: &Field, config_type: ConfigType) -> Value {
    let applies = field.applies_to(config_type);
    let mut schema = match applies {
        Applies::Never => return json!({"type": "null"}),
        // Dropped from what is sent, whatever it is.
        Applies::ReadOnly => json!({"readOnly": true}),
        Applies::Required => shape(field.shape, config_type, false),
        Applies::Advised | Applies::Optional | Applies::Inert => shape(field.shape, config_type, true),
    };
    insert(&mut schema, "title", field.label.into());
    insert(&mut schema, "description", field.summary.into());
    schema
}

fn shape(shape: Shape, config_type: ConfigType, nullable: bool) -> Value {
    let mut schema = match shape {
        Shape::Type => return json!({"const": config_type.as_str()}),
        Shape::PhoneNumber => json!({"pattern": phone_number_pattern()}),
        Shape::Text => json!({"pattern": NO_NUL}),
        Shape::Secret => json!({"pattern": BASE64, "not": {"const": "null"}, "writeOnly": true}),
        Shape::Url => json!({"pattern": url_pattern()}),
        Shape::Message => {
            json!({"properties": {MESSAGE_KEY: {"type": ["string", "null"], "pattern": NO_NUL}}})
        }
    };
    let name = shape.json_name();
    insert(&mut schema, "type", if nullable { json!([name, "null"]) } else { name.into() });
    schema
}

/// Nothing but the character that ends a text elsewhere.
const NO_NUL: &str = r"^[^\u0000]*$";

/// Standard base64 (RFC 4648, 4), padded, with the bits that the padding leaves over zero; one byte at least.
const BASE64: &str =
    "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=|[A-Za-z0-9+/][AQgw]==)$";

fn phone_number_pattern() -> String {
    format!(r"^\+[1-9][0-9]{{0,{}}}$", MAX_DIGITS - 1)
}

/// RFC 3986, as far as a pattern goes: not that an IPv6 address is one, that a name does not end in a number, and how long it
/// may be.
fn url_pattern() -> String {
    let escaped = "%[0-9A-Fa-f]{2}";
    let user = format!(r"([A-Za-z0-9\-._~!$&'()*+,;=:]|{escaped})*@");
    let label = r"[A-Za-z0-9_]([A-Za-z0-9_\-]{0,61}[A-Za-z0-9_])?";
    let host = format!(r"({label}(\.{label})*|\[[0-9A-Fa-f:.]+\])");
    let port = ":0{0,4}([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])";
    let rest = format!(r"([A-Za-z0-9\-._~!$&'()*+,;=:@/?[\]]|{escaped})*");
    format!("^[Hh][Tt][Tt][Pp][Ss]?://({user})?{host}({port})?([/?]{rest})?(#{rest})?$")
}

fn room(create: bool) -> Value {
    let title = if create { "Properties of a room to create" } else { "Properties of a room to update" };
    let mut schema = json!({
        "title": title,
        "description": "As far as they concern dial-in by PIN; other properties are not checked.",
        "type": "object",
        "properties": room_properties(ROOM_PROPERTIES, create),
    });
    if create {
        let required = ROOM_PROPERTIES.iter().filter(|property| property.required);
        insert(&mut schema, "required", required.map(|property| property.key).collect());
    }
    schema
}

fn room_properties(properties: &[RoomProperty], create: bool) -> Value {
    properties.iter().map(|property| (property.key, room_property(property, create))).collect()
}

fn room_property(property: &RoomProperty, create: bool) -> Value {
    let mut schema = match property.holds {
        RoomValue::Object(properties) => json!({"properties": room_properties(properties, create)}),
        RoomValue::Text => json!({"pattern": NO_NUL}),
        RoomValue::Flag => json!({}),
        RoomValue::Time => json!({"exclusiveMaximum": MILLISECONDS_FROM}),
        RoomValue::Numbers => json!({
            "uniqueItems": true,
            "items": {
                "type": "object",
                "required": ["phone_number"],
                "properties": {"phone_number": {"type": "string", "pattern": phone_number_pattern()}},
                "additionalProperties": false,
            },
        }),
    };
    let (name, _) = property.holds.said();
    let nullable = property.nullable && !(create && property.required);
    insert(&mut schema, "type", if nullable { json!([name, "null"]) } else { name.into() });
    insert(&mut schema, "description", property.summary.into());
    schema
}

fn insert(schema: &mut Value, key: &str, value: Value) {
    if let Some(schema) = schema.as_object_mut() {
        schema.insert(key.to_owned(), value);
    }
}
