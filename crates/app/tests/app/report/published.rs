//! Reports for the public, and what the demonstration is known by.

use balsts_app::{App, demonstration::Demonstration, report::ReportPeriod};
use balsts_intake::Kind;
use balsts_testkit::on_both;

use crate::load::Registry;

const INSTITUTIONS: &str = "code;name;kind\nOP;Ogres pamatskola;pamatskola\nOV;Ogres vidusskola;vidusskola\n";

/// The pupil codes of a school, so many.
fn codes(school: &str, many: usize) -> impl Iterator<Item = String> + use<'_> {
    (0..many).map(move |number| format!("{school}-{number}"))
}

async fn loaded(registry: &Registry, kind: Kind, text: &str) {
    let report = registry.load(kind, text).await;
    assert!(!report.is_refused(), "{report:?}");
}

async fn schools(registry: &Registry) {
    let mut pupils = String::from("pupil_code;given_name;family_name\n");
    let mut enrolments = String::from("pupil_code;institution_code;class;from\n");
    for school in ["OP", "OV"] {
        for code in codes(school, 20) {
            pupils.push_str(&format!("{code};Anna;Bērziņa\n"));
            enrolments.push_str(&format!("{code};{school};8.a;2025-09-01\n"));
        }
    }
    loaded(registry, Kind::Institutions, INSTITUTIONS).await;
    loaded(registry, Kind::Pupils, &pupils).await;
    loaded(registry, Kind::Enrolments, &enrolments).await;
}

// covers: PRV-04
#[test]
fn published_lessons_are_withheld_by_the_pupils_behind_them() {
    on_both(|database| async move {
        let registry = Registry::empty(&database).await;
        schools(&registry).await;
        let mut absences = String::from("pupil_code;institution_code;date;lesson;kind\n");
        for (school, ill, unexcused) in [("OP", 2, 6), ("OV", 6, 7)] {
            for (number, code) in codes(school, ill + unexcused).enumerate() {
                let kind = if number < ill { "illness" } else { "unexcused" };
                for lesson in 1..=4 {
                    absences.push_str(&format!("{code};{school};2026-11-03;{lesson};{kind}\n"));
                }
            }
        }
        loaded(&registry, Kind::Absences, &absences).await;
        let wanted = ReportPeriod::default();
        let public = ReportPeriod {
            published: true,
            ..wanted
        };
        let internal = registry.operator.report("absences", &wanted).await.unwrap();
        assert!(
            internal
                .to_csv()
                .unwrap()
                .contains("Ogres pamatskola,8,0,24,32\n"),
            "eight lessons, and two pupils behind them: {internal:?}"
        );
        let published = registry.operator.report("absences", &public).await.unwrap();
        assert_eq!(
            published.to_csv().unwrap(),
            "institution,illness,excused,unexcused,total\n\
             Ogres pamatskola,nerāda,0,nerāda,32\n\
             Ogres vidusskola,nerāda,0,nerāda,52\n\
             Kopā,32,0,52,84\n"
        );
        assert!(
            published
                .notes
                .last()
                .unwrap()
                .en
                .contains("4 figures are withheld"),
            "{:?}",
            published.notes
        );
        // The totals of a period have their pupils behind them, too.
        let totals = "pupil_code;institution_code;from;to;unexcused;illness;excused\n\
                      OP-19;OP;2026-09-01;2026-10-30;0;0;9\n";
        loaded(&registry, Kind::AbsenceTotals, totals).await;
        let published = registry.operator.report("absences", &public).await.unwrap();
        assert!(
            published
                .to_csv()
                .unwrap()
                .contains("Ogres pamatskola,nerāda,nerāda,nerāda,41\n"),
            "{published:?}"
        );
    });
}

// covers: PRV-04
#[test]
fn published_plans_are_withheld_by_their_pupils() {
    on_both(|database| async move {
        let registry = Registry::empty(&database).await;
        schools(&registry).await;
        let mut plans = String::from("pupil_code;institution_code;school_year;semester;risks\n");
        for (school, many) in [("OP", 3), ("OV", 6)] {
            for code in codes(school, many) {
                for semester in [1, 2] {
                    plans.push_str(&format!("{code};{school};2025/26;{semester};A1\n"));
                }
            }
        }
        loaded(&registry, Kind::SupportPlans, &plans).await;
        let wanted = ReportPeriod::default();
        let public = ReportPeriod {
            published: true,
            ..wanted
        };
        let published = registry.operator.report("support-plans", &public).await.unwrap();
        assert_eq!(
            published.to_csv().unwrap(),
            "institution,school_year,plans,pupils\n\
             Ogres pamatskola,2025/26,nerāda,nerāda\n\
             Ogres vidusskola,2025/26,nerāda,nerāda\n\
             Kopā,2025/26,18,9\n"
        );
        let staff = registry.operator.report("staff", &public).await.unwrap();
        assert!(staff.notes.last().unwrap().en.contains("all posts are shown"));
    });
}

#[test]
fn a_demonstration_counts_as_whole_only_when_it_was_built_to_its_end() {
    on_both(|database| async move {
        let clock = Registry::empty(&database).await.town.app.clock;
        let real = App::new(database.store.clone(), clock);
        assert_eq!(real.demonstration().await.unwrap(), Demonstration::Real);
        real.demonstration_built().await.unwrap();
        assert_eq!(real.demonstration().await.unwrap(), Demonstration::Real);
    });
    on_both(|database| async move {
        let now = "2026-11-20T09:00:00Z".parse().unwrap();
        let app = App::new(database.store.clone(), balsts_app::Clock::Fixed(now));
        assert_eq!(app.demonstration().await.unwrap(), Demonstration::Absent);
        app.add_municipality("ogres-novads", "Ogres novads", true)
            .await
            .unwrap();
        assert_eq!(app.demonstration().await.unwrap(), Demonstration::Half);
        app.demonstration_built().await.unwrap();
        assert_eq!(app.demonstration().await.unwrap(), Demonstration::Whole);
        assert_eq!(database.store.verify_audit().await.unwrap().broken_at, None);
    });
}

// covers: PRV-04, RSK-17
#[test]
fn published_risks_and_hours_are_withheld_by_their_pupils() {
    on_both(|database| async move {
        let registry = Registry::empty(&database).await;
        schools(&registry).await;
        let mut plans = String::from("pupil_code;institution_code;school_year;semester;risks\n");
        let mut hours = String::from("pupil_code;institution_code;date;kind;subject_or_role;hours\n");
        for code in codes("OP", 6) {
            plans.push_str(&format!("{code};OP;2025/26;1;low_achievement\n"));
            hours.push_str(&format!("{code};OP;2025-10-06;subject;Matemātika;1\n"));
        }
        // Six plans and nine hours of one pupil: many, and still one pupil.
        for year in [2023, 2024, 2025] {
            plans.push_str(&format!("OP-7;OP;{year}/{};1;addiction\n", year - 1999));
            plans.push_str(&format!("OP-7;OP;{year}/{};2;addiction\n", year - 1999));
        }
        hours.push_str("OP-7;OP;2025-10-07;support_staff;psihologs;9\n");
        loaded(&registry, Kind::SupportPlans, &plans).await;
        loaded(&registry, Kind::Consultations, &hours).await;
        let public = ReportPeriod {
            published: true,
            ..ReportPeriod::default()
        };
        let operator = &registry.operator;
        let table = |kind: &'static str, wanted: ReportPeriod| async move {
            operator.report(kind, &wanted).await.unwrap().to_csv().unwrap()
        };
        let internal = table("risks", ReportPeriod::default()).await;
        assert!(internal.contains("B,Atkarība,6,0.5,1\n"), "{internal}");
        let risks = table("risks", public).await;
        assert!(risks.contains("B,Atkarība,nerāda,nerāda,nerāda\n"), "{risks}");
        assert!(
            risks.contains("B,Sociālās vides un veselības riski,nerāda,"),
            "{risks}"
        );
        let hours = table("consultations", public).await;
        assert!(
            hours.contains("atbalsta personāls,psihologs,nerāda,nerāda\n"),
            "{hours}"
        );
        let beside = "mācību priekšmets,Matemātika,nerāda,nerāda\n";
        assert!(
            hours.contains(beside),
            "the total would tell the nine hours: {hours}"
        );
    });
}

// covers: PRV-04
#[test]
fn published_totals_are_withheld_by_the_pupils_behind_them_though_they_reach_beyond_the_semester() {
    on_both(|database| async move {
        let registry = Registry::empty(&database).await;
        schools(&registry).await;
        let mut totals = String::from("pupil_code;institution_code;from;to;unexcused;illness;excused\n");
        // The second semester of 2025/26 begins on 5 January.
        for code in codes("OP", 7) {
            let illness = if code == "OP-0" { 9 } else { 0 };
            totals.push_str(&format!("{code};OP;2026-01-01;2026-01-31;4;{illness};0\n"));
        }
        loaded(&registry, Kind::AbsenceTotals, &totals).await;
        let wanted = ReportPeriod {
            school_year: Some(balsts_domain::calendar::SchoolYear::new(2025)),
            semester: Some(balsts_domain::calendar::Semester::Second),
            ..ReportPeriod::default()
        };
        let internal = registry.operator.report("absences", &wanted).await.unwrap();
        assert!(
            internal
                .to_csv()
                .unwrap()
                .contains("Ogres pamatskola,9,0,28,37\n"),
            "{internal:?}"
        );
        let published = registry
            .operator
            .report(
                "absences",
                &ReportPeriod {
                    published: true,
                    ..wanted
                },
            )
            .await
            .unwrap()
            .to_csv()
            .unwrap();
        // One child was ill; the unexcused lessons would give that away.
        assert!(
            published.contains("Ogres pamatskola,nerāda,0,nerāda,37\n"),
            "{published}"
        );
    });
}
