//! Values typed by a person, who may read what, and what is withheld.

use balsts_app::{AppError, indicator::TypeIndicator};
use balsts_domain::access::Role;
use balsts_reports::table::Cell;
use balsts_testkit::{Enrolled, on_both, town, town_of};
use jiff::civil::date;
use serde_json::json;

use super::{by_id, computed, figures};
use crate::report::children;

fn roma(value: &str) -> TypeIndicator {
    TypeIndicator {
        indicator: "5".to_owned(),
        year: 2026,
        value: value.to_owned(),
        period: "2025./2026. m. g.".to_owned(),
        source: "Izglītības pārvaldes apkopojums".to_owned(),
        reason: "Tautību par bērnu neieraksta".to_owned(),
        ..TypeIndicator::default()
    }
}

// covers: IND-08, IND-12, IND-25
#[test]
fn the_board_types_what_no_record_may_hold() {
    on_both(|database| async move {
        let town = town_of(&database.store, "ventspils", "2026-11-20T09:00:00Z").await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let empty = TypeIndicator {
            source: String::new(),
            value: "abc".to_owned(),
            ..roma("")
        };
        let Err(AppError::Invalid(errors)) = board.type_indicator(&empty).await else {
            panic!("a value without source is refused");
        };
        let fields: Vec<&str> = errors.0.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["value", "source"]);
        let Err(AppError::Invalid(_)) = board.type_indicator(&roma("120")).await else {
            panic!("120 % is refused");
        };
        board.type_indicator(&roma("26")).await.unwrap();
        board.type_indicator(&roma("24,5 %")).await.unwrap();
        let found = computed(&town.operator(), 2026).await;
        assert_eq!(found["5"]["value"], json!(24.5));
        assert_eq!(found["5"]["computed"], json!(false));
        assert_eq!(found["5"]["status"], "met", "less than 25 %");
        assert_eq!(
            board.typed_indicators("5").await.unwrap().len(),
            2,
            "nothing is overwritten"
        );
        let leader = town.as_role(Role::MunicipalLeadership, None, None).await;
        assert!(matches!(
            leader.type_indicator(&roma("1")).await,
            Err(AppError::Forbidden)
        ));
        let school = town.institution("VEN1", "basic_school").await;
        let teacher = town.as_role(Role::ClassTeacher, Some(school), Some("8.a")).await;
        assert!(matches!(teacher.indicators(2026).await, Err(AppError::Forbidden)));
        let nobody = TypeIndicator {
            indicator: "99".to_owned(),
            ..roma("1")
        };
        assert!(matches!(
            board.type_indicator(&nobody).await,
            Err(AppError::NotFound)
        ));
    });
}

// covers: PRV-01, PRV-04
#[test]
fn figures_of_few_children_are_withheld_from_who_may_not_see_each() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let school = town.institution("OGR1", "basic_school").await;
        let ids = children(&town, 12).await;
        let mut rows: Vec<Enrolled<'_>> = ids
            .iter()
            .map(|id| Enrolled {
                leaving: Some("completed"),
                ..Enrolled::new(*id, school, "9.a", date(2024, 9, 1)).until(date(2025, 6, 13))
            })
            .collect();
        for id in &ids[..10] {
            rows.push(Enrolled::new(*id, school, "10.a", date(2025, 9, 1)).until(date(2026, 8, 31)));
        }
        town.enrolments(&rows).await;
        computed(&town.operator(), 2026).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let seen = by_id(&board.indicators(2026).await.unwrap());
        assert_eq!(figures(&seen, "10"), [json!(2), json!(12), json!(16.67)]);
        assert_eq!(seen["10"]["status"], "off_track");
        let head = town.as_role(Role::SchoolHead, Some(school), None).await;
        let seen = by_id(&head.indicators(2026).await.unwrap());
        assert_eq!(figures(&seen, "10"), [json!(null), json!(null), json!(null)]);
        assert!(seen["10"]["missing"].is_null(), "withheld is not missing");
        // Off track would say that it is above the target.
        assert_eq!(seen["10"]["status"], "not_shown");
        assert_eq!(seen["10"]["reason"], "not_shown");
        let table = head.indicators(2026).await.unwrap().table();
        let row = table.rows.iter().find(|row| row[0] == Cell::text("10")).unwrap();
        assert_eq!(
            (&row[4], &row[7], &row[8]),
            (&Cell::Withheld, &Cell::Missing, &Cell::Missing)
        );
        let Cell::Coded(code, words) = &row[11] else {
            panic!("{:?}", row[11]);
        };
        assert_eq!((code.as_str(), words.lv.as_str()), ("not_shown", "nerāda"));
    });
}

// covers: IND-02, IND-21
#[test]
fn a_baseline_to_come_is_the_value_of_the_year_named() {
    on_both(|database| async move {
        let town = town_of(&database.store, "tukuma-novads", "2026-11-20T09:00:00Z").await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let pending = board.indicators(2026).await.unwrap();
        let open = pending.lines.iter().filter(|line| line.pending.is_some()).count();
        assert_eq!(open, 5, "Tukums begins to measure five indicators in 2024");
        let typed = |year, value: &str| TypeIndicator {
            indicator: "1".to_owned(),
            year,
            value: value.to_owned(),
            source: "Edurio".to_owned(),
            ..roma(value)
        };
        board.type_indicator(&typed(2024, "71")).await.unwrap();
        board.type_indicator(&typed(2026, "74")).await.unwrap();
        let found = by_id(&board.indicators(2026).await.unwrap());
        assert_eq!(found["1"]["baseline"]["value"], json!(71));
        assert_eq!(found["1"]["status"], "on_track");
        assert!(found["1"]["baseline"]["pending"].is_null());
    });
}
