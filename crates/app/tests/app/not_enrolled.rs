//! Declared children on no school's list.

use balsts_app::{AppError, assessment::AssessOptions, not_enrolled::NotEnrolledFilter};
use balsts_domain::{
    access::Role,
    registry::{DeclaredStatus, Reconciliation},
};
use balsts_intake::Kind;
use balsts_testkit::on_both;
use jiff::civil::{Date, date};

use crate::load::Registry;

const DECLARED: &str = "personal_code;pupil_code;given_name;family_name;birth_date;declared_address;status\n\
    010112-21234;;Anna;Bērziņa;2012-01-01;Brīvības iela 1, Ogre;\n\
    320000-00001;;Jānis;Ozols;2012-02-02;Brīvības iela 2, Ogre;\n\
    320000-00002;;Pēteris;Kalns;2015-05-05;Brīvības iela 3, Ogre;left_country\n\
    320000-00003;;Mazā;Liepa;2023-05-05;Brīvības iela 4, Ogre;\n\
    320000-00004;;Lielā;Liepa;2008-11-20;Brīvības iela 4, Ogre;\n\
    320000-00005;;Muzikālā;Liepa;2014-01-20;Brīvības iela 4, Ogre;\n";

fn of(on: Option<Date>) -> NotEnrolledFilter {
    NotEnrolledFilter {
        on,
        ..NotEnrolledFilter::default()
    }
}

// covers: REG-08, REG-09
#[test]
fn declared_children_of_compulsory_age_on_no_list_are_found_and_explained() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let report = registry.load(Kind::DeclaredChildren, DECLARED).await;
        assert!(!report.is_refused(), "{report:?}");
        // A music school teaches nobody what is compulsory.
        let text = "personal_code;institution_code;class;from\n320000-00005;MS;1.a;2026-09-01\n";
        assert!(!registry.load(Kind::Enrolments, text).await.is_refused());
        let own = "pupil_code;given_name;family_name;birth_date;declared_municipality;declared_address\n\
                   Z-1;Zane;Zvirbule;2014-05-05;Ogres novads;Upes 1\nZ-2;Zigis;Zvirbulis;2014-05-05;Tukuma novads;Upes 2\n";
        assert!(!registry.load(Kind::Pupils, own).await.is_refused());
        let board = registry.town.as_role(Role::EducationBoard, None, None).await;
        let list = board.not_enrolled(&of(None), 50).await.unwrap();
        let named: Vec<_> = list
            .children
            .iter()
            .map(|child| {
                let days = child.since.map(|since| list.on.since(since).unwrap().get_days());
                (
                    child.row.given_name.as_deref().unwrap(),
                    child.outcome,
                    child.status,
                    days,
                )
            })
            .collect();
        // 3 years and 18 years old are not of compulsory age; Jānis left on 10 November, of the others it is known since today; Zane is in no
        // register of declared children, her own record says where she is declared.
        assert_eq!(
            named,
            [
                (
                    "Pēteris",
                    Reconciliation::Explained,
                    DeclaredStatus::LeftCountry,
                    Some(0)
                ),
                (
                    "Muzikālā",
                    Reconciliation::Unexplained,
                    DeclaredStatus::NoInformation,
                    Some(0)
                ),
                (
                    "Jānis",
                    Reconciliation::Unexplained,
                    DeclaredStatus::NoInformation,
                    Some(9)
                ),
                (
                    "Zane",
                    Reconciliation::Unexplained,
                    DeclaredStatus::NoInformation,
                    None
                ),
            ]
        );
        assert_eq!(list.unexplained, 3);
        assert!(
            list.children.iter().all(|child| child.row.address.is_some()),
            "the board may see addresses"
        );
        let first = board.not_enrolled(&of(None), 1).await.unwrap();
        let rest = board
            .not_enrolled(
                &NotEnrolledFilter {
                    after: first.next,
                    ..of(None)
                },
                50,
            )
            .await
            .unwrap();
        assert_eq!(rest.children, list.children[1..]);
        let before = board
            .not_enrolled(&of(Some(date(2026, 11, 19))), 50)
            .await
            .unwrap();
        // No register of declared children had been loaded by then: the day is judged by what is known now, as the signal is.
        // One more was of compulsory age then: she came of age on the day after.
        let names = |listed: &[balsts_app::not_enrolled::NotEnrolledChild]| -> Vec<Option<String>> {
            listed.iter().map(|child| child.row.given_name.clone()).collect()
        };
        let mut then = names(&before.children);
        then.retain(|name| name.as_deref() != Some("Lielā"));
        assert_eq!(then, names(&list.children), "{before:?}");
        assert_eq!(before.children.len(), list.children.len() + 1);
        for role in [Role::MunicipalLeadership, Role::Administrator] {
            let other = registry.town.as_role(role, None, None).await;
            assert!(matches!(
                other.not_enrolled(&of(None), 50).await,
                Err(AppError::Forbidden)
            ));
        }
    });
}

// covers: REG-08
#[test]
fn what_is_found_out_outranks_the_file_and_keeps_its_history() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        registry.load(Kind::DeclaredChildren, DECLARED).await;
        let board = registry.town.as_role(Role::EducationBoard, None, None).await;
        let list = board.not_enrolled(&of(None), 50).await.unwrap();
        let janis = list
            .children
            .iter()
            .find(|child| child.row.given_name.as_deref() == Some("Jānis"))
            .unwrap();
        let id = janis.row.public_id.clone();
        for (status, note) in [(None, "nezinu"), (Some(DeclaredStatus::Other), " ")] {
            assert!(matches!(
                board.record_finding(&id, status, note).await,
                Err(AppError::Invalid(_))
            ));
        }
        let later = registry.town.at("2026-11-25T09:00:00Z");
        let user = board.actor.user().unwrap();
        let today = later.ctx(user).await;
        let waits = today.not_enrolled_child(&id).await.unwrap().child;
        assert_eq!(waits.since, Some(date(2026, 11, 11)), "the day after leaving");
        board
            .record_finding(&id, Some(DeclaredStatus::BeingClarified), "Zvanīts mātei")
            .await
            .unwrap();
        today
            .record_finding(
                &id,
                Some(DeclaredStatus::EnrolledElsewhere),
                "Tukuma skola apstiprina",
            )
            .await
            .unwrap();
        let signals = async |on| {
            let options = AssessOptions {
                on: Some(on),
                ..AssessOptions::default()
            };
            let report = today.assess(&options).await.unwrap();
            let json = serde_json::to_value(&report).unwrap();
            let listed = json["pupils"].as_array().unwrap().iter();
            listed.filter(|pupil| pupil["given_name"] == "Jānis").count()
        };
        assert_eq!(
            (
                signals(date(2026, 11, 24)).await,
                signals(date(2026, 11, 25)).await
            ),
            (1, 0),
            "what was found out later is no record of the day before"
        );
        let view = today.not_enrolled_child(&id).await.unwrap();
        assert_eq!(
            (view.child.outcome, view.child.status),
            (Reconciliation::Explained, DeclaredStatus::EnrolledElsewhere)
        );
        let found: Vec<_> = view.findings.iter().map(|one| one.status.as_str()).collect();
        assert_eq!(found, ["enrolled_elsewhere", "being_clarified"]);
        // As of a day before the second finding the first one holds.
        let then = today
            .not_enrolled(&of(Some(date(2026, 11, 20))), 50)
            .await
            .unwrap();
        assert!(then.by_status.contains(&(DeclaredStatus::BeingClarified, 1)));
        let now = today.not_enrolled(&of(None), 50).await.unwrap();
        assert!(now.by_status.contains(&(DeclaredStatus::EnrolledElsewhere, 1)));
        assert_eq!(now.unexplained + 1, then.unexplained);
        let anybody = board
            .record_finding("no-such", Some(DeclaredStatus::Missing), "zvanīts")
            .await;
        assert!(matches!(anybody, Err(AppError::NotFound)));
        assert_eq!(registry.count("declared_findings").await, 2);
    });
}

// covers: REG-10
#[test]
fn declared_children_who_learn_at_a_distance_are_counted_by_day() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        registry.load(Kind::DeclaredChildren, DECLARED).await;
        let text = "personal_code;institution_code;class;from;study_form\n\
            320000-00002;OV;5.a;2026-09-01;tālmācība\n320000-00005;OV;6.a;2026-11-21;tālmācība\n";
        let report = registry.load(Kind::Enrolments, text).await;
        assert!(!report.is_refused(), "{report:?}");
        let board = registry.town.as_role(Role::EducationBoard, None, None).await;
        let today = board.not_enrolled(&of(None), 1).await.unwrap().distance;
        assert_eq!(
            today,
            [
                (date(2024, 9, 1), None),
                (date(2025, 9, 1), None),
                (date(2026, 9, 1), None),
                (date(2026, 11, 20), Some(1)),
            ]
        );
        let user = board.actor.user().unwrap();
        let later = registry.town.at("2026-11-23T09:00:00Z").ctx(user).await;
        let then = later.not_enrolled(&of(None), 1).await.unwrap().distance;
        assert_eq!(then.last(), Some(&(date(2026, 11, 23), Some(2))));
    });
}
