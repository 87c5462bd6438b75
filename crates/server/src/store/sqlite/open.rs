//! Opens the file, created if missing, and brings it up to date.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqlSafeStr};

use super::file::OpenedFile;
use super::{BUSY, result_code};

/// Version, what it does, SQL. One that was released is never changed: its checksum is in every database.
const MIGRATIONS: &[(i64, &str, &str)] =
    &[(1, "dialin config", include_str!("../../../migrations/sqlite/0001_dialin_config.sql"))];

/// How long a write waits for the one lock `SQLite` has. A write takes a few milliseconds: this is a thousand of them.
pub(super) const LOCK_WAIT: Duration = Duration::from_secs(10);

/// Readers beside the one writer; a page of the editor makes few requests at once.
const CONNECTIONS: u32 = 4;

/// Why the file cannot be used, and what to do.
#[derive(Debug, thiserror::Error)]
#[error("`{}` {problem}; {}choose another file with `--store sqlite:PATH`", .path.display(), .remedy.unwrap_or_default())]
pub(crate) struct OpenError {
    path: PathBuf,
    problem: String,
    /// What else helps, with `, or ` after it.
    remedy: Option<&'static str>,
}

/// What an [`OpenError`] says beside the path.
struct Problem(String, Option<&'static str>);

pub(super) async fn open(path: &Path) -> Result<(OpenedFile, SqlitePool), OpenError> {
    // Absolute, because `SQLite` gives names such as `:memory:` and `file:…` a meaning of their own.
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    match open_absolute(&path).await {
        Ok(opened) => Ok(opened),
        Err(Problem(problem, remedy)) => Err(OpenError { path, problem, remedy }),
    }
}

async fn open_absolute(path: &Path) -> Result<(OpenedFile, SqlitePool), Problem> {
    let file = prepare_file(path)?;
    let options = SqliteConnectOptions::new()
        .filename(path)
        .busy_timeout(LOCK_WAIT)
        // In WAL mode only FULL syncs before a commit is answered; NORMAL can lose the last ones to a power cut.
        .synchronous(SqliteSynchronous::Full);
    let mut database = options.connect().await?;
    // Before anything is written to it, the journal mode too.
    refuse_foreign(&mut database).await?;
    keep_wal(&mut database).await?;
    database.close().await?;
    let pool = SqlitePoolOptions::new().max_connections(CONNECTIONS).idle_timeout(None).max_lifetime(None);
    let pool = pool.connect_with(options).await?;
    if migrator().run(&pool).await.is_err() {
        // Of servers that start together one makes the tables. The others fail at it, and find them on the second look.
        migrator().run(&pool).await?;
    }
    connect_all(&pool).await?;
    #[cfg(unix)]
    super::privacy::warn_if_shared(path);
    Ok((file, pool))
}

/// Opens every connection, once and for good: one that is opened later could be to a file that took this one's place.
async fn connect_all(pool: &SqlitePool) -> Result<(), sqlx::Error> {
    let mut all = Vec::new();
    for _ in 0..CONNECTIONS {
        let mut connection = pool.acquire().await?;
        // `SQLite` opens the WAL for the first read only.
        sqlx::query("SELECT 1 FROM dialin_config LIMIT 1").execute(&mut *connection).await?;
        all.push(connection);
    }
    Ok(())
}

/// An error when the database holds tables and none of them is ours.
async fn refuse_foreign(database: &mut SqliteConnection) -> Result<(), Problem> {
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    )
    .fetch_all(database)
    .await?;
    // The first is made before the second; a start may have ended between them.
    if tables.iter().all(|table| table == "_sqlx_migrations") || tables.iter().any(|table| table == "dialin_config") {
        Ok(())
    } else {
        Err(Problem("is another program's database".to_owned(), None))
    }
}

/// Puts the file into WAL mode, in which it stays.
async fn keep_wal(database: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let start = Instant::now();
    loop {
        match sqlx::query("PRAGMA journal_mode = WAL").execute(&mut *database).await {
            // For this one lock `SQLite` does not wait itself, and another server that starts may have it.
            Err(error) if result_code(&error) == Some(BUSY) && start.elapsed() < LOCK_WAIT => {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            done => return done.map(drop),
        }
    }
}

fn migrator() -> Migrator {
    let migrations = MIGRATIONS.iter().map(|&(version, what, sql)| {
        Migration::new(version, what.into(), MigrationType::Simple, sql.into_sql_str(), false)
    });
    Migrator::with_migrations(migrations.collect())
}

/// Makes the folder and an empty file that only their owner can read: the file will hold signing secrets.
fn prepare_file(path: &Path) -> Result<OpenedFile, Problem> {
    let mut folder = DirBuilder::new();
    folder.recursive(true);
    let mut file = OpenOptions::new();
    file.append(true).create(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
        folder.mode(0o700);
        file.mode(0o600);
    }
    let problem = |what, error: io::Error| Problem(format!("{what}: {error}"), None);
    if let Some(parent) = path.parent() {
        let is_new = !parent.exists();
        folder.create(parent).map_err(|error| problem("is in a folder that cannot be created", error))?;
        if is_new {
            // It may be made in somebody's repository, and secrets are committed soon.
            fs::write(parent.join(".gitignore"), "*\n")
                .map_err(|error| problem("is in a folder that cannot be written to", error))?;
        }
    }
    if fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        // Opening a pipe would wait for whoever reads it.
        return Err(Problem("is not a regular file".to_owned(), None));
    }
    file.open(path)
        .and_then(|_| OpenedFile::at(path.to_owned()))
        .map_err(|error| problem("cannot be opened for writing", error))
}

impl From<sqlx::Error> for Problem {
    fn from(error: sqlx::Error) -> Self {
        match result_code(&error) {
            // SQLITE_READONLY and SQLITE_CANTOPEN: the file itself was just opened, so it is what goes beside it.
            Some(8 | 14) => Self(
                format!("or the files beside it cannot be written: {error}"),
                Some("make the folder writable for this user, or "),
            ),
            // SQLITE_NOTADB
            Some(26) => Self("is not an SQLite database".to_owned(), None),
            _ => Self(format!("cannot be opened: {error}"), None),
        }
    }
}

impl From<MigrateError> for Problem {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
            MigrateError::VersionMissing(_) => {
                Self("was written by a newer version of dialin".to_owned(), Some("start that version, or "))
            }
            error => Self(format!("cannot be brought up to date: {error}"), None),
        }
    }
}
