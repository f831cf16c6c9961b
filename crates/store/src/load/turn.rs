//! The turn of the school year made true: enrolments end with the year, the next ones begin. A correction of its own, undone like a load.

use jiff::civil::Date;

use super::{
    commit::{changed, lock},
    merge::{Correction, add_correction, finish},
};
use crate::{Result, Store, StoreError, day, sql::Sql};

/// Name of the conflict when an enrolment was changed since it was looked at.
pub const ENROLMENT_CHANGED: &str = "enrolment_changed";

/// The class of the next school year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextClass {
    /// As in the enrolments.
    pub class: String,
    /// Its sort key.
    pub class_key: String,
    /// Its grade.
    pub grade: Option<i64>,
    /// The year is repeated.
    pub repeats: bool,
}

/// What follows for one enrolment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TurnedEnrolment {
    /// The enrolment that ends.
    pub enrolment: i64,
    /// Why, when no class follows.
    pub leaving_reason: Option<&'static str>,
    /// The class that follows at the same institution.
    pub next: Option<NextClass>,
}

impl Store {
    /// Ends enrolments with `last_day` and begins the next ones on the day after. Where a file has already brought an enrolment of that day, the
    /// file's stays. Gives the load. `Conflict` named [`ENROLMENT_CHANGED`] when one of them is no longer in force.
    pub async fn turn_school_year(
        &self,
        last_day: Date,
        enrolments: &[TurnedEnrolment],
        note: Correction,
    ) -> Result<i64> {
        let writing = self.write().await?;
        let on = &writing.0;
        lock(on, note.municipality).await?;
        changed(on, note.municipality).await?;
        let load = add_correction(&writing, "turn", &note).await?;
        let last = day::number(last_day);
        for turned in enrolments {
            let ended = Sql::new(
                "UPDATE enrolments SET ended_load_id = $1 WHERE id = $2 AND ended_load_id IS NULL AND from_day <= $3 \
                 AND (to_day IS NULL OR to_day > $3) AND institution_id IN (SELECT id FROM institutions WHERE municipality_id = $4)",
            )
            .with(load)
            .with(turned.enrolment)
            .with(last)
            .with(note.municipality)
            .run(on)
            .await?;
            if ended != 1 {
                return Err(StoreError::Conflict(ENROLMENT_CHANGED.to_owned()));
            }
            Sql::new(
                "INSERT INTO enrolments (pupil_id, institution_id, class, class_key, grade, from_day, to_day, programme_code, study_form, \
                 repeats_year, leaving_reason, load_id) SELECT pupil_id, institution_id, class, class_key, grade, from_day, $3, \
                 programme_code, study_form, repeats_year, $4, $1 FROM enrolments WHERE id = $2",
            )
            .with(load)
            .with(turned.enrolment)
            .with(last)
            .with(turned.leaving_reason.map(str::to_owned))
            .run(on)
            .await?;
            let Some(next) = &turned.next else { continue };
            Sql::new(
                "INSERT INTO enrolments (pupil_id, institution_id, class, class_key, grade, from_day, programme_code, study_form, \
                 repeats_year, load_id) SELECT e.pupil_id, e.institution_id, $3, $4, $5, $6, e.programme_code, e.study_form, $7, $1 \
                 FROM enrolments e WHERE e.id = $2 AND NOT EXISTS (SELECT 1 FROM enrolments n WHERE n.pupil_id = e.pupil_id \
                 AND n.institution_id = e.institution_id AND n.from_day >= $6 AND n.ended_load_id IS NULL)",
            )
            .with(load)
            .with(turned.enrolment)
            .with(next.class.clone())
            .with(next.class_key.clone())
            .with(next.grade)
            .with(last + 1)
            .with(next.repeats)
            .run(on)
            .await?;
        }
        finish(writing, load, note).await
    }
}
