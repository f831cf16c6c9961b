//! Two people at one plan.

use super::*;

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
