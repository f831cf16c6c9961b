//! One school year at a glance, for people and for `balsts calendar show`.

use jiff::civil::Date;
use serde::Serialize;

use super::holidays::{HolidayKind, public_holidays};
use super::school_days::ResolvedYear;
use super::tables::{Break, Calendar, GradeEnd};
use super::working::{ShiftedDay, shifted_days};
use super::{Exception, Period, SchoolYear, Semester, SemesterSpan};

/// A public holiday of the school year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HolidayEntry {
    /// The day off.
    pub date: Date,
    /// Which holiday.
    pub kind: HolidayKind,
    /// The weekend day of the holiday when this is the day given instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved_from: Option<Date>,
}

/// Everything the calendar knows of a school year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct YearOverview {
    /// The school year.
    pub year: SchoolYear,
    /// 1 September to 31 August.
    pub period: Period,
    /// The dates of semesters and breaks are expected, not set by anybody.
    pub provisional: bool,
    /// Where semesters and breaks come from.
    pub source: String,
    /// First and second semester of the grades without an end of their own.
    pub semesters: Vec<SemesterSpan>,
    /// Grades that end later.
    pub grade_ends: Vec<GradeEnd>,
    /// Breaks, those of exceptions last.
    pub breaks: Vec<Break>,
    /// Public holidays by rule, in order.
    pub holidays: Vec<HolidayEntry>,
    /// Working days shifted for State bodies, only recommended to others.
    pub shifted_days: Vec<ShiftedDay>,
    /// The institution follows them.
    pub follows_shifted_days: bool,
    /// School days of the first and second semester.
    pub school_days: [u32; 2],
    /// The exceptions applied, widest first.
    pub exceptions: Vec<Exception>,
}

impl Calendar {
    /// The overview of a year for an institution and grade, `None` as in [`Calendar::school_days`].
    pub fn overview(&self, year: SchoolYear, institution: Option<&str>, grade: Option<u8>) -> YearOverview {
        let table = self.table(year);
        let exceptions = self.exceptions_of(year, institution, grade);
        let resolved = ResolvedYear::of(&table, &exceptions, self.ways(institution), grade);
        let days = self.school_days(institution, grade);
        let span = |semester, period| SemesterSpan {
            year,
            semester,
            period,
            provisional: table.provisional,
        };
        let within = year.period();
        let first = year.first_calendar_year();
        YearOverview {
            year,
            period: within,
            provisional: table.provisional,
            semesters: vec![
                span(Semester::First, resolved.first),
                span(Semester::Second, resolved.second),
            ],
            breaks: resolved.breaks,
            holidays: [first, first + 1]
                .into_iter()
                .flat_map(public_holidays)
                .filter(|holiday| within.contains(holiday.date))
                .map(|h| HolidayEntry {
                    date: h.date,
                    kind: h.kind,
                    moved_from: h.moved_from,
                })
                .collect(),
            shifted_days: shifted_days()
                .iter()
                .filter(|day| within.contains(day.off))
                .cloned()
                .collect(),
            follows_shifted_days: self.ways(institution).shifted_days,
            school_days: [resolved.first, resolved.second].map(|semester| days.count(semester)),
            exceptions: exceptions.into_iter().cloned().collect(),
            grade_ends: table.grade_ends,
            source: table.source,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_year_shows_all_it_holds_and_whether_it_is_certain() {
        let calendar = Calendar::built_in();
        let known = calendar.overview(SchoolYear::new(2025), None, None);
        assert!(!known.provisional && known.source.contains("2025/26"));
        assert_eq!(known.semesters.len(), 2);
        assert_eq!(known.breaks.len(), 3);
        assert_eq!(known.shifted_days.len(), 3);
        assert_eq!(
            known.holidays.first().map(|holiday| holiday.date),
            Some(date(2025, 11, 18))
        );
        assert!(calendar.overview(SchoolYear::new(2026), None, None).provisional);
        let json = serde_json::to_value(&known).unwrap();
        assert_eq!(json["semesters"][0]["period"]["from"], "2025-09-01");
        assert_eq!(json["breaks"][0]["kind"], "autumn");
    }
}
