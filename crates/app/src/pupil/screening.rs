//! Early screening of a child in preschool or a first grade, and its way to the next school.

use balsts_domain::{
    access::{Action, Resource},
    registry::{ScreeningArea, ScreeningResult, is_screened},
};
use balsts_store::{NewScreening, PupilIdentity, ScreeningRow};
use jiff::civil::Date;

use crate::{AppError, Ctx, FieldErrors, Result};

/// Longest text.
const LONGEST: usize = 2_000;

/// A pupil's screenings.
#[derive(Debug, Clone)]
pub struct ScreeningsView {
    /// Who.
    pub identity: PupilIdentity,
    /// The newest first.
    pub screenings: Vec<ScreeningRow>,
    /// Whether children of this age are screened.
    pub screened: bool,
    /// Whether there is something of this institution that the next school would not see yet.
    pub to_hand_over: bool,
}

/// What was seen.
#[derive(Debug, Clone, Default)]
pub struct AddScreening {
    /// What was looked at.
    pub area: Option<ScreeningArea>,
    /// What was found.
    pub result: Option<ScreeningResult>,
    /// The day; today when none.
    pub on: Option<Date>,
    /// In words; needed where there is a difficulty.
    pub note: String,
}

impl Ctx {
    pub(super) async fn is_screened(&self, identity: &PupilIdentity) -> Result<bool> {
        let last = self
            .plain_number("support", None, "screening_last_grade")
            .await?
            .unwrap_or(3);
        let grade = identity.grade.and_then(|grade| u8::try_from(grade).ok());
        Ok(is_screened(grade, u8::try_from(last).unwrap_or(u8::MAX)))
    }

    /// A pupil's screenings. Opening them is a read of the child's record.
    pub async fn screenings(&self, public_id: &str) -> Result<ScreeningsView> {
        let scope = self.scope(Action::Read, Resource::Screening)?;
        let (mut identity, _) = self.store.pupil_reach(&scope, public_id, &[]).await?;
        // The teacher who screens is not shown the birth date on the child's page either.
        identity.birth_day = None;
        let screenings = self.store.screenings(&scope, identity.id).await?;
        let writing = self.store.write().await?;
        let event = self.event("pupil.read", "pupil", Some(identity.id), "part=screening");
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        Ok(ScreeningsView {
            screened: self.is_screened(&identity).await?,
            to_hand_over: screenings.iter().any(|row| {
                row.handed_over_at.is_none() && Some(row.institution_id) == identity.institution_id
            }),
            identity,
            screenings,
        })
    }

    /// Writes a screening down.
    ///
    /// # Errors
    /// Not found when the scope does not reach the pupil; a conflict for a pupil of a higher grade; invalid without area or result, for a day to
    /// come, and for a difficulty without words.
    pub async fn add_screening(&self, public_id: &str, form: &AddScreening) -> Result<i64> {
        let scope = self.scope(Action::Write, Resource::Screening)?;
        let (identity, _) = self.store.pupil_reach(&scope, public_id, &[]).await?;
        if !self.is_screened(&identity).await? {
            return Err(AppError::Conflict("error-screening-grade"));
        }
        let on = form.on.unwrap_or_else(|| self.today());
        let note = form.note.trim();
        let mut errors = FieldErrors::new();
        if form.area.is_none() {
            errors.add("area", "error-screening-area");
        }
        if form.result.is_none() {
            errors.add("result", "error-screening-result");
        }
        if on > self.today() {
            errors.add("on", "error-screening-later");
        }
        if note.is_empty() && !matches!(form.result, None | Some(ScreeningResult::None)) {
            errors.add("note", "error-screening-note");
        } else if note.chars().count() > LONGEST {
            errors.add_with("note", "error-too-long", "length", LONGEST);
        }
        errors.check()?;
        let (Some(area), Some(result)) = (form.area, form.result) else {
            return Err(FieldErrors::one("area", "error-screening-area"));
        };
        let new = NewScreening {
            pupil: identity.id,
            institution: identity.institution_id.ok_or(AppError::NotFound)?,
            on,
            area: area.code(),
            result: result.code(),
            note: Some(note).filter(|note| !note.is_empty()),
        };
        let (user, at) = (self.user()?, self.instant());
        let writing = self.store.write().await?;
        let id = writing.add_screening(&new, user, at).await?;
        let event = self.event(
            "screening.added",
            "pupil",
            Some(identity.id),
            format!("screening={id}"),
        );
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(id)
    }

    /// Hands what this institution found over: whatever school the child goes to next sees it from its first day there.
    pub async fn hand_screenings_over(&self, public_id: &str) -> Result<u64> {
        let scope = self.scope(Action::Write, Resource::Screening)?;
        let (identity, _) = self.store.pupil_reach(&scope, public_id, &[]).await?;
        let institution = identity.institution_id.ok_or(AppError::NotFound)?;
        let at = self.instant();
        let writing = self.store.write().await?;
        let handed = writing.hand_screenings_over(identity.id, institution, at).await?;
        let event = self.event(
            "screening.handed_over",
            "pupil",
            Some(identity.id),
            format!("screenings={handed}"),
        );
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(handed)
    }
}
