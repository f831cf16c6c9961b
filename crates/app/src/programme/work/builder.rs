//! Puts the programme at work together: goals with their activities, these with what is to be done.

use std::collections::HashMap;

use balsts_domain::programme::{
    Activity, Goal, GoalLink, GoalName, PreventionLevel, Programme, ProgressState, Table, Task, Timing,
    cross_walk, whole_state,
};
use balsts_store::ProgrammeReportRow;
use jiff::civil::Date;

use super::{ActivityView, GoalView, WorkLine, urgency};
use crate::programme::party::{Parts, joined};

pub(super) struct Builder<'a> {
    pub(super) programme: &'a Programme,
    pub(super) task_keys: Vec<String>,
    pub(super) reports: HashMap<(String, String), Vec<ProgrammeReportRow>>,
    pub(super) parts: Parts,
    pub(super) today: Date,
}

impl Builder<'_> {
    fn line(
        &self,
        (table, key): (Table, &str),
        (start, end): (Option<Date>, Option<Date>),
        executors: &[String],
        supervisors: &[String],
    ) -> WorkLine {
        let mut reports = self
            .reports
            .get(&(table.code().to_owned(), key.to_owned()))
            .cloned()
            .unwrap_or_default();
        reports.reverse();
        let executors = joined(self.programme, executors);
        let supervisors = joined(self.programme, supervisors);
        let parties = self.parts.of(&executors, &supervisors, &reports);
        let own = parties.iter().any(|one| one.own);
        let last = reports
            .first()
            .and_then(|report| ProgressState::from_code(&report.state));
        let mut line = WorkLine {
            table,
            key: key.to_owned(),
            number: String::new(),
            title: String::new(),
            activity: String::new(),
            level: PreventionLevel::Universal,
            goal: String::new(),
            term: String::new(),
            start,
            end,
            executors,
            supervisors,
            parties,
            // Where nobody is named, whatever was said last.
            state: last.unwrap_or(ProgressState::NotStarted),
            timing: Timing::Unknown,
            next_day: Timing::next_day(start, end, self.today),
            reports,
            own,
        };
        line.timing = Timing::of(start, end, line.state, self.today);
        line.seen_by(|_| true, self.today)
    }

    fn task(&self, task: &Task, key: &str, goal: &str) -> WorkLine {
        WorkLine {
            number: task.nr.clone().unwrap_or_else(|| task.activity_nr.clone()),
            title: task.title.clone(),
            activity: task.activity_title.clone(),
            level: task.level,
            goal: goal.to_owned(),
            term: task.term_text.clone(),
            ..self.line(
                (Table::Tasks, key),
                (Some(task.start), Some(task.end)),
                &task.executor,
                &task.supervisor,
            )
        }
    }

    fn activity_itself(&self, activity: &Activity, key: &str, goal: &str) -> WorkLine {
        let year = |year: Option<&i16>, month, day| Date::new(*year?, month, day).ok();
        let start = year(activity.years.iter().min(), 1, 1);
        let end = year(activity.years.iter().max(), 12, 31);
        let years: Vec<String> = activity.years.iter().map(ToString::to_string).collect();
        WorkLine {
            number: activity.number().unwrap_or_default().to_owned(),
            title: activity.title.clone(),
            level: activity.level,
            goal: goal.to_owned(),
            term: years.join(", "),
            ..self.line(
                (Table::Activities, key),
                (start, end),
                &activity.responsible,
                &activity.supervisor,
            )
        }
    }

    fn activity(&self, activity: &Activity, key: &str, is_planned: bool, goal: &str) -> ActivityView {
        let number = activity.number();
        let mut work: Vec<WorkLine> = self
            .programme
            .tasks
            .iter()
            .zip(&self.task_keys)
            .filter(|(task, _)| number.is_some_and(|number| number == task.activity_nr))
            .map(|(task, key)| self.task(task, key, goal))
            .collect();
        let itself = self.activity_itself(activity, key, goal);
        let reported = itself.reports.first().map(|_| itself.state);
        if work.is_empty() {
            work.push(itself);
        }
        let state = reported.unwrap_or_else(|| state_of(&work));
        let timing = if state.is_settled() {
            Timing::Settled
        } else {
            urgent(&work)
        };
        let next_day = work
            .iter()
            .filter(|line| line.timing != Timing::Settled)
            .filter_map(|line| line.next_day)
            .min();
        ActivityView {
            key: key.to_owned(),
            activity: activity.clone(),
            is_planned,
            state,
            timing,
            next_day,
            work,
        }
    }

    pub(super) fn goals(&self) -> Vec<GoalView> {
        let programme = self.programme;
        let links = cross_walk(programme);
        let mut views: Vec<GoalView> = programme
            .goals
            .iter()
            .zip(&links)
            .map(|(goal, link)| GoalView {
                goal: goal.clone(),
                is_strategic: true,
                other_names: other_names(goal, link),
                activities: Vec::new(),
            })
            .collect();
        let plan_alone = programme
            .plan_goals
            .iter()
            .filter(|goal| programme.strategic_goal(goal).is_none());
        let plan_links = links.iter().filter(|link| link.strategic.is_none());
        views.extend(plan_alone.zip(plan_links).map(|(goal, link)| {
            let goal = Goal {
                level: goal.level,
                nr: goal.nr.clone(),
                title: goal.title.clone(),
                ..Goal::default()
            };
            GoalView {
                other_names: other_names(&goal, link),
                goal,
                is_strategic: false,
                activities: Vec::new(),
            }
        }));
        let planned = programme.activities.iter().zip(programme.activity_keys());
        let unplanned = programme.activities_of_tasks();
        let all = planned.map(|(activity, key)| (activity, key, true)).chain(
            unplanned
                .iter()
                .map(|activity| (activity, activity.wished_key(), false)),
        );
        for (activity, key, is_planned) in all {
            let place = place(programme, &views, activity);
            let Some(view) = place.and_then(|at| views.get_mut(at)) else {
                continue;
            };
            let goal = view.goal.title.clone();
            view.activities
                .push(self.activity(activity, &key, is_planned, &goal));
        }
        views.sort_by_key(|view| view.goal.level);
        views
    }
}

/// The goal under which an activity is shown; one that no goal claims goes to the first of its level.
fn place(programme: &Programme, views: &[GoalView], activity: &Activity) -> Option<usize> {
    let strategic = programme.goal_of(activity.level, &activity.goal_nr);
    let at = strategic.and_then(|goal| {
        views
            .iter()
            .position(|view| view.is_strategic && view.goal == *goal)
    });
    at.or_else(|| {
        views.iter().position(|view| {
            !view.is_strategic && view.goal.level == activity.level && view.goal.nr == activity.goal_nr
        })
    })
    .or_else(|| views.iter().position(|view| view.goal.level == activity.level))
}

/// Names that differ from the goal's own. Where a document has the results expected of a goal in place of goals, they are shown as these.
fn other_names(goal: &Goal, link: &GoalLink) -> Vec<GoalName> {
    let nr = goal.nr.trim_end_matches('.');
    let is_other = |name: &&GoalName| {
        let is_result = name.nr.is_empty() && goal.expected_results.contains(&name.title);
        !is_result && ((!name.nr.is_empty() && name.nr != nr) || name.title != goal.title)
    };
    link.names.iter().filter(is_other).cloned().collect()
}

fn state_of(work: &[WorkLine]) -> ProgressState {
    let states: Vec<Option<ProgressState>> = work.iter().map(|line| Some(line.state)).collect();
    whole_state(&states)
}

fn urgent(work: &[WorkLine]) -> Timing {
    work.iter()
        .map(|line| line.timing)
        .min_by_key(|timing| urgency(*timing))
        .unwrap_or(Timing::Unknown)
}
