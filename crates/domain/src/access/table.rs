//! The access table itself. Its printed form is a snapshot in the tests and a page of the application; a change here is a change
//! of who sees children's data and is reviewed as such.

use serde::{Deserialize, Serialize};

use super::Role;

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
    /// The support team of an institution with its meetings.
    SupportTeam,
    /// Who can see the child and why.
    AccessList,
    /// Who has looked at the child's record.
    AccessLog,
    /// Figures without names: schools as rows.
    Statistics,
    /// Children declared here who are on no institution's list.
    NotEnrolled,
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
    /// Own account, drafts, help.
    OwnAccount,
}

impl Resource {
    /// All of them, in the order of the printed table.
    pub const ALL: [Self; 41] = [
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
        Self::SupportTeam,
        Self::AccessList,
        Self::AccessLog,
        Self::Statistics,
        Self::NotEnrolled,
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
            Self::SupportTeam => "support_team",
            Self::AccessList => "access_list",
            Self::AccessLog => "access_log",
            Self::Statistics => "statistics",
            Self::NotEnrolled => "not_enrolled",
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
            Self::Meeting => &["agenda", "participants", "minutes", "decisions", "talks"],
            Self::CentreRequest => &["institution", "speciality", "age", "text", "answer"],
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
            | Self::OwnAccount => &[],
        }
    }
}

/// What can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Look.
    Read,
    /// Add or change.
    Write,
    /// Take out as a file.
    Export,
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Read, Self::Write, Self::Export];
}

/// How far a grant reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grant {
    /// The class the role is held for.
    Class,
    /// The institution the role is held at.
    Institution,
    /// The whole municipality.
    Municipality,
    /// Children with an unsettled report of danger, and those in whose case the institution takes part.
    Danger,
    /// Cases in which the institution takes part, from the day its part begins until it ends, and their children.
    Case,
    /// What the person wrote themselves.
    Own,
    /// The meetings in which the person takes part.
    Meeting,
}

impl Grant {
    /// The code used in texts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Class => "class",
            Self::Institution => "institution",
            Self::Municipality => "municipality",
            Self::Danger => "danger",
            Self::Case => "case",
            Self::Own => "own",
            Self::Meeting => "meeting",
        }
    }
}

/// What the role may do to the resource; `None`: nothing, and the record is invisible.
#[expect(
    clippy::match_same_arms,
    clippy::unnested_or_patterns,
    reason = "the table is read role by role; joined arms would hide who gets what"
)]
pub const fn grant(role: Role, action: Action, resource: Resource) -> Option<Grant> {
    use Action::{Export, Read, Write};
    use Resource as R;
    use Role::{
        Administrator, ChildRightsSpecialist, ClassTeacher, DataProtectionOfficer, EducationBoard, Medical,
        MunicipalLeadership, MunicipalPolice, OrphansCourt, Pmk, Probation, SchoolHead, SocialService,
        StatePolice, SupportStaff, YouthWorker,
    };
    match (role, resource, action) {
        (_, R::OwnAccount, Read | Write) => Some(Grant::Own),
        // Where help is, which institutions there are: no personal data.
        (_, R::Institution | R::Body, Read) => Some(Grant::Municipality),
        // Whoever takes part in a meeting sees what it speaks of, whatever their role; to change it they must lead the body.
        (_, R::Meeting, Read | Write) => Some(Grant::Meeting),

        // A child in danger: whoever learns of it, at once. Those outside schools find the child by its full name.
        (ClassTeacher | SupportStaff | SchoolHead, R::Danger, Write)
        | (SupportStaff | SchoolHead, R::CaseOpening, Write) => Some(Grant::Institution),
        (
            EducationBoard
            | ChildRightsSpecialist
            | SocialService
            | OrphansCourt
            | MunicipalPolice
            | StatePolice
            | YouthWorker
            | Pmk
            | Probation
            | Medical,
            R::Danger,
            Write,
        )
        // A clinic reports that a child does not come, too.
        | (SocialService | OrphansCourt | ChildRightsSpecialist | Medical, R::CaseOpening, Write) => {
            Some(Grant::Municipality)
        }

        // The school's own cases, with all that was written in them; not what other institutions added for themselves.
        (SupportStaff | SchoolHead, R::Case | R::CaseWords | R::CaseReport | R::CaseForm, Read | Write)
        | (SchoolHead, R::CaseReport, Export) => Some(Grant::Institution),
        // The board sees that every case moves, and the reports written to it.
        (EducationBoard, R::Case, Read) => Some(Grant::Municipality),
        (EducationBoard, R::CaseReport | R::CaseForm, Read | Write) => Some(Grant::Case),

        // Institutions around the school: from the day they take part until their part ends, and only what their task needs.
        (
            SocialService | OrphansCourt,
            R::Pupil
            | R::Assessment
            | R::Attendance
            | R::Guardians
            | R::Address
            | R::Circumstances
            | R::Duty
            | R::Case
            | R::CaseWords
            | R::CaseReport
            | R::CaseForm
            | R::CaseCircumstances
            | R::Protection,
            Read,
        )
        | (
            SocialService | OrphansCourt,
            R::Duty
            | R::Case
            | R::CaseWords
            | R::CaseReport
            | R::CaseForm
            | R::CaseCircumstances
            | R::Protection,
            Write,
        )
        | (SocialService | OrphansCourt, R::CaseReport, Export) => Some(Grant::Case),
        (
            MunicipalPolice,
            R::Pupil
            | R::Attendance
            | R::Guardians
            | R::Address
            | R::Duty
            | R::Case
            | R::CaseReport
            | R::CaseForm
            | R::Protection,
            Read,
        )
        | (MunicipalPolice, R::Duty | R::Case | R::CaseReport | R::CaseForm | R::CaseCircumstances, Write)
        | (
            StatePolice,
            R::Pupil
            | R::Guardians
            | R::Address
            | R::Duty
            | R::Case
            | R::CaseReport
            | R::CaseForm
            | R::Protection,
            Read,
        )
        | (StatePolice, R::Duty | R::Case | R::CaseReport | R::CaseForm | R::CaseCircumstances, Write)
        | (YouthWorker, R::Pupil | R::Duty | R::Case | R::CaseForm, Read)
        | (YouthWorker, R::Duty | R::Case | R::CaseForm, Write)
        | (Pmk, R::Pupil | R::Marks | R::Duty | R::Case | R::CaseReport | R::CaseForm, Read)
        | (Pmk, R::Duty | R::Case | R::CaseReport | R::CaseForm, Write)
        | (Probation, R::Pupil | R::Attendance | R::Duty | R::Case | R::CaseForm, Read)
        | (Probation, R::Duty | R::Case | R::CaseForm, Write)
        | (Medical, R::Pupil | R::Duty | R::Case | R::CaseReport | R::CaseForm, Read)
        | (Medical, R::Duty | R::Case | R::CaseReport | R::CaseForm, Write) => Some(Grant::Case),
        (
            ChildRightsSpecialist,
            R::Case | R::CaseWords | R::CaseReport | R::CaseForm | R::CaseCircumstances | R::Protection,
            Read,
        )
        | (
            ChildRightsSpecialist,
            R::Case | R::CaseWords | R::CaseReport | R::CaseForm | R::CaseCircumstances,
            Write,
        )
        | (ChildRightsSpecialist, R::CaseReport, Export) => Some(Grant::Case),

        // The class teacher notices and reports; parents are contacted the same day.
        (
            ClassTeacher,
            R::Pupil
            | R::Assessment
            | R::Attendance
            | R::Marks
            | R::Incidents
            | R::Guardians
            | R::Duty
            | R::AccessList,
            Read,
        )
        | (ClassTeacher, R::Duty, Write)
        | (ClassTeacher, R::Assessment, Export) => Some(Grant::Class),
        // A teacher may worry about any pupil of the school whom they teach; what they wrote they can follow.
        (ClassTeacher, R::Concern, Write) => Some(Grant::Institution),
        (ClassTeacher, R::Concern, Read) => Some(Grant::Own),

        // The teacher of a preschool group or first grade screens with the support staff.
        (ClassTeacher, R::Screening, Read | Write) => Some(Grant::Class),
        (SupportStaff | SchoolHead, R::Screening, Read | Write) => Some(Grant::Institution),

        // The class teacher helps to carry a plan out and writes down what was given.
        (ClassTeacher, R::SupportPlan, Read | Write) => Some(Grant::Class),

        // The support team drafts plans, the head approves them; both keep the team's order and meetings.
        (SupportStaff | SchoolHead, R::SupportPlan, Write)
        | (SupportStaff | SchoolHead, R::SupportTeam, Read | Write)
        | (SchoolHead, R::PlanApproval, Read | Write) => Some(Grant::Institution),
        // The municipality's coordinator approves, and sees which teams lack a speciality.
        (EducationBoard, R::PlanApproval, Read | Write) | (EducationBoard, R::SupportTeam, Read) => {
            Some(Grant::Municipality)
        }

        (
            SupportStaff | SchoolHead,
            R::Pupil
            | R::Assessment
            | R::Attendance
            | R::Marks
            | R::Incidents
            | R::Circumstances
            | R::CommissionReferral
            | R::Guardians
            | R::Address
            | R::Concern
            | R::RiskFactors
            | R::LevelDecision
            | R::Duty
            | R::SupportPlan
            | R::AccessList
            | R::Statistics,
            Read,
        )
        // Whom not to inform, and whom to refer, is judged by those who know the child's circumstances.
        | (
            SupportStaff | SchoolHead,
            R::Guardians
            | R::CommissionReferral
            | R::Concern
            | R::RiskFactors
            | R::LevelDecision
            | R::Duty,
            Write,
        )
        | (SupportStaff | SchoolHead, R::Assessment | R::Attendance | R::Duty | R::Statistics, Export)
        | (SchoolHead, R::AccessLog, Read)
        | (SupportStaff | SchoolHead, R::Load | R::CentreRequest, Read | Write)
        | (SchoolHead, R::Registry | R::Settings, Read | Write)
        | (SupportStaff, R::Settings, Read) => Some(Grant::Institution),

        // The education board coordinates and controls: who needs help and whether duties are met, not what was said.
        (
            EducationBoard,
            R::Pupil
            | R::Assessment
            | R::Attendance
            | R::Marks
            | R::Address
            | R::Duty
            | R::AccessList
            | R::Statistics
            | R::NotEnrolled
            | R::Settings
            | R::Observation
            | R::Registry,
            Read,
        )
        | (
            EducationBoard,
            R::NotEnrolled | R::Institution | R::Settings | R::Registry | R::Observation,
            Write,
        )
        | (EducationBoard, R::Assessment | R::Duty | R::Statistics | R::NotEnrolled, Export)
        | (EducationBoard, R::Load, Read | Write) => Some(Grant::Municipality),

        // A child in danger reaches the specialist; nobody else does through this role.
        (
            ChildRightsSpecialist,
            R::Pupil
            | R::Assessment
            | R::Attendance
            | R::Circumstances
            | R::Guardians
            | R::Address
            | R::Concern
            | R::Duty
            | R::AccessList,
            Read,
        )
        | (ChildRightsSpecialist, R::Duty, Write) => Some(Grant::Danger),
        (ChildRightsSpecialist, R::Statistics | R::Observation, Read)
        | (ChildRightsSpecialist, R::Observation, Write) => Some(Grant::Municipality),

        // They set up the bodies; what these speak of they see where they take part.
        (EducationBoard | ChildRightsSpecialist, R::Body, Write) => Some(Grant::Municipality),

        (MunicipalLeadership, R::Statistics, Read | Export) => Some(Grant::Municipality),

        // Sees who looked at whom, not what they saw.
        (DataProtectionOfficer, R::Pupil | R::AccessList | R::AccessLog | R::Audit | R::Settings, Read)
        | (DataProtectionOfficer, R::Audit, Export) => Some(Grant::Municipality),

        (Administrator, R::Account | R::Settings | R::Load | R::Institution, Read | Write)
        | (Administrator, R::Audit, Read) => Some(Grant::Municipality),
        // Numbers only: one proposes that old records are removed, another approves.
        (Administrator | DataProtectionOfficer, R::Retention, Read | Write) => Some(Grant::Municipality),
        _ => None,
    }
}

/// Every grant of the table, role by role: for the printed table and the page that explains access.
pub fn grants() -> Vec<(Role, Resource, Action, Grant)> {
    let mut all = Vec::new();
    for role in Role::ALL {
        for resource in Resource::ALL {
            for action in Action::ALL {
                if let Some(grant) = grant(role, action, resource) {
                    all.push((role, resource, action, grant));
                }
            }
        }
    }
    all
}
