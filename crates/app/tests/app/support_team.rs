//! The support team: the head's order, missing specialities, meetings, supervision.

use balsts_app::{
    AppError,
    support_team::{MeetingForm, SessionForm, StaffSession, TeamOrder},
};
use balsts_domain::{access::Role, registry::SupportRole};
use balsts_testkit::{on_both, town};
use jiff::civil::date;

fn order(number: &str) -> TeamOrder {
    TeamOrder {
        number: number.to_owned(),
        on: Some(date(2025, 9, 3)),
        duties: "Sastāda atbalsta plānus".to_owned(),
        keep_members: true,
    }
}

// covers: IAP-01, IAP-02, IAP-03, IAP-21, ROL-20
#[test]
fn the_head_sets_the_team_up_and_the_team_meets() {
    on_both(|database| async move {
        let town = town(&database.store, "2025-10-06T09:00:00Z").await;
        let school = town.institution("OGR1", "basic_school").await;
        let other = town.institution("OGR2", "basic_school").await;
        let head = town.as_role(Role::SchoolHead, Some(school), None).await;
        let staff = town.as_role(Role::SupportStaff, Some(school), None).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        assert!(matches!(
            staff.order_support_team(school, &order("1-9/12")).await,
            Err(AppError::Forbidden)
        ));
        assert!(matches!(head.support_team(other).await, Err(AppError::NotFound)));
        let early = head
            .add_team_member(school, "Ilze Liepa", Some(SupportRole::Psychologist))
            .await;
        assert!(
            matches!(early, Err(AppError::Conflict("error-team-none"))),
            "{early:?}"
        );
        head.order_support_team(school, &order("1-9/12")).await.unwrap();
        head.add_team_member(school, "Ilze Liepa", Some(SupportRole::Psychologist))
            .await
            .unwrap();
        let view = staff.support_team(school).await.unwrap();
        assert_eq!(view.members.len(), 1);
        assert!(!view.missing.contains(&SupportRole::Psychologist));
        assert!(view.missing.contains(&SupportRole::SpeechTherapist));
        assert!(view.may_write && !view.may_order);

        let meeting = |due| MeetingForm {
            on: Some(date(2025, 10, 6)),
            present: "Ilze Liepa, Anna Ozola".to_owned(),
            decisions: "Sākt atbalsta plānu".to_owned(),
            tasks: vec![
                ("Runāt ar vecākiem".to_owned(), "Anna Ozola".to_owned(), due),
                (String::new(), String::new(), None),
            ],
        };
        let undated = staff.add_team_meeting(school, &meeting(None)).await;
        assert!(
            matches!(&undated, Err(AppError::Invalid(errors)) if errors.0[0].field == "due-1"),
            "{undated:?}"
        );
        let mut half = meeting(Some(date(2025, 10, 20)));
        half.tasks[1].1 = "Ilze Liepa".to_owned();
        let unsaid = staff.add_team_meeting(school, &half).await;
        assert!(
            matches!(&unsaid, Err(AppError::Invalid(errors)) if errors.0[0].field == "task-2"),
            "who was to do something is not lost: {unsaid:?}"
        );
        staff
            .add_team_meeting(school, &meeting(Some(date(2025, 10, 20))))
            .await
            .unwrap();
        let task = staff.support_team(school).await.unwrap().tasks[0].id;
        staff.finish_team_task(school, task, "Runāts").await.unwrap();
        staff.finish_team_task(school, task, "Runāts").await.unwrap();
        assert!(matches!(
            staff.finish_team_task(school, task, "Vēlreiz").await,
            Err(AppError::NotFound)
        ));
        let session = SessionForm {
            kind: Some(StaffSession::IdentificationCourse),
            on: Some(date(2025, 9, 20)),
            title: "Riska atpazīšana".to_owned(),
            participants: Some(14),
            hours: "6".parse().ok(),
        };
        let held = staff.add_staff_session(school, &session).await.unwrap();
        assert_eq!(
            staff.add_staff_session(school, &session).await.unwrap(),
            held,
            "a second press adds nothing"
        );

        // The board sees who is there and who is missing, not what was said.
        let seen = board.support_team(school).await.unwrap();
        assert_eq!((seen.members.len(), seen.sessions.len()), (1, 1));
        assert!(seen.meetings.is_empty() && seen.tasks.is_empty());
        // A new order ends the one before; members stay when the head says so.
        head.order_support_team(school, &order("1-9/40")).await.unwrap();
        let view = head.support_team(school).await.unwrap();
        assert_eq!(
            (view.team.unwrap().order_number.as_str(), view.members.len()),
            ("1-9/40", 1)
        );
    });
}
