//! Day, hour and place of a meeting.

use super::*;

// covers: COOP-05
#[test]
fn a_called_meeting_moves_with_its_agenda_and_those_who_come_are_told() {
    on_both(|database| async move {
        let group = group(&database).await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        group.heard(meeting, "010112-21234").await;
        group.step(meeting, MeetingEvent::Call).await;
        let version = group.chair.meeting(meeting).await.unwrap().row.version;
        let moved = PlanMeeting {
            begins: "14:30".to_owned(),
            place: "Skolas iela 1".to_owned(),
            ..plan(group.body, date(2026, 12, 2))
        };
        assert!(matches!(
            group.member.move_meeting(meeting, version, &moved).await,
            Err(AppError::NotFound)
        ));
        let holiday = plan(group.body, date(2026, 12, 25));
        assert!(matches!(
            group.chair.move_meeting(meeting, version, &holiday).await,
            Err(AppError::Invalid(_))
        ));
        group
            .secretary
            .move_meeting(meeting, version, &moved)
            .await
            .unwrap();
        let seen = group.member.meeting(meeting).await.unwrap();
        assert_eq!(balsts_store::date(seen.row.day), date(2026, 12, 2));
        assert_eq!(
            (seen.row.begins.as_str(), seen.row.place.as_str()),
            ("14:30", "Skolas iela 1")
        );
        assert_eq!(seen.agenda.len(), 1);
        assert_eq!(kinds(&group.member).await, ["meeting_moved", "meeting_called"]);
        assert!(
            matches!(
                group.chair.move_meeting(meeting, version, &moved).await,
                Err(AppError::Conflict(_))
            ),
            "somebody else moved it meanwhile"
        );
        group.step(meeting, MeetingEvent::Open).await;
        let version = group.chair.meeting(meeting).await.unwrap().row.version;
        assert!(matches!(
            group.chair.move_meeting(meeting, version, &moved).await,
            Err(AppError::Conflict("error-meeting-step"))
        ));
    });
}

// covers: COOP-05
#[test]
fn a_meeting_on_a_holiday_is_kept_only_when_it_is_meant() {
    on_both(|database| async move {
        let group = group(&database).await;
        let holiday = plan(group.body, date(2026, 12, 25));
        assert!(matches!(
            group.chair.plan_meeting(&holiday).await,
            Err(AppError::Invalid(_))
        ));
        let meant = PlanMeeting {
            on_day_off: true,
            ..holiday
        };
        assert!(group.chair.plan_meeting(&meant).await.is_ok());
        assert!(matches!(
            group
                .member
                .plan_meeting(&plan(group.body, date(2026, 12, 10)))
                .await,
            Err(AppError::NotFound)
        ));
    });
}
