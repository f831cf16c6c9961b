//! Lessons held and lessons missed.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::Chronicle;
use crate::attendance::{Habits, Reason, Register, live};
use crate::curriculum::{lessons_on, subject};
use crate::days::YearDays;
use crate::rows::{self, Kind};
use crate::sink::{Error, Sink};
use crate::town::{Class, Form, Stay};

impl<S: Sink> Chronicle<'_, S> {
    /// Lessons held by class and week from one day on. `silent_from` gives the day from which on a class's register
    /// was not taken.
    pub(crate) fn lessons(
        &mut self,
        year: i16,
        semesters: RangeInclusive<u8>,
        silent_from: impl Fn(Class) -> Option<Date>,
    ) -> Result<(), Error> {
        let days = self.days(year);
        for class in self.classes(year).into_keys() {
            let name = class.name();
            let silent = silent_from(class);
            let mut weeks = BTreeMap::<Date, (Date, u32)>::new();
            for day in &days.of(class.level).days {
                if semesters.contains(&day.semester) && silent.is_none_or(|silent| day.date < silent) {
                    let monday =
                        day.date - jiff::Span::new().days(i64::from(day.weekday.to_monday_zero_offset()));
                    let week = weeks.entry(monday).or_insert((day.date, 0));
                    week.0 = day.date;
                    week.1 += u32::from(lessons_on(class.level, day.weekday));
                }
            }
            for (from, (to, lessons)) in weeks {
                let from = days
                    .of(class.level)
                    .days
                    .iter()
                    .map(|day| day.date)
                    .find(|date| *date >= from);
                self.files.put(&rows::Lessons {
                    institution_code: self.code_of(class.school),
                    class: &name,
                    from: from.unwrap_or(to),
                    to,
                    lessons,
                })?;
            }
        }
        Ok(())
    }

    /// Lessons missed in a school year, told by lesson.
    pub(crate) fn absences(
        &mut self,
        year: i16,
        habits: &Habits,
        silent_from: impl Fn(Class) -> Option<Date>,
    ) -> Result<(), Error> {
        let days = self.days(year);
        let mut dice = self.dice(Kind::Absences, year);
        for index in 0..self.town.pupils.len() {
            let pupil = &self.town.pupils[index];
            for stay in pupil.in_year(year) {
                // Of children below compulsory age nothing is recorded.
                if stay.form == Form::Distance || self.spared.contains(&index) || stay.class.level < -1 {
                    continue;
                }
                let days = days.of(stay.class.level);
                let silent = silent_from(stay.class);
                let range = days.range(stay.from, stay.to.unwrap_or(self.until));
                let range = range.start..silent.map_or(range.end, |silent| {
                    days.range(Date::MIN, silent).end.clamp(range.start, range.end)
                });
                let mut register = Register::new(stay.class.level, &days.days[range]);
                live(&mut register, habits, pupil.truancy, &mut dice);
                let today = register
                    .all_days()
                    .last()
                    .is_some_and(|day| day.date == self.until);
                if today && dice.per_mille(habits.missing_today) {
                    register.miss_day(register.all_days().len() - 1, Reason::Unknown, 15);
                }
                self.write(index, stay, &mut register)?;
            }
        }
        Ok(())
    }

    /// Writes a register whose days are the first of `days` from the stay's first day on.
    pub(crate) fn write(
        &mut self,
        pupil: usize,
        stay: &Stay,
        register: &mut Register<'_>,
    ) -> Result<(), Error> {
        let level = stay.class.level;
        let code = self.town.pupils[pupil].code;
        let institution = self.code_of(stay.class.school);
        let days = register.all_days();
        for (day, lesson, reason) in register.sorted() {
            let day = days[usize::from(*day)];
            self.files.put(&rows::Absences {
                personal_code: code,
                institution_code: institution,
                date: day.date,
                lesson: *lesson,
                subject: subject(level, day.weekday, *lesson),
                kind: reason.code(),
            })?;
        }
        Ok(())
    }

    /// The same told as totals of each semester that is over.
    pub(crate) fn absence_totals(
        &mut self,
        year: i16,
        habits: &Habits,
        of: impl Fn(Class) -> bool,
    ) -> Result<(), Error> {
        let days = self.days(year);
        let mut dice = self.dice(Kind::AbsenceTotals, year);
        for index in 0..self.town.pupils.len() {
            let pupil = &self.town.pupils[index];
            let Some(stay) = pupil.in_year(year).next_back() else {
                continue;
            };
            if stay.form == Form::Distance
                || self.spared.contains(&index)
                || stay.class.level < 1
                || !of(stay.class)
            {
                continue;
            }
            let days = days.of(stay.class.level);
            let mut register = Register::new(
                stay.class.level,
                &days.days[days.range(stay.from, stay.to.unwrap_or(self.until))],
            );
            live(&mut register, habits, pupil.truancy, &mut dice);
            self.write_totals(index, stay, days, &register)?;
        }
        Ok(())
    }

    fn write_totals(
        &mut self,
        pupil: usize,
        stay: &Stay,
        days: &YearDays,
        register: &Register<'_>,
    ) -> Result<(), Error> {
        let told = register.all_days();
        for semester in [1_u8, 2] {
            let of_semester = || {
                told.iter()
                    .filter(|day| day.semester == semester)
                    .map(|day| day.date)
            };
            let (Some(from), Some(to)) = (of_semester().next(), of_semester().next_back()) else {
                continue;
            };
            if days.semester_ends[usize::from(semester) - 1] > self.until {
                continue;
            }
            let count = |reasons: &[Reason]| {
                let missed = register.missed.iter();
                missed
                    .filter(|m| told[usize::from(m.0)].semester == semester && reasons.contains(&m.2))
                    .count() as u32
            };
            self.files.put(&rows::AbsenceTotals {
                personal_code: self.town.pupils[pupil].code,
                institution_code: self.code_of(stay.class.school),
                from,
                to,
                unexcused: count(&[Reason::Unexcused, Reason::Unknown]),
                illness: count(&[Reason::Illness]),
                excused: count(&[Reason::Excused]),
            })?;
        }
        Ok(())
    }
}
