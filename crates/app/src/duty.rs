//! Duties: seen by those they concern, done by a person with a word on what was done.

mod calendar;
mod entry;
mod near;
mod owed;
mod unattended;

use std::collections::BTreeMap;

use balsts_domain::{
    access::{Action, Resource},
    attendance::AbsenceKind,
    duties::DutyCode,
};
use balsts_store::{DoneDuty, DutyCount, DutyFilter, DutyRow, DutySight, DutyState, StoreError};
use jiff::civil::Date;

use crate::{AppError, Ctx, FieldErrors, Result, decision::below, opening};

pub use calendar::{DutyCalendar, counted};
pub use entry::CalendarDuty;
pub use near::OwedSubmission;

/// Longest note kept with a duty.
const NOTE_LENGTH: usize = 2_000;

/// So many open duties of a kind are shown one by one; more of them are one thing to do, so that no kind hides the others.
const ONE_BY_ONE: i64 = 2;

/// A thing that waits for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waiting {
    /// A duty.
    One(Box<DutyRow>),
    /// Several duties of a kind.
    Many {
        /// Their code.
        code: String,
        /// How many.
        open: i64,
        /// How many of them are past their day.
        overdue: i64,
        /// The earliest day.
        earliest: Date,
    },
}

/// Duties that the steps of a concern do.
pub const OF_CONCERNS: [&str; 2] = ["answer_concern", "settle_concern"];

/// What waits for the actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingThings {
    /// Children in danger: above everything else, each by itself.
    pub danger: Vec<DutyRow>,
    /// The rest in the order of its deadlines.
    pub things: Vec<Waiting>,
    /// Whether there is more than is told.
    pub more: bool,
    /// Duties past their day.
    pub overdue: i64,
}

impl Ctx {
    /// What waits for the actor, at most so many things.
    pub async fn waiting_duties(&self, most: usize) -> Result<WaitingThings> {
        const DANGER: &str = "protect_child";
        let mut kinds: BTreeMap<String, (i64, i64, i64)> = BTreeMap::new();
        for count in self.duty_counts().await? {
            let kind = kinds.entry(count.code).or_insert((0, 0, i64::MAX));
            *kind = (
                kind.0 + count.open,
                kind.1 + count.overdue,
                kind.2.min(count.earliest_day),
            );
        }
        let overdue = kinds.values().map(|(_, overdue, _)| overdue).sum();
        let (mut danger, mut things, mut more) = (Vec::new(), Vec::new(), false);
        for (code, (open, overdue, earliest)) in kinds {
            if open > ONE_BY_ONE && code != DANGER {
                let many = Waiting::Many {
                    code,
                    open,
                    overdue,
                    earliest: balsts_store::date(earliest),
                };
                things.push((earliest, many));
                more = true;
                continue;
            }
            let in_danger = code == DANGER;
            let filter = DutyFilter {
                code: Some(code),
                ..DutyFilter::default()
            };
            let (rows, others) = self.duties(&filter, most).await?;
            more |= others;
            if in_danger {
                danger = rows;
            } else {
                let each = rows.into_iter();
                things.extend(each.map(|row| (row.due_day, Waiting::One(Box::new(row)))));
            }
        }
        things.sort_by_key(|(due, _)| *due);
        more |= things.len() > most;
        things.truncate(most);
        Ok(WaitingThings {
            danger,
            things: things.into_iter().map(|(_, thing)| thing).collect(),
            more,
            overdue,
        })
    }

    /// What the actor sees of the duties within reach. Reports of staff are worked on by the support team: a class teacher follows their own on
    /// the page of concerns.
    pub(crate) fn duty_sight(&self) -> DutySight {
        let works = self.scope(Action::Write, Resource::Duty).is_ok();
        let team = self.scope(Action::Write, Resource::RiskFactors).is_ok();
        DutySight {
            circumstances: self.scope(Action::Read, Resource::Circumstances).ok(),
            cases: self.scope(Action::Read, Resource::Case).ok(),
            of_others: if works && !team { &OF_CONCERNS } else { &[] },
        }
    }

    /// One duty, open or done.
    ///
    /// # Errors
    /// Not found when there is none within the actor's reach.
    pub async fn duty(&self, id: i64) -> Result<DutyRow> {
        for state in [DutyState::Open, DutyState::Done] {
            let filter = DutyFilter {
                state,
                id: Some(id),
                ..DutyFilter::default()
            };
            if let Some(duty) = self.duties(&filter, 1).await?.0.pop() {
                return Ok(duty);
            }
        }
        Err(AppError::NotFound)
    }

    /// The page of duties: as [`Ctx::duties`], and its opening is written down.
    pub async fn duty_list(&self, filter: &DutyFilter, most: usize) -> Result<(Vec<DutyRow>, bool)> {
        let (rows, more) = self.duties(filter, most).await?;
        self.list_opened("duties", &opening::duty_filter(filter), rows.len())
            .await?;
        Ok((rows, more))
    }

    /// Duties of the pupils that the actor's roles reach, by due day; the flag says whether there are more.
    pub async fn duties(&self, filter: &DutyFilter, most: usize) -> Result<(Vec<DutyRow>, bool)> {
        let scope = self.scope(Action::Read, Resource::Duty)?;
        let mut rows = self
            .store
            .duties(&scope, &self.duty_sight(), filter, most as u64 + 1)
            .await?;
        let more = rows.len() > most;
        rows.truncate(most);
        Ok((rows, more))
    }

    /// Open and overdue duties, counted by code and institution.
    pub async fn duty_counts(&self) -> Result<Vec<DutyCount>> {
        let scope = self.scope(Action::Read, Resource::Duty)?;
        Ok(self.store.duty_counts(&scope, &self.duty_sight()).await?)
    }

    /// Marks a duty as done. `found` is why the pupil was absent, for the duty to find that out; others have none. `seen` is the instant at which
    /// somebody did it before, as far as the actor knows, 0 for nobody: what is said with that in view stands below.
    ///
    /// # Errors
    /// Not found when no such duty stands within the actor's reach; invalid without a note, or without the reason where one is asked; a conflict
    /// where somebody has done it since.
    pub async fn finish_duty(
        &self,
        id: i64,
        note: &str,
        found: Option<AbsenceKind>,
        seen: i64,
    ) -> Result<()> {
        let scope = self.scope(Action::Write, Resource::Duty)?;
        let user = self.user()?;
        let note = note.trim();
        let duty = self.duty(id).await?;
        if duty.done_at.is_some() && !note.is_empty() && duty.done_note.as_deref() == Some(note) {
            // The same words came twice.
            return Ok(());
        }
        let code = duty.code;
        // A report is answered and taken over on its own page, where its reporter reads what came of it.
        if OF_CONCERNS.contains(&code.as_str()) {
            return Err(AppError::NotFound);
        }
        let asks_reason = code == DutyCode::ContactParents.code();
        let mut errors = FieldErrors::new();
        if note.is_empty() {
            errors.add("note", "error-duty-note-required");
        } else if note.chars().count() > NOTE_LENGTH {
            errors.add_with("note", "error-too-long", "length", NOTE_LENGTH);
        }
        let found = found.filter(|_| asks_reason);
        if asks_reason && found.is_none() {
            errors.add("found", "error-duty-reason");
        }
        errors.check()?;
        let before = duty.done_note.filter(|_| duty.done_at.is_some());
        let note = below(before.as_deref(), note);
        let writing = self.store.write().await?;
        let done = writing
            .finish_duty(
                &scope,
                &self.duty_sight(),
                id,
                user,
                DoneDuty {
                    note: &note,
                    reason: found.map(AbsenceKind::code),
                    seen,
                },
                self.instant(),
            )
            .await;
        if let Err(StoreError::NotFound) = done {
            drop(writing);
            let now = self.duty(id).await?.done_at.unwrap_or_default();
            return Err(if now == seen {
                AppError::NotFound
            } else {
                AppError::Conflict("error-said-already")
            });
        }
        done?;
        writing
            .audit(self.instant(), &[self.event("duty.done", "duty", Some(id), "")])
            .await?;
        Ok(writing.commit().await?)
    }

    /// Opens a duty again that was marked as done by mistake.
    ///
    /// # Errors
    /// Not found when no such duty is done within the actor's reach, or when it was done by a step of a concern.
    pub async fn reopen_duty(&self, id: i64) -> Result<()> {
        let scope = self.scope(Action::Write, Resource::Duty)?;
        self.user()?;
        if OF_CONCERNS.contains(&self.duty(id).await?.code.as_str()) {
            return Err(AppError::NotFound);
        }
        let writing = self.store.write().await?;
        writing.reopen_duty(&scope, &self.duty_sight(), id).await?;
        writing
            .audit(
                self.instant(),
                &[self.event("duty.reopened", "duty", Some(id), "")],
            )
            .await?;
        Ok(writing.commit().await?)
    }
}
