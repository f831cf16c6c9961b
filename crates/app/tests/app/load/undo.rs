//! Undoing a load and merging duplicates, as people with roles do.

use balsts_app::{AppError, load::LoadOptions};
use balsts_domain::access::Role;
use balsts_intake::Kind;
use balsts_testkit::on_both;

use super::{Registry, files::ALL, load, options};

fn conflict<T: std::fmt::Debug>(result: Result<T, AppError>) -> &'static str {
    match result {
        Err(AppError::Conflict(key)) => key,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_last_load_can_be_undone_for_a_day() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let report = registry.load(ALL[3].0, ALL[3].1).await;
        let id = report.load_id.unwrap();
        let late = registry.town.at("2026-11-21T09:00:01Z").operator();
        assert_eq!(conflict(late.undo_load(id).await), "error-load-undo-late");
        assert!(!late.loads(1).await.unwrap()[0].undoable);
        assert!(registry.operator.loads(1).await.unwrap()[0].undoable);
        let undone = registry.operator.undo_load(id).await.unwrap();
        assert_eq!(undone.touched_pupils, report.touched_pupils);
        assert_eq!(registry.count("absences").await, 0);
        assert_eq!(
            conflict(registry.operator.undo_load(id).await),
            "error-load-undone"
        );
        let enrolments = registry.operator.loads(9).await.unwrap()[2].load.id;
        assert_eq!(
            conflict(registry.operator.undo_load(enrolments).await),
            "error-load-undo-in-use",
            "pupils"
        );
        assert_eq!(
            registry.count("audit_entries WHERE action = 'load.undo'").await,
            1
        );
    });
}

#[test]
fn a_school_sees_and_undoes_its_own_loads_alone() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let school = database
            .store
            .institution_id(registry.town.municipality, "OP")
            .await
            .unwrap();
        let head = registry.town.as_role(Role::SchoolHead, Some(school), None).await;
        let report = load(&head, ALL[3].0, ALL[3].1, &options()).await;
        let other = registry.town.as_role(Role::SchoolHead, Some(school), None).await;
        assert_eq!(
            (
                head.loads(9).await.unwrap().len(),
                other.loads(9).await.unwrap().len()
            ),
            (1, 0)
        );
        let id = report.load_id.unwrap();
        assert!(matches!(other.undo_load(id).await, Err(AppError::NotFound)));
        head.undo_load(id).await.unwrap();
    });
}

// covers: REG-07, PRV-13
#[test]
fn two_records_of_one_child_become_one_and_can_come_apart() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let board = registry.town.as_role(Role::EducationBoard, None, None).await;
        let report = registry.load(Kind::Absences, ALL[3].1).await;
        assert_eq!(report.touched_pupils.len(), 2);
        let load = board.merge_pupils(1, 3, "viens bērns").await.unwrap();
        assert_eq!(
            registry
                .count("absences WHERE ended_load_id IS NULL AND pupil_id = 1")
                .await,
            2,
            "same lesson once"
        );
        sums_are_right(&registry).await;
        let file = "pupil_code;institution_code;date;lesson;kind\nUA-7;OP;2026-11-03;1;illness\n";
        let by_former = registry.load(Kind::Absences, file).await;
        assert_eq!(by_former.touched_pupils, [1]);
        assert_eq!(
            conflict(board.merge_pupils(3, 2, "viens bērns").await),
            "error-merge-merged"
        );
        assert!(matches!(
            board.merge_pupils(1, 1, "viens bērns").await,
            Err(AppError::Invalid(_))
        ));
        assert!(matches!(
            board.change_personal_code(1, "010112-2123", "jauns kods").await,
            Err(AppError::Invalid(_))
        ));
        assert!(
            matches!(
                board.change_personal_code(1, "320000-00001", "jauns kods").await,
                Err(AppError::Invalid(_))
            ),
            "another's"
        );
        registry
            .operator
            .undo_load(by_former.load_id.unwrap())
            .await
            .unwrap();
        sums_are_right(&registry).await;
        board.undo_load(load).await.unwrap();
        sums_are_right(&registry).await;
        assert_eq!(
            registry
                .count("absences WHERE ended_load_id IS NULL AND pupil_id = 3")
                .await,
            1
        );
        let school = database
            .store
            .institution_id(registry.town.municipality, "OP")
            .await
            .unwrap();
        let head = registry.town.as_role(Role::SchoolHead, Some(school), None).await;
        assert!(matches!(
            head.merge_pupils(1, 3, "viens bērns").await,
            Err(AppError::Forbidden)
        ));
    });
}

/// The sums kept by institution and day are those of the rows in force.
async fn sums_are_right(registry: &Registry) {
    const KEPT: &str = "(SELECT s.institution_id, s.day, s.illness, s.excused, s.unexcused, s.unexplained FROM absence_day_sums s \
        WHERE s.illness + s.excused + s.unexcused > 0) kept";
    const ROWS: &str = "(SELECT a.institution_id, a.day, SUM(CASE WHEN a.kind = 2 THEN 1 ELSE 0 END) AS illness, \
        SUM(CASE WHEN a.kind = 3 THEN 1 ELSE 0 END) AS excused, SUM(CASE WHEN a.kind IN (0, 1) THEN 1 ELSE 0 END) AS unexcused, \
        SUM(CASE WHEN a.kind = 1 THEN 1 ELSE 0 END) AS unexplained FROM absences a WHERE a.ended_load_id IS NULL GROUP BY a.institution_id, a.day) counted";
    let same = "kept.institution_id = counted.institution_id AND kept.day = counted.day AND kept.illness = counted.illness \
        AND kept.excused = counted.excused AND kept.unexcused = counted.unexcused \
        AND kept.unexplained = counted.unexplained";
    let both = registry.count(&format!("{KEPT} JOIN {ROWS} ON {same}")).await;
    assert_eq!(registry.count(KEPT).await, both);
    assert_eq!(registry.count(ROWS).await, both);
}

// covers: REG-31
#[test]
fn sums_of_absences_follow_every_load_and_undoing() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        registry.load(Kind::Absences, ALL[3].1).await;
        sums_are_right(&registry).await;
        let before = registry.count("absence_day_sums").await;
        assert!(before > 0, "something to sum");
        // Another reason of the same lesson.
        let mut lines = ALL[3].1.lines();
        let (header, row) = (lines.next().unwrap(), lines.next().unwrap());
        let changed = row.replace("unexcused", "illness");
        assert_ne!(changed, row);
        let large = LoadOptions {
            accept_large_change: true,
            ..options()
        };
        let report = registry
            .load_with(Kind::Absences, &format!("{header}\n{changed}\n"), &large)
            .await;
        assert_eq!(report.changed, 1, "{report:?}");
        sums_are_right(&registry).await;
        registry
            .operator
            .undo_load(report.load_id.unwrap())
            .await
            .unwrap();
        sums_are_right(&registry).await;
    });
}
