//! One row of a programme written by hand: an activity or a task goes through the same cells and the same checks as in a file.

use serde_json::{Map, Value};

use super::{
    Activity, Cell, Finding, FindingCode, Institution, PreventionLevel, Programme, Table, Task, Term,
    check::{check, check_against, is_known_institution},
    sheet::{cells_of, read_row},
};

/// Where a row stands, or where a new one is to stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowPlace {
    /// The row of this key.
    Of(String),
    /// A new activity under the goal of a level, by the number that the table of activities gives it.
    UnderGoal(PreventionLevel, String),
    /// A new task of the activity of this key.
    UnderActivity(String),
}

/// Why a row is not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowRefused {
    /// There is no such row, goal or activity.
    NotThere,
    /// The programme would not be taken with it.
    Wrong(Vec<Finding>),
}

/// Columns of a table that are written by hand, in the order in which a form asks for them. Goals, indicators and money come from a file alone.
pub const fn written_columns(table: Table) -> &'static [&'static str] {
    match table {
        Table::Activities => &[
            "nr",
            "title",
            "expected_result",
            "responsible",
            "involved",
            "supervisor",
            "years",
            "funding",
        ],
        Table::Tasks => &["nr", "title", "term_text", "executor", "supervisor"],
        _ => &[],
    }
}

/// The number after a number: `1.3` after `1.2`; none where it does not end in digits.
fn following(number: &str) -> Option<String> {
    let stem = number
        .trim_end_matches('.')
        .trim_end_matches(|letter: char| letter.is_ascii_digit());
    let last: u32 = number.trim_end_matches('.').strip_prefix(stem)?.parse().ok()?;
    Some(format!("{stem}{}", last + 1))
}

fn place_of(table: Table, name: &str) -> Option<usize> {
    table.columns().iter().position(|column| column.name == name)
}

fn as_json<T: serde::Serialize>(row: &T) -> Value {
    serde_json::to_value(row).unwrap_or_default()
}

/// Errors that stand in `after` and not in `before`: what was odd already keeps nobody from writing another row.
fn new_errors(before: &Programme, after: &Programme) -> Vec<Finding> {
    let known = check(before);
    let mut found = check_against(after, &[before]);
    found.retain(|one| one.is_error() && !known.iter().any(|old| old.says_as(one)));
    found
}

impl Programme {
    /// The row at a place as JSON, and where it stands or would stand in its table.
    fn row_at(&self, table: Table, place: &RowPlace) -> Option<(usize, Value)> {
        match (table, place) {
            (Table::Activities, RowPlace::Of(key)) => {
                let at = self.activity_keys().iter().position(|one| one == key)?;
                Some((at, as_json(&self.activities[at])))
            }
            (Table::Tasks, RowPlace::Of(key)) => {
                let at = self.task_keys().iter().position(|one| one == key)?;
                Some((at, as_json(&self.tasks[at])))
            }
            (Table::Activities, RowPlace::UnderGoal(level, nr)) => {
                self.goal_title(*level, nr)?;
                let last = self
                    .activities
                    .iter()
                    .rposition(|one| one.level == *level && one.goal_nr == *nr);
                let new = Activity {
                    level: *level,
                    goal_nr: nr.clone(),
                    nr: self.next_activity(*level, nr),
                    ..Activity::default()
                };
                Some((last.map_or(self.activities.len(), |at| at + 1), as_json(&new)))
            }
            (Table::Tasks, RowPlace::UnderActivity(key)) => {
                let at = self.activity_keys().iter().position(|one| one == key)?;
                let activity = &self.activities[at];
                let number = activity.number()?;
                let last = self.tasks.iter().rposition(|one| one.activity_nr == number);
                let new = Task {
                    level: activity.level,
                    goal_nr: last
                        .map_or(&activity.goal_nr, |at| &self.tasks[at].goal_nr)
                        .clone(),
                    activity_nr: number.to_owned(),
                    activity_title: activity.title.clone(),
                    nr: self.next_task(number),
                    ..Task::default()
                };
                let mut new = as_json(&new);
                if let Value::Object(new) = &mut new {
                    // The days follow from the term.
                    new.remove("start");
                    new.remove("end");
                }
                Some((last.map_or(self.tasks.len(), |at| at + 1), new))
            }
            _ => None,
        }
    }

    /// The title of a goal as the table of activities knows it.
    pub fn goal_title(&self, level: PreventionLevel, nr: &str) -> Option<&str> {
        if self.plan_goals.is_empty() {
            let goal = self
                .goals
                .iter()
                .find(|goal| goal.level == level && goal.nr == nr)?;
            Some(&goal.title)
        } else {
            Some(&self.plan_goal(level, nr)?.title)
        }
    }

    fn next_activity(&self, level: PreventionLevel, goal_nr: &str) -> Option<String> {
        let numbers = || self.activities.iter().filter_map(Activity::number);
        let mut of_goal = self
            .activities
            .iter()
            .filter(|one| one.level == level && one.goal_nr == goal_nr)
            .filter_map(Activity::number);
        // A document that numbers nothing does not begin with the new row.
        numbers().next()?;
        let mut next = match of_goal.next_back() {
            Some(last) => following(last)?,
            None => format!("{}.1", goal_nr.trim_end_matches('.')),
        };
        while numbers().any(|number| number == next) {
            next = following(&next)?;
        }
        Some(next)
    }

    fn next_task(&self, activity_nr: &str) -> Option<String> {
        let numbers = || self.tasks.iter().filter_map(|task| task.nr.as_deref());
        numbers().next()?;
        let mut next = format!("{}.1", activity_nr.trim_end_matches('.'));
        while numbers().any(|number| number.trim_end_matches('.') == next) {
            next = following(&next)?;
        }
        Some(next)
    }

    /// The number that a row has, or that a new one gets; none where the document gives none.
    pub fn row_number(&self, table: Table, place: &RowPlace) -> Option<String> {
        let (_, row) = self.row_at(table, place)?;
        row["nr"]
            .as_str()
            .or_else(|| row["nr_from_tasks"].as_str())
            .map(str::to_owned)
    }

    /// What stands in the written columns of a row, as in a cell of a file; of a new row what it begins with. None where there is no such place.
    pub fn row_texts(&self, table: Table, place: &RowPlace) -> Option<Vec<(&'static str, String)>> {
        let (_, row) = self.row_at(table, place)?;
        let cells = cells_of(table, &row);
        Some(
            written_columns(table)
                .iter()
                .filter_map(|name| Some((*name, cells.get(place_of(table, name)?)?.to_string())))
                .collect(),
        )
    }

    /// The programme with these names in its list of institutions, those that it has left as they are.
    pub fn with_institutions(&self, names: &[&str]) -> Self {
        let mut after = self.clone();
        for name in names {
            if !is_known_institution(&after, name) {
                after.institutions.push(Institution {
                    name: (*name).to_owned(),
                    canonical: (*name).to_owned(),
                    ..Institution::default()
                });
            }
        }
        after
    }

    /// Tasks and resources name their activity by its number: they follow it to a new one, unless another activity still has the old one.
    fn renumber(&mut self, old: &str, new: &str) {
        if self.activities.iter().any(|one| one.number() == Some(old)) {
            return;
        }
        for task in &mut self.tasks {
            if task.activity_nr == old {
                new.clone_into(&mut task.activity_nr);
            }
        }
        let plain = old.trim_end_matches('.');
        for resource in &mut self.resources {
            if !plain.is_empty() && resource.nr.trim_end_matches('.') == plain {
                new.clone_into(&mut resource.nr);
            }
        }
    }

    /// The programme without a row.
    ///
    /// # Errors
    /// Where the row is not there, and where the programme would not be taken so: an activity that still has tasks.
    pub fn without_row(&self, table: Table, key: &str) -> Result<Self, RowRefused> {
        let place = RowPlace::Of(key.to_owned());
        let (at, _) = self.row_at(table, &place).ok_or(RowRefused::NotThere)?;
        let mut after = self.clone();
        if table == Table::Activities {
            after.activities.remove(at);
        } else {
            after.tasks.remove(at);
        }
        let wrong = new_errors(self, &after);
        if wrong.is_empty() {
            Ok(after)
        } else {
            Err(RowRefused::Wrong(wrong))
        }
    }

    /// The programme with a row written so. What was printed beside what is written follows it: the cell of institutions, the days of a term; and tasks
    /// follow the number of their activity.
    ///
    /// # Errors
    /// Where the place is not there, and where the programme would not be taken so.
    pub fn with_row(
        &self,
        table: Table,
        place: &RowPlace,
        texts: &[(&str, &str)],
    ) -> Result<(Self, String), RowRefused> {
        let (at, row) = self.row_at(table, place).ok_or(RowRefused::NotThere)?;
        let mut cells = cells_of(table, &row);
        let mut put = |name: &str, text: &str| {
            if let Some(cell) = place_of(table, name).and_then(|at| cells.get_mut(at)) {
                *cell = if text.is_empty() {
                    Cell::Empty
                } else {
                    Cell::Text(text.to_owned())
                };
            }
        };
        let known = self.row_texts(table, place).unwrap_or_default();
        for (name, text) in texts
            .iter()
            .filter(|(name, _)| written_columns(table).contains(name))
        {
            let text = text.replace("\r\n", "\n");
            let text = text.trim();
            if known
                .iter()
                .any(|(column, stored)| column == name && stored == text)
            {
                continue;
            }
            put(name, text);
            if *name == "term_text" {
                put("start", "");
                put("end", "");
                let years = Term::parse(text).map(|term| term.years).unwrap_or_default();
                let years: Vec<String> = years.iter().map(ToString::to_string).collect();
                put("years", &years.join(", "));
            } else {
                let lines: Vec<&str> = text
                    .lines()
                    .map(str::trim)
                    .filter(|line| !line.is_empty())
                    .collect();
                put(&format!("{name}_text"), &lines.join(", "));
            }
        }
        let is_new = !matches!(place, RowPlace::Of(_));
        // A document may leave a title out; nobody adds a row without one.
        let is_untitled = |at| cells.get(at).is_none_or(|cell| *cell == Cell::Empty);
        if is_new && place_of(table, "title").is_some_and(is_untitled) {
            let untitled = Finding::new(FindingCode::NotAccepted, table, at + 1, "title", "");
            return Err(RowRefused::Wrong(vec![untitled]));
        }
        let row = read_row(table, cells).map_err(|found| RowRefused::Wrong(placed(found, at)))?;
        let mut after = self.clone();
        let read = |row: Map<String, Value>| Value::Object(row);
        let unreadable = |_| RowRefused::NotThere;
        if table == Table::Activities {
            let row: Activity = serde_json::from_value(read(row)).map_err(unreadable)?;
            let numbers = self
                .activities
                .get(at)
                .and_then(Activity::number)
                .zip(row.number().map(str::to_owned));
            put_row(&mut after.activities, at, row, is_new);
            if let Some((old, new)) = numbers
                && !is_new
                && old != new
            {
                after.renumber(old, &new);
            }
        } else {
            let row = serde_json::from_value(read(row)).map_err(unreadable)?;
            put_row(&mut after.tasks, at, row, is_new);
        }
        // What stays as it is need not be checked anew.
        let wrong = if after == *self {
            Vec::new()
        } else {
            new_errors(self, &after)
        };
        if !wrong.is_empty() {
            return Err(RowRefused::Wrong(wrong));
        }
        let keys = match table {
            Table::Activities => after.activity_keys(),
            _ => after.task_keys(),
        };
        Ok((after, keys.get(at).cloned().unwrap_or_default()))
    }
}

fn placed(found: Vec<Finding>, at: usize) -> Vec<Finding> {
    found
        .into_iter()
        .map(|one| Finding {
            row: at + 1,
            sheet_row: None,
            ..one
        })
        .collect()
}

fn put_row<T>(rows: &mut Vec<T>, at: usize, row: T, is_new: bool) {
    if is_new {
        rows.insert(at, row);
    } else if let Some(place) = rows.get_mut(at) {
        *place = row;
    }
}

#[cfg(test)]
mod tests;
