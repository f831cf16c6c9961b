//! Who may do what to which records, and why: one pure table for the whole product. Every read of personal data needs a
//! [`Scope`], and only [`Actor::scope`] makes one. It must not know SQL, pages or the clock.

mod actor;
mod resource;
mod table;

pub use actor::{Actor, ActorKind, Assignment, Denied, Reach, Scope};
pub use resource::Resource;
pub use table::{Action, Grant, grant, grants};

use serde::{Deserialize, Serialize};

/// Roles a person can hold. Which institution they hold it at is in [`Assignment`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// *Klases audzinātājs*: the pupils of the class.
    ClassTeacher,
    /// *Atbalsta personāls*: social pedagogue, psychologist and others, the pupils of the institution.
    SupportStaff,
    /// *Izglītības iestādes vadība*.
    SchoolHead,
    /// *Izglītības pārvalde*: coordinates, monitors, reports.
    EducationBoard,
    /// *Bērnu tiesību aizsardzības speciālists*: children in danger.
    ChildRightsSpecialist,
    /// *Sociālais dienests*: the cases it takes part in.
    SocialService,
    /// *Bāriņtiesa*: the cases it takes part in.
    OrphansCourt,
    /// *Pašvaldības policija*: the cases it takes part in.
    MunicipalPolice,
    /// *Valsts policija*: the cases it takes part in.
    StatePolice,
    /// *Jaunatnes darbinieks*: the cases it takes part in, without their content, and young people on no list.
    YouthWorker,
    /// *Pedagoģiski medicīniskā komisija*: the cases it takes part in.
    Pmk,
    /// *Probācijas dienests*: the cases it takes part in.
    Probation,
    /// *Ārstniecības iestāde*: the cases it takes part in.
    Medical,
    /// *NVO*: its own programme, and what a support plan asks of the person by name.
    Ngo,
    /// *Pašvaldības vadība*: figures without names.
    MunicipalLeadership,
    /// *Datu aizsardzības speciālists*: who looked at what.
    DataProtectionOfficer,
    /// Accounts, settings and files; no pupil's record.
    Administrator,
}

impl Role {
    /// All roles, in the order in which they are shown.
    pub const ALL: [Self; 17] = [
        Self::ClassTeacher,
        Self::SupportStaff,
        Self::SchoolHead,
        Self::EducationBoard,
        Self::ChildRightsSpecialist,
        Self::SocialService,
        Self::OrphansCourt,
        Self::MunicipalPolice,
        Self::StatePolice,
        Self::YouthWorker,
        Self::Pmk,
        Self::Probation,
        Self::Medical,
        Self::Ngo,
        Self::MunicipalLeadership,
        Self::DataProtectionOfficer,
        Self::Administrator,
    ];

    /// The code used in files, addresses and the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ClassTeacher => "class_teacher",
            Self::SupportStaff => "support_staff",
            Self::SchoolHead => "school_head",
            Self::EducationBoard => "education_board",
            Self::ChildRightsSpecialist => "child_rights_specialist",
            Self::SocialService => "social_service",
            Self::OrphansCourt => "orphans_court",
            Self::MunicipalPolice => "municipal_police",
            Self::StatePolice => "state_police",
            Self::YouthWorker => "youth_worker",
            Self::Pmk => "pmk",
            Self::Probation => "probation",
            Self::Medical => "medical",
            Self::Ngo => "ngo",
            Self::MunicipalLeadership => "municipal_leadership",
            Self::DataProtectionOfficer => "data_protection_officer",
            Self::Administrator => "administrator",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether the role is held at an institution (the others are held for the municipality).
    pub const fn at_institution(self) -> bool {
        matches!(self, Self::ClassTeacher | Self::SupportStaff | Self::SchoolHead)
    }
}
