//! What tells a municipality's adopted prevention plan from others: its title, kind, years and the council's decision.

use jiff::civil::Date;

/// How the document calls itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PlanKind {
    /// *Rīcības programma*.
    Action,
    /// *Darbības programma*.
    Operation,
}

impl PlanKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Action, Self::Operation];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Action => "action",
            Self::Operation => "operation",
        }
    }

    /// The kind by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// The years of a plan are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlanYearsError {
    /// Before the first or after the last year that a plan can have.
    #[error("a year of a plan lies between {} and {}", PlanYears::FIRST, PlanYears::LAST)]
    OutOfRange,
    /// It ends before it begins.
    #[error("the plan ends before it begins")]
    Reversed,
}

/// Calendar years, both included; either end may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PlanYears {
    from: Option<i16>,
    to: Option<i16>,
}

impl PlanYears {
    /// The earliest year accepted.
    pub const FIRST: i16 = 2000;
    /// The latest year accepted.
    pub const LAST: i16 = 2100;

    /// Years of a plan.
    ///
    /// # Errors
    /// A year out of range, or an end before the beginning.
    pub fn new(from: Option<i16>, to: Option<i16>) -> Result<Self, PlanYearsError> {
        let sound = |year: i16| (Self::FIRST..=Self::LAST).contains(&year);
        if ![from, to].into_iter().flatten().all(sound) {
            return Err(PlanYearsError::OutOfRange);
        }
        match (from, to) {
            (Some(from), Some(to)) if to < from => Err(PlanYearsError::Reversed),
            _ => Ok(Self { from, to }),
        }
    }

    /// The first year.
    pub const fn from(self) -> Option<i16> {
        self.from
    }

    /// The last year.
    pub const fn to(self) -> Option<i16> {
        self.to
    }
}

/// A municipality's plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanIdentity {
    /// Title, as the document has it.
    pub title: String,
    /// How it calls itself.
    pub kind: PlanKind,
    /// For which years.
    pub years: PlanYears,
    /// Number of the council's decision.
    pub decision: Option<String>,
    /// Day of the decision.
    pub decided_on: Option<Date>,
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: REG-01
    #[test]
    fn years_may_be_unknown_but_not_reversed() {
        assert!(PlanYears::new(None, None).is_ok());
        assert!(PlanYears::new(Some(2023), None).is_ok());
        assert!(PlanYears::new(Some(2023), Some(2023)).is_ok());
        assert_eq!(
            PlanYears::new(Some(2024), Some(2023)),
            Err(PlanYearsError::Reversed)
        );
        assert_eq!(PlanYears::new(Some(23), None), Err(PlanYearsError::OutOfRange));
        for kind in PlanKind::ALL {
            assert_eq!(PlanKind::from_code(kind.code()), Some(kind));
        }
    }
}
