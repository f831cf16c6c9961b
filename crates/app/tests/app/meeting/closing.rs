//! What is written into a meeting and what closes it exclude each other.

use std::time::Duration;

use balsts_app::AppError;
use balsts_domain::cooperation::MeetingEvent;
use balsts_store::NewMeetingDecision;
use balsts_testkit::on_both;
use jiff::civil::date;

use super::group;

/// Long enough for whoever does not wait to be through.
const A_WHILE: Duration = Duration::from_millis(300);

// covers: COOP-08, ESC-27
#[test]
fn what_comes_in_the_instant_of_closing_is_refused_and_not_slipped_in_behind_it() {
    on_both(|database| async move {
        let group = group(&database).await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        let item = group
            .chair
            .add_question(meeting, "Skolas autobusi", "Laiki")
            .await
            .unwrap();
        group.step(meeting, MeetingEvent::Open).await;
        let version = group.chair.meeting(meeting).await.unwrap().row.version;
        let closing = group.chair.store.write().await.unwrap();
        closing
            .change_meeting(meeting, version, "closed", group.chair.instant())
            .await
            .unwrap();
        // For these the meeting is still open: the closing is not kept yet.
        let (minutes, proposal, ()) = tokio::join!(
            group.secretary.keep_minutes(meeting, item, 1, "Māte piekrīt."),
            group.chair.propose(meeting, "Vakara autobuss", None),
            async {
                tokio::time::sleep(A_WHILE).await;
                closing.commit().await.unwrap();
            }
        );
        assert!(
            matches!(minutes, Err(AppError::Conflict("error-meeting-over"))),
            "{minutes:?}"
        );
        assert!(
            matches!(proposal, Err(AppError::Conflict("error-meeting-over"))),
            "{proposal:?}"
        );
        let view = group.chair.meeting(meeting).await.unwrap();
        assert_eq!(view.agenda[0].minutes, "");
        assert!(view.proposals.is_empty());
    });
}

// covers: COOP-08, ESC-27
#[test]
fn a_meeting_closes_after_what_is_being_written_and_counts_it() {
    on_both(|database| async move {
        let group = group(&database).await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        let item = group
            .chair
            .add_question(meeting, "Skolas autobusi", "Laiki")
            .await
            .unwrap();
        group.step(meeting, MeetingEvent::Open).await;
        let version = group.chair.meeting(meeting).await.unwrap().row.version;
        let deciding = group.secretary.store.write().await.unwrap();
        assert!(deciding.hold_meeting(meeting).await.unwrap());
        let new = NewMeetingDecision {
            item,
            meeting,
            what: "Noskaidro izmaksas".to_owned(),
            organisation: "Izglītības pārvalde".to_owned(),
            person: "Ilze Kalniņa".to_owned(),
            user: None,
            due: date(2026, 12, 28),
            judge: date(2027, 1, 15),
        };
        let municipality = group.secretary.actor.municipality;
        deciding.add_meeting_decision(municipality, &new).await.unwrap();
        let (carried, ()) = tokio::join!(
            group.chair.change_meeting(meeting, version, MeetingEvent::Close),
            async {
                tokio::time::sleep(A_WHILE).await;
                deciding.commit().await.unwrap();
            }
        );
        assert_eq!(
            carried.unwrap(),
            0,
            "the item was decided: it is not carried over"
        );
        let view = group.chair.meeting(meeting).await.unwrap();
        assert_eq!(
            (view.agenda[0].state.as_str(), view.decisions.len()),
            ("decided", 1)
        );
        let late = group.chair.store.write().await.unwrap();
        assert!(!late.hold_meeting(meeting).await.unwrap(), "it is over");
    });
}
