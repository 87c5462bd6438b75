//! What a dial-in config is: the field table, what was typed ([`Draft`]) and what is right ([`Config`]).

mod checked;
mod draft;
mod field;
mod field_set;

pub(crate) use checked::{Aside, Shared, SipUri};
pub use checked::{Config, Message, Patch, PinConfig, PinlessConfig, Secret, Stored};
pub use draft::Draft;
pub(crate) use draft::{Duplicates, Found, JsonType, Keys, MessageDraft, ObjectDraft, Slot, TakeConfigs, read_set};
pub(crate) use field::Row;
pub use field::{Applies, ConfigType, FIELDS, Field, MESSAGE_KEY, NotConfigType, Shape};
pub(crate) use field_set::FieldSet;
