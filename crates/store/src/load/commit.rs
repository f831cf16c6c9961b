//! One short transaction that makes a staged file true: what changed or is gone ends with this load, what is new or changed begins with
//! it. Rows are never overwritten, so that undo is exact and what was known before stays known.

use sea_orm::ConnectionTrait;

use super::{
    staging::{Known, Staging, current, prefixed, same_key},
    sums,
    table::{LoadTable, Of},
};
use crate::{AuditEvent, Result, StoreError, Writing, sql::Sql, store::begin};

/// Name of the conflict when another load came in between: compare again.
pub const LOADS_CHANGED: &str = "loads_changed";

/// What is noted about a load.
#[derive(Debug, Clone)]
pub struct LoadNote {
    /// Name of the file, without a path.
    pub file_name: String,
    /// Mapping profile.
    pub profile: Option<String>,
    /// The file was the whole truth for its scope.
    pub snapshot: bool,
    /// Who loaded it; none for the command line.
    pub user: Option<i64>,
    /// When.
    pub at: i64,
    /// The system or paper that the file came from.
    pub source: Option<String>,
    /// The source in words.
    pub source_note: Option<String>,
    /// The day as of which the file stands; a changed institution is what the file says from that day on.
    pub as_of: jiff::civil::Date,
    /// Rows of the file.
    pub rows: u64,
    /// The audit entry; its subject becomes the load.
    pub event: AuditEvent,
}

/// A load that was made true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// Identifier.
    pub load: i64,
    /// Pupils whose records changed, in order.
    pub touched: Vec<i64>,
}

impl Staging {
    /// Makes the staged rows true; where they are so already, the load alone is noted. `Conflict` named [`LOADS_CHANGED`] when another load came in since the comparison.
    pub async fn commit(self, comparison: super::Comparison, note: LoadNote) -> Result<Loaded> {
        let writing = Writing(begin(&self.on).await?, None);
        let on = &writing.0;
        lock(on, self.municipality).await?;
        if Known::read(on, self.municipality).await? != self.known {
            return Err(StoreError::Conflict(LOADS_CHANGED.to_owned()));
        }
        let load = Sql::new(
            "INSERT INTO loads (municipality_id, kind, file_name, profile, snapshot, user_id, loaded_at, row_count, \
             new_count, changed_count, gone_count, unchanged_count, source, source_note, as_of_day) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING id",
        )
        .with(self.municipality)
        .with(self.kind.code())
        .with(note.file_name)
        .with(note.profile)
        .with(note.snapshot)
        .with(note.user)
        .with(note.at)
        .with(note.rows as i64)
        .with(comparison.new as i64)
        .with(comparison.changed as i64)
        .with(comparison.gone as i64)
        .with(comparison.unchanged as i64)
        .with(note.source)
        .with(note.source_note)
        .with(crate::day::number(note.as_of))
        .integer(on)
        .await?
        .ok_or(StoreError::NotFound)?;
        let touched = if comparison.changes_nothing() {
            Vec::new()
        } else {
            self.make_true(on, load, note.as_of).await?
        };
        if !touched.is_empty() {
            changed(on, self.municipality).await?;
        }
        let event = AuditEvent {
            subject_id: Some(load),
            ..note.event
        };
        writing.audit(note.at, &[event]).await?;
        writing.commit().await?;
        self.on.close().await?;
        Ok(Loaded { load, touched })
    }

    /// Writes the staged rows; gives the pupils whose records changed.
    async fn make_true(
        &self,
        on: &impl ConnectionTrait,
        load: i64,
        as_of: jiff::civil::Date,
    ) -> Result<Vec<i64>> {
        self.announce(on, load).await?;
        let mut touched = Vec::new();
        for (index, table) in self.kind.tables().iter().enumerate() {
            self.merge(on, index, table, load, as_of).await?;
            touched.extend(self.touched(on, index, table).await?);
            if table.name == "absences" {
                sums::follow(on, load, sums::Change::Made).await?;
            }
        }
        // Of participants known by number alone no pupil is touched.
        touched.retain(|pupil| *pupil > 0);
        touched.sort_unstable();
        touched.dedup();
        Ok(touched)
    }

    /// Gives the pupils and institutions that the file announced their ids.
    async fn announce(&self, on: &impl ConnectionTrait, load: i64) -> Result<()> {
        let tables = self.kind.tables();
        if tables[0].has(Of::Pupil).is_some() {
            // A child all of whose rows were refused is not added.
            for index in 1..tables.len() {
                on.execute_unprepared(&format!(
                    "DELETE FROM staged_{index} WHERE pupil_id NOT IN (SELECT pupil_id FROM staged_0)"
                ))
                .await?;
            }
            Sql::new(
                "INSERT INTO pupils (municipality_id, public_id, created_load_id) SELECT $1, a.public_id, $2 FROM announced_pupils a \
                 WHERE EXISTS (SELECT 1 FROM staged_0 s WHERE s.pupil_id = a.provisional) ORDER BY a.provisional DESC",
            )
            .with(self.municipality)
            .with(load)
            .run(on)
            .await?;
        }
        if tables[0].has(Of::Institution).is_some() {
            Sql::new(
                "INSERT INTO institutions (municipality_id, code, created_load_id) SELECT $1, a.code, $2 FROM announced_institutions a \
                 WHERE EXISTS (SELECT 1 FROM staged_0 s WHERE s.institution_id = a.provisional) ORDER BY a.provisional DESC",
            )
            .with(self.municipality)
            .with(load)
            .run(on)
            .await?;
        }
        for (index, table) in tables.iter().enumerate() {
            for column in table.columns() {
                let name = column.name;
                let found = match column.of {
                    Of::Pupil => "announced_pupils a JOIN pupils p ON p.public_id = a.public_id".to_owned(),
                    Of::Institution => format!(
                        "announced_institutions a JOIN institutions p ON p.code = a.code AND p.municipality_id = {}",
                        self.municipality
                    ),
                    _ => continue,
                };
                // Only files that announce somebody have such rows; the search for them would cost others a pass.
                if matches!(
                    table.name,
                    "institution_records" | "pupil_records" | "pupil_codes" | "declared_children"
                ) {
                    on.execute_unprepared(&format!(
                        "UPDATE staged_{index} SET {name} = (SELECT p.id FROM {found} WHERE a.provisional = staged_{index}.{name}) \
                         WHERE {name} < 0"
                    ))
                    .await?;
                }
            }
        }
        Ok(())
    }

    async fn merge(
        &self,
        on: &impl ConnectionTrait,
        index: usize,
        table: &LoadTable,
        load: i64,
        as_of: jiff::civil::Date,
    ) -> Result<()> {
        let name = table.name;
        Sql::new(&format!(
            "UPDATE {name} SET ended_load_id = $1 WHERE id IN (SELECT id FROM ended_{index})"
        ))
        .with(load)
        .run(on)
        .await?;
        let mut columns: Vec<&str> = table.columns().map(|column| column.name).collect();
        let as_of = crate::day::number(as_of);
        if table.dated {
            let all = columns.join(", ");
            // What was true until now stays true for the days before.
            Sql::new(&format!(
                "INSERT INTO {name} ({all}, valid_from, valid_to, load_id) SELECT {all}, valid_from, $2, $1 FROM {name} \
                 WHERE ended_load_id = $1 AND valid_to IS NULL AND valid_from < $3"
            ))
            .with(load)
            .with(as_of - 1)
            .with(as_of)
            .run(on)
            .await?;
        }
        let staged = prefixed("s", &table.columns().copied().collect::<Vec<_>>());
        let valid_from = if table.dated {
            columns.push("valid_from");
            // An institution first heard of has been what it is for as long as anybody asks.
            format!(
                ", CASE WHEN EXISTS (SELECT 1 FROM {name} t WHERE t.institution_id = s.institution_id) THEN {as_of} ELSE {SINCE_EVER} END"
            )
        } else {
            String::new()
        };
        let mut sql = Sql::new(&format!(
            "INSERT INTO {name} ({}, load_id) SELECT {staged}{valid_from}, ",
            columns.join(", ")
        ));
        sql.push(&format!("CAST({load} AS BIGINT) FROM staged_{index} s"));
        if index > 0 {
            sql.push(&format!(
                " WHERE NOT EXISTS (SELECT 1 FROM {name} t WHERE {} AND {})",
                same_key(table, "t", "s"),
                current(table, "t")
            ));
        } else if self.only_fresh {
            sql.push(" JOIN fresh f ON f.id = s.id");
        }
        // In the order of the key, so that the unique index is filled from one end.
        sql.push(&format!(" ORDER BY {}", prefixed("s", table.key)));
        sql.run(on).await?;
        Ok(())
    }

    async fn touched(&self, on: &impl ConnectionTrait, index: usize, table: &LoadTable) -> Result<Vec<i64>> {
        let fresh = if self.only_fresh && index == 0 {
            " JOIN fresh f ON f.id = s.id"
        } else {
            ""
        };
        let name = table.name;
        let sql = match (name, table.columns().any(|column| column.of == Of::Pupil)) {
            (_, true) => format!(
                "SELECT DISTINCT s.pupil_id FROM staged_{index} s{fresh} \
                 UNION SELECT t.pupil_id FROM ended_{index} e JOIN {name} t ON t.id = e.id"
            ),
            ("lessons", _) => format!(
                "SELECT DISTINCT r.pupil_id FROM (SELECT s.institution_id, s.class FROM staged_0 s{fresh} \
                 UNION SELECT t.institution_id, t.class FROM ended_0 e JOIN lessons t ON t.id = e.id) x \
                 JOIN enrolments r ON r.institution_id = x.institution_id AND r.class = x.class AND r.ended_load_id IS NULL"
            ),
            ("institution_records", _) => "SELECT DISTINCT r.pupil_id FROM ended_0 e \
                 JOIN institution_records t ON t.id = e.id \
                 JOIN enrolments r ON r.institution_id = t.institution_id AND r.ended_load_id IS NULL"
                .to_owned(),
            _ => return Ok(Vec::new()),
        };
        Sql::new(&sql).integers(on).await
    }
}

/// 1900-01-01: "as far back as anybody asks".
pub(crate) const SINCE_EVER: i64 = -25_567;

/// Notes, in the transaction that changes records, that pupils are to be evaluated anew.
pub(crate) async fn changed(on: &impl ConnectionTrait, municipality: i64) -> Result<()> {
    Sql::new("UPDATE municipalities SET records_version = records_version + 1 WHERE id = $1")
        .with(municipality)
        .run(on)
        .await?;
    Ok(())
}

/// Loads of one municipality follow one another. SQLite has one writer anyway; PostgreSQL locks the municipality's row.
pub(crate) async fn lock(on: &impl ConnectionTrait, municipality: i64) -> Result<()> {
    Sql::new("UPDATE municipalities SET code = code WHERE id = $1")
        .with(municipality)
        .run(on)
        .await?;
    Ok(())
}
