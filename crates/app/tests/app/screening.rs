//! Early screening and its way from preschool to school, on both databases.

use balsts_app::{AppError, Ctx, pupil::screening::AddScreening, report::ReportPeriod};
use balsts_domain::{
    access::Role,
    registry::{ScreeningArea, ScreeningResult},
};
use balsts_reports::table::Cell;
use balsts_testkit::{NewPupil, on_both, town};
use jiff::civil::date;

const LIGA: &str = "p-100319-21236";

fn found(result: ScreeningResult, note: &str) -> AddScreening {
    AddScreening {
        area: Some(ScreeningArea::Speech),
        result: Some(result),
        on: None,
        note: note.to_owned(),
    }
}

async fn seen(ctx: &Ctx) -> Vec<Option<String>> {
    let view = ctx.screenings(LIGA).await.unwrap();
    view.screenings.into_iter().map(|row| row.note).collect()
}

// covers: RSK-09
#[test]
fn what_a_preschool_hands_over_reaches_the_school_and_nothing_else_does() {
    on_both(async |database| {
        let town = town(&database.store, "2026-04-13T09:00:00Z").await;
        let preschool = town.institution("PII1", "preschool").await;
        let school = town.institution("SK1", "basic_school").await;
        let liga = town
            .pupils(&[NewPupil::named("100319-21236", "Līga", "Ozola")])
            .await;
        town.enrol(
            &liga,
            preschool,
            "Taurenīši",
            date(2025, 9, 1),
            Some(date(2026, 5, 29)),
        )
        .await;
        town.enrol(&liga, school, "1.a", date(2026, 9, 1), None).await;
        let teacher = town
            .as_role(Role::ClassTeacher, Some(preschool), Some("Taurenīši"))
            .await;
        let logopedist = town.as_role(Role::SupportStaff, Some(preschool), None).await;

        let silent = teacher
            .add_screening(LIGA, &found(ScreeningResult::Marked, " "))
            .await;
        assert!(
            matches!(&silent, Err(AppError::Invalid(errors)) if errors.0[0].field == "note"),
            "{silent:?}"
        );
        teacher
            .add_screening(LIGA, &found(ScreeningResult::Some, "Neizrunā r"))
            .await
            .unwrap();
        assert_eq!(logopedist.hand_screenings_over(LIGA).await.unwrap(), 1);
        logopedist
            .add_screening(
                LIGA,
                &found(ScreeningResult::Marked, "Pēc pārbaudes: vajag logopēdu"),
            )
            .await
            .unwrap();
        assert_eq!(seen(&teacher).await.len(), 2);

        // At school from September on: what was handed over, and what the school writes itself.
        let autumn = town.at("2026-09-14T09:00:00Z");
        let there = autumn.as_role(Role::SupportStaff, Some(school), None).await;
        assert_eq!(seen(&there).await, [Some("Neizrunā r".to_owned())]);
        let left = autumn.as_role(Role::SupportStaff, Some(preschool), None).await;
        assert!(matches!(left.screenings(LIGA).await, Err(AppError::NotFound)));
        let board = autumn.as_role(Role::EducationBoard, None, None).await;
        assert!(matches!(board.screenings(LIGA).await, Err(AppError::Forbidden)));

        // Of the year of the preschool the newest screening counts, and one child is not shown to the board.
        let year = ReportPeriod {
            school_year: Some(balsts_domain::calendar::SchoolYear::new(2025)),
            ..ReportPeriod::default()
        };
        let head = autumn.as_role(Role::SchoolHead, Some(preschool), None).await;
        let table = head.report("screenings", &year).await.unwrap();
        assert_eq!(
            table.rows[0][1..],
            [0, 0, 1, 1].map(|count: u64| Cell::count(count))
        );
        let table = board.report("screenings", &year).await.unwrap();
        assert_eq!(table.rows[0][3], Cell::Withheld);
    });
}

// covers: RSK-09
#[test]
fn older_pupils_are_not_screened() {
    on_both(async |database| {
        let town = town(&database.store, "2026-04-13T09:00:00Z").await;
        let school = town.institution("SK1", "basic_school").await;
        let liga = town
            .pupils(&[NewPupil::named("100319-21236", "Līga", "Ozola")])
            .await;
        town.enrol(&liga, school, "4.a", date(2025, 9, 1), None).await;
        let staff = town.as_role(Role::SupportStaff, Some(school), None).await;
        let refused = staff.add_screening(LIGA, &found(ScreeningResult::None, "")).await;
        assert!(matches!(
            refused,
            Err(AppError::Conflict("error-screening-grade"))
        ));
    });
}
