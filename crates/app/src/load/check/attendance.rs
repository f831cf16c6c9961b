//! Absences, totals and lessons held: on days on which the pupil was on the list and lessons were held.

use balsts_domain::calendar::{DayKind, Period, SchoolYear};
use balsts_intake::rows;
use balsts_store::load::{AbsenceRow, AbsenceTotalRow, LessonsRow};
use jiff::civil::Date;

use super::Check;
use crate::load::{
    enrolments::validity,
    problem::{LoadProblem, LoadRemark},
    register::NotEnrolled,
};

impl Check {
    pub(super) fn absence(&mut self, row: u64, it: &rows::Absence<'_>) {
        let pupil = self.known_pupil(row, it.pupil);
        let institution = self.place(row, it.institution_code);
        let happened = self.happened(row, "date", it.date);
        let (Some(pupil), Some(institution), true) = (pupil, institution, happened) else {
            return;
        };
        match self.register.grade_on(pupil, institution, it.date) {
            Err(why) => return self.not_enrolled(row, "date", it.date, why),
            Ok(grade) => {
                if !self.in_lessons(row, institution, grade, it.date) {
                    return;
                }
            }
        }
        self.rows.absence(
            row,
            AbsenceRow {
                pupil,
                institution,
                date: it.date,
                lesson: it.lesson.number(),
                subject: it.subject,
                kind: it.kind.number(),
            },
        );
    }

    /// Whether the day lies between the first and the last day of lessons; a day without lessons in between is remarked upon.
    pub(super) fn in_lessons(&mut self, row: u64, institution: i64, grade: Option<u8>, date: Date) -> bool {
        if !self.register.has_semesters(institution, grade) {
            return true;
        }
        let days = self.register.days(institution, grade);
        let lessons = days.lessons_of(SchoolYear::of(date));
        let kind = days.day_kind(date);
        match lessons {
            Some(lessons) if !lessons.contains(date) => {
                let (from, to) = (lessons.from(), lessons.to());
                self.refuse(row, "date", &date, &LoadProblem::OutsideSemesters { from, to });
                return false;
            }
            // No calendar reaches that year: nothing can be said.
            _ => {}
        }
        match kind {
            DayKind::Break => self.findings.remark(&LoadRemark::BreakDay { row, date }),
            DayKind::PublicHoliday => self.findings.remark(&LoadRemark::PublicHoliday { row, date }),
            DayKind::Weekend => self.findings.remark(&LoadRemark::Weekend { row, date }),
            DayKind::School | DayKind::OutsideSemesters => {}
        }
        true
    }

    pub(super) fn absence_total(&mut self, row: u64, it: &rows::AbsenceTotal<'_>) {
        let pupil = self.known_pupil(row, it.pupil);
        let institution = self.place(row, it.institution_code);
        let soon = self.soon(row, "to", it.to);
        let (Some(pupil), Some(institution), true) = (pupil, institution, soon) else {
            return;
        };
        let held = Period::between(it.from, it.to);
        let there = self.register.enrolments(pupil).iter().any(|enrolment| {
            enrolment.institution_id == institution && validity(enrolment).period().overlaps(held)
        });
        if !there {
            let why = self.register.grade_on(pupil, institution, it.from);
            if let Err(why) = why {
                self.not_enrolled(row, "from", it.from, why);
            }
            return;
        }
        let grade = self.register.grade_on(pupil, institution, it.to).ok().flatten();
        if self.register.has_semesters(institution, grade) {
            let days = self.register.days(institution, grade);
            let years = [SchoolYear::of(it.from), SchoolYear::of(it.to)].map(|year| days.lessons_of(year));
            let outside = years.iter().flatten().all(|lessons| !lessons.overlaps(held));
            if let (true, Some(lessons)) = (outside, years[0]) {
                let (from, to) = (lessons.from(), lessons.to());
                return self.refuse(row, "from", &it.from, &LoadProblem::OutsideSemesters { from, to });
            }
        }
        self.rows.absence_total(
            row,
            AbsenceTotalRow {
                pupil,
                institution,
                from: it.from,
                to: it.to,
                unexcused: it.unexcused,
                illness: it.illness,
                excused: it.excused,
            },
        );
    }

    pub(super) fn lessons(&mut self, row: u64, it: &rows::LessonsHeld<'_>) {
        let institution = self.place(row, it.institution_code);
        let soon = self.soon(row, "to", it.to);
        if let (Some(institution), true) = (institution, soon) {
            let (class, from, to, lessons) = (it.class.to_string(), it.from, it.to, it.lessons);
            self.rows.lessons(
                row,
                LessonsRow {
                    institution,
                    class: &class,
                    from,
                    to,
                    lessons,
                },
            );
        }
    }

    pub(super) fn not_enrolled(&mut self, row: u64, column: &str, date: Date, why: NotEnrolled) {
        let problem = match why {
            NotEnrolled::Before(from) => LoadProblem::BeforeEnrolment { from },
            NotEnrolled::After(to) => LoadProblem::AfterLeaving { to },
            NotEnrolled::Never => LoadProblem::NeverEnrolled,
        };
        self.refuse(row, column, &date, &problem);
    }
}
