//! One duty of the calendar: what it is, on whom it falls, how it stands and by what it is done.

use balsts_domain::duties::{DutyCode, DutyStatus, ProgrammeDuty, ProgrammeDutyCode};
use balsts_store::{DeedRow, DutyRow, SubmissionRow, date};
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};

use crate::clock;

/// A duty in the calendar.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CalendarDuty {
    /// Code.
    pub code: String,
    /// What is to be done, in Latvian.
    pub title: String,
    /// The same in English.
    #[serde(skip)]
    pub english: String,
    /// Roles on whom it falls, the first answers for it.
    pub who: Vec<String>,
    /// By when.
    pub due: Date,
    /// How it stands.
    pub status: DutyStatus,
    /// About whom or what.
    pub about: Value,
    /// Whether the day or the duty is an assumption.
    #[serde(skip_serializing_if = "is_false")]
    pub assumption: bool,
    /// When it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<Date>,
    /// The mark by which it is done, where one was written down.
    #[serde(skip)]
    pub deed: Option<DeedRow>,
    /// The institution that has to deliver: its name and code.
    #[serde(skip)]
    pub institution: Option<(String, String)>,
    /// Its identifier.
    #[serde(skip)]
    pub institution_id: Option<i64>,
    /// From which day on it can be done.
    #[serde(skip)]
    pub from: Option<Date>,
    #[serde(skip)]
    by_hand: bool,
}

impl CalendarDuty {
    /// Whether a person marks it as done; submissions, meetings, baselines and duties about children are done by what is written down of them.
    pub fn is_marked_by_hand(&self) -> bool {
        self.by_hand
    }

    /// Whether it is a school's report on its pupils at risk.
    pub fn is_submission(&self) -> bool {
        self.code == ProgrammeDutyCode::SchoolSubmission.code()
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_false(value: &bool) -> bool {
    !*value
}

/// A school or preschool, on which duties of the programme fall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct School {
    pub id: i64,
    pub code: String,
    pub name: String,
    /// It has pupils in grades, and so it submits.
    pub has_grades: bool,
}

fn status(due: Date, done: Option<Date>, on: Date) -> DutyStatus {
    match (done.filter(|done| *done <= on), due < on) {
        (Some(_), _) => DutyStatus::Done,
        (None, true) => DutyStatus::Overdue,
        (None, false) => DutyStatus::Due,
    }
}

pub(super) fn of_programme(duty: &ProgrammeDuty, on: Date, about: Value, done: Option<Date>) -> CalendarDuty {
    CalendarDuty {
        code: duty.code.code().to_owned(),
        title: duty.code.latvian().to_owned(),
        english: duty.code.english().to_owned(),
        who: vec![duty.who.to_owned()],
        due: duty.due,
        status: status(duty.due, done, on),
        about,
        assumption: duty.assumption,
        done,
        deed: None,
        institution: None,
        institution_id: None,
        from: Some(duty.from),
        by_hand: false,
    }
}

/// Titles of duties that cases and meetings open.
const fn of_cases(code: &str) -> Option<(&'static str, &'static str, &'static str)> {
    match code.as_bytes() {
        b"explain_child" => Some((
            "Noskaidrot, kur mācās bērns, kura nav nevienā sarakstā",
            "Find out where a child learns who is on no list",
            "education_board",
        )),
        b"written_report" => Some((
            "Rakstiski ziņot iestādei 2 darbdienās",
            "Report to an institution in writing within 2 working days",
            "whoever_learns",
        )),
        b"answer_report" => Some(("Atbildēt uz ziņojumu", "Answer a report", "recipient")),
        b"case_step" => Some((
            "Veikt gadījuma nākamo soli",
            "Take the next step of a case",
            "lead",
        )),
        b"assess_decision" => Some((
            "Izvērtēt sadarbības grupas lēmumu",
            "Assess a decision of the cooperation group",
            "child_rights_specialist",
        )),
        b"case_change" => Some((
            "Iepazīties ar izmaiņām gadījumā",
            "Look at changes in a case",
            "lead",
        )),
        _ => None,
    }
}

pub(super) fn of_child(row: &DutyRow, on: Date) -> CalendarDuty {
    let due = date(row.due_day);
    let done = row
        .done_at
        .map(|at| clock::day_in_riga(balsts_store::timestamp(at)));
    let (title, english, who) = match (DutyCode::from_code(&row.code), of_cases(&row.code)) {
        (Some(code), _) => (code.latvian(), code.title(), code.who().to_vec()),
        (None, Some((title, english, who))) => (title, english, vec![who]),
        (None, None) => (row.code.as_str(), row.code.as_str(), Vec::new()),
    };
    CalendarDuty {
        code: row.code.clone(),
        title: title.to_owned(),
        english: english.to_owned(),
        who: who.into_iter().map(str::to_owned).collect(),
        due,
        status: status(due, done, on),
        about: json!({
            "pupil": row.public_id,
            "class": row.class,
            "institution": row.institution,
            "case": row.case_public_id,
        }),
        assumption: false,
        done,
        deed: None,
        institution: None,
        institution_id: None,
        from: None,
        by_hand: false,
    }
}

pub(super) fn sort(duties: &mut [CalendarDuty]) {
    duties.sort_by(|a, b| (a.due, &a.code, &a.institution).cmp(&(b.due, &b.code, &b.institution)));
}

pub(super) fn submission(
    duty: &ProgrammeDuty,
    school: &School,
    sent: &[SubmissionRow],
    on: Date,
) -> CalendarDuty {
    let row = sent
        .iter()
        .find(|row| row.institution_id == school.id && date(row.due_day) == duty.due);
    let done = row.map(|row| clock::day_in_riga(balsts_store::timestamp(row.at)));
    of_school(duty, school, on, done)
}

fn of_school(duty: &ProgrammeDuty, school: &School, on: Date, done: Option<Date>) -> CalendarDuty {
    let about = json!({"institution": school.code, "name": school.name});
    CalendarDuty {
        institution: Some((school.name.clone(), school.code.clone())),
        institution_id: Some(school.id),
        ..of_programme(duty, on, about, done)
    }
}

/// What was written down of a duty: of that of a school its own, of that of all together what is nobody's own.
fn deed_row<'a>(duty: &ProgrammeDuty, school: Option<i64>, deeds: &'a [DeedRow]) -> Option<&'a DeedRow> {
    deeds.iter().find(|row| {
        row.code == duty.code.code() && date(row.due_day) == duty.due && row.institution_id == school
    })
}

/// What each school does for itself, and marks as done.
pub(super) fn deed_of_school(
    duty: &ProgrammeDuty,
    school: &School,
    deeds: &[DeedRow],
    on: Date,
) -> CalendarDuty {
    let row = deed_row(duty, Some(school.id), deeds);
    CalendarDuty {
        deed: row.cloned(),
        by_hand: true,
        ..of_school(duty, school, on, row.map(|row| date(row.done_day)))
    }
}

pub(super) fn deed(duty: &ProgrammeDuty, deeds: &[DeedRow], on: Date, about: Value) -> CalendarDuty {
    let row = deed_row(duty, None, deeds);
    CalendarDuty {
        deed: row.cloned(),
        by_hand: about.as_object().is_none_or(serde_json::Map::is_empty),
        ..of_programme(duty, on, about, row.map(|row| date(row.done_day)))
    }
}
