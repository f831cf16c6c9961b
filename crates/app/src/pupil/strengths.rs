//! What goes well, read from the same records as the risks and shown beside them. It takes nothing away from a reason and adds nothing to a level.

use balsts_domain::achievement::Mark;
use balsts_store::{ActivityRow, GivenMark};
use jiff::civil::Date;

use super::attendance::{Attendance, DayState};

/// School days compared with as many before them.
const DAYS: usize = 20;
/// Unexcused lessons before that make their end worth saying: the number from which a rise is a signal.
const LESSONS_BEFORE: u32 = 5;

/// Something that goes well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Strength {
    /// The last semester or annual mark of a subject is higher than the one before.
    SubjectUp {
        /// Subject.
        subject: String,
        /// The mark before.
        from: u8,
        /// The last one.
        to: u8,
    },
    /// No unexcused lesson in the last school days, after there were some.
    AttendanceBack {
        /// Unexcused lessons before.
        before: u32,
        /// School days without any.
        days: u32,
    },
    /// No unexcused lesson this school year.
    NoUnexcused {
        /// School days with a register.
        days: u32,
    },
    /// A programme outside lessons.
    Activity(String),
}

pub(super) fn strengths(
    today: Date,
    attendance: Option<&Attendance>,
    marks: &[GivenMark],
    activities: &[ActivityRow],
) -> Vec<Strength> {
    let mut found = Vec::new();
    found.extend(attendance.and_then(of_attendance));
    let mut subjects: Vec<&str> = marks.iter().map(|mark| mark.subject.as_str()).collect();
    subjects.dedup();
    for subject in subjects {
        let finals: Vec<u8> = marks
            .iter()
            .filter(|mark| mark.subject == subject && mark.kind != "current")
            .filter_map(|mark| mark.value.parse::<Mark>().ok()?.points())
            .collect();
        if let [.., from, to] = finals[..]
            && to > from
        {
            found.push(Strength::SubjectUp {
                subject: subject.to_owned(),
                from,
                to,
            });
        }
    }
    let running = |row: &&ActivityRow| {
        balsts_store::date(row.from_day) <= today
            && row.to_day.is_none_or(|to| balsts_store::date(to) >= today)
    };
    found.extend(
        activities
            .iter()
            .filter(running)
            .map(|row| Strength::Activity(row.programme.clone())),
    );
    found
}

fn of_attendance(attendance: &Attendance) -> Option<Strength> {
    let unexcused: Vec<u32> = attendance
        .days
        .iter()
        .filter_map(|(_, state)| match state {
            DayState::Taken(day) => Some(u32::from(day.counted_unexcused())),
            DayState::NotTaken => None,
        })
        .collect();
    if unexcused.len() < DAYS {
        return None;
    }
    let (earlier, last) = unexcused.split_at(unexcused.len() - DAYS);
    let before: u32 = earlier.iter().rev().take(DAYS).sum();
    if last.iter().any(|lessons| *lessons > 0) {
        None
    } else if before >= LESSONS_BEFORE {
        Some(Strength::AttendanceBack {
            before,
            days: DAYS as u32,
        })
    } else if earlier.iter().all(|lessons| *lessons == 0) {
        Some(Strength::NoUnexcused {
            days: unexcused.len() as u32,
        })
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use balsts_domain::attendance::AbsenceDay;
    use jiff::civil::date;

    use super::*;

    fn attendance(unexcused: &[u8]) -> Attendance {
        let day = |(index, lessons): (usize, &u8)| {
            let date = date(2026, 9, 1).saturating_add(jiff::Span::new().days(index as i64));
            (
                date,
                DayState::Taken(AbsenceDay {
                    unexcused: *lessons,
                    ..AbsenceDay::none(date)
                }),
            )
        };
        Attendance {
            days: unexcused.iter().enumerate().map(day).collect(),
            semester: None,
            weeks: Vec::new(),
            missed: balsts_domain::attendance::AbsenceTotals::default(),
            lessons: Vec::new(),
            totals: Vec::new(),
            until: None,
        }
    }

    #[test]
    fn attendance_that_came_back_is_said() {
        let mut days = vec![0; 40];
        days[5] = 5;
        let said = |days: &[u8]| of_attendance(&attendance(days));
        assert_eq!(
            said(&days),
            Some(Strength::AttendanceBack { before: 5, days: 20 })
        );
        days[5] = 4;
        assert_eq!(said(&days), None);
        days[5] = 0;
        assert_eq!(said(&days), Some(Strength::NoUnexcused { days: 40 }));
        days[39] = 1;
        assert_eq!(said(&days), None);
        assert_eq!(said(&[0; 19]), None, "too few days to say anything");
    }

    #[test]
    fn a_subject_goes_up_by_its_last_two_marks_of_a_semester() {
        let mark = |subject: &str, day, kind: &str, value: &str| GivenMark {
            subject: subject.to_owned(),
            day,
            kind: kind.to_owned(),
            value: value.to_owned(),
        };
        let marks = [
            mark("ķīmija", 1, "semester", "7"),
            mark("ķīmija", 9, "semester", "6"),
            mark("matemātika", 1, "semester", "4"),
            mark("matemātika", 5, "current", "10"),
            mark("matemātika", 9, "semester", "6"),
            mark("mūzika", 9, "semester", "9"),
        ];
        assert_eq!(
            strengths(date(2026, 11, 20), None, &marks, &[]),
            [Strength::SubjectUp {
                subject: "matemātika".to_owned(),
                from: 4,
                to: 6
            }]
        );
    }
}
