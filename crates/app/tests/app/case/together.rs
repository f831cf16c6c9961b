//! Institutions that come into a case and leave it, what each reads of its forms, plans as evidence, and a history that stays as it was.

use balsts_app::{duplicate::DuplicateVerdict, settings::PlainGroup, support_plan::StartPlan};
use balsts_domain::{
    calendar::{SchoolYear, Semester},
    support::PlanKind,
};
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::*;

fn errors<T: std::fmt::Debug>(result: balsts_app::Result<T>) -> Vec<(String, &'static str)> {
    match result {
        Err(AppError::Invalid(errors)) => errors.0.into_iter().map(|one| (one.field, one.key)).collect(),
        other => panic!("{other:?}"),
    }
}

fn form(kind: FormKind, values: &[(&str, &str)]) -> AddForm {
    let values = values
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    AddForm {
        kind,
        values: values.collect(),
    }
}

// covers: ESC-17, ESC-21, ESC-25
#[test]
fn who_comes_about_a_child_with_an_open_case_joins_it() {
    on_both(|database| async move {
        let school = school(&database).await;
        let head = school.head().await;
        let case = open(&head, CaseKind::School).await;
        let clinic = school.town.as_role(Role::Medical, None, None).await;
        assert!(is_not_there(&clinic.case(&case).await));
        let comes = OpenCase {
            pupil: ANNA.to_owned(),
            kind: CaseKind::Social,
            words: "Trīs reizes nav ieradusies pie ārsta.".to_owned(),
            concern: None,
        };
        assert_eq!(clinic.open_case(&comes).await.unwrap(), case);
        let view = clinic.case(&case).await.unwrap();
        assert_eq!(
            (view.party, view.case.lead),
            (Some(Party::Medical), Party::School)
        );
        assert!(
            view.events.iter().all(|event| event.words.is_empty()),
            "what the school wrote is not for a clinic"
        );
        let view = head.case(&case).await.unwrap();
        assert!(view.events.iter().any(|event| event.words == comes.words));
        assert!(
            duty_codes(&head)
                .await
                .iter()
                .any(|(code, _)| code == "case_change")
        );
        assert_eq!(
            errors(clinic.open_case(&comes).await),
            [("pupil".to_owned(), "error-case-open")],
            "once is enough"
        );
        let notice = form(
            FormKind::NonAttendance,
            &[
                ("place", "clinic"),
                ("since", "2026-10-01"),
                ("facts", "Neierodas."),
            ],
        );
        clinic.add_case_form(&case, &notice).await.unwrap();
        let specialist = school.town.as_role(Role::ChildRightsSpecialist, None, None).await;
        assert_eq!(specialist.case(&case).await.unwrap().forms.unwrap().len(), 1);
    });
}

// covers: ESC-13, PRV-12
#[test]
fn an_institution_sees_a_case_from_its_invitation_until_its_part_ends() {
    on_both(|database| async move {
        let school = school(&database).await;
        let head = school.head().await;
        let police = school.town.as_role(Role::MunicipalPolice, None, None).await;
        let youth = school.town.as_role(Role::YouthWorker, None, None).await;
        let case = open(&head, CaseKind::School).await;
        let of = |event, party| Event {
            party: Some(party),
            ..words(event)
        };
        assert!(is_not_there(&police.case(&case).await) && is_not_there(&police.pupil(ANNA, None).await));
        for party in [Party::MunicipalPolice, Party::YouthWorker] {
            step(&head, &case, of(CaseEvent::Invite, party)).await.unwrap();
        }
        assert!(police.case(&case).await.is_ok() && police.pupil(ANNA, None).await.is_ok());
        assert_eq!(
            errors(step(&head, &case, of(CaseEvent::EndPart, Party::School)).await),
            [("party".to_owned(), "error-case-party-stays")]
        );
        assert!(is_not_there(
            &step(&police, &case, of(CaseEvent::EndPart, Party::YouthWorker)).await
        ));
        let told = head.tell(&case, Party::MunicipalPolice).await.unwrap();
        head.send_case_report(&case, told, &report()).await.unwrap();
        let owes = |codes: Vec<(String, Date)>| codes.iter().any(|(code, _)| code == "answer_report");
        assert!(owes(duty_codes(&police).await));
        step(&youth, &case, of(CaseEvent::EndPart, Party::YouthWorker))
            .await
            .unwrap();
        assert!(is_not_there(&youth.case(&case).await));
        step(&head, &case, of(CaseEvent::EndPart, Party::MunicipalPolice))
            .await
            .unwrap();
        assert!(is_not_there(&police.case(&case).await) && is_not_there(&police.pupil(ANNA, None).await));
        assert!(
            !owes(duty_codes(&head).await),
            "what it owed is asked of nobody else"
        );
    });
}

// covers: ESC-14, ESC-19, ESC-24, ESC-26, ESC-30, ESC-31, PRV-12
#[test]
fn each_form_is_read_by_those_it_is_for() {
    on_both(|database| async move {
        let school = school(&database).await;
        let head = school.head().await;
        let worker = school.town.as_role(Role::SocialService, None, None).await;
        let court = school.town.as_role(Role::OrphansCourt, None, None).await;
        let police = school.town.as_role(Role::MunicipalPolice, None, None).await;
        let case = open(&worker, CaseKind::Social).await;
        let invite = Event {
            party: Some(Party::MunicipalPolice),
            ..words(CaseEvent::Invite)
        };
        step(&worker, &case, invite).await.unwrap();
        let letter = [("ground", "neglect"), ("facts", "F"), ("done", "D")];
        worker
            .add_case_form(&case, &form(FormKind::CourtLetter, &letter))
            .await
            .unwrap();
        let crisis = [("day", "2026-11-20"), ("service", "psychologist")];
        worker
            .add_case_form(&case, &form(FormKind::CrisisSupport, &crisis))
            .await
            .unwrap();
        let talk = [("day", "2026-11-20"), ("step", "talk")];
        court
            .add_case_form(&case, &form(FormKind::CourtStep, &talk))
            .await
            .unwrap();
        let sides = [
            ("day", "2026-11-20"),
            ("sides", "Divi zēni"),
            ("result", "agreed"),
            ("agreed", "Atvainojas."),
        ];
        head.add_case_form(&case, &form(FormKind::Mediation, &sides))
            .await
            .unwrap();
        let mut response = [
            ("day", "2026-11-20"),
            ("facts", "Zādzība veikalā."),
            ("gravity", "minor"),
            ("measure", "penalty"),
        ];
        assert_eq!(
            errors(
                police
                    .add_case_form(&case, &form(FormKind::Response, &response))
                    .await
            ),
            [("measure".to_owned(), "error-case-measure")]
        );
        response[3].1 = "talk";
        police
            .add_case_form(&case, &form(FormKind::Response, &response))
            .await
            .unwrap();
        let mut programme = vec![
            ("programme", "correction"),
            ("measures", "Pasākumi"),
            ("until", "2027-01-15"),
        ];
        assert_eq!(
            errors(
                worker
                    .add_case_form(&case, &form(FormKind::Correction, &programme))
                    .await
            ),
            [("file", "error-case-file")].map(|(field, key)| (field.to_owned(), key))
        );
        programme.push(("file", "12/2026"));
        worker
            .add_case_form(&case, &form(FormKind::Correction, &programme))
            .await
            .unwrap();
        let mut read = BTreeMap::new();
        for (name, ctx) in [
            ("head", &head),
            ("worker", &worker),
            ("court", &court),
            ("police", &police),
        ] {
            let forms = ctx.case(&case).await.unwrap().forms.unwrap();
            let kinds: Vec<String> = forms.into_iter().map(|one| one.kind).collect();
            read.insert(name, kinds);
        }
        assert_eq!(read["head"], ["mediation", "response", "correction"]);
        assert_eq!(read["worker"].len(), 6);
        assert_eq!(
            read["court"],
            [
                "court_letter",
                "crisis_support",
                "court_step",
                "mediation",
                "correction"
            ]
        );
        assert_eq!(read["police"], ["response", "correction"]);
    });
}

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

// covers: PRV-10, ROL-08
#[test]
fn a_protected_address_is_with_those_entitled_alone() {
    on_both(|database| async move {
        let school = school(&database).await;
        let head = school.head().await;
        let worker = school.town.as_role(Role::SocialService, None, None).await;
        let case = open(&worker, CaseKind::Social).await;
        let shown = |ctx: &Ctx| {
            let ctx = school.town.ctx_of(ctx);
            async move {
                ctx.pupil(ANNA, Some(PupilPart::Support))
                    .await
                    .unwrap()
                    .address
                    .flatten()
            }
        };
        assert_eq!(shown(&head).await.as_deref(), Some(ADDRESS));
        worker
            .protect(&case, false, date(2026, 11, 20), "Tiesas lēmums")
            .await
            .unwrap();
        assert_eq!(shown(&head).await, None);
        assert_eq!(shown(&worker).await.as_deref(), Some(ADDRESS));
        let told = worker.tell(&case, Party::OrphansCourt).await.unwrap();
        worker.send_case_report(&case, told, &report()).await.unwrap();
        let court = school.town.as_role(Role::OrphansCourt, None, None).await;
        let (_, sent) = court.case_report(&case, told).await.unwrap();
        assert!(!sent.body.contains(ADDRESS), "{}", sent.body);
    });
}

// covers: RSK-11, ESC-28
#[test]
fn the_police_give_a_signal_without_detail_and_read_no_other() {
    on_both(|database| async move {
        let school = school(&database).await;
        let worker = school.town.as_role(Role::SocialService, None, None).await;
        let police = school.town.as_role(Role::StatePolice, None, None).await;
        let case = open(&worker, CaseKind::Social).await;
        let invite = Event {
            party: Some(Party::StatePolice),
            ..words(CaseEvent::Invite)
        };
        step(&worker, &case, invite).await.unwrap();
        police
            .add_case_circumstance(&case, "low_functioning_family", "")
            .await
            .unwrap();
        let seen = worker.case(&case).await.unwrap().circumstances.unwrap();
        assert_eq!(
            (seen[0].party.as_str(), seen[0].words.as_str()),
            ("state_police", "")
        );
        assert!(police.case(&case).await.unwrap().circumstances.is_none());
        let decision = form(
            FormKind::Administrative,
            &[("day", "2026-11-19"), ("decision", "Brīdinājums.")],
        );
        police.add_case_form(&case, &decision).await.unwrap();
        assert_eq!(worker.case(&case).await.unwrap().forms.unwrap().len(), 1);
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
