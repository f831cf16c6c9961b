//! What is wrong or doubtful in a programme. What its own list of irregularities names is a doubt; what it does not name may be an error. A file that
//! is taken in can't excuse itself so: what its list names is a doubt only where it stood before.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    Finding, FindingCode, Indicator, Operator, PreventionLevel, Programme, ProgrammePeriod, RowKeys,
    Severity, Table, Target, Term, conflict, institution, quantities, quantity::Measure, shipped_text,
    titles::Titles,
};
use crate::numbers::Decimal;

use FindingCode as C;

/// Everything found, table by table.
pub fn check(programme: &Programme) -> Vec<Finding> {
    let mut found = Vec::new();
    period(programme, &mut found);
    goals(programme, &mut found);
    indicators(programme, &mut found);
    activities(programme, &mut found);
    tasks(programme, &mut found);
    resources(programme, &mut found);
    results(programme, &mut found);
    found.extend(conflict::findings(programme));
    for finding in &mut found {
        let said = |kind: &&str| programme.irregularities.iter().any(|one| one.kind == **kind);
        if finding.code.known_as().iter().any(said) {
            finding.severity = Severity::Doubt;
        }
    }
    found.sort_by_key(|finding| (finding.table, finding.row));
    found
}

/// Everything found in a programme that is to be taken in. Its list of irregularities excuses only what stands equally in the version that it is
/// compared with or in the programme that ships for its municipality; anything else of that kind is an error.
pub fn check_taken_in(programme: &Programme, base: Option<&Programme>) -> Vec<Finding> {
    let shipped = shipped_text(&programme.municipality).and_then(|text| Programme::from_toml(text).ok());
    let before: Vec<&Programme> = base.into_iter().chain(&shipped).collect();
    check_against(programme, &before)
}

/// Everything found, what the list of irregularities excuses being an error where none of the programmes before has it.
pub(super) fn check_against(programme: &Programme, before: &[&Programme]) -> Vec<Finding> {
    let known: Vec<(Finding, String)> = before.iter().flat_map(|one| marked(one)).collect();
    let mut found = marked(programme);
    for (finding, mark) in &mut found {
        let stood = known
            .iter()
            .any(|(old, of_old)| old.says_as(finding) && of_old == mark);
        if !stood {
            // Other doubts are none because of the list: they stay what their code says.
            finding.severity = finding.severity.min(finding.code.severity());
        }
    }
    found.into_iter().map(|(finding, _)| finding).collect()
}

/// What is found, each with what tells it from another of the same value: the row where there is no value, the count of those before where the
/// value is a number used again.
fn marked(programme: &Programme) -> Vec<(Finding, String)> {
    let mut repeated = RowKeys::default();
    let (activities, tasks) = (programme.activity_keys(), programme.task_keys());
    let mark = |finding: &Finding| match finding.code {
        C::RepeatedGoalNumber | C::DuplicateNumber => {
            let (code, table) = (finding.code.code(), finding.table.code());
            repeated.next(&format!("{code} {table} {}", finding.value))
        }
        _ if finding.value.is_empty() => {
            let keys = match finding.table {
                Table::Activities => &activities,
                Table::Tasks => &tasks,
                _ => return String::new(),
            };
            let at = finding.row.checked_sub(1);
            at.and_then(|at| keys.get(at)).cloned().unwrap_or_default()
        }
        _ => String::new(),
    };
    let found = check(programme);
    let marks: Vec<String> = found.iter().map(mark).collect();
    found.into_iter().zip(marks).collect()
}

/// Whether the list of institutions has a name, under any spelling.
pub fn is_known_institution(programme: &Programme, name: &str) -> bool {
    programme
        .institutions
        .iter()
        .any(|one| institution::is_same(&one.name, name) || institution::is_same(&one.canonical, name))
}

fn years_of(programme: &Programme) -> [(&'static str, String); 2] {
    [
        ("from", programme.period.from.to_string()),
        ("to", programme.period.to.to_string()),
    ]
}

fn with_years(finding: Finding, programme: &Programme) -> Finding {
    years_of(programme)
        .into_iter()
        .fold(finding, |finding, (name, year)| finding.with(name, year))
}

fn period(programme: &Programme, found: &mut Vec<Finding>) {
    let is_year = |year: i16| (2000..=2100).contains(&year);
    let ProgrammePeriod { from, to, .. } = programme.period;
    if !is_year(from) || !is_year(to) || programme.period.years() < ProgrammePeriod::SHORTEST {
        let value = format!("{}–{}", programme.period.from, programme.period.to);
        let finding = Finding::new(C::Period, Table::Document, 1, "period.to", &value);
        found.push(with_years(finding, programme).with("shortest", ProgrammePeriod::SHORTEST.to_string()));
    }
}

/// Numbers left out of a list, from 1 to the highest of each beginning (`2.1`, `2.3` leave out `2.2`).
fn gaps<'a>(numbers: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut groups: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for number in numbers {
        let (start, last) = number.rsplit_once('.').unwrap_or(("", number));
        if let Ok(last) = last.parse() {
            groups.entry(start.to_owned()).or_default().insert(last);
        }
    }
    let mut missing = Vec::new();
    for (start, present) in groups {
        let highest = present.last().copied().unwrap_or(0);
        let dot = if start.is_empty() { "" } else { "." };
        missing.extend(
            (1..highest)
                .filter(|number| !present.contains(number))
                .map(|number| format!("{start}{dot}{number}")),
        );
    }
    missing
}

fn gap_findings<'a>(table: Table, numbers: impl Iterator<Item = &'a str>, found: &mut Vec<Finding>) {
    let missing = gaps(numbers);
    if !missing.is_empty() {
        found.push(Finding::new(C::NumberGap, table, 0, "nr", "").with("missing", missing.join(", ")));
    }
}

fn duplicates<'a>(table: Table, numbers: impl Iterator<Item = (usize, &'a str)>, found: &mut Vec<Finding>) {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (row, number) in numbers {
        if let Some(first) = seen.get(number) {
            found.push(
                Finding::new(C::DuplicateNumber, table, row, "nr", number).with("first", first.to_string()),
            );
        } else {
            seen.insert(number, row);
        }
    }
}

/// Goals of a table, other than the strategic one, that a level has twice under one number.
fn numbered_twice<'a>(
    table: Table,
    goals: impl Iterator<Item = (PreventionLevel, &'a str)>,
    found: &mut Vec<Finding>,
) {
    let mut seen: HashMap<(PreventionLevel, &str), usize> = HashMap::new();
    for (row, goal) in (1..).zip(goals) {
        if let Some(first) = seen.get(&goal) {
            found.push(
                Finding::new(C::DuplicateGoal, table, row, "nr", goal.1).with("first", first.to_string()),
            );
        } else {
            seen.insert(goal, row);
        }
    }
}

fn goals(programme: &Programme, found: &mut Vec<Finding>) {
    for (at, goal) in programme.goals.iter().enumerate() {
        let before = programme.goals[..at].iter().enumerate();
        if let Some((first, other)) = before.into_iter().find(|(_, other)| other.nr == goal.nr) {
            let code = if other.level == goal.level {
                C::DuplicateGoal
            } else {
                C::RepeatedGoalNumber
            };
            found.push(
                Finding::new(code, Table::Goals, at + 1, "nr", &goal.nr)
                    .with("first", (first + 1).to_string()),
            );
        }
        if goal.title.trim().is_empty() {
            found.push(Finding::new(C::Untitled, Table::Goals, at + 1, "title", &goal.nr));
        }
        let served = programme.activities.iter().any(|activity| {
            programme
                .goal_of(activity.level, &activity.goal_nr)
                .is_some_and(|one| std::ptr::eq(one, goal))
        });
        if !served {
            found.push(Finding::new(
                C::GoalWithoutActivities,
                Table::Goals,
                at + 1,
                "title",
                &goal.title,
            ));
        }
    }
    gap_findings(
        Table::Goals,
        programme.goals.iter().map(|goal| goal.nr.as_str()),
        found,
    );
    let numbers = programme
        .plan_goals
        .iter()
        .map(|goal| (goal.level, goal.nr.as_str()));
    numbered_twice(Table::PlanGoals, numbers, found);
    let numbers = programme
        .task_table_goals
        .iter()
        .map(|goal| (goal.level, goal.nr.as_str()));
    numbered_twice(Table::TaskTableGoals, numbers, found);
    for (at, goal) in programme.plan_goals.iter().enumerate() {
        match goal.link() {
            None => found.push(Finding::new(
                C::GoalWithoutStrategy,
                Table::PlanGoals,
                at + 1,
                "strategic_goal_nr",
                &goal.nr,
            )),
            Some((_, link)) if programme.strategic_goal(goal).is_none() => found.push(Finding::new(
                C::BrokenLink,
                Table::PlanGoals,
                at + 1,
                "strategic_goal_nr",
                link,
            )),
            Some(_) => {}
        }
    }
}

fn indicators(programme: &Programme, found: &mut Vec<Finding>) {
    let ids: Vec<String> = programme.indicators.iter().map(Indicator::id).collect();
    duplicates(
        Table::Indicators,
        (1..).zip(ids.iter().map(String::as_str)),
        found,
    );
    gap_findings(
        Table::Indicators,
        programme.indicators.iter().map(|indicator| indicator.nr.as_str()),
        found,
    );
    // Targets are rows of a sheet of their own, one indicator after the other.
    let mut before = 0;
    for (at, indicator) in programme.indicators.iter().enumerate() {
        let row = at + 1;
        let table = Table::Indicators;
        if indicator.targets.is_empty() {
            found.push(Finding::new(C::NoTargets, table, row, "nr", &indicator.nr));
        }
        let baseline = &indicator.baseline;
        if !baseline.is_known() && baseline.promised_by().is_none() {
            found.push(Finding::new(
                C::NoBaseline,
                table,
                row,
                "baseline.text",
                &baseline.text,
            ));
        }
        let is_share = |unit: &Option<String>| unit.as_deref() == Some("%");
        let hundred = Decimal::from(100);
        if is_share(&baseline.unit) && baseline.value.is_some_and(|value| value > hundred) {
            found.push(Finding::new(
                C::ShareOver,
                table,
                row,
                "baseline.value",
                &baseline.text,
            ));
        }
        let mut first = true;
        for (target_row, target) in (before + 1..).zip(&indicator.targets) {
            let table = Table::Targets;
            let over = is_share(&target.unit) && target.value.is_some_and(|value| value > hundred);
            if over && target.operator() != Operator::IncreaseBy {
                found.push(Finding::new(
                    C::ShareOver,
                    table,
                    target_row,
                    "value",
                    &target.text,
                ));
            }
            if target.operator() == Operator::IncreaseBy && !baseline.is_known() && first {
                first = false;
                found.push(Finding::new(
                    C::RelativeWithoutBaseline,
                    table,
                    target_row,
                    "trend",
                    &target.text,
                ));
            }
            let promised = baseline.promised_by().filter(|_| !baseline.is_known());
            if promised.is_some_and(|day| day.year() > target.year) {
                found.push(
                    Finding::new(C::TargetBeforeBaseline, table, target_row, "year", &target.text)
                        .with("year", target.year.to_string())
                        .with("promised", baseline.text.clone()),
                );
            }
        }
        plausibility(indicator, before, found);
        before += indicator.targets.len();
    }
}

/// Targets against the baseline and against each other (IND-09). The direction meant is down where any target stays below a value, else
/// that from the baseline to the last target. So many rows of targets stand before those of the indicator.
fn plausibility(indicator: &Indicator, before: usize, found: &mut Vec<Finding>) {
    let baseline = &indicator.baseline;
    let values: Vec<(&Target, Decimal, usize)> = (before + 1..)
        .zip(&indicator.targets)
        .filter(|(_, target)| matches!(target.operator(), Operator::Reach | Operator::Below))
        .filter_map(|(row, target)| Some((target, target.value?, row)))
        .collect();
    let (Some(first), Some(last)) = (values.first(), values.last()) else {
        return;
    };
    let is_below = indicator
        .targets
        .iter()
        .any(|target| target.operator() == Operator::Below);
    let start = baseline.value.unwrap_or(first.1);
    let direction = if is_below {
        Ordering::Less
    } else {
        last.1.cmp(&start)
    };
    let looser = |value: Decimal, than: Decimal| {
        direction != Ordering::Equal && value.cmp(&than) == direction.reverse()
    };
    let table = Table::Targets;
    if let Some(from) = baseline.value {
        for (target, value, row) in &values {
            let code = match value.cmp(&from) {
                _ if looser(*value, from) => C::TargetLooser,
                // At nought there is nothing to gain: the target is to stay there.
                Ordering::Equal if from != Decimal::from(0) => C::TargetEqual,
                _ => continue,
            };
            found.push(
                Finding::new(code, table, *row, "value", &target.text)
                    .with("baseline", baseline.text.clone()),
            );
        }
    }
    for pair in values.windows(2) {
        if looser(pair[1].1, pair[0].1) {
            found.push(
                Finding::new(C::TargetsReversed, table, pair[1].2, "value", &pair[1].0.text)
                    .with("year", pair[1].0.year.to_string()),
            );
        }
    }
}

fn unknown_institutions(
    programme: &Programme,
    table: Table,
    row: usize,
    column: &'static str,
    names: &[String],
    found: &mut Vec<Finding>,
) {
    for name in names {
        if !is_known_institution(programme, name) {
            found.push(Finding::new(C::UnknownInstitution, table, row, column, name));
        }
    }
}

fn shares(table: Table, row: usize, column: &'static str, text: &str, found: &mut Vec<Finding>) {
    let hundred = Decimal::from(100);
    let over = quantities(text)
        .into_iter()
        .any(|one| one.measure == Measure::Share && one.most.unwrap_or(one.least).max(one.least) > hundred);
    if over {
        found.push(Finding::new(C::ShareOver, table, row, column, text));
    }
}

fn activities(programme: &Programme, found: &mut Vec<Finding>) {
    let table = Table::Activities;
    let numbered = programme.activities.iter().enumerate();
    duplicates(
        table,
        numbered.filter_map(|(at, activity)| Some((at + 1, activity.number()?))),
        found,
    );
    gap_findings(
        table,
        programme.activities.iter().filter_map(super::Activity::number),
        found,
    );
    for (at, activity) in programme.activities.iter().enumerate() {
        let row = at + 1;
        let has_goal = if programme.plan_goals.is_empty() {
            programme.goal_of(activity.level, &activity.goal_nr).is_some()
        } else {
            programme.plan_goal(activity.level, &activity.goal_nr).is_some()
        };
        if !has_goal {
            found.push(Finding::new(
                C::ActivityWithoutGoal,
                table,
                row,
                "goal_nr",
                &activity.goal_nr,
            ));
        }
        let number = activity.number().unwrap_or_default();
        if activity.title.trim().is_empty() {
            found.push(Finding::new(C::Untitled, table, row, "title", number));
        }
        if activity.years.is_empty() {
            found.push(Finding::new(C::ActivityWithoutYears, table, row, "years", ""));
        }
        for year in activity
            .years
            .iter()
            .filter(|year| !programme.period.contains(**year))
        {
            let finding = Finding::new(C::YearOutside, table, row, "years", &year.to_string());
            found.push(with_years(finding, programme));
        }
        if activity.responsible.is_empty() {
            found.push(Finding::new(C::Nobody, table, row, "responsible", ""));
        }
        for (column, names) in [
            ("responsible", &activity.responsible),
            ("involved", &activity.involved),
            ("supervisor", &activity.supervisor),
        ] {
            unknown_institutions(programme, table, row, column, names, found);
        }
        shares(table, row, "expected_result", &activity.expected_result, found);
    }
}

fn tasks(programme: &Programme, found: &mut Vec<Finding>) {
    let table = Table::Tasks;
    let numbered = programme.tasks.iter().enumerate();
    duplicates(
        table,
        numbered.filter_map(|(at, task)| Some((at + 1, task.nr.as_deref()?))),
        found,
    );
    gap_findings(
        table,
        programme.tasks.iter().map(|task| match &task.nr {
            Some(number) => number.as_str(),
            None => task.activity_nr.as_str(),
        }),
        found,
    );
    for (at, task) in programme.tasks.iter().enumerate() {
        let row = at + 1;
        let known = programme
            .activities
            .iter()
            .any(|activity| activity.number() == Some(task.activity_nr.as_str()));
        if !known {
            found.push(Finding::new(
                C::TaskWithoutActivity,
                table,
                row,
                "activity_nr",
                &task.activity_nr,
            ));
        }
        if let Some(number) = &task.nr
            && !number.starts_with(&format!("{}.", task.activity_nr))
        {
            found.push(
                Finding::new(C::TaskNumber, table, row, "nr", number)
                    .with("activity", task.activity_nr.clone()),
            );
        }
        term(programme, task, row, found);
        if task.executor.is_empty() {
            found.push(Finding::new(C::Nobody, table, row, "executor", ""));
        }
        if task.supervisor.is_empty() {
            found.push(Finding::new(C::NoSupervisor, table, row, "supervisor", ""));
        }
        unknown_institutions(programme, table, row, "executor", &task.executor, found);
        unknown_institutions(programme, table, row, "supervisor", &task.supervisor, found);
        shares(table, row, "title", &task.title, found);
    }
}

fn term(programme: &Programme, task: &super::Task, row: usize, found: &mut Vec<Finding>) {
    let table = Table::Tasks;
    match Term::parse(&task.term_text) {
        Err(error) if !task.term_text.is_empty() => found
            .push(Finding::new(C::Term, table, row, "term_text", &task.term_text).with("why", error.code())),
        Ok(term) if (term.start, term.end) != (task.start, task.end) => found.push(
            Finding::new(C::TermDiffers, table, row, "term_text", &task.term_text)
                .with("from", term.start.to_string())
                .with("to", term.end.to_string()),
        ),
        _ => {}
    }
    if task.end < task.start {
        found.push(Finding::new(C::Term, table, row, "end", &task.end.to_string()).with("why", "reversed"));
    }
    if !programme.period.contains(task.start.year()) || !programme.period.contains(task.end.year()) {
        let finding = Finding::new(C::OutsidePeriod, table, row, "term_text", &task.term_text);
        found.push(with_years(finding, programme));
    }
}

fn resources(programme: &Programme, found: &mut Vec<Finding>) {
    let titles = Titles::of(programme);
    for (at, resource) in programme.resources.iter().enumerate() {
        if titles.of_resource(resource).is_none() {
            found.push(Finding::new(
                C::ResourceOfNothing,
                Table::Resources,
                at + 1,
                "activity",
                &resource.activity,
            ));
        }
        unknown_institutions(
            programme,
            Table::Resources,
            at + 1,
            "responsible",
            &resource.responsible,
            found,
        );
        shares(
            Table::Resources,
            at + 1,
            "planned_result",
            &resource.planned_result,
            found,
        );
    }
}

fn results(programme: &Programme, found: &mut Vec<Finding>) {
    let table = Table::Results;
    let titles = Titles::of(programme);
    for (row, result) in (1..).zip(&programme.results_method) {
        if titles.like(&result.activity).is_none() {
            found.push(Finding::new(
                C::ResourceOfNothing,
                table,
                row,
                "activity",
                &result.activity,
            ));
        }
        shares(table, row, "planned_result", &result.planned_result, found);
    }
}
