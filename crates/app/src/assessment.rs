//! Assessments: the signals of many pupils or of one, evaluated on any day from what is or was known, stored after every load and at
//! the turn of the day. They propose; what a person decides stands in `decision`.

mod about;
mod decision;
mod engine;
mod evaluation;
mod kept;
mod on_day;
mod records;
mod report;
mod support;

pub use decision::{Decide, ShownLevel};
pub(crate) use engine::Engine;
pub use evaluation::Evaluated;
pub use kept::missed_by_week;
pub(crate) use on_day::SignalDays;
pub use report::{AssessOptions, AssessReport, AssessedLine, Support};
pub use support::PupilSupport;
