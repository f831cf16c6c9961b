//! Cases: the register, one case with all that a reader may see of it, and every step, driven by the table of `domain::cases`. The use cases
//! hold no step of their own; they ask the table, write what it says and let it be read by those who take part.

mod centre;
mod danger;
mod form;
mod grounds;
mod open;
mod protection;
mod report;
mod statistics;
mod step;
mod told;
mod turn;

use std::collections::BTreeMap;

use balsts_domain::{
    access::{Action, Resource, Role},
    attendance::AbsenceKind,
    calendar::{Calendar, WorkingCalendar, day_number},
    cases::{
        Case, CaseEvent, CaseKind, CaseSettings, CaseState, Doer, Outcome, Party, Rules,
        threshold::{Facts, Ground, grounds},
    },
    risk::{Circumstance, Group, Status},
};
use balsts_store::{
    CaseCircumstanceRow, CaseEventRow, CaseFilter, CaseFormRow, CasePartRow, CaseReportRow, CaseRow, PlanLine,
};
use jiff::civil::Date;

use crate::{AppError, Ctx, Result};

pub use centre::CentreReport;
pub use danger::ReportDanger;
pub use form::AddForm;
pub use grounds::ProposedCase;
pub use open::OpenCase;
pub use report::SendReport;
pub use statistics::CaseStatistics;

/// Longest text of a step, form or answer.
const TEXT_LENGTH: usize = 4_000;

/// Terms, working days and today.
#[derive(Debug, Clone, Copy)]
pub struct CaseRules {
    /// Settings of the municipality.
    pub settings: CaseSettings,
    /// How working days are counted.
    pub working: WorkingCalendar,
    /// Today.
    pub today: Date,
}

impl CaseRules {
    /// With the working days of the school, where a school leads the case.
    fn of(self, row: &CaseRow, calendar: &Calendar) -> Self {
        let school = row.institution_code.as_deref();
        let school = school.filter(|_| row.lead == Party::School.code());
        Self {
            working: calendar.working(school),
            ..self
        }
    }

    /// As the domain takes them.
    pub fn rules(&self) -> Rules<'_> {
        Rules {
            settings: &self.settings,
            working: self.working,
            today: self.today,
        }
    }
}

/// What happened around a case that its lead has to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseChange {
    /// The pupil is enrolled at another school than the case's.
    School(i64),
    /// The pupil is declared in another municipality, or enrolled nowhere.
    Left,
    /// The pupil has come of age.
    Age,
    /// Who answered for the case has no account any more.
    Owner,
}

/// A case in the register.
#[derive(Debug, Clone)]
pub struct CaseLine {
    /// As stored.
    pub row: CaseRow,
    /// Days since it was opened.
    pub age: i64,
    /// Its date has passed.
    pub overdue: bool,
    /// Its date is near.
    pub near: bool,
}

/// One case, as far as this reader may see it.
#[derive(Debug, Clone)]
pub struct CaseView {
    /// The case.
    pub line: CaseLine,
    /// As the table sees it.
    pub case: Case,
    /// Who takes part.
    pub parts: Vec<CasePartRow>,
    /// Steps; the words are empty for those who may not read them.
    pub events: Vec<CaseEventRow>,
    /// The names of people who were named or delegated to at a step.
    pub people: BTreeMap<i64, String>,
    /// Reports this reader may read.
    pub reports: Vec<CaseReportRow>,
    /// Short forms, for those entitled.
    pub forms: Option<Vec<CaseFormRow>>,
    /// Circumstances, for those entitled.
    pub circumstances: Option<Vec<CaseCircumstanceRow>>,
    /// What this reader can do now.
    pub possible: Vec<CaseEvent>,
    /// What the lead has to answer.
    pub changes: Vec<CaseChange>,
    /// Grounds on which the social service is involved; for readers entitled to attendance and circumstances.
    pub grounds: Option<[(Ground, Option<bool>); 3]>,
    /// The reader's role in this case.
    pub party: Option<Party>,
    /// Whether the reader may open the child's record; who sees the case by a meeting alone may not.
    pub opens_pupil: bool,
    /// Support plans of the child, for those who may read plans.
    pub plans: Option<Vec<PlanLine>>,
}

/// The case of a row.
pub(crate) fn case_of(row: &CaseRow) -> Result<Case> {
    let unknown = || AppError::Internal(format!("case {} holds an unknown code", row.id));
    let date = balsts_store::date;
    Ok(Case {
        kind: CaseKind::from_code(&row.kind).ok_or_else(unknown)?,
        state: CaseState::from_code(&row.state).ok_or_else(unknown)?,
        lead: Party::from_code(&row.lead).ok_or_else(unknown)?,
        owner: row.owner_id,
        next: row.next_day.map(date),
        asked: row.asked.as_deref().and_then(Party::from_code),
        delegate: row.delegate_id.zip(row.delegate_day.map(date)),
        outcome: row.outcome.as_deref().and_then(Outcome::from_code),
        opened: date(row.opened_day),
    })
}

/// Who was named or delegated to at a step.
fn named_at(step: &CaseEventRow) -> Option<i64> {
    let detail: serde_json::Value = serde_json::from_str(&step.detail).ok()?;
    detail.get("person")?.as_i64()
}

fn came_of_age(row: &CaseRow, today: Date) -> bool {
    row.birth_day
        .is_some_and(|born| balsts_domain::support::came_of_age(balsts_store::date(born)) <= today)
}

/// The row as readers of a case get it: birth date and place of residence are for the rules alone.
pub(crate) fn shown(row: CaseRow) -> CaseRow {
    CaseRow {
        birth_day: None,
        declared_municipality: None,
        ..row
    }
}

/// What happened around an open case.
fn changes(row: &CaseRow, municipality: &str, today: Date) -> Vec<CaseChange> {
    let mut changes = Vec::new();
    if row.closed_day.is_some() {
        return changes;
    }
    match (row.institution_id, row.enrolled_at) {
        (Some(of), Some(at)) if of != at => changes.push(CaseChange::School(at)),
        (Some(_), None) => changes.push(CaseChange::Left),
        _ => {
            if row
                .declared_municipality
                .as_deref()
                .is_some_and(|code| !code.is_empty() && code != municipality)
                && row.enrolled_at.is_none()
            {
                changes.push(CaseChange::Left);
            }
        }
    }
    if came_of_age(row, today) {
        changes.push(CaseChange::Age);
    }
    if row.owner_gone {
        changes.push(CaseChange::Owner);
    }
    changes
}

impl Ctx {
    /// Terms and order of cases in force. No personal data: every use case may ask.
    pub async fn case_rules(&self) -> Result<CaseRules> {
        let settings: CaseSettings = self.setting_or_default("cases").await?;
        Ok(CaseRules {
            settings,
            working: WorkingCalendar::default(),
            today: self.today(),
        })
    }

    /// The same for a case: a school that works on shifted days counts them while it leads.
    pub(crate) async fn case_rules_of(&self, row: &CaseRow) -> Result<CaseRules> {
        let calendar = self.calendar().await?;
        Ok(self.case_rules().await?.of(row, &calendar))
    }

    fn case_line(row: CaseRow, rules: &CaseRules) -> CaseLine {
        let row = shown(row);
        let next = row.next_day.map(balsts_store::date);
        let today = i64::from(day_number(rules.today));
        CaseLine {
            age: row.closed_day.unwrap_or(today) - row.opened_day,
            overdue: next.is_some_and(|next| next < rules.today),
            near: next.is_some_and(|next| rules.rules().is_near(next)),
            row,
        }
    }

    /// The register of cases that the actor's roles reach; the flag says whether there are more.
    pub async fn cases(&self, filter: &CaseFilter, most: usize) -> Result<(Vec<CaseLine>, bool)> {
        let scope = self.scope(Action::Read, Resource::Case)?;
        let mut rows = self.store.cases(&scope, filter, most as u64 + 1).await?;
        let more = rows.len() > most;
        rows.truncate(most);
        let (rules, calendar) = (self.case_rules().await?, self.calendar().await?);
        let lines = rows
            .into_iter()
            .map(|row| {
                let rules = rules.of(&row, &calendar);
                Self::case_line(row, &rules)
            })
            .collect();
        Ok((lines, more))
    }

    /// The role in which the actor acts on a case: the first of theirs whose institution takes part.
    fn case_doer(&self, parts: &[CasePartRow]) -> Doer {
        let user = self.actor.user().unwrap_or_default();
        let takes_part = |role: Role| {
            Party::of(role).is_some_and(|party| {
                parts.iter().any(|part| {
                    part.ended_at.is_none()
                        && part.party == party.code()
                        && part.user_id.is_none_or(|one| one == user)
                        && part.institution_id.is_none_or(|id| {
                            self.actor
                                .assignments
                                .iter()
                                .any(|held| held.role == role && held.institution == Some(id))
                        })
                })
            })
        };
        let mut roles = self.actor.roles();
        // The head decides where support staff can't.
        roles.sort_by_key(|role| *role != Role::SchoolHead);
        let part = roles.iter().copied().find(|role| takes_part(*role));
        Doer {
            role: part.or_else(|| roles.first().copied()),
            user,
            part: part.is_some(),
        }
    }

    /// One case. Opening it is written down; a report to the reader's institution counts as received.
    pub async fn case(&self, public_id: &str) -> Result<CaseView> {
        let scope = self.scope(Action::Read, Resource::Case)?;
        let row = self.store.case(&scope, public_id).await?;
        let id = row.id;
        let parts = self.store.case_parts(&scope, id).await?;
        let doer = self.case_doer(&parts);
        let party = doer.role.filter(|_| doer.part).and_then(Party::of);
        let reports_scope = self.scope(Action::Read, Resource::CaseReport).ok();
        let mut reports = match &reports_scope {
            Some(scope) => self.store.case_reports(scope, id).await?,
            None => Vec::new(),
        };
        self.leave_out_protected(&row, &mut reports).await?;
        let at = self.instant();
        let writing = self.store.write().await?;
        let mut events = vec![self.event("case.read", "case", Some(id), format!("pupil={}", row.pupil_id))];
        events.push(self.event(
            "pupil.case_read",
            "pupil",
            Some(row.pupil_id),
            format!("case={id}"),
        ));
        if let (Some(user), Some(party)) = (self.actor.user(), party) {
            for report in reports.iter_mut().filter(|one| {
                one.recipient == party.code() && one.sent_at.is_some() && one.received_at.is_none()
            }) {
                writing.receive_report(report.id, user, at).await?;
                report.received_at = Some(at);
                events.push(self.event(
                    "case.report_received",
                    "case",
                    Some(id),
                    format!("report={}", report.id),
                ));
            }
        }
        writing.audit(at, &events).await?;
        writing.commit().await?;
        let words = self.scope(Action::Read, Resource::CaseWords).ok();
        let steps = self.store.case_events(&scope, words.as_ref(), id).await?;
        let named: Vec<i64> = steps.iter().filter_map(named_at).collect();
        let people = self.store.names_of(&scope, &named).await?;
        let forms = match self.scope(Action::Read, Resource::CaseForm) {
            Ok(scope) => Some(self.store.case_forms(&scope, id).await?),
            Err(_) => None,
        };
        let circumstances = match self.scope(Action::Read, Resource::CaseCircumstances) {
            Ok(scope) => Some(self.store.case_circumstances(&scope, id).await?),
            Err(_) => None,
        };
        let rules = self.case_rules_of(&row).await?;
        let case = case_of(&row)?;
        let may_write = self.actor.may(Action::Write, Resource::Case);
        let mut possible: Vec<CaseEvent> = Vec::new();
        if may_write {
            for one in case.possible(doer, rules.today) {
                // A danger and the reports have pages of their own; the rest is a form of the case.
                let own_page = matches!(one.event, CaseEvent::Danger | CaseEvent::SendReports);
                if !own_page && !possible.contains(&one.event) {
                    possible.push(one.event);
                }
            }
        }
        let municipality = self.store.municipality_of(self.actor.municipality).await?.code;
        let mut changes = changes(&row, &municipality, rules.today);
        // Age and moves are for those who act on the case, not a fact to be read off it by everybody.
        if !case.leads(doer, rules.today) {
            changes.clear();
        }
        if !changes
            .iter()
            .any(|change| matches!(change, CaseChange::School(_)))
        {
            possible.retain(|event| *event != CaseEvent::HandOver);
        }
        // Who only comes to a meeting about the case reads no record of the child: what they may not read is no zero.
        let grounds = match party {
            Some(_) => self.social_grounds(&row, &rules).await?,
            None => None,
        };
        let opens_pupil = self.opens_pupil(&row.pupil_public_id).await;
        let mut plans = None;
        if self.actor.may(Action::Read, Resource::SupportPlan) {
            let full = self.actor.may(Action::Read, Resource::Circumstances);
            plans = Some(self.plans_of(row.pupil_id, full).await?);
        }
        Ok(CaseView {
            grounds,
            opens_pupil,
            plans,
            line: Self::case_line(row, &rules),
            case,
            parts,
            events: steps,
            people,
            reports,
            forms,
            circumstances,
            possible,
            changes,
            party,
        })
    }

    /// Grounds for the social service, from the records that the reader may read; `None` for others.
    async fn social_grounds(
        &self,
        row: &CaseRow,
        rules: &CaseRules,
    ) -> Result<Option<[(Ground, Option<bool>); 3]>> {
        let Some(known) = self.known_facts(row.pupil_id, rules.today).await? else {
            return Ok(None);
        };
        let by_kind = row.kind != CaseKind::School.code();
        let facts = Facts {
            social_problem: known.social_problem.or(by_kind.then_some(true)),
            not_enrolled_days: self.days_on_no_list(row, rules.today).await?,
            ..known
        };
        Ok(Some(grounds(&rules.settings, &facts)))
    }

    /// The same of a child about whom there is no case: what only a case tells is not known.
    pub(crate) async fn grounds_without_case(
        &self,
        pupil: i64,
    ) -> Result<Option<[(Ground, Option<bool>); 3]>> {
        let rules = self.case_rules().await?;
        let known = self.known_facts(pupil, rules.today).await?;
        Ok(known.map(|facts| grounds(&rules.settings, &facts)))
    }

    /// What the records tell of a child; `None` for readers who may not read them.
    async fn known_facts(&self, pupil: i64, today: Date) -> Result<Option<Facts>> {
        let (Ok(attendance), Ok(circumstances)) = (
            self.scope(Action::Read, Resource::Attendance),
            self.scope(Action::Read, Resource::Circumstances),
        ) else {
            return Ok(None);
        };
        let from = self.semester_start().await?;
        let missed = self.store.pupil_absences(&attendance, pupil, from).await?;
        let unexcused = missed
            .iter()
            .filter(|one| {
                u8::try_from(one.kind)
                    .ok()
                    .and_then(AbsenceKind::from_number)
                    .is_some_and(|kind| matches!(kind, AbsenceKind::Unexcused | AbsenceKind::Unknown))
            })
            .count();
        let known: Vec<Circumstance> = self
            .store
            .pupil_circumstances(&circumstances, pupil)
            .await?
            .iter()
            .filter(|one| one.to_day.is_none_or(|to| balsts_store::date(to) >= today))
            .filter_map(|one| one.kind.parse().ok())
            .collect();
        // What nobody wrote down is not known; it is no no.
        let some = |yes: bool| yes.then_some(true);
        let social = known.iter().any(|one| one.group() == Some(Group::D));
        let substances = known.contains(&Circumstance::Status(Status::SubstanceUse));
        Ok(Some(Facts {
            unexcused: u32::try_from(unexcused).ok(),
            social_problem: some(social),
            substances: some(substances),
            not_enrolled_days: None,
        }))
    }

    /// Days since the child was last on the list of an institution where it can be educated; not known of a child who never was on one.
    async fn days_on_no_list(&self, row: &CaseRow, today: Date) -> Result<Option<u32>> {
        let scope = self.scope(Action::Read, Resource::Case)?;
        let besides = self.no_schools(today).await?;
        let last = self.store.last_day_on_a_list(&scope, row.id, &besides).await?;
        Ok(last.and_then(|last| u32::try_from(i64::from(day_number(today)) - last).ok()))
    }
}
