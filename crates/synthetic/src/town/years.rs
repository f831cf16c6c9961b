//! How a town's years pass: moves within a year, promotion, staying down, finishing, newcomers.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Class, Form, Town, leaving};
use crate::curriculum::Stream;

impl Town {
    /// Moves within the year: some change school, some leave the municipality. Days after `until` have not come yet.
    pub(crate) fn live_through(&mut self, year: i16, until: Date) {
        for index in 0..self.pupils.len() {
            let Some(stay) = self.pupils[index].stays.last() else {
                continue;
            };
            if stay.year != year
                || stay.to.is_some()
                || stay.class.level < 1
                || stay.stream != Stream::General
            {
                continue;
            }
            let class = stay.class;
            if self.dice.per_mille(4) {
                let distance = self.dice.per_mille(500);
                if distance && class.level >= 7 {
                    self.pupils[index]
                        .stays
                        .last_mut()
                        .into_iter()
                        .for_each(|stay| stay.form = Form::Distance);
                }
            }
            let moves = self.dice.below(1000);
            let day = Date::constant(
                year + 1,
                self.dice.between(1, 4) as i8,
                self.dice.between(1, 28) as i8,
            );
            if moves >= 9 || day >= until {
                continue;
            }
            let elsewhere = self.another_school(usize::from(class.school), class.level);
            match elsewhere {
                Some(school) if moves < 6 => {
                    self.leave(index, day, Some(leaving::OTHER_SCHOOL));
                    let to = Class {
                        school,
                        level: class.level,
                        letter: 0,
                    };
                    self.enrol(index, year, to, Stream::General, false);
                    if let (Ok(next), Some(stay)) = (day.tomorrow(), self.pupils[index].stays.last_mut()) {
                        stay.from = next;
                    }
                }
                _ => self.leave(index, day, Some(leaving::MOVED_AWAY)),
            }
        }
    }

    pub(crate) fn another_school(&mut self, than: usize, level: i8) -> Option<u16> {
        let others: Vec<u16> = (0..self.schools.len())
            .filter(|other| *other != than && self.schools[*other].teaches(level, Stream::General))
            .map(|other| other as u16)
            .collect();
        if others.is_empty() {
            None
        } else {
            Some(self.dice.pick(&others))
        }
    }

    /// Turns the school year: promotion, staying down, finishing, moving up to another school, newcomers.
    pub(crate) fn turn(&mut self, year: i16) {
        let next = year + 1;
        let last_day = Date::constant(next, 8, 31);
        let mut waiting = BTreeMap::<(i8, Stream), Vec<usize>>::new();
        let mut taken = BTreeMap::<(u16, i8, Stream), u32>::new();
        for index in 0..self.pupils.len() {
            let Some(stay) = self.pupils[index].stays.last() else {
                continue;
            };
            if stay.year != year || stay.to.is_some() {
                continue;
            }
            let (class, stream) = (stay.class, stay.stream);
            let school = &self.schools[usize::from(class.school)];
            let up = class.level + 1;
            let held = self.hold.iter().position(|hold| {
                (hold.school, hold.level, hold.year) == (class.school, class.level, year)
                    && stream == Stream::General
                    && hold.again == stay.repeats
            });
            // Schools take as many tenth-graders as they have places, others go elsewhere.
            let here = taken.get(&(class.school, up, stream)).copied().unwrap_or(0);
            let has_place = here < school.pupils_at(up, stream);
            let stays_down = match class.level {
                ..=0 => 4,
                9 => 34,
                10..=11 => 10,
                12 => 3,
                _ => 5,
            };
            if stream == Stream::Vocational || class.level == 12 && !self.dice.per_mille(stays_down) {
                self.leave(index, Date::constant(next, 6, 30), Some(leaving::COMPLETED));
            } else if class.level == 12
                || held.is_some()
                || (self.pupils[index].ability < 300 && self.dice.per_mille(stays_down * 3))
            {
                self.leave(index, last_day, leaving::NEXT_YEAR);
                self.enrol(index, next, class, stream, class.level > 0);
                held.map(|held| self.hold.swap_remove(held));
                *taken.entry((class.school, class.level, stream)).or_default() += 1;
            } else if school.teaches(up, stream)
                && up != 1
                && (up != 10 || (has_place && self.dice.per_mille(750)))
            {
                self.leave(index, last_day, leaving::NEXT_YEAR);
                let to = Class { level: up, ..class };
                self.enrol(index, next, to, stream, false);
                *taken.entry((class.school, up, stream)).or_default() += 1;
            } else {
                let day = if up == 1 || up == 10 {
                    last_day
                } else {
                    Date::constant(next, 6, 30)
                };
                self.leave(index, day, Some(leaving::COMPLETED));
                let stream = if up == 10 { Stream::General } else { stream };
                waiting.entry((up, stream)).or_default().push(index);
            }
        }
        for list in waiting.values_mut() {
            self.dice.shuffle(list);
        }
        self.fill(next, waiting, &taken);
    }

    /// Fills the places of the plan: first with those who wait for a school, then with newcomers.
    fn fill(
        &mut self,
        year: i16,
        mut waiting: BTreeMap<(i8, Stream), Vec<usize>>,
        taken: &BTreeMap<(u16, i8, Stream), u32>,
    ) {
        for school in 0..self.schools.len() {
            for places in self.schools[school].places.clone() {
                let here = taken
                    .get(&(school as u16, places.level, places.stream))
                    .copied()
                    .unwrap_or(0);
                let classes = Self::classes_for(places);
                for number in here..places.pupils {
                    let found = waiting.get_mut(&(places.level, places.stream)).and_then(Vec::pop);
                    let index = if let Some(index) = found {
                        index
                    } else {
                        let pupil = self.child(places.level, places.stream, year, false);
                        self.pupils.push(pupil);
                        self.pupils.len() - 1
                    };
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
                    self.enrol(index, year, class, places.stream, false);
                }
            }
        }
    }
}
