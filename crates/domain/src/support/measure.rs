//! Measures of support: every kind that the programmes evidence, with what each needs to be planned.

use serde::{Deserialize, Serialize};

use super::ConsultationKind;

/// Economic support [Tukums, Ogre, Ventspils].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Economic {
    /// The way to school.
    Transport,
    /// Meals.
    Meals,
    /// A place in the dormitory.
    Dormitory,
    /// Learning materials.
    LearningMaterials,
}

/// A kind of measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureKind {
    /// Individual consultations in a subject.
    SubjectConsultation,
    /// Consultations of support staff.
    SupportStaff,
    /// A teacher's individual support not tied to a subject.
    TeacherSupport,
    /// A teacher's assistant or second teacher.
    TeacherAssistant,
    /// Career consultations, grades 7–12.
    CareerConsultation,
    /// Support in reading.
    ReadingSupport,
    /// Support in the language of instruction.
    LanguageSupport,
    /// Learning at home or in the family, up to grade 6.
    HomeSchooling,
    /// Economic support with an amount.
    Economic(Economic),
    /// A person the pupil trusts.
    TrustPerson,
    /// A mentor.
    Mentor,
    /// "Youth to youth": support by somebody of the same age.
    YouthToYouth,
    /// Therapy of the family.
    FamilyTherapy,
    /// A family assistant.
    FamilyAssistant,
    /// A programme of family support, with start and end.
    FamilyProgramme,
    /// A programme of behaviour, with start and end.
    BehaviourProgramme,
    /// An assistant or mediator between family, community and school [Ventspils]. Whose community it is, is not recorded.
    CommunityMediator,
    /// Something else, in words.
    Other,
}

impl MeasureKind {
    /// Every kind, in the order of the form.
    pub const ALL: [Self; 21] = [
        Self::SubjectConsultation,
        Self::SupportStaff,
        Self::TeacherSupport,
        Self::TeacherAssistant,
        Self::CareerConsultation,
        Self::ReadingSupport,
        Self::LanguageSupport,
        Self::HomeSchooling,
        Self::Economic(Economic::Transport),
        Self::Economic(Economic::Meals),
        Self::Economic(Economic::Dormitory),
        Self::Economic(Economic::LearningMaterials),
        Self::TrustPerson,
        Self::Mentor,
        Self::YouthToYouth,
        Self::FamilyTherapy,
        Self::FamilyAssistant,
        Self::FamilyProgramme,
        Self::BehaviourProgramme,
        Self::CommunityMediator,
        Self::Other,
    ];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SubjectConsultation => "subject_consultation",
            Self::SupportStaff => "support_staff",
            Self::TeacherSupport => "teacher_support",
            Self::TeacherAssistant => "teacher_assistant",
            Self::CareerConsultation => "career_consultation",
            Self::ReadingSupport => "reading_support",
            Self::LanguageSupport => "language_support",
            Self::HomeSchooling => "home_schooling",
            Self::Economic(Economic::Transport) => "transport",
            Self::Economic(Economic::Meals) => "meals",
            Self::Economic(Economic::Dormitory) => "dormitory",
            Self::Economic(Economic::LearningMaterials) => "learning_materials",
            Self::TrustPerson => "trust_person",
            Self::Mentor => "mentor",
            Self::YouthToYouth => "youth_to_youth",
            Self::FamilyTherapy => "family_therapy",
            Self::FamilyAssistant => "family_assistant",
            Self::FamilyProgramme => "family_programme",
            Self::BehaviourProgramme => "behaviour_programme",
            Self::CommunityMediator => "community_mediator",
            Self::Other => "other",
        }
    }

    /// The kind by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// As which kind of consultation its hours are counted; `None` where hours are not logged.
    pub const fn hours_as(self) -> Option<ConsultationKind> {
        match self {
            Self::SubjectConsultation | Self::ReadingSupport | Self::LanguageSupport => {
                Some(ConsultationKind::Subject)
            }
            Self::SupportStaff | Self::TeacherAssistant | Self::CareerConsultation => {
                Some(ConsultationKind::SupportStaff)
            }
            Self::TeacherSupport | Self::Mentor | Self::TrustPerson => Some(ConsultationKind::Teacher),
            _ => None,
        }
    }

    /// Whether it must say in which subject or by which specialist it is given.
    pub const fn needs_subject_or_role(self) -> bool {
        matches!(self, Self::SubjectConsultation | Self::SupportStaff)
    }

    /// Whether an amount of money belongs to it.
    pub const fn has_amount(self) -> bool {
        matches!(self, Self::Economic(_))
    }

    /// Whether it must be described in words: who the person is, which programme, why at home.
    pub const fn needs_detail(self) -> bool {
        matches!(
            self,
            Self::TrustPerson
                | Self::Mentor
                | Self::HomeSchooling
                | Self::FamilyProgramme
                | Self::BehaviourProgramme
                | Self::Other
        )
    }

    /// The grades for which it is meant; outside them it is refused.
    pub const fn grades(self) -> Option<(u8, u8)> {
        match self {
            // RN L631, Ogre L1475: pupils of grades 7–12.
            Self::CareerConsultation => Some((7, 12)),
            // Tukums L313: learning in the family up to grade 6.
            Self::HomeSchooling => Some((1, 6)),
            _ => None,
        }
    }

    /// Whether it tells of means or family, so that only readers entitled to the child's circumstances see it.
    pub const fn is_restricted(self) -> bool {
        matches!(
            self,
            Self::Economic(_)
                | Self::FamilyTherapy
                | Self::FamilyAssistant
                | Self::FamilyProgramme
                | Self::CommunityMediator
        )
    }
}

/// An institution beside the school that has its own part in a plan [Rēzeknes novads, Ogre, Ventspils].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Partner {
    /// Social service.
    SocialService,
    /// Orphans' court.
    OrphansCourt,
    /// Municipal police.
    MunicipalPolice,
    /// State police.
    StatePolice,
    /// Youth worker.
    YouthWorker,
    /// Pedagogical medical commission.
    Pmk,
    /// A doctor or clinic.
    Medical,
    /// A youth house, a centre of initiatives and support for young people, adult education [Ventspils, Tukums].
    YouthCentre,
    /// A support centre for preschools and schools [Ventspils, Tukums].
    SupportCentre,
    /// The association or board of a parish: the way to school, meals, what is around [Rēzeknes novads, Tukums].
    ParishBoard,
    /// An organisation.
    Ngo,
    /// Another one, in words.
    Other,
}

impl Partner {
    /// Every partner.
    pub const ALL: [Self; 12] = [
        Self::SocialService,
        Self::OrphansCourt,
        Self::MunicipalPolice,
        Self::StatePolice,
        Self::YouthWorker,
        Self::Pmk,
        Self::Medical,
        Self::YouthCentre,
        Self::SupportCentre,
        Self::ParishBoard,
        Self::Ngo,
        Self::Other,
    ];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SocialService => "social_service",
            Self::OrphansCourt => "orphans_court",
            Self::MunicipalPolice => "municipal_police",
            Self::StatePolice => "state_police",
            Self::YouthWorker => "youth_worker",
            Self::Pmk => "pmk",
            Self::Medical => "medical",
            Self::YouthCentre => "youth_centre",
            Self::SupportCentre => "support_centre",
            Self::ParishBoard => "parish_board",
            Self::Ngo => "ngo",
            Self::Other => "other",
        }
    }

    /// The partner by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|partner| partner.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: IAP-09, IAP-10, IAP-11, IAP-12, IAP-13, IAP-14, IAP-17, IAP-22
    #[test]
    fn every_evidenced_kind_says_what_it_needs() {
        for kind in MeasureKind::ALL {
            assert_eq!(MeasureKind::from_code(kind.code()), Some(kind));
        }
        let hours = |code: &str| MeasureKind::from_code(code).unwrap().hours_as();
        assert_eq!(hours("subject_consultation"), Some(ConsultationKind::Subject));
        assert_eq!(hours("support_staff"), Some(ConsultationKind::SupportStaff));
        assert_eq!(hours("teacher_assistant"), Some(ConsultationKind::SupportStaff));
        assert_eq!(hours("career_consultation"), Some(ConsultationKind::SupportStaff));
        assert_eq!(hours("reading_support"), Some(ConsultationKind::Subject));
        assert_eq!(hours("teacher_support"), Some(ConsultationKind::Teacher));
        assert_eq!(hours("meals"), None);
        assert!(MeasureKind::Economic(Economic::Meals).has_amount());
        assert!(MeasureKind::Mentor.needs_detail() && MeasureKind::FamilyProgramme.needs_detail());
        assert_eq!(MeasureKind::CareerConsultation.grades(), Some((7, 12)));
        assert_eq!(MeasureKind::HomeSchooling.grades(), Some((1, 6)));
    }

    #[test]
    fn what_tells_of_means_or_family_is_restricted() {
        let open: Vec<_> = MeasureKind::ALL
            .into_iter()
            .filter(|kind| !kind.is_restricted())
            .map(MeasureKind::code)
            .collect();
        assert!(!open.contains(&"meals") && !open.contains(&"family_therapy"));
        assert!(open.contains(&"subject_consultation") && open.contains(&"mentor"));
    }
}
