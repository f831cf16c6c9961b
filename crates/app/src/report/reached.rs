//! Whom support reaches among pupils who are counted elsewhere, too: of what is decided there nothing is decided anew, and what is left of them, whom
//! nobody names, is kept from following.

use std::collections::{BTreeMap, BTreeSet};

use balsts_domain::{
    access::Scope,
    calendar::SchoolYear,
    disclosure::{Linked, Shown, Sum},
    registry::SupportRole,
};
use balsts_store::{AtRiskSum, SignalSum};

use super::{by_institution::by_institution, column, whole};
use crate::{Ctx, Result};

/// Grades of career consultations [Rēzeknes novads, Ogre].
const CAREER_GRADES: (i64, i64) = (7, 12);

/// All and some of them.
const ALL: usize = 0;
const SOME: usize = 1;
/// With those who are left.
const COLUMNS: usize = 3;

/// How many are counted of all, line by line, where it is decided already which counts of all are shown. Each line names all and some of them.
pub(super) fn some_of_all(lines: &[[u32; 2]], all: &Shown, smallest: u32) -> Shown {
    let mut cells: Vec<[u64; COLUMNS]> = lines
        .iter()
        .map(|[all, some]| [*all, *some, all.saturating_sub(*some)].map(u64::from))
        .collect();
    let totals: [u64; COLUMNS] = [0, 1, 2].map(|column: usize| cells.iter().map(|line| line[column]).sum());
    cells.push(totals);
    let at = |line: usize, column: usize| COLUMNS * line + column;
    let across = (0..cells.len()).map(|line| Sum {
        total: at(line, ALL),
        parts: (SOME..COLUMNS).map(|column| at(line, column)).collect(),
    });
    let down = (0..COLUMNS).map(|column| Sum {
        total: at(lines.len(), column),
        parts: (0..lines.len()).map(|line| at(line, column)).collect(),
    });
    let sums: Vec<Sum> = across.chain(down).collect();
    let mut linked = Linked::new();
    let own = linked.table(&cells.concat(), &sums);
    for (line, count) in all.counts.iter().chain([&all.total]).enumerate() {
        let place = (own, at(line, ALL));
        if count.is_some() {
            linked.tell(place);
        } else {
            linked.hide(place);
        }
        for column in 0..COLUMNS {
            linked.guard((own, at(line, column)));
        }
    }
    let shown = linked.withhold(smallest.into()).concat();
    let count = |line: usize| {
        let some = u32::try_from(cells[line][SOME]).ok();
        some.filter(|_| shown[at(line, SOME)])
    };
    Shown {
        counts: (0..lines.len()).map(count).collect(),
        total: count(lines.len()),
    }
}

/// Pupils of the grades of career consultations who had one. How many pupils a school has in some grades is public.
pub(super) fn advised(lines: &[[u32; 2]], smallest: u32) -> Shown {
    some_of_all(lines, &column(lines, 1, |line| line[ALL]), smallest)
}

/// Pupils at risk of each institution, and those of them with a plan, as they may be shown.
pub(super) fn supported(lines: &[[u32; 2]], smallest: u32) -> [Shown; 2] {
    let at_risk = column(lines, smallest, |line| line[ALL]);
    let supported = some_of_all(lines, &at_risk, smallest);
    [at_risk, supported]
}

/// Whether all of what an institution says of its pupils at risk may be shown beside the reports that count those of all institutions: what these
/// withhold of one of them would follow from what another says for itself.
pub(crate) fn shows_beside_others(
    institution: i64,
    risk: &[AtRiskSum],
    signals: &[SignalSum],
    smallest: u32,
) -> bool {
    let lines: Vec<[u32; 2]> = risk
        .iter()
        .map(|sum| [sum.at_risk, sum.supported].map(whole))
        .collect();
    let line = risk.iter().position(|sum| sum.institution_id == institution);
    let of_risk = supported(&lines, smallest)
        .iter()
        .all(|shown| line.is_none_or(|line| shown.counts[line].is_some()));
    let codes: BTreeSet<&str> = signals.iter().map(|sum| sum.code.as_str()).collect();
    let of_signals = codes.into_iter().all(|code| {
        let of_code = signals.iter().filter(|sum| sum.code == code);
        let counts = of_code.map(|sum| (sum.institution_id, sum.pupils));
        by_institution(counts, smallest).of(institution).is_some()
    });
    of_risk && of_signals
}

impl Ctx {
    /// Pupils of the grades of career consultations by institution, and those of them who had one in this school year.
    pub(super) async fn career_counts(&self, scope: &Scope) -> Result<BTreeMap<i64, [u32; 2]>> {
        let on = self.today();
        let period = SchoolYear::of(on).period();
        let advised: BTreeSet<i64> = self
            .store
            .advised_pupils(scope, period)
            .await?
            .into_iter()
            .filter(|one| SupportRole::parse(&one.role) == Some(SupportRole::CareerConsultant))
            .map(|one| one.pupil_id)
            .collect();
        let mut counts: BTreeMap<i64, [u32; 2]> = BTreeMap::new();
        for one in self.store.pupils_of_grades(scope, on, CAREER_GRADES).await? {
            let line = counts.entry(one.institution_id).or_default();
            line[ALL] += 1;
            line[SOME] += u32::from(advised.contains(&one.pupil_id));
        }
        Ok(counts)
    }

    /// Whether the indicator of career consultations of this school year may be shown beside the report on them: it is their total.
    pub(crate) async fn career_told(&self, scope: &Scope, smallest: u32) -> Result<bool> {
        let counts = self.career_counts(scope).await?;
        let lines: Vec<[u32; 2]> = counts.into_values().collect();
        Ok(advised(&lines, smallest).total.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(shown: &Shown) -> (Vec<Option<u32>>, Option<u32>) {
        (shown.counts.clone(), shown.total)
    }

    // covers: PRV-04, RSK-18
    #[test]
    fn few_who_are_left_do_not_follow_from_all_and_some() {
        // Two at risk without a plan: eight of ten would tell them. Another school goes with it, for the total is shown.
        let [at_risk, supported] = supported(&[[10, 8], [20, 12], [30, 21]], 5);
        assert_eq!(shown(&at_risk), (vec![Some(10), Some(20), Some(30)], Some(60)));
        assert_eq!(supported.counts[0], None);
        assert!(supported.counts[1..].iter().any(Option::is_none), "{supported:?}");
        // What is withheld of all is withheld of some.
        let [at_risk, supported] = super::supported(&[[3, 0], [8, 8], [30, 21]], 5);
        assert_eq!(at_risk.counts, [None, None, Some(30)]);
        assert_eq!(supported.counts[1], None, "{supported:?}");
        let all = super::supported(&[[3, 1], [8, 8]], 1);
        assert_eq!(
            all.map(|one| shown(&one)),
            [
                (vec![Some(3), Some(8)], Some(11)),
                (vec![Some(1), Some(8)], Some(9))
            ]
        );
    }

    // covers: PRV-04, RSK-18
    #[test]
    fn a_total_that_would_make_each_of_its_parts_one_is_not_told_elsewhere() {
        let ones = advised(&[[20, 1]; 5], 5);
        assert_eq!(shown(&ones), (vec![None; 5], None), "five in five schools");
        assert_eq!(advised(&[[20, 9], [30, 12]], 5).total, Some(21));
        assert_eq!(
            advised(&[[20, 19], [30, 28]], 5).total,
            None,
            "three are left of fifty"
        );
    }

    // covers: PRV-04, REG-34
    #[test]
    fn a_school_is_not_told_where_another_would_follow() {
        let risk = |institution_id, at_risk, supported| AtRiskSum {
            institution_id,
            at_risk,
            supported,
        };
        let sums = [risk(1, 3, 0), risk(2, 8, 0), risk(3, 40, 20)];
        let shows = |institution| shows_beside_others(institution, &sums, &[], 5);
        assert_eq!([1, 2, 3, 4].map(shows), [false, false, true, true]);
        let signal = |institution_id, pupils| SignalSum {
            institution_id,
            code: "unexcused_over_limit".to_owned(),
            pupils,
            at_risk: 0,
        };
        let signals = [signal(3, 2), signal(4, 6), signal(5, 9)];
        let shows = |institution| shows_beside_others(institution, &[], &signals, 5);
        assert_eq!([3, 4, 5, 6].map(shows), [false, false, true, true]);
    }
}
