//! Whom other settings would have named on a past day: the difference of two sets of assessments of the same pupils on the same day.

use std::collections::BTreeMap;

use super::Level;
use super::assessment::{Assessment, View};
use super::decision::{Basis, basis_of};

/// What differs for one pupil.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference<Id> {
    /// The pupil.
    pub pupil: Id,
    /// The level with the first settings.
    pub before: Option<Level>,
    /// The level with the second.
    pub after: Option<Level>,
    /// Reasons only the first have.
    pub gone: Vec<Basis>,
    /// Reasons only the second have.
    pub new: Vec<Basis>,
}

/// The difference of two sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replay<Id> {
    /// Named by the second settings only.
    pub named: Vec<Difference<Id>>,
    /// Named by the first only.
    pub no_longer_named: Vec<Difference<Id>>,
    /// Named by both, with another level.
    pub other_level: Vec<Difference<Id>>,
    /// Named by both with the same level, for other reasons.
    pub other_reasons: Vec<Difference<Id>>,
    /// Named by both alike.
    pub alike: usize,
}

/// Compares two sets as a reader sees them. A pupil in one set only counts as not named by the other.
pub fn replay<'a, Id: Copy + Ord>(
    before: impl IntoIterator<Item = (Id, &'a Assessment)>,
    after: impl IntoIterator<Item = (Id, &'a Assessment)>,
    view: View,
) -> Replay<Id> {
    let mut pairs: BTreeMap<Id, (Option<&Assessment>, Option<&Assessment>)> = BTreeMap::new();
    for (id, assessment) in before {
        pairs.entry(id).or_default().0 = Some(assessment);
    }
    for (id, assessment) in after {
        pairs.entry(id).or_default().1 = Some(assessment);
    }
    let mut replay = Replay {
        named: Vec::new(),
        no_longer_named: Vec::new(),
        other_level: Vec::new(),
        other_reasons: Vec::new(),
        alike: 0,
    };
    for (pupil, (before, after)) in pairs {
        let level =
            |assessment: Option<&Assessment>| assessment.and_then(|assessment| assessment.level(view));
        let basis = |assessment: Option<&Assessment>| {
            assessment.map_or_else(Vec::new, |assessment| basis_of(assessment, view))
        };
        let (first, second) = (basis(before), basis(after));
        let difference = Difference {
            pupil,
            before: level(before),
            after: level(after),
            gone: first
                .iter()
                .filter(|reason| !second.contains(reason))
                .copied()
                .collect(),
            new: second
                .iter()
                .filter(|reason| !first.contains(reason))
                .copied()
                .collect(),
        };
        match (difference.before, difference.after) {
            (None, None) => {}
            (None, Some(_)) => replay.named.push(difference),
            (Some(_), None) => replay.no_longer_named.push(difference),
            (Some(before), Some(after)) if before != after => replay.other_level.push(difference),
            _ if !difference.gone.is_empty() || !difference.new.is_empty() => {
                replay.other_reasons.push(difference);
            }
            _ => replay.alike += 1,
        }
    }
    replay
}
