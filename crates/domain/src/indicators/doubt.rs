//! What is doubtful about the baseline and targets of an indicator. Nothing is mended: the programme is what the council adopted.

use super::{Aim, Baseline, Better, Operator, Quantity};
use crate::numbers::Decimal;

/// A doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// The target asks less than what the baseline is already.
    LooserThanBaseline {
        /// Year of the target.
        year: i16,
        /// The target.
        target: Decimal,
        /// The baseline.
        baseline: Decimal,
    },
    /// The number of the target is that of the baseline, be it to be reached or, with `<`, only to be bettered.
    SameAsBaseline {
        /// Year of the target.
        year: i16,
        /// Both.
        value: Decimal,
    },
    /// A later target asks less than an earlier one.
    Loosens {
        /// Year of the earlier.
        from: i16,
        /// Year of the later.
        to: i16,
    },
    /// A share of more than a hundred per cent.
    OverHundred {
        /// Year of the target; none for the baseline.
        year: Option<i16>,
        /// What it says.
        value: Decimal,
    },
    /// The baseline is to be set only after the first target is due.
    BaselineAfterTarget {
        /// When it is to be set.
        planned: i16,
        /// The first target.
        first: i16,
    },
    /// The arrow turns around.
    TurnsAround {
        /// Year of the earlier.
        from: i16,
        /// Year of the later.
        to: i16,
    },
    /// There is no target.
    NoTarget,
}

impl Doubt {
    /// Its code; texts are made from it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::LooserThanBaseline { .. } => "looser_than_baseline",
            Self::SameAsBaseline { .. } => "same_as_baseline",
            Self::Loosens { .. } => "loosens",
            Self::OverHundred { .. } => "over_hundred",
            Self::BaselineAfterTarget { .. } => "baseline_after_target",
            Self::TurnsAround { .. } => "turns_around",
            Self::NoTarget => "no_target",
        }
    }
}

const fn value_of(operator: Operator) -> Option<Decimal> {
    match operator {
        Operator::Reach(value) | Operator::Below(value) => Some(value),
        _ => None,
    }
}

/// Whether `a` asks less than `b`; `<` asks a little more than its number.
fn asks_less(better: Better, a: Operator, b: Operator) -> bool {
    let (Some(one), Some(other)) = (value_of(a), value_of(b)) else {
        return false;
    };
    match better {
        Better::More => one < other,
        Better::Less => {
            one > other || (one == other && matches!((a, b), (Operator::Reach(_), Operator::Below(_))))
        }
    }
}

/// The doubts about an indicator, in the order of its years.
pub fn doubts(better: Better, share: bool, baseline: Baseline, aims: &[Aim]) -> Vec<Doubt> {
    let mut found = Vec::new();
    let mut aims = aims.to_vec();
    aims.sort_by_key(|aim| aim.year);
    let Some(first) = aims.first() else {
        return vec![Doubt::NoTarget];
    };
    let hundred = Decimal::from(100);
    if let Some(value) = baseline.value.filter(|value| share && *value > hundred) {
        found.push(Doubt::OverHundred { year: None, value });
    }
    if let Some(pending) = baseline.pending.filter(|pending| pending.year() >= first.year) {
        found.push(Doubt::BaselineAfterTarget {
            planned: pending.year(),
            first: first.year,
        });
    }
    for (at, aim) in aims.iter().enumerate() {
        let year = aim.year;
        let way = match aim.operator {
            Operator::Below(_) => Better::Less,
            _ => better,
        };
        if let Some(target) = value_of(aim.operator) {
            if share && target > hundred {
                found.push(Doubt::OverHundred {
                    year: Some(year),
                    value: target,
                });
            }
            if let Some(baseline) = baseline.value {
                let (from, to) = (Quantity::from(baseline), Quantity::from(target));
                let looser = match way {
                    Better::More => to < from,
                    Better::Less => to > from,
                };
                if looser {
                    found.push(Doubt::LooserThanBaseline {
                        year,
                        target,
                        baseline,
                    });
                } else if from == to {
                    found.push(Doubt::SameAsBaseline { year, value: target });
                }
            }
        }
        let Some(before) = at.checked_sub(1).map(|before| aims[before]) else {
            continue;
        };
        if asks_less(way, aim.operator, before.operator) {
            found.push(Doubt::Loosens {
                from: before.year,
                to: year,
            });
        }
        if matches!(
            (before.operator, aim.operator),
            (Operator::Up, Operator::Down) | (Operator::Down, Operator::Up)
        ) {
            found.push(Doubt::TurnsAround {
                from: before.year,
                to: year,
            });
        }
    }
    found
}
