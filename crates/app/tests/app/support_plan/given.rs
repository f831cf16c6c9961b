//! What stands in a plan and what is given by it: measures, consultations, notes.

use super::*;

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
