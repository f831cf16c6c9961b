//! How the goals of the tables hang together. The strategy, the table of activities, that of tasks and the record of results number and name the
//! same goals differently: a goal of one is tied to that of another by a link or by the activities under it, never by its number alone.

use super::{PreventionLevel, Programme, Table, titles::Titles};
use crate::people::folded;

/// Number and title of a goal as a table has it; no number where the table gives none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalName {
    /// The table.
    pub table: Table,
    /// The number, without the full stop.
    pub nr: String,
    /// The title.
    pub title: String,
}

/// A goal with the names that the tables have for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalLink {
    /// Level of prevention.
    pub level: PreventionLevel,
    /// Place among the strategic goals; none where the strategy has no such goal.
    pub strategic: Option<usize>,
    /// What the tables call it, each name once: the table of activities, that of tasks, the record of results.
    pub names: Vec<GoalName>,
}

impl GoalLink {
    const fn new(level: PreventionLevel, strategic: Option<usize>) -> Self {
        Self {
            level,
            strategic,
            names: Vec::new(),
        }
    }

    fn add(&mut self, table: Table, nr: &str, title: &str) {
        let name = GoalName {
            table,
            nr: nr.trim().trim_end_matches('.').to_owned(),
            title: title.trim().to_owned(),
        };
        if !self.names.contains(&name) {
            self.names.push(name);
        }
    }

    /// What one table calls it.
    pub fn names_in(&self, table: Table) -> impl Iterator<Item = &GoalName> {
        self.names.iter().filter(move |name| name.table == table)
    }
}

/// The number before a title and the title: `9.` and `Atbalsta pakalpojumi` of `9. Atbalsta pakalpojumi`.
fn parted(goal: &str) -> (&str, &str) {
    let goal = goal.trim();
    let digits = goal.bytes().take_while(u8::is_ascii_digit).count();
    match goal[digits..].strip_prefix('.') {
        Some(title) if digits > 0 => (&goal[..digits], title.trim()),
        _ => ("", goal),
    }
}

struct Walk<'a> {
    programme: &'a Programme,
    links: Vec<GoalLink>,
    /// For each goal of the table of activities its link.
    of_plan: Vec<usize>,
}

impl Walk<'_> {
    /// The link of a goal as the table of activities numbers it.
    fn of_goal(&self, level: PreventionLevel, nr: &str) -> Option<usize> {
        if self.programme.plan_goals.is_empty() {
            return self
                .programme
                .goals
                .iter()
                .position(|goal| goal.level == level && goal.nr == nr);
        }
        let at = self
            .programme
            .plan_goals
            .iter()
            .position(|goal| goal.level == level && goal.nr == nr)?;
        self.of_plan.get(at).copied()
    }

    /// The link of a goal of this title, whatever table calls it so.
    fn titled(&self, title: &str) -> Option<usize> {
        let title = folded(title);
        self.links.iter().position(|link| {
            let strategic = link.strategic.and_then(|at| self.programme.goals.get(at));
            strategic.is_some_and(|goal| folded(&goal.title) == title)
                || link.names.iter().any(|name| folded(&name.title) == title)
        })
    }

    /// A goal of the table of tasks is that of the activities whose tasks stand under it; one without tasks that of its number.
    fn tasks(&mut self) {
        let programme = self.programme;
        for goal in &programme.task_table_goals {
            let at = programme
                .tasks
                .iter()
                .filter(|task| task.level == goal.level && task.goal_nr == goal.nr)
                .find_map(|task| {
                    let planned = programme
                        .activities
                        .iter()
                        .find(|activity| activity.number() == Some(task.activity_nr.as_str()))?;
                    self.of_goal(planned.level, &planned.goal_nr)
                })
                .or_else(|| self.of_goal(goal.level, &goal.nr));
            if let Some(link) = at.and_then(|at| self.links.get_mut(at)) {
                link.add(Table::TaskTableGoals, &goal.nr, &goal.title);
            }
        }
    }

    /// A goal of the record of results is that of the activities whose results stand under it, else one of the same title.
    fn results(&mut self) {
        let programme = self.programme;
        let activities = programme.all_activities();
        let titles = Titles::of(programme);
        for row in &programme.results_method {
            let (nr, title) = parted(&row.goal_effective);
            if title.is_empty() {
                continue;
            }
            let at = titles
                .like(&row.activity)
                .and_then(|key| activities.iter().find(|(_, one)| *one == key))
                .and_then(|(activity, _)| self.of_goal(activity.level, &activity.goal_nr))
                .or_else(|| self.titled(title));
            if let Some(link) = at.and_then(|at| self.links.get_mut(at)) {
                link.add(Table::Results, nr, title);
            }
        }
    }
}

/// The goals of a programme with the names that its tables have for them: the strategic ones in their order, then those that the strategy lacks.
pub fn cross_walk(programme: &Programme) -> Vec<GoalLink> {
    let mut links: Vec<GoalLink> = programme
        .goals
        .iter()
        .enumerate()
        .map(|(at, goal)| GoalLink::new(goal.level, Some(at)))
        .collect();
    let mut of_plan = Vec::with_capacity(programme.plan_goals.len());
    for goal in &programme.plan_goals {
        let strategic = programme
            .strategic_goal(goal)
            .and_then(|one| programme.goals.iter().position(|other| std::ptr::eq(one, other)));
        let at = strategic.unwrap_or_else(|| {
            links.push(GoalLink::new(goal.level, None));
            links.len() - 1
        });
        links[at].add(Table::PlanGoals, &goal.nr, &goal.title);
        of_plan.push(at);
    }
    let mut walk = Walk {
        programme,
        links,
        of_plan,
    };
    walk.tasks();
    walk.results();
    walk.links
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: &str) -> Programme {
        let mut shipped = super::super::shipped().into_iter();
        shipped.find(|one| one.municipality == code).unwrap()
    }

    /// `P/6: plan_goals 7, results_method 9`.
    fn told(programme: &Programme) -> Vec<String> {
        let keys = programme.goal_keys();
        cross_walk(programme)
            .iter()
            .map(|link| {
                let name = link.strategic.map_or("–", |at| keys[at].as_str());
                let names: Vec<String> = link
                    .names
                    .iter()
                    .map(|name| format!("{} {}", name.table.code(), name.nr))
                    .collect();
                format!("{name}: {}", names.join(", "))
            })
            .collect()
    }

    // covers: PLN-05
    #[test]
    fn strategic_goal_plan_goal_and_result_goal_are_tied_by_what_stands_under_them() {
        assert_eq!(
            told(&of("rezeknes-novads")),
            [
                "U/1: plan_goals 1, task_table_goals 1, results_method 1",
                "U/2: plan_goals 2, task_table_goals 2, results_method 4",
                "U/3: plan_goals 3, task_table_goals 3, results_method 5",
                "M/4: plan_goals 4, task_table_goals 4, results_method 6",
                // The table of tasks calls it by the title of another goal: the tasks under it say which it is.
                "M/5: plan_goals 5, task_table_goals 5, results_method 7",
                "P/6: plan_goals 7, task_table_goals 7, results_method 9",
                "–: plan_goals 6, task_table_goals 6, results_method 8",
            ]
        );
        assert_eq!(
            told(&of("ogres-novads")),
            [
                "U/1: plan_goals 1, task_table_goals 1",
                "U/2: plan_goals 2, task_table_goals 2",
                "U/3: plan_goals 3, task_table_goals 3",
                "M/3: plan_goals 4, task_table_goals 4",
                "M/4: plan_goals 5, task_table_goals 5",
                "P/5: plan_goals 6, task_table_goals 6",
                "P/6: ",
            ]
        );
    }

    // covers: PLN-05
    #[test]
    fn every_goal_of_every_table_of_the_five_is_tied() {
        for programme in super::super::shipped() {
            let links = cross_walk(&programme);
            let names = |table| {
                links
                    .iter()
                    .map(|link| link.names_in(table).count())
                    .sum::<usize>()
            };
            assert_eq!(
                names(Table::PlanGoals),
                programme.plan_goals.len(),
                "{}",
                programme.municipality
            );
            assert_eq!(names(Table::TaskTableGoals), programme.task_table_goals.len());
            let mut results: Vec<&str> = programme
                .results_method
                .iter()
                .map(|row| row.goal_effective.as_str())
                .collect();
            results.sort_unstable();
            results.dedup();
            assert_eq!(names(Table::Results), results.len(), "{}", programme.municipality);
        }
        // Rēzekne has the results expected of its goals in place of goals.
        let rezekne = of("rezekne");
        let crisis = &cross_walk(&rezekne)[6];
        let titles: Vec<&str> = crisis.names.iter().map(|name| name.title.as_str()).collect();
        assert_eq!(titles.len(), 1, "{titles:?}");
    }

    #[test]
    fn a_number_stands_apart_from_its_title() {
        assert_eq!(parted("9. Atbalsts"), ("9", "Atbalsts"));
        assert_eq!(parted(" Atbalsts "), ("", "Atbalsts"));
        assert_eq!(parted("2."), ("2", ""));
        assert_eq!(parted(""), ("", ""));
    }
}
