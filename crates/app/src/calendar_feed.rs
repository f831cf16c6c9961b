//! A person's calendar of deadlines for their own calendar program: under an address that is a secret, can be taken back and shows no names.

use std::collections::BTreeMap;

use balsts_domain::{
    access::{Action, Resource},
    cooperation::MeetingState,
};
use balsts_store::DutyFilter;
use jiff::{
    ToSpan,
    civil::{Date, Time},
};
use sha2::{Digest, Sha256};

use crate::{App, AppError, Ctx, Result, clock};

/// Deadlines of so many days back are shown, and at most so many duties are counted.
const DAYS_BACK: i32 = 30;
const DUTIES: usize = 1_000;
const MEETINGS: u64 = 100;

/// A day of a decision of a meeting. What was decided is left out: it may name a child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionDay {
    /// Identifier of the decision.
    pub id: i64,
    /// Name of the body that took it.
    pub body: String,
    /// The day.
    pub day: Date,
    /// The result is to be judged; otherwise it is to be done.
    pub judged: bool,
}

/// What stands in the calendar, without a word about whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarFeed {
    /// Code of the person's language.
    pub language: String,
    /// Days on which open duties fall due, with how many.
    pub deadlines: BTreeMap<Date, usize>,
    /// Meetings to which the person is called: identifier, name of the body, when it begins.
    pub meetings: Vec<(i64, String, jiff::Timestamp)>,
    /// Decisions that the person has to carry out or to judge.
    pub decisions: Vec<DecisionDay>,
    /// When it was made.
    pub made: jiff::Timestamp,
}

fn hash(secret: &str) -> String {
    hex::encode(Sha256::digest(secret.as_bytes()))
}

impl Ctx {
    /// Whether one's calendar has an address.
    pub async fn has_calendar_link(&self) -> Result<bool> {
        self.scope(Action::Read, Resource::OwnAccount)?;
        Ok(self.store.has_calendar_link(self.user()?).await?)
    }

    /// Gives one's calendar a new address; the earlier one leads nowhere from now on. The secret is shown once and never kept.
    pub async fn renew_calendar_link(&self) -> Result<String> {
        let secret = hex::encode(rand::random::<[u8; 24]>());
        self.set_calendar_link(Some(&hash(&secret)), "calendar.link")
            .await?;
        Ok(secret)
    }

    /// Takes the address of one's calendar back.
    pub async fn drop_calendar_link(&self) -> Result<()> {
        self.set_calendar_link(None, "calendar.unlinked").await
    }

    /// The days of one's decisions: by when those that fall on oneself are done, when those of the bodies that one leads are judged.
    async fn decision_days(&self, since: Date) -> Result<Vec<DecisionDay>> {
        let user = self.user()?;
        let mut days = Vec::new();
        for row in self.decisions(false).await? {
            let is_due = row.user_id == Some(user) && row.done_at.is_none();
            let due = is_due.then_some((row.due_day, false));
            let judge = row.leads.then_some((row.judge_day, true));
            for (day, judged) in [due, judge].into_iter().flatten() {
                days.push(DecisionDay {
                    id: row.id,
                    body: row.body.clone(),
                    day: balsts_store::date(day),
                    judged,
                });
            }
        }
        days.retain(|one| one.day >= since);
        Ok(days)
    }

    async fn set_calendar_link(&self, hash: Option<&str>, action: &str) -> Result<()> {
        self.scope(Action::Write, Resource::OwnAccount)?;
        let user = self.user()?;
        let writing = self.store.write().await?;
        writing.set_calendar_link(user, hash, self.instant()).await?;
        let event = self.event(action, "account", Some(user), "");
        writing.audit(self.instant(), &[event]).await?;
        Ok(writing.commit().await?)
    }
}

impl App {
    /// The calendar at a secret address, as its owner's roles reach today.
    ///
    /// # Errors
    /// Not found where the address was never given, is taken back, or the account is closed.
    pub async fn calendar_feed(&self, secret: &str) -> Result<CalendarFeed> {
        let owner = self.store.calendar_owner(&hash(secret)).await?;
        let (actor, account) = self.actor(owner.ok_or(AppError::NotFound)?).await?;
        let ctx = self.ctx(actor);
        let since = ctx.today().checked_sub(DAYS_BACK.days()).unwrap_or(ctx.today());
        let mut deadlines = BTreeMap::new();
        if ctx.actor.may(Action::Read, Resource::Duty) {
            let (duties, _) = ctx.duties(&DutyFilter::default(), DUTIES).await?;
            for duty in duties {
                let due = balsts_store::date(duty.due_day);
                if due >= since {
                    *deadlines.entry(due).or_insert(0) += 1;
                }
            }
        }
        let scope = ctx.scope(Action::Read, Resource::Meeting)?;
        let alive = |state: &str| {
            matches!(
                MeetingState::from_code(state),
                Some(MeetingState::Called | MeetingState::Open)
            )
        };
        let mut meetings = Vec::new();
        for row in self.store.meetings(&scope, None, MEETINGS).await? {
            let Some(hour) = row.begins.parse::<Time>().ok().filter(|_| alive(&row.state)) else {
                continue;
            };
            let begins = balsts_store::date(row.day)
                .to_datetime(hour)
                .to_zoned(clock::riga());
            if let Ok(begins) = begins {
                meetings.push((row.id, row.body, begins.timestamp()));
            }
        }
        Ok(CalendarFeed {
            language: account.language,
            deadlines,
            meetings,
            decisions: ctx.decision_days(since).await?,
            made: ctx.now,
        })
    }
}
