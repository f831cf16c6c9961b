//! Consultations: what was given, when and by whom; what was missed, and why; what the pupil confirmed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Hours;

/// Who gives a consultation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsultationKind {
    /// A teacher, in a subject.
    Subject,
    /// A member of the support staff.
    SupportStaff,
    /// A teacher's support not tied to a subject.
    Teacher,
}

impl ConsultationKind {
    /// All kinds, in the order of the report.
    pub const ALL: [Self; 3] = [Self::Subject, Self::SupportStaff, Self::Teacher];

    /// The code of the contract.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::SupportStaff => "support_staff",
            Self::Teacher => "teacher",
        }
    }

    /// The kind by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// How a pupil confirmed a consultation [L: delivered hours are confirmed by the pupil].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confirmation {
    /// Signed on the printed sheet.
    Sheet,
    /// A one-time code shown on the pupil's phone and typed in by the specialist.
    Code,
}

impl Confirmation {
    /// Both ways.
    pub const ALL: [Self; 2] = [Self::Sheet, Self::Code];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sheet => "sheet",
            Self::Code => "code",
        }
    }

    /// The way by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.code() == code)
    }
}

/// A consultation as rules need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Consultation {
    /// The measure it belongs to, if any.
    pub measure: Option<i64>,
    /// The day.
    pub on: Date,
    /// How long.
    pub hours: Hours,
    /// It did not take place.
    pub missed: bool,
    /// The pupil confirmed it.
    pub confirmed: bool,
}

/// What was given of a measure or of a whole plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Given {
    /// Hours given.
    pub given: Hours,
    /// Hours of these that the pupil confirmed.
    pub confirmed: Hours,
    /// Consultations missed.
    pub missed: u32,
}

/// Adds up consultations; missed ones have no hours.
pub fn given<'a>(consultations: impl IntoIterator<Item = &'a Consultation>) -> Given {
    let mut all = Given::default();
    for one in consultations {
        if one.missed {
            all.missed += 1;
            continue;
        }
        all.given = all.given + one.hours;
        if one.confirmed {
            all.confirmed = all.confirmed + one.hours;
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    // covers: IAP-09, IAP-10, IAP-11
    #[test]
    fn missed_consultations_give_no_hours_and_confirmed_ones_are_counted_apart() {
        let one = |hours: &str, missed, confirmed| Consultation {
            measure: None,
            on: date(2025, 10, 1),
            hours: hours.parse().unwrap(),
            missed,
            confirmed,
        };
        let all = [
            one("1,5", false, true),
            one("1", false, false),
            one("2", true, false),
        ];
        let sum = given(&all);
        assert_eq!(
            (sum.given.to_string(), sum.confirmed.to_string(), sum.missed),
            ("2.5".into(), "1.5".into(), 1)
        );
        for kind in ConsultationKind::ALL {
            assert_eq!(ConsultationKind::from_code(kind.code()), Some(kind));
        }
    }
}
