//! Where configs are kept: the [`Store`] trait, what goes through it, and how a store is named on the command line.

mod address;
mod sqlite;

use async_trait::async_trait;
use dialin_core::{Config, ConfigType, KnownConfig};
use serde_json::{Map, Value};

pub use address::{StoreAddress, StoreAddressError};
pub(crate) use sqlite::{OpenError, SqliteStore};

/// One config as it is kept.
#[derive(Clone)]
pub(crate) struct Record {
    pub(crate) id: String,
    pub(crate) config_type: ConfigType,
    /// The number without its `+`: what must be unique.
    pub(crate) phone_digits: Option<String>,
    pub(crate) name_prefix: Option<String>,
    /// `user@host`, without `sip:`.
    pub(crate) sip_uri: Option<String>,
    /// What is under `config` in a response, without `sip_uri`.
    pub(crate) fields: Map<String, Value>,
    /// How often it was written. An update names the revision it was made from.
    pub(crate) revision: i64,
}

impl Record {
    /// A record of a checked config. `revision` is 1 for a new one.
    pub(crate) fn new(id: String, config: &Config, sip_uri: Option<String>, revision: i64) -> Self {
        Self {
            id,
            config_type: config.config_type(),
            phone_digits: config.phone_number().map(|number| number.digits()),
            name_prefix: config.name_prefix().map(str::to_owned),
            sip_uri,
            fields: config.fields(),
            revision,
        }
    }

    /// As the rules want to know it, to find a number used twice.
    pub(crate) fn known(&self) -> KnownConfig {
        KnownConfig {
            id: Some(self.id.clone()),
            config_type: Some(self.config_type),
            phone_number: self.phone_digits.as_ref().map(|digits| format!("+{digits}")),
        }
    }

    /// As Daily returns it: `{id, type, config}`, where `sip_uri` is among the fields, null for a PIN config.
    pub(crate) fn into_answer(self) -> Value {
        let Self { id, config_type, sip_uri, mut fields, .. } = self;
        fields.insert("sip_uri".to_owned(), sip_uri.into());
        serde_json::json!({ "id": id, "type": config_type, "config": fields })
    }
}

/// What became of a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    /// It is on disk.
    Done,
    /// Another config has the number; nothing was written.
    NumberTaken,
    /// The record was written or deleted since it was read; nothing was written.
    Superseded,
}

/// Which configs a list wants. Every condition must hold.
#[derive(Debug, Default)]
pub(crate) struct Filter {
    pub(crate) config_type: Option<ConfigType>,
    /// For each group: the number, written with its `+`, contains one of the strings.
    pub(crate) phone_parts: Vec<Vec<String>>,
    /// What is before the `@` of `sip_uri`.
    pub(crate) sip_username: Option<String>,
    pub(crate) name_prefix: Option<String>,
}

/// Which part of a list, newest first.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The newest.
    Newest,
    /// Right after this config: older ones.
    After(String),
    /// Right before this config: newer ones, the nearest.
    Before(String),
    /// The last page.
    Oldest,
}

/// A page of a list.
pub(crate) struct Listing {
    /// How many configs fit the filter, on whatever page.
    pub(crate) total: i64,
    /// Newest first.
    pub(crate) records: Vec<Record>,
}

/// Why the store could not answer. Holds no field of a config.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreError {
    /// The database refused or could not be reached.
    #[error("the database failed: {0}")]
    Database(sqlx::Error),
    /// Nothing was done.
    #[error(
        "another program keeps the database locked, for example with an open transaction in a `sqlite3` shell: end it"
    )]
    Busy,
    /// What is written now is lost when the process ends.
    #[error("the database file was removed or replaced while this server had it open: start the server again")]
    Replaced,
    /// A row that this program did not write.
    #[error("the stored config `{id}` cannot be read back: {what}")]
    Unreadable { id: String, what: &'static str },
}

/// Keeps configs. A write that was answered with [`Written::Done`] survives the death of the process, and of two writes
/// of one number at most one is [`Written::Done`], whichever server they went through.
#[async_trait]
pub(crate) trait Store: Send + Sync {
    /// Adds a new record. Never [`Written::Superseded`].
    async fn insert(&self, record: &Record) -> Result<Written, StoreError>;

    /// Writes over the record of this id if its revision is still `record.revision`.
    async fn replace(&self, record: &Record) -> Result<Written, StoreError>;

    /// `false` if there was none.
    async fn delete(&self, id: &str) -> Result<bool, StoreError>;

    /// The record of this id.
    async fn get(&self, id: &str) -> Result<Option<Record>, StoreError>;

    /// The record that has this number, given without `+`.
    async fn find_number(&self, digits: &str) -> Result<Option<Record>, StoreError>;

    /// At most `limit` records; `None` if the config that `place` names is not there. Records that cannot be read are left
    /// out and logged, so that one damaged row does not take the others away; they count in the total.
    async fn list(&self, filter: &Filter, place: &Place, limit: u8) -> Result<Option<Listing>, StoreError>;

    /// Finishes what is under way. No call may follow.
    async fn close(&self);
}
