//! Cases before the cooperation group: brought, taken, heard, decided, given back.

use super::*;

// covers: ESC-05, ROL-06
// covers: ESC-23
// covers: ESC-25
// covers: ESC-27
// covers: COOP-08
#[test]
fn a_case_is_brought_heard_decided_done_and_judged() {
    on_both(|database| async move {
        let group = group(&database).await;
        let (case, number) = group.refer("010112-21234").await;
        assert_eq!(kinds(&group.chair).await, ["case_before_group"]);
        let meeting = group.plan(date(2026, 11, 25)).await;
        let waiting = group.chair.meeting(meeting).await.unwrap().cases;
        assert_eq!(waiting.iter().map(|one| one.id).collect::<Vec<_>>(), [number]);
        group.draw(meeting, &[number]).await;
        assert_eq!(group.state(&case).await, "in_group");
        let view = group.chair.meeting(meeting).await.unwrap();
        assert!(view.cases.is_empty(), "it waits no more");
        let item = view.agenda[0].id;
        assert_eq!(view.agenda[0].restricted_text, "Vajadzīgas vairākas iestādes.");
        group.step(meeting, MeetingEvent::Call).await;
        assert_eq!(kinds(&group.member).await, ["meeting_called"]);
        group.step(meeting, MeetingEvent::Open).await;
        let view = group.secretary.meeting(meeting).await.unwrap();
        assert_eq!(view.agenda[0].family_name.as_deref(), Some("Bērziņa"));
        let member = view
            .participants
            .iter()
            .find(|one| one.user_id == group.member.actor.user())
            .unwrap();
        let made = group
            .secretary
            .decide(meeting, &decision(item, member.member_id))
            .await
            .unwrap();
        assert_eq!(kinds(&group.member).await[0], "decision_assigned");
        let tasks = group.member.decisions(false).await.unwrap();
        assert_eq!(tasks.len(), 1);
        assert_eq!(
            balsts_store::date(tasks[0].due_day),
            date(2026, 12, 28),
            "not on Christmas Eve"
        );
        assert!(!tasks[0].leads);
        assert_eq!(group.step(meeting, MeetingEvent::Close).await, 0);
        let view = group.school.case(&case).await.unwrap();
        assert_eq!(view.line.row.state, "decided");
        let last = view.events.last().unwrap();
        assert_eq!(last.event, "group_decides");
        assert!(last.words.contains("Apmeklē ģimeni"), "{}", last.words);
        assert_eq!(
            view.case.next,
            Some(date(2027, 1, 15)),
            "the day on which the result is judged, not one by the settings"
        );
        // After the meeting the decision is done by whoever it falls on and judged by the chair alone.
        assert!(matches!(
            group.adviser.finish_decision(made, "darīts", 0).await,
            Err(AppError::NotFound)
        ));
        group
            .member
            .finish_decision(made, "Ģimene apmeklēta", 0)
            .await
            .unwrap();
        let judged = Some(Judgement::Partly);
        assert!(matches!(
            group.member.judge_decision(made, judged, "labi", 0).await,
            Err(AppError::NotFound)
        ));
        group
            .chair
            .judge_decision(made, judged, "Nāk, bet ne katru dienu", 0)
            .await
            .unwrap();
        assert!(group.chair.decisions(false).await.unwrap().is_empty());
        assert_eq!(
            group.chair.decisions(true).await.unwrap()[0].judgement.as_deref(),
            Some("partly")
        );
    });
}

// covers: ESC-23
#[test]
fn a_case_that_is_not_for_the_group_goes_back_with_the_reason() {
    on_both(|database| async move {
        let group = group(&database).await;
        let (waiting, one) = group.refer("010112-21234").await;
        let (heard, two) = group.refer("320000-00001").await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        group.draw(meeting, &[two]).await;
        let item = group.chair.meeting(meeting).await.unwrap().agenda[0].id;
        assert!(
            matches!(
                group.chair.return_item(meeting, ReturnWhat::Case(one), " ").await,
                Err(AppError::Invalid(_))
            ),
            "a reason is asked for"
        );
        for what in [ReturnWhat::Case(one), ReturnWhat::Item(item)] {
            group
                .chair
                .return_item(meeting, what, "Vispirms atbalsta komanda")
                .await
                .unwrap();
            assert!(matches!(
                group.chair.return_item(meeting, what, "vēlreiz").await,
                Err(AppError::NotFound)
            ));
        }
        assert_eq!(kinds(&group.school).await, ["case_returned", "case_returned"]);
        for case in [waiting, heard] {
            assert_eq!(group.state(&case).await, "reported");
            let last = group.school.case(&case).await.unwrap().events.pop().unwrap();
            assert_eq!(last.words, "Vispirms atbalsta komanda");
        }
        let view = group.chair.meeting(meeting).await.unwrap();
        assert!(view.cases.is_empty() && view.waiting.is_empty());
        assert_eq!(view.agenda[0].state, "returned");
        assert_eq!(
            group.step(meeting, MeetingEvent::Cancel).await,
            0,
            "nothing is carried over"
        );
    });
}

// covers: ESC-23
#[test]
fn the_group_takes_a_case_on_a_ground_and_only_who_leads_its_body_takes_it() {
    on_both(|database| async move {
        let group = group(&database).await;
        let (case, number) = group.refer("010112-21234").await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        let groundless = DrawItems {
            cases: vec![number],
            ..DrawItems::default()
        };
        assert!(matches!(
            group.chair.draw_items(meeting, &groundless).await,
            Err(AppError::Invalid(_))
        ));
        assert_eq!(
            group.state(&case).await,
            "before_group",
            "and nothing was half done"
        );
        let draw = DrawItems {
            criterion: Some(Criterion::QuickAction),
            ..groundless
        };
        // A body of another kind hears no cases.
        let working = crate::body::body(BodyKind::WorkingGroup, "Darba grupa");
        let working = group.board.add_body(&working).await.unwrap();
        join(&group.board, working, &group.chair, MemberRight::Chair).await;
        let other = group
            .chair
            .plan_meeting(&plan(working, date(2026, 11, 26)))
            .await
            .unwrap();
        assert!(group.chair.meeting(other).await.unwrap().cases.is_empty());
        for (ctx, place) in [
            (&group.chair, other),
            (&group.member, meeting),
            (&group.board, meeting),
        ] {
            assert!(matches!(
                ctx.draw_items(place, &draw).await,
                Err(AppError::NotFound)
            ));
        }
        group.secretary.draw_items(meeting, &draw).await.unwrap();
        assert_eq!(group.state(&case).await, "in_group");
    });
}

#[test]
fn a_case_closed_before_its_meeting_ends_stays_closed_and_one_not_decided_is_not_forgotten() {
    on_both(|database| async move {
        let group = group(&database).await;
        let (gone, one) = group.refer("010112-21234").await;
        let (left, two) = group.refer("320000-00001").await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        group.draw(meeting, &[one, two]).await;
        group.step(meeting, MeetingEvent::Open).await;
        let agenda = group.chair.meeting(meeting).await.unwrap().agenda;
        let member = group.chair.meeting(meeting).await.unwrap().participants[0].member_id;
        group
            .chair
            .decide(meeting, &decision(agenda[0].id, member))
            .await
            .unwrap();
        group.chair.note_item(meeting, agenda[1].id).await.unwrap();
        let version = group.school.case(&gone).await.unwrap().line.row.version;
        let close = Event {
            outcome: Some(Outcome::MovedAway),
            ..Event::new(CaseEvent::Close, "Pārcēlās uz Rīgu")
        };
        group.school.step_case(&gone, version, &close).await.unwrap();
        group.step(meeting, MeetingEvent::Close).await;
        assert_eq!(group.state(&gone).await, "closed");
        assert_eq!(group.state(&left).await, "in_group");
        // Heard without a decision: it waits for the next meeting.
        let next = group.plan(date(2026, 12, 9)).await;
        let waiting = group.chair.meeting(next).await.unwrap().cases;
        assert_eq!(waiting.iter().map(|case| case.id).collect::<Vec<_>>(), [two]);
        group.draw(next, &[two]).await;
        assert_eq!(group.state(&left).await, "in_group");
    });
}
