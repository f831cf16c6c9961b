//! What a school owes in a case about a child who is no longer on its list.

use super::*;

/// What is open of a code, in the list and in the counts.
async fn owed(ctx: &Ctx, code: &str) -> (usize, i64) {
    let listed = duty_codes(ctx).await;
    let counted = ctx.duty_counts().await.unwrap();
    (
        listed.iter().filter(|(one, _)| one == code).count(),
        counted
            .iter()
            .filter(|one| one.code == code)
            .map(|one| one.open)
            .sum(),
    )
}

// covers: ESC-12, ESC-33
#[test]
fn a_school_owes_in_its_case_until_it_is_handed_over_though_the_child_has_left() {
    on_both(|database| async move {
        let school = school(&database).await;
        let (town, institution) = (&school.town, school.institution);
        let head = school.head().await;
        let other = town.as_role(Role::SchoolHead, Some(school.other), None).await;
        let teacher = town
            .as_role(Role::ClassTeacher, Some(institution), Some("8.b"))
            .await;
        let worker = town.as_role(Role::SocialService, None, None).await;
        let case = unsolved(&head).await;
        head.tell(&case, Party::SocialService).await.unwrap();
        assert_eq!(owed(&head, "written_report").await, (1, 1));

        // She left yesterday, for no school that is known.
        let yesterday = Some(date(2026, 11, 19));
        town.enrol(&[school.anna], institution, "8.b", date(2026, 9, 1), yesterday)
            .await;
        assert_eq!(owed(&head, "written_report").await, (1, 1));
        for nobody in [&other, &teacher, &worker] {
            assert_eq!(
                owed(nobody, "written_report").await,
                (0, 0),
                "{:?}",
                nobody.actor.roles()
            );
        }

        // At another school the case and what is owed in it stay where they are.
        town.enrol(&[school.anna], school.other, "8.a", date(2026, 11, 20), None)
            .await;
        assert_eq!(owed(&head, "written_report").await, (1, 1));
        assert_eq!(owed(&other, "written_report").await, (0, 0));
        step(&head, &case, words(CaseEvent::HandOver)).await.unwrap();
        assert_eq!(owed(&head, "written_report").await, (0, 0));
        assert_eq!(owed(&other, "written_report").await, (1, 1));

        // From there she leaves, too.
        let until = Some(date(2026, 11, 20));
        town.enrol(&[school.anna], school.other, "8.a", date(2026, 11, 20), until)
            .await;
        let monday = "2026-11-23T09:00:00Z";
        let later = school.on(&other, monday).await;
        assert_eq!(owed(&later, "written_report").await, (1, 1));
        assert_eq!(
            owed(&school.on(&head, monday).await, "written_report").await,
            (0, 0)
        );
        let close = Event {
            outcome: Some(Outcome::MovedAway),
            ..words(CaseEvent::Close)
        };
        step(&later, &case, close).await.unwrap();
        assert_eq!(
            owed(&later, "written_report").await,
            (0, 0),
            "withdrawn with the case"
        );
    });
}

// covers: ESC-13, ROL-18
#[test]
fn a_school_that_nobody_acts_for_is_shown_to_the_board() {
    on_both(|database| async move {
        let school = school(&database).await;
        let board = school.town.as_role(Role::EducationBoard, None, None).await;
        let worker = school.town.as_role(Role::SocialService, None, None).await;
        let in_cases = |ctx: Ctx| async move {
            let found = ctx.unattended().await.unwrap();
            let all: Vec<(String, i64)> = found.into_iter().map(|one| (one.code, one.cases)).collect();
            all
        };
        let as_of = |ctx: &Ctx| school.town.ctx_of(ctx);
        assert!(in_cases(as_of(&board)).await.is_empty());
        open(&worker, CaseKind::Social).await;
        let unattended = [("OGR1".to_owned(), 1)];
        assert_eq!(in_cases(as_of(&board)).await, unattended);
        assert!(in_cases(as_of(&worker)).await.is_empty(), "for the board alone");
        school
            .town
            .as_role(Role::ClassTeacher, Some(school.institution), Some("8.b"))
            .await;
        assert_eq!(
            in_cases(as_of(&board)).await,
            unattended,
            "who teaches a class does not act in cases"
        );
        school.head().await;
        assert!(in_cases(as_of(&board)).await.is_empty());
    });
}
