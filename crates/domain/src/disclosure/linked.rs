//! Tables that are published together, or one after the other, and say of the same children: of one document, of a year and its semesters, of years
//! and all years together. What one of them withholds must not follow from another.

use super::{Beside, Sum, withhold_beside};

/// A cell: the number of its table, its place in it.
pub type Place = (usize, usize);

/// Tables with what adds up within and between them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Linked {
    people: Vec<u64>,
    sums: Vec<Sum>,
    starts: Vec<usize>,
    beside: Beside,
}

impl Linked {
    /// No tables yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a table with the people behind each of its cells and its own sums. Gives its number.
    pub fn table(&mut self, people: &[u64], sums: &[Sum]) -> usize {
        let start = self.people.len();
        self.people.extend_from_slice(people);
        self.sums.extend(sums.iter().map(|sum| Sum {
            total: start + sum.total,
            parts: sum.parts.iter().map(|at| start + at).collect(),
        }));
        self.starts.push(start);
        self.starts.len() - 1
    }

    /// Says that a cell is the sum of others, in whatever tables; of one alone, that both are the same figure. Places outside the tables are
    /// left out.
    pub fn link(&mut self, total: Place, parts: &[Place]) {
        let Some(total) = self.at(total) else { return };
        let parts = parts.iter().filter_map(|part| self.at(*part)).collect();
        self.sums.push(Sum { total, parts });
    }

    /// Says that a cell is withheld already, whoever stands behind it: where it was decided on without these tables. A place outside the tables
    /// is left out.
    pub fn hide(&mut self, place: Place) {
        let at = self.at(place);
        self.beside.hidden.extend(at);
    }

    /// Says that everybody knows a cell whatever the tables say, few as may stand behind it. Then only what is guarded is kept from following, if need
    /// be by withholding nought. A place outside the tables is left out.
    pub fn tell(&mut self, place: Place) {
        let at = self.at(place);
        self.beside.told.extend(at);
    }

    /// Says that a cell must not follow from what everybody knows, where few stand behind it. A place outside the tables is left out.
    pub fn guard(&mut self, place: Place) {
        let at = self.at(place);
        self.beside.guarded.extend(at);
    }

    fn at(&self, (table, place): Place) -> Option<usize> {
        let at = self.starts.get(table)? + place;
        let end = self.starts.get(table + 1).copied().unwrap_or(self.people.len());
        (at < end).then_some(at)
    }

    /// Says for each cell of each table whether it may be shown, as [`super::withhold_table`] does for one: whoever has all the tables works out no
    /// cell that is withheld in any.
    pub fn withhold(&self, smallest: u64) -> Vec<Vec<bool>> {
        let shown = withhold_beside(&self.people, &self.sums, smallest, &self.beside);
        let ends = self.starts.iter().skip(1).copied().chain([self.people.len()]);
        self.starts
            .iter()
            .zip(ends)
            .map(|(start, end)| shown[*start..end].to_vec())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Counts of so many columns with their total, as a table of one line.
    fn line(counts: &[u64]) -> (Vec<u64>, Vec<Sum>) {
        let total = counts.iter().sum();
        let sum = Sum {
            total: counts.len(),
            parts: (0..counts.len()).collect(),
        };
        (counts.iter().copied().chain([total]).collect(), vec![sum])
    }

    /// A year and its semesters, as tables of one line each: every figure of the year is the sum of those of the semesters.
    fn year(first: &[u64], second: &[u64]) -> Linked {
        let whole: Vec<u64> = first.iter().zip(second).map(|(one, other)| one + other).collect();
        let mut linked = Linked::new();
        for counts in [&whole[..], first, second] {
            let (people, sums) = line(counts);
            linked.table(&people, &sums);
        }
        for at in 0..=first.len() {
            linked.link((0, at), &[(1, at), (2, at)]);
        }
        linked
    }

    // covers: PRV-04
    #[test]
    fn a_cell_withheld_elsewhere_takes_another_with_it() {
        // The total is told beside: two other pupils would follow from 8 of 10.
        let (people, sums) = line(&[8, 2]);
        let mut linked = Linked::new();
        linked.table(&people, &sums);
        assert_eq!(linked.withhold(5), [[false, false, true]]);
        let (people, sums) = line(&[8, 7]);
        let mut linked = Linked::new();
        linked.table(&people, &sums);
        assert_eq!(linked.withhold(5), [[true, true, true]]);
        linked.hide((0, 2));
        linked.hide((0, 9));
        assert_eq!(
            linked.withhold(5),
            [[true, false, false]],
            "a total that is withheld elsewhere does not follow from its parts"
        );
    }

    /// A school by grades 1–6 and 7–9, outside special programmes and in them, whose size and bands everybody knows.
    fn school([plain, special]: [[u64; 2]; 2]) -> Vec<bool> {
        let people: Vec<u64> = plain.into_iter().chain(special).collect();
        let all: u64 = people.iter().sum();
        let cells: Vec<u64> = people.iter().copied().chain([all]).collect();
        let sum = Sum {
            total: 4,
            parts: (0..4).collect(),
        };
        let mut linked = Linked::new();
        let own = linked.table(&cells, &[sum]);
        linked.tell((own, 4));
        for band in 0..2 {
            let told = linked.table(&[people[band] + people[band + 2]], &[]);
            linked.link((told, 0), &[(own, band), (own, band + 2)]);
            linked.tell((told, 0));
            linked.guard((own, band + 2));
        }
        linked.tell((9, 0));
        linked.guard((0, 9));
        linked.withhold(5).swap_remove(own)
    }

    // covers: PRV-04
    #[test]
    fn few_of_a_band_do_not_follow_from_its_size_even_where_they_are_all() {
        // Three in grades 7–9, all of them in a special programme: that nobody is in another would tell it.
        let shown = school([[20, 0], [0, 3]]);
        assert!(!shown[1] && !shown[3], "{shown:?}");
        assert!(shown[4], "the size of the school is known");
        // One of them outside it: one and two are both withheld, and the size of the band leaves open which is which.
        let shown = school([[20, 1], [0, 2]]);
        assert!(!shown[1] && !shown[3], "{shown:?}");
        assert!(school([[20, 6], [7, 8]]).iter().all(|shown| *shown));
        // Few outside special programmes follow from the size of the band, which is no secret: nought is shown.
        let shown = school([[20, 3], [0, 0]]);
        assert!(shown[2] && shown[3], "{shown:?}");
        let shown = school([[20, 9], [2, 0]]);
        assert!(!shown[0] && !shown[2], "{shown:?}");
    }

    /// Withheld cells that the shown ones give back: elimination over fractions, written apart from what it tests.
    fn recovered(people: &[u64], shown: &[bool], sums: &[Sum]) -> Vec<usize> {
        let hidden: Vec<usize> = (0..people.len()).filter(|at| !shown[*at]).collect();
        let mut lines: Vec<Vec<(i128, i128)>> = sums
            .iter()
            .map(|sum| {
                hidden
                    .iter()
                    .map(|at| {
                        (
                            i128::from(sum.parts.contains(at)) - i128::from(sum.total == *at),
                            1,
                        )
                    })
                    .collect()
            })
            .collect();
        let minus = |(a, b): (i128, i128), (c, d): (i128, i128)| reduced(a * d - c * b, b * d);
        let times = |(a, b): (i128, i128), (c, d): (i128, i128)| reduced(a * c, b * d);
        let mut solved = 0;
        for column in 0..hidden.len() {
            let Some(pivot) = (solved..lines.len()).find(|line| lines[*line][column].0 != 0) else {
                continue;
            };
            lines.swap(solved, pivot);
            let (top, bottom) = lines[solved][column];
            let pivot: Vec<(i128, i128)> = lines[solved]
                .iter()
                .map(|value| times(*value, reduced(bottom, top)))
                .collect();
            for (at, line) in lines.iter_mut().enumerate() {
                let factor = line[column];
                if at != solved && factor.0 != 0 {
                    for (value, by) in line.iter_mut().zip(&pivot) {
                        *value = minus(*value, times(factor, *by));
                    }
                }
            }
            lines[solved] = pivot;
            solved += 1;
        }
        let alone = |line: &Vec<(i128, i128)>| {
            let mut left = (0..hidden.len()).filter(|at| line[*at].0 != 0);
            left.next().filter(|_| left.next().is_none())
        };
        lines[..solved]
            .iter()
            .filter_map(alone)
            .map(|at| hidden[at])
            .collect()
    }

    fn reduced(top: i128, bottom: i128) -> (i128, i128) {
        let (mut a, mut b) = (top.abs(), bottom.abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let by = a.max(1) * bottom.signum();
        (top / by, bottom / by)
    }

    // covers: PRV-04
    #[test]
    fn a_semester_is_not_what_is_left_of_the_year() {
        // Alone, the year would show everything, and the second semester too: the first would follow.
        let linked = year(&[2, 9, 20], &[8, 12, 30]);
        let shown = linked.withhold(5);
        assert!(!shown[1][0], "two children");
        assert!(!shown[0][0] || !shown[2][0], "{shown:?}");
        let all = shown.concat();
        assert_eq!(recovered(&linked.people, &all, &linked.sums), Vec::<usize>::new());
    }

    // covers: PRV-04
    #[test]
    fn the_same_figure_in_two_tables_is_withheld_in_both() {
        let mut linked = Linked::new();
        for counts in [[3, 9, 20], [3, 40, 50]] {
            let (people, sums) = line(&counts);
            linked.table(&people, &sums);
        }
        linked.link((0, 0), &[(1, 0)]);
        // The totals and what is beside the small figure differ: each table alone would choose another cell to go with it.
        let shown = linked.withhold(5);
        assert!(!shown[0][0] && !shown[1][0], "{shown:?}");
        linked.link((9, 0), &[(0, 0)]);
        linked.link((0, 99), &[(0, 0)]);
        assert_eq!(
            linked.withhold(5),
            shown,
            "places outside the tables change nothing"
        );
    }

    proptest! {
        // covers: PRV-04
        #[test]
        fn few_of_a_school_do_not_follow_from_its_size_and_its_bands(
            counts in proptest::array::uniform4(0_u64..14),
        ) {
            let [one, two, three, four] = counts;
            let shown = school([[one, two], [three, four]]);
            for at in [2, 3] {
                let few = (1..5).contains(&counts[at]);
                // In its band there are two of which one is not known.
                prop_assert!(!few || !(shown[at] || shown[at - 2]), "{counts:?} {shown:?}");
            }
            prop_assert!(shown[4]);
        }

        // covers: PRV-04
        #[test]
        fn no_figure_follows_from_tables_together(
            counts in proptest::collection::vec((0_u64..14, 0_u64..14), 1..7),
            smallest in 2_u64..8,
        ) {
            let (first, second): (Vec<u64>, Vec<u64>) = counts.into_iter().unzip();
            let linked = year(&first, &second);
            let shown = linked.withhold(smallest).concat();
            for (count, shown) in linked.people.iter().zip(&shown) {
                prop_assert!(!shown || *count == 0 || *count >= smallest);
            }
            prop_assert_eq!(recovered(&linked.people, &shown, &linked.sums), Vec::<usize>::new());
        }
    }
}
