//! Lessons missed: spells of illness with their seasons, excused hours, and the unexcused ones, which most pupils
//! hardly have and a few have many of.

use crate::curriculum::lessons_on;
use crate::days::Day;
use crate::dice::Dice;

/// Why a lesson was missed, as the absence file says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reason {
    Unexcused,
    Unknown,
    Illness,
    Excused,
}

impl Reason {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Unexcused => "unexcused",
            Self::Unknown => "unknown",
            Self::Illness => "illness",
            Self::Excused => "excused",
        }
    }
}

/// How much is missed: full as in a real school, thin where many rows would say no more than few.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Habits {
    /// Spells of illness in a school year, in tenths.
    pub(crate) spells: u32,
    /// Days with excused lessons in a school year, in tenths.
    pub(crate) excused_days: u32,
    /// Upper bounds of `truancy` for: hardly any, up to 7 in a semester, up to 14, up to 20, up to 60; above it long.
    pub(crate) truancy: [u32; 5],
    /// Per mille of pupils who are missing on the last day, nobody knows why yet.
    pub(crate) missing_today: u32,
}

impl Habits {
    pub(crate) const FULL: Self = Self {
        spells: 27,
        excused_days: 45,
        truancy: [880, 945, 978, 990, 997],
        missing_today: 6,
    };
    pub(crate) const THIN: Self = Self {
        spells: 5,
        excused_days: 7,
        truancy: [955, 984, 992, 996, 999],
        missing_today: 6,
    };
}

/// The lessons of one pupil on the days of a school year. No lesson is missed twice.
pub(crate) struct Register<'d> {
    level: i8,
    days: &'d [Day],
    /// Bits of the lessons already taken, a day each.
    taken: Vec<u16>,
    pub(crate) missed: Vec<(u16, u8, Reason)>,
}

impl<'d> Register<'d> {
    pub(crate) fn new(level: i8, days: &'d [Day]) -> Self {
        Self {
            level,
            days,
            taken: vec![0; days.len()],
            missed: Vec::new(),
        }
    }

    pub(crate) fn all_days(&self) -> &'d [Day] {
        self.days
    }

    pub(crate) fn lessons(&self, day: usize) -> u8 {
        self.days
            .get(day)
            .map_or(0, |day| lessons_on(self.level, day.weekday))
    }

    /// Misses a lesson; false when there is no such lesson or it is missed already.
    pub(crate) fn miss(&mut self, day: usize, lesson: u8, reason: Reason) -> bool {
        if day >= self.days.len()
            || lesson == 0
            || lesson > self.lessons(day)
            || self.taken[day] & (1 << lesson) != 0
        {
            return false;
        }
        self.taken[day] |= 1 << lesson;
        self.missed.push((day as u16, lesson, reason));
        true
    }

    /// Misses up to `limit` lessons of the day from the first; how many.
    pub(crate) fn miss_day(&mut self, day: usize, reason: Reason, limit: u32) -> u32 {
        let mut missed = 0;
        for lesson in 1..=self.lessons(day) {
            if missed < limit && self.miss(day, lesson, reason) {
                missed += 1;
            }
        }
        missed
    }

    /// Misses up to `limit` of the day's last lessons; how many.
    pub(crate) fn skip_off(&mut self, day: usize, reason: Reason, limit: u32) -> u32 {
        let mut missed = 0;
        for lesson in (1..=self.lessons(day)).rev() {
            if missed < limit && self.miss(day, lesson, reason) {
                missed += 1;
            }
        }
        missed
    }

    /// In the order of days and lessons.
    pub(crate) fn sorted(&mut self) -> &[(u16, u8, Reason)] {
        self.missed
            .sort_unstable_by_key(|(day, lesson, _)| (*day, *lesson));
        &self.missed
    }
}

/// How likely illness begins in a month, September first.
const SEASON: [u32; 12] = [14, 18, 14, 9, 6, 3, 3, 3, 8, 12, 15, 12];
const FULL_SEASON: u32 = 18;

/// School days of a whole year, against which rates are meant.
const DAYS_OF_YEAR: u32 = 170;

/// A spell's first day, seldom in September and May, often in February.
pub(crate) fn first_day_of_illness(days: &[Day], dice: &mut Dice) -> usize {
    let mut day = 0;
    for _ in 0..8 {
        day = dice.below(days.len() as u32) as usize;
        if dice.below(FULL_SEASON) < SEASON[(days[day].date.month() - 1) as usize] {
            break;
        }
    }
    day
}

/// School days of a spell of illness.
pub(crate) fn spell(dice: &mut Dice) -> usize {
    [1, 2, 3, 4, 5, 10][dice.weighted(&[28, 24, 20, 12, 11, 5])]
}

/// `tenths` of something in a whole year, for the share of the year that `days` are.
fn times(dice: &mut Dice, tenths: u32, days: usize) -> u32 {
    let hundredths = tenths * 10 * days as u32 / DAYS_OF_YEAR;
    // Between nothing and twice the mean, the rest decided by chance, so that means hold for short years too.
    let drawn = dice.below(2 * hundredths + 1);
    drawn / 100 + u32::from(dice.below(100) < drawn % 100)
}

/// Fills a register as life does.
pub(crate) fn live(register: &mut Register<'_>, habits: &Habits, truancy: u32, dice: &mut Dice) {
    let days = register.days;
    if days.is_empty() {
        return;
    }
    for _ in 0..times(dice, habits.spells, days.len()) {
        let start = first_day_of_illness(days, dice);
        for day in start..start + spell(dice) {
            register.miss_day(day, Reason::Illness, 15);
        }
    }
    for _ in 0..times(dice, habits.excused_days, days.len()) {
        let day = dice.below(days.len() as u32) as usize;
        if dice.per_mille(350) {
            register.miss_day(day, Reason::Excused, 15);
        } else {
            let lessons = dice.between(1, 3);
            register.skip_off(day, Reason::Excused, lessons);
        }
    }
    stay_away(register, habits, truancy, dice);
}

fn stay_away(register: &mut Register<'_>, habits: &Habits, truancy: u32, dice: &mut Dice) {
    let [seldom, few, some, many, lots] = habits.truancy;
    let semesters = [1_u8, 2].map(|semester| {
        let start = register.days.partition_point(|day| day.semester < semester);
        start..register.days.partition_point(|day| day.semester <= semester)
    });
    if truancy >= lots {
        let start = dice.below(register.days.len() as u32 / 2 + 1) as usize;
        let length = dice.between(65, 130) as usize;
        for day in start..start + length {
            if dice.per_mille(900) {
                register.miss_day(day, Reason::Unexcused, 15);
            }
        }
        return;
    }
    for range in semesters.into_iter().filter(|range| !range.is_empty()) {
        let mut left = match truancy {
            t if t < seldom => dice.below(7).saturating_sub(3),
            t if t < few => dice.between(3, 7),
            t if t < some => dice.between(5, 14),
            t if t < many => dice.between(10, 20),
            _ => dice.between(21, 60),
        };
        // A semester that has only begun holds its share.
        left = left * range.len().min(80) as u32 / 80;
        for _ in 0..200 {
            if left == 0 {
                break;
            }
            let day = range.start + dice.below(range.len() as u32) as usize;
            let at_once = dice.between(1, 7).min(left);
            left -= if dice.per_mille(250) {
                register.miss_day(day, Reason::Unexcused, at_once)
            } else {
                register.skip_off(day, Reason::Unexcused, at_once.min(3))
            };
        }
    }
    // Of what happened lately the reason is often not known yet.
    let lately = register.days.len().saturating_sub(4) as u16;
    for (day, _, reason) in &mut register.missed {
        if *day >= lately && *reason == Reason::Unexcused && dice.per_mille(500) {
            *reason = Reason::Unknown;
        }
    }
}
