//! Municipalities of the installation.

use balsts_domain::access::{Action, Resource};
use balsts_store::AuditEvent;

use crate::{App, Ctx, FieldErrors, Result};

impl App {
    /// Adds a municipality. For the operator of the installation: there is nobody yet whose roles could be asked.
    pub async fn add_municipality(&self, code: &str, name: &str, demonstration: bool) -> Result<i64> {
        let mut errors = FieldErrors::new();
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if code.is_empty() || !code.chars().all(plain) {
            errors.add("code", "error-municipality-code");
        }
        if name.trim().is_empty() {
            errors.add("name", "error-name-required");
        }
        errors.check()?;
        let at = balsts_store::instant(self.clock.now());
        let writing = self.store.write().await?;
        let id = writing
            .add_municipality(code, name.trim(), demonstration, at)
            .await?;
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
    pub async fn institution_id(&self, code: &str) -> Result<i64> {
        let scope = self.scope(Action::Read, Resource::Institution)?;
        Ok(self.store.institution_id(scope.municipality(), code).await?)
    }
}

impl Ctx {
    /// Institutions of the actor's municipality with their names of today.
    pub async fn institution_names(&self) -> Result<Vec<balsts_store::InstitutionName>> {
        let scope = self.scope(Action::Read, Resource::Institution)?;
        Ok(self.store.institution_names(scope.municipality()).await?)
    }
}
