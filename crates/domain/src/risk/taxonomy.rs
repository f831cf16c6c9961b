//! The risk taxonomy of the programmes: four groups and their factors, with the wordings in which each document names them. A
//! pupil may have several risks from several groups; every group has *Cits* with free text. Data, not judgement: nothing
//! here decides about a child.

mod circumstance;
mod factors;
mod profile;
mod wordings;

use serde::{Deserialize, Serialize};

pub use circumstance::{Circumstance, Status};
pub use factors::{Factor, FactorEntry};
pub use profile::{ProfileError, RiskEntry, RiskProfile};

/// One of the four risk groups [Ventspils, Tukums].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Group {
    /// Learning and school environment (*mācību darba un izglītības iestādes riski*).
    A,
    /// Social environment and health (*sociālās vides un veselības riski*).
    B,
    /// Economic (*ekonomiskie riski*).
    C,
    /// Family (*ar ģimeni saistītie riski*).
    D,
}

impl Group {
    /// The groups in the order of the programmes.
    pub const ALL: [Self; 4] = [Self::A, Self::B, Self::C, Self::D];

    /// The letter.
    pub const fn code(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
        }
    }

    /// The name in Latvian.
    pub const fn latvian(self) -> &'static str {
        match self {
            Self::A => "Mācību darba un izglītības iestādes riski",
            Self::B => "Sociālās vides un veselības riski",
            Self::C => "Ekonomiskie riski",
            Self::D => "Ar ģimeni saistītie riski",
        }
    }

    /// The name in English.
    pub const fn english(self) -> &'static str {
        match self {
            Self::A => "Learning and school environment",
            Self::B => "Social environment and health",
            Self::C => "Economic",
            Self::D => "Family",
        }
    }

    /// The group by its letter or by one of the names the documents use.
    pub fn parse(text: &str) -> Option<Self> {
        let folded = wordings::folded(text);
        Some(match folded.as_str() {
            "a" | "learning" => Self::A,
            "b" | "social" => Self::B,
            "c" | "economic" => Self::C,
            "d" | "family" => Self::D,
            text if text.contains("gimen") => Self::D,
            text if text.contains("ekonomisk") => Self::C,
            text if text.contains("social") || text.contains("vesel") => Self::B,
            text if text.contains("macib") || text.contains("izglitibas iestad") => Self::A,
            _ => return None,
        })
    }

    /// Whether what is recorded in this group is shown only to readers entitled to a child's circumstances. Health, means and
    /// family are; what happens at school is not.
    pub const fn is_restricted(self) -> bool {
        !matches!(self, Self::A)
    }

    /// The group's factor *Cits*, which needs a text.
    pub const fn other(self) -> Factor {
        match self {
            Self::A => Factor::OtherLearning,
            Self::B => Factor::OtherSocial,
            Self::C => Factor::OtherEconomic,
            Self::D => Factor::OtherFamily,
        }
    }

    /// The group's factors, *Cits* last.
    pub fn factors(self) -> impl Iterator<Item = Factor> {
        Factor::ALL
            .iter()
            .copied()
            .filter(move |factor| factor.group() == self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: RSK-01
    #[test]
    fn the_four_groups_hold_the_factors_of_the_programmes() {
        let counts: Vec<_> = Group::ALL
            .into_iter()
            .map(|group| group.factors().count())
            .collect();
        assert_eq!(
            counts,
            [14, 8, 5, 9],
            "13, 7, 4 and 8 factors and one `other` each"
        );
        for group in Group::ALL {
            assert_eq!(group.factors().last(), Some(group.other()));
            assert!(group.other().needs_text());
            assert_eq!(Group::parse(group.code()), Some(group));
            assert_eq!(Group::parse(group.latvian()), Some(group));
        }
    }

    // covers: RSK-01
    #[test]
    fn a_group_is_found_under_each_documents_heading() {
        for (heading, group) in [
            (
                "ar mācību darbu vai izglītības iestādes vidi saistītie riski",
                Group::A,
            ),
            ("MĀCĪBU DARBA/ IZGLĪTĪBAS IESTĀDES RISKI", Group::A),
            ("SOCIĀLĀS VIDES UN VESELĪBAS RISKI", Group::B),
            ("Ekonomiskie riski (16,6 %):", Group::C),
            ("1. Ar ģimeni saistītie riski", Group::D),
        ] {
            assert_eq!(Group::parse(heading), Some(group), "{heading}");
        }
        assert_eq!(Group::parse("citi"), None);
    }

    #[test]
    fn only_what_happens_at_school_is_open_to_all_staff() {
        let open: Vec<_> = Group::ALL
            .into_iter()
            .filter(|group| !group.is_restricted())
            .collect();
        assert_eq!(open, [Group::A]);
    }
}
