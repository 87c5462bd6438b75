//! Configs in one `SQLite` file.

mod file;
mod open;
#[cfg(unix)]
mod privacy;

use std::path::Path;
use std::time::Duration;

use async_trait::async_trait;
use dialin_core::ConfigType;
use dialin_core::json::read_value;
use serde_json::Value;
use sqlx::query::Query;
use sqlx::sqlite::{Sqlite, SqliteArguments, SqlitePool, SqliteRow};
use sqlx::{QueryBuilder, Row};
use tokio::sync::{Mutex, watch};
use tokio::time::timeout;

use super::{Filter, Listing, Place, Record, Store, StoreError, Written};
use file::OpenedFile;
pub(crate) use open::OpenError;

/// Configs in one `SQLite` file.
pub(crate) struct SqliteStore {
    pool: SqlitePool,
    file: OpenedFile,
    /// Held by the one that writes.
    writing: Mutex<()>,
    /// Told of every write.
    written: watch::Sender<()>,
}

impl SqliteStore {
    /// Opens the file, created with its folder if missing, and brings it up to date.
    pub(crate) async fn open(path: &Path) -> Result<Self, OpenError> {
        let (file, pool) = open::open(path).await?;
        let (written, writes) = watch::channel(());
        tokio::spawn(checkpoint_after(writes, pool.clone()));
        Ok(Self { pool, file, writing: Mutex::new(()), written })
    }

    /// Runs one statement that writes. The number of rows it wrote, or `None` if another one has the number.
    async fn write(&self, statement: Query<'_, Sqlite, SqliteArguments>) -> Result<Option<u64>, StoreError> {
        // `SQLite` lets one write at a time, too. Whoever waits here has no connection yet, so that reads find one free
        // while another program has the lock.
        let turn = timeout(open::LOCK_WAIT, self.writing.lock()).await.map_err(|_| StoreError::Busy)?;
        let written = statement.execute(&self.pool).await;
        drop(turn);
        self.written.send_replace(());
        if !self.file.is_in_place() {
            return Err(StoreError::Replaced);
        }
        match written {
            Ok(done) => Ok(Some(done.rows_affected())),
            Err(error) if number_taken(&error) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

/// From the first write of a burst to its checkpoint: one for each write would make a write five times as long.
const BURST: Duration = Duration::from_millis(200);

/// Moves what was written out of the WAL, which `SQLite` itself does every 4 MB: whoever copies the file alone then has the
/// configs. PASSIVE waits for nobody and makes nobody wait; what a reader keeps back is moved after the next write.
async fn checkpoint_after(mut writes: watch::Receiver<()>, pool: SqlitePool) {
    while writes.changed().await.is_ok() {
        tokio::time::sleep(BURST).await;
        match sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").execute(&pool).await {
            Ok(_) | Err(sqlx::Error::PoolClosed) => {}
            Err(error) => tracing::warn!(%error, "recent writes stay in the WAL for now"),
        }
    }
}

/// `SQLITE_BUSY`: another connection has the lock, and nothing was done.
const BUSY: u16 = 5;

/// The low byte of what `SQLite` returns: the primary result code (sqlite.org/rescode.html).
fn result_code(error: &sqlx::Error) -> Option<u16> {
    let code: u16 = error.as_database_error()?.code()?.parse().ok()?;
    Some(code & 0xFF)
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        if result_code(&error) == Some(BUSY) { Self::Busy } else { Self::Database(error) }
    }
}

/// Whether the unique index on the number refused the write. `SQLite` names the column in its message only.
fn number_taken(error: &sqlx::Error) -> bool {
    error
        .as_database_error()
        .is_some_and(|error| error.is_unique_violation() && error.message().contains("dialin_config.phone_digits"))
}

const SELECT_RECORD: &str =
    "SELECT position, id, type, phone_digits, name_prefix, sip_uri, fields, revision FROM dialin_config";

fn read_row(row: &SqliteRow) -> Result<Record, StoreError> {
    let id: String = row.try_get("id")?;
    let unreadable = |what| StoreError::Unreadable { id: id.clone(), what };
    let text = |column| {
        // STRICT or not, a column of text can hold bytes that are none.
        row.try_get::<Option<String>, _>(column).map_err(|_| unreadable("a column of its row is not UTF-8 text"))
    };
    let config_type = text("type")?.as_deref().and_then(ConfigType::from_name);
    let fields = match text("fields")?.map(|fields| read_value(&fields)) {
        Some(Ok(Value::Object(fields))) => Some(fields),
        _ => None,
    };
    Ok(Record {
        config_type: config_type.ok_or_else(|| unreadable("its type is unknown"))?,
        phone_digits: text("phone_digits")?,
        name_prefix: text("name_prefix")?,
        sip_uri: text("sip_uri")?,
        fields: fields.ok_or_else(|| unreadable("its fields are not a JSON object"))?,
        revision: row.try_get("revision")?,
        id,
    })
}

fn fields_text(record: &Record) -> String {
    Value::Object(record.fields.clone()).to_string()
}

#[async_trait]
impl Store for SqliteStore {
    async fn insert(&self, record: &Record) -> Result<Written, StoreError> {
        let statement = sqlx::query(
            "INSERT INTO dialin_config (id, type, phone_digits, name_prefix, sip_uri, fields, revision)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(&record.id)
        .bind(record.config_type.as_str())
        .bind(&record.phone_digits)
        .bind(&record.name_prefix)
        .bind(&record.sip_uri)
        .bind(fields_text(record))
        .bind(record.revision);
        Ok(self.write(statement).await?.map_or(Written::NumberTaken, |_| Written::Done))
    }

    async fn replace(&self, record: &Record) -> Result<Written, StoreError> {
        let statement = sqlx::query(
            "UPDATE dialin_config SET phone_digits = ?, name_prefix = ?, fields = ?, revision = revision + 1
             WHERE id = ? AND revision = ?",
        )
        .bind(&record.phone_digits)
        .bind(&record.name_prefix)
        .bind(fields_text(record))
        .bind(&record.id)
        .bind(record.revision);
        Ok(match self.write(statement).await? {
            None => Written::NumberTaken,
            Some(0) => Written::Superseded,
            Some(_) => Written::Done,
        })
    }

    async fn delete(&self, id: &str) -> Result<bool, StoreError> {
        let statement = sqlx::query("DELETE FROM dialin_config WHERE id = ?").bind(id);
        Ok(self.write(statement).await?.is_some_and(|deleted| deleted > 0))
    }

    async fn get(&self, id: &str) -> Result<Option<Record>, StoreError> {
        let mut query = QueryBuilder::<Sqlite>::new(SELECT_RECORD);
        query.push(" WHERE id = ").push_bind(id);
        query.build().fetch_optional(&self.pool).await?.as_ref().map(read_row).transpose()
    }

    async fn find_number(&self, digits: &str) -> Result<Option<Record>, StoreError> {
        let mut query = QueryBuilder::<Sqlite>::new(SELECT_RECORD);
        query.push(" WHERE phone_digits = ").push_bind(digits);
        query.build().fetch_optional(&self.pool).await?.as_ref().map(read_row).transpose()
    }

    async fn list(&self, filter: &Filter, place: &Place, limit: u8) -> Result<Option<Listing>, StoreError> {
        // One transaction, so that the total and the page come from the same moment.
        let mut reading = self.pool.begin().await?;
        let mut bound = match place {
            Place::Newest | Place::Oldest => None,
            Place::After(id) | Place::Before(id) => {
                let position: Option<i64> = sqlx::query_scalar("SELECT position FROM dialin_config WHERE id = ?")
                    .bind(id)
                    .fetch_optional(&mut *reading)
                    .await?;
                let Some(position) = position else { return Ok(None) };
                Some(position)
            }
        };

        let mut count = QueryBuilder::<Sqlite>::new("SELECT COUNT(*) FROM dialin_config");
        push_filter(&mut count, filter);
        let total: i64 = count.build_query_scalar().fetch_one(&mut *reading).await?;

        let newest_first = matches!(place, Place::Newest | Place::After(_));
        let limit = usize::from(limit);
        let mut records = Vec::with_capacity(limit);
        // Rows that are left out are made up for: a page that is not full would look like the last one.
        while records.len() < limit {
            let missing = limit - records.len();
            let mut page = page(filter, newest_first, bound, missing);
            let rows = page.build().fetch_all(&mut *reading).await?;
            for row in &rows {
                match read_row(row) {
                    Ok(record) => records.push(record),
                    Err(error) => tracing::error!(%error, "a config is left out of a list"),
                }
            }
            match rows.last() {
                Some(last) if rows.len() == missing => bound = Some(last.try_get("position")?),
                _ => break,
            }
        }
        reading.commit().await?;

        if !newest_first {
            records.reverse();
        }
        Ok(Some(Listing { total, records }))
    }

    async fn close(&self) {
        self.pool.close().await;
    }
}

/// At most `limit` rows of a filter, from `bound` on, which is a position.
fn page(filter: &Filter, newest_first: bool, bound: Option<i64>, limit: usize) -> QueryBuilder<Sqlite> {
    let mut page = QueryBuilder::new(SELECT_RECORD);
    push_filter(&mut page, filter);
    if let Some(position) = bound {
        page.push(if newest_first { " AND position < " } else { " AND position > " }).push_bind(position);
    }
    page.push(if newest_first { " ORDER BY position DESC" } else { " ORDER BY position ASC" });
    page.push(" LIMIT ").push_bind(i64::try_from(limit).unwrap_or(i64::MAX));
    page
}

/// `instr` rather than `LIKE`: it knows no wildcards, so a `%` or `_` in a query is only that.
fn push_filter(query: &mut QueryBuilder<Sqlite>, filter: &Filter) {
    query.push(" WHERE TRUE");
    if let Some(config_type) = filter.config_type {
        query.push(" AND type = ").push_bind(config_type.as_str());
    }
    for group in &filter.phone_parts {
        // As one value: a term for each part would run into SQLite's limit on the depth of an expression.
        let parts = Value::from(group.clone()).to_string();
        query.push(" AND EXISTS (SELECT 1 FROM json_each(").push_bind(parts);
        query.push(") WHERE instr('+' || phone_digits, value) > 0)");
    }
    if let Some(user) = &filter.sip_username {
        query.push(" AND substr(sip_uri, 1, instr(sip_uri, '@') - 1) = ").push_bind(user.clone());
    }
    if let Some(name_prefix) = &filter.name_prefix {
        query.push(" AND name_prefix = ").push_bind(name_prefix.clone());
    }
}
