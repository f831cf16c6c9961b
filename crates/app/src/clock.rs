//! The only place that asks the system for the time.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// Where "now" comes from.
#[derive(Debug, Clone, Copy, Default)]
pub enum Clock {
    /// The system's clock.
    #[default]
    System,
    /// A fixed moment, for tests and for demonstrations of a date.
    Fixed(Timestamp),
}

impl Clock {
    /// Now.
    pub fn now(self) -> Timestamp {
        match self {
            #[expect(clippy::disallowed_methods, reason = "this is the one place")]
            Self::System => Timestamp::now(),
            Self::Fixed(at) => at,
        }
    }
}

/// Latvia's time zone. The zone's data come with the system or with the program.
pub fn riga() -> TimeZone {
    TimeZone::get("Europe/Riga").unwrap_or(TimeZone::UTC)
}

/// The day in Riga at a moment.
pub fn day_in_riga(at: Timestamp) -> Date {
    at.to_zoned(riga()).date()
}

/// The last moment of a day in Riga.
pub fn end_of_day_in_riga(day: Date) -> Timestamp {
    let next = day.tomorrow().unwrap_or(day);
    let begins = next.to_zoned(riga()).map(|zoned| zoned.timestamp());
    begins
        .and_then(|begins| begins.checked_sub(jiff::Span::new().microseconds(1)))
        .unwrap_or(Timestamp::MAX)
}
