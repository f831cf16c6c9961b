//! The history of support in Ventspils and Tukums, as their programmes print it.

use balsts_app::{Ctx, report::ReportPeriod};
use balsts_domain::{
    calendar::{SchoolYear, Semester},
    registry::SupportRole,
    risk::Factor,
};
use balsts_reports::{risks::Risks, table::Cell};
use balsts_synthetic::{Kind as Made, demo};
use balsts_testkit::Database;
use jiff::civil::date;

use super::{loaded, on_sqlite};

const KINDS: [Made; 5] = [
    Made::Institutions,
    Made::Pupils,
    Made::Enrolments,
    Made::SupportPlans,
    Made::Consultations,
];

async fn history_of(database: &Database, code: &str) -> Ctx {
    let mut all = demo::histories(date(2026, 11, 22), demo::SEED)
        .unwrap()
        .into_iter();
    let town = all.find(|town| town.municipality == code).unwrap();
    loaded(database, town, &KINDS).await
}

/// Plans that name a factor.
fn count(risks: &Risks, code: &str) -> u64 {
    // “Cits” stands in every group.
    let factor = Factor::from_code(code).unwrap();
    let (group, name) = (factor.group().code(), factor.latvian());
    let row = risks
        .rows
        .iter()
        .find(|row| row.group == group && row.factor.lv == name);
    row.unwrap_or_else(|| panic!("{code}")).count
}

/// A share in hundredths of a per cent, rounded as people round.
fn share(part: u64, whole: u64) -> u64 {
    (part * 10_000 + whole / 2) / whole
}

// covers: RSK-17, IAP-09, IAP-10, IAP-11
#[test]
fn table_2_1_of_ventspils_and_its_hours() {
    on_sqlite(|database| async move {
        let ctx = history_of(&database, "ventspils").await;
        let risks = ctx.report_risks(&ReportPeriod::default()).await.unwrap();
        for (code, printed) in [
            ("learning_difficulties", 2_998),
            ("lagging_from_earlier_stage", 1_162),
            ("language_barrier", 909),
            ("low_achievement", 834),
            ("behaviour_problems", 143),
            ("unexcused_absence", 116),
            ("conflicts_with_peers", 62),
            ("heavy_workload", 51),
            ("repeating_a_year", 40),
            ("violence_against_pupil", 24),
            ("other_learning", 635),
            ("basic_needs_not_met", 1_175),
            ("difficult_journey", 312),
            ("other_economic", 1_035),
            ("parents_do_not_support_learning", 51),
            ("family_conflict_or_violence", 32),
            ("other_family", 266),
            ("special_needs", 16),
            ("pregnancy_or_child", 11),
            ("other_social", 129),
        ] {
            assert_eq!(share(count(&risks, code), risks.plans), printed, "{code}");
        }
        assert_eq!(risks.rows.len(), 20, "and no other factor");
        let groups = ["A", "C", "D", "B"].map(|group| share(risks.of_group(group), risks.plans));
        assert_eq!(
            groups,
            [6_972, 2_522, 350, 156],
            "printed 70 %, 25 %, 3,5 % and 1,6 %"
        );

        let hours = ctx.report_consultations(&ReportPeriod::default()).await.unwrap();
        let of = |kind: &str, what: &str| {
            let mut rows = hours.rows.iter();
            let row = rows.find(|row| row.kind == kind && row.subject_or_role.lv == what);
            row.map(|row| row.hours_thousandths / 1_000)
        };
        let of_staff = |role: SupportRole| of("support_staff", role.latvian());
        assert_eq!(of("subject", "matemātika"), Some(11_184));
        assert_eq!(of("subject", "latviešu valoda"), Some(10_314));
        assert_eq!(of("subject", "angļu valoda"), Some(4_340));
        assert_eq!(of_staff(SupportRole::Psychologist), Some(1_436));
        assert_eq!(of_staff(SupportRole::SocialPedagogue), Some(1_188));
        assert_eq!(of_staff(SupportRole::SpeechTherapist), Some(200));
        assert_eq!(of_staff(SupportRole::TeacherAssistant), Some(54));
        assert_eq!(hours.of_kind("support_staff"), 2_878_000);
        assert_eq!(hours.of_kind("teacher"), 2_632_000);
    });
}

// covers: RSK-17, IAP-08
#[test]
fn plans_of_tukums_by_semester_and_its_risks() {
    on_sqlite(|database| async move {
        let ctx = history_of(&database, "tukuma-novads").await;
        for (year, semester, printed) in [
            (2021, Semester::First, 350),
            (2021, Semester::Second, 385),
            (2022, Semester::First, 255),
            (2022, Semester::Second, 138),
        ] {
            let wanted = ReportPeriod {
                school_year: Some(SchoolYear::new(year)),
                semester: Some(semester),
                ..ReportPeriod::default()
            };
            let plans = ctx.report_support_plans(&wanted).await.unwrap();
            let totals: Vec<Option<u64>> = plans.totals.iter().map(|total| total.counts.plans).collect();
            assert_eq!(totals, [Some(printed)], "{year} {semester:?}");
        }
        let risks = ctx.report_risks(&ReportPeriod::default()).await.unwrap();
        for (code, printed) in [
            ("long_away", 1),
            ("family_conflict_or_violence", 5),
            ("other_family", 13),
            ("out_of_family_care", 15),
            ("cares_for_family", 4),
            ("parents_do_not_support_learning", 11),
            ("parents_work_elsewhere", 6),
            ("parents_addiction", 2),
            ("difficult_journey", 31),
            ("no_learning_materials", 4),
            ("basic_needs_not_met", 505),
            ("other_economic", 48),
            ("learning_difficulties", 1_875),
            ("lagging_from_earlier_stage", 273),
            ("conflicts_with_peers", 23),
            ("conflicts_with_teachers", 4),
            ("heavy_workload", 3),
            ("unexcused_absence", 76),
            ("repeating_a_year", 46),
            ("violence_against_pupil", 12),
            ("poor_school_family_cooperation", 5),
            ("behaviour_problems", 78),
            ("language_barrier", 78),
            ("aggression", 1),
            ("low_achievement", 313),
            ("pregnancy_or_child", 6),
            ("disability", 5),
            ("ill_parent_or_relative", 1),
            ("special_needs", 20),
            ("other_social", 24),
        ] {
            assert_eq!(count(&risks, code), printed, "{code}");
        }
        let groups = ["A", "C", "D", "B"].map(|group| share(risks.of_group(group), risks.plans));
        assert_eq!(
            groups,
            [7_990, 1_686, 163, 161],
            "printed 80,7 %, 16,6 %, 1,6 % and 1,1 %"
        );

        // By institution the same risks of the same plans; to be published nothing of it, since its sums are those of the table above.
        let by_school = ctx
            .report_risks_by_school(&ReportPeriod::default(), false)
            .await
            .unwrap();
        assert_eq!(by_school.rows.len(), 8);
        assert_eq!(
            by_school.groups(),
            ["A", "B", "C", "D"].map(|group| risks.of_group(group))
        );
        assert_eq!(
            by_school.rows.iter().map(|row| row.plans).sum::<u64>(),
            risks.plans
        );
        let public = ReportPeriod {
            published: true,
            ..ReportPeriod::default()
        };
        let public = ctx.report("risks-by-school", &public).await.unwrap();
        let mut lines = public.rows.iter().chain(&public.totals);
        assert!(lines.all(|line| line[1..].iter().all(|cell| *cell == Cell::Withheld)));

        // Pupils stand beside plans, never more of them.
        let plans = ctx.report_support_plans(&ReportPeriod::default()).await.unwrap();
        assert_eq!(plans.totals.len(), 5, "2018/19 to 2022/23");
        for total in &plans.totals {
            let counts = total.counts;
            assert!(
                counts.pupils > Some(0) && counts.pupils <= counts.plans,
                "{counts:?}"
            );
        }
        let in_force: u64 = plans.totals.iter().filter_map(|total| total.counts.plans).sum();
        assert_eq!(in_force, risks.plans);
    });
}
