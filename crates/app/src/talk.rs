//! Talks of a body with heads, staff, parents or children outside its meetings (Ogres novads): what about and what came of it, for those who
//! take part in the body.

use balsts_domain::{
    access::{Action, Resource},
    cooperation::TalkWith,
};
use balsts_store::{NewTalk, TalkRow};
use jiff::civil::Date;

use crate::{Ctx, FieldErrors, Result, body::check_text, meeting::LIST_LENGTH};

const TEXT_LENGTH: usize = 4_000;

/// A talk to be written down.
#[derive(Debug, Clone)]
pub struct AddTalk {
    /// Body.
    pub body: i64,
    /// Day.
    pub day: Option<Date>,
    /// With whom.
    pub with: Vec<TalkWith>,
    /// What about.
    pub about: String,
    /// What came of it.
    pub conclusions: String,
}

impl Ctx {
    /// Talks of a body, for those who take part in it; nothing for others.
    pub async fn talks(&self, body: i64) -> Result<Vec<TalkRow>> {
        let scope = self.scope(Action::Read, Resource::Meeting)?;
        Ok(self.store.talks(&scope, body, LIST_LENGTH).await?)
    }

    /// Whether the actor takes part in a body now.
    pub async fn takes_part(&self, body: i64) -> Result<bool> {
        match self.actor.user() {
            Some(user) => Ok(self.store.right_in_body(user, body).await?.is_some()),
            None => Ok(true),
        }
    }

    /// Writes a talk down, by who leads the body.
    pub async fn add_talk(&self, add: &AddTalk) -> Result<i64> {
        let leading = self.scope(Action::Write, Resource::Meeting)?;
        let mut errors = FieldErrors::new();
        let day = add.day.unwrap_or(self.today());
        if add.day.is_none() {
            errors.add("talk_day", "error-date-required");
        } else if day > self.today() {
            errors.add("talk_day", "error-plan-future");
        }
        if add.with.is_empty() {
            errors.add("with", "error-body-talk-with");
        }
        check_text(&mut errors, "about", &add.about, TEXT_LENGTH);
        check_text(&mut errors, "conclusions", &add.conclusions, TEXT_LENGTH);
        errors.check()?;
        let codes: Vec<&str> = add.with.iter().map(|one| one.code()).collect();
        let new = NewTalk {
            body: add.body,
            day,
            with_codes: codes.join(";"),
            about: add.about.trim().to_owned(),
            conclusions: add.conclusions.trim().to_owned(),
            user: self.actor.user(),
        };
        let writing = self.store.write().await?;
        let id = writing.add_talk(&leading, &new, self.instant()).await?;
        let event = self.event("body.talk", "body", Some(add.body), format!("talk={id}"));
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        Ok(id)
    }
}
