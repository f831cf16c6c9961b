//! Schools' reports on how their pupils at risk are learning, three times a year: a short form, filled in from the records; and what the board
//! marks as done of the programme's other duties.

use balsts_domain::{
    access::{Action, Reach, Resource, Scope},
    calendar::Period,
    duties::{MonthDay, ProgrammeDutyCode},
};
use balsts_store::{NewDeed, NewSubmission, SubmissionRow};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    AppError, Ctx, FieldErrors, Result, duty::CalendarDuty, report::shows_beside_others,
    support_plan::check_text,
};

/// Figures of a school on a day: no child is told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SubmissionFigures {
    /// Pupils assessed.
    pub pupils: i64,
    /// At risk: at the level of the setting or above.
    pub at_risk: i64,
    /// Of them with a plan in force.
    pub supported: i64,
    /// Of them over the limit of unexcused lessons; none in reports of the time when it was not counted.
    pub at_risk_over_limit: Option<i64>,
    /// Of them with insufficient marks; none likewise.
    pub at_risk_insufficient: Option<i64>,
    /// Their average mark since the report before, in hundredths; none where they got no points.
    pub at_risk_mark: Option<i64>,
    /// Over the limit of unexcused lessons.
    pub over_limit: i64,
    /// With insufficient marks.
    pub insufficient: i64,
}

impl SubmissionFigures {
    /// Whether a figure, or what one leaves of another, stands for fewer children than may be shown.
    pub fn is_small(&self, smallest: u32) -> bool {
        let few = |count: i64| count > 0 && count < i64::from(smallest);
        let over_limit = self.at_risk_over_limit.unwrap_or_default();
        let insufficient = self.at_risk_insufficient.unwrap_or_default();
        let parts = [
            (self.at_risk, self.pupils),
            (self.over_limit, self.pupils),
            (self.insufficient, self.pupils),
            (self.supported, self.at_risk),
            (over_limit, self.at_risk),
            (insufficient, self.at_risk),
            (over_limit, self.over_limit),
            (insufficient, self.insufficient),
        ];
        few(self.pupils) || parts.iter().any(|(part, whole)| few(*part) || few(whole - part))
    }
}

/// Reports sent before that stand beside the one being written.
const EARLIER: usize = 3;

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
    /// What was sent for the days of the year before it, with the figures, the newest first.
    pub earlier: Vec<(SubmissionRow, SubmissionFigures)>,
    /// The first day on which it can be sent.
    pub opens: Date,
    /// The reader is one of those who send it.
    pub is_sender: bool,
    /// The reader sends it now.
    pub may_send: bool,
    /// Of how many children a figure has to stand for this reader to see it.
    pub smallest: u32,
    /// The newest figures are withheld from this reader whatever they are: beside the reports on all schools they would tell of few children of
    /// another.
    pub withheld: bool,
}

fn figures_of(row: &SubmissionRow) -> SubmissionFigures {
    serde_json::from_str(&row.figures).unwrap_or_default()
}

impl SubmissionView {
    /// The figures that were sent.
    pub fn sent_figures(&self) -> Option<SubmissionFigures> {
        self.sent.as_ref().map(figures_of)
    }
}

/// The day after the day of submissions before: from then on the next report is written.
fn opens(days: &[MonthDay], due: Date) -> Date {
    let on = |year: i16, (month, day): MonthDay| Date::new(year, month, day).ok();
    let mut of_year = days.iter().rev().filter_map(|day| on(due.year(), *day));
    let before = of_year
        .find(|day| *day < due)
        .or_else(|| on(due.year() - 1, *days.last()?));
    before.and_then(|day| day.tomorrow().ok()).unwrap_or(due)
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
        let is_sender = self
            .scope(Action::Write, Resource::Submission)
            .is_ok_and(|scope| reaches(&scope, school.id));
        let opens = opens(&days, due);
        // Whoever leads the municipality reads figures and sees no child.
        let smallest = if self.sees_each(&scope, Resource::Assessment) {
            1
        } else {
            self.smallest_cell().await?
        };
        let (figures, shows) = self.submission_figures(school.id, opens, smallest).await?;
        Ok(SubmissionView {
            figures,
            withheld: !shows,
            code: school.code,
            name: school.name,
            due,
            sent: now.into_iter().next(),
            earlier: before
                .into_iter()
                .rev()
                .take(EARLIER)
                .map(|row| {
                    let was = figures_of(&row);
                    (row, was)
                })
                .collect(),
            opens,
            is_sender,
            may_send: is_sender && opens <= self.today(),
            smallest,
        })
    }

    /// The figures of a school today, marks since a day, and whether they may be shown beside the reports on all schools.
    async fn submission_figures(
        &self,
        institution: i64,
        since: Date,
        smallest: u32,
    ) -> Result<(SubmissionFigures, bool)> {
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
        let all_risk = self.store.at_risk_sums(&scope, rank).await?;
        let risk = all_risk.iter().find(|sum| sum.institution_id == institution);
        let signals = self
            .store
            .signal_sums(&scope, &["unexcused_over_limit", "insufficient_marks"], rank)
            .await?;
        let signal = |code: &str| {
            let found = signals
                .iter()
                .find(|sum| sum.institution_id == institution && sum.code == code);
            found.map_or((0, 0), |sum| (sum.pupils, sum.at_risk))
        };
        let (over_limit, at_risk_over_limit) = signal("unexcused_over_limit");
        let (insufficient, at_risk_insufficient) = signal("insufficient_marks");
        let at_risk_mark = if since > self.today() {
            None
        } else {
            let period = Period::between(since, self.today());
            let (marks, points) = self
                .store
                .at_risk_marks(&scope, institution, rank, period)
                .await?;
            // Rounded to the nearest hundredth.
            (marks > 0).then(|| (100 * points + marks / 2) / marks)
        };
        let shows = smallest <= 1 || shows_beside_others(institution, &all_risk, &signals, smallest);
        let figures = SubmissionFigures {
            pupils: levels
                .iter()
                .filter(|sum| sum.institution_id == institution)
                .map(|sum| sum.pupils)
                .sum(),
            at_risk: risk.map_or(0, |sum| sum.at_risk),
            supported: risk.map_or(0, |sum| sum.supported),
            at_risk_over_limit: Some(at_risk_over_limit),
            at_risk_insufficient: Some(at_risk_insufficient),
            at_risk_mark,
            over_limit,
            insufficient,
        };
        Ok((figures, shows))
    }

    /// Sends the report of a school; what was sent before for the same day stays in the history.
    ///
    /// # Errors
    /// Not found for a school out of reach and before the report can be written; what is wrong, by field.
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

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    // covers: REG-34, PRV-04
    #[test]
    fn figures_are_small_by_what_they_leave_too() {
        let figures = SubmissionFigures {
            pupils: 100,
            at_risk: 20,
            supported: 10,
            over_limit: 30,
            insufficient: 40,
            at_risk_over_limit: Some(10),
            at_risk_insufficient: Some(10),
            at_risk_mark: Some(520),
        };
        assert!(!figures.is_small(5));
        assert!(!SubmissionFigures::default().is_small(5), "nobody is not few");
        for small in [
            SubmissionFigures {
                supported: 4,
                ..figures
            },
            SubmissionFigures {
                supported: 16,
                ..figures
            },
            SubmissionFigures {
                insufficient: 97,
                ..figures
            },
            SubmissionFigures {
                over_limit: 14,
                ..figures
            },
        ] {
            assert!(small.is_small(5), "{small:?}");
            assert!(!small.is_small(1), "{small:?}");
        }
    }

    // covers: REP-07
    #[test]
    fn a_report_is_written_from_the_day_after_the_one_before() {
        let days = [(3, 31), (6, 15), (12, 20)];
        assert_eq!(opens(&days, date(2026, 12, 20)), date(2026, 6, 16));
        assert_eq!(opens(&days, date(2027, 3, 31)), date(2026, 12, 21));
        assert_eq!(
            opens(&[(6, 15)], date(2026, 6, 15)),
            date(2025, 6, 16),
            "once a year"
        );
    }
}
