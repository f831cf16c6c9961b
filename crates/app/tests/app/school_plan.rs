use balsts_app::{
    AppError,
    programme::version::TakeIn,
    school_plan::{AddMeasure, AddPolicy},
};
use balsts_domain::{
    access::Role,
    calendar::SchoolYear,
    programme::{ProgressState, SchoolPart, SelfAnswer, SelfQuestion, template},
};
use balsts_testkit::{on_both, town};
use jiff::civil::date;

// covers: PLN-17, PLN-19
#[test]
fn a_school_plans_measures_linked_to_the_programme_and_says_how_far_they_are() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let op = town.institution("OP", "basic_school").await;
        let ov = town.institution("OV", "secondary_school").await;
        town.operator()
            .take_in_programme(&template("ogres-novads", 2024), &TakeIn::default())
            .await
            .unwrap();
        let head = town.as_role(Role::SchoolHead, Some(op), None).await;
        let other = town.as_role(Role::SchoolHead, Some(ov), None).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let measure = AddMeasure {
            title: "Vecāku vakars par kavējumiem".to_owned(),
            activity: "1.1".to_owned(),
            parts: vec![SchoolPart::Staff, SchoolPart::Parents],
            due: Some(date(2027, 2, 1)),
        };
        let id = head.add_school_measure(&measure).await.unwrap();
        for wrong in [
            AddMeasure {
                parts: Vec::new(),
                ..measure.clone()
            },
            AddMeasure {
                activity: "9.9".to_owned(),
                ..measure.clone()
            },
            AddMeasure {
                due: Some(date(2027, 9, 1)),
                ..measure.clone()
            },
        ] {
            assert!(matches!(
                head.add_school_measure(&wrong).await,
                Err(AppError::Invalid(_))
            ));
        }
        assert!(matches!(
            board.add_school_measure(&measure).await,
            Err(AppError::Forbidden)
        ));
        let foreign = other.step_school_measure(id, Some(ProgressState::Done), "").await;
        assert!(matches!(foreign, Err(AppError::NotFound)), "{foreign:?}");
        head.step_school_measure(id, Some(ProgressState::Done), "Atnāca 40 vecāki")
            .await
            .unwrap();
        let year = SchoolYear::new(2026);
        let own = head.school_plans(year).await.unwrap();
        assert_eq!(own.len(), 1);
        let row = &own[0].measures[0];
        assert_eq!(
            (row.state.as_str(), row.parts.as_str(), row.note.as_str()),
            ("done", "staff,parents", "Atnāca 40 vecāki")
        );
        assert_eq!(board.school_plans(year).await.unwrap().len(), 2);
        assert!(
            board.school_plans(year.next()).await.unwrap()[0]
                .measures
                .is_empty()
        );
    });
}

// covers: PLN-18, PLN-20
#[test]
fn a_school_assesses_itself_every_year_and_keeps_its_policy() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let op = town.institution("OP", "basic_school").await;
        let head = town.as_role(Role::SchoolHead, Some(op), None).await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let year = SchoolYear::new(2026);
        let system = async || board.school_plans(year).await.unwrap()[0].has_system();
        assert_eq!(system().await, None);
        let all = |answer| -> Vec<(SelfQuestion, SelfAnswer, String)> {
            SelfQuestion::ALL
                .iter()
                .map(|question| (*question, answer, String::new()))
                .collect()
        };
        head.assess_own_school(&all(SelfAnswer::Partly)).await.unwrap();
        assert_eq!(system().await, Some(false));
        head.assess_own_school(&all(SelfAnswer::Yes)).await.unwrap();
        assert_eq!(system().await, Some(true));
        // The next school year asks anew.
        let next = board.school_plans(year.next()).await.unwrap();
        assert_eq!(next[0].has_system(), None);
        assert!(matches!(
            head.assess_own_school(&[]).await,
            Err(AppError::Invalid(_))
        ));
        let policy = |title: &str, adopted, replaces| AddPolicy {
            title: title.to_owned(),
            adopted: Some(adopted),
            revise: Some(date(2027, 9, 1)),
            replaces,
        };
        let first = head
            .add_school_policy(&policy("Drošas skolas politika", date(2024, 9, 1), None))
            .await
            .unwrap();
        let late = head
            .add_school_policy(&policy("Vēla", date(2028, 1, 1), None))
            .await;
        assert!(matches!(late, Err(AppError::Invalid(_))));
        head.add_school_policy(&policy("Drošas skolas politika 2", date(2026, 9, 1), Some(first)))
            .await
            .unwrap();
        let again = head
            .add_school_policy(&policy("Trešā", date(2026, 9, 2), Some(first)))
            .await;
        assert!(matches!(again, Err(AppError::NotFound)));
        let plans = board.school_plans(year).await.unwrap();
        let titles: Vec<&str> = plans[0]
            .policies_in_force()
            .map(|row| row.title.as_str())
            .collect();
        assert_eq!(titles, ["Drošas skolas politika 2"]);
        assert_eq!(plans[0].policies.len(), 2);
    });
}
