//! Municipalities of the installation.

use balsts_domain::access::{Action, Resource};
use balsts_store::{AuditEvent, StoreError};

use crate::{App, AppError, Ctx, FieldErrors, Result};

impl App {
    /// Adds a municipality. For the operator of the installation: there is nobody yet whose roles could be asked.
    pub async fn add_municipality(&self, code: &str, name: &str, demonstration: bool) -> Result<i64> {
        let mut errors = FieldErrors::new();
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if code.is_empty() || !code.chars().all(plain) {
            errors.add_with("code", "error-municipality-code", "value", code);
        }
        if name.trim().is_empty() {
            errors.add("name", "error-name-required");
        }
        errors.check()?;
        let at = balsts_store::instant(self.clock.now());
        let writing = self.store.write().await?;
        let id = writing
            .add_municipality(code, name.trim(), demonstration, at)
            .await
            .map_err(|error| match AppError::from(error) {
                AppError::Conflict(key) => FieldErrors::one_with("code", key, "value", code),
                other => other,
            })?;
        let event = AuditEvent {
            municipality: Some(id),
            user: None,
            actor: "operator",
            action: "municipality.added".to_owned(),
            subject: "municipality",
            subject_id: Some(id),
            detail: format!("code={code}"),
        };
        writing.audit(at, &[event]).await?;
        writing.commit().await?;
        Ok(id)
    }
}

impl Ctx {
    /// The institution with a code in the actor's municipality.
    ///
    /// # Errors
    /// Invalid, with the codes that there are, where it has none of this code.
    pub async fn institution_id(&self, code: &str) -> Result<i64> {
        let scope = self.scope(Action::Read, Resource::Institution)?;
        match self.store.institution_id(scope.municipality(), code).await {
            Err(StoreError::NotFound) => {
                let names = self.store.institution_names(scope.municipality()).await?;
                let codes: Vec<String> = names.into_iter().map(|one| one.code).collect();
                let key = if codes.is_empty() {
                    "error-institution-none"
                } else {
                    "error-institution-unknown"
                };
                let mut errors = FieldErrors::new();
                errors.add_with("institution", key, "value", code);
                errors.argument("codes", codes.join(", "));
                Err(AppError::Invalid(errors))
            }
            other => Ok(other?),
        }
    }
}

impl Ctx {
    /// Institutions of the actor's municipality with their names of today.
    pub async fn institution_names(&self) -> Result<Vec<balsts_store::InstitutionName>> {
        let scope = self.scope(Action::Read, Resource::Institution)?;
        Ok(self.store.institution_names(scope.municipality()).await?)
    }
}
