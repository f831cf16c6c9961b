//! Where an indicator stands: met, on track, off track, without baseline, without data; and why.

use std::collections::BTreeMap;

use super::{Aim, Baseline, Better, IncreaseReading, Operator, PathRule, Quantity, Rules};

/// How an indicator stands in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// The target in force is reached.
    Met,
    /// On the way to it.
    OnTrack,
    /// Not on the way, or its year has passed without reaching it.
    OffTrack,
    /// There is a value but nothing to compare it with.
    NoBaseline,
    /// There is no value.
    NoData,
    /// There is a value that the reader is not shown; how it stands would give it away.
    NotShown,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 6] = [
        Self::Met,
        Self::OnTrack,
        Self::OffTrack,
        Self::NoBaseline,
        Self::NoData,
        Self::NotShown,
    ];

    /// The code of the contract.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::OnTrack => "on_track",
            Self::OffTrack => "off_track",
            Self::NoBaseline => "no_baseline",
            Self::NoData => "no_data",
            Self::NotShown => "not_shown",
        }
    }

    /// The status by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}

/// Why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// No value of the year.
    NoValue,
    /// The programme sets no target.
    NoTarget,
    /// Neither a baseline nor an earlier value.
    NoStart,
    /// The target of a year is reached.
    Reached {
        /// Its year.
        year: i16,
        /// What it asks, as a number.
        bound: Quantity,
    },
    /// The year of the target has come and it is not reached.
    Missed {
        /// Its year.
        year: i16,
        /// What it asks, as a number.
        bound: Quantity,
    },
    /// At least where the way to the target would be.
    AheadOfPath {
        /// Where it would be.
        expected: Quantity,
        /// Year of the target.
        year: i16,
    },
    /// Behind where the way to the target would be.
    BehindPath {
        /// Where it would be.
        expected: Quantity,
        /// Year of the target.
        year: i16,
    },
    /// Moved the way the arrow points since a value.
    MovedRight {
        /// The value before.
        from: Quantity,
    },
    /// Moved the other way.
    MovedWrong {
        /// The value before.
        from: Quantity,
    },
    /// Did not move.
    Unmoved,
    /// A person judged.
    Judged,
    /// A person has to judge, and has not.
    NotJudged,
    /// The worst of several parts.
    OfParts,
    /// A value behind which few children stand is not shown, and with it what it means.
    NotShown,
}

impl Reason {
    /// Its code; texts are made from it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoValue => "no_value",
            Self::NoTarget => "no_target",
            Self::NoStart => "no_start",
            Self::Reached { .. } => "reached",
            Self::Missed { .. } => "missed",
            Self::AheadOfPath { .. } => "ahead_of_path",
            Self::BehindPath { .. } => "behind_path",
            Self::MovedRight { .. } => "moved_right",
            Self::MovedWrong { .. } => "moved_wrong",
            Self::Unmoved => "unmoved",
            Self::Judged => "judged",
            Self::NotJudged => "not_judged",
            Self::OfParts => "of_parts",
            Self::NotShown => "not_shown",
        }
    }
}

/// A status with its reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// How it stands.
    pub status: Status,
    /// Why.
    pub reason: Reason,
}

/// What is asked about an indicator.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// Which way is better.
    pub better: Better,
    /// Whether the unit is a share: `+10 %` of it may mean points.
    pub share: bool,
    /// Where it starts.
    pub baseline: Baseline,
    /// Its targets, in any order.
    pub aims: &'a [Aim],
    /// Values by year.
    pub values: &'a BTreeMap<i16, Quantity>,
    /// The year asked about.
    pub year: i16,
    /// How the municipality reads targets.
    pub rules: Rules,
    /// What a person decided, where words are the target.
    pub judged: Option<Status>,
}

/// The rules, from the sources and by assumption:
///
/// - In force is the target of the year or the next one ahead; after the last one, the last.
/// - A number is met when it is reached, also before its year. Its year come and not reached, it is off track.
/// - Before its year it is on track on the straight line from the start to the target, or better. The start is the target before, else the baseline,
///   else the first value measured. That the line is straight is an assumption and a setting.
/// - An arrow needs two values. It is on track while the value moves its way against the baseline, and met only in the year of the last
///   target: a direction has no end before. An arrow that turns the one before it around is measured from the value of that year (Rēzekne's
///   consultations grow until 2025 and fall after).
/// - `+10 %` needs a baseline; what is ten per cent, the municipality decides.
pub fn judge(question: &Question<'_>) -> Verdict {
    let mut aims = question.aims.to_vec();
    aims.sort_by_key(|aim| aim.year);
    let in_force = aims
        .iter()
        .position(|aim| aim.year >= question.year)
        .or_else(|| aims.len().checked_sub(1));
    let prose = in_force.is_some_and(|at| aims[at].operator == Operator::Prose);
    if prose {
        return match question.judged {
            Some(status) => verdict(status, Reason::Judged),
            None => verdict(Status::NoData, Reason::NotJudged),
        };
    }
    let Some(value) = question.values.get(&question.year).copied() else {
        return verdict(Status::NoData, Reason::NoValue);
    };
    let Some(at) = in_force else {
        return verdict(Status::NoBaseline, Reason::NoTarget);
    };
    match aims[at].operator {
        Operator::Up | Operator::Down => arrow(question, &aims, at, value),
        _ => number(question, &aims, at, value),
    }
}

/// The verdict as a reader may know it from whom all values but `shown` are withheld: one that would be another without those gives them away.
pub fn judge_shown(question: &Question<'_>, shown: &BTreeMap<i16, Quantity>) -> Verdict {
    let whole = judge(question);
    let known = judge(&Question {
        values: shown,
        ..*question
    });
    if whole == known {
        whole
    } else {
        verdict(Status::NotShown, Reason::NotShown)
    }
}

/// The worst of several verdicts: what is off track, not shown or unknown is not hidden behind what is met.
pub fn worst(statuses: impl IntoIterator<Item = Status>) -> Option<Status> {
    let rank = |status: &Status| match status {
        Status::Met => 0,
        Status::OnTrack => 1,
        Status::NoBaseline => 2,
        Status::NoData => 3,
        Status::NotShown => 4,
        Status::OffTrack => 5,
    };
    statuses.into_iter().max_by_key(rank)
}

const fn verdict(status: Status, reason: Reason) -> Verdict {
    Verdict { status, reason }
}

impl Question<'_> {
    /// The baseline, else the first value measured before the year asked about.
    fn start(&self) -> Option<(i16, Quantity)> {
        let first = || {
            let earlier = self.values.range(..self.year).next();
            earlier.map(|(year, value)| (*year, *value))
        };
        match self.baseline.value {
            Some(value) => {
                // A baseline without its year stands for the year before the first target.
                let first_aim = self.aims.iter().map(|aim| aim.year).min();
                let before = first_aim.unwrap_or(self.year) - 1;
                Some((self.baseline.year.unwrap_or(before), value.into()))
            }
            None => match self.baseline.pending {
                Some(pending) => self
                    .values
                    .range(pending.year()..self.year)
                    .next()
                    .map(|(year, value)| (*year, *value))
                    .or_else(first),
                None => first(),
            },
        }
    }

    fn bound(&self, operator: Operator) -> Option<Quantity> {
        match operator {
            Operator::Reach(target) | Operator::Below(target) => Some(target.into()),
            Operator::IncreaseBy(more) => {
                let (_, start) = self.start()?;
                let more = Quantity::from(more);
                Some(match self.rules.increase {
                    IncreaseReading::Points if self.share => start.plus(more),
                    _ => start.plus(start.by(more.times(1, 100))),
                })
            }
            Operator::GrowBy(more) => Some(self.start()?.1.plus(more.into())),
            Operator::Up | Operator::Down | Operator::Prose => None,
        }
    }

    /// Which way is better by the target itself, else by the method.
    fn way(&self, operator: Operator) -> Better {
        match operator {
            Operator::Below(_) | Operator::Down => Better::Less,
            Operator::IncreaseBy(_) | Operator::GrowBy(_) | Operator::Up => Better::More,
            Operator::Reach(_) | Operator::Prose => self.better,
        }
    }
}

fn at_least(better: Better, value: Quantity, bound: Quantity) -> bool {
    match better {
        Better::More => value >= bound,
        Better::Less => value <= bound,
    }
}

fn number(question: &Question<'_>, aims: &[Aim], at: usize, value: Quantity) -> Verdict {
    let Aim { year, operator } = aims[at];
    let Some(bound) = question.bound(operator) else {
        return verdict(Status::NoBaseline, Reason::NoStart);
    };
    let better = question.way(operator);
    let reached = match operator {
        Operator::Below(_) => value < bound,
        _ => at_least(better, value, bound),
    };
    if reached {
        return verdict(Status::Met, Reason::Reached { year, bound });
    }
    if question.year >= year {
        return verdict(Status::OffTrack, Reason::Missed { year, bound });
    }
    let before = aims[..at]
        .iter()
        .rev()
        .find_map(|aim| Some((aim.year, question.bound(aim.operator)?)));
    let Some((start_year, start)) = before.or_else(|| question.start()) else {
        return verdict(Status::NoBaseline, Reason::NoStart);
    };
    let expected = match question.rules.path {
        PathRule::Straight if year > start_year => {
            let passed = i64::from(question.year - start_year).max(0);
            start.plus(bound.minus(start).times(passed, i64::from(year - start_year)))
        }
        _ => start,
    };
    if at_least(better, value, expected) {
        verdict(Status::OnTrack, Reason::AheadOfPath { expected, year })
    } else {
        verdict(Status::OffTrack, Reason::BehindPath { expected, year })
    }
}

fn arrow(question: &Question<'_>, aims: &[Aim], at: usize, value: Quantity) -> Verdict {
    let Aim { year, operator } = aims[at];
    let turns = aims[..at].iter().rev().find(|aim| {
        matches!(
            (aim.operator, operator),
            (Operator::Up, Operator::Down) | (Operator::Down, Operator::Up)
        )
    });
    let from = match turns {
        Some(turn) => question
            .values
            .range(turn.year..question.year)
            .next()
            .map(|(_, value)| *value),
        None => question.start().map(|(_, value)| value),
    };
    let Some(from) = from else {
        return verdict(Status::NoBaseline, Reason::NoStart);
    };
    if value == from {
        return verdict(Status::OffTrack, Reason::Unmoved);
    }
    if (value > from) != (operator == Operator::Up) {
        return verdict(Status::OffTrack, Reason::MovedWrong { from });
    }
    let last = at + 1 == aims.len() && question.year >= year;
    let status = if last { Status::Met } else { Status::OnTrack };
    verdict(status, Reason::MovedRight { from })
}
