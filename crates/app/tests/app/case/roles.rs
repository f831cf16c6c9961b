//! What institutions around the school, commissions and the municipality's coordinator read and do, role by role.

use balsts_domain::access::Action;

use super::*;

/// A case of Anna's school in which the institutions take part.
async fn taking_part(school: &School, parties: &[Party]) -> String {
    let head = school.head().await;
    let case = open(&head, CaseKind::School).await;
    for party in parties {
        let invite = Event {
            party: Some(*party),
            ..words(CaseEvent::Invite)
        };
        step(&head, &case, invite).await.unwrap();
    }
    case
}

/// What a reader is given of the child: attendance, marks, guardians, address.
async fn known(ctx: &Ctx) -> [bool; 4] {
    let mut known = [false; 4];
    for part in [PupilPart::Overview, PupilPart::Support] {
        let Ok(view) = ctx.pupil(ANNA, Some(part)).await else {
            continue;
        };
        known[0] |= view.attendance.is_some();
        known[1] |= view.marks.is_some();
        known[2] |= view.guardians.is_some();
        known[3] |= view.address.is_some();
    }
    known
}

// covers: ROL-09
#[test]
fn the_municipal_police_help_on_request_and_read_figures_without_names() {
    on_both(|database| async move {
        let school = school(&database).await;
        let town = &school.town;
        town.incident(
            school.anna,
            school.institution,
            date(2026, 11, 2),
            "kautiņš",
            "involved",
        )
        .await;
        let police = town.as_role(Role::MunicipalPolice, None, None).await;
        let state_police = town.as_role(Role::StatePolice, None, None).await;
        let year = ReportPeriod {
            school_year: Some(SchoolYear::new(2026)),
            ..ReportPeriod::default()
        };
        // Figures: small counts are hidden, nothing is taken out, and there is no child behind a link.
        let table = police.report("incidents", &year).await.unwrap();
        let known_counts = |rows: &[Vec<Cell>]| {
            let counted = rows.iter().flatten();
            counted.filter(|cell| **cell == Cell::count(1)).count()
        };
        assert_eq!(known_counts(&table.rows), 0, "{:?}", table.rows);
        assert!(!table.to_csv().unwrap().contains("Anna"));
        assert!(!police.actor.may(Action::Export, Resource::Statistics));
        let numbers = police.case_statistics(SchoolYear::new(2026)).await.unwrap();
        assert_eq!(numbers.causes, Some(Vec::new()));
        assert!(matches!(
            state_police.report("incidents", &year).await,
            Err(AppError::Forbidden)
        ));
        // Prevention: it says what it has done of the programme.
        assert!(police.actor.may(Action::Write, Resource::ProgrammeReport));

        // A case exists for it on request alone; of the child it learns where to look for it, not how it learns.
        assert_eq!(known(&police).await, [false; 4]);
        let case = taking_part(&school, &[Party::MunicipalPolice]).await;
        assert!(police.case(&case).await.is_ok());
        assert_eq!(known(&police).await, [true, false, true, true]);
        let seen = police.case(&case).await.unwrap();
        assert!(seen.events.iter().all(|event| event.words.is_empty()));
        assert!(is_not_there(&state_police.case(&case).await));
    });
}

// covers: ROL-10, ROL-11
#[test]
fn state_police_and_youth_workers_get_of_a_child_what_their_task_needs() {
    on_both(|database| async move {
        let school = school(&database).await;
        let town = &school.town;
        let state_police = town.as_role(Role::StatePolice, None, None).await;
        let youth = town.as_role(Role::YouthWorker, None, None).await;
        let parties = [Party::StatePolice, Party::YouthWorker];
        for ctx in [&state_police, &youth] {
            assert_eq!(known(ctx).await, [false; 4]);
            // Lectures and programmes are theirs to report; figures of children are not theirs to read.
            assert!(ctx.actor.may(Action::Write, Resource::ProgrammeReport));
            assert!(!ctx.actor.may(Action::Read, Resource::Statistics));
        }
        let case = taking_part(&school, &parties).await;
        assert_eq!(known(&state_police).await, [false, false, true, true]);
        assert_eq!(known(&youth).await, [false; 4], "a name, and no more");
        assert!(youth.pupil(ANNA, None).await.is_ok());

        // The police write down what came of an offence; a youth worker writes to those involved, and no decision.
        let decision = [("day", "2026-11-19"), ("decision", "Brīdinājums.")];
        let decision = form(FormKind::Administrative, &decision);
        state_police.add_case_form(&case, &decision).await.unwrap();
        assert!(is_not_there(&youth.add_case_form(&case, &decision).await));
        let message = form(FormKind::Message, &[("text", "Vienaudžu grupa sāk pirmdien.")]);
        youth.add_case_form(&case, &message).await.unwrap();
        let read = |forms: Option<Vec<balsts_store::CaseFormRow>>| -> Vec<String> {
            forms.unwrap().into_iter().map(|one| one.kind).collect()
        };
        let of_youth = youth.case(&case).await.unwrap();
        assert_eq!(read(of_youth.forms), ["message"]);
        // Who left, and where they are now, is what youth workers go out for.
        assert!(youth.actor.may(Action::Write, Resource::NextStep));
        assert!(!state_police.actor.may(Action::Read, Resource::NextStep));
    });
}

// covers: ROL-14
#[test]
fn commissions_read_what_they_decide_on_and_their_decisions_stand_in_the_case() {
    on_both(|database| async move {
        let school = school(&database).await;
        let town = &school.town;
        let pmk = town.as_role(Role::Pmk, None, None).await;
        let specialist = town.as_role(Role::ChildRightsSpecialist, None, None).await;
        let worker = town.as_role(Role::SocialService, None, None).await;
        assert_eq!(known(&pmk).await, [false; 4]);
        let case = taking_part(&school, &[Party::Pmk, Party::ChildRights]).await;
        assert_eq!(
            known(&pmk).await,
            [false, true, false, false],
            "marks, and no family"
        );
        let decision = [
            ("day", "2026-11-19"),
            ("decision", "Audzinoša rakstura piespiedu līdzeklis."),
        ];
        let decision = form(FormKind::Administrative, &decision);
        assert!(is_not_there(&pmk.add_case_form(&case, &decision).await));
        specialist.add_case_form(&case, &decision).await.unwrap();
        let forms = worker.case(&case).await.unwrap().forms.unwrap();
        assert_eq!(forms.len(), 1, "the social service is told of the decision");
        assert!(forms[0].body.contains("piespiedu"), "{}", forms[0].body);
        let head = school.head().await;
        assert!(head.case(&case).await.unwrap().forms.unwrap().is_empty());
        assert!(pmk.case(&case).await.unwrap().forms.unwrap().is_empty());
        // Somebody of the commission tells of the child's needs by answering a report.
        let told = head.tell(&case, Party::Pmk).await.unwrap();
        head.send_case_report(&case, told, &report()).await.unwrap();
        pmk.answer_report(&case, told, "Ieteicama speciālā programma.")
            .await
            .unwrap();
        let view = head.case(&case).await.unwrap();
        assert!(
            view.reports
                .iter()
                .any(|one| one.answer.as_deref() == Some("Ieteicama speciālā programma."))
        );
    });
}

// covers: ROL-22
#[test]
fn the_coordinator_reads_that_help_is_given_and_not_what_was_said() {
    on_both(|database| async move {
        let school = school(&database).await;
        let coordinator = school.town.as_role(Role::EducationBoard, None, None).await;
        let case = taking_part(&school, &[]).await;
        assert_eq!(known(&coordinator).await, [true, true, false, true]);
        let view = coordinator.pupil(ANNA, Some(PupilPart::Support)).await.unwrap();
        assert!(view.concerns.is_none() && view.factors.is_none() && view.sheets.is_none());
        assert!(view.circumstances.is_none());
        let seen = coordinator.case(&case).await.unwrap();
        assert!(seen.events.iter().all(|event| event.words.is_empty()));
        assert!(seen.reports.is_empty() && seen.circumstances.is_none());
        let step_of_school = step(&coordinator, &case, words(CaseEvent::CallTeam)).await;
        assert!(is_not_there(&step_of_school));
        // Whole projects: figures of all schools, the programme and its reports.
        for (action, resource) in [
            (Action::Export, Resource::Statistics),
            (Action::Write, Resource::Programme),
            (Action::Read, Resource::ProgrammeReport),
            (Action::Read, Resource::PlanApproval),
            (Action::Write, Resource::Indicator),
        ] {
            assert!(coordinator.actor.may(action, resource), "{action:?} {resource:?}");
        }
    });
}
