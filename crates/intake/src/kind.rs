//! The kinds of files: what a file is about, and which columns it has.

use std::fmt;

use crate::columns::{Column, Need};
use crate::rows;
use crate::text::Lang;

/// A KIND of the import contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Institutions of the municipality.
    Institutions,
    /// Support staff by role and full-time equivalent.
    Staff,
    /// Guardians of pupils.
    Guardians,
    /// Teachers of classes.
    ClassTeachers,
    /// Pupils.
    Pupils,
    /// Enrolments.
    Enrolments,
    /// Lessons missed, one a row.
    Absences,
    /// Lessons missed in a period, where a journal gives no single lessons.
    AbsenceTotals,
    /// Lessons held, by class and period.
    Lessons,
    /// Marks.
    Marks,
    /// Results of central exams.
    Exams,
    /// Incidents.
    Incidents,
    /// Extracurricular enrolment.
    Extracurricular,
    /// Children with a declared address in the municipality.
    DeclaredChildren,
    /// Circumstances recorded by institutions.
    Circumstances,
    /// Support plans of earlier years.
    SupportPlans,
    /// Consultations given.
    Consultations,
    /// Participation in events and programmes.
    Participation,
    /// Answers to surveys, without names.
    SurveyAnswers,
}

impl Kind {
    /// All kinds, in the order in which they build on one another.
    pub const ALL: [Self; 19] = [
        Self::Institutions,
        Self::Staff,
        Self::Pupils,
        Self::Guardians,
        Self::ClassTeachers,
        Self::Enrolments,
        Self::Absences,
        Self::AbsenceTotals,
        Self::Lessons,
        Self::Marks,
        Self::Exams,
        Self::Incidents,
        Self::Extracurricular,
        Self::DeclaredChildren,
        Self::Circumstances,
        Self::SupportPlans,
        Self::Consultations,
        Self::Participation,
        Self::SurveyAnswers,
    ];

    /// The name on the command line and in profiles.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Institutions => "institutions",
            Self::Staff => "staff",
            Self::Guardians => "guardians",
            Self::ClassTeachers => "class-teachers",
            Self::Pupils => "pupils",
            Self::Enrolments => "enrolments",
            Self::Absences => "absences",
            Self::AbsenceTotals => "absence-totals",
            Self::Lessons => "lessons",
            Self::Marks => "marks",
            Self::Exams => "exams",
            Self::Incidents => "incidents",
            Self::Extracurricular => "extracurricular",
            Self::DeclaredChildren => "declared-children",
            Self::Circumstances => "circumstances",
            Self::SupportPlans => "support-plans",
            Self::Consultations => "consultations",
            Self::Participation => "participation",
            Self::SurveyAnswers => "survey-answers",
        }
    }

    /// Reads the name.
    pub fn parse(code: &str) -> Option<Self> {
        let code = code.trim().to_ascii_lowercase().replace('_', "-");
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The columns, in the order of the contract.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Institutions => rows::institution::COLUMNS,
            Self::Staff => rows::staff::COLUMNS,
            Self::Guardians => rows::guardian::COLUMNS,
            Self::ClassTeachers => rows::class_teacher::COLUMNS,
            Self::Pupils => rows::pupil::COLUMNS,
            Self::Enrolments => rows::enrolment::COLUMNS,
            Self::Absences => rows::absence::COLUMNS,
            Self::AbsenceTotals => rows::absence::TOTAL_COLUMNS,
            Self::Lessons => rows::absence::LESSON_COLUMNS,
            Self::Marks => rows::mark::COLUMNS,
            Self::Exams => rows::mark::EXAM_COLUMNS,
            Self::Incidents => rows::incident::COLUMNS,
            Self::Extracurricular => rows::extracurricular::COLUMNS,
            Self::DeclaredChildren => rows::declared_child::COLUMNS,
            Self::Circumstances => rows::circumstance::COLUMNS,
            Self::SupportPlans => rows::support_plan::COLUMNS,
            Self::Consultations => rows::consultation::COLUMNS,
            Self::Participation => rows::participation::COLUMNS,
            Self::SurveyAnswers => rows::survey_answer::COLUMNS,
        }
    }

    /// The columns as documentation and pages show them.
    pub fn described(self, lang: Lang) -> Vec<ColumnDescription> {
        self.columns()
            .iter()
            .map(|column| ColumnDescription {
                name: column.name,
                aliases: column.aliases,
                need: column.need,
                accepts: column.of.accepts(lang),
            })
            .collect()
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A column as documentation and pages show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnDescription {
    /// The canonical name.
    pub name: &'static str,
    /// Latvian names, the first is the one shown.
    pub aliases: &'static [&'static str],
    /// Whether it must be there.
    pub need: Need,
    /// What it accepts, as the end of a sentence.
    pub accepts: String,
}
