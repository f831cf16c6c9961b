//! Loads: files become records. Rows are staged apart, compared with what is stored, looked at, and made true in one short transaction;
//! every load can be undone exactly. One engine serves all tables, by their descriptions in `table`.

mod commit;
mod compare;
mod kind;
mod known;
mod list;
mod merge;
mod record;
mod rows;
mod staging;
mod sums;
mod table;
mod turn;
mod undo;
mod upload;

pub use commit::{LOADS_CHANGED, LoadNote, Loaded};
pub(crate) use commit::{SINCE_EVER, lock};
pub use compare::{Comparison, Fate, PreviewCell, PreviewRow};
pub use kind::LoadKind;
pub use known::{KnownAlias, KnownCode, KnownEnrolment, KnownInstitution};
pub(crate) use list::{AS_OF, CORRECTIONS};
pub use list::{LoadAge, LoadRow, SourceAge};
pub use merge::Correction;
pub use record::{
    AbsenceRow, AbsenceTotalRow, CircumstanceRow, ClassTeacherRow, ConsultationRow, DeclaredChildRow,
    EnrolmentRow, ExamRow, ExtracurricularRow, GuardianRow, IncidentRow, InstitutionRow, LessonsRow, MarkRow,
    ParticipationRow, PupilCodeRow, PupilRow, StaffRow, SupportPlanRow, SurveyAnswerRow,
};
pub use rows::Rows;
pub use staging::{Duplicate, Duplicates, Staging};
pub use turn::{ENROLMENT_CHANGED, NextClass, TurnedEnrolment};
pub use undo::{IN_USE, LATER_LOAD};
pub use upload::{UPLOAD_PART, UploadRow};
