//! One pupil: what the reader may see of the child, part by part, each by its own line of the access table. What a reader may not see is left out
//! and not hinted at; every opening is written down once, with the sections that were shown.

mod access;
mod attendance;
pub mod commission;
mod contact;
mod enrolment;
mod part;
pub mod screening;
mod strengths;
mod view;

use balsts_domain::{
    access::{Action, Reach, Resource, Scope},
    calendar::{SchoolDays, SchoolYear},
    risk::Factor,
};
use balsts_store::{PlanRow, PupilIdentity, SourcedPart};
use jiff::civil::Date;

use crate::{Ctx, Result};
use part::{Entitled, RESOURCES};
use view::sections;

pub use access::{Watcher, reaches};
pub use attendance::{Attendance, DayState, Week};
pub use contact::ContactView;
pub use enrolment::Step;
pub use part::PupilPart;
pub use strengths::Strength;
pub use view::{GuardianView, PupilView};

/// School years before this one whose semester and annual marks are shown.
const MARK_YEARS: i16 = 3;
/// Entries of the list of who has looked.
const LOOKS: u64 = 100;

impl Ctx {
    async fn entitled(&self, public_id: &str) -> Result<(PupilIdentity, Entitled)> {
        let scope = self.scope(Action::Read, Resource::Pupil)?;
        let asked: Vec<(Resource, Scope)> = RESOURCES
            .into_iter()
            .filter_map(|resource| Some((resource, self.actor.scope(Action::Read, resource).ok()?)))
            .collect();
        let scopes: Vec<&Scope> = asked.iter().map(|(_, scope)| scope).collect();
        let (mut identity, reached) = self.store.pupil_reach(&scope, public_id, &scopes).await?;
        // What a person wrote is found by its author, so the author keeps that part.
        let own = |scope: &Scope| scope.reach().iter().any(|part| matches!(part, Reach::Own(_)));
        let entitled = asked
            .into_iter()
            .zip(reached)
            .filter(|((_, scope), reached)| *reached || own(scope))
            .map(|(entry, _)| entry)
            .collect();
        let entitled = Entitled(entitled);
        // Needed by those who find a child and decide about help, not by those who know the child from class.
        identity.birth_day = identity
            .birth_day
            .filter(|_| entitled.to(Resource::Address).is_some());
        Ok((identity, entitled))
    }

    /// The calendar of the pupil's institution and grade.
    async fn school_days_of(&self, identity: &PupilIdentity) -> Result<SchoolDays> {
        let grade = identity.grade.and_then(|grade| u8::try_from(grade).ok());
        Ok(self
            .calendar()
            .await?
            .school_days(identity.institution_code.as_deref(), grade))
    }

    /// One part of a pupil's page, with what stands above every part. A part the reader does not have is not there.
    pub async fn pupil(&self, public_id: &str, part: Option<PupilPart>) -> Result<PupilView> {
        let (identity, entitled) = self.entitled(public_id).await?;
        let parts = entitled.parts();
        let part = match part {
            None => *parts.first().ok_or(crate::AppError::NotFound)?,
            Some(part) if parts.contains(&part) => part,
            Some(_) => return Err(crate::AppError::NotFound),
        };
        let pupil = identity.id;
        let store = &self.store;
        let enrolments = store
            .pupil_enrolments(&self.scope(Action::Read, Resource::Pupil)?, pupil)
            .await?;
        let mut view = PupilView {
            may_decide: self.actor.may(Action::Write, Resource::LevelDecision)
                && entitled.to(Resource::LevelDecision).is_some(),
            parts,
            part,
            knows_decisions: entitled.to(Resource::LevelDecision).is_some(),
            level: None,
            duties: None,
            steps: enrolment::steps(&enrolments),
            enrolments,
            signs: None,
            attendance: None,
            marks: None,
            exams: None,
            activities: None,
            strengths: Vec::new(),
            incidents: None,
            concerns: None,
            factors: None,
            plans: None,
            sheets: None,
            before_after: Vec::new(),
            screening: false,
            may_plan: false,
            cases: None,
            grounds: None,
            circumstances: None,
            guardians: None,
            address: None,
            sources: Vec::new(),
            watchers: None,
            looks: None,
            danger: false,
            identity,
        };
        self.head(&mut view, &entitled).await?;
        match part {
            PupilPart::Overview => self.overview(&mut view, &entitled).await?,
            PupilPart::Support => self.support(&mut view, &entitled).await?,
            PupilPart::Case => self.cases_part(&mut view, &entitled).await?,
            PupilPart::Circumstances => self.circumstances(&mut view, &entitled).await?,
            PupilPart::History => self.history(&mut view, &entitled).await?,
            PupilPart::Access => self.access(&mut view, &entitled).await?,
        }
        let detail = format!("part={} sections={}", part.code(), sections(&view).join(","));
        let writing = store.write().await?;
        writing
            .audit(
                self.instant(),
                &[self.event("pupil.read", "pupil", Some(pupil), detail)],
            )
            .await?;
        writing.commit().await?;
        Ok(view)
    }

    /// What stands above every part: level with reasons, decisions, duties.
    async fn head(&self, view: &mut PupilView, entitled: &Entitled) -> Result<()> {
        let pupil = view.identity.id;
        if let Some(scope) = entitled.to(Resource::Assessment) {
            view.level = Some(self.support_of(scope, pupil).await?);
        }
        if let Some(scope) = entitled.to(Resource::Duty) {
            let duties = self.store.pupil_duties(scope, pupil, &self.duty_sight()).await?;
            view.danger = duties
                .iter()
                .any(|duty| duty.code == "protect_child" && duty.done_at.is_none());
            view.duties = Some(duties);
        }
        Ok(())
    }

    async fn overview(&self, view: &mut PupilView, entitled: &Entitled) -> Result<()> {
        let pupil = view.identity.id;
        let today = self.today();
        let year = SchoolYear::of(today);
        if let Some(scope) = entitled.to(Resource::Attendance) {
            let school_days = self.school_days_of(&view.identity).await?;
            let from = year.first_day();
            let absences = self.store.pupil_absences(scope, pupil, from).await?;
            let totals = self.store.pupil_absence_totals(scope, pupil, from).await?;
            let register = match (view.identity.institution_id, view.identity.class.as_deref()) {
                (Some(institution), Some(class)) => {
                    self.store
                        .pupil_register(scope, pupil, institution, class, from)
                        .await?
                }
                _ => Vec::new(),
            };
            view.attendance = Some(Attendance::new(
                &school_days,
                today,
                &view.enrolments,
                absences,
                totals,
                &register,
            ));
            view.activities = Some(self.store.pupil_activities(scope, pupil).await?);
        }
        let finals = SchoolYear::new(year.first_calendar_year() - MARK_YEARS).first_day();
        if let Some(scope) = entitled.to(Resource::Marks) {
            view.marks = Some(
                self.store
                    .pupil_marks(scope, pupil, year.first_day(), finals)
                    .await?,
            );
            view.exams = Some(self.store.pupil_exams(scope, pupil).await?);
        }
        view.strengths = strengths::strengths(
            today,
            view.attendance.as_ref(),
            view.marks.as_deref().unwrap_or_default(),
            view.activities.as_deref().unwrap_or_default(),
        );
        if let Some(scope) = entitled.to(Resource::Screening) {
            view.screening = self.is_screened(&view.identity).await?
                || !self.store.screenings(scope, pupil).await?.is_empty();
        }
        if let Some(scope) = entitled.to(Resource::Incidents) {
            view.incidents = Some(self.store.pupil_incidents(scope, pupil).await?);
        }
        let parts: Vec<_> = [
            (SourcedPart::Attendance, Resource::Attendance, year.first_day()),
            (SourcedPart::Marks, Resource::Marks, finals),
        ]
        .into_iter()
        .filter_map(|(part, resource, from)| Some((part, entitled.to(resource)?, from)))
        .collect();
        view.sources = self.store.pupil_sources(&parts, pupil).await?;
        Ok(())
    }

    async fn support(&self, view: &mut PupilView, entitled: &Entitled) -> Result<()> {
        let pupil = view.identity.id;
        let full = entitled.to(Resource::Circumstances).is_some();
        if entitled.to(Resource::Concern).is_some() {
            view.concerns = Some(self.concerns_of(pupil).await?);
        }
        if let Some(scope) = entitled.to(Resource::RiskFactors) {
            view.factors = Some(self.store.pupil_risk_factors(scope, pupil, full).await?);
        }
        if let Some(scope) = entitled.to(Resource::SupportPlan) {
            let mut plans = self.store.pupil_plans(scope, pupil).await?;
            if !full {
                plans.iter_mut().for_each(leave_out_circumstances);
            }
            view.plans = Some(plans);
            let sheets = self.plans_of(pupil, full).await?;
            view.before_after = self
                .compared_starts(&view.identity.public_id, pupil, &sheets, full)
                .await?;
            view.sheets = Some(sheets);
            view.may_plan = self.drafts_plans() && view.identity.enrolled;
        }
        if let Some(scope) = entitled.to(Resource::Guardians) {
            let rows = self.store.pupil_guardians(scope, pupil).await?;
            let bars = self.store.contact_bars(scope, pupil).await?;
            view.guardians = Some(contact::guardians(rows, &bars, full));
        }
        if let Some(scope) = entitled.to(Resource::Address) {
            view.address = Some(
                self.store
                    .pupil_address(scope, entitled.to(Resource::Protection), pupil)
                    .await?,
            );
        }
        Ok(())
    }

    async fn cases_part(&self, view: &mut PupilView, entitled: &Entitled) -> Result<()> {
        if let Some(scope) = entitled.to(Resource::Case) {
            let cases = self.store.cases_of(scope, view.identity.id).await?;
            let knows = [Resource::Attendance, Resource::Circumstances]
                .into_iter()
                .all(|resource| entitled.to(resource).is_some());
            let open = cases.iter().any(|case| case.closed_day.is_none());
            if knows && !open && self.actor.may(Action::Write, Resource::CaseOpening) {
                view.grounds = self.grounds_without_case(view.identity.id).await?;
            }
            view.cases = Some(cases.into_iter().map(crate::case::shown).collect());
        }
        Ok(())
    }

    async fn circumstances(&self, view: &mut PupilView, entitled: &Entitled) -> Result<()> {
        if let Some(scope) = entitled.to(Resource::Circumstances) {
            view.circumstances = Some(self.store.pupil_circumstances(scope, view.identity.id).await?);
        }
        Ok(())
    }

    async fn history(&self, view: &mut PupilView, entitled: &Entitled) -> Result<()> {
        let pupil = view.identity.id;
        if let Some(scope) = entitled.to(Resource::Assessment) {
            view.signs = Some(self.signs_of(scope, pupil).await?);
        }
        let scope = self.scope(Action::Read, Resource::Pupil)?;
        let parts = [(SourcedPart::Enrolments, &scope, Date::constant(1900, 1, 1))];
        view.sources = self.store.pupil_sources(&parts, pupil).await?;
        self.support(view, entitled).await?;
        // Whom to call and where the child lives is no history.
        view.guardians = None;
        view.address = None;
        self.circumstances(view, entitled).await?;
        if let Some(scope) = entitled.to(Resource::Attendance) {
            view.activities = Some(self.store.pupil_activities(scope, pupil).await?);
        }
        if let Some(scope) = entitled.to(Resource::Marks) {
            let from = Date::constant(2000, 1, 1);
            view.marks = Some(self.store.pupil_marks(scope, pupil, Date::MAX, from).await?);
            view.exams = Some(self.store.pupil_exams(scope, pupil).await?);
        }
        if let Some(scope) = entitled.to(Resource::Incidents) {
            view.incidents = Some(self.store.pupil_incidents(scope, pupil).await?);
        }
        Ok(())
    }

    async fn access(&self, view: &mut PupilView, entitled: &Entitled) -> Result<()> {
        let log = entitled.to(Resource::AccessLog);
        if let Some(scope) = entitled.to(Resource::AccessList) {
            let rows = self.store.watchers(scope).await?;
            // That somebody sees the child because of a danger is told to those only who know of the danger, or who watch over access.
            let danger = view.identity.danger && (view.danger || log.is_some());
            // Who takes part in a case, and to whom a meeting tells of it, is told to those only who know of the case.
            let (mut parts, mut heard_by) = (Vec::new(), Vec::new());
            if let Some(cases) = entitled.to(Resource::Case) {
                for case in self.store.cases_of(cases, view.identity.id).await? {
                    let all = self.store.case_parts(cases, case.id).await?;
                    parts.extend(all.into_iter().filter(|part| part.ended_at.is_none()));
                }
                heard_by = self.store.heard_by(cases, view.identity.id).await?;
            }
            // A part in a plan tells of the family: it is told to those only who see it in the plan.
            let mut plan_parts = Vec::new();
            if let Some(plans) = entitled.to(Resource::SupportPlan)
                && entitled.to(Resource::Circumstances).is_some()
            {
                plan_parts = self.store.pupil_plan_parts(plans, view.identity.id).await?;
            }
            view.watchers = Some(access::watchers(
                rows,
                &view.enrolments,
                danger,
                (parts.as_slice(), plan_parts.as_slice(), heard_by.as_slice()),
                self.actor.municipality,
                self.today(),
            ));
        }
        if let Some(scope) = log {
            view.looks = Some(self.store.pupil_looks(scope, view.identity.id, LOOKS).await?);
        }
        Ok(())
    }
}

/// Leaves out of an earlier plan what tells of health, means and family: such risks, and the evaluation, which may speak of them.
fn leave_out_circumstances(plan: &mut PlanRow) {
    let open: Vec<&str> = plan
        .risks
        .split(';')
        .filter(|code| Factor::from_code(code.trim()).is_some_and(|factor| !factor.is_restricted()))
        .collect();
    plan.risks = open.join(";");
    plan.evaluation = None;
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: PRV-05
    #[test]
    fn an_earlier_plan_tells_readers_without_the_circumstances_nothing_of_them() {
        let mut plan = PlanRow {
            school_year: 2024,
            semester: 1,
            institution: "OGR1".to_owned(),
            risks: "addiction;low_achievement;A1".to_owned(),
            evaluation: Some("Māte slima".to_owned()),
        };
        leave_out_circumstances(&mut plan);
        assert_eq!((plan.risks.as_str(), plan.evaluation), ("low_achievement", None));
    }
}
