//! Numbers and dates as people write them: source tables are read with all their habits, pages are written in Latvian or
//! English.

mod cell;
mod decimal;
mod format;

pub use cell::Cell;
pub use decimal::Decimal;
pub use format::{Language, parse_date};
