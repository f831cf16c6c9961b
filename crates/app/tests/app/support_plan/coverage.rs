//! Whom support reaches and what it costs.

use balsts_app::report::ReportPeriod;
use balsts_domain::{
    access::Role,
    support::{Economic, MeasureKind},
};
use balsts_reports::table::Cell;
use balsts_testkit::on_both;
use jiff::{ToSpan, civil::date};

use super::{LogConsultation, hour, in_force, measure, school};

// covers: RSK-18, IAP-14
#[test]
fn pupils_at_risk_and_of_grades_7_to_12_are_counted_beside_those_whom_support_reached() {
    on_both(async |database| {
        let school = school(&database).await;
        let (town, institution, anna) = (&school.town, school.institution, school.anna);
        // Twenty-five lessons without excuse: over the limit of the semester, which proposes a high level.
        let days: Vec<_> = date(2025, 9, 8).series(1.day()).take(5).collect();
        town.unexcused(institution, &[anna], &days, 5).await;
        let staff = town.as_role(Role::SupportStaff, Some(institution), None).await;
        let head = town.as_role(Role::SchoolHead, Some(institution), None).await;
        town.operator().evaluate_all().await.unwrap();
        let counts = async || {
            let table = head
                .report("support-coverage", &ReportPeriod::default())
                .await
                .unwrap();
            let line = table.rows.first().cloned().unwrap();
            [line[1].clone(), line[2].clone(), line[4].clone(), line[5].clone()]
        };
        assert_eq!(counts().await, [1, 0, 1, 0].map(|count: u64| Cell::count(count)));

        let plan = in_force(&school, &staff).await;
        let career = LogConsultation {
            kind: Some(balsts_domain::support::ConsultationKind::SupportStaff),
            subject_or_role: "career_consultant".to_owned(),
            ..hour(None, date(2025, 10, 6))
        };
        staff.log_consultation(plan, &career).await.unwrap();
        assert_eq!(counts().await, [1, 1, 1, 1].map(|count: u64| Cell::count(count)));

        // One pupil is not published.
        let published = ReportPeriod {
            published: true,
            ..ReportPeriod::default()
        };
        let table = head.report("support-coverage", &published).await.unwrap();
        assert_eq!(table.rows[0][1], Cell::Withheld);
        assert_eq!(table.rows[0][3], Cell::Withheld);
    });
}

// covers: IAP-12
#[test]
fn economic_support_is_summed_by_kind_and_a_pupil_counts_once_in_the_total() {
    on_both(async |database| {
        let school = school(&database).await;
        let town = &school.town;
        let staff = town
            .as_role(Role::SupportStaff, Some(school.institution), None)
            .await;
        let plan = super::draft(&staff).await;
        for (kind, cents) in [(Economic::Meals, 12_050), (Economic::Transport, 3_000)] {
            let form = super::MeasureForm {
                amount_cents: Some(cents),
                ..measure(MeasureKind::Economic(kind), "", "")
            };
            staff.put_measure(plan, None, &form).await.unwrap();
        }
        let head = town
            .as_role(Role::SchoolHead, Some(school.institution), None)
            .await;
        let table = async |ctx: &balsts_app::Ctx| {
            ctx.report("economic-support", &ReportPeriod::default())
                .await
                .unwrap()
        };
        // A draft is no support.
        assert!(table(&head).await.rows.is_empty());
        staff
            .submit_plan(plan, super::version(&staff, plan).await)
            .await
            .unwrap();
        head.approve_plan(plan, super::version(&head, plan).await)
            .await
            .unwrap();
        let board = town.as_role(Role::EducationBoard, None, None).await;
        board
            .approve_plan(plan, super::version(&board, plan).await)
            .await
            .unwrap();
        let csv = table(&head).await.to_csv().unwrap();
        let lines: Vec<&str> = csv.lines().skip(1).collect();
        assert_eq!(
            lines,
            [
                "2025/26,ēdināšana,1,120.5",
                "2025/26,ceļš uz skolu,1,30",
                "2025/26,Kopā,1,150.5"
            ]
        );
        // What a family cannot pay for is a circumstance: the board sees no single child.
        let csv = table(&board).await.to_csv().unwrap();
        assert!(!csv.contains("120.5") && !csv.contains("150.5"), "{csv}");
    });
}
