//! Undoing a load: what it brought is removed, what it ended is current again, pupils and institutions that came with it go. Exact, or
//! refused.

use sea_orm::ConnectionTrait;

use super::{
    commit::{changed, lock},
    kind::LoadKind,
    list::LoadRow,
    merge::MOVED,
    staging::current,
    sums,
    table::{LoadTable, Of, TABLES},
};
use crate::{AuditEvent, Result, Store, StoreError, Writing, sql::Sql};

/// Name of the conflict when a later load changed records of this one.
pub const LATER_LOAD: &str = "later_load";
/// Name of the conflict when people already work with pupils or institutions that came with the load.
pub const IN_USE: &str = "in_use";

impl Store {
    /// Undoes a load; gives the pupils whose records changed. `Conflict` named [`LATER_LOAD`] or [`IN_USE`] when it would not be exact.
    pub async fn undo_load(
        &self,
        municipality: i64,
        load: i64,
        at: i64,
        event: AuditEvent,
    ) -> Result<Vec<i64>> {
        let writing = self.write().await?;
        lock(&writing.0, municipality).await?;
        let row = LoadRow::of(&writing.0, municipality, load).await?;
        if row.undone_at.is_some() {
            return Err(StoreError::NotFound);
        }
        let touched = undo(&writing, load, &row.kind, at).await?;
        changed(&writing.0, municipality).await?;
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(touched)
    }
}

async fn undo(writing: &Writing, load: i64, kind: &str, at: i64) -> Result<Vec<i64>> {
    let on = &writing.0;
    let tables: Vec<&LoadTable> = match LoadKind::parse(kind) {
        Some(kind) => kind.tables().to_vec(),
        // A merge touches all that a pupil has.
        None => TABLES.to_vec(),
    };
    for table in &tables {
        refuse_if_touched_since(on, table, load).await?;
    }
    refuse_if_in_use(on, load).await?;
    let mut touched = Vec::new();
    for table in &tables {
        if table.columns().any(|column| column.of == Of::Pupil) {
            let name = table.name;
            touched.extend(
                Sql::new(&format!(
                    "SELECT pupil_id FROM {name} WHERE load_id = $1 UNION SELECT pupil_id FROM {name} WHERE ended_load_id = $1"
                ))
                .with(load)
                .integers(on)
                .await?,
            );
        }
    }
    if kind == "lessons" || kind == "institutions" {
        let (name, class) = if kind == "lessons" {
            ("lessons", " AND r.class = t.class")
        } else {
            ("institution_records", "")
        };
        touched.extend(
            Sql::new(&format!(
                "SELECT DISTINCT r.pupil_id FROM {name} t JOIN enrolments r ON r.institution_id = t.institution_id{class} \
                 AND r.ended_load_id IS NULL WHERE t.load_id = $1 OR t.ended_load_id = $1"
            ))
            .with(load)
            .integers(on)
            .await?,
        );
    }
    if tables.iter().any(|table| table.name == "absences") {
        sums::follow(on, load, sums::Change::Undone).await?;
    }
    for table in &tables {
        let name = table.name;
        Sql::new(&format!("DELETE FROM {name} WHERE load_id = $1"))
            .with(load)
            .run(on)
            .await?;
        Sql::new(&format!(
            "UPDATE {name} SET ended_load_id = NULL WHERE ended_load_id = $1"
        ))
        .with(load)
        .run(on)
        .await?;
    }
    for table in MOVED {
        Sql::new(&format!(
            "UPDATE {table} SET pupil_id = (SELECT m.pupil_id FROM merge_moves m WHERE m.load_id = $1 AND m.table_name = '{table}' \
             AND m.record_id = {table}.id) WHERE id IN (SELECT record_id FROM merge_moves WHERE load_id = $1 AND table_name = '{table}')"
        ))
        .with(load)
        .run(on)
        .await?;
    }
    for statement in [
        "DELETE FROM merge_moves WHERE load_id = $1",
        "UPDATE pupils SET merged_into_id = NULL, merged_load_id = NULL WHERE merged_load_id = $1",
        "DELETE FROM distinct_pupils WHERE first_id IN (SELECT id FROM pupils WHERE created_load_id = $1) OR \
         second_id IN (SELECT id FROM pupils WHERE created_load_id = $1)",
        "DELETE FROM signals WHERE pupil_id IN (SELECT id FROM pupils WHERE created_load_id = $1)",
        "DELETE FROM assessments WHERE pupil_id IN (SELECT id FROM pupils WHERE created_load_id = $1)",
        "DELETE FROM pupils WHERE created_load_id = $1",
        "DELETE FROM institutions WHERE created_load_id = $1",
    ] {
        Sql::new(statement).with(load).run(on).await?;
    }
    Sql::new("UPDATE loads SET undone_at = $2 WHERE id = $1")
        .with(load)
        .with(at)
        .run(on)
        .await?;
    touched.sort_unstable();
    touched.dedup();
    let mut left = Vec::new();
    for some in touched.chunks(5_000) {
        let mut sql = Sql::new("SELECT id FROM pupils WHERE id IN ");
        sql.bind_list(some.iter().copied()).push(" ORDER BY id");
        left.extend(sql.integers(on).await?);
    }
    Ok(left)
}

/// A later load ended what this one brought, or brought anew what this one ended.
async fn refuse_if_touched_since(on: &impl ConnectionTrait, table: &LoadTable, load: i64) -> Result<()> {
    let name = table.name;
    let in_force = current(table, "c");
    let same = super::staging::same_key(table, "c", "t");
    let later = Sql::new(&format!(
        "SELECT COUNT(*) FROM {name} t WHERE (t.load_id = $1 AND t.ended_load_id IS NOT NULL) OR (t.ended_load_id = $1 AND \
         EXISTS (SELECT 1 FROM {name} c WHERE {same} AND {in_force} AND c.load_id <> $1))"
    ))
    .with(load)
    .integer(on)
    .await?;
    if later == Some(0) {
        Ok(())
    } else {
        Err(StoreError::Conflict(LATER_LOAD.to_owned()))
    }
}

/// Records of other loads or of people hang on what would be removed.
async fn refuse_if_in_use(on: &impl ConnectionTrait, load: i64) -> Result<()> {
    let created = [("pupil_id", "pupils"), ("institution_id", "institutions")];
    for (column, identities) in created {
        let some = Sql::new(&format!(
            "SELECT COUNT(*) FROM {identities} WHERE created_load_id = $1"
        ))
        .with(load)
        .integer(on)
        .await?;
        if some == Some(0) {
            continue;
        }
        let loaded = TABLES
            .iter()
            .filter(|table| table.columns().any(|own| own.name == column));
        let mut hanging: Vec<(&str, bool)> = loaded.map(|table| (table.name, true)).collect();
        if column == "pupil_id" {
            hanging.extend(MOVED.iter().map(|table| (*table, false)));
        } else {
            hanging.extend([
                ("assignments", false),
                ("institution_aliases", false),
                ("concerns", false),
                ("duties", false),
                ("plans", false),
                ("plan_consultations", false),
                ("plan_notes", false),
                ("support_teams", false),
                ("team_meetings", false),
                ("staff_sessions", false),
                ("class_assistants", false),
                ("cases", false),
                ("case_parts", false),
                ("agenda_items", false),
                ("centre_requests", false),
                ("screenings", false),
                ("submissions", false),
                ("programme_deeds", false),
            ]);
        }
        for (table, has_load) in hanging {
            let not_own = if has_load { " AND t.load_id <> $1" } else { "" };
            let used = Sql::new(&format!(
                "SELECT COUNT(*) FROM {table} t WHERE t.{column} IN (SELECT id FROM {identities} WHERE created_load_id = $1){not_own}"
            ))
            .with(load)
            .integer(on)
            .await?;
            if used != Some(0) {
                return Err(StoreError::Conflict(IN_USE.to_owned()));
            }
        }
        if column == "pupil_id" {
            let merged = Sql::new(
                "SELECT COUNT(*) FROM pupils WHERE merged_into_id IN (SELECT id FROM pupils WHERE created_load_id = $1) OR \
                 (created_load_id = $1 AND merged_load_id IS NOT NULL)",
            )
            .with(load)
            .integer(on)
            .await?;
            if merged != Some(0) {
                return Err(StoreError::Conflict(IN_USE.to_owned()));
            }
        }
    }
    Ok(())
}
