//! Marks, examinations, incidents, activities, circumstances and earlier support plans.

use balsts_intake::rows;
use balsts_store::load::{
    CircumstanceRow, ConsultationRow, ExamRow, ExtracurricularRow, IncidentRow, MarkRow, SupportPlanRow,
};

use balsts_domain::risk::{Circumstance, Factor};

use super::Check;
use crate::load::{nearest, problem::LoadProblem};

impl Check {
    pub(super) fn mark(&mut self, row: u64, it: &rows::MarkGiven<'_>) {
        let pupil = self.known_pupil(row, it.pupil);
        let institution = self.place(row, it.institution_code);
        let happened = self.happened(row, "date", it.date);
        if let (Some(pupil), Some(institution), true) = (pupil, institution, happened) {
            self.rows.mark(
                row,
                MarkRow {
                    pupil,
                    institution,
                    subject: it.subject,
                    date: it.date,
                    kind: it.kind.code(),
                    number: it.number.into(),
                    value: &it.value.to_string(),
                },
            );
        }
    }

    pub(super) fn exam(&mut self, row: u64, it: &rows::Exam<'_>) {
        let pupil = self.known_pupil(row, it.pupil);
        let happened = self.happened(row, "date", it.date);
        if let (Some(pupil), true) = (pupil, happened) {
            let (subject, date, grade, percent) = (it.subject, it.date, it.grade, it.percent_hundredths);
            self.rows.exam(
                row,
                ExamRow {
                    pupil,
                    subject,
                    date,
                    grade,
                    percent,
                },
            );
        }
    }

    pub(super) fn incident(&mut self, row: u64, it: &rows::Incident<'_>) {
        let pupil = self.known_pupil(row, it.pupil);
        let institution = self.place(row, it.institution_code);
        let happened = self.happened(row, "date", it.date);
        if let (Some(pupil), Some(institution), true) = (pupil, institution, happened) {
            self.rows.incident(
                row,
                IncidentRow {
                    pupil,
                    institution,
                    date: it.date,
                    kind: it.kind,
                    role: it.role.code(),
                    note: it.note,
                },
            );
        }
    }

    pub(super) fn extracurricular(&mut self, row: u64, it: &rows::Extracurricular<'_>) {
        let pupil = self.known_pupil(row, it.pupil);
        let soon = self.soon(row, "from", it.from);
        if let (Some(pupil), true) = (pupil, soon) {
            let (programme, kind, from, to) = (it.programme, it.kind.code(), it.from, it.to);
            self.rows.extracurricular(
                row,
                ExtracurricularRow {
                    pupil,
                    programme,
                    kind,
                    from,
                    to,
                },
            );
        }
    }

    pub(super) fn circumstance(&mut self, row: u64, it: &rows::Circumstance<'_>) {
        let pupil = self.known_pupil(row, it.pupil);
        let soon = self.soon(row, "from", it.from);
        let kind = it.kind.parse::<Circumstance>().ok();
        if kind.is_none() {
            let nearest = nearest::circumstances(it.kind);
            self.refuse(
                row,
                "kind",
                &it.kind,
                &LoadProblem::UnknownCircumstance { nearest },
            );
        }
        // A school by its code; the orphans' court or the social service as written.
        let place = self.register.place(it.source_institution);
        let source = place.map(|place| place.code.clone());
        if place.is_some_and(|place| !self.register.reaches(place.id)) {
            // No school speaks in another one's name.
            return self.refuse(
                row,
                "source_institution",
                &it.source_institution,
                &LoadProblem::InstitutionOutOfReach,
            );
        }
        if let (Some(pupil), Some(kind), true) = (pupil, kind, soon) {
            self.rows.circumstance(
                row,
                CircumstanceRow {
                    pupil,
                    kind: kind.code(),
                    from: it.from,
                    to: it.to,
                    source_institution: source.as_deref().unwrap_or(it.source_institution),
                },
            );
        }
    }

    pub(super) fn support_plan(&mut self, row: u64, it: &rows::SupportPlan<'_>) {
        let pupil = self.known_pupil(row, it.pupil);
        let institution = self.place(row, it.institution_code);
        let mut risks: Vec<&str> = Vec::new();
        let mut known = true;
        for risk in it.risk_codes() {
            if let Some(factor) = Factor::parse(risk) {
                risks.push(factor.code());
            } else {
                known = false;
                let nearest = nearest::factors(risk);
                self.refuse(row, "risks", &risk, &LoadProblem::UnknownFactor { nearest });
            }
        }
        if let (Some(pupil), Some(institution), true) = (pupil, institution, known) {
            self.rows.support_plan(
                row,
                SupportPlanRow {
                    pupil,
                    institution,
                    school_year: it.school_year.first_calendar_year(),
                    semester: it.semester.number(),
                    risks: &risks.join(";"),
                    evaluation: it.evaluation,
                },
            );
        }
    }

    pub(super) fn consultation(&mut self, row: u64, it: &rows::Consultation<'_>) {
        let pupil = self.known_pupil(row, it.pupil);
        let institution = self.place(row, it.institution_code);
        let soon = self.soon(row, "date", it.date);
        if let (Some(pupil), Some(institution), true) = (pupil, institution, soon) {
            self.rows.consultation(
                row,
                ConsultationRow {
                    pupil,
                    institution,
                    date: it.date,
                    kind: it.kind.code(),
                    subject_or_role: it.subject_or_role.unwrap_or_default(),
                    hours_thousandths: it.hours_thousandths,
                },
            );
        }
    }
}
