//! Institutions that come into a case and leave it, and what each reads of its forms.

use super::*;

// covers: ESC-17, ESC-25
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
        let version = youth.case(&case).await.unwrap().line.row.version;
        let ends = of(CaseEvent::EndPart, Party::YouthWorker);
        for _ in 0..2 {
            youth.step_case(&case, version, &ends).await.unwrap();
        }
        let otherwise = Event {
            words: "Vairs nav vajadzīgs.".to_owned(),
            ..ends
        };
        assert!(
            is_not_there(&youth.step_case(&case, version, &otherwise).await),
            "a second press is known, another step is not"
        );
        assert!(!youth.sees_case(&case).await.unwrap() && head.sees_case(&case).await.unwrap());
        assert!(is_not_there(&youth.case(&case).await));
        let ended = head.case(&case).await.unwrap().events;
        let ended = ended.iter().filter(|event| event.event == "end_part");
        assert_eq!(ended.count(), 1);
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

// covers: PRV-03, ROL-08
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

// covers: ESC-15, PRV-12
#[test]
fn the_social_service_is_not_let_in_before_the_board_knows() {
    on_both(|database| async move {
        let school = school(&database).await;
        let head = school.head().await;
        let worker = school.town.as_role(Role::SocialService, None, None).await;
        let case = open(&head, CaseKind::School).await;
        let board_first = [("override_reason".to_owned(), "error-case-board-first")];
        let ask = |event| Event {
            party: Some(Party::SocialService),
            ..words(event)
        };
        for event in [CaseEvent::Invite, CaseEvent::ProposeLead] {
            assert_eq!(errors(step(&head, &case, ask(event)).await), board_first);
        }
        let mut notice = vec![("ground", "absence"), ("facts", "F"), ("done", "D")];
        let refused = head
            .add_case_form(&case, &form(FormKind::SchoolNotice, &notice))
            .await;
        assert_eq!(errors(refused), board_first);
        assert!(is_not_there(&worker.case(&case).await));

        let urgent = Event {
            out_of_order: "Ģimene šovakar izbrauc.".to_owned(),
            ..ask(CaseEvent::Invite)
        };
        step(&head, &case, urgent).await.unwrap();
        let view = worker.case(&case).await.unwrap();
        let last = view.events.last().unwrap();
        assert!(last.words.ends_with("Ģimene šovakar izbrauc."), "{}", last.words);
        assert!(last.detail.contains("\"out_of_order\":true"), "{}", last.detail);
        // It takes part now: there is nobody to be told too early.
        notice[1].1 = "Fakti sociālajam dienestam.";
        head.add_case_form(&case, &form(FormKind::SchoolNotice, &notice))
            .await
            .unwrap();
        assert!(
            step(&head, &case, ask(CaseEvent::ProposeLead)).await.is_ok(),
            "the board takes part, too"
        );
    });
}

// covers: ESC-15
#[test]
fn the_order_of_reporting_is_asked_of_schools_alone() {
    on_both(|database| async move {
        let school = school(&database).await;
        let head = school.head().await;
        let police = school.town.as_role(Role::MunicipalPolice, None, None).await;
        let case = open(&head, CaseKind::School).await;
        let invite = Event {
            party: Some(Party::MunicipalPolice),
            ..words(CaseEvent::Invite)
        };
        step(&head, &case, invite).await.unwrap();
        let by_school = head.tell(&case, Party::SocialService).await.unwrap();
        assert_eq!(
            errors(head.send_case_report(&case, by_school, &report()).await),
            [("override_reason".to_owned(), "error-case-board-first")]
        );
        let by_police = police.tell(&case, Party::SocialService).await.unwrap();
        police
            .send_case_report(&case, by_police, &report())
            .await
            .unwrap();
    });
}

// covers: ESC-15, ESC-29
#[test]
fn a_reason_or_a_danger_lets_a_notice_pass_before_the_board_knows() {
    on_both(|database| async move {
        let school = school(&database).await;
        let head = school.head().await;
        let case = open(&head, CaseKind::School).await;
        let mut notice = vec![("ground", "absence"), ("facts", "F"), ("done", "D")];
        notice.push(("override_reason", "Ģimene šovakar izbrauc."));
        head.add_case_form(&case, &form(FormKind::SchoolNotice, &notice))
            .await
            .unwrap();
        let close = Event {
            outcome: Some(Outcome::Unfounded),
            ..words(CaseEvent::Close)
        };
        step(&head, &case, close).await.unwrap();

        let case = open(&head, CaseKind::School).await;
        let danger = ReportDanger {
            pupil: ANNA.to_owned(),
            told: vec![Party::StatePolice],
            words: String::new(),
        };
        head.report_danger(&danger).await.unwrap();
        let invite = Event {
            party: Some(Party::SocialService),
            ..words(CaseEvent::Invite)
        };
        step(&head, &case, invite).await.unwrap();
    });
}

// covers: PRV-12, ESC-20
#[test]
fn the_board_reads_of_a_notice_what_it_needs() {
    on_both(|database| async move {
        let school = school(&database).await;
        let head = school.head().await;
        let board = school.town.as_role(Role::EducationBoard, None, None).await;
        let worker = school.town.as_role(Role::SocialService, None, None).await;
        let case = unsolved(&head).await;
        let to_board = head.tell(&case, Party::EducationBoard).await.unwrap();
        head.send_case_report(&case, to_board, &report()).await.unwrap();
        let notice = [
            ("ground", "no_improvement"),
            ("facts", "Tēvs dzer."),
            ("done", "Trīs sarunas."),
        ];
        head.add_case_form(&case, &form(FormKind::SchoolNotice, &notice))
            .await
            .expect("the board knows");
        for (ctx, facts) in [(&board, false), (&worker, true), (&head, true)] {
            let forms = ctx.case(&case).await.unwrap().forms.unwrap();
            assert_eq!(forms.len(), 1, "{:?}", ctx.actor.roles());
            assert!(forms[0].body.contains("Trīs sarunas.") && forms[0].body.contains("no_improvement"));
            assert_eq!(
                forms[0].body.contains("Tēvs dzer."),
                facts,
                "{:?}",
                ctx.actor.roles()
            );
        }
    });
}

// covers: PRV-03, PRV-05
#[test]
fn protections_are_listed_and_lifted_by_those_entitled() {
    on_both(|database| async move {
        let school = school(&database).await;
        let head = school.head().await;
        let worker = school.town.as_role(Role::SocialService, None, None).await;
        let court = school.town.as_role(Role::OrphansCourt, None, None).await;
        let police = school.town.as_role(Role::MunicipalPolice, None, None).await;
        let case = open(&worker, CaseKind::Social).await;
        worker
            .protect(&case, false, date(2026, 11, 20), "Tiesas lēmums")
            .await
            .unwrap();
        assert!(matches!(head.protections().await, Err(AppError::Forbidden)));
        // Whose institution takes part in no case of the child learns of nothing.
        assert!(
            court.protections().await.unwrap().is_empty() && police.protections().await.unwrap().is_empty()
        );
        let rows = worker.protections().await.unwrap();
        assert_eq!(
            (rows.len(), rows[0].kind.as_str(), rows[0].basis.as_str()),
            (1, "address", "Tiesas lēmums")
        );
        let id = rows[0].id;
        let invite = Event {
            party: Some(Party::MunicipalPolice),
            ..words(CaseEvent::Invite)
        };
        step(&worker, &case, invite).await.unwrap();
        assert_eq!(police.protections().await.unwrap().len(), 1);
        assert!(is_not_there(&police.lift_protection(id, "Nevajag.").await));
        assert!(is_not_there(&court.lift_protection(id, "Nevajag.").await));
        assert_eq!(
            errors(worker.lift_protection(id, " ").await),
            [("reason".to_owned(), "error-reason-required")]
        );
        let address = |ctx: &Ctx| {
            let ctx = school.town.ctx_of(ctx);
            async move {
                let view = ctx.pupil(ANNA, Some(PupilPart::Support)).await.unwrap();
                view.address.flatten()
            }
        };
        assert_eq!(address(&head).await, None);
        worker.lift_protection(id, "Ģimene pārcēlusies.").await.unwrap();
        assert_eq!(address(&head).await.as_deref(), Some(ADDRESS));
        let rows = worker.protections().await.unwrap();
        assert_eq!(rows[0].lifted_reason.as_deref(), Some("Ģimene pārcēlusies."));
        assert!(rows[0].lifted_at.is_some() && rows[0].lifted_by.is_some());
        assert!(matches!(
            worker.lift_protection(id, "Vēlreiz.").await,
            Err(AppError::Conflict("error-protection-lifted"))
        ));
        // The same words protect again once it is lifted, and a second press adds nothing.
        for _ in 0..2 {
            worker
                .protect(&case, false, date(2026, 11, 20), "Tiesas lēmums")
                .await
                .unwrap();
        }
        let rows = worker.protections().await.unwrap();
        assert_eq!(rows.iter().filter(|row| row.lifted_at.is_none()).count(), 1);
        assert_eq!(address(&head).await, None);
    });
}

// covers: PRV-03, PRV-05
#[test]
fn the_secret_of_an_adoption_is_listed_and_lifted_by_the_court_alone() {
    on_both(|database| async move {
        let school = school(&database).await;
        let head = school.head().await;
        let worker = school.town.as_role(Role::SocialService, None, None).await;
        let court = school.town.as_role(Role::OrphansCourt, None, None).await;
        let case = open(&worker, CaseKind::Separation).await;
        court
            .protect(&case, true, date(2026, 11, 23), "Tiesas spriedums")
            .await
            .unwrap();
        let later = |ctx: &Ctx| school.town.at("2026-11-24T09:00:00Z").ctx_of(ctx);
        assert!(worker.protections().await.unwrap().is_empty());
        assert!(later(&worker).protections().await.unwrap().is_empty());
        let rows = later(&court).protections().await.unwrap();
        assert_eq!((rows.len(), rows[0].kind.as_str()), (1, "adoption"));
        assert!(is_not_there(
            &worker.lift_protection(rows[0].id, "Nevajag.").await
        ));
        assert!(is_not_there(&later(&head).case(&case).await));
        later(&court)
            .lift_protection(rows[0].id, "Ierakstīts kļūdas pēc.")
            .await
            .unwrap();
        assert!(later(&head).case(&case).await.is_ok());
    });
}
