//! The registry's vocabulary: institutions and their programmes, classes, enrolment histories, staff, and the children who are
//! declared here. All of it is facts about records; signals are drawn from them elsewhere.

mod class;
mod commission;
mod declared;
mod duplicate;
mod enrolment;
mod fte;
mod institution;
mod leaving;
mod mobility;
mod municipality;
mod plan;
mod programme;
mod promotion;
mod screening;
mod source;
mod staff;
mod stage;
mod study_form;

pub use class::{ClassError, ClassLabel};
pub use commission::CommissionPaper;
pub use declared::{DeclaredChild, DeclaredStatus, LastEnrolment, Reconciliation, compulsory_age};
pub use duplicate::{Known, Likeness};
pub use enrolment::{
    Attended, Enrolment, EnrolmentState, History, Move, MoveKind, Overlap, OverlapKind,
    changes_of_institution, ended_by_the_next,
};
pub use fte::{Fte, FteError, pupils_per_post};
pub use institution::{InstitutionKind, InstitutionKinds, normalised_institution_name};
pub use leaving::LeavingReason;
pub use mobility::{BEGINS_UNTIL, Movement, movements};
pub use municipality::{MunicipalityCode, MunicipalityCodeError};
pub use plan::{PlanIdentity, PlanKind, PlanYears, PlanYearsError};
pub use programme::{
    ProgrammeCode, ProgrammeError, ProgrammeLanguage, ProgrammeType, ProgrammeWarning, SpecialType,
};
pub use promotion::{CompletionDocument, PromotionReason, Turn, TurnChoice, YearResult, turn_of_year};
pub use screening::{ScreeningArea, ScreeningResult, is_screened};
pub use source::{Source, SourceEntry};
pub use staff::SupportRole;
pub use stage::Stage;
pub use study_form::StudyForm;
