//! Cases: what is not solved where it was seen moves up, on time, to those who can do more. The escalation is one table
//! ([`table::ROWS`]): from which states what can happen, who may, what it asks for and by when the next step is due. Everything else here reads
//! that table; no page and no use case holds a step of its own. A child in danger stands outside all of it ([`danger`]).

pub(crate) mod code;

pub mod case;
pub mod danger;
pub mod event;
pub mod form;
pub mod party;
pub mod report;
pub mod response;
pub mod settings;
pub mod state;
pub mod statistics;
pub mod table;
pub mod threshold;

#[cfg(test)]
mod tests;

pub use case::{Case, CaseRefused, Doer, Rules};
pub use code::Words;
pub use event::{CaseEvent, Event, Outcome};
pub use form::FormKind;
pub use party::{CaseKind, Party};
pub use report::ReportField;
pub use settings::CaseSettings;
pub use state::CaseState;
