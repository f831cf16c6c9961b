//! The signals at their boundaries. A [`Case`] is one pupil of grade 8 in the school year 2025/26 (semesters 1.9.–19.12. and
//! 5.1.–29.5., autumn break 20.–24.10.) whose register was taken on every day.

mod absence;
mod achievement;
mod behaviour;
mod enrolment;
mod levels;
mod long_absence;
mod properties;
mod unexcused;

use std::collections::BTreeMap;

use jiff::civil::{Date, date};

use super::evaluate;
use crate::achievement::{MarkKind, Percent};
use crate::attendance::{AbsenceDay, AbsenceKind};
use crate::calendar::{Calendar, Period, SchoolDays, day_number};
use crate::duties::{DutyCode, DutyDone};
use crate::registry::{DeclaredStatus, LeavingReason, Stage, StudyForm};
use crate::risk::records::*;
use crate::risk::signal::{Input, Missing, Reading, SignalCode};
use crate::risk::{Assessment, Circumstance, Level, Settings, State};

#[derive(Debug, Clone)]
pub(crate) struct Home {
    pub institution: i64,
    pub grade: Option<u8>,
    pub stage: Stage,
    pub from: Date,
    pub to: Option<Date>,
    pub study_form: Option<StudyForm>,
    pub repeats_year: Option<bool>,
    pub leaving: Option<LeavingReason>,
    pub register: Vec<RegisterPeriod>,
    pub lessons_held: Vec<LessonsHeld>,
}

#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub school_days: SchoolDays,
    pub settings: Settings,
    pub birth_date: Option<Date>,
    pub declared: Declared,
    pub declared_status: Option<DeclaredStatus>,
    pub basic_education_completed: Option<bool>,
    pub learns_in_other_language: Option<bool>,
    pub homes: Vec<Home>,
    pub absences: BTreeMap<Date, AbsenceDay>,
    pub totals: Vec<AbsenceTotal>,
    pub marks: Vec<(&'static str, Date, &'static str, MarkKind)>,
    pub exams: Vec<(&'static str, Date, u8, i32)>,
    pub incidents: Vec<IncidentRecord>,
    pub activities: Vec<ActivityRecord>,
    pub circumstances: Vec<CircumstanceRecord>,
    pub reports: Vec<ReportRecord>,
    pub done: Vec<DutyDone>,
    pub inputs: Inputs,
}

pub(crate) fn period(from: Date, to: Date) -> Period {
    Period::new(from, to).unwrap()
}

pub(crate) fn home(institution: i64, grade: u8, from: Date, to: Option<Date>) -> Home {
    Home {
        institution,
        grade: (grade > 0).then_some(grade),
        stage: Stage::of_grade(grade),
        from,
        to,
        study_form: None,
        repeats_year: Some(false),
        leaving: None,
        register: vec![RegisterPeriod {
            from: day_number(from),
            to: day_number(date(2028, 8, 31)),
            taken: true,
        }],
        lessons_held: Vec::new(),
    }
}

impl Case {
    /// Without any record, and nothing loaded.
    pub fn bare() -> Self {
        Self {
            school_days: Calendar::built_in().school_days(None, Some(8)),
            settings: Settings::default(),
            birth_date: None,
            declared: Declared::Unknown,
            declared_status: None,
            basic_education_completed: None,
            learns_in_other_language: None,
            homes: Vec::new(),
            absences: BTreeMap::new(),
            totals: Vec::new(),
            marks: Vec::new(),
            exams: Vec::new(),
            incidents: Vec::new(),
            activities: Vec::new(),
            circumstances: Vec::new(),
            reports: Vec::new(),
            done: Vec::new(),
            inputs: Inputs::default(),
        }
    }

    /// Enrolled in grade 8 since September 2025, at school every day, everything loaded since 2020.
    pub fn new() -> Self {
        let mut case = Self::bare();
        case.birth_date = Some(date(2011, 3, 5));
        case.declared = Declared::Here;
        case.learns_in_other_language = Some(false);
        case.homes.push(Home {
            study_form: Some(StudyForm::FullTime),
            ..home(1, 8, date(2025, 9, 1), None)
        });
        for input in Input::ALL {
            case.inputs.set(
                input,
                Some(InputSpan {
                    first: day_number(date(2020, 9, 1)),
                    newest: day_number(date(2028, 6, 1)),
                }),
            );
        }
        case
    }

    pub fn miss(&mut self, on: Date, kind: AbsenceKind, lessons: u32) -> &mut Self {
        let day = self.absences.entry(on).or_insert_with(|| AbsenceDay::none(on));
        for _ in 0..lessons {
            day.add(kind);
        }
        self
    }

    /// The same on each school day of a stretch.
    pub fn miss_through(&mut self, from: Date, to: Date, kind: AbsenceKind, lessons: u32) -> &mut Self {
        let days: Vec<_> = self.school_days.iter(period(from, to)).collect();
        for day in days {
            self.miss(day, kind, lessons);
        }
        self
    }

    pub fn circumstance(&mut self, kind: &str, from: Date, to: Option<Date>) -> &mut Self {
        let kind: Circumstance = kind.parse().unwrap();
        let record = CircumstanceRecord {
            kind,
            from: day_number(from),
            to: to.map(day_number),
        };
        self.circumstances.push(record);
        self
    }

    /// Lessons held in the first home, 7 on each school day of a stretch.
    pub fn seven_a_day(&mut self, from: Date, to: Date) -> &mut Self {
        let lessons = 7 * self.school_days.count(period(from, to));
        let held = LessonsHeld {
            from: day_number(from),
            to: day_number(to),
            lessons,
        };
        self.homes[0].lessons_held.push(held);
        self
    }

    pub fn no_register(&mut self, from: Date, to: Date) -> &mut Self {
        for home in &mut self.homes {
            let (from, to) = (day_number(from), day_number(to));
            let whole = home.register[0];
            home.register = vec![
                RegisterPeriod {
                    to: from - 1,
                    ..whole
                },
                RegisterPeriod {
                    from,
                    to,
                    taken: false,
                },
                RegisterPeriod {
                    from: to + 1,
                    ..whole
                },
            ];
        }
        self
    }

    pub fn assess(&self, on: Date) -> Assessment {
        with_records(self, |records| {
            evaluate(records, &self.settings, &self.school_days, on)
        })
    }

    pub fn read(&self, code: SignalCode, on: Date) -> Reading {
        let assessment = self.assess(on);
        let reading = assessment.reading(code).cloned();
        reading.unwrap_or_else(|| panic!("{code} was not asked: {:?}", assessment.readings))
    }

    pub fn state(&self, code: SignalCode, on: Date) -> State {
        self.read(code, on).state
    }

    /// The step of unexcused lessons that fires.
    pub fn step(&self, on: Date) -> Option<SignalCode> {
        let assessment = self.assess(on);
        let steps = [
            SignalCode::UnexcusedWatch,
            SignalCode::UnexcusedNearLimit,
            SignalCode::UnexcusedOverLimit,
        ];
        let mut fired = assessment
            .readings
            .iter()
            .filter(|r| steps.contains(&r.code) && r.state.fires());
        let first = fired.next().map(|reading| reading.code);
        assert!(fired.next().is_none(), "only the highest step appears");
        first
    }

    pub fn due(&self, code: DutyCode, on: Date) -> Vec<Date> {
        self.assess(on)
            .duties
            .iter()
            .filter(|duty| duty.code == code)
            .map(|duty| duty.due)
            .collect()
    }
}

pub(crate) const fn fires(level: Level) -> State {
    State::Fires(level)
}

pub(crate) const fn lacks(missing: Missing) -> State {
    State::NotEnoughData(missing)
}

pub(crate) const NO: State = State::DoesNotFire;

pub(crate) fn with_records<T>(case: &Case, then: impl FnOnce(&PupilRecords<'_>) -> T) -> T {
    let absences: Vec<_> = case.absences.values().copied().collect();
    let mut enrolments: Vec<_> = case
        .homes
        .iter()
        .map(|home| EnrolmentRecord {
            institution: home.institution,
            grade: home.grade,
            stage: home.stage,
            from: day_number(home.from),
            to: home.to.map(day_number),
            study_form: home.study_form,
            repeats_year: home.repeats_year,
            leaving: home.leaving,
            school_days: &case.school_days,
            register: &home.register,
            lessons_held: &home.lessons_held,
        })
        .collect();
    enrolments.sort_by_key(|enrolment| enrolment.from);
    let marks: Vec<_> = case
        .marks
        .iter()
        .map(|(subject, on, mark, kind)| MarkRecord {
            subject,
            day: day_number(*on),
            mark: mark.parse().unwrap(),
            kind: *kind,
        })
        .collect();
    let exams: Vec<_> = case
        .exams
        .iter()
        .map(|(subject, on, grade, hundredths)| ExamRecord {
            subject,
            day: day_number(*on),
            grade: *grade,
            result: Percent::from_hundredths(*hundredths).unwrap(),
        })
        .collect();
    let records = PupilRecords {
        birth_date: case.birth_date.map(day_number),
        declared: case.declared,
        declared_status: case.declared_status,
        basic_education_completed: case.basic_education_completed,
        learns_in_other_language: case.learns_in_other_language,
        enrolments: &enrolments,
        absences: &absences,
        absence_totals: &case.totals,
        marks: &marks,
        exams: &exams,
        incidents: &case.incidents,
        extracurricular: &case.activities,
        circumstances: &case.circumstances,
        reports: &case.reports,
        done: &case.done,
        inputs: case.inputs,
    };
    then(&records)
}
