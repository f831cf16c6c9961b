//! The calendar of duties: what law, programme and decisions ask, for whom and by when, together in one list.

use std::collections::{BTreeMap, BTreeSet};

use balsts_domain::{
    access::{Action, Actor, Reach, Resource, Scope},
    calendar::SchoolYear,
    cooperation::BodyKind,
    duties::{
        DutyCode, DutyRule, DutyStatus, MonthDay, ProgrammeDuty, ProgrammeDutyCode, SUBMISSION_DAYS,
        built_in_duty_rules, duty_rules, group_meeting, group_meetings, month_days, programme_duties,
    },
};
use balsts_store::{DeedRow, DutyFilter, DutyRow, DutyState, SubmissionRow, date};
use jiff::{ToSpan, civil::Date};
use serde::Serialize;
use serde_json::{Value, json};

use crate::{Ctx, FieldErrors, Result, body::duties_of, clock};

/// Most duties of children in one answer.
const MOST: usize = 100_000;

/// A duty in the calendar.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CalendarDuty {
    /// Code.
    pub code: String,
    /// What is to be done, in Latvian.
    pub title: String,
    /// The same in English.
    #[serde(skip)]
    pub english: String,
    /// Roles on whom it falls, the first answers for it.
    pub who: Vec<String>,
    /// By when.
    pub due: Date,
    /// How it stands.
    pub status: DutyStatus,
    /// About whom or what.
    pub about: Value,
    /// Whether the day or the duty is an assumption.
    #[serde(skip_serializing_if = "is_false")]
    pub assumption: bool,
    /// When it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<Date>,
    /// The mark by which it is done, where one was written down.
    #[serde(skip)]
    pub deed: Option<DeedRow>,
    /// The institution that has to deliver: its name and code.
    #[serde(skip)]
    pub institution: Option<(String, String)>,
    /// Its identifier.
    #[serde(skip)]
    pub institution_id: Option<i64>,
    /// From which day on it can be done.
    #[serde(skip)]
    pub from: Option<Date>,
    #[serde(skip)]
    by_hand: bool,
}

impl CalendarDuty {
    /// Whether a person marks it as done; submissions, meetings, baselines and duties about children are done by what is written down of them.
    pub fn is_marked_by_hand(&self) -> bool {
        self.by_hand
    }

    /// Whether it is a school's report on its pupils at risk.
    pub fn is_submission(&self) -> bool {
        self.code == ProgrammeDutyCode::SchoolSubmission.code()
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_false(value: &bool) -> bool {
    !*value
}

/// The duties of a stretch of days.
#[derive(Debug, Clone, Serialize)]
pub struct DutyCalendar {
    /// The day asked about.
    pub on: Date,
    /// In order of their days.
    pub duties: Vec<CalendarDuty>,
}

/// A school or preschool, on which duties of the programme fall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct School {
    pub id: i64,
    pub code: String,
    pub name: String,
    /// It has pupils in grades, and so it submits.
    pub has_grades: bool,
}

fn status(due: Date, done: Option<Date>, on: Date) -> DutyStatus {
    match (done.filter(|done| *done <= on), due < on) {
        (Some(_), _) => DutyStatus::Done,
        (None, true) => DutyStatus::Overdue,
        (None, false) => DutyStatus::Due,
    }
}

fn of_programme(duty: &ProgrammeDuty, on: Date, about: Value, done: Option<Date>) -> CalendarDuty {
    CalendarDuty {
        code: duty.code.code().to_owned(),
        title: duty.code.latvian().to_owned(),
        english: duty.code.english().to_owned(),
        who: vec![duty.who.to_owned()],
        due: duty.due,
        status: status(duty.due, done, on),
        about,
        assumption: duty.assumption,
        done,
        deed: None,
        institution: None,
        institution_id: None,
        from: Some(duty.from),
        by_hand: false,
    }
}

/// Titles of duties that cases and meetings open.
const fn of_cases(code: &str) -> Option<(&'static str, &'static str, &'static str)> {
    match code.as_bytes() {
        b"explain_child" => Some((
            "Noskaidrot, kur mācās bērns, kura nav nevienā sarakstā",
            "Find out where a child learns who is on no list",
            "education_board",
        )),
        b"written_report" => Some((
            "Rakstiski ziņot iestādei 2 darbdienās",
            "Report to an institution in writing within 2 working days",
            "whoever_learns",
        )),
        b"answer_report" => Some(("Atbildēt uz ziņojumu", "Answer a report", "recipient")),
        b"case_step" => Some((
            "Veikt gadījuma nākamo soli",
            "Take the next step of a case",
            "lead",
        )),
        b"assess_decision" => Some((
            "Izvērtēt sadarbības grupas lēmumu",
            "Assess a decision of the cooperation group",
            "child_rights_specialist",
        )),
        b"case_change" => Some((
            "Iepazīties ar izmaiņām gadījumā",
            "Look at changes in a case",
            "lead",
        )),
        _ => None,
    }
}

fn of_child(row: &DutyRow, on: Date) -> CalendarDuty {
    let due = date(row.due_day);
    let done = row
        .done_at
        .map(|at| clock::day_in_riga(balsts_store::timestamp(at)));
    let (title, english, who) = match (DutyCode::from_code(&row.code), of_cases(&row.code)) {
        (Some(code), _) => (code.latvian(), code.title(), code.who().to_vec()),
        (None, Some((title, english, who))) => (title, english, vec![who]),
        (None, None) => (row.code.as_str(), row.code.as_str(), Vec::new()),
    };
    CalendarDuty {
        code: row.code.clone(),
        title: title.to_owned(),
        english: english.to_owned(),
        who: who.into_iter().map(str::to_owned).collect(),
        due,
        status: status(due, done, on),
        about: json!({
            "pupil": row.public_id,
            "class": row.class,
            "institution": row.institution,
            "case": row.case_public_id,
        }),
        assumption: false,
        done,
        deed: None,
        institution: None,
        institution_id: None,
        from: None,
        by_hand: false,
    }
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

pub(super) fn sort(duties: &mut [CalendarDuty]) {
    duties.sort_by(|a, b| (a.due, &a.code, &a.institution).cmp(&(b.due, &b.code, &b.institution)));
}

fn submission(duty: &ProgrammeDuty, school: &School, sent: &[SubmissionRow], on: Date) -> CalendarDuty {
    let row = sent
        .iter()
        .find(|row| row.institution_id == school.id && date(row.due_day) == duty.due);
    let done = row.map(|row| clock::day_in_riga(balsts_store::timestamp(row.at)));
    of_school(duty, school, on, done)
}

fn of_school(duty: &ProgrammeDuty, school: &School, on: Date, done: Option<Date>) -> CalendarDuty {
    let about = json!({"institution": school.code, "name": school.name});
    CalendarDuty {
        institution: Some((school.name.clone(), school.code.clone())),
        institution_id: Some(school.id),
        ..of_programme(duty, on, about, done)
    }
}

/// What was written down of a duty: of that of a school its own, of that of all together what is nobody's own.
fn deed_row<'a>(duty: &ProgrammeDuty, school: Option<i64>, deeds: &'a [DeedRow]) -> Option<&'a DeedRow> {
    deeds.iter().find(|row| {
        row.code == duty.code.code() && date(row.due_day) == duty.due && row.institution_id == school
    })
}

/// What each school does for itself, and marks as done.
pub(super) fn deed_of_school(
    duty: &ProgrammeDuty,
    school: &School,
    deeds: &[DeedRow],
    on: Date,
) -> CalendarDuty {
    let row = deed_row(duty, Some(school.id), deeds);
    CalendarDuty {
        deed: row.cloned(),
        by_hand: true,
        ..of_school(duty, school, on, row.map(|row| date(row.done_day)))
    }
}

pub(super) fn deed(duty: &ProgrammeDuty, deeds: &[DeedRow], on: Date, about: Value) -> CalendarDuty {
    let row = deed_row(duty, None, deeds);
    CalendarDuty {
        deed: row.cloned(),
        by_hand: about.as_object().is_none_or(serde_json::Map::is_empty),
        ..of_programme(duty, on, about, row.map(|row| date(row.done_day)))
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
