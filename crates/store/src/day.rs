//! Days and instants as they are stored.

use jiff::{Span, Timestamp, Unit, civil::Date};

const EPOCH: Date = Date::constant(1970, 1, 1);

/// Days since 1970-01-01.
pub(crate) fn number(date: Date) -> i64 {
    EPOCH
        .until((Unit::Day, date))
        .map_or(0, |span| i64::from(span.get_days()))
}

/// The date of a stored day.
pub fn date(day: i64) -> Date {
    EPOCH.checked_add(Span::new().days(day)).unwrap_or(EPOCH)
}

/// Microseconds since 1970-01-01T00:00Z.
pub fn instant(at: Timestamp) -> i64 {
    at.as_microsecond()
}

/// The instant of stored microseconds.
pub fn timestamp(at: i64) -> Timestamp {
    Timestamp::from_microsecond(at).unwrap_or(Timestamp::UNIX_EPOCH)
}
