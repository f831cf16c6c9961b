//! What a pupil's page shows.

use balsts_domain::{cases::threshold::Ground, people::ContactReason, risk::history::YearSigns};
use balsts_store::{
    ActivityRow, CaseRow, CircumstanceNote, DutyRow, EnrolmentNote, ExamResult, GivenMark, GuardianNote,
    IncidentNote, LookRow, PlanLine, PlanRow, PupilIdentity, RecordSource, RiskFactorRow,
};

use super::{Attendance, PupilPart, Step, Strength, Watcher};
use crate::{assessment::PupilSupport, concern::ConcernView, support_plan::ComparedStart};

/// A guardian with whether the school informs them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuardianView {
    /// As stored.
    pub row: GuardianNote,
    /// Why not, if not.
    pub withheld: Option<ContactReason>,
}

/// A pupil's page. What is `None` is not for this reader or not of this part.
#[derive(Debug, Clone)]
pub struct PupilView {
    /// Who.
    pub identity: PupilIdentity,
    /// The parts this reader has.
    pub parts: Vec<PupilPart>,
    /// The part shown.
    pub part: PupilPart,
    /// Level of support with its reasons.
    pub level: Option<PupilSupport>,
    /// Whether the reader may know who decided about it and why.
    pub knows_decisions: bool,
    /// Whether the reader may decide about it.
    pub may_decide: bool,
    /// Duties, the open ones first.
    pub duties: Option<Vec<DutyRow>>,
    /// Enrolments, the newest first.
    pub enrolments: Vec<EnrolmentNote>,
    /// How each of them followed the one before.
    pub steps: Vec<Option<Step>>,
    /// The signs of this school year and those before, the newest first.
    pub signs: Option<Vec<YearSigns>>,
    /// Attendance of this school year.
    pub attendance: Option<Attendance>,
    /// Marks of this school year, and semester and annual ones of earlier years.
    pub marks: Option<Vec<GivenMark>>,
    /// Central exams.
    pub exams: Option<Vec<ExamResult>>,
    /// Programmes outside lessons.
    pub activities: Option<Vec<ActivityRow>>,
    /// What goes well.
    pub strengths: Vec<Strength>,
    /// Incidents.
    pub incidents: Option<Vec<IncidentNote>>,
    /// Reports of staff.
    pub concerns: Option<Vec<ConcernView>>,
    /// Confirmed risk factors.
    pub factors: Option<Vec<RiskFactorRow>>,
    /// Support plans of earlier years that came from files.
    pub plans: Option<Vec<PlanRow>>,
    /// Support plans written here, the newest first.
    pub sheets: Option<Vec<PlanLine>>,
    /// Attendance and marks before and after each plan that came into force and each of its measures that has a first day, the newest plan first.
    pub before_after: Vec<ComparedStart>,
    /// Whether there is early screening to look at or to write down.
    pub screening: bool,
    /// Whether the reader may begin a plan for this pupil today.
    pub may_plan: bool,
    /// Cases, the open one first.
    pub cases: Option<Vec<CaseRow>>,
    /// Grounds to involve the social service, where there is no open case and the reader, who may know them, can open one.
    pub grounds: Option<[(Ground, Option<bool>); 3]>,
    /// Circumstances.
    pub circumstances: Option<Vec<CircumstanceNote>>,
    /// Guardians whom this reader may be shown.
    pub guardians: Option<Vec<GuardianView>>,
    /// Declared address.
    pub address: Option<Option<String>>,
    /// From which sources the records of the part come, and as of when.
    pub sources: Vec<RecordSource>,
    /// Who can see the child.
    pub watchers: Option<Vec<Watcher>>,
    /// Who has looked.
    pub looks: Option<Vec<LookRow>>,
    /// A danger was reported and is not settled, and the reader may know: shown above everything.
    pub danger: bool,
}

impl PupilView {
    /// The earliest open duty.
    pub fn next_step(&self) -> Option<&DutyRow> {
        self.duties.as_ref()?.iter().find(|duty| duty.done_at.is_none())
    }
}

/// Names of the sections that were shown, for the audit log.
pub(super) fn sections(view: &PupilView) -> Vec<&'static str> {
    [
        ("identity", true),
        ("level", view.level.is_some()),
        ("decisions", view.knows_decisions && view.level.is_some()),
        ("signs", view.signs.is_some()),
        ("duties", view.duties.is_some()),
        ("attendance", view.attendance.is_some()),
        ("marks", view.marks.is_some()),
        ("activities", view.activities.is_some()),
        ("incidents", view.incidents.is_some()),
        ("concerns", view.concerns.is_some()),
        ("risk_factors", view.factors.is_some()),
        ("support_plans", view.plans.is_some()),
        ("guardians", view.guardians.is_some()),
        ("address", view.address.is_some()),
        ("cases", view.cases.is_some()),
        ("circumstances", view.circumstances.is_some()),
        ("access_list", view.watchers.is_some()),
        ("access_log", view.looks.is_some()),
    ]
    .into_iter()
    .filter_map(|(name, shown)| shown.then_some(name))
    .collect()
}
