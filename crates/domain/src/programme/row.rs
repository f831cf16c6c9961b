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
mod tests {
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
        let tried =
            |table, place: &RowPlace, name, text| wrong(before.with_row(table, place, &[(name, text)]));
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
}
