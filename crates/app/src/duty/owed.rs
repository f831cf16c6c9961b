//! What of the programme's calendar falls on a person's own role: whoever owes an episode, an article or news sees when, and marks it as done.

use balsts_domain::{
    access::{Action, Actor, Resource, Role},
    calendar::SchoolYear,
    duties::{DutyStatus, ProgrammeDutyCode, programme_duties},
};
use jiff::civil::Date;
use serde_json::json;

use super::entry::{CalendarDuty, School, deed, deed_of_school, sort};
use crate::{Ctx, Result};

/// What is said to the public regularly; the other duties of the calendar have pages of their own.
pub(super) const TO_THE_PUBLIC: [ProgrammeDutyCode; 3] = [
    ProgrammeDutyCode::NewspaperArticle,
    ProgrammeDutyCode::MonthlyNews,
    ProgrammeDutyCode::Podcast,
];

/// Whether a duty of the municipality, or of an institution, falls on the actor.
fn owes(actor: &Actor, who: &str, institution: Option<i64>) -> bool {
    Role::parse(who).is_some_and(|role| actor.has_at(role, institution))
}

impl Ctx {
    /// The calendar as the reader may see it: all of it for those who read submissions, else what falls on their own roles.
    ///
    /// # Errors
    /// Forbidden for those who may not read the programme.
    pub async fn reader_calendar(&self, from: Date, to: Date, on: Date) -> Result<Vec<CalendarDuty>> {
        if self.actor.may(Action::Read, Resource::Submission) {
            return self.programme_calendar(from, to, on).await;
        }
        self.owed_calendar(from, to, on).await
    }

    /// The programme's duties that fall on the reader's roles, due from a day to a day. Submissions of schools and meetings are left out: they are done
    /// by what is written down of them.
    ///
    /// # Errors
    /// Forbidden for those who may not read the programme.
    pub async fn owed_calendar(&self, from: Date, to: Date, on: Date) -> Result<Vec<CalendarDuty>> {
        let scope = self.scope(Action::Read, Resource::Programme)?;
        let rules = self.duty_rules().await?;
        let deeds = self.store.programme_deeds(&scope, from, to).await?;
        let schools = self.headed_schools(on).await?;
        let mut found: Vec<CalendarDuty> = Vec::new();
        for duty in programme_duties(&rules, &[], from, to) {
            if duty.is_of_each_school() {
                let each = schools.iter();
                found.extend(each.map(|school| deed_of_school(&duty, school, &deeds, on)));
            } else if owes(&self.actor, duty.who, None) {
                found.push(deed(&duty, &deeds, on, json!({})));
            }
        }
        sort(&mut found);
        Ok(found)
    }

    /// Schools whose head the reader is.
    async fn headed_schools(&self, on: Date) -> Result<Vec<School>> {
        if !self.actor.has(Role::SchoolHead) {
            return Ok(Vec::new());
        }
        let scope = self.scope(Action::Read, Resource::Submission)?;
        let mut schools = self.schools_within(&scope, on).await?;
        schools.retain(|school| self.actor.has_at(Role::SchoolHead, Some(school.id)));
        Ok(schools)
    }

    /// Episodes, articles and news that the reader's roles owe now: late ones of this school year, and those whose day is near.
    ///
    /// # Errors
    /// Forbidden for those who may not read the programme.
    pub async fn owed_to_the_public(&self) -> Result<Vec<CalendarDuty>> {
        let today = self.today();
        let first = SchoolYear::of(today).first_day();
        let mut found = self
            .owed_calendar(first, self.last_near_day().await?, today)
            .await?;
        found.retain(|duty| {
            let code = ProgrammeDutyCode::from_code(&duty.code);
            let can_be_done = duty.from.is_none_or(|from| from <= today);
            can_be_done
                && duty.status != DutyStatus::Done
                && code.is_some_and(|code| TO_THE_PUBLIC.contains(&code))
        });
        Ok(found)
    }

    /// Whether the reader marks a duty as done: the board any that is marked by hand, others what falls on their own roles.
    pub fn may_mark_duty(&self, duty: &CalendarDuty) -> bool {
        duty.is_marked_by_hand()
            && (self.actor.may(Action::Write, Resource::Programme)
                || duty
                    .who
                    .iter()
                    .any(|who| owes(&self.actor, who, duty.institution_id)))
    }
}
