//! Counts by institution that stand on several pages, withheld alike on all of them.

use std::collections::BTreeMap;

use balsts_domain::disclosure::withhold;
use balsts_store::DutyCount;

use super::whole;

/// Counts by institution, as they may be shown, and their total.
#[derive(Debug, Clone)]
pub(crate) struct ShownByInstitution {
    counts: BTreeMap<i64, Option<u32>>,
    /// Of all institutions; none where it is withheld.
    pub total: Option<u32>,
}

impl ShownByInstitution {
    /// That of an institution; none where it is withheld. Of one that none stand for there are none.
    pub fn of(&self, institution: i64) -> Option<u32> {
        self.counts.get(&institution).copied().unwrap_or(Some(0))
    }
}

/// Withholds small counts by institution. Every page withholds over all institutions, so that none gives back what another withholds.
pub(super) fn by_institution(
    counts: impl IntoIterator<Item = (i64, i64)>,
    smallest: u32,
) -> ShownByInstitution {
    let mut together: BTreeMap<i64, i64> = BTreeMap::new();
    for (institution, count) in counts {
        *together.entry(institution).or_default() += count;
    }
    let people: Vec<u32> = together.values().copied().map(whole).collect();
    let shown = withhold(&people, smallest);
    ShownByInstitution {
        counts: together.into_keys().zip(shown.counts).collect(),
        total: shown.total,
    }
}

/// Overdue duties by institution, as they may be shown.
pub(crate) fn late_duties(duties: &[DutyCount], smallest: u32) -> ShownByInstitution {
    let of_institutions = duties
        .iter()
        .filter_map(|sum| Some((sum.institution_id?, sum.overdue)));
    by_institution(of_institutions, smallest)
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: PRV-04
    #[test]
    fn few_are_withheld_with_the_next_and_nobody_is_nought() {
        let shown = by_institution([(1, 6), (2, 1), (1, 2), (3, 20)], 5);
        let of = |institution| shown.of(institution);
        assert_eq!((of(1), of(2), of(3), of(4)), (None, None, Some(20), Some(0)));
        assert_eq!(shown.total, Some(29));
        let each = by_institution([(1, 6), (2, 1)], 1);
        assert_eq!((each.of(1), each.of(2)), (Some(6), Some(1)));
    }
}
