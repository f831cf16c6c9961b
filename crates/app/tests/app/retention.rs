//! Records whose time is over, on both databases.

use balsts_app::{
    AppError, Ctx,
    case::ReportDanger,
    centre_request::{AskCentre, CentreStep},
    concern::SendConcern,
    next_step::RecordNextStep,
    observation::AddObservation,
    pupil::{commission::ReferralOutcome, screening::AddScreening},
    settings::PlainGroup,
    talk::AddTalk,
};
use balsts_domain::{
    access::Role,
    cases::{CaseEvent, Event, Outcome, Party},
    concern::Urgency,
    cooperation::{BodyKind, CentreEvent, MeetingEvent, MemberRight, PupilBand, TalkWith},
    observation::Topic,
    people::NextStep,
    registry::{ScreeningArea, ScreeningResult, SupportRole},
    retention::RecordKind,
    risk::Factor,
};
use balsts_store::NewRiskFactor;
use balsts_testkit::{Enrolled, NewPupil, Town, on_both, town};
use jiff::civil::{Date, date};
use serde_json::json;

async fn observed(ctx: &Ctx, day: Date) -> i64 {
    let seen = AddObservation {
        day: Some(day),
        place: "autoosta".to_owned(),
        topic: Some(Topic::ALL[0]),
        text: "vakarā pulcējas jaunieši".to_owned(),
        no_name: true,
    };
    ctx.add_observation(&seen).await.unwrap()
}

fn count(page: &balsts_app::retention::Retention, kind: RecordKind) -> i64 {
    page.kinds
        .iter()
        .find(|one| one.kind == kind)
        .unwrap()
        .sum
        .records
}

async fn two_days_of(town: &Town) {
    for (now, day) in [
        ("2023-11-26T09:00:00Z", date(2023, 11, 26)),
        ("2023-11-27T09:00:00Z", date(2023, 11, 27)),
    ] {
        let board = town.at(now).as_role(Role::EducationBoard, None, None).await;
        observed(&board, day).await;
    }
}

// covers: PRV-08
#[test]
fn what_has_outlived_its_term_is_removed_when_two_people_want_it() {
    on_both(async |database| {
        let then = town(&database.store, "2023-11-20T09:00:00Z").await;
        two_days_of(&then).await;
        let now = then.at("2025-11-27T09:00:00Z");
        let administrator = now.as_role(Role::Administrator, None, None).await;
        let officer = now.as_role(Role::DataProtectionOfficer, None, None).await;
        let board = now.as_role(Role::EducationBoard, None, None).await;
        assert!(matches!(board.retention().await, Err(AppError::Forbidden)));

        // Two years: what ended on 26.11.2023 is over, what ended on 27.11.2023 is kept.
        let page = administrator.retention().await.unwrap();
        assert_eq!(count(&page, RecordKind::Observations), 1);
        let nothing = administrator.propose_removal(RecordKind::Concerns).await;
        assert!(matches!(
            nothing,
            Err(AppError::Conflict("error-retention-nothing"))
        ));

        let id = administrator
            .propose_removal(RecordKind::Observations)
            .await
            .unwrap();
        let twice = officer.propose_removal(RecordKind::Observations).await;
        assert!(
            matches!(twice, Err(AppError::Conflict("error-retention-waits"))),
            "{twice:?}"
        );
        let alone = administrator.approve_removal(id).await;
        assert!(matches!(
            alone,
            Err(AppError::Conflict("error-retention-same-person"))
        ));
        assert!(matches!(
            board.approve_removal(id).await,
            Err(AppError::Forbidden)
        ));
        assert_eq!(
            count(&officer.retention().await.unwrap(), RecordKind::Observations),
            1
        );

        assert_eq!(officer.approve_removal(id).await.unwrap(), 1);
        let page = officer.retention().await.unwrap();
        assert_eq!(count(&page, RecordKind::Observations), 0);
        assert_eq!(page.removals[0].state, "removed");
        let left = board
            .observations(&balsts_store::ObservationFilter::default())
            .await
            .unwrap()
            .rows;
        assert_eq!(left.len(), 1);
        let again = officer.approve_removal(id).await;
        assert!(matches!(
            again,
            Err(AppError::Conflict("error-retention-decided"))
        ));
        // The log still proves that the record was there, and that it is gone.
        let proof = database.store.verify_audit().await.unwrap();
        assert_eq!(proof.broken_at, None);
    });
}

// covers: PRV-08
#[test]
fn the_municipality_sets_for_how_long_a_kind_of_records_is_kept() {
    on_both(async |database| {
        let then = town(&database.store, "2023-11-20T09:00:00Z").await;
        two_days_of(&then).await;
        let now = then.at("2025-11-27T09:00:00Z");
        let administrator = now.as_role(Role::Administrator, None, None).await;
        let group = PlainGroup::named("retention").unwrap();
        let operator = now.operator();
        let set = async |after: i64, years: i64| {
            let values = [("years_observations".to_owned(), json!(years))].into();
            operator
                .change_plain_settings(group, None, after, &values, "Domes lēmums")
                .await
        };
        assert!(set(0, 0).await.is_err(), "a record is kept for a year at least");
        let mut version = 0;
        for (years, outlived) in [(1, 2), (2, 1), (3, 0)] {
            version = set(version, years).await.unwrap();
            let page = administrator.retention().await.unwrap();
            assert_eq!(count(&page, RecordKind::Observations), outlived, "{years} years");
        }
        let nothing = administrator.propose_removal(RecordKind::Observations).await;
        assert!(matches!(
            nothing,
            Err(AppError::Conflict("error-retention-nothing"))
        ));
        // What the list counts is removed, whole; the other kinds have their own term.
        set(version, 1).await.unwrap();
        let officer = now.as_role(Role::DataProtectionOfficer, None, None).await;
        let id = administrator
            .propose_removal(RecordKind::Observations)
            .await
            .unwrap();
        assert_eq!(officer.approve_removal(id).await.unwrap(), 2);
    });
}

// covers: PRV-08
#[test]
fn a_removal_is_declined_with_its_reason() {
    on_both(async |database| {
        let then = town(&database.store, "2023-11-20T09:00:00Z").await;
        two_days_of(&then).await;
        let now = then.at("2025-11-27T09:00:00Z");
        let administrator = now.as_role(Role::Administrator, None, None).await;
        let officer = now.as_role(Role::DataProtectionOfficer, None, None).await;
        let id = administrator
            .propose_removal(RecordKind::Observations)
            .await
            .unwrap();
        let silent = officer.decline_removal(id, "  ").await;
        assert!(matches!(silent, Err(AppError::Invalid(_))));
        officer.decline_removal(id, "Notiek pārbaude").await.unwrap();
        let page = officer.retention().await.unwrap();
        assert_eq!(page.removals[0].reason.as_deref(), Some("Notiek pārbaude"));
        assert_eq!(count(&page, RecordKind::Observations), 1);
        // It can be proposed anew.
        officer.propose_removal(RecordKind::Observations).await.unwrap();
    });
}

// covers: PRV-08, ESC-34
#[test]
fn a_closed_case_and_a_closed_meeting_go_with_all_that_was_written_of_them() {
    on_both(async |database| {
        let group = crate::meeting::group(&database).await;
        let (case, number) = group.refer("010112-21234").await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        group.draw(meeting, &[number]).await;
        group.step(meeting, MeetingEvent::Open).await;
        let view = group.chair.meeting(meeting).await.unwrap();
        let (item, member) = (view.agenda[0].id, view.participants[0].member_id);
        group
            .chair
            .decide(meeting, &crate::meeting::decision(item, member))
            .await
            .unwrap();
        group.step(meeting, MeetingEvent::Close).await;
        let version = group.school.case(&case).await.unwrap().line.row.version;
        let close = Event {
            outcome: Some(Outcome::MovedAway),
            ..Event::new(CaseEvent::Close, "Pārcēlās uz Rīgu")
        };
        group.school.step_case(&case, version, &close).await.unwrap();

        // Ten years later both may go, and nothing of an open one ever does.
        let (open, _) = group.refer("320000-00001").await;
        let then = group.town.at("2037-02-02T09:00:00Z");
        let administrator = then.as_role(Role::Administrator, None, None).await;
        let officer = then.as_role(Role::DataProtectionOfficer, None, None).await;
        for kind in [RecordKind::Cases, RecordKind::Meetings] {
            let id = administrator.propose_removal(kind).await.unwrap();
            assert_eq!(officer.approve_removal(id).await.unwrap(), 1, "{kind:?}");
        }
        assert!(matches!(group.school.case(&case).await, Err(AppError::NotFound)));
        assert!(matches!(
            group.chair.meeting(meeting).await,
            Err(AppError::NotFound)
        ));
        assert!(group.school.case(&open).await.is_ok());
        let proof = database.store.verify_audit().await.unwrap();
        assert_eq!(proof.broken_at, None);
    });
}

// covers: PRV-08
#[test]
fn a_meeting_called_off_goes_too_and_what_waits_of_a_case_goes_with_the_case() {
    on_both(async |database| {
        let group = crate::meeting::group(&database).await;
        let (case, number) = group.refer("010112-21234").await;
        let meeting = group.plan(date(2026, 11, 25)).await;
        group.draw(meeting, &[number]).await;
        assert_eq!(group.step(meeting, MeetingEvent::Cancel).await, 1);
        let next = group.plan(date(2026, 12, 9)).await;
        assert_eq!(group.chair.meeting(next).await.unwrap().waiting.len(), 1);
        let version = group.school.case(&case).await.unwrap().line.row.version;
        let close = Event {
            outcome: Some(Outcome::MovedAway),
            ..Event::new(CaseEvent::Close, "Pārcēlās uz Rīgu")
        };
        group.school.step_case(&case, version, &close).await.unwrap();

        let then = group.town.at("2037-02-02T09:00:00Z");
        let administrator = then.as_role(Role::Administrator, None, None).await;
        let officer = then.as_role(Role::DataProtectionOfficer, None, None).await;
        for kind in [RecordKind::Cases, RecordKind::Meetings] {
            let id = administrator.propose_removal(kind).await.unwrap();
            assert_eq!(officer.approve_removal(id).await.unwrap(), 1, "{kind:?}");
        }
        assert!(matches!(
            group.chair.meeting(meeting).await,
            Err(AppError::NotFound)
        ));
        let kept = group.chair.meeting(next).await.unwrap();
        assert!(
            kept.waiting.is_empty(),
            "it told of the child of a case that is gone"
        );
        assert_eq!(database.store.verify_audit().await.unwrap().broken_at, None);
    });
}

// covers: PRV-08
#[test]
fn factors_referrals_bars_incidents_and_next_steps_have_terms_of_their_own() {
    on_both(async |database| {
        const ANNA: &str = "p-010112-21234";
        let group = crate::meeting::group(&database).await;
        let (head, by) = (&group.school, group.school.user().unwrap());
        let school = head.actor.institutions()[0];
        let child = head.pupil(ANNA, None).await.unwrap().identity.id;
        let concern = SendConcern {
            pupil: ANNA.to_owned(),
            factors: vec![Factor::LowAchievement],
            text: "Nepilda darbus".to_owned(),
            urgency: Urgency::Normal,
            danger: false,
        };
        let concern = head.send_concern(&concern).await.unwrap();
        let writing = database.store.write().await.unwrap();
        for factor in [Factor::LowAchievement, Factor::Addiction] {
            let new = NewRiskFactor {
                pupil: child,
                factor: factor.code(),
                note: "",
                restricted: factor.is_restricted(),
                concern,
            };
            writing
                .add_risk_factor(&new, by, date(2026, 11, 2))
                .await
                .unwrap();
        }
        let person = ("Jānis", "Bērziņš");
        writing
            .bar_contact(child, person, "Tiesas lēmums", by, 1)
            .await
            .unwrap();
        writing.commit().await.unwrap();
        let open = head.open_factors(ANNA).await.unwrap().factors;
        head.close_factor(ANNA, open[0].id, "Vairs nav").await.unwrap();
        let bar = head.contact_of(ANNA).await.unwrap().bars[0].id;
        head.lift_contact_bar(ANNA, bar, "Lēmums atcelts").await.unwrap();
        let referral = head.refer(ANNA, None, &[], "").await.unwrap();
        head.refer(ANNA, None, &[], "").await.unwrap();
        let outcome = ReferralOutcome {
            version: 1,
            assessed: Some(date(2026, 11, 20)),
            ..ReferralOutcome::default()
        };
        head.record_assessment(ANNA, referral, &outcome).await.unwrap();
        group
            .town
            .incident(child, school, date(2026, 11, 3), "bullying", "victim")
            .await;
        let left = NewPupil {
            born: Some(date(2007, 3, 3)),
            ..NewPupil::named("Māra", "Māra", "Kalns")
        };
        let left = group.town.pupils(&[left]).await[0];
        let enrolled = Enrolled::new(left, school, "12.a", date(2024, 9, 1)).until(date(2025, 6, 21));
        group.town.enrolments(&[enrolled]).await;
        let youth = group.town.as_role(Role::YouthWorker, None, None).await;
        let step = RecordNextStep {
            step: Some(NextStep::Work),
            day: Some(date(2026, 11, 2)),
            source: "Pateica māte".to_owned(),
        };
        youth.record_next_step("p-Māra", &step).await.unwrap();

        let then = group.town.at("2032-02-02T09:00:00Z");
        let administrator = then.as_role(Role::Administrator, None, None).await;
        let officer = then.as_role(Role::DataProtectionOfficer, None, None).await;
        for kind in [
            RecordKind::RiskFactors,
            RecordKind::CommissionReferrals,
            RecordKind::ContactBars,
            RecordKind::Incidents,
            RecordKind::NextSteps,
        ] {
            let id = administrator.propose_removal(kind).await.unwrap();
            assert_eq!(officer.approve_removal(id).await.unwrap(), 1, "{kind:?}");
        }
        // What is not over stays.
        assert_eq!(head.open_factors(ANNA).await.unwrap().factors.len(), 1);
        assert_eq!(head.referrals(ANNA).await.unwrap().referrals.len(), 1);
        assert!(head.contact_of(ANNA).await.unwrap().bars.is_empty());
        assert!(youth.young_person("p-Māra").await.unwrap().steps.is_empty());
        assert_eq!(database.store.verify_audit().await.unwrap().broken_at, None);
    });
}

// covers: PRV-08
#[test]
fn calls_talks_requests_and_screenings_have_terms_of_their_own() {
    on_both(async |database| {
        let group = crate::meeting::group(&database).await;
        let centre = group
            .board
            .add_body(&crate::body::body(BodyKind::SupportCentre, "Atbalsta centrs"))
            .await
            .unwrap();
        crate::meeting::join(&group.board, centre, &group.member, MemberRight::Member).await;
        let ask = AskCentre {
            body: centre,
            institution: None,
            speciality: Some(SupportRole::SpeechTherapist),
            band: Some(PupilBand::Preschool),
            text: "Vajadzīgs padoms divās grupiņās".to_owned(),
        };
        let request = group.school.ask_centre(&ask).await.unwrap();
        let talk = AddTalk {
            body: group.body,
            day: Some(date(2026, 11, 19)),
            with: vec![TalkWith::Parents],
            about: "Kavējumi pēc brīvdienām".to_owned(),
            conclusions: "Vecāki lūdz agrāku autobusu".to_owned(),
        };
        group.secretary.add_talk(&talk).await.unwrap();
        let preschool = group.town.institution("PII1", "preschool").await;
        let child = group
            .town
            .pupils(&[NewPupil::named("100319-21236", "Līga", "Ozola")])
            .await;
        group
            .town
            .enrol(&child, preschool, "Taurenīši", date(2026, 9, 1), None)
            .await;
        let screening = AddScreening {
            area: Some(ScreeningArea::Speech),
            result: Some(ScreeningResult::Some),
            on: None,
            note: "Neizrunā r".to_owned(),
        };
        group
            .town
            .as_role(Role::SupportStaff, Some(preschool), None)
            .await
            .add_screening("p-100319-21236", &screening)
            .await
            .unwrap();
        let mut danger = ReportDanger {
            pupil: "p-010112-21234".to_owned(),
            told: Vec::new(),
            words: "Zilumi.".to_owned(),
        };
        group.school.report_danger(&danger).await.unwrap();

        let then = group.town.at("2037-02-02T09:00:00Z");
        let administrator = then.as_role(Role::Administrator, None, None).await;
        let officer = then.as_role(Role::DataProtectionOfficer, None, None).await;
        let page = administrator.retention().await.unwrap();
        assert_eq!(count(&page, RecordKind::DangerCalls), 0, "nobody was told yet");
        assert_eq!(
            count(&page, RecordKind::CentreRequests),
            0,
            "it waits for the centre"
        );

        danger.told = vec![Party::StatePolice];
        group.school.report_danger(&danger).await.unwrap();
        let withdraw = CentreStep {
            event: CentreEvent::Withdraw,
            day: None,
            answer: String::new(),
        };
        group
            .school
            .step_centre_request(request, 1, &withdraw)
            .await
            .unwrap();
        for kind in [
            RecordKind::DangerCalls,
            RecordKind::Talks,
            RecordKind::CentreRequests,
            RecordKind::Screenings,
        ] {
            let id = administrator.propose_removal(kind).await.unwrap();
            assert_eq!(officer.approve_removal(id).await.unwrap(), 1, "{kind:?}");
        }
        assert!(group.adviser.talks(group.body).await.unwrap().is_empty());
        let page = administrator.retention().await.unwrap();
        assert!(page.kinds.iter().all(|one| one.sum.records == 0));
    });
}

// covers: PRV-08
#[test]
fn what_was_typed_and_not_sent_is_kept_for_its_term_from_the_last_change() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-06-01T09:00:00Z").await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let typed = r#"{"text":["pusvārdā apstājos"]}"#;
        for form in ["left", "renewed"] {
            board.keep_draft(form, typed).await.unwrap();
        }
        let later = town.at("2026-06-02T09:00:00Z").app.ctx(board.actor.clone());
        later.keep_draft("renewed", typed).await.unwrap();
        // A hundred and twenty days after the first of June is the twenty-ninth of September.
        for (now, left, renewed) in [
            ("2026-09-29T09:00:00Z", true, true),
            ("2026-09-29T09:00:01Z", false, true),
            ("2026-09-30T09:00:01Z", false, false),
        ] {
            town.at(now).app.forget_ended().await.unwrap();
            for (form, kept) in [("left", left), ("renewed", renewed)] {
                assert_eq!(board.draft(form).await.unwrap().is_some(), kept, "{form} {now}");
            }
        }
        board.keep_draft("left", typed).await.unwrap();
        let days = [("days_drafts".to_owned(), json!(7))].into();
        let group = PlainGroup::named("retention").unwrap();
        town.operator()
            .change_plain_settings(group, None, 0, &days, "Datu aizsardzības speciālists")
            .await
            .unwrap();
        for (now, kept) in [("2026-06-08T09:00:00Z", true), ("2026-06-08T09:00:01Z", false)] {
            town.at(now).app.forget_ended().await.unwrap();
            assert_eq!(board.draft("left").await.unwrap().is_some(), kept, "{now}");
        }
    });
}
