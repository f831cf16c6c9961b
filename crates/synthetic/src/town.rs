//! A municipality's children through the years: who is on which institution's list, in which class, who stays down,
//! moves, leaves and comes. Institutions keep the structure of their plan; the children grow.

mod years;

use std::collections::HashSet;

use jiff::civil::Date;

use crate::code::PersonalCode;
use crate::curriculum::{Stream, programme, special_kind};
use crate::dice::Dice;
use crate::names::{self, Family, Origin, Sex};

/// An institution and how many pupils it has at each level.
#[derive(Debug, Clone)]
pub(crate) struct School {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) parent: Option<String>,
    pub(crate) address: String,
    pub(crate) places: Vec<Places>,
}

/// Pupils of a level on 1 September. Levels 1 to 12 are grades; 0 is the last year of preschool, -4 the first.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Places {
    pub(crate) level: i8,
    pub(crate) stream: Stream,
    pub(crate) pupils: u32,
}

impl School {
    pub(crate) fn pupils_at(&self, level: i8, stream: Stream) -> u32 {
        let places = self
            .places
            .iter()
            .filter(|p| p.level == level && p.stream == stream);
        places.map(|places| places.pupils).sum()
    }

    pub(crate) fn teaches(&self, level: i8, stream: Stream) -> bool {
        self.pupils_at(level, stream) > 0
    }

    fn first_stage_only(&self) -> bool {
        !self.teaches(7, Stream::General)
    }
}

/// A class, known by level and letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Class {
    pub(crate) school: u16,
    pub(crate) level: i8,
    pub(crate) letter: u8,
}

const GROUPS: [&str; 5] = ["Cālēni", "Pelēni", "Zaķēni", "Bitītes", "Rūķēni"];

impl Class {
    const VOCATIONAL: u8 = 25;

    /// `8.b`; preschool groups have names, the vocational group is `P1`.
    pub(crate) fn name(self) -> String {
        match (self.level, self.letter) {
            (_, Self::VOCATIONAL) => "P1".to_owned(),
            (..=0, letter) => format!("{} {}", GROUPS[(self.level + 4).clamp(0, 4) as usize], letter + 1),
            (level, letter) => format!("{level}.{}", char::from(b'a' + letter)),
        }
    }
}

/// How a pupil studies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    InPerson,
    Distance,
}

/// One enrolment: a class in a school year.
#[derive(Debug, Clone)]
pub(crate) struct Stay {
    pub(crate) year: i16,
    pub(crate) class: Class,
    pub(crate) stream: Stream,
    pub(crate) from: Date,
    pub(crate) to: Option<Date>,
    pub(crate) repeats: bool,
    pub(crate) form: Form,
    pub(crate) leaving: Option<&'static str>,
    pub(crate) programme: &'static str,
}

/// An invented child.
#[derive(Debug, Clone)]
pub(crate) struct Pupil {
    pub(crate) code: PersonalCode,
    pub(crate) given: &'static str,
    pub(crate) family: Family,
    pub(crate) sex: Sex,
    pub(crate) birth: Date,
    pub(crate) language: &'static str,
    pub(crate) address: String,
    pub(crate) declared_here: bool,
    pub(crate) special: u8,
    /// 0 to 999: how easily school comes.
    pub(crate) ability: u32,
    /// 0 to 999: how regularly the pupil comes; high is seldom.
    pub(crate) truancy: u32,
    pub(crate) stays: Vec<Stay>,
}

impl Pupil {
    pub(crate) fn family_name(&self) -> &'static str {
        names::of(self.family, self.sex)
    }

    /// The enrolments of a school year.
    pub(crate) fn in_year(&self, year: i16) -> impl DoubleEndedIterator<Item = &Stay> {
        self.stays.iter().filter(move |stay| stay.year == year)
    }

    /// Where the pupil is on a day.
    pub(crate) fn on(&self, date: Date) -> Option<&Stay> {
        self.stays
            .iter()
            .rev()
            .find(|stay| stay.from <= date && stay.to.is_none_or(|to| date <= to))
    }
}

/// How the children of a municipality are.
#[derive(Debug, Clone)]
pub(crate) struct People {
    pub(crate) municipality: String,
    pub(crate) towns: &'static [&'static str],
    /// Per mille of families with Latvian names.
    pub(crate) latvian: u32,
    pub(crate) seed: u64,
    /// People's codes are made from numbers from here on: municipalities made side by side share no code.
    pub(crate) first_number: u32,
}

/// A municipality's schools and children.
pub(crate) struct Town {
    pub(crate) people: People,
    pub(crate) schools: Vec<School>,
    pub(crate) pupils: Vec<Pupil>,
    dice: Dice,
    born: u32,
    old_codes: HashSet<PersonalCode>,
    /// Pupils that are to stay down, whoever they are.
    pub(crate) hold: Vec<Hold>,
}

/// One pupil of a school and level stays down at the end of a school year; `again`: one who repeated it already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hold {
    pub(crate) school: u16,
    pub(crate) level: i8,
    pub(crate) year: i16,
    pub(crate) again: bool,
}

/// Reasons for leaving as the enrolment file gives them.
pub(crate) mod leaving {
    pub(crate) const NEXT_YEAR: Option<&str> = None;
    pub(crate) const OTHER_SCHOOL: &str = "transferred";
    pub(crate) const MOVED_AWAY: &str = "left_country";
    pub(crate) const COMPLETED: &str = "completed";
}

const STREETS: &[&str] = &[
    "Skolas iela",
    "Rīgas iela",
    "Brīvības iela",
    "Parka iela",
    "Dārza iela",
    "Liepu iela",
    "Upes iela",
    "Meža iela",
    "Saules iela",
    "Ziedu iela",
    "Kalna iela",
    "Bērzu aleja",
    "Ozolu iela",
    "Stacijas iela",
    "Lauku iela",
    "Jaunā iela",
];

impl Town {
    /// The municipality on 1 September of `first`, every place of the plan taken.
    pub(crate) fn open(people: People, schools: Vec<School>, first: i16) -> Self {
        let dice = Dice::new(people.seed, 1);
        let born = people.first_number;
        let mut town = Self {
            people,
            schools,
            pupils: Vec::new(),
            dice,
            born,
            old_codes: HashSet::new(),
            hold: Vec::new(),
        };
        for school in 0..town.schools.len() {
            for places in town.schools[school].places.clone() {
                let classes = Self::classes_for(places);
                for number in 0..places.pupils {
                    let letter = if places.stream == Stream::Vocational {
                        Class::VOCATIONAL
                    } else {
                        (number % classes) as u8
                    };
                    let class = Class {
                        school: school as u16,
                        level: places.level,
                        letter,
                    };
                    let pupil = town.child(places.level, places.stream, first, true);
                    town.pupils.push(pupil);
                    let index = town.pupils.len() - 1;
                    town.enrol(index, first, class, places.stream, false);
                }
            }
        }
        town
    }

    fn classes_for(places: Places) -> u32 {
        let size = match places.level {
            ..=0 => 22,
            _ => 27,
        };
        places.pupils.div_ceil(size).clamp(1, 24)
    }

    /// A child of the age of the level. `settled`: born before September where a child in the year before the last of
    /// preschool is concerned, so that age in years and year of birth say the same on 1 September.
    fn child(&mut self, level: i8, stream: Stream, year: i16, settled: bool) -> Pupil {
        let number = self.born;
        self.born += 1;
        let dice = &mut self.dice;
        let latvian = self.people.latvian;
        let origin = Origin::draw(dice, latvian);
        let sex = if dice.per_mille(512) {
            Sex::Male
        } else {
            Sex::Female
        };
        let months = if settled && level == -1 { 8 } else { 12 };
        let age = if stream == Stream::Vocational {
            16
        } else {
            i16::from(level) + 6
        };
        let birth = Date::constant(
            year - age,
            dice.between(1, months) as i8,
            dice.between(1, 28) as i8,
        );
        let old_kind = birth < Date::constant(2017, 7, 1) && dice.per_mille(250);
        // Odd and even serials keep the codes of two municipalities apart.
        let serial = number * 2 + u32::from(self.people.first_number > 0);
        let old = PersonalCode::old_kind(birth, serial);
        let code = if old_kind && self.old_codes.insert(old) {
            old
        } else {
            PersonalCode::new_kind(number, dice)
        };
        let given_origin = if dice.per_mille(800) {
            origin
        } else {
            Origin::Latvian
        };
        Pupil {
            code,
            given: given_origin.given(sex, dice),
            family: origin.family(dice),
            sex,
            birth,
            language: match origin {
                Origin::Russian if dice.per_mille(750) => "ru",
                Origin::Polish if dice.per_mille(300) => "ru",
                Origin::Polish if dice.per_mille(200) => "pl",
                Origin::Lithuanian if dice.per_mille(200) => "lt",
                _ => "lv",
            },
            address: format!(
                "{} {}{}, {}",
                dice.pick(STREETS),
                dice.between(1, 98),
                if dice.per_mille(450) {
                    format!("-{}", dice.between(1, 60))
                } else {
                    String::new()
                },
                dice.pick(self.people.towns),
            ),
            declared_here: dice.per_mille(940),
            special: special_kind(dice),
            ability: dice.below(1000),
            truancy: dice.below(1000),
            stays: Vec::new(),
        }
    }

    pub(crate) fn enrol(&mut self, pupil: usize, year: i16, class: Class, stream: Stream, repeats: bool) {
        let school = &self.schools[usize::from(class.school)];
        let special = self.pupils[pupil].special;
        let programme = programme(class.level, stream, special, school.first_stage_only());
        self.pupils[pupil].stays.push(Stay {
            year,
            class,
            stream,
            from: Date::constant(year, 9, 1),
            to: None,
            repeats,
            form: Form::InPerson,
            leaving: None,
            programme,
        });
    }

    /// Ends an open enrolment.
    pub(crate) fn leave(&mut self, pupil: usize, to: Date, reason: Option<&'static str>) {
        if let Some(stay) = self.pupils[pupil].stays.last_mut() {
            stay.to = Some(to);
            stay.leaving = reason;
        }
    }
}
