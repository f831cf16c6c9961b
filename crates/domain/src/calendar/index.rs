//! School days of many institutions and grades, each distinct view made once.

use std::collections::{BTreeSet, HashMap};

use super::{Calendar, InstitutionWays, SchoolDays};

/// Which exceptions apply, the grade where it has ends of its own, and the institution's ways.
type ViewKey = (Vec<usize>, Option<u8>, InstitutionWays);

/// Answers for any institution and grade with as few resolved views as the calendar needs: a municipality without exceptions
/// needs three, for grades 9, 12 and all others.
#[derive(Debug)]
pub struct SchoolDaysIndex {
    calendar: Calendar,
    grades_with_own_end: BTreeSet<u8>,
    views: HashMap<ViewKey, SchoolDays>,
}

impl SchoolDaysIndex {
    /// An index over a calendar as it is now; later changes of the calendar are not seen.
    pub fn new(calendar: Calendar) -> Self {
        let grades_with_own_end = calendar.grades_with_own_end();
        Self {
            calendar,
            grades_with_own_end,
            views: HashMap::new(),
        }
    }

    /// The calendar.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The same as [`Calendar::school_days`], made at most once for each distinct view.
    pub fn school_days(&mut self, institution: Option<&str>, grade: Option<u8>) -> SchoolDays {
        let applying = self.calendar.exceptions().iter().enumerate();
        let applying = applying.filter(|(_, exception)| exception.applies(institution, grade));
        let own_end = grade.filter(|grade| self.grades_with_own_end.contains(grade));
        let ways = self.calendar.ways(institution).of_grade(grade);
        let key = (applying.map(|(index, _)| index).collect(), own_end, ways);
        let calendar = &self.calendar;
        self.views
            .entry(key)
            .or_insert_with(|| calendar.school_days(institution, grade))
            .clone()
    }

    /// How many distinct views have been made.
    pub fn distinct_views(&self) -> usize {
        self.views.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Change, Exception, Period, SchoolYear};
    use jiff::civil::date;

    #[test]
    fn distinct_views_are_made_once_and_are_right() {
        let mut calendar = Calendar::built_in();
        calendar.add_exception(Exception {
            year: SchoolYear::new(2025),
            institution: Some("a".to_owned()),
            grades: vec![1],
            change: Change::ExtraBreak {
                period: Period::new(date(2026, 2, 9), date(2026, 2, 13)).unwrap(),
            },
            source: "order of the head".to_owned(),
        });
        calendar.set_ways(
            "b",
            InstitutionWays {
                shifted_days: true,
                through_the_year: true,
            },
        );
        let mut index = SchoolDaysIndex::new(calendar.clone());
        let year = Period::new(date(2025, 9, 1), date(2026, 8, 31)).unwrap();
        for institution in [None, Some("a"), Some("b")] {
            for grade in std::iter::once(None).chain((1..=12).map(Some)) {
                let expected = calendar.school_days(institution, grade).count(year);
                assert_eq!(index.school_days(institution, grade).count(year), expected);
            }
        }
        // For grades 9, 12 and the others; `a` with its exception; `b` by its ways, once more for its groups.
        assert_eq!(index.distinct_views(), 8);
        assert_eq!(index.calendar(), &calendar);
    }
}
