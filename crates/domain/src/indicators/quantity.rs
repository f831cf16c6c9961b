//! Exact values: a share of 41 in 5 064 pupils is compared with `< 0,81 %` as what it is, not as what it is rounded to.

use std::cmp::Ordering;

use crate::numbers::Decimal;

/// A fraction in lowest terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quantity {
    numerator: i128,
    denominator: i128,
}

fn common_divisor(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

impl Quantity {
    /// `numerator` / `denominator`; `None` when the denominator is zero.
    pub fn of(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        let divisor = common_divisor(numerator, denominator) * denominator.signum();
        Some(Self {
            numerator: numerator / divisor,
            denominator: denominator / divisor,
        })
    }

    /// A whole number.
    pub const fn whole(number: i64) -> Self {
        Self {
            numerator: number as i128,
            denominator: 1,
        }
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let numerator = self.numerator * other.denominator + other.numerator * self.denominator;
        Self::of(numerator, self.denominator * other.denominator).unwrap_or(self)
    }

    /// The difference.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        self.plus(Self {
            numerator: -other.numerator,
            ..other
        })
    }

    /// So many times a fraction of it.
    #[must_use]
    pub fn times(self, numerator: i64, denominator: i64) -> Self {
        Self::of(
            self.numerator * i128::from(numerator),
            self.denominator * i128::from(denominator),
        )
        .unwrap_or(self)
    }

    /// The product.
    #[must_use]
    pub fn by(self, other: Self) -> Self {
        Self::of(
            self.numerator * other.numerator,
            self.denominator * other.denominator,
        )
        .unwrap_or(self)
    }

    /// Rounded half away from zero to so many decimals, without zeros at the end.
    pub fn rounded(self, decimals: u8) -> Decimal {
        let scaled = self.numerator * 10_i128.pow(u32::from(decimals.min(9)));
        let (whole, rest) = (scaled / self.denominator, (scaled % self.denominator).abs());
        let up = if rest * 2 >= self.denominator {
            scaled.signum()
        } else {
            0
        };
        let mantissa = i64::try_from(whole + up).unwrap_or(i64::MAX);
        Decimal::new(mantissa, decimals.min(9)).trimmed()
    }
}

impl From<Decimal> for Quantity {
    fn from(number: Decimal) -> Self {
        // A number with more than nine decimals does not exist.
        let scaled = (0..=9).find_map(|scale| Some((number.scaled(scale)?, scale)));
        let (mantissa, scale) = scaled.unwrap_or((0, 0));
        Self::of(i128::from(mantissa), 10_i128.pow(u32::from(scale))).unwrap_or(Self::whole(0))
    }
}

impl PartialOrd for Quantity {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Quantity {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.numerator * other.denominator).cmp(&(other.numerator * self.denominator))
    }
}
