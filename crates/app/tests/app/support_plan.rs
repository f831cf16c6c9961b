//! Support plans from the first word to the evaluation, by role, on both databases.

mod advice;
mod assistant;
mod coverage;
mod effect;
mod left;
mod part;
mod removal;
mod told;

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

// covers: IAP-04, IAP-07, IAP-08, RSK-17
#[test]
fn a_plan_goes_from_draft_to_evaluation_and_the_next_starts_from_it() {
    on_both(|database| async move {
        let school = school(&database).await;
        let staff = school
            .town
            .as_role(Role::SupportStaff, Some(school.institution), None)
            .await;
        let empty = staff.start_plan(&start()).await.unwrap();
        let missing = fields(staff.submit_plan(empty, 1).await);
        assert_eq!(missing, ["risks", "goals", "measures", "application", "consent"]);
        let plan = in_force(&school, &staff).await;
        let view = staff.plan(plan).await.unwrap();
        assert_eq!(view.state, PlanState::InForce);
        assert_eq!(view.planned.to_string(), "12");
        let events: Vec<&str> = view.steps.iter().rev().map(|step| step.event.as_str()).collect();
        assert_eq!(
            events,
            ["start", "submit", "approve_by_head", "approve_by_coordinator"]
        );

        // The duty to evaluate is due on the last day of the semester.
        let (duties, _) = staff
            .duties(&balsts_store::DutyFilter::default(), 10)
            .await
            .unwrap();
        let duty = duties
            .iter()
            .find(|duty| duty.code == "support_plan_evaluation")
            .unwrap();
        assert_eq!(
            (duty.plan_id, balsts_store::date(duty.due_day)),
            (Some(plan), date(2025, 12, 19))
        );

        let evaluation = |outcome| EvaluatePlan {
            risks: vec![
                RiskEvaluation {
                    factor: "learning_difficulties".to_owned(),
                    outcome: Some(Outcome::Removed),
                    note: String::new(),
                },
                RiskEvaluation {
                    factor: "addiction".to_owned(),
                    outcome,
                    note: "joprojām".to_owned(),
                },
            ],
            conclusion: "Turpināt".to_owned(),
            continues: Some(true),
        };
        let version_now = version(&staff, plan).await;
        assert_eq!(
            fields(staff.evaluate_plan(plan, version_now, &evaluation(None)).await),
            ["outcome-addiction"],
            "each risk is evaluated"
        );
        staff
            .evaluate_plan(plan, version_now, &evaluation(Some(Outcome::Unchanged)))
            .await
            .unwrap();
        let (duties, _) = staff
            .duties(&balsts_store::DutyFilter::default(), 10)
            .await
            .unwrap();
        assert!(
            !duties.iter().any(|duty| duty.plan_id == Some(plan)),
            "done by the evaluation"
        );
        let (one, other) = tokio::join!(staff.start_next_plan(plan), staff.start_next_plan(plan));
        let next = one.unwrap();
        assert_eq!(other.unwrap(), next, "two at once begin one plan");
        let again = staff.start_next_plan(plan).await.unwrap();
        assert_eq!(again, next, "a second press leads to the plan that was begun");
        let view = staff.plan(next).await.unwrap();
        assert_eq!((view.sheet.semester, view.sheet.previous_id), (2, Some(plan)));
        let risks: Vec<&str> = view.risks.iter().map(|risk| risk.factor.as_str()).collect();
        assert_eq!(risks, ["addiction"], "the risk that remains");
        assert_eq!(view.measures.len(), 1);

        // Counted with its pupil, beside the plans of files.
        let csv = |kind: &'static str| {
            let operator = school.town.operator();
            async move {
                operator
                    .report(kind, &balsts_app::report::ReportPeriod::default())
                    .await
                    .unwrap()
                    .to_csv()
                    .unwrap()
            }
        };
        assert!(
            csv("support-plans").await.contains("OGR1,2025/26,1,1"),
            "drafts do not count"
        );
        let risks = csv("risks").await;
        assert!(risks.contains("Grūtības mācību satura apguvē,1,1,1"), "{risks}");
    });
}

// covers: IAP-04
#[test]
fn a_municipality_can_want_one_individual_plan_a_semester() {
    on_both(|database| async move {
        let school = school(&database).await;
        let town = &school.town;
        let staff = town
            .as_role(Role::SupportStaff, Some(school.institution), None)
            .await;
        // As needed, where nothing is set.
        let first = staff.start_plan(&start()).await.unwrap();
        let second = staff.start_plan(&start()).await.unwrap();
        let group = PlainGroup::named("support").unwrap();
        let values = [("one_per_semester".to_owned(), json!(true))].into();
        town.operator()
            .change_plain_settings(group, None, 0, &values, "Domes lēmums")
            .await
            .unwrap();
        assert_eq!(fields(staff.start_plan(&start()).await), ["term"]);
        // Of another kind, or for another semester, it is not the same.
        let behaviour = StartPlan {
            kind: PlanKind::BehaviourCorrection,
            ..start()
        };
        staff.start_plan(&behaviour).await.unwrap();
        let spring = StartPlan {
            semester: Semester::Second,
            ..start()
        };
        staff.start_plan(&spring).await.unwrap();
        assert_eq!(fields(staff.start_plan(&spring).await), ["term"]);
        // What was taken back or declined is none.
        let version_now = version(&staff, first).await;
        staff
            .withdraw_plan(first, version_now, "Divreiz sākts")
            .await
            .unwrap();
        assert_eq!(fields(staff.start_plan(&start()).await), ["term"]);
        let version_now = version(&staff, second).await;
        staff
            .decline_plan(second, version_now, "Vecāki nevēlas")
            .await
            .unwrap();
        staff.start_plan(&start()).await.unwrap();
    });
}

// covers: IAP-04, ROL-22
#[test]
fn the_coordinator_approves_where_the_municipality_has_set_so_for_the_kind_of_institution() {
    let cases = [
        ("vocational_school", None, PlanState::InForce),
        ("basic_school", None, PlanState::AwaitingCoordinator),
        ("basic_school", Some(false), PlanState::InForce),
        ("vocational_school", Some(true), PlanState::AwaitingCoordinator),
    ];
    for (kind, set, expected) in cases {
        on_both(move |database| async move {
            let school = school_with(&database, kind, Some(date(2011, 3, 14))).await;
            let town = &school.town;
            if let Some(approves) = set {
                let group = PlainGroup::named("support").unwrap();
                let values = [(format!("coordinator_{kind}"), json!(approves))].into();
                let operator = town.operator();
                operator
                    .change_plain_settings(group, None, 0, &values, "Domes lēmums")
                    .await
                    .unwrap();
            }
            let staff = town
                .as_role(Role::SupportStaff, Some(school.institution), None)
                .await;
            let head = town
                .as_role(Role::SchoolHead, Some(school.institution), None)
                .await;
            let plan = draft(&staff).await;
            staff
                .submit_plan(plan, version(&staff, plan).await)
                .await
                .unwrap();
            assert_eq!(head.approval_list().await.unwrap().len(), 1);
            head.approve_plan(plan, version(&head, plan).await).await.unwrap();
            let state = staff.plan(plan).await.unwrap().state;
            assert_eq!(state, expected, "{kind} {set:?}");
        });
    }
}

// covers: IAP-04, IAP-06, ROL-12, ROL-13
#[test]
fn each_role_sees_and_does_what_the_table_gives() {
    on_both(|database| async move {
        let school = school(&database).await;
        let town = &school.town;
        let staff = town
            .as_role(Role::SupportStaff, Some(school.institution), None)
            .await;
        let teacher = town
            .as_role(Role::ClassTeacher, Some(school.institution), Some("8.b"))
            .await;
        let stranger = town
            .as_role(Role::ClassTeacher, Some(school.institution), Some("8.a"))
            .await;
        let elsewhere = town.as_role(Role::SupportStaff, Some(school.other), None).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let plan = draft(&staff).await;
        let economic = MeasureForm {
            amount_cents: Some(4_550),
            ..measure(MeasureKind::Economic(Economic::Meals), "", "")
        };
        staff.put_measure(plan, None, &economic).await.unwrap();
        for (partner, task) in [
            (Partner::SocialService, "Ģimenes asistents"),
            (Partner::YouthCentre, "Brīvprātīgais darbs"),
            (Partner::ParishBoard, "Autobuss no pagasta centra"),
        ] {
            let part = PartForm {
                partner,
                user: None,
                contact: String::new(),
                task: task.to_owned(),
                hours: None,
                due: None,
                agreed: Some(date(2025, 10, 1)),
            };
            staff.put_plan_part(plan, None, &part).await.unwrap();
        }
        let full = staff.plan(plan).await.unwrap();
        assert_eq!(
            (full.risks.len(), full.measures.len(), full.parts.len()),
            (2, 2, 3)
        );
        assert_eq!(full.measures[1].amount_cents, Some(4_550));
        let seen = teacher.plan(plan).await.unwrap();
        assert_eq!(
            (seen.risks.len(), seen.measures.len(), seen.parts.len()),
            (1, 1, 0),
            "health, means and family are for those entitled"
        );
        assert!(!seen.may_draft && seen.may_record);
        for nobody in [&stranger, &elsewhere, &board] {
            assert!(matches!(nobody.plan(plan).await, Err(AppError::NotFound)));
        }
        let refused = teacher
            .put_plan_risk(plan, Factor::LowAchievement, Level::Low, "")
            .await;
        assert!(matches!(refused, Err(AppError::Forbidden)), "{refused:?}");
        assert!(matches!(
            teacher.start_plan(&start()).await,
            Err(AppError::Forbidden)
        ));
        let version_now = version(&staff, plan).await;
        staff.submit_plan(plan, version_now).await.unwrap();
        assert!(
            matches!(
                board.plan(plan).await,
                Err(AppError::Forbidden | AppError::NotFound)
            ) || !board.plan(plan).await.unwrap().may_approve,
            "the head is first"
        );
        let head = town
            .as_role(Role::SchoolHead, Some(school.institution), None)
            .await;
        let stale = head.approve_plan(plan, version_now).await;
        assert!(
            matches!(stale, Err(AppError::Conflict("error-conflict"))),
            "{stale:?}"
        );
        head.approve_plan(plan, version(&head, plan).await).await.unwrap();
        let waiting = board.plans_to_approve().await.unwrap();
        assert_eq!(waiting.len(), 1);
        let seen = board.plan(plan).await.unwrap();
        assert_eq!(
            (seen.risks.len(), seen.may_approve, seen.may_draft),
            (1, true, false)
        );
        board
            .send_plan_back(plan, seen.sheet.version, "Trūkst stundu")
            .await
            .unwrap();
        assert!(
            matches!(board.plan(plan).await, Err(AppError::NotFound)),
            "no longer the board's"
        );
        let back = staff.plan(plan).await.unwrap();
        assert_eq!(
            (back.state, back.sheet.reason.as_deref()),
            (PlanState::Draft, Some("Trūkst stundu"))
        );
    });
}

// covers: IAP-04, IAP-06
#[test]
fn two_people_editing_one_plan_lose_nothing() {
    on_both(|database| async move {
        let school = school(&database).await;
        let town = &school.town;
        let one = town
            .as_role(Role::SupportStaff, Some(school.institution), None)
            .await;
        let two = town
            .as_role(Role::SupportStaff, Some(school.institution), None)
            .await;
        let plan = draft(&one).await;
        let seen = version(&two, plan).await;
        one.set_plan_goals(plan, seen, "Mērķis viens").await.unwrap();
        let late = two.set_plan_goals(plan, seen, "Mērķis divi").await;
        assert!(
            matches!(late, Err(AppError::Conflict("error-conflict"))),
            "{late:?}"
        );
        assert_eq!(two.plan(plan).await.unwrap().sheet.goals, "Mērķis viens");
        // Two measures at the same time are no conflict; one and the same is.
        let row = one.plan(plan).await.unwrap().measures[0].clone();
        let (a, b) = (
            measure(MeasureKind::TeacherSupport, "", "2"),
            measure(MeasureKind::Mentor, "", "3"),
        );
        one.put_measure(plan, None, &a).await.unwrap();
        two.put_measure(plan, None, &b).await.unwrap();
        let changed = measure(MeasureKind::SubjectConsultation, "Fizika", "4");
        one.put_measure(plan, Some((row.id, row.version)), &changed)
            .await
            .unwrap();
        let late = two.put_measure(plan, Some((row.id, row.version)), &changed).await;
        assert!(
            matches!(late, Err(AppError::Conflict("error-conflict"))),
            "{late:?}"
        );
        let gone = two.remove_measure(plan, row.id, row.version).await;
        assert!(
            matches!(gone, Err(AppError::Conflict("error-conflict"))),
            "{gone:?}"
        );
        assert_eq!(one.plan(plan).await.unwrap().measures.len(), 3);
        // The same with risks: two are no conflict, two texts about one are, also when it is taken out.
        let of = |view: PlanView, factor: Factor| {
            let mut risks = view.risks.into_iter();
            risks.find(|row| row.factor == factor.code())
        };
        let factor = Factor::LowAchievement;
        one.put_plan_risk(plan, factor, Level::High, "Trīs nepietiekami vērtējumi")
            .await
            .unwrap();
        one.put_plan_risk(plan, factor, Level::High, "Trīs nepietiekami vērtējumi ")
            .await
            .unwrap();
        let late = two
            .put_plan_risk(plan, factor, Level::High, "Matemātikā 3 balles")
            .await;
        assert!(
            matches!(late, Err(AppError::Conflict("error-conflict"))),
            "{late:?}"
        );
        let first = of(two.plan(plan).await.unwrap(), factor).unwrap();
        assert_eq!(first.description, "Trīs nepietiekami vērtējumi");
        let seen = risk_seen(&first);
        two.change_plan_risk(plan, &seen, factor, Level::Medium, "Matemātikā 3 balles")
            .await
            .unwrap();
        let late = one
            .change_plan_risk(plan, &seen, factor, Level::Low, "Uzlabojas")
            .await;
        assert!(
            matches!(late, Err(AppError::Conflict("error-conflict"))),
            "{late:?}"
        );
        let late = one.remove_plan_risk(plan, factor, &seen).await;
        assert!(
            matches!(late, Err(AppError::Conflict("error-conflict"))),
            "{late:?}"
        );
        let second = of(one.plan(plan).await.unwrap(), factor).unwrap();
        assert_eq!(
            (second.level, second.description.as_str()),
            (i64::from(Level::Medium.rank()), "Matemātikā 3 balles")
        );
        one.remove_plan_risk(plan, factor, &risk_seen(&second))
            .await
            .unwrap();
        assert!(of(one.plan(plan).await.unwrap(), factor).is_none());
    });
}

// covers: IAP-09, IAP-10, IAP-11, IAP-19
#[test]
fn consultations_are_logged_missed_and_confirmed() {
    on_both(|database| async move {
        let school = school(&database).await;
        let town = &school.town;
        let staff = town
            .as_role(Role::SupportStaff, Some(school.institution), None)
            .await;
        let plan = in_force(&school, &staff).await;
        let maths = staff.plan(plan).await.unwrap().measures[0].id;
        let day = date(2025, 10, 6);
        assert_eq!(
            fields(
                staff
                    .log_consultation(plan, &hour(Some(maths), date(2025, 10, 7)))
                    .await
            ),
            ["on"],
            "still to come"
        );
        assert_eq!(
            fields(
                staff
                    .log_consultation(plan, &hour(Some(maths), date(2025, 8, 29)))
                    .await
            ),
            ["on"],
            "outside the semester"
        );
        let first = staff
            .log_consultation(plan, &hour(Some(maths), day))
            .await
            .unwrap();
        let teacher = town
            .as_role(Role::ClassTeacher, Some(school.institution), Some("8.b"))
            .await;
        let second = teacher.log_consultation(plan, &hour(None, day)).await.unwrap();
        let missed = LogConsultation {
            missed: Some(UnmetReason::PupilRefuses),
            ..hour(Some(maths), day)
        };
        staff.log_consultation(plan, &missed).await.unwrap();
        let refused = teacher.withdraw_consultation(plan, first).await;
        assert!(
            matches!(refused, Err(AppError::Forbidden)),
            "a colleague's entry: {refused:?}"
        );
        assert_eq!(staff.confirm_by_sheet(plan, &[first]).await.unwrap(), 1);
        assert_eq!(staff.confirm_by_sheet(plan, &[first]).await.unwrap(), 0, "once");
        let view = staff.plan(plan).await.unwrap();
        assert_eq!(
            (
                view.given.given.to_string(),
                view.given.confirmed.to_string(),
                view.given.missed
            ),
            ("3".to_owned(), "1.5".to_owned(), 1)
        );
        assert_eq!(view.measures[0].given, 1_500);

        // The pupil's phone: a key, then a code that both have seen.
        let key = teacher.offer_confirmation(plan, second).await.unwrap();
        assert!(matches!(
            town.app.confirmation("WRONGKEY").await,
            Err(AppError::NotFound)
        ));
        assert_eq!(
            town.app.confirmation(&key.to_lowercase()).await.unwrap().hours,
            1_500
        );
        assert_eq!(
            fields(teacher.confirm_by_code(plan, second, "0000").await),
            ["code"],
            "before it is shown"
        );
        let code = town.app.confirmation_code(&key).await.unwrap();
        teacher.confirm_by_code(plan, second, &code).await.unwrap();
        assert!(
            matches!(town.app.confirmation(&key).await, Err(AppError::NotFound)),
            "it works once"
        );
        let late = teacher.withdraw_consultation(plan, second).await;
        assert!(
            matches!(late, Err(AppError::Conflict(_))),
            "confirmed stays: {late:?}"
        );
        let csv = town
            .operator()
            .report("consultations", &balsts_app::report::ReportPeriod::default())
            .await
            .unwrap()
            .to_csv()
            .unwrap();
        assert_eq!(
            csv.lines().skip(1).collect::<Vec<_>>(),
            [
                "mācību priekšmets,Matemātika,1.5,1",
                "pedagogs ārpus priekšmeta,,1.5,1",
                "Kopā,,3,"
            ]
        );
    });
}

// covers: IAP-18, IAP-19, IAP-23
#[test]
fn notes_need_what_their_kind_needs() {
    on_both(|database| async move {
        let school = school(&database).await;
        let staff = school
            .town
            .as_role(Role::SupportStaff, Some(school.institution), None)
            .await;
        let plan = in_force(&school, &staff).await;
        let note = |kind| NoteForm {
            kind,
            on: Some(date(2025, 10, 6)),
            text: "Runāja ar māti".to_owned(),
            result: String::new(),
            reason: None,
        };
        assert_eq!(
            fields(staff.add_plan_note(plan, &note(NoteKind::Contact)).await),
            ["result"]
        );
        assert_eq!(
            fields(staff.add_plan_note(plan, &note(NoteKind::Unmet)).await),
            ["reason"]
        );
        let unmet = NoteForm {
            reason: Some(UnmetReason::NoStaff),
            ..note(NoteKind::Unmet)
        };
        staff.add_plan_note(plan, &unmet).await.unwrap();
        staff
            .add_plan_note(plan, &note(NoteKind::Dynamics))
            .await
            .unwrap();
        let needs = staff.unmet_needs().await.unwrap();
        assert_eq!((needs.len(), needs[0].reason.as_deref()), (1, Some("no_staff")));
        let view = staff.plan(plan).await.unwrap();
        assert_eq!((view.dynamics.written, view.dynamics.expected), (1, 3));
        let elsewhere = school
            .town
            .as_role(Role::SupportStaff, Some(school.other), None)
            .await;
        assert!(elsewhere.unmet_needs().await.unwrap().is_empty());
    });
}

// covers: IAP-13, IAP-14, IAP-17, IAP-22
#[test]
fn measures_say_what_they_need() {
    on_both(|database| async move {
        let school = school(&database).await;
        let staff = school
            .town
            .as_role(Role::SupportStaff, Some(school.institution), None)
            .await;
        let plan = staff.start_plan(&start()).await.unwrap();
        let home = staff
            .put_measure(plan, None, &measure(MeasureKind::HomeSchooling, "", ""))
            .await;
        assert_eq!(fields(home), ["kind"], "up to grade 6, Anna is in grade 8");
        let nameless = MeasureForm {
            detail: String::new(),
            ..measure(MeasureKind::Mentor, "", "")
        };
        assert_eq!(fields(staff.put_measure(plan, None, &nameless).await), ["detail"]);
        let free = measure(MeasureKind::Economic(Economic::Transport), "", "");
        assert_eq!(fields(staff.put_measure(plan, None, &free).await), ["amount"]);
        let backwards = MeasureForm {
            from: Some(date(2025, 12, 1)),
            due: Some(date(2025, 11, 1)),
            ..measure(MeasureKind::BehaviourProgramme, "", "")
        };
        assert_eq!(fields(staff.put_measure(plan, None, &backwards).await), ["due"]);
        staff
            .put_measure(plan, None, &measure(MeasureKind::CareerConsultation, "", "2"))
            .await
            .unwrap();
    });
}

// covers: IAP-04, IAP-18
#[test]
fn a_pupil_who_moves_or_comes_of_age_and_a_closed_semester_have_their_answers() {
    on_both(|database| async move {
        let school = school_with(&database, "basic_school", Some(date(2007, 11, 1))).await;
        let staff = school
            .town
            .as_role(Role::SupportStaff, Some(school.institution), None)
            .await;
        let plan = in_force(&school, &staff).await;
        assert!(!staff.plan(plan).await.unwrap().needs_new_consent());

        // Of age in the middle: the pupil consents from now on, a guardian no longer can.
        let november = school.town.at("2025-11-03T09:00:00Z");
        let staff = november.ctx(staff.actor.user().unwrap()).await;
        assert!(staff.plan(plan).await.unwrap().needs_new_consent());
        let by = |signer| FamilyForm {
            consent: Some((true, signer, date(2025, 11, 3))),
            ..family(Signer::Guardian)
        };
        let now = version(&staff, plan).await;
        assert_eq!(
            fields(staff.set_plan_family(plan, now, &by(Signer::Guardian)).await),
            ["consent_signer"]
        );
        staff
            .set_plan_family(plan, now, &by(Signer::AdultPupil))
            .await
            .unwrap();
        assert!(!staff.plan(plan).await.unwrap().needs_new_consent());

        // Moved: the plan follows the pupil, the former school no longer sees it, the new one carries it on.
        school
            .town
            .enrol(
                &[school.anna],
                school.institution,
                "8.b",
                date(2025, 9, 1),
                Some(date(2025, 11, 9)),
            )
            .await;
        school
            .town
            .enrol(&[school.anna], school.other, "8.c", date(2025, 11, 10), None)
            .await;
        let december = school.town.at("2025-12-01T09:00:00Z");
        let before = december.ctx(staff.actor.user().unwrap()).await;
        assert!(matches!(before.plan(plan).await, Err(AppError::NotFound)));
        let after = december
            .as_role(Role::SupportStaff, Some(school.other), None)
            .await;
        let view = after.plan(plan).await.unwrap();
        assert!(view.moved && view.may_draft);
        after.take_plan_over(plan, view.sheet.version).await.unwrap();
        let view = after.plan(plan).await.unwrap();
        assert!(!view.moved);
        let again = after.take_plan_over(plan, view.sheet.version).await;
        assert!(
            matches!(again, Err(AppError::Conflict("error-plan-step"))),
            "{again:?}"
        );

        // After the semester: late sheets yes, new plans no.
        let january = school.town.at("2026-01-12T09:00:00Z");
        let late = january.ctx(after.actor.user().unwrap()).await;
        late.log_consultation(plan, &hour(None, date(2025, 12, 17)))
            .await
            .unwrap();
        assert_eq!(
            fields(late.log_consultation(plan, &hour(None, date(2026, 1, 8))).await),
            ["on"]
        );
        assert_eq!(fields(late.start_plan(&start()).await), ["term"]);
        let (overdue, _) = late
            .duties(
                &balsts_store::DutyFilter {
                    state: balsts_store::DutyState::Overdue,
                    ..balsts_store::DutyFilter::default()
                },
                10,
            )
            .await
            .unwrap();
        assert!(
            overdue.iter().any(|duty| duty.plan_id == Some(plan)),
            "not evaluated in time"
        );
    });
}

// covers: IAP-19
#[test]
fn a_declined_plan_keeps_its_reason_and_withdraws_its_duty() {
    on_both(|database| async move {
        let school = school(&database).await;
        let staff = school
            .town
            .as_role(Role::SupportStaff, Some(school.institution), None)
            .await;
        let plan = in_force(&school, &staff).await;
        let now = version(&staff, plan).await;
        assert_eq!(fields(staff.decline_plan(plan, now, " ").await), ["reason"]);
        staff.decline_plan(plan, now, "Vecāki nevēlas").await.unwrap();
        let view = staff.plan(plan).await.unwrap();
        assert_eq!(
            (view.state, view.sheet.reason.as_deref()),
            (PlanState::Declined, Some("Vecāki nevēlas"))
        );
        let (duties, _) = staff
            .duties(&balsts_store::DutyFilter::default(), 10)
            .await
            .unwrap();
        assert!(!duties.iter().any(|duty| duty.plan_id == Some(plan)));
        let after = staff.log_consultation(plan, &hour(None, date(2025, 10, 6))).await;
        assert!(
            matches!(after, Err(AppError::Conflict("error-plan-step"))),
            "{after:?}"
        );
    });
}
