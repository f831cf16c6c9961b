//! Young people who are on no institution's list any more: whom outreach looks for, and what somebody found out that they do.

use balsts_domain::{
    access::{Action, Reach, Resource, Scope},
    people::{Ages, NextStep, YoungGroup},
};
use balsts_store::{InstitutionName, NewNextStep, NextStepRow, YoungFilter, YoungOn, YoungPersonRow};
use jiff::civil::Date;

use crate::{AppError, Ctx, FieldErrors, Result, opening};

/// Longest source.
const LONGEST: usize = 500;

/// Which young people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct YoungPeopleFilter {
    /// What is known of them; without it, those whom outreach looks for, group by group.
    pub group: Option<YoungGroup>,
    /// Code of the last institution.
    pub institution: Option<String>,
    /// A part of the young.
    pub ages: Option<Ages>,
    /// Go on after this person.
    pub after: Option<String>,
}

/// A young person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YoungPerson {
    /// As stored.
    pub row: YoungPersonRow,
    /// Name of the last institution.
    pub institution: Option<String>,
}

/// A group of young people, or the beginning of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YoungList {
    /// What is known of them.
    pub group: YoungGroup,
    /// In the order of their names.
    pub people: Vec<YoungPerson>,
    /// The last person shown, where there are more.
    pub next: Option<String>,
}

/// The groups that a filter asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YoungPeople {
    /// The day.
    pub on: Date,
    /// One list a group.
    pub lists: Vec<YoungList>,
    /// Institutions of the municipality within reach, for the filter.
    pub institutions: Vec<InstitutionName>,
}

/// A young person with what was written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YoungPersonView {
    /// The person.
    pub person: YoungPerson,
    /// The day.
    pub on: Date,
    /// What is known of the latest day first.
    pub steps: Vec<NextStepRow>,
}

/// A next step as it was typed.
#[derive(Debug, Clone, Default)]
pub struct RecordNextStep {
    /// What the person does.
    pub step: Option<NextStep>,
    /// The day of which it is known.
    pub day: Option<Date>,
    /// From whom.
    pub source: String,
}

fn named(row: YoungPersonRow, names: &[InstitutionName]) -> YoungPerson {
    let institution = row
        .institution_id
        .and_then(|id| names.iter().find(|name| name.id == id))
        .map(|name| name.name.clone());
    YoungPerson { row, institution }
}

impl Ctx {
    /// Young people on no list by what is known of them, at most `most` of a group. Without a group those whom outreach looks for: who is said to
    /// neither study nor work, and apart from them of whom nothing is known.
    ///
    /// # Errors
    /// Forbidden for those who may not read what young people do.
    pub async fn young_people(&self, filter: &YoungPeopleFilter, most: usize) -> Result<YoungPeople> {
        let scope = self.scope(Action::Read, Resource::NextStep)?;
        let found = self.young_people_for(&scope, filter, most).await?;
        let mut asked = String::new();
        opening::asked(&mut asked, "group", filter.group.map(YoungGroup::code));
        opening::asked(&mut asked, "institution", filter.institution.as_deref());
        opening::asked(&mut asked, "ages", filter.ages.map(Ages::code));
        let rows = found.lists.iter().map(|list| list.people.len()).sum();
        self.list_opened("young_people", &asked, rows).await?;
        Ok(found)
    }

    /// The same as a file to take away; what was taken is in the audit log.
    ///
    /// # Errors
    /// Forbidden for those who may not take it out.
    pub async fn export_young_people(&self, filter: &YoungPeopleFilter) -> Result<YoungPeople> {
        let scope = self.scope(Action::Export, Resource::NextStep)?;
        let found = self.young_people_for(&scope, filter, usize::MAX).await?;
        let rows: usize = found.lists.iter().map(|list| list.people.len()).sum();
        let detail = format!("rows={rows} on={}", found.on);
        let writing = self.store.write().await?;
        let event = self.event("young_people.exported", "pupil", None, detail);
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        Ok(found)
    }

    async fn young_people_for(
        &self,
        scope: &Scope,
        filter: &YoungPeopleFilter,
        most: usize,
    ) -> Result<YoungPeople> {
        let on = self.today();
        let besides = self.no_schools(on).await?;
        let as_of = YoungOn {
            on,
            besides: &besides,
        };
        let mut institutions = self.store.institution_names(self.actor.municipality).await?;
        institutions.dedup_by_key(|name| name.id);
        // An institution that there is not has had nobody on its list.
        let institution = filter.institution.as_deref().map(|code| {
            let named = institutions.iter().find(|name| name.code == code);
            named.map_or(0, |name| name.id)
        });
        let groups = filter
            .group
            .map_or(YoungGroup::OUTREACH.to_vec(), |one| vec![one]);
        let mut lists = Vec::new();
        for group in groups {
            let wanted = YoungFilter {
                group,
                ages: filter.ages.unwrap_or(Ages::YOUNG),
                institution,
                after: filter.after.as_deref(),
                most,
            };
            let rows = self.store.young_people(scope, as_of, wanted).await?;
            let more = rows.len() > most;
            let people: Vec<YoungPerson> = rows
                .into_iter()
                .take(most)
                .map(|row| named(row, &institutions))
                .collect();
            let next = people.last().filter(|_| more);
            lists.push(YoungList {
                group,
                next: next.map(|last| last.row.public_id.clone()),
                people,
            });
        }
        let reached = |id: i64| {
            scope.reach().iter().any(|part| match part {
                Reach::Municipality => true,
                Reach::Institution(own) => *own == id,
                _ => false,
            })
        };
        institutions.retain(|name| reached(name.id));
        Ok(YoungPeople {
            on,
            lists,
            institutions,
        })
    }

    /// A young person with all that was written down. Opening it is a read of the person's record.
    ///
    /// # Errors
    /// Not found for who is not young, on a list again, or out of reach.
    pub async fn young_person(&self, public_id: &str) -> Result<YoungPersonView> {
        let scope = self.scope(Action::Read, Resource::NextStep)?;
        let on = self.today();
        let besides = self.no_schools(on).await?;
        let as_of = YoungOn {
            on,
            besides: &besides,
        };
        let row = self.store.young_person(&scope, as_of, public_id).await?;
        let steps = self.store.next_steps(&scope, as_of, row.pupil_id).await?;
        let names = self.store.institution_names(self.actor.municipality).await?;
        let writing = self.store.write().await?;
        let event = self.event("pupil.read", "pupil", Some(row.pupil_id), "part=next_step");
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        Ok(YoungPersonView {
            person: named(row, &names),
            on,
            steps,
        })
    }

    /// Writes down what a young person does now. What was written before stays.
    ///
    /// # Errors
    /// Invalid without a step, a day that has come, or a source; not found for who is not young, on a list, or out of reach.
    pub async fn record_next_step(&self, public_id: &str, record: &RecordNextStep) -> Result<()> {
        let scope = self.scope(Action::Write, Resource::NextStep)?;
        let user = self.user()?;
        let today = self.today();
        let source = record.source.trim();
        let mut errors = FieldErrors::new();
        if record.step.is_none() {
            errors.add("step", "error-next-step-step");
        }
        match record.day {
            None => {
                errors.add("day", "error-date-required");
            }
            Some(day) if day > today => {
                errors.add("day", "error-plan-future");
            }
            Some(_) => {}
        }
        if source.is_empty() {
            errors.add("source", "error-next-step-source");
        } else if source.chars().count() > LONGEST {
            errors.add_with("source", "error-too-long", "length", LONGEST);
        }
        errors.check()?;
        let (Some(step), Some(day)) = (record.step, record.day) else {
            return Err(AppError::NotFound);
        };
        let besides = self.no_schools(today).await?;
        let as_of = YoungOn {
            on: today,
            besides: &besides,
        };
        let new = NewNextStep {
            step,
            day,
            source,
            user,
        };
        let at = self.instant();
        let writing = self.store.write().await?;
        let pupil = writing.add_next_step(&scope, as_of, public_id, &new, at).await?;
        let detail = format!("step={} day={day}", step.code());
        let event = self.event("next_step.recorded", "pupil", Some(pupil), detail);
        writing.audit(at, &[event]).await?;
        Ok(writing.commit().await?)
    }
}
