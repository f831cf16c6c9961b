//! Keys that tell rows of a programme apart and stay the same from one version to the next while the row keeps its number or title.

use std::collections::HashMap;

use super::{Activity, Goal, Programme, Task};
use crate::people::folded;

/// Gives keys to rows in the order of the table: a number used again gets `#2`, `#3`, ….
#[derive(Debug, Default)]
pub struct RowKeys {
    used: HashMap<String, u32>,
}

impl RowKeys {
    /// The key of the next row whose own key would be `wish`.
    pub fn next(&mut self, wish: &str) -> String {
        let count = self.used.entry(wish.to_owned()).or_default();
        *count += 1;
        if *count == 1 {
            wish.to_owned()
        } else {
            format!("{wish}#{count}")
        }
    }
}

/// A title as part of a key.
fn slug(title: &str) -> String {
    let plain = folded(title);
    let mut words = plain.split(' ').filter(|word| !word.is_empty());
    words.by_ref().take(8).collect::<Vec<_>>().join("-")
}

impl Goal {
    /// Its key before numbers used twice are told apart.
    pub fn wished_key(&self) -> String {
        format!("{}/{}", self.level.letter(), self.nr)
    }
}

impl Activity {
    /// Its key before numbers used twice are told apart.
    pub fn wished_key(&self) -> String {
        match self.number() {
            Some(number) => number.to_owned(),
            None => slug(&self.title),
        }
    }
}

impl Task {
    /// Its key before numbers used twice are told apart. A task without a number is known by that of its activity.
    pub fn wished_key(&self) -> String {
        match &self.nr {
            Some(number) => number.clone(),
            None => self.activity_nr.clone(),
        }
    }
}

fn keys<T>(rows: &[T], wish: impl Fn(&T) -> String) -> Vec<String> {
    let mut keys = RowKeys::default();
    rows.iter().map(|row| keys.next(&wish(row))).collect()
}

impl Programme {
    /// Keys of the strategic goals, in their order.
    pub fn goal_keys(&self) -> Vec<String> {
        keys(&self.goals, Goal::wished_key)
    }

    /// Keys of the indicators, in their order.
    pub fn indicator_keys(&self) -> Vec<String> {
        keys(&self.indicators, super::Indicator::id)
    }

    /// Keys of the activities, in their order.
    pub fn activity_keys(&self) -> Vec<String> {
        keys(&self.activities, Activity::wished_key)
    }

    /// Activities that only the table of tasks names, with level, goal, number and title of that table, each once.
    pub fn activities_of_tasks(&self) -> Vec<Activity> {
        let mut found: Vec<Activity> = Vec::new();
        for task in &self.tasks {
            let is_this = |activity: &Activity| activity.number() == Some(task.activity_nr.as_str());
            if !self.activities.iter().any(is_this) && !found.iter().any(is_this) {
                found.push(Activity {
                    level: task.level,
                    goal_nr: task.goal_nr.clone(),
                    nr: Some(task.activity_nr.clone()),
                    title: task.activity_title.clone(),
                    ..Activity::default()
                });
            }
        }
        found
    }

    /// Every activity with its key: those of the table of activities in their order, then those that only the table of tasks names.
    pub fn all_activities(&self) -> Vec<(Activity, String)> {
        let planned = self.activities.iter().cloned().zip(self.activity_keys());
        let of_tasks = self.activities_of_tasks().into_iter().map(|activity| {
            let key = activity.wished_key();
            (activity, key)
        });
        planned.chain(of_tasks).collect()
    }

    /// Whether there is an activity of this key in the table of activities or named by the table of tasks.
    pub fn has_activity(&self, key: &str) -> bool {
        self.all_activities().iter().any(|(_, one)| one == key)
    }

    /// Keys of the tasks, in their order.
    pub fn task_keys(&self) -> Vec<String> {
        keys(&self.tasks, Task::wished_key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: PLN-04
    #[test]
    fn a_number_used_twice_gives_two_keys() {
        let mut keys = RowKeys::default();
        assert_eq!(
            [keys.next("3"), keys.next("4"), keys.next("3")],
            ["3", "4", "3#2"].map(str::to_owned)
        );
        let activity = Activity {
            title: "“Jauniešu darbinieku aktivitātes”".to_owned(),
            ..Activity::default()
        };
        assert_eq!(activity.wished_key(), "jauniesu-darbinieku-aktivitates");
    }

    // covers: PLN-06, PLN-07
    #[test]
    fn an_activity_that_only_tasks_name_is_an_activity_once() {
        let mut programme = super::super::template("ogres-novads", 2028);
        assert!(programme.activities_of_tasks().is_empty());
        let before = programme.all_activities().len();
        for _ in 0..2 {
            let task = Task {
                activity_nr: "9.9".to_owned(),
                activity_title: "Podkāsti".to_owned(),
                executor: vec!["Jauniešu māja".to_owned()],
                ..programme.tasks[0].clone()
            };
            programme.tasks.push(task);
        }
        assert_eq!(programme.all_activities().len(), before + 1);
        assert!(programme.has_activity("9.9") && !programme.has_activity("9.8"));
        let parts = super::super::matrix(&programme);
        let of_youth: Vec<&str> = parts
            .iter()
            .filter(|one| one.activity == "9.9" && one.institution == "Jauniešu māja")
            .map(|one| one.activity.as_str())
            .collect();
        assert_eq!(of_youth, ["9.9"]);
    }
}
