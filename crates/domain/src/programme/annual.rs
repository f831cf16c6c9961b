//! The yearly report on the programme: which days it covers, and what may be written for it.

use jiff::civil::Date;

use crate::calendar::{Period, SchoolYear};
use crate::cooperation::codes;

/// The year of a report: the calendar year in whose August it is presented. It covers the school year that ends in it, because schools report
/// and indicators are counted by school years; of activities planned by calendar years, those of this year.
///
/// Source: the annual review before each school year, in August (REP-01).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnnualYear(i16);

impl AnnualYear {
    /// The month from which on the report of a calendar year is being written; no source gives it (assumption).
    pub const BEGINS_IN_MONTH: i8 = 6;
    /// The month in which it is presented.
    ///
    /// Source: Rēzeknes novads, Tukums, Ogre and Rēzekne name August.
    pub const PRESENTED_IN_MONTH: i8 = 8;

    /// The report of a calendar year.
    pub fn new(year: i16) -> Self {
        Self(SchoolYear::new(year - 1).first_calendar_year() + 1)
    }

    /// The one that is being written or was written last on a day.
    pub fn on(day: Date) -> Self {
        Self::new(day.year() - i16::from(day.month() < Self::BEGINS_IN_MONTH))
    }

    /// The calendar year.
    pub const fn year(self) -> i16 {
        self.0
    }

    /// The school year that it covers.
    pub const fn school_year(self) -> SchoolYear {
        SchoolYear::new(self.0 - 1)
    }

    /// The days that it covers.
    pub fn period(self) -> Period {
        self.school_year().period()
    }

    /// The day of which it says how far everything is: the last of its days, or a day before that.
    pub fn as_of(self, today: Date) -> Date {
        today.min(self.period().to())
    }
}

codes! {
    /// What becomes of a report.
    AnnualEvent {
        /// A body was told of it.
        Presented = "presented",
        /// Everybody can read it.
        Published = "published",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    // covers: REP-01
    #[test]
    fn a_report_covers_the_school_year_that_ends_in_its_year() {
        let report = AnnualYear::on(date(2026, 8, 20));
        assert_eq!(report.year(), 2026);
        assert_eq!(report.school_year().to_string(), "2025/26");
        assert_eq!(report.as_of(date(2026, 8, 20)), date(2026, 8, 20));
        assert_eq!(report.as_of(date(2026, 11, 20)), date(2026, 8, 31));
        assert_eq!(AnnualYear::on(date(2027, 5, 31)).year(), 2026);
        assert_eq!(AnnualYear::on(date(2027, 6, 1)).year(), 2027);
    }
}
