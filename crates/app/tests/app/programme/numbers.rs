//! Activities under their goals, and the numbers that they promise.

use super::*;

// covers: PLN-02, PLN-05
#[test]
fn the_page_has_every_activity_under_the_goal_that_it_is_linked_to() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let operator = town.operator();
        operator
            .take_in_programme(&ogre(), &TakeIn::default())
            .await
            .unwrap();
        let view = operator.programme_view(Which::Current).await.unwrap().unwrap();
        let goals: Vec<(PreventionLevel, &str, usize)> = view
            .goals
            .iter()
            .map(|goal| (goal.goal.level, goal.goal.nr.as_str(), goal.activities.len()))
            .collect();
        use PreventionLevel::{Tailored, Targeted, Universal};
        assert_eq!(
            goals,
            [
                (Universal, "1", 4),
                // Two of them are in the table of tasks only.
                (Universal, "2", 5),
                (Universal, "3", 3),
                (Targeted, "3", 5),
                (Targeted, "4", 2),
                (Tailored, "5", 4),
                (Tailored, "6", 0),
            ]
        );
        let peers = &view.goals[3];
        assert_eq!(peers.other_names[0].nr, "4");
        assert_eq!(view.irregularities().len(), 31);
    });
}

// covers: PLN-12
#[test]
fn numbers_promised_are_followed() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let op = town.institution("OP", "basic_school").await;
        town.operator()
            .take_in_programme(&ogre(), &TakeIn::default())
            .await
            .unwrap();
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let head = town.as_role(Role::SchoolHead, Some(op), None).await;
        let promised = board.promised_numbers(2026).await.unwrap();
        let parents = promised.iter().find(|one| one.activity == "1.1").unwrap();
        assert_eq!((parents.value, parents.is_reached), (None, None));
        let write = |value: &str, year| WriteDown {
            activity: "1.1".to_owned(),
            position: 0,
            year,
            party: String::new(),
            value: value.to_owned(),
            part: String::new(),
            base: String::new(),
            note: "Reģistrācijas lapas".to_owned(),
        };
        board.write_down(&write("12,5", 2025)).await.unwrap();
        head.write_down(&write("31", 2026)).await.unwrap();
        for wrong in [write("131", 2026), write("daudz", 2026), write("5", 2027)] {
            assert!(matches!(
                board.write_down(&wrong).await,
                Err(AppError::Invalid(_))
            ));
        }
        let number = async |ctx: &balsts_app::Ctx, year| {
            let promised = ctx.promised_numbers(year).await.unwrap();
            promised.into_iter().find(|one| one.activity == "1.1").unwrap()
        };
        // What the board wrote for all stands, whatever one school reached.
        let parents = number(&board, 2026).await;
        assert_eq!((parents.value, parents.is_reached), (Some(12_500), Some(false)));
        assert_eq!(parents.basis, Basis::Whole);
        assert_eq!(parents.reached.len(), 2);
        assert_eq!((parents.told.len(), parents.told[0].value), (1, 31_000));
        let parents = number(&board, 2025).await;
        assert_eq!((parents.value, parents.is_reached), (Some(12_500), Some(false)));
        assert!(parents.told.is_empty());
    });
}

// covers: PLN-12
#[test]
fn one_school_s_share_is_not_the_municipality_s() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let one = town.institution("OP", "basic_school").await;
        let other = town.institution("OV", "secondary_school").await;
        town.operator()
            .take_in_programme(&ogre(), &TakeIn::default())
            .await
            .unwrap();
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let head = town.as_role(Role::SchoolHead, Some(one), None).await;
        let of_other = town.as_role(Role::SchoolHead, Some(other), None).await;
        let ngo = town.as_role(Role::Ngo, None, None).await;
        let write = |party: &str, value: &str, part: &str, base: &str| WriteDown {
            activity: "1.1".to_owned(),
            position: 0,
            year: 2026,
            party: party.to_owned(),
            value: value.to_owned(),
            part: part.to_owned(),
            base: base.to_owned(),
            note: String::new(),
        };
        let parents = async || {
            let promised = board.promised_numbers(2026).await.unwrap();
            promised.into_iter().find(|one| one.activity == "1.1").unwrap()
        };
        head.write_down(&write("", "90", "", "")).await.unwrap();
        let told = parents().await;
        assert_eq!((told.value, told.basis), (None, Basis::NotFormed));
        assert_eq!(told.is_reached, None);
        head.write_down(&write("OP", "", "90", "100")).await.unwrap();
        let told = parents().await;
        assert_eq!((told.value, told.basis), (Some(90_000), Basis::Fractions));
        assert_eq!(told.is_reached, None, "the other school told nothing");
        of_other.write_down(&write("", "", "10", "300")).await.unwrap();
        let told = parents().await;
        assert_eq!((told.value, told.basis), (Some(25_000), Basis::Fractions));
        assert_eq!(told.is_reached, Some(false));
        assert_eq!(told.told.len(), 2);
        // Not more than all, not of nothing, not words.
        for (part, base) in [("101", "100"), ("1", "0"), ("1", ""), ("-1", "5"), ("daudz", "5")] {
            let refused = head.write_down(&write("", "", part, base)).await;
            assert!(matches!(refused, Err(AppError::Invalid(_))), "{part} of {base}");
        }
        // Nobody writes for another institution, or for all, but the board.
        for party in ["OV", "all", "Sociālais dienests"] {
            let refused = head.write_down(&write(party, "90", "", "")).await;
            assert!(
                matches!(refused, Err(AppError::Forbidden)),
                "{party}: {refused:?}"
            );
        }
        board.write_down(&write("OP", "", "0", "100")).await.unwrap();
        assert_eq!(parents().await.value, Some(2_500));
        board.write_down(&write("", "33", "", "")).await.unwrap();
        let told = parents().await;
        assert_eq!((told.value, told.basis), (Some(33_000), Basis::Whole));
        // Who has no part in an activity reaches no number of it.
        let promised = board.promised_numbers(2026).await.unwrap();
        let foreign = promised
            .iter()
            .find(|one| !one.parties.iter().any(|view| view.party.is_of(Role::Ngo, None)))
            .unwrap();
        let refused = ngo
            .write_down(&WriteDown {
                activity: foreign.activity.clone(),
                position: foreign.position,
                ..write("", "5", "", "")
            })
            .await;
        assert!(matches!(refused, Err(AppError::Forbidden)), "{refused:?}");
    });
}
