//! The tables of a programme with the columns that its source has: a column that no row of the document fills is left out.

use balsts_domain::programme::{Activity, Baseline, Indicator, PreventionLevel, Programme, Target};

use super::document::{Paper, level_name, say};
use crate::document::{Grid, GridColumn, GridGroup, GridSection};
use crate::format::Language;

/// Rows by level, each level under a heading across the table.
struct Levels {
    language: Language,
    last: Option<PreventionLevel>,
    rows: Vec<Vec<String>>,
    sections: Vec<GridSection>,
}

impl Levels {
    fn new(language: Language) -> Self {
        Self {
            language,
            last: None,
            rows: Vec::new(),
            sections: Vec::new(),
        }
    }

    fn row(&mut self, level: PreventionLevel, row: Vec<String>) {
        if self.last != Some(level) {
            self.last = Some(level);
            self.sections.push(GridSection {
                before: self.rows.len(),
                text: level_name(self.language, level),
            });
        }
        self.rows.push(row);
    }
}

fn group(heading: &str, columns: usize) -> GridGroup {
    GridGroup {
        heading: Some(heading.to_owned()),
        columns,
    }
}

const fn alone(columns: usize) -> GridGroup {
    GridGroup {
        heading: None,
        columns,
    }
}

fn listed(items: &[String]) -> String {
    items
        .iter()
        .map(|item| format!("– {item}"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The cell as printed where the document keeps it, else the names put together again.
fn names(text: &str, names: &[String]) -> String {
    if text.trim().is_empty() {
        names.join(", ")
    } else {
        text.trim().to_owned()
    }
}

/// Goals with what is expected of them.
pub(super) fn goals(programme: &Programme, language: Language) -> Grid {
    let mut levels = Levels::new(language);
    for goal in &programme.goals {
        let row = vec![
            goal.nr.clone(),
            goal.title.clone(),
            listed(&goal.expected_results),
        ];
        levels.row(goal.level, row);
    }
    Grid {
        columns: vec![
            GridColumn::text(say(language, "Nr.", "No.")),
            GridColumn::text(say(language, "Mērķis", "Goal")).width(7),
            GridColumn::text(say(language, "Sagaidāmais rezultāts", "Expected result")).width(10),
        ],
        rows: levels.rows,
        sections: levels.sections,
        ..Grid::default()
    }
}

/// An indicator's name with the row it is of those under one number.
pub(crate) fn indicator_title(indicator: &Indicator) -> String {
    match &indicator.dimension {
        Some(dimension) => format!("{} ({dimension})", indicator.title),
        None => indicator.title.clone(),
    }
}

/// A number with its unit, or what is printed instead.
pub(crate) fn baseline_text(baseline: &Baseline, language: Language) -> String {
    if !baseline.text.trim().is_empty() {
        return baseline.text.trim().to_owned();
    }
    let Some(value) = baseline.value else {
        return String::new();
    };
    let number = language.decimal(&value.trimmed().to_string());
    let number = with_unit(&number, baseline.unit.as_deref());
    match (&baseline.school_year, baseline.year) {
        (Some(year), _) => format!("{number} ({year})"),
        (None, Some(year)) => format!("{number} ({year})"),
        (None, None) => number,
    }
}

/// What a target asks for.
pub(crate) fn target_text(target: &Target, language: Language) -> String {
    if !target.text.trim().is_empty() {
        return target.text.trim().to_owned();
    }
    let value = target.value.map(|value| {
        let number = language.decimal(&value.trimmed().to_string());
        with_unit(&number, target.unit.as_deref())
    });
    value.unwrap_or_default()
}

fn with_unit(number: &str, unit: Option<&str>) -> String {
    match unit {
        Some(unit) if !unit.is_empty() => format!("{number}\u{a0}{unit}"),
        _ => number.to_owned(),
    }
}

/// Indicators with baseline and the years of their targets.
pub(super) fn indicators(programme: &Programme, language: Language) -> Grid {
    let mut years: Vec<i16> = programme
        .indicators
        .iter()
        .flat_map(|one| &one.targets)
        .map(|target| target.year)
        .collect();
    years.sort_unstable();
    years.dedup();
    let mut levels = Levels::new(language);
    for one in &programme.indicators {
        let mut row = vec![
            one.nr.clone(),
            indicator_title(one),
            baseline_text(&one.baseline, language),
        ];
        row.extend(years.iter().map(|year| {
            let target = one.targets.iter().find(|target| target.year == *year);
            target
                .map(|target| target_text(target, language))
                .unwrap_or_default()
        }));
        row.push(one.data_source.clone());
        match one.level {
            Some(level) => levels.row(level, row),
            None => levels.rows.push(row),
        }
    }
    let mut columns = vec![
        GridColumn::text(say(language, "Nr.p.k.", "No.")).width(2),
        GridColumn::text(say(language, "Rezultatīvie rādītāji", "Indicators")).width(12),
        GridColumn::text(say(language, "Bāzes vērtība", "Baseline")).width(6),
    ];
    columns.extend(
        years
            .iter()
            .map(|year| GridColumn::text(year.to_string()).width(5)),
    );
    columns.push(GridColumn::text(say(language, "Datu avots", "Source of data")).width(5));
    Grid {
        groups: vec![
            alone(3),
            group(
                say(language, "Sasniedzamā tendence", "Trend to reach"),
                years.len(),
            ),
            alone(1),
        ],
        columns,
        rows: levels.rows,
        sections: levels.sections,
        ..Grid::default()
    }
}

/// The goal column of a row of the table of activities.
fn goal_cell(programme: &Programme, activity: &Activity) -> String {
    if !activity.subgoal.is_empty() {
        return activity.subgoal.clone();
    }
    let plan = programme.plan_goal(activity.level, &activity.goal_nr);
    plan.map(|goal| goal.title.clone())
        .filter(|title| !title.is_empty())
        .or_else(|| {
            programme
                .goal_of(activity.level, &activity.goal_nr)
                .map(|goal| goal.title.clone())
        })
        .unwrap_or_default()
}

/// Activities with their years marked.
pub(super) fn activities(programme: &Programme, language: Language) -> Grid {
    let all = &programme.activities;
    let words = |latvian, english| say(language, latvian, english);
    let years = if programme.period.plan_table_years.is_empty() {
        (programme.period.from..=programme.period.to).collect()
    } else {
        programme.period.plan_table_years.clone()
    };
    let numbered = all.iter().any(|one| one.nr.is_some());
    let results = all.iter().any(|one| !one.expected_result.is_empty());
    let involved = all.iter().any(|one| !one.involved.is_empty());
    let supervised = all.iter().any(|one| !one.supervisor.is_empty());
    let funded = all.iter().any(|one| !one.funding.is_empty());
    let mut columns = vec![
        GridColumn::text(words("Nr.", "No.")).width(3).merged(),
        GridColumn::text(words("Mērķis", "Goal")).width(9).merged(),
    ];
    if numbered {
        columns.push(GridColumn::text(words("Nr.", "No.")).width(3));
    }
    columns.push(GridColumn::text(words("Prevencijas aktivitāte", "Activity")).width(12));
    if results {
        columns.push(GridColumn::text(words("Sasniedzamais rezultāts", "Result to reach")).width(9));
    }
    columns.push(
        GridColumn::text(if supervised {
            words("Izpildītājs", "Executor")
        } else {
            words("Atbildīgā institūcija", "Responsible institution")
        })
        .width(8),
    );
    if involved {
        columns.push(GridColumn::text(words("Iesaistītās institūcijas", "Institutions involved")).width(8));
    }
    if supervised {
        columns.push(
            GridColumn::text(words(
                "Par uzraudzību atbildīgā institūcija",
                "Supervising institution",
            ))
            .width(7),
        );
    }
    let before = columns.len();
    columns.extend(
        years
            .iter()
            .map(|year| GridColumn::text(year.to_string()).width(3)),
    );
    let mut groups = vec![
        alone(before),
        group(words("Īstenošanas periods", "Years"), years.len()),
    ];
    if funded {
        columns.push(GridColumn::text(words("Finanšu avots", "Source of money")).width(6));
        groups.push(alone(1));
    }
    let mut levels = Levels::new(language);
    for one in all {
        let mut row = vec![one.goal_nr.clone(), goal_cell(programme, one)];
        if numbered {
            row.push(one.number().unwrap_or_default().to_owned());
        }
        row.push(one.title.clone());
        if results {
            row.push(one.expected_result.clone());
        }
        row.push(names(&one.responsible_text, &one.responsible));
        if involved {
            row.push(names(&one.involved_text, &one.involved));
        }
        if supervised {
            row.push(names(&one.supervisor_text, &one.supervisor));
        }
        row.extend(years.iter().map(|year| {
            let mark = if one.years.contains(year) { "x" } else { "" };
            mark.to_owned()
        }));
        if funded {
            row.push(names(&one.funding_text, &one.funding));
        }
        levels.row(one.level, row);
    }
    Grid {
        groups,
        columns,
        rows: levels.rows,
        sections: levels.sections,
        ..Grid::default()
    }
}

/// Tasks under their activities.
pub(super) fn tasks(programme: &Programme, language: Language) -> Grid {
    let words = |latvian, english| say(language, latvian, english);
    let numbered = programme.tasks.iter().any(|task| task.nr.is_some());
    let mut columns = vec![
        GridColumn::text(words("PL", "Level")).width(3).merged(),
        GridColumn::text(words("Nr.", "No.")).width(3).merged(),
        GridColumn::text(words("Mērķa nosaukums", "Name of the goal"))
            .width(9)
            .merged(),
        GridColumn::text(words("Nr.", "No.")).width(3).merged(),
        GridColumn::text(words("Aktivitātes nosaukums", "Name of the activity"))
            .width(10)
            .merged(),
    ];
    if numbered {
        columns.push(GridColumn::text(words("Nr.", "No.")).width(4));
    }
    columns.extend([
        GridColumn::text(words("Darba uzdevuma nosaukums", "Name of the task")).width(11),
        GridColumn::text(words("Izpildes termiņš", "Term")).width(7),
        GridColumn::text(words("Izpildītājs", "Executor")).width(8),
        GridColumn::text(words(
            "Par uzraudzību atbildīgā institūcija",
            "Supervising institution",
        ))
        .width(8),
    ]);
    let rows = programme.tasks.iter().map(|task| {
        let goal = programme
            .task_table_goals
            .iter()
            .find(|goal| goal.level == task.level && goal.nr == task.goal_nr)
            .map(|goal| goal.title.clone())
            .or_else(|| Some(programme.goal_of(task.level, &task.goal_nr)?.title.clone()))
            .unwrap_or_default();
        let goal = if task.subgoal.is_empty() {
            goal
        } else {
            task.subgoal.clone()
        };
        let mut row = vec![
            task.level.sign().to_owned(),
            task.goal_nr.clone(),
            goal,
            task.activity_nr.clone(),
            task.activity_title.clone(),
        ];
        if numbered {
            row.push(task.nr.clone().unwrap_or_default());
        }
        row.extend([
            task.title.clone(),
            task.term_text.clone(),
            names(&task.executor_text, &task.executor),
            task.supervisor.join(", "),
        ]);
        row
    });
    Grid {
        rows: rows.collect(),
        columns,
        groups: vec![
            alone(1),
            group(words("Mērķis", "Goal"), 2),
            group(words("Prevencijas aktivitāte", "Activity"), 2),
            group(
                words("Darba uzdevumi plāna izpildei", "Tasks"),
                if numbered { 3 } else { 2 },
            ),
            group(words("Iesaistītās puses", "Who"), 2),
        ],
        ..Grid::default()
    }
}

/// What activities need.
pub(super) fn resources(programme: &Programme, language: Language) -> Grid {
    let words = |latvian, english| say(language, latvian, english);
    let rows = programme.resources.iter().map(|one| {
        vec![
            one.level.sign().to_owned(),
            one.activity.clone(),
            one.planned_result.clone(),
            one.resources_text.clone(),
            one.funding.clone(),
            names(&one.responsible_text, &one.responsible),
        ]
    });
    Grid {
        rows: rows.collect(),
        columns: vec![
            GridColumn::text(words("PL", "Level")).width(2).merged(),
            GridColumn::text(words("Prevencijas aktivitāte", "Activity")).width(8),
            GridColumn::text(words("Plānotais sasniedzamais rezultāts", "Result planned")).width(8),
            GridColumn::text(words("Nepieciešamie resursi", "Resources needed")).width(12),
            GridColumn::text(words("Finanšu avots", "Source of money")).width(7),
            GridColumn::text(words("Atbildīgā institūcija", "Responsible institution")).width(6),
        ],
        ..Grid::default()
    }
}

/// How results are assessed, what was reached and why.
pub(super) fn results(programme: &Programme, paper: &Paper) -> Grid {
    let words = |latvian, english| say(paper.language, latvian, english);
    let rows = programme.results_method.iter().enumerate().map(|(at, one)| {
        let reached = paper.results.get(at).cloned().unwrap_or_default();
        vec![
            one.level.sign().to_owned(),
            one.goal_effective.clone(),
            one.activity.clone(),
            one.funding_text.clone(),
            one.planned_result.clone(),
            reached.reached,
            one.impact_assessment_text.clone(),
            reached.factors,
        ]
    });
    Grid {
        rows: rows.collect(),
        groups: vec![
            alone(3),
            group(words("Rezultatīvais rādītājs", "Result"), 3),
            alone(2),
        ],
        columns: vec![
            GridColumn::text(words("PL", "Level")).width(2).merged(),
            GridColumn::text(words("Mērķis", "Goal")).width(7).merged(),
            GridColumn::text(words("Aktivitāte", "Activity")).width(7),
            GridColumn::text(words("Ieguldītais finansējums (EUR)", "Money spent (EUR)")).width(7),
            GridColumn::text(words("Plānotais sasniedzamais rezultāts", "Result planned")).width(7),
            GridColumn::text(words("Izpilde", "Reached")).width(6),
            GridColumn::text(words("Ietekmes novērtēšana", "Assessment of impact")).width(7),
            GridColumn::text(words("Ietekmes faktoru analīze", "Analysis of factors")).width(7),
        ],
        ..Grid::default()
    }
}
