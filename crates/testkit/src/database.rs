//! Both databases. PostgreSQL is used where `BALSTS_TEST_POSTGRES` names a server on which databases may be created.

use std::{
    future::Future,
    path::Path,
    sync::atomic::{AtomicU64, Ordering},
};

use balsts_store::{Key, Store};
use sea_orm::ConnectionTrait;

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
        Self::open(format!("sqlite:{}", folder.join("test.db").display()), "sqlite").await
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
        admin
            .execute_unprepared(&format!("DROP DATABASE IF EXISTS {name}"))
            .await
            .expect("drop database");
        admin
            .execute_unprepared(&format!("CREATE DATABASE {name}"))
            .await
            .expect("create database");
        admin.close().await.expect("close");
        let (base, query) = server
            .split_once('?')
            .map_or((server.as_str(), ""), |(base, query)| (base, query));
        let host = base.rsplit_once('/').map_or(base, |(host, _)| host);
        let url = format!("{host}/{name}{}{query}", if query.is_empty() { "" } else { "?" });
        Some(Self::open(url, "postgres").await)
    }

    async fn open(url: String, name: &'static str) -> Self {
        let store = Store::open(&url).await.expect("the database opens");
        store.migrate().await.expect("the migrations run");
        let key = Key::generate().ok().as_deref().and_then(Key::parse);
        let store = store
            .unlock(key.expect("a key"))
            .await
            .expect("the first key is taken");
        Self { store, url, name }
    }
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
            test(database).await;
        }
    });
}
