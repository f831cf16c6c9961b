//! What is wrong or doubtful in the tables of activities, tasks, resources and results.

use super::{
    is_known_institution,
    numbering::{duplicates, gap_findings},
    with_years,
};
use crate::numbers::Decimal;
use crate::programme::{
    Activity, Finding, FindingCode as C, Programme, Table, Task, Term, quantities, quantity::Measure,
    titles::Titles,
};

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

pub(super) fn activities(programme: &Programme, found: &mut Vec<Finding>) {
    let table = Table::Activities;
    let numbered = programme.activities.iter().enumerate();
    duplicates(
        table,
        numbered.filter_map(|(at, activity)| Some((at + 1, activity.number()?))),
        found,
    );
    gap_findings(
        table,
        programme.activities.iter().filter_map(Activity::number),
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

pub(super) fn tasks(programme: &Programme, found: &mut Vec<Finding>) {
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

fn term(programme: &Programme, task: &Task, row: usize, found: &mut Vec<Finding>) {
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

pub(super) fn resources(programme: &Programme, found: &mut Vec<Finding>) {
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

pub(super) fn results(programme: &Programme, found: &mut Vec<Finding>) {
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
