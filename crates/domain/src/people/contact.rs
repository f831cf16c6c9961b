//! Who of a child's guardians is informed. Parents are, except where the child's safety forbids; for a child in
//! out-of-family care the carer is informed instead of the parents.

use serde::{Deserialize, Serialize};

/// What a person is to the child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuardianRelation {
    /// Mother, father or adopter.
    Parent,
    /// Guardian appointed by the orphans' court.
    LegalGuardian,
    /// Member of a foster family.
    FosterParent,
    /// Head of an institution of out-of-family care.
    CareInstitution,
    /// Someone else known to the school; never informed by rule.
    Other,
}

impl GuardianRelation {
    /// Every relation.
    pub const ALL: [Self; 5] = [
        Self::Parent,
        Self::LegalGuardian,
        Self::FosterParent,
        Self::CareInstitution,
        Self::Other,
    ];

    /// Code, the same as in serialised form; a message key is made from it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Parent => "parent",
            Self::LegalGuardian => "legal_guardian",
            Self::FosterParent => "foster_parent",
            Self::CareInstitution => "care_institution",
            Self::Other => "other",
        }
    }

    /// Reads a code or the Latvian word a journal uses.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match crate::people::folded(text).replace(' ', "_").as_str() {
            "parent" | "vecaks" | "mate" | "tevs" | "adoptetajs" | "mother" | "father" => Self::Parent,
            "legal_guardian" | "guardian" | "aizbildnis" | "aizbildne" => Self::LegalGuardian,
            "foster_parent" | "audzugimene" | "audzumate" | "audzutevs" => Self::FosterParent,
            "care_institution" | "iestades_vaditajs" | "aprupes_iestade" => Self::CareInstitution,
            "other" | "cits" | "cita" => Self::Other,
            _ => return None,
        })
    }

    /// Whether the person stands in the parents' place.
    pub const fn is_carer(self) -> bool {
        matches!(
            self,
            Self::LegalGuardian | Self::FosterParent | Self::CareInstitution
        )
    }
}

/// What is known about a child that decides whom the school informs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ContactRule {
    /// The child is in out-of-family care (Law on orphans' courts; Law on the protection of the children's rights).
    pub out_of_family_care: bool,
}

/// Whether a person is informed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactDecision {
    /// Inform.
    Inform,
    /// Do not inform, and why.
    Withhold(ContactReason),
}

/// Why a person is not informed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactReason {
    /// A person recorded that the child's safety forbids it.
    SafetyForbids,
    /// The child is in out-of-family care: the carer is informed.
    CarerInstead,
    /// The person does not represent the child.
    NotARepresentative,
}

impl ContactRule {
    /// Whether one person is informed. `barred`: it is recorded that the child's safety forbids contact with this person;
    /// that outweighs everything.
    pub fn decide(self, relation: GuardianRelation, barred: bool) -> ContactDecision {
        use ContactDecision::{Inform, Withhold};
        match relation {
            _ if barred => Withhold(ContactReason::SafetyForbids),
            GuardianRelation::Parent if self.out_of_family_care => Withhold(ContactReason::CarerInstead),
            GuardianRelation::Other => Withhold(ContactReason::NotARepresentative),
            _ => Inform,
        }
    }

    /// The positions of those informed among `(relation, barred)` pairs. Empty means that nobody may be: a person has to decide.
    pub fn informed(self, guardians: &[(GuardianRelation, bool)]) -> Vec<usize> {
        let decided = guardians
            .iter()
            .map(|(relation, barred)| self.decide(*relation, *barred));
        decided
            .enumerate()
            .filter(|(_, decision)| *decision == ContactDecision::Inform)
            .map(|(index, _)| index)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: PRV-11
    #[test]
    fn parents_are_informed_unless_safety_or_care_forbids() {
        let family = ContactRule::default();
        let care = ContactRule {
            out_of_family_care: true,
        };
        let people = [
            (GuardianRelation::Parent, false),
            (GuardianRelation::Parent, true),
            (GuardianRelation::FosterParent, false),
            (GuardianRelation::Other, false),
        ];
        assert_eq!(family.informed(&people), [0, 2]);
        assert_eq!(care.informed(&people), [2]);
        assert_eq!(
            care.informed(&[(GuardianRelation::FosterParent, true)]),
            [0_usize; 0]
        );
        assert_eq!(
            care.decide(GuardianRelation::Parent, false),
            ContactDecision::Withhold(ContactReason::CarerInstead)
        );
    }

    #[test]
    fn relations_are_read_in_both_languages() {
        assert_eq!(GuardianRelation::parse("Māte"), Some(GuardianRelation::Parent));
        assert_eq!(
            GuardianRelation::parse("audžuģimene"),
            Some(GuardianRelation::FosterParent)
        );
        assert_eq!(GuardianRelation::parse("neighbour"), None);
        for relation in GuardianRelation::ALL {
            assert_eq!(GuardianRelation::parse(relation.code()), Some(relation));
        }
    }
}
