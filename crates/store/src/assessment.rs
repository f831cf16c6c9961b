//! What the signals read, and where what they say is kept. Records come packed, a row a pupil, so that ten thousand pupils are read in
//! the time the database needs to pass over their rows; results are replaced set by set in one transaction.

mod classes;
mod read;
mod records;
mod select;
mod spans;
mod stored;
mod write;

pub use classes::{ClassLessons, InstitutionKindRow};
pub use read::ReadPlan;
pub use records::{
    StoredConcern, StoredDecision, StoredDeclared, StoredDuty, StoredEnrolment, StoredIncident, StoredMark,
    StoredPupil, StoredRecord, StoredSignal,
};
pub use select::{Known, Listed, Selection};
pub use spans::{AssessedSpan, LoadSpan};
pub use stored::{AssessmentRow, DecisionRow, NewDecision, SignalRow};
pub use write::{AssessedPupil, AssessedSignal, DutyChange};
