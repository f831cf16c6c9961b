//! The staging area: rows of a file in temporary tables of one connection, apart from what is true. It dies with the connection, so
//! an import that is killed leaves nothing behind. Nothing here writes to a permanent table.

use std::collections::BTreeSet;

use balsts_domain::access::{Reach, Scope};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, FromQueryResult, Statement, Value};

use super::{
    kind::LoadKind,
    rows::Rows,
    table::{LoadTable, Of},
};
use crate::{Result, Store, sql::Sql};

/// Rows of one statement: enough that a statement's own cost no longer counts.
pub(crate) const ROWS_A_STATEMENT: usize = 500;

/// A staging area. Dropped without `commit`, it leaves nothing.
#[derive(Debug)]
pub struct Staging {
    pub(crate) on: DatabaseConnection,
    pub(crate) kind: LoadKind,
    pub(crate) municipality: i64,
    /// Institutions whose records the actor may load; none: all of the municipality.
    pub(crate) reach: Option<Vec<i64>>,
    pub(crate) known: Known,
    pub(crate) institutions: BTreeSet<i64>,
    pub(crate) period: Option<(i64, i64)>,
    /// Some staged rows are stored alike: only those listed in `fresh` are written.
    pub(crate) only_fresh: bool,
    texts: Vec<Option<(usize, String)>>,
}

/// What had been loaded when the staging area was opened: a later load makes its comparison stale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub(crate) struct Known {
    last: i64,
    undone: i64,
}

/// Two rows of a file with the same natural key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub struct Duplicate {
    /// The row.
    pub row: i64,
    /// Another row with the same key.
    pub other: i64,
}

/// What was found within the file itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Duplicates {
    /// Rows that repeat another one exactly: left out.
    pub repeated: u64,
    /// Some of them.
    pub repeated_rows: Vec<Duplicate>,
    /// Rows that contradict another one: left out, all of them, for nobody can say which is right.
    pub contradicting: u64,
    /// Some of them.
    pub contradicting_rows: Vec<Duplicate>,
}

impl Store {
    /// Opens a staging area for one file.
    pub async fn stage(&self, scope: &Scope, kind: LoadKind) -> Result<Staging> {
        let on = self.own_connection().await?;
        let reach = (!scope.reach().contains(&Reach::Municipality)).then(|| {
            let institutions = scope.reach().iter().filter_map(|part| match part {
                Reach::Institution(id) => Some(*id),
                _ => None,
            });
            institutions.collect()
        });
        let known = Known::read(&on, scope.municipality()).await?;
        for (index, table) in kind.tables().iter().enumerate() {
            let columns: Vec<String> = table
                .columns()
                .map(|column| format!("{} {}", column.name, type_of(column.of)))
                .collect();
            let id = match on.get_database_backend() {
                DbBackend::Sqlite => "INTEGER PRIMARY KEY",
                _ => "BIGINT GENERATED ALWAYS AS IDENTITY",
            };
            let columns = columns.join(", ");
            on.execute_unprepared(&format!(
                "CREATE TEMPORARY TABLE staged_{index} (id {id}, row_number BIGINT NOT NULL, {columns})"
            ))
            .await?;
            on.execute_unprepared(&format!(
                "CREATE TEMPORARY TABLE ended_{index} (id BIGINT PRIMARY KEY, gone BOOLEAN NOT NULL)"
            ))
            .await?;
        }
        on.execute_unprepared(
            "CREATE TEMPORARY TABLE announced_pupils (provisional BIGINT PRIMARY KEY, public_id TEXT NOT NULL)",
        )
        .await?;
        on.execute_unprepared(
            "CREATE TEMPORARY TABLE announced_institutions (provisional BIGINT PRIMARY KEY, code TEXT NOT NULL)",
        )
        .await?;
        on.execute_unprepared("CREATE TEMPORARY TABLE fresh (id BIGINT PRIMARY KEY)")
            .await?;
        Ok(Staging {
            on,
            kind,
            municipality: scope.municipality(),
            reach,
            known,
            institutions: BTreeSet::new(),
            period: None,
            only_fresh: false,
            texts: kind.tables().iter().map(|_| None).collect(),
        })
    }
}

impl Known {
    pub async fn read(on: &impl ConnectionTrait, municipality: i64) -> Result<Self> {
        let known = Sql::new(
            "SELECT COALESCE(MAX(id), 0) AS last, COUNT(undone_at) AS undone FROM loads WHERE municipality_id = $1",
        )
        .with(municipality)
        .one(on)
        .await?;
        Ok(known.unwrap_or(Self { last: 0, undone: 0 }))
    }
}

fn type_of(of: Of) -> &'static str {
    match of {
        Of::Text => "TEXT",
        Of::Boolean => "BOOLEAN",
        Of::Integer | Of::Pupil | Of::Institution => "BIGINT",
    }
}

impl Staging {
    /// What kind of rows it takes.
    pub fn kind(&self) -> LoadKind {
        self.kind
    }

    /// Takes a batch of rows.
    pub async fn add(&mut self, rows: Rows) -> Result<()> {
        self.institutions.extend(&rows.institutions);
        if let Some((from, to)) = rows.period {
            self.period = Some(
                self.period
                    .map_or((from, to), |(first, last)| (first.min(from), last.max(to))),
            );
        }
        crate::sql::insert_many(
            &self.on,
            "announced_pupils",
            &["provisional", "public_id"],
            rows.new_pupils
                .into_iter()
                .map(|(id, public)| vec![id.into(), public.into()]),
        )
        .await?;
        crate::sql::insert_many(
            &self.on,
            "announced_institutions",
            &["provisional", "code"],
            rows.new_institutions
                .into_iter()
                .map(|(id, code)| vec![id.into(), code.into()]),
        )
        .await?;
        for (index, part) in rows.parts.into_iter().enumerate() {
            self.insert(index, part).await?;
        }
        Ok(())
    }

    async fn insert(&mut self, index: usize, mut values: Vec<Value>) -> Result<()> {
        let width = self.kind.tables()[index].columns().count() + 1;
        while !values.is_empty() {
            let rest = values.split_off(values.len().min(ROWS_A_STATEMENT * width));
            let sql = self.text(index, values.len() / width, width);
            self.on
                .execute_raw(Statement::from_sql_and_values(
                    self.on.get_database_backend(),
                    sql,
                    values,
                ))
                .await?;
            values = rest;
        }
        Ok(())
    }

    /// The statement for so many rows; the last one made is kept, for nearly all are alike.
    fn text(&mut self, index: usize, rows: usize, width: usize) -> String {
        if let Some((kept, text)) = &self.texts[index]
            && *kept == rows
        {
            return text.clone();
        }
        let columns: Vec<&str> = self.kind.tables()[index]
            .columns()
            .map(|column| column.name)
            .collect();
        let mut text = format!(
            "INSERT INTO staged_{index} (row_number, {}) VALUES ",
            columns.join(", ")
        );
        crate::sql::placeholders(&mut text, self.on.get_database_backend(), rows, width);
        self.texts[index] = Some((rows, text.clone()));
        text
    }

    /// Leaves out the rows with these numbers: a check across rows refused them.
    pub async fn leave_out(&self, rows: &[u64]) -> Result<()> {
        for some in rows.chunks(1_000) {
            for index in 0..self.kind.tables().len() {
                let mut sql = Sql::new(&format!("DELETE FROM staged_{index} WHERE row_number IN "));
                sql.bind_list(some.iter().map(|row| *row as i64));
                sql.run(&self.on).await?;
            }
        }
        Ok(())
    }

    /// All rows are there: sorts them by natural key and takes out what is in the file twice. Lists up to `most` rows of each sort.
    pub async fn seal(&self, most: u64) -> Result<Duplicates> {
        let table = self.kind.tables()[0];
        let key = names(table.key);
        // On SQLite it holds every column, so that all that follows reads rows in the order of the key without looking aside.
        let whole = if self.on.get_database_backend() == DbBackend::Sqlite {
            format!(", row_number, {}", names(table.values))
        } else {
            String::new()
        };
        self.on
            .execute_unprepared(&format!("CREATE INDEX staged_by_key ON staged_0 ({key}{whole})"))
            .await?;
        if self.on.get_database_backend() == DbBackend::Postgres {
            self.on.execute_unprepared("ANALYZE staged_0").await?;
        }
        self.on
            .execute_unprepared(&format!(
                "CREATE TEMPORARY TABLE twice AS SELECT {key}, MIN(id) AS first_id FROM staged_0 \
                 GROUP BY {key} HAVING COUNT(*) > 1"
            ))
            .await?;
        if count(&self.on, "SELECT COUNT(*) FROM twice").await? == 0 {
            return Ok(Duplicates::default());
        }
        self.take_out_duplicates(table, most).await
    }

    async fn take_out_duplicates(&self, table: &LoadTable, most: u64) -> Result<Duplicates> {
        let on = &self.on;
        let key = prefixed("t", table.key);
        let same = same_key(table, "s", "t");
        let differs: Vec<String> = table
            .values
            .iter()
            .map(|column| {
                let name = column.name;
                format!("COUNT(DISTINCT s.{name}) > 1 OR COUNT(s.{name}) NOT IN (0, COUNT(*))")
            })
            .collect();
        on.execute_unprepared(&format!(
            "CREATE TEMPORARY TABLE clash AS SELECT {key}, t.first_id FROM twice t JOIN staged_0 s ON {same} \
             GROUP BY {key}, t.first_id HAVING {}",
            differs.join(" OR ")
        ))
        .await?;
        let other = same_key(table, "o", "t");
        let contradicting_rows = Sql::new(&format!(
            "SELECT s.row_number AS row, (SELECT MIN(o.row_number) FROM staged_0 o WHERE {other} AND o.id <> s.id) AS other \
             FROM clash t JOIN staged_0 s ON {same} ORDER BY 1, 2 LIMIT $1"
        ))
        .with(most as i64)
        .all(on)
        .await?;
        // What follows from a refused row goes with it: the end that a new enrolment puts to the old one must not outlive it.
        on.execute_unprepared(&format!(
            "CREATE TEMPORARY TABLE refused AS SELECT DISTINCT s.row_number FROM clash t JOIN staged_0 s ON {same}"
        ))
        .await?;
        let contradicting = Sql::new(&format!(
            "DELETE FROM staged_0 WHERE id IN (SELECT s.id FROM clash t JOIN staged_0 s ON {same})"
        ))
        .run(on)
        .await?;
        for index in 0..self.kind.tables().len() {
            on.execute_unprepared(&format!(
                "DELETE FROM staged_{index} WHERE row_number IN (SELECT row_number FROM refused)"
            ))
            .await?;
        }
        let repeated_rows = Sql::new(&format!(
            "SELECT s.row_number AS row, f.row_number AS other FROM twice t JOIN staged_0 s ON {same} \
             JOIN staged_0 f ON f.id = t.first_id WHERE s.id <> t.first_id ORDER BY 1, 2 LIMIT $1"
        ))
        .with(most as i64)
        .all(on)
        .await?;
        let repeated = Sql::new(&format!(
            "DELETE FROM staged_0 WHERE id IN (SELECT s.id FROM twice t JOIN staged_0 s ON {same} WHERE s.id <> t.first_id)"
        ))
        .run(on)
        .await?;
        Ok(Duplicates {
            repeated,
            repeated_rows,
            contradicting,
            contradicting_rows,
        })
    }

    /// Records that follow from a row beside the one it says itself.
    pub async fn followers(&self) -> Result<u64> {
        count(
            &self.on,
            "SELECT COUNT(*) - COUNT(DISTINCT row_number) FROM staged_0",
        )
        .await
    }

    /// Lets the staging area go.
    pub async fn close(self) -> Result<()> {
        Ok(self.on.close().await?)
    }
}

pub(crate) async fn count(on: &impl ConnectionTrait, sql: &str) -> Result<u64> {
    Ok(Sql::new(sql).integer(on).await?.unwrap_or(0).unsigned_abs())
}

pub(crate) fn names(columns: &[super::table::Column]) -> String {
    let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
    names.join(", ")
}

pub(crate) fn prefixed(alias: &str, columns: &[super::table::Column]) -> String {
    let names: Vec<String> = columns
        .iter()
        .map(|column| format!("{alias}.{}", column.name))
        .collect();
    names.join(", ")
}

/// `a.k = b.k AND …`
pub(crate) fn same_key(table: &LoadTable, a: &str, b: &str) -> String {
    let parts: Vec<String> = table
        .key
        .iter()
        .map(|column| format!("{a}.{name} = {b}.{name}", name = column.name))
        .collect();
    parts.join(" AND ")
}

/// The stored row `t` is in force.
pub(crate) fn current(table: &LoadTable, alias: &str) -> String {
    if table.dated {
        format!("{alias}.ended_load_id IS NULL AND {alias}.valid_to IS NULL")
    } else {
        format!("{alias}.ended_load_id IS NULL")
    }
}

/// The values of `s` are not those of `t`.
pub(crate) fn differs(table: &LoadTable) -> String {
    let parts: Vec<String> = table
        .values
        .iter()
        .map(|column| format!("s.{name} IS DISTINCT FROM t.{name}", name = column.name))
        .collect();
    format!("({})", parts.join(" OR "))
}
