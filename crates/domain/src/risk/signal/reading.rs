//! What one signal says of one pupil on one day, with what counted. Serialized it is the entry of the contract's `signals`.

use jiff::civil::Date;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::{Input, Missing, SignalCode, Unit};
use crate::calendar::{Period, date_of};
use crate::risk::{Circumstance, Group, Level};

/// The three values of a signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// It fires, and proposes the level.
    Fires(Level),
    /// The records answer, and the answer is no.
    DoesNotFire,
    /// The records do not answer; this is what is missing.
    NotEnoughData(Missing),
}

impl State {
    /// The level proposed, if it fires.
    pub const fn level(self) -> Option<Level> {
        match self {
            Self::Fires(level) => Some(level),
            Self::DoesNotFire | Self::NotEnoughData(_) => None,
        }
    }

    /// Whether it fires.
    pub const fn fires(self) -> bool {
        matches!(self, Self::Fires(_))
    }

    /// Its code in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fires(_) => "fires",
            Self::DoesNotFire => "does_not_fire",
            Self::NotEnoughData(_) => "not_enough_data",
        }
    }
}

/// A number with at most two decimals, exact. It serializes as a JSON number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Amount {
    hundredths: i64,
}

impl Amount {
    /// A whole number.
    pub const fn whole(n: i64) -> Self {
        Self { hundredths: n * 100 }
    }

    /// Hundredths: 1234 is 12.34.
    pub const fn hundredths(n: i64) -> Self {
        Self { hundredths: n }
    }

    /// In hundredths.
    pub const fn in_hundredths(self) -> i64 {
        self.hundredths
    }

    /// The whole number, if it is one.
    pub const fn as_whole(self) -> Option<i64> {
        if self.hundredths % 100 == 0 {
            Some(self.hundredths / 100)
        } else {
            None
        }
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.as_whole() {
            Some(whole) => serializer.serialize_i64(whole),
            None => serializer.serialize_f64(self.hundredths as f64 / 100.0),
        }
    }
}

/// How many pieces of evidence a reading keeps at most; the newest are kept.
pub const MAX_EVIDENCE: usize = 60;

/// One thing that counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// Lessons missed on a day.
    Lessons(u32),
    /// A total of lessons of a period that ends on the day.
    Total(u32),
    /// A subject with the mark as written.
    Mark {
        /// Subject.
        subject: String,
        /// The mark as written.
        mark: String,
    },
    /// A subject with how often.
    Times {
        /// Subject.
        subject: String,
        /// How often.
        times: u32,
    },
    /// An exam in hundredths of a per cent.
    Exam {
        /// Subject.
        subject: String,
        /// Result, hundredths of a per cent.
        hundredths: i32,
        /// The threshold, hundredths of a per cent.
        threshold: i32,
    },
    /// An institution entered.
    Institution(i64),
    /// A record with its id (an incident, a report).
    Record(i64),
    /// A school year, by its first calendar year.
    SchoolYear(i16),
    /// A circumstance.
    Circumstance(Circumstance),
}

/// What counted, on which day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The day.
    pub on: Date,
    /// What.
    pub item: Item,
}

impl Evidence {
    pub(crate) fn new(day: i32, item: Item) -> Self {
        Self {
            on: date_of(day),
            item,
        }
    }
}

/// What one signal says of one pupil on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The signal.
    pub code: SignalCode,
    /// The circumstance, for a signal `circumstance`.
    pub circumstance: Option<Circumstance>,
    /// The risk group.
    pub group: Group,
    /// Fires, does not fire, not enough data.
    pub state: State,
    /// What was counted. With not enough data: what is known of it.
    pub value: Option<Amount>,
    /// The number it is held against.
    pub threshold: Amount,
    /// What both are counted in.
    pub unit: Unit,
    /// The days looked at.
    pub window: Period,
    /// Whether it exists only for readers entitled to the child's circumstances.
    pub restricted: bool,
    /// Whether it stands in the place of a restricted reading, for readers not entitled: what they would see if that did not exist.
    pub stand_in: bool,
    /// The day on which it began to fire within the window, where the rule has one: the lesson over the limit.
    pub since: Option<Date>,
    /// What counted, newest last, at most [`MAX_EVIDENCE`].
    pub evidence: Vec<Evidence>,
    /// The input the answer rests on, and the date of its newest record.
    pub input: Input,
    /// The date of the newest record of that input; `None` when none was ever loaded.
    pub newest: Option<Date>,
}

impl Reading {
    /// The level proposed, if it fires.
    pub const fn level(&self) -> Option<Level> {
        self.state.level()
    }

    /// Where the rule comes from.
    pub const fn source(&self) -> &'static str {
        self.code.definition().source
    }

    /// Days between the newest record of its input and the day asked.
    pub fn age_in_days(&self) -> Option<i32> {
        let newest = self.newest?;
        Some(crate::calendar::day_number(self.window.to()) - crate::calendar::day_number(newest))
    }
}

impl Serialize for Reading {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("code", self.code.code())?;
        if let Some(kind) = self.circumstance {
            map.serialize_entry("kind", kind.code())?;
        }
        map.serialize_entry("group", self.group.code())?;
        map.serialize_entry("state", self.state.code())?;
        map.serialize_entry("value", &self.value)?;
        map.serialize_entry("threshold", &self.threshold)?;
        map.serialize_entry("unit", self.unit.code())?;
        map.serialize_entry("window", &self.window)?;
        map.serialize_entry("level", &self.state.level())?;
        map.serialize_entry("source", self.source())?;
        if let State::NotEnoughData(missing) = self.state {
            map.serialize_entry("missing", &missing)?;
        }
        map.serialize_entry("since", &self.since)?;
        map.serialize_entry("newest_record", &self.newest)?;
        map.serialize_entry("evidence", &self.evidence)?;
        map.end()
    }
}
