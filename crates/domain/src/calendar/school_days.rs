//! The school days of one institution and grade, resolved once so that counting them is a subtraction.

use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::day::{date_of, day_number, is_weekend, plus_days};
use super::exceptions::{Change, Exception};
use super::holidays::public_holidays;
use super::tables::{Calendar, YearTable, beginning_on, ending_on};
use super::working::{InstitutionWays, shifted_days};
use super::{Break, BreakKind, Period, SchoolYear, Semester};

/// What a day is for a school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum DayKind {
    /// Lessons are held.
    School,
    /// Saturday or Sunday.
    Weekend,
    /// A weekday of a break, also of the winter break between the semesters.
    Break,
    /// A public holiday within the school year.
    PublicHoliday,
    /// Before the first or after the second semester, or between them without being a break.
    OutsideSemesters,
}

impl DayKind {
    /// Code, the same as in serialised form; a message key is made from it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::School => "school",
            Self::Weekend => "weekend",
            Self::Break => "break",
            Self::PublicHoliday => "public_holiday",
            Self::OutsideSemesters => "outside_semesters",
        }
    }
}

/// A semester with its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SemesterSpan {
    /// School year.
    pub year: SchoolYear,
    /// Which half.
    pub semester: Semester,
    /// First to last day.
    pub period: Period,
    /// The dates are expected, not set by anybody.
    pub provisional: bool,
}

const FIRST_YEAR: i16 = 2010;
const LAST_YEAR: i16 = 2049;

/// The school days of one institution and grade from 1 September 2010 to 31 August 2050; no day outside is a school
/// day. Cheap to clone. Making one costs well under a millisecond: make it once per institution and grade.
#[derive(Debug, Clone)]
pub struct SchoolDays(Arc<Resolved>);

#[derive(Debug)]
struct Resolved {
    /// Day number of the first day.
    origin: i32,
    kinds: Vec<DayKind>,
    /// `before[i]`: school days before day `i`; one element more than `kinds`.
    before: Vec<u16>,
    /// Days since `origin` of every school day.
    school_days: Vec<u16>,
    semesters: Vec<SemesterSpan>,
}

static HOLIDAYS: LazyLock<Vec<i32>> = LazyLock::new(|| {
    let all = (FIRST_YEAR..=LAST_YEAR + 1).flat_map(public_holidays);
    all.map(|holiday| day_number(holiday.date)).collect()
});

/// A year's table after exceptions.
pub(super) struct ResolvedYear {
    pub first: Period,
    pub second: Period,
    pub breaks: Vec<Break>,
    pub extra_school_days: Vec<Date>,
}

impl ResolvedYear {
    pub(super) fn of(
        table: &YearTable,
        exceptions: &[&Exception],
        ways: InstitutionWays,
        grade: Option<u8>,
    ) -> Self {
        let mut year = Self {
            first: table.semester(Semester::First, grade),
            second: table.semester(Semester::Second, grade),
            breaks: table.breaks.clone(),
            extra_school_days: Vec::new(),
        };
        if ways.of_grade(grade).through_the_year {
            year.first = Period::between(table.year.first_day(), plus_days(year.second.from(), -1));
            year.second = Period::between(year.second.from(), table.year.last_day());
            year.breaks.clear();
        }
        for exception in exceptions {
            match exception.change {
                Change::SemesterBegins {
                    semester: Semester::First,
                    on,
                } => {
                    year.first = beginning_on(year.first, on);
                }
                Change::SemesterBegins {
                    semester: Semester::Second,
                    on,
                } => {
                    year.second = beginning_on(year.second, on);
                }
                Change::SemesterEnds {
                    semester: Semester::First,
                    on,
                } => year.first = ending_on(year.first, on),
                Change::SemesterEnds {
                    semester: Semester::Second,
                    on,
                } => {
                    year.second = ending_on(year.second, on);
                }
                Change::ExtraBreak { period } => {
                    year.extra_school_days.retain(|day| !period.contains(*day));
                    year.breaks.push(Break {
                        kind: BreakKind::Extra,
                        period,
                    });
                }
                Change::ExtraSchoolDay { on } => year.extra_school_days.push(on),
            }
        }
        year
    }
}

impl Calendar {
    /// The exceptions of a year for an institution and grade, widest first.
    pub(super) fn exceptions_of(
        &self,
        year: SchoolYear,
        institution: Option<&str>,
        grade: Option<u8>,
    ) -> Vec<&Exception> {
        let mut applying: Vec<_> = self
            .exceptions()
            .iter()
            .filter(|exception| exception.year == year && exception.applies(institution, grade))
            .collect();
        applying.sort_by_key(|exception| exception.narrowness());
        applying
    }

    /// Resolves tables and exceptions for an institution (by its code) and a grade; `None` for either asks for what holds
    /// where nothing narrower is known.
    pub fn school_days(&self, institution: Option<&str>, grade: Option<u8>) -> SchoolDays {
        let ways = self.ways(institution);
        let origin = day_number(SchoolYear::new(FIRST_YEAR).first_day());
        let end = day_number(SchoolYear::new(LAST_YEAR).last_day());
        let mut kinds = vec![DayKind::OutsideSemesters; (end - origin + 1) as usize];
        let mut semesters = Vec::with_capacity(2 * (LAST_YEAR - FIRST_YEAR + 1) as usize);
        let indexes = |period: Period| {
            let from = (day_number(period.from()) - origin).max(0);
            let to = (day_number(period.to()).min(end) - origin).max(-1);
            from as usize..(to + 1).max(from) as usize
        };
        for first in FIRST_YEAR..=LAST_YEAR {
            let year = SchoolYear::new(first);
            let table = self.table(year);
            let exceptions = self.exceptions_of(year, institution, grade);
            let resolved = ResolvedYear::of(&table, &exceptions, ways, grade);
            let provisional = table.provisional;
            for (semester, period) in [
                (Semester::First, resolved.first),
                (Semester::Second, resolved.second),
            ] {
                semesters.push(SemesterSpan {
                    year,
                    semester,
                    period,
                    provisional,
                });
                kinds[indexes(period)].fill(DayKind::School);
            }
            let whole = Period::between(resolved.first.from(), resolved.second.to());
            for period in resolved.breaks.iter().filter_map(|b| b.period.intersect(whole)) {
                kinds[indexes(period)].fill(DayKind::Break);
            }
            for (index, day) in indexes(whole).zip(day_number(whole.from())..) {
                if is_weekend(day) {
                    kinds[index] = DayKind::Weekend;
                }
                if HOLIDAYS.binary_search(&day).is_ok() {
                    kinds[index] = DayKind::PublicHoliday;
                }
            }
            if ways.shifted_days {
                for shifted in shifted_days().iter().filter(|day| whole.contains(day.off)) {
                    let off = indexes(Period::day(shifted.off));
                    // A day without lessons is exchanged for nothing.
                    if kinds[off.clone()] == [DayKind::School] {
                        kinds[off].fill(DayKind::Break);
                        kinds[indexes(Period::day(shifted.worked))].fill(DayKind::School);
                    }
                }
            }
            for day in resolved.extra_school_days {
                kinds[indexes(Period::day(day))].fill(DayKind::School);
            }
        }
        let mut before = Vec::with_capacity(kinds.len() + 1);
        let mut school_days = Vec::new();
        for (index, kind) in kinds.iter().enumerate() {
            before.push(school_days.len() as u16);
            if *kind == DayKind::School {
                school_days.push(index as u16);
            }
        }
        before.push(school_days.len() as u16);
        SchoolDays(Arc::new(Resolved {
            origin,
            kinds,
            before,
            school_days,
            semesters,
        }))
    }
}

impl SchoolDays {
    fn index(&self, date: Date) -> Option<usize> {
        let index = usize::try_from(day_number(date) - self.0.origin).ok()?;
        (index < self.0.kinds.len()).then_some(index)
    }

    /// What the day is. A public holiday on a weekend is a public holiday, a weekend within a break a weekend.
    pub fn day_kind(&self, date: Date) -> DayKind {
        self.index(date)
            .map_or(DayKind::OutsideSemesters, |index| self.0.kinds[index])
    }

    /// Whether lessons are held.
    pub fn is_school_day(&self, date: Date) -> bool {
        self.day_kind(date) == DayKind::School
    }

    /// The semester in which the day lies, breaks within it included.
    pub fn semester_of(&self, date: Date) -> Option<SemesterSpan> {
        self.semester_or_last(date)
            .filter(|span| span.period.contains(date))
    }

    /// The semester in which the day lies or, between semesters, the one that ended last.
    pub fn semester_or_last(&self, date: Date) -> Option<SemesterSpan> {
        let begun = self
            .0
            .semesters
            .partition_point(|span| span.period.from() <= date);
        begun.checked_sub(1).map(|index| self.0.semesters[index])
    }

    /// A semester by name.
    pub fn semester(&self, year: SchoolYear, semester: Semester) -> Option<SemesterSpan> {
        let index = self
            .0
            .semesters
            .binary_search_by_key(&(year, semester), |span| (span.year, span.semester));
        index.ok().map(|index| self.0.semesters[index])
    }

    /// From the first day of the first semester to the last of the second.
    pub fn lessons_of(&self, year: SchoolYear) -> Option<Period> {
        let first = self.semester(year, Semester::First)?;
        let second = self.semester(year, Semester::Second)?;
        Some(Period::between(first.period.from(), second.period.to()))
    }

    /// School days in the period. Constant time.
    pub fn count(&self, period: Period) -> u32 {
        self.count_between(day_number(period.from()), day_number(period.to()))
    }

    /// School days from one day number to another, both included; 0 when the second is smaller. Constant time.
    pub fn count_between(&self, from: i32, to: i32) -> u32 {
        let days = &self.0;
        let last = days.kinds.len() as i32;
        let from = from.saturating_sub(days.origin).clamp(0, last);
        let end = to.saturating_sub(days.origin).saturating_add(1).clamp(from, last);
        u32::from(days.before[end as usize]) - u32::from(days.before[from as usize])
    }

    /// The school day `n` school days before `date`: with 0 the day itself or, where it is none, the last before it.
    /// `None` before the first school day known. Constant time.
    pub fn back(&self, date: Date, n: u32) -> Option<Date> {
        let days = &self.0;
        let end = (day_number(date) - days.origin + 1).clamp(0, days.kinds.len() as i32);
        let up_to = usize::from(days.before[end as usize]);
        let index = up_to.checked_sub(1 + n as usize)?;
        Some(date_of(days.origin + i32::from(days.school_days[index])))
    }

    /// The days from one day number to another with the days without lessons before and after them: what lies within has no school day
    /// outside. Without a school day before or after it reaches as far as numbers do.
    pub fn around(&self, from: i32, to: i32) -> (i32, i32) {
        let before = self.back(date_of(from - 1), 0);
        let after = self.next_after(date_of(to));
        (
            before.map_or(i32::MIN, |day| day_number(day) + 1),
            after.map_or(i32::MAX, |day| day_number(day) - 1),
        )
    }

    /// The first school day after `date`.
    pub fn next_after(&self, date: Date) -> Option<Date> {
        let days = &self.0;
        let end = (day_number(date) - days.origin + 1).clamp(0, days.kinds.len() as i32);
        let index = usize::from(days.before[end as usize]);
        days.school_days
            .get(index)
            .map(|day| date_of(days.origin + i32::from(*day)))
    }

    /// The school days of a period in order.
    pub fn iter(&self, period: Period) -> impl Iterator<Item = Date> {
        let days = &self.0;
        let last = days.kinds.len() as i32;
        let from = (day_number(period.from()) - days.origin).clamp(0, last);
        let end = (day_number(period.to()) - days.origin + 1).clamp(from, last);
        let range = usize::from(days.before[from as usize])..usize::from(days.before[end as usize]);
        days.school_days[range]
            .iter()
            .map(|day| date_of(days.origin + i32::from(*day)))
    }
}

#[cfg(test)]
mod tests;
