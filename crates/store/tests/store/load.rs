//! Loading files: what is new, changed and gone, and what is refused.

mod history;
mod model;

use balsts_domain::access::{Action, Actor, Resource, Scope};
use balsts_store::{
    AuditEvent, Store, StoreError,
    load::{
        AbsenceRow, Comparison, Fate, InstitutionRow, LOADS_CHANGED, LoadKind, LoadNote, Loaded,
        PupilCodeRow, PupilRow, Rows,
    },
};
use balsts_testkit::{Database, on_both, town};
use jiff::civil::{Date, date};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};

const TODAY: Date = date(2026, 11, 20);

struct Registry {
    store: Store,
    raw: DatabaseConnection,
    municipality: i64,
}

fn event() -> AuditEvent {
    AuditEvent {
        municipality: None,
        user: None,
        actor: "operator",
        action: "load.commit".to_owned(),
        subject: "load",
        subject_id: None,
        detail: String::new(),
    }
}

fn note(snapshot: bool) -> LoadNote {
    LoadNote {
        file_name: "test.csv".to_owned(),
        profile: None,
        snapshot,
        user: None,
        source: None,
        source_note: None,
        at: 1,
        as_of: TODAY,
        rows: 0,
        event: event(),
    }
}

/// Every table that loads write to, with the columns that make up its rows.
const DUMPED: [(&str, &str); 7] = [
    ("institutions", "id code created_load_id"),
    (
        "institution_records",
        "id institution_id name kind valid_from valid_to load_id ended_load_id",
    ),
    (
        "pupils",
        "id public_id merged_into_id merged_load_id created_load_id",
    ),
    (
        "pupil_codes",
        "id pupil_id kind code current load_id ended_load_id",
    ),
    (
        "pupil_records",
        "id pupil_id given_name family_name birth_date load_id ended_load_id",
    ),
    (
        "enrolments",
        "id pupil_id institution_id class from_day to_day load_id ended_load_id",
    ),
    (
        "absences",
        "id pupil_id institution_id day lesson subject kind load_id ended_load_id",
    ),
];

impl Registry {
    /// Two institutions and three pupils with codes `1`, `2`, `3`.
    async fn new(database: &Database) -> Self {
        let municipality = town(&database.store, "2026-11-20T09:00:00Z").await.municipality;
        let raw = sea_orm::Database::connect(&database.url).await.unwrap();
        let registry = Self {
            store: database.store.clone(),
            raw,
            municipality,
        };
        let mut rows = Rows::new(LoadKind::Institutions);
        for (index, code) in ["A", "B"].into_iter().enumerate() {
            let id = -1 - index as i64;
            rows.announce_institution(id, code);
            rows.institution(2, institution(id, code, "pamatskola"));
        }
        registry.load(rows, false).await.unwrap();
        let mut rows = Rows::new(LoadKind::Pupils);
        for code in 1..=3_i64 {
            rows.announce_pupil(-code, format!("public-{code}"));
            rows.pupil(2, pupil(-code, "Anna"));
            registry.code(&mut rows, -code, &code.to_string());
        }
        registry.load(rows, false).await.unwrap();
        registry
    }

    fn code(&self, rows: &mut Rows, pupil: i64, code: &str) {
        rows.pupil_code(
            self.municipality,
            2,
            PupilCodeRow {
                pupil,
                kind: "personal",
                code,
                current: true,
            },
        );
    }

    fn scope(&self) -> Scope {
        Actor::operator(self.municipality, TODAY)
            .scope(Action::Write, Resource::Load)
            .unwrap()
    }

    async fn load(&self, rows: Rows, snapshot: bool) -> Result<(Comparison, Loaded), StoreError> {
        let mut staging = self.store.stage(&self.scope(), rows.kind()).await?;
        staging.add(rows).await?;
        let duplicates = staging.seal(10).await?;
        assert_eq!(duplicates.contradicting, 0, "the model's files have none");
        let comparison = staging.compare(snapshot).await?;
        let loaded = staging.commit(comparison, note(snapshot)).await?;
        Ok((comparison, loaded))
    }

    async fn undo(&self, load: i64) -> Result<Vec<i64>, StoreError> {
        self.store.undo_load(self.municipality, load, 2, event()).await
    }

    async fn lines(&self, sql: &str) -> Vec<String> {
        let rows = self
            .raw
            .query_all_raw(Statement::from_string(self.raw.get_database_backend(), sql))
            .await
            .unwrap();
        rows.iter()
            .map(|row| row.try_get_by_index::<String>(0).unwrap())
            .collect()
    }

    async fn dump(&self) -> Vec<String> {
        let mut all = Vec::new();
        for (table, columns) in DUMPED {
            let parts: Vec<String> = columns
                .split(' ')
                .map(|column| format!("COALESCE(CAST({column} AS TEXT), '-')"))
                .collect();
            let rows = self
                .lines(&format!(
                    "SELECT {} FROM {table} ORDER BY id",
                    parts.join(" || ' ' || ")
                ))
                .await;
            all.extend(rows.into_iter().map(|row| format!("{table} {row}")));
        }
        all
    }

    /// Absences in force when `load` was the last one: pupil, lesson, institution -> kind.
    async fn absences(&self, load: i64) -> Vec<String> {
        self.lines(&format!(
            "SELECT CAST(pupil_id AS TEXT) || ' ' || CAST(day AS TEXT) || ' ' || CAST(lesson AS TEXT) || ' ' || CAST(institution_id AS TEXT) \
             || ' ' || CAST(kind AS TEXT) FROM absences WHERE load_id <= {load} AND (ended_load_id IS NULL OR ended_load_id > {load}) \
             ORDER BY pupil_id, day, lesson, institution_id"
        ))
        .await
    }
}

fn institution<'a>(institution: i64, name: &'a str, kind: &'a str) -> InstitutionRow<'a> {
    InstitutionRow {
        institution,
        name,
        sort_key: name.to_lowercase(),
        kind,
        parent: None,
        address: None,
        email: None,
    }
}

fn pupil(pupil: i64, given_name: &str) -> PupilRow<'_> {
    PupilRow {
        pupil,
        given_name,
        family_name: "Ozola",
        sort_key: "ozola".to_owned(),
        search_key: "ozola".to_owned(),
        birth_date: None,
        sex: None,
        declared_municipality: None,
        declared_address: None,
        home_language: None,
        special_programme_code: None,
    }
}

fn absence(pupil: i64, on: i8, lesson: u8, kind: u8) -> AbsenceRow<'static> {
    AbsenceRow {
        pupil,
        institution: 1,
        date: date(2026, 11, on),
        lesson,
        subject: None,
        kind,
    }
}

fn absences(list: &[(i64, i8, u8, u8)]) -> Rows {
    let mut rows = Rows::new(LoadKind::Absences);
    for (index, (pupil, on, lesson, kind)) in list.iter().enumerate() {
        rows.absence(index as u64 + 2, absence(*pupil, *on, *lesson, *kind));
    }
    rows
}

fn counts(it: Comparison) -> (u64, u64, u64, u64) {
    (it.new, it.changed, it.unchanged, it.gone)
}

fn conflict(error: StoreError) -> String {
    match error {
        StoreError::Conflict(name) => name,
        other => panic!("{other:?}"),
    }
}

// covers: REG-11
#[test]
fn the_same_file_twice_changes_nothing() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let file = [(1, 2, 1, 0), (1, 2, 2, 1), (2, 3, 1, 2)];
        let (first, loaded) = registry.load(absences(&file), false).await.unwrap();
        assert_eq!(counts(first), (3, 0, 0, 0));
        assert_eq!(loaded.touched, [1, 2]);
        let before = registry.dump().await;
        let (second, loaded) = registry.load(absences(&file), true).await.unwrap();
        assert_eq!(counts(second), (0, 0, 3, 0));
        assert!(loaded.touched.is_empty());
        assert_eq!(registry.dump().await, before);
    });
}

// covers: PRV-13
#[test]
fn a_changed_value_keeps_what_was_known_before() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let (_, first) = registry
            .load(absences(&[(1, 2, 1, 1), (1, 2, 2, 0)]), false)
            .await
            .unwrap();
        let (comparison, second) = registry.load(absences(&[(1, 2, 1, 2)]), false).await.unwrap();
        assert_eq!((counts(comparison), comparison.stored), ((0, 1, 0, 0), 2));
        assert_eq!(second.touched, [1]);
        assert!(
            registry.absences(first.load).await[0].ends_with(" 1"),
            "unknown, as it was"
        );
        assert!(registry.absences(second.load).await[0].ends_with(" 2"), "illness");
        assert_eq!(registry.absences(second.load).await.len(), 2);
    });
}

#[test]
fn a_snapshot_ends_what_it_lacks_within_its_institutions_and_period() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        registry
            .load(
                absences(&[(1, 2, 1, 0), (1, 3, 1, 0), (1, 9, 1, 0), (2, 3, 1, 0)]),
                false,
            )
            .await
            .unwrap();
        let mut elsewhere = Rows::new(LoadKind::Absences);
        elsewhere.absence(
            2,
            AbsenceRow {
                institution: 2,
                ..absence(3, 3, 1, 0)
            },
        );
        registry.load(elsewhere, false).await.unwrap();

        let mut staging = registry
            .store
            .stage(&registry.scope(), LoadKind::Absences)
            .await
            .unwrap();
        staging
            .add(absences(&[(1, 2, 1, 0), (1, 4, 2, 0)]))
            .await
            .unwrap();
        staging.seal(10).await.unwrap();
        let comparison = staging.compare(true).await.unwrap();
        assert_eq!((counts(comparison), comparison.stored), ((1, 0, 1, 2), 3));
        let preview = staging.preview(10).await.unwrap();
        let fates: Vec<Fate> = preview.iter().map(|row| row.fate).collect();
        assert_eq!(fates, [Fate::New, Fate::Gone, Fate::Gone]);
        assert_eq!(preview[0].row, Some(3));
        assert_eq!(preview[0].cells[2].new, 2, "lesson");
        let loaded = staging.commit(comparison, note(true)).await.unwrap();
        assert_eq!(loaded.touched, [1, 2]);
        let left = registry.absences(loaded.load).await;
        assert_eq!(
            left.len(),
            4,
            "{left:?}: the 9th and the other institution are outside"
        );
    });
}

#[test]
fn rows_of_one_file_with_the_same_key_are_joined_or_refused() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let mut staging = registry
            .store
            .stage(&registry.scope(), LoadKind::Absences)
            .await
            .unwrap();
        let file = [
            (1, 2, 1, 0),
            (1, 2, 1, 0),
            (2, 2, 1, 0),
            (3, 2, 1, 0),
            (2, 2, 1, 2),
            (1, 2, 1, 0),
        ];
        staging.add(absences(&file)).await.unwrap();
        let found = staging.seal(10).await.unwrap();
        let pairs = |list: &[balsts_store::load::Duplicate]| {
            list.iter().map(|it| (it.row, it.other)).collect::<Vec<_>>()
        };
        assert_eq!(
            (found.repeated, pairs(&found.repeated_rows)),
            (2, vec![(3, 2), (7, 2)])
        );
        assert_eq!(
            (found.contradicting, pairs(&found.contradicting_rows)),
            (2, vec![(4, 6), (6, 4)])
        );
        let comparison = staging.compare(false).await.unwrap();
        assert_eq!(counts(comparison), (2, 0, 0, 0));
    });
}

#[test]
fn an_import_that_stops_half_way_leaves_everything_as_it_was() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        registry.load(absences(&[(1, 2, 1, 0)]), false).await.unwrap();
        let before = registry.dump().await;
        let mut staging = registry
            .store
            .stage(&registry.scope(), LoadKind::Absences)
            .await
            .unwrap();
        staging
            .add(absences(&[(1, 2, 1, 2), (2, 2, 1, 0)]))
            .await
            .unwrap();
        staging.seal(10).await.unwrap();
        staging.compare(true).await.unwrap();
        drop(staging);
        assert_eq!(registry.dump().await, before);
        // The name of the temporary table is free again and nothing is locked.
        registry.load(absences(&[(2, 2, 1, 0)]), false).await.unwrap();
    });
}

#[test]
fn a_comparison_made_before_another_load_is_not_committed() {
    on_both(|database| async move {
        let registry = Registry::new(&database).await;
        let mut staging = registry
            .store
            .stage(&registry.scope(), LoadKind::Absences)
            .await
            .unwrap();
        staging.add(absences(&[(1, 2, 1, 2)])).await.unwrap();
        staging.seal(10).await.unwrap();
        let comparison = staging.compare(false).await.unwrap();
        registry.load(absences(&[(1, 2, 1, 0)]), false).await.unwrap();
        let error = staging.commit(comparison, note(false)).await.unwrap_err();
        assert_eq!(conflict(error), LOADS_CHANGED);
    });
}
