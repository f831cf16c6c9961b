//! Support staff by role.

use serde::{Deserialize, Serialize};

use crate::people::folded;

/// A role of support staff (*atbalsta personāls*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SupportRole {
    /// *Sociālais pedagogs.*
    SocialPedagogue,
    /// *Izglītības psihologs*, *psihologs*.
    Psychologist,
    /// *Logopēds*, *skolotājs logopēds*.
    SpeechTherapist,
    /// *Speciālais pedagogs*.
    SpecialEducator,
    /// *Speciālās izglītības skolotājs*: teaches in special programmes; Ogre counts these posts apart.
    SpecialEducationTeacher,
    /// *Pedagogs karjeras konsultants*.
    CareerConsultant,
    /// *Medmāsa*, *ārsta palīgs* at a school.
    Nurse,
    /// *Pedagoga palīgs*, *skolotāja palīgs*.
    TeacherAssistant,
    /// A role the tables name otherwise.
    Other,
}

impl SupportRole {
    /// Every role in the order of the tables.
    pub const ALL: [Self; 9] = [
        Self::SocialPedagogue,
        Self::Psychologist,
        Self::SpeechTherapist,
        Self::SpecialEducator,
        Self::SpecialEducationTeacher,
        Self::CareerConsultant,
        Self::Nurse,
        Self::TeacherAssistant,
        Self::Other,
    ];

    /// Code, as in files and serialised form; a message key is made from it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SocialPedagogue => "social_pedagogue",
            Self::Psychologist => "psychologist",
            Self::SpeechTherapist => "speech_therapist",
            Self::SpecialEducator => "special_educator",
            Self::SpecialEducationTeacher => "special_education_teacher",
            Self::CareerConsultant => "career_consultant",
            Self::Nurse => "nurse",
            Self::TeacherAssistant => "teacher_assistant",
            Self::Other => "other",
        }
    }

    /// The name in Latvian.
    pub const fn latvian(self) -> &'static str {
        match self {
            Self::SocialPedagogue => "sociālais pedagogs",
            Self::Psychologist => "psihologs",
            Self::SpeechTherapist => "logopēds",
            Self::SpecialEducator => "speciālais pedagogs",
            Self::SpecialEducationTeacher => "speciālās izglītības skolotājs",
            Self::CareerConsultant => "karjeras konsultants",
            Self::Nurse => "medmāsa",
            Self::TeacherAssistant => "pedagoga palīgs",
            Self::Other => "cits speciālists",
        }
    }

    /// The name in English.
    pub const fn english(self) -> &'static str {
        match self {
            Self::SocialPedagogue => "social pedagogue",
            Self::Psychologist => "psychologist",
            Self::SpeechTherapist => "speech therapist",
            Self::SpecialEducator => "special educator",
            Self::SpecialEducationTeacher => "special education teacher",
            Self::CareerConsultant => "career consultant",
            Self::Nurse => "nurse",
            Self::TeacherAssistant => "teacher assistant",
            Self::Other => "another specialist",
        }
    }

    /// Reads a code or one of the Latvian names in use.
    pub fn parse(text: &str) -> Option<Self> {
        let name = folded(&text.replace('_', " "));
        let role = Self::ALL
            .into_iter()
            .find(|role| role.code().replace('_', " ") == name);
        role.or_else(|| {
            Some(match name.as_str() {
                "socialais pedagogs" | "sociala pedagoge" | "soc pedagogs" => Self::SocialPedagogue,
                "psihologs" | "izglitibas psihologs" | "skolas psihologs" => Self::Psychologist,
                "logopeds" | "skolotajs logopeds" => Self::SpeechTherapist,
                "specialais pedagogs" | "speciala pedagoge" => Self::SpecialEducator,
                "specialas izglitibas skolotajs" | "specialais izglitibas skolotajs" => {
                    Self::SpecialEducationTeacher
                }
                "karjeras konsultants" | "pedagogs karjeras konsultants" => Self::CareerConsultant,
                "medmasa" | "medicinas masa" | "skolas medmasa" | "arsta paligs" => Self::Nurse,
                "pedagoga paligs" | "skolotaja paligs" | "asistents" => Self::TeacherAssistant,
                "cits" | "cits atbalsta personals" => Self::Other,
                _ => return None,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::SupportRole;

    // covers: REG-21
    #[test]
    fn roles_are_read_by_code_and_name() {
        for role in SupportRole::ALL {
            assert_eq!(SupportRole::parse(role.code()), Some(role));
        }
        assert_eq!(
            SupportRole::parse("Skolotājs logopēds"),
            Some(SupportRole::SpeechTherapist)
        );
        let special = SupportRole::parse("speciālais izglītības skolotājs");
        assert_eq!(special, Some(SupportRole::SpecialEducationTeacher));
        assert_eq!(SupportRole::parse("Direktors"), None);
    }
}
