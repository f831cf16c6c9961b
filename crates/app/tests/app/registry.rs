//! Care of the registry: the turn of the school year, records that may be one child, bars on contact, referrals.

use balsts_app::{AppError, duplicate::DuplicateVerdict, pupil::commission::ReferralOutcome};
use balsts_domain::{
    access::Role,
    calendar::SchoolYear,
    people::ContactReason,
    registry::{CommissionPaper, Likeness, TurnChoice},
};
use balsts_store::load::{GuardianRow, LoadKind, Rows};
use balsts_testkit::{Database, NewPupil, Town, on_both};
use jiff::civil::date;

const NAMES: [(&str, &str, &str); 3] = [
    ("140311-21234", "Anna", "Bērziņa"),
    ("150311-21230", "Jānis", "Āboliņš"),
    ("160311-21230", "Zane", "Ozola"),
];

/// Three pupils of a class at the end of June.
async fn town(database: &Database, class: &str) -> (Town, i64, Vec<i64>) {
    let town = balsts_testkit::town(&database.store, "2026-06-20T09:00:00Z").await;
    let school = town.institution("OGR1", "basic_school").await;
    let pupils = NAMES.map(|(code, given, family)| NewPupil::named(code, given, family));
    let ids = town.pupils(&pupils).await;
    town.enrol(&ids, school, class, date(2025, 9, 1), None).await;
    (town, school, ids)
}

fn invalid<T: std::fmt::Debug>(result: Result<T, AppError>) -> Vec<(String, &'static str)> {
    match result {
        Err(AppError::Invalid(errors)) => errors.0.into_iter().map(|one| (one.field, one.key)).collect(),
        other => panic!("{other:?}"),
    }
}

fn public_id(code: &str) -> String {
    format!("p-{code}")
}

// covers: REG-15
#[test]
fn a_class_moves_up_as_its_head_confirms_and_can_be_taken_back() {
    on_both(|database| async move {
        let (town, school, ids) = town(&database, "8.b").await;
        town.marks(
            school,
            &[
                (ids[0], "Matemātika", date(2026, 5, 29), "annual", "7"),
                (ids[1], "Matemātika", date(2026, 5, 29), "annual", "2"),
                (ids[1], "Fizika", date(2026, 5, 29), "annual", "3"),
            ],
        )
        .await;
        let head = town.as_role(Role::SchoolHead, Some(school), None).await;
        let year = SchoolYear::new(2025);
        assert_eq!(head.turning_year(), year);
        let class = head.turn_class(year, "OGR1", "8.b").await.unwrap();
        let proposed: Vec<_> = class
            .pupils
            .iter()
            .map(|pupil| TurnChoice::proposed(pupil.turn))
            .collect();
        assert_eq!(
            proposed,
            [Some(TurnChoice::Repeats), Some(TurnChoice::Promoted), None],
            "by name"
        );
        let decide = |choices: [&str; 3]| -> Vec<(String, String)> {
            let ids = NAMES.map(|(code, ..)| public_id(code));
            ids.into_iter()
                .zip(choices)
                .map(|(id, choice)| (id, choice.to_owned()))
                .collect()
        };
        let wrong = decide(["promoted", "completed", ""]);
        assert_eq!(
            invalid(head.confirm_turn(year, "OGR1", "8.b", &wrong, "").await),
            [(public_id("150311-21230"), "error-turn-choice")]
        );
        let nobody = decide(["", "", ""]);
        assert_eq!(
            invalid(head.confirm_turn(year, "OGR1", "8.b", &nobody, "").await),
            [("year".to_owned(), "error-turn-nobody")]
        );
        let some = decide(["promoted", "repeats", ""]);
        let (load, count) = head
            .confirm_turn(year, "OGR1", "8.b", &some, "rīkojums 17")
            .await
            .unwrap();
        assert_eq!(count, 2);
        let open = head.turn_overview(None).await.unwrap().institutions[0].classes[0].open;
        assert_eq!(open, 1, "the third is not decided");
        let decided = head.turn_class(year, "OGR1", "8.b").await.unwrap();
        assert_eq!(decided.pupils[1].row.next_class.as_deref(), Some("9.b"));
        assert_eq!(decided.pupils[1].decided, Some(TurnChoice::Promoted));
        assert_eq!(decided.pupils[0].decided, Some(TurnChoice::Repeats));
        let autumn = town.at("2026-09-10T09:00:00Z");
        let reader = autumn.ctx(head.user().unwrap()).await;
        let anna = reader.pupil(&public_id("140311-21234"), None).await.unwrap();
        assert_eq!(anna.identity.class.as_deref(), Some("9.b"));
        let again = head.confirm_turn(year, "OGR1", "8.b", &some, "").await;
        assert_eq!(invalid(again).len(), 2, "decided already");
        let log = head.corrections().await.unwrap();
        assert_eq!(
            (log[0].kind.as_str(), log[0].reason.as_deref()),
            ("turn", Some("rīkojums 17"))
        );
        head.undo_load(load).await.unwrap();
        assert_eq!(
            head.turn_overview(None).await.unwrap().institutions[0].classes[0].open,
            3
        );
        let later = decide(["promoted", "", ""]);
        let early = head.confirm_turn(year.next(), "OGR1", "8.b", &later, "").await;
        assert_eq!(invalid(early)[0].1, "error-turn-early");
    });
}

// covers: REG-16
#[test]
fn who_finishes_leaves_the_list_with_or_without_a_certificate() {
    on_both(|database| async move {
        let (town, _, _) = town(&database, "9.a").await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let year = SchoolYear::new(2025);
        let decisions = [
            (public_id("140311-21234"), "completed".to_owned()),
            (public_id("150311-21230"), "without_certificate".to_owned()),
        ];
        board
            .confirm_turn(year, "OGR1", "9.a", &decisions, "")
            .await
            .unwrap();
        let class = board.turn_class(year, "OGR1", "9.a").await.unwrap();
        let codes: Vec<_> = class
            .pupils
            .iter()
            .map(|pupil| pupil.decided.map(TurnChoice::code))
            .collect();
        assert_eq!(codes, [Some("without_certificate"), Some("completed"), None]);
        let autumn = town.at("2026-09-10T09:00:00Z").operator();
        let anna = autumn.pupil(&public_id("140311-21234"), None).await.unwrap();
        assert!(!anna.identity.enrolled);
    });
}

// covers: REG-07, PRV-13
#[test]
fn two_records_that_look_alike_are_settled_by_a_person() {
    on_both(|database| async move {
        let (town, school, _) = town(&database, "8.b").await;
        let twice = [
            NewPupil::named("320000-00001", "Anna", "Berzina"),
            NewPupil::named("320000-00002", "Ozola", "Zane"),
        ];
        town.pupils(&twice).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let pairs = board.duplicates().await.unwrap();
        let found: Vec<_> = pairs
            .iter()
            .map(|pair| (pair.row.second_public_id.as_str(), pair.likeness))
            .collect();
        assert_eq!(
            found,
            [
                ("p-320000-00002", Likeness::NameTheOtherWayRound),
                ("p-320000-00001", Likeness::NameAlone),
            ]
        );
        let (anna, other) = (public_id("140311-21234"), public_id("320000-00001"));
        let both = board.compare_pupils(&anna, &other).await.unwrap();
        assert_eq!(both[0].codes[0].code, "140311-21234");
        let kept = Some(DuplicateVerdict::OneChild(anna.clone()));
        assert_eq!(
            invalid(board.settle_duplicate(&anna, &other, None, " ").await).len(),
            2
        );
        let load = board
            .settle_duplicate(&anna, &other, kept, "zvanīju skolai")
            .await
            .unwrap();
        let zane = (public_id("160311-21230"), public_id("320000-00002"));
        let told = board
            .settle_duplicate(&zane.0, &zane.1, Some(DuplicateVerdict::TwoChildren), "dvīņi")
            .await
            .unwrap();
        assert_eq!((load.is_some(), told), (true, None));
        assert!(board.duplicates().await.unwrap().is_empty());
        assert_eq!(
            board.corrections().await.unwrap()[0].reason.as_deref(),
            Some("zvanīju skolai")
        );
        assert_eq!(board.pupil_codes(&anna).await.unwrap().1.len(), 2);
        board.undo_load(load.unwrap()).await.unwrap();
        assert_eq!(
            board.duplicates().await.unwrap().len(),
            1,
            "those told apart stay apart"
        );
        let head = town.as_role(Role::SchoolHead, Some(school), None).await;
        assert!(matches!(head.duplicates().await, Err(AppError::Forbidden)));
        assert!(matches!(head.pupil_codes(&anna).await, Err(AppError::Forbidden)));
    });
}

// covers: PRV-11
#[test]
fn contact_is_barred_and_allowed_again_with_a_reason() {
    on_both(|database| async move {
        let (town, school, ids) = town(&database, "8.b").await;
        let mut rows = Rows::new(LoadKind::Guardians);
        for (line, name) in [(2, "Ilze"), (3, "Māris")] {
            rows.guardian(
                line,
                GuardianRow {
                    pupil: ids[0],
                    given_name: name,
                    family_name: "Bērziņš",
                    relation: "parent",
                    phone: Some("29111111"),
                    email: None,
                    from: None,
                    to: None,
                },
            );
        }
        town.load(rows, false).await;
        let anna = public_id("140311-21234");
        let pedagogue = town.as_role(Role::SupportStaff, Some(school), None).await;
        let teacher = town.as_role(Role::ClassTeacher, Some(school), Some("8.b")).await;
        let part = Some(balsts_app::pupil::PupilPart::Support);
        let seen = |guardians: Option<Vec<balsts_app::pupil::GuardianView>>| -> Vec<_> {
            let all = guardians.unwrap().into_iter();
            all.map(|one| (one.row.given_name, one.withheld)).collect()
        };
        let view = pedagogue.contact_of(&anna).await.unwrap();
        let father = view
            .guardians
            .iter()
            .find(|one| one.row.given_name == "Māris")
            .unwrap()
            .row
            .id;
        assert_eq!(invalid(pedagogue.bar_contact(&anna, Some(-1), "").await).len(), 2);
        pedagogue
            .bar_contact(&anna, Some(father), "tiesas lēmums")
            .await
            .unwrap();
        assert_eq!(
            invalid(pedagogue.bar_contact(&anna, Some(father), "vēlreiz").await)[0].1,
            "error-contact-barred"
        );
        assert_eq!(
            seen(teacher.pupil(&anna, part).await.unwrap().guardians),
            [("Ilze".to_owned(), None)],
            "the teacher is not told of a person whom not to inform"
        );
        assert_eq!(
            seen(pedagogue.pupil(&anna, part).await.unwrap().guardians)[1],
            ("Māris".to_owned(), Some(ContactReason::SafetyForbids))
        );
        assert!(matches!(
            teacher.contact_of(&anna).await,
            Err(AppError::Forbidden)
        ));
        let bar = pedagogue.contact_of(&anna).await.unwrap().bars[0].id;
        pedagogue
            .lift_contact_bar(&anna, bar, "lēmums atcelts")
            .await
            .unwrap();
        assert_eq!(seen(teacher.pupil(&anna, part).await.unwrap().guardians).len(), 2);
        let history = pedagogue.contact_of(&anna).await.unwrap().bars;
        assert_eq!(history[0].lifted_reason.as_deref(), Some("lēmums atcelts"));
        let again = pedagogue.lift_contact_bar(&anna, bar, "vēlreiz").await;
        assert!(matches!(again, Err(AppError::NotFound)));
    });
}

// covers: REG-23
#[test]
fn a_child_is_referred_to_the_commission_and_only_counted_elsewhere() {
    on_both(|database| async move {
        let (town, school, _) = town(&database, "2.a").await;
        let anna = public_id("140311-21234");
        let pedagogue = town.as_role(Role::SupportStaff, Some(school), None).await;
        let day = date(2026, 5, 4);
        let papers = [CommissionPaper::Application, CommissionPaper::WrittenWork];
        let late = pedagogue.refer(&anna, Some(date(2026, 6, 21)), &papers, "").await;
        assert_eq!(invalid(late)[0].1, "error-referral-later");
        let id = pedagogue
            .refer(&anna, Some(day), &papers, "lūdz vecāki")
            .await
            .unwrap();
        let mut outcome = ReferralOutcome {
            version: 1,
            papers: papers.to_vec(),
            assessed: Some(date(2026, 5, 3)),
            programme_code: "2101".to_owned(),
            finding: "mācīšanās traucējumi".to_owned(),
        };
        let refused = pedagogue.record_assessment(&anna, id, &outcome).await;
        assert_eq!(
            invalid(refused),
            [
                ("assessed".to_owned(), "error-assessed-before"),
                ("programme_code".to_owned(), "error-programme-code"),
            ]
        );
        outcome.assessed = Some(date(2026, 6, 10));
        outcome.programme_code = "21015611".to_owned();
        pedagogue.record_assessment(&anna, id, &outcome).await.unwrap();
        let stale = pedagogue.record_assessment(&anna, id, &outcome).await;
        assert!(matches!(stale, Err(AppError::Conflict(_))));
        let row = &pedagogue.referrals(&anna).await.unwrap().referrals[0];
        assert_eq!(
            (row.papers.as_str(), row.programme_code.as_deref()),
            ("application;written_work", Some("21015611"))
        );
        let board = town.as_role(Role::EducationBoard, None, None).await;
        assert!(matches!(board.referrals(&anna).await, Err(AppError::Forbidden)));
        let teacher = town.as_role(Role::ClassTeacher, Some(school), Some("2.a")).await;
        assert!(matches!(teacher.referrals(&anna).await, Err(AppError::Forbidden)));
        let year = SchoolYear::new(2025);
        let seen = pedagogue.referral_figures(year).await.unwrap();
        assert_eq!(
            (seen.referred.total, seen.assessed.counts),
            (Some(1), vec![Some(1)])
        );
        // The board does not see who is referred: one child of one school would be named by the count and by the total.
        let seen = board.referral_figures(year).await.unwrap();
        assert_eq!((seen.referred.total, seen.referred.counts), (None, vec![None]));
        let before = board.referral_figures(SchoolYear::new(2024)).await.unwrap();
        assert!(before.institutions.is_empty());
    });
}
