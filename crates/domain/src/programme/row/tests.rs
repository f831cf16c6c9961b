//! Rows written by hand: each programme that ships is written as it stands, and what is wrong is told.

use super::super::{ChangeKind, changes, shipped, template};
use super::*;

fn wrong(result: Result<(Programme, String), RowRefused>) -> Vec<(FindingCode, &'static str)> {
    match result {
        Err(RowRefused::Wrong(found)) => found.iter().map(|one| (one.code, one.column)).collect(),
        other => panic!("{other:?}"),
    }
}

// covers: PLN-01, PLN-14
#[test]
fn every_row_of_every_programme_is_written_as_it_stands_and_changes_nothing() {
    for programme in shipped() {
        for (table, keys) in [
            (Table::Activities, programme.activity_keys()),
            (Table::Tasks, programme.task_keys()),
        ] {
            for key in keys {
                let place = RowPlace::Of(key);
                let texts = programme.row_texts(table, &place).unwrap();
                let texts: Vec<(&str, &str)> =
                    texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
                let (after, _) = programme.with_row(table, &place, &texts).unwrap();
                assert_eq!(after, programme, "{} {place:?}", programme.municipality);
            }
        }
    }
}

// covers: PLN-01, PLN-14
#[test]
fn a_changed_row_takes_what_follows_from_it_along() {
    let before = template("ogres-novads", 2028);
    let key = before.task_keys()[0].clone();
    let who = before.institutions[0].name.clone();
    let (after, same) = before
        .with_row(
            Table::Tasks,
            &RowPlace::Of(key.clone()),
            &[
                ("title", "Izveidot darba grupu un tās kārtību"),
                ("term_text", "2029., 2031."),
                ("executor", &who),
                ("activity_nr", "99"),
            ],
        )
        .unwrap();
    assert_eq!(same, key, "what is not written by hand stays");
    let task = &after.tasks[0];
    assert_eq!((task.start.year(), task.end.year()), (2029, 2031));
    assert_eq!(task.years, [2029, 2031]);
    let told = changes(&before, &after);
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].table, told[0].kind), (Table::Tasks, ChangeKind::Changed));
    let activity = RowPlace::Of(before.activity_keys()[0].clone());
    let (after, _) = before
        .with_row(Table::Activities, &activity, &[("involved", &who)])
        .unwrap();
    assert_eq!(after.activities[0].involved_text, who);
}

// covers: PLN-01, PLN-14
#[test]
fn a_row_that_a_file_could_not_bring_is_refused_by_its_field() {
    let before = template("ogres-novads", 2028);
    let task = RowPlace::Of(before.task_keys()[0].clone());
    let activity = RowPlace::Of(before.activity_keys()[0].clone());
    let tried = |table, place: &RowPlace, name, text| wrong(before.with_row(table, place, &[(name, text)]));
    let (a, t) = (Table::Activities, Table::Tasks);
    assert_eq!(
        tried(t, &task, "title", ""),
        [(FindingCode::NotAccepted, "title")]
    );
    assert_eq!(
        tried(t, &task, "term_text", "drīz"),
        [(FindingCode::Term, "term_text")]
    );
    assert_eq!(
        tried(t, &task, "executor", "Mēness pārvalde"),
        [(FindingCode::UnknownInstitution, "executor")]
    );
    assert_eq!(
        tried(a, &activity, "years", "drīz"),
        [(FindingCode::NotAccepted, "years")]
    );
    assert_eq!(
        tried(a, &activity, "years", ""),
        [(FindingCode::ActivityWithoutYears, "years")]
    );
    assert_eq!(
        tried(a, &activity, "expected_result", "sasniegti 120% vecāku"),
        [(FindingCode::ShareOver, "expected_result")]
    );
    let nowhere = before.with_row(t, &RowPlace::Of("nav".to_owned()), &[]);
    assert_eq!(nowhere, Err(RowRefused::NotThere));
}

// covers: PLN-01, PLN-14, REP-16
#[test]
fn a_new_number_takes_the_tasks_along_and_is_told_as_a_change() {
    let before = template("ogres-novads", 2028);
    let at = before
        .activities
        .iter()
        .position(|one| {
            before
                .tasks
                .iter()
                .any(|task| Some(task.activity_nr.as_str()) == one.number())
        })
        .unwrap();
    let old = before.activities[at].number().unwrap().to_owned();
    let place = RowPlace::Of(before.activity_keys()[at].clone());
    let of = |programme: &Programme, number: &str| {
        let tasks = programme.tasks.iter();
        tasks.filter(|task| task.activity_nr == number).count()
    };
    let (after, key) = before
        .with_row(Table::Activities, &place, &[("nr", "7.77")])
        .unwrap();
    assert_eq!(
        (key.as_str(), after.activities[at].number()),
        ("7.77", Some("7.77"))
    );
    assert_eq!((of(&after, &old), of(&after, "7.77")), (0, of(&before, &old)));
    let told = changes(&before, &after);
    let of_activity: Vec<_> = told.iter().filter(|one| one.table == Table::Activities).collect();
    assert_eq!(of_activity.len(), 1, "{told:?}");
    assert_eq!(
        (of_activity[0].kind, of_activity[0].key.as_str()),
        (ChangeKind::Changed, "7.77")
    );
    assert!(
        of_activity[0]
            .fields
            .iter()
            .any(|field| field.column == "nr" && field.after == "7.77")
    );
    // A number that another activity has is refused, as in a file.
    let other = before.activities.iter().rev().find_map(Activity::number).unwrap();
    assert_ne!(other, old);
    let taken = before.with_row(Table::Activities, &place, &[("nr", other)]);
    assert!(wrong(taken).contains(&(FindingCode::DuplicateNumber, "nr")));
}

// covers: PLN-14, PLN-21
#[test]
fn what_was_odd_already_stays_odd_when_a_number_changes() {
    for before in shipped() {
        let known = check(&before);
        let keys = before.activity_keys();
        let Some((key, _)) = keys
            .iter()
            .zip(&before.activities)
            .find(|(_, one)| one.nr.is_some())
        else {
            continue;
        };
        let place = RowPlace::Of(key.clone());
        let (after, _) = before
            .with_row(Table::Activities, &place, &[("nr", "9.99")])
            .unwrap();
        assert_eq!(after.irregularities, before.irregularities, "they are kept");
        let errors = |found: &[Finding]| found.iter().filter(|one| one.is_error()).count();
        assert!(
            errors(&check(&after)) <= errors(&known),
            "{}",
            before.municipality
        );
    }
}

// covers: PLN-14, REP-16
#[test]
fn a_row_is_removed_unless_tasks_need_it_and_an_institution_is_added() {
    let before = template("ogres-novads", 2028);
    let task = before.task_keys()[0].clone();
    let after = before.without_row(Table::Tasks, &task).unwrap();
    assert_eq!(after.tasks.len(), before.tasks.len() - 1);
    let told = changes(&before, &after);
    assert_eq!(
        told.iter().map(|one| (one.table, one.kind)).collect::<Vec<_>>(),
        [(Table::Tasks, ChangeKind::Removed)]
    );
    let number = before.tasks[0].activity_nr.clone();
    let at = before
        .activities
        .iter()
        .position(|one| one.number() == Some(number.as_str()));
    let key = before.activity_keys()[at.unwrap()].clone();
    let Err(RowRefused::Wrong(found)) = before.without_row(Table::Activities, &key) else {
        panic!("its tasks would be left without an activity");
    };
    assert!(
        found
            .iter()
            .any(|one| one.code == FindingCode::TaskWithoutActivity)
    );
    assert_eq!(before.without_row(Table::Tasks, "nav"), Err(RowRefused::NotThere));
    let place = RowPlace::Of(key);
    let known = before.institutions[0].name.clone();
    let wider = before.with_institutions(&["Mēness pārvalde", &known]);
    assert_eq!(wider.institutions.len(), before.institutions.len() + 1);
    let (after, _) = wider
        .with_row(Table::Activities, &place, &[("involved", "Mēness pārvalde")])
        .unwrap();
    let told = changes(&before, &after);
    assert!(
        told.iter()
            .any(|one| one.table == Table::Institutions && one.kind == ChangeKind::Added)
    );
}

// covers: PLN-01, PLN-14
#[test]
fn a_new_row_stands_after_the_last_of_its_goal_with_the_next_number() {
    let before = template("ogres-novads", 2028);
    let first = before.activities[0].clone();
    let place = RowPlace::UnderGoal(first.level, first.goal_nr.clone());
    let who = before.institutions[0].name.clone();
    let (after, key) = before
        .with_row(
            Table::Activities,
            &place,
            &[
                ("title", "Vecāku skola"),
                ("responsible", &who),
                ("years", "2028, 2029"),
            ],
        )
        .unwrap();
    assert_eq!(after.activities.len(), before.activities.len() + 1);
    let at = after
        .activities
        .iter()
        .position(|one| one.title == "Vecāku skola")
        .unwrap();
    assert_eq!(after.activity_keys()[at], key);
    let of_goal = after
        .activities
        .iter()
        .rposition(|one| (one.level, &one.goal_nr) == (first.level, &first.goal_nr));
    assert_eq!(of_goal, Some(at));
    let added = changes(&before, &after);
    assert_eq!(
        added.iter().map(|one| one.kind).collect::<Vec<_>>(),
        [ChangeKind::Added]
    );
    let untitled = before.with_row(Table::Activities, &place, &[("title", " "), ("years", "2028")]);
    assert_eq!(wrong(untitled), [(FindingCode::NotAccepted, "title")]);
    // A task of it, with the days of its term.
    let (with_task, task) = after
        .with_row(
            Table::Tasks,
            &RowPlace::UnderActivity(key.clone()),
            &[
                ("title", "Rīkot nodarbības"),
                ("term_text", "2029."),
                ("executor", &who),
            ],
        )
        .unwrap();
    let task = with_task
        .tasks
        .iter()
        .zip(with_task.task_keys())
        .find(|(_, one)| *one == task);
    let (task, _) = task.unwrap();
    assert_eq!((&task.activity_nr, task.start.year()), (&key, 2029));
    assert_eq!(task.nr.as_deref(), Some(format!("{key}.1").as_str()));
    let goal = RowPlace::UnderGoal(PreventionLevel::Tailored, "77".to_owned());
    assert_eq!(
        before.with_row(Table::Activities, &goal, &[]),
        Err(RowRefused::NotThere)
    );
}
