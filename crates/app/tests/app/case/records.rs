//! What a case rests on: plans as evidence, a history that stays as it was, records of one child, settings of the place.

use balsts_app::{duplicate::DuplicateVerdict, settings::PlainGroup, support_plan::StartPlan};
use balsts_domain::{
    attendance::AbsenceKind,
    calendar::{SchoolYear, Semester},
    cases::threshold::Ground,
    support::PlanKind,
};
use balsts_testkit::Missed;
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::*;

// covers: ESC-02, ESC-07
#[test]
fn a_plan_is_the_evidence_before_institutions_are_told() {
    on_both(|database| async move {
        let school = school(&database).await;
        let head = school.head().await;
        let staff = school
            .town
            .as_role(Role::SupportStaff, Some(school.institution), None)
            .await;
        let case = open(&head, CaseKind::School).await;
        for event in [CaseEvent::CallTeam, CaseEvent::DecideSupport] {
            step(&head, &case, words(event)).await.unwrap();
        }
        assert_eq!(
            errors(step(&head, &case, words(CaseEvent::NotSolved)).await),
            [("words".to_owned(), "error-case-no-plan")]
        );
        let start = StartPlan {
            pupil: ANNA.to_owned(),
            kind: PlanKind::Individual,
            year: SchoolYear::new(2026),
            semester: Semester::First,
        };
        let plan = staff.start_plan(&start).await.unwrap();
        assert_eq!(
            errors(step(&head, &case, words(CaseEvent::NotSolved)).await),
            [("words".to_owned(), "error-case-no-plan")],
            "a draft is no plan"
        );
        let version = staff.plan(plan).await.unwrap().sheet.version;
        staff
            .decline_plan(plan, version, "Vecāki nevēlas.")
            .await
            .unwrap();
        step(&head, &case, words(CaseEvent::NotSolved)).await.unwrap();
        let view = head.case(&case).await.unwrap();
        let last = view.events.last().unwrap();
        assert!(
            last.detail.contains(&format!("\"plans\":[{plan}]")),
            "{}",
            last.detail
        );
        assert_eq!(view.plans.unwrap().len(), 1);
        let late = school.on(&head, "2026-12-14T09:00:00Z").await;
        let review = Event {
            next: Some(date(2026, 12, 21)),
            ..words(CaseEvent::Review)
        };
        step(&late, &case, review).await.unwrap();
        let view = late.case(&case).await.unwrap();
        let detail = &view.events.last().unwrap().detail;
        assert!(
            detail.contains("\"missed\":\"2026-11-24\""),
            "the day that was missed stays in the history: {detail}"
        );
    });
}

// covers: ESC-34
#[test]
fn the_history_cannot_be_changed() {
    on_both(|database| async move {
        let school = school(&database).await;
        let head = school.head().await;
        let case = unsolved(&head).await;
        let told = head.tell(&case, Party::EducationBoard).await.unwrap();
        head.send_case_report(&case, told, &report()).await.unwrap();
        let message = form(FormKind::Message, &[("text", "Ziņa.")]);
        head.add_case_form(&case, &message).await.unwrap();
        let raw = sea_orm::Database::connect(&database.url).await.unwrap();
        for change in [
            "UPDATE case_events SET words = 'cits'",
            "UPDATE case_events SET at = 0",
            "UPDATE case_events SET user_id = NULL WHERE event = 'open'",
            "UPDATE case_forms SET body = ''",
            "UPDATE case_reports SET sent_at = 1 WHERE body <> ''",
        ] {
            let refused = raw.execute_unprepared(change).await;
            assert!(format!("{refused:?}").contains("_kept"), "{change}: {refused:?}");
        }
        raw.execute_unprepared("UPDATE case_reports SET received_at = 1")
            .await
            .unwrap();
        // Nor can it be removed, of an open case or of a closed one.
        let close = Event {
            outcome: Some(Outcome::Unfounded),
            ..words(CaseEvent::Close)
        };
        for closed in [false, true] {
            if closed {
                step(&head, &case, close.clone()).await.unwrap();
            }
            for removal in [
                "DELETE FROM case_events",
                "DELETE FROM case_events WHERE event = 'open'",
            ] {
                let refused = raw.execute_unprepared(removal).await;
                assert!(
                    format!("{refused:?}").contains("case_events_stays"),
                    "{removal}: {refused:?}"
                );
            }
        }
    });
}

// covers: ESC-01
#[test]
fn a_report_of_staff_is_taken_into_a_case() {
    on_both(|database| async move {
        let school = school(&database).await;
        let teacher = school
            .town
            .as_role(Role::ClassTeacher, Some(school.institution), Some("8.b"))
            .await;
        let head = school.head().await;
        let concern = SendConcern {
            pupil: ANNA.to_owned(),
            factors: Vec::new(),
            text: "Guļ stundās.".to_owned(),
            urgency: Urgency::Normal,
            danger: false,
        };
        let concern = teacher.send_concern(&concern).await.unwrap();
        let mut opened = OpenCase {
            pupil: ANNA.to_owned(),
            kind: CaseKind::School,
            words: "Pēc ziņojuma.".to_owned(),
            concern: Some(concern + 1),
        };
        assert!(is_not_there(&head.open_case(&opened).await));
        opened.concern = Some(concern);
        let case = head.open_case(&opened).await.unwrap();
        assert_eq!(head.case(&case).await.unwrap().line.row.concern_id, Some(concern));
    });
}

// covers: ESC-33
#[test]
fn two_records_of_one_child_become_one_with_their_cases() {
    const TWIN: &str = "p-140311-21242";
    on_both(|database| async move {
        let school = school(&database).await;
        let head = school.head().await;
        let twin = NewPupil {
            born: Some(date(2011, 3, 14)),
            ..NewPupil::named("140311-21242", "Anna", "Bērziņa")
        };
        let twin = school.town.pupils(&[twin]).await[0];
        school
            .town
            .enrol(&[twin], school.institution, "8.b", date(2026, 9, 1), None)
            .await;
        let case = open(&head, CaseKind::School).await;
        let other = OpenCase {
            pupil: TWIN.to_owned(),
            kind: CaseKind::School,
            words: "Tas pats bērns.".to_owned(),
            concern: None,
        };
        let other = head.open_case(&other).await.unwrap();
        let one_child = || Some(DuplicateVerdict::OneChild(ANNA.to_owned()));
        let board = school.town.as_role(Role::EducationBoard, None, None).await;
        let refused = board.settle_duplicate(ANNA, TWIN, one_child(), "Tas pats.").await;
        assert!(
            matches!(refused, Err(AppError::Conflict("error-cases-both-open"))),
            "{refused:?}"
        );
        let close = Event {
            outcome: Some(Outcome::Unfounded),
            ..words(CaseEvent::Close)
        };
        step(&head, &other, close).await.unwrap();
        board
            .settle_duplicate(ANNA, TWIN, one_child(), "Tas pats.")
            .await
            .unwrap();
        let view = head.pupil(ANNA, Some(PupilPart::Case)).await.unwrap();
        let ids: Vec<String> = view.cases.unwrap().into_iter().map(|row| row.public_id).collect();
        assert_eq!(ids, [case, other]);
    });
}

/// The grounds that hold on the child's own page.
async fn holding(ctx: &Ctx) -> Option<Vec<Ground>> {
    let view = ctx.pupil(ANNA, Some(PupilPart::Case)).await.ok()?;
    let holding = view
        .grounds?
        .into_iter()
        .filter(|(_, holds)| *holds == Some(true));
    Some(holding.map(|(ground, _)| ground).collect())
}

// covers: ESC-16
#[test]
fn grounds_for_the_social_service_are_told_before_there_is_a_case() {
    on_both(|database| async move {
        let school = school(&database).await;
        let town = &school.town;
        let staff = town
            .as_role(Role::SupportStaff, Some(school.institution), None)
            .await;
        let teacher = town
            .as_role(Role::ClassTeacher, Some(school.institution), Some("8.b"))
            .await;
        assert_eq!(holding(&staff).await, Some(Vec::new()));
        town.circumstance(school.anna, "substance_use", date(2026, 11, 2))
            .await;
        assert_eq!(holding(&staff).await, Some(vec![Ground::Substances]));
        assert_eq!(
            holding(&teacher).await,
            None,
            "not for those who may not know of it"
        );
        open(&staff, CaseKind::School).await;
        assert_eq!(holding(&staff).await, None, "from then on the case says it");
    });
}

/// The pupils about whom a case is proposed, with the grounds.
async fn proposed(ctx: &Ctx) -> Vec<(String, Vec<Ground>)> {
    let proposed = ctx.proposed_cases().await.unwrap();
    let proposed = proposed.into_iter().map(|one| (one.row.public_id, one.grounds));
    proposed.collect()
}

// covers: ESC-16
#[test]
fn a_case_is_proposed_to_the_school_from_the_threshold_on_until_somebody_decides() {
    on_both(|database| async move {
        let school = school(&database).await;
        let (town, institution) = (&school.town, Some(school.institution));
        let staff = town.as_role(Role::SupportStaff, institution, None).await;
        let teacher = town.as_role(Role::ClassTeacher, institution, Some("8.b")).await;
        let others = town.as_role(Role::SupportStaff, Some(school.other), None).await;
        let worker = town.as_role(Role::SocialService, None, None).await;
        let missed = |on: Date, lessons: u8| Missed {
            pupil: school.anna,
            institution: school.institution,
            on,
            lessons,
            kind: AbsenceKind::Unexcused,
        };
        let week = [9, 10, 11, 12, 13].map(|day| missed(date(2026, 11, day), if day == 13 { 7 } else { 8 }));
        town.absences(&week).await;
        assert!(proposed(&staff).await.is_empty(), "lessons alone are no ground");
        town.circumstance(school.anna, "low_functioning_family", date(2026, 11, 2))
            .await;
        assert!(proposed(&staff).await.is_empty(), "39 lessons of 40");
        let longer: Vec<Missed> = week.into_iter().chain([missed(date(2026, 11, 16), 1)]).collect();
        town.absences(&longer).await;
        let by_absence = vec![(ANNA.to_owned(), vec![Ground::Absence])];
        assert_eq!(proposed(&staff).await, by_absence);
        for stranger in [&teacher, &others, &worker] {
            assert!(
                proposed(stranger).await.is_empty(),
                "not for those who may not know of it, nor for another school"
            );
        }

        let case = open(&staff, CaseKind::School).await;
        assert!(proposed(&staff).await.is_empty(), "there is a case");
        let close = Event {
            outcome: Some(Outcome::Unfounded),
            ..words(CaseEvent::Close)
        };
        step(&staff, &case, close).await.unwrap();
        assert!(proposed(&staff).await.is_empty(), "this semester it is decided");
        town.circumstance(school.anna, "substance_use", date(2026, 11, 3))
            .await;
        let spring = school.on(&staff, "2027-02-10T09:00:00Z").await;
        assert_eq!(
            proposed(&spring).await,
            [(ANNA.to_owned(), vec![Ground::Substances])],
            "lessons count anew, and so does what was decided"
        );
    });
}

// covers: ESC-12, ESC-15, ESC-16
#[test]
fn terms_and_order_follow_the_settings_of_the_place() {
    on_both(|database| async move {
        let school = school(&database).await;
        let june = school.town.at("2026-06-19T09:00:00Z");
        let head = june.ctx_of(&school.head().await);
        school
            .town
            .enrol(
                &[school.anna],
                school.institution,
                "7.b",
                date(2025, 9, 1),
                Some(date(2026, 8, 31)),
            )
            .await;
        let case = open(&head, CaseKind::School).await;
        head.tell(&case, Party::EducationBoard).await.unwrap();
        let due = |codes: Vec<(String, Date)>| {
            let mut days: Vec<Date> = codes
                .into_iter()
                .filter(|(code, _)| code == "written_report")
                .map(|(_, day)| day)
                .collect();
            days.sort();
            days
        };
        assert_eq!(due(duty_codes(&head).await), [date(2026, 6, 25)], "Līgo and Jāņi");
        // 22 June is a day off that is worked on the 27th, where the school works on shifted days.
        let group = PlainGroup::named("institution").unwrap();
        let values = BTreeMap::from([("shifted_days".to_owned(), json!(true))]);
        head.change_plain_settings(group, Some(school.institution), 0, &values, "Rīkojums")
            .await
            .unwrap();
        head.tell(&case, Party::OrphansCourt).await.unwrap();
        assert_eq!(
            due(duty_codes(&head).await),
            [date(2026, 6, 25), date(2026, 6, 26)]
        );
        let board = june.ctx_of(&school.town.as_role(Role::EducationBoard, None, None).await);
        let group = PlainGroup::named("cases").unwrap();
        let values = BTreeMap::from([("board_first".to_owned(), json!(false))]);
        board
            .change_plain_settings(group, None, 0, &values, "Domes lēmums")
            .await
            .unwrap();
        let told = head.tell(&case, Party::SocialService).await.unwrap();
        head.send_case_report(&case, told, &report())
            .await
            .expect("nobody has to be told first any more");
    });
}

// covers: ESC-34
#[test]
fn nothing_is_added_to_a_closed_case() {
    on_both(|database| async move {
        let school = school(&database).await;
        let worker = school.town.as_role(Role::SocialService, None, None).await;
        let case = open(&worker, CaseKind::Social).await;
        let close = Event {
            outcome: Some(Outcome::Unfounded),
            ..words(CaseEvent::Close)
        };
        step(&worker, &case, close).await.unwrap();
        let added = worker
            .add_case_circumstance(&case, "substance_use", "Zināms no klīnikas.")
            .await;
        assert_eq!(errors(added), [("words".to_owned(), "error-case-closed")]);
        let protected = worker
            .protect(&case, false, date(2026, 11, 20), "Tiesas lēmums")
            .await;
        assert_eq!(errors(protected), [("basis".to_owned(), "error-case-closed")]);
        assert!(
            worker
                .case(&case)
                .await
                .unwrap()
                .circumstances
                .is_some_and(|all| all.is_empty())
        );
        step(&worker, &case, words(CaseEvent::Reopen)).await.unwrap();
        worker
            .add_case_circumstance(&case, "substance_use", "Zināms no klīnikas.")
            .await
            .unwrap();
    });
}
