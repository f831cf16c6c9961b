//! Staff concerns: sent in under a minute, read, examined, answered, settled. Danger opens its duty in the same transaction as the concern;
//! no rule, missing step or field stands in the way of that.

mod confirmed;
mod told;

pub use confirmed::{ConfirmedFactor, OpenFactors, factors_field, note_field};

use balsts_domain::{
    access::{Action, Resource},
    calendar::SchoolDaysIndex,
    concern::{Answer, Concern, ConcernEvent, ConcernState, Urgency, is_in_danger, is_restricted},
    message::MessageKind,
    people::NameKey,
    risk::{Factor, Settings},
};
use balsts_store::{ConcernChange, ConcernRow, NewConcern, NewRiskFactor, PupilChoice, Recipients};

use crate::{AppError, Ctx, FieldErrors, Result, message::Notice};

const TEXT_LENGTH: usize = 4_000;
const LIST_LENGTH: u64 = 200;

/// What a teacher sends.
#[derive(Debug, Clone)]
pub struct SendConcern {
    /// Part of the pupil's address.
    pub pupil: String,
    /// What was seen.
    pub factors: Vec<Factor>,
    /// In the teacher's own words.
    pub text: String,
    /// How soon.
    pub urgency: Urgency,
    /// The teacher says that the child is in danger.
    pub danger: bool,
}

/// A concern with how old it is.
#[derive(Debug, Clone)]
pub struct ConcernView {
    /// As stored.
    pub row: ConcernRow,
    /// Age in school days.
    pub age: u32,
    /// No answer by the day it was due.
    pub overdue: bool,
    /// The day by which it is answered.
    pub due: jiff::civil::Date,
    /// Open for so long that the board reminds the school.
    pub long_unresolved: bool,
}

/// What the support team does with a concern.
#[derive(Debug, Clone)]
pub enum ConcernStep {
    /// Writes down what was found.
    Examine(String),
    /// Confirms the risk as these factors and answers the reporter.
    Confirm(Vec<ConfirmedFactor>, String),
    /// Answers the reporter that there is no risk.
    NotConfirm(String),
    /// Has taken the confirmed risk into its hands.
    Settle,
}

impl ConcernStep {
    /// The field in which its text is typed: a concern may be examined once more beside the form that answers it.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Examine(_) => "findings",
            Self::Confirm(..) | Self::NotConfirm(_) | Self::Settle => "text",
        }
    }
}

impl Ctx {
    fn concern_view(
        &self,
        row: ConcernRow,
        settings: &Settings,
        calendar: &mut SchoolDaysIndex,
    ) -> ConcernView {
        let school_days = calendar.school_days(Some(&row.institution_code), grade(row.grade));
        let day = |at: i64| crate::clock::day_in_riga(balsts_store::timestamp(at));
        let concern = Concern {
            id: row.id,
            sent: day(row.sent_at),
            state: ConcernState::from_code(&row.state).unwrap_or(ConcernState::Sent),
            urgency: Urgency::from_code(&row.urgency).unwrap_or_default(),
            factors: factors(&row.factors),
            danger: row.danger,
            answered: row.answered_at.map(day),
            settled: row.settled_at.map(day),
        };
        let today = self.today();
        ConcernView {
            age: concern.age_in_school_days(today, &school_days),
            overdue: concern.is_overdue(today, settings, &school_days),
            due: concern.answer_due(settings, &school_days),
            long_unresolved: concern.is_long_unresolved(today, settings, &school_days),
            row,
        }
    }

    async fn concern_views(&self, rows: Vec<ConcernRow>) -> Result<Vec<ConcernView>> {
        let settings = self.risk_settings().await?;
        let mut calendar = SchoolDaysIndex::new(self.calendar().await?);
        Ok(rows
            .into_iter()
            .map(|row| self.concern_view(row, &settings, &mut calendar))
            .collect())
    }

    /// Concerns that the actor's roles reach: those that wait, or those that are settled.
    pub async fn concerns(&self, waiting: bool) -> Result<Vec<ConcernView>> {
        let scope = self.scope(Action::Read, Resource::Concern)?;
        let rows = self.store.concerns(&scope, waiting, None, LIST_LENGTH).await?;
        self.concern_views(rows).await
    }

    /// The page of concerns: those that wait and those that are settled. Its opening is written down.
    pub async fn concern_lists(&self) -> Result<(Vec<ConcernView>, Vec<ConcernView>)> {
        let (waiting, settled) = (self.concerns(true).await?, self.concerns(false).await?);
        self.list_opened("concerns", "", waiting.len() + settled.len())
            .await?;
        Ok((waiting, settled))
    }

    /// Concerns about one pupil that the actor may see.
    pub async fn concerns_of(&self, pupil: i64) -> Result<Vec<ConcernView>> {
        let scope = self.scope(Action::Read, Resource::Concern)?;
        let rows = self
            .store
            .concerns(&scope, true, Some(pupil), LIST_LENGTH)
            .await?;
        self.concern_views(rows).await
    }

    /// One concern. Opened by somebody of the support team, it counts as read; the reporter sees that.
    pub async fn concern(&self, id: i64) -> Result<ConcernView> {
        let scope = self.scope(Action::Read, Resource::Concern)?;
        let mut row = self.store.concern(&scope, id).await?;
        let writing = self.store.write().await?;
        let mut events = vec![self.event(
            "concern.read",
            "concern",
            Some(id),
            format!("pupil={}", row.pupil_id),
        )];
        if let Some(user) = self.actor.user()
            && row.state == ConcernState::Sent.code()
            && user != row.reporter_id
            && self.scope(Action::Write, Resource::RiskFactors).is_ok()
        {
            writing.mark_concern_read(id, user, self.instant()).await?;
            events.push(self.event("concern.opened", "concern", Some(id), ""));
        }
        writing.audit(self.instant(), &events).await?;
        writing.commit().await?;
        if events.len() > 1 {
            row = self.store.concern(&scope, id).await?;
        }
        let mut views = self.concern_views(vec![row]).await?;
        views.pop().ok_or(AppError::NotFound)
    }

    /// Pupils to choose from while writing a concern: of the whole school, with name and class only.
    pub async fn concern_pupils(&self, name: &str) -> Result<Vec<PupilChoice>> {
        let scope = self.scope(Action::Write, Resource::Concern)?;
        let words = NameKey::search_words(name);
        if words.is_empty() {
            return Ok(Vec::new());
        }
        Ok(self.store.pupil_choices(&scope, &words, None).await?)
    }

    /// The pupil that a concern is about, if the actor may write one about them.
    pub async fn concern_pupil(&self, public_id: &str) -> Result<PupilChoice> {
        let scope = self.scope(Action::Write, Resource::Concern)?;
        let found = self.store.pupil_choices(&scope, &[], Some(public_id)).await?;
        found.into_iter().next().ok_or(AppError::NotFound)
    }

    /// Sends a concern. With danger the duty to protect is open at once, due the same day.
    pub async fn send_concern(&self, concern: &SendConcern) -> Result<i64> {
        let reporter = self.user()?;
        let pupil = self.concern_pupil(&concern.pupil).await?;
        // Concerns are of schools: nobody who writes them reaches a child on no list.
        let institution = pupil.institution_id.ok_or(AppError::NotFound)?;
        let danger = is_in_danger(concern.danger, &concern.factors);
        let mut errors = FieldErrors::new();
        // A child in danger: what was seen and why can follow, the call cannot wait.
        if !danger && concern.factors.is_empty() && concern.text.trim().is_empty() {
            errors.add("factors", "error-concern-empty");
        }
        if concern.text.chars().count() > TEXT_LENGTH {
            errors.add_with("text", "error-too-long", "length", TEXT_LENGTH);
        }
        errors.check()?;
        let (settings, calendar) = (self.risk_settings().await?, self.calendar().await?);
        let codes: Vec<&str> = concern.factors.iter().map(|factor| factor.code()).collect();
        let new = NewConcern {
            pupil: pupil.id,
            institution,
            reporter,
            factors: codes.join(";"),
            text: concern.text.trim().to_owned(),
            urgency: concern.urgency.code(),
            danger,
            restricted: is_restricted(&concern.factors),
        };
        let (at, today, municipality) = (self.instant(), self.today(), self.actor.municipality);
        let writing = self.store.write().await?;
        let id = writing.add_concern(&new, at).await?;
        let due = Concern {
            id,
            sent: today,
            state: ConcernState::Sent,
            urgency: concern.urgency,
            factors: concern.factors.clone(),
            danger,
            answered: None,
            settled: None,
        }
        .answer_due(
            &settings,
            &calendar.school_days(pupil.institution_code.as_deref(), grade(pupil.grade)),
        );
        writing
            .open_concern_duty(municipality, id, &new, "answer_concern", due, at)
            .await?;
        if danger {
            writing
                .open_concern_duty(municipality, id, &new, "protect_child", today, at)
                .await?;
        }
        self.tell_of_concern(&writing, id, new.institution, danger)
            .await?;
        let detail = format!("pupil={} danger={danger}", new.pupil);
        writing
            .audit(at, &[self.event("concern.sent", "concern", Some(id), detail)])
            .await?;
        writing.commit().await?;
        self.evaluate_after(&[new.pupil]).await;
        Ok(id)
    }

    /// A step of the support team. `version` is the one the person saw: if somebody was faster, nothing is overwritten.
    pub async fn step_concern(&self, id: i64, version: i64, step: ConcernStep) -> Result<()> {
        self.scope(Action::Write, Resource::RiskFactors)?;
        let scope = self.scope(Action::Read, Resource::Concern)?;
        let user = self.user()?;
        let row = self.store.concern(&scope, id).await?;
        if row.reporter_id == user && self.scope(Action::Write, Resource::LevelDecision).is_err() {
            return Err(AppError::Forbidden);
        }
        let state =
            ConcernState::from_code(&row.state).ok_or_else(|| AppError::Internal("unknown state".into()))?;
        let event = match &step {
            ConcernStep::Examine(_) => ConcernEvent::Examine,
            ConcernStep::Confirm(..) => ConcernEvent::Answer(Answer::Confirmed),
            ConcernStep::NotConfirm(_) => ConcernEvent::Answer(Answer::NotConfirmed),
            ConcernStep::Settle => ConcernEvent::Settle,
        };
        let next = state
            .next(event)
            .map_err(|_| AppError::Conflict("error-concern-step"))?;
        let text = match &step {
            ConcernStep::Examine(text) | ConcernStep::Confirm(_, text) | ConcernStep::NotConfirm(text) => {
                Some(text.trim())
            }
            ConcernStep::Settle => None,
        };
        let mut errors = FieldErrors::new();
        if text.is_some_and(str::is_empty) {
            errors.add(step.field(), "error-concern-text-required");
        } else if text.is_some_and(|text| text.chars().count() > TEXT_LENGTH) {
            errors.add_with(step.field(), "error-too-long", "length", TEXT_LENGTH);
        }
        let confirmed: &[ConfirmedFactor] = match &step {
            ConcernStep::Confirm(confirmed, _) => {
                self.confirmed_errors(confirmed, &mut errors)?;
                confirmed
            }
            _ => &[],
        };
        errors.check()?;
        let change = ConcernChange {
            state: next.code(),
            version,
            findings: matches!(step, ConcernStep::Examine(_)).then(|| text.unwrap_or_default().to_owned()),
            answer: match &step {
                ConcernStep::Confirm(_, text) => Some(("confirmed", text.trim().to_owned())),
                ConcernStep::NotConfirm(text) => Some(("not_confirmed", text.trim().to_owned())),
                ConcernStep::Examine(_) | ConcernStep::Settle => None,
            },
            settled: matches!(step, ConcernStep::Settle),
        };
        let at = self.instant();
        let (settings, calendar) = (self.risk_settings().await?, self.calendar().await?);
        let writing = self.store.write().await?;
        writing.change_concern(id, &change, user, at).await?;
        match next {
            ConcernState::Confirmed => {
                writing
                    .finish_concern_duty(id, "answer_concern", user, at)
                    .await?;
                for one in confirmed {
                    let new = NewRiskFactor {
                        pupil: row.pupil_id,
                        factor: one.factor.code(),
                        note: one.note.trim(),
                        restricted: one.factor.is_restricted(),
                        concern: id,
                    };
                    writing.add_risk_factor(&new, user, self.today()).await?;
                }
                let school_days = calendar.school_days(Some(&row.institution_code), grade(row.grade));
                let due = Concern {
                    id,
                    sent: self.today(),
                    state: next,
                    urgency: Urgency::Normal,
                    factors: Vec::new(),
                    danger: false,
                    answered: Some(self.today()),
                    settled: None,
                }
                .duties(&settings, &school_days, &[], self.today())
                .into_iter()
                .find(|duty| duty.code.code() == "settle_concern")
                .map(|duty| duty.due);
                let new = NewConcern {
                    pupil: row.pupil_id,
                    institution: row.institution_id,
                    reporter: row.reporter_id,
                    factors: row.factors.clone(),
                    text: String::new(),
                    urgency: Urgency::Normal.code(),
                    danger: false,
                    restricted: is_restricted(&factors(&row.factors)),
                };
                if let Some(due) = due {
                    writing
                        .open_concern_duty(self.actor.municipality, id, &new, "settle_concern", due, at)
                        .await?;
                }
                // Danger that only the examination brought to light is learnt of today.
                let found: Vec<Factor> = confirmed.iter().map(|one| one.factor).collect();
                if !row.danger && is_in_danger(false, &found) {
                    let new = NewConcern {
                        restricted: is_restricted(&found),
                        ..new
                    };
                    writing
                        .open_concern_duty(
                            self.actor.municipality,
                            id,
                            &new,
                            "protect_child",
                            self.today(),
                            at,
                        )
                        .await?;
                    self.tell_of_concern(&writing, id, row.institution_id, true)
                        .await?;
                }
            }
            ConcernState::NotConfirmed => {
                writing
                    .finish_concern_duty(id, "answer_concern", user, at)
                    .await?;
            }
            ConcernState::Settled => {
                writing
                    .finish_concern_duty(id, "settle_concern", user, at)
                    .await?;
            }
            ConcernState::Sent | ConcernState::Read | ConcernState::Examined => {}
        }
        if matches!(step, ConcernStep::Confirm(..) | ConcernStep::NotConfirm(_)) {
            let to = [row.reporter_id];
            let notice = Notice::new(MessageKind::ConcernAnswered, id, Recipients::Users(&to));
            self.notify(&writing, &notice).await?;
        }
        let verb = format!("concern.{}", next.code());
        let detail = format!("pupil={}", row.pupil_id);
        writing
            .audit(at, &[self.event(&verb, "concern", Some(id), detail)])
            .await?;
        writing.commit().await?;
        self.evaluate_after(&[row.pupil_id]).await;
        Ok(())
    }
}

fn grade(stored: Option<i64>) -> Option<u8> {
    stored.and_then(|grade| u8::try_from(grade).ok())
}

/// Factors of a stored list of codes.
pub fn factors(codes: &str) -> Vec<Factor> {
    codes.split(';').filter_map(Factor::from_code).collect()
}
