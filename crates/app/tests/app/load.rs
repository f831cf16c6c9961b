#![expect(
    clippy::unwrap_used,
    reason = "what the tests share fails by panicking, as they do"
)]

mod bad;
mod files;
mod killed;
mod sources;
mod undo;
mod upload;

use std::io::Cursor;

use balsts_app::{
    Ctx,
    load::{LoadOptions, LoadReport},
};
use balsts_intake::{Kind, Lang};
use balsts_testkit::{Database, Town, town};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};

pub const INSTITUTIONS: &str = "code;name;kind\n\
    OP;Ogres pamatskola;pamatskola\n\
    OV;Ogres 1. vidusskola;vidusskola\n\
    PII;Cīrulītis;PII\n\
    MS;Ogres mūzikas skola;profesionālās ievirzes\n";
pub const PUPILS: &str = "personal_code;pupil_code;given_name;family_name;birth_date\n\
    010112-21234;;Anna;Bērziņa;2012-01-01\n\
    320000-00001;;Jānis;Ozols;2012-02-02\n\
    ;UA-7;Olena;Šmite;2013-03-03\n";
pub const ENROLMENTS: &str = "personal_code;pupil_code;institution_code;class;from;to\n\
    010112-21234;;OP;8.b;2026-09-01;\n\
    320000-00001;;OV;8a;2025-09-01;2026-11-10\n\
    ;UA-7;OP;7.a;2026-10-05;\n";

/// A town whose registry came from files.
pub struct Registry {
    pub town: Town,
    pub operator: Ctx,
    raw: DatabaseConnection,
}

pub fn options() -> LoadOptions {
    LoadOptions {
        lang: Lang::En,
        ..LoadOptions::default()
    }
}

impl Registry {
    pub async fn empty(database: &Database) -> Self {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let raw = sea_orm::Database::connect(&database.url).await.unwrap();
        Self {
            operator: town.operator(),
            town,
            raw,
        }
    }

    pub async fn new(database: &Database) -> Self {
        let registry = Self::empty(database).await;
        for (kind, text) in [
            (Kind::Institutions, INSTITUTIONS),
            (Kind::Pupils, PUPILS),
            (Kind::Enrolments, ENROLMENTS),
        ] {
            let report = registry.load(kind, text).await;
            assert!(!report.is_refused(), "{report:?}");
        }
        registry
    }

    pub async fn load(&self, kind: Kind, text: &str) -> LoadReport {
        self.load_with(kind, text, &options()).await
    }

    pub async fn load_with(&self, kind: Kind, text: &str, options: &LoadOptions) -> LoadReport {
        load(&self.operator, kind, text, options).await
    }

    pub async fn text(&self, sql: &str) -> String {
        let statement = Statement::from_string(self.raw.get_database_backend(), sql);
        let row = self.raw.query_one_raw(statement).await.unwrap().unwrap();
        row.try_get_by_index(0).unwrap()
    }

    pub async fn count(&self, table: &str) -> i64 {
        let sql = format!("SELECT COUNT(*) FROM {table}");
        let statement = Statement::from_string(self.raw.get_database_backend(), sql);
        let row = self.raw.query_one_raw(statement).await.unwrap().unwrap();
        row.try_get_by_index(0).unwrap()
    }
}

pub async fn load(ctx: &Ctx, kind: Kind, text: &str, options: &LoadOptions) -> LoadReport {
    let source = Cursor::new(text.as_bytes().to_vec());
    ctx.load(kind, source, "fails.csv", options, |_| {})
        .await
        .unwrap()
}

/// Row, column and the beginning of the sentence of every error.
pub fn errors(report: &LoadReport) -> Vec<(u64, &str, &str)> {
    report
        .rejected
        .iter()
        .map(|it| {
            (
                it.row,
                it.column.as_str(),
                it.error.split(". Accepted").next().unwrap(),
            )
        })
        .collect()
}
