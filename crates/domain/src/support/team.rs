//! The support team of an institution: set up by the head's order, with the specialities that the programmes name.

use crate::registry::SupportRole;

/// The specialities that a support team should have [Rēzeknes novads, Ogre, Tukums, Ventspils].
pub const REQUIRED: [SupportRole; 7] = [
    SupportRole::SocialPedagogue,
    SupportRole::Psychologist,
    SupportRole::SpeechTherapist,
    SupportRole::SpecialEducator,
    SupportRole::CareerConsultant,
    SupportRole::Nurse,
    SupportRole::TeacherAssistant,
];

/// The specialities that no member has. A teacher of special education stands in for a special educator.
pub fn missing_specialities(present: &[SupportRole]) -> Vec<SupportRole> {
    let has = |role: SupportRole| {
        present.contains(&role)
            || (role == SupportRole::SpecialEducator
                && present.contains(&SupportRole::SpecialEducationTeacher))
    };
    REQUIRED.into_iter().filter(|role| !has(*role)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: IAP-02
    #[test]
    fn missing_specialities_are_named() {
        let present = [
            SupportRole::SocialPedagogue,
            SupportRole::SpecialEducationTeacher,
            SupportRole::Psychologist,
        ];
        assert_eq!(
            missing_specialities(&present),
            [
                SupportRole::SpeechTherapist,
                SupportRole::CareerConsultant,
                SupportRole::Nurse,
                SupportRole::TeacherAssistant
            ]
        );
        assert_eq!(missing_specialities(&REQUIRED), []);
    }
}
