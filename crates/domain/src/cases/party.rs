//! Who takes part in a case, what kind of case it is, and who leads it by rule.

use super::code::codes;
use crate::access::Role;

codes! {
    /// A kind of institution that can take part in a case.
    Party {
        /// The school that the case belongs to.
        School = "school", "Izglītības iestāde", "School";
        /// Learns of every report; orders help, not content.
        EducationBoard = "education_board", "Izglītības pārvalde", "Education board";
        /// Leads social cases.
        SocialService = "social_service", "Sociālais dienests", "Social service";
        /// Leads where separation from the family is at stake.
        OrphansCourt = "orphans_court", "Bāriņtiesa", "Orphans’ court";
        /// Prevention, help on request.
        MunicipalPolice = "municipal_police", "Pašvaldības policija", "Municipal police";
        /// Offences.
        StatePolice = "state_police", "Valsts policija", "State police";
        /// The child rights specialist and the cooperation group that they lead.
        ChildRights = "child_rights", "Bērnu tiesību aizsardzības speciālists un sadarbības grupa", "Child rights specialist and cooperation group";
        /// Programmes, peers.
        YouthWorker = "youth_worker", "Jaunatnes darbinieks", "Youth worker";
        /// Pedagogical medical commission.
        Pmk = "pmk", "Pedagoģiski medicīniskā komisija", "Pedagogical medical commission";
        /// Probation.
        Probation = "probation", "Probācijas dienests", "Probation service";
        /// Clinic, family doctor.
        Medical = "medical", "Ārstniecības iestāde", "Medical institution";
    }
}

impl Party {
    /// The party for which a role acts in cases; `None`: the role acts in none.
    pub const fn of(role: Role) -> Option<Self> {
        match role {
            Role::SchoolHead | Role::SupportStaff => Some(Self::School),
            Role::EducationBoard => Some(Self::EducationBoard),
            Role::SocialService => Some(Self::SocialService),
            Role::OrphansCourt => Some(Self::OrphansCourt),
            Role::MunicipalPolice => Some(Self::MunicipalPolice),
            Role::StatePolice => Some(Self::StatePolice),
            Role::ChildRightsSpecialist => Some(Self::ChildRights),
            Role::YouthWorker => Some(Self::YouthWorker),
            Role::Pmk => Some(Self::Pmk),
            Role::Probation => Some(Self::Probation),
            Role::Medical => Some(Self::Medical),
            Role::ClassTeacher
            | Role::Ngo
            | Role::MunicipalLeadership
            | Role::DataProtectionOfficer
            | Role::Administrator => None,
        }
    }

    /// Whether it can lead a case: answers for the child in law, not on request.
    pub const fn can_lead(self) -> bool {
        matches!(
            self,
            Self::School | Self::SocialService | Self::OrphansCourt | Self::ChildRights
        )
    }
}

codes! {
    /// What a case is about: decides who leads it.
    CaseKind {
        /// A problem at school; the support team works with it.
        School = "school", "Grūtības izglītības iestādē", "Difficulties at school";
        /// A social problem of the child or family.
        Social = "social", "Sociāla rakstura grūtības", "Social difficulties";
        /// Separation, custody, out-of-family care, return to the family.
        Separation = "separation", "Šķiršana no ģimenes, aizgādība, ārpusģimenes aprūpe", "Separation from the family, custody, out-of-family care";
    }
}

impl CaseKind {
    /// Who leads by rule (Rēzeknes novads): the school, the social worker, the orphans' court.
    pub const fn lead(self) -> Party {
        match self {
            Self::School => Party::School,
            Self::Social => Party::SocialService,
            Self::Separation => Party::OrphansCourt,
        }
    }
}
