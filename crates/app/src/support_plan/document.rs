//! A plan as a document: what its reader may see, with the words that paper needs.

use balsts_domain::{
    registry::SupportRole,
    support::{ConsultationKind, MeasureKind, Signer},
};
use balsts_reports::{
    format::Language,
    support_plan::{Consultation, Measure, Part, Risk, SupportPlan, words},
    table::Label,
};
use balsts_store::{MeasureRow, date};

use super::{PlanView, factor, level, part::part_answered_on, part_standing};
use crate::{Ctx, Result, report::subject_or_role};

/// "konsultācijas mācību priekšmetā: Matemātika".
fn measure(row: &MeasureRow) -> Label {
    let name = words::measure(&row.kind);
    if row.subject_or_role.is_empty() {
        return name;
    }
    let kind = MeasureKind::from_code(&row.kind)
        .and_then(MeasureKind::hours_as)
        .unwrap_or(ConsultationKind::Subject);
    let what = subject_or_role(kind, &row.subject_or_role);
    Label::new(
        format!("{}: {}", name.lv, what.lv),
        format!("{}: {}", name.en, what.en),
    )
}

fn level_words(rank: i64) -> Label {
    level(rank).map_or_else(
        || Label::name(""),
        |level| Label::new(level.latvian(), level.code().replace('_', " ")),
    )
}

fn document(view: &PlanView) -> SupportPlan {
    let sheet = &view.sheet;
    let signer = |code: &Option<String>| {
        code.as_deref()
            .and_then(Signer::from_code)
            .map(|one| words::signer(one.code()))
    };
    let year =
        |language: Language| language.school_year(i16::try_from(sheet.school_year).unwrap_or_default());
    SupportPlan {
        pupil: format!("{} {}", sheet.given_name, sheet.family_name),
        class: sheet.class.clone(),
        institution: sheet.institution.clone(),
        kind: words::kind(&sheet.kind),
        term: Label::new(
            format!("{}, {}. semestris", year(Language::Latvian), sheet.semester),
            format!("{}, semester {}", year(Language::English), sheet.semester),
        ),
        state: words::state(&sheet.state),
        goals: sheet.goals.clone(),
        family: sheet.family.clone(),
        application: signer(&sheet.application_signer).zip(sheet.application_day.map(date)),
        consent: match (&sheet.consent, signer(&sheet.consent_signer), sheet.consent_day) {
            (Some(consent), Some(by), Some(day)) => Some((consent == "given", by, date(day))),
            _ => None,
        },
        risks: view
            .risks
            .iter()
            .map(|row| Risk {
                factor: factor(&row.factor).map_or_else(
                    || Label::name(&row.factor),
                    |factor| Label::new(factor.latvian(), factor.english()),
                ),
                level: level_words(row.level),
                description: row.description.clone(),
                outcome: row.outcome.as_deref().map(words::outcome),
                outcome_note: row.outcome_note.clone().unwrap_or_default(),
            })
            .collect(),
        measures: view
            .measures
            .iter()
            .map(|row| Measure {
                what: measure(row),
                detail: row.detail.clone(),
                planned_hours_thousandths: row.hours,
                given_hours_thousandths: row.given,
                amount_cents: row.amount_cents,
                responsible: row.responsible.clone(),
                due: row.due_day.map(date),
            })
            .collect(),
        parts: view
            .parts
            .iter()
            .map(|row| Part {
                institution: words::partner(&row.partner),
                task: row.task.clone(),
                planned_hours_thousandths: row.hours,
                given_hours_thousandths: row.given,
                contact: row.contact.clone(),
                due: row.due_day.map(date),
                standing: words::standing(part_standing(row).code()),
                answered_on: part_answered_on(row),
                answered_by: row.answered_by.clone().unwrap_or_default(),
            })
            .collect(),
        consultations: view
            .consultations
            .iter()
            .rev()
            .map(|line| {
                let role = SupportRole::parse(&line.subject_or_role);
                let kind = role.map_or(ConsultationKind::Subject, |_| ConsultationKind::SupportStaff);
                Consultation {
                    on: date(line.day),
                    what: subject_or_role(kind, &line.subject_or_role),
                    hours_thousandths: line.hours,
                    missed: line.missed_reason.is_some(),
                    confirmed: line.confirmed_at.is_some(),
                    by: line.user_name.clone(),
                }
            })
            .collect(),
        conclusion: sheet.conclusion.clone(),
        continues: sheet.continues,
    }
}

impl Ctx {
    /// A plan as a document, as this reader may see it. The opening is written down.
    pub async fn plan_document(&self, id: i64) -> Result<SupportPlan> {
        Ok(document(&self.plan(id).await?))
    }

    /// The document as a file; taking it out is written down.
    pub async fn export_plan(&self, id: i64) -> Result<SupportPlan> {
        let view = self.plan(id).await?;
        let detail = format!("pupil={}", view.sheet.pupil_id);
        let event = self.event("support_plan.exported", "support_plan", Some(id), detail);
        let writing = self.store.write().await?;
        writing.audit(self.instant(), &[event]).await?;
        writing.commit().await?;
        Ok(document(&view))
    }
}
