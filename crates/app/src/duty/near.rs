//! What of the programme's calendar waits for whom: reports that schools still have to send, and what the programme asks of the board and its working
//! group. It stands on the first page, so nothing is computed for it.

use balsts_domain::{
    access::{Action, Reach, Resource},
    calendar::SchoolYear,
    duties::{DutyStatus, MonthDay, programme_duties},
    programme::Timing,
};
use balsts_store::date;
use jiff::{ToSpan, civil::Date};
use serde_json::json;

use super::{
    entry::{CalendarDuty, deed, sort},
    owed::TO_THE_PUBLIC,
};
use crate::{Ctx, Result};

/// A report that a school has not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwedSubmission {
    /// Code of the school.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The day by which it is due.
    pub due: Date,
}

impl Ctx {
    /// The last day that is near.
    pub(super) async fn last_near_day(&self) -> Result<Date> {
        let ahead = self.plain_number("message", None, "programme_days_ahead").await?;
        let ahead = ahead
            .and_then(|days| i32::try_from(days).ok())
            .unwrap_or(Timing::NOTICE);
        Ok(self.today().checked_add(ahead.days()).unwrap_or(self.today()))
    }

    /// Reports that the reader's schools have not sent: late ones of this school year, and those whose day is near.
    ///
    /// # Errors
    /// Forbidden for those who send none.
    pub async fn submissions_owed(&self) -> Result<Vec<OwedSubmission>> {
        let scope = self.scope(Action::Write, Resource::Submission)?;
        let today = self.today();
        let (first, last) = (SchoolYear::of(today).first_day(), self.last_near_day().await?);
        let days = self.submission_days().await?;
        let on = |year: i16, (month, day): MonthDay| Date::new(year, month, day).ok();
        let due: Vec<Date> = (first.year()..=last.year())
            .flat_map(|year| days.iter().filter_map(move |day| on(year, *day)))
            .filter(|due| (first..=last).contains(due))
            .collect();
        let sent = self.store.submissions(&scope, first, last).await?;
        let is_owed = |institution: i64, due: Date| {
            !sent
                .iter()
                .any(|row| row.institution_id == institution && date(row.due_day) == due)
        };
        // Whether a school has pupils in grades is asked only where something is not sent.
        let is_any_owed = scope.reach().iter().any(|part| match part {
            Reach::Institution(id) => due.iter().any(|due| is_owed(*id, *due)),
            _ => false,
        });
        let mut owed = Vec::new();
        if !is_any_owed {
            return Ok(owed);
        }
        for school in self.submitting_schools(&scope, today).await? {
            let late = due.iter().filter(|due| is_owed(school.id, **due));
            owed.extend(late.map(|due| OwedSubmission {
                code: school.code.clone(),
                name: school.name.clone(),
                due: *due,
            }));
        }
        owed.sort_by(|a, b| (a.due, &a.name).cmp(&(b.due, &b.name)));
        Ok(owed)
    }

    /// What the adopted programme asks of the board and its working group and is not done: late since the school year before, and what can be done now
    /// and whose day is near. What is said to the public is told by [`Ctx::owed_to_the_public`], meetings of a group by their own records.
    ///
    /// # Errors
    /// Forbidden for those who may not read the programme.
    pub async fn programme_owed(&self) -> Result<Vec<CalendarDuty>> {
        let scope = self.scope(Action::Read, Resource::Programme)?;
        if self.programme_versions().await?.is_empty() {
            return Ok(Vec::new());
        }
        let today = self.today();
        let first = SchoolYear::of(today).previous().first_day();
        let last = self.last_near_day().await?;
        let rules = self.duty_rules().await?;
        let deeds = self.store.programme_deeds(&scope, first, last).await?;
        let mut found: Vec<CalendarDuty> = programme_duties(&rules, &[], first, last)
            .iter()
            .filter(|duty| duty.from <= today && !TO_THE_PUBLIC.contains(&duty.code))
            .map(|duty| deed(duty, &deeds, today, json!({})))
            .collect();
        found.retain(|duty| duty.status != DutyStatus::Done);
        sort(&mut found);
        Ok(found)
    }
}
