//! Numbers as people write them: source tables are read with all their habits.

mod cell;
mod decimal;

pub use cell::Cell;
pub use decimal::Decimal;
