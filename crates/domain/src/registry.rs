//! The registry's vocabulary: institutions and their programmes, classes, enrolment histories, staff, and the children who are
//! declared here. All of it is facts about records; signals are drawn from them elsewhere.

mod class;
mod declared;
mod enrolment;
mod fte;
mod institution;
mod municipality;
mod programme;
mod promotion;
mod staff;

pub use class::{ClassError, ClassLabel};
pub use declared::{DeclaredChild, DeclaredStatus, Reconciliation, compulsory_age};
pub use enrolment::{
    Enrolment, EnrolmentState, History, LeavingReason, Move, MoveKind, Overlap, OverlapKind, Stage,
};
pub use fte::{Fte, FteError};
pub use institution::{InstitutionKind, normalised_institution_name};
pub use municipality::{MunicipalityCode, MunicipalityCodeError};
pub use programme::{
    ProgrammeCode, ProgrammeError, ProgrammeLanguage, ProgrammeType, ProgrammeWarning, SpecialType, StudyForm,
};
pub use promotion::{CompletionDocument, PromotionReason, Turn, YearResult, turn_of_year};
pub use staff::SupportRole;
