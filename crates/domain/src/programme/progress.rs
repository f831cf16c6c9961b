//! How far a task or an activity is, and whether it is late.

use jiff::civil::Date;

use crate::cooperation::codes;

codes! {
    /// What was reported of a task or an activity.
    ProgressState {
        /// Nothing yet.
        NotStarted = "not_started",
        /// Being worked on.
        InProgress = "in_progress",
        /// Done.
        Done = "done",
        /// Goes on without an end, and is done as planned.
        Continuous = "continuous",
        /// Put off; the note says why and until when.
        Postponed = "postponed",
        /// Not to be done; the note says why.
        Dropped = "dropped",
    }
}

impl ProgressState {
    /// Whether a note with the reason has to stand beside it.
    pub const fn needs_note(self) -> bool {
        matches!(self, Self::Postponed | Self::Dropped)
    }

    /// Whether nothing more is awaited.
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Done | Self::Dropped)
    }
}

/// What is known of a task on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Last report.
    pub state: ProgressState,
    /// Its day.
    pub reported_on: Option<Date>,
}

codes! {
    /// Where the term of a task stands.
    Timing {
        /// It begins later.
        Later = "later",
        /// It begins within the time of notice.
        BeginsSoon = "begins_soon",
        /// It is time for it.
        Now = "now",
        /// It ends within the time of notice.
        EndsSoon = "ends_soon",
        /// Its term is over and nothing says that it was done.
        Overdue = "overdue",
        /// Done or dropped.
        Settled = "settled",
        /// There is no term.
        Unknown = "unknown",
    }
}

impl Timing {
    /// Days before a beginning or an end in which a task counts as coming.
    ///
    /// An assumption: no source says how early; the four weeks of a month leave a meeting in between.
    pub const NOTICE: i32 = 28;

    /// Where a term stands. Reports of earlier years do not settle a task that is done every year: only `done` and `dropped` do.
    pub fn of(start: Option<Date>, end: Option<Date>, state: ProgressState, today: Date) -> Self {
        if state.is_settled() {
            return Self::Settled;
        }
        let (Some(start), Some(end)) = (start, end) else {
            return Self::Unknown;
        };
        let until = |day: Date| crate::calendar::day_number(day) - crate::calendar::day_number(today);
        if today > end {
            return if matches!(state, ProgressState::Continuous) {
                Self::Settled
            } else {
                Self::Overdue
            };
        }
        match (until(start), until(end)) {
            (begins, _) if begins > Self::NOTICE => Self::Later,
            (begins, _) if begins > 0 => Self::BeginsSoon,
            (_, ends) if ends <= Self::NOTICE => Self::EndsSoon,
            _ => Self::Now,
        }
    }

    /// The next day that matters: the beginning, else the end.
    pub fn next_day(start: Option<Date>, end: Option<Date>, today: Date) -> Option<Date> {
        start.filter(|start| *start > today).or(end)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    // covers: PLN-09, PLN-10
    #[test]
    fn a_task_is_overdue_when_its_term_is_over_and_nobody_did_it() {
        use ProgressState as S;
        let of = |state, today| Timing::of(Some(date(2025, 1, 1)), Some(date(2026, 12, 31)), state, today);
        assert_eq!(of(S::NotStarted, date(2024, 11, 1)), Timing::Later);
        assert_eq!(of(S::NotStarted, date(2024, 12, 10)), Timing::BeginsSoon);
        assert_eq!(of(S::NotStarted, date(2025, 1, 1)), Timing::Now);
        assert_eq!(of(S::InProgress, date(2026, 12, 3)), Timing::EndsSoon);
        assert_eq!(of(S::InProgress, date(2026, 12, 31)), Timing::EndsSoon);
        assert_eq!(of(S::InProgress, date(2027, 1, 1)), Timing::Overdue);
        assert_eq!(of(S::Continuous, date(2027, 1, 1)), Timing::Settled);
        assert_eq!(of(S::Done, date(2025, 2, 1)), Timing::Settled);
        assert_eq!(of(S::Dropped, date(2027, 2, 1)), Timing::Settled);
        assert_eq!(
            Timing::of(None, None, S::NotStarted, date(2027, 1, 1)),
            Timing::Unknown
        );
    }

    #[test]
    fn the_next_day_is_the_beginning_and_then_the_end() {
        let (start, end) = (Some(date(2025, 1, 1)), Some(date(2026, 12, 31)));
        assert_eq!(Timing::next_day(start, end, date(2024, 5, 1)), start);
        assert_eq!(Timing::next_day(start, end, date(2025, 5, 1)), end);
        assert_eq!(Timing::next_day(None, None, date(2025, 5, 1)), None);
    }
}
