//! Support plans from the first word to the evaluation, by role, on both databases.

mod advice;
mod assistant;
mod coverage;
mod effect;
mod given;
mod left;
mod part;
mod removal;
mod roles;
mod together;
mod told;
mod way;

use balsts_app::{
    AppError, Ctx,
    consultation::LogConsultation,
    settings::PlainGroup,
    support_plan::{
        EvaluatePlan, FamilyForm, MeasureForm, NoteForm, PartForm, PlanView, RiskEvaluation, StartPlan,
        risk_seen,
    },
};
use balsts_domain::{
    access::Role,
    calendar::{SchoolYear, Semester},
    risk::{Factor, Level},
    support::{
        ConsultationKind, Economic, MeasureKind, NoteKind, Outcome, Partner, PlanKind, PlanState, Signer,
        UnmetReason,
    },
};
use balsts_testkit::{Database, NewPupil, Town, on_both, town};
use jiff::civil::{Date, date};
use serde_json::json;

const ANNA: &str = "p-140311-21234";
const NOW: &str = "2025-10-06T09:00:00Z";

pub(crate) struct School {
    pub(crate) town: Town,
    pub(crate) institution: i64,
    other: i64,
    anna: i64,
}

async fn school_with(database: &Database, kind: &str, born: Option<Date>) -> School {
    let town = town(&database.store, NOW).await;
    let institution = town.institution("OGR1", kind).await;
    let other = town.institution("OGR2", "basic_school").await;
    let anna = NewPupil {
        born,
        ..NewPupil::named("140311-21234", "Anna", "Bērziņa")
    };
    let anna = town.pupils(&[anna]).await[0];
    town.enrol(&[anna], institution, "8.b", date(2025, 9, 1), None)
        .await;
    School {
        town,
        institution,
        other,
        anna,
    }
}

pub(crate) async fn school(database: &Database) -> School {
    school_with(database, "basic_school", Some(date(2011, 3, 14))).await
}

fn start() -> StartPlan {
    StartPlan {
        pupil: ANNA.to_owned(),
        kind: PlanKind::Individual,
        year: SchoolYear::new(2025),
        semester: Semester::First,
    }
}

fn measure(kind: MeasureKind, what: &str, hours: &str) -> MeasureForm {
    MeasureForm {
        kind,
        subject_or_role: what.to_owned(),
        detail: "apraksts".to_owned(),
        hours: hours.parse().ok(),
        amount_cents: None,
        responsible: "Ilze Liepa".to_owned(),
        from: None,
        due: None,
    }
}

fn family(by: Signer) -> FamilyForm {
    FamilyForm {
        family: "Māte palīdz ar mājasdarbiem".to_owned(),
        application: Some((by, date(2025, 10, 3))),
        consent: Some((true, by, date(2025, 10, 3))),
    }
}

pub(crate) async fn version(ctx: &Ctx, plan: i64) -> i64 {
    ctx.plan(plan).await.unwrap().sheet.version
}

/// A draft with all that it needs.
pub(crate) async fn draft(staff: &Ctx) -> i64 {
    written(staff, &start()).await
}

/// The same for another semester.
async fn written(staff: &Ctx, start: &StartPlan) -> i64 {
    let plan = staff.start_plan(start).await.unwrap();
    staff
        .put_plan_risk(
            plan,
            Factor::LearningDifficulties,
            Level::High,
            "Nesaprot daļskaitļus",
        )
        .await
        .unwrap();
    staff
        .put_plan_risk(plan, Factor::Addiction, Level::Medium, "Smēķē")
        .await
        .unwrap();
    staff
        .set_plan_goals(plan, version(staff, plan).await, "Vērtējums vismaz 4")
        .await
        .unwrap();
    staff
        .put_measure(
            plan,
            None,
            &measure(MeasureKind::SubjectConsultation, "Matemātika", "12"),
        )
        .await
        .unwrap();
    staff
        .set_plan_family(plan, version(staff, plan).await, &family(Signer::Guardian))
        .await
        .unwrap();
    plan
}

/// A plan in force at a basic school: head and coordinator have approved.
async fn in_force(school: &School, staff: &Ctx) -> i64 {
    let plan = draft(staff).await;
    approved(school, staff, plan).await;
    plan
}

/// Brings a draft into force.
async fn approved(school: &School, staff: &Ctx, plan: i64) {
    staff.submit_plan(plan, version(staff, plan).await).await.unwrap();
    let head = school
        .town
        .as_role(Role::SchoolHead, Some(school.institution), None)
        .await;
    head.approve_plan(plan, version(&head, plan).await).await.unwrap();
    let board = school.town.as_role(Role::EducationBoard, None, None).await;
    board
        .approve_plan(plan, version(&board, plan).await)
        .await
        .unwrap();
}

pub(crate) fn hour(plan_measure: Option<i64>, on: Date) -> LogConsultation {
    LogConsultation {
        measure: plan_measure,
        kind: plan_measure.is_none().then_some(ConsultationKind::Teacher),
        subject_or_role: String::new(),
        on: Some(on),
        hours: "1,5".parse().ok(),
        missed: None,
        note: String::new(),
    }
}

fn fields(result: Result<impl std::fmt::Debug, AppError>) -> Vec<String> {
    match result {
        Err(AppError::Invalid(errors)) => errors.0.into_iter().map(|error| error.field).collect(),
        other => panic!("{other:?}"),
    }
}
