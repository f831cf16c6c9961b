//! Care outside the family and incidents: small counts are withheld from whoever may not see the matter of each child.

use balsts_app::report::ReportPeriod;
use balsts_domain::access::Role;
use balsts_testkit::{on_both, town};
use jiff::civil::date;

use super::{children, lines, lines_of};

// covers: REG-25
#[test]
fn children_in_care_are_counted_by_who_cares_for_them() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let school = town.institution("Ogres pamatskola", "basic_school").await;
        let ids = children(&town, 14).await;
        town.enrol(&ids, school, "5.a", date(2026, 9, 1), None).await;
        for id in &ids[..6] {
            town.guardian(*id, "legal_guardian", date(2026, 1, 1)).await;
        }
        // A guardian and a care institution: the institution counts.
        for id in &ids[5..11] {
            town.guardian(*id, "care_institution", date(2026, 1, 1)).await;
        }
        town.guardian(ids[11], "parent", date(2026, 1, 1)).await;
        for id in &ids[4..12] {
            town.circumstance(*id, "out_of_family_care", date(2026, 2, 1))
                .await;
        }
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let today = lines(&board, "care", 2026).await;
        // 6 of the institution, 5 guardians; the one of whom nobody knows the kind takes the next smallest count with it.
        assert_eq!(
            today,
            [
                "Aprūpes iestāde,6,0.5",
                "Audžuģimene,0,0",
                "Aizbildnis,nerāda,nerāda",
                "Aprūpes veids nav zināms,nerāda,nerāda",
                "Kopā,12,1",
            ]
        );
        let internal = lines(&town.operator(), "care", 2026).await;
        assert!(
            internal.contains(&"Aizbildnis,5,0.41667".to_owned()),
            "{internal:?}"
        );
        let earlier = ReportPeriod {
            on: Some(date(2025, 12, 31)),
            ..ReportPeriod::default()
        };
        assert_eq!(lines_of(&board, "care", &earlier).await[4], "Kopā,0,");
        let unknown = ReportPeriod {
            on: Some(date(2025, 8, 31)),
            ..ReportPeriod::default()
        };
        assert_eq!(
            lines_of(&board, "care", &unknown).await[3..],
            ["Aprūpes veids nav zināms,,", "Kopā,,"],
            "no record speaks for that year"
        );
    });
}

// covers: RSK-10
#[test]
fn incidents_are_counted_by_kind_and_month_without_names() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let school = town.institution("Ogres pamatskola", "basic_school").await;
        let ids = children(&town, 3).await;
        for day in 1..=6 {
            town.incident(ids[0], school, date(2026, 9, day), "kautiņš", "involved")
                .await;
            town.incident(ids[1], school, date(2026, 9, day), "kautiņš", "victim")
                .await;
        }
        for day in 1..=5 {
            town.incident(ids[2], school, date(2026, 10, day), "mobings", "victim")
                .await;
            town.incident(ids[2], school, date(2025, 10, day), "mobings", "victim")
                .await;
        }
        town.incident(ids[2], school, date(2025, 11, 3), "mobings", "witness")
            .await;
        // Of the year before that: not shown.
        town.incident(ids[2], school, date(2025, 8, 31), "mobings", "witness")
            .await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        assert_eq!(
            lines(&board, "incidents", 2026).await,
            [
                "Ogres pamatskola,kautiņš,6,0,6",
                "Ogres pamatskola,mobings,5,6,5",
                "Kopā,,11,6,11"
            ]
        );
        assert_eq!(
            lines(&board, "incidents-by-month", 2026).await,
            ["2026-09,6,0", "2026-10,5,nerāda", "2026-11,0,nerāda", "Kopā,11,6"]
        );
        assert_eq!(
            lines(&town.operator(), "incidents-by-month", 2026).await,
            ["2026-09,6,0", "2026-10,5,5", "2026-11,0,1", "Kopā,11,6"],
            "on the command line a report is internal"
        );
        assert_eq!(
            lines(&board, "incidents-by-month", 2024).await[..3],
            ["2024-09,0,", "2024-10,0,", "2024-11,0,"],
            "the registers begin with 2024/25: of the year before nothing is known"
        );
    });
}

// covers: PRV-04, RSK-10
#[test]
fn the_months_of_a_year_do_not_follow_from_the_report_of_the_year_after() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let school = town.institution("Ogres pamatskola", "basic_school").await;
        let ids = children(&town, 1).await;
        for (month, many) in [(9, 2), (10, 9), (11, 6), (12, 5)] {
            for day in 1..=many {
                let day = date(2025, month, day);
                town.incident(ids[0], school, day, "kautiņš", "involved").await;
            }
        }
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let earlier = lines(&board, "incidents-by-month", 2025).await;
        assert_eq!(
            earlier[..4],
            ["2025-09,nerāda,", "2025-10,9,", "2025-11,6,", "2025-12,nerāda,"]
        );
        // By itself the report would withhold September and November, and 17 less 9 and the 6 of the other report are two.
        let later = lines(&board, "incidents-by-month", 2026).await;
        assert_eq!(
            later,
            ["2026-09,0,nerāda", "2026-10,0,9", "2026-11,0,6", "Kopā,0,nerāda"]
        );
    });
}
