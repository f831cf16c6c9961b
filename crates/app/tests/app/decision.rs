use balsts_app::{AppError, decision::Decide};
use balsts_domain::cooperation::{Addressee, Judgement, MeetingEvent};
use balsts_testkit::on_both;
use jiff::civil::date;

use super::meeting::{decision, group, kinds};

// covers: COOP-07
// covers: COOP-09
// covers: COOP-10
#[test]
fn meetings_and_decisions_are_counted_and_proposals_registered() {
    on_both(|database| async move {
        let group = group(&database).await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        let question = group
            .chair
            .add_question(meeting, "Skolas autobusi", "Laiki")
            .await
            .unwrap();
        let again = group
            .chair
            .add_question(meeting, "Skolas autobusi", "Laiki")
            .await;
        assert_eq!(again.unwrap(), question, "a second press adds nothing");
        let case = group.heard(meeting, "010112-21234").await;
        let agenda = group.chair.meeting(meeting).await.unwrap().agenda;
        assert_eq!(
            agenda.iter().map(|item| item.id).collect::<Vec<_>>(),
            [case, question],
            "cases first"
        );
        let decide = Decide {
            member: None,
            organisation: "Izglītības pārvalde".to_owned(),
            person: "Ilze Kalniņa".to_owned(),
            ..decision(question, 0)
        };
        let decided = group.chair.decide(meeting, &decide).await.unwrap();
        assert_eq!(group.chair.decide(meeting, &decide).await.unwrap(), decided);
        let proposal = group
            .chair
            .propose(meeting, "Vakara autobuss", Some(Addressee::Council))
            .await
            .unwrap();
        assert!(
            group.board.meeting_counts(2026).await.unwrap().is_empty(),
            "it has not taken place yet"
        );
        group.step(meeting, MeetingEvent::Open).await;
        group.step(meeting, MeetingEvent::Close).await;
        let counts = group.board.meeting_counts(2026).await.unwrap();
        assert_eq!((counts.len(), counts[0].decisions), (1, 1));
        group
            .board
            .answer_proposal(proposal, "Būs no janvāra", 0)
            .await
            .unwrap();
        let register = group.member.proposals().await.unwrap();
        assert_eq!(register[0].answer.as_deref(), Some("Būs no janvāra"));
    });
}

// covers: ESC-27
#[test]
fn a_decision_stands_in_the_calendars_of_whoever_does_it_and_whoever_judges_it() {
    on_both(|database| async move {
        let group = group(&database).await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        let item = group.heard(meeting, "010112-21234").await;
        let members = group.board.body(group.body).await.unwrap().members;
        let member = members
            .iter()
            .find(|one| one.user_id == group.member.actor.user())
            .unwrap()
            .id;
        let made = group
            .chair
            .decide(meeting, &decision(item, member))
            .await
            .unwrap();
        let (done, judge) = (date(2026, 12, 28), date(2027, 1, 15));
        for (who, expected) in [
            (&group.member, vec![(made, done, false)]),
            (&group.chair, vec![(made, judge, true)]),
            (&group.adviser, Vec::new()),
        ] {
            let secret = who.renew_calendar_link().await.unwrap();
            let feed = group.town.app.calendar_feed(&secret).await.unwrap();
            let days: Vec<_> = feed
                .decisions
                .iter()
                .map(|one| (one.id, one.day, one.judged))
                .collect();
            assert_eq!(days, expected);
        }
        for _ in 0..2 {
            group.member.finish_decision(made, "Apmeklēta", 0).await.unwrap();
        }
        let other = group.member.finish_decision(made, "Nav apmeklēta", 0).await;
        assert!(
            matches!(other, Err(AppError::Conflict("error-said-already"))),
            "other words are not swallowed: {other:?}"
        );
        let secret = group.member.renew_calendar_link().await.unwrap();
        let feed = group.town.app.calendar_feed(&secret).await.unwrap();
        assert!(feed.decisions.is_empty(), "{feed:?}");
    });
}

// covers: ESC-27, COOP-10
#[test]
fn who_speaks_second_of_a_decision_or_a_proposal_sees_what_stands_and_adds_to_it() {
    on_both(|database| async move {
        let group = group(&database).await;
        let (chair, secretary, member) = (&group.chair, &group.secretary, &group.member);
        let meeting = group.plan(date(2026, 11, 25)).await;
        let item = group.heard(meeting, "010112-21234").await;
        let members = group.board.body(group.body).await.unwrap().members;
        let tasked = members
            .iter()
            .find(|one| one.user_id == member.actor.user())
            .unwrap()
            .id;
        let made = chair.decide(meeting, &decision(item, tasked)).await.unwrap();
        let said = |result: Result<(), AppError>| {
            assert!(
                matches!(result, Err(AppError::Conflict("error-said-already"))),
                "{result:?}"
            );
        };

        member.finish_decision(made, "Apmeklēta", 0).await.unwrap();
        said(chair.finish_decision(made, "Zvanīts mātei", 0).await);
        let seen = chair.open_decision(made, false).await.unwrap().last_word();
        said(chair.finish_decision(made, "Zvanīts mātei", seen - 1).await);
        chair.finish_decision(made, "Zvanīts mātei", seen).await.unwrap();
        let row = chair.open_decision(made, true).await.unwrap();
        assert_eq!(row.done_note.as_deref(), Some("Apmeklēta\n\nZvanīts mātei"));

        let (partly, reached) = (Some(Judgement::Partly), Some(Judgement::Reached));
        chair
            .judge_decision(made, partly, "Nāk ne katru dienu", 0)
            .await
            .unwrap();
        said(secretary.judge_decision(made, reached, "Nāk", 0).await);
        let row = secretary.open_decision(made, true).await.unwrap();
        assert_eq!(row.judgement.as_deref(), Some("partly"), "nothing is overwritten");
        let seen = row.judged_at.unwrap();
        secretary
            .judge_decision(made, reached, "Tagad nāk", seen)
            .await
            .unwrap();
        let row = secretary.open_decision(made, true).await.unwrap();
        assert_eq!(row.judgement.as_deref(), Some("reached"));
        assert_eq!(
            row.judged_note.as_deref(),
            Some("Nāk ne katru dienu\n\nTagad nāk")
        );

        let proposal = chair.propose(meeting, "Vakara autobuss", None).await.unwrap();
        group.board.answer_proposal(proposal, "Būs", 0).await.unwrap();
        said(chair.answer_proposal(proposal, "No janvāra", 0).await);
        let seen = chair.proposals().await.unwrap()[0].answered_at.unwrap();
        chair.answer_proposal(proposal, "No janvāra", seen).await.unwrap();
        let answer = chair.proposals().await.unwrap().remove(0).answer;
        assert_eq!(answer.as_deref(), Some("Būs\n\nNo janvāra"));
    });
}

// covers: ESC-27
#[test]
fn an_overdue_decision_is_told_once_to_its_owner_and_to_the_chair() {
    on_both(|database| async move {
        let group = group(&database).await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        let item = group.heard(meeting, "010112-21234").await;
        let member = group.board.body(group.body).await.unwrap().members;
        let member = member
            .iter()
            .find(|one| one.user_id == group.member.actor.user())
            .unwrap()
            .id;
        group
            .chair
            .decide(meeting, &decision(item, member))
            .await
            .unwrap();
        for day in ["2026-11-20", "2026-12-28", "2026-12-29", "2026-12-30"] {
            let app = group.town.at(&format!("{day}T09:00:00Z")).app;
            app.enqueue_reminders().await.unwrap();
            app.run_jobs("a", None, |_| unreachable!("there is no mail server"))
                .await
                .unwrap();
        }
        for person in [&group.member, &group.chair] {
            let told = kinds(person).await;
            assert_eq!(
                told.iter().filter(|kind| *kind == "decisions_overdue").count(),
                1,
                "{told:?}"
            );
        }
        assert!(
            !kinds(&group.secretary)
                .await
                .contains(&"decisions_overdue".to_owned())
        );
    });
}
