//! Corrections of who is who: two records of one child become one, a personal code is exchanged. Each is a load and is undone like one.

use balsts_domain::{
    access::{Action, Reach, Resource},
    people::PersonalCode,
};
use balsts_store::{StoreError, load::Correction};

use crate::{AppError, Ctx, FieldErrors, Result};

impl Ctx {
    /// Makes `duplicate` part of `kept`, with its history and its codes. Gives the load, by which it is undone.
    ///
    /// # Errors
    /// Forbidden unless the actor keeps the registry of the whole municipality; NotFound; Conflict when one of them is merged already.
    pub async fn merge_pupils(&self, kept: i64, duplicate: i64, reason: &str) -> Result<i64> {
        let detail = format!("kept={kept} duplicate={duplicate}");
        let note = self.correction("pupil.merged", detail, reason)?;
        let load = self
            .store
            .merge_pupils(kept, duplicate, note)
            .await
            .map_err(|error| match error {
                StoreError::Conflict(name) if name == "same_pupil" => {
                    FieldErrors::one("duplicate", "error-merge-same")
                }
                StoreError::Conflict(name) if name == "merged_already" => {
                    AppError::Conflict("error-merge-merged")
                }
                other => other.into(),
            })?;
        self.evaluate_after(&[kept]).await;
        Ok(load)
    }

    /// Gives a pupil a new personal code; by the old one the pupil is still found. Gives the load, by which it is undone.
    ///
    /// # Errors
    /// Forbidden, NotFound, Invalid for a wrong code or one that is another pupil's.
    pub async fn change_personal_code(&self, pupil: i64, code: &str, reason: &str) -> Result<i64> {
        let (code, _) = PersonalCode::parse(code)
            .map_err(|_| FieldErrors::one("personal_code", "error-personal-code"))?;
        let note = self.correction("pupil.code_changed", format!("pupil={pupil}"), reason)?;
        self.store
            .change_personal_code(pupil, &code.to_string(), note)
            .await
            .map_err(|error| match error {
                StoreError::Conflict(_) => FieldErrors::one("personal_code", "error-personal-code-taken"),
                other => other.into(),
            })
    }

    fn correction(&self, action: &str, detail: String, reason: &str) -> Result<Correction> {
        let scope = self.scope(Action::Write, Resource::Registry)?;
        // A school cannot judge about another school's pupil.
        if !scope.reach().contains(&Reach::Municipality) {
            return Err(AppError::Forbidden);
        }
        Ok(Correction {
            municipality: scope.municipality(),
            user: self.actor.user(),
            at: self.instant(),
            reason: Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty()),
            event: self.event(action, "load", None, detail),
        })
    }
}
