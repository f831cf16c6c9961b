//! Drafts: nothing typed is ever lost. They belong to their writer alone and hold what the form holds.

use balsts_domain::access::{Action, Resource};

use crate::{Ctx, FieldErrors, Result};

/// Longest name of a form, and most that is kept of it.
const NAME_LENGTH: usize = 100;
const BODY_LENGTH: usize = 100_000;

impl Ctx {
    /// Keeps a draft: an object of field names and lists of values, as JSON.
    pub async fn keep_draft(&self, form: &str, values: &str) -> Result<()> {
        self.scope(Action::Write, Resource::OwnAccount)?;
        let user = self.user()?;
        let readable =
            serde_json::from_str::<std::collections::BTreeMap<String, Vec<String>>>(values).is_ok();
        if form.is_empty() || form.len() > NAME_LENGTH || values.len() > BODY_LENGTH || !readable {
            return Err(FieldErrors::one("values", "error-draft"));
        }
        let writing = self.store.write().await?;
        writing.keep_draft(user, form, values, self.instant()).await?;
        Ok(writing.commit().await?)
    }

    /// One's own draft of a form.
    pub async fn draft(&self, form: &str) -> Result<Option<String>> {
        self.scope(Action::Read, Resource::OwnAccount)?;
        Ok(self.store.draft(self.user()?, form).await?)
    }

    /// The form was sent: its draft goes.
    pub async fn drop_draft(&self, form: &str) -> Result<()> {
        self.scope(Action::Write, Resource::OwnAccount)?;
        let user = self.user()?;
        let writing = self.store.write().await?;
        writing.drop_draft(user, form).await?;
        Ok(writing.commit().await?)
    }
}
