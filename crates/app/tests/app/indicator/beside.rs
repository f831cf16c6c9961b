//! Indicators beside one another and beside the tables of the same report: together they give no count of few children back.

use balsts_app::{Ctx, programme::version::TakeIn};
use balsts_domain::{
    access::Role,
    programme::{AnnualYear, Programme, shipped_text},
};
use balsts_intake::Kind;
use balsts_reports::{annual::IndicatorRow, table::Cell};
use balsts_testkit::{Enrolled, NewPupil, code_of, on_both, town, town_of};
use jiff::civil::date;
use serde_json::json;

use super::{by_id, computed, figures, help::load};
use crate::report::{children, lines};

/// The share of supported pupils in the annual report, and the total of pupils in its table of support plans.
async fn supported(ctx: &Ctx) -> (IndicatorRow, Cell) {
    let report = ctx.annual(AnnualYear::new(2026)).await.unwrap().unwrap().report;
    let row = report
        .indicators
        .iter()
        .find(|row| row.indicator.nr == "7")
        .unwrap();
    let table = report
        .situation
        .iter()
        .map(|one| &one.table)
        .find(|table| table.columns.iter().any(|column| column.key == "plans"))
        .unwrap();
    (row.clone(), table.totals[0][3].clone())
}

// covers: PRV-04, PUB-14
#[test]
fn the_total_of_the_table_does_not_give_the_supported_of_another_stage_back() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let programme = Programme::from_toml(shipped_text("ogres-novads").unwrap()).unwrap();
        town.operator()
            .take_in_programme(&programme, &TakeIn::default())
            .await
            .unwrap();
        let one = town.institution("OGR1", "secondary_school").await;
        let two = town.institution("OGR2", "secondary_school").await;
        let ids = children(&town, 60).await;
        let (from, to) = (date(2025, 9, 1), date(2026, 8, 31));
        let rows: Vec<Enrolled<'_>> = ids
            .iter()
            .enumerate()
            .map(|(at, id)| {
                let (school, class) = match at {
                    0..20 => (one, "8.a"),
                    20..40 => (two, "8.a"),
                    _ => (one, "11.a"),
                };
                Enrolled::new(*id, school, class, from).until(to)
            })
            .collect();
        town.enrolments(&rows).await;
        for id in ids[..6].iter().chain(&ids[40..42]) {
            town.support_plan(*id, one, 2025, 1).await;
        }
        for id in &ids[20..26] {
            town.support_plan(*id, two, 2025, 1).await;
        }
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let (row, total) = supported(&board).await;
        assert_eq!(total, Cell::count(14_u64));
        assert_eq!(
            (row.value, row.is_withheld, row.values.len()),
            (None, true, 0),
            "12 of 14 in grades 1–9: two are in grades 10–12"
        );
        assert_eq!(row.status.en, "not shown");
        // Who sees each child at work sees the figure, too; who does not is shown what may be published.
        let seen = by_id(&board.indicators(2026).await.unwrap());
        assert_eq!(figures(&seen, "7"), [json!(12), json!(40), json!(30)]);
        let head = town.as_role(Role::SchoolHead, Some(one), None).await;
        let seen = by_id(&head.indicators(2026).await.unwrap());
        assert_eq!(figures(&seen, "7"), [json!(null), json!(null), json!(null)]);
        assert_eq!(seen["7"]["status"], "not_shown");
        for id in &ids[42..46] {
            town.support_plan(*id, one, 2025, 1).await;
        }
        let (row, total) = supported(&board).await;
        assert_eq!(total, Cell::count(18_u64));
        assert!(!row.is_withheld, "six are not few");
        assert_eq!(row.value.map(|value| value.to_string()).as_deref(), Some("30"));
        assert_eq!(row.status.en, "met");
    });
}

// covers: PRV-04, IND-17
#[test]
fn those_whom_neither_an_indicator_nor_the_report_names_are_not_given_back() {
    on_both(|database| async move {
        let town = town_of(&database.store, "tukuma-novads", "2026-11-20T09:00:00Z").await;
        let school = town.institution("TUK1", "basic_school").await;
        let codes: Vec<String> = (1..=20).map(code_of).collect();
        let new: Vec<NewPupil<'_>> = codes
            .iter()
            .map(|code| NewPupil::named(code, "Anna", "Bērziņa"))
            .collect();
        let rows: Vec<Enrolled<'_>> = town
            .pupils(&new)
            .await
            .into_iter()
            .map(|id| Enrolled::new(id, school, "6.a", date(2025, 9, 1)).until(date(2026, 8, 31)))
            .collect();
        town.enrolments(&rows).await;
        // Ten sing, two are in a school of arts alone, eight are in nothing.
        let mut text = "personal_code;programme;kind;from;to\n".to_owned();
        for (at, code) in codes.iter().enumerate().take(12) {
            let what = if at < 10 {
                "Koris;interešu"
            } else {
                "Mūzika;profesionālās ievirzes"
            };
            text += &format!("{code};{what};2025-09-15;2026-05-20\n");
        }
        load(&town.operator(), Kind::Extracurricular, &text).await;
        let found = computed(&town.operator(), 2026).await;
        assert_eq!(figures(&found, "3"), [json!(10), json!(20), json!(50)]);
        assert_eq!(figures(&found, "4"), [json!(8), json!(20), json!(40)]);
        let head = town.as_role(Role::SchoolHead, Some(school), None).await;
        let seen = by_id(&head.indicators(2026).await.unwrap());
        assert_eq!(
            figures(&seen, "3"),
            [json!(null), json!(null), json!(null)],
            "the report says that 12 are in one: 12 less 10 are two"
        );
        assert_eq!(figures(&seen, "4"), [json!(8), json!(20), json!(40)]);
        let leader = town.as_role(Role::MunicipalLeadership, None, None).await;
        let report = lines(&leader, "extracurricular", 2025).await;
        assert_eq!(report, ["TUK1,12,0.6,8,0.4,20", "Kopā,12,0.6,8,0.4,20"]);
    });
}
