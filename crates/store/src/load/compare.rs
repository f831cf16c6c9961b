//! What a staged file would do to what is stored: new, changed, unchanged, gone; the figures of the brake; rows to look at before
//! loading.

use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::{
    staging::{Staging, count, current, differs, same_key},
    table::{Column, LoadTable, Of},
};
use crate::{Result, sql::Sql};

/// What loading would do, in rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// Not stored yet.
    pub new: u64,
    /// Stored with other values.
    pub changed: u64,
    /// Stored alike.
    pub unchanged: u64,
    /// Stored in the file's scope and missing in the file; only of a snapshot.
    pub gone: u64,
    /// Stored records of this kind and scope; counted only where something would change or go.
    pub stored: u64,
}

impl Comparison {
    /// Whether all that the file says is stored alike.
    pub const fn changes_nothing(&self) -> bool {
        self.new == 0 && self.changed == 0 && self.gone == 0
    }
}

/// What a previewed row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// Would be added.
    New,
    /// Would replace a stored record.
    Changed,
    /// Would no longer be current.
    Gone,
}

/// One cell of a previewed row, by the table's column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PreviewCell {
    /// Column of the table, `pupil_id`, `day`, `kind`.
    pub column: String,
    /// What is stored; null where nothing is.
    pub old: Json,
    /// What the file says; null where the record would go.
    pub new: Json,
}

/// A row to look at before loading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PreviewRow {
    /// What would happen to it.
    pub fate: Fate,
    /// The file's row; none of a record that would go.
    pub row: Option<i64>,
    /// Key columns first.
    pub cells: Vec<PreviewCell>,
}

#[derive(FromQueryResult)]
struct Counted {
    total: i64,
    fresh: i64,
    changed: i64,
}

impl Staging {
    /// Compares the staged rows with what is stored. `snapshot`: what the file lacks in its scope counts as gone.
    pub async fn compare(&mut self, snapshot: bool) -> Result<Comparison> {
        let table = self.kind.tables()[0];
        let on = &self.on;
        let (joined, differs) = (joined(table, 0), differs(table));
        let counted = Sql::new(&format!(
            "SELECT COUNT(*) AS total, COUNT(CASE WHEN t.id IS NULL THEN 1 END) AS fresh, \
             COUNT(CASE WHEN t.id IS NOT NULL AND {differs} THEN 1 END) AS changed FROM {joined}"
        ))
        .one::<Counted>(on)
        .await?
        .map_or((0, 0, 0), |it| {
            (
                it.total.unsigned_abs(),
                it.fresh.unsigned_abs(),
                it.changed.unsigned_abs(),
            )
        });
        let (total, new, changed) = counted;
        let mut comparison = Comparison {
            new,
            changed,
            unchanged: total - new - changed,
            gone: 0,
            stored: 0,
        };
        for index in 0..self.kind.tables().len() {
            on.execute_unprepared(&format!("DELETE FROM ended_{index}"))
                .await?;
            if index == 0 && changed == 0 {
                continue;
            }
            on.execute_unprepared(&ended(self.kind.tables()[index], index))
                .await?;
        }
        if snapshot {
            let mut sql = Sql::new(&format!(
                "INSERT INTO ended_0 (id, gone) SELECT t.id, TRUE FROM {} t WHERE {} AND ",
                table.name,
                current(table, "t")
            ));
            self.scope(&mut sql, table, true);
            sql.push(" AND NOT EXISTS (SELECT 1 FROM staged_0 s WHERE ");
            sql.push(&same_key(table, "s", "t")).push(")");
            comparison.gone = sql.run(on).await?;
        }
        on.execute_unprepared("DELETE FROM fresh").await?;
        self.only_fresh = comparison.unchanged > 0;
        if self.only_fresh && new + changed > 0 {
            on.execute_unprepared(&format!(
                "INSERT INTO fresh (id) SELECT s.id FROM {joined} WHERE t.id IS NULL OR {differs}"
            ))
            .await?;
        }
        // A pupil who only gets another code changes too.
        if self.kind.tables().len() == 2 {
            let codes = count(
                on,
                &format!(
                    "SELECT COUNT(*) FROM staged_0 s WHERE s.pupil_id > 0 AND s.pupil_id IN (SELECT pupil_id FROM staged_1) \
                     AND s.id NOT IN (SELECT id FROM fresh) AND {}",
                    if self.only_fresh { "TRUE" } else { "FALSE" }
                ),
            )
            .await?;
            comparison.changed += codes;
            comparison.unchanged -= codes.min(comparison.unchanged);
        }
        if comparison.changed + comparison.gone > 0 {
            let mut sql = Sql::new(&format!(
                "SELECT COUNT(*) FROM {} t WHERE {} AND ",
                table.name,
                current(table, "t")
            ));
            self.scope(&mut sql, table, snapshot);
            comparison.stored = sql.integer(on).await?.unwrap_or(0).unsigned_abs();
        }
        Ok(comparison)
    }

    /// A condition on the stored row `t`: within the institutions of the file, and within its period where `period` says so; for kinds without
    /// an institution, within what the actor may load.
    fn scope(&self, sql: &mut Sql, table: &LoadTable, period: bool) {
        if let Some(column) = table.has(Of::Institution)
            && !table.dated
        {
            sql.push(&format!("t.{column} IN "));
            sql.bind_list(self.institutions.iter().copied());
        } else if table.dated {
            sql.push("t.institution_id IN (SELECT id FROM institutions WHERE municipality_id = ");
            sql.bind(self.municipality).push(")");
            if let Some(reach) = &self.reach {
                sql.push(" AND t.institution_id IN ");
                sql.bind_list(reach.iter().copied());
            }
        } else {
            sql.push("t.pupil_id IN (SELECT id FROM pupils WHERE municipality_id = ");
            sql.bind(self.municipality).push(")");
            if let Some(reach) = &self.reach {
                sql.push(" AND t.pupil_id IN (SELECT pupil_id FROM enrolments WHERE ended_load_id IS NULL AND institution_id IN ");
                sql.bind_list(reach.iter().copied());
                sql.push(")");
            }
            // Guardians are known family by family: a school's list says nothing about other children.
            if table.name == "guardians" {
                sql.push(" AND t.pupil_id IN (SELECT pupil_id FROM staged_0)");
            }
        }
        if period
            && let Some((first, last)) = table.period
            && let Some((from, to)) = self.period
        {
            sql.push(&format!(" AND t.{first} >= ")).bind(from);
            sql.push(&format!(" AND t.{last} <= ")).bind(to);
        }
    }

    /// Up to `most` rows of each fate.
    pub async fn preview(&self, most: u64) -> Result<Vec<PreviewRow>> {
        let table = self.kind.tables()[0];
        let (joined, differs) = (joined(table, 0), differs(table));
        let staged = aliased("s", "n_", table);
        let stored = aliased("t", "o_", table);
        let mut rows = Vec::new();
        for (fate, columns, from) in [
            (
                Fate::New,
                format!("s.row_number, {staged}"),
                format!("{joined} WHERE t.id IS NULL"),
            ),
            (
                Fate::Changed,
                format!("s.row_number, {staged}, {stored}"),
                format!("{joined} WHERE t.id IS NOT NULL AND {differs}"),
            ),
            (
                Fate::Gone,
                stored.clone(),
                format!(
                    "ended_0 e JOIN {} t ON t.id = e.id WHERE e.gone ORDER BY {}",
                    table.name,
                    super::staging::prefixed("t", table.key)
                ),
            ),
        ] {
            let found = Sql::new(&format!("SELECT {columns} FROM {from} LIMIT $1"))
                .with(most as i64)
                .rows(&self.on)
                .await?;
            for row in &found {
                rows.push(previewed(fate, table, row)?);
            }
        }
        Ok(rows)
    }
}

fn previewed(fate: Fate, table: &LoadTable, row: &QueryResult) -> Result<PreviewRow> {
    let cell = |prefix: &str, column: &Column| -> Result<Json> {
        let name = format!("{prefix}{}", column.name);
        Ok(match column.of {
            Of::Text => row.try_get::<Option<String>>("", &name)?.into(),
            Of::Boolean => row.try_get::<Option<bool>>("", &name)?.into(),
            Of::Integer | Of::Pupil | Of::Institution => row.try_get::<Option<i64>>("", &name)?.into(),
        })
    };
    let mut cells = Vec::new();
    for column in table.columns() {
        cells.push(PreviewCell {
            column: column.name.to_owned(),
            old: if fate == Fate::New {
                Json::Null
            } else {
                cell("o_", column)?
            },
            new: if fate == Fate::Gone {
                Json::Null
            } else {
                cell("n_", column)?
            },
        });
    }
    let row = if fate == Fate::Gone {
        None
    } else {
        Some(row.try_get("", "row_number")?)
    };
    Ok(PreviewRow { fate, row, cells })
}

fn aliased(alias: &str, prefix: &str, table: &LoadTable) -> String {
    let columns: Vec<String> = table
        .columns()
        .map(|column| format!("{alias}.{name} AS {prefix}{name}", name = column.name))
        .collect();
    columns.join(", ")
}

/// The staged rows `s` with the stored row `t` of the same key, if there is one.
fn joined(table: &LoadTable, index: usize) -> String {
    format!(
        "staged_{index} s LEFT JOIN {} t ON {} AND {}",
        table.name,
        same_key(table, "t", "s"),
        current(table, "t")
    )
}

fn ended(table: &LoadTable, index: usize) -> String {
    format!(
        "INSERT INTO ended_{index} (id, gone) SELECT t.id, FALSE FROM staged_{index} s JOIN {} t ON {} AND {} WHERE {}",
        table.name,
        same_key(table, "t", "s"),
        current(table, "t"),
        differs(table)
    )
}
