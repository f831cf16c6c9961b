//! A child on no list: in danger, in a case, and how long nobody has taught it.

use balsts_app::concern::ConcernStep;
use balsts_domain::cases::threshold::Ground;

use super::*;

const PETERIS: &str = "p-320000-00031";
const LIGA: &str = "p-320000-00032";
const ADULT: &str = "p-320000-00033";

/// Pēteris left on 22 October, Līga was never on a list, Juris left and has come of age.
async fn on_no_list(school: &School) {
    let named = |code, given_name, family_name, born| NewPupil {
        born: Some(born),
        ..NewPupil::named(code, given_name, family_name)
    };
    let pupils = school
        .town
        .pupils(&[
            named("320000-00031", "Pēteris", "Kalns", date(2012, 5, 5)),
            named("320000-00032", "Līga", "Kalna", date(2013, 5, 5)),
            named("320000-00033", "Juris", "Kalns", date(2008, 11, 20)),
        ])
        .await;
    let left = [pupils[0], pupils[2]];
    school
        .town
        .enrol(
            &left,
            school.institution,
            "8.b",
            date(2026, 9, 1),
            Some(date(2026, 10, 22)),
        )
        .await;
}

/// Whether the child of a case has been on no list for as long as the social service is involved for.
async fn away(ctx: &Ctx, case: &str) -> Option<bool> {
    let grounds = ctx.case(case).await.unwrap().grounds.unwrap();
    let of = grounds.iter().find(|(ground, _)| *ground == Ground::NotEnrolled);
    of.unwrap().1
}

// covers: ESC-29
#[test]
fn a_danger_is_told_of_a_child_on_no_list() {
    on_both(|database| async move {
        let school = school(&database).await;
        on_no_list(&school).await;
        let board = school.town.as_role(Role::EducationBoard, None, None).await;
        let police = school.town.as_role(Role::StatePolice, None, None).await;
        let specialist = school.town.as_role(Role::ChildRightsSpecialist, None, None).await;
        for (name, id) in [("Pēteris Kalns", PETERIS), ("Līga Kalna", LIGA)] {
            let found = board.case_pupils(Resource::Danger, name).await.unwrap();
            assert_eq!(found.len(), 1, "{name}");
            assert_eq!((found[0].public_id.as_str(), found[0].institution_id), (id, None));
        }
        let listed = board.case_pupil(Resource::Danger, ANNA).await.unwrap();
        assert_eq!(listed.institution_id, Some(school.institution), "on its list");
        assert!(
            is_not_there(&board.case_pupil(Resource::Danger, ADULT).await),
            "who has come of age is no child"
        );
        let head = school.head().await;
        assert!(
            is_not_there(&head.case_pupil(Resource::Danger, PETERIS).await),
            "a former pupil is beyond the reach of a school"
        );

        let protects = |codes: Vec<(String, Date)>| codes.iter().any(|(code, _)| code == "protect_child");
        let nobody = ReportDanger {
            pupil: PETERIS.to_owned(),
            told: Vec::new(),
            words: String::new(),
        };
        board.report_danger(&nobody).await.unwrap();
        assert!(protects(duty_codes(&specialist).await), "nobody was told yet");
        for pupil in [PETERIS, LIGA] {
            let told = ReportDanger {
                pupil: pupil.to_owned(),
                told: vec![Party::StatePolice],
                ..nobody.clone()
            };
            board.report_danger(&told).await.unwrap();
        }
        assert!(
            !protects(duty_codes(&specialist).await),
            "the call settled the duty"
        );
        let (lines, _) = police.cases(&CaseFilter::default(), 10).await.unwrap();
        assert_eq!(lines.len(), 2, "who was told takes part at once");
        for line in &lines {
            assert_eq!(line.row.institution_id, None, "no school takes part");
            let view = police.case(&line.row.public_id).await.unwrap();
            assert!(view.parts.iter().all(|part| part.party != Party::School.code()));
        }
    });
}

// covers: ESC-16
#[test]
fn days_on_no_list_count_from_the_last_day_on_one() {
    on_both(|database| async move {
        let school = school(&database).await;
        on_no_list(&school).await;
        let worker = school.town.as_role(Role::SocialService, None, None).await;
        let about = |pupil: &str, kind| OpenCase {
            pupil: pupil.to_owned(),
            kind,
            words: "Bērns nekur nemācās.".to_owned(),
            concern: None,
        };
        assert_eq!(
            errors(worker.open_case(&about(PETERIS, CaseKind::School)).await),
            [("kind".to_owned(), "error-case-no-school")],
            "there is no school that could lead"
        );
        let left = worker.open_case(&about(PETERIS, CaseKind::Social)).await.unwrap();
        let never = worker.open_case(&about(LIGA, CaseKind::Social)).await.unwrap();
        let listed = worker.open_case(&about(ANNA, CaseKind::Social)).await.unwrap();
        let tomorrow = school.on(&worker, "2026-11-21T09:00:00Z").await;
        assert_eq!(away(&worker, &left).await, Some(false), "29 days");
        assert_eq!(away(&tomorrow, &left).await, Some(true), "30 days");
        assert_eq!(away(&tomorrow, &never).await, None, "not known since when");
        assert_eq!(away(&tomorrow, &listed).await, Some(false));
    });
}

// covers: IAP-18, ROL-18
#[test]
fn a_worry_about_a_child_who_left_stays_with_the_school_until_it_is_settled() {
    on_both(|database| async move {
        let school = school(&database).await;
        let pupils = school
            .town
            .pupils(&[
                NewPupil::named("320000-00031", "Pēteris", "Kalns"),
                NewPupil::named("320000-00032", "Līga", "Kalna"),
            ])
            .await;
        let last = date(2026, 11, 24);
        school
            .town
            .enrol(&pupils, school.institution, "8.b", date(2026, 9, 1), Some(last))
            .await;
        school
            .town
            .enrol(&pupils[1..], school.other, "8.b", date(2026, 11, 25), None)
            .await;
        let teacher = school
            .town
            .as_role(Role::ClassTeacher, Some(school.institution), Some("8.b"))
            .await;
        let mut sent = Vec::new();
        for pupil in [PETERIS, LIGA] {
            let concern = SendConcern {
                pupil: pupil.to_owned(),
                factors: Vec::new(),
                text: "Raud stundās.".to_owned(),
                urgency: Urgency::Normal,
                danger: false,
            };
            sent.push(teacher.send_concern(&concern).await.unwrap());
        }
        let staff_of = |institution| school.town.as_role(Role::SupportStaff, Some(institution), None);
        let (staff, elsewhere) = (staff_of(school.institution).await, staff_of(school.other).await);
        let worries = |ctx: Ctx| async move {
            let waiting = ctx.concerns(true).await.unwrap();
            let concerns: Vec<i64> = waiting.iter().map(|view| view.row.id).collect();
            let (duties, _) = ctx.duties(&DutyFilter::default(), 50).await.unwrap();
            let owed: Vec<(Option<i64>, bool)> = duties
                .iter()
                .filter(|duty| duty.code == "answer_concern")
                .map(|duty| (duty.concern_id, duty.opens_pupil))
                .collect();
            (concerns, owed)
        };
        let now = worries(school.town.ctx_of(&staff)).await;
        assert_eq!(now.0, sent, "the school has both");
        assert_eq!(now.1, [(Some(sent[0]), true), (Some(sent[1]), true)]);

        let after = "2026-11-27T09:00:00Z";
        let (staff, elsewhere) = (school.on(&staff, after).await, school.on(&elsewhere, after).await);
        let left = worries(school.town.at(after).ctx_of(&staff)).await;
        assert_eq!(
            left,
            (vec![sent[0]], vec![(Some(sent[0]), false)]),
            "of whom no list has"
        );
        let moved = worries(school.town.at(after).ctx_of(&elsewhere)).await;
        assert_eq!(
            moved,
            (vec![sent[1]], vec![(Some(sent[1]), true)]),
            "the new school has its own"
        );
        assert!(
            is_not_there(&staff.pupil(PETERIS, None).await) && !staff.opens_pupil(PETERIS).await,
            "nothing else of the child is the school's any more"
        );
        let words = "Ar ģimeni runāts.".to_owned();
        for step in [
            ConcernStep::Examine(words.clone()),
            ConcernStep::NotConfirm(words),
        ] {
            let version = staff.concern(sent[0]).await.unwrap().row.version;
            staff.step_concern(sent[0], version, step).await.unwrap();
        }
        let settled = worries(school.town.at(after).ctx_of(&staff)).await;
        assert_eq!(settled, (Vec::new(), Vec::new()));
        assert!(is_not_there(&staff.concern(sent[0]).await));
    });
}
