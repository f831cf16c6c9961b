//! Social and economic causes: recorded by the institutions that know them, counted together, and shown without a child.

use balsts_app::concern::ConcernStep;
use balsts_domain::risk::Factor;
use balsts_testkit::code_of;
use jiff::ToSpan;

use super::*;

// covers: RSK-13
#[test]
fn causes_recorded_by_institutions_are_counted_from_five_cases_on_each_case_once() {
    on_both(|database| async move {
        let school = school(&database).await;
        let town = &school.town;
        let head = school.head().await;
        let worker = town.as_role(Role::SocialService, None, None).await;
        let court = town.as_role(Role::OrphansCourt, None, None).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let causes = async || {
            let numbers = board.case_statistics(SchoolYear::new(2026)).await.unwrap();
            numbers.causes.unwrap()
        };
        for number in 1..=5 {
            assert!(
                causes().await.is_empty(),
                "of {} cases nothing is told",
                number - 1
            );
            let code = code_of(number);
            let pupil = town.pupils(&[NewPupil::named(&code, "Bērns", "Kalns")]).await;
            town.enrol(&pupil, school.institution, "8.b", date(2026, 9, 1), None)
                .await;
            let opened = OpenCase {
                pupil: format!("p-{code}"),
                kind: CaseKind::Social,
                words: "Ģimenei trūkst līdzekļu.".to_owned(),
                concern: None,
            };
            let case = worker.open_case(&opened).await.unwrap();
            worker
                .add_case_circumstance(&case, "low_functioning_family", "Divas vizītes.")
                .await
                .unwrap();
            if number < 5 {
                worker
                    .add_case_circumstance(&case, "substance_use", "")
                    .await
                    .unwrap();
            }
            let invite = Event {
                party: Some(Party::OrphansCourt),
                ..words(CaseEvent::Invite)
            };
            step(&worker, &case, invite).await.unwrap();
            // What two institutions know of one case is one case.
            court
                .add_case_circumstance(&case, "low_functioning_family", "")
                .await
                .unwrap();
        }
        assert_eq!(
            causes().await,
            [("low_functioning_family".to_owned(), 5)],
            "four cases of the other cause are withheld"
        );
        let own = head.case_statistics(SchoolYear::new(2026)).await.unwrap();
        assert_eq!(own.causes, None, "in a school a cause would name a child");
        let before = board.case_statistics(SchoolYear::new(2025)).await.unwrap();
        assert_eq!(before.causes, Some(Vec::new()));
    });
}

// covers: RSK-13
#[test]
fn causes_beside_absence_are_those_that_people_confirmed() {
    on_both(|database| async move {
        let school = school(&database).await;
        let (town, institution) = (&school.town, school.institution);
        let teacher = town
            .as_role(Role::ClassTeacher, Some(institution), Some("8.b"))
            .await;
        let staff = town.as_role(Role::SupportStaff, Some(institution), None).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let factor = Factor::DifficultJourney;
        let seen = SendConcern {
            pupil: ANNA.to_owned(),
            factors: vec![factor],
            text: "Autobuss nekursē.".to_owned(),
            urgency: Urgency::Normal,
            danger: false,
        };
        let concern = teacher.send_concern(&seen).await.unwrap();
        let read = staff.concern(concern).await.unwrap().row.version;
        let examine = ConcernStep::Examine("Runāju ar ģimeni.".to_owned());
        staff.step_concern(concern, read, examine).await.unwrap();
        let read = staff.concern(concern).await.unwrap().row.version;
        let confirm = ConcernStep::Confirm(vec![factor.into()], "Runāsim ar pagastu.".to_owned());
        staff.step_concern(concern, read, confirm).await.unwrap();
        let line = format!("apstiprināts riska faktors,{},1", factor.latvian());
        let csv = async |ctx: &Ctx| {
            let table = ctx
                .report("absence-causes", &ReportPeriod::default())
                .await
                .unwrap();
            table.to_csv().unwrap()
        };
        assert!(!csv(&staff).await.contains(&line), "she misses nothing");

        // Twenty-five lessons without excuse in the semester are over its limit.
        let days: Vec<_> = date(2026, 9, 7).series(1.day()).take(5).collect();
        town.unexcused(institution, &[school.anna], &days, 5).await;
        town.operator().evaluate_all().await.unwrap();
        let found = csv(&staff).await;
        assert!(found.contains(&line), "{found}");
        let published = csv(&board).await;
        assert!(!published.contains(&line), "one child is withheld: {published}");
        assert!(!found.contains("Anna") && !published.contains("Anna"));
    });
}
