//! What is compared: times, memory, numbers of things. Both sides of a comparison are of one kind.

use std::{fmt, time::Duration};

/// A measured amount.
#[derive(Debug, Clone, Copy)]
pub enum Amount {
    Time(Duration),
    Megabytes(u64),
    Count(u64),
}

impl Amount {
    fn value(self) -> f64 {
        match self {
            Self::Time(time) => time.as_secs_f64(),
            Self::Megabytes(count) | Self::Count(count) => count as f64,
        }
    }

    /// How many times the other it is.
    pub fn per(self, other: Self) -> f64 {
        self.value() / other.value().max(f64::EPSILON)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Time(time) => write!(out, "{:.1} ms", time.as_secs_f64() * 1000.0),
            Self::Megabytes(count) => write!(out, "{count} MB"),
            Self::Count(count) => write!(out, "{count}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_shown_with_their_unit() {
        assert_eq!(Amount::Time(Duration::from_micros(1_250)).to_string(), "1.2 ms");
        assert_eq!(Amount::Megabytes(110).to_string(), "110 MB");
        assert!((Amount::Count(5).per(Amount::Count(4)) - 1.25).abs() < 1e-9);
    }
}
