//! Writing a draft: risks, goals, measures, the family.

use balsts_domain::{
    access::{Action, Resource},
    risk::{Factor, Level},
    support::{Hours, MeasureKind, PlanEvent, Signer},
};
use balsts_store::{NewMeasure, PlanFamily, PlanRisk, PlanRiskRow, PlanSheet, date};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::{check_text, state};
use crate::{AppError, Ctx, FieldErrors, Result};

/// A measure as it was typed and parsed.
#[derive(Debug, Clone)]
pub struct MeasureForm {
    /// Which.
    pub kind: MeasureKind,
    /// Subject or specialist.
    pub subject_or_role: String,
    /// In words.
    pub detail: String,
    /// Planned hours.
    pub hours: Option<Hours>,
    /// Amount.
    pub amount_cents: Option<i64>,
    /// Who answers for it.
    pub responsible: String,
    /// First day.
    pub from: Option<Date>,
    /// By when.
    pub due: Option<Date>,
}

/// The family's page.
#[derive(Debug, Clone, Default)]
pub struct FamilyForm {
    /// How the family takes part.
    pub family: String,
    /// Who signed the application, and when.
    pub application: Option<(Signer, Date)>,
    /// Whether support is consented to, by whom, and when.
    pub consent: Option<(bool, Signer, Date)>,
}

/// What is written about a risk, in short: by it whoever changes the risk says what they saw.
pub fn risk_seen(row: &PlanRiskRow) -> String {
    let written = format!("{} {}", row.level, row.description);
    hex::encode(Sha256::digest(written.as_bytes()))
}

impl MeasureForm {
    fn check(&self, sheet: &PlanSheet) -> Result<()> {
        let mut errors = FieldErrors::new();
        let need = |yes: bool, key| yes.then_some(key);
        check_text(
            &mut errors,
            "subject_or_role",
            &self.subject_or_role,
            need(self.kind.needs_subject_or_role(), "error-plan-subject"),
        );
        check_text(
            &mut errors,
            "detail",
            &self.detail,
            need(self.kind.needs_detail(), "error-plan-detail"),
        );
        check_text(
            &mut errors,
            "responsible",
            &self.responsible,
            Some("error-plan-responsible"),
        );
        let planned = self.hours.is_some_and(|hours| hours > Hours::ZERO);
        if self.kind.hours_as().is_some() && self.kind.needs_subject_or_role() && !planned {
            errors.add("hours", "error-plan-hours");
        }
        if self.kind.has_amount() && self.amount_cents.is_none() {
            errors.add("amount", "error-plan-amount");
        }
        if let (Some((low, high)), Some(grade)) = (self.kind.grades(), sheet.grade)
            && !(i64::from(low)..=i64::from(high)).contains(&grade)
        {
            errors.0.push(crate::FieldError {
                field: "kind".to_owned(),
                key: "error-plan-grades",
                args: vec![("low", low.to_string()), ("high", high.to_string())],
            });
        }
        if let (Some(from), Some(due)) = (self.from, self.due)
            && due < from
        {
            errors.add("due", "error-plan-due");
        }
        errors.check()
    }

    fn row(&self) -> NewMeasure {
        NewMeasure {
            kind: self.kind.code(),
            restricted: self.kind.is_restricted(),
            subject_or_role: self.subject_or_role.trim().to_owned(),
            detail: self.detail.trim().to_owned(),
            hours: self.hours.map(Hours::thousandths),
            amount_cents: self.amount_cents.filter(|_| self.kind.has_amount()),
            responsible: self.responsible.trim().to_owned(),
            from: self.from,
            due: self.due,
        }
    }
}

impl Ctx {
    /// Notes that a draft was changed, and makes it true.
    pub(super) async fn changed(
        &self,
        writing: balsts_store::Writing,
        sheet: &PlanSheet,
        what: &str,
    ) -> Result<()> {
        let detail = format!("pupil={} part={what}", sheet.pupil_id);
        writing
            .audit(
                self.instant(),
                &[self.event("support_plan.changed", "support_plan", Some(sheet.id), detail)],
            )
            .await?;
        Ok(writing.commit().await?)
    }

    /// Adds a risk. `Conflict` where something else is written about it already.
    pub async fn put_plan_risk(
        &self,
        id: i64,
        factor: Factor,
        level: Level,
        description: &str,
    ) -> Result<()> {
        self.write_plan_risk(id, None, (factor, level), description).await
    }

    /// Replaces what is written about a risk, for somebody who saw what stood there ([`risk_seen`]). `Conflict` where it is something else by now.
    pub async fn change_plan_risk(
        &self,
        id: i64,
        seen: &str,
        factor: Factor,
        level: Level,
        description: &str,
    ) -> Result<()> {
        self.write_plan_risk(id, Some(seen), (factor, level), description)
            .await
    }

    /// What is written about a risk of a draft.
    async fn stored_risk(&self, id: i64, factor: Factor) -> Result<Option<PlanRiskRow>> {
        let scope = self.scope(Action::Write, Resource::SupportPlan)?;
        let rows = self.store.plan_risks(&scope, id, true).await?;
        Ok(rows.into_iter().find(|row| row.factor == factor.code()))
    }

    async fn write_plan_risk(
        &self,
        id: i64,
        seen: Option<&str>,
        (factor, level): (Factor, Level),
        description: &str,
    ) -> Result<()> {
        let sheet = self.draft_to_change(id).await?;
        let restricted = factor.is_restricted();
        // Whoever may not see such a risk may not write one either.
        if restricted && !self.sees_circumstances(&sheet.public_id).await? {
            return Err(AppError::Forbidden);
        }
        let mut errors = FieldErrors::new();
        let required = factor.needs_text().then_some("error-plan-risk-text");
        check_text(&mut errors, "description", description, required);
        errors.check()?;
        let risk = PlanRisk {
            factor: factor.code(),
            restricted,
            level: level.rank(),
            description: description.trim().to_owned(),
        };
        let before = self.stored_risk(id, factor).await?;
        if let Some(row) = &before {
            // Sent twice.
            if row.level == i64::from(risk.level) && row.description == risk.description {
                return Ok(());
            }
            if seen != Some(risk_seen(row).as_str()) {
                return Err(AppError::Conflict("error-conflict"));
            }
        }
        let writing = self.store.write().await?;
        match &before {
            None => writing.add_plan_risk(id, &risk).await?,
            Some(row) => writing.change_plan_risk(id, row, &risk).await?,
        }
        self.changed(writing, &sheet, "risks").await
    }

    /// Takes a risk out of a draft, for somebody who saw what stood there ([`risk_seen`]). `Conflict` where it is something else by now.
    pub async fn remove_plan_risk(&self, id: i64, factor: Factor, seen: &str) -> Result<()> {
        let sheet = self.draft_to_change(id).await?;
        if factor.is_restricted() && !self.sees_circumstances(&sheet.public_id).await? {
            return Err(AppError::Forbidden);
        }
        let Some(before) = self.stored_risk(id, factor).await? else {
            return Ok(());
        };
        if seen != risk_seen(&before) {
            return Err(AppError::Conflict("error-conflict"));
        }
        let writing = self.store.write().await?;
        writing.remove_plan_risk(id, &before).await?;
        self.changed(writing, &sheet, "risks").await
    }

    /// Replaces the goals. `Conflict` when somebody else changed the sheet since `version`.
    pub async fn set_plan_goals(&self, id: i64, version: i64, goals: &str) -> Result<()> {
        let sheet = self.draft_to_change(id).await?;
        let mut errors = FieldErrors::new();
        check_text(&mut errors, "goals", goals, Some("error-plan-goals"));
        errors.check()?;
        let writing = self.store.write().await?;
        writing.set_plan_goals(id, version, goals.trim()).await?;
        self.changed(writing, &sheet, "goals").await
    }

    /// Replaces the family's page. While the plan is in force a consent may still be given anew or taken back.
    pub async fn set_plan_family(&self, id: i64, version: i64, form: &FamilyForm) -> Result<()> {
        let sheet = self.plan_to_write(id, true).await?;
        if state(&sheet)?.next(PlanEvent::Record).is_err() {
            self.draft_to_change(id).await?;
        }
        let mut errors = FieldErrors::new();
        check_text(&mut errors, "family", &form.family, None);
        let today = self.today();
        let born = sheet.birth_day.map(date);
        let signs = |signer: Signer, on: Date| {
            balsts_domain::support::signer(born, on).is_none_or(|right| right == signer)
        };
        if let Some((by, on)) = form.application {
            if on > today {
                errors.add("application", "error-plan-future");
            } else if !signs(by, on) {
                errors.add("application_signer", "error-plan-signer");
            }
        }
        if let Some((_, by, on)) = form.consent {
            if on > today {
                errors.add("consent_on", "error-plan-future");
            } else if !signs(by, on) {
                errors.add("consent_signer", "error-plan-signer");
            }
        }
        errors.check()?;
        let family = PlanFamily {
            family: form.family.trim().to_owned(),
            application: form.application.map(|(by, on)| (by.code(), on)),
            consent: form
                .consent
                .map(|(yes, by, on)| (if yes { "given" } else { "declined" }, by.code(), on)),
        };
        let writing = self.store.write().await?;
        writing.set_plan_family(id, version, &family).await?;
        self.changed(writing, &sheet, "family").await
    }

    /// Adds a measure, or changes one: `Some((id, version))` as the person saw it.
    pub async fn put_measure(&self, id: i64, measure: Option<(i64, i64)>, form: &MeasureForm) -> Result<()> {
        let sheet = self.draft_to_change(id).await?;
        if form.kind.is_restricted() && !self.sees_circumstances(&sheet.public_id).await? {
            return Err(AppError::Forbidden);
        }
        form.check(&sheet)?;
        if let Some((old, _)) = measure {
            self.check_measure_seen(&sheet, old).await?;
        }
        let writing = self.store.write().await?;
        match measure {
            None => {
                writing.add_measure(id, &form.row()).await?;
            }
            Some((old, version)) => writing.change_measure(id, old, version, &form.row()).await?,
        }
        self.changed(writing, &sheet, "measures").await
    }

    /// A measure that this person may not see cannot be changed or removed by guessing its number.
    async fn check_measure_seen(&self, sheet: &PlanSheet, measure: i64) -> Result<()> {
        let scope = self.scope(Action::Write, Resource::SupportPlan)?;
        let full = self.sees_circumstances(&sheet.public_id).await?;
        let known = self.store.plan_measures(&scope, sheet.id, full).await?;
        if known.iter().any(|row| row.id == measure) {
            Ok(())
        } else {
            Err(AppError::Conflict("error-conflict"))
        }
    }

    /// Takes a measure out of a draft.
    pub async fn remove_measure(&self, id: i64, measure: i64, version: i64) -> Result<()> {
        let sheet = self.draft_to_change(id).await?;
        let scope = self.scope(Action::Write, Resource::SupportPlan)?;
        let full = self.sees_circumstances(&sheet.public_id).await?;
        let known = self.store.plan_measures(&scope, id, full).await?;
        if known.iter().all(|row| row.id != measure) {
            // Taken out already, as was wanted; one that this person may not see looks the same, and stays.
            return Ok(());
        }
        let writing = self.store.write().await?;
        writing
            .remove_measure(id, measure, version, self.instant())
            .await?;
        self.changed(writing, &sheet, "measures").await
    }
}
