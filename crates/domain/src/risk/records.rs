//! What the signals read of one pupil. Everything is borrowed and dated in day numbers, so that ten thousand pupils are evaluated without
//! copying; sex, ethnicity, names and addresses are not among it. Registers, lessons held and calendars belong to a class and are shared by
//! its pupils.

mod inputs;
mod register;

pub use inputs::{InputSpan, Inputs};
pub use register::{LessonsHeld, RegisterPeriod, register_of};

use super::taxonomy::{Circumstance, Group};
use crate::achievement::{Mark, MarkKind, Percent};
use crate::attendance::{AbsenceDay, AbsenceTotals};
use crate::calendar::SchoolDays;
use crate::duties::DutyDone;
use crate::registry::{DeclaredStatus, LeavingReason, ProgrammeLanguage, Stage, StudyForm};

/// All that the signals read of one pupil. Records dated after the day asked are ignored, so the same records serve any past day.
#[derive(Debug, Clone, Copy)]
pub struct PupilRecords<'a> {
    /// Birth date.
    pub birth_date: Option<i32>,
    /// Whether the declared address lies in this municipality.
    pub declared: Declared,
    /// What the register of declared children says of the child.
    pub declared_status: Option<DeclaredStatus>,
    /// Whether basic education is completed.
    pub basic_education_completed: Option<bool>,
    /// Whether the pupil learns in another language than that of home.
    pub learns_in_other_language: Option<bool>,
    /// Enrolments at every institution, by first day.
    pub enrolments: &'a [EnrolmentRecord<'a>],
    /// Absence by day, the lessons of all institutions of a day together, by day, each day once.
    pub absences: &'a [AbsenceDay],
    /// Totals of periods, in any order. One counts only where its school has no absence by lesson in its period.
    pub absence_totals: &'a [AbsenceTotal],
    /// Marks, in any order.
    pub marks: &'a [MarkRecord<'a>],
    /// Central exams, in any order.
    pub exams: &'a [ExamRecord<'a>],
    /// Incidents, in any order.
    pub incidents: &'a [IncidentRecord],
    /// Programmes outside lessons, in any order.
    pub extracurricular: &'a [ActivityRecord],
    /// Circumstances recorded by a person, in any order.
    pub circumstances: &'a [CircumstanceRecord],
    /// Reports of staff, in any order.
    pub reports: &'a [ReportRecord],
    /// Duties somebody has marked as done.
    pub done: &'a [DutyDone],
    /// What has been loaded at all, and how new it is.
    pub inputs: Inputs,
}

/// Where a child is declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Declared {
    /// In this municipality.
    Here,
    /// In another.
    Elsewhere,
    /// Not known.
    #[default]
    Unknown,
}

/// One enrolment at an institution in a class. A change of class is a new record.
#[derive(Debug, Clone, Copy)]
pub struct EnrolmentRecord<'a> {
    /// The institution.
    pub institution: i64,
    /// The grade, 1–12; `None` in preschool or where it is not known.
    pub grade: Option<u8>,
    /// The stage.
    pub stage: Stage,
    /// First day.
    pub from: i32,
    /// Last day; `None` while it lasts.
    pub to: Option<i32>,
    /// Study form.
    pub study_form: Option<StudyForm>,
    /// Whether the year is repeated, as recorded.
    pub repeats_year: Option<bool>,
    /// Why it ended, if recorded.
    pub leaving: Option<LeavingReason>,
    /// The school days of the institution and grade.
    pub school_days: &'a SchoolDays,
    /// The class's register: when it was taken and when not. Days in no period are not known. By first day, disjoint.
    pub register: &'a [RegisterPeriod],
    /// Lessons held in the class, by first day.
    pub lessons_held: &'a [LessonsHeld],
}

impl EnrolmentRecord<'_> {
    /// Whether the pupil is enrolled on the day.
    pub fn contains(&self, day: i32) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// Lessons missed in a period, where absence by lesson is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AbsenceTotal {
    /// The institution that counted.
    pub institution: i64,
    /// First day.
    pub from: i32,
    /// Last day.
    pub to: i32,
    /// Unexcused, and of unknown reason.
    pub unexcused: u32,
    /// Illness.
    pub illness: u32,
    /// Otherwise excused.
    pub excused: u32,
    /// Whether the institution has absence by lesson of the pupil in the period: then that counts and the total does not. Lessons of
    /// another institution say nothing about this one's.
    pub by_lesson: bool,
}

impl AbsenceTotal {
    /// Whether this total takes the place of another of the same institution that overlaps it, as a semester does of its months: the
    /// longer one; of two alike the one that begins first.
    pub const fn outweighs(&self, other: &Self) -> bool {
        let (length, others) = (self.to - self.from, other.to - other.from);
        self.institution == other.institution
            && self.from <= other.to
            && other.from <= self.to
            && (length > others || (length == others && self.from < other.from))
    }

    /// The lessons by kind; those of unknown reason stand among the unexcused.
    pub const fn lessons(&self) -> AbsenceTotals {
        AbsenceTotals {
            unexcused: self.unexcused,
            unknown: 0,
            illness: self.illness,
            excused: self.excused,
        }
    }
}

/// A mark.
#[derive(Debug, Clone, Copy)]
pub struct MarkRecord<'a> {
    /// Subject.
    pub subject: &'a str,
    /// Day.
    pub day: i32,
    /// The mark.
    pub mark: Mark,
    /// Current, semester or annual.
    pub kind: MarkKind,
}

/// A central exam.
#[derive(Debug, Clone, Copy)]
pub struct ExamRecord<'a> {
    /// Subject.
    pub subject: &'a str,
    /// Day.
    pub day: i32,
    /// Grade.
    pub grade: u8,
    /// The result.
    pub result: Percent,
}

/// In which role a pupil was part of an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IncidentRole {
    /// Involved.
    Involved,
    /// Victim.
    Victim,
    /// Witness.
    Witness,
}

impl IncidentRole {
    /// The code of the files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Involved => "involved",
            Self::Victim => "victim",
            Self::Witness => "witness",
        }
    }

    /// The role by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Involved, Self::Victim, Self::Witness]
            .into_iter()
            .find(|role| role.code() == code)
    }
}

/// An incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IncidentRecord {
    /// Its id.
    pub id: i64,
    /// Day.
    pub day: i32,
    /// The pupil's role.
    pub role: IncidentRole,
    /// Whether it is violence, self-harm or danger: see [`crate::concern::is_danger`].
    pub danger: bool,
    /// Whether it is self-harm or suicide: see [`crate::concern::is_self_harm`].
    pub self_harm: bool,
}

/// A programme outside lessons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActivityRecord {
    /// First day.
    pub from: i32,
    /// Last day.
    pub to: Option<i32>,
}

/// A circumstance recorded by a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CircumstanceRecord {
    /// What.
    pub kind: Circumstance,
    /// First day.
    pub from: i32,
    /// Last day.
    pub to: Option<i32>,
}

impl CircumstanceRecord {
    /// Whether it is open on the day.
    pub fn is_open(&self, day: i32) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// A report of staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportRecord {
    /// Its id.
    pub id: i64,
    /// The day it was sent.
    pub day: i32,
    /// The day on which the support team settled it: not confirmed, or confirmed and taken into its hands.
    pub settled: Option<i32>,
    /// The group of its gravest factor.
    pub group: Group,
    /// Whether everything reported lies in the restricted groups.
    pub restricted: bool,
    /// Whether it speaks of violence, self-harm or danger.
    pub danger: bool,
}

/// Whether a pupil learns in another language than that of home, from the language recorded for home (in words or as a code) and that of the
/// programme. `None` where the language of home is not recorded. A minority programme counts as the language of home.
pub fn learns_in_other_language(home: Option<&str>, programme: Option<ProgrammeLanguage>) -> Option<bool> {
    let home = home
        .map(str::trim)
        .filter(|home| !home.is_empty())?
        .to_lowercase();
    let latvian = home == "lv" || home == "lav" || home.starts_with("latv");
    Some(!latvian && programme != Some(ProgrammeLanguage::Minority))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_of_home_is_known_in_words_and_codes() {
        let learns = learns_in_other_language;
        assert_eq!((learns(None, None), learns(Some(" "), None)), (None, None));
        assert_eq!(
            (learns(Some("latviešu"), None), learns(Some("LV"), None)),
            (Some(false), Some(false))
        );
        assert_eq!(
            learns(Some("ukraiņu"), Some(ProgrammeLanguage::Latvian)),
            Some(true)
        );
        assert_eq!(
            learns(Some("krievu"), Some(ProgrammeLanguage::Minority)),
            Some(false)
        );
        assert_eq!(learns(Some("uk"), None), Some(true));
    }
}
