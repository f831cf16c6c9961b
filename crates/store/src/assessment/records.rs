//! What is stored of one pupil, as far as the signals read it.

use balsts_domain::achievement::{Mark, MarkKind, Percent};
use balsts_domain::attendance::{AbsenceDay, AbsenceKind};
use balsts_domain::calendar::date_of;
use balsts_domain::risk::Circumstance;
use balsts_domain::risk::records::{AbsenceTotal, ActivityRecord, CircumstanceRecord, IncidentRole};

use crate::pack::{Fields, records};

/// All of one pupil. Ids, days, codes and counts; no name.
#[derive(Debug, Clone, Default)]
pub struct StoredPupil {
    /// Identifier.
    pub id: i64,
    /// Who the child is, as far as rules ask.
    pub record: Option<StoredRecord>,
    /// Enrolments by first day.
    pub enrolments: Vec<StoredEnrolment>,
    /// Absence by day, each day once, in order.
    pub absences: Vec<AbsenceDay>,
    /// Totals of periods.
    pub absence_totals: Vec<AbsenceTotal>,
    /// Marks that rules look at.
    pub marks: Vec<StoredMark>,
    /// The day of the newest current mark, whatever its subject.
    pub newest_mark: Option<i32>,
    /// Exams: subject, day, grade, result.
    pub exams: Vec<(String, i32, u8, Percent)>,
    /// Incidents.
    pub incidents: Vec<StoredIncident>,
    /// Programmes outside lessons.
    pub extracurricular: Vec<ActivityRecord>,
    /// Circumstances from files and risk factors written down by the support team.
    pub circumstances: Vec<CircumstanceRecord>,
    /// The register of declared children.
    pub declared: Option<StoredDeclared>,
    /// What a person found out of a child on no list.
    pub finding: Option<String>,
    /// Reports of staff.
    pub concerns: Vec<StoredConcern>,
    /// Duties that come from records.
    pub duties: Vec<StoredDuty>,
    /// Signals that fired at the last evaluation.
    pub signals: Vec<StoredSignal>,
    /// Decisions that are in force.
    pub decisions: Vec<StoredDecision>,
}

/// The pupil's own record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRecord {
    /// Birth date.
    pub birth_date: Option<i32>,
    /// Municipality of the declared address, by code or name.
    pub declared_municipality: Option<String>,
    /// Language of home.
    pub home_language: Option<String>,
}

/// An enrolment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEnrolment {
    /// Institution.
    pub institution: i64,
    /// First day.
    pub from: i32,
    /// Last day.
    pub to: Option<i32>,
    /// Grade.
    pub grade: Option<u8>,
    /// Programme code, digits.
    pub programme: Option<u32>,
    /// Study form, its code.
    pub study_form: Option<String>,
    /// Whether the year is repeated, if said.
    pub repeats_year: Option<bool>,
    /// Reason for leaving, its code.
    pub leaving: Option<String>,
    /// Class.
    pub class: String,
}

/// A mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredMark {
    /// Day.
    pub day: i32,
    /// Kind.
    pub kind: MarkKind,
    /// Mark.
    pub mark: Mark,
    /// Subject.
    pub subject: String,
}

/// An incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredIncident {
    /// Identifier.
    pub id: i64,
    /// Day.
    pub day: i32,
    /// Institution.
    pub institution: i64,
    /// Role of the pupil.
    pub role: IncidentRole,
    /// Kind, as in the files.
    pub kind: String,
}

/// The row of the register of declared children.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDeclared {
    /// Status, its code.
    pub status: Option<String>,
    /// Whether basic education is completed.
    pub basic_education_completed: Option<bool>,
}

/// A report of staff, without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredConcern {
    /// Identifier.
    pub id: i64,
    /// When it was sent, microseconds.
    pub sent_at: i64,
    /// State, its code.
    pub state: String,
    /// When it was answered, microseconds.
    pub answered_at: Option<i64>,
    /// When the confirmed risk was settled, microseconds.
    pub settled_at: Option<i64>,
    /// Whether the sender says that there is danger.
    pub danger: bool,
    /// Factors as stored.
    pub factors: String,
}

/// A duty that comes from records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDuty {
    /// Identifier.
    pub id: i64,
    /// Due day.
    pub due: i32,
    /// When it was done, microseconds.
    pub done_at: Option<i64>,
    /// Whether its basis had gone.
    pub withdrawn: bool,
    /// Institution that it stands with.
    pub institution: Option<i64>,
    /// Code.
    pub code: String,
    /// What tells it from others of its code.
    pub about: String,
}

/// A signal that fired at the last evaluation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSignal {
    /// Code.
    pub code: String,
    /// Since when it fires.
    pub since: i32,
    /// Whether only readers entitled to the child's circumstances see it.
    pub restricted: bool,
    /// Whether only the other readers see it.
    pub stand_in: bool,
}

/// A decision in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDecision {
    /// Identifier.
    pub id: i64,
    /// `confirm`, `change`, `dismiss`.
    pub action: String,
    /// Level proposed then.
    pub proposed: i64,
    /// Level decided.
    pub level: Option<i64>,
    /// Whether the person saw all.
    pub full: bool,
    /// When, microseconds.
    pub at: i64,
    /// What fired then, JSON.
    pub basis: String,
}

impl StoredPupil {
    pub(super) fn add(&mut self, source: &str, text: &str) {
        match source {
            "pupil_records" => self.record = records(text).next().map(record),
            "enrolments" => self.enrolments.extend(records(text).filter_map(enrolment)),
            "absences" => absences(&mut self.absences, text),
            "absence_totals" => self.absence_totals.extend(records(text).filter_map(total)),
            "marks" => self.marks.extend(records(text).filter_map(mark)),
            "newest_mark" => self.newest_mark = self.newest_mark.max(text.parse().ok()),
            "exams" => self.exams.extend(records(text).filter_map(exam)),
            "incidents" => self.incidents.extend(records(text).filter_map(incident)),
            "extracurricular" => self.extracurricular.extend(records(text).filter_map(activity)),
            "circumstances" | "risk_factors" => {
                self.circumstances.extend(records(text).filter_map(circumstance));
            }
            "declared_children" => self.declared = records(text).next().map(declared),
            "declared_findings" => self.finding = Some(text.to_owned()),
            "concerns" => self.concerns.extend(records(text).filter_map(concern)),
            "duties" => self.duties.extend(records(text).filter_map(duty)),
            "signals" => self.signals.extend(records(text).filter_map(signal)),
            "level_decisions" => self.decisions.extend(records(text).filter_map(decision)),
            _ => {}
        }
    }

    /// Brings what came in any order into the order that rules rely on.
    pub(super) fn settle(&mut self) {
        self.enrolments
            .sort_unstable_by_key(|enrolment| (enrolment.from, enrolment.institution));
        let days = &mut self.absences;
        if !days.is_sorted_by(|a, b| a.date < b.date) {
            days.sort_unstable_by_key(|day| day.date);
            days.dedup_by(|later, kept| {
                let same = later.date == kept.date;
                if same {
                    kept.unexcused = kept.unexcused.saturating_add(later.unexcused);
                    kept.unknown = kept.unknown.saturating_add(later.unknown);
                    kept.illness = kept.illness.saturating_add(later.illness);
                    kept.excused = kept.excused.saturating_add(later.excused);
                }
                same
            });
        }
    }
}

/// Bits that hold the lessons of one kind.
pub(super) const KIND_BITS: u32 = 8;
/// Bits of the lessons of all kinds; above them the day.
pub(super) const DAY_SHIFT: u32 = 32;

fn absences(days: &mut Vec<AbsenceDay>, text: &str) {
    for number in text.split(crate::pack::RECORD) {
        let Ok(packed) = number.parse::<i64>() else {
            continue;
        };
        let lessons = |kind: AbsenceKind| (packed >> (u32::from(kind.number()) * KIND_BITS)) as u8;
        days.push(AbsenceDay {
            date: date_of((packed >> DAY_SHIFT) as i32),
            unexcused: lessons(AbsenceKind::Unexcused),
            unknown: lessons(AbsenceKind::Unknown),
            illness: lessons(AbsenceKind::Illness),
            excused: lessons(AbsenceKind::Excused),
        });
    }
}

fn owned(text: Option<&str>) -> Option<String> {
    text.map(str::to_owned)
}

fn record(mut of: Fields<'_>) -> StoredRecord {
    StoredRecord {
        birth_date: of.number(),
        declared_municipality: owned(of.maybe_text()),
        home_language: owned(of.maybe_text()),
    }
}

fn enrolment(mut of: Fields<'_>) -> Option<StoredEnrolment> {
    Some(StoredEnrolment {
        institution: of.number()?,
        from: of.number()?,
        to: of.number(),
        grade: of.number(),
        programme: of.number(),
        study_form: owned(of.maybe_text()),
        repeats_year: of.flag(),
        leaving: owned(of.maybe_text()),
        class: of.text().to_owned(),
    })
}

fn total(mut of: Fields<'_>) -> Option<AbsenceTotal> {
    Some(AbsenceTotal {
        institution: of.number()?,
        from: of.number()?,
        to: of.number()?,
        unexcused: of.number()?,
        illness: of.number()?,
        excused: of.number()?,
        by_lesson: of.flag()?,
    })
}

fn mark(mut of: Fields<'_>) -> Option<StoredMark> {
    Some(StoredMark {
        day: of.number()?,
        kind: MarkKind::parse(of.text())?,
        mark: of.text().parse().ok()?,
        subject: of.text().to_owned(),
    })
}

fn exam(mut of: Fields<'_>) -> Option<(String, i32, u8, Percent)> {
    let (day, grade, percent) = (of.number()?, of.number()?, of.number()?);
    Some((
        of.text().to_owned(),
        day,
        grade,
        Percent::from_hundredths(percent)?,
    ))
}

fn incident(mut of: Fields<'_>) -> Option<StoredIncident> {
    Some(StoredIncident {
        id: of.number()?,
        day: of.number()?,
        institution: of.number()?,
        role: IncidentRole::from_code(of.text())?,
        kind: of.text().to_owned(),
    })
}

fn activity(mut of: Fields<'_>) -> Option<ActivityRecord> {
    Some(ActivityRecord {
        from: of.number()?,
        to: of.number(),
    })
}

fn circumstance(mut of: Fields<'_>) -> Option<CircumstanceRecord> {
    let (from, to) = (of.number()?, of.number());
    Some(CircumstanceRecord {
        kind: of.text().parse::<Circumstance>().ok()?,
        from,
        to,
    })
}

fn declared(mut of: Fields<'_>) -> StoredDeclared {
    StoredDeclared {
        basic_education_completed: of.flag(),
        status: owned(of.maybe_text()),
    }
}

fn concern(mut of: Fields<'_>) -> Option<StoredConcern> {
    Some(StoredConcern {
        id: of.number()?,
        sent_at: of.number()?,
        answered_at: of.number(),
        settled_at: of.number(),
        danger: of.flag()?,
        state: of.text().to_owned(),
        factors: of.text().to_owned(),
    })
}

fn duty(mut of: Fields<'_>) -> Option<StoredDuty> {
    Some(StoredDuty {
        id: of.number()?,
        due: of.number()?,
        done_at: of.number(),
        withdrawn: of.flag()?,
        institution: of.number(),
        code: of.text().to_owned(),
        about: of.text().to_owned(),
    })
}

fn signal(mut of: Fields<'_>) -> Option<StoredSignal> {
    Some(StoredSignal {
        since: of.number()?,
        restricted: of.flag()?,
        stand_in: of.flag()?,
        code: of.text().to_owned(),
    })
}

fn decision(mut of: Fields<'_>) -> Option<StoredDecision> {
    Some(StoredDecision {
        id: of.number()?,
        proposed: of.number()?,
        level: of.number(),
        full: of.flag()?,
        at: of.number()?,
        action: of.text().to_owned(),
        basis: of.text().to_owned(),
    })
}
