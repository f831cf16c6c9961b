//! The dated tables of school years: what is known, and for every other year a provisional copy of the pattern.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::day::{date_of, day_number, weekday_index};
use super::exceptions::Exception;
use super::working::{InstitutionWays, WorkingCalendar};
use super::{Period, SchoolYear, Semester};

/// Which break of the school year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BreakKind {
    /// October.
    Autumn,
    /// Between the semesters.
    Winter,
    /// March.
    Spring,
    /// Given by an exception.
    Extra,
}

/// Days without lessons within the school year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Break {
    /// Which break.
    pub kind: BreakKind,
    /// Its days.
    #[serde(flatten)]
    pub period: Period,
}

/// A grade whose second semester ends on another day than that of the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GradeEnd {
    /// 1–12.
    pub grade: u8,
    /// Last school day.
    pub on: Date,
}

/// One school year as the Cabinet sets it, or as it is expected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearTable {
    /// The school year.
    pub year: SchoolYear,
    /// First semester.
    pub first: Period,
    /// Second semester of the grades without an end of their own.
    pub second: Period,
    /// Grades that end on another day.
    #[serde(default)]
    pub grade_ends: Vec<GradeEnd>,
    /// Breaks in order.
    #[serde(default)]
    pub breaks: Vec<Break>,
    /// Where the dates come from.
    pub source: String,
    /// The dates are expected, not set by anybody.
    #[serde(default)]
    pub provisional: bool,
}

/// Why a table of a school year was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// The second semester begins before the first has ended.
    #[error("the semesters of {0} overlap")]
    SemestersOverlap(SchoolYear),
    /// A date lies outside 1 September – 31 August of the year.
    #[error("{date} lies outside the school year {year}")]
    OutsideYear {
        /// The school year of the table.
        year: SchoolYear,
        /// The date.
        date: Date,
    },
    /// A grade's end lies before the second semester begins.
    #[error("the school year {year} of grade {grade} ends before its second semester begins")]
    GradeEndsTooEarly {
        /// The school year of the table.
        year: SchoolYear,
        /// The grade.
        grade: u8,
    },
}

impl YearTable {
    /// The expected dates of a year nobody has set yet. The pattern of the four known years: the first semester ends on the
    /// last Friday before 24 December; two weeks of winter break follow; autumn break begins 60 days before that Friday, spring
    /// break nine weeks after the second semester began; lessons end on the last weekday of May, two and three weeks
    /// later in grades 9 and 12.
    pub fn provisional(year: SchoolYear) -> Self {
        let begins = day_number(year.first_day());
        let begins = match weekday_index(begins) {
            5 => begins + 2,
            6 => begins + 1,
            _ => begins,
        };
        let december_23 = day_number(Date::constant(year.first_calendar_year(), 12, 23));
        let first_ends = december_23 - (weekday_index(december_23) - 4).rem_euclid(7);
        let second_begins = first_ends + 17;
        let may_31 = day_number(Date::constant(year.first_calendar_year() + 1, 5, 31));
        let second_ends = may_31 - (weekday_index(may_31) - 4).max(0);
        let period = |from: i32, to: i32| Period::between(date_of(from), date_of(to));
        let autumn = first_ends - 60;
        let spring = second_begins + 63;
        Self {
            year,
            first: period(begins, first_ends),
            second: period(second_begins, second_ends),
            grade_ends: vec![
                GradeEnd {
                    grade: 9,
                    on: date_of(second_ends + 14),
                },
                GradeEnd {
                    grade: 12,
                    on: date_of(second_ends + 21),
                },
            ],
            breaks: vec![
                Break {
                    kind: BreakKind::Autumn,
                    period: period(autumn, autumn + 4),
                },
                Break {
                    kind: BreakKind::Winter,
                    period: period(first_ends + 3, second_begins - 3),
                },
                Break {
                    kind: BreakKind::Spring,
                    period: period(spring, spring + 4),
                },
            ],
            source: "Pattern of the years 2022/23 to 2025/26".to_owned(),
            provisional: true,
        }
    }

    /// The semester of a grade.
    pub fn semester(&self, semester: Semester, grade: Option<u8>) -> Period {
        match semester {
            Semester::First => self.first,
            Semester::Second => {
                let end = self.grade_ends.iter().find(|end| Some(end.grade) == grade);
                end.map_or(self.second, |end| Period::between(self.second.from(), end.on))
            }
        }
    }

    /// Refuses dates that cannot be a school year.
    pub fn check(&self) -> Result<(), TableError> {
        let year = self.year;
        if self.second.from() <= self.first.to() {
            return Err(TableError::SemestersOverlap(year));
        }
        if let Some(end) = self.grade_ends.iter().find(|end| end.on < self.second.from()) {
            return Err(TableError::GradeEndsTooEarly {
                year,
                grade: end.grade,
            });
        }
        let breaks = self.breaks.iter().flat_map(|b| [b.period.from(), b.period.to()]);
        let ends = self.grade_ends.iter().map(|end| end.on);
        let mut dates = [self.first.from(), self.second.to()]
            .into_iter()
            .chain(breaks)
            .chain(ends);
        match dates.find(|date| !year.period().contains(*date)) {
            Some(date) => Err(TableError::OutsideYear { year, date }),
            None => Ok(()),
        }
    }
}

#[derive(Deserialize)]
struct File {
    year: Vec<YearTable>,
}

#[expect(
    clippy::expect_used,
    reason = "the file is part of the program and a test reads it"
)]
static KNOWN: LazyLock<BTreeMap<SchoolYear, YearTable>> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("school_years.toml")).expect("school_years.toml is well-formed");
    file.year.into_iter().map(|table| (table.year, table)).collect()
});

/// The school calendar of one municipality: tables of school years and the exceptions made from them. Tables that
/// are not kept here are the built-in ones, and where there is none, the provisional pattern.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Calendar {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tables: Vec<YearTable>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    exceptions: Vec<Exception>,
    /// Ways of institutions by their code; they are settings of the institutions, not part of the municipality's calendar.
    #[serde(skip)]
    ways: BTreeMap<String, InstitutionWays>,
}

impl Calendar {
    /// The tables that come with the program and no exceptions.
    pub fn built_in() -> Self {
        Self::default()
    }

    /// Puts an edited table in place of the built-in one or of an earlier edit.
    pub fn set_table(&mut self, table: YearTable) -> Result<(), TableError> {
        table.check()?;
        self.tables.retain(|kept| kept.year != table.year);
        self.tables.push(table);
        self.tables.sort_by_key(|table| table.year);
        Ok(())
    }

    /// Adds an exception; of several that touch the same day the later and the narrower wins.
    pub fn add_exception(&mut self, exception: Exception) {
        self.exceptions.push(exception);
    }

    /// Replaces all exceptions, as read from storage in their order.
    pub fn with_exceptions(mut self, exceptions: Vec<Exception>) -> Self {
        self.exceptions = exceptions;
        self
    }

    /// Says how an institution, by its code, arranges its days.
    pub fn set_ways(&mut self, institution: &str, ways: InstitutionWays) {
        self.ways.insert(institution.to_owned(), ways);
    }

    /// How an institution arranges its days; as everybody where nothing is said.
    pub fn ways(&self, institution: Option<&str>) -> InstitutionWays {
        institution
            .and_then(|code| self.ways.get(code))
            .copied()
            .unwrap_or_default()
    }

    /// The working days of an institution.
    pub fn working(&self, institution: Option<&str>) -> WorkingCalendar {
        WorkingCalendar {
            shifted_days: self.ways(institution).shifted_days,
        }
    }

    /// The exceptions in the order in which they were added.
    pub fn exceptions(&self) -> &[Exception] {
        &self.exceptions
    }

    /// The table of a year before exceptions.
    pub fn table(&self, year: SchoolYear) -> YearTable {
        let edited = self.tables.iter().find(|table| table.year == year);
        edited
            .or_else(|| KNOWN.get(&year))
            .cloned()
            .unwrap_or_else(|| YearTable::provisional(year))
    }

    /// The grades that end on another day than the others in some year.
    pub(super) fn grades_with_own_end(&self) -> BTreeSet<u8> {
        let pattern = YearTable::provisional(SchoolYear::new(2000));
        let tables = self
            .tables
            .iter()
            .chain(KNOWN.values())
            .chain(std::iter::once(&pattern));
        tables
            .flat_map(|table| table.grade_ends.iter().map(|end| end.grade))
            .collect()
    }

    /// The years whose dates are set, built in or edited.
    pub fn known_years(&self) -> Vec<SchoolYear> {
        let edited = self
            .tables
            .iter()
            .filter(|table| !table.provisional)
            .map(|table| table.year);
        let mut years: Vec<_> = KNOWN.keys().copied().chain(edited).collect();
        years.sort_unstable();
        years.dedup();
        years
    }
}

/// Moves the end of a period, never before its first day.
pub(super) fn ending_on(period: Period, to: Date) -> Period {
    Period::between(period.from(), to.max(period.from()))
}

/// Moves the beginning of a period, never behind its last day.
pub(super) fn beginning_on(period: Period, from: Date) -> Period {
    Period::between(from.min(period.to()), period.to())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::day::plus_days;
    use jiff::civil::{Weekday, date};

    #[test]
    fn the_built_in_tables_are_sound() {
        let years = Calendar::built_in().known_years();
        assert_eq!(years, [2022, 2023, 2024, 2025].map(SchoolYear::new));
        for year in years {
            let table = Calendar::built_in().table(year);
            assert_eq!(table.check(), Ok(()));
            assert!(!table.provisional && !table.source.is_empty());
            assert_eq!(table.breaks.len(), 3);
        }
    }

    #[test]
    fn the_pattern_reproduces_every_known_year() {
        for known in KNOWN.values() {
            let pattern = YearTable::provisional(known.year);
            assert_eq!(
                (pattern.first, pattern.second),
                (known.first, known.second),
                "{}",
                known.year
            );
            assert_eq!(pattern.grade_ends, known.grade_ends);
            for (expected, set) in pattern.breaks.iter().zip(&known.breaks) {
                assert_eq!(expected.period.from(), set.period.from(), "{}", known.year);
                // The table of 2024/25 counts the weekend in.
                assert!(expected.period.to() >= plus_days(set.period.to(), -2));
            }
        }
    }

    #[test]
    fn unknown_years_are_provisional_and_sound() {
        for year in (1990..2100)
            .map(SchoolYear::new)
            .filter(|year| !KNOWN.contains_key(year))
        {
            let table = Calendar::built_in().table(year);
            assert!(table.provisional);
            assert_eq!(table.check(), Ok(()), "{year}");
            assert_eq!(table.first.to().weekday(), Weekday::Friday);
            assert_eq!(table.second.from().weekday(), Weekday::Monday);
        }
        let next = Calendar::built_in().table(SchoolYear::new(2026));
        assert_eq!(next.first.to(), date(2026, 12, 18));
        assert_eq!(
            next.second,
            Period::new(date(2027, 1, 4), date(2027, 5, 31)).unwrap()
        );
    }

    #[test]
    fn an_edited_table_replaces_the_pattern_and_impossible_ones_are_refused() {
        let mut calendar = Calendar::built_in();
        let year = SchoolYear::new(2026);
        let mut table = calendar.table(year);
        table.provisional = false;
        table.second = Period::new(date(2027, 1, 11), date(2027, 5, 31)).unwrap();
        calendar.set_table(table.clone()).unwrap();
        assert_eq!(calendar.table(year), table);
        assert!(calendar.known_years().contains(&year));
        let json = serde_json::to_string(&calendar).unwrap();
        assert_eq!(serde_json::from_str::<Calendar>(&json).unwrap(), calendar);

        table.second = Period::new(date(2026, 12, 1), date(2027, 5, 31)).unwrap();
        assert_eq!(
            calendar.set_table(table.clone()),
            Err(TableError::SemestersOverlap(year))
        );
        table.second = Period::new(date(2027, 1, 4), date(2027, 9, 1)).unwrap();
        assert!(matches!(
            calendar.set_table(table),
            Err(TableError::OutsideYear { .. })
        ));
    }
}
