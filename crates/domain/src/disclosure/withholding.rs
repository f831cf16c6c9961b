//! Which cells of a table are withheld: one after the other, until none that is withheld follows from those shown and from what is known from elsewhere.

use std::collections::HashSet;

use super::{
    Sum,
    solved::{groups, pinned, worked_out},
};

/// What is known of the cells of a table from elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Beside {
    /// Cells that are withheld already, whoever stands behind them.
    pub(super) hidden: Vec<usize>,
    /// Cells that everybody knows whatever the table says: they are taken for shown.
    pub(super) told: Vec<usize>,
    /// Where cells are told: those that must not follow from them where few stand behind them.
    pub(super) guarded: Vec<usize>,
}

/// Says for each cell of a table whether it may be shown, as [`super::withhold_table`] does, beside what is known from elsewhere.
pub(super) fn withhold_beside(people: &[u64], sums: &[Sum], smallest: u64, beside: &Beside) -> Vec<bool> {
    let is_few = |at: usize| (1..smallest).contains(&people[at]);
    let mut cells = Withholding {
        people,
        smallest,
        shown: (0..people.len())
            .map(|at| beside.told.contains(&at) || (!is_few(at) && !beside.hidden.contains(&at)))
            .collect(),
        told: (0..people.len()).map(|at| beside.told.contains(&at)).collect(),
        matters: (0..people.len())
            .map(|at| beside.told.is_empty() || (is_few(at) && beside.guarded.contains(&at)))
            .collect(),
    };
    let mut safe: HashSet<Vec<usize>> = HashSet::new();
    loop {
        let one_more = sums.iter().find_map(|sum| cells.given_away(sum)).or_else(|| {
            let known = cells.known_by_sums(sums, &mut safe)?;
            let of = sums
                .iter()
                .filter(|sum| sum.total == known || sum.parts.contains(&known));
            let near: Vec<usize> = of
                .flat_map(|sum| sum.parts.iter().chain([&sum.total]).copied())
                .collect();
            cells
                .next_smallest(near.iter().copied())
                .or_else(|| cells.nobody(near.iter().copied()))
                .or_else(|| cells.next_smallest(0..people.len()))
        });
        match one_more {
            Some(at) => cells.shown[at] = false,
            None => return cells.shown,
        }
    }
}

/// The cells of a table while it is decided which of them are withheld.
struct Withholding<'a> {
    people: &'a [u64],
    smallest: u64,
    shown: Vec<bool>,
    /// Those that everybody knows from elsewhere: to withhold them would be of no use.
    told: Vec<bool>,
    /// Those that must not follow from the others: all, where nothing is known from elsewhere.
    matters: Vec<bool>,
}

impl Withholding<'_> {
    /// A withheld cell that follows from all sums together. Cells that no chain of sums joins tell nothing of each other: each group is looked at by
    /// itself, and not again (`safe`) until another cell is withheld in it.
    fn known_by_sums(&self, sums: &[Sum], safe: &mut HashSet<Vec<usize>>) -> Option<usize> {
        let matters = |at: usize| self.matters[at];
        let least = i64::from(!self.told.contains(&true));
        groups(&self.shown, sums).into_iter().find_map(|(cells, sums)| {
            if safe.contains(&cells) || !cells.iter().any(|at| matters(*at)) {
                return None;
            }
            let known = worked_out(&self.shown, &sums, matters)
                .or_else(|| pinned(self.people, &self.shown, &sums, least, matters));
            if known.is_none() {
                safe.insert(cells);
            }
            known
        })
    }

    /// The smallest count above zero that is still shown and can be withheld, the first of several.
    fn next_smallest(&self, cells: impl IntoIterator<Item = usize>) -> Option<usize> {
        cells
            .into_iter()
            .filter(|at| self.shown[*at] && !self.told[*at] && self.people[*at] > 0)
            .min_by_key(|at| self.people[*at])
    }

    /// A cell that counts nobody. Beside a total that everybody knows, to say that nobody is here tells how many are there: then nought is
    /// withheld, too.
    fn nobody(&self, cells: impl IntoIterator<Item = usize>) -> Option<usize> {
        let mut cells = cells.into_iter();
        let is_told = self.told.contains(&true);
        cells.find(|at| is_told && self.shown[*at] && !self.told[*at] && self.people[*at] == 0)
    }

    /// What must be withheld besides, so that a sum does not give back what is withheld in it.
    fn given_away(&self, sum: &Sum) -> Option<usize> {
        let parts = || sum.parts.iter().copied();
        let (mut many, mut together, mut gives_away) = (0, 0, false);
        for at in parts().filter(|at| !self.shown[*at]) {
            many += 1;
            together += self.people[at];
            gives_away |= self.matters[at];
        }
        let next = self.next_smallest(parts());
        match (self.shown[sum.total], many) {
            (true, 0) => None,
            // Nought is shown: as many people as cells would be one in each.
            (true, _) if many > 1 && together >= self.smallest && together > many => None,
            (true, _) if self.told[sum.total] => next.or_else(|| self.nobody(parts()).filter(|_| gives_away)),
            (true, _) => Some(next.unwrap_or(sum.total)),
            // A total withheld beside parts that are all shown is no secret.
            (false, 0) => next,
            (false, _) => None,
        }
    }
}
