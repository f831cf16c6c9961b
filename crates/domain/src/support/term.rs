//! The semester of a plan: what may still be done in it, when it is evaluated, and how often dynamics are written down.

use jiff::civil::Date;

use crate::calendar::{Period, SchoolYear, Semester, SemesterSpan};

/// The semester for which a plan is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// School year.
    pub year: SchoolYear,
    /// Which half.
    pub semester: Semester,
    /// Its first and last day for the pupil's institution and grade.
    pub period: Period,
}

/// Why a term does not allow something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TermError {
    /// The semester is over: no plan can be begun or approved for it any more.
    #[error("the semester ended on {0}")]
    Closed(Date),
    /// The day is outside the semester.
    #[error("the day is not within {0} to {1}")]
    Outside(Date, Date),
    /// The day is still to come.
    #[error("the day is still to come")]
    Future,
}

impl From<SemesterSpan> for Term {
    fn from(span: SemesterSpan) -> Self {
        Self {
            year: span.year,
            semester: span.semester,
            period: span.period,
        }
    }
}

impl Term {
    /// Whether a plan may be begun, changed or approved on a day. The semester to come is open, the closed one is not.
    ///
    /// # Errors
    /// [`TermError::Closed`] after the last day.
    pub fn check_open(self, today: Date) -> Result<(), TermError> {
        if today > self.period.to() {
            Err(TermError::Closed(self.period.to()))
        } else {
            Ok(())
        }
    }

    /// Whether a consultation of that day belongs to the plan. After the semester it may still be written down, as long as its day lies
    /// within: nothing given is lost because the sheet came late.
    ///
    /// # Errors
    /// [`TermError::Outside`] or [`TermError::Future`].
    pub fn check_day(self, day: Date, today: Date) -> Result<(), TermError> {
        if day > today {
            Err(TermError::Future)
        } else if self.period.contains(day) {
            Ok(())
        } else {
            Err(TermError::Outside(self.period.from(), self.period.to()))
        }
    }

    /// The day by which the plan is evaluated: the last day of the semester.
    pub fn evaluation_due(self) -> Date {
        self.period.to()
    }
}

/// How dynamics stand against the number expected in a school year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportingGap {
    /// Written down so far.
    pub written: u32,
    /// Expected in the year.
    pub expected: u32,
    /// Expected by the day asked, in even parts of the lessons' time.
    pub expected_by_now: u32,
}

impl ReportingGap {
    /// Whether fewer were written down than expected by now.
    pub const fn is_behind(self) -> bool {
        self.written < self.expected_by_now
    }
}

/// Dynamics of the school year written down against those expected [Rēzeknes novads: at least three times a year].
pub fn dynamics_gap(written: u32, expected: u32, lessons: Period, on: Date) -> ReportingGap {
    let days = |from: Date, to: Date| {
        i64::from(crate::calendar::day_number(to) - crate::calendar::day_number(from)).max(0)
    };
    let all = days(lessons.from(), lessons.to()).max(1);
    let passed = days(lessons.from(), on.min(lessons.to()));
    ReportingGap {
        written,
        expected,
        expected_by_now: u32::try_from(i64::from(expected) * passed / all).unwrap_or(expected),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn term() -> Term {
        Term {
            year: SchoolYear::new(2025),
            semester: Semester::First,
            period: Period::between(date(2025, 9, 1), date(2025, 12, 19)),
        }
    }

    // covers: IAP-04, IAP-07
    #[test]
    fn a_closed_semester_takes_no_plan_but_late_sheets() {
        let last = date(2025, 12, 19);
        assert_eq!(term().check_open(last), Ok(()));
        assert_eq!(
            term().check_open(date(2025, 12, 20)),
            Err(TermError::Closed(last))
        );
        assert_eq!(term().check_day(last, date(2026, 1, 10)), Ok(()));
        assert_eq!(
            term().check_day(date(2026, 1, 7), date(2026, 1, 10)),
            Err(TermError::Outside(date(2025, 9, 1), last))
        );
        assert_eq!(
            term().check_day(date(2025, 10, 2), date(2025, 10, 1)),
            Err(TermError::Future)
        );
        assert_eq!(term().evaluation_due(), last);
    }

    // covers: IAP-23
    #[test]
    fn dynamics_are_expected_three_times_a_year() {
        let lessons = Period::between(date(2025, 9, 1), date(2026, 5, 29));
        let at = |written, on| dynamics_gap(written, 3, lessons, on);
        assert!(!at(0, date(2025, 10, 1)).is_behind());
        assert!(at(0, date(2025, 12, 10)).is_behind());
        assert!(!at(1, date(2025, 12, 10)).is_behind());
        assert!(at(2, date(2026, 5, 29)).is_behind());
        assert_eq!(at(3, date(2026, 7, 1)).expected_by_now, 3);
    }
}
