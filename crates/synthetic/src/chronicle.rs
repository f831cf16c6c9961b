//! Writes what is told of a town into the files: registry here, attendance, achievement and life in their own rooms.
//! Each kind and year draws from a stream of chance of its own.

pub(crate) mod achievement;
mod attendance;
mod life;

pub(crate) use achievement::Marking;

use std::collections::{BTreeMap, BTreeSet};

use balsts_domain::calendar::SchoolYear;
use jiff::civil::Date;

use crate::days::{Calendars, SchoolYearDays};
use crate::dice::Dice;
use crate::names::{self, Sex};
use crate::rows::{self, Kind};
use crate::sink::{Error, Files, Sink};
use crate::town::{Class, Form, Pupil, Town};

/// The town, the files, and the last day that is told of.
pub(crate) struct Chronicle<'t, S: Sink> {
    pub(crate) town: &'t Town,
    pub(crate) files: Files<S>,
    pub(crate) until: Date,
    pub(crate) calendars: Calendars,
    /// Pupils whose story is told elsewhere: no absences, marks or incidents are made up for them here.
    pub(crate) spared: BTreeSet<usize>,
    /// Class teachers who have an account of their own name.
    pub(crate) class_teacher: BTreeMap<Class, &'static str>,
    years: BTreeMap<i16, std::rc::Rc<SchoolYearDays>>,
}

impl<'t, S: Sink> Chronicle<'t, S> {
    pub(crate) fn new(town: &'t Town, sink: S, until: Date) -> Self {
        Self {
            town,
            files: Files::new(sink),
            until,
            calendars: Calendars::built_in(),
            spared: BTreeSet::new(),
            class_teacher: BTreeMap::new(),
            years: BTreeMap::new(),
        }
    }

    pub(crate) fn dice(&self, kind: Kind, year: i16) -> Dice {
        Dice::new(self.town.people.seed, ((kind as u64 + 2) << 32) + year as u64)
    }

    pub(crate) fn days(&mut self, year: i16) -> std::rc::Rc<SchoolYearDays> {
        let (calendars, until) = (&self.calendars, self.until);
        let new = || std::rc::Rc::new(SchoolYearDays::new(calendars, SchoolYear::new(year), until));
        std::rc::Rc::clone(self.years.entry(year).or_insert_with(new))
    }

    pub(crate) fn code_of(&self, school: u16) -> &'t str {
        &self.town.schools[usize::from(school)].code
    }

    pub(crate) fn institutions(&mut self) -> Result<(), Error> {
        for school in &self.town.schools {
            self.files.put(&rows::Institutions {
                code: &school.code,
                name: &school.name,
                kind: &school.kind,
                parent_code: school.parent.as_deref(),
                address: &school.address,
                email: &format!("skola@{}.example", school.code),
            })?;
        }
        Ok(())
    }

    /// Posts in thousandths.
    pub(crate) fn post(&mut self, institution: &str, role: &str, fte: u32, as_of: Date) -> Result<(), Error> {
        let fte = format!("{}.{:03}", fte / 1000, fte % 1000);
        self.files.put(&rows::Staff {
            institution_code: institution,
            role,
            fte: &fte,
            as_of,
        })
    }

    /// Pupils and their guardians, of those who have been on a list.
    pub(crate) fn pupils(&mut self) -> Result<(), Error> {
        let mut dice = self.dice(Kind::Guardians, 0);
        let municipality = self.town.people.municipality.as_str();
        for pupil in &self.town.pupils {
            let special = pupil
                .stays
                .last()
                .filter(|stay| stay.stream == crate::curriculum::Stream::Special);
            self.files.put(&rows::Pupils {
                personal_code: pupil.code,
                given_name: pupil.given,
                family_name: pupil.family_name(),
                birth_date: pupil.birth,
                sex: pupil.sex.code(),
                declared_municipality: if pupil.declared_here {
                    municipality
                } else {
                    "Rīga"
                },
                declared_address: if pupil.declared_here { &pupil.address } else { "" },
                home_language: pupil.language,
                special_programme_code: special.map(|stay| stay.programme),
            })?;
            self.guardians_of(pupil, &mut dice)?;
        }
        Ok(())
    }

    fn guardians_of(&mut self, pupil: &Pupil, dice: &mut Dice) -> Result<(), Error> {
        let origin = if dice.per_mille(850) {
            names::Origin::Latvian
        } else {
            names::Origin::Russian
        };
        let (first, second) = match dice.weighted(&[560, 330, 70, 40]) {
            0 => (Some(Sex::Female), Some(Sex::Male)),
            1 => (Some(Sex::Female), None),
            2 => (Some(Sex::Male), None),
            _ => (None, None),
        };
        // Numbers that begin with 0 are nobody's.
        let put = |files: &mut Files<S>, sex: Sex, relation: &str, dice: &mut Dice| {
            let number = dice.below(10_000_000);
            files.put(&rows::Guardians {
                personal_code: pupil.code,
                given_name: origin.given(sex, dice),
                family_name: names::of(pupil.family, sex),
                relation,
                phone: &format!("+371 0{number:07}"),
                email: &format!("vecaks{number:07}@vecaki.example"),
                from: None,
                to: None,
            })
        };
        for sex in [first, second].into_iter().flatten() {
            let relation = if sex == Sex::Female { "mother" } else { "father" };
            put(&mut self.files, sex, relation, dice)?;
        }
        if first.is_none() {
            put(&mut self.files, Sex::Female, "guardian", dice)?;
        }
        Ok(())
    }

    /// The classes of a school year in order, each with its number of pupils on any day of it.
    pub(crate) fn classes(&self, year: i16) -> BTreeMap<Class, u32> {
        let mut classes = BTreeMap::new();
        for stay in self.town.pupils.iter().flat_map(|pupil| pupil.in_year(year)) {
            *classes.entry(stay.class).or_default() += 1;
        }
        classes
    }

    pub(crate) fn class_teachers(&mut self, year: i16) -> Result<(), Error> {
        let school_year = SchoolYear::new(year);
        let over = school_year.last_day() < self.until;
        for class in self.classes(year).into_keys() {
            let code = self.code_of(class.school);
            let name = class.name();
            self.files.put(&rows::ClassTeachers {
                institution_code: code,
                class: &name,
                email: &self
                    .class_teacher
                    .get(&class)
                    .map_or_else(|| class_teacher_email(code, class), ToString::to_string),
                from: school_year.first_day(),
                to: over.then(|| school_year.last_day()),
            })?;
        }
        Ok(())
    }

    pub(crate) fn enrolments(&mut self) -> Result<(), Error> {
        for pupil in &self.town.pupils {
            for stay in &pupil.stays {
                self.files.put(&rows::Enrolments {
                    personal_code: pupil.code,
                    institution_code: self.code_of(stay.class.school),
                    class: &stay.class.name(),
                    from: stay.from,
                    to: stay.to,
                    programme_code: stay.programme,
                    study_form: match stay.form {
                        Form::InPerson => "klātiene",
                        Form::Distance => "tālmācība",
                    },
                    repeats_year: if stay.repeats { "jā" } else { "nē" },
                    leaving_reason: stay.leaving,
                })?;
            }
        }
        Ok(())
    }
}

/// The address under which a class teacher signs in.
pub(crate) fn class_teacher_email(school: &str, class: Class) -> String {
    let group: String = class
        .name()
        .to_lowercase()
        .chars()
        .filter_map(|c| match c {
            'ā' => Some('a'),
            'ē' => Some('e'),
            'ī' => Some('i'),
            'ķ' => Some('k'),
            'ņ' => Some('n'),
            'ū' => Some('u'),
            c if c.is_ascii_alphanumeric() => Some(c),
            _ => None,
        })
        .collect();
    format!("audzinatajs.{group}@{school}.example")
}
