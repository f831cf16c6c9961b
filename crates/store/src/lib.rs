#![doc = include_str!("../README.md")]

mod absence_total;
mod account;
mod agenda;
mod annual;
mod assessment;
mod assistant;
mod audit;
mod body;
mod case;
mod centre_request;
mod class;
mod concern;
mod consultation;
mod correction;
mod day;
mod decision;
mod draft;
mod duplicate;
mod duty;
mod error;
mod indicator;
mod institution;
mod job;
pub mod load;
mod meeting;
mod message;
mod migration;
mod money;
mod municipality;
mod next_step;
mod not_enrolled;
mod observation;
mod pack;
mod plan;
mod policy_note;
mod programme;
mod pupil;
mod pupil_list;
mod reach;
mod reminder;
mod removal;
mod school_plan;
mod school_year_turn;
mod sealed;
mod sending;
mod session;
mod settings;
mod sign_in_attempt;
mod source_note;
mod sql;
mod statistics;
mod store;
mod submission;
mod support_plan;
mod support_team;
mod talk;

pub use account::{Account, AssignmentRow, NewAccount};
pub use agenda::{ItemRow, NewItem};
pub use annual::{AnnualEventRow, AnnualTextRow, NewAnnualEvent};
pub use assessment::{
    AssessedPupil, AssessedSignal, AssessedSpan, AssessmentRow, ClassLessons, DecisionRow, DutyChange,
    InstitutionKindRow, Known, Listed, LoadSpan, NewDecision, ReadPlan, Selection, SignalRow, StoredConcern,
    StoredDecision, StoredDeclared, StoredDuty, StoredEnrolment, StoredIncident, StoredMark, StoredPupil,
    StoredRecord, StoredSignal,
};
pub use assistant::{AssistantRow, ClassAtRisk, HelpedPupil, NewAssistant};
pub use audit::{AuditEntry, AuditEvent, AuditFilter, AuditLine, AuditProof, AuditSum, verify_entries};
pub use body::{BodyRow, MemberRow, NewBody, NewRegulation, RegulationRow};
pub use case::{
    AuthoritySpan, CaseCircumstanceRow, CaseCount, CaseDuty, CaseEventRow, CaseFilter, CaseFormRow,
    CasePartRow, CasePerson, CaseReportRow, CaseRow, CaseStep, GroupLeader, LookedFor, NewCase, NewCasePart,
    NewReport, ProtectionRow, ProtocolSum, WithoutCaseRow,
};
pub use centre_request::{CentreChange, CentreRequestRow, NewCentreRequest};
pub use class::{ClassAbsence, ClassRow};
pub use concern::{ConcernChange, ConcernRow, NewConcern, NewRiskFactor, PupilChoice};
pub use consultation::{ConfirmationCode, ConfirmationView, ConsultationLine, NewConsultation};
pub use correction::CorrectionRow;
pub use day::{date, instant, timestamp};
pub use decision::{DecisionsOf, MeetingDecisionRow, NewMeetingDecision, ProposalRow};
pub use duplicate::{ComparedRow, DuplicateRow, PupilCodeNote};
pub use duty::{DoneDuty, DutyCount, DutyFilter, DutyPlace, DutyRow, DutySight, DutyState, UnattendedRow};
pub use error::StoreError;
pub use indicator::{IndicatorSnapshotRow, IndicatorValueRow, NewIndicatorSnapshot, NewIndicatorValue};
pub use institution::{
    AbsenceByDay, BandCount, DatedName, InstitutionAlias, InstitutionName, InstitutionRecord,
    InstitutionSummary, LevelCount, OpenWork, StaffPost,
};
pub use job::{ClaimedJob, Job};
pub use meeting::{BodyWork, CalledRow, MeetingCount, MeetingRow, NewMeeting, ParticipantRow};
pub use message::{MailRow, MessageRow, NewMessage, Recipient, Recipients};
pub use money::{MeansRow, MeansStepRow, MoneyEntryRow, MoneySum, NewMeans, NewMeansStep, NewMoneyEntry};
pub use municipality::Municipality;
pub use next_step::{NewNextStep, NextStepRow, YoungFilter, YoungOn, YoungPersonRow};
pub use not_enrolled::{DeclaredFinding, DeclaredPlaces, NotEnrolledRow};
pub use observation::{ObservationFilter, ObservationRow, TopicCount};
pub use policy_note::{LastPolicyStepRow, NewPolicyNote, NewPolicyStep, PolicyNoteRow, PolicyStepRow};
pub use programme::{
    AchievementRow, EvidenceFile, EvidenceRow, NewAchievement, NewEvidence, NewProgrammeReport,
    NewProgrammeVersion, ProgrammePart, ProgrammeReportRow, ProgrammeRow, ProgrammeStepRow,
    ProgrammeVersionRow,
};
pub use pupil::{
    AbsentLesson, ActivityRow, CircumstanceNote, ContactBarRow, EnrolmentNote, ExamResult, GivenMark,
    GuardianNote, IncidentNote, LookRow, NamedPupil, NewReferral, NewScreening, PeriodTotal, PlanRow,
    PupilIdentity, PupilsThere, RecordSource, ReferralChange, ReferralRow, ReferralSum, RegisterRow,
    RiskFactorRow, ScreeningRow, ScreeningSum, SourcedPart, WatcherRow,
};
pub use pupil_list::{PupilFilter, PupilOrder, PupilRow, ReasonRow};
pub use reminder::DueCount;
pub use removal::{OutlivedSum, RemovalRow};
pub use school_plan::{
    NewSchoolMeasure, NewSchoolPolicy, NewSelfAnswer, SchoolMeasureRow, SchoolPolicyRow, SelfAnswerRow,
};
pub use school_year_turn::{AnnualMarkRow, TurnClassRow, TurnPupilRow};
pub use sealed::Key;
pub use session::SessionRow;
pub use settings::{InstitutionSetting, SettingRow};
pub use source_note::SourceNoteRow;
pub use statistics::{
    AbsenceSum, AbsentPupils, AdvisedPupil, AnnualMarkSum, AnswerSum, AtRiskSum, CareSum, CauseSum,
    CompletionSum, ConcernSum, ConcernTerm, ConsultationSum, ContinuationSum, CourseSum, DayMarks,
    DistanceSum, EconomicMeasure, EnrolmentSum, ExamSum, ExtracurricularSum, GraduateSum, IncidentDay,
    InstitutionPupil, InstitutionRiskSum, IntakeSum, LevelSum, LongAbsenceSum, MissedDay, MovingEnrolment,
    ParticipationSum, PlanTerm, PreschoolSum, PrioritySum, ProgrammeSum, RepeaterSum, RiskSum, SignalSum,
    SomeOfAll, StaffSum, StagePupil, StageSum, SupportPlanSum, SupportStart, SupportedSum, TrainingSum,
};
pub use store::{Store, Writing};
pub use submission::{DeedRow, NewDeed, NewSubmission, SubmissionRow};
pub use support_plan::{
    LeftPlanRow, MeasureRow, NewMeasure, NewNote, NewPart, NewPartHours, NewPlan, NoteRow, OwnPartRow,
    PartAddress, PartAnswerRow, PartHoursRow, PartRow, PlanChoice, PlanEvaluation, PlanFamily, PlanLine,
    PlanRisk, PlanRiskRow, PlanSheet, StepNote, StepRow,
};
pub use support_team::{
    NewStaffSession, NewTask, NewTeamMeeting, StaffSessionRow, TeamMeetingRow, TeamMemberRow, TeamRow,
    TeamTaskRow,
};
pub use talk::{NewTalk, TalkRow};

/// The result of every function of this crate.
pub type Result<T> = std::result::Result<T, StoreError>;
