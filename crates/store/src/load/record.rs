//! The rows of a file in the form in which they are stored, one type a table.

use jiff::civil::Date;

/// Of `institutions`.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct InstitutionRow<'a> {
    pub institution: i64,
    pub name: &'a str,
    pub sort_key: String,
    pub kind: &'a str,
    pub parent: Option<i64>,
    pub address: Option<&'a str>,
    pub email: Option<&'a str>,
}

/// Of `staff`; FTE in thousandths.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct StaffRow<'a> {
    pub institution: i64,
    pub role: &'a str,
    pub fte: i32,
    pub as_of: Date,
}

/// Of `guardians`.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct GuardianRow<'a> {
    pub pupil: i64,
    pub given_name: &'a str,
    pub family_name: &'a str,
    pub relation: &'a str,
    pub phone: Option<&'a str>,
    pub email: Option<&'a str>,
    pub from: Option<Date>,
    pub to: Option<Date>,
}

/// Of `class-teachers`; the e-mail in lower case.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct ClassTeacherRow<'a> {
    pub institution: i64,
    pub class: &'a str,
    pub email: &'a str,
    pub from: Date,
    pub to: Option<Date>,
}

/// A code by which a pupil is found: new, or found to be current or former.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct PupilCodeRow<'a> {
    pub pupil: i64,
    /// `personal` or `institution`.
    pub kind: &'a str,
    pub code: &'a str,
    pub current: bool,
}

/// Of `pupils`, and for a child first heard of in `declared-children`.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct PupilRow<'a> {
    pub pupil: i64,
    pub given_name: &'a str,
    pub family_name: &'a str,
    pub sort_key: String,
    pub search_key: String,
    pub birth_date: Option<Date>,
    pub sex: Option<&'a str>,
    pub declared_municipality: Option<&'a str>,
    pub declared_address: Option<&'a str>,
    pub home_language: Option<&'a str>,
    pub special_programme_code: Option<&'a str>,
}

/// Of `enrolments`.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct EnrolmentRow<'a> {
    pub pupil: i64,
    pub institution: i64,
    pub class: &'a str,
    pub class_key: &'a str,
    pub grade: Option<u8>,
    pub from: Date,
    pub to: Option<Date>,
    pub programme_code: Option<&'a str>,
    pub study_form: Option<&'a str>,
    /// `None` where the file says nothing of it.
    pub repeats_year: Option<bool>,
    pub leaving_reason: Option<&'a str>,
}

/// Of `declared-children`.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct DeclaredChildRow<'a> {
    pub pupil: i64,
    pub declared_address: Option<&'a str>,
    pub status: Option<&'a str>,
    pub basic_education_completed: Option<bool>,
}

/// Of `absences`; the kind as the number of `balsts_domain::attendance::AbsenceKind`.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct AbsenceRow<'a> {
    pub pupil: i64,
    pub institution: i64,
    pub date: Date,
    pub lesson: u8,
    pub subject: Option<&'a str>,
    pub kind: u8,
}

/// Of `absence-totals`.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct AbsenceTotalRow {
    pub pupil: i64,
    pub institution: i64,
    pub from: Date,
    pub to: Date,
    pub unexcused: u32,
    pub illness: u32,
    pub excused: u32,
}

/// Of `lessons`.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct LessonsRow<'a> {
    pub institution: i64,
    pub class: &'a str,
    pub from: Date,
    pub to: Date,
    pub lessons: u32,
}

/// Of `marks`.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct MarkRow<'a> {
    pub pupil: i64,
    pub institution: i64,
    pub subject: &'a str,
    pub date: Date,
    pub kind: &'a str,
    pub number: u32,
    pub value: &'a str,
}

/// Of `exams`; per cent in hundredths.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct ExamRow<'a> {
    pub pupil: i64,
    pub subject: &'a str,
    pub date: Date,
    pub grade: u8,
    pub percent: i32,
}

/// Of `incidents`.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct IncidentRow<'a> {
    pub pupil: i64,
    pub institution: i64,
    pub date: Date,
    pub kind: &'a str,
    pub role: &'a str,
    pub note: Option<&'a str>,
}

/// Of `extracurricular`.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct ExtracurricularRow<'a> {
    pub pupil: i64,
    pub programme: &'a str,
    pub kind: &'a str,
    pub from: Date,
    pub to: Option<Date>,
}

/// Of `circumstances`.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct CircumstanceRow<'a> {
    pub pupil: i64,
    pub kind: &'a str,
    pub from: Date,
    pub to: Option<Date>,
    pub source_institution: &'a str,
}

/// Of `support-plans`; the school year by the calendar year in which it begins, risk codes with `;` between.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct SupportPlanRow<'a> {
    pub pupil: i64,
    pub institution: i64,
    pub school_year: i16,
    pub semester: u8,
    pub risks: &'a str,
    pub evaluation: Option<&'a str>,
}

/// Of `consultations`; thousandths of an hour, an empty subject or role where none is known.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct ConsultationRow<'a> {
    pub pupil: i64,
    pub institution: i64,
    pub date: Date,
    pub kind: &'a str,
    pub subject_or_role: &'a str,
    pub hours_thousandths: i32,
}

/// Of `participation`; without a pupil a number of people.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct ParticipationRow<'a> {
    pub institution: i64,
    pub programme: &'a str,
    pub date: Date,
    pub target_group: &'a str,
    pub pupil: Option<i64>,
    pub people: u32,
}

/// Of `survey-answers`.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct SurveyAnswerRow<'a> {
    pub institution: i64,
    pub survey: &'a str,
    pub question: &'a str,
    pub date: Date,
    pub answer: &'a str,
    pub given: i64,
}
