//! The access table itself. Its printed form is a snapshot in the tests and a page of the application; a change here is a change
//! of who sees children's data and is reviewed as such.

use serde::{Deserialize, Serialize};

use super::{Resource, Role};

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
    /// What is written in support plans for the institution or the person.
    Part,
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
            Self::Part => "part",
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
        MunicipalLeadership, MunicipalPolice, Ngo, OrphansCourt, Pmk, Probation, SchoolHead, SocialService,
        StatePolice, SupportStaff, YouthWorker,
    };
    match (role, resource, action) {
        (_, R::OwnAccount, Read | Write) => Some(Grant::Own),
        // Where help is, which institutions there are: no personal data.
        (_, R::Institution | R::Body | R::Programme, Read) => Some(Grant::Municipality),
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
        // Those who write the school's reports put them on paper to be signed; so do the institutions that can lead a case.
        | (SupportStaff | SchoolHead, R::CaseReport, Export) => Some(Grant::Institution),
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

        // An institution whose part stands in a plan learns which child it is for, what it has to do and whom to ask, and answers; nothing else of
        // the plan. An organisation does so only where a part names the person.
        (
            SocialService
            | OrphansCourt
            | MunicipalPolice
            | StatePolice
            | YouthWorker
            | Pmk
            | Medical
            | Ngo
            | EducationBoard,
            R::PlanPart,
            Read | Write,
        ) => Some(Grant::Part),

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

        // What became of those who left: the school finds it out of its own, the board and the youth worker of all; they go out to whom nobody
        // knows to study or work.
        (SupportStaff | SchoolHead, R::NextStep, Read | Write) => Some(Grant::Institution),
        (EducationBoard | YouthWorker, R::NextStep, Read | Write | Export) => Some(Grant::Municipality),

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

        (MunicipalLeadership, R::Statistics, Read | Export)
        // The police plan their prevention by figures that name nobody (Ogre); few children behind one are hidden from them.
        | (MunicipalPolice, R::Statistics, Read) => Some(Grant::Municipality),

        // How the programme stands concerns all who carry it out; few children behind a value are hidden from those who may not see each. The
        // board types what no record may hold.
        (
            EducationBoard | MunicipalLeadership | ChildRightsSpecialist | SchoolHead | SupportStaff,
            R::Indicator,
            Read,
        )
        | (EducationBoard, R::Indicator, Write)
        | (EducationBoard | MunicipalLeadership, R::Indicator, Export) => Some(Grant::Municipality),
        // A school reports how its pupils at risk are learning: figures and words about the school, no child.
        (SchoolHead | SupportStaff, R::Submission, Read | Write) => Some(Grant::Institution),
        (EducationBoard | MunicipalLeadership, R::Submission, Read) => Some(Grant::Municipality),

        // The board writes the programme, the council approves it; whoever has a task says how far it is.
        (EducationBoard, R::Programme, Write | Export)
        | (MunicipalLeadership, R::Programme, Export)
        | (MunicipalLeadership, R::ProgrammeApproval, Write) => Some(Grant::Municipality),
        // A school plans for itself and says how well it does; the board reads which have a system. What proves a report may name people: the
        // file is read where it was reported, and by those who answer for the programme.
        (SupportStaff | SchoolHead, R::SchoolPlan, Read | Write)
        | (SupportStaff | SchoolHead, R::ProgrammeReport, Read | Write) => Some(Grant::Institution),
        (EducationBoard | MunicipalLeadership, R::SchoolPlan | R::ProgrammeReport, Read) => Some(Grant::Municipality),
        (
            ChildRightsSpecialist
            | SocialService
            | OrphansCourt
            | MunicipalPolice
            | StatePolice
            | YouthWorker
            | Pmk
            | Medical
            | Ngo,
            R::ProgrammeReport,
            Read,
        ) => Some(Grant::Own),
        (
            EducationBoard
            | ChildRightsSpecialist
            | SocialService
            | OrphansCourt
            | MunicipalPolice
            | StatePolice
            | YouthWorker
            | Pmk
            | Medical
            | Ngo,
            R::ProgrammeReport,
            Write,
        ) => Some(Grant::Municipality),

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
