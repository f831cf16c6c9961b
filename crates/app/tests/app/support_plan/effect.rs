//! Before and after a plan's start, of one pupil and by kind of measure.

use balsts_app::{Ctx, report::ReportPeriod, support_plan::BeforeAfter};
use balsts_domain::{access::Role, support::Change};
use balsts_reports::table::Cell;
use balsts_testkit::on_both;
use jiff::{ToSpan, civil::date};

use super::{in_force, school};

async fn compared(ctx: &Ctx, plan: i64) -> BeforeAfter {
    let sheet = ctx.plan(plan).await.unwrap().sheet;
    ctx.before_after(&sheet.public_id, sheet.pupil_id, sheet.in_force_day)
        .await
        .unwrap()
        .unwrap()
}

// covers: IAP-23
#[test]
fn attendance_and_marks_are_compared_around_the_day_a_plan_came_into_force() {
    on_both(async |database| {
        let school = school(&database).await;
        let (town, institution, anna) = (&school.town, school.institution, school.anna);
        town.lessons(institution, "8.b", date(2025, 9, 1), date(2025, 11, 21), 300)
            .await;
        let days: Vec<_> = date(2025, 9, 8).series(1.day()).take(5).collect();
        town.unexcused(institution, &[anna], &days, 4).await;
        let mark = |day, value| (anna, "Matemātika", day, "current", value);
        let marks: Vec<_> = (1..=5)
            .map(|day| mark(date(2025, 9, 8 + day), "4"))
            .chain((1..=5).map(|day| mark(date(2025, 10, 6 + day), if day == 5 { "6" } else { "5" })))
            .chain([mark(date(2025, 9, 12), "nv")])
            .collect();
        town.marks(institution, &marks).await;
        let staff = town.as_role(Role::SupportStaff, Some(institution), None).await;
        let plan = in_force(&school, &staff).await;

        // On the day of the start, nothing can be told yet.
        let first = compared(&staff, plan).await;
        assert_eq!(
            (first.attendance, first.marks),
            (Change::CannotTell, Change::CannotTell)
        );

        let later = town.at("2025-11-21T09:00:00Z");
        let staff = later.as_role(Role::SupportStaff, Some(institution), None).await;
        let view = compared(&staff, plan).await;
        let (before, after) = view.effect.attended;
        assert_eq!((before.days, before.missed), (25, 20));
        assert_eq!(after.missed, 0);
        assert_eq!(view.attendance, Change::Better);
        // The mark `nv` is no number of points.
        assert_eq!((view.effect.marked.0.marks, view.effect.marked.0.points), (5, 20));
        assert_eq!((view.effect.marked.1.marks, view.effect.marked.1.points), (5, 26));
        assert_eq!(view.marks, Change::Better);
        assert!(
            staff
                .pupil(super::ANNA, Some(balsts_app::pupil::PupilPart::Support))
                .await
                .unwrap()
                .before_after
                .is_some()
        );

        // Whoever may see each plan sees the counts; of one pupil nothing is said together, and who may not see plans sees no count.
        let wanted = ReportPeriod::default();
        let head = later.as_role(Role::SchoolHead, Some(institution), None).await;
        let table = head.report("effect", &wanted).await.unwrap();
        assert_eq!(table.rows.len(), 4);
        assert_eq!(table.rows[0][2], Cell::count(1));
        assert_eq!(table.rows[0][3], Cell::count(1));
        let csv = table.to_csv().unwrap();
        assert_eq!(csv.matches("nevar pateikt").count(), 4, "{csv}");
        let board = later.as_role(Role::EducationBoard, None, None).await;
        let table = board.report("effect", &wanted).await.unwrap();
        assert_eq!(table.rows[0][2], Cell::Withheld);
        assert_eq!(table.rows[0][3], Cell::Withheld);
        assert_eq!(table.rows[0][7], Cell::Withheld);
        assert_eq!(table.rows[1][2], Cell::Withheld);
    });
}
