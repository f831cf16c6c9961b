//! What the State and the Union ask or offer, until a version of the programme takes it into account.

use balsts_app::{
    AppError, Ctx,
    programme::{
        policy_note::{AddPolicyNote, StepPolicyNote},
        version::Decision,
    },
};
use balsts_domain::{
    access::Role,
    programme::{PolicyIssuer, PolicyState, VersionEvent},
};
use balsts_testkit::{Database, Town, on_both, town};
use jiff::civil::date;

async fn board(database: &Database) -> (Town, Ctx) {
    let town = town(&database.store, "2026-11-20T09:00:00Z").await;
    let board = town.as_role(Role::EducationBoard, None, None).await;
    (town, board)
}

fn call() -> AddPolicyNote {
    AddPolicyNote {
        title: "Skola-kopiena, 4.2.3.1.".to_owned(),
        issuer: Some(PolicyIssuer::EuropeanUnion),
        day: Some(date(2026, 11, 2)),
        place: "https://www.cfla.gov.lv/lv/4-2-3-1".to_owned(),
        asks: "Programma ir priekšnosacījums dalībai.".to_owned(),
        activity: String::new(),
    }
}

fn to(state: PolicyState) -> StepPolicyNote {
    StepPolicyNote {
        to: Some(state),
        ..StepPolicyNote::default()
    }
}

fn fields<T: std::fmt::Debug>(result: Result<T, AppError>) -> Vec<String> {
    match result {
        Err(AppError::Invalid(errors)) => errors.0.into_iter().map(|error| error.field).collect(),
        other => panic!("{other:?}"),
    }
}

// covers: PLN-24
#[test]
fn a_call_is_followed_until_a_version_takes_it_into_account() {
    on_both(|database| async move {
        let (_, board) = board(&database).await;
        let version = board.start_programme().await.unwrap();
        let id = board.add_policy_note(&call()).await.unwrap();
        let skipped = StepPolicyNote {
            version: Some(version),
            ..to(PolicyState::TakenIn)
        };
        let early = board.step_policy_note(id, &skipped).await;
        assert!(matches!(early, Err(AppError::Conflict(_))), "{early:?}");
        board
            .step_policy_note(id, &to(PolicyState::ToTakeIn))
            .await
            .unwrap();
        assert_eq!(board.open_policy_notes().await.unwrap().len(), 1);
        for wrong in [None, Some(version + 1)] {
            let step = StepPolicyNote {
                version: wrong,
                ..to(PolicyState::TakenIn)
            };
            assert_eq!(fields(board.step_policy_note(id, &step).await), ["version"]);
        }
        board.step_policy_note(id, &skipped).await.unwrap();
        assert!(board.open_policy_notes().await.unwrap().is_empty());
        let view = board.policy_note(id).await.unwrap();
        assert_eq!(
            (view.row.state.as_str(), view.row.version),
            ("taken_in", Some(version))
        );
        // The version is given up: the note is taken up again, and that version is no answer any more.
        board
            .step_programme(
                version,
                VersionEvent::Withdraw,
                &Decision::default(),
                "Jauna redakcija",
            )
            .await
            .unwrap();
        board
            .step_policy_note(id, &to(PolicyState::ToTakeIn))
            .await
            .unwrap();
        assert_eq!(fields(board.step_policy_note(id, &skipped).await), ["version"]);
        assert_eq!(
            fields(board.step_policy_note(id, &to(PolicyState::NotOurs)).await),
            ["note"]
        );
        let reason = StepPolicyNote {
            note: "Konkurss ir beidzies.".to_owned(),
            ..to(PolicyState::NotOurs)
        };
        board.step_policy_note(id, &reason).await.unwrap();
        let view = board.policy_note(id).await.unwrap();
        assert_eq!((view.row.state.as_str(), view.row.version), ("not_ours", None));
        let history: Vec<_> = view
            .steps
            .iter()
            .map(|step| (step.state.as_str(), step.version))
            .collect();
        assert_eq!(
            history,
            [
                ("noted", None),
                ("to_take_in", None),
                ("taken_in", Some(version)),
                ("to_take_in", None),
                ("not_ours", None)
            ],
            "nothing is written over"
        );
    });
}

// covers: PLN-24
#[test]
fn the_board_writes_notes_and_whoever_reads_the_programme_reads_them() {
    on_both(|database| async move {
        let (town, board) = board(&database).await;
        assert_eq!(
            fields(board.add_policy_note(&AddPolicyNote::default()).await),
            ["title", "issuer", "day", "place", "asks"]
        );
        let wrong = AddPolicyNote {
            day: Some(date(2026, 11, 21)),
            place: "http://cfla.gov.lv".to_owned(),
            activity: "99.9".to_owned(),
            ..call()
        };
        assert_eq!(
            fields(board.add_policy_note(&wrong).await),
            ["day", "place", "activity"]
        );
        let paper = AddPolicyNote {
            place: "Latvijas Vēstnesis, 2026/214".to_owned(),
            ..call()
        };
        let id = board.add_policy_note(&paper).await.unwrap();
        let school = town.institution("OP", "basic_school").await;
        let teacher = town.as_role(Role::ClassTeacher, Some(school), Some("8.b")).await;
        assert_eq!(teacher.policy_notes().await.unwrap().len(), 1);
        let refused = teacher.add_policy_note(&call()).await;
        assert!(matches!(refused, Err(AppError::Forbidden)), "{refused:?}");
        let refused = teacher.step_policy_note(id, &to(PolicyState::ToTakeIn)).await;
        assert!(matches!(refused, Err(AppError::Forbidden)), "{refused:?}");
    });
}
