//! Advice of specialists on a plan: the question, what was advised, and the plan that is adapted by it.

use super::*;

fn advice(text: &str, result: &str) -> NoteForm {
    NoteForm {
        kind: NoteKind::Advice,
        on: Some(date(2025, 10, 6)),
        text: text.to_owned(),
        result: result.to_owned(),
        reason: None,
    }
}

fn evaluation(continues: bool) -> EvaluatePlan {
    let risk = |factor: &str| RiskEvaluation {
        factor: factor.to_owned(),
        outcome: Some(Outcome::Unchanged),
        note: String::new(),
    };
    EvaluatePlan {
        risks: vec![risk("learning_difficulties"), risk("addiction")],
        conclusion: "Turpināt".to_owned(),
        continues: Some(continues),
    }
}

// covers: IAP-20
#[test]
fn advice_stands_in_the_next_plan_and_asks_for_it_until_then() {
    on_both(|database| async move {
        let school = school(&database).await;
        let town = &school.town;
        let staff = town
            .as_role(Role::SupportStaff, Some(school.institution), None)
            .await;
        let teacher = town
            .as_role(Role::ClassTeacher, Some(school.institution), Some("8.b"))
            .await;
        let elsewhere = town.as_role(Role::SupportStaff, Some(school.other), None).await;
        let plan = in_force(&school, &staff).await;
        let question = "Atbalsta centram: kā mācīt daļskaitļus?";
        let given = "Ar uzskates līdzekļiem, īsos posmos.";
        assert_eq!(
            fields(staff.add_plan_note(plan, &advice(question, " ")).await),
            ["result"],
            "a question without advice is no advice"
        );
        assert_eq!(
            fields(staff.add_plan_note(plan, &advice("", given)).await),
            ["text"]
        );
        assert!(!staff.plan(plan).await.unwrap().to_adapt);
        let foreign = elsewhere.add_plan_note(plan, &advice(question, given)).await;
        assert!(matches!(foreign, Err(AppError::NotFound)), "{foreign:?}");
        teacher
            .add_plan_note(plan, &advice(question, given))
            .await
            .unwrap();
        let contact = NoteForm {
            kind: NoteKind::Contact,
            ..advice("Runāja ar māti", "Atnāks")
        };
        staff.add_plan_note(plan, &contact).await.unwrap();
        let view = staff.plan(plan).await.unwrap();
        assert!(view.to_adapt && view.advice.is_empty());

        // Evaluated, it asks still; the plan that continues it holds the advice, and nothing but it.
        let seen = version(&staff, plan).await;
        staff.evaluate_plan(plan, seen, &evaluation(true)).await.unwrap();
        assert!(staff.plan(plan).await.unwrap().to_adapt);
        let next = staff.start_next_plan(plan).await.unwrap();
        let view = staff.plan(next).await.unwrap();
        let shown: Vec<_> = view
            .advice
            .iter()
            .map(|note| (note.text.as_str(), note.result.as_str()))
            .collect();
        assert_eq!(shown, [(question, given)]);
        assert!(!view.to_adapt);
        assert!(
            !staff.plan(plan).await.unwrap().to_adapt,
            "adapted by the next plan"
        );
        let seen = version(&staff, next).await;
        staff.withdraw_plan(next, seen, "Vēl jāapspriež.").await.unwrap();
        assert!(
            staff.plan(next).await.unwrap().advice.is_empty(),
            "what has ended is not drafted"
        );
    });
}

// covers: IAP-20
#[test]
fn a_plan_that_nothing_continues_asks_for_no_adapting() {
    on_both(|database| async move {
        let school = school(&database).await;
        let staff = school
            .town
            .as_role(Role::SupportStaff, Some(school.institution), None)
            .await;
        let plan = in_force(&school, &staff).await;
        let note = advice("Ko darīt?", "Pietiek ar to, kas ir.");
        staff.add_plan_note(plan, &note).await.unwrap();
        let seen = version(&staff, plan).await;
        staff.evaluate_plan(plan, seen, &evaluation(false)).await.unwrap();
        assert!(!staff.plan(plan).await.unwrap().to_adapt);
    });
}
