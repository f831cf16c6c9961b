//! What is wrong or doubtful in a programme. What its own list of irregularities names is a doubt; what it does not name may be an error. A file that
//! is taken in can't excuse itself so: what its list names is a doubt only where it stood before.

mod indicator;
mod numbering;
mod plan;

use super::{
    Finding, FindingCode as C, Programme, ProgrammePeriod, RowKeys, Severity, Table, conflict, institution,
    shipped_text,
};
use indicator::indicators;
use numbering::{gap_findings, numbered_twice};
use plan::{activities, resources, results, tasks};

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
