//! Evaluating those whom a load touches leaves the same behind as evaluating everybody.

use balsts_domain::{
    access::{Action, Actor, Resource, Scope},
    attendance::AbsenceKind,
};
use balsts_store::{DutyFilter, DutySight, Store};
use balsts_testkit::{Missed, NewPupil, Town, on_both};
use jiff::{Span, civil::date};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};

const PUPILS: usize = 6;

/// A load of one kind; numbers choose pupils, days and amounts.
#[derive(Debug, Clone)]
enum Load {
    Absences(Vec<(usize, i32, u8, u8)>),
    Totals(usize, u32),
    Lessons(usize, i32, u32),
    Marks(Vec<(usize, i32, u8)>),
    Incident(usize, i32, bool),
    Circumstance(usize, i32),
    Declared(usize, bool),
    Leaves(usize, i32),
    UndoLast,
}

fn load() -> impl Strategy<Value = Load> {
    let day = 0..78_i32;
    prop_oneof![
        4 => prop::collection::vec((0..PUPILS, day.clone(), 1..8_u8, 0..4_u8), 1..12).prop_map(Load::Absences),
        1 => (0..PUPILS, 0..40_u32).prop_map(|(pupil, lessons)| Load::Totals(pupil, lessons)),
        2 => (0..2_usize, day.clone(), 0..40_u32).prop_map(|(class, day, lessons)| Load::Lessons(class, day, lessons)),
        2 => prop::collection::vec((0..PUPILS, day.clone(), 1..10_u8), 1..6).prop_map(Load::Marks),
        1 => (0..PUPILS, day.clone(), any::<bool>()).prop_map(|(pupil, day, victim)| Load::Incident(pupil, day, victim)),
        1 => (0..PUPILS, day.clone()).prop_map(|(pupil, day)| Load::Circumstance(pupil, day)),
        1 => (0..PUPILS, any::<bool>()).prop_map(|(pupil, explained)| Load::Declared(pupil, explained)),
        1 => (0..PUPILS, day).prop_map(|(pupil, day)| Load::Leaves(pupil, day)),
        1 => Just(Load::UndoLast),
    ]
}

struct Small {
    town: Town,
    schools: [i64; 2],
    pupils: Vec<i64>,
    scope: Scope,
    last: Option<i64>,
}

const CLASSES: [&str; 2] = ["8.b", "9.a"];

impl Small {
    async fn new(store: &Store) -> Self {
        let town = balsts_testkit::town(store, "2025-11-20T09:00:00Z").await;
        let schools = [
            town.institution("A", "basic_school").await,
            town.institution("B", "basic_school").await,
        ];
        let codes: Vec<String> = (0..PUPILS).map(|n| format!("14031{n}-2123{n}")).collect();
        let new: Vec<NewPupil<'_>> = codes
            .iter()
            .map(|code| NewPupil {
                born: Some(date(2011, 3, 14)),
                ..NewPupil::named(code, "Anna", "Ozola")
            })
            .collect();
        let pupils = town.pupils(&new).await;
        for half in 0..2 {
            let own = &pupils[half * PUPILS / 2..(half + 1) * PUPILS / 2];
            town.enrol(own, schools[half], CLASSES[half], date(2025, 9, 1), None)
                .await;
        }
        let scope = Actor::operator(town.municipality, town.app.today())
            .scope(Action::Read, Resource::Duty)
            .unwrap();
        Self {
            town,
            schools,
            pupils,
            scope,
            last: None,
        }
    }

    fn school_of(&self, pupil: usize) -> i64 {
        self.schools[pupil * 2 / PUPILS]
    }

    /// Loads and gives the pupils touched.
    async fn load(&mut self, load: &Load) -> Vec<i64> {
        let town = &self.town;
        let on = |day: i32| date(2025, 9, 1).saturating_add(Span::new().days(day));
        let loaded = match load {
            Load::Absences(list) => {
                let missed: Vec<Missed> = list
                    .iter()
                    .map(|(pupil, day, lessons, kind)| Missed {
                        pupil: self.pupils[*pupil],
                        institution: self.school_of(*pupil),
                        on: on(*day),
                        lessons: *lessons,
                        kind: AbsenceKind::from_number(*kind).unwrap(),
                    })
                    .collect();
                let mut once: Vec<Missed> = Vec::new();
                for it in missed {
                    if !once
                        .iter()
                        .any(|other| other.pupil == it.pupil && other.on == it.on)
                    {
                        once.push(it);
                    }
                }
                town.absences(&once).await
            }
            Load::Totals(pupil, lessons) => {
                town.absence_totals(
                    self.pupils[*pupil],
                    self.school_of(*pupil),
                    date(2025, 9, 1),
                    date(2025, 9, 30),
                    [*lessons, 0, 3],
                )
                .await
            }
            Load::Lessons(class, day, lessons) => {
                town.lessons(
                    self.schools[*class],
                    CLASSES[*class],
                    on(*day),
                    on(day + 6),
                    *lessons,
                )
                .await
            }
            Load::Marks(list) => {
                let marks: Vec<(i64, &str, jiff::civil::Date, &str, String)> = list
                    .iter()
                    .map(|(pupil, day, value)| {
                        let kind = if day % 2 == 0 { "semester" } else { "current" };
                        (
                            self.pupils[*pupil],
                            "Matemātika",
                            on(*day),
                            kind,
                            value.to_string(),
                        )
                    })
                    .collect();
                let rows: Vec<_> = marks
                    .iter()
                    .map(|(pupil, subject, day, kind, value)| (*pupil, *subject, *day, *kind, value.as_str()))
                    .collect();
                town.marks(self.schools[0], &rows).await
            }
            Load::Incident(pupil, day, victim) => {
                let role = if *victim { "victim" } else { "involved" };
                town.incident(
                    self.pupils[*pupil],
                    self.school_of(*pupil),
                    on(*day),
                    "vardarbība",
                    role,
                )
                .await
            }
            Load::Circumstance(pupil, day) => {
                town.circumstance(self.pupils[*pupil], "parents_addiction", on(*day))
                    .await
            }
            Load::Declared(pupil, explained) => {
                town.declared_child(self.pupils[*pupil], explained.then_some("left_country"))
                    .await
            }
            Load::Leaves(pupil, day) => {
                let (school, class) = (self.school_of(*pupil), CLASSES[*pupil * 2 / PUPILS]);
                town.enrol(
                    &[self.pupils[*pupil]],
                    school,
                    class,
                    date(2025, 9, 1),
                    Some(on(*day)),
                )
                .await
            }
            Load::UndoLast => {
                return match self.last.take() {
                    Some(load) => town.undo(load).await,
                    None => Vec::new(),
                };
            }
        };
        self.last = Some(loaded.load);
        loaded.touched
    }

    /// Everything kept, without the moment.
    async fn kept(&self) -> Vec<String> {
        let store = &self.town.app.store;
        let mut all: Vec<String> = Vec::new();
        for row in store.assessments(&self.scope).await.unwrap() {
            all.push(format!(
                "{:?}",
                balsts_store::AssessmentRow {
                    computed_at: 0,
                    ..row
                }
            ));
        }
        for row in store.signals(&self.scope, true).await.unwrap() {
            all.push(format!("{row:?}"));
        }
        let sight = DutySight {
            circumstances: Some(self.scope.clone()),
            ..DutySight::default()
        };
        for row in store
            .duties(&self.scope, &sight, &DutyFilter::default(), 1_000)
            .await
            .unwrap()
        {
            all.push(format!(
                "{} {} {:?} {}",
                row.code, row.due_day, row.public_id, row.detail
            ));
        }
        all
    }
}

// covers: RSK-06
#[test]
fn the_touched_alone_are_as_good_as_everybody() {
    on_both(|database| async move {
        let mut small = Small::new(&database.store).await;
        small.town.operator().evaluate_all().await.unwrap();
        let mut runner = TestRunner::deterministic();
        let mut fewer = 0;
        for step in 0..40 {
            let load = load().new_tree(&mut runner).unwrap().current();
            let touched = small.load(&load).await;
            let evaluated = small.town.operator().evaluate_touched(&touched).await.unwrap();
            fewer += usize::from(evaluated.pupils < PUPILS);
            let after_touched = small.kept().await;
            small.town.operator().evaluate_all().await.unwrap();
            assert_eq!(
                after_touched,
                small.kept().await,
                "step {step}: {load:?}, touched {touched:?}"
            );
        }
        assert!(fewer > 15, "mostly fewer than all are evaluated: {fewer}");
    });
}
