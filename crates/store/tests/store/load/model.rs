//! Loads and undos in any order against a plain list.

use std::collections::BTreeMap;

use balsts_testkit::on_both;
use proptest::prelude::*;

use super::{Registry, absences};

/// What is tried: a file of absences, as a snapshot or not, or the undoing of an earlier load.
#[derive(Debug, Clone)]
enum Step {
    Load(BTreeMap<Key, u8>, bool),
    Undo(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let file = prop::collection::btree_map((1_i64..=3, 2_i8..=4, 1_u8..=2), 0_u8..=2, 1..6);
    let step = prop_oneof![
        3 => (file, any::<bool>()).prop_map(|(file, snapshot)| Step::Load(file, snapshot)),
        1 => (0_usize..6).prop_map(Step::Undo),
    ];
    prop::collection::vec(step, 1..10)
}

/// Pupil, day and lesson.
type Key = (i64, i8, u8);
/// Key, kind, the load that brought it and the one that ended it.
type Line = (Key, u8, usize, Option<usize>);

/// The plainest thing that could be true: a list of rows with the loads that brought and ended them.
#[derive(Default)]
struct Model {
    rows: Vec<Line>,
    loads: Vec<bool>,
}

impl Model {
    fn load(&mut self, file: &BTreeMap<Key, u8>, snapshot: bool) {
        let load = self.loads.len();
        self.loads.push(true);
        let (first, last) = (
            file.keys().map(|key| key.1).min(),
            file.keys().map(|key| key.1).max(),
        );
        for row in self.rows.iter_mut().filter(|row| row.3.is_none()) {
            let inside = Some(row.0.1) >= first && Some(row.0.1) <= last;
            match file.get(&row.0) {
                Some(kind) if *kind != row.1 => row.3 = Some(load),
                None if snapshot && inside => row.3 = Some(load),
                _ => {}
            }
        }
        for (key, kind) in file {
            if !self.rows.iter().any(|row| row.0 == *key && row.3.is_none()) {
                self.rows.push((*key, *kind, load, None));
            }
        }
    }

    fn undo(&mut self, load: usize) -> bool {
        let later = self.rows.iter().any(|row| {
            let again = |other: &&Line| other.0 == row.0 && other.3.is_none() && other.2 != load;
            (row.2 == load && row.3.is_some())
                || (row.3 == Some(load) && self.rows.iter().any(|other| again(&other)))
        });
        if later || !self.loads.get(load).copied().unwrap_or(false) {
            return false;
        }
        self.rows.retain(|row| row.2 != load);
        for row in self.rows.iter_mut().filter(|row| row.3 == Some(load)) {
            row.3 = None;
        }
        self.loads[load] = false;
        true
    }

    fn known(&self, load: usize) -> Vec<(Key, u8)> {
        let mut rows: Vec<_> = self
            .rows
            .iter()
            .filter(|row| row.2 <= load && row.3.is_none_or(|ended| ended > load))
            .map(|row| (row.0, row.1))
            .collect();
        rows.sort_unstable();
        rows
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    // covers: REG-11, PRV-13
    #[test]
    fn loads_and_undos_in_any_order_are_what_a_plain_list_says(steps in steps()) {
        on_both(|database| {
            let steps = steps.clone();
            async move {
                let registry = Registry::new(&database).await;
                let mut model = Model::default();
                let mut ids = Vec::new();
                for step in steps {
                    match step {
                        Step::Load(file, snapshot) => {
                            let list: Vec<_> = file.iter().map(|(key, kind)| (key.0, key.1, key.2, *kind)).collect();
                            let (_, loaded) = registry.load(absences(&list), snapshot).await.unwrap();
                            ids.push(loaded.load);
                            model.load(&file, snapshot);
                        }
                        Step::Undo(index) if index < ids.len() => {
                            let done = registry.undo(ids[index]).await.is_ok();
                            assert_eq!(done, model.undo(index), "undo of {index}");
                        }
                        Step::Undo(_) => {}
                    }
                    for (index, id) in ids.iter().enumerate() {
                        let stored: Vec<_> = registry
                            .absences(*id)
                            .await
                            .iter()
                            .map(|line| {
                                let n: Vec<i64> = line.split(' ').map(|part| part.parse().unwrap()).collect();
                                let on = balsts_domain::calendar::date_of(n[1] as i32).day();
                                ((n[0], on, n[2] as u8), n[4] as u8)
                            })
                            .collect();
                        assert_eq!(stored, model.known(index), "known at load {index}");
                    }
                }
            }
        });
    }
}
