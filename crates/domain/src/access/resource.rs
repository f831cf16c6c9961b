//! Kinds of records and pages, and the fields that each is made of.

use serde::{Deserialize, Serialize};

/// Kinds of records and pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resource {
    /// Who the pupil is and where enrolled: name, class, codes.
    Pupil,
    /// Level of support with its reasons.
    Assessment,
    /// Absences by day and lesson.
    Attendance,
    /// Marks and examinations.
    Marks,
    /// Incidents register.
    Incidents,
    /// Circumstances of groups B, C, D; special categories.
    Circumstances,
    /// Referral to the pedagogical medical commission and what it found.
    CommissionReferral,
    /// Early screening of development, behaviour, speech and reading.
    Screening,
    /// Guardians and their contacts.
    Guardians,
    /// Declared address.
    Address,
    /// Staff concerns.
    Concern,
    /// Risk factors confirmed by a person.
    RiskFactors,
    /// Confirming, changing or dismissing a level.
    LevelDecision,
    /// Duties and their deadlines.
    Duty,
    /// Support plans.
    SupportPlan,
    /// Approving a support plan; the board sees a plan only while it waits for it.
    PlanApproval,
    /// The part of an institution beside the school in a support plan; it sees nothing else of the plan.
    PlanPart,
    /// The support team of an institution with its meetings.
    SupportTeam,
    /// Who can see the child and why.
    AccessList,
    /// Who has looked at the child's record.
    AccessLog,
    /// Figures without names: schools as rows.
    Statistics,
    /// Indicators of the programme: values, targets, how they stand.
    Indicator,
    /// What schools report of their pupils at risk, and the calendar of the programme's duties.
    Submission,
    /// Children declared here who are on no institution's list.
    NotEnrolled,
    /// What young people do who are on no institution's list any more.
    NextStep,
    /// Merging duplicates, the turn of the school year, corrections.
    Registry,
    /// Institutions, their kinds, names and staff.
    Institution,
    /// Reading files.
    Load,
    /// Thresholds and calendars.
    Settings,
    /// Accounts and roles.
    Account,
    /// The audit log.
    Audit,
    /// Records whose time is over, and their removal.
    Retention,
    /// Observations without case detail.
    Observation,
    /// A case: where it stands, who leads, what is due, which steps were taken.
    Case,
    /// What was written at the steps of a case.
    CaseWords,
    /// Written reports to institutions: those sent and, for a recipient, those received.
    CaseReport,
    /// Minutes, letters and notices of a case.
    CaseForm,
    /// Circumstances that institutions added to a case; they exist for these readers alone.
    CaseCircumstances,
    /// Opening a case about a child.
    CaseOpening,
    /// Telling that a child is in danger.
    Danger,
    /// That an address is protected or an adoption secret, and what that hides.
    Protection,
    /// Bodies in which institutions work together: who they are, when they met, what they proposed.
    Body,
    /// Meetings: the cases they speak of, minutes and decisions.
    Meeting,
    /// Asking a support centre for advice.
    CentreRequest,
    /// The prevention programme: goals, activities, tasks, indicators and how far they are.
    Programme,
    /// Writing down that the council approved a version of the programme.
    ProgrammeApproval,
    /// How far a task of the programme is, and the files that prove it.
    ProgrammeReport,
    /// The prevention plan of a school, its assessment of itself, its policies.
    SchoolPlan,
    /// Own account, drafts, help.
    OwnAccount,
}

impl Resource {
    /// All of them, in the order of the printed table.
    pub const ALL: [Self; 49] = [
        Self::Pupil,
        Self::Assessment,
        Self::Attendance,
        Self::Marks,
        Self::Incidents,
        Self::Circumstances,
        Self::CommissionReferral,
        Self::Screening,
        Self::Guardians,
        Self::Address,
        Self::Concern,
        Self::RiskFactors,
        Self::LevelDecision,
        Self::Duty,
        Self::SupportPlan,
        Self::PlanApproval,
        Self::PlanPart,
        Self::SupportTeam,
        Self::AccessList,
        Self::AccessLog,
        Self::Statistics,
        Self::Indicator,
        Self::Submission,
        Self::NotEnrolled,
        Self::NextStep,
        Self::Registry,
        Self::Institution,
        Self::Load,
        Self::Settings,
        Self::Account,
        Self::Audit,
        Self::Retention,
        Self::Observation,
        Self::Case,
        Self::CaseWords,
        Self::CaseReport,
        Self::CaseForm,
        Self::CaseCircumstances,
        Self::CaseOpening,
        Self::Danger,
        Self::Protection,
        Self::Body,
        Self::Meeting,
        Self::CentreRequest,
        Self::Programme,
        Self::ProgrammeApproval,
        Self::ProgrammeReport,
        Self::SchoolPlan,
        Self::OwnAccount,
    ];

    /// The code used in texts and the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pupil => "pupil",
            Self::Assessment => "assessment",
            Self::Attendance => "attendance",
            Self::Marks => "marks",
            Self::Incidents => "incidents",
            Self::Circumstances => "circumstances",
            Self::CommissionReferral => "commission_referral",
            Self::Screening => "screening",
            Self::Guardians => "guardians",
            Self::Address => "address",
            Self::Concern => "concern",
            Self::RiskFactors => "risk_factors",
            Self::LevelDecision => "level_decision",
            Self::Duty => "duty",
            Self::SupportPlan => "support_plan",
            Self::PlanApproval => "plan_approval",
            Self::PlanPart => "plan_part",
            Self::SupportTeam => "support_team",
            Self::AccessList => "access_list",
            Self::AccessLog => "access_log",
            Self::Statistics => "statistics",
            Self::Indicator => "indicator",
            Self::Submission => "submission",
            Self::NotEnrolled => "not_enrolled",
            Self::NextStep => "next_step",
            Self::Registry => "registry",
            Self::Institution => "institution",
            Self::Load => "load",
            Self::Settings => "settings",
            Self::Account => "account",
            Self::Audit => "audit",
            Self::Retention => "retention",
            Self::Observation => "observation",
            Self::Case => "case",
            Self::CaseWords => "case_words",
            Self::CaseReport => "case_report",
            Self::CaseForm => "case_form",
            Self::CaseCircumstances => "case_circumstances",
            Self::CaseOpening => "case_opening",
            Self::Danger => "danger",
            Self::Protection => "protection",
            Self::Body => "body",
            Self::Meeting => "meeting",
            Self::CentreRequest => "centre_request",
            Self::Programme => "programme",
            Self::ProgrammeApproval => "programme_approval",
            Self::ProgrammeReport => "programme_report",
            Self::SchoolPlan => "school_plan",
            Self::OwnAccount => "own_account",
        }
    }

    /// The fields that the record consists of, by name: what a grant on it opens.
    pub const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Pupil => &["given_name", "family_name", "institution", "class", "enrolments"],
            Self::Assessment => &["level", "reasons", "since"],
            Self::Attendance => &["date", "lesson", "subject", "kind"],
            Self::Marks => &["subject", "date", "value", "exam_percent"],
            Self::Incidents => &["date", "kind", "role", "note"],
            Self::Circumstances => &["kind", "from", "to", "source_institution"],
            Self::CommissionReferral => &["referred", "opinion", "programme_code"],
            Self::Screening => &["area", "result", "date", "note"],
            Self::Guardians => &["given_name", "family_name", "relation", "phone", "email"],
            Self::Address => &["declared_address", "birth_date"],
            Self::Concern => &["factors", "text", "urgency", "findings", "answer"],
            Self::RiskFactors => &["factor", "note", "opened", "closed"],
            Self::LevelDecision => &["verdict", "level", "reason"],
            Self::Duty => &["code", "due", "done", "note"],
            Self::SupportPlan => &[
                "school_year",
                "semester",
                "risks",
                "goals",
                "measures",
                "family",
                "consultations",
                "evaluation",
            ],
            Self::PlanApproval => &["risks", "goals", "measures", "family", "consent"],
            Self::PlanPart => &[
                "given_name",
                "family_name",
                "institution",
                "class",
                "task",
                "hours",
                "due",
                "responsible",
                "answer",
            ],
            Self::SupportTeam => &["order", "members", "meetings", "tasks"],
            Self::AccessList => &["name", "role", "why"],
            Self::AccessLog => &["at", "name", "sections"],
            Self::Retention => &["kind", "term", "number", "decision"],
            Self::Case => &[
                "kind",
                "state",
                "lead",
                "owner",
                "next_date",
                "parts",
                "steps",
                "outcome",
            ],
            Self::CaseWords => &["words_of_steps"],
            Self::CaseReport => &[
                "recipient",
                "told_at",
                "due",
                "sent_at",
                "content",
                "received_at",
                "answer",
            ],
            Self::CaseForm => &["kind", "fields"],
            Self::CaseCircumstances => &["factor", "words", "institution"],
            Self::Danger => &["told", "told_at", "words"],
            Self::Protection => &["kind", "from", "to", "basis"],
            Self::Body => &[
                "name",
                "kind",
                "basis",
                "members",
                "meetings",
                "proposals",
                "rules",
            ],
            // The date of birth is for those who see what is restricted.
            Self::Meeting => &[
                "given_name",
                "family_name",
                "birth_date",
                "institution",
                "class",
                "agenda",
                "participants",
                "minutes",
                "decisions",
                "talks",
            ],
            Self::CentreRequest => &["institution", "speciality", "age", "text", "answer"],
            Self::Indicator => &["value", "target", "status", "source"],
            Self::Submission => &["figures", "progress", "needs", "due"],
            Self::NextStep => &[
                "given_name",
                "family_name",
                "birth_date",
                "institution",
                "step",
                "source",
            ],
            Self::Statistics
            | Self::NotEnrolled
            | Self::Registry
            | Self::Institution
            | Self::Load
            | Self::Settings
            | Self::Account
            | Self::Audit
            | Self::Observation
            | Self::CaseOpening
            | Self::Programme
            | Self::ProgrammeApproval
            | Self::ProgrammeReport
            | Self::SchoolPlan
            | Self::OwnAccount => &[],
        }
    }
}
