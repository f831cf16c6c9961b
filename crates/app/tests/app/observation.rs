//! Observations of youth workers: without case detail, by place, topic and time.

use balsts_app::{AppError, observation::AddObservation};
use balsts_domain::{access::Role, observation::Topic};
use balsts_store::ObservationFilter;
use balsts_testkit::{on_both, town};
use jiff::civil::{Date, date};

fn seen(day: Date, place: &str, topic: Topic, text: &str) -> AddObservation {
    AddObservation {
        day: Some(day),
        place: place.to_owned(),
        topic: Some(topic),
        text: text.to_owned(),
        no_name: false,
    }
}

fn refused(result: balsts_app::Result<i64>) -> Vec<(String, &'static str)> {
    match result {
        Err(AppError::Invalid(errors)) => errors.0.into_iter().map(|one| (one.field, one.key)).collect(),
        other => panic!("{other:?}"),
    }
}

// covers: RSK-19
#[test]
fn observations_hold_no_case_and_are_counted_by_topic() {
    on_both(|database| async move {
        let town = town(&database.store, "2025-11-20T09:00:00Z").await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let today = date(2025, 11, 20);
        let station = seen(
            today,
            "Stacija",
            Topic::OutOfSchool,
            "pieci pusaudži mācību laikā",
        );
        board.add_observation(&station).await.unwrap();
        let park = seen(date(2025, 10, 1), "parks", Topic::SubstanceUse, "tukšas pudeles");
        board.add_observation(&park).await.unwrap();

        let code = seen(today, "parks", Topic::Other, "zēns 140311-21234");
        let named = seen(today, "parks", Topic::Other, "tur bija Jānis Kalns");
        let later = seen(date(2025, 11, 21), "parks", Topic::Other, "būs");
        let of = |field: &str, key| vec![(field.to_owned(), key)];
        assert_eq!(
            refused(board.add_observation(&code).await),
            of("text", "error-observation-code")
        );
        assert_eq!(
            refused(board.add_observation(&named).await),
            of("text", "error-observation-name")
        );
        assert_eq!(
            refused(board.add_observation(&later).await),
            of("day", "error-observation-day")
        );
        let sure = AddObservation {
            no_name: true,
            ..code
        };
        assert_eq!(
            refused(board.add_observation(&sure).await),
            of("text", "error-observation-code")
        );
        let sure = AddObservation {
            no_name: true,
            ..named
        };
        board.add_observation(&sure).await.unwrap();

        let all = board.observations(&ObservationFilter::default()).await.unwrap();
        let counts: Vec<_> = all
            .counts
            .iter()
            .map(|one| (one.topic.as_str(), one.observations))
            .collect();
        assert_eq!(counts, [("other", 1), ("out_of_school", 1), ("substance_use", 1)]);
        let filter = ObservationFilter {
            place: Some("PARK".to_owned()),
            to: Some(date(2025, 10, 31)),
            ..ObservationFilter::default()
        };
        let found = board.observations(&filter).await.unwrap();
        assert_eq!(found.rows.len(), 1);
        assert_eq!(
            (found.rows[0].topic.as_str(), found.counts.len()),
            ("substance_use", 1)
        );

        for role in [Role::MunicipalLeadership, Role::Administrator] {
            let other = town.as_role(role, None, None).await;
            assert!(matches!(
                other.observations(&ObservationFilter::default()).await,
                Err(AppError::Forbidden)
            ));
        }
    });
}
