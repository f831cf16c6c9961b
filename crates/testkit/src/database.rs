//! Both databases. PostgreSQL is used where `BALSTS_TEST_POSTGRES` names a server on which databases may be created.
//!
//! The migrations run once for a test program as it was built: each test gets a copy of what they made.

use std::{
    fs,
    future::Future,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
    time::SystemTime,
};

use balsts_store::{Key, Store};
use sea_orm::{ConnectionTrait, DatabaseConnection};

/// An empty, migrated database that is gone after the test.
#[derive(Debug)]
pub struct Database {
    /// The open store.
    pub store: Store,
    /// Where a second process would find it.
    pub url: String,
    /// `sqlite` or `postgres`, for messages.
    pub name: &'static str,
}

static NUMBER: AtomicU64 = AtomicU64::new(0);

impl Database {
    /// A fresh SQLite file in a folder.
    pub async fn sqlite(folder: &Path) -> Self {
        let file = folder.join("test.db");
        fs::copy(migrated_file(folder).await, &file).expect("a copy of the migrated file");
        Self::open(format!("sqlite:{}", file.display()), "sqlite").await
    }

    /// A fresh PostgreSQL database, where there is a server.
    pub async fn postgres() -> Option<Self> {
        #[expect(
            clippy::disallowed_methods,
            reason = "the test runner says here where its server is"
        )]
        let server = std::env::var("BALSTS_TEST_POSTGRES").ok()?;
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("balsts_{}_{number}", std::process::id());
        let admin = sea_orm::Database::connect(&server)
            .await
            .expect("the PostgreSQL server of the tests");
        let migrated = migrated_database(&admin, &server).await;
        done(&admin, format!("DROP DATABASE IF EXISTS {name}")).await;
        done(&admin, format!("CREATE DATABASE {name} TEMPLATE {migrated}")).await;
        admin.close().await.expect("close");
        Some(Self::open(on_server(&server, &name), "postgres").await)
    }

    async fn open(url: String, name: &'static str) -> Self {
        let store = Store::open(&url).await.expect("the database opens");
        let key = Key::generate().ok().as_deref().and_then(Key::parse);
        let store = store
            .unlock(key.expect("a key"))
            .await
            .expect("the first key is taken");
        Self { store, url, name }
    }
}

/// This test program and when it was built.
fn program() -> (PathBuf, SystemTime) {
    let file = std::env::current_exe().expect("the file of this program");
    let built = written(&file).expect("when it was built");
    (file, built)
}

fn written(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|about| about.modified()).ok()
}

/// The migrated SQLite file of this program, beside it. Tests that begin at once each make it; all make the same.
async fn migrated_file(folder: &Path) -> PathBuf {
    let (program, built) = program();
    let migrated = program.with_extension("migrated.db");
    if written(&migrated).is_none_or(|at| at < built) {
        let making = folder.join("migrated.db");
        migrate(&format!("sqlite:{}", making.display())).await;
        // Copied to its folder under a name of its own and renamed there: nobody finds half of it.
        let whole = program.with_extension(format!("{}.db", std::process::id()));
        fs::copy(&making, &whole).expect("the migrated file");
        fs::rename(&whole, &migrated).expect("its name");
    }
    migrated
}

/// The migrated PostgreSQL database of this program. Tests that begin at once each make one; the first one's stays.
async fn migrated_database(admin: &DatabaseConnection, server: &str) -> String {
    let (program, built) = program();
    let mut hasher = DefaultHasher::new();
    (program, built).hash(&mut hasher);
    let name = format!("balsts_migrated_{:x}", hasher.finish());
    let found = admin
        .query_one_raw(sea_orm::Statement::from_string(
            sea_orm::DbBackend::Postgres,
            format!("SELECT 1 FROM pg_database WHERE datname = '{name}'"),
        ))
        .await
        .expect("the databases of the server");
    if found.is_none() {
        let making = format!("{name}_{}", std::process::id());
        done(admin, format!("DROP DATABASE IF EXISTS {making}")).await;
        done(admin, format!("CREATE DATABASE {making}")).await;
        migrate(&on_server(server, &making)).await;
        let named = admin
            .execute_unprepared(&format!("ALTER DATABASE {making} RENAME TO {name}"))
            .await;
        if named.is_err() {
            // Another test was first.
            done(admin, format!("DROP DATABASE {making}")).await;
        }
    }
    name
}

async fn migrate(url: &str) {
    let store = Store::open(url).await.expect("the database opens");
    store.migrate().await.expect("the migrations run");
    store.close().await.expect("the database closes");
}

async fn done(admin: &DatabaseConnection, statement: String) {
    admin.execute_unprepared(&statement).await.expect(&statement);
}

async fn remove(url: &str) {
    let base = url.split_once('?').map_or(url, |(base, _)| base);
    let (_, name) = base.rsplit_once('/').expect("the name of a database");
    let admin = sea_orm::Database::connect(on_server(url, "postgres"))
        .await
        .expect("the PostgreSQL server of the tests");
    done(&admin, format!("DROP DATABASE {name} WITH (FORCE)")).await;
    admin.close().await.expect("close");
}

/// The address of another database on the same server.
fn on_server(server: &str, name: &str) -> String {
    let (base, query) = server
        .split_once('?')
        .map_or((server, ""), |(base, query)| (base, query));
    let host = base.rsplit_once('/').map_or(base, |(host, _)| host);
    format!("{host}/{name}{}{query}", if query.is_empty() { "" } else { "?" })
}

/// Runs the same test on SQLite and, where there is a server, on PostgreSQL.
pub fn on_both<F, Fut>(test: F)
where
    F: Fn(Database) -> Fut,
    Fut: Future<Output = ()>,
{
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        // Kept here until the test is over: a test may move the store out of its database.
        let folder = tempfile::tempdir().expect("a temporary folder");
        test(Database::sqlite(folder.path()).await).await;
        if let Some(database) = Database::postgres().await {
            let url = database.url.clone();
            test(database).await;
            // Hundreds of databases are gigabytes; that of a failed test stays to be looked at.
            remove(&url).await;
        }
    });
}
