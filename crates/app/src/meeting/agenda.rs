//! What a meeting speaks of, while it is spoken of: questions of the system, and minutes kept as they are typed.

use balsts_domain::{
    access::{Action, Resource},
    cooperation::ItemState,
};
use balsts_store::{NewItem, StoreError};

use super::NAME_LENGTH;
use crate::{AppError, Ctx, FieldErrors, Result, body::check_text};

/// Longest text of an item and of its minutes.
const TEXT_LENGTH: usize = 20_000;

/// What came of keeping minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// They stand, in this version.
    As(i64),
    /// Somebody else wrote there since; their text stands in this version, and nothing was overwritten.
    Theirs {
        /// The version that stands.
        version: i64,
        /// What stands there.
        text: String,
    },
}

impl Ctx {
    /// Puts a question of the system on the agenda: about all children, not about one.
    pub async fn add_question(&self, id: i64, title: &str, text: &str) -> Result<i64> {
        let row = self.living_meeting(id).await?;
        let mut errors = FieldErrors::new();
        check_text(&mut errors, "title", title, NAME_LENGTH);
        errors.check()?;
        let new = NewItem {
            body: row.body_id,
            meeting: Some(id),
            title: title.trim().to_owned(),
            text: text.trim().to_owned(),
            by: self.actor.user(),
            ..NewItem::default()
        };
        let writing = self.write_in_meeting(id).await?;
        let number = id.to_string();
        let sending = self.sending(
            "question",
            &[number.as_str(), new.title.as_str(), new.text.as_str()],
        );
        if let Some(item) = self.sent_before(&writing, &sending).await? {
            return Ok(item);
        }
        let item = writing
            .add_item(self.actor.municipality, &new, self.instant())
            .await?;
        writing.sending_gave(&sending, item).await?;
        let event = self.event("meeting.question", "meeting", Some(id), format!("item={item}"));
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        Ok(item)
    }

    /// Keeps the minutes of an item. Where somebody else wrote since `version`, nothing is overwritten and both texts are there to be joined.
    pub async fn keep_minutes(&self, id: i64, item: i64, version: i64, text: &str) -> Result<Kept> {
        self.living_meeting(id).await?;
        if text.chars().count() > TEXT_LENGTH {
            let mut errors = FieldErrors::new();
            errors.add_with("text", "error-too-long", "length", TEXT_LENGTH);
            errors.check()?;
        }
        let scope = self.scope(Action::Read, Resource::Meeting)?;
        let writing = self.write_in_meeting(id).await?;
        let kept = writing
            .keep_minutes(id, item, version, text, self.actor.user(), self.instant())
            .await;
        match kept {
            Ok(()) => {
                writing.commit().await?;
                Ok(Kept::As(version + 1))
            }
            Err(StoreError::Conflict(_)) => {
                drop(writing);
                let agenda = self.store.agenda(&scope, id).await?;
                let stands = agenda
                    .into_iter()
                    .find(|one| one.id == item)
                    .ok_or(AppError::NotFound)?;
                if stands.minutes == text {
                    return Ok(Kept::As(stands.version));
                }
                Ok(Kept::Theirs {
                    version: stands.version,
                    text: stands.minutes,
                })
            }
            Err(other) => Err(other.into()),
        }
    }

    /// Keeps what an item is about: for everybody who comes, and for members alone. Where somebody else wrote there since `version`, nothing is
    /// overwritten.
    pub async fn keep_brief(
        &self,
        id: i64,
        item: i64,
        version: i64,
        (text, restricted): (&str, &str),
    ) -> Result<()> {
        self.living_meeting(id).await?;
        let mut errors = FieldErrors::new();
        for (field, written) in [("brief", text), ("brief_restricted", restricted)] {
            if written.chars().count() > TEXT_LENGTH {
                errors.add_with(field, "error-too-long", "length", TEXT_LENGTH);
            }
        }
        errors.check()?;
        let writing = self.write_in_meeting(id).await?;
        let texts = (text.trim(), restricted.trim());
        let (number, seen) = (item.to_string(), version.to_string());
        let sending = self.sending("brief", &[number.as_str(), seen.as_str(), texts.0, texts.1]);
        if self.sent_before(&writing, &sending).await?.is_some() {
            return Ok(());
        }
        match writing.keep_brief(id, item, version, texts).await {
            Ok(()) => {}
            Err(StoreError::Conflict(_)) => {
                return Err(FieldErrors::one("brief", "error-meeting-brief-theirs"));
            }
            Err(other) => return Err(other.into()),
        }
        let event = self.event("meeting.brief", "meeting", Some(id), format!("item={item}"));
        writing.audit(self.instant(), &[event]).await?;
        Ok(writing.commit().await?)
    }

    /// An item was heard; nothing had to be decided.
    pub async fn note_item(&self, id: i64, item: i64) -> Result<()> {
        self.living_meeting(id).await?;
        let writing = self.write_in_meeting(id).await?;
        writing.set_item_state(id, item, ItemState::Noted.code()).await?;
        let event = self.event("meeting.noted", "meeting", Some(id), format!("item={item}"));
        writing.audit(self.instant(), &[event]).await?;
        Ok(writing.commit().await?)
    }
}
