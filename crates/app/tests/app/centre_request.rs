use balsts_app::{
    AppError,
    centre_request::{AskCentre, CentreStep},
};
use balsts_domain::{
    access::Role,
    cooperation::{BodyKind, CentreEvent, CentreState, MemberRight, PupilBand},
    registry::SupportRole,
};
use balsts_testkit::on_both;
use jiff::civil::date;

use super::{
    body::body,
    meeting::{group, join, kinds},
};

fn ask(body: i64) -> AskCentre {
    AskCentre {
        body,
        institution: None,
        speciality: Some(SupportRole::SpeechTherapist),
        band: Some(PupilBand::Preschool),
        text: "Vajadzīgs padoms divās grupiņās".to_owned(),
    }
}

fn step(event: CentreEvent) -> CentreStep {
    CentreStep {
        event,
        day: Some(date(2026, 11, 27)),
        answer: "Būsim plkst. 9".to_owned(),
    }
}

// covers: COOP-18
#[test]
fn an_institution_asks_the_centre_which_agrees_and_gives_advice() {
    on_both(|database| async move {
        let group = group(&database).await;
        let centre = group
            .board
            .add_body(&body(BodyKind::SupportCentre, "Atbalsta centrs"))
            .await
            .unwrap();
        join(&group.board, centre, &group.member, MemberRight::Member).await;
        let id = group.school.ask_centre(&ask(centre)).await.unwrap();
        assert_eq!(kinds(&group.member).await, ["centre_asked"]);
        let seen = group.member.centre_requests().await.unwrap();
        assert_eq!(seen[0].row.text, "Vajadzīgs padoms divās grupiņās");
        assert!(seen[0].answers && !seen[0].asks);
        // Neither another school nor the board, which set the centre up, sees it.
        let foreign = group.town.institution("OV", "basic_school").await;
        let other = group.town.as_role(Role::SchoolHead, Some(foreign), None).await;
        for person in [&other, &group.board, &group.chair] {
            assert!(person.centre_requests().await.unwrap().is_empty());
            assert!(matches!(
                person.step_centre_request(id, 1, &step(CentreEvent::Give)).await,
                Err(AppError::NotFound)
            ));
        }
        let past = CentreStep {
            day: Some(date(2026, 11, 19)),
            ..step(CentreEvent::Agree)
        };
        assert!(matches!(
            group.member.step_centre_request(id, 1, &past).await,
            Err(AppError::Invalid(_))
        ));
        group
            .member
            .step_centre_request(id, 1, &step(CentreEvent::Agree))
            .await
            .unwrap();
        assert_eq!(kinds(&group.school).await, ["centre_answered"]);
        let mine = group.school.centre_requests().await.unwrap();
        assert_eq!(mine[0].state, CentreState::Agreed);
        assert_eq!(
            mine[0].row.agreed_day.map(balsts_store::date),
            Some(date(2026, 11, 27))
        );
        assert_eq!(mine[0].possible(), [CentreEvent::Withdraw]);
        assert!(
            matches!(
                group
                    .school
                    .step_centre_request(id, 2, &step(CentreEvent::Give))
                    .await,
                Err(AppError::Forbidden)
            ),
            "who asks does not answer"
        );
        assert!(
            matches!(
                group
                    .member
                    .step_centre_request(id, 1, &step(CentreEvent::Give))
                    .await,
                Err(AppError::Conflict(_))
            ),
            "seen before it was agreed"
        );
        group
            .member
            .step_centre_request(id, 2, &step(CentreEvent::Give))
            .await
            .unwrap();
        let withdraw = step(CentreEvent::Withdraw);
        assert!(matches!(
            group.school.step_centre_request(id, 3, &withdraw).await,
            Err(AppError::Conflict("error-centre-step"))
        ));
    });
}

#[test]
fn a_request_says_whom_it_needs_and_goes_to_a_centre() {
    on_both(|database| async move {
        let group = group(&database).await;
        let lacking = AskCentre {
            speciality: None,
            band: None,
            text: String::new(),
            ..ask(group.body)
        };
        let Err(AppError::Invalid(errors)) = group.school.ask_centre(&lacking).await else {
            panic!("a cooperation group is no support centre");
        };
        for field in ["body", "speciality", "band", "text"] {
            assert!(
                errors.0.iter().any(|one| one.field == field),
                "{field} {errors:?}"
            );
        }
        assert!(matches!(
            group.board.ask_centre(&ask(group.body)).await,
            Err(AppError::Forbidden)
        ));
    });
}
