//! Corrections of who is who, each a load of its own and undone like one: two pupils found to be one child, and a personal code that was
//! exchanged for a new one.

use sea_orm::{ConnectionTrait, FromQueryResult};

use super::{
    commit::{changed, lock},
    staging::{current, same_key},
    sums,
    table::{LoadTable, Of, TABLES},
};
use crate::{AuditEvent, Result, Store, StoreError, Writing, sql::Sql};

/// What people wrote about a pupil: goes over to the one who stays, and back when the merge is undone.
pub(crate) const MOVED: [&str; 16] = [
    "concerns",
    "risk_factors",
    "level_decisions",
    "declared_findings",
    "duties",
    "contact_bars",
    "commission_referrals",
    "plans",
    "plan_consultations",
    "plan_notes",
    "cases",
    "danger_calls",
    "protections",
    "agenda_items",
    "screenings",
    "next_steps",
];

/// A correction of the registry.
#[derive(Debug, Clone)]
pub struct Correction {
    /// Municipality.
    pub municipality: i64,
    /// Who corrects.
    pub user: Option<i64>,
    /// When.
    pub at: i64,
    /// Why, in the words of who corrects.
    pub reason: Option<String>,
    /// The audit entry; its subject becomes the load.
    pub event: AuditEvent,
}

#[derive(FromQueryResult)]
struct Merged {
    merged_into_id: Option<i64>,
}

impl Store {
    /// Makes `duplicate` part of `kept`: its records and former codes go over; where both have the same record, that of `kept` stays. Gives the load.
    pub async fn merge_pupils(&self, kept: i64, duplicate: i64, note: Correction) -> Result<i64> {
        let writing = self.write().await?;
        let on = &writing.0;
        lock(on, note.municipality).await?;
        changed(on, note.municipality).await?;
        if kept == duplicate {
            return Err(StoreError::Conflict("same_pupil".to_owned()));
        }
        for pupil in [kept, duplicate] {
            let row = Sql::new("SELECT merged_into_id FROM pupils WHERE id = $1 AND municipality_id = $2")
                .with(pupil)
                .with(note.municipality)
                .one::<Merged>(on)
                .await?
                .ok_or(StoreError::NotFound)?;
            if row.merged_into_id.is_some() {
                return Err(StoreError::Conflict("merged_already".to_owned()));
            }
        }
        let load = add_correction(&writing, "merge", &note).await?;
        for table in TABLES {
            if table.columns().any(|column| column.of == Of::Pupil) {
                move_rows(on, table, load, kept, duplicate).await?;
            }
        }
        sums::follow(on, load, sums::Change::Made).await?;
        for table in MOVED {
            Sql::new(&format!(
                "INSERT INTO merge_moves (load_id, table_name, record_id, pupil_id) SELECT $1, '{table}', id, pupil_id FROM {table} WHERE pupil_id = $2"
            ))
            .with(load)
            .with(duplicate)
            .run(on)
            .await?;
            Sql::new(&format!("UPDATE {table} SET pupil_id = $1 WHERE pupil_id = $2"))
                .with(kept)
                .with(duplicate)
                .run(on)
                .await?;
        }
        for statement in [
            "DELETE FROM signals WHERE pupil_id = $1",
            "DELETE FROM assessments WHERE pupil_id = $1",
        ] {
            Sql::new(statement).with(duplicate).run(on).await?;
        }
        Sql::new("UPDATE pupils SET merged_into_id = $1, merged_load_id = $2 WHERE id = $3")
            .with(kept)
            .with(load)
            .with(duplicate)
            .run(on)
            .await?;
        finish(writing, load, note).await
    }

    /// Gives a pupil a new personal code; the old one becomes a former code by which the pupil is still found. Gives the load.
    pub async fn change_personal_code(&self, pupil: i64, code: &str, note: Correction) -> Result<i64> {
        let writing = self.write().await?;
        let on = &writing.0;
        lock(on, note.municipality).await?;
        changed(on, note.municipality).await?;
        Sql::new("SELECT id FROM pupils WHERE id = $1 AND municipality_id = $2 AND merged_into_id IS NULL")
            .with(pupil)
            .with(note.municipality)
            .integer(on)
            .await?
            .ok_or(StoreError::NotFound)?;
        let load = add_correction(&writing, "code", &note).await?;
        Sql::new(
            "UPDATE pupil_codes SET ended_load_id = $1 WHERE pupil_id = $2 AND kind = 'personal' AND current AND ended_load_id IS NULL",
        )
        .with(load)
        .with(pupil)
        .run(on)
        .await?;
        let columns = "municipality_id, pupil_id, kind, code";
        Sql::new(&format!(
            "INSERT INTO pupil_codes ({columns}, current, load_id) SELECT {columns}, FALSE, $1 FROM pupil_codes WHERE ended_load_id = $1"
        ))
        .with(load)
        .run(on)
        .await?;
        Sql::new(&format!(
            "INSERT INTO pupil_codes ({columns}, current, load_id) VALUES ($1, $2, 'personal', $3, TRUE, $4)"
        ))
        .with(note.municipality)
        .with(pupil)
        .with(code)
        .with(load)
        .run(on)
        .await?;
        finish(writing, load, note).await
    }
}

pub(super) async fn finish(writing: Writing, load: i64, note: Correction) -> Result<i64> {
    let event = AuditEvent {
        subject_id: Some(load),
        ..note.event
    };
    writing.audit(note.at, &[event]).await?;
    writing.commit().await?;
    Ok(load)
}

pub(super) async fn add_correction(writing: &Writing, kind: &str, note: &Correction) -> Result<i64> {
    Sql::new(
        "INSERT INTO loads (municipality_id, kind, file_name, user_id, loaded_at, reason) VALUES ($1, $2, '', $3, $4, $5) RETURNING id",
    )
    .with(note.municipality)
    .with(kind)
    .with(note.user)
    .with(note.at)
    .with(note.reason.clone())
    .integer(&writing.0)
    .await?
    .ok_or(StoreError::NotFound)
}

async fn move_rows(
    on: &impl ConnectionTrait,
    table: &LoadTable,
    load: i64,
    kept: i64,
    duplicate: i64,
) -> Result<()> {
    let name = table.name;
    Sql::new(&format!(
        "UPDATE {name} SET ended_load_id = $1 WHERE pupil_id = $2 AND ended_load_id IS NULL"
    ))
    .with(load)
    .with(duplicate)
    .run(on)
    .await?;
    let columns: Vec<&str> = table.columns().map(|column| column.name).collect();
    // A code of the duplicate is from now on a former code: it finds the child, but is not shown as the child's.
    let select: Vec<String> = columns
        .iter()
        .map(|column| match *column {
            "pupil_id" => "CAST($2 AS BIGINT)".to_owned(),
            "current" => "FALSE".to_owned(),
            other => format!("s.{other}"),
        })
        .collect();
    let select = select.join(", ");
    let same = same_key(table, "t", "s").replace("s.pupil_id", "$2");
    Sql::new(&format!(
        "INSERT INTO {name} ({}, load_id) SELECT {select}, $1 FROM {name} s WHERE s.ended_load_id = $1 AND s.pupil_id = $3 \
         AND NOT EXISTS (SELECT 1 FROM {name} t WHERE {same} AND {})",
        columns.join(", "),
        current(table, "t")
    ))
    .with(load)
    .with(kept)
    .with(duplicate)
    .run(on)
    .await?;
    Ok(())
}
