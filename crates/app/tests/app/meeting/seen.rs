//! Who sees the cases of a meeting, and who learns that somebody did.

use super::*;

// covers: COOP-02
#[test]
fn each_sees_the_cases_of_their_meeting_from_the_call_on_and_only_what_their_right_gives() {
    on_both(|database| async move {
        let group = group(&database).await;
        let stranger = group.town.as_role(Role::EducationBoard, None, None).await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        let item = group.heard(meeting, "010112-21234").await;
        let brief = ("Grūtības skolā", "Māte ārstējas.");
        group.secretary.keep_brief(meeting, item, 1, brief).await.unwrap();
        assert!(
            matches!(
                group.chair.keep_brief(meeting, item, 1, ("Cits", "")).await,
                Err(AppError::Invalid(_))
            ),
            "somebody else wrote there"
        );
        assert!(
            matches!(group.member.meeting(meeting).await, Err(AppError::NotFound)),
            "not called yet"
        );
        group.step(meeting, MeetingEvent::Call).await;
        let view = group.member.meeting(meeting).await.unwrap();
        assert_eq!(view.agenda[0].restricted_text, "Māte ārstējas.");
        assert_eq!(view.agenda[0].text, "Grūtības skolā");
        assert!(!view.leads && view.waiting.is_empty());
        let advised = group.adviser.meeting(meeting).await.unwrap().agenda;
        assert_eq!(advised[0].restricted_text, "");
        assert!(advised[0].birth_day.is_none() && view.agenda[0].birth_day.is_some());
        for other in [&stranger, &group.board, &group.school] {
            assert!(matches!(other.meeting(meeting).await, Err(AppError::NotFound)));
            assert!(other.meetings(None).await.unwrap().is_empty());
        }
        // Only who leads changes anything.
        for refused in [
            group
                .member
                .add_question(meeting, "Ceļa karte", "")
                .await
                .map(|_| ()),
            group.member.keep_minutes(meeting, item, 1, "x").await.map(|_| ()),
            group.adviser.note_item(meeting, item).await,
        ] {
            assert!(matches!(refused, Err(AppError::NotFound)));
        }
        group.step(meeting, MeetingEvent::Open).await;
        group.step(meeting, MeetingEvent::Close).await;
        assert!(group.member.meeting(meeting).await.is_ok());
        assert!(
            matches!(group.adviser.meeting(meeting).await, Err(AppError::NotFound)),
            "advisers see it until it is over"
        );
        let looks = database.store.audit_entries(0, 10_000).await.unwrap();
        let seen = looks
            .iter()
            .filter(|entry| entry.action == "pupil.read" && entry.user_id == group.member.actor.user());
        assert_eq!(seen.count(), 2, "every look at a child is noted");
    });
}

// covers: PRV-03
#[test]
fn who_knows_of_the_case_is_told_who_hears_of_the_child_in_a_meeting() {
    on_both(|database| async move {
        let group = group(&database).await;
        let school = group.school.actor.institutions()[0];
        let teacher = group
            .town
            .as_role(Role::ClassTeacher, Some(school), Some("8.b"))
            .await;
        let hear = async |reader: &Ctx| {
            let view = reader.pupil("p-010112-21234", Some(PupilPart::Access)).await;
            let watchers = view.unwrap().watchers.unwrap();
            let heard = watchers
                .iter()
                .filter(|one| one.role == Role::MunicipalLeadership && one.grant == Grant::Meeting);
            heard.count()
        };
        let meeting = group.plan(date(2026, 11, 25)).await;
        group.heard(meeting, "010112-21234").await;
        assert_eq!(
            hear(&group.school).await,
            1,
            "the secretary alone before the call"
        );
        group.step(meeting, MeetingEvent::Call).await;
        assert_eq!(hear(&group.school).await, 3, "secretary, member and adviser");
        assert_eq!(hear(&teacher).await, 0, "that there is a case is a hint");
        group.step(meeting, MeetingEvent::Open).await;
        group.step(meeting, MeetingEvent::Close).await;
        assert_eq!(hear(&group.school).await, 2, "for the adviser it is over");
    });
}

// covers: COOP-02, PRV-03
#[test]
fn an_expert_invited_for_a_case_learns_nothing_of_the_others() {
    on_both(|database| async move {
        let group = group(&database).await;
        let expert = group.town.as_role(Role::Medical, None, None).await;
        let guest = join(&group.board, group.body, &expert, MemberRight::Invited).await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        let first = group.heard(meeting, "010112-21234").await;
        let second = group.heard(meeting, "320000-00001").await;
        group.step(meeting, MeetingEvent::Call).await;
        assert!(
            matches!(expert.meeting(meeting).await, Err(AppError::NotFound)),
            "not invited"
        );
        group.chair.invite(meeting, guest, Some(first)).await.unwrap();
        assert_eq!(kinds(&expert).await, ["meeting_called"]);
        let view = group.chair.meeting(meeting).await.unwrap();
        let chair = view
            .participants
            .iter()
            .find(|one| one.user_id == group.chair.actor.user())
            .unwrap();
        for item in [first, second] {
            let made = decision(item, chair.member_id);
            group.chair.decide(meeting, &made).await.unwrap();
        }
        let seen = |view: &MeetingView| -> Vec<i64> { view.agenda.iter().map(|item| item.id).collect() };
        let of_one = expert.meeting(meeting).await.unwrap();
        assert_eq!(seen(&of_one), [first]);
        assert_eq!(
            of_one.decisions.len(),
            1,
            "what was decided of another tells of that child"
        );
        assert_eq!(expert.decisions(false).await.unwrap().len(), 1);
        assert_eq!(seen(&expert.export_minutes(meeting).await.unwrap()), [first]);
        assert_eq!(
            seen(&group.member.meeting(meeting).await.unwrap()),
            [first, second]
        );
        // Another case, and in the end the whole meeting; nobody is called twice.
        group.chair.invite(meeting, guest, Some(second)).await.unwrap();
        assert_eq!(seen(&expert.meeting(meeting).await.unwrap()), [first, second]);
        group.chair.invite(meeting, guest, None).await.unwrap();
        group
            .chair
            .add_question(meeting, "Autobusu laiki", "")
            .await
            .unwrap();
        assert_eq!(expert.meeting(meeting).await.unwrap().agenda.len(), 3);
        assert_eq!(kinds(&expert).await.len(), 1);
        // An item of another meeting is none of this one.
        let other = group.plan(date(2026, 12, 9)).await;
        assert!(matches!(
            group.chair.invite(other, guest, Some(first)).await,
            Err(AppError::NotFound)
        ));
    });
}

// covers: PRV-07, PRV-09
#[test]
fn who_watches_over_data_finds_minutes_taken_out_and_who_joined_the_group() {
    on_both(|database| async move {
        let group = group(&database).await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        group.heard(meeting, "010112-21234").await;
        group.chair.export_minutes(meeting).await.unwrap();
        let officer = group.town.as_role(Role::DataProtectionOfficer, None, None).await;
        for (matter, action, times) in [
            (AuditMatter::Exports, "meeting.minutes_exported", 1),
            (AuditMatter::Rights, "body.member_added", 4),
        ] {
            let choice = AuditChoice {
                matter: Some(matter),
                ..AuditChoice::default()
            };
            let (lines, _) = officer.audit_page(&choice, 50).await.unwrap();
            let found = lines.iter().filter(|line| line.action == action).count();
            assert_eq!(found, times, "{action}");
        }
    });
}

// covers: ROL-06
#[test]
fn who_takes_part_in_cases_sees_where_a_case_of_their_meeting_stands_while_it_lasts() {
    on_both(|database| async move {
        let group = group(&database).await;
        let police = group.town.as_role(Role::MunicipalPolice, None, None).await;
        join(&group.board, group.body, &police, MemberRight::Member).await;
        let (case, number) = group.refer("010112-21234").await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        group.draw(meeting, &[number]).await;
        assert!(
            matches!(police.case(&case).await, Err(AppError::NotFound)),
            "not called yet"
        );
        group.step(meeting, MeetingEvent::Call).await;
        let seen = police.case(&case).await.unwrap();
        assert!(seen.possible.is_empty() && seen.reports.is_empty() && !seen.opens_pupil);
        assert!(
            seen.events.iter().all(|step| step.words.is_empty()),
            "where it stands, not what was said"
        );
        for ctx in [&police, &group.board] {
            assert!(
                matches!(
                    ctx.tell(&case, Party::SocialService).await,
                    Err(AppError::NotFound)
                ),
                "who sees where a case stands does not act in it"
            );
        }
        let worker = group.town.as_role(Role::SocialService, None, None).await;
        let joined = join(&group.board, group.body, &worker, MemberRight::Member).await;
        assert!(matches!(worker.case(&case).await, Err(AppError::NotFound)));
        group.chair.invite(meeting, joined, None).await.unwrap();
        assert!(
            worker.case(&case).await.unwrap().grounds.is_none(),
            "records that one may not read are no zero"
        );
        let outside = group.town.as_role(Role::StatePolice, None, None).await;
        assert!(matches!(outside.case(&case).await, Err(AppError::NotFound)));
        group.step(meeting, MeetingEvent::Open).await;
        assert!(police.case(&case).await.is_ok());
        group.step(meeting, MeetingEvent::Close).await;
        assert!(
            matches!(police.case(&case).await, Err(AppError::NotFound)),
            "the meeting is over"
        );
    });
}

// covers: PRV-12
#[test]
fn a_case_older_than_an_adoption_is_heard_without_the_name_of_today() {
    on_both(|database| async move {
        let group = group(&database).await;
        let (case, older) = group.refer("010112-21234").await;
        let (_, other) = group.refer("320000-00001").await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        group.draw(meeting, &[older, other]).await;
        group.step(meeting, MeetingEvent::Call).await;
        let names = |agenda: Vec<balsts_store::ItemRow>| {
            agenda
                .into_iter()
                .map(|item| {
                    (
                        item.case_id,
                        item.family_name,
                        item.class,
                        item.public_id.is_some(),
                    )
                })
                .collect::<Vec<_>>()
        };
        let named = |case, name: &str| (Some(case), Some(name.to_owned()), Some("8.b".to_owned()), true);
        let before = group.member.meeting(meeting).await.unwrap();
        assert_eq!(
            names(before.agenda),
            [named(older, "Bērziņa"), named(other, "Ozols")]
        );

        let child = group.school.case(&case).await.unwrap().line.row.pupil_id;
        let writing = group.town.app.store.write().await.unwrap();
        let (from, by) = (date(2026, 11, 23), group.board.user().unwrap());
        writing
            .add_protection(child, "adoption", from, "Tiesas spriedums", by, 1)
            .await
            .unwrap();
        writing.commit().await.unwrap();
        let then = group.town.at("2026-11-23T09:00:00Z");
        for ctx in [&group.member, &group.chair] {
            let after = then.ctx_of(ctx).meeting(meeting).await.unwrap();
            assert_eq!(
                names(after.agenda),
                [(Some(older), None, None, false), named(other, "Ozols")]
            );
        }
    });
}
