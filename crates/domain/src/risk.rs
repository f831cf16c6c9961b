//! Risk: the taxonomy of the programmes, the signals which the registry gives, the level they propose and what a person decides about
//! it. Everything here is pure: records, settings and a date go in, an [`Assessment`] with its reasons comes out. It proposes and never
//! decides; what is missing is "not enough data", never good or bad; what a reader may not see does not show in what that reader gets.

mod assessment;
mod evaluate;
mod level;

pub mod decision;
pub mod history;
pub mod priority;
pub mod records;
pub mod replay;
pub mod settings;
pub mod signal;
pub mod silence;
pub mod taxonomy;

pub use assessment::{Assessment, Standing, View};
pub use evaluate::evaluate;
pub use level::{Level, LevelError, Prevention};
pub use records::PupilRecords;
pub use settings::Settings;
pub use signal::{Reading, SignalCode, SignalKind, State};
pub use taxonomy::{Circumstance, Factor, Group, Status};
