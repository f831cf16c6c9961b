//! Marks, examinations, incidents, activities, circumstances and earlier support plans.

use balsts_intake::rows;
use balsts_store::load::{
    CircumstanceRow, ExamRow, ExtracurricularRow, IncidentRow, MarkRow, SupportPlanRow,
};

use super::Check;

impl Check {
    pub(super) fn mark(&mut self, row: u64, it: &rows::MarkGiven<'_>) {
        let pupil = self.known_pupil(row, it.pupil);
        let institution = self.place(row, it.institution_code);
        let soon = self.soon(row, "date", it.date);
        if let (Some(pupil), Some(institution), true) = (pupil, institution, soon) {
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
        let soon = self.soon(row, "date", it.date);
        if let (Some(pupil), true) = (pupil, soon) {
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
        let soon = self.soon(row, "date", it.date);
        if let (Some(pupil), Some(institution), true) = (pupil, institution, soon) {
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
        if let (Some(pupil), true) = (pupil, soon) {
            // A school by its code; the orphans' court or the social service as written.
            let source = self
                .register
                .place(it.source_institution)
                .map(|place| place.code.clone());
            self.rows.circumstance(
                row,
                CircumstanceRow {
                    pupil,
                    kind: it.kind,
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
        if let (Some(pupil), Some(institution)) = (pupil, institution) {
            let risks: Vec<&str> = it.risk_codes().collect();
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
}
