//! Rēzeknes valstspilsēta: the first semester of 2022/23 with exactly the lessons missed of annex 4, the pupils over the
//! limit of annex 3, the pupils supported in the project "Pumpurs" of annex 1; the same schools since.

use balsts_domain::calendar::{SchoolYear, Semester};
use jiff::civil::Date;

use super::Demo;
use super::accounts::{REZEKNE_CLASS, REZEKNE_CLASS_TEACHER, REZEKNE_SCHOOL};
use super::current::{Current, Plan, Silence};
use super::published::{AbsenceTable, Rezekne, RezekneSchool};
use crate::attendance::{Reason, Register, first_day_of_illness, spell};
use crate::curriculum::Stream;
use crate::dice::Dice;
use crate::municipality::shares;
use crate::rows;
use crate::sink::{Error, Memory, Sink};
use crate::town::{People, Places, School, Town};

/// The first school year of annex 1.
const FIRST: i16 = 2017;
/// The school year of annex 4.
const TOLD_BY_LESSON: i16 = 2022;
/// More than this in a semester is over the limit.
const LIMIT: u32 = 20;

const TOWNS: &[&str] = &["Rēzekne"];

/// The municipality on `today`, which may be any day from 1 September 2023 on; an earlier one is taken as that day.
pub fn rezekne(today: Date, seed: u64) -> Result<Demo, Error> {
    let published = Rezekne::published()?;
    let today = today.max(Date::constant(TOLD_BY_LESSON + 1, 9, 1));
    let people = People {
        municipality: published.name.clone(),
        towns: TOWNS,
        latvian: 480,
        seed: seed.wrapping_add(1),
        first_number: 1_000_000,
    };
    let schools = published.school.iter().map(school).collect();
    let mut town = Town::open(people, schools, FIRST);
    let plan = Plan {
        first: FIRST,
        stages: &[(REZEKNE_SCHOOL, None)],
        class_teachers: &[(REZEKNE_SCHOOL, REZEKNE_CLASS, REZEKNE_CLASS_TEACHER)],
        silence: Silence {
            school: "rezeknes-4-vidusskola",
            class: ("rezeknes-5-pamatskola", "6.a"),
        },
        told: Some(TOLD_BY_LESSON),
        not_enrolled: 2,
    };
    let casts = plan.live(&mut town, today);
    let mut current = Current::new(&town, Memory, today);
    current.registry()?;
    let mut history = History {
        dice: Dice::new(seed, 77),
        current: &mut current,
    };
    for (index, school) in published.school.iter().enumerate() {
        history.supported(index as u16, school)?;
        history.over_limit(index as u16, school)?;
        history.absences(index as u16, school)?;
    }
    current.chronicle.lessons(TOLD_BY_LESSON, 1..=1, |_| None)?;
    current.tell(&plan, &casts, published.municipality, published.name)
}

fn school(school: &RezekneSchool) -> School {
    let grades: Vec<i8> = (school.invented.first_grade..=school.invented.last_grade).collect();
    let mut places = Vec::new();
    for (level, pupils) in grades
        .iter()
        .zip(shares(school.invented.pupils, &vec![1; grades.len()]))
    {
        let special = if *level <= 9 { pupils * 4 / 100 } else { 0 };
        places.push(Places {
            level: *level,
            stream: Stream::General,
            pupils: pupils - special,
        });
        places.push(Places {
            level: *level,
            stream: Stream::Special,
            pupils: special,
        });
    }
    School {
        code: school.code.clone(),
        name: school.name.clone(),
        kind: school.kind.clone(),
        parent: None,
        address: String::new(),
        places,
    }
}

/// The published years.
struct History<'c, 't, S: Sink> {
    dice: Dice,
    current: &'c mut Current<'t, S>,
}

impl<S: Sink> History<'_, '_, S> {
    /// Pupils of the school in the first semester of a year, in an order of chance.
    fn pupils(&mut self, school: u16, year: i16) -> Vec<usize> {
        let pupils = self.current.chronicle.town.pupils.iter().enumerate();
        let here = |index: &usize| {
            let pupil = &self.current.chronicle.town.pupils[*index];
            pupil
                .in_year(year)
                .next()
                .is_some_and(|stay| stay.class.school == school && stay.from.month() == 9)
        };
        let mut list: Vec<usize> = pupils.map(|(index, _)| index).filter(here).collect();
        self.dice.shuffle(&mut list);
        list
    }

    /// Annex 1: so many different pupils of the school have a support plan in the year.
    fn supported(&mut self, index: u16, school: &RezekneSchool) -> Result<(), Error> {
        for (year, count) in &school.supported {
            let town = self.current.chronicle.town;
            let mut list = self.pupils(index, *year);
            // Those for whom school is hard before the others, with exceptions.
            let hard = |pupil: &usize| town.pupils[*pupil].ability / 250;
            list.sort_by_key(hard);
            for pupil in list.into_iter().take(*count as usize) {
                for semester in 1..=if self.dice.per_mille(600) { 2 } else { 1 } {
                    self.current
                        .chronicle
                        .put_support_plan(pupil, index, *year, semester, &mut self.dice)?;
                }
            }
        }
        Ok(())
    }

    /// Annex 3 in the years before annex 4: so many pupils over the limit in the first semester, as totals.
    fn over_limit(&mut self, index: u16, school: &RezekneSchool) -> Result<(), Error> {
        for (year, count) in school
            .over_limit
            .iter()
            .filter(|(year, _)| **year < TOLD_BY_LESSON)
        {
            let days = self.current.chronicle.calendars.of(1);
            let span = days.semester(SchoolYear::new(*year), Semester::First);
            let Some(period) = span.map(|span| span.period) else {
                continue;
            };
            for pupil in self.pupils(index, *year).into_iter().take(*count as usize) {
                let row = rows::AbsenceTotals {
                    personal_code: self.current.chronicle.town.pupils[pupil].code,
                    institution_code: &school.code,
                    from: period.from(),
                    to: period.to(),
                    unexcused: self.dice.between(LIMIT + 1, LIMIT * 3),
                    illness: self.dice.between(0, 60),
                    excused: self.dice.between(0, 30),
                };
                self.current.chronicle.files.put(&row)?;
            }
        }
        Ok(())
    }

    /// Annex 4, with annex 3 of the same year: the lessons of the school by reason to the last one.
    fn absences(&mut self, index: u16, school: &RezekneSchool) -> Result<(), Error> {
        let over = school.over_limit.get(&TOLD_BY_LESSON).copied().unwrap_or(0) as usize;
        let list = self.pupils(index, TOLD_BY_LESSON);
        let days = self.current.chronicle.days(TOLD_BY_LESSON);
        let town = self.current.chronicle.town;
        let mut registers: Vec<Register<'_>> = list
            .iter()
            .map(|pupil| {
                let level = town.pupils[*pupil]
                    .in_year(TOLD_BY_LESSON)
                    .next()
                    .map_or(1, |stay| stay.class.level);
                let days = &days.of(level).days;
                Register::new(level, &days[..days.partition_point(|day| day.semester == 1)])
            })
            .collect();
        fill(&mut registers, over, &school.absences, &mut self.dice);
        for (pupil, register) in list.iter().zip(&mut registers) {
            if let Some(stay) = town.pupils[*pupil].in_year(TOLD_BY_LESSON).next() {
                self.current.chronicle.write(*pupil, stay, register)?;
            }
        }
        Ok(())
    }
}

/// Fills the registers until each reason has as many lessons as the table says; the first `over` pupils are over the
/// limit, nobody else.
fn fill(registers: &mut [Register<'_>], over: usize, table: &AbsenceTable, dice: &mut Dice) {
    if registers.len() <= over {
        return;
    }
    let mut unexcused = vec![0_u32; registers.len()];
    let mut left = table.unexcused;
    for (pupil, register) in registers.iter_mut().take(over).enumerate() {
        let wanted = dice.between(LIMIT + 1, LIMIT * 2).min(left);
        while unexcused[pupil] < wanted {
            let (day, lessons) = (
                dice.below(register.all_days().len() as u32) as usize,
                dice.between(1, 7),
            );
            unexcused[pupil] +=
                register.skip_off(day, Reason::Unexcused, lessons.min(wanted - unexcused[pupil]));
        }
        left -= wanted;
    }
    let others = (registers.len() - over) as u32;
    while left > 0 {
        // The lower of two draws: some have several, most none.
        let pupil = over + dice.below(others).min(dice.below(others)) as usize;
        let allowed = (LIMIT - 1)
            .saturating_sub(unexcused[pupil])
            .min(left)
            .min(dice.between(1, 4));
        let day = dice.below(registers[pupil].all_days().len() as u32) as usize;
        let missed = registers[pupil].skip_off(day, Reason::Unexcused, allowed);
        unexcused[pupil] += missed;
        left -= missed;
    }
    let all = registers.len() as u32;
    let mut left = table.illness;
    while left > 0 {
        let register = &mut registers[dice.below(all) as usize];
        let start = first_day_of_illness(register.all_days(), dice);
        for day in start..start + spell(dice) {
            left -= register.miss_day(day, Reason::Illness, left);
        }
    }
    let mut left = table.excused;
    while left > 0 {
        let register = &mut registers[dice.below(all) as usize];
        let day = dice.below(register.all_days().len() as u32) as usize;
        let lessons = if dice.per_mille(400) {
            15
        } else {
            dice.between(1, 3)
        };
        left -= register.skip_off(day, Reason::Excused, lessons.min(left));
    }
}
