//! What a body did in a calendar year, as a paper.

use balsts_domain::access::{Action, Resource};
use balsts_reports::body_year::{Proposal, Question, YearPaper};
use balsts_store::DecisionsOf;

use crate::{Ctx, Result, meeting::LIST_LENGTH, report::body_year};

impl Ctx {
    /// The year of a body, for those who take part in it: questions of the system and proposals, numbers; nothing of a case. `addressee` finds
    /// the words of an addressee's code.
    ///
    /// # Errors
    /// Not found where the actor takes no part.
    pub async fn body_paper(
        &self,
        body: i64,
        year: i16,
        addressee: impl Fn(&str) -> String,
    ) -> Result<YearPaper> {
        let bodies = self.scope(Action::Read, Resource::Body)?;
        let row = self.store.body(&bodies, body).await?;
        if !self.takes_part(body).await? {
            return Err(crate::AppError::NotFound);
        }
        let scope = self.scope(Action::Read, Resource::Meeting)?;
        let mut meetings = self.store.meetings(&scope, Some(body), LIST_LENGTH).await?;
        meetings.retain(|one| balsts_store::date(one.day).year() == year && one.state == "closed");
        meetings.reverse();
        let mut questions = Vec::new();
        let mut proposals = Vec::new();
        for meeting in meetings {
            let on = balsts_store::date(meeting.day);
            let of = DecisionsOf::Meeting(meeting.id);
            let decisions = self.store.decisions(&scope, None, of, LIST_LENGTH).await?;
            let agenda = self.store.agenda(&scope, meeting.id).await?;
            questions.extend(
                agenda
                    .into_iter()
                    .filter(|item| item.pupil_id.is_none())
                    .map(|item| Question {
                        on,
                        decisions: decisions
                            .iter()
                            .filter(|one| one.item_id == item.id)
                            .map(|one| format!("{} ({}, {})", one.what, one.person, one.organisation))
                            .collect(),
                        title: item.title,
                        minutes: item.minutes,
                    }),
            );
            let made = self
                .store
                .proposals(&scope, Some(meeting.id), LIST_LENGTH)
                .await?;
            proposals.extend(made.into_iter().rev().map(|one| Proposal {
                on,
                to: addressee(&one.addressee),
                text: one.text,
                answer: one.answer,
            }));
        }
        let work = self.store.body_work(&bodies, year).await?;
        let work = work.into_iter().find(|one| one.body_id == row.id).map(body_year);
        let event = self.event("body.year_exported", "body", Some(body), year.to_string());
        let writing = self.store.write().await?;
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        Ok(YearPaper {
            year,
            work: work.unwrap_or_default(),
            questions,
            proposals,
        })
    }
}
