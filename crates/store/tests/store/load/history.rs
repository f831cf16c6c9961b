//! What a load leaves known as it was before: institutions, codes of pupils, merged duplicates, and how it comes apart again.

use balsts_store::{
    StoreError,
    load::{Correction, EnrolmentRow, IN_USE, LATER_LOAD, LoadKind, Rows},
};
use balsts_testkit::on_both;
use jiff::civil::date;

use super::{Registry, absences, conflict, counts, event, institution, pupil};

fn enrolment(pupil: i64, institution: i64) -> EnrolmentRow<'static> {
    EnrolmentRow {
        pupil,
        institution,
        class: "8.b",
        class_key: "08b",
        grade: Some(8),
        from: date(2026, 9, 1),
        to: None,
        programme_code: None,
        study_form: None,
        repeats_year: None,
        leaving_reason: None,
    }
}

// covers: REG-02, REG-03, ROL-21
#[test]
fn an_institution_that_changes_keeps_its_history_by_date() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let before = registry.dump().await;
        let mut rows = Rows::new(LoadKind::Institutions);
        rows.institution(2, institution(1, "A", "vidusskola"));
        rows.institution(3, institution(2, "B", "pamatskola"));
        let (comparison, loaded) = registry.load(rows, false).await.unwrap();
        assert_eq!(counts(comparison), (0, 1, 1, 0));
        let history = registry
            .lines(
                "SELECT kind || ' ' || CAST(valid_from AS TEXT) || ' ' || COALESCE(CAST(valid_to AS TEXT), '') FROM institution_records \
                 WHERE institution_id = 1 AND ended_load_id IS NULL ORDER BY valid_from",
            )
            .await;
        assert_eq!(history, ["pamatskola -25567 20776", "vidusskola 20777 "]);
        registry.undo(loaded.load).await.unwrap();
        assert_eq!(registry.dump().await, before);
    });
}

// covers: REG-07
#[test]
fn a_pupil_with_another_code_is_the_same_pupil_and_undo_takes_new_pupils_away() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let before = registry.dump().await;
        let mut rows = Rows::new(LoadKind::Pupils);
        rows.pupil(2, pupil(1, "Anna"));
        registry.code(&mut rows, 1, "1x");
        rows.announce_pupil(-1, "public-4".to_owned());
        rows.pupil(3, pupil(-1, "Jānis"));
        registry.code(&mut rows, -1, "4");
        let (comparison, loaded) = registry.load(rows, false).await.unwrap();
        assert_eq!(counts(comparison), (1, 1, 0, 0), "a code more is a change");
        assert_eq!(loaded.touched, [1, 4]);
        let codes = registry.store.known_codes(&registry.scope()).await.unwrap();
        let of = |code: &str| codes.iter().find(|it| it.code == code).map(|it| it.pupil_id);
        assert_eq!((of("1"), of("1x"), of("4")), (Some(1), Some(1), Some(4)));
        assert_eq!(registry.undo(loaded.load).await.unwrap(), [1]);
        assert_eq!(registry.dump().await, before);
    });
}

#[test]
fn a_load_others_build_on_cannot_be_undone() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let (_, first) = registry.load(absences(&[(1, 2, 1, 1)]), false).await.unwrap();
        let (_, second) = registry.load(absences(&[(1, 2, 1, 2)]), false).await.unwrap();
        assert_eq!(conflict(registry.undo(first.load).await.unwrap_err()), LATER_LOAD);
        assert_eq!(
            conflict(registry.undo(2).await.unwrap_err()),
            IN_USE,
            "the pupils have absences"
        );
        assert_eq!(
            conflict(registry.undo(1).await.unwrap_err()),
            IN_USE,
            "the institutions too"
        );
        registry.undo(second.load).await.unwrap();
        assert!(
            matches!(registry.undo(second.load).await, Err(StoreError::NotFound)),
            "only once"
        );
        registry.undo(first.load).await.unwrap();
    });
}

// covers: REG-07
#[test]
fn merged_duplicates_keep_their_history_and_come_apart_again() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let mut rows = Rows::new(LoadKind::Enrolments);
        rows.enrolment(2, enrolment(1, 1));
        rows.enrolment(3, enrolment(2, 1));
        rows.enrolment(4, enrolment(2, 2));
        registry.load(rows, false).await.unwrap();
        registry
            .load(absences(&[(1, 2, 1, 0), (2, 2, 1, 2), (2, 3, 1, 0)]), false)
            .await
            .unwrap();
        let before = registry.dump().await;
        let correction = || Correction {
            municipality: registry.municipality,
            user: None,
            at: 1,
            reason: None,
            event: event(),
        };
        let load = registry.store.merge_pupils(1, 2, correction()).await.unwrap();
        let codes = registry.store.known_codes(&registry.scope()).await.unwrap();
        let second = codes.iter().find(|it| it.code == "2").unwrap();
        assert_eq!(
            (second.pupil_id, second.current),
            (1, false),
            "a former code that finds the child"
        );
        let now = registry.absences(load).await;
        assert_eq!(now.len(), 2);
        assert!(
            now.iter().all(|row| row.starts_with("1 ")) && now[0].ends_with(" 0"),
            "{now:?}: the kept one's stays"
        );
        let enrolments = registry
            .store
            .known_enrolments(&registry.scope(), false)
            .await
            .unwrap();
        assert_eq!(
            enrolments
                .iter()
                .map(|it| (it.pupil_id, it.institution_id))
                .collect::<Vec<_>>(),
            [(1, 1), (1, 2)]
        );
        assert_eq!(
            conflict(registry.store.merge_pupils(3, 2, correction()).await.unwrap_err()),
            "merged_already"
        );
        assert_eq!(registry.undo(load).await.unwrap(), [1, 2]);
        assert_eq!(registry.dump().await, before);
    });
}

// covers: REG-07
#[test]
fn a_new_personal_code_leaves_the_former_one_behind() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let before = registry.dump().await;
        let correction = || Correction {
            municipality: registry.municipality,
            user: None,
            at: 1,
            reason: None,
            event: event(),
        };
        let load = registry
            .store
            .change_personal_code(1, "320000-00001", correction())
            .await
            .unwrap();
        let mut codes = registry.store.known_codes(&registry.scope()).await.unwrap();
        codes.retain(|it| it.pupil_id == 1);
        codes.sort_by_key(|it| it.current);
        assert_eq!(
            codes.iter().map(|it| it.code.as_str()).collect::<Vec<_>>(),
            ["1", "320000-00001"]
        );
        assert_eq!(
            codes.iter().map(|it| it.current).collect::<Vec<_>>(),
            [false, true]
        );
        assert!(
            matches!(
                registry.store.change_personal_code(1, "2", correction()).await,
                Err(StoreError::Conflict(_))
            ),
            "another child's"
        );
        registry.undo(load).await.unwrap();
        assert_eq!(registry.dump().await, before);
    });
}
