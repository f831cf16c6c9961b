//! Totals of periods: the signals and the report count the same ones.

use balsts_app::report::ReportPeriod;
use balsts_domain::calendar::{SchoolYear, Semester};
use balsts_testkit::on_both;
use jiff::civil::{Date, date};

use super::{School, school};

/// Lessons without an excuse: by the signals of Anna on a day, and by the report of a semester.
async fn counted(school: &School, on: Date, semester: Semester) -> (i64, Option<i64>) {
    let report = school.assess_on(on).await;
    let json = serde_json::to_value(&report).unwrap();
    let signals = json["pupils"].as_array().unwrap().iter();
    let by_signal = signals
        .filter(|pupil| pupil["given_name"] == "Anna")
        .flat_map(|pupil| pupil["signals"].as_array().unwrap().clone())
        .find(|signal| signal["code"].as_str().unwrap().starts_with("unexcused_"))
        .map_or(0, |signal| signal["value"].as_i64().unwrap());
    let wanted = ReportPeriod {
        school_year: Some(SchoolYear::new(2025)),
        semester: Some(semester),
        ..ReportPeriod::default()
    };
    let absences = school.town.operator().report_absences(&wanted).await.unwrap();
    let lessons = absences.rows.iter().filter_map(|row| row.lessons);
    let by_report = lessons
        .map(|lessons| lessons.unexcused)
        .reduce(|sum, of| sum + of);
    (by_signal, by_report.map(|sum| i64::try_from(sum).unwrap()))
}

// covers: REG-11, REG-12
#[test]
fn months_in_which_a_semester_begins_or_ends_count_in_signals_and_report() {
    on_both(|database| async move {
        let mut school = school(&database).await;
        school.town = school.town.at("2026-06-20T09:00:00Z");
        for (month, lessons) in [(12, 9), (1, 4), (5, 5)] {
            let year = if month == 12 { 2025 } else { 2026 };
            let (from, to) = (date(year, month, 1), date(year, month, 31));
            school
                .town
                .absence_totals(school.anna, school.institution, from, to, [lessons, 0, 0])
                .await;
        }
        assert_eq!(
            counted(&school, date(2026, 1, 4), Semester::First).await,
            (9, Some(9))
        );
        assert_eq!(
            counted(&school, date(2026, 6, 1), Semester::Second).await,
            (9, Some(9))
        );
    });
}

// covers: REG-11, REG-12
#[test]
fn a_total_gives_way_to_lessons_of_its_own_school_and_to_a_longer_total_alone() {
    on_both(|database| async move {
        let school = school(&database).await;
        let other = school.town.institution("OGR2", "basic_school").await;
        let months = [(9, 30), (10, 31)];
        for (month, last) in months {
            school
                .town
                .absence_totals(
                    school.anna,
                    other,
                    date(2025, month, 1),
                    date(2025, month, last),
                    [6, 0, 0],
                )
                .await;
        }
        school.town.absences(&school.unexcused(school.anna, 3)).await;
        let on = date(2025, 11, 20);
        assert_eq!(counted(&school, on, Semester::First).await, (15, Some(15)));
        // The semester so far, told as a whole, takes the place of its months.
        school
            .town
            .absence_totals(
                school.anna,
                other,
                date(2025, 9, 1),
                date(2025, 11, 14),
                [20, 0, 0],
            )
            .await;
        assert_eq!(counted(&school, on, Semester::First).await, (23, Some(23)));
        // Its own lessons take the place of the totals of their days.
        school
            .town
            .absences(&[balsts_testkit::Missed {
                institution: other,
                ..school.missed(
                    school.anna,
                    date(2025, 10, 6),
                    2,
                    balsts_domain::attendance::AbsenceKind::Unexcused,
                )
            }])
            .await;
        assert_eq!(
            counted(&school, on, Semester::First).await,
            (11, Some(11)),
            "3 here, 2 and September there"
        );
    });
}
