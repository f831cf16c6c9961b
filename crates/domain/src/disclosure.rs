//! Disclosure control of counts: small cells are withheld, and so is what would give them away together with the totals shown beside them.

mod cells;
mod linked;
mod solved;
mod withholding;

pub use cells::{Cells, SharePlaces, ShownCells};
pub use linked::{Linked, Place};
use withholding::{Beside, withhold_beside};

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

/// A sum that a table shows: the place of the total and those of the cells that add up to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// The total.
    pub total: usize,
    /// Its parts.
    pub parts: Vec<usize>,
}

/// Withholds counts from 1 to below `smallest`, and then the next smallest ones until what is withheld together is two or more counts that sum to
/// at least `smallest`, and to more than one each: else the total would tell them. Where nothing is left to withhold, the total goes. Zero is shown: it names nobody.
pub fn withhold(counts: &[u32], smallest: u32) -> Shown {
    let total: u32 = counts.iter().sum();
    let people: Vec<u64> = counts.iter().chain([&total]).copied().map(u64::from).collect();
    let sum = Sum {
        total: counts.len(),
        parts: (0..counts.len()).collect(),
    };
    let shown = withhold_table(&people, &[sum], smallest.into());
    let value = |at: usize, count: u32| Some(count).filter(|_| shown[at]);
    Shown {
        counts: counts
            .iter()
            .enumerate()
            .map(|(at, count)| value(at, *count))
            .collect(),
        total: value(counts.len(), total),
    }
}

/// Says for each cell of a table whether it may be shown. `people` are the people behind each cell; where cells count people, the counts
/// themselves. Withheld are cells with 1 to below `smallest` people; in every sum, then, the next smallest ones as in [`withhold`]; and at last
/// what all sums together would still give back although each alone does not, by solving them or by the bounds that they set. Sums name places within `people`.
pub fn withhold_table(people: &[u64], sums: &[Sum], smallest: u64) -> Vec<bool> {
    withhold_beside(people, sums, smallest, &Beside::default())
}

/// A table of counts whose rows and columns both add up, as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownTable {
    /// The rows with their totals.
    pub rows: Vec<Shown>,
    /// The totals of the columns and the total of all.
    pub totals: Shown,
}

/// Withholds counts of people in a table whose rows and columns both add up, as [`withhold_table`] does. Rows shorter than the longest end with
/// zeros.
pub fn withhold_rows(rows: &[Vec<u32>], smallest: u32) -> ShownTable {
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    let mut counts: Vec<Vec<u32>> = rows.to_vec();
    for row in &mut counts {
        row.resize(width, 0);
    }
    let totals: Vec<u32> = (0..width)
        .map(|column| counts.iter().map(|row| row[column]).sum())
        .collect();
    counts.push(totals);
    for row in &mut counts {
        row.push(row.iter().sum());
    }
    let at = |row: usize, column: usize| row * (width + 1) + column;
    let across = (0..counts.len()).map(|row| Sum {
        total: at(row, width),
        parts: (0..width).map(|column| at(row, column)).collect(),
    });
    let down = (0..=width).map(|column| Sum {
        total: at(rows.len(), column),
        parts: (0..rows.len()).map(|row| at(row, column)).collect(),
    });
    let sums: Vec<Sum> = across.chain(down).collect();
    let people: Vec<u64> = counts.iter().flatten().copied().map(u64::from).collect();
    let shown = withhold_table(&people, &sums, smallest.into());
    let mut lines: Vec<Shown> = counts
        .iter()
        .enumerate()
        .map(|(row, line)| {
            let of = |column: usize| Some(line[column]).filter(|_| shown[at(row, column)]);
            Shown {
                counts: (0..width).map(of).collect(),
                total: of(width),
            }
        })
        .collect();
    let totals = lines.pop().unwrap_or(Shown {
        counts: Vec::new(),
        total: Some(0),
    });
    ShownTable { rows: lines, totals }
}

#[cfg(test)]
mod tests {
    use super::solved::{pinned, worked_out};
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
        assert_eq!(
            shown(&[1, 1, 1, 1, 1]),
            (vec![None; 5], None),
            "five in five cells are one each"
        );
        assert_eq!(shown(&[1, 1, 1, 1, 1, 6]), (vec![None; 6], Some(11)));
        assert_eq!(shown(&[5, 8]), (vec![Some(5), Some(8)], Some(13)));
        assert_eq!(shown(&[0, 0]), (vec![Some(0), Some(0)], Some(0)));
    }

    fn all(sums: &[Sum]) -> Vec<&Sum> {
        sums.iter().collect()
    }

    /// Rows with their totals, under them the totals of the columns: the places of a table of counts, and its sums.
    fn table(rows: &[&[u64]]) -> (Vec<u64>, Vec<Sum>) {
        let width = rows[0].len();
        let mut cells: Vec<Vec<u64>> = rows.iter().map(|row| row.to_vec()).collect();
        cells.push(
            (0..width)
                .map(|column| rows.iter().map(|row| row[column]).sum())
                .collect(),
        );
        for row in &mut cells {
            row.push(row.iter().sum());
        }
        let at = |row: usize, column: usize| row * (width + 1) + column;
        let across = (0..=rows.len()).map(|row| Sum {
            total: at(row, width),
            parts: (0..width).map(|column| at(row, column)).collect(),
        });
        let down = (0..=width).map(|column| Sum {
            total: at(rows.len(), column),
            parts: (0..rows.len()).map(|row| at(row, column)).collect(),
        });
        (cells.concat(), across.chain(down).collect())
    }

    // covers: PRV-04
    #[test]
    fn in_a_table_rows_and_columns_keep_a_small_cell() {
        let (people, sums) = table(&[&[3, 20, 30], &[25, 9, 40], &[50, 60, 70]]);
        let shown = withhold_table(&people, &sums, 5);
        let hidden: Vec<usize> = (0..people.len()).filter(|at| !shown[*at]).collect();
        assert_eq!(
            hidden,
            [0, 1, 4, 5],
            "a square of four: no row and no column with one alone"
        );
    }

    // covers: PRV-04
    #[test]
    fn rows_and_their_totals_are_given_back_in_their_order() {
        let shown = withhold_rows(&[vec![12, 3], vec![20, 30], vec![9, 6]], SMALLEST_CELL);
        assert_eq!(shown.rows[0].counts, [None, None]);
        assert_eq!(shown.rows[0].total, Some(15));
        assert_eq!(shown.rows[1].counts, [Some(20), Some(30)]);
        assert_eq!(shown.rows[2].counts, [None, None]);
        assert_eq!(shown.totals.counts, [Some(41), Some(39)]);
        let all = withhold_rows(&[vec![1, 2], vec![3]], 1);
        assert_eq!(
            all.rows[1],
            Shown {
                counts: vec![Some(3), Some(0)],
                total: Some(3)
            }
        );
        assert_eq!(
            (all.totals.counts, all.totals.total),
            (vec![Some(4), Some(2)], Some(6))
        );
        assert_eq!(withhold_rows(&[], 5).totals.total, Some(0));
    }

    // covers: PRV-04
    #[test]
    fn what_only_all_sums_together_would_tell_is_found() {
        // Two squares of four and a cell between them: no row or column has one alone, and yet the one between follows from both.
        let width = 4;
        let at = |row: usize, column: usize| row * width + column;
        let hidden = [
            at(0, 0),
            at(0, 1),
            at(1, 0),
            at(1, 1),
            at(1, 2),
            at(2, 2),
            at(2, 3),
            at(3, 2),
            at(3, 3),
        ];
        let shown: Vec<bool> = (0..16)
            .map(|cell| !hidden.contains(&cell))
            .chain([true; 8])
            .collect();
        let sums: Vec<Sum> = (0..4)
            .map(|row| Sum {
                total: 16 + row,
                parts: (0..4).map(|column| at(row, column)).collect(),
            })
            .chain((0..4).map(|column| Sum {
                total: 20 + column,
                parts: (0..4).map(|row| at(row, column)).collect(),
            }))
            .collect();
        assert_eq!(worked_out(&shown, &all(&sums), |_| true), Some(at(1, 2)));
        let mut people = vec![10; 16];
        for cell in hidden {
            people[cell] = 4;
        }
        people.extend([40; 8]);
        let shown = withhold_table(&people, &sums, 5);
        assert_eq!(worked_out(&shown, &all(&sums), |_| true), None);
        assert!(hidden.iter().all(|cell| !shown[*cell]));
    }

    // covers: PRV-04
    #[test]
    fn what_only_the_bounds_of_all_sums_would_tell_is_found() {
        // Each line and column withholds two or more, and no sum is solved. With at least one in each cell there is one way to fill them, all the same.
        let (people, sums) = table(&[&[4, 1, 1], &[8, 3, 5], &[4, 1, 9]]);
        let mut shown = vec![true; people.len()];
        for at in [0, 1, 2, 5, 6, 8, 9] {
            shown[at] = false;
        }
        assert_eq!(worked_out(&shown, &all(&sums), |_| true), None);
        assert!(pinned(&people, &shown, &all(&sums), 1, |_| true).is_some());
        let shown = withhold_table(&people, &sums, 4);
        assert_eq!(pinned(&people, &shown, &all(&sums), 1, |_| true), None);
    }

    proptest! {
        // covers: PRV-04
        #[test]
        fn no_table_gives_a_small_cell_back(rows in proptest::collection::vec(proptest::collection::vec(0_u64..14, 3), 1..6), smallest in 2_u64..8) {
            let rows: Vec<&[u64]> = rows.iter().map(Vec::as_slice).collect();
            let (people, sums) = table(&rows);
            let shown = withhold_table(&people, &sums, smallest);
            prop_assert!(people.iter().zip(&shown).all(|(count, shown)| !shown || *count == 0 || *count >= smallest));
            prop_assert_eq!(worked_out(&shown, &all(&sums), |_| true), None);
            prop_assert_eq!(pinned(&people, &shown, &all(&sums), 1, |_| true), None);
            for sum in &sums {
                let hidden: Vec<u64> = sum.parts.iter().filter(|at| !shown[**at]).map(|at| people[*at]).collect();
                if shown[sum.total] && !hidden.is_empty() {
                    let together = hidden.iter().sum::<u64>();
                    prop_assert!(hidden.len() > 1 && together >= smallest && together > hidden.len() as u64);
                }
            }
        }

        // covers: PRV-04
        #[test]
        fn nothing_small_can_be_worked_out(counts in proptest::collection::vec(0_u32..20, 0..8), smallest in 2_u32..8) {
            let shown = withhold(&counts, smallest);
            for (count, shown) in counts.iter().zip(&shown.counts) {
                prop_assert!(shown.is_none_or(|shown| shown == *count && (shown == 0 || shown >= smallest)));
            }
            let hidden: Vec<u32> = counts.iter().zip(&shown.counts).filter(|(_, s)| s.is_none()).map(|(c, _)| *c).collect();
            if shown.total.is_some() && !hidden.is_empty() {
                let together = hidden.iter().sum::<u32>();
                prop_assert!(hidden.len() > 1 && together >= smallest && together > hidden.len() as u32);
            }
        }
    }
}
