//! What the board writes for the report, and where it was presented and published.

use balsts_domain::{
    access::{Action, Resource},
    calendar::day_number,
    duties::{ProgrammeDutyCode, programme_duties},
    programme::{AnnualEvent, AnnualYear},
};
use balsts_store::{AnnualTextRow, NewAnnualEvent};
use jiff::civil::{Date, date};

use crate::{AppError, Ctx, FieldErrors, Result, programme::Which};

/// Longest text.
const TEXT_LENGTH: usize = 4_000;
/// Longest name of a body, or address of a page.
const PLACE_LENGTH: usize = 300;

/// Texts to be saved.
#[derive(Debug, Clone, Default)]
pub struct WriteAnnual {
    /// Key of the activity; empty for the whole report.
    pub key: String,
    /// The version that their writer saw; 0 where there was none.
    pub version: i64,
    /// What was done.
    pub done: String,
    /// What came of it.
    pub impact: String,
    /// What helped.
    pub helped: String,
    /// What hindered.
    pub hindered: String,
    /// What is to change.
    pub changes: String,
}

/// A presentation or publication to be written down.
#[derive(Debug, Clone)]
pub struct WriteAnnualEvent {
    /// What it is.
    pub kind: Option<AnnualEvent>,
    /// To whom, or the address of the page.
    pub place: String,
    /// The day.
    pub on: Option<Date>,
    /// In words.
    pub note: String,
}

impl Ctx {
    /// Saves the board's texts. Those saved before stay in the history.
    ///
    /// # Errors
    /// `Conflict` where somebody saved them since `version`, not found for an activity that the programme has not.
    pub async fn write_annual(&self, year: AnnualYear, write: &WriteAnnual) -> Result<i64> {
        let scope = self.scope(Action::Write, Resource::Programme)?;
        let view = self
            .programme_view(Which::Current)
            .await?
            .ok_or(AppError::NotFound)?;
        let mut activities = view.goals.iter().flat_map(|goal| &goal.activities);
        if !write.key.is_empty() && !activities.any(|one| one.key == write.key) {
            return Err(AppError::NotFound);
        }
        let mut errors = FieldErrors::new();
        for (field, text) in [
            ("done", &write.done),
            ("impact", &write.impact),
            ("helped", &write.helped),
            ("hindered", &write.hindered),
            ("changes", &write.changes),
        ] {
            if text.chars().count() > TEXT_LENGTH {
                errors.add_with(field, "error-too-long", "length", TEXT_LENGTH);
            }
        }
        errors.check()?;
        let saved = self.store.annual_texts(&scope, year.year()).await?;
        let version = saved
            .iter()
            .find(|row| row.row_key == write.key)
            .map_or(0, |row| row.version);
        if version != write.version {
            return Err(AppError::Conflict("error-conflict"));
        }
        let text = AnnualTextRow {
            row_key: write.key.clone(),
            version,
            done: write.done.trim().to_owned(),
            impact: write.impact.trim().to_owned(),
            helped: write.helped.trim().to_owned(),
            hindered: write.hindered.trim().to_owned(),
            changes: write.changes.trim().to_owned(),
            ..AnnualTextRow::default()
        };
        let at = self.instant();
        let writing = self.store.write().await?;
        let id = writing
            .add_annual_text(&scope, year.year(), &text, self.actor.user(), at)
            .await?;
        let detail = format!(
            "year={} key={} version={}",
            year.year(),
            text.row_key,
            version + 1
        );
        let event = self.event("annual.written", "annual_text", Some(id), detail);
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(id)
    }

    /// Writes down to whom the report was presented, or where it was published.
    ///
    /// # Errors
    /// Field errors of what is missing, or a day to come.
    pub async fn write_annual_event(&self, year: AnnualYear, write: &WriteAnnualEvent) -> Result<i64> {
        let scope = self.scope(Action::Write, Resource::Programme)?;
        let mut errors = FieldErrors::new();
        if write.kind.is_none() {
            errors.add("event", "error-annual-event");
        }
        if write.place.trim().is_empty() {
            errors.add("place", "error-annual-place");
        }
        if write.on.is_some_and(|on| on > self.today()) {
            errors.add("on", "error-plan-future");
        }
        for (field, text, longest) in [
            ("place", &write.place, PLACE_LENGTH),
            ("remark", &write.note, PLACE_LENGTH),
        ] {
            if text.chars().count() > longest {
                errors.add_with(field, "error-too-long", "length", longest);
            }
        }
        errors.check()?;
        let new = NewAnnualEvent {
            kind: write.kind.unwrap_or(AnnualEvent::Presented).code(),
            place: write.place.trim().to_owned(),
            day: i64::from(day_number(write.on.unwrap_or(self.today()))),
            note: write.note.trim().to_owned(),
        };
        let at = self.instant();
        let writing = self.store.write().await?;
        let id = writing
            .add_annual_event(&scope, year.year(), &new, self.actor.user(), at)
            .await?;
        let detail = format!("year={} kind={}", year.year(), new.kind);
        let event = self.event("annual.noted", "annual_event", Some(id), detail);
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(id)
    }

    /// Marks the duty of the calendar as done with what was written down: a report that was presented is prepared, and results that were published are
    /// published. What is marked already, and what this programme does not ask, stays as it is.
    ///
    /// # Errors
    /// Those of [`Ctx::mark_programme_duty`] but for what is not found.
    pub async fn close_annual_duty(&self, year: AnnualYear, write: &WriteAnnualEvent) -> Result<()> {
        let asked = match write.kind {
            Some(AnnualEvent::Published) => ProgrammeDutyCode::Publication,
            _ => ProgrammeDutyCode::AnnualReport,
        };
        let rules = self.duty_rules().await?;
        let (first, last) = (date(year.year(), 1, 1), date(year.year(), 12, 31));
        let duties = programme_duties(&rules, &[], first, last);
        let Some(duty) = duties.iter().find(|duty| duty.code == asked) else {
            return Ok(());
        };
        let on = write.on.unwrap_or(self.today());
        let marked = self.mark_programme_duty(asked.code(), duty.due, Some(on), &write.place);
        match marked.await {
            Ok(()) | Err(AppError::NotFound) => Ok(()),
            Err(error) => Err(error),
        }
    }
}
