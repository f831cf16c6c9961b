//! A batch of rows on its way to the staging area: typed on the outside, values in the order of the table's columns inside.

use std::collections::BTreeSet;

use balsts_domain::calendar::day_number;
use jiff::civil::Date;
use sea_orm::Value;

use super::{
    kind::LoadKind,
    record::{
        AbsenceRow, AbsenceTotalRow, CircumstanceRow, ClassTeacherRow, ConsultationRow, DeclaredChildRow,
        EnrolmentRow, ExamRow, ExtracurricularRow, GuardianRow, IncidentRow, InstitutionRow, LessonsRow,
        MarkRow, ParticipationRow, PupilCodeRow, PupilRow, StaffRow, SupportPlanRow, SurveyAnswerRow,
    },
    table::{
        ABSENCE_TOTALS, ABSENCES, CIRCUMSTANCES, CLASS_TEACHERS, CONSULTATIONS, DECLARED_CHILDREN,
        ENROLMENTS, EXAMS, EXTRACURRICULAR, GUARDIANS, INCIDENTS, INSTITUTIONS, LESSONS, LoadTable, MARKS,
        PARTICIPATION, PUPIL_CODES, PUPILS, STAFF, SUPPORT_PLANS, SURVEY_ANSWERS,
    },
};

/// A batch of rows on its way to the staging area. Pupils and institutions that the file announces carry negative numbers of
/// the caller's choice until the load gives them their own.
#[derive(Debug)]
pub struct Rows {
    pub(crate) kind: LoadKind,
    pub(crate) parts: Vec<Vec<Value>>,
    pub(crate) count: usize,
    pub(crate) institutions: BTreeSet<i64>,
    pub(crate) period: Option<(i64, i64)>,
    pub(crate) new_pupils: Vec<(i64, String)>,
    pub(crate) new_institutions: Vec<(i64, String)>,
}

fn day(date: Date) -> i64 {
    day_number(date).into()
}

fn text(value: &str) -> Value {
    Value::String(Some(value.to_owned()))
}

fn maybe(value: Option<&str>) -> Value {
    Value::String(value.map(str::to_owned))
}

fn maybe_day(value: Option<Date>) -> Value {
    Value::BigInt(value.map(day))
}

fn whole(value: impl Into<i64>) -> Value {
    Value::BigInt(Some(value.into()))
}

impl Rows {
    /// An empty batch.
    pub fn new(kind: LoadKind) -> Self {
        Self {
            kind,
            parts: kind.tables().iter().map(|_| Vec::new()).collect(),
            count: 0,
            institutions: BTreeSet::new(),
            period: None,
            new_pupils: Vec::new(),
            new_institutions: Vec::new(),
        }
    }

    /// What kind of rows it takes.
    pub fn kind(&self) -> LoadKind {
        self.kind
    }

    /// Rows of the kind's first table.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is nothing to stage.
    pub fn is_empty(&self) -> bool {
        self.parts.iter().all(Vec::is_empty) && self.new_pupils.is_empty() && self.new_institutions.is_empty()
    }

    /// Announces a pupil whom the database does not know: `provisional` is negative, `public_id` unguessable.
    pub fn announce_pupil(&mut self, provisional: i64, public_id: String) {
        self.new_pupils.push((provisional, public_id));
    }

    /// Announces an institution that the database does not know: `provisional` is negative.
    pub fn announce_institution(&mut self, provisional: i64, code: &str) {
        self.new_institutions.push((provisional, code.to_owned()));
    }

    /// A table that does not belong to the kind takes no rows: the caller's mistake shows in the counts.
    fn push<const N: usize>(&mut self, table: &LoadTable, row: u64, values: [Value; N]) {
        let Some(part) = self.kind.tables().iter().position(|own| own.name == table.name) else {
            debug_assert!(false, "{} is no table of {}", table.name, self.kind.code());
            return;
        };
        self.count += usize::from(part == 0);
        self.parts[part].push(whole(row as i64));
        self.parts[part].extend(values);
    }

    fn at(&mut self, institution: Option<i64>, from: i64, to: i64) {
        self.institutions.extend(institution);
        self.period = Some(match self.period {
            None => (from, to),
            Some((first, last)) => (first.min(from), last.max(to)),
        });
    }

    /// Adds a row.
    pub fn institution(&mut self, row: u64, it: InstitutionRow<'_>) {
        self.institutions.insert(it.institution);
        let values = [
            whole(it.institution),
            text(it.name),
            it.sort_key.into(),
            text(it.kind),
            it.parent.into(),
            maybe(it.address),
            maybe(it.email),
        ];
        self.push(&INSTITUTIONS, row, values);
    }

    /// Adds a row.
    pub fn staff(&mut self, row: u64, it: StaffRow<'_>) {
        self.at(Some(it.institution), day(it.as_of), day(it.as_of));
        let values = [
            whole(it.institution),
            text(it.role),
            whole(day(it.as_of)),
            whole(it.fte),
        ];
        self.push(&STAFF, row, values);
    }

    /// Adds a row.
    pub fn guardian(&mut self, row: u64, it: GuardianRow<'_>) {
        let values = [
            whole(it.pupil),
            text(it.given_name),
            text(it.family_name),
            text(it.relation),
            maybe(it.phone),
            maybe(it.email),
            maybe_day(it.from),
            maybe_day(it.to),
        ];
        self.push(&GUARDIANS, row, values);
    }

    /// Adds a row.
    pub fn class_teacher(&mut self, row: u64, it: ClassTeacherRow<'_>) {
        self.at(Some(it.institution), day(it.from), day(it.from));
        let values = [
            whole(it.institution),
            text(it.class),
            text(it.email),
            whole(day(it.from)),
            maybe_day(it.to),
        ];
        self.push(&CLASS_TEACHERS, row, values);
    }

    /// Adds a code of a pupil.
    pub fn pupil_code(&mut self, municipality: i64, row: u64, it: PupilCodeRow<'_>) {
        let values = [
            whole(municipality),
            text(it.kind),
            text(it.code),
            whole(it.pupil),
            it.current.into(),
        ];
        self.push(&PUPIL_CODES, row, values);
    }

    /// Adds a row.
    pub fn pupil(&mut self, row: u64, it: PupilRow<'_>) {
        let values = [
            whole(it.pupil),
            text(it.given_name),
            text(it.family_name),
            it.sort_key.into(),
            it.search_key.into(),
            maybe_day(it.birth_date),
            maybe(it.sex),
            maybe(it.declared_municipality),
            maybe(it.declared_address),
            maybe(it.home_language),
            maybe(it.special_programme_code),
        ];
        self.push(&PUPILS, row, values);
    }

    /// Adds a row.
    pub fn enrolment(&mut self, row: u64, it: EnrolmentRow<'_>) {
        self.at(Some(it.institution), day(it.from), day(it.from));
        let values = [
            whole(it.pupil),
            whole(it.institution),
            whole(day(it.from)),
            text(it.class),
            text(it.class_key),
            Value::BigInt(it.grade.map(i64::from)),
            maybe_day(it.to),
            maybe(it.programme_code),
            maybe(it.study_form),
            it.repeats_year.into(),
            maybe(it.leaving_reason),
        ];
        self.push(&ENROLMENTS, row, values);
    }

    /// Adds a row.
    pub fn declared_child(&mut self, row: u64, it: DeclaredChildRow<'_>) {
        let values = [
            whole(it.pupil),
            maybe(it.declared_address),
            maybe(it.status),
            it.basic_education_completed.into(),
        ];
        self.push(&DECLARED_CHILDREN, row, values);
    }

    /// Adds a row.
    pub fn absence(&mut self, row: u64, it: AbsenceRow<'_>) {
        let on = day(it.date);
        self.at(Some(it.institution), on, on);
        let values = [
            whole(it.pupil),
            whole(on),
            whole(it.lesson),
            whole(it.institution),
            maybe(it.subject),
            whole(it.kind),
        ];
        self.push(&ABSENCES, row, values);
    }

    /// Adds a row.
    pub fn absence_total(&mut self, row: u64, it: AbsenceTotalRow) {
        self.at(Some(it.institution), day(it.from), day(it.to));
        let values = [
            whole(it.pupil),
            whole(it.institution),
            whole(day(it.from)),
            whole(day(it.to)),
            whole(it.unexcused),
            whole(it.illness),
            whole(it.excused),
        ];
        self.push(&ABSENCE_TOTALS, row, values);
    }

    /// Adds a row.
    pub fn lessons(&mut self, row: u64, it: LessonsRow<'_>) {
        self.at(Some(it.institution), day(it.from), day(it.to));
        let values = [
            whole(it.institution),
            text(it.class),
            whole(day(it.from)),
            whole(day(it.to)),
            whole(it.lessons),
        ];
        self.push(&LESSONS, row, values);
    }

    /// Adds a row.
    pub fn mark(&mut self, row: u64, it: MarkRow<'_>) {
        let on = day(it.date);
        self.at(Some(it.institution), on, on);
        let values = [
            whole(it.pupil),
            text(it.subject),
            whole(on),
            text(it.kind),
            whole(it.number),
            whole(it.institution),
            text(it.value),
        ];
        self.push(&MARKS, row, values);
    }

    /// Adds a row.
    pub fn exam(&mut self, row: u64, it: ExamRow<'_>) {
        self.at(None, day(it.date), day(it.date));
        let values = [
            whole(it.pupil),
            text(it.subject),
            whole(day(it.date)),
            whole(it.grade),
            whole(it.percent),
        ];
        self.push(&EXAMS, row, values);
    }

    /// Adds a row.
    pub fn incident(&mut self, row: u64, it: IncidentRow<'_>) {
        let on = day(it.date);
        self.at(Some(it.institution), on, on);
        let values = [
            whole(it.pupil),
            whole(it.institution),
            whole(on),
            text(it.kind),
            text(it.role),
            maybe(it.note),
        ];
        self.push(&INCIDENTS, row, values);
    }

    /// Adds a row.
    pub fn extracurricular(&mut self, row: u64, it: ExtracurricularRow<'_>) {
        self.at(None, day(it.from), day(it.from));
        let values = [
            whole(it.pupil),
            text(it.programme),
            whole(day(it.from)),
            text(it.kind),
            maybe_day(it.to),
        ];
        self.push(&EXTRACURRICULAR, row, values);
    }

    /// Adds a row.
    pub fn circumstance(&mut self, row: u64, it: CircumstanceRow<'_>) {
        self.at(None, day(it.from), day(it.from));
        let values = [
            whole(it.pupil),
            text(it.kind),
            whole(day(it.from)),
            text(it.source_institution),
            maybe_day(it.to),
        ];
        self.push(&CIRCUMSTANCES, row, values);
    }

    /// Adds a row.
    pub fn support_plan(&mut self, row: u64, it: SupportPlanRow<'_>) {
        let year = i64::from(it.school_year);
        self.at(Some(it.institution), year, year);
        let values = [
            whole(it.pupil),
            whole(it.institution),
            whole(year),
            whole(it.semester),
            text(it.risks),
            maybe(it.evaluation),
        ];
        self.push(&SUPPORT_PLANS, row, values);
    }

    /// Adds a row.
    pub fn consultation(&mut self, row: u64, it: ConsultationRow<'_>) {
        let on = day(it.date);
        self.at(Some(it.institution), on, on);
        let values = [
            whole(it.pupil),
            whole(it.institution),
            whole(on),
            text(it.kind),
            text(it.subject_or_role),
            whole(it.hours_thousandths),
        ];
        self.push(&CONSULTATIONS, row, values);
    }

    /// Adds a row.
    pub fn participation(&mut self, row: u64, it: ParticipationRow<'_>) {
        let on = day(it.date);
        self.at(Some(it.institution), on, on);
        let values = [
            whole(it.institution),
            text(it.programme),
            whole(on),
            text(it.target_group),
            whole(it.pupil.unwrap_or(0)),
            whole(it.people),
        ];
        self.push(&PARTICIPATION, row, values);
    }

    /// Adds a row.
    pub fn survey_answer(&mut self, row: u64, it: SurveyAnswerRow<'_>) {
        let on = day(it.date);
        self.at(Some(it.institution), on, on);
        let values = [
            whole(it.institution),
            text(it.survey),
            text(it.question),
            whole(on),
            text(it.answer),
            whole(it.given),
        ];
        self.push(&SURVEY_ANSWERS, row, values);
    }
}
