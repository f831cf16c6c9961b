//! Forms by which a case goes on: from the parish to the cooperation group, from the school to the child rights specialist, to the social service
//! and the board, and what conflicts end in.

use balsts_app::meeting::{DrawItems, ReturnWhat};

use super::*;
use crate::meeting::{Group, group, kinds};

/// A case of the group's school about Anna, to which the institutions were asked.
async fn with_parties(group: &Group, parties: &[Party]) -> String {
    let opened = OpenCase {
        pupil: "p-010112-21234".to_owned(),
        kind: CaseKind::School,
        words: "Kavē katru pirmdienu.".to_owned(),
        concern: None,
    };
    let case = group.school.open_case(&opened).await.unwrap();
    for party in parties {
        let invite = Event {
            party: Some(*party),
            ..words(CaseEvent::Invite)
        };
        step(&group.school, &case, invite).await.unwrap();
    }
    case
}

/// Every field that is asked for is asked for: the form without one of them is refused at that field.
async fn asks_for_each(ctx: &Ctx, case: &str, kind: FormKind, values: &[(&str, &str)]) {
    for (missing, _) in values {
        let rest: Vec<_> = values
            .iter()
            .copied()
            .filter(|(name, _)| name != missing)
            .collect();
        let refused = ctx.add_case_form(case, &form(kind, &rest)).await;
        assert_eq!(
            errors(refused),
            [((*missing).to_owned(), "error-case-field")],
            "{kind:?}"
        );
    }
}

/// The kinds of forms that somebody reads in a case.
async fn read_forms(ctx: &Ctx, case: &str) -> Vec<String> {
    let forms = ctx.case(case).await.unwrap().forms.unwrap();
    forms.into_iter().map(|one| one.kind).collect()
}

// covers: ESC-21
#[test]
fn what_a_parish_could_not_solve_waits_for_the_cooperation_group() {
    on_both(|database| async move {
        let group = group(&database).await;
        let parish = group.town.as_role(Role::YouthWorker, None, None).await;
        let police = group.town.as_role(Role::MunicipalPolice, None, None).await;
        let case = with_parties(&group, &[Party::YouthWorker, Party::MunicipalPolice]).await;
        let handover = [
            ("unit", "Dricānu apvienība"),
            ("done", "Trīs tikšanās ar ģimeni pagastā."),
            ("why", "Ģimenei vajadzīgs speciālists no novada."),
        ];
        asks_for_each(&parish, &case, FormKind::LocalHandover, &handover).await;
        let handover = form(FormKind::LocalHandover, &handover);
        assert!(is_not_there(&police.add_case_form(&case, &handover).await));
        assert!(
            is_not_there(&group.chair.case(&case).await),
            "the parish works with it first"
        );
        parish.add_case_form(&case, &handover).await.unwrap();
        for kind in ["case_written", "case_before_group"] {
            assert!(kinds(&group.chair).await.contains(&kind.to_owned()), "{kind}");
        }
        assert_eq!(read_forms(&group.chair, &case).await, ["local_handover"]);
        assert_eq!(read_forms(&group.school, &case).await, ["local_handover"]);
        assert!(
            read_forms(&police, &case).await.is_empty(),
            "its task needs it not"
        );

        // It waits as an item of its own, once; the case stands where it stood.
        parish.add_case_form(&case, &handover).await.unwrap();
        let meeting = group.plan(date(2026, 11, 25)).await;
        let view = group.chair.meeting(meeting).await.unwrap();
        assert_eq!((view.waiting.len(), view.cases.len()), (1, 0));
        let (item, said) = (view.waiting[0].id, &view.waiting[0].restricted_text);
        assert!(
            said.contains("Dricānu apvienība") && said.contains("Trīs tikšanās"),
            "{said}"
        );
        let draw = DrawItems {
            items: vec![item],
            ..DrawItems::default()
        };
        assert_eq!(group.chair.draw_items(meeting, &draw).await.unwrap(), 1);
        assert_eq!(group.state(&case).await, "identified");
        group
            .chair
            .return_item(meeting, ReturnWhat::Item(item), "Pagastā ir jauns speciālists.")
            .await
            .unwrap();
        assert!(kinds(&parish).await.contains(&"report_answered".to_owned()));
        assert_eq!(group.state(&case).await, "identified");

        // With the case it waits no more.
        parish.add_case_form(&case, &handover).await.unwrap();
        assert_eq!(group.chair.meeting(meeting).await.unwrap().waiting.len(), 1);
        let close = Event {
            outcome: Some(Outcome::Unfounded),
            ..words(CaseEvent::Close)
        };
        step(&group.school, &case, close).await.unwrap();
        assert!(group.chair.meeting(meeting).await.unwrap().waiting.is_empty());
    });
}

// covers: ESC-22
#[test]
fn the_school_hands_over_to_the_child_rights_specialist_with_what_it_has_done() {
    on_both(|database| async move {
        let group = group(&database).await;
        let worker = group.town.as_role(Role::SocialService, None, None).await;
        let police = group.town.as_role(Role::MunicipalPolice, None, None).await;
        let case = with_parties(&group, &[Party::MunicipalPolice]).await;
        let done = "Sarunas pēc iekšējās kārtības: trīs.";
        let handover = [("done", done), ("why", "Vecāki neierodas.")];
        asks_for_each(&group.school, &case, FormKind::SpecialistHandover, &handover).await;
        let handover = form(FormKind::SpecialistHandover, &handover);
        for nobody in [&police, &worker] {
            assert!(is_not_there(&nobody.add_case_form(&case, &handover).await));
        }
        assert!(is_not_there(&group.chair.case(&case).await));
        assert!(is_not_there(&group.chair.pupil("p-010112-21234", None).await));
        group.school.add_case_form(&case, &handover).await.unwrap();
        assert_eq!(kinds(&group.chair).await, ["case_written"]);
        let view = group.chair.case(&case).await.unwrap();
        assert_eq!(view.party, Some(Party::ChildRights));
        let forms = view.forms.unwrap();
        assert_eq!(forms.len(), 1);
        assert!(
            forms[0].body.contains(done) && forms[0].body.contains("Vecāki neierodas."),
            "{}",
            forms[0].body
        );
        assert!(group.chair.pupil("p-010112-21234", None).await.is_ok());
        assert!(read_forms(&police, &case).await.is_empty());
        let meeting = group.plan(date(2026, 11, 25)).await;
        let waiting = group.chair.meeting(meeting).await.unwrap().waiting;
        assert!(waiting.is_empty(), "it is for the specialist, not for the group");
    });
}

// covers: ESC-20
#[test]
fn a_school_tells_board_and_social_service_on_a_ground_after_its_own_measures() {
    on_both(|database| async move {
        let group = group(&database).await;
        let worker = group.town.as_role(Role::SocialService, None, None).await;
        let case = with_parties(&group, &[]).await;
        let urgent = ("override_reason", "Ģimene šovakar izbrauc.");
        for ground in ["absence", "rules", "no_improvement"] {
            let notice = [("ground", ground), ("facts", "F"), ("done", "Divas sarunas.")];
            let without_own: Vec<_> = [notice[0], notice[1], urgent].to_vec();
            assert_eq!(
                errors(
                    group
                        .school
                        .add_case_form(&case, &form(FormKind::SchoolNotice, &without_own))
                        .await
                ),
                [("done".to_owned(), "error-case-field")],
                "{ground}"
            );
        }
        let unknown = [("ground", "weather"), ("facts", "F"), ("done", "D"), urgent];
        assert_eq!(
            errors(
                group
                    .school
                    .add_case_form(&case, &form(FormKind::SchoolNotice, &unknown))
                    .await
            ),
            [("ground".to_owned(), "error-setting")]
        );
        assert!(is_not_there(&worker.case(&case).await));
        let whole = [("ground", "rules"), ("facts", "F"), ("done", "D"), urgent];
        let whole = form(FormKind::SchoolNotice, &whole);
        group.school.add_case_form(&case, &whole).await.unwrap();
        assert!(
            is_not_there(&worker.add_case_form(&case, &whole).await),
            "the school's alone"
        );
        for told in [&group.board, &worker] {
            assert_eq!(kinds(told).await, ["case_written"], "{:?}", told.actor.roles());
            assert_eq!(read_forms(told, &case).await, ["school_notice"]);
        }
    });
}

// covers: ESC-25
#[test]
fn a_preschool_reports_non_attendance_to_the_cooperation_group() {
    on_both(|database| async move {
        let group = group(&database).await;
        let (town, born) = (&group.town, date(2020, 5, 5));
        let preschool = town.institution("PII1", "preschool").await;
        let child = NewPupil {
            born: Some(born),
            ..NewPupil::named("320000-00002", "Elza", "Kalniņa")
        };
        let child = town.pupils(&[child]).await;
        town.enrol(&child, preschool, "Zīlītes", date(2026, 9, 1), None)
            .await;
        let head = town.as_role(Role::SchoolHead, Some(preschool), None).await;
        let opened = OpenCase {
            pupil: "p-320000-00002".to_owned(),
            kind: CaseKind::School,
            words: "Mēnesi nav bijusi grupiņā.".to_owned(),
            concern: None,
        };
        let case = head.open_case(&opened).await.unwrap();
        let notice = [
            ("place", "preschool"),
            ("since", "2026-10-19"),
            ("facts", "Mēnesi nav bijusi grupiņā."),
        ];
        asks_for_each(&head, &case, FormKind::NonAttendance, &notice).await;
        head.add_case_form(&case, &form(FormKind::NonAttendance, &notice))
            .await
            .unwrap();
        let meeting = group.plan(date(2026, 11, 25)).await;
        let waiting = group.chair.meeting(meeting).await.unwrap().waiting;
        assert_eq!(waiting.len(), 1);
        assert!(
            waiting[0]
                .restricted_text
                .contains("Obligāto pirmsskolu neapmeklē"),
            "{}",
            waiting[0].restricted_text
        );
    });
}

// covers: ESC-26
#[test]
fn a_conflict_is_mediated_and_ends_in_an_agreement_or_says_that_there_is_none() {
    on_both(|database| async move {
        let group = group(&database).await;
        let worker = group.town.as_role(Role::SocialService, None, None).await;
        let police = group.town.as_role(Role::MunicipalPolice, None, None).await;
        let parties = [Party::ChildRights, Party::OrphansCourt, Party::MunicipalPolice];
        let case = with_parties(&group, &parties).await;
        let court = group.town.as_role(Role::OrphansCourt, None, None).await;
        let mediation = [
            ("day", "2026-11-20"),
            ("sides", "Divi zēni un viņu vecāki"),
            ("result", "agreed"),
            ("agreed", "Atvainojas līdz pirmdienai."),
        ];
        asks_for_each(&group.chair, &case, FormKind::Mediation, &mediation).await;
        assert!(is_not_there(
            &police
                .add_case_form(&case, &form(FormKind::Mediation, &mediation))
                .await
        ));
        let mut results = Vec::new();
        for (by, result) in [
            (&group.chair, "agreed"),
            (&court, "partly"),
            (&group.school, "not_agreed"),
        ] {
            let mut values = mediation;
            values[2].1 = result;
            by.add_case_form(&case, &form(FormKind::Mediation, &values))
                .await
                .unwrap();
            results.push(result);
        }
        let mut undecided = mediation;
        undecided[2].1 = "perhaps";
        let refused = group
            .chair
            .add_case_form(&case, &form(FormKind::Mediation, &undecided))
            .await;
        assert_eq!(errors(refused), [("result".to_owned(), "error-setting")]);
        for ctx in [&group.chair, &court, &group.school] {
            let forms = ctx.case(&case).await.unwrap().forms.unwrap();
            assert_eq!(forms.len(), 3, "{:?}", ctx.actor.roles());
            for result in &results {
                assert!(
                    forms
                        .iter()
                        .any(|one| one.body.contains(&format!("\"{result}\"")))
                );
            }
        }
        assert!(read_forms(&police, &case).await.is_empty());
        assert!(is_not_there(&worker.case(&case).await), "nobody asked it");
    });
}
