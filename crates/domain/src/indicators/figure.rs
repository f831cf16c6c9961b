//! A computed value with what it was computed from, or what is missing for it.

use jiff::civil::Date;

use super::{Need, Quantity, Unit};
use crate::numbers::Decimal;

/// A value with its numerator and denominator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// What is counted.
    pub numerator: Decimal,
    /// Of what; none for plain counts.
    pub denominator: Option<Decimal>,
    /// Whether the numerator counts children, so that a small one names them.
    pub of_children: bool,
    /// The unit.
    pub unit: Unit,
    /// The day up to which records were read.
    pub until: Date,
    /// Institutions of whom the records are missing: they are left out of numerator and denominator alike.
    pub left_out: u32,
}

impl Figure {
    /// A share in per cent of children.
    pub fn share(some: i64, all: i64, until: Date) -> Self {
        Self {
            numerator: some.into(),
            denominator: Some(all.into()),
            of_children: true,
            unit: Unit::Percent,
            until,
            left_out: 0,
        }
    }

    /// A count.
    pub fn count(number: i64, unit: Unit, until: Date) -> Self {
        Self {
            numerator: number.into(),
            denominator: None,
            // Those who take part are children and families: few of them are as well known as few pupils.
            of_children: matches!(unit, Unit::Pupils | Unit::Participants),
            unit,
            until,
            left_out: 0,
        }
    }

    /// Pupils to posts in thousandths.
    pub fn per_post(pupils: i64, thousandths: i64, until: Date) -> Self {
        Self {
            numerator: pupils.into(),
            denominator: Some(Decimal::new(thousandths, 3).trimmed()),
            of_children: false,
            unit: Unit::PupilsPerPost,
            until,
            left_out: 0,
        }
    }

    /// Posts in thousandths.
    pub fn posts(thousandths: i64, until: Date) -> Self {
        Self {
            numerator: Decimal::new(thousandths, 3).trimmed(),
            denominator: None,
            of_children: false,
            unit: Unit::Posts,
            until,
            left_out: 0,
        }
    }

    /// The same, where no children stand behind it.
    #[must_use]
    pub const fn not_of_children(mut self) -> Self {
        self.of_children = false;
        self
    }

    /// The same with institutions whose records are missing.
    #[must_use]
    pub const fn leaving_out(mut self, institutions: u32) -> Self {
        self.left_out = institutions;
        self
    }

    /// The exact value; `None` when the denominator is zero.
    pub fn value(&self) -> Option<Quantity> {
        let numerator = Quantity::from(self.numerator);
        let value = match self.denominator {
            None => numerator,
            Some(denominator) => {
                let scale = |number: Decimal| number.scaled(9).map(i128::from);
                Quantity::of(scale(self.numerator)?, scale(denominator)?)?
            }
        };
        Some(if self.unit.is_share() {
            value.times(100, 1)
        } else {
            value
        })
    }

    /// The value as it is shown.
    pub fn shown(&self) -> Option<Decimal> {
        Some(self.value()?.rounded(self.unit.decimals()))
    }

    /// Whether the figure would tell of so few children, in the numerator or in what is left of the denominator, that it is not published.
    pub fn is_small(&self, smallest: u32) -> bool {
        if !self.of_children {
            return false;
        }
        let small = |count: Decimal| {
            count
                .whole()
                .is_some_and(|count| count > 0 && count < i64::from(smallest))
        };
        let rest = self
            .denominator
            .and_then(|denominator| Some(denominator.whole()? - self.numerator.whole()?));
        small(self.numerator) || rest.is_some_and(|rest| small(rest.into()))
    }
}

/// A value, or what is missing for it: nobody takes no data for zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measured {
    /// Computed.
    Known(Figure),
    /// Records that would be needed.
    Missing(Vec<Need>),
}

impl Measured {
    /// A figure, unless there is nothing to divide by.
    pub fn of(figure: Figure, otherwise: Need) -> Self {
        if figure.value().is_some() {
            Self::Known(figure)
        } else {
            Self::Missing(vec![otherwise])
        }
    }

    /// The figure, if there is one.
    pub const fn figure(&self) -> Option<&Figure> {
        match self {
            Self::Known(figure) => Some(figure),
            Self::Missing(_) => None,
        }
    }
}
