//! What one version of a programme changes in another, row by row and field by field.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Goal, Programme, RowKeys, Table, sheet::Sheet};
use crate::people::folded;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Fields of it changed.
    Changed,
}

impl ChangeKind {
    /// The code in texts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
}

/// A field that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// Name of the column.
    pub column: &'static str,
    /// What stood there.
    pub before: String,
    /// What stands there.
    pub after: String,
}

/// A row that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its table.
    pub table: Table,
    /// Its key.
    pub key: String,
    /// What it is called, in the later version where it stands there.
    pub title: String,
    /// What became of it.
    pub kind: ChangeKind,
    /// Fields that changed.
    pub fields: Vec<FieldChange>,
}

/// A row of a sheet with its key.
struct Keyed {
    key: String,
    title: String,
    cells: Vec<String>,
}

fn wish(table: Table, cells: &[String]) -> String {
    let of = |name: &str| {
        table
            .columns()
            .iter()
            .position(|column| column.name == name)
            .and_then(|at| cells.get(at))
            .map(String::as_str)
            .unwrap_or_default()
    };
    let joined = |names: &[&str]| {
        names
            .iter()
            .map(|name| folded(of(name)))
            .collect::<Vec<_>>()
            .join("|")
    };
    match table {
        Table::Document | Table::Goals | Table::Indicators | Table::Activities | Table::Tasks => {
            String::new()
        }
        Table::PlanGoals | Table::TaskTableGoals => joined(&["level", "nr"]),
        Table::Targets => joined(&["indicator", "year"]),
        Table::Resources => joined(&["activity"]),
        Table::Results => joined(&["activity", "planned_result"]),
        Table::Institutions | Table::Bodies | Table::Programmes => of("name").to_owned(),
        Table::Escalation => of("step").to_owned(),
        Table::Duties => joined(&["what"]),
        Table::RiskFactors => joined(&["group", "factor"]),
        Table::Statistics => joined(&["title"]),
        Table::Rules => joined(&["rule", "actor"]),
        Table::Irregularities => joined(&["where", "kind"]),
    }
}

/// Columns that name a row to people, the first that is not empty.
const TITLES: [&str; 9] = [
    "title",
    "activity",
    "name",
    "what",
    "factor",
    "rule",
    "text",
    "indicator",
    "document.title",
];

fn keyed(programme: &Programme, sheet: &Sheet) -> Vec<Keyed> {
    let table = sheet.table;
    let own = match table {
        Table::Goals => Some(programme.goal_keys()),
        Table::Indicators => Some(programme.indicator_keys()),
        Table::Activities => Some(programme.activity_keys()),
        Table::Tasks => Some(programme.task_keys()),
        _ => None,
    };
    let mut keys = RowKeys::default();
    sheet
        .rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let cells: Vec<String> = row.iter().map(ToString::to_string).collect();
            let key = match &own {
                Some(own) => own[at].clone(),
                None => keys.next(&wish(table, &cells)),
            };
            let title = TITLES
                .iter()
                .filter_map(|name| table.columns().iter().position(|column| column.name == *name))
                .map(|at| cells[at].clone())
                .find(|title| !title.is_empty())
                .unwrap_or_else(|| key.clone());
            Keyed { key, title, cells }
        })
        .collect()
}

/// The row that got another number: the only one of the title that has no other row under its key any more.
fn renumbered<'a>(table: Table, row: &Keyed, old: &'a [Keyed], new: &[Keyed]) -> Option<&'a Keyed> {
    if !matches!(table, Table::Activities | Table::Tasks) {
        return None;
    }
    let is_kept = |key: &str, rows: &[Keyed]| rows.iter().any(|one| one.key == key);
    let of_title = |one: &&Keyed| one.title == row.title && one.title != one.key;
    let mut gone = old.iter().filter(of_title).filter(|one| !is_kept(&one.key, new));
    let mut come = new.iter().filter(of_title).filter(|one| !is_kept(&one.key, old));
    let found = gone.next()?;
    come.next();
    (gone.next().is_none() && come.next().is_none()).then_some(found)
}

/// What `after` changes in `before`, table by table: changed and new rows in the order of `after`, then what is gone. A row of the same title under another
/// number is the same row.
pub fn changes(before: &Programme, after: &Programme) -> Vec<Change> {
    let (old_sheets, new_sheets) = (before.sheets(), after.sheets());
    let mut found = Vec::new();
    for (old, new) in old_sheets.iter().zip(&new_sheets) {
        let (old_rows, new_rows) = (keyed(before, old), keyed(after, new));
        let mut old_keys: BTreeSet<&str> = BTreeSet::new();
        for row in &new_rows {
            let kept = old_rows
                .iter()
                .find(|one| one.key == row.key)
                .or_else(|| renumbered(new.table, row, &old_rows, &new_rows));
            old_keys.extend(kept.map(|one| one.key.as_str()));
            let (kind, fields) = match kept {
                None => (ChangeKind::Added, Vec::new()),
                Some(kept) if kept.cells == row.cells => continue,
                Some(kept) => (
                    ChangeKind::Changed,
                    new.table
                        .columns()
                        .iter()
                        .zip(kept.cells.iter().zip(&row.cells))
                        .filter(|(_, (before, after))| before != after)
                        .map(|(column, (before, after))| FieldChange {
                            column: column.name,
                            before: before.clone(),
                            after: after.clone(),
                        })
                        .collect(),
                ),
            };
            found.push(Change {
                table: new.table,
                key: row.key.clone(),
                title: row.title.clone(),
                kind,
                fields,
            });
        }
        found.extend(
            old_rows
                .iter()
                .filter(|row| !old_keys.contains(row.key.as_str()))
                .map(|row| Change {
                    table: old.table,
                    key: row.key.clone(),
                    title: row.title.clone(),
                    kind: ChangeKind::Removed,
                    fields: Vec::new(),
                }),
        );
    }
    found
}

/// Whether a strategic goal of `before` stands in `after`: under its title, or renamed under its number. A goal that took over the number of
/// another under its own title is not the other one renamed.
fn is_kept(before: &Programme, after: &Programme, goal: &Goal, key: &str) -> bool {
    let has = |goals: &[Goal], title: &str| goals.iter().any(|one| folded(&one.title) == folded(title));
    has(&after.goals, &goal.title)
        || after
            .goals
            .iter()
            .zip(after.goal_keys())
            .any(|(one, its)| its == key && !has(&before.goals, &one.title))
}

/// Strategic goals of `before` that `after` leaves out though activities serve them, with the number of these activities.
pub fn dropped_goals(before: &Programme, after: &Programme) -> Vec<(String, String, usize)> {
    before
        .goals
        .iter()
        .zip(before.goal_keys())
        .filter(|(goal, key)| !is_kept(before, after, goal, key))
        .filter_map(|(goal, key)| {
            let serving = before
                .activities
                .iter()
                .filter(|activity| {
                    before
                        .goal_of(activity.level, &activity.goal_nr)
                        .is_some_and(|one| std::ptr::eq(one, goal))
                })
                .count();
            (serving > 0).then(|| (key, goal.title.clone(), serving))
        })
        .collect()
}

impl Programme {
    /// The programme as the value that other programs read.
    pub fn to_json(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers: PLN-14, REP-16
    #[test]
    fn changes_name_the_row_and_the_field() {
        let before = super::super::template("ogres-novads", 2028);
        assert!(changes(&before, &before).is_empty());
        let mut after = before.clone();
        after.goals[0].title.push_str(" vairāk");
        after.activities[0].years.pop();
        let gone = after.tasks.remove(0);
        let found = changes(&before, &after);
        let told: Vec<(Table, ChangeKind, Vec<&str>)> = found
            .iter()
            .map(|one| {
                (
                    one.table,
                    one.kind,
                    one.fields.iter().map(|field| field.column).collect(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                (Table::Goals, ChangeKind::Changed, vec!["title"]),
                (Table::Activities, ChangeKind::Changed, vec!["years"]),
                (Table::Tasks, ChangeKind::Removed, vec![]),
            ]
        );
        assert_eq!(found[2].title, gone.title);
    }

    // covers: PLN-14
    #[test]
    fn a_goal_that_activities_serve_is_in_use() {
        let before = super::super::template("ogres-novads", 2028);
        let mut after = before.clone();
        let gone = after.goals.remove(0);
        let dropped = dropped_goals(&before, &after);
        assert_eq!(dropped.len(), 1);
        assert_eq!(dropped[0].1, gone.title);
        assert!(dropped_goals(&before, &before).is_empty());
    }

    // covers: PLN-14
    #[test]
    fn a_goal_is_dropped_though_another_takes_its_number_and_is_not_when_it_is_renamed() {
        let mut shipped = super::super::shipped().into_iter();
        let before = shipped.find(|one| one.municipality == "tukuma-novads").unwrap();
        // The second moves up into the place of the first.
        let mut after = before.clone();
        let gone = after.goals.remove(0);
        after.goals[0].nr = gone.nr.clone();
        let dropped = dropped_goals(&before, &after);
        assert_eq!(
            dropped.iter().map(|one| one.1.as_str()).collect::<Vec<_>>(),
            [gone.title.as_str()]
        );
        let mut renamed = before.clone();
        renamed.goals[0].title = "Pavisam citi vārdi".to_owned();
        assert!(dropped_goals(&before, &renamed).is_empty());
        // With another number and the same title it is still there.
        let mut numbered = before.clone();
        numbered.goals[0].nr = "77".to_owned();
        assert!(dropped_goals(&before, &numbered).is_empty());
    }
}
