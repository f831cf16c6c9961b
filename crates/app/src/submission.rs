//! Schools' reports on how their pupils at risk are learning, three times a year: a short form, filled in from the records; and what the board
//! marks as done of the programme's other duties.

use balsts_domain::{
    access::{Action, Reach, Resource, Scope},
    duties::ProgrammeDutyCode,
};
use balsts_store::{NewDeed, NewSubmission, SubmissionRow};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{AppError, Ctx, FieldErrors, Result, duty::CalendarDuty, support_plan::check_text};

/// Figures of a school on a day: no child is told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SubmissionFigures {
    /// Pupils assessed.
    pub pupils: i64,
    /// At risk: at the level of the setting or above.
    pub at_risk: i64,
    /// Of them with a plan in force.
    pub supported: i64,
    /// Over the limit of unexcused lessons.
    pub over_limit: i64,
    /// With insufficient marks.
    pub insufficient: i64,
}

/// The form of a school by a day.
#[derive(Debug, Clone)]
pub struct SubmissionView {
    /// Code of the school.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The day by which it is due.
    pub due: Date,
    /// Figures of today.
    pub figures: SubmissionFigures,
    /// What was sent for this day.
    pub sent: Option<SubmissionRow>,
    /// What was sent for the day before, with its figures.
    pub before: Option<(SubmissionRow, SubmissionFigures)>,
    /// The reader sends it.
    pub may_send: bool,
}

fn figures(row: &SubmissionRow) -> SubmissionFigures {
    serde_json::from_str(&row.figures).unwrap_or_default()
}

impl SubmissionView {
    /// The figures that were sent.
    pub fn sent_figures(&self) -> Option<SubmissionFigures> {
        self.sent.as_ref().map(figures)
    }
}

fn reaches(scope: &Scope, institution: i64) -> bool {
    scope.reach().iter().any(|part| match part {
        Reach::Municipality => true,
        Reach::Institution(own) => *own == institution,
        _ => false,
    })
}

impl Ctx {
    /// The form of a school by a day of the calendar.
    ///
    /// # Errors
    /// Not found for a school out of reach and for a day that is none of submissions.
    pub async fn submission(&self, code: &str, due: Date) -> Result<SubmissionView> {
        let scope = self.scope(Action::Read, Resource::Submission)?;
        let days = self.submission_days().await?;
        let schools = self.submitting_schools(&scope, self.today()).await?;
        let school = schools.into_iter().find(|school| school.code == code);
        let school = school.filter(|_| days.contains(&(due.month(), due.day())));
        let school = school.ok_or(AppError::NotFound)?;
        let long_ago = Date::new(due.year() - 1, due.month(), due.day()).unwrap_or(due);
        let mut sent = self.store.submissions(&scope, long_ago, due).await?;
        sent.retain(|row| row.institution_id == school.id);
        let (now, before): (Vec<_>, Vec<_>) = sent
            .into_iter()
            .partition(|row| balsts_store::date(row.due_day) == due);
        let may_send = self
            .scope(Action::Write, Resource::Submission)
            .is_ok_and(|scope| reaches(&scope, school.id));
        Ok(SubmissionView {
            figures: self.submission_figures(school.id).await?,
            code: school.code,
            name: school.name,
            due,
            sent: now.into_iter().next(),
            before: before.into_iter().next_back().map(|row| {
                let was = figures(&row);
                (row, was)
            }),
            may_send,
        })
    }

    /// The figures of a school today.
    async fn submission_figures(&self, institution: i64) -> Result<SubmissionFigures> {
        let program = Self {
            actor: balsts_domain::access::Actor::program(self.actor.municipality, self.today()),
            now: self.now,
            store: self.store.clone(),
        };
        let scope = program.scope(Action::Read, Resource::Statistics)?;
        let rank = self
            .plain_number("reports", None, "at_risk_level")
            .await?
            .unwrap_or(3);
        let levels = self.store.level_sums(&scope).await?;
        let risk = self.store.at_risk_sums(&scope, rank).await?;
        let risk = risk.iter().find(|sum| sum.institution_id == institution);
        let signals = self
            .store
            .signal_sums(&scope, &["unexcused_over_limit", "insufficient_marks"])
            .await?;
        let signal = |code: &str| {
            let found = signals
                .iter()
                .find(|sum| sum.institution_id == institution && sum.code == code);
            found.map_or(0, |sum| sum.pupils)
        };
        Ok(SubmissionFigures {
            pupils: levels
                .iter()
                .filter(|sum| sum.institution_id == institution)
                .map(|sum| sum.pupils)
                .sum(),
            at_risk: risk.map_or(0, |sum| sum.at_risk),
            supported: risk.map_or(0, |sum| sum.supported),
            over_limit: signal("unexcused_over_limit"),
            insufficient: signal("insufficient_marks"),
        })
    }

    /// Sends the report of a school; what was sent before for the same day stays in the history.
    ///
    /// # Errors
    /// Not found for a school out of reach; what is wrong, by field.
    pub async fn send_submission(&self, code: &str, due: Date, progress: &str, needs: &str) -> Result<()> {
        let user = self.user()?;
        let view = self.submission(code, due).await?;
        if !view.may_send {
            return Err(AppError::NotFound);
        }
        let mut errors = FieldErrors::new();
        check_text(
            &mut errors,
            "progress",
            progress,
            Some("error-submission-progress"),
        );
        check_text(&mut errors, "needs", needs, None);
        errors.check()?;
        let institution = self.institution_id(code).await?;
        let at = self.instant();
        let writing = self.store.write().await?;
        let id = writing
            .put_submission(
                NewSubmission {
                    institution,
                    due,
                    figures: serde_json::to_string(&view.figures)
                        .map_err(|error| AppError::Internal(error.to_string()))?,
                    progress: progress.trim(),
                    needs: needs.trim(),
                    user,
                },
                at,
            )
            .await?;
        let event = self.event("submission.sent", "submission", id, format!("due={due}"));
        writing.audit(at, &[event]).await?;
        Ok(writing.commit().await?)
    }

    /// Marks a duty of the programme as done: the board any, others what falls on their own roles. Of what each school does for itself, the only one
    /// that the person marks.
    ///
    /// # Errors
    /// Those of [`Ctx::mark_programme_duty_of`].
    pub async fn mark_programme_duty(
        &self,
        code: &str,
        due: Date,
        done: Option<Date>,
        note: &str,
    ) -> Result<()> {
        self.mark_programme_duty_of(None, (code, due), done, note).await
    }

    /// A duty of the programme by its day that the person marks as done or has marked; `institution` is the code of the school whose own it is.
    /// None where there is no such duty, where it falls on others, and where it is not said which of several schools is meant.
    ///
    /// # Errors
    /// Forbidden for those who may not read the programme.
    pub async fn markable_duty(
        &self,
        institution: Option<&str>,
        (code, due): (&str, Date),
    ) -> Result<Option<CalendarDuty>> {
        let calendar = self.reader_calendar(due, due, self.today()).await?;
        let is_meant = |duty: &CalendarDuty| {
            let own = duty.institution.as_ref().map(|(_, code)| code.as_str());
            duty.code == code
                && duty.due == due
                && (institution.is_none() || own == institution)
                && self.may_mark_duty(duty)
        };
        let mut meant = calendar.into_iter().filter(is_meant);
        let duty = meant.next();
        Ok(duty.filter(|_| meant.next().is_none()))
    }

    /// The same of the school of a code.
    ///
    /// # Errors
    /// Not found for what is no duty of that day or falls on others; what is wrong, by field.
    pub async fn mark_programme_duty_of(
        &self,
        institution: Option<&str>,
        (code, due): (&str, Date),
        done: Option<Date>,
        note: &str,
    ) -> Result<()> {
        let scope = self.scope(Action::Write, Resource::ProgrammeReport)?;
        let user = self.user()?;
        let known = ProgrammeDutyCode::from_code(code).ok_or(AppError::NotFound)?;
        let duty = self.markable_duty(institution, (code, due)).await?;
        let duty = duty
            .filter(|duty| duty.done.is_none())
            .ok_or(AppError::NotFound)?;
        let mut errors = FieldErrors::new();
        check_text(&mut errors, "note", note, Some("error-duty-note-required"));
        match done {
            None => {
                errors.add("done", "error-plan-day");
            }
            Some(day) if day > self.today() => {
                errors.add("done", "error-plan-future");
            }
            Some(_) => {}
        }
        errors.check()?;
        let at = self.instant();
        let writing = self.store.write().await?;
        let id = writing
            .add_programme_deed(
                &scope,
                NewDeed {
                    code: known.code(),
                    institution: duty.institution_id,
                    due,
                    done: done.unwrap_or_else(|| self.today()),
                    note: note.trim(),
                    user,
                },
                at,
            )
            .await?;
        let event = self.event(
            "programme_duty.done",
            "programme_duty",
            id,
            format!("code={code} due={due}"),
        );
        writing.audit(at, &[event]).await?;
        Ok(writing.commit().await?)
    }

    /// Opens a duty of the programme again that was marked by mistake.
    ///
    /// # Errors
    /// Not found where there is no such mark.
    pub async fn reopen_programme_duty(&self, id: i64) -> Result<()> {
        let scope = self.scope(Action::Write, Resource::Programme)?;
        self.user()?;
        let at = self.instant();
        let writing = self.store.write().await?;
        if writing.withdraw_programme_deed(&scope, id, at).await? == 0 {
            return Err(AppError::NotFound);
        }
        let event = self.event("programme_duty.reopened", "programme_duty", Some(id), "");
        writing.audit(at, &[event]).await?;
        Ok(writing.commit().await?)
    }
}
