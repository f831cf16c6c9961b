//! The current school year of a demonstration: the same schools, children grown older, records up to today, and the year
//! before only as far as today's work needs it.

use std::collections::BTreeSet;

use balsts_domain::calendar::SchoolYear;
use jiff::civil::Date;

use super::Demo;
use super::planted::{self, Cast, Story};
use crate::attendance::Habits;
use crate::chronicle::{Chronicle, Marking};
use crate::sink::{Error, Sink};
use crate::town::{Class, Hold, Town};

/// Where nothing was written down.
pub(super) struct Silence {
    /// Its register was not taken for the last ten school days.
    pub(super) school: &'static str,
    /// Of this class no lessons held are known.
    pub(super) class: (&'static str, &'static str),
}

/// What a municipality's current year is made by.
pub(super) struct Plan {
    /// First school year of the town.
    pub(super) first: i16,
    /// Schools with every story, and the preschool beside.
    pub(super) stages: &'static [(&'static str, Option<&'static str>)],
    /// School, class and address of the class teachers with an account.
    pub(super) class_teachers: &'static [(&'static str, &'static str, &'static str)],
    pub(super) silence: Silence,
    /// A school year that the published tables tell in full.
    pub(super) told: Option<i16>,
    /// Children on no list whom nothing explains.
    pub(super) not_enrolled: u32,
}

impl Plan {
    /// Lets the years pass up to the one of today and chooses the pupils with a story.
    pub(super) fn live(&self, town: &mut Town, today: Date) -> Vec<Cast> {
        let last = SchoolYear::of(today).first_calendar_year();
        for (stage, _) in self.stages {
            let Some(school) = index_of(town, stage) else {
                continue;
            };
            let hold = |level, year, again| Hold {
                school,
                level,
                year,
                again,
            };
            town.hold.extend([
                hold(6, last - 1, false),
                hold(5, last - 2, false),
                hold(5, last - 1, true),
            ]);
        }
        for year in self.first..last {
            town.live_through(year, today);
            town.turn(year);
        }
        town.live_through(last, today);
        planted::cast(town, last, self.stages, self.class_teachers)
    }
}

pub(super) fn index_of(town: &Town, school: &str) -> Option<u16> {
    town.schools
        .iter()
        .position(|other| other.code == school)
        .map(|index| index as u16)
}

fn class_of(town: &Town, year: i16, (school, name): (&str, &str)) -> Option<Class> {
    let school = index_of(town, school)?;
    let stays = town.pupils.iter().flat_map(|pupil| pupil.in_year(year));
    stays
        .map(|stay| stay.class)
        .find(|class| class.school == school && class.name() == name)
}

/// The current year being written.
pub(super) struct Current<'t, S: Sink> {
    pub(super) chronicle: Chronicle<'t, S>,
    pub(super) year: i16,
    pub(super) today: Date,
}

impl<'t, S: Sink<Out = Vec<u8>>> Current<'t, S> {
    pub(super) fn new(town: &'t Town, sink: S, today: Date) -> Self {
        let year = SchoolYear::of(today).first_calendar_year();
        Self {
            chronicle: Chronicle::new(town, sink, today),
            year,
            today,
        }
    }

    /// Institutions, pupils, guardians and enrolments of all years.
    pub(super) fn registry(&mut self) -> Result<(), Error> {
        self.chronicle.institutions()?;
        self.chronicle.pupils()?;
        self.chronicle.enrolments()
    }

    /// Everything from the school year before today's on.
    pub(super) fn tell(
        mut self,
        plan: &Plan,
        casts: &[Cast],
        municipality: String,
        name: String,
    ) -> Result<Demo, Error> {
        let town = self.chronicle.town;
        let (year, before) = (self.year, (self.year > plan.first).then(|| self.year - 1));
        self.chronicle.spared = casts.iter().map(|cast| cast.pupil).collect();
        for (school, name, email) in plan.class_teachers {
            if let Some(class) = class_of(town, year, (school, name)) {
                self.chronicle.class_teacher.insert(class, email);
            }
        }
        self.chronicle.class_teachers(year)?;

        let silent_school = index_of(town, plan.silence.school);
        let silent_class = class_of(town, year, plan.silence.class);
        let since = self.chronicle.calendars.of(1).back(self.today, 9);
        let not_taken = |class: Class| since.filter(|_| Some(class.school) == silent_school);
        let no_lessons = |class: Class| {
            if Some(class) == silent_class {
                Some(Date::MIN)
            } else {
                not_taken(class)
            }
        };
        self.chronicle.lessons(year, 1..=2, no_lessons)?;
        self.chronicle.absences(year, &Habits::THIN, not_taken)?;
        self.chronicle.marks(
            year,
            Marking {
                subjects: 3,
                current: 1,
                semesters: true,
                annual: true,
            },
        )?;
        self.chronicle.exams(year)?;
        self.chronicle.incidents(year, 8)?;
        self.chronicle.extracurricular(year, 660)?;
        self.chronicle.circumstances(year, 6)?;
        if let Some(before) = before {
            // Of those long away the classes of last year need lessons held, to tell absence from a register not taken.
            let away: BTreeSet<Class> = casts
                .iter()
                .filter(|cast| matches!(cast.story, Story::LeftSchool | Story::LongAbsence))
                .flat_map(|cast| town.pupils[cast.pupil].in_year(before).map(|stay| stay.class))
                .collect();
            let told = plan.told == Some(before);
            let semesters = if told { 2..=2 } else { 1..=2 };
            self.chronicle.lessons(before, semesters, |class| {
                (!away.contains(&class)).then_some(Date::MIN)
            })?;
            if !told {
                self.chronicle.absence_totals(before, &Habits::THIN, |_| true)?;
                self.chronicle.support_plans(before, 8)?;
            }
            self.chronicle.marks(
                before,
                Marking {
                    subjects: 3,
                    current: 0,
                    semesters: false,
                    annual: true,
                },
            )?;
            self.chronicle.exams(before)?;
        }
        let (mut planted, concerns) = self.stories(casts, plan.first)?;
        for code in self.chronicle.declared_children(plan.not_enrolled)? {
            let signals = vec!["not_enrolled"];
            planted.push(super::Planted {
                personal_code: code,
                institution: None,
                signals,
                story: "on no list",
            });
        }
        Ok(Demo {
            municipality,
            name,
            files: self.chronicle.files.finish()?,
            planted,
            concerns,
            silent_institution: since.map(|_| plan.silence.school.to_owned()),
            class_without_lessons: (plan.silence.class.0.to_owned(), plan.silence.class.1.to_owned()),
            today: self.today,
        })
    }
}
