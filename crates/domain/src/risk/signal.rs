//! The signals: their codes, what each is defined by, and what one says of a pupil.

mod definitions;
mod reading;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

pub use definitions::{DEFINITIONS, Definition};
pub use reading::{Amount, Evidence, Item, MAX_EVIDENCE, Reading, State};

/// The code of a signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignalCode {
    /// Unexcused lessons of the semester begin to add up.
    UnexcusedWatch,
    /// They near the limit of the law.
    UnexcusedNearLimit,
    /// They are over it.
    UnexcusedOverLimit,
    /// Unexcused days in compulsory preschool.
    UnexcusedPreschool,
    /// Unexcused absence through more than three months.
    LongAbsence,
    /// Not attended for more than six consecutive months.
    LeftSchool,
    /// All absence against the lessons held.
    AbsenceRate,
    /// Unexcused absence grows.
    AbsenceRising,
    /// Subjects with an insufficient last mark.
    InsufficientMarks,
    /// Work without a mark piles up in a subject.
    UnmarkedWork,
    /// Repeats the year.
    RepeatsYear,
    /// A central exam below the State's threshold.
    ExamBelowThreshold,
    /// Changes of school.
    SchoolMoves,
    /// Of compulsory age and on no institution's list.
    NotEnrolled,
    /// Of compulsory age in distance learning.
    DistanceLearning,
    /// Incidents in which the pupil was involved.
    Incidents,
    /// An incident of which the pupil was the victim.
    Victim,
    /// In no programme outside lessons.
    NoExtracurricular,
    /// Learns in another language than at home, and the mark in Latvian is low.
    LanguageBarrier,
    /// An open circumstance recorded by a person.
    Circumstance,
    /// A report of staff that is not settled.
    Reported,
}

/// The four kinds of signal. When three of them are at medium or above, the level rises by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignalKind {
    /// Absence and enrolment.
    Attendance,
    /// Marks, exams, repeated years.
    Achievement,
    /// Incidents and what staff report.
    Behaviour,
    /// Circumstances and activities.
    Circumstances,
}

/// A kind of record that signals are read from; each has its age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Input {
    /// Absence by lesson.
    Absences,
    /// Absence by period.
    AbsenceTotals,
    /// Lessons held.
    Lessons,
    /// Marks.
    Marks,
    /// Central exams.
    Exams,
    /// Enrolments.
    Enrolments,
    /// Incidents.
    Incidents,
    /// Programmes outside lessons.
    Extracurricular,
    /// Circumstances.
    Circumstances,
    /// Declared children.
    DeclaredChildren,
    /// Reports of staff.
    Reports,
}

impl Input {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::Absences,
        Self::AbsenceTotals,
        Self::Lessons,
        Self::Marks,
        Self::Exams,
        Self::Enrolments,
        Self::Incidents,
        Self::Extracurricular,
        Self::Circumstances,
        Self::DeclaredChildren,
        Self::Reports,
    ];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Absences => "absences",
            Self::AbsenceTotals => "absence_totals",
            Self::Lessons => "lessons",
            Self::Marks => "marks",
            Self::Exams => "exams",
            Self::Enrolments => "enrolments",
            Self::Incidents => "incidents",
            Self::Extracurricular => "extracurricular",
            Self::Circumstances => "circumstances",
            Self::DeclaredChildren => "declared_children",
            Self::Reports => "reports",
        }
    }
}

/// What a value is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Lessons.
    Lessons,
    /// School days.
    SchoolDays,
    /// Calendar days.
    Days,
    /// Months.
    Months,
    /// Per cent.
    Percent,
    /// Subjects.
    Subjects,
    /// Marks.
    Marks,
    /// A mark on the scale of ten.
    Mark,
    /// School years.
    SchoolYears,
    /// Changes of institution.
    Changes,
    /// Enrolments.
    Enrolments,
    /// Incidents.
    Incidents,
    /// Programmes.
    Programmes,
    /// Circumstances.
    Circumstances,
    /// Reports.
    Reports,
}

impl Unit {
    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Lessons => "lessons",
            Self::SchoolDays => "school_days",
            Self::Days => "days",
            Self::Months => "months",
            Self::Percent => "percent",
            Self::Subjects => "subjects",
            Self::Marks => "marks",
            Self::Mark => "mark",
            Self::SchoolYears => "school_years",
            Self::Changes => "changes",
            Self::Enrolments => "enrolments",
            Self::Incidents => "incidents",
            Self::Programmes => "programmes",
            Self::Circumstances => "circumstances",
            Self::Reports => "reports",
        }
    }
}

/// What would be needed to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// The register was not taken, or is not known to be, on too many school days.
    Register,
    /// Absence by lesson; totals of a period can't answer this.
    LessonRows,
    /// The lessons held.
    LessonsHeld,
    /// More school days.
    SchoolDays,
    /// The calendar of these days.
    Calendar,
    /// Semester or annual marks.
    Marks,
    /// The subject's last mark.
    LatvianMark,
    /// The language of home or of learning.
    HomeLanguage,
    /// Whether the pupil repeats the year.
    RepeatsYear,
    /// Exams.
    Exams,
    /// The grade.
    Grade,
    /// The threshold of that year.
    ExamThreshold,
    /// The birth date.
    BirthDate,
    /// The declared address.
    DeclaredAddress,
    /// The study form.
    StudyForm,
    /// Incidents.
    Incidents,
    /// Programmes outside lessons.
    Extracurricular,
    /// Circumstances.
    Circumstances,
    /// The enrolments.
    Enrolments,
}

impl SignalCode {
    /// Every signal in the order of the contract.
    pub const ALL: [Self; 21] = [
        Self::UnexcusedWatch,
        Self::UnexcusedNearLimit,
        Self::UnexcusedOverLimit,
        Self::UnexcusedPreschool,
        Self::LongAbsence,
        Self::LeftSchool,
        Self::AbsenceRate,
        Self::AbsenceRising,
        Self::InsufficientMarks,
        Self::UnmarkedWork,
        Self::RepeatsYear,
        Self::ExamBelowThreshold,
        Self::SchoolMoves,
        Self::NotEnrolled,
        Self::DistanceLearning,
        Self::Incidents,
        Self::Victim,
        Self::NoExtracurricular,
        Self::LanguageBarrier,
        Self::Circumstance,
        Self::Reported,
    ];

    /// What the signal is defined by.
    pub const fn definition(self) -> &'static Definition {
        &DEFINITIONS[self as usize]
    }

    /// Its code in JSON and addresses.
    pub const fn code(self) -> &'static str {
        self.definition().code
    }

    /// Its kind.
    pub const fn kind(self) -> SignalKind {
        self.definition().kind
    }
}

impl fmt::Display for SignalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The text names no signal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a signal")]
pub struct SignalCodeError(String);

impl FromStr for SignalCode {
    type Err = SignalCodeError;

    fn from_str(text: &str) -> Result<Self, SignalCodeError> {
        Self::ALL
            .into_iter()
            .find(|code| code.code() == text)
            .ok_or_else(|| SignalCodeError(text.to_owned()))
    }
}

impl SignalKind {
    /// The four kinds.
    pub const ALL: [Self; 4] = [
        Self::Attendance,
        Self::Achievement,
        Self::Behaviour,
        Self::Circumstances,
    ];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Attendance => "attendance",
            Self::Achievement => "achievement",
            Self::Behaviour => "behaviour",
            Self::Circumstances => "circumstances",
        }
    }
}
