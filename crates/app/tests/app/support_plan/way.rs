//! The way of a plan from draft to evaluation and the next one, and out of it.

use super::*;

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
