//! The connection: a pool for reading, one connection for writing on SQLite, the migrations.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;

use crate::{Key, Result, StoreError, migration::Migrator};

/// An open database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Store {
    url: String,
    read: DatabaseConnection,
    write: DatabaseConnection,
    pub(crate) key: Option<Key>,
    statements: Arc<AtomicU64>,
}

/// One writing transaction. Dropped without `commit`, it leaves nothing behind.
#[derive(Debug)]
pub struct Writing(pub(crate) DatabaseTransaction, pub(crate) Option<Key>);

impl Writing {
    /// The key that texts are sealed with.
    pub(crate) fn key(&self) -> Result<&Key> {
        self.1.as_ref().ok_or(StoreError::Locked)
    }

    /// Makes all that was written true, at once.
    pub async fn commit(self) -> Result<()> {
        Ok(self.0.commit().await?)
    }
}

/// Creates the file of a new SQLite database readable by its owner alone, before SQLite would create it for everybody. The journals beside it
/// take its mode.
fn create_private(url: &str) -> Result<()> {
    let path = url.trim_start_matches("sqlite:").trim_start_matches("//");
    // Whoever gives options says how the file is opened; `:memory:` is none.
    if path.contains('?') || path.starts_with(':') {
        return Ok(());
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    match options.open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(StoreError::Unavailable(
            format!("{path} cannot be created: {error}"),
        )),
        _ => Ok(()),
    }
}

impl Store {
    /// Opens `sqlite:PATH` (created when missing) or `postgres://…`. Runs no migration; sealed texts stay closed until
    /// [`Store::unlock`].
    pub async fn open(url: &str) -> Result<Self> {
        if url.starts_with("postgres") {
            let mut options = ConnectOptions::new(url);
            options
                .max_connections(8)
                .connect_timeout(Duration::from_secs(10))
                .sqlx_logging(false);
            let statements = Arc::default();
            let read = counted(Database::connect(options).await?, &statements);
            return Ok(Self {
                url: url.to_owned(),
                write: read.clone(),
                read,
                key: None,
                statements,
            });
        }
        if !url.starts_with("sqlite:") {
            return Err(StoreError::Unavailable(format!(
                "a database is sqlite:PATH or postgres://…, not {url}"
            )));
        }
        create_private(url)?;
        let statements = Arc::default();
        let write = counted(Self::sqlite(url, 1).await?, &statements);
        let read = counted(Self::sqlite(url, 4).await?, &statements);
        Ok(Self {
            url: url.to_owned(),
            read,
            write,
            key: None,
            statements,
        })
    }

    async fn sqlite(url: &str, connections: u32) -> Result<DatabaseConnection> {
        let full = if url.contains('?') {
            url.to_owned()
        } else {
            format!("{url}?mode=rwc")
        };
        let mut options = ConnectOptions::new(full);
        options
            .max_connections(connections)
            .min_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .sqlx_logging(false)
            .map_sqlx_sqlite_opts(|sqlite| {
                sqlite
                    .pragma("journal_mode", "WAL")
                    .pragma("synchronous", "FULL")
                    // 32 MB of journal: whoever commits the evaluation of a day does not also wait until all its pages are in the file.
                    .pragma("wal_autocheckpoint", "8000")
                    .pragma("foreign_keys", "ON")
                    .pragma("busy_timeout", "10000")
                    .pragma("temp_store", "FILE")
                    .pragma("cache_size", "-32000")
                    .statement_cache_capacity(200)
            });
        Ok(Database::connect(options).await?)
    }

    /// A connection of its own, for an import's staging area: its temporary tables die with it.
    pub(crate) async fn own_connection(&self) -> Result<DatabaseConnection> {
        if self.url.starts_with("postgres") {
            let mut options = ConnectOptions::new(&self.url);
            options
                .max_connections(1)
                .min_connections(1)
                .idle_timeout(None)
                .max_lifetime(None)
                .sqlx_logging(false);
            return Ok(Database::connect(options).await?);
        }
        Self::sqlite(&self.url, 1).await
    }

    /// Creates or upgrades the tables.
    pub async fn migrate(&self) -> Result<()> {
        Ok(Migrator::up(&self.write, None).await?)
    }

    /// Whether the database answers and all migrations have run (`/readyz`).
    pub async fn ready(&self) -> Result<bool> {
        Ok(Migrator::get_pending_migrations(&self.read).await?.is_empty())
    }

    /// Starts a writing transaction.
    pub async fn write(&self) -> Result<Writing> {
        Ok(Writing(begin(&self.write).await?, self.key.clone()))
    }

    /// The key that opens sealed texts.
    pub(crate) fn key(&self) -> Result<&Key> {
        self.key.as_ref().ok_or(StoreError::Locked)
    }

    pub(crate) fn reading(&self) -> &DatabaseConnection {
        &self.read
    }

    /// Statements sent so far, those of imports' own connections excepted: what a page costs is the difference.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// The address this store was opened with, without a password.
    pub fn address(&self) -> String {
        match (self.url.find("://"), self.url.rfind('@')) {
            (Some(start), Some(at)) if start + 3 <= at => {
                format!("{}…{}", &self.url[..start + 3], &self.url[at..])
            }
            _ => self.url.clone(),
        }
    }

    /// Lets the planner know the data, after a large load.
    pub async fn analyze(&self) -> Result<()> {
        self.write.execute_unprepared("ANALYZE").await?;
        Ok(())
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        self.read.get_database_backend() == DbBackend::Sqlite
    }

    /// Closes all connections; on SQLite this folds the write-ahead log into the file.
    pub async fn close(self) -> Result<()> {
        if self.is_sqlite() {
            self.write
                .execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)")
                .await?;
        }
        self.read.close().await?;
        Ok(self.write.close().await?)
    }
}

fn counted(mut connection: DatabaseConnection, statements: &Arc<AtomicU64>) -> DatabaseConnection {
    let statements = Arc::clone(statements);
    connection.set_metric_callback(move |_| {
        statements.fetch_add(1, Ordering::Relaxed);
    });
    connection
}

/// `BEGIN IMMEDIATE` on SQLite: a transaction that reads first and writes later would otherwise fail when another
/// process wrote in between.
pub(crate) async fn begin(on: &DatabaseConnection) -> Result<DatabaseTransaction> {
    let mode = (on.get_database_backend() == DbBackend::Sqlite).then_some(SqliteTransactionMode::Immediate);
    let options = TransactionOptions {
        sqlite_transaction_mode: mode,
        ..TransactionOptions::default()
    };
    Ok(on.begin_with_options(options).await?)
}

impl Store {
    /// Writes an SQLite file anew and folds its log into it, so that nothing deleted or replaced stays readable.
    pub(crate) async fn rewrite(&self) -> Result<()> {
        self.write.execute_unprepared("VACUUM").await?;
        self.write
            .execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)")
            .await?;
        Ok(())
    }

    /// Whether an SQLite database is open somewhere: it cannot be replaced then.
    pub async fn is_in_use(url: &str) -> Result<bool> {
        let mut options = ConnectOptions::new(url);
        options
            .max_connections(1)
            .sqlx_logging(false)
            .map_sqlx_sqlite_opts(|sqlite| sqlite.create_if_missing(false).pragma("busy_timeout", "0"));
        let on = Database::connect(options).await?;
        // Leaving the write-ahead log needs the file for oneself; every open connection of others holds a share of it.
        let alone = on
            .execute_unprepared("PRAGMA journal_mode = DELETE")
            .await
            .is_ok();
        on.close().await?;
        Ok(!alone)
    }

    /// Writes a consistent copy of an SQLite database into a new file, while it is in use.
    pub async fn backup(&self, path: &str) -> Result<()> {
        crate::sql::Sql::new("VACUUM INTO $1")
            .with(path)
            .run(&self.write)
            .await?;
        Ok(())
    }
}
