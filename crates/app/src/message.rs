//! Messages: told in the transaction of the change they tell of, read by the person alone, e-mailed as that person chose.

use balsts_domain::{
    access::{Action, Resource},
    message::{Delivery, MessageKind, digest_after},
};
use balsts_store::{Job, MessageRow, NewMessage, Recipients, StoreError, Writing};
use jiff::civil::Date;

use crate::{Ctx, Result, clock};

/// What is told to whom.
#[derive(Debug, Clone, Copy)]
pub struct Notice<'a> {
    /// What happened.
    pub kind: MessageKind,
    /// The record it is about.
    pub subject: Option<i64>,
    /// How many, where it counts.
    pub number: Option<i64>,
    /// Two to a person about the same are one: `concern=7`.
    pub about: Option<&'a str>,
    /// To whom; never to the person who acts.
    pub to: Recipients<'a>,
}

impl<'a> Notice<'a> {
    /// That something happened to a record.
    pub const fn new(kind: MessageKind, subject: i64, to: Recipients<'a>) -> Self {
        Self {
            kind,
            subject: Some(subject),
            number: None,
            about: None,
            to,
        }
    }
}

impl Ctx {
    /// Tells people of a change, in the transaction of the change: where that is not kept, nobody is told, and where it is, nobody is missed.
    /// Gives the number of people meant, the person who acts included.
    pub async fn notify(&self, writing: &Writing, notice: &Notice<'_>) -> Result<usize> {
        let municipality = self.actor.municipality;
        let people = writing.recipients(municipality, notice.to, self.today()).await?;
        let mut digest = None;
        for person in people
            .iter()
            .filter(|person| Some(person.id) != self.actor.user())
        {
            let choice = person.delivery.as_deref().and_then(Delivery::from_code);
            let delivery = choice.unwrap_or_default().of(notice.kind);
            if delivery == Delivery::Daily && digest.is_none() {
                digest = Some(self.next_digest().await?);
            }
            let day = digest.filter(|_| delivery == Delivery::Daily);
            let message = NewMessage {
                user: person.id,
                kind: notice.kind.code(),
                subject: notice.subject,
                number: notice.number,
                about: notice.about,
                delivery: delivery.code(),
                digest_day: day.map(|(day, _)| day),
            };
            let Some(id) = writing
                .add_message(municipality, &message, self.instant())
                .await?
            else {
                continue;
            };
            match (delivery, day) {
                (Delivery::AtOnce, _) => {
                    let job = Job::Mail { message: id };
                    writing.enqueue(municipality, &job, self.instant(), None).await?;
                }
                (Delivery::Daily, Some((day, at))) => {
                    let about = format!("digest={} day={day}", person.id);
                    let job = Job::Digest {
                        user: person.id,
                        day: i64::from(balsts_domain::calendar::day_number(day)),
                    };
                    writing.enqueue(municipality, &job, at, Some(&about)).await?;
                }
                (Delivery::Daily | Delivery::None, _) => {}
            }
        }
        Ok(people.len())
    }

    /// The day and moment of the digest that takes along what is told now.
    async fn next_digest(&self) -> Result<(Date, i64)> {
        let hour = self.plain_number("message", None, "digest_hour").await?;
        let hour = hour.and_then(|hour| i8::try_from(hour).ok()).unwrap_or(7);
        let begins = digest_after(self.now.to_zoned(clock::riga()).datetime(), hour);
        let at = begins
            .to_zoned(clock::riga())
            .map_or(self.now, |zoned| zoned.timestamp());
        Ok((begins.date(), balsts_store::instant(at)))
    }

    /// One's own messages, the newest first; the flag says whether there are more.
    pub async fn messages(&self, after: Option<(i64, i64)>, most: usize) -> Result<(Vec<MessageRow>, bool)> {
        self.scope(Action::Read, Resource::OwnAccount)?;
        let mut rows = self.store.messages(self.user()?, after, most as u64 + 1).await?;
        let more = rows.len() > most;
        rows.truncate(most);
        Ok((rows, more))
    }

    /// Opens one of one's own messages: it counts as read. Gives the page it leads to; the list of messages where what it tells of is not there
    /// any more for the person.
    pub async fn open_message(&self, id: i64) -> Result<String> {
        self.scope(Action::Write, Resource::OwnAccount)?;
        let user = self.user()?;
        let row = self.store.message(user, id).await?;
        if row.read_at.is_none() {
            let writing = self.store.write().await?;
            writing.mark_messages_read(user, Some(id), self.instant()).await?;
            writing.commit().await?;
        }
        let kind = MessageKind::from_code(&row.kind);
        if let Some(kind) = kind
            && self.finds_subject(kind, row.subject_id).await?
        {
            return Ok(kind.link(row.subject_id));
        }
        Ok("/messages".to_owned())
    }

    /// Whether what a message tells of is there, for the person, today.
    async fn finds_subject(&self, kind: MessageKind, subject: Option<i64>) -> Result<bool> {
        use MessageKind as K;
        let resource = match kind {
            K::ChildInDanger | K::ConcernSent | K::ConcernAnswered => Resource::Concern,
            K::MeetingCalled
            | K::MeetingNear
            | K::MeetingCancelled
            | K::MeetingMoved
            | K::DecisionAssigned
            | K::DecisionsNear
            | K::DecisionsOverdue => Resource::Meeting,
            K::MeetingDue | K::CaseBeforeGroup => Resource::Body,
            K::CaseReturned
            | K::CaseReported
            | K::LeadProposed
            | K::CaseWritten
            | K::CaseInvited
            | K::ReportAnswered => Resource::Case,
            K::PlanToApprove => Resource::PlanApproval,
            K::PlanPartWritten => Resource::PlanPart,
            K::PlanInForce | K::PlanSentBack | K::PlanPartAnswered | K::PlanPartRearranged => {
                Resource::SupportPlan
            }
            K::DutiesNear | K::DutiesOverdue => Resource::Duty,
            // Lists that everybody told of them has, and requests, which are never removed and whose two sides stay.
            K::CentreAsked
            | K::CentreAnswered
            | K::ProgrammeTasksNear
            | K::ProgrammeTasksOverdue
            | K::UnclaimedTasksNear
            | K::UnclaimedTasksOverdue
            | K::SubmissionsNear
            | K::SubmissionsOverdue
            | K::ProgrammeDutiesNear
            | K::ProgrammeDutiesOverdue => return Ok(true),
        };
        let Ok(scope) = self.scope(Action::Read, resource) else {
            return Ok(false);
        };
        // A page of a list is there for whoever may read any of it.
        let leads_to_one = subject.is_some_and(|id| kind.link(subject).ends_with(&format!("/{id}")));
        let Some(id) = subject.filter(|_| leads_to_one) else {
            return Ok(true);
        };
        let found = match resource {
            Resource::Concern => self.store.concern(&scope, id).await.map(drop),
            Resource::Meeting => self.store.meeting(&scope, id).await.map(drop),
            Resource::Body => self.store.body(&scope, id).await.map(drop),
            Resource::SupportPlan => self.store.plan(&scope, id).await.map(drop),
            _ => Ok(()),
        };
        match found {
            Ok(()) => Ok(true),
            Err(StoreError::NotFound) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// All of one's messages count as read.
    pub async fn read_all_messages(&self) -> Result<()> {
        self.scope(Action::Write, Resource::OwnAccount)?;
        let writing = self.store.write().await?;
        writing
            .mark_messages_read(self.user()?, None, self.instant())
            .await?;
        Ok(writing.commit().await?)
    }

    /// How one wants messages by e-mail.
    pub async fn delivery(&self) -> Result<Delivery> {
        self.scope(Action::Read, Resource::OwnAccount)?;
        let choice = self.store.message_choice(self.user()?).await?;
        Ok(choice
            .as_deref()
            .and_then(Delivery::from_code)
            .unwrap_or_default())
    }

    /// Chooses it; holds from the next message on.
    pub async fn choose_delivery(&self, delivery: Delivery) -> Result<()> {
        self.scope(Action::Write, Resource::OwnAccount)?;
        let user = self.user()?;
        let writing = self.store.write().await?;
        writing
            .choose_delivery(user, delivery.code(), self.instant())
            .await?;
        let event = self.event("message.delivery", "account", Some(user), delivery.code());
        writing.audit(self.instant(), &[event]).await?;
        Ok(writing.commit().await?)
    }
}
