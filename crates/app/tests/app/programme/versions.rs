//! Versions of the programme: taken in, refused, proposed, approved.

use super::*;

// covers: PLN-01, PLN-21
#[test]
fn what_is_taken_in_is_read_again_unchanged_and_the_same_twice_changes_nothing() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let operator = town.operator();
        let programme = ogre();
        let taken = operator
            .take_in_programme(&programme, &TakeIn::default())
            .await
            .unwrap();
        assert_eq!((taken.number, taken.is_refused()), (Some(1), false));
        let stored = operator.programme(Which::Current).await.unwrap().unwrap();
        assert_eq!(stored.programme, programme);
        assert_eq!(
            (stored.row.state.as_str(), stored.row.kind.as_str()),
            ("approved", "adopted")
        );
        let again = operator
            .take_in_programme(&programme, &TakeIn::default())
            .await
            .unwrap();
        assert_eq!((again.number, again.is_the_same()), (None, true));
        // The municipality's plan is known from it.
        let identity = operator.plan_identity().await.unwrap().unwrap();
        assert_eq!(
            (identity.years.from(), identity.years.to()),
            (Some(2024), Some(2027))
        );
        assert_eq!(identity.title, programme.document.title);
    });
}

// covers: PLN-21
#[test]
fn a_programme_with_errors_is_refused_whole() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let operator = town.operator();
        let mut programme = template("ogres-novads", 2027);
        programme.activities[1].years.clear();
        programme.tasks[0].activity_nr = "9.1".to_owned();
        let taken = operator
            .take_in_programme(&programme, &TakeIn::default())
            .await
            .unwrap();
        let codes: Vec<FindingCode> = taken
            .findings
            .iter()
            .filter(|one| one.is_error())
            .map(|one| one.code)
            .collect();
        assert_eq!(
            codes,
            [
                FindingCode::ActivityWithoutYears,
                FindingCode::TaskWithoutActivity
            ]
        );
        assert_eq!(taken.number, None);
        assert!(operator.programme(Which::Current).await.unwrap().is_none());
    });
}

// covers: PLN-01, PLN-14
#[test]
fn a_new_version_is_proposed_by_the_board_and_approved_by_the_council() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let operator = town.operator();
        operator
            .take_in_programme(&template("ogres-novads", 2024), &TakeIn::default())
            .await
            .unwrap();
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let council = town.as_role(Role::MunicipalLeadership, None, None).await;
        let mut changed = template("ogres-novads", 2024);
        changed.activities[0].expected_result = "2 pasākumi gadā katrā izglītības iestādē".to_owned();
        let taken = board
            .take_in_programme(&changed, &TakeIn::default())
            .await
            .unwrap();
        assert_eq!(taken.number, Some(2));
        assert_eq!(taken.changes.len(), 1);
        assert_eq!(taken.changes[0].fields[0].column, "expected_result");
        let step = async |ctx: &balsts_app::Ctx, event, decision: &Decision| {
            ctx.step_programme(2, event, decision, "").await
        };
        let none = Decision::default();
        // Not before it is proposed, not by the board, not without a decision, not tomorrow's.
        assert!(matches!(
            step(&council, VersionEvent::Approve, &decision()).await,
            Err(AppError::Conflict(_))
        ));
        assert!(matches!(
            step(&council, VersionEvent::Propose, &none).await,
            Err(AppError::Forbidden)
        ));
        step(&board, VersionEvent::Propose, &none).await.unwrap();
        assert!(matches!(
            step(&board, VersionEvent::Approve, &decision()).await,
            Err(AppError::Forbidden)
        ));
        assert!(matches!(
            step(&council, VersionEvent::Approve, &none).await,
            Err(AppError::Invalid(_))
        ));
        let tomorrow = Decision {
            on: Some(date(2026, 11, 21)),
            ..decision()
        };
        assert!(matches!(
            step(&council, VersionEvent::Approve, &tomorrow).await,
            Err(AppError::Invalid(_))
        ));
        step(&council, VersionEvent::Approve, &decision()).await.unwrap();
        let versions = board.programme_versions().await.unwrap();
        let states: Vec<(i64, &str)> = versions
            .iter()
            .map(|row| (row.number, row.state.as_str()))
            .collect();
        assert_eq!(states, [(2, "approved"), (1, "superseded")]);
        let steps = board.programme_steps(&versions[0]).await.unwrap();
        let events: Vec<&str> = steps.iter().map(|step| step.event.as_str()).collect();
        assert_eq!(events, ["propose", "approve"]);
        let changes = board.programme_changes(&versions[0]).await.unwrap();
        assert_eq!(changes.len(), 1);
        let identity = board.plan_identity().await.unwrap().unwrap();
        assert_eq!(identity.decision.as_deref(), Some("OND/27/12"));
        assert_eq!(
            board.programme(Which::Current).await.unwrap().unwrap().row.number,
            2
        );
    });
}

// covers: PLN-14, PLN-15
#[test]
fn goals_in_use_are_not_dropped_silently_and_a_mid_term_review_leaves_goals_alone() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        town.operator()
            .take_in_programme(&template("ogres-novads", 2024), &TakeIn::default())
            .await
            .unwrap();
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let mut without = template("ogres-novads", 2024);
        without.goals.remove(2);
        without.activities.remove(2);
        let refused = board
            .take_in_programme(&without, &TakeIn::default())
            .await
            .unwrap();
        let errors: Vec<FindingCode> = refused
            .findings
            .iter()
            .filter(|one| one.is_error())
            .map(|one| one.code)
            .collect();
        assert_eq!((errors, refused.number), (vec![FindingCode::GoalDropped], None));
        let meant = TakeIn {
            drop_goals: true,
            ..TakeIn::default()
        };
        assert_eq!(
            board.take_in_programme(&without, &meant).await.unwrap().number,
            Some(2)
        );
        let mut renamed = template("ogres-novads", 2024);
        renamed.goals[0].title.push_str(" visiem");
        let review = TakeIn {
            kind: Some(VersionKind::MidTerm),
            ..TakeIn::default()
        };
        let refused = board.take_in_programme(&renamed, &review).await.unwrap();
        let locked = refused
            .findings
            .iter()
            .find(|one| one.code == FindingCode::GoalLocked)
            .unwrap();
        assert_eq!(
            (locked.table, locked.row, locked.column),
            (Table::Goals, 1, "title")
        );
        assert!(refused.is_refused());
        let mut task = template("ogres-novads", 2024);
        task.tasks[0].title.push_str(" no jauna");
        assert_eq!(
            board.take_in_programme(&task, &review).await.unwrap().number,
            Some(3)
        );
    });
}

// covers: PLN-01, PLN-14, PLN-15
#[test]
fn a_draft_does_not_undo_what_came_into_force_since_it_was_made() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let first = template("ogres-novads", 2024);
        town.operator()
            .take_in_programme(&first, &TakeIn::default())
            .await
            .unwrap();
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let council = town.as_role(Role::MunicipalLeadership, None, None).await;
        let mut review = first.clone();
        review.tasks[0].title.push_str(" no jauna");
        let mid_term = TakeIn {
            kind: Some(VersionKind::MidTerm),
            ..TakeIn::default()
        };
        let taken = board.take_in_programme(&review, &mid_term).await.unwrap();
        assert_eq!(taken.number, Some(2));
        let mut update = first.clone();
        update.goals[0].title.push_str(" visiem");
        let taken = board
            .take_in_programme(&update, &TakeIn::default())
            .await
            .unwrap();
        assert_eq!(taken.number, Some(3));
        let step = async |ctx: &balsts_app::Ctx, number, event| {
            ctx.step_programme(number, event, &decision(), "Vēlreiz").await
        };
        step(&board, 2, VersionEvent::Propose).await.unwrap();
        step(&board, 3, VersionEvent::Propose).await.unwrap();
        step(&council, 3, VersionEvent::Approve).await.unwrap();
        // The review was looked at against the first version: approved now, it would take the goal back.
        let overtaken = |result: Result<(), AppError>| {
            assert!(
                matches!(result, Err(AppError::Conflict("error-programme-overtaken"))),
                "{result:?}"
            );
        };
        overtaken(step(&council, 2, VersionEvent::Approve).await);
        step(&council, 2, VersionEvent::Return).await.unwrap();
        overtaken(step(&board, 2, VersionEvent::Propose).await);
        let in_force = board.programme(Which::Current).await.unwrap().unwrap();
        assert_eq!((in_force.row.number, &in_force.programme), (3, &update));
        // Taken in anew it is told what it would change, and as a review it is refused.
        let again = board.take_in_programme(&review, &mid_term).await.unwrap();
        assert_eq!((again.is_refused(), again.compared_with), (true, Some(3)));
        review.goals.clone_from(&update.goals);
        let again = board.take_in_programme(&review, &mid_term).await.unwrap();
        assert_eq!((again.number, again.changes.len()), (Some(4), 1));
        step(&board, 4, VersionEvent::Propose).await.unwrap();
        step(&council, 4, VersionEvent::Approve).await.unwrap();
    });
}

// covers: PLN-14
#[test]
fn who_has_none_starts_from_the_template() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        assert_eq!(board.start_programme().await.unwrap(), 1);
        let started = board.programme(Which::Current).await.unwrap().unwrap();
        assert_eq!(
            (started.row.state.as_str(), started.row.from_year),
            ("draft", 2027)
        );
        assert!(matches!(
            board.start_programme().await,
            Err(AppError::Conflict(_))
        ));
        let council = town.as_role(Role::MunicipalLeadership, None, None).await;
        assert!(matches!(
            council.start_programme().await,
            Err(AppError::Forbidden)
        ));
        let mut noted = started.programme;
        noted.irregularities.push(Irregularity {
            place: "3.1".to_owned(),
            kind: "markup".to_owned(),
            text: "Svītra aiz nosaukuma.".to_owned(),
        });
        let taken = board.take_in_programme(&noted, &TakeIn::default()).await.unwrap();
        assert_eq!(taken.changes.len(), 1);
    });
}

// covers: IND-01, IND-06
#[test]
fn an_indicator_numbered_anew_keeps_its_method_and_a_new_one_takes_no_other_ones() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let operator = town.operator();
        let mut programme = ogre();
        let methods = async || -> Vec<(String, Option<&'static str>)> {
            let year = operator.indicators(2026).await.unwrap();
            year.lines
                .iter()
                .map(|line| {
                    let method = line.method().map(balsts_domain::indicators::Method::code);
                    (line.indicator.title.clone(), method)
                })
                .collect()
        };
        // Nothing is taken in yet: the programme that ships.
        let before = methods().await;
        assert!(before.iter().all(|(_, method)| method.is_some()), "{before:?}");

        // The first two change places, the third is about something else under its old number, the fourth says its method itself.
        programme.indicators[0].nr = "2".to_owned();
        programme.indicators[1].nr = "1".to_owned();
        programme.indicators[2].title = "Dalībnieku skaits karjeras dienās".to_owned();
        programme.indicators[3].title = "Atbalsta speciālisti skolās".to_owned();
        programme.indicators[3].method = Some("institutions_with_specialists_share".to_owned());
        let taken = operator
            .take_in_programme(&programme, &TakeIn::default())
            .await
            .unwrap();
        assert!(!taken.is_refused(), "{:?}", taken.findings);
        let changed = operator.programme(Which::Current).await.unwrap().unwrap();
        assert_eq!(changed.programme.indicators[0].nr, "2");
        let after = methods().await;
        assert_eq!(after[..2], before[..2], "the method goes with the title");
        assert_eq!(
            after[2].1, None,
            "what nobody assigned a method is typed by a person"
        );
        assert_eq!(after[3].1, Some("institutions_with_specialists_share"));
        assert_eq!(after[4..], before[4..]);
    });
}
