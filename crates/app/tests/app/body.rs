use std::collections::BTreeMap;

use balsts_app::{
    AppError,
    body::{AddBody, AddRegulation},
    report::ReportPeriod,
    settings::PlainGroup,
    talk::AddTalk,
};
use balsts_domain::{
    access::Role,
    cooperation::{Basis, BodyKind, Level, MeetingDuty, MeetingEvent, MemberRight, TalkWith},
};
use balsts_testkit::{Town, on_both};
use jiff::civil::date;
use serde_json::json;

use super::meeting::{group, join, kinds, plan};

pub fn body(kind: BodyKind, name: &str) -> AddBody {
    AddBody {
        parent: None,
        kind,
        name: name.to_owned(),
        level: Level::Management,
        basis: Basis::Order,
        basis_title: "Nr. 12".to_owned(),
        basis_day: Some(date(2023, 9, 1)),
    }
}

/// The municipality asks its working group to plan the budget, as Rēzeknes novads and Tukums do.
async fn ask_for_the_budget(town: &Town) {
    let asked = "Noturēt darba grupas sanāksmi; sanāksmēs; darba grupa
Darba grupā plānot nākamā gada budžetu; sanāksmēs; darba grupa";
    let values = BTreeMap::from([("asked".to_owned(), json!(asked))]);
    let group = PlainGroup::named("duties").unwrap();
    town.operator()
        .change_plain_settings(group, None, 0, &values, "Domes lēmums")
        .await
        .unwrap();
}

async fn remind_daily(town: &Town, days: &[&str]) {
    for day in days {
        let app = town.at(&format!("{day}T09:00:00Z")).app;
        app.enqueue_reminders().await.unwrap();
        app.run_jobs("a", None, |_| unreachable!("there is no mail server"))
            .await
            .unwrap();
    }
}

// covers: COOP-03
// covers: COOP-04
// covers: COOP-06
#[test]
fn bodies_of_several_levels_are_linked_and_have_their_duties() {
    on_both(|database| async move {
        let group = group(&database).await;
        let working = AddBody {
            parent: Some(group.body),
            kind: BodyKind::WorkingGroup,
            name: "Darba grupa".to_owned(),
            level: Level::Management,
            basis: Basis::Order,
            basis_title: "Nr. 12".to_owned(),
            basis_day: Some(date(2023, 9, 1)),
        };
        let working = group.board.add_body(&working).await.unwrap();
        let view = group.board.body(working).await.unwrap();
        assert_eq!(view.row.parent_id, Some(group.body));
        let owed = |duties: &[MeetingDuty]| -> Vec<_> {
            let owed = duties.iter().map(|duty| (duty.code, duty.due, duty.held));
            owed.collect()
        };
        let regular = [
            ("regular", date(2026, 6, 30), None),
            ("regular", date(2026, 12, 31), None),
        ];
        assert_eq!(
            owed(&view.duties),
            regular,
            "the programme of Ogre names no meeting about the budget"
        );
        ask_for_the_budget(&group.town).await;
        let view = group.board.body(working).await.unwrap();
        let budget = [("budget", date(2026, 12, 31), None)];
        assert_eq!(owed(&view.duties), [&regular[..], &budget[..]].concat());
    });
}

// covers: COOP-19
#[test]
fn a_new_version_of_a_rule_ends_the_one_before_and_both_stay_readable() {
    on_both(|database| async move {
        let group = group(&database).await;
        let rule = |number: &str, from, replaces| AddRegulation {
            title: "Nolikums".to_owned(),
            number: number.to_owned(),
            from: Some(from),
            link: String::new(),
            replaces,
        };
        let first = group
            .board
            .add_regulation(&rule("Nr. 8", date(2012, 2, 1), None))
            .await
            .unwrap();
        let early = rule("Nr. 9", date(2012, 2, 1), Some(first));
        assert!(
            matches!(
                group.board.add_regulation(&early).await,
                Err(AppError::Invalid(_))
            ),
            "no version replaces one that begins on the same day"
        );
        let second = group
            .board
            .add_regulation(&rule("Nr. 3", date(2026, 1, 15), Some(first)))
            .await
            .unwrap();
        let rules = group.member.regulations().await.unwrap();
        let known: Vec<_> = rules
            .iter()
            .map(|row| (row.id, row.to_day.map(balsts_store::date), row.replaces_id))
            .collect();
        assert_eq!(
            known,
            [
                (second, None, Some(first)),
                (first, Some(date(2026, 1, 14)), None)
            ]
        );
        let again = rule("Nr. 4", date(2026, 3, 1), Some(first));
        assert!(
            matches!(group.board.add_regulation(&again).await, Err(AppError::NotFound)),
            "what has ended is replaced by nothing more"
        );
        let wrong = AddRegulation {
            link: "javascript:x".to_owned(),
            ..rule("Nr. 5", date(2026, 3, 1), None)
        };
        assert!(matches!(
            group.board.add_regulation(&wrong).await,
            Err(AppError::Invalid(_))
        ));
        assert!(matches!(
            group.member.add_regulation(&again).await,
            Err(AppError::Forbidden)
        ));
        group.board.end_regulation(second).await.unwrap();
        assert!(group.board.end_regulation(second).await.is_err());
    });
}

// covers: COOP-07
// covers: COOP-12
// covers: COOP-13
// covers: COOP-14
// covers: COOP-15
// covers: COOP-16
// covers: COOP-20
#[test]
fn bodies_of_every_kind_meet_and_the_report_counts_them() {
    on_both(|database| async move {
        let group = group(&database).await;
        for (number, kind) in BodyKind::ALL.iter().enumerate() {
            let name = format!("{number:02} {}", kind.code());
            let id = group.board.add_body(&body(*kind, &name)).await.unwrap();
            join(&group.board, id, &group.chair, MemberRight::Chair).await;
            let meeting = group
                .chair
                .plan_meeting(&plan(id, date(2026, 11, 23)))
                .await
                .unwrap();
            let question = group.chair.add_question(meeting, "Pieredze", "").await.unwrap();
            group.step(meeting, MeetingEvent::Open).await;
            group
                .chair
                .keep_minutes(meeting, question, 1, "Apsprieda.")
                .await
                .unwrap();
            group.chair.note_item(meeting, question).await.unwrap();
            group.step(meeting, MeetingEvent::Close).await;
            let card = group.member.body(id).await.unwrap();
            assert_eq!((card.held.len(), card.row.basis_title.as_str()), (1, "Nr. 12"));
        }
        let board = group
            .board
            .report("meetings", &ReportPeriod::default())
            .await
            .unwrap();
        let csv = board.to_csv().unwrap();
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(lines.len(), BodyKind::ALL.len() + 3, "{csv}");
        assert!(csv.contains("00 cooperation_group,1,0,0,0,0,0,0"), "{csv}");
        assert!(csv.contains("Sadarbības grupa,0,0,0,0,0,0,0"), "{csv}");
        assert!(lines.last().unwrap().starts_with("Kopā,10,"), "{csv}");
    });
}

// covers: COOP-05
// covers: COOP-06
// covers: REP-04
#[test]
fn who_leads_a_body_is_reminded_of_a_meeting_that_has_to_be_held_and_nobody_twice() {
    on_both(|database| async move {
        let group = group(&database).await;
        ask_for_the_budget(&group.town).await;
        let working = group
            .board
            .add_body(&body(BodyKind::WorkingGroup, "Darba grupa"))
            .await
            .unwrap();
        join(&group.board, working, &group.chair, MemberRight::Chair).await;
        join(&group.board, working, &group.member, MemberRight::Member).await;
        let told = |ctx| async move {
            let kinds = kinds(ctx).await;
            kinds.iter().filter(|kind| *kind == "meeting_due").count()
        };
        // June had passed when the group was entered, and it is not yet thirty days to the end of the year.
        remind_daily(&group.town, &["2026-11-25", "2026-11-26"]).await;
        assert_eq!(told(&group.chair).await, 0);
        remind_daily(&group.town, &["2026-12-01", "2026-12-02"]).await;
        assert_eq!(told(&group.chair).await, 2, "the second half year and the budget");
        assert_eq!(told(&group.member).await, 0, "who leads is told");
        let mut budget = plan(working, date(2026, 12, 10));
        budget.budget = true;
        let meeting = group.chair.plan_meeting(&budget).await.unwrap();
        group.step(meeting, MeetingEvent::Call).await;
        remind_daily(&group.town, &["2026-12-07", "2026-12-08", "2026-12-09"]).await;
        for person in [&group.chair, &group.member] {
            let near = kinds(person).await;
            assert_eq!(near.iter().filter(|kind| *kind == "meeting_near").count(), 1);
        }
        group.step(meeting, MeetingEvent::Open).await;
        group.step(meeting, MeetingEvent::Close).await;
        remind_daily(&group.town, &["2027-01-04"]).await;
        assert_eq!(told(&group.chair).await, 2, "both were held");
        remind_daily(&group.town, &["2027-06-10", "2027-07-01", "2027-07-02"]).await;
        assert_eq!(told(&group.chair).await, 4, "once before its day and once after");
    });
}

#[test]
fn the_board_is_reminded_where_nobody_leads() {
    on_both(|database| async move {
        let group = group(&database).await;
        group
            .board
            .add_body(&body(BodyKind::Exchange, "Pieredzes apmaiņa"))
            .await
            .unwrap();
        remind_daily(&group.town, &["2026-12-15"]).await;
        assert!(kinds(&group.board).await.contains(&"meeting_due".to_owned()));
    });
}

// covers: COOP-21
#[test]
fn talks_are_written_down_by_who_leads_and_read_by_who_takes_part() {
    on_both(|database| async move {
        let group = group(&database).await;
        let talk = AddTalk {
            body: group.body,
            day: Some(date(2026, 11, 19)),
            with: vec![TalkWith::Heads, TalkWith::Parents],
            about: "Kavējumi pēc brīvdienām".to_owned(),
            conclusions: "Vecāki lūdz agrāku autobusu".to_owned(),
        };
        group.secretary.add_talk(&talk).await.unwrap();
        assert!(matches!(
            group.member.add_talk(&talk).await,
            Err(AppError::NotFound)
        ));
        let read = group.adviser.talks(group.body).await.unwrap();
        assert_eq!(
            (
                read.len(),
                read[0].with_codes.as_str(),
                read[0].conclusions.as_str()
            ),
            (1, "heads;parents", "Vecāki lūdz agrāku autobusu")
        );
        let stranger = group.town.as_role(Role::EducationBoard, None, None).await;
        assert!(stranger.talks(group.body).await.unwrap().is_empty());
        for wrong in [
            AddTalk {
                day: Some(date(2026, 11, 21)),
                ..talk.clone()
            },
            AddTalk {
                with: Vec::new(),
                ..talk.clone()
            },
            AddTalk {
                conclusions: " ".to_owned(),
                ..talk.clone()
            },
        ] {
            assert!(matches!(
                group.secretary.add_talk(&wrong).await,
                Err(AppError::Invalid(_))
            ));
        }
    });
}

// covers: COOP-11
#[test]
fn the_year_of_a_body_is_a_paper_for_those_who_take_part_without_a_word_of_a_case() {
    on_both(|database| async move {
        let group = group(&database).await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        let case = group.heard(meeting, "010112-21234").await;
        let question = group
            .chair
            .add_question(meeting, "Vakara autobuss", "")
            .await
            .unwrap();
        group
            .chair
            .keep_minutes(meeting, question, 1, "Trīs pagasti.")
            .await
            .unwrap();
        group
            .chair
            .keep_minutes(meeting, case, 1, "Māte piekrīt.")
            .await
            .unwrap();
        let member = group.chair.meeting(meeting).await.unwrap().participants[0].member_id;
        for item in [case, question] {
            group
                .chair
                .decide(meeting, &super::meeting::decision(item, member))
                .await
                .unwrap();
        }
        group
            .chair
            .propose(meeting, "Piešķirt līdzekļus", None)
            .await
            .unwrap();
        group.step(meeting, MeetingEvent::Open).await;
        group.step(meeting, MeetingEvent::Close).await;
        let words = |code: &str| code.to_uppercase();
        let paper = group.member.body_paper(group.body, 2026, words).await.unwrap();
        assert_eq!((paper.work.meetings, paper.work.decisions), (1, 2));
        assert_eq!(paper.questions.len(), 1);
        assert_eq!(paper.questions[0].minutes, "Trīs pagasti.");
        assert_eq!(paper.questions[0].decisions.len(), 1);
        assert_eq!(paper.proposals[0].to, "COUNCIL");
        assert!(!format!("{paper:?}").contains("Māte piekrīt"), "{paper:?}");
        let before = group.member.body_paper(group.body, 2025, words).await.unwrap();
        assert_eq!((before.work.meetings, before.questions.len()), (0, 0));
        assert!(matches!(
            group.school.body_paper(group.body, 2026, words).await,
            Err(AppError::NotFound)
        ));
    });
}
