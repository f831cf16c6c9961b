//! Cases in numbers: by kind, step, lead and outcome, each table adding up to the others, so that all of them are withheld together.

use super::{CaseKind, CaseState, Outcome, Party};
use crate::disclosure::Cells;

/// How many cases are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alike {
    /// Kind.
    pub kind: CaseKind,
    /// Step.
    pub state: CaseState,
    /// Lead.
    pub lead: Party,
    /// Outcome of closed ones.
    pub outcome: Option<Outcome>,
    /// How many.
    pub cases: u32,
    /// How many of them are open and past their date.
    pub overdue: u32,
    /// Days they are or were open, summed.
    pub days: u64,
}

/// Cases of a kind, or all: `None` is withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures {
    /// Open.
    pub open: Option<u32>,
    /// Closed.
    pub closed: Option<u32>,
    /// Both.
    pub all: Option<u32>,
    /// Days they are or were open, on average; where the number is shown and not zero.
    pub mean_days: Option<u64>,
}

/// The tables as they may be shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Statistics {
    /// By kind.
    pub kinds: Vec<(CaseKind, Figures)>,
    /// Together.
    pub all: Figures,
    /// Open ones by step.
    pub states: Vec<(CaseState, Option<u32>)>,
    /// Open ones within their date, and past it.
    pub dates: [Option<u32>; 2],
    /// All by lead.
    pub leads: Vec<(Party, Option<u32>)>,
    /// Closed ones by outcome.
    pub outcomes: Vec<(Outcome, Option<u32>)>,
}

/// The tables, without what is smaller than `smallest` and what would give that away.
pub fn statistics(counts: &[Alike], smallest: u32) -> Statistics {
    let sum = |of: &dyn Fn(&Alike) -> bool| {
        counts
            .iter()
            .filter(|one| of(one))
            .map(|one| one.cases)
            .sum::<u32>()
    };
    let is_open = |one: &Alike| one.state != CaseState::Closed;
    let mut cells = Cells::default();
    let open = cells.add(sum(&is_open));
    let closed = cells.add(sum(&|one| !is_open(one)));
    let all = cells.add(sum(&|_| true));
    cells.sum(all, [open, closed]);
    let kinds: Vec<[usize; 3]> = CaseKind::ALL
        .iter()
        .map(|kind| {
            let of_kind = [
                cells.add(sum(&|one| one.kind == *kind && is_open(one))),
                cells.add(sum(&|one| one.kind == *kind && !is_open(one))),
                cells.add(sum(&|one| one.kind == *kind)),
            ];
            cells.sum(of_kind[2], [of_kind[0], of_kind[1]]);
            of_kind
        })
        .collect();
    for (at, total) in [open, closed, all].into_iter().enumerate() {
        cells.sum(total, kinds.iter().map(|kind| kind[at]));
    }
    let states: Vec<(CaseState, usize)> = CaseState::open()
        .map(|state| (state, cells.add(sum(&|one| one.state == state))))
        .collect();
    cells.sum(open, states.iter().map(|(_, at)| *at));
    let late: u32 = counts.iter().map(|one| one.overdue).sum();
    let dates = [cells.add(sum(&is_open).saturating_sub(late)), cells.add(late)];
    cells.sum(open, dates);
    let leads: Vec<(Party, usize)> = Party::ALL
        .iter()
        .filter(|party| party.can_lead())
        .map(|party| (*party, cells.add(sum(&|one| one.lead == *party))))
        .collect();
    cells.sum(all, leads.iter().map(|(_, at)| *at));
    let outcomes: Vec<(Outcome, usize)> = Outcome::ALL
        .iter()
        .map(|outcome| (*outcome, cells.add(sum(&|one| one.outcome == Some(*outcome)))))
        .collect();
    cells.sum(closed, outcomes.iter().map(|(_, at)| *at));

    let shown = cells.withhold(smallest);
    let value = |at: usize| shown.count(at);
    let figures = |at: [usize; 3], of: &dyn Fn(&Alike) -> bool| {
        let days: u64 = counts.iter().filter(|one| of(one)).map(|one| one.days).sum();
        let number = value(at[2]);
        Figures {
            open: value(at[0]),
            closed: value(at[1]),
            all: number,
            mean_days: number.and_then(|number| days.checked_div(u64::from(number))),
        }
    };
    Statistics {
        kinds: CaseKind::ALL
            .iter()
            .zip(&kinds)
            .map(|(kind, at)| (*kind, figures(*at, &|one| one.kind == *kind)))
            .collect(),
        all: figures([open, closed, all], &|_| true),
        states: states.into_iter().map(|(state, at)| (state, value(at))).collect(),
        dates: dates.map(value),
        leads: leads.into_iter().map(|(party, at)| (party, value(at))).collect(),
        outcomes: outcomes
            .into_iter()
            .map(|(outcome, at)| (outcome, value(at)))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn alike(kind: CaseKind, state: CaseState, outcome: Option<Outcome>, cases: u32) -> Alike {
        Alike {
            kind,
            state,
            lead: kind.lead(),
            outcome,
            cases,
            overdue: 0,
            days: u64::from(cases) * 10,
        }
    }

    // covers: ESC-35
    #[test]
    fn a_small_number_is_withheld_with_what_would_give_it_away() {
        let counts = [
            alike(CaseKind::School, CaseState::Support, None, 12),
            alike(CaseKind::School, CaseState::Closed, Some(Outcome::Solved), 9),
            alike(CaseKind::Social, CaseState::Reported, None, 7),
            alike(CaseKind::Separation, CaseState::Reported, None, 2),
        ];
        let shown = statistics(&counts, 5);
        let of = |kind: CaseKind| shown.kinds.iter().find(|(one, _)| *one == kind).unwrap().1;
        assert_eq!(of(CaseKind::Separation).open, None);
        assert_eq!(of(CaseKind::Separation).mean_days, None);
        // Beside the total and the other kind, 2 could be worked out: another one is withheld, too.
        assert_eq!(of(CaseKind::Social).open, None);
        assert_eq!(of(CaseKind::School).all, Some(21));
        assert_eq!(of(CaseKind::School).mean_days, Some(10));
        assert_eq!(shown.all.all, Some(30));
        let lead = |party| shown.leads.iter().find(|(one, _)| *one == party).unwrap().1;
        assert_eq!(lead(Party::OrphansCourt), None);
        assert_eq!(
            lead(Party::SocialService),
            None,
            "else the lead would tell what the kind does not"
        );
    }

    proptest! {
        // covers: ESC-35
        #[test]
        fn nothing_small_is_shown_and_no_sum_lacks_exactly_one(
            picks in prop::collection::vec((0_usize..3, 0_usize..11, 0_usize..6, 0_u32..9), 0..20),
        ) {
            let counts: Vec<Alike> = picks
                .into_iter()
                .map(|(kind, state, outcome, cases)| {
                    let state = CaseState::ALL[state];
                    let outcome = (state == CaseState::Closed).then_some(Outcome::ALL[outcome]);
                    alike(CaseKind::ALL[kind], state, outcome, cases)
                })
                .collect();
            let shown = statistics(&counts, 5);
            let states: Vec<Option<u32>> = shown.states.iter().map(|(_, count)| *count).collect();
            let outcomes: Vec<Option<u32>> = shown.outcomes.iter().map(|(_, count)| *count).collect();
            for (total, parts) in [(shown.all.open, states), (shown.all.closed, outcomes)] {
                prop_assert!(parts.iter().flatten().all(|count| *count == 0 || *count >= 5));
                let hidden = parts.iter().filter(|count| count.is_none()).count();
                prop_assert!(total.is_none() || hidden != 1, "{total:?} {parts:?}");
            }
        }
    }
}
