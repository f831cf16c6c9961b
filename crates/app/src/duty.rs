//! Duties: seen by those they concern, done by a person with a word on what was done.

use balsts_domain::access::{Action, Resource};
use balsts_store::{DutyCount, DutyFilter, DutyRow};

use crate::{Ctx, FieldErrors, Result};

/// Longest note kept with a duty.
const NOTE_LENGTH: usize = 2_000;

impl Ctx {
    /// Duties of the pupils that the actor's roles reach, by due day; the flag says whether there are more.
    pub async fn duties(&self, filter: &DutyFilter, most: usize) -> Result<(Vec<DutyRow>, bool)> {
        let scope = self.scope(Action::Read, Resource::Duty)?;
        let circumstances = self.scope(Action::Read, Resource::Circumstances).ok();
        let mut rows = self
            .store
            .duties(&scope, circumstances.as_ref(), filter, most as u64 + 1)
            .await?;
        let more = rows.len() > most;
        rows.truncate(most);
        Ok((rows, more))
    }

    /// Open and overdue duties, counted by code and institution.
    pub async fn duty_counts(&self) -> Result<Vec<DutyCount>> {
        let scope = self.scope(Action::Read, Resource::Duty)?;
        let circumstances = self.scope(Action::Read, Resource::Circumstances).ok();
        Ok(self.store.duty_counts(&scope, circumstances.as_ref()).await?)
    }

    /// Marks a duty as done.
    pub async fn finish_duty(&self, id: i64, note: &str) -> Result<()> {
        let scope = self.scope(Action::Write, Resource::Duty)?;
        let user = self.user()?;
        let note = note.trim();
        let mut errors = FieldErrors::new();
        if note.is_empty() {
            errors.add("note", "error-duty-note-required");
        } else if note.chars().count() > NOTE_LENGTH {
            errors.add_with("note", "error-too-long", "length", NOTE_LENGTH);
        }
        errors.check()?;
        let circumstances = self.scope(Action::Read, Resource::Circumstances).ok();
        let writing = self.store.write().await?;
        writing
            .finish_duty(&scope, circumstances.as_ref(), id, user, note, self.instant())
            .await?;
        writing
            .audit(self.instant(), &[self.event("duty.done", "duty", Some(id), "")])
            .await?;
        Ok(writing.commit().await?)
    }

    /// Opens a duty again that was marked as done by mistake.
    pub async fn reopen_duty(&self, id: i64) -> Result<()> {
        let scope = self.scope(Action::Write, Resource::Duty)?;
        self.user()?;
        let circumstances = self.scope(Action::Read, Resource::Circumstances).ok();
        let writing = self.store.write().await?;
        writing.reopen_duty(&scope, circumstances.as_ref(), id).await?;
        writing
            .audit(
                self.instant(),
                &[self.event("duty.reopened", "duty", Some(id), "")],
            )
            .await?;
        Ok(writing.commit().await?)
    }
}
