//! Changes of support plans. What stands on the sheet itself carries the version that the person saw; a measure has a version of its own, and a risk
//! is known by what is written about it, so that two people may write two of them at the same time.

use balsts_domain::support::PlanState;
use jiff::civil::Date;

use super::PlanRiskRow;
use crate::{Result, StoreError, Writing, day, sql::Sql};

/// A new plan.
#[derive(Debug, Clone)]
pub struct NewPlan {
    /// Pupil.
    pub pupil: i64,
    /// Institution.
    pub institution: i64,
    /// Code of the kind.
    pub kind: &'static str,
    /// School year, by its first calendar year.
    pub school_year: i64,
    /// 1 or 2.
    pub semester: i64,
    /// First day of the semester.
    pub from: Date,
    /// Last day of the semester.
    pub to: Date,
    /// What is to be reached.
    pub goals: String,
    /// How the family takes part.
    pub family: String,
    /// The plan it continues.
    pub previous: Option<i64>,
    /// Who begins it.
    pub author: i64,
}

/// A risk to be kept.
#[derive(Debug, Clone)]
pub struct PlanRisk {
    /// Code of the factor.
    pub factor: &'static str,
    /// Only for readers entitled to the child's circumstances.
    pub restricted: bool,
    /// Rank of the level.
    pub level: u8,
    /// In words.
    pub description: String,
}

/// What the family's page holds.
#[derive(Debug, Clone, Default)]
pub struct PlanFamily {
    /// How the family takes part.
    pub family: String,
    /// Who signed the application, and when.
    pub application: Option<(&'static str, Date)>,
    /// `given` or `declined`, by whom, and when.
    pub consent: Option<(&'static str, &'static str, Date)>,
}

/// A measure.
#[derive(Debug, Clone)]
pub struct NewMeasure {
    /// Code of the kind.
    pub kind: &'static str,
    /// Only for readers entitled to the child's circumstances.
    pub restricted: bool,
    /// Subject or specialist.
    pub subject_or_role: String,
    /// In words.
    pub detail: String,
    /// Thousandths of an hour.
    pub hours: Option<i64>,
    /// Amount.
    pub amount_cents: Option<i64>,
    /// Who answers for it.
    pub responsible: String,
    /// First day.
    pub from: Option<Date>,
    /// By when.
    pub due: Option<Date>,
}

/// A step to be written down, with the state it leads to.
#[derive(Debug, Clone)]
pub struct StepNote<'a> {
    /// Code of the event.
    pub event: &'a str,
    /// The state after it.
    pub state: &'a str,
    /// Why.
    pub reason: Option<&'a str>,
    /// The day on which the plan comes into force, if it does.
    pub in_force: Option<Date>,
    /// Whether the plan ends.
    pub ends: bool,
}

/// The evaluation of a plan.
#[derive(Debug, Clone)]
pub struct PlanEvaluation {
    /// Factor, outcome and note of each risk.
    pub outcomes: Vec<(String, &'static str, String)>,
    /// The conclusion.
    pub conclusion: String,
    /// Whether support goes on.
    pub continues: bool,
}

fn number(date: Option<Date>) -> Option<i64> {
    date.map(day::number)
}

pub(super) fn changed(rows: u64) -> Result<()> {
    if rows == 1 {
        Ok(())
    } else {
        Err(StoreError::Conflict("plans_version".to_owned()))
    }
}

impl Writing {
    /// The plan by which an institution carries on with one that has ended, unless it came to nothing. The earlier plan is held until this transaction
    /// ends: of two who carry on at once the second finds what the first began.
    pub async fn plan_after(&self, previous: i64, institution: i64) -> Result<Option<i64>> {
        // A change of nothing: on PostgreSQL the row is locked, on SQLite one writes at a time.
        Sql::new("UPDATE plans SET version = version WHERE id = $1")
            .with(previous)
            .run(&self.0)
            .await?;
        let mut sql = Sql::new("SELECT s.id FROM plans s WHERE s.previous_id = ");
        sql.bind(previous)
            .push(" AND s.institution_id = ")
            .bind(institution);
        let without_effect = [PlanState::Declined, PlanState::Withdrawn, PlanState::Left];
        sql.push(" AND s.state NOT IN ")
            .bind_list(without_effect.map(PlanState::code));
        sql.push(" ORDER BY s.id LIMIT 1");
        sql.integer(&self.0).await
    }

    /// Begins a plan.
    pub async fn add_plan(&self, new: &NewPlan, at: i64) -> Result<i64> {
        Sql::new(
            "INSERT INTO plans (pupil_id, institution_id, started_institution_id, kind, school_year, semester, from_day, to_day, \
             state, goals, family, previous_id, author_id, created_at) \
             VALUES ($1, $2, $2, $3, $4, $5, $6, $7, 'draft', $8, $9, $10, $11, $12) RETURNING id",
        )
        .with(new.pupil)
        .with(new.institution)
        .with(new.kind)
        .with(new.school_year)
        .with(new.semester)
        .with(day::number(new.from))
        .with(day::number(new.to))
        .with(new.goals.as_str())
        .with(new.family.as_str())
        .with(new.previous)
        .with(new.author)
        .with(at)
        .one_integer(&self.0)
        .await
    }

    /// Replaces the goals; `Conflict` when the plan changed since `version`.
    pub async fn set_plan_goals(&self, plan: i64, version: i64, goals: &str) -> Result<()> {
        let mut sql = Sql::new("UPDATE plans SET version = version + 1, goals = ");
        sql.bind(goals).push(" WHERE id = ").bind(plan);
        sql.push(" AND version = ").bind(version);
        changed(sql.run(&self.0).await?)
    }

    /// Replaces what the family's page holds.
    pub async fn set_plan_family(&self, plan: i64, version: i64, it: &PlanFamily) -> Result<()> {
        let mut sql = Sql::new("UPDATE plans SET version = version + 1, family = ");
        sql.bind(it.family.as_str());
        sql.push(", application_signer = ")
            .bind(it.application.map(|(signer, _)| signer.to_owned()));
        sql.push(", application_day = ")
            .bind(number(it.application.map(|(_, day)| day)));
        sql.push(", consent = ")
            .bind(it.consent.map(|(consent, ..)| consent.to_owned()));
        sql.push(", consent_signer = ")
            .bind(it.consent.map(|(_, signer, _)| signer.to_owned()));
        sql.push(", consent_day = ")
            .bind(number(it.consent.map(|(.., day)| day)));
        sql.push(" WHERE id = ").bind(plan);
        sql.push(" AND version = ").bind(version);
        changed(sql.run(&self.0).await?)
    }

    /// Keeps the kind of plan.
    pub async fn set_plan_kind(&self, plan: i64, version: i64, kind: &'static str) -> Result<()> {
        let mut sql = Sql::new("UPDATE plans SET version = version + 1, kind = ");
        sql.bind(kind).push(" WHERE id = ").bind(plan);
        sql.push(" AND version = ").bind(version);
        changed(sql.run(&self.0).await?)
    }

    /// Adds a risk. `Conflict` where the plan names it already.
    pub async fn add_plan_risk(&self, plan: i64, risk: &PlanRisk) -> Result<()> {
        let rows = Sql::new(
            "INSERT INTO plan_risks (plan_id, factor, restricted, level, description) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (plan_id, factor) DO NOTHING",
        )
        .with(plan)
        .with(risk.factor)
        .with(risk.restricted)
        .with(i64::from(risk.level))
        .with(risk.description.as_str())
        .run(&self.0)
        .await?;
        changed(rows)
    }

    /// Replaces what is written about a risk. `Conflict` where something else stands there by now.
    pub async fn change_plan_risk(&self, plan: i64, before: &PlanRiskRow, risk: &PlanRisk) -> Result<()> {
        let rows = Sql::new(
            "UPDATE plan_risks SET level = $3, description = $4 WHERE plan_id = $1 AND factor = $2 AND level = $5 \
             AND description = $6",
        )
        .with(plan)
        .with(risk.factor)
        .with(i64::from(risk.level))
        .with(risk.description.as_str())
        .with(before.level)
        .with(before.description.as_str())
        .run(&self.0)
        .await?;
        changed(rows)
    }

    /// Takes a risk out of a plan. `Conflict` where something else is written about it by now.
    pub async fn remove_plan_risk(&self, plan: i64, before: &PlanRiskRow) -> Result<()> {
        let rows = Sql::new(
            "DELETE FROM plan_risks WHERE plan_id = $1 AND factor = $2 AND level = $3 AND description = $4",
        )
        .with(plan)
        .with(before.factor.as_str())
        .with(before.level)
        .with(before.description.as_str())
        .run(&self.0)
        .await?;
        changed(rows)
    }

    /// Adds a measure.
    pub async fn add_measure(&self, plan: i64, new: &NewMeasure) -> Result<i64> {
        Sql::new(
            "INSERT INTO plan_measures (plan_id, kind, restricted, subject_or_role, detail, hours, amount_cents, responsible, \
             from_day, due_day) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
        )
        .with(plan)
        .with(new.kind)
        .with(new.restricted)
        .with(new.subject_or_role.as_str())
        .with(new.detail.as_str())
        .with(new.hours)
        .with(new.amount_cents)
        .with(new.responsible.as_str())
        .with(number(new.from))
        .with(number(new.due))
        .one_integer(&self.0)
        .await
    }

    /// Changes a measure; `Conflict` when somebody else changed or removed it since `version`.
    pub async fn change_measure(&self, plan: i64, id: i64, version: i64, new: &NewMeasure) -> Result<()> {
        let rows = Sql::new(
            "UPDATE plan_measures SET version = version + 1, kind = $4, restricted = $5, subject_or_role = $6, detail = $7, \
             hours = $8, amount_cents = $9, responsible = $10, from_day = $11, due_day = $12 \
             WHERE plan_id = $1 AND id = $2 AND version = $3 AND removed_at IS NULL",
        )
        .with(plan)
        .with(id)
        .with(version)
        .with(new.kind)
        .with(new.restricted)
        .with(new.subject_or_role.as_str())
        .with(new.detail.as_str())
        .with(new.hours)
        .with(new.amount_cents)
        .with(new.responsible.as_str())
        .with(number(new.from))
        .with(number(new.due))
        .run(&self.0)
        .await?;
        changed(rows)
    }

    /// Takes a measure out of a draft; its row stays.
    pub async fn remove_measure(&self, plan: i64, id: i64, version: i64, at: i64) -> Result<()> {
        let rows = Sql::new(
            "UPDATE plan_measures SET removed_at = $4, version = version + 1 WHERE plan_id = $1 AND id = $2 AND version = $3 \
             AND removed_at IS NULL",
        )
        .with(plan)
        .with(id)
        .with(version)
        .with(at)
        .run(&self.0)
        .await?;
        changed(rows)
    }

    /// Takes a step; `Conflict` when the plan changed since `version`. Without a user it is the program's.
    pub async fn step_plan(
        &self,
        plan: i64,
        version: i64,
        note: &StepNote<'_>,
        user: Option<i64>,
        at: i64,
    ) -> Result<()> {
        let mut sql = Sql::new("UPDATE plans SET version = version + 1, state = ");
        sql.bind(note.state)
            .push(", reason = ")
            .bind(note.reason.map(str::to_owned));
        if let Some(on) = note.in_force {
            sql.push(", in_force_day = ").bind(day::number(on));
        }
        if note.ends {
            sql.push(", ended_at = ").bind(at);
        }
        sql.push(" WHERE id = ").bind(plan);
        sql.push(" AND version = ").bind(version);
        changed(sql.run(&self.0).await?)?;
        self.note_plan_step(plan, note, user, at).await
    }

    /// Writes a step down that does not change the sheet.
    pub async fn note_plan_step(
        &self,
        plan: i64,
        note: &StepNote<'_>,
        user: Option<i64>,
        at: i64,
    ) -> Result<()> {
        Sql::new("INSERT INTO plan_steps (plan_id, event, state, reason, user_id, at) VALUES ($1, $2, $3, $4, $5, $6)")
            .with(plan)
            .with(note.event)
            .with(note.state)
            .with(note.reason.map(str::to_owned))
            .with(user)
            .with(at)
            .run(&self.0)
            .await?;
        Ok(())
    }

    /// Keeps the evaluation of each risk and the conclusion.
    pub async fn evaluate_plan(&self, plan: i64, it: &PlanEvaluation) -> Result<()> {
        for (factor, outcome, note) in &it.outcomes {
            Sql::new(
                "UPDATE plan_risks SET outcome = $3, outcome_note = $4 WHERE plan_id = $1 AND factor = $2",
            )
            .with(plan)
            .with(factor.as_str())
            .with(*outcome)
            .with(note.as_str())
            .run(&self.0)
            .await?;
        }
        Sql::new("UPDATE plans SET conclusion = $2, continues = $3 WHERE id = $1")
            .with(plan)
            .with(it.conclusion.as_str())
            .with(it.continues)
            .run(&self.0)
            .await?;
        Ok(())
    }

    /// The institution to which the pupil moved carries the plan on.
    pub async fn take_plan_over(&self, plan: i64, version: i64, institution: i64) -> Result<()> {
        let mut sql = Sql::new("UPDATE plans SET version = version + 1, institution_id = ");
        sql.bind(institution).push(" WHERE id = ").bind(plan);
        sql.push(" AND version = ").bind(version);
        changed(sql.run(&self.0).await?)?;
        Sql::new("UPDATE duties SET institution_id = $2 WHERE plan_id = $1 AND done_at IS NULL")
            .with(plan)
            .with(institution)
            .run(&self.0)
            .await?;
        Ok(())
    }

    /// Opens the duty to evaluate a plan.
    pub async fn open_plan_duty(
        &self,
        municipality: i64,
        institution: i64,
        pupil: i64,
        plan: i64,
        due: Date,
        at: i64,
    ) -> Result<()> {
        Sql::new(
            "INSERT INTO duties (municipality_id, institution_id, pupil_id, plan_id, code, about, detail, due_day, opened_at) \
             VALUES ($1, $2, $3, $4, 'support_plan_evaluation', $5, '{}', $6, $7) \
             ON CONFLICT (municipality_id, code, about) DO NOTHING",
        )
        .with(municipality)
        .with(institution)
        .with(pupil)
        .with(plan)
        .with(format!("plan={plan}"))
        .with(day::number(due))
        .with(at)
        .run(&self.0)
        .await?;
        Ok(())
    }

    /// Marks the duty to evaluate a plan as done by whoever evaluated it, or withdraws it when the plan has ended otherwise.
    pub async fn end_plan_duty(&self, plan: i64, evaluated_by: Option<i64>, at: i64) -> Result<()> {
        let mut sql = Sql::new("UPDATE duties SET ");
        if let Some(user) = evaluated_by {
            sql.push("done_at = ").bind(at).push(", done_by_id = ").bind(user);
        } else {
            sql.push("withdrawn_at = ").bind(at);
        }
        sql.push(" WHERE done_at IS NULL AND plan_id = ").bind(plan);
        sql.run(&self.0).await?;
        Ok(())
    }
}
