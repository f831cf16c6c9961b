//! Cells put down one after the other with what adds up among them, where they do not stand in one table.

use super::{Sum, withhold_table};

/// Cells and their sums.
#[derive(Debug, Clone, Default)]
pub struct Cells {
    people: Vec<u32>,
    sums: Vec<Sum>,
}

/// Some of all: the places of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SharePlaces {
    /// Those counted.
    pub some: usize,
    /// The others, whom nobody names: they are what is left.
    pub rest: usize,
    /// All.
    pub all: usize,
}

/// The cells as they may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownCells {
    people: Vec<u32>,
    shown: Vec<bool>,
}

impl Cells {
    /// Adds a cell and gives its place.
    pub fn add(&mut self, people: u32) -> usize {
        self.people.push(people);
        self.people.len() - 1
    }

    /// Says that a cell is the sum of others; of one alone, that both are the same figure.
    pub fn sum(&mut self, total: usize, parts: impl IntoIterator<Item = usize>) {
        let parts = parts.into_iter().collect();
        self.sums.push(Sum { total, parts });
    }

    /// Adds the sum of some cells.
    pub fn total(&mut self, parts: &[usize]) -> usize {
        let people = parts.iter().map(|at| self.people[*at]).sum();
        let total = self.add(people);
        self.sum(total, parts.iter().copied());
        total
    }

    /// Adds what is left of a cell besides some others.
    pub fn difference(&mut self, of: usize, others: &[usize]) -> usize {
        let others: u32 = others.iter().map(|at| self.people[*at]).sum();
        self.add(self.people[of].saturating_sub(others))
    }

    /// Adds some of all, and those who are left.
    pub fn share(&mut self, some: u32, all: u32) -> SharePlaces {
        let places = SharePlaces {
            some: self.add(some),
            rest: self.add(all.saturating_sub(some)),
            all: self.add(all),
        };
        self.sum(places.all, [places.some, places.rest]);
        places
    }

    /// Withholds as [`withhold_table`] does.
    pub fn withhold(self, smallest: u32) -> ShownCells {
        let people: Vec<u64> = self.people.iter().copied().map(u64::from).collect();
        ShownCells {
            shown: withhold_table(&people, &self.sums, smallest.into()),
            people: self.people,
        }
    }
}

impl ShownCells {
    /// The count at a place; none where it is withheld.
    pub fn count(&self, at: usize) -> Option<u32> {
        let people = self.people.get(at).copied()?;
        self.shown.get(at).copied()?.then_some(people)
    }

    /// Whether some of all may be shown.
    pub fn shows(&self, share: SharePlaces) -> bool {
        [share.some, share.all].iter().all(|at| self.count(*at).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: PRV-04
    #[test]
    fn a_share_told_elsewhere_takes_a_cell_of_the_line_with_it() {
        let lines = [3, 12, 9, 20];
        let alone = || {
            let mut cells = Cells::default();
            let at = lines.map(|count| cells.add(count));
            let all = cells.total(&at);
            (cells, at, all)
        };
        let (cells, at, all) = alone();
        let shown = cells.withhold(5);
        assert_eq!(at.map(|at| shown.count(at)), [None, Some(12), None, Some(20)]);
        assert_eq!(shown.count(all), Some(44));
        // The first two together are told elsewhere: 15 less 12 would be 3.
        let (mut cells, at, _) = alone();
        let told = cells.share(15, 60);
        cells.sum(told.some, at[..2].iter().copied());
        let shown = cells.withhold(5);
        assert_eq!(at.map(|at| shown.count(at)), [None; 4]);
        assert!(shown.shows(told));
        assert_eq!(shown.count(usize::MAX), None);
    }

    // covers: PRV-04
    #[test]
    fn a_share_of_nearly_all_is_withheld_with_the_same_figure_elsewhere() {
        let mut cells = Cells::default();
        let lines = [cells.add(30), cells.add(27)];
        let total = cells.total(&lines);
        let told = cells.share(57, 60);
        cells.sum(told.some, [total]);
        let shown = cells.withhold(5);
        assert!(!shown.shows(told), "three others");
        assert_eq!(shown.count(total), None);
    }
}
