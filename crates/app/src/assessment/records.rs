//! From what is stored to what the signals read.

use balsts_domain::achievement::{Mark, MarkKind};
use balsts_domain::calendar::day_number;
use balsts_domain::concern::{is_danger, is_in_danger, is_restricted, is_self_harm};
use balsts_domain::registry::{DeclaredStatus, LeavingReason, ProgrammeCode, StudyForm};
use balsts_domain::risk::records::{
    Declared, EnrolmentRecord, ExamRecord, IncidentRecord, MarkRecord, PupilRecords, ReportRecord,
    learns_in_other_language,
};
use balsts_domain::risk::{Assessment, Group, Settings, evaluate, history};
use balsts_domain::support::{Around, Attended};
use balsts_store::{StoredConcern, StoredEnrolment, StoredPupil};

use super::engine::Engine;
use crate::{clock, concern::factors};

/// The assessment of one pupil with the enrolment that counts.
#[derive(Debug)]
pub(crate) struct Judged<'a> {
    pub assessment: Assessment,
    pub enrolment: Option<&'a StoredEnrolment>,
}

impl Engine {
    /// Judges a pupil of a chunk that was prepared, by the engine's settings.
    pub fn judge<'a>(&self, pupil: &'a StoredPupil) -> Judged<'a> {
        self.judge_by(&self.settings, pupil)
    }

    /// Judges a pupil by other settings.
    pub fn judge_by<'a>(&self, settings: &Settings, pupil: &'a StoredPupil) -> Judged<'a> {
        self.with_records(pupil, |records, schools| {
            let mut assessment = evaluate(records, settings, &self.municipal, self.on);
            for duty in &mut assessment.duties {
                duty.done_on = self.done_on(pupil, duty);
            }
            let enrolment = assessment.enrolment.and_then(|at| schools.get(at).copied());
            Judged {
                assessment,
                enrolment,
            }
        })
    }

    /// Judges a pupil on an earlier day than the engine's, from the records dated up to it.
    pub fn judge_on<'a>(&self, pupil: &'a StoredPupil, on: jiff::civil::Date) -> Judged<'a> {
        self.with_records(pupil, |records, schools| {
            let assessment = evaluate(records, &self.settings, &self.municipal, on);
            let enrolment = assessment.enrolment.and_then(|at| schools.get(at).copied());
            Judged {
                assessment,
                enrolment,
            }
        })
    }

    /// The signs of several school years.
    pub fn signs(&self, pupil: &StoredPupil, view: balsts_domain::risk::View) -> Vec<history::YearSigns> {
        self.with_records(pupil, |records, _| {
            history::history(records, &self.settings, &self.municipal, self.on, view)
        })
    }

    /// Attendance and the days compared around a start; `None` where the pupil went to no school that day.
    pub fn around(
        &self,
        pupil: &StoredPupil,
        start: i32,
        days: u32,
    ) -> Option<(Around, (Attended, Attended))> {
        self.with_records(pupil, |records, _| {
            let at = records
                .enrolments
                .iter()
                .find(|enrolment| enrolment.contains(start))?;
            let around = Around::of(at.school_days, start, days, self.day);
            let attended = |period| Attended::of(records, period);
            Some((around, (attended(around.before), attended(around.after))))
        })
    }

    fn with_records<'a, T>(
        &self,
        pupil: &'a StoredPupil,
        read: impl FnOnce(&PupilRecords<'_>, &[&'a StoredEnrolment]) -> T,
    ) -> T {
        // Of music and sports schools nothing is asked here: a child enrolled there alone is on no school's list.
        let schools: Vec<&StoredEnrolment> = pupil
            .enrolments
            .iter()
            .filter(|enrolment| {
                let place = self.institutions.get(&enrolment.institution);
                place.is_none_or(super::engine::Institution::is_school)
                    && self.class(enrolment.institution, &enrolment.class).is_some()
            })
            .collect();
        let enrolments: Vec<EnrolmentRecord<'_>> = schools
            .iter()
            .filter_map(|enrolment| {
                let class = self.class(enrolment.institution, &enrolment.class)?;
                Some(EnrolmentRecord {
                    institution: enrolment.institution,
                    grade: enrolment.grade,
                    stage: class.stage,
                    from: enrolment.from,
                    to: enrolment.to,
                    study_form: enrolment.study_form.as_deref().and_then(StudyForm::parse),
                    repeats_year: enrolment.repeats_year,
                    leaving: enrolment.leaving.as_deref().and_then(LeavingReason::parse),
                    school_days: &class.school_days,
                    register: &class.register,
                    lessons_held: &class.lessons,
                })
            })
            .collect();
        let mut marks: Vec<MarkRecord<'_>> = pupil
            .marks
            .iter()
            .map(|mark| MarkRecord {
                subject: &mark.subject,
                day: mark.day,
                mark: mark.mark,
                kind: mark.kind,
            })
            .collect();
        // Most current marks stay where they are; that there are some is all that rules ask of them.
        if let Some(day) = pupil.newest_mark {
            marks.push(MarkRecord {
                subject: "",
                day,
                mark: Mark::Passed,
                kind: MarkKind::Current,
            });
        }
        let exams: Vec<ExamRecord<'_>> = pupil
            .exams
            .iter()
            .map(|(subject, day, grade, result)| ExamRecord {
                subject,
                day: *day,
                grade: *grade,
                result: *result,
            })
            .collect();
        let incidents: Vec<IncidentRecord> = pupil
            .incidents
            .iter()
            .map(|incident| IncidentRecord {
                id: incident.id,
                day: incident.day,
                role: incident.role,
                danger: is_danger(&incident.kind),
                self_harm: is_self_harm(&incident.kind),
            })
            .collect();
        let reports: Vec<ReportRecord> = {
            let until = self.until();
            pupil
                .concerns
                .iter()
                .map(|concern| report(concern, until))
                .collect()
        };
        let last = schools.last();
        let programme = last
            .and_then(|enrolment| enrolment.programme)
            .and_then(ProgrammeCode::from_number)
            .and_then(ProgrammeCode::language);
        let record = pupil.record.as_ref();
        let home = record.and_then(|record| record.home_language.as_deref());
        let declared = match (
            &pupil.declared,
            record.and_then(|record| record.declared_municipality.as_deref()),
        ) {
            (Some(_), _) => Declared::Here,
            (None, Some(place)) if self.is_here(place) => Declared::Here,
            (None, Some(_)) => Declared::Elsewhere,
            (None, None) => Declared::Unknown,
        };
        // What a person found out goes before the status of the file.
        let status = pupil
            .finding
            .as_deref()
            .or_else(|| pupil.declared.as_ref()?.status.as_deref())
            .and_then(DeclaredStatus::parse);
        let records = PupilRecords {
            birth_date: record.and_then(|record| record.birth_date),
            declared,
            declared_status: status,
            basic_education_completed: pupil
                .declared
                .as_ref()
                .and_then(|declared| declared.basic_education_completed),
            learns_in_other_language: learns_in_other_language(home, programme),
            enrolments: &enrolments,
            absences: &pupil.absences,
            absence_totals: &pupil.absence_totals,
            marks: &marks,
            exams: &exams,
            incidents: &incidents,
            extracurricular: &pupil.extracurricular,
            circumstances: &pupil.circumstances,
            reports: &reports,
            done: &[],
            inputs: self.inputs(last.map(|enrolment| enrolment.institution)),
        };
        read(&records, &schools)
    }
}

/// A report as it stood at `until`: what was answered or settled later was open then.
fn report(concern: &StoredConcern, until: i64) -> ReportRecord {
    let day = |at: i64| day_number(clock::day_in_riga(balsts_store::timestamp(at)));
    let factors = factors(&concern.factors);
    // The gravest: one that means danger, else the first that may be shown to all.
    let gravest = factors
        .iter()
        .find(|factor| factor.is_danger())
        .or_else(|| factors.iter().find(|factor| !factor.is_restricted()))
        .or_else(|| factors.first());
    ReportRecord {
        id: concern.id,
        day: day(concern.sent_at),
        settled: match concern.state.as_str() {
            "not_confirmed" => concern.answered_at,
            "settled" => concern.settled_at.or(concern.answered_at),
            _ => None,
        }
        .filter(|at| *at <= until)
        .map(day),
        group: gravest.map_or(Group::A, |factor| factor.group()),
        restricted: is_restricted(&factors),
        danger: is_in_danger(concern.danger, &factors),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: RSK-06
    #[test]
    fn a_concern_settled_after_it_was_asked_about_was_open() {
        let at = |text: &str| text.parse::<jiff::Timestamp>().unwrap().as_microsecond();
        let settled = at("2025-11-18T12:00:00Z");
        let concern = StoredConcern {
            id: 1,
            sent_at: at("2025-11-10T12:00:00Z"),
            state: "settled".to_owned(),
            answered_at: Some(at("2025-11-11T12:00:00Z")),
            settled_at: Some(settled),
            danger: false,
            factors: String::new(),
        };
        let known = report(&concern, settled).settled;
        assert_eq!(known, Some(day_number(jiff::civil::date(2025, 11, 18))));
        assert_eq!(report(&concern, settled - 1).settled, None);
        let refused = StoredConcern {
            state: "not_confirmed".to_owned(),
            ..concern
        };
        assert_eq!(report(&refused, at("2025-11-11T11:59:59Z")).settled, None);
    }
}
