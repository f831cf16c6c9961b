//! Exceptions from the tables, for the whole municipality, an institution or some grades.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Period, SchoolYear, Semester};

/// What an exception changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// The semester begins on another day.
    SemesterBegins {
        /// Which semester.
        semester: Semester,
        /// New first day.
        on: Date,
    },
    /// The semester ends on another day. A second semester that ends later is a year extended after a disruption.
    SemesterEnds {
        /// Which semester.
        semester: Semester,
        /// New last day.
        on: Date,
    },
    /// No lessons on these days, such as a first grade's extra week.
    ExtraBreak {
        /// The days.
        period: Period,
    },
    /// Lessons on a day that would have none, such as a Saturday or a day of a break.
    ExtraSchoolDay {
        /// The day.
        on: Date,
    },
}

/// An exception from the table of one school year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    /// The school year it belongs to.
    pub year: SchoolYear,
    /// Code of the institution; `None` for the whole municipality.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<String>,
    /// The grades it applies to; empty for all, preschool included.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grades: Vec<u8>,
    /// What changes.
    #[serde(flatten)]
    pub change: Change,
    /// Who decided it and where that is written.
    #[serde(default)]
    pub source: String,
}

impl Exception {
    /// Whether it applies to an institution and grade.
    pub fn applies(&self, institution: Option<&str>, grade: Option<u8>) -> bool {
        let here = self
            .institution
            .as_deref()
            .is_none_or(|code| Some(code) == institution);
        here && (self.grades.is_empty() || grade.is_some_and(|grade| self.grades.contains(&grade)))
    }

    /// 0 for the widest; narrower exceptions are applied later and so win.
    pub(super) fn narrowness(&self) -> u8 {
        u8::from(self.institution.is_some()) * 2 + u8::from(!self.grades.is_empty())
    }
}
