//! Assessment end to end: records in the database, evaluation, what is kept and who sees it.

mod evaluation;
mod people;
mod time;
mod totals;
mod touched;

use balsts_app::assessment::{AssessOptions, AssessReport};
use balsts_domain::attendance::AbsenceKind::{self, Unexcused};
use balsts_testkit::{Missed, NewPupil, Town};
use jiff::civil::{Date, date};

/// A school with class 8.b, three pupils enrolled since September, and the register taken until the day before the town's day.
struct School {
    town: Town,
    institution: i64,
    anna: i64,
    janis: i64,
    liga: i64,
}

const ANNA: &str = "140311-21234";
const JANIS: &str = "150311-21230";
const LIGA: &str = "160311-21231";

async fn school(database: &balsts_testkit::Database) -> School {
    let town = balsts_testkit::town(&database.store, "2025-11-20T09:00:00Z").await;
    let institution = town.institution("OGR1", "basic_school").await;
    let pupil = |code, given, family| NewPupil {
        born: Some(date(2011, 3, 14)),
        declared: Some("Ogres novads"),
        ..NewPupil::named(code, given, family)
    };
    let ids = town
        .pupils(&[
            pupil(ANNA, "Anna", "Bērziņa"),
            pupil(JANIS, "Jānis", "Āboliņš"),
            pupil(LIGA, "Līga", "Kalniņa"),
        ])
        .await;
    town.enrol(&ids, institution, "8.b", date(2025, 9, 1), None).await;
    town.lessons(institution, "8.b", date(2025, 9, 1), date(2025, 11, 19), 360)
        .await;
    School {
        town,
        institution,
        anna: ids[0],
        janis: ids[1],
        liga: ids[2],
    }
}

impl School {
    fn missed(&self, pupil: i64, on: Date, lessons: u8, kind: AbsenceKind) -> Missed {
        Missed {
            pupil,
            institution: self.institution,
            on,
            lessons,
            kind,
        }
    }

    /// Unexcused lessons on Mondays from 8 September on, at most seven a day.
    fn unexcused(&self, pupil: i64, lessons: u8) -> Vec<Missed> {
        let mut left = lessons;
        let mut day = date(2025, 9, 8);
        let mut all = Vec::new();
        while left > 0 {
            let today = left.min(7);
            all.push(self.missed(pupil, day, today, Unexcused));
            left -= today;
            day = day.saturating_add(jiff::Span::new().days(7));
        }
        all
    }

    async fn assess(&self, options: AssessOptions) -> AssessReport {
        self.town.operator().assess(&options).await.unwrap()
    }

    async fn assess_on(&self, on: Date) -> AssessReport {
        self.assess(AssessOptions {
            on: Some(on),
            ..AssessOptions::default()
        })
        .await
    }
}

fn codes(report: &AssessReport, given_name: &str) -> Vec<String> {
    let json = serde_json::to_value(report).unwrap();
    json["pupils"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|pupil| pupil["given_name"] == given_name)
        .flat_map(|pupil| pupil["signals"].as_array().unwrap().clone())
        .map(|signal| signal["code"].as_str().unwrap().to_owned())
        .collect()
}
