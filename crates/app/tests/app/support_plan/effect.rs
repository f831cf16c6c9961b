//! Before and after a plan's start, of one pupil and by kind of measure.

use balsts_app::{
    Ctx,
    pupil::PupilPart,
    report::ReportPeriod,
    support_plan::{BeforeAfter, EvaluatePlan, MeasureForm, RiskEvaluation, StartPlan},
};
use balsts_domain::{
    access::Role,
    calendar::Semester,
    support::{Change, Economic, MeasureKind, Outcome},
};
use balsts_reports::table::Cell;
use balsts_testkit::on_both;
use jiff::{
    ToSpan,
    civil::{Date, date},
};

use super::{approved, draft, in_force, measure, school, start, version, written};

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
        let starts = staff
            .pupil(super::ANNA, Some(PupilPart::Support))
            .await
            .unwrap()
            .before_after;
        assert_eq!(starts.len(), 1, "no measure has a first day of its own");
        assert_eq!(
            (starts[0].plan.id, starts[0].start, &starts[0].figures),
            (plan, date(2025, 10, 6), &view)
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

/// Which starts are compared on the pupil's page: the plan and, of a measure, its kind and first day.
async fn starts(ctx: &Ctx) -> Vec<(i64, Option<String>, Date, Change)> {
    let view = ctx.pupil(super::ANNA, Some(PupilPart::Support)).await.unwrap();
    view.before_after
        .into_iter()
        .map(|one| {
            let kind = one.measure.map(|row| row.kind);
            (one.plan.id, kind, one.start, one.figures.attendance)
        })
        .collect()
}

// covers: IAP-23
#[test]
fn every_plan_that_came_into_force_and_every_measure_with_a_first_day_is_compared() {
    on_both(async |database| {
        let school = school(&database).await;
        let (town, institution, anna) = (&school.town, school.institution, school.anna);
        town.lessons(institution, "8.b", date(2025, 9, 1), date(2025, 11, 21), 300)
            .await;
        let days: Vec<_> = date(2025, 9, 8).series(1.day()).take(5).collect();
        town.unexcused(institution, &[anna], &days, 4).await;
        let staff = town.as_role(Role::SupportStaff, Some(institution), None).await;
        let first = draft(&staff).await;
        let dated = |kind, from| MeasureForm {
            from: Some(from),
            amount_cents: Some(4_550),
            ..measure(kind, "", "2")
        };
        let tomorrow = date(2025, 11, 22);
        for form in [
            dated(MeasureKind::Mentor, date(2025, 10, 13)),
            dated(MeasureKind::YouthToYouth, tomorrow),
            dated(MeasureKind::Economic(Economic::Meals), date(2025, 11, 21)),
        ] {
            staff.put_measure(first, None, &form).await.unwrap();
        }
        approved(&school, &staff, first).await;

        // Today is compared, tomorrow is not; of today nothing can be told. Means are for those entitled.
        let later = town.at("2025-11-21T09:00:00Z");
        let staff = later.ctx_of(&staff);
        let plan = (first, None, date(2025, 10, 6), Change::Better);
        let mentor = (
            first,
            Some("mentor".to_owned()),
            date(2025, 10, 13),
            Change::Better,
        );
        let meals = (
            first,
            Some("meals".to_owned()),
            date(2025, 11, 21),
            Change::CannotTell,
        );
        assert_eq!(starts(&staff).await, [plan.clone(), mentor.clone(), meals]);
        let teacher = later
            .as_role(Role::ClassTeacher, Some(institution), Some("8.b"))
            .await;
        assert_eq!(starts(&teacher).await, [plan, mentor]);

        // The plan that has ended stays beside the next one, whose time is too short to tell.
        let factors = ["learning_difficulties", "addiction"];
        let evaluation = EvaluatePlan {
            risks: factors
                .map(|factor| RiskEvaluation {
                    factor: factor.to_owned(),
                    outcome: Some(Outcome::Unchanged),
                    note: String::new(),
                })
                .into(),
            conclusion: "Turpināt".to_owned(),
            continues: Some(true),
        };
        let seen = version(&staff, first).await;
        staff.evaluate_plan(first, seen, &evaluation).await.unwrap();
        let january = town.at("2026-01-12T09:00:00Z");
        let staff = january.ctx_of(&staff);
        let second = StartPlan {
            semester: Semester::Second,
            ..start()
        };
        let second = written(&staff, &second).await;
        approved(
            &super::School {
                town: january,
                ..school
            },
            &staff,
            second,
        )
        .await;
        let compared = starts(&staff).await;
        let plans: Vec<_> = compared
            .iter()
            .filter(|(_, measure, ..)| measure.is_none())
            .map(|(plan, _, start, attendance)| (*plan, *start, *attendance))
            .collect();
        assert_eq!(
            plans,
            [
                (second, date(2026, 1, 12), Change::CannotTell),
                (first, date(2025, 10, 6), Change::Better)
            ]
        );
        let measures = compared.iter().filter(|(_, measure, ..)| measure.is_some());
        assert_eq!(measures.count(), 3, "what began in the meantime, too");
    });
}
