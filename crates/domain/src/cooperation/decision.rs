//! A decision of a meeting: what somebody does by when, and on which day its result is judged (Tukuma novads: the chair controls).

use jiff::civil::Date;

use super::codes;
use crate::calendar::WorkingCalendar;

codes! {
    /// What a decision achieved.
    Judgement {
        /// What was meant to happen has happened.
        Reached = "reached",
        /// In part.
        Partly = "partly",
        /// It has not.
        NotReached = "not_reached",
    }
}

codes! {
    /// How a decision stands on a day, the most pressing first.
    DecisionState {
        /// Not done and its day has passed.
        Overdue = "overdue",
        /// Its result should have been judged.
        JudgementOverdue = "judgement_overdue",
        /// To be done.
        Open = "open",
        /// Done; its result is to be judged.
        Done = "done",
        /// Judged.
        Judged = "judged",
    }
}

impl DecisionState {
    /// How a decision stands on a day. On the day itself nothing is overdue yet. A result can be judged before anybody said that it is done.
    pub fn on(day: Date, due: Date, judge: Date, done: bool, judged: bool) -> Self {
        match (judged, done) {
            (true, _) => Self::Judged,
            (false, _) if judge < day => Self::JudgementOverdue,
            (false, false) if due < day => Self::Overdue,
            (false, false) => Self::Open,
            (false, true) => Self::Done,
        }
    }
}

/// A term that would end on a day off ends on the next working day.
pub fn due_on_working_day(day: Date) -> Date {
    let calendar = WorkingCalendar::default();
    if calendar.is_working_day(day) {
        day
    } else {
        calendar.due_in_working_days(day, 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    // covers: ESC-27
    #[test]
    fn a_decision_is_overdue_after_its_day_and_judged_once() {
        let (due, judge) = (date(2026, 11, 20), date(2026, 12, 18));
        let on = |day, done, judged| DecisionState::on(day, due, judge, done, judged);
        assert_eq!(on(due, false, false), DecisionState::Open);
        assert_eq!(on(date(2026, 11, 21), false, false), DecisionState::Overdue);
        assert_eq!(on(date(2026, 11, 21), true, false), DecisionState::Done);
        assert_eq!(on(judge, true, false), DecisionState::Done);
        assert_eq!(
            on(date(2026, 12, 19), true, false),
            DecisionState::JudgementOverdue
        );
        assert_eq!(on(date(2027, 1, 1), false, true), DecisionState::Judged);
    }

    #[test]
    fn a_term_on_a_holiday_ends_on_the_next_working_day() {
        assert_eq!(due_on_working_day(date(2026, 12, 24)), date(2026, 12, 28));
        assert_eq!(due_on_working_day(date(2026, 11, 18)), date(2026, 11, 19));
        assert_eq!(due_on_working_day(date(2026, 11, 20)), date(2026, 11, 20));
    }
}
