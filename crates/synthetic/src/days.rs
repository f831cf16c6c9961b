//! The school days that files are filled with: of one school year and grade, up to the last day that is told of.

use balsts_domain::calendar::{Calendar, Period, SchoolDays, SchoolYear, Semester};
use jiff::civil::{Date, Weekday};

/// One day on which lessons are held.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Day {
    pub(crate) date: Date,
    pub(crate) weekday: Weekday,
    /// 1 or 2.
    pub(crate) semester: u8,
}

/// The days of a school year for grades that end together.
#[derive(Debug)]
pub(crate) struct YearDays {
    pub(crate) days: Vec<Day>,
    /// Last days of the semesters; later than `until` where they have not come yet.
    pub(crate) semester_ends: [Date; 2],
}

impl YearDays {
    /// Indexes of the days from one date to another, both included.
    pub(crate) fn range(&self, from: Date, to: Date) -> std::ops::Range<usize> {
        let start = self.days.partition_point(|day| day.date < from);
        start..self.days.partition_point(|day| day.date <= to).max(start)
    }
}

/// Built-in calendars of the grades: 9 and 12 end later than the others.
pub(crate) struct Calendars {
    common: SchoolDays,
    ninth: SchoolDays,
    twelfth: SchoolDays,
}

impl Calendars {
    pub(crate) fn built_in() -> Self {
        let calendar = Calendar::built_in();
        Self {
            common: calendar.school_days(None, None),
            ninth: calendar.school_days(None, Some(9)),
            twelfth: calendar.school_days(None, Some(12)),
        }
    }

    pub(crate) fn of(&self, level: i8) -> &SchoolDays {
        match level {
            9 => &self.ninth,
            12 => &self.twelfth,
            _ => &self.common,
        }
    }

    pub(crate) fn year(&self, year: SchoolYear, level: i8, until: Date) -> YearDays {
        let days = self.of(level);
        let mut all = Vec::with_capacity(180);
        let mut semester_ends = [year.last_day(); 2];
        for semester in [Semester::First, Semester::Second] {
            let Some(span) = days.semester(year, semester) else {
                continue;
            };
            semester_ends[usize::from(semester.number()) - 1] = span.period.to();
            if let Ok(told) = Period::new(span.period.from(), span.period.to().min(until)) {
                all.extend(days.iter(told).map(|date| Day {
                    date,
                    weekday: date.weekday(),
                    semester: semester.number(),
                }));
            }
        }
        YearDays {
            days: all,
            semester_ends,
        }
    }
}

/// One school year with the three sets of days.
pub(crate) struct SchoolYearDays {
    common: YearDays,
    ninth: YearDays,
    twelfth: YearDays,
}

impl SchoolYearDays {
    pub(crate) fn new(calendars: &Calendars, year: SchoolYear, until: Date) -> Self {
        Self {
            common: calendars.year(year, 1, until),
            ninth: calendars.year(year, 9, until),
            twelfth: calendars.year(year, 12, until),
        }
    }

    pub(crate) fn of(&self, level: i8) -> &YearDays {
        match level {
            9 => &self.ninth,
            12 => &self.twelfth,
            _ => &self.common,
        }
    }
}
