//! Who gets a message of a step of a plan.

use super::*;

async fn kinds(ctx: &Ctx) -> Vec<String> {
    let (messages, _) = ctx.messages(None, 50).await.unwrap();
    messages.into_iter().map(|message| message.kind).collect()
}

// covers: IAP-07, ESC-32
#[test]
fn whoever_approves_next_is_told_and_the_author_once_it_is_settled() {
    on_both(|database| async move {
        let school = school(&database).await;
        let at = |role, institution| school.town.as_role(role, institution, None);
        let staff = at(Role::SupportStaff, Some(school.institution)).await;
        let head = at(Role::SchoolHead, Some(school.institution)).await;
        let stranger = at(Role::SchoolHead, Some(school.other)).await;
        let board = at(Role::EducationBoard, None).await;
        let plan = draft(&staff).await;
        assert!(kinds(&head).await.is_empty());

        staff
            .submit_plan(plan, version(&staff, plan).await)
            .await
            .unwrap();
        assert_eq!(kinds(&head).await, ["plan_to_approve"]);
        assert!(kinds(&board).await.is_empty());
        head.send_plan_back(plan, version(&head, plan).await, "Trūkst stundu")
            .await
            .unwrap();
        assert_eq!(kinds(&staff).await, ["plan_sent_back"]);

        staff
            .submit_plan(plan, version(&staff, plan).await)
            .await
            .unwrap();
        head.approve_plan(plan, version(&head, plan).await).await.unwrap();
        assert_eq!(kinds(&board).await, ["plan_to_approve"]);
        board
            .approve_plan(plan, version(&board, plan).await)
            .await
            .unwrap();
        assert_eq!(kinds(&staff).await, ["plan_in_force", "plan_sent_back"]);
        assert_eq!(kinds(&head).await, ["plan_to_approve", "plan_to_approve"]);
        assert!(kinds(&stranger).await.is_empty());

        // A note on a plan in force is no news of its approval.
        let note = NoteForm {
            kind: NoteKind::Dynamics,
            on: Some(date(2025, 10, 6)),
            text: "Iet uz priekšu".to_owned(),
            result: String::new(),
            reason: None,
        };
        staff.add_plan_note(plan, &note).await.unwrap();
        assert_eq!(kinds(&staff).await.len(), 2);
    });
}
