//! Replaces what the signals say of pupils, set by set in the caller's transaction.

use balsts_domain::calendar::day_number;
use jiff::civil::Date;
use sea_orm::{FromQueryResult, Value};

use super::select::MOST_IDS;
use crate::{
    Result, StoreError, Writing,
    sql::{Sql, insert_many},
};

/// What is kept of one pupil's assessment. Levels are ranks: 0 none, 1 low to 4 very high.
#[derive(Debug, Clone)]
pub struct AssessedPupil {
    /// Pupil.
    pub pupil: i64,
    /// Institution of the enrolment that counts.
    pub institution: Option<i64>,
    /// Level proposed to readers without the child's circumstances.
    pub level_open: i64,
    /// Level proposed with them.
    pub level_full: i64,
    /// Level shown to the first after decisions.
    pub shown_open: i64,
    /// Level shown to the second after decisions.
    pub shown_full: i64,
    /// Since when the open level, for a pupil who is evaluated for the first time: later changes are as of the day on which they show.
    pub open_since: Date,
    /// The same of the full level.
    pub full_since: Date,
    /// Signals that the records do not answer, in the open view.
    pub unknown_count: i64,
    /// Lessons missed by week, JSON.
    pub trend: String,
    /// Whether the level was raised and what is not answered, JSON.
    pub body: String,
    /// Signals that fire.
    pub signals: Vec<AssessedSignal>,
}

/// A signal that fires.
#[derive(Debug, Clone)]
pub struct AssessedSignal {
    /// Code.
    pub code: &'static str,
    /// Level, 1 to 4.
    pub level: i64,
    /// Whether only readers entitled to the child's circumstances see it.
    pub restricted: bool,
    /// Whether only the other readers see it, in the place of a restricted one.
    pub stand_in: bool,
    /// Since when.
    pub since: Date,
    /// Value, threshold, unit, window, JSON.
    pub body: String,
}

/// A duty that follows from records: new, or with another due day or institution.
#[derive(Debug, Clone)]
pub struct DutyChange {
    /// Code.
    pub code: &'static str,
    /// What tells it from others of its code.
    pub about: String,
    /// Pupil.
    pub pupil: i64,
    /// Institution it falls to.
    pub institution: Option<i64>,
    /// Report of staff, if it is about one.
    pub concern: Option<i64>,
    /// Due day.
    pub due: Date,
    /// Figures, JSON.
    pub detail: String,
    /// Whether only readers entitled to the child's circumstances see it.
    pub restricted: bool,
}

const COLUMNS: [&str; 15] = [
    "pupil_id",
    "municipality_id",
    "institution_id",
    "on_day",
    "settings_version",
    "level_open",
    "level_full",
    "shown_open",
    "shown_full",
    "open_since_day",
    "full_since_day",
    "unknown_count",
    "trend",
    "body",
    "computed_at",
];

/// The day since which a level holds: the one kept before where the level has not changed.
const KEEP_SINCE: &str = " ON CONFLICT (pupil_id) DO UPDATE SET institution_id = excluded.institution_id, on_day = excluded.on_day, \
    settings_version = excluded.settings_version, level_open = excluded.level_open, level_full = excluded.level_full, \
    shown_open = excluded.shown_open, shown_full = excluded.shown_full, \
    open_since_day = CASE WHEN assessments.level_open = excluded.level_open THEN assessments.open_since_day \
    WHEN excluded.level_open > 0 THEN excluded.on_day END, \
    full_since_day = CASE WHEN assessments.level_full = excluded.level_full THEN assessments.full_since_day \
    WHEN excluded.level_full > 0 THEN excluded.on_day END, \
    unknown_count = excluded.unknown_count, trend = excluded.trend, body = excluded.body, computed_at = excluded.computed_at";

/// How far the evaluation has followed the records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub struct RecordsVersions {
    /// Changes of records so far.
    pub records: i64,
    /// Those that an evaluation took in.
    pub evaluated: i64,
}

impl Writing {
    /// Lets only one evaluation of a municipality run at a time, here and in other copies of the program.
    pub async fn hold_municipality(&self, municipality: i64) -> Result<()> {
        crate::load::lock(&self.0, municipality).await
    }

    /// How often records have changed, and how many of these changes the last evaluation took in.
    pub async fn records_versions(&self, municipality: i64) -> Result<RecordsVersions> {
        Sql::new("SELECT records_version AS records, evaluated_version AS evaluated FROM municipalities WHERE id = $1")
            .with(municipality)
            .one(&self.0)
            .await?
            .ok_or(StoreError::NotFound)
    }

    /// The evaluation took in the records up to this version.
    pub async fn records_evaluated(&self, municipality: i64, version: i64) -> Result<()> {
        Sql::new("UPDATE municipalities SET evaluated_version = $2 WHERE id = $1 AND evaluated_version < $2")
            .with(municipality)
            .with(version)
            .run(&self.0)
            .await?;
        Ok(())
    }

    /// Replaces the assessments and signals of these pupils; pupils of `ids` that have no row here lose theirs.
    pub async fn replace_assessments(
        &self,
        municipality: i64,
        settings_version: i64,
        on: Date,
        at: i64,
        ids: &[i64],
        rows: &[AssessedPupil],
    ) -> Result<()> {
        for part in ids.chunks(MOST_IDS) {
            let mut sql = Sql::new("DELETE FROM signals WHERE pupil_id IN ");
            sql.bind_list(part.iter().copied());
            sql.run(&self.0).await?;
        }
        let kept: std::collections::HashSet<i64> = rows.iter().map(|row| row.pupil).collect();
        let gone: Vec<i64> = ids.iter().copied().filter(|id| !kept.contains(id)).collect();
        for part in gone.chunks(MOST_IDS) {
            let mut sql = Sql::new("DELETE FROM assessments WHERE pupil_id IN ");
            sql.bind_list(part.iter().copied());
            sql.run(&self.0).await?;
        }
        let day = i64::from(day_number(on));
        let most = 8_000 / COLUMNS.len();
        for part in rows.chunks(most) {
            let mut sql = Sql::new(&format!(
                "INSERT INTO assessments ({}) VALUES ",
                COLUMNS.join(", ")
            ));
            for (index, row) in part.iter().enumerate() {
                if index > 0 {
                    sql.push(", ");
                }
                let since = |level: i64, day: Date| (level > 0).then(|| i64::from(day_number(day)));
                let values: [Value; 15] = [
                    row.pupil.into(),
                    municipality.into(),
                    row.institution.into(),
                    day.into(),
                    settings_version.into(),
                    row.level_open.into(),
                    row.level_full.into(),
                    row.shown_open.into(),
                    row.shown_full.into(),
                    since(row.level_open, row.open_since).into(),
                    since(row.level_full, row.full_since).into(),
                    row.unknown_count.into(),
                    row.trend.as_str().into(),
                    row.body.as_str().into(),
                    at.into(),
                ];
                sql.bind_list(values);
            }
            sql.push(KEEP_SINCE);
            sql.run(&self.0).await?;
        }
        let mut signals: Vec<Vec<Value>> = Vec::new();
        for row in rows {
            for signal in &row.signals {
                signals.push(vec![
                    row.pupil.into(),
                    signal.code.into(),
                    signal.level.into(),
                    signal.restricted.into(),
                    signal.stand_in.into(),
                    i64::from(day_number(signal.since)).into(),
                    signal.body.as_str().into(),
                ]);
            }
        }
        let columns = [
            "pupil_id",
            "code",
            "level",
            "restricted",
            "stand_in",
            "since_day",
            "body",
        ];
        insert_many(&self.0, "signals", &columns, signals).await?;
        for part in ids.chunks(MOST_IDS) {
            self.list_enrolments(part, day).await?;
        }
        Ok(())
    }

    /// Brings the list of pupils to work with up to date for these pupils; what has not changed is left alone.
    async fn list_enrolments(&self, pupils: &[i64], day: i64) -> Result<()> {
        let current = |sql: &mut Sql| {
            sql.push("e.ended_load_id IS NULL AND e.from_day <= ").bind(day);
            sql.push(" AND (e.to_day IS NULL OR e.to_day >= ").bind(day);
            sql.push(")");
        };
        let mut sql = Sql::new("DELETE FROM listed_enrolments WHERE pupil_id IN ");
        sql.bind_list(pupils.iter().copied()).push(
            " AND NOT EXISTS (SELECT 1 FROM enrolments e JOIN assessments a ON a.pupil_id = e.pupil_id \
             WHERE e.id = listed_enrolments.enrolment_id AND (a.shown_open > 0 OR a.shown_full > 0) AND ",
        );
        current(&mut sql);
        sql.push(")");
        sql.run(&self.0).await?;
        let mut sql = Sql::new(
            "INSERT INTO listed_enrolments (enrolment_id, pupil_id, municipality_id, institution_id, class_key, sort_key, open_order, full_order) \
             SELECT e.id, e.pupil_id, a.municipality_id, e.institution_id, e.class_key, r.sort_key, -a.shown_open, -a.shown_full \
             FROM assessments a JOIN enrolments e ON e.pupil_id = a.pupil_id \
             JOIN pupil_records r ON r.pupil_id = a.pupil_id AND r.ended_load_id IS NULL WHERE (a.shown_open > 0 OR a.shown_full > 0) AND ",
        );
        current(&mut sql);
        sql.push(" AND a.pupil_id IN ").bind_list(pupils.iter().copied());
        sql.push(
            " ON CONFLICT (enrolment_id) DO UPDATE SET class_key = excluded.class_key, sort_key = excluded.sort_key, \
             open_order = excluded.open_order, full_order = excluded.full_order \
             WHERE listed_enrolments.open_order <> excluded.open_order OR listed_enrolments.full_order <> excluded.full_order \
             OR listed_enrolments.sort_key <> excluded.sort_key OR listed_enrolments.class_key <> excluded.class_key",
        );
        sql.run(&self.0).await?;
        Ok(())
    }

    /// Opens or moves duties. One that is done stays as it was done.
    pub async fn put_duties(&self, municipality: i64, at: i64, duties: &[DutyChange]) -> Result<()> {
        for part in duties.chunks(500) {
            let mut sql = Sql::new(
                "INSERT INTO duties (municipality_id, institution_id, pupil_id, concern_id, code, about, detail, due_day, opened_at, restricted) VALUES ",
            );
            for (index, duty) in part.iter().enumerate() {
                if index > 0 {
                    sql.push(", ");
                }
                let values: [Value; 10] = [
                    municipality.into(),
                    duty.institution.into(),
                    duty.pupil.into(),
                    duty.concern.into(),
                    duty.code.into(),
                    duty.about.as_str().into(),
                    duty.detail.as_str().into(),
                    i64::from(day_number(duty.due)).into(),
                    at.into(),
                    duty.restricted.into(),
                ];
                sql.bind_list(values);
            }
            sql.push(
                " ON CONFLICT (municipality_id, code, about) DO UPDATE SET institution_id = excluded.institution_id, \
                 pupil_id = excluded.pupil_id, detail = excluded.detail, due_day = excluded.due_day, restricted = excluded.restricted, \
                 withdrawn_at = NULL WHERE duties.done_at IS NULL",
            );
            sql.run(&self.0).await?;
        }
        Ok(())
    }

    /// Withdraws duties whose basis is gone. What is done is never withdrawn.
    pub async fn withdraw_duties(&self, at: i64, ids: &[i64]) -> Result<()> {
        for part in ids.chunks(MOST_IDS) {
            let mut sql = Sql::new("UPDATE duties SET withdrawn_at = ");
            sql.bind(at)
                .push(" WHERE done_at IS NULL AND withdrawn_at IS NULL AND id IN ");
            sql.bind_list(part.iter().copied());
            sql.run(&self.0).await?;
        }
        Ok(())
    }

    /// Ends decisions whose reasons have changed: somebody has to look again.
    pub async fn supersede_decisions(&self, at: i64, ids: &[i64]) -> Result<()> {
        for part in ids.chunks(MOST_IDS) {
            let mut sql = Sql::new("UPDATE level_decisions SET superseded_at = ");
            sql.bind(at).push(" WHERE superseded_at IS NULL AND id IN ");
            sql.bind_list(part.iter().copied());
            sql.run(&self.0).await?;
        }
        Ok(())
    }
}
