//! Disclosure control of counts: small cells are withheld, and so is what would give them away together with the totals shown beside them.

/// The smallest count shown where no other is set; no source gives it (assumption).
pub const SMALLEST_CELL: u32 = 5;

/// Counts with their total, as they may be shown: `None` is withheld.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The counts in their order.
    pub counts: Vec<Option<u32>>,
    /// Their total.
    pub total: Option<u32>,
}

/// Withholds counts from 1 to below `smallest`, and then the next smallest ones until what is withheld together is two or more counts that sum to
/// at least `smallest`: else the total would tell them. Where nothing is left to withhold, the total goes. Zero is shown: it names nobody.
pub fn withhold(counts: &[u32], smallest: u32) -> Shown {
    let total: u32 = counts.iter().sum();
    let mut shown: Vec<Option<u32>> = counts
        .iter()
        .map(|count| Some(*count).filter(|count| *count == 0 || *count >= smallest))
        .collect();
    let hidden = |shown: &[Option<u32>]| {
        let hidden = counts.iter().zip(shown).filter(|(_, shown)| shown.is_none());
        hidden.fold((0_usize, 0_u32), |(many, sum), (count, _)| {
            (many + 1, sum + count)
        })
    };
    loop {
        let (many, sum) = hidden(&shown);
        if many == 0 || (many > 1 && sum >= smallest) {
            return Shown {
                counts: shown,
                total: Some(total).filter(|total| *total == 0 || *total >= smallest),
            };
        }
        let next = (0..counts.len())
            .filter(|at| shown[*at].is_some_and(|count| count > 0))
            .min_by_key(|at| counts[*at]);
        match next {
            Some(at) => shown[at] = None,
            None => {
                return Shown {
                    counts: shown,
                    total: None,
                };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    // covers: PRV-04, RSK-16
    #[test]
    fn a_small_cell_takes_the_next_smallest_with_it() {
        let shown = |counts: &[u32]| {
            let shown = withhold(counts, SMALLEST_CELL);
            (shown.counts, shown.total)
        };
        assert_eq!(
            shown(&[12, 3, 7, 0]),
            (vec![Some(12), None, None, Some(0)], Some(22))
        );
        assert_eq!(shown(&[12, 3, 4]), (vec![Some(12), None, None], Some(19)));
        assert_eq!(shown(&[1, 1, 9]), (vec![None, None, None], Some(11)));
        assert_eq!(shown(&[3]), (vec![None], None));
        assert_eq!(shown(&[5, 8]), (vec![Some(5), Some(8)], Some(13)));
        assert_eq!(shown(&[0, 0]), (vec![Some(0), Some(0)], Some(0)));
    }

    proptest! {
        // covers: PRV-04
        #[test]
        fn nothing_small_can_be_worked_out(counts in proptest::collection::vec(0_u32..20, 0..8), smallest in 2_u32..8) {
            let shown = withhold(&counts, smallest);
            for (count, shown) in counts.iter().zip(&shown.counts) {
                prop_assert!(shown.is_none_or(|shown| shown == *count && (shown == 0 || shown >= smallest)));
            }
            let hidden: Vec<u32> = counts.iter().zip(&shown.counts).filter(|(_, s)| s.is_none()).map(|(c, _)| *c).collect();
            if shown.total.is_some() && !hidden.is_empty() {
                prop_assert!(hidden.len() > 1 && hidden.iter().sum::<u32>() >= smallest);
            }
        }
    }
}
