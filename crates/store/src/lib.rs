#![doc = include_str!("../README.md")]

mod account;
mod agenda;
mod assessment;
mod audit;
mod body;
mod class;
mod concern;
mod correction;
mod day;
mod decision;
mod draft;
mod duplicate;
mod duty;
mod error;
mod institution;
mod job;
pub mod load;
mod meeting;
mod message;
mod migration;
mod municipality;
mod not_enrolled;
mod observation;
mod pack;
mod pupil;
mod pupil_list;
mod reach;
mod reminder;
mod school_year_turn;
mod sealed;
mod session;
mod settings;
mod sign_in_attempt;
mod source_note;
mod sql;
mod statistics;
mod store;

pub use account::{Account, AssignmentRow, NewAccount};
pub use agenda::{ItemRow, NewItem};
pub use assessment::{
    AssessedPupil, AssessedSignal, AssessedSpan, AssessmentRow, ClassLessons, DecisionRow, DutyChange,
    InstitutionKindRow, Known, Listed, LoadSpan, NewDecision, ReadPlan, Selection, SignalRow, StoredConcern,
    StoredDecision, StoredDeclared, StoredDuty, StoredEnrolment, StoredIncident, StoredMark, StoredPupil,
    StoredRecord, StoredSignal,
};
pub use audit::{AuditEntry, AuditEvent, AuditLine, AuditProof, verify_entries};
pub use body::{BodyRow, MemberRow, NewBody, RegulationRow};
pub use class::{ClassAbsence, ClassRow};
pub use concern::{ConcernChange, ConcernRow, NewConcern, PupilChoice};
pub use correction::CorrectionRow;
pub use day::{date, instant, timestamp};
pub use decision::{DecisionsOf, MeetingDecisionRow, NewMeetingDecision, ProposalRow};
pub use duplicate::{ComparedRow, DuplicateRow, PupilCodeNote};
pub use duty::{DutyCount, DutyFilter, DutyRow, DutyState};
pub use error::StoreError;
pub use institution::{
    AbsenceByDay, BandCount, InputAge, InstitutionName, InstitutionRecord, InstitutionSummary, LevelCount,
    OpenWork, StaffPost,
};
pub use job::{ClaimedJob, Job};
pub use meeting::{MeetingCount, MeetingRow, NewMeeting, ParticipantRow};
pub use message::{MailRow, MessageRow, NewMessage, Recipient, Recipients};
pub use municipality::Municipality;
pub use not_enrolled::{DeclaredFinding, NotEnrolledRow};
pub use observation::{ObservationFilter, ObservationRow, TopicCount};
pub use pupil::{
    AbsentLesson, ActivityRow, CircumstanceNote, ContactBarRow, EnrolmentNote, ExamResult, GivenMark,
    GuardianNote, IncidentNote, LookRow, NewReferral, PeriodTotal, PlanRow, PupilIdentity, ReferralChange,
    ReferralRow, ReferralSum, RegisterRow, RiskFactorRow, WatcherRow,
};
pub use pupil_list::{PupilFilter, PupilOrder, PupilRow, ReasonRow};
pub use reminder::DueCount;
pub use school_year_turn::{AnnualMarkRow, TurnClassRow, TurnPupilRow};
pub use sealed::Key;
pub use session::SessionRow;
pub use settings::{InstitutionSetting, SettingRow};
pub use source_note::SourceNoteRow;
pub use statistics::{AbsenceSum, ConcernSum, EnrolmentSum, LevelSum, PrioritySum, StaffSum, SupportPlanSum};
pub use store::{Store, Writing};

/// The result of every function of this crate.
pub type Result<T> = std::result::Result<T, StoreError>;
