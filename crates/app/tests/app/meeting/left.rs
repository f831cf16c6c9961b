//! Who has left the group.

use super::*;

// covers: COOP-01
#[test]
fn who_leaves_the_group_sees_no_case_any_more_and_their_tasks_go_to_the_chair() {
    on_both(|database| async move {
        let group = group(&database).await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        let item = group.heard(meeting, "010112-21234").await;
        group.step(meeting, MeetingEvent::Call).await;
        let members = group.board.body(group.body).await.unwrap().members;
        let leaving = members
            .iter()
            .find(|one| one.user_id == group.member.actor.user())
            .unwrap();
        group
            .chair
            .decide(meeting, &decision(item, leaving.id))
            .await
            .unwrap();
        let handed_over = group
            .board
            .remove_body_member(group.body, leaving.id, "Maina darbu")
            .await
            .unwrap();
        assert_eq!(handed_over, 1);
        assert!(matches!(
            group.member.meeting(meeting).await,
            Err(AppError::NotFound)
        ));
        assert!(group.member.decisions(false).await.unwrap().is_empty());
        let controlled = group.chair.decisions(false).await.unwrap();
        assert_eq!(controlled[0].user_id, group.chair.actor.user());
        let kept = group.board.body(group.body).await.unwrap();
        let left = kept.members.iter().find(|one| one.id == leaving.id).unwrap();
        assert_eq!(left.left_reason.as_deref(), Some("Maina darbu"));
        let seen = group.adviser.body(group.body).await.unwrap().members;
        let left = seen.iter().find(|one| one.id == leaving.id).unwrap();
        assert!(left.to_day.is_some() && left.left_reason.is_none(), "{left:?}");
        assert!(matches!(
            group
                .board
                .remove_body_member(group.body, leaving.id, "vēlreiz")
                .await,
            Err(AppError::NotFound)
        ));
    });
}

// covers: COOP-01, COOP-08
#[test]
fn who_leaves_the_group_keeps_no_task_of_theirs_and_an_adviser_keeps_theirs_after_the_meeting() {
    on_both(|database| async move {
        let group = group(&database).await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        let item = group.heard(meeting, "010112-21234").await;
        group.step(meeting, MeetingEvent::Open).await;
        let members = group.board.body(group.body).await.unwrap().members;
        let of = |ctx: &Ctx| {
            members
                .iter()
                .find(|one| one.user_id == ctx.user().ok())
                .unwrap()
                .id
        };
        let leaving = of(&group.member);
        let done = decision(item, leaving);
        let done = group.chair.decide(meeting, &done).await.unwrap();
        let advised = decision(item, of(&group.adviser));
        group.chair.decide(meeting, &advised).await.unwrap();
        assert!(group.member.open_decision(done, false).await.is_ok());
        for (ctx, judging) in [(&group.member, true), (&group.adviser, false)] {
            assert!(
                matches!(ctx.open_decision(done, judging).await, Err(AppError::NotFound)),
                "a form is for those who can send it"
            );
        }
        group.member.finish_decision(done, "Apmeklēta", 0).await.unwrap();
        assert!(group.chair.open_decision(done, true).await.is_ok());
        group.step(meeting, MeetingEvent::Close).await;
        let (seen, judged) = group.member.control_list().await.unwrap();
        let looks = database.store.audit_entries(0, 10_000).await.unwrap();
        let last = looks.last().unwrap();
        assert_eq!(
            (last.action.as_str(), last.detail.as_str(), judged.len()),
            ("list.read", "list=decisions rows=2", 0)
        );
        assert_eq!(seen.len(), 2, "members see what their meeting decided");
        assert!(seen.iter().all(|one| one.opens));
        // The meeting is over for an adviser, the task is not.
        let task = group.adviser.decisions(false).await.unwrap();
        assert_eq!(task.iter().map(|one| one.opens).collect::<Vec<_>>(), [false]);
        group
            .board
            .remove_body_member(group.body, leaving, "Maina darbu")
            .await
            .unwrap();
        assert!(
            group.member.decisions(false).await.unwrap().is_empty(),
            "what was decided tells of a child, whether or not it is done"
        );
        let controlled = group.chair.decisions(false).await.unwrap();
        assert_eq!(controlled.len(), 2, "the chair still controls it");
    });
}
