//! Checks the rows of a file against the register and hands the good ones over in the form in which they are stored. Everything that is
//! wrong with a row is said, not the first alone.

mod attendance;
mod learning;
mod participation;
mod people;

use std::collections::{BTreeMap, HashMap};

use balsts_domain::calendar::SchoolYear;
use balsts_intake::{Kind, PupilRef, Row, RowError};
use balsts_store::load::Rows;
use jiff::civil::Date;

use super::{
    enrolments::FileEnrolments,
    findings::Findings,
    problem::{LoadProblem, LoadRemark},
    register::{Found, Place, Register},
};

/// Makes an unguessable name for a new pupil.
pub(super) type NewPublicId = fn() -> String;

/// The check of one file.
#[derive(Debug)]
pub(super) struct Check {
    kind: Kind,
    pub register: Register,
    pub findings: Findings,
    pub rows: Rows,
    today: Date,
    /// The last day that is not too far in the future.
    last_day: Date,
    new_public_id: NewPublicId,
    announced: i64,
    institutions: Vec<HeldInstitution>,
    answers: BTreeMap<AnswerKey, HeldAnswers>,
    pub(super) enrolments: FileEnrolments,
    /// Whether rows end stored enrolments as well.
    pub(super) ends_others: bool,
    nearest: HashMap<String, Option<String>>,
}

/// An institution's row, held until all are read: its superior may stand further down.
#[derive(Debug)]
struct HeldInstitution {
    row: u64,
    id: i64,
    name: String,
    kinds: String,
    parent_code: Option<String>,
    address: Option<String>,
    email: Option<String>,
}

/// Institution, survey, question, day and answer.
type AnswerKey = (i64, String, String, Date, String);

/// How often an answer was given, with the first row that says so.
#[derive(Debug)]
struct HeldAnswers {
    row: u64,
    given: i64,
}

impl Check {
    pub fn new(
        kind: Kind,
        register: Register,
        findings: Findings,
        rows: Rows,
        today: Date,
        ids: NewPublicId,
    ) -> Self {
        Self {
            kind,
            register,
            findings,
            rows,
            today,
            last_day: SchoolYear::of(today).next().last_day(),
            new_public_id: ids,
            announced: 0,
            institutions: Vec::new(),
            answers: BTreeMap::new(),
            enrolments: FileEnrolments::default(),
            ends_others: false,
            nearest: HashMap::new(),
        }
    }

    /// Takes a row of the file, or what is wrong with it.
    pub fn take(&mut self, row: u64, read: Result<Row<'_>, Vec<RowError>>) {
        match read {
            Err(errors) => self.findings.unreadable(&errors),
            Ok(Row::Institution(it)) => self.institution(row, &it),
            Ok(Row::Staff(it)) => self.staff(row, &it),
            Ok(Row::Guardian(it)) => self.guardian(row, &it),
            Ok(Row::ClassTeacher(it)) => self.class_teacher(row, &it),
            Ok(Row::Pupil(it)) => self.pupil(row, &it),
            Ok(Row::Enrolment(it)) => self.enrolment(row, &it),
            Ok(Row::Absence(it)) => self.absence(row, &it),
            Ok(Row::AbsenceTotal(it)) => self.absence_total(row, &it),
            Ok(Row::LessonsHeld(it)) => self.lessons(row, &it),
            Ok(Row::Mark(it)) => self.mark(row, &it),
            Ok(Row::Exam(it)) => self.exam(row, &it),
            Ok(Row::Incident(it)) => self.incident(row, &it),
            Ok(Row::Extracurricular(it)) => self.extracurricular(row, &it),
            Ok(Row::DeclaredChild(it)) => self.declared_child(row, &it),
            Ok(Row::Circumstance(it)) => self.circumstance(row, &it),
            Ok(Row::SupportPlan(it)) => self.support_plan(row, &it),
            Ok(Row::Consultation(it)) => self.consultation(row, &it),
            Ok(Row::Participation(it)) => self.participation(row, &it),
            Ok(Row::SurveyAnswer(it)) => self.survey_answer(row, &it),
        }
    }

    /// All rows were taken: what can only be judged now. Gives the rows that are refused after all.
    pub fn finish(&mut self, snapshot: bool) -> Vec<u64> {
        self.finish_institutions();
        self.finish_answers();
        if self.kind == Kind::Enrolments {
            self.finish_enrolments(snapshot)
        } else {
            Vec::new()
        }
    }

    pub(super) fn refuse(
        &mut self,
        row: u64,
        column: &str,
        value: &dyn std::fmt::Display,
        problem: &LoadProblem,
    ) {
        self.findings.refuse(row, column, &value.to_string(), problem);
    }

    /// A stored pupil whose records the sender may load.
    fn known_pupil(&mut self, row: u64, who: PupilRef<'_>) -> Option<i64> {
        let id = self.any_pupil(row, who)?;
        if self.register.reaches_pupil(id) {
            return Some(id);
        }
        // Not told apart from a pupil who does not exist: whose child it is, is not the sender's to know.
        self.refuse_pupil(row, who, &LoadProblem::UnknownPupil);
        None
    }

    /// A stored pupil of the municipality.
    pub(super) fn any_pupil(&mut self, row: u64, who: PupilRef<'_>) -> Option<i64> {
        match self.register.find(who) {
            Found::Pupil { id, former } => {
                if former {
                    self.findings.remark(&LoadRemark::FormerCode { row });
                }
                Some(id)
            }
            Found::TwoPupils => {
                self.refuse_pupil(row, who, &LoadProblem::TwoPupils);
                None
            }
            Found::Nobody => {
                self.refuse_pupil(row, who, &LoadProblem::UnknownPupil);
                None
            }
        }
    }

    fn refuse_pupil(&mut self, row: u64, who: PupilRef<'_>, problem: &LoadProblem) {
        match (who.personal_code, who.pupil_code) {
            (Some(code), _) => self.refuse(row, "personal_code", &code, problem),
            (None, code) => self.refuse(row, "pupil_code", &code.unwrap_or_default(), problem),
        }
    }

    /// An institution the sender may load for.
    pub(super) fn place(&mut self, row: u64, code: &str) -> Option<i64> {
        self.place_in(row, "institution_code", code)
    }

    fn place_in(&mut self, row: u64, column: &str, code: &str) -> Option<i64> {
        match self.register.place(code).map(|place: &Place| place.id) {
            Some(id) if self.register.reaches(id) => Some(id),
            Some(_) => {
                self.refuse(row, column, &code, &LoadProblem::InstitutionOutOfReach);
                None
            }
            None => {
                let nearest = self.nearest(code);
                self.refuse(row, column, &code, &LoadProblem::UnknownInstitution { nearest });
                None
            }
        }
    }

    /// The same misspelling stands in every row of a file: it is looked at once.
    fn nearest(&mut self, code: &str) -> Option<String> {
        const REMEMBERED: usize = 200;
        if let Some(known) = self.nearest.get(code) {
            return known.clone();
        }
        let nearest = self.register.nearest(code);
        if self.nearest.len() < REMEMBERED {
            self.nearest.insert(code.to_owned(), nearest.clone());
        }
        nearest
    }

    /// Whether the day is not too far in the future.
    pub(super) fn soon(&mut self, row: u64, column: &str, date: Date) -> bool {
        if date <= self.last_day {
            return true;
        }
        let last = self.last_day;
        self.refuse(row, column, &date, &LoadProblem::FarFuture { last });
        false
    }

    /// The same of what has happened by the day that stands there: a day to come is remarked upon, for it may be planned or mistyped.
    pub(super) fn happened(&mut self, row: u64, column: &str, date: Date) -> bool {
        let soon = self.soon(row, column, date);
        if soon && self.today < date {
            self.findings.remark(&LoadRemark::DayToCome { row, date });
        }
        soon
    }
}

/// How a pupil is named to the person who sent the file.
pub(super) fn code_text(who: PupilRef<'_>) -> String {
    match (who.personal_code, who.pupil_code) {
        (Some(code), _) => code.to_string(),
        (None, code) => code.unwrap_or_default().to_owned(),
    }
}
