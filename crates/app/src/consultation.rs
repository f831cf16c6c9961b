//! Consultations: logged in seconds, confirmed by the pupil. A pupil has no account: either the printed sheet is signed, or the pupil opens an
//! address on a phone, reads what was logged and shows a one-time code, which the specialist types in. So both of them have seen it.

use balsts_domain::{
    access::{Action, Resource},
    registry::SupportRole,
    support::{Confirmation, ConsultationKind, Hours, MeasureKind, PlanEvent, TermError, UnmetReason},
};
use balsts_store::{ConfirmationView, NewConsultation};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::{
    App, AppError, Ctx, FieldErrors, Result,
    support_plan::{check_text, state, term},
};

/// Letters of an address that are not mistaken for one another.
const LETTERS: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
/// Letters of an address: 39 bits, for some hours and without a person behind it.
const KEY_LENGTH: usize = 8;
/// Wrong codes after which the address is of no use any more.
const ATTEMPTS: i64 = 5;
/// A day has no more hours.
pub(crate) const LONGEST: i64 = 24_000;

/// A consultation as it was typed and parsed.
#[derive(Debug, Clone)]
pub struct LogConsultation {
    /// The measure it belongs to.
    pub measure: Option<i64>,
    /// Its kind, where it belongs to none.
    pub kind: Option<ConsultationKind>,
    /// Subject or specialist, where it belongs to none.
    pub subject_or_role: String,
    /// The day; none where it was not a date.
    pub on: Option<Date>,
    /// How long; none where it was not a number.
    pub hours: Option<Hours>,
    /// Why it did not take place.
    pub missed: Option<UnmetReason>,
    /// In words.
    pub note: String,
}

fn hash(parts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.as_bytes());
        digest.update([0]);
    }
    URL_SAFE_NO_PAD.encode(digest.finalize())
}

/// A key as people type it: in any case, with spaces and hyphens.
fn key_hash(key: &str) -> String {
    let plain: String = key
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .collect();
    hash(&[&plain])
}

fn code_hash(id: i64, code: &str) -> String {
    hash(&[&id.to_string(), code])
}

impl Ctx {
    /// Logs a consultation under a plan in force. It may be of an earlier day of the semester, even after the semester.
    pub async fn log_consultation(&self, plan: i64, form: &LogConsultation) -> Result<i64> {
        let sheet = self.plan_to_write(plan, false).await?;
        if state(&sheet)?.next(PlanEvent::Record).is_err() {
            return Err(AppError::Conflict("error-plan-step"));
        }
        let mut errors = FieldErrors::new();
        let scope = self.scope(Action::Write, Resource::SupportPlan)?;
        let measure = match form.measure {
            None => None,
            Some(id) => {
                let full = self.sees_circumstances(&sheet.public_id).await?;
                let known = self.store.plan_measures(&scope, plan, full).await?;
                known.into_iter().find(|row| row.id == id)
            }
        };
        let (kind, what) = match &measure {
            Some(row) => {
                let measure = MeasureKind::from_code(&row.kind);
                let what = match measure {
                    _ if !row.subject_or_role.is_empty() => row.subject_or_role.clone(),
                    Some(MeasureKind::TeacherAssistant) => SupportRole::TeacherAssistant.code().to_owned(),
                    Some(MeasureKind::CareerConsultation) => SupportRole::CareerConsultant.code().to_owned(),
                    _ => String::new(),
                };
                (measure.and_then(MeasureKind::hours_as), what)
            }
            None => (form.kind, form.subject_or_role.trim().to_owned()),
        };
        let kind = kind.unwrap_or_else(|| {
            errors.add("measure", "error-consultation-kind");
            ConsultationKind::Teacher
        });
        if measure.is_none() && kind != ConsultationKind::Teacher && what.is_empty() {
            errors.add("subject_or_role", "error-plan-subject");
        }
        let day = match form.on.map(|on| (on, term(&sheet).check_day(on, self.today()))) {
            Some((on, Ok(()))) => on,
            Some((on, Err(TermError::Future))) => {
                errors.add("on", "error-plan-future");
                on
            }
            Some((on, Err(_))) => {
                errors.add("on", "error-consultation-outside");
                on
            }
            None => {
                errors.add("on", "error-plan-day");
                self.today()
            }
        };
        let hours = match (form.missed, form.hours) {
            (Some(_), _) => 0,
            (None, Some(hours)) if hours > Hours::ZERO && hours.thousandths() <= LONGEST => {
                hours.thousandths()
            }
            (None, _) => {
                errors.add("hours", "error-consultation-hours");
                0
            }
        };
        check_text(&mut errors, "note", &form.note, None);
        errors.check()?;
        let new = NewConsultation {
            plan,
            measure: measure.map(|row| row.id),
            pupil: sheet.pupil_id,
            institution: sheet.institution_id,
            kind: kind.code(),
            subject_or_role: what,
            day,
            hours,
            missed_reason: form.missed.map(UnmetReason::code),
            note: form.note.trim().to_owned(),
            user: self.user()?,
        };
        let at = self.instant();
        let writing = self.store.write().await?;
        let id = writing.add_consultation(&new, at).await?;
        let detail = format!(
            "pupil={} plan={plan} missed={}",
            sheet.pupil_id,
            form.missed.is_some()
        );
        writing
            .audit(
                at,
                &[self.event("consultation.logged", "consultation", Some(id), detail)],
            )
            .await?;
        writing.commit().await?;
        Ok(id)
    }

    async fn consultation_of(&self, plan: i64, id: i64) -> Result<(i64, String)> {
        let sheet = self.plan_to_write(plan, false).await?;
        let scope = self.scope(Action::Write, Resource::SupportPlan)?;
        let line = self
            .store
            .plan_consultations(&scope, plan)
            .await?
            .into_iter()
            .find(|line| line.id == id)
            .ok_or(AppError::NotFound)?;
        // What a colleague logged is the colleague's; the support team and the head answer for the whole plan.
        if line.user_id != self.user()? && !self.drafts_plans() {
            return Err(AppError::Forbidden);
        }
        Ok((sheet.pupil_id, sheet.state))
    }

    /// Takes a consultation back that was logged by mistake and is not confirmed.
    pub async fn withdraw_consultation(&self, plan: i64, id: i64) -> Result<()> {
        let (pupil, _) = self.consultation_of(plan, id).await?;
        let at = self.instant();
        let writing = self.store.write().await?;
        writing.withdraw_consultation(plan, id, at).await?;
        let detail = format!("pupil={pupil} plan={plan}");
        writing
            .audit(
                at,
                &[self.event("consultation.withdrawn", "consultation", Some(id), detail)],
            )
            .await?;
        Ok(writing.commit().await?)
    }

    /// The printed sheet is signed: these consultations are confirmed. Gives how many were not yet.
    pub async fn confirm_by_sheet(&self, plan: i64, ids: &[i64]) -> Result<u64> {
        let sheet = self.plan_to_write(plan, false).await?;
        if ids.is_empty() {
            return Err(FieldErrors::one("consultations", "error-consultation-none"));
        }
        let (at, user) = (self.instant(), self.user()?);
        let writing = self.store.write().await?;
        let count = writing
            .confirm_consultations(plan, ids, Confirmation::Sheet.code(), user, at)
            .await?;
        let detail = format!("pupil={} plan={plan} count={count} way=sheet", sheet.pupil_id);
        writing
            .audit(
                at,
                &[self.event("consultation.confirmed", "support_plan", Some(plan), detail)],
            )
            .await?;
        writing.commit().await?;
        Ok(count)
    }

    /// Gives a consultation a key for the pupil's phone. Asked again, the former key leads nowhere.
    pub async fn offer_confirmation(&self, plan: i64, id: i64) -> Result<String> {
        let (pupil, _) = self.consultation_of(plan, id).await?;
        let key: String = (0..KEY_LENGTH)
            .map(|_| char::from(LETTERS[rand::random_range(0..LETTERS.len())]))
            .collect();
        let at = self.instant();
        let until = at + self.support_settings().await?.confirmation_hours * 3_600_000_000;
        let writing = self.store.write().await?;
        writing
            .offer_confirmation(plan, id, &key_hash(&key), until)
            .await?;
        let detail = format!("pupil={pupil} plan={plan}");
        writing
            .audit(
                at,
                &[self.event("consultation.offered", "consultation", Some(id), detail)],
            )
            .await?;
        writing.commit().await?;
        Ok(key)
    }

    /// The code that the pupil shows confirms the consultation. After some wrong ones the key has to be given anew.
    pub async fn confirm_by_code(&self, plan: i64, id: i64, code: &str) -> Result<()> {
        let (pupil, _) = self.consultation_of(plan, id).await?;
        let scope = self.scope(Action::Write, Resource::SupportPlan)?;
        let stored = self.store.confirmation_code(&scope, id).await?;
        let (at, user) = (self.instant(), self.user()?);
        if stored.attempts >= ATTEMPTS || stored.key_until.is_none_or(|until| until < at) {
            return Err(FieldErrors::one("code", "error-consultation-code-over"));
        }
        let writing = self.store.write().await?;
        if stored.code_hash != Some(code_hash(id, code.trim())) {
            writing.count_wrong_code(id).await?;
            writing.commit().await?;
            return Err(FieldErrors::one("code", "error-consultation-code"));
        }
        writing
            .confirm_consultations(plan, &[id], Confirmation::Code.code(), user, at)
            .await?;
        let detail = format!("pupil={pupil} plan={plan} count=1 way=code");
        writing
            .audit(
                at,
                &[self.event("consultation.confirmed", "support_plan", Some(plan), detail)],
            )
            .await?;
        Ok(writing.commit().await?)
    }
}

impl App {
    /// What was logged, for the pupil who holds the key; no name stands in it.
    ///
    /// # Errors
    /// Not found for a wrong key, one that is over, or a consultation that is confirmed already.
    pub async fn confirmation(&self, key: &str) -> Result<ConfirmationView> {
        let at = balsts_store::instant(self.clock.now());
        Ok(self.store.confirmation(&key_hash(key), at).await?)
    }

    /// The one-time code that the pupil shows to the specialist. Asked again, a new code replaces it.
    ///
    /// # Errors
    /// As [`App::confirmation`].
    pub async fn confirmation_code(&self, key: &str) -> Result<String> {
        let view = self.confirmation(key).await?;
        let code = format!("{:04}", rand::random_range(0..10_000));
        let writing = self.store.write().await?;
        writing
            .set_confirmation_code(view.id, &code_hash(view.id, &code))
            .await?;
        writing.commit().await?;
        Ok(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_people_type_it() {
        assert_eq!(key_hash("ab2c-defg"), key_hash("AB2C DEFG"));
        assert_ne!(key_hash("AB2CDEFG"), key_hash("AB2CDEFH"));
        assert_ne!(code_hash(1, "0000"), code_hash(2, "0000"));
    }
}
