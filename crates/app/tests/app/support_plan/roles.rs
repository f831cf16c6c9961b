//! What each role sees and does.

use super::*;

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
