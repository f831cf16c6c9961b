//! Norms of posts: what a school ought to have, beside what it has.

use crate::registry::{Fte, InstitutionKind};

/// How many posts of a speciality a school has (Rēzeknes novads, task 7.1.1: full posts at secondary schools, half posts at basic schools).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PostNorm {
    /// At a secondary school or gymnasium.
    pub secondary: Fte,
    /// At a basic or primary school.
    pub basic: Fte,
}

impl PostNorm {
    /// What an institution of these kinds ought to have; none where the norm says nothing. One of several kinds has the larger.
    pub fn of(self, kinds: impl IntoIterator<Item = InstitutionKind>) -> Option<Fte> {
        kinds
            .into_iter()
            .filter_map(|kind| match kind {
                InstitutionKind::SecondarySchool
                | InstitutionKind::Gymnasium
                | InstitutionKind::StateGymnasium => Some(self.secondary),
                InstitutionKind::BasicSchool | InstitutionKind::PrimarySchool => Some(self.basic),
                _ => None,
            })
            .max()
    }
}

/// The load of a career consultant by the number of pupils (Rēzeknes novads proposes 0,15 for 50 to 75 pupils and 0,30 for 76 to 100; that it
/// goes on in the same steps is an assumption).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CareerNorm {
    /// The fewest pupils for whom there is a load.
    pub from: i64,
    /// Pupils of one step.
    pub step: i64,
    /// Load of one step, in thousandths of a post.
    pub load: i64,
}

impl CareerNorm {
    /// The load for so many pupils; none where there are too few.
    pub fn of(self, pupils: i64) -> Option<Fte> {
        if pupils < self.from || self.step < 1 {
            return None;
        }
        // The first step takes its upper bound along: 50 to 75 are one step of 25.
        let steps = (pupils - self.from - 1).max(0) / self.step + 1;
        Fte::from_thousandths(i32::try_from(steps * self.load).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: RES-11
    #[test]
    fn the_load_of_a_career_consultant_grows_by_steps() {
        let norm = CareerNorm {
            from: 50,
            step: 25,
            load: 150,
        };
        let load = |pupils| norm.of(pupils).map(Fte::thousandths);
        for (pupils, thousandths) in [
            (49, None),
            (50, Some(150)),
            (75, Some(150)),
            (76, Some(300)),
            (100, Some(300)),
            (101, Some(450)),
        ] {
            assert_eq!(load(pupils), thousandths, "{pupils}");
        }
    }

    // covers: RES-10
    #[test]
    fn a_secondary_school_has_full_posts_and_a_basic_school_half_ones() {
        let norm = PostNorm {
            secondary: Fte::from_thousandths(1_000).unwrap(),
            basic: Fte::from_thousandths(500).unwrap(),
        };
        let of = |kinds: &[InstitutionKind]| norm.of(kinds.iter().copied()).map(Fte::thousandths);
        assert_eq!(of(&[InstitutionKind::SecondarySchool]), Some(1_000));
        assert_eq!(of(&[InstitutionKind::BasicSchool]), Some(500));
        assert_eq!(
            of(&[InstitutionKind::BasicSchool, InstitutionKind::Gymnasium]),
            Some(1_000)
        );
        assert_eq!(of(&[InstitutionKind::Preschool]), None);
    }
}
