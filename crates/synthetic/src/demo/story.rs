//! Tells the stories: writes the rows of each pupil and says which signals they must fire.

use std::collections::BTreeMap;

use balsts_domain::calendar::{Period, SchoolYear, Semester};
use jiff::civil::Date;

use super::current::Current;
use super::planted::{CONCERNS, Cast, Concern, Planted, Story};
use crate::attendance::Reason;
use crate::chronicle::achievement::weekday;
use crate::curriculum::{lessons_on, marked_subjects, subject};
use crate::rows;
use crate::sink::{Error, Sink};

/// Lessons missed, in the order of the calendar.
type Missed = BTreeMap<(Date, u8), Reason>;

fn back(date: Date, days: i64) -> Date {
    date - jiff::Span::new().days(days)
}

/// Calendar days from one date to another.
fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

/// Misses `lessons` on the days, a few a day where days allow, the latest day first; how many were possible.
fn spread(missed: &mut Missed, days: &[Date], level: i8, lessons: u32, reason: Reason) -> u32 {
    let a_day = if days.len() as u32 * 2 >= lessons { 2 } else { 15 };
    let stride = (days.len() / lessons.div_ceil(a_day).max(1) as usize).max(1);
    let mut left = lessons;
    for day in days.iter().rev().step_by(stride).chain(days.iter().rev()) {
        let mut today = a_day;
        for lesson in (1..=lessons_on(level, day.weekday())).rev() {
            if left > 0 && today > 0 && !missed.contains_key(&(*day, lesson)) {
                missed.insert((*day, lesson), reason);
                left -= 1;
                today -= 1;
            }
        }
    }
    lessons - left
}

fn whole_day(missed: &mut Missed, day: Date, level: i8, reason: Reason) {
    for lesson in 1..=lessons_on(level, day.weekday()) {
        missed.entry((day, lesson)).or_insert(reason);
    }
}

/// Excused absence of so many per cent of the lessons held.
fn rate(missed: &mut Missed, days: &[Date], level: i8, per_cent: u32) -> Option<&'static str> {
    let held: u32 = days
        .iter()
        .map(|day| u32::from(lessons_on(level, day.weekday())))
        .sum();
    let wanted = held * per_cent / 100;
    let stride = (100 / per_cent as usize).max(1);
    for day in days.iter().rev().step_by(stride).chain(days.iter().rev()) {
        for lesson in 1..=lessons_on(level, day.weekday()) {
            if (missed.len() as u32) < wanted {
                missed.entry((*day, lesson)).or_insert(Reason::Excused);
            }
        }
    }
    (days.len() >= 21).then_some("absence_rate")
}

const fn unexcused_signal(lessons: u32) -> Option<&'static str> {
    match lessons {
        0..8 => None,
        8..15 => Some("unexcused_watch"),
        15..=20 => Some("unexcused_near_limit"),
        _ => Some("unexcused_over_limit"),
    }
}

impl<S: Sink> Current<'_, S> {
    pub(super) fn stories(
        &mut self,
        casts: &[Cast],
        first: i16,
    ) -> Result<(Vec<Planted>, Vec<Concern>), Error> {
        let (mut planted, mut concerns) = (Vec::new(), Vec::new());
        for cast in casts {
            let pupil = &self.chronicle.town.pupils[cast.pupil];
            let Some(stay) = pupil.stays.last() else { continue };
            let institution = self.chronicle.code_of(stay.class.school).to_owned();
            if let Story::Concern(number) = cast.story {
                let told = &CONCERNS[number % CONCERNS.len()];
                let days = self.chronicle.calendars.of(stay.class.level);
                let on = |ago: u32| {
                    let day = days.back(self.today, ago).unwrap_or(self.today);
                    day.max(stay.from).min(self.today)
                };
                concerns.push(Concern {
                    personal_code: pupil.code,
                    institution: institution.clone(),
                    observed_on: on(told.days_ago),
                    factors: told.factors,
                    text: told.text,
                    steps: (0..)
                        .zip(told.steps)
                        .map(|(number, step)| (on(told.days_ago.saturating_sub(number * 2)), *step))
                        .collect(),
                });
            }
            let signals = self.story(cast, first)?;
            let (personal_code, story) = (pupil.code, cast.story.name());
            planted.push(Planted {
                personal_code,
                institution: Some(institution),
                signals,
                story,
            });
        }
        Ok((planted, concerns))
    }

    /// School days of the current semester of the current year up to today.
    fn semester_days(&self, level: i8) -> Vec<Date> {
        let days = self.chronicle.calendars.of(level);
        let span = days
            .semester_or_last(self.today)
            .filter(|span| span.year == SchoolYear::new(self.year));
        let told =
            span.and_then(|span| Period::new(span.period.from(), span.period.to().min(self.today)).ok());
        told.map_or_else(Vec::new, |told| days.iter(told).collect())
    }

    fn days_since(&self, level: i8, from: Date) -> Vec<Date> {
        let told = Period::new(from, self.today).ok();
        told.map_or_else(Vec::new, |told| {
            self.chronicle.calendars.of(level).iter(told).collect()
        })
    }

    fn story(&mut self, cast: &Cast, first: i16) -> Result<Vec<&'static str>, Error> {
        let index = cast.pupil;
        let Some(stay) = self.chronicle.town.pupils[index].stays.last().cloned() else {
            return Ok(Vec::new());
        };
        let level = stay.class.level;
        let days = self.semester_days(level);
        let mut missed = Missed::new();
        let mut signals = Vec::new();
        let mut low = 0;
        let mut club = level > 0;
        match cast.story {
            Story::Unexcused(lessons) => {
                signals.extend(unexcused_signal(spread(
                    &mut missed,
                    &days,
                    level,
                    lessons,
                    Reason::Unexcused,
                )));
            }
            Story::NoClub => {
                club = false;
                let signal = unexcused_signal(spread(&mut missed, &days, level, 12, Reason::Unexcused));
                signals.extend(signal);
                if signal.is_some() && self.today >= Date::constant(self.year, 9, 16) {
                    signals.push("no_extracurricular");
                }
            }
            Story::Preschooler => {
                let last: Vec<Date> = days.iter().rev().take(4).copied().collect();
                for day in &last {
                    whole_day(&mut missed, *day, level, Reason::Unexcused);
                }
                if last.len() >= 3 {
                    signals.push("unexcused_preschool");
                }
            }
            Story::LongAbsence => {
                let last = self
                    .chronicle
                    .calendars
                    .of(level)
                    .back(self.today, 0)
                    .unwrap_or(self.today);
                let from = back(last, 130);
                self.away(index, from, &mut missed);
                let begins = days_between(from.max(Date::constant(self.year, 9, 2)), last);
                if begins > 95 && days_between(last, self.today) <= 20 {
                    signals.push("long_absence");
                }
            }
            Story::LeftSchool => {
                // The first day missed is a school day more than six months ago, not a day of summer.
                let days = self.chronicle.calendars.of(1);
                let from = days.back(back(self.today, 190), 9).unwrap_or(self.today);
                self.away(index, from, &mut missed);
                if from >= Date::constant(first, 9, 1) {
                    signals.push("left_school");
                }
                club = false;
                low = 2;
            }
            Story::Rate(per_cent) => signals.extend(rate(&mut missed, &days, level, per_cent)),
            Story::Rising => {
                let late = days.len().saturating_sub(10);
                spread(&mut missed, &days[late..], level, 7, Reason::Unexcused);
                let early = days.len().saturating_sub(40);
                spread(
                    &mut missed,
                    &days[early..days.len().saturating_sub(25).max(early)],
                    level,
                    1,
                    Reason::Unexcused,
                );
                if days.len() >= 41 {
                    signals.push("absence_rising");
                }
            }
            Story::LowMarks(subjects) => low = subjects,
            Story::Unmarked => {
                for number in 0..3 {
                    let day = days
                        .len()
                        .checked_sub(1 + number * 2)
                        .or(days.len().checked_sub(1));
                    if let Some(day) = day {
                        self.chronicle.put_mark(
                            index,
                            marked_subjects(level)[1],
                            days[day],
                            "nv",
                            "current",
                            number as u32 + 1,
                        )?;
                    }
                }
                signals.extend((!days.is_empty()).then_some("unmarked_work"));
            }
            Story::Repeats | Story::RepeatsAgain => signals.push("repeats_year"),
            Story::Exam => {
                if self.year > first.max(2023) {
                    let date = weekday(Date::constant(self.year, 6, 6));
                    self.chronicle.put_exam(index, "Matemātika", date, 9, "7.50")?;
                    signals.push("exam_below_threshold");
                }
            }
            Story::Moves => signals.extend((self.year > first).then_some("school_moves")),
            Story::Distance => signals.push("distance_learning"),
            Story::Incidents(count) => signals.extend(self.incidents(index, level, count)?),
            Story::Victim => {
                if let Some(day) = days.last() {
                    self.chronicle.put_incident(index, *day, "Vardarbība", "victim")?;
                    signals.extend((days_between(*day, self.today) <= 20).then_some("victim"));
                }
            }
            Story::Language => {
                for kind in ["bilingual", "language_barrier"] {
                    self.chronicle.put_circumstance(index, kind, stay.from, None)?;
                }
                low = 1;
            }
            Story::Circumstance(kind) => {
                self.chronicle.put_circumstance(index, kind, stay.from, None)?;
                signals.push("circumstance");
            }
            Story::AllRound => {
                signals.extend(unexcused_signal(spread(
                    &mut missed,
                    &days,
                    level,
                    25,
                    Reason::Unexcused,
                )));
                signals.extend(self.incidents(index, level, 4)?);
                self.chronicle
                    .put_circumstance(index, "parents_do_not_support_learning", stay.from, None)?;
                signals.push("circumstance");
                low = 2;
                club = false;
            }
            Story::Today => {
                if days.last() == Some(&self.today) {
                    whole_day(&mut missed, self.today, level, Reason::Unknown);
                }
            }
            Story::Concern(_) => {}
        }
        self.miss(index, &missed)?;
        let marked = self.report_cards(index, first, low)?;
        if low > 0 && marked {
            signals.push("insufficient_marks");
            if cast.story == Story::Language {
                signals.push("language_barrier");
            }
        }
        let from = Date::constant(self.year, 9, 15);
        if club && from <= self.today {
            let to = Some(Date::constant(self.year + 1, 5, 31)).filter(|to| *to < self.today);
            let personal_code = self.chronicle.town.pupils[index].code;
            let row = rows::Extracurricular {
                personal_code,
                programme: "Sporta spēles",
                kind: "interešu",
                from,
                to,
            };
            self.chronicle.files.put(&row)?;
        }
        Ok(signals)
    }

    /// Every lesson of every school day from a day on, in whatever class the pupil was.
    fn away(&self, index: usize, from: Date, missed: &mut Missed) {
        let pupil = &self.chronicle.town.pupils[index];
        for stay in &pupil.stays {
            let level = stay.class.level;
            for day in self.days_since(level, from.max(stay.from)) {
                if stay.to.is_none_or(|to| day <= to) {
                    whole_day(missed, day, level, Reason::Unexcused);
                }
            }
        }
    }

    fn incidents(&mut self, index: usize, level: i8, count: u32) -> Result<Option<&'static str>, Error> {
        let from = back(self.today, 50).max(Date::constant(self.year, 9, 1));
        let days = self.days_since(level, from);
        if days.is_empty() {
            return Ok(None);
        }
        for number in 0..count as usize {
            let day = days[days.len() - 1 - (number * 5) % days.len()];
            let kind = [
                "Konflikts",
                "Verbāla agresija",
                "Kārtības noteikumu pārkāpums",
                "Īpašuma bojāšana",
            ][number % 4];
            self.chronicle.put_incident(index, day, kind, "involved")?;
        }
        Ok(Some("incidents"))
    }

    fn miss(&mut self, index: usize, missed: &Missed) -> Result<(), Error> {
        let pupil = &self.chronicle.town.pupils[index];
        for ((date, lesson), reason) in missed {
            let Some(stay) = pupil.on(*date) else { continue };
            self.chronicle.files.put(&rows::Absences {
                personal_code: pupil.code,
                institution_code: self.chronicle.code_of(stay.class.school),
                date: *date,
                lesson: *lesson,
                subject: subject(stay.class.level, date.weekday(), *lesson),
                kind: reason.code(),
            })?;
        }
        Ok(())
    }

    /// Annual marks of last year and those of this year's semesters that are over; the first `low` subjects below 4. Whether
    /// any mark in points was given.
    fn report_cards(&mut self, index: usize, first: i16, low: usize) -> Result<bool, Error> {
        let mut given = false;
        for year in [self.year - 1, self.year]
            .into_iter()
            .filter(|year| *year >= first)
        {
            let pupil = &self.chronicle.town.pupils[index];
            let Some(level) = pupil.in_year(year).next_back().map(|stay| stay.class.level) else {
                continue;
            };
            let semesters = [Semester::First, Semester::Second].map(|semester| {
                self.chronicle
                    .calendars
                    .of(level)
                    .semester(SchoolYear::new(year), semester)
            });
            for (span, kind) in semesters.into_iter().flatten().zip(["semester", "annual"]) {
                let end = span.period.to();
                if end > self.today || (year < self.year && kind == "semester") {
                    continue;
                }
                for (place, name) in marked_subjects(level).iter().enumerate().take(5) {
                    let value = match (level, place < low) {
                        (1..=3, _) => "A",
                        (_, true) => "3",
                        (_, false) => "7",
                    };
                    given |= level > 3;
                    self.chronicle.put_mark(index, name, end, value, kind, 1)?;
                }
            }
        }
        Ok(given)
    }
}
