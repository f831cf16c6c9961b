//! Absence as journals record it: lessons missed on a day, by kind. What follows from it is the business of `risk`.

use std::ops::{Add, AddAssign};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Why a lesson was missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AbsenceKind {
    /// No excusing reason.
    Unexcused,
    /// The reason is not known yet; counts as unexcused until one is found.
    Unknown,
    /// Illness.
    Illness,
    /// Another excusing reason.
    Excused,
}

impl AbsenceKind {
    /// Every kind in the order of the counters of [`AbsenceDay`].
    pub const ALL: [Self; 4] = [Self::Unexcused, Self::Unknown, Self::Illness, Self::Excused];

    /// Code, as in files and serialised form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unexcused => "unexcused",
            Self::Unknown => "unknown",
            Self::Illness => "illness",
            Self::Excused => "excused",
        }
    }

    /// A number for storage: 0–3.
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The kind stored as a number.
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            0 => Some(Self::Unexcused),
            1 => Some(Self::Unknown),
            2 => Some(Self::Illness),
            3 => Some(Self::Excused),
            _ => None,
        }
    }

    /// Reads a code, its Latvian word, or the default letters of journals: `ns` excused by illness, `n` unexcused, `nc`
    /// otherwise excused (the last two are assumptions; schools map their own).
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text.trim().to_lowercase().as_str() {
            "unexcused" | "neattaisnots" | "neattaisnoti" | "n" => Self::Unexcused,
            "unknown" | "nezināms" | "iemesls nezināms" => Self::Unknown,
            "illness" | "slimība" | "slimības dēļ" | "ns" => Self::Illness,
            "excused" | "attaisnots" | "attaisnoti" | "nc" => Self::Excused,
            _ => return None,
        })
    }

    /// Whether it counts as unexcused.
    pub const fn counts_as_unexcused(self) -> bool {
        matches!(self, Self::Unexcused | Self::Unknown)
    }
}

/// The number of a lesson on a day, 1–15.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Lesson(u8);

/// The number is no lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("lesson {0} does not exist; accepted are 1 to 15")]
pub struct LessonError(pub i64);

impl Lesson {
    /// The last lesson a day can have.
    pub const LAST: u8 = 15;

    /// Refuses 0 and what is above [`Self::LAST`].
    pub fn new(number: i64) -> Result<Self, LessonError> {
        match u8::try_from(number) {
            Ok(lesson @ 1..=Self::LAST) => Ok(Self(lesson)),
            _ => Err(LessonError(number)),
        }
    }

    /// 1–15.
    pub const fn number(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Lesson {
    type Error = LessonError;
    fn try_from(number: u8) -> Result<Self, LessonError> {
        Self::new(i64::from(number))
    }
}

impl From<Lesson> for u8 {
    fn from(lesson: Lesson) -> Self {
        lesson.0
    }
}

/// The lessons a pupil missed on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbsenceDay {
    /// The day.
    pub date: Date,
    /// Lessons without an excusing reason.
    pub unexcused: u8,
    /// Lessons whose reason is not known yet.
    pub unknown: u8,
    /// Lessons missed through illness.
    pub illness: u8,
    /// Lessons otherwise excused.
    pub excused: u8,
}

impl AbsenceDay {
    /// A day without absence.
    pub const fn none(date: Date) -> Self {
        Self {
            date,
            unexcused: 0,
            unknown: 0,
            illness: 0,
            excused: 0,
        }
    }

    /// Adds one lesson, saturating.
    pub fn add(&mut self, kind: AbsenceKind) {
        let counter = match kind {
            AbsenceKind::Unexcused => &mut self.unexcused,
            AbsenceKind::Unknown => &mut self.unknown,
            AbsenceKind::Illness => &mut self.illness,
            AbsenceKind::Excused => &mut self.excused,
        };
        *counter = counter.saturating_add(1);
    }

    /// Lessons of a kind.
    pub const fn lessons(&self, kind: AbsenceKind) -> u8 {
        match kind {
            AbsenceKind::Unexcused => self.unexcused,
            AbsenceKind::Unknown => self.unknown,
            AbsenceKind::Illness => self.illness,
            AbsenceKind::Excused => self.excused,
        }
    }

    /// Lessons that count as unexcused: those of unknown reason included.
    pub const fn counted_unexcused(&self) -> u16 {
        self.unexcused as u16 + self.unknown as u16
    }

    /// All lessons missed.
    pub const fn total(&self) -> u16 {
        self.counted_unexcused() + self.illness as u16 + self.excused as u16
    }
}

/// Lessons missed over a time, by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AbsenceTotals {
    /// Without an excusing reason.
    pub unexcused: u32,
    /// Reason not known yet.
    pub unknown: u32,
    /// Illness.
    pub illness: u32,
    /// Otherwise excused.
    pub excused: u32,
}

impl AbsenceTotals {
    /// The sum of days.
    pub fn of<'a>(days: impl IntoIterator<Item = &'a AbsenceDay>) -> Self {
        days.into_iter()
            .fold(Self::default(), |sum, day| sum + Self::from(day))
    }

    /// Lessons that count as unexcused: those of unknown reason included.
    pub const fn counted_unexcused(self) -> u32 {
        self.unexcused + self.unknown
    }

    /// All lessons missed.
    pub const fn total(self) -> u32 {
        self.counted_unexcused() + self.illness + self.excused
    }
}

impl From<&AbsenceDay> for AbsenceTotals {
    fn from(day: &AbsenceDay) -> Self {
        Self {
            unexcused: day.unexcused.into(),
            unknown: day.unknown.into(),
            illness: day.illness.into(),
            excused: day.excused.into(),
        }
    }
}

impl Add for AbsenceTotals {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            unexcused: self.unexcused.saturating_add(other.unexcused),
            unknown: self.unknown.saturating_add(other.unknown),
            illness: self.illness.saturating_add(other.illness),
            excused: self.excused.saturating_add(other.excused),
        }
    }
}

impl AddAssign for AbsenceTotals {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn lessons_are_1_to_15() {
        assert!(
            [0, 16, 40, -1]
                .into_iter()
                .all(|number| Lesson::new(number) == Err(LessonError(number)))
        );
        assert_eq!((1..=15).filter_map(|n| Lesson::new(n).ok()).count(), 15);
    }

    #[test]
    fn an_unknown_reason_counts_as_unexcused() {
        let mut day = AbsenceDay::none(date(2026, 11, 20));
        for kind in AbsenceKind::ALL {
            day.add(kind);
            assert_eq!(day.lessons(kind), 1);
            assert_eq!(AbsenceKind::parse(kind.code()), Some(kind));
            assert_eq!(AbsenceKind::from_number(kind.number()), Some(kind));
        }
        assert_eq!((day.counted_unexcused(), day.total()), (2, 4));
        let totals = AbsenceTotals::of([&day, &day]);
        assert_eq!((totals.counted_unexcused(), totals.total()), (4, 8));
        assert_eq!(AbsenceKind::parse("ns"), Some(AbsenceKind::Illness));
        assert_eq!(AbsenceKind::parse("sick"), None);
    }
}
