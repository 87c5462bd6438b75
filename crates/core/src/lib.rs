//! Every rule of Daily.co's phone dial-in configs, in a crate that does no I/O, reads no clock, makes no randomness and
//! does not panic.
//!
//! ```
//! use dialin_core::{Options, check_create_json};
//!
//! let body = br#"{"type": "pin_dialin", "phone_number": "1 (209) 503-8039"}"#;
//! let report = check_create_json(body, &Options::default());
//!
//! assert!(!report.ok());
//! let issue = &report.issues()[0];
//! assert_eq!(issue.code.as_str(), "phone-number-not-e164");
//! assert_eq!(issue.path.to_string(), "phone_number");
//! assert_eq!(
//!     issue.message,
//!     "`1 (209) 503-8039` is not an E.164 phone number: a space (character 2) is neither a digit nor the leading `+`"
//! );
//! assert_eq!(issue.suggestion, Some("+12095038039".into()));
//! ```
//!
//! [`check_create_json`], [`check_update_json`], [`check_stored_json`], [`check_set_json`], [`check_lines`] and
//! [`check_domain_properties_json`] take JSON text; [`check_create`], [`check_update`] and [`check_stored`] take a [`Draft`]
//! of any serde format. Each answers a [`Report`] (many lines a [`LinesReport`] of them): every [`Issue`] at once, and the value once
//! none of them is an error.

pub mod api;
mod check;
mod config;
mod dial_string;
mod dial_string_check;
mod hold_music;
mod hold_music_inspector;
#[cfg(not(target_family = "wasm"))]
mod issue_params;
#[doc(hidden)]
pub mod json;
mod marks;
mod moment;
mod options;
mod phone;
mod phone_facts;
mod quote;
mod report;
mod room;
mod room_property;
mod rules;
#[cfg(not(target_family = "wasm"))]
mod schema;
mod secret;
mod serialize_as_str;
mod text;
mod url_expiry;
mod versions;
mod web_url;
mod webhook;
mod webhook_check;

pub use check::{
    ConfigCheck, FirstIssues, FirstLines, Kept, LineReport, LinesChecker, LinesReport, check_create, check_create_json,
    check_create_kept, check_domain_properties_json, check_first_lines, check_lines, check_set_json, check_stored,
    check_stored_json, check_update, check_update_json, check_update_kept, first_issues,
};
pub use config::{
    Applies, Config, ConfigType, Draft, FIELDS, Field, MESSAGE_KEY, Message, NotConfigType, Patch, PinConfig,
    PinlessConfig, Secret, Shape, Stored,
};
pub use dial_string::{DEFAULT_PAUSES, DialString, DialStringFacts, DialStringTexts, MOST_PAUSES, suggested_pauses};
pub use dial_string_check::parse_dial_string;
pub use hold_music::{BitRateMode, FileFormat, HoldMusicFacts, MpegLayer, MpegVersion};
pub use hold_music_inspector::{HoldMusicInspector, inspect_hold_music};
#[cfg(not(target_family = "wasm"))]
pub use issue_params::{ISSUE_PARAMS, IssueParam, ParamKind, issue_params};
pub use options::{KnownConfig, Options, OptionsError, RoomOperation, RoomOptions};
pub use phone::{Automaton, Kind, LooseReading, MAX_DIGITS, NotE164, PhoneNumber, Validity, is_valid_e164, read_loose};
pub use phone_facts::{PhoneFacts, parse_phone_number};
pub use quote::{is_invisible, quote};
pub use report::{Code, FactReport, Issue, Params, Path, Report, Segment, Severity, Source};
pub use room::{RoomBody, check_room_dialin_json, read_dialin_code};
pub use room_property::{ROOM_PROPERTIES, RoomProperty, RoomValue};
pub use rules::{Family, Operation, Rule, rules};
#[cfg(not(target_family = "wasm"))]
pub use schema::{BEYOND_SCHEMA, BeyondSchema, SchemaDialect, SchemaOf, json_schema};
pub use versions::{Versions, versions};
pub use web_url::{Host, NotWebUrl, WebUrl};
pub use webhook::Mistake;
pub use webhook_check::{DEFAULT_TOLERANCE, MOST_TOLERANCE, VerifiedCall, WebhookCall, sign_webhook, verify_webhook};
