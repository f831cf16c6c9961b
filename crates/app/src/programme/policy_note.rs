//! What the State, the European Union and others ask or offer, followed until a version of the programme takes it into account.

use balsts_domain::{
    access::{Action, Resource},
    calendar::day_number,
    programme::{PolicyIssuer, PolicyState, VersionState, is_bad_address},
};
use balsts_store::{NewPolicyNote, NewPolicyStep, PolicyNoteRow, PolicyStepRow, StoreError};
use jiff::civil::Date;

use super::Which;
use crate::{AppError, Ctx, FieldErrors, Result, body::check_text};

/// Longest title or place.
const TITLE_LENGTH: usize = 300;
/// Longest text.
const TEXT_LENGTH: usize = 2_000;

/// A note as it was typed.
#[derive(Debug, Clone, Default)]
pub struct AddPolicyNote {
    /// What it is called.
    pub title: String,
    /// Who issued it.
    pub issuer: Option<PolicyIssuer>,
    /// When.
    pub day: Option<Date>,
    /// Address of the page, with `https`, or where it was published.
    pub place: String,
    /// What it asks or offers.
    pub asks: String,
    /// Key of the activity that it concerns; empty for none.
    pub activity: String,
}

/// A step as it was typed.
#[derive(Debug, Clone, Default)]
pub struct StepPolicyNote {
    /// The state reached.
    pub to: Option<PolicyState>,
    /// Number of the version that takes it into account.
    pub version: Option<i64>,
    /// In words; the reason, where it does not concern the municipality.
    pub note: String,
}

/// A note with its steps.
#[derive(Debug, Clone)]
pub struct PolicyNoteView {
    /// The note.
    pub row: PolicyNoteRow,
    /// Its steps, in order.
    pub steps: Vec<PolicyStepRow>,
}

/// Where a note stands.
pub fn state_of(row: &PolicyNoteRow) -> PolicyState {
    PolicyState::from_code(&row.state).unwrap_or(PolicyState::Noted)
}

impl Ctx {
    /// All notes, those issued last first.
    pub async fn policy_notes(&self) -> Result<Vec<PolicyNoteRow>> {
        let scope = self.scope(Action::Read, Resource::Programme)?;
        Ok(self.store.policy_notes(&scope).await?)
    }

    /// Notes that an update of the programme still has to think of.
    pub async fn open_policy_notes(&self) -> Result<Vec<PolicyNoteRow>> {
        let mut notes = self.policy_notes().await?;
        notes.retain(|row| state_of(row).is_open());
        Ok(notes)
    }

    /// One of them with its steps.
    pub async fn policy_note(&self, id: i64) -> Result<PolicyNoteView> {
        let scope = self.scope(Action::Read, Resource::Programme)?;
        let row = self.store.policy_note(&scope, id).await?;
        let steps = self.store.policy_note_steps(&scope, id).await?;
        Ok(PolicyNoteView { row, steps })
    }

    /// Writes a note down.
    ///
    /// # Errors
    /// What is wrong, by field.
    pub async fn add_policy_note(&self, add: &AddPolicyNote) -> Result<i64> {
        let scope = self.scope(Action::Write, Resource::Programme)?;
        let mut errors = FieldErrors::new();
        check_text(&mut errors, "title", &add.title, TITLE_LENGTH);
        if add.issuer.is_none() {
            errors.add("issuer", "error-policy-note-issuer");
        }
        match add.day {
            None => {
                errors.add("day", "error-date-required");
            }
            Some(day) if day > self.today() => {
                errors.add("day", "error-plan-future");
            }
            Some(_) => {}
        }
        if is_bad_address(add.place.trim()) {
            errors.add("place", "error-link");
        } else {
            check_text(&mut errors, "place", &add.place, TITLE_LENGTH);
        }
        check_text(&mut errors, "asks", &add.asks, TEXT_LENGTH);
        let activity = Some(add.activity.as_str()).filter(|key| !key.is_empty());
        if let Some(key) = activity {
            let version = self.programme(Which::Current).await?;
            let keys = version.map(|version| version.programme.activity_keys());
            if !keys.is_some_and(|keys| keys.iter().any(|one| one == key)) {
                errors.add("activity", "error-means-activity");
            }
        }
        errors.check()?;
        let issuer = add.issuer.unwrap_or(PolicyIssuer::Other);
        let new = NewPolicyNote {
            title: add.title.trim(),
            issuer: issuer.code(),
            day: i64::from(day_number(add.day.unwrap_or(self.today()))),
            place: add.place.trim(),
            asks: add.asks.trim(),
            activity_key: activity,
            state: PolicyState::Noted.code(),
            user: self.actor.user(),
        };
        let at = self.instant();
        let writing = self.store.write().await?;
        let id = writing.add_policy_note(&scope, &new, at).await?;
        let detail = format!("issuer={}", issuer.code());
        let event = self.event("policy_note.added", "policy_note", Some(id), detail);
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(id)
    }

    /// Takes a note a step further.
    ///
    /// # Errors
    /// Conflict where the step does not follow on the state, or somebody else took it meanwhile; invalid with what is wrong: a version that
    /// there is not or that was given up, no reason where it does not concern the municipality.
    pub async fn step_policy_note(&self, id: i64, step: &StepPolicyNote) -> Result<()> {
        let scope = self.scope(Action::Write, Resource::Programme)?;
        let row = self.store.policy_note(&scope, id).await?;
        let from = state_of(&row);
        let mut errors = FieldErrors::new();
        let version = step.version.filter(|_| step.to == Some(PolicyState::TakenIn));
        match step.to {
            None => {
                errors.add("state", "error-policy-note-state");
            }
            Some(PolicyState::TakenIn) => {
                let versions = self.programme_versions().await?;
                let lives = |number| {
                    versions
                        .iter()
                        .any(|row| row.number == number && row.state != VersionState::Withdrawn.code())
                };
                if !version.is_some_and(lives) {
                    errors.add("version", "error-policy-note-version");
                }
            }
            Some(_) => {}
        }
        if step.to == Some(PolicyState::NotOurs) && step.note.trim().is_empty() {
            errors.add("note", "error-reason-required");
        } else if step.note.chars().count() > TEXT_LENGTH {
            errors.add_with("note", "error-too-long", "length", TEXT_LENGTH);
        }
        errors.check()?;
        let to = step
            .to
            .filter(|to| from.next().contains(to))
            .ok_or(AppError::Conflict("error-means-changed"))?;
        let new = NewPolicyStep {
            from: from.code(),
            to: to.code(),
            version,
            note: step.note.trim(),
            user: self.actor.user(),
        };
        let at = self.instant();
        let writing = self.store.write().await?;
        writing
            .step_policy_note(&scope, id, &new, at)
            .await
            .map_err(|error| match error {
                StoreError::NotFound => AppError::Conflict("error-means-changed"),
                other => other.into(),
            })?;
        let event = self.event(
            "policy_note.step",
            "policy_note",
            Some(id),
            format!("state={}", to.code()),
        );
        writing.audit(at, &[event]).await?;
        Ok(writing.commit().await?)
    }
}
