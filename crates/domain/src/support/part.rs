//! The part of another institution in a support plan: who acts for the institution, what it answers, and where its part stands. An institution
//! answers words that it has read: a part that is changed waits for its answer anew.

use serde::{Deserialize, Serialize};

use super::Partner;
use crate::access::Role;

/// What an institution answers to its part of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartAnswer {
    /// It does its part as written.
    Agree,
    /// It would do it otherwise, and says how.
    Propose,
    /// It does not do it, and says why.
    Decline,
}

impl PartAnswer {
    /// Every answer.
    pub const ALL: [Self; 3] = [Self::Agree, Self::Propose, Self::Decline];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::Propose => "propose",
            Self::Decline => "decline",
        }
    }

    /// The answer by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.code() == code)
    }
}

/// Where a part stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartStanding {
    /// The institution has not answered.
    Waiting,
    /// The institution had agreed, and the part was changed since.
    Changed,
    /// The institution agrees.
    Agreed,
    /// The institution proposes something else.
    Proposed,
    /// The institution declines.
    Declined,
}

impl PartStanding {
    /// Every standing.
    pub const ALL: [Self; 5] = [
        Self::Waiting,
        Self::Changed,
        Self::Agreed,
        Self::Proposed,
        Self::Declined,
    ];

    /// Where a part stands by the latest answer to its present words; `noted`: the school has written down that it was agreed in another way;
    /// `before`: the institution had agreed to earlier words.
    pub const fn of(answer: Option<PartAnswer>, noted: bool, before: bool) -> Self {
        match answer {
            Some(PartAnswer::Agree) => Self::Agreed,
            Some(PartAnswer::Propose) => Self::Proposed,
            Some(PartAnswer::Decline) => Self::Declined,
            None if noted => Self::Agreed,
            None if before => Self::Changed,
            None => Self::Waiting,
        }
    }

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Changed => "changed",
            Self::Agreed => "agreed",
            Self::Proposed => "proposed",
            Self::Declined => "declined",
        }
    }

    /// Whether the institution has to answer.
    pub const fn waits(self) -> bool {
        matches!(self, Self::Waiting | Self::Changed)
    }
}

impl Partner {
    /// The partners for which everybody in a role acts. An organisation, a parish or another institution has no role of its own, and one
    /// organisation is not the other: its part is reached only by the person to whom it is addressed by name.
    pub const fn of(role: Role) -> &'static [Self] {
        match role {
            Role::SocialService => &[Self::SocialService],
            Role::OrphansCourt => &[Self::OrphansCourt],
            Role::MunicipalPolice => &[Self::MunicipalPolice],
            Role::StatePolice => &[Self::StatePolice],
            Role::YouthWorker => &[Self::YouthWorker, Self::YouthCentre],
            Role::Pmk => &[Self::Pmk],
            Role::Medical => &[Self::Medical],
            // Support centres are the board's (Ogre, Ventspils).
            Role::EducationBoard => &[Self::SupportCentre],
            Role::ClassTeacher
            | Role::SupportStaff
            | Role::SchoolHead
            | Role::ChildRightsSpecialist
            | Role::Probation
            | Role::Ngo
            | Role::MunicipalLeadership
            | Role::DataProtectionOfficer
            | Role::Administrator => &[],
        }
    }

    /// The roles in which people act for it; none: only a person named does.
    pub fn roles(self) -> Vec<Role> {
        Role::ALL
            .into_iter()
            .filter(|role| Self::of(*role).contains(&self))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{Action, Resource, grant};

    // covers: IAP-06
    #[test]
    fn a_changed_part_waits_anew_whatever_was_answered_before() {
        use PartStanding as S;
        for (answer, noted, before, stands) in [
            (None, false, false, S::Waiting),
            (None, false, true, S::Changed),
            (None, true, true, S::Agreed),
            (Some(PartAnswer::Agree), false, false, S::Agreed),
            (Some(PartAnswer::Propose), true, true, S::Proposed),
            (Some(PartAnswer::Decline), true, true, S::Declined),
        ] {
            assert_eq!(
                S::of(answer, noted, before),
                stands,
                "{answer:?} {noted} {before}"
            );
        }
        assert!(S::Changed.waits() && S::Waiting.waits() && !S::Declined.waits());
        for answer in PartAnswer::ALL {
            assert_eq!(PartAnswer::from_code(answer.code()), Some(answer));
        }
    }

    // covers: IAP-06
    #[test]
    fn whoever_acts_for_a_partner_may_see_its_part() {
        for partner in Partner::ALL {
            for role in partner.roles() {
                assert!(
                    grant(role, Action::Write, Resource::PlanPart).is_some(),
                    "{partner:?} {role:?}"
                );
            }
        }
        assert!(
            Partner::Ngo.roles().is_empty(),
            "one organisation is not the other"
        );
    }
}
