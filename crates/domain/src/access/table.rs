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
    /// Observations without case detail.
    Observation,
    /// Bodies in which institutions work together: who they are, when they met, what they proposed.
    Body,
    /// Meetings: the cases they speak of, minutes and decisions.
    Meeting,
    /// Cases that an institution brings before a body.
    GroupCase,
    /// Asking a support centre for advice.
    CentreRequest,
    /// Own account, drafts, help.
    OwnAccount,
}

impl Resource {
    /// All of them, in the order of the printed table.
    pub const ALL: [Self; 32] = [
        Self::Pupil,
        Self::Assessment,
        Self::Attendance,
        Self::Marks,
        Self::Incidents,
        Self::Circumstances,
        Self::CommissionReferral,
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
        Self::Observation,
        Self::Body,
        Self::Meeting,
        Self::GroupCase,
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
            Self::Observation => "observation",
            Self::Body => "body",
            Self::Meeting => "meeting",
            Self::GroupCase => "group_case",
            Self::CentreRequest => "centre_request",
            Self::OwnAccount => "own_account",
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
    /// Children with an unsettled report of danger.
    Danger,
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
            Self::Own => "own",
            Self::Meeting => "meeting",
        }
    }
}

/// What the role may do to the resource; `None`: nothing, and the record is invisible.
#[expect(
    clippy::match_same_arms,
    reason = "the table is read role by role; joined arms would hide who gets what"
)]
pub const fn grant(role: Role, action: Action, resource: Resource) -> Option<Grant> {
    use Action::{Export, Read, Write};
    use Resource as R;
    use Role::{
        Administrator, ChildRightsSpecialist, ClassTeacher, DataProtectionOfficer, EducationBoard,
        MunicipalLeadership, SchoolHead, SupportStaff,
    };
    match (role, resource, action) {
        (_, R::OwnAccount, Read | Write) => Some(Grant::Own),
        // Where help is, which institutions there are: no personal data.
        (_, R::Institution | R::Body, Read) => Some(Grant::Municipality),
        // Whoever takes part in a meeting sees what it speaks of, whatever their role; to change it they must lead the body.
        (_, R::Meeting, Read | Write) => Some(Grant::Meeting),

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
        | (SupportStaff | SchoolHead, R::Load | R::GroupCase | R::CentreRequest, Read | Write)
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
