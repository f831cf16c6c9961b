//! Rows of a version that is still being written.

use balsts_app::{
    AppError, Ctx,
    programme::{
        Which,
        row::{RemoveRow, RowWritten, WriteRow},
        version::{Decision, TakeIn},
    },
};
use balsts_domain::{
    access::Role,
    programme::{ChangeKind, FindingCode, RowPlace, Table, VersionEvent, VersionKind, template},
};
use balsts_testkit::{Town, on_both, town};

/// A version in force, and a draft of another that differs from it in one cell.
async fn drafted(town: &Town) -> Ctx {
    let mut programme = template("ogres-novads", 2026);
    town.operator()
        .take_in_programme(&programme, &TakeIn::default())
        .await
        .unwrap();
    let board = town.as_role(Role::EducationBoard, None, None).await;
    programme.tasks[0].title.push_str(" un tās kārtību");
    let taken = board
        .take_in_programme(&programme, &TakeIn::default())
        .await
        .unwrap();
    assert_eq!(taken.number, Some(2));
    board
}

fn first_activity() -> RowPlace {
    RowPlace::Of(template("ogres-novads", 2026).activity_keys()[0].clone())
}

async fn opened(ctx: &Ctx, column: &str, text: &str) -> WriteRow {
    let view = ctx
        .programme_row(2, Table::Activities, &first_activity())
        .await
        .unwrap();
    let texts = view.texts.into_iter().map(|(name, stored)| {
        let text = if name == column { text.to_owned() } else { stored };
        (name.to_owned(), text)
    });
    WriteRow {
        number: 2,
        table: Table::Activities,
        place: first_activity(),
        texts: texts.collect(),
        institutions: Vec::new(),
        mark: view.mark,
    }
}

async fn written(town: &Town) -> Vec<String> {
    let entries = town.app.store.audit_entries(0, 10_000).await.unwrap();
    entries
        .into_iter()
        .filter(|entry| entry.action == "programme.row_written")
        .map(|entry| entry.detail)
        .collect()
}

// covers: PLN-01, PLN-14
#[test]
fn a_row_of_a_draft_is_written_and_told_among_the_changes() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let board = drafted(&town).await;
        let new = opened(&board, "expected_result", "70% vecāku").await;
        assert_eq!(board.write_programme_row(&new).await.unwrap(), RowWritten::Kept);
        let version = board.programme(Which::Number(2)).await.unwrap().unwrap();
        assert_eq!(version.programme.activities[0].expected_result, "70% vecāku");
        let told = board.programme_changes(&version.row).await.unwrap();
        let told: Vec<_> = told
            .iter()
            .map(|one| {
                (
                    one.table,
                    one.kind,
                    one.fields[0].column,
                    one.fields[0].after.as_str(),
                )
            })
            .collect();
        assert_eq!(told.len(), 2);
        assert_eq!(
            told[0],
            (
                Table::Activities,
                ChangeKind::Changed,
                "expected_result",
                "70% vecāku"
            )
        );
        // What is in force stays as it is.
        let in_force = board.programme(Which::Number(1)).await.unwrap().unwrap();
        assert_eq!(in_force.programme, template("ogres-novads", 2026));
        let audit = written(&town).await;
        assert_eq!(audit.len(), 1);
        assert!(
            audit[0].contains("number=2 table=activities") && audit[0].ends_with("columns=expected_result")
        );
        // The same again is no change.
        let same = opened(&board, "", "").await;
        assert_eq!(board.write_programme_row(&same).await.unwrap(), RowWritten::Kept);
        assert_eq!(written(&town).await.len(), 1);
    });
}

// covers: PLN-14, PLN-15
#[test]
fn the_next_version_begins_from_the_one_in_force_without_a_file() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-08-10T09:00:00Z").await;
        let board = town.as_role(Role::EducationBoard, None, None).await;
        let nothing = board.start_update(VersionKind::Yearly).await;
        assert!(
            matches!(nothing, Err(AppError::Conflict("error-programme-none-in-force"))),
            "{nothing:?}"
        );
        let programme = template("ogres-novads", 2026);
        town.operator()
            .take_in_programme(&programme, &TakeIn::default())
            .await
            .unwrap();
        let council = town.as_role(Role::MunicipalLeadership, None, None).await;
        let refused = council.start_update(VersionKind::Yearly).await;
        assert!(matches!(refused, Err(AppError::Forbidden)), "{refused:?}");
        let adopted = board.start_update(VersionKind::Adopted).await;
        assert!(matches!(adopted, Err(AppError::Invalid(_))), "{adopted:?}");
        assert_eq!(board.start_update(VersionKind::MidTerm).await.unwrap(), 2);
        let draft = board.programme(Which::Number(2)).await.unwrap().unwrap();
        assert_eq!(
            (
                draft.row.state.as_str(),
                draft.row.kind.as_str(),
                draft.row.based_on
            ),
            ("draft", "mid_term", Some(1))
        );
        assert_eq!(draft.programme, programme);
        assert!(board.programme_changes(&draft.row).await.unwrap().is_empty());
        let twice = board.start_update(VersionKind::Yearly).await;
        assert!(
            matches!(twice, Err(AppError::Conflict("error-programme-draft-open"))),
            "{twice:?}"
        );
        let new = opened(&board, "expected_result", "70% vecāku").await;
        assert_eq!(board.write_programme_row(&new).await.unwrap(), RowWritten::Kept);
        let draft = board.programme(Which::Number(2)).await.unwrap().unwrap();
        let told = board.programme_changes(&draft.row).await.unwrap();
        assert_eq!(told.len(), 1, "the change and nothing else");
        board
            .step_programme(2, VersionEvent::Withdraw, &Decision::default(), "")
            .await
            .unwrap();
        assert_eq!(board.start_update(VersionKind::Yearly).await.unwrap(), 3);
    });
}

// covers: PLN-01, PLN-14
#[test]
fn whoever_writes_later_sees_what_was_written_before() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let board = drafted(&town).await;
        let other = town.as_role(Role::EducationBoard, None, None).await;
        let first = opened(&board, "expected_result", "70% vecāku").await;
        let second = opened(&other, "expected_result", "80% vecāku").await;
        let beside = WriteRow {
            table: Table::Tasks,
            place: RowPlace::Of(template("ogres-novads", 2026).task_keys()[1].clone()),
            ..first.clone()
        };
        assert_eq!(board.write_programme_row(&first).await.unwrap(), RowWritten::Kept);
        assert_eq!(
            other.write_programme_row(&second).await.unwrap(),
            RowWritten::Changed
        );
        // Having seen it, the other may replace it; and another row is nobody's concern.
        let again = opened(&other, "expected_result", "80% vecāku").await;
        assert_eq!(other.write_programme_row(&again).await.unwrap(), RowWritten::Kept);
        let view = other.programme_row(2, beside.table, &beside.place).await.unwrap();
        let beside = WriteRow {
            texts: vec![("title".to_owned(), "Cits darbs".to_owned())],
            mark: view.mark,
            ..beside
        };
        assert_eq!(
            board.write_programme_row(&beside).await.unwrap(),
            RowWritten::Kept
        );
        let version = board.programme(Which::Number(2)).await.unwrap().unwrap();
        assert_eq!(version.programme.activities[0].expected_result, "80% vecāku");
        assert_eq!(version.programme.tasks[1].title, "Cits darbs");
    });
}

// covers: PLN-01, PLN-14
#[test]
fn a_row_is_checked_as_in_a_file_and_only_a_draft_is_open() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let board = drafted(&town).await;
        let bad = opened(&board, "responsible", "Mēness pārvalde").await;
        let RowWritten::Wrong(found) = board.write_programme_row(&bad).await.unwrap() else {
            panic!("an institution that nobody knows is refused");
        };
        assert_eq!(
            (found[0].code, found[0].column),
            (FindingCode::UnknownInstitution, "responsible")
        );
        let long = opened(&board, "title", &"a".repeat(4_001)).await;
        let refused = board.write_programme_row(&long).await;
        assert!(matches!(refused, Err(AppError::Invalid(errors)) if errors.0[0].field == "title"));
        let leader = town.as_role(Role::MunicipalLeadership, None, None).await;
        let new = opened(&board, "title", "Cits nosaukums").await;
        let foreign = leader.write_programme_row(&new).await;
        assert!(matches!(foreign, Err(AppError::Forbidden)), "{foreign:?}");
        let of_force = WriteRow {
            number: 1,
            ..new.clone()
        };
        let kept = board.write_programme_row(&of_force).await;
        assert!(matches!(kept, Err(AppError::Conflict("error-programme-step"))));
        board
            .step_programme(2, VersionEvent::Propose, &Decision::default(), "")
            .await
            .unwrap();
        let proposed = board.write_programme_row(&new).await;
        assert!(matches!(
            proposed,
            Err(AppError::Conflict("error-programme-step"))
        ));
        assert!(written(&town).await.is_empty());
    });
}

// covers: PLN-14
#[test]
fn two_rows_written_at_the_same_time_are_both_kept() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let board = drafted(&town).await;
        let keys = template("ogres-novads", 2026).task_keys();
        let write = async |key: &String| {
            let place = RowPlace::Of(key.clone());
            let view = board.programme_row(2, Table::Tasks, &place).await.unwrap();
            let new = WriteRow {
                number: 2,
                table: Table::Tasks,
                place,
                texts: vec![("title".to_owned(), format!("Darbs {key}"))],
                institutions: Vec::new(),
                mark: view.mark,
            };
            board.write_programme_row(&new).await.unwrap()
        };
        let (one, other) = tokio::join!(write(&keys[0]), write(&keys[1]));
        assert_eq!((one, other), (RowWritten::Kept, RowWritten::Kept));
        let version = board.programme(Which::Number(2)).await.unwrap().unwrap();
        for (task, key) in version.programme.tasks.iter().zip(&keys).take(2) {
            assert_eq!(task.title, format!("Darbs {key}"));
        }
    });
}

// covers: PLN-14, REP-16
#[test]
fn a_number_an_institution_and_a_row_of_a_draft_change_and_are_told() {
    on_both(|database| async move {
        let town = town(&database.store, "2026-11-20T09:00:00Z").await;
        let board = drafted(&town).await;
        let mut new = opened(&board, "nr", "1.7").await;
        for (name, text) in &mut new.texts {
            if name == "involved" {
                *text = "Mēness pārvalde".to_owned();
            }
        }
        let unknown = board.write_programme_row(&new).await.unwrap();
        assert!(matches!(unknown, RowWritten::Wrong(_)), "{unknown:?}");
        new.institutions = vec!["Mēness pārvalde".to_owned()];
        assert_eq!(board.write_programme_row(&new).await.unwrap(), RowWritten::Kept);
        let version = board.programme(Which::Number(2)).await.unwrap().unwrap();
        let activity = &version.programme.activities[0];
        assert_eq!(
            (activity.number(), &activity.involved[..]),
            (Some("1.7"), &["Mēness pārvalde".to_owned()][..])
        );
        assert_eq!(
            version.programme.tasks[0].activity_nr, "1.7",
            "its task goes with it"
        );
        let told = board.programme_changes(&version.row).await.unwrap();
        let of = |table, kind| told.iter().any(|one| (one.table, one.kind) == (table, kind));
        assert!(of(Table::Activities, ChangeKind::Changed) && of(Table::Institutions, ChangeKind::Added));
        assert!(
            !told.iter().any(|one| one.kind == ChangeKind::Removed),
            "{told:?}"
        );

        let removal = async |table, key: &str| {
            let place = RowPlace::Of(key.to_owned());
            let view = board.programme_row(2, table, &place).await.unwrap();
            let gone = RemoveRow {
                number: 2,
                table,
                key: key.to_owned(),
                mark: view.mark,
            };
            board.remove_programme_row(&gone).await.unwrap()
        };
        let needed = removal(Table::Activities, "1.7").await;
        assert!(
            matches!(&needed, RowWritten::Wrong(found) if found[0].code == FindingCode::TaskWithoutActivity),
            "{needed:?}"
        );
        let task = template("ogres-novads", 2026).task_keys()[0].clone();
        assert_eq!(removal(Table::Tasks, &task).await, RowWritten::Kept);
        assert_eq!(removal(Table::Activities, "1.7").await, RowWritten::Kept);
        let version = board.programme(Which::Number(2)).await.unwrap().unwrap();
        let told = board.programme_changes(&version.row).await.unwrap();
        let gone: Vec<Table> = told
            .iter()
            .filter(|one| one.kind == ChangeKind::Removed)
            .map(|one| one.table)
            .collect();
        assert_eq!(gone, [Table::Activities, Table::Tasks]);
        let in_force = board.programme(Which::Number(1)).await.unwrap().unwrap();
        assert_eq!(in_force.programme, template("ogres-novads", 2026));
        let entries = town.app.store.audit_entries(0, 10_000).await.unwrap();
        let removed = entries
            .iter()
            .filter(|entry| entry.action == "programme.row_removed");
        assert_eq!(removed.count(), 2);
        let leader = town.as_role(Role::MunicipalLeadership, None, None).await;
        let foreign = RemoveRow {
            number: 2,
            table: Table::Tasks,
            key: template("ogres-novads", 2026).task_keys()[1].clone(),
            mark: String::new(),
        };
        let refused = leader.remove_programme_row(&foreign).await;
        assert!(matches!(refused, Err(AppError::Forbidden)), "{refused:?}");
        let stale = board.remove_programme_row(&foreign).await.unwrap();
        assert_eq!(
            stale,
            RowWritten::Changed,
            "somebody wrote it since the form was opened"
        );
    });
}
