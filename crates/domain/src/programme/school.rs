//! The prevention plan of one school and its yearly assessment of itself: does it have a system, and does the system work.

use crate::cooperation::codes;

codes! {
    /// Whose part a measure is: the whole school takes part, not one specialist (PLN-19).
    SchoolPart {
        /// Those who lead the school.
        Management = "management",
        /// Teachers and support staff.
        Staff = "staff",
        /// Parents.
        Parents = "parents",
        /// Pupils.
        Pupils = "pupils",
    }
}

codes! {
    /// What a school asks itself once a year.
    ///
    /// Source: the duties of institutions in the programmes of Ogre and Rēzeknes novads; which of them make up a system is an assumption [A].
    SelfQuestion {
        /// A support team works by the head's order.
        SupportTeam = "support_team",
        /// There is an order of noticing risks early and telling of them.
        EarlyNotice = "early_notice",
        /// Absences are followed and recorded, and acted upon.
        Absences = "absences",
        /// Pupils at risk have a plan, and it is evaluated.
        IndividualPlans = "individual_plans",
        /// The school has a plan of prevention of its own.
        OwnPlan = "own_plan",
        /// Parents are met and involved.
        Parents = "parents",
        /// Pupils have a say and help each other.
        Pupils = "pupils",
        /// Staff learn and are supervised.
        StaffLearning = "staff_learning",
        /// The policy of a safe institution is in force and revised.
        SafePolicy = "safe_policy",
        /// The school works with other institutions.
        Cooperation = "cooperation",
        /// Processes and results of prevention are looked at every year.
        Evaluation = "evaluation",
    }
}

impl SelfQuestion {
    /// Whether an institution without it has no system.
    pub const fn is_core(self) -> bool {
        matches!(
            self,
            Self::SupportTeam
                | Self::EarlyNotice
                | Self::Absences
                | Self::IndividualPlans
                | Self::OwnPlan
                | Self::Evaluation
        )
    }
}

codes! {
    /// An answer to such a question.
    SelfAnswer {
        /// It works.
        Yes = "yes",
        /// It was begun.
        Partly = "partly",
        /// There is none.
        No = "no",
    }
}

/// Whether an institution has introduced a system: yes when every core question is answered with yes, no when one is answered otherwise, and not
/// enough data while one is unanswered and none is answered otherwise.
pub fn has_system(answers: &[(SelfQuestion, SelfAnswer)]) -> Option<bool> {
    let mut unanswered = false;
    for question in SelfQuestion::ALL.iter().filter(|question| question.is_core()) {
        match answers.iter().find(|(one, _)| one == question) {
            Some((_, SelfAnswer::Yes)) => {}
            Some(_) => return Some(false),
            None => unanswered = true,
        }
    }
    (!unanswered).then_some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: PLN-18
    #[test]
    fn a_system_is_there_when_every_core_question_says_so() {
        let all: Vec<(SelfQuestion, SelfAnswer)> = SelfQuestion::ALL
            .iter()
            .map(|question| (*question, SelfAnswer::Yes))
            .collect();
        assert_eq!(has_system(&all), Some(true));
        assert_eq!(has_system(&[]), None);
        let without_one: Vec<_> = all[1..].to_vec();
        assert_eq!(has_system(&without_one), None);
        let mut begun = without_one;
        begun[0].1 = SelfAnswer::Partly;
        assert_eq!(has_system(&begun), Some(false));
        // What is not core does not decide.
        let mut parents = all;
        let at = parents
            .iter()
            .position(|(question, _)| *question == SelfQuestion::Parents)
            .unwrap();
        parents[at].1 = SelfAnswer::No;
        assert_eq!(has_system(&parents), Some(true));
    }
}
