//! Minutes, and what is carried over with them.

use super::*;

#[test]
fn what_was_not_decided_is_carried_over_and_comes_back_when_the_meeting_goes_on() {
    on_both(|database| async move {
        let group = group(&database).await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        let first = group.heard(meeting, "010112-21234").await;
        group.heard(meeting, "320000-00001").await;
        let question = group
            .chair
            .add_question(meeting, "Autobusu laiki", "")
            .await
            .unwrap();
        group.step(meeting, MeetingEvent::Open).await;
        group
            .secretary
            .keep_minutes(meeting, first, 1, "Vēl jānoskaidro.")
            .await
            .unwrap();
        group.secretary.note_item(meeting, question).await.unwrap();
        assert_eq!(group.step(meeting, MeetingEvent::Close).await, 2);
        let old = group.chair.meeting(meeting).await.unwrap();
        assert_eq!(old.agenda[0].minutes, "Vēl jānoskaidro.", "what was said stays");
        assert_eq!(old.waiting.len(), 2, "there is no next meeting yet: they wait");
        assert!(matches!(
            group.secretary.keep_minutes(meeting, first, 2, "vēlāk").await,
            Err(AppError::Conflict("error-meeting-over"))
        ));
        group.step(meeting, MeetingEvent::Reopen).await;
        let again = group.chair.meeting(meeting).await.unwrap();
        assert!(again.waiting.is_empty());
        assert_eq!(
            again
                .agenda
                .iter()
                .filter(|item| item.state == "on_agenda")
                .count(),
            2
        );
        let next = group.plan(date(2026, 12, 9)).await;
        assert_eq!(group.step(meeting, MeetingEvent::Close).await, 2);
        let agenda = group.chair.meeting(next).await.unwrap().agenda;
        assert_eq!(agenda.len(), 2, "now they stand on the agenda of the next");
        assert_eq!(agenda[0].carried_from_id, Some(first));
        // Called off, it hands them on as well.
        assert_eq!(group.step(next, MeetingEvent::Cancel).await, 2);
        assert_eq!(group.chair.meeting(next).await.unwrap().waiting.len(), 2);
    });
}

#[test]
fn what_was_written_of_a_carried_item_stays_when_the_meeting_goes_on() {
    on_both(|database| async move {
        let group = group(&database).await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        group.heard(meeting, "010112-21234").await;
        group.heard(meeting, "320000-00001").await;
        let next = group.plan(date(2026, 12, 9)).await;
        group.step(meeting, MeetingEvent::Open).await;
        assert_eq!(group.step(meeting, MeetingEvent::Close).await, 2);
        let carried = group.chair.meeting(next).await.unwrap().agenda[0].id;
        let brief = ("Skola sagatavo pārskatu", "");
        group.secretary.keep_brief(next, carried, 1, brief).await.unwrap();
        group.step(meeting, MeetingEvent::Reopen).await;
        let states = |agenda: &[balsts_store::ItemRow]| -> Vec<String> {
            agenda.iter().map(|item| item.state.clone()).collect()
        };
        let kept = group.chair.meeting(next).await.unwrap().agenda;
        assert_eq!(kept.len(), 1, "only the untouched one is taken back");
        assert_eq!(kept[0].text, "Skola sagatavo pārskatu");
        let again = group.chair.meeting(meeting).await.unwrap().agenda;
        assert_eq!(states(&again), ["carried_over", "on_agenda"]);
        // What went on from the next meeting goes on, whatever becomes of the first.
        assert_eq!(group.step(meeting, MeetingEvent::Close).await, 1);
        group.step(next, MeetingEvent::Open).await;
        assert_eq!(group.step(next, MeetingEvent::Close).await, 2);
        group.step(meeting, MeetingEvent::Reopen).await;
        let last = group.chair.meeting(meeting).await.unwrap();
        assert_eq!(states(&last.agenda), ["carried_over", "carried_over"]);
        assert_eq!(last.waiting.len(), 2);
    });
}

#[test]
fn two_minute_takers_at_once_lose_nothing() {
    on_both(|database| async move {
        let group = group(&database).await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        let item = group.heard(meeting, "010112-21234").await;
        let one = group
            .secretary
            .keep_minutes(meeting, item, 1, "Raksta protokolists")
            .await
            .unwrap();
        assert_eq!(one, Kept::As(2));
        let two = group
            .chair
            .keep_minutes(meeting, item, 1, "Raksta vadītājs")
            .await
            .unwrap();
        let theirs = Kept::Theirs {
            version: 2,
            text: "Raksta protokolists".to_owned(),
        };
        assert_eq!(two, theirs);
        let joined = "Raksta protokolists. Raksta vadītājs";
        assert_eq!(
            group.chair.keep_minutes(meeting, item, 2, joined).await.unwrap(),
            Kept::As(3)
        );
        // The same text sent twice is no quarrel.
        assert_eq!(
            group
                .secretary
                .keep_minutes(meeting, item, 2, joined)
                .await
                .unwrap(),
            Kept::As(3)
        );
        // Two who end the meeting at once: the second is told.
        let version = group.chair.meeting(meeting).await.unwrap().row.version;
        group
            .chair
            .change_meeting(meeting, version, MeetingEvent::Open)
            .await
            .unwrap();
        assert!(matches!(
            group
                .secretary
                .change_meeting(meeting, version, MeetingEvent::Close)
                .await,
            Err(AppError::Conflict(_))
        ));
    });
}
