//! What a person has typed and not sent yet, kept across time-outs and devices.

use sea_orm::FromQueryResult;

use crate::{Result, Store, Writing, sealed::DRAFT, sql::Sql};

#[derive(FromQueryResult)]
struct Body {
    body: String,
}

fn row(user: i64, form: &str) -> String {
    format!("{user}/{form}")
}

impl Store {
    /// The draft of a form, by its own writer only.
    pub async fn draft(&self, user: i64, form: &str) -> Result<Option<String>> {
        let found = Sql::new("SELECT body FROM drafts WHERE user_id = $1 AND form = $2")
            .with(user)
            .with(form)
            .one::<Body>(self.reading())
            .await?;
        found
            .map(|draft| DRAFT.open(self.key()?, row(user, form), &draft.body))
            .transpose()
    }
}

impl Writing {
    /// Keeps a draft in place of the earlier one of the same form.
    pub async fn keep_draft(&self, user: i64, form: &str, body: &str, at: i64) -> Result<()> {
        Sql::new(
            "INSERT INTO drafts (user_id, form, body, at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (user_id, form) DO UPDATE SET body = excluded.body, at = excluded.at",
        )
        .with(user)
        .with(form)
        .with(DRAFT.seal(self.key()?, row(user, form), body)?)
        .with(at)
        .run(&self.0)
        .await?;
        Ok(())
    }

    /// Forgets drafts of the accounts of a municipality that were last changed before an instant. Gives how many.
    pub async fn forget_drafts(&self, municipality: i64, before: i64) -> Result<u64> {
        Sql::new(
            "DELETE FROM drafts WHERE at < $2 AND user_id IN (SELECT u.id FROM users u WHERE u.municipality_id = $1)",
        )
        .with(municipality)
        .with(before)
        .run(&self.0)
        .await
    }

    /// The draft has done its work.
    pub async fn drop_draft(&self, user: i64, form: &str) -> Result<()> {
        Sql::new("DELETE FROM drafts WHERE user_id = $1 AND form = $2")
            .with(user)
            .with(form)
            .run(&self.0)
            .await?;
        Ok(())
    }
}
