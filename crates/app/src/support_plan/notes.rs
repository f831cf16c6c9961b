//! Notes beside a plan: contacts with parents, mid-term, dynamics, advice, support that was not given.

use balsts_domain::{
    access::{Action, Resource},
    calendar::SchoolYear,
    support::{NoteKind, PlanEvent, UnmetReason},
};
use balsts_store::{NewNote, NoteRow};
use jiff::civil::Date;

use super::{LIST_LENGTH, check_text, state};
use crate::{AppError, Ctx, FieldErrors, Result};

/// A note as it was typed and parsed.
#[derive(Debug, Clone)]
pub struct NoteForm {
    /// Which.
    pub kind: NoteKind,
    /// The day; none where it was not a date.
    pub on: Option<Date>,
    /// What happened.
    pub text: String,
    /// What came of it.
    pub result: String,
    /// Why support was not given.
    pub reason: Option<UnmetReason>,
}

impl Ctx {
    /// Adds a note to a plan that has not ended: contacts and advice already while it is drafted, the others once it is in force.
    pub async fn add_plan_note(&self, id: i64, form: &NoteForm) -> Result<i64> {
        let sheet = self.plan_to_write(id, false).await?;
        let state = state(&sheet)?;
        let early = matches!(form.kind, NoteKind::Contact | NoteKind::Advice | NoteKind::Unmet);
        if state.has_ended() || (!early && state.next(PlanEvent::Record).is_err()) {
            return Err(AppError::Conflict("error-plan-step"));
        }
        let mut errors = FieldErrors::new();
        let today = self.today();
        let day = match form.on {
            Some(on) if on > today => {
                errors.add("on", "error-plan-future");
                on
            }
            Some(on) => on,
            None => {
                errors.add("on", "error-plan-day");
                today
            }
        };
        check_text(&mut errors, "text", &form.text, Some("error-plan-note"));
        let result = form.kind.needs_result().then_some("error-plan-result");
        check_text(&mut errors, "result", &form.result, result);
        if form.kind == NoteKind::Unmet && form.reason.is_none() {
            errors.add("reason", "error-plan-unmet");
        }
        errors.check()?;
        let new = NewNote {
            plan: id,
            pupil: sheet.pupil_id,
            institution: sheet.institution_id,
            kind: form.kind.code(),
            day,
            text: form.text.trim().to_owned(),
            result: form.result.trim().to_owned(),
            reason: form
                .reason
                .filter(|_| form.kind == NoteKind::Unmet)
                .map(UnmetReason::code),
            user: self.user()?,
        };
        let at = self.instant();
        let writing = self.store.write().await?;
        let note = writing.add_plan_note(&new, at).await?;
        let detail = format!("pupil={} plan={id} kind={}", sheet.pupil_id, new.kind);
        writing
            .audit(
                at,
                &[self.event("support_plan.noted", "support_plan_note", Some(note), detail)],
            )
            .await?;
        writing.commit().await?;
        Ok(note)
    }

    /// Support that was needed and not given this school year.
    pub async fn unmet_needs(&self) -> Result<Vec<NoteRow>> {
        let scope = self.scope(Action::Read, Resource::SupportPlan)?;
        let since = SchoolYear::of(self.today()).first_day();
        let notes = self.store.unmet_needs(&scope, since, LIST_LENGTH).await?;
        self.list_opened("unmet_needs", "", notes.len()).await?;
        Ok(notes)
    }
}
