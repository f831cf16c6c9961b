//! Posts of staff in thousandths: 0,933 of a post is 933, never a rounded fraction.

use std::fmt;
use std::iter::Sum;
use std::ops::Add;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{InstitutionKind, InstitutionKinds};
use crate::numbers::Decimal;

/// Full-time equivalent (*likme*) in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fte(i32);

/// Why a text is no number of posts.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FteError {
    /// Not a number.
    #[error("`{0}` is not a number of posts such as 0,933")]
    Number(String),
    /// Finer than a thousandth.
    #[error("`{0}` has more than three decimals")]
    TooFine(String),
    /// Negative or above [`Fte::LARGEST`].
    #[error("`{0}` is not between 0 and 10 000 posts")]
    Range(String),
}

impl Fte {
    /// 10 000 posts: more than any municipality has; a guard against a slipped column.
    pub const LARGEST: Self = Self(10_000_000);

    /// From thousandths; `None` when negative or above [`Self::LARGEST`].
    pub fn from_thousandths(thousandths: i32) -> Option<Self> {
        (0..=Self::LARGEST.0)
            .contains(&thousandths)
            .then_some(Self(thousandths))
    }

    /// Thousandths of a post.
    pub const fn thousandths(self) -> i32 {
        self.0
    }

    /// As a decimal number without trailing zeros, to be written in a language.
    pub fn decimal(self) -> Decimal {
        Decimal::new(i64::from(self.0), 3).trimmed()
    }
}

impl FromStr for Fte {
    type Err = FteError;

    fn from_str(text: &str) -> Result<Self, FteError> {
        let number = Decimal::parse(text).ok_or_else(|| FteError::Number(text.to_owned()))?;
        let thousandths = number
            .scaled(3)
            .ok_or_else(|| FteError::TooFine(text.to_owned()))?;
        let in_range = i32::try_from(thousandths).ok().and_then(Self::from_thousandths);
        in_range.ok_or_else(|| FteError::Range(text.to_owned()))
    }
}

/// With a point, as in CSV.
impl fmt::Display for Fte {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.decimal())
    }
}

impl Add for Fte {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for Fte {
    fn sum<I: Iterator<Item = Self>>(posts: I) -> Self {
        posts.fold(Self::default(), Add::add)
    }
}

/// Pupils per one post of support staff; none without posts. Special schools are left out of a municipality's ratio: `institutions` are
/// kinds, pupils and thousandths of posts, a preschool group of a school counted with the school (source: Tukums' programme).
pub fn pupils_per_post(institutions: impl IntoIterator<Item = (InstitutionKinds, i64, i64)>) -> Option<f64> {
    let (pupils, thousandths) = institutions
        .into_iter()
        .filter(|(kinds, ..)| !kinds.has(InstitutionKind::SpecialSchool))
        .fold((0, 0), |(pupils, posts), one| (pupils + one.1, posts + one.2));
    (thousandths > 0).then(|| pupils as f64 * 1_000.0 / thousandths as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    // covers: REG-22
    #[test]
    fn special_schools_do_not_count_in_the_ratio() {
        let of = |kind| InstitutionKinds::default().with(kind);
        let school = (of(InstitutionKind::BasicSchool), 300, 2_500);
        let preschool = (of(InstitutionKind::Preschool), 100, 1_500);
        let special = (of(InstitutionKind::SpecialSchool), 50, 9_000);
        assert_eq!(pupils_per_post([school, preschool, special]), Some(100.0));
        assert_eq!(pupils_per_post([special]), None);
        assert_eq!(pupils_per_post([(of(InstitutionKind::BasicSchool), 9, 0)]), None);
    }

    // covers: REG-21
    #[test]
    fn posts_are_read_with_comma_and_point_and_summed_exactly() {
        assert_eq!("0,933".parse(), Ok(Fte(933)));
        assert_eq!("1.0670".parse(), Ok(Fte(1_067)));
        assert_eq!("12".parse(), Ok(Fte(12_000)));
        let sum: Fte = ["0,1", "0,2", "0,633"]
            .iter()
            .filter_map(|text| text.parse::<Fte>().ok())
            .sum();
        assert_eq!((sum, sum.to_string()), (Fte(933), "0.933".to_owned()));
        assert!(matches!("0,9335".parse::<Fte>(), Err(FteError::TooFine(_))));
        assert!(matches!("-1".parse::<Fte>(), Err(FteError::Range(_))));
        assert!(matches!("10001".parse::<Fte>(), Err(FteError::Range(_))));
        assert!(matches!("viena".parse::<Fte>(), Err(FteError::Number(_))));
    }

    proptest! {
        #[test]
        fn text_and_back(thousandths in 0..=10_000_000_i32) {
            let fte = Fte(thousandths);
            prop_assert_eq!(fte.to_string().parse(), Ok(fte));
        }
    }
}
