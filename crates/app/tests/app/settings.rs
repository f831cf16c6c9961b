//! Settings in versions, with a reason; what others would have named.

use std::collections::BTreeMap;

use balsts_app::{AppError, assessment::AssessOptions, settings::PlainGroup};
use balsts_domain::{
    access::Role,
    attendance::AbsenceKind::Unexcused,
    calendar::{Change, Exception, Period, SchoolYear},
    risk::{Level, Settings},
};
use balsts_testkit::{Missed, NewPupil, Town, on_both};
use jiff::civil::date;
use serde_json::json;

/// A pupil with nine unexcused lessons and one with sixteen.
async fn town(database: &balsts_testkit::Database) -> (Town, i64) {
    let town = balsts_testkit::town(&database.store, "2025-11-20T09:00:00Z").await;
    let school = town.institution("OGR1", "basic_school").await;
    let ids = town
        .pupils(&[
            NewPupil::named("140311-21234", "Anna", "Bērziņa"),
            NewPupil::named("150311-21230", "Jānis", "Āboliņš"),
        ])
        .await;
    town.enrol(&ids, school, "8.b", date(2025, 9, 1), None).await;
    let mut missed = Vec::new();
    for (pupil, days) in [(ids[0], 3), (ids[1], 4)] {
        for day in 8..8 + days {
            missed.push(Missed {
                pupil,
                institution: school,
                on: date(2025, 9, day),
                lessons: if days == 3 { 3 } else { 4 },
                kind: Unexcused,
            });
        }
    }
    town.absences(&missed).await;
    town.operator().evaluate_all().await.unwrap();
    (town, school)
}

fn levels(report: &balsts_app::assessment::AssessReport) -> Vec<(String, Option<Level>)> {
    let line = |line: &balsts_app::assessment::AssessedLine| {
        let support = &line.support;
        (
            line.given_name.clone().unwrap(),
            support.assessment.level(support.view),
        )
    };
    report.pupils.iter().map(line).collect()
}

// covers: RSK-06
#[test]
fn thresholds_change_in_versions_with_a_reason_and_everybody_is_evaluated_again() {
    on_both(|database| async move {
        let (town, _) = town(&database).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let lines = board.risk_setting_lines().await.unwrap();
        let limit = lines
            .iter()
            .find(|line| line.entry.key == "unexcused_limit")
            .unwrap();
        assert_eq!(
            (&limit.value, limit.changed, limit.entry.assumption),
            (&json!(20), false, false)
        );
        assert!(limit.entry.source.contains("MK 89"));

        let other = Settings {
            unexcused_watch: 10,
            unexcused_near_limit: 12,
            ..Settings::default()
        };
        let refused = board.change_risk_settings(0, &other, " ").await;
        assert!(matches!(refused, Err(AppError::Invalid(_))));
        let wrong = Settings {
            unexcused_watch: 0,
            ..other.clone()
        };
        let Err(AppError::Invalid(errors)) = board.change_risk_settings(0, &wrong, "x").await else {
            panic!("refused");
        };
        assert_eq!(
            (errors.0[0].field.as_str(), errors.0[0].key),
            ("unexcused_watch", "error-setting-out-of-range")
        );
        assert_eq!(
            board
                .change_risk_settings(0, &other, "Domes lēmums")
                .await
                .unwrap(),
            1
        );
        let faster = board
            .change_risk_settings(0, &Settings::default(), "atpakaļ")
            .await;
        assert!(matches!(faster, Err(AppError::Conflict("error-conflict"))));
        let same = board.change_risk_settings(1, &other, "vēlreiz").await;
        assert!(matches!(
            same,
            Err(AppError::Conflict("error-settings-unchanged"))
        ));

        let report = town.operator().assess(&AssessOptions::default()).await.unwrap();
        assert_eq!(levels(&report), [("Jānis".to_owned(), Some(Level::Medium))]);
        assert_eq!(report.settings_version, 1);
        let versions = board.risk_settings_versions().await.unwrap();
        assert_eq!(
            (versions[0].number, versions[0].reason.as_deref()),
            (1, Some("Domes lēmums"))
        );
        let scope = board
            .scope(
                balsts_domain::access::Action::Read,
                balsts_domain::access::Resource::Assessment,
            )
            .unwrap();
        let stored = database.store.assessments(&scope).await.unwrap();
        assert!(stored.iter().all(|row| row.settings_version == 1));

        // A head reads what holds for all, and changes it not.
        let school = database
            .store
            .institution_id(town.municipality, "OGR1")
            .await
            .unwrap();
        let head = town.as_role(Role::SchoolHead, Some(school), None).await;
        assert!(head.risk_setting_lines().await.is_ok());
        assert!(matches!(
            head.change_risk_settings(1, &Settings::default(), "x").await,
            Err(AppError::Forbidden)
        ));
    });
}

// covers: RSK-06, RSK-07
#[test]
fn a_replay_names_whom_other_settings_would_have_named_on_a_past_day() {
    on_both(|database| async move {
        let (town, _) = town(&database).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let other = Settings {
            unexcused_watch: 10,
            unexcused_near_limit: 12,
            ..Settings::default()
        };
        let replay = board.replay(&other, date(2025, 11, 19)).await.unwrap();
        let names = |lines: &[balsts_app::settings::ReplayLine]| {
            let name = |line: &balsts_app::settings::ReplayLine| line.given_name.clone().unwrap();
            lines.iter().map(name).collect::<Vec<_>>()
        };
        assert_eq!(replay.pupils_assessed, 2);
        assert!(replay.named.is_empty(), "{replay:?}");
        assert_eq!(names(&replay.no_longer_named), ["Anna"]);
        assert_eq!(replay.alike, 1, "sixteen lessons are near the limit either way");
        let early = board.replay(&other, date(2025, 9, 10)).await.unwrap();
        assert_eq!(names(&early.other_level), ["Jānis"], "twelve lessons by then");
        assert_eq!(
            board.risk_settings().await.unwrap(),
            Settings::default(),
            "nothing is changed by it"
        );
    });
}

#[test]
fn an_institution_has_exceptions_and_rules_of_its_own() {
    on_both(|database| async move {
        let (town, school) = town(&database).await;
        let head = town.as_role(Role::SchoolHead, Some(school), None).await;
        let free = Period::new(date(2025, 11, 3), date(2025, 11, 7)).unwrap();
        let exception = Exception {
            year: SchoolYear::new(2025),
            institution: None,
            grades: Vec::new(),
            change: Change::ExtraBreak { period: free },
            source: "direktora rīkojums".to_owned(),
        };
        let version = head
            .change_exceptions(Some(school), 0, vec![exception.clone()], "Karantīna")
            .await
            .unwrap();
        assert_eq!(version, 1);
        let calendar = head.calendar().await.unwrap();
        assert!(
            !calendar
                .school_days(Some("OGR1"), None)
                .is_school_day(date(2025, 11, 5))
        );
        assert!(
            calendar
                .school_days(Some("OGR2"), None)
                .is_school_day(date(2025, 11, 5))
        );
        let forbidden = head.change_exceptions(None, 0, vec![exception], "visiem").await;
        assert!(matches!(forbidden, Err(AppError::Forbidden)));

        let group = PlainGroup::named("institution").unwrap();
        let before = head.plain_settings(group, Some(school)).await.unwrap();
        assert_eq!((before.number, &before.body[0].value), (0, &json!(3)));
        let values = BTreeMap::from([("parents_note_days".to_owned(), json!(5))]);
        head.change_plain_settings(group, Some(school), 0, &values, "Iekšējie noteikumi")
            .await
            .unwrap();
        let after = head.plain_settings(group, Some(school)).await.unwrap();
        assert_eq!((after.number, &after.body[0].value), (1, &json!(5)));
        let wrong = BTreeMap::from([("parents_note_days".to_owned(), json!(50))]);
        let refused = head
            .change_plain_settings(group, Some(school), 1, &wrong, "x")
            .await;
        assert!(matches!(refused, Err(AppError::Invalid(_))));
        let other = town.institution("OGR2", "basic_school").await;
        let elsewhere = head.plain_settings(group, Some(other)).await;
        assert!(matches!(elsewhere, Err(AppError::Forbidden)));
    });
}

// covers: REG-32
#[test]
fn an_institution_says_how_it_arranges_its_days() {
    on_both(|database| async move {
        let (town, school) = town(&database).await;
        let preschool = town.institution("PII1", "preschool").await;
        let group = PlainGroup::named("institution").unwrap();
        let summer = |calendar: &balsts_domain::calendar::Calendar| {
            calendar
                .school_days(Some("PII1"), None)
                .is_school_day(date(2026, 7, 1))
        };
        assert!(summer(&town.operator().calendar().await.unwrap()));
        let head = town.as_role(Role::SchoolHead, Some(preschool), None).await;
        let lines = head.plain_settings(group, Some(preschool)).await.unwrap().body;
        let line = lines
            .iter()
            .find(|line| line.entry.key == "through_the_year")
            .unwrap();
        assert!(line.value == json!(true) && line.entry.assumption);
        let values = BTreeMap::from([("through_the_year".to_owned(), json!(false))]);
        head.change_plain_settings(group, Some(preschool), 0, &values, "Vasarā slēgts")
            .await
            .unwrap();
        assert!(!summer(&head.calendar().await.unwrap()));

        let head = town.as_role(Role::SchoolHead, Some(school), None).await;
        let saturday = date(2025, 11, 8);
        let lessons = |calendar: &balsts_domain::calendar::Calendar, code| {
            (
                calendar.school_days(Some(code), Some(8)).is_school_day(saturday),
                calendar.working(Some(code)).is_working_day(saturday),
            )
        };
        assert_eq!(lessons(&head.calendar().await.unwrap(), "OGR1"), (false, false));
        let values = BTreeMap::from([("shifted_days".to_owned(), json!(true))]);
        head.change_plain_settings(group, Some(school), 0, &values, "Domes lēmums")
            .await
            .unwrap();
        let calendar = head.calendar().await.unwrap();
        assert_eq!(lessons(&calendar, "OGR1"), (true, true));
        assert_eq!(lessons(&calendar, "PII1"), (false, false));
    });
}
