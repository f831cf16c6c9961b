//! The typed rows of each KIND beside the table of its columns: the first says what a caller gets, the second what
//! a file may hold. Texts borrow from the file's buffer; codes that the domain knows are its own small types.

pub mod absence;
pub mod circumstance;
pub mod class_teacher;
pub mod consultation;
pub mod declared_child;
pub mod enrolment;
pub mod extracurricular;
pub mod guardian;
pub mod incident;
pub mod institution;
pub mod mark;
pub mod participation;
pub mod pupil;
pub mod staff;
pub mod support_plan;
pub mod survey_answer;

use balsts_domain::people::PersonalCode;
use jiff::civil::Date;

pub use absence::{Absence, AbsenceTotal, LessonsHeld};
pub use circumstance::Circumstance;
pub use class_teacher::ClassTeacher;
pub use consultation::Consultation;
pub use declared_child::DeclaredChild;
pub use enrolment::Enrolment;
pub use extracurricular::{Extracurricular, ExtracurricularKind};
pub use guardian::Guardian;
pub use incident::{Incident, IncidentRole};
pub use institution::Institution;
pub use mark::{Exam, MarkGiven};
pub use participation::{Participants, Participation, TargetGroup};
pub use pupil::{Pupil, Sex};
pub use staff::Staff;
pub use support_plan::SupportPlan;
pub use survey_answer::SurveyAnswer;

use crate::kind::Kind;
use crate::row_reader::RowReader;

/// How a row names its pupil: by personal code, by a code of the institution, or by both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PupilRef<'a> {
    /// The personal code.
    pub personal_code: Option<PersonalCode>,
    /// The code an institution gave.
    pub pupil_code: Option<&'a str>,
}

impl PupilRef<'_> {
    /// The birth date that an old personal code tells.
    pub fn birth_date(self) -> Option<Date> {
        self.personal_code.and_then(PersonalCode::birth_date)
    }
}

/// A good row.
#[derive(Debug, Clone, PartialEq)]
pub enum Row<'a> {
    /// Of `institutions`.
    Institution(Institution<'a>),
    /// Of `staff`.
    Staff(Staff<'a>),
    /// Of `guardians`.
    Guardian(Guardian<'a>),
    /// Of `class-teachers`.
    ClassTeacher(ClassTeacher<'a>),
    /// Of `pupils`.
    Pupil(Pupil<'a>),
    /// Of `enrolments`.
    Enrolment(Enrolment<'a>),
    /// Of `absences`.
    Absence(Absence<'a>),
    /// Of `absence-totals`.
    AbsenceTotal(AbsenceTotal<'a>),
    /// Of `lessons`.
    LessonsHeld(LessonsHeld<'a>),
    /// Of `marks`.
    Mark(MarkGiven<'a>),
    /// Of `exams`.
    Exam(Exam<'a>),
    /// Of `incidents`.
    Incident(Incident<'a>),
    /// Of `extracurricular`.
    Extracurricular(Extracurricular<'a>),
    /// Of `declared-children`.
    DeclaredChild(DeclaredChild<'a>),
    /// Of `circumstances`.
    Circumstance(Circumstance<'a>),
    /// Of `support-plans`.
    SupportPlan(SupportPlan<'a>),
    /// Of `consultations`.
    Consultation(Consultation<'a>),
    /// Of `participation`.
    Participation(Participation<'a>),
    /// Of `survey-answers`.
    SurveyAnswer(SurveyAnswer<'a>),
}

impl<'a> Row<'a> {
    /// None where the reader has recorded an error.
    pub(crate) fn read(kind: Kind, reader: &mut RowReader<'a>) -> Option<Self> {
        Some(match kind {
            Kind::Institutions => Self::Institution(Institution::read(reader)?),
            Kind::Staff => Self::Staff(Staff::read(reader)?),
            Kind::Guardians => Self::Guardian(Guardian::read(reader)?),
            Kind::ClassTeachers => Self::ClassTeacher(ClassTeacher::read(reader)?),
            Kind::Pupils => Self::Pupil(Pupil::read(reader)?),
            Kind::Enrolments => Self::Enrolment(Enrolment::read(reader)?),
            Kind::Absences => Self::Absence(Absence::read(reader)?),
            Kind::AbsenceTotals => Self::AbsenceTotal(AbsenceTotal::read(reader)?),
            Kind::Lessons => Self::LessonsHeld(LessonsHeld::read(reader)?),
            Kind::Marks => Self::Mark(MarkGiven::read(reader)?),
            Kind::Exams => Self::Exam(Exam::read(reader)?),
            Kind::Incidents => Self::Incident(Incident::read(reader)?),
            Kind::Extracurricular => Self::Extracurricular(Extracurricular::read(reader)?),
            Kind::DeclaredChildren => Self::DeclaredChild(DeclaredChild::read(reader)?),
            Kind::Circumstances => Self::Circumstance(Circumstance::read(reader)?),
            Kind::SupportPlans => Self::SupportPlan(SupportPlan::read(reader)?),
            Kind::Consultations => Self::Consultation(Consultation::read(reader)?),
            Kind::Participation => Self::Participation(Participation::read(reader)?),
            Kind::SurveyAnswers => Self::SurveyAnswer(SurveyAnswer::read(reader)?),
        })
    }
}
