//! The calendar of duties: what law, programme and decisions ask, for whom and by when, together in one list.

use std::collections::{BTreeMap, BTreeSet};

use balsts_domain::{
    access::{Action, Actor, Reach, Resource, Scope},
    calendar::SchoolYear,
    cooperation::BodyKind,
    duties::{
        DutyRule, DutyStatus, MonthDay, ProgrammeDuty, ProgrammeDutyCode, SUBMISSION_DAYS,
        built_in_duty_rules, duty_rules, group_meeting, group_meetings, month_days, programme_duties,
    },
};
use balsts_store::{DutyFilter, DutyState};
use jiff::{ToSpan, civil::Date};
use serde::Serialize;
use serde_json::{Value, json};

use super::entry::{CalendarDuty, School, deed, deed_of_school, of_child, of_programme, sort, submission};
use crate::{Ctx, FieldErrors, Result, body::duties_of};

/// Most duties of children in one answer.
const MOST: usize = 100_000;

/// The duties of a stretch of days.
#[derive(Debug, Clone, Serialize)]
pub struct DutyCalendar {
    /// The day asked about.
    pub on: Date,
    /// In order of their days.
    pub duties: Vec<CalendarDuty>,
}

impl Ctx {
    /// The days by which schools submit.
    pub(crate) async fn submission_days(&self) -> Result<Vec<MonthDay>> {
        let said = self.plain_text("duties", "submission_days").await?;
        let said = said.as_deref().and_then(month_days);
        Ok(said.or_else(|| month_days(SUBMISSION_DAYS)).unwrap_or_default())
    }

    /// What the programme asks through the year: as the municipality has set it, else as its programme says.
    pub(crate) async fn duty_rules(&self) -> Result<Vec<DutyRule>> {
        let said = self.plain_text("duties", "asked").await?;
        if let Some(rules) = said.as_deref().and_then(duty_rules) {
            return Ok(rules);
        }
        let code = self.store.municipality_of(self.actor.municipality).await?.code;
        Ok(built_in_duty_rules(&code))
    }

    /// Schools with pupils in grades on a day, within the reach of a scope.
    pub(crate) async fn submitting_schools(&self, scope: &Scope, on: Date) -> Result<Vec<School>> {
        let mut schools = self.schools_within(scope, on).await?;
        schools.retain(|school| school.has_grades);
        Ok(schools)
    }

    /// Schools and preschools that have pupils on a day, within the reach of a scope.
    pub(super) async fn schools_within(&self, scope: &Scope, on: Date) -> Result<Vec<School>> {
        let program = Self {
            actor: Actor::program(self.actor.municipality, self.today()),
            now: self.now,
            store: self.store.clone(),
        };
        let figures = program.scope(Action::Read, Resource::Statistics)?;
        let places = program.places(SchoolYear::of(on).period()).await?;
        // Whether each institution that has pupils has any in grades.
        let mut listed: BTreeMap<i64, bool> = BTreeMap::new();
        for sum in self.store.enrolment_sums(&figures, on).await? {
            *listed.entry(sum.institution_id).or_default() |= sum.grade.is_some();
        }
        let reached = |id: i64| {
            scope.reach().iter().any(|part| match part {
                Reach::Municipality => true,
                Reach::Institution(own) => *own == id,
                _ => false,
            })
        };
        let mut schools: Vec<School> = Vec::new();
        for name in self.store.institution_names(self.actor.municipality).await? {
            let known = schools.iter().any(|school| school.id == name.id);
            let is_school = places.get(&name.id).is_some_and(crate::report::Place::is_school);
            if let Some(has_grades) = listed.get(&name.id)
                && !known
                && is_school
                && reached(name.id)
            {
                schools.push(School {
                    id: name.id,
                    code: name.code,
                    name: name.name,
                    has_grades: *has_grades,
                });
            }
        }
        Ok(schools)
    }

    /// The duties of the programme due from a day to a day, and what was done: submissions of the schools within reach, meetings, reports.
    ///
    /// # Errors
    /// Forbidden for those who may not read submissions.
    pub async fn programme_calendar(&self, from: Date, to: Date, on: Date) -> Result<Vec<CalendarDuty>> {
        let mut found = self.dated_duties(from, to, on).await?;
        found.extend(self.baseline_calendar(from, to, on).await?);
        sort(&mut found);
        Ok(found)
    }

    /// The duties of the programme as they stand on a day: what is due from the beginning of its school year up to another day, and before it what the
    /// school year before left undone.
    ///
    /// # Errors
    /// Forbidden for those who may not read submissions.
    pub async fn standing_calendar(&self, to: Date, on: Date) -> Result<Vec<CalendarDuty>> {
        let mut found = self.left_undone(on).await?;
        found.extend(
            self.programme_calendar(SchoolYear::of(on).first_day(), to, on)
                .await?,
        );
        sort(&mut found);
        Ok(found)
    }

    /// What the school year before that of a day left undone; baselines stand in every calendar until they are set.
    ///
    /// # Errors
    /// Forbidden for those who may not read submissions.
    pub async fn left_undone(&self, on: Date) -> Result<Vec<CalendarDuty>> {
        let scope = self.scope(Action::Read, Resource::Submission)?;
        let before = SchoolYear::of(on).previous();
        let mut found = self
            .dated_duties(before.first_day(), before.last_day(), on)
            .await?;
        found.retain(|duty| duty.status == DutyStatus::Overdue);
        let of_schools = found.iter().filter(|duty| duty.institution.is_some());
        let days: BTreeSet<Date> = of_schools.map(|duty| duty.due).collect();
        for due in days {
            // A school that has opened since owes nothing of the year before.
            let there = self.schools_within(&scope, due).await?;
            found.retain(|duty| {
                let owed_it = |id: i64| {
                    let school = there.iter().find(|school| school.id == id);
                    school.is_some_and(|school| school.has_grades || !duty.is_submission())
                };
                duty.due != due || duty.institution_id.is_none_or(owed_it)
            });
        }
        sort(&mut found);
        Ok(found)
    }

    /// Duties whose days the programme names, due from a day to a day: all but the baselines.
    async fn dated_duties(&self, from: Date, to: Date, on: Date) -> Result<Vec<CalendarDuty>> {
        let scope = self.scope(Action::Read, Resource::Submission)?;
        let rules = self.duty_rules().await?;
        let days = self.submission_days().await?;
        let schools = self.schools_within(&scope, on).await?;
        let sent = self.store.submissions(&scope, from, to).await?;
        let deeds = self.store.programme_deeds(&scope, from, to).await?;
        let mut found = Vec::new();
        for duty in programme_duties(&rules, &days, from, to) {
            if duty.code == ProgrammeDutyCode::SchoolSubmission {
                let submitting = schools.iter().filter(|school| school.has_grades);
                found.extend(submitting.map(|school| submission(&duty, school, &sent, on)));
            } else if duty.is_of_each_school() {
                let each = schools.iter();
                found.extend(each.map(|school| deed_of_school(&duty, school, &deeds, on)));
            } else {
                found.push(deed(&duty, &deeds, on, json!({})));
            }
        }
        for duty in self.meeting_calendar(&rules, from, to).await? {
            found.push(duty.1.map_or_else(
                || deed(&duty.0, &deeds, on, duty.2.clone()),
                |held| of_programme(&duty.0, on, duty.2.clone(), Some(held)),
            ));
        }
        Ok(found)
    }

    /// Meetings that bodies have to hold, with the day on which they did; where no working group is entered, those that the programme asks for all the
    /// same.
    async fn meeting_calendar(
        &self,
        rules: &[DutyRule],
        from: Date,
        to: Date,
    ) -> Result<Vec<(ProgrammeDuty, Option<Date>, Value)>> {
        let bodies = self.scope(Action::Read, Resource::Body)?;
        let mut groups = self.store.bodies(&bodies).await?;
        groups.retain(|body| BodyKind::from_code(&body.kind) == Some(BodyKind::WorkingGroup));
        let mut found = Vec::new();
        if groups.is_empty() {
            for year in from.year()..=to.year() {
                let asked = group_meetings(rules, year)
                    .into_iter()
                    .filter(|duty| (from..=to).contains(&duty.due));
                found.extend(asked.map(|duty| (duty, None, json!({}))));
            }
            return Ok(found);
        }
        for year in from.year()..=to.year() {
            let held = self.store.meeting_counts(self.actor.municipality, year).await?;
            for body in &groups {
                for duty in duties_of(body, year, &held, rules) {
                    let asked = group_meeting(rules, &duty).filter(|one| (from..=to).contains(&one.due));
                    if let Some(one) = asked {
                        found.push((one, duty.held, json!({"body": body.name})));
                    }
                }
            }
        }
        Ok(found)
    }

    /// Baselines that the programme promised by a day.
    async fn baseline_calendar(&self, from: Date, to: Date, on: Date) -> Result<Vec<CalendarDuty>> {
        let mut found = Vec::new();
        let Ok(pending) = self.pending_baselines(on.year()).await else {
            return Ok(found);
        };
        for one in pending {
            let duty = ProgrammeDuty {
                code: ProgrammeDutyCode::IndicatorBaseline,
                from: one.pending.from(),
                due: one.pending.due(),
                who: "education_board",
                assumption: false,
            };
            // What should have been set long ago stays open until it is.
            if duty.due <= to && (duty.due >= from || duty.due < on) {
                let about = json!({"indicator": one.id, "title": one.title});
                found.push(of_programme(&duty, on, about, None));
            }
        }
        Ok(found)
    }

    /// Everything due up to a day: the programme's duties from the beginning of the school year on with what the school year before left undone, and those
    /// of children.
    ///
    /// # Errors
    /// Forbidden for those who may read neither.
    pub async fn duty_calendar(&self, on: Option<Date>, until: Option<Date>) -> Result<DutyCalendar> {
        let on = on.unwrap_or_else(|| self.today());
        let until = until.unwrap_or_else(|| on.checked_add(1.year()).unwrap_or(on));
        if until < on {
            return Err(FieldErrors::one("until", "error-duty-until"));
        }
        let from = SchoolYear::of(on).first_day();
        let mut duties = self.standing_calendar(until, on).await?;
        for state in [DutyState::Open, DutyState::Done] {
            let filter = DutyFilter {
                state,
                ..DutyFilter::default()
            };
            let (rows, _) = self.duties(&filter, MOST).await?;
            duties.extend(
                rows.iter()
                    .map(|row| of_child(row, on))
                    .filter(|duty| duty.due <= until)
                    .filter(|duty| duty.status != DutyStatus::Done || duty.due >= from),
            );
        }
        duties.sort_by(|a, b| (a.due, &a.code).cmp(&(b.due, &b.code)));
        Ok(DutyCalendar { on, duties })
    }
}

/// How many of the duties of a list stand so, by code.
pub fn counted(duties: &[CalendarDuty], status: DutyStatus) -> BTreeMap<&str, usize> {
    let mut found = BTreeMap::new();
    for duty in duties.iter().filter(|duty| duty.status == status) {
        *found.entry(duty.code.as_str()).or_default() += 1;
    }
    found
}
