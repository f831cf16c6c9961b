//! What institutions around the school do in a case, and what each of them reads.

use super::*;

// covers: ESC-29
#[test]
fn a_child_in_danger_waits_for_no_step() {
    on_both(|database| async move {
        let school = school(&database).await;
        let teacher = school
            .town
            .as_role(Role::ClassTeacher, Some(school.institution), Some("8.b"))
            .await;
        let police = school.town.as_role(Role::StatePolice, None, None).await;
        let worker = school.town.as_role(Role::SocialService, None, None).await;
        let concern = SendConcern {
            pupil: ANNA.to_owned(),
            factors: Vec::new(),
            text: String::new(),
            urgency: Urgency::Today,
            danger: true,
        };
        teacher.send_concern(&concern).await.unwrap();
        let protects = |codes: Vec<(String, Date)>| codes.iter().any(|(code, _)| code == "protect_child");
        assert!(protects(duty_codes(&teacher).await));
        // Nothing but the child is asked for.
        let nobody = ReportDanger {
            pupil: ANNA.to_owned(),
            told: Vec::new(),
            words: String::new(),
        };
        teacher.report_danger(&nobody).await.unwrap();
        assert!(protects(duty_codes(&teacher).await), "nobody was told yet");
        let told = ReportDanger {
            told: vec![Party::StatePolice],
            ..nobody.clone()
        };
        teacher.report_danger(&told).await.unwrap();
        assert!(!protects(duty_codes(&teacher).await), "the call settled the duty");
        let (lines, _) = police.cases(&CaseFilter::default(), 10).await.unwrap();
        assert_eq!(lines.len(), 1, "who was told takes part at once");
        assert_eq!(lines[0].row.state, "reported");
        assert!(
            worker.case(&lines[0].row.public_id).await.is_ok(),
            "the social service leads"
        );

        // From every step, also by those around the school, who find the child by its full name alone.
        assert!(
            worker
                .case_pupils(Resource::Danger, "Bērziņa")
                .await
                .unwrap()
                .is_empty()
        );
        assert_eq!(
            worker
                .case_pupils(Resource::Danger, "Anna Bērziņa")
                .await
                .unwrap()
                .len(),
            1
        );
        worker.report_danger(&told).await.unwrap();
        let (lines, _) = police.cases(&CaseFilter::default(), 10).await.unwrap();
        assert_eq!(lines.len(), 1, "the danger joins the open case");
    });
}

// covers: ESC-29
#[test]
fn several_who_call_at_once_are_all_heard() {
    on_both(|database| async move {
        let school = school(&database).await;
        let head = school.head().await;
        let police = school.town.as_role(Role::StatePolice, None, None).await;
        let worker = school.town.as_role(Role::SocialService, None, None).await;
        let court = school.town.as_role(Role::OrphansCourt, None, None).await;
        // At first there is no case to join, then there is one that each of them changes.
        for words in ["Zilumi.", "Bērns raud."] {
            let call = ReportDanger {
                pupil: ANNA.to_owned(),
                told: vec![Party::StatePolice],
                words: words.to_owned(),
            };
            let (one, two, three) = tokio::join!(
                head.report_danger(&call),
                worker.report_danger(&call),
                court.report_danger(&call)
            );
            for called in [one, two, three] {
                called.unwrap();
            }
        }
        let (lines, _) = police.cases(&CaseFilter::default(), 10).await.unwrap();
        assert_eq!(lines.len(), 1, "one child, one case");
        let view = worker.case(&lines[0].row.public_id).await.unwrap();
        let calls = view.events.iter().filter(|step| step.event == "danger").count();
        assert_eq!(calls, 5, "the first call opened the case");
    });
}

// covers: ESC-29, ESC-34
#[test]
fn what_is_sent_twice_in_a_case_is_taken_once() {
    on_both(|database| async move {
        let school = school(&database).await;
        let worker = school.town.as_role(Role::SocialService, None, None).await;
        let colleague = school.town.as_role(Role::SocialService, None, None).await;
        let opening = OpenCase {
            pupil: ANNA.to_owned(),
            kind: CaseKind::Social,
            words: "Ģimenei trūkst līdzekļu.".to_owned(),
            concern: None,
        };
        let case = worker.open_case(&opening).await.unwrap();
        assert_eq!(worker.open_case(&opening).await.unwrap(), case, "the same form");
        let other = OpenCase {
            words: "Pavisam kas cits.".to_owned(),
            ..opening.clone()
        };
        assert_eq!(
            errors(worker.open_case(&other).await),
            [("pupil".to_owned(), "error-case-open")],
            "other words are not swallowed"
        );

        let letter = [("ground", "neglect"), ("facts", "F"), ("done", "D")];
        let letter = form(FormKind::CourtLetter, &letter);
        let first = worker.add_case_form(&case, &letter).await.unwrap();
        assert_eq!(worker.add_case_form(&case, &letter).await.unwrap(), first);
        let by_another = colleague.add_case_form(&case, &letter).await.unwrap();
        assert_ne!(by_another, first, "two people who write the same write two forms");
        let changed = [("ground", "neglect"), ("facts", "F un vēl"), ("done", "D")];
        let changed = form(FormKind::CourtLetter, &changed);
        assert_ne!(worker.add_case_form(&case, &changed).await.unwrap(), first);
        let later = school.on(&worker, "2026-11-20T10:00:00.000001Z").await;
        assert_ne!(
            later.add_case_form(&case, &letter).await.unwrap(),
            first,
            "after an hour it is meant"
        );
        assert_eq!(worker.case(&case).await.unwrap().forms.unwrap().len(), 4);

        let told = worker.tell(&case, Party::OrphansCourt).await.unwrap();
        assert_eq!(worker.tell(&case, Party::OrphansCourt).await.unwrap(), told);
        for _ in 0..2 {
            worker.send_case_report(&case, told, &report()).await.unwrap();
        }
        assert_ne!(
            worker.tell(&case, Party::OrphansCourt).await.unwrap(),
            told,
            "what was written is over"
        );

        let version = worker.case(&case).await.unwrap().line.row.version;
        let note = Event::new(CaseEvent::Note, "Zvanīts mātei.");
        for _ in 0..2 {
            worker.step_case(&case, version, &note).await.unwrap();
        }
        let late = colleague.step_case(&case, version, &note).await;
        assert!(matches!(late, Err(AppError::Conflict(_))), "{late:?}");
        let view = worker.case(&case).await.unwrap();
        let notes = view.events.iter().filter(|step| step.event == "note").count();
        assert_eq!(notes, 1);
    });
}

// covers: ESC-08, ESC-10, ESC-13, ESC-17, ESC-18, ESC-19, ROL-07, ROL-08
#[test]
fn the_social_service_leads_and_writes_to_the_orphans_court() {
    on_both(|database| async move {
        let school = school(&database).await;
        let worker = school.town.as_role(Role::SocialService, None, None).await;
        let court = school.town.as_role(Role::OrphansCourt, None, None).await;
        let case = open(&worker, CaseKind::Social).await;
        let view = worker.case(&case).await.unwrap();
        assert_eq!(
            (view.case.lead, view.party),
            (Party::SocialService, Some(Party::SocialService))
        );
        assert!(is_not_there(&court.case(&case).await));
        let letter = |values: &[(&str, &str)]| AddForm {
            kind: FormKind::CourtLetter,
            values: values
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        };
        let empty = worker
            .add_case_form(&case, &letter(&[("ground", "neglect")]))
            .await;
        assert!(matches!(empty, Err(AppError::Invalid(_))));
        let unknown = [("ground", "weather"), ("facts", "F"), ("done", "D")];
        assert!(worker.add_case_form(&case, &letter(&unknown)).await.is_err());
        let whole = [
            ("ground", "not_cooperating"),
            ("facts", "Neatver durvis."),
            ("done", "Divas vizītes."),
        ];
        worker.add_case_form(&case, &letter(&whole)).await.unwrap();
        let view = court.case(&case).await.unwrap();
        assert_eq!(view.forms.unwrap().len(), 1);
        assert!(
            is_not_there(&court.add_case_form(&case, &letter(&whole)).await),
            "not its form"
        );
        court
            .add_case_circumstance(&case, "low_functioning_family", "Divas vizītes.")
            .await
            .unwrap();
        assert_eq!(worker.case(&case).await.unwrap().circumstances.unwrap().len(), 1);
    });
}

// covers: RSK-11, ROL-15, PRV-09
#[test]
fn circumstances_of_a_case_exist_for_those_entitled_alone() {
    on_both(|database| async move {
        let school = school(&database).await;
        let head = school.head().await;
        let worker = school.town.as_role(Role::SocialService, None, None).await;
        let case = open(&worker, CaseKind::Social).await;
        let level = |ctx: &Ctx| {
            let ctx = school.town.ctx_of(ctx);
            async move { format!("{:?}", ctx.pupil(ANNA, None).await.unwrap().level) }
        };
        let level_before = level(&head).await;
        let before = head.case(&case).await.unwrap();
        worker
            .add_case_circumstance(&case, "substance_use", "Zināms no klīnikas.")
            .await
            .unwrap();
        let after = head.case(&case).await.unwrap();
        assert!(after.circumstances.is_none());
        assert_eq!(
            level(&head).await,
            level_before,
            "the level shown to the school does not know of it"
        );
        assert_eq!(format!("{before:?}"), format!("{after:?}"), "nothing hints at it");
        let ngo = school.town.as_role(Role::Ngo, None, None).await;
        assert!(is_not_there(&ngo.case(&case).await) && is_not_there(&ngo.pupil(ANNA, None).await));
        assert!(ngo.cases(&CaseFilter::default(), 10).await.is_err());
    });
}

#[test]
fn a_protected_address_and_an_adoption_are_kept() {
    on_both(|database| async move {
        let school = school(&database).await;
        let head = school.head().await;
        let worker = school.town.as_role(Role::SocialService, None, None).await;
        let court = school.town.as_role(Role::OrphansCourt, None, None).await;
        let case = open(&worker, CaseKind::Separation).await;
        assert!(head.case(&case).await.is_ok());
        let none = court.protect(&case, false, date(2026, 11, 20), " ").await;
        assert!(matches!(none, Err(AppError::Invalid(_))));
        assert!(is_not_there(
            &head.protect(&case, true, date(2026, 11, 20), "Lēmums").await
        ));
        court
            .protect(&case, true, date(2026, 11, 23), "Tiesas spriedums")
            .await
            .unwrap();
        let later = |ctx: &Ctx| school.town.at("2026-11-23T09:00:00Z").ctx_of(ctx);
        assert!(is_not_there(&later(&head).case(&case).await));
        assert!(is_not_there(&later(&worker).case(&case).await));
        assert!(later(&court).case(&case).await.is_ok());
        assert!(
            is_not_there(&later(&worker).pupil(ANNA, None).await),
            "whom the secret is kept from does not reach the child by it"
        );
        let view = later(&head).pupil(ANNA, Some(PupilPart::Case)).await.unwrap();
        assert!(
            view.cases.unwrap().is_empty(),
            "the old case is part of the secret"
        );
    });
}

// covers: ESC-35
#[test]
fn figures_of_cases_name_no_child() {
    on_both(|database| async move {
        let school = school(&database).await;
        let head = school.head().await;
        unsolved(&head).await;
        let board = school.town.as_role(Role::EducationBoard, None, None).await;
        let numbers = board.case_statistics(SchoolYear::new(2026)).await.unwrap();
        assert_eq!(numbers.tables.all.all, None, "one case is withheld");
        assert_eq!(numbers.causes, Some(Vec::new()));
        let own = head.case_statistics(SchoolYear::new(2026)).await.unwrap();
        assert_eq!(own.causes, None, "in a school a cause would name a child");
    });
}

async fn told(ctx: &Ctx) -> Vec<String> {
    let (messages, _) = ctx.messages(None, 50).await.unwrap();
    let unread = messages.into_iter().filter(|message| message.read_at.is_none());
    unread.map(|message| message.kind).collect()
}

// covers: ESC-13, ESC-19, ESC-28, ESC-29, ESC-32
#[test]
fn what_is_written_for_an_institution_is_told_to_its_people() {
    on_both(|database| async move {
        let school = school(&database).await;
        let town = &school.town;
        let head = school.head().await;
        let staff = town
            .as_role(Role::SupportStaff, Some(school.institution), None)
            .await;
        let elsewhere = town.as_role(Role::SchoolHead, Some(school.other), None).await;
        let worker = town.as_role(Role::SocialService, None, None).await;
        let colleague = town.as_role(Role::SocialService, None, None).await;
        let court = town.as_role(Role::OrphansCourt, None, None).await;
        let police = town.as_role(Role::MunicipalPolice, None, None).await;
        let state_police = town.as_role(Role::StatePolice, None, None).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let case = open(&worker, CaseKind::Social).await;
        let letter = [("ground", "neglect"), ("facts", "F"), ("done", "D")];
        let letter = form(FormKind::CourtLetter, &letter);
        worker.add_case_form(&case, &letter).await.unwrap();
        assert_eq!(told(&court).await, ["case_written"]);
        assert!(told(&worker).await.is_empty() && told(&colleague).await.is_empty());
        let (messages, _) = court.messages(None, 1).await.unwrap();
        assert_eq!(court.open_message(messages[0].id).await.unwrap(), "/cases");
        assert!(told(&court).await.is_empty());

        let invite = Event {
            party: Some(Party::MunicipalPolice),
            ..words(CaseEvent::Invite)
        };
        step(&worker, &case, invite).await.unwrap();
        assert_eq!(told(&police).await, ["case_invited"]);
        assert!(told(&state_police).await.is_empty());

        let decision = [("day", "2026-11-19"), ("decision", "Brīdinājums.")];
        let decision = form(FormKind::Administrative, &decision);
        police.add_case_form(&case, &decision).await.unwrap();
        assert_eq!(told(&worker).await, ["case_written"]);

        let notice = [("ground", "absence"), ("facts", "F"), ("done", "D")];
        let notice = form(FormKind::SchoolNotice, &notice);
        head.add_case_form(&case, &notice).await.unwrap();
        assert_eq!(told(&board).await, ["case_written"]);
        assert_eq!(told(&worker).await.len(), 2);

        let violence = form(FormKind::Violence, &[("sort", "family"), ("facts", "F")]);
        worker.add_case_form(&case, &violence).await.unwrap();
        assert_eq!(told(&state_police).await, ["case_written"]);
        assert_eq!(
            told(&colleague).await.len(),
            2,
            "an institution is not told by itself"
        );

        let message = form(FormKind::Message, &[("text", "Ziņa.")]);
        worker.add_case_form(&case, &message).await.unwrap();
        let before_and_now = [
            (&head, 1),
            (&staff, 1),
            (&court, 1),
            (&police, 2),
            (&state_police, 2),
            (&board, 2),
            (&colleague, 3),
        ];
        for (ctx, count) in before_and_now {
            assert_eq!(told(ctx).await.len(), count, "{:?}", ctx.actor.roles());
        }
        assert_eq!(told(&worker).await.len(), 2, "who writes is not told");
        assert!(told(&elsewhere).await.is_empty(), "another school takes no part");
    });
}

// covers: ESC-13, ESC-32
#[test]
fn whose_part_has_ended_is_not_told_and_the_author_of_a_report_is_told_of_its_answer() {
    on_both(|database| async move {
        let school = school(&database).await;
        let head = school.head().await;
        let police = school.town.as_role(Role::MunicipalPolice, None, None).await;
        let case = open(&head, CaseKind::School).await;
        let of = |event| Event {
            party: Some(Party::MunicipalPolice),
            ..words(event)
        };
        step(&head, &case, of(CaseEvent::Invite)).await.unwrap();
        let report_to = head.tell(&case, Party::MunicipalPolice).await.unwrap();
        head.send_case_report(&case, report_to, &report()).await.unwrap();
        assert!(told(&head).await.is_empty());
        police
            .answer_report(&case, report_to, "Brauksim rīt.")
            .await
            .unwrap();
        assert_eq!(told(&head).await, ["report_answered"]);
        step(&head, &case, of(CaseEvent::EndPart)).await.unwrap();
        let before = told(&police).await.len();
        let message = form(FormKind::Message, &[("text", "Ziņa.")]);
        head.add_case_form(&case, &message).await.unwrap();
        assert_eq!(told(&police).await.len(), before);
    });
}

// covers: REG-26, PRV-04
#[test]
fn custody_cases_and_protocols_are_counted_by_authority_without_names() {
    on_both(|database| async move {
        let school = school(&database).await;
        let town = &school.town;
        let worker = town.as_role(Role::SocialService, None, None).await;
        let police = town.as_role(Role::MunicipalPolice, None, None).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let case = open(&worker, CaseKind::Separation).await;
        let court = town.as_role(Role::OrphansCourt, None, None).await;
        let invite = Event {
            party: Some(Party::MunicipalPolice),
            ..words(CaseEvent::Invite)
        };
        step(&court, &case, invite).await.unwrap();
        for decision in ["Brīdinājums.", "Naudas sods."] {
            let values = [("day", "2026-11-19"), ("decision", decision)];
            let decision = form(FormKind::Administrative, &values);
            police.add_case_form(&case, &decision).await.unwrap();
        }
        let year = ReportPeriod {
            school_year: Some(SchoolYear::new(2026)),
            ..ReportPeriod::default()
        };
        let table = town.operator().report("authorities", &year).await.unwrap();
        assert_eq!(table.rows.len(), 5);
        let mut expected = [1, 2, 0, 0, 2].map(Cell::Integer);
        // The state police and the commission have recorded nothing: nobody knows.
        expected[2..4].fill(Cell::Missing);
        assert_eq!(table.rows[4][1..], expected);
        assert_eq!(
            table.rows[3][1..],
            [const { Cell::Missing }; 5],
            "nothing is known"
        );
        let table = board.report("authorities", &year).await.unwrap();
        let last = &table.rows[4];
        assert_eq!(last[1..3], [Cell::Withheld, Cell::Withheld], "one child");
        assert_eq!(last[3..5], [Cell::Missing, Cell::Missing]);
        assert_eq!(last[5], Cell::Withheld);
        let paper = table.to_csv().unwrap();
        assert!(
            !paper.contains("Anna") && !paper.contains("Brīdinājums"),
            "{paper}"
        );
    });
}
