//! Bodies in which institutions work together: set up, with their members and the rules they work under; how often they met and whether they
//! met as often as they must.

mod year;

use balsts_domain::{
    access::{Action, Resource},
    cooperation::{Basis, BodyKind, Held, Level, MeetingDuty, MemberRight, meeting_duties},
    duties::{DutyRule, group_meeting},
};
use balsts_store::{BodyRow, MeetingCount, MemberRow, NewBody, NewRegulation, RegulationRow};
use jiff::civil::Date;

use crate::{AppError, Ctx, FieldErrors, Result};

/// Longest name or title.
const NAME_LENGTH: usize = 300;

/// A body to be set up.
#[derive(Debug, Clone)]
pub struct AddBody {
    /// The body it works under.
    pub parent: Option<i64>,
    /// Its kind.
    pub kind: BodyKind,
    /// Name.
    pub name: String,
    /// Level.
    pub level: Level,
    /// On what it rests.
    pub basis: Basis,
    /// Number and name of that.
    pub basis_title: String,
    /// Its day.
    pub basis_day: Option<Date>,
}

/// Somebody who is to take part.
#[derive(Debug, Clone)]
pub struct AddMember {
    /// E-mail of their account, where there is one.
    pub email: String,
    /// Name; of an account, its own.
    pub name: String,
    /// Whom they stand for.
    pub organisation: String,
    /// With what right.
    pub right: MemberRight,
}

/// A rule for the library.
#[derive(Debug, Clone)]
pub struct AddRegulation {
    /// Title.
    pub title: String,
    /// Number.
    pub number: String,
    /// In force from.
    pub from: Option<Date>,
    /// Where it is published.
    pub link: String,
    /// The version before.
    pub replaces: Option<i64>,
}

/// A body with those who take part and its meetings of a year.
#[derive(Debug, Clone)]
pub struct BodyView {
    /// The body.
    pub row: BodyRow,
    /// Who takes part, and who took part.
    pub members: Vec<MemberRow>,
    /// Meetings of this calendar year that took place.
    pub held: Vec<MeetingCount>,
    /// Meetings that it has to hold this year.
    pub duties: Vec<MeetingDuty>,
}

/// The meetings that a body has to hold in a calendar year, with those that took place. Of a working group only those that the programme asks for.
pub(crate) fn duties_of(
    row: &BodyRow,
    year: i16,
    held: &[MeetingCount],
    rules: &[DutyRule],
) -> Vec<MeetingDuty> {
    let Some(kind) = BodyKind::from_code(&row.kind) else {
        return Vec::new();
    };
    let days: Vec<Held> = held
        .iter()
        .filter(|meeting| meeting.body_id == row.id)
        .map(|meeting| Held {
            on: balsts_store::date(meeting.day),
            budget: meeting.budget,
        })
        .collect();
    let since = balsts_store::date(row.basis_day.unwrap_or(row.from_day));
    let mut duties = meeting_duties(kind, year, since, &days);
    if kind == BodyKind::WorkingGroup {
        duties.retain(|duty| group_meeting(rules, duty).is_some());
    }
    duties
}

/// Refuses what is empty or too long.
pub(crate) fn check_text(errors: &mut FieldErrors, field: &str, text: &str, longest: usize) {
    if text.trim().is_empty() {
        errors.add(field, "error-text-required");
    } else if text.chars().count() > longest {
        errors.add_with(field, "error-too-long", "length", longest);
    }
}

impl Ctx {
    /// Bodies of the municipality.
    pub async fn bodies(&self) -> Result<Vec<BodyRow>> {
        let scope = self.scope(Action::Read, Resource::Body)?;
        Ok(self.store.bodies(&scope).await?)
    }

    /// One body.
    pub async fn body(&self, id: i64) -> Result<BodyView> {
        let scope = self.scope(Action::Read, Resource::Body)?;
        let row = self.store.body(&scope, id).await?;
        let mut members = self.store.body_members(&scope, id).await?;
        // Why somebody left is theirs and of those who keep the list.
        if !self.actor.may(Action::Write, Resource::Body) {
            for member in &mut members {
                member.left_reason = None;
            }
        }
        let year = self.today().year();
        let mut held = self.store.meeting_counts(scope.municipality(), year).await?;
        held.retain(|meeting| meeting.body_id == id);
        Ok(BodyView {
            duties: duties_of(&row, year, &held, &self.duty_rules().await?),
            row,
            members,
            held,
        })
    }

    /// Meetings that took place in a calendar year in all bodies, and the decisions made: Rēzekne's indicator of inter-institutional meetings.
    pub async fn meeting_counts(&self, year: i16) -> Result<Vec<MeetingCount>> {
        let scope = self.scope(Action::Read, Resource::Body)?;
        Ok(self.store.meeting_counts(scope.municipality(), year).await?)
    }

    /// Sets up a body.
    pub async fn add_body(&self, add: &AddBody) -> Result<i64> {
        let scope = self.scope(Action::Write, Resource::Body)?;
        let mut errors = FieldErrors::new();
        check_text(&mut errors, "name", &add.name, NAME_LENGTH);
        check_text(&mut errors, "basis_title", &add.basis_title, NAME_LENGTH);
        errors.check()?;
        if let Some(parent) = add.parent {
            self.store.body(&scope, parent).await?;
        }
        let new = NewBody {
            parent: add.parent,
            kind: add.kind.code(),
            name: add.name.trim().to_owned(),
            level: add.level.code(),
            basis: add.basis.code(),
            basis_title: add.basis_title.trim().to_owned(),
            basis_day: add.basis_day,
        };
        let writing = self.store.write().await?;
        let id = writing.add_body(&scope, &new, self.today()).await?;
        let event = self.event("body.added", "body", Some(id), add.kind.code());
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        Ok(id)
    }

    /// Adds somebody who takes part. With an account they see what the body's meetings speak of.
    pub async fn add_body_member(&self, body: i64, add: &AddMember) -> Result<i64> {
        let scope = self.scope(Action::Write, Resource::Body)?;
        self.store.body(&scope, body).await?;
        let mut errors = FieldErrors::new();
        let (mut user, mut name) = (None, add.name.trim().to_owned());
        let email = add.email.trim().to_lowercase();
        if !email.is_empty() {
            let found = self.store.account_by_email(&email).await?;
            match found.filter(|account| account.municipality_id == scope.municipality()) {
                Some(account) => {
                    user = Some(account.id);
                    if name.is_empty() {
                        name = account.name;
                    }
                }
                None => {
                    errors.add("email", "error-body-no-account");
                }
            }
        }
        if email.is_empty() || errors.0.is_empty() {
            check_text(&mut errors, "name", &name, NAME_LENGTH);
        }
        check_text(&mut errors, "organisation", &add.organisation, NAME_LENGTH);
        errors.check()?;
        let writing = self.store.write().await?;
        let organisation = add.organisation.trim();
        let id = writing
            .add_body_member(body, user, &name, organisation, add.right.code(), self.today())
            .await?;
        let detail = format!("member={id} right={}", add.right.code());
        let event = self.event("body.member_added", "body", Some(body), detail);
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        Ok(id)
    }

    /// Somebody takes part no more, at once. Their open tasks go to the chair. Gives how many.
    pub async fn remove_body_member(&self, body: i64, member: i64, reason: &str) -> Result<u64> {
        let scope = self.scope(Action::Write, Resource::Body)?;
        self.store.body(&scope, body).await?;
        let mut errors = FieldErrors::new();
        check_text(&mut errors, "reason", reason, NAME_LENGTH);
        errors.check()?;
        let writing = self.store.write().await?;
        let handed_over = writing
            .remove_body_member(body, member, reason.trim(), self.today())
            .await?;
        let detail = format!("member={member} decisions={handed_over}");
        let event = self.event("body.member_removed", "body", Some(body), detail);
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        Ok(handed_over)
    }

    /// The rules under which bodies work.
    pub async fn regulations(&self) -> Result<Vec<RegulationRow>> {
        let scope = self.scope(Action::Read, Resource::Body)?;
        Ok(self.store.regulations(&scope).await?)
    }

    /// Adds a rule to the library. The version that it replaces is in force until the day before.
    pub async fn add_regulation(&self, add: &AddRegulation) -> Result<i64> {
        let scope = self.scope(Action::Write, Resource::Body)?;
        let mut errors = FieldErrors::new();
        check_text(&mut errors, "title", &add.title, NAME_LENGTH);
        let link = Some(add.link.trim()).filter(|link| !link.is_empty());
        if link.is_some_and(|link| !link.starts_with("https://")) {
            errors.add("link", "error-link");
        }
        if add.from.is_none() {
            errors.add("from", "error-date-required");
        }
        let from = add.from.unwrap_or(self.today());
        if let Some(replaced) = add.replaces {
            let rules = self.store.regulations(&scope).await?;
            let before = rules
                .iter()
                .find(|rule| rule.id == replaced && rule.to_day.is_none())
                .ok_or(AppError::NotFound)?;
            if balsts_store::date(before.from_day) >= from {
                errors.add("from", "error-body-regulation-order");
            }
        }
        errors.check()?;
        let new = NewRegulation {
            title: add.title.trim().to_owned(),
            number: add.number.trim().to_owned(),
            from,
            link: link.map(str::to_owned),
            replaces: add.replaces,
        };
        let writing = self.store.write().await?;
        let id = writing.add_regulation(&scope, &new).await?;
        let event = self.event("regulation.added", "regulation", Some(id), "");
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        Ok(id)
    }

    /// A rule is in force until today.
    pub async fn end_regulation(&self, id: i64) -> Result<()> {
        let scope = self.scope(Action::Write, Resource::Body)?;
        let writing = self.store.write().await?;
        writing.end_regulation(&scope, id, self.today()).await?;
        let event = self.event("regulation.ended", "regulation", Some(id), "");
        writing.audit(self.instant(), &[event]).await?;
        Ok(writing.commit().await?)
    }
}
