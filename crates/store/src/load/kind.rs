//! The kinds of files that are read in, and the tables that each fills.

use super::table::{
    ABSENCE_TOTALS, ABSENCES, CIRCUMSTANCES, CLASS_TEACHERS, CONSULTATIONS, DECLARED_CHILDREN, ENROLMENTS,
    EXAMS, EXTRACURRICULAR, GUARDIANS, INCIDENTS, INSTITUTIONS, LESSONS, LoadTable, MARKS, PARTICIPATION,
    PUPIL_CODES, PUPILS, STAFF, SUPPORT_PLANS, SURVEY_ANSWERS,
};

/// What kind of record a load brings. The codes are those of the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LoadKind {
    /// Institutions of the municipality.
    Institutions,
    /// Staff by role and full-time equivalent.
    Staff,
    /// Guardians of pupils.
    Guardians,
    /// Teachers of classes.
    ClassTeachers,
    /// Pupils with their codes.
    Pupils,
    /// Enrolments.
    Enrolments,
    /// Children with a declared address in the municipality.
    DeclaredChildren,
    /// Lessons missed, one by one.
    Absences,
    /// Lessons missed in a period.
    AbsenceTotals,
    /// Lessons held.
    Lessons,
    /// Marks.
    Marks,
    /// Central examinations.
    Exams,
    /// Incidents.
    Incidents,
    /// Extracurricular enrolment.
    Extracurricular,
    /// Circumstances.
    Circumstances,
    /// Support plans of earlier years.
    SupportPlans,
    /// Hours of help given.
    Consultations,
    /// Participants of programmes and events.
    Participation,
    /// Answers of surveys.
    SurveyAnswers,
}

impl LoadKind {
    /// All kinds, in the order in which they build on one another.
    pub const ALL: [Self; 19] = [
        Self::Institutions,
        Self::Staff,
        Self::Pupils,
        Self::Guardians,
        Self::ClassTeachers,
        Self::Enrolments,
        Self::DeclaredChildren,
        Self::Absences,
        Self::AbsenceTotals,
        Self::Lessons,
        Self::Marks,
        Self::Exams,
        Self::Incidents,
        Self::Extracurricular,
        Self::Circumstances,
        Self::SupportPlans,
        Self::Consultations,
        Self::Participation,
        Self::SurveyAnswers,
    ];

    /// The code of files and of `loads.kind`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Institutions => "institutions",
            Self::Staff => "staff",
            Self::Guardians => "guardians",
            Self::ClassTeachers => "class-teachers",
            Self::Pupils => "pupils",
            Self::Enrolments => "enrolments",
            Self::DeclaredChildren => "declared-children",
            Self::Absences => "absences",
            Self::AbsenceTotals => "absence-totals",
            Self::Lessons => "lessons",
            Self::Marks => "marks",
            Self::Exams => "exams",
            Self::Incidents => "incidents",
            Self::Extracurricular => "extracurricular",
            Self::Circumstances => "circumstances",
            Self::SupportPlans => "support-plans",
            Self::Consultations => "consultations",
            Self::Participation => "participation",
            Self::SurveyAnswers => "survey-answers",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The tables of the kind: the first is the one that is counted, the others come along with it.
    pub(crate) fn tables(self) -> &'static [&'static LoadTable] {
        match self {
            Self::Institutions => &[&INSTITUTIONS],
            Self::Staff => &[&STAFF],
            Self::Guardians => &[&GUARDIANS],
            Self::ClassTeachers => &[&CLASS_TEACHERS],
            Self::Pupils => &[&PUPILS, &PUPIL_CODES],
            Self::Enrolments => &[&ENROLMENTS],
            Self::DeclaredChildren => &[&DECLARED_CHILDREN, &PUPILS, &PUPIL_CODES],
            Self::Absences => &[&ABSENCES],
            Self::AbsenceTotals => &[&ABSENCE_TOTALS],
            Self::Lessons => &[&LESSONS],
            Self::Marks => &[&MARKS],
            Self::Exams => &[&EXAMS],
            Self::Incidents => &[&INCIDENTS],
            Self::Extracurricular => &[&EXTRACURRICULAR],
            Self::Circumstances => &[&CIRCUMSTANCES],
            Self::SupportPlans => &[&SUPPORT_PLANS],
            Self::Consultations => &[&CONSULTATIONS],
            Self::Participation => &[&PARTICIPATION],
            Self::SurveyAnswers => &[&SURVEY_ANSWERS],
        }
    }
}
