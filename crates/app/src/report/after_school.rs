//! What follows grades 9 and 12: by destination, by institution and outcome, and as indicators. All of them count the same pupils, and are withheld
//! together whichever is asked for.

use std::collections::BTreeMap;

use balsts_domain::{
    access::Scope,
    calendar::SchoolYear,
    disclosure::{Cells, Shown, ShownTable},
    people::NextStep,
};
use balsts_reports::{
    continuation::Destination,
    graduates::{Ending, Outcome},
};
use balsts_store::ContinuationSum;

use super::{
    Places,
    progress::{AfterGradeNine, destination, grade_nine_sums},
    told::totals,
    whole,
};
use crate::{Ctx, Result};

/// Graduates of a school year.
#[derive(Debug, Default)]
pub(super) struct GraduateCounts {
    /// Institution, grade and ending of each row.
    pub keys: Vec<(i64, u8, Ending)>,
    /// Pupils by outcome.
    pub rows: Vec<Vec<u32>>,
}

impl GraduateCounts {
    /// The sum of some rows, by outcome.
    fn together(&self, rows: &[usize]) -> Vec<u32> {
        (0..Outcome::all().count())
            .map(|outcome| rows.iter().map(|row| self.rows[*row][outcome]).sum())
            .collect()
    }

    /// Rows whose sum is told elsewhere: of a grade (continuation), and of a grade by how it ended (completion).
    fn told_elsewhere(&self) -> BTreeMap<(u8, Option<Ending>), Vec<usize>> {
        let mut groups: BTreeMap<(u8, Option<Ending>), Vec<usize>> = BTreeMap::new();
        for (at, (_, grade, ending)) in self.keys.iter().enumerate() {
            groups.entry((*grade, None)).or_default().push(at);
            groups.entry((*grade, Some(*ending))).or_default().push(at);
        }
        groups
    }
}

/// What followed, as it may be shown, and whether the indicators may be shown beside it.
#[derive(Debug, Clone)]
pub(crate) struct AfterSchool {
    pub(super) destinations: Vec<Destination>,
    pub(super) pupils: Shown,
    pub(super) left: Shown,
    pub(super) graduates: ShownTable,
    /// The share of those on no list.
    pub not_continuing: bool,
    /// The share of those who left in the first year.
    pub first_year: bool,
}

/// The cells of the graduates: of each row, of all rows, of each group. The last cell of a line is its total.
struct GraduateCells {
    rows: Vec<Vec<usize>>,
    all: Vec<usize>,
    groups: BTreeMap<(u8, Option<Ending>), Vec<usize>>,
}

impl GraduateCells {
    fn of(cells: &mut Cells, graduates: &GraduateCounts) -> Self {
        let mut line = |counts: &[u32]| -> Vec<usize> {
            let mut line: Vec<usize> = counts.iter().map(|count| cells.add(*count)).collect();
            line.push(cells.total(&line));
            line
        };
        let told = graduates.told_elsewhere();
        let everything: Vec<usize> = (0..graduates.rows.len()).collect();
        let rows: Vec<Vec<usize>> = graduates.rows.iter().map(|row| line(row)).collect();
        let all = line(&graduates.together(&everything));
        let groups: BTreeMap<(u8, Option<Ending>), Vec<usize>> = told
            .iter()
            .map(|(key, of)| (*key, line(&graduates.together(of))))
            .collect();
        let lines = std::iter::once((&all, &everything)).chain(groups.values().zip(told.values()));
        for (total, of) in lines {
            for (column, total) in total.iter().enumerate() {
                cells.sum(*total, of.iter().map(|row| rows[*row][column]));
            }
        }
        Self { rows, all, groups }
    }

    /// Those who ended a grade with a document, of whom the report of completion gives the sum.
    fn tell_completion(&self, cells: &mut Cells, grade: u8) {
        let ended: Vec<usize> = [Ending::Certificate, Ending::Transcript]
            .into_iter()
            .filter_map(|ending| self.groups.get(&(grade, Some(ending)))?.last().copied())
            .collect();
        cells.total(&ended);
    }
}

impl AfterSchool {
    /// Of a year of which nothing can be known yet.
    pub(super) fn nothing() -> Self {
        Self::of(&[], &Places(BTreeMap::new()), &GraduateCounts::default(), 1)
    }

    /// Put together from sums by destination and by outcome; `places` are those of the year after.
    pub(super) fn of(
        sums: &[ContinuationSum],
        places: &Places,
        graduates: &GraduateCounts,
        smallest: u32,
    ) -> Self {
        let mut found: BTreeMap<Destination, [u32; 2]> = BTreeMap::new();
        for sum in sums {
            let place = sum.institution_id.and_then(|id| places.0.get(&id));
            let counts = found.entry(destination(place, sum.grade)).or_default();
            counts[0] += whole(sum.pupils);
            counts[1] += whole(sum.left_year);
        }
        let after = AfterGradeNine::of(sums);
        let mut cells = Cells::default();
        let of_graduates = GraduateCells::of(&mut cells, graduates);
        for grade in [9, 12] {
            of_graduates.tell_completion(&mut cells, grade);
        }
        let lines: Vec<[usize; 2]> = found
            .values()
            .map(|counts| counts.map(|count| cells.add(count)))
            .collect();
        let total = totals(&mut cells, &lines);
        let not_known = cells.share(whole(after.unknown), whole(after.ended));
        let first_year = cells.share(whole(after.left), whole(after.ended - after.unknown));
        cells.sum(not_known.all, [total[0]]);
        cells.sum(first_year.all, [not_known.rest]);
        // Those on a list of which it is not plain what it leads to stand among those not known.
        let not_plain = found
            .get(&Destination::NotKnown)
            .map_or(0, |counts| counts[0].saturating_sub(whole(after.unknown)));
        let listed = cells.add(not_plain);
        let of_destinations = |wanted: fn(Destination) -> bool| -> Vec<usize> {
            let lines = found.keys().zip(&lines).filter(|(of, _)| wanted(**of));
            lines.map(|(_, line)| line[0]).collect()
        };
        for line in of_destinations(|of| of == Destination::NotKnown) {
            cells.sum(line, [not_known.some, listed]);
        }
        let left: u32 = found.values().map(|counts| counts[1]).sum();
        let others = cells.add(left.saturating_sub(whole(after.left)));
        cells.sum(total[1], [first_year.some, others]);
        if let Some(ended) = of_graduates.groups.get(&(9, None)) {
            // On a list they are the same pupils; of others somebody wrote down a next step.
            let vocational = of_destinations(|of| of == Destination::Vocational);
            let mut general =
                of_destinations(|of| matches!(of, Destination::School(_) | Destination::Repeats));
            general.push(listed);
            for (step, listed) in [
                (NextStep::VocationalStudies, vocational),
                (NextStep::GeneralStudies, general),
            ] {
                let outcome = Outcome::all().position(|one| one == Outcome::Step(step));
                if let Some(cell) = outcome.and_then(|at| ended.get(at)) {
                    let written = cells.difference(*cell, &listed);
                    cells.sum(*cell, listed.into_iter().chain([written]));
                }
            }
            cells.sum(total[0], ended.last().copied());
        }
        let shown = cells.withhold(smallest);
        let column = |at: usize| Shown {
            counts: lines.iter().map(|line| shown.count(line[at])).collect(),
            total: shown.count(total[at]),
        };
        let line = |cells: &Vec<usize>| {
            let mut counts: Vec<Option<u32>> = cells.iter().map(|at| shown.count(*at)).collect();
            let total = counts.pop().flatten();
            Shown { counts, total }
        };
        Self {
            pupils: column(0),
            left: column(1),
            graduates: ShownTable {
                rows: of_graduates.rows.iter().map(line).collect(),
                totals: line(&of_graduates.all),
            },
            destinations: found.keys().copied().collect(),
            not_continuing: shown.shows(not_known),
            first_year: shown.shows(first_year),
        }
    }
}

impl Ctx {
    /// What followed for those who ended grade 9 or 12 in a school year; `places` are those of the year after.
    pub(crate) async fn after_school(
        &self,
        scope: &Scope,
        places: &Places,
        year: SchoolYear,
        smallest: u32,
    ) -> Result<AfterSchool> {
        let sums = grade_nine_sums(self, scope, places, year).await?;
        let graduates = if smallest > 1 {
            self.graduate_counts(scope, places, year).await?
        } else {
            GraduateCounts::default()
        };
        Ok(AfterSchool::of(&sums, places, &graduates, smallest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Place;
    use balsts_domain::registry::InstitutionKind;

    const GYMNASIUM: i64 = 10;
    const VOCATIONAL: i64 = 11;

    fn by_outcome(general: u32, vocational: u32) -> Vec<u32> {
        Outcome::all()
            .map(|outcome| match outcome {
                Outcome::Step(NextStep::GeneralStudies) => general,
                Outcome::Step(NextStep::VocationalStudies) => vocational,
                _ => 0,
            })
            .collect()
    }

    // covers: PRV-04, REG-18, REG-29
    #[test]
    fn a_destination_is_withheld_where_it_would_tell_of_the_pupils_of_one_school() {
        let place = |kind| Place {
            name: String::new(),
            kinds: vec![kind],
        };
        let places = Places(BTreeMap::from([
            (GYMNASIUM, place(InstitutionKind::Gymnasium)),
            (VOCATIONAL, place(InstitutionKind::VocationalSchool)),
        ]));
        let sum = |institution, grade, pupils| ContinuationSum {
            institution_id: Some(institution),
            grade,
            pupils,
            left_year: 0,
        };
        let sums = [sum(GYMNASIUM, Some(10), 23), sum(VOCATIONAL, None, 12)];
        let alone = AfterSchool::of(&sums, &places, &GraduateCounts::default(), 5);
        assert_eq!(alone.pupils.counts, [Some(23), Some(12)]);
        // Three of the first school went on to grade 10, and all twelve future craftsmen are from there.
        let graduates = GraduateCounts {
            keys: vec![(1, 9, Ending::Certificate), (2, 9, Ending::Certificate)],
            rows: vec![by_outcome(3, 12), by_outcome(20, 0)],
        };
        let shown = AfterSchool::of(&sums, &places, &graduates, 5);
        assert_eq!(shown.pupils.counts, [None, None], "twelve less would be three");
        assert_eq!(shown.pupils.total, Some(35));
        assert_eq!(shown.graduates.totals.total, Some(35));
        let of_first = &shown.graduates.rows[0];
        let told: Vec<u32> = of_first
            .counts
            .iter()
            .flatten()
            .copied()
            .filter(|count| *count > 0)
            .collect();
        assert!(told.is_empty(), "of fifteen, neither three nor twelve: {told:?}");
        assert!(shown.not_continuing, "nobody is on no list");
    }
}
