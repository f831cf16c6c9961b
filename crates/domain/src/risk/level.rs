//! Levels of support and the prevention they call for. A level is never a score of a child: it says how much help is
//! proposed, always with its reasons beside it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// How much support is proposed or decided. The four levels are named in the programmes; no source gives cut-offs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// *zems*: watch.
    Low,
    /// *vidējs*: targeted support.
    Medium,
    /// *augsts*: tailored support.
    High,
    /// *ļoti augsts*: tailored support, urgently.
    VeryHigh,
}

/// The prevention levels of the programmes: ❶ universal, ❷ targeted, ❸ tailored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Prevention {
    /// For all pupils (*universālā*, U).
    Universal,
    /// For groups at risk (*mērķtiecīgā*, M).
    Targeted,
    /// For one pupil at high risk (*pielāgotā*, P).
    Tailored,
}

impl Level {
    /// All levels, lowest first.
    pub const ALL: [Self; 4] = [Self::Low, Self::Medium, Self::High, Self::VeryHigh];

    /// The code used in files, addresses and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::VeryHigh => "very_high",
        }
    }

    /// The Latvian word of the programmes.
    pub const fn latvian(self) -> &'static str {
        match self {
            Self::Low => "zems",
            Self::Medium => "vidējs",
            Self::High => "augsts",
            Self::VeryHigh => "ļoti augsts",
        }
    }

    /// One level higher; the highest stays.
    pub const fn raised(self) -> Self {
        match self {
            Self::Low => Self::Medium,
            Self::Medium => Self::High,
            Self::High | Self::VeryHigh => Self::VeryHigh,
        }
    }

    /// 1 to 4, as a database keeps it.
    pub const fn rank(self) -> u8 {
        match self {
            Self::Low => 1,
            Self::Medium => 2,
            Self::High => 3,
            Self::VeryHigh => 4,
        }
    }

    /// The level with that rank.
    pub const fn from_rank(rank: u8) -> Option<Self> {
        match rank {
            1 => Some(Self::Low),
            2 => Some(Self::Medium),
            3 => Some(Self::High),
            4 => Some(Self::VeryHigh),
            _ => None,
        }
    }

    /// What the level calls for: all pupils have universal prevention, risk groups targeted, high risk tailored.
    pub const fn prevention(self) -> Prevention {
        match self {
            Self::Low => Prevention::Universal,
            Self::Medium => Prevention::Targeted,
            Self::High | Self::VeryHigh => Prevention::Tailored,
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The text names no level.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a level; accepted are low, medium, high and very_high")]
pub struct LevelError(String);

impl FromStr for Level {
    type Err = LevelError;

    fn from_str(text: &str) -> Result<Self, LevelError> {
        let lower = text.trim().to_lowercase();
        Self::ALL
            .into_iter()
            .find(|level| level.code() == lower || level.latvian() == lower)
            .ok_or_else(|| LevelError(text.to_owned()))
    }
}

impl Prevention {
    /// The code used in files and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Universal => "universal",
            Self::Targeted => "targeted",
            Self::Tailored => "tailored",
        }
    }

    /// The letter of the programmes' tables.
    pub const fn letter(self) -> char {
        match self {
            Self::Universal => 'U',
            Self::Targeted => 'M',
            Self::Tailored => 'P',
        }
    }

    /// What a pupil with that level, or with none, is entitled to.
    pub const fn of(level: Option<Level>) -> Self {
        match level {
            Some(level) => level.prevention(),
            None => Self::Universal,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: RSK-03
    #[test]
    fn each_level_calls_for_its_prevention() {
        let called: Vec<_> = Level::ALL
            .into_iter()
            .map(Level::prevention)
            .map(Prevention::letter)
            .collect();
        assert_eq!(called, ['U', 'M', 'P', 'P']);
        assert_eq!(Prevention::of(None), Prevention::Universal);
        assert!(Level::ALL.is_sorted());
        assert_eq!(Level::VeryHigh.raised(), Level::VeryHigh);
    }

    #[test]
    fn codes_and_words_are_read_back() {
        for level in Level::ALL {
            assert_eq!(level.code().parse(), Ok(level));
            assert_eq!(level.latvian().to_uppercase().parse(), Ok(level));
            assert_eq!(Level::from_rank(level.rank()), Some(level));
            assert_eq!(
                serde_json::to_string(&level).unwrap(),
                format!("\"{}\"", level.code())
            );
        }
        assert!("critical".parse::<Level>().is_err());
        assert_eq!(Level::from_rank(0), None);
    }
}
