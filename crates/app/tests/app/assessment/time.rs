//! Any day, and what was known then.

use balsts_app::assessment::AssessOptions;
use balsts_domain::attendance::AbsenceKind::{Illness, Unexcused};
use balsts_testkit::on_both;
use jiff::civil::date;

use super::{codes, school};

// covers: RSK-06
#[test]
fn records_dated_later_do_not_count_on_an_earlier_day() {
    on_both(|database| async move {
        let school = school(&database).await;
        school.town.absences(&school.unexcused(school.anna, 21)).await;
        assert_eq!(
            codes(&school.assess_on(date(2025, 9, 21)).await, "Anna"),
            ["unexcused_watch"]
        );
        assert_eq!(
            codes(&school.assess_on(date(2025, 9, 22)).await, "Anna"),
            ["unexcused_over_limit"]
        );
        assert!(school.assess_on(date(2025, 9, 7)).await.pupils.is_empty());
    });
}

// covers: RSK-06
#[test]
fn what_was_loaded_later_was_not_known() {
    on_both(|database| async move {
        let school = school(&database).await;
        school.town.absences(&school.unexcused(school.anna, 16)).await;
        let later = school.town.at("2025-11-25T09:00:00Z");
        // Two of the days turn out to be illness, and one unexcused day is new.
        later
            .absences(&[
                school.missed(school.anna, date(2025, 9, 8), 7, Illness),
                school.missed(school.janis, date(2025, 9, 9), 7, Unexcused),
                school.missed(school.janis, date(2025, 9, 10), 7, Unexcused),
            ])
            .await;
        let known = |day| AssessOptions {
            on: Some(date(2025, 11, 19)),
            known_on: Some(day),
            ..AssessOptions::default()
        };
        let now = school.assess_on(date(2025, 11, 19)).await;
        assert_eq!(codes(&now, "Anna"), ["unexcused_watch"]);
        assert_eq!(codes(&now, "Jānis"), ["unexcused_watch"]);
        let then = school.assess(known(date(2025, 11, 24))).await;
        assert_eq!(codes(&then, "Anna"), ["unexcused_near_limit"]);
        assert!(codes(&then, "Jānis").is_empty());
        assert_eq!(
            serde_json::to_value(&school.assess(known(date(2025, 11, 25))).await.pupils).unwrap(),
            serde_json::to_value(&now.pupils).unwrap()
        );
        assert!(school.assess(known(date(2025, 11, 1))).await.pupils.is_empty());
    });
}
