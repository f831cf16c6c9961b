//! Hours that another institution gave under its part of a plan, written down by the institution itself and read by the school beside what was planned.

use balsts_domain::{
    access::{Action, Resource},
    calendar::Period,
    support::{Hours, PartStanding, PlanEvent, PlanState},
};
use balsts_store::{NewPartHours, OwnPartRow, PartHoursRow, date};
use jiff::civil::Date;

use super::{check_text, part::own_part_standing};
use crate::{AppError, Ctx, FieldErrors, Result, consultation::LONGEST};

/// Hours as they were typed and parsed.
#[derive(Debug, Clone)]
pub struct LogPartHours {
    /// The day; none where it was not a date.
    pub on: Option<Date>,
    /// How many.
    pub hours: Option<Hours>,
    /// What was done.
    pub note: String,
}

/// Whether hours can be written down under a part: the plan is in force, and the institution has agreed to its part.
pub fn takes_hours(row: &OwnPartRow) -> bool {
    let state = PlanState::from_code(&row.state);
    state.is_some_and(|state| state.next(PlanEvent::Record).is_ok())
        && own_part_standing(row) == PartStanding::Agreed
}

impl Ctx {
    /// A part written for the actor's institution, with the hours given under it. The opening is written down.
    pub async fn own_part_hours(&self, id: i64) -> Result<(OwnPartRow, Vec<PartHoursRow>)> {
        let row = self.own_plan_part(id).await?;
        let scope = self.scope(Action::Read, Resource::PlanPart)?;
        let hours = self.store.own_part_hours(&scope, id).await?;
        Ok((row, hours))
    }

    /// Writes down hours that the actor's institution gave on a day of the plan's semester.
    ///
    /// # Errors
    /// A conflict while the plan is not in force or the institution has not agreed; invalid without a day of the semester up to today and hours.
    pub async fn log_part_hours(&self, id: i64, form: &LogPartHours) -> Result<()> {
        let scope = self.scope(Action::Write, Resource::PlanPart)?;
        let row = self.store.own_plan_part(&scope, id).await?;
        if !takes_hours(&row) {
            return Err(AppError::Conflict("error-plan-part-hours"));
        }
        let semester = Period::between(date(row.from_day), date(row.to_day));
        let mut errors = FieldErrors::new();
        let on = form.on.unwrap_or(self.today());
        if form.on.is_none() {
            errors.add("on", "error-plan-day");
        } else if on > self.today() {
            errors.add("on", "error-plan-future");
        } else if !semester.contains(on) {
            errors.add("on", "error-consultation-outside");
        }
        let hours = form.hours.map(Hours::thousandths);
        let hours = hours.filter(|hours| (1..=LONGEST).contains(hours));
        if hours.is_none() {
            errors.add("hours", "error-consultation-hours");
        }
        check_text(&mut errors, "note", &form.note, None);
        errors.check()?;
        let new = NewPartHours {
            part: id,
            on,
            hours: hours.unwrap_or_default(),
            note: form.note.trim().to_owned(),
            user: self.user()?,
        };
        let at = self.instant();
        let writing = self.store.write().await?;
        let (part, whole) = (id.to_string(), format!("{form:?}"));
        let sending = self.sending("part_hours", &[part.as_str(), whole.as_str()]);
        if let Some(before) = self.sent_before(&writing, &sending).await? {
            let standing = self.store.own_part_hours(&scope, id).await?;
            // Hours that were taken back since are meant.
            if standing.iter().any(|one| one.id == before) {
                return Ok(());
            }
        }
        let given = writing.add_part_hours(&new, at).await?;
        writing.sending_gave(&sending, given).await?;
        let detail = format!("pupil={} part={id} hours={}", row.pupil_id, new.hours);
        let event = self.event(
            "support_plan.part_hours",
            "support_plan",
            Some(row.plan_id),
            detail,
        );
        writing.audit(at, &[event]).await?;
        Ok(writing.commit().await?)
    }

    /// Takes back hours that were written down by mistake under a part of the actor's institution.
    ///
    /// # Errors
    /// Not found when no such hours stand under the part.
    pub async fn take_part_hours_back(&self, id: i64, hours: i64) -> Result<()> {
        let scope = self.scope(Action::Write, Resource::PlanPart)?;
        let row = self.store.own_plan_part(&scope, id).await?;
        let standing = self.store.own_part_hours(&scope, id).await?;
        if standing.iter().all(|one| one.id != hours) {
            return Err(AppError::NotFound);
        }
        let at = self.instant();
        let writing = self.store.write().await?;
        writing.take_part_hours_back(hours, at).await?;
        let detail = format!("pupil={} part={id} number={hours}", row.pupil_id);
        let event = self.event(
            "support_plan.part_hours_taken_back",
            "support_plan",
            Some(row.plan_id),
            detail,
        );
        writing.audit(at, &[event]).await?;
        Ok(writing.commit().await?)
    }
}
