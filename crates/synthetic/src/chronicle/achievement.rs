//! Marks and central exams.

use jiff::civil::Date;

use super::Chronicle;
use crate::achievement::{exam, mark};
use crate::curriculum::marked_subjects;
use crate::rows::{self, Kind};
use crate::sink::{Error, Sink};

/// How many marks are told of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Marking {
    /// The first so many subjects of a grade.
    pub(crate) subjects: usize,
    /// Marks of ordinary lessons in a subject and semester.
    pub(crate) current: u32,
    /// Marks of a semester beside those of the year.
    pub(crate) semesters: bool,
    /// Marks of the whole year.
    pub(crate) annual: bool,
}

impl<S: Sink> Chronicle<'_, S> {
    pub(crate) fn marks(&mut self, year: i16, marking: Marking) -> Result<(), Error> {
        let days = self.days(year);
        let mut dice = self.dice(Kind::Marks, year);
        for index in 0..self.town.pupils.len() {
            let pupil = &self.town.pupils[index];
            let Some(stay) = pupil.in_year(year).next_back() else {
                continue;
            };
            if self.spared.contains(&index) || pupil.in_year(year).count() > 1 {
                continue;
            }
            let level = stay.class.level;
            let days = days.of(level);
            let told = &days.days[days.range(stay.from, stay.to.unwrap_or(self.until))];
            for (subject, name) in marked_subjects(level).iter().enumerate().take(marking.subjects) {
                for semester in [1_u8, 2] {
                    let first = told.partition_point(|day| day.semester < semester);
                    let of_semester = &told[first..told.partition_point(|day| day.semester <= semester)];
                    // A semester that has only begun has its share, chance deciding the rest.
                    let share = of_semester.len().min(75) as u32 * marking.current;
                    let expected = share / 75 + u32::from(dice.below(75) < share % 75);
                    for number in 0..if of_semester.is_empty() { 0 } else { expected } {
                        let day = of_semester[dice.below(of_semester.len() as u32) as usize];
                        let value = if dice.per_mille(12) {
                            "nv"
                        } else {
                            mark(level, pupil.ability, subject, 14, &mut dice)
                        };
                        self.put_mark(index, name, day.date, value, "current", number + 1)?;
                    }
                    let end = days.semester_ends[usize::from(semester) - 1];
                    let over = end <= self.until && of_semester.last().is_some_and(|day| day.date == end);
                    if over && marking.semesters && (semester == 1 || marking.subjects == usize::MAX) {
                        let value = mark(level, pupil.ability, subject, 5, &mut dice);
                        self.put_mark(index, name, end, value, "semester", 1)?;
                    }
                    if over && semester == 2 && marking.annual {
                        let value = mark(level, pupil.ability, subject, 4, &mut dice);
                        self.put_mark(index, name, end, value, "annual", 1)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// A mark at the institution where the pupil was on the day.
    pub(crate) fn put_mark(
        &mut self,
        pupil: usize,
        subject: &str,
        date: Date,
        value: &str,
        kind: &str,
        number: u32,
    ) -> Result<(), Error> {
        let pupil = &self.town.pupils[pupil];
        let Some(stay) = pupil.on(date) else { return Ok(()) };
        self.files.put(&rows::Marks {
            personal_code: pupil.code,
            institution_code: self.code_of(stay.class.school),
            subject,
            date,
            value,
            kind,
            number,
        })
    }

    /// Central exams of grades 9 and 12 in June.
    pub(crate) fn exams(&mut self, year: i16) -> Result<(), Error> {
        let mut dice = self.dice(Kind::Exams, year);
        for index in 0..self.town.pupils.len() {
            let pupil = &self.town.pupils[index];
            let Some(stay) = pupil.in_year(year).next_back() else {
                continue;
            };
            let level = stay.class.level;
            if !matches!(level, 9 | 12) || self.spared.contains(&index) {
                continue;
            }
            for (subject, name) in ["Latviešu valoda", "Matemātika", "Angļu valoda"]
                .into_iter()
                .enumerate()
            {
                let date = weekday(Date::constant(year + 1, 6, 3 + subject as i8 * 3));
                if date <= self.until && stay.to.is_none_or(|to| to >= date) {
                    let percent = exam(pupil.ability, subject, &mut dice);
                    self.put_exam(index, name, date, level, &percent)?;
                }
            }
        }
        Ok(())
    }

    pub(crate) fn put_exam(
        &mut self,
        pupil: usize,
        subject: &str,
        date: Date,
        grade: i8,
        percent: &str,
    ) -> Result<(), Error> {
        let personal_code = self.town.pupils[pupil].code;
        self.files.put(&rows::Exams {
            personal_code,
            subject,
            date,
            grade,
            percent,
        })
    }
}

/// The day itself or the Monday after.
pub(crate) fn weekday(date: Date) -> Date {
    let over = i64::from(date.weekday().to_monday_zero_offset()) - 4;
    if over > 0 {
        date + jiff::Span::new().days(3 - over)
    } else {
        date
    }
}
