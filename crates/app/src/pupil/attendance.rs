//! Attendance of one pupil in the school year that runs, by school day and by week. A day whose register was not taken is neither presence nor
//! absence.

use balsts_domain::{
    attendance::{AbsenceDay, AbsenceKind, AbsenceTotals},
    calendar::{Period, SchoolDays, SchoolYear, day_number},
    risk::records::{LessonsHeld, register_of},
};
use balsts_store::{AbsentLesson, EnrolmentNote, PeriodTotal, RegisterRow};
use jiff::civil::Date;

/// What is known of a school day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayState {
    /// The register was taken.
    Taken(AbsenceDay),
    /// It was not, or nobody knows.
    NotTaken,
}

/// A week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week {
    /// Its first school day.
    pub from: Date,
    /// Its last.
    pub to: Date,
    /// Lessons missed; `None` when no register of the week was taken.
    pub missed: Option<AbsenceTotals>,
}

/// Attendance of a school year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendance {
    /// School days on which the pupil was enrolled, up to today.
    pub days: Vec<(Date, DayState)>,
    /// The semester shown day by day: the one that runs or ended last.
    pub semester: Option<Period>,
    /// Weeks of that semester.
    pub weeks: Vec<Week>,
    /// Lessons missed in that semester.
    pub missed: AbsenceTotals,
    /// Lessons missed one by one, the newest first.
    pub lessons: Vec<AbsentLesson>,
    /// Totals of periods in which no lessons are known one by one.
    pub totals: Vec<PeriodTotal>,
    /// The newest day of the register.
    pub until: Option<Date>,
}

fn kind_of(lesson: &AbsentLesson) -> AbsenceKind {
    u8::try_from(lesson.kind)
        .ok()
        .and_then(AbsenceKind::from_number)
        .unwrap_or(AbsenceKind::Unknown)
}

impl Attendance {
    pub(super) fn new(
        school_days: &SchoolDays,
        today: Date,
        enrolments: &[EnrolmentNote],
        mut lessons: Vec<AbsentLesson>,
        totals: Vec<PeriodTotal>,
        register: &[RegisterRow],
    ) -> Self {
        let number = |day: i64| i32::try_from(day).unwrap_or(i32::MAX);
        let held: Vec<LessonsHeld> = register
            .iter()
            .filter_map(|row| {
                Some(LessonsHeld {
                    from: number(row.from_day?),
                    to: number(row.to_day?),
                    lessons: u32::try_from(row.lessons?).unwrap_or(u32::MAX),
                })
            })
            .collect();
        let span = register
            .iter()
            .find(|row| row.lessons.is_none())
            .and_then(|row| Some((number(row.from_day?), number(row.to_day?))));
        let taken = register_of(&held, span, school_days);
        let mut absent: Vec<AbsenceDay> = Vec::new();
        for lesson in &lessons {
            let date = balsts_store::date(lesson.day);
            if absent.last().is_none_or(|day| day.date != date) {
                absent.push(AbsenceDay::none(date));
            }
            if let Some(day) = absent.last_mut() {
                day.add(kind_of(lesson));
            }
        }
        let enrolled = |date: Date| {
            enrolments.iter().any(|one| {
                balsts_store::date(one.from_day) <= date
                    && one.to_day.is_none_or(|to| balsts_store::date(to) >= date)
            })
        };
        let state = |date: Date| {
            let day = day_number(date);
            match absent.binary_search_by_key(&date, |absence| absence.date) {
                Ok(index) => DayState::Taken(absent[index]),
                Err(_)
                    if taken
                        .iter()
                        .any(|period| period.taken && period.from <= day && day <= period.to) =>
                {
                    DayState::Taken(AbsenceDay::none(date))
                }
                Err(_) => DayState::NotTaken,
            }
        };
        let year = Period::between(SchoolYear::of(today).first_day(), today);
        let days: Vec<(Date, DayState)> = school_days
            .iter(year)
            .filter(|date| enrolled(*date))
            .map(|date| (date, state(date)))
            .collect();
        let semester = school_days
            .semester_or_last(today)
            .map(|span| Period::between(span.period.from(), span.period.to().min(today)));
        let within = |date: Date| semester.is_some_and(|period| period.contains(date));
        let missed = AbsenceTotals::of(absent.iter().filter(|day| within(day.date)));
        let weeks = weeks(days.iter().filter(|(date, _)| within(*date)));
        let until = days
            .iter()
            .rev()
            .find(|(_, state)| *state != DayState::NotTaken)
            .map(|(date, _)| *date);
        lessons.reverse();
        Self {
            days,
            semester,
            weeks,
            missed,
            lessons,
            totals,
            until,
        }
    }

    /// Days of the semester shown.
    pub fn semester_days(&self) -> impl Iterator<Item = &(Date, DayState)> {
        self.days
            .iter()
            .filter(|(date, _)| self.semester.is_some_and(|period| period.contains(*date)))
    }
}

fn weeks<'a>(days: impl Iterator<Item = &'a (Date, DayState)>) -> Vec<Week> {
    let mut weeks: Vec<Week> = Vec::new();
    for (date, state) in days {
        let same = weeks
            .last()
            .is_some_and(|week| week.from.iso_week_date().week() == date.iso_week_date().week());
        if !same {
            weeks.push(Week {
                from: *date,
                to: *date,
                missed: None,
            });
        }
        let Some(week) = weeks.last_mut() else { continue };
        week.to = *date;
        if let DayState::Taken(day) = state {
            week.missed = Some(week.missed.unwrap_or_default() + AbsenceTotals::from(day));
        }
    }
    weeks
}

#[cfg(test)]
mod tests {
    use balsts_domain::calendar::Calendar;
    use jiff::civil::date;

    use super::*;

    fn enrolment() -> EnrolmentNote {
        EnrolmentNote {
            institution_id: 1,
            institution_code: "A".to_owned(),
            institution: "A".to_owned(),
            kind: "basic_school".to_owned(),
            class: "8.b".to_owned(),
            grade: Some(8),
            from_day: i64::from(day_number(date(2025, 9, 1))),
            to_day: None,
            programme_code: None,
            study_form: None,
            repeats_year: None,
            leaving_reason: None,
        }
    }

    fn lesson(day: Date, lesson: i64, kind: AbsenceKind) -> AbsentLesson {
        AbsentLesson {
            day: i64::from(day_number(day)),
            lesson,
            subject: None,
            kind: i64::from(kind.number()),
        }
    }

    // covers: REG-14
    #[test]
    fn a_week_without_a_register_is_not_a_week_without_absence() {
        let days = Calendar::built_in().school_days(None, Some(8));
        let row = |from: Date, to: Date, lessons| RegisterRow {
            from_day: Some(i64::from(day_number(from))),
            to_day: Some(i64::from(day_number(to))),
            lessons,
        };
        let register = [
            row(date(2025, 9, 1), date(2025, 9, 5), Some(30)),
            row(date(2025, 9, 8), date(2025, 9, 12), Some(0)),
            row(date(2025, 9, 3), date(2025, 9, 3), None),
        ];
        let absences = vec![
            lesson(date(2025, 9, 3), 1, AbsenceKind::Unexcused),
            lesson(date(2025, 9, 3), 2, AbsenceKind::Unknown),
            lesson(date(2025, 9, 4), 1, AbsenceKind::Illness),
        ];
        let seen = Attendance::new(
            &days,
            date(2025, 9, 12),
            &[enrolment()],
            absences,
            Vec::new(),
            &register,
        );
        assert_eq!(seen.days.len(), 10);
        assert_eq!(seen.weeks.len(), 2);
        let first = seen.weeks[0].missed.unwrap();
        assert_eq!((first.counted_unexcused(), first.illness), (2, 1));
        assert_eq!(seen.weeks[1].missed, None);
        assert_eq!(seen.until, Some(date(2025, 9, 5)));
        assert_eq!(seen.lessons[0].day, i64::from(day_number(date(2025, 9, 4))));
    }
}
