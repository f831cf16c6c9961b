//! The tables of the report, the same in the document and in the workbook.

use balsts_domain::numbers;
use balsts_domain::programme::{PreventionLevel, ProgressState, Target, Timing};

use super::{Activity, Annual, Number, Texts};
use crate::format::Language;
use crate::programme::{baseline_text, indicator_title, level_name, target_text};
use crate::table::{Cell, Column, Decimal, Kind, Label, Table};

pub(super) fn level_label(level: PreventionLevel) -> Label {
    Label::new(
        level_name(Language::Latvian, level),
        level_name(Language::English, level),
    )
}

pub(super) fn state_label(state: ProgressState) -> Label {
    match state {
        ProgressState::NotStarted => Label::new("nav sākts", "not started"),
        ProgressState::InProgress => Label::new("notiek", "under way"),
        ProgressState::Done => Label::new("paveikts", "done"),
        ProgressState::Continuous => Label::new("notiek pastāvīgi", "goes on"),
        ProgressState::Postponed => Label::new("atlikts", "put off"),
        ProgressState::Dropped => Label::new("atcelts", "dropped"),
    }
}

/// State, and that something is late.
pub(super) fn standing(activity: &Activity) -> Label {
    let state = state_label(activity.state);
    if activity.timing == Timing::Overdue {
        Label::new(format!("{}, nokavēts", state.lv), format!("{}, late", state.en))
    } else {
        state
    }
}

pub(super) fn number_text(number: &Number, language: Language) -> String {
    let none = match language {
        Language::Latvian => "nav datu",
        Language::English => "no data",
    };
    let enough = match (number.is_enough, language) {
        (Some(true), Language::Latvian) => " (sasniegts)",
        (Some(true), Language::English) => " (reached)",
        (Some(false), Language::Latvian) => " (nav sasniegts)",
        (Some(false), Language::English) => " (not reached)",
        (None, _) => "",
    };
    let reached = number.reached.as_ref();
    let reached = reached.map_or(none, |reached| reached.in_language(language));
    format!("{} → {reached}{enough}", number.promised.in_language(language))
}

pub(super) fn typed(text: &str) -> Cell {
    if text.is_empty() {
        Cell::Missing
    } else {
        Cell::text(text)
    }
}

/// A target with its year.
pub(super) fn target_of_year(target: &Target, language: Language) -> String {
    let words = language.printed(&target_text(target, language));
    format!("{}: {words}", target.year)
}

/// A text as each language has it.
pub(super) fn said(of: impl Fn(Language) -> String) -> Cell {
    let label = Label::new(of(Language::Latvian), of(Language::English));
    if label.lv.is_empty() {
        Cell::Missing
    } else {
        Cell::Label(label)
    }
}

pub(super) fn exact(value: numbers::Decimal) -> Cell {
    value
        .scaled(6)
        .map_or(Cell::Missing, |units| Cell::Decimal(Decimal::new(units, 6)))
}

/// Counts of activities by what became of them.
#[derive(Default)]
struct Counts([i64; 5]);

impl Counts {
    fn of<'a>(activities: impl Iterator<Item = &'a Activity>) -> Self {
        let mut counts = Self::default();
        for one in activities {
            counts.0[0] += 1;
            let place = match one.state {
                _ if one.timing == Timing::Overdue => 4,
                ProgressState::Done | ProgressState::Dropped => 1,
                ProgressState::InProgress | ProgressState::Continuous => 2,
                ProgressState::NotStarted | ProgressState::Postponed => 3,
            };
            counts.0[place] += 1;
        }
        counts
    }

    fn row(self, name: Label) -> Vec<Cell> {
        self.under([Cell::Label(name)])
    }

    /// The counts after what they are of.
    fn under(self, of: impl IntoIterator<Item = Cell>) -> Vec<Cell> {
        of.into_iter()
            .chain(self.0.into_iter().map(Cell::Integer))
            .collect()
    }

    fn columns() -> [Column; 5] {
        [
            Column::count("all", "Aktivitātes", "Activities"),
            Column::count("settled", "Paveiktas vai atceltas", "Done or dropped"),
            Column::count("under_way", "Notiek", "Under way"),
            Column::count("not_begun", "Nav sāktas vai atliktas", "Not begun or put off"),
            Column::count("overdue", "Nokavētas", "Late"),
        ]
    }
}

impl Annual {
    fn activities_of(&self, level: PreventionLevel) -> impl Iterator<Item = &Activity> {
        self.goals
            .iter()
            .filter(move |goal| goal.level == level)
            .flat_map(|goal| &goal.activities)
    }

    /// How many activities stand where, by level.
    pub(super) fn counts(&self) -> Table {
        let mut columns = vec![Column::new("level", "Līmenis", "Level", Kind::Text)];
        columns.extend(Counts::columns());
        let mut table = Table::new(
            Label::new(
                "Aktivitātes pēc līmeņa un stāvokļa",
                "Activities by level and state",
            ),
            columns,
        );
        for level in PreventionLevel::ALL {
            let counts = Counts::of(self.activities_of(level));
            table.rows.push(counts.row(level_label(level)));
        }
        let all = Counts::of(self.goals.iter().flat_map(|goal| &goal.activities));
        table.totals.push(all.row(Label::new("Kopā", "Total")));
        table
    }

    /// How many activities stand where, goal by goal.
    pub(super) fn goal_counts(&self) -> Table {
        let mut columns = vec![
            Column::new("level", "Līmenis", "Level", Kind::Text),
            Column::new("goal", "Mērķis", "Goal", Kind::Text),
        ];
        columns.extend(Counts::columns());
        let mut table = Table::new(
            Label::new(
                "Aktivitātes pēc mērķa un stāvokļa",
                "Activities by goal and state",
            ),
            columns,
        );
        for level in PreventionLevel::ALL {
            for goal in self.goals.iter().filter(|goal| goal.level == level) {
                let name = format!("{}. {}", goal.nr.trim_end_matches('.'), goal.title);
                let counts = Counts::of(goal.activities.iter());
                let of = [Cell::Label(level_label(level)), Cell::text(name)];
                table.rows.push(counts.under(of));
            }
        }
        let all = Counts::of(self.goals.iter().flat_map(|goal| &goal.activities));
        let of = [Cell::Label(Label::new("Kopā", "Total")), Cell::text("")];
        table.totals.push(all.under(of));
        table
    }

    /// Every activity with what became of it.
    pub(super) fn activities(&self) -> Table {
        let text = |key, lv, en| Column::new(key, lv, en, Kind::Text);
        let mut table = Table::new(
            Label::new("Aktivitātes", "Activities"),
            vec![
                text("level", "Līmenis", "Level"),
                text("goal", "Mērķis", "Goal"),
                text("number", "Nr.", "No."),
                text("activity", "Aktivitāte", "Activity"),
                text("promised", "Sasniedzamais rezultāts", "Result promised"),
                text("state", "Stāvoklis", "State"),
                text("done", "Paveiktais", "What was done"),
                text("impact", "Ietekmes novērtējums", "Impact"),
                text("helped", "Kas veicināja", "What helped"),
                text("hindered", "Kas kavēja", "What hindered"),
                text("changes", "Plānotās izmaiņas", "Changes planned"),
            ],
        );
        for goal in &self.goals {
            for one in &goal.activities {
                let Texts {
                    impact,
                    helped,
                    hindered,
                    changes,
                    ..
                } = &one.texts;
                let mut row = vec![
                    Cell::Label(level_label(goal.level)),
                    Cell::text(goal.title.as_str()),
                    Cell::text(one.nr.as_str()),
                    Cell::text(one.title.as_str()),
                    typed(&one.promised),
                    Cell::Label(standing(one)),
                    said(|language| one.told(language)),
                ];
                row.extend([impact, helped, hindered, changes].map(|text| typed(text)));
                table.rows.push(row);
            }
        }
        table
    }

    /// Numbers promised and reached.
    pub(super) fn numbers(&self) -> Table {
        let text = |key, lv, en| Column::new(key, lv, en, Kind::Text);
        let mut table = Table::new(
            Label::new("Solītie un sasniegtie skaitļi", "Numbers promised and reached"),
            vec![
                text("activity", "Aktivitāte", "Activity"),
                text("promised", "Solīts", "Promised"),
                text("reached", "Sasniegts", "Reached"),
                text("enough", "Vai sasniegts", "Reached or not"),
            ],
        );
        for one in self.goals.iter().flat_map(|goal| &goal.activities) {
            for number in &one.numbers {
                let enough = number.is_enough.map_or(Cell::Missing, |is| {
                    Cell::Label(if is {
                        Label::new("jā", "yes")
                    } else {
                        Label::new("nē", "no")
                    })
                });
                table.rows.push(vec![
                    Cell::text(one.title.as_str()),
                    Cell::Label(number.promised.clone()),
                    number.reached.clone().map_or(Cell::Missing, Cell::Label),
                    enough,
                ]);
            }
        }
        table
    }

    /// What is late.
    pub(super) fn late(&self) -> Table {
        let text = |key, lv, en| Column::new(key, lv, en, Kind::Text);
        let mut table = Table::new(
            Label::new("Nokavētie uzdevumi", "Tasks that are late"),
            vec![
                text("number", "Nr.", "No."),
                text("task", "Uzdevums", "Task"),
                text("activity", "Aktivitāte", "Activity"),
                text("who", "Izpildītājs", "Executor"),
                Column::new("due", "Termiņš", "Due", Kind::Date),
            ],
        );
        for one in &self.overdue {
            table.rows.push(vec![
                Cell::text(one.nr.as_str()),
                Cell::text(one.title.as_str()),
                typed(&one.activity),
                typed(&one.who),
                one.due.map_or(Cell::Missing, Cell::Date),
            ]);
        }
        table
    }

    /// Indicators with baseline, value and the next target.
    pub(super) fn indicator_table(&self) -> Table {
        let text = |key, lv, en| Column::new(key, lv, en, Kind::Text);
        let mut table = Table::new(
            Label::new("Rezultatīvie rādītāji", "Indicators"),
            vec![
                text("number", "Nr.", "No."),
                text("indicator", "Rādītājs", "Indicator"),
                text("baseline", "Bāzes vērtība", "Baseline"),
                Column::new("value", "Vērtība", "Value", Kind::Decimal(2)),
                text("target", "Mērķis", "Target"),
                text("status", "Stāvoklis", "Status"),
            ],
        );
        for one in &self.indicators {
            let of = &one.indicator;
            let next = of.targets.iter().find(|target| target.year >= self.year);
            let target = next
                .or(of.targets.last())
                .map(|target| said(|language| target_of_year(target, language)));
            let value = match one.value {
                _ if one.is_withheld => Cell::Withheld,
                Some(value) => exact(value),
                None => Cell::Missing,
            };
            table.rows.push(vec![
                Cell::text(of.nr.as_str()),
                Cell::text(indicator_title(of)),
                said(|language| language.printed(&baseline_text(&of.baseline, language))),
                value,
                target.unwrap_or(Cell::Missing),
                Cell::Label(one.status.clone()),
            ]);
        }
        table
    }

    /// What others ask or offer, and how far the programme takes it into account; nothing where nothing was noted.
    pub(super) fn policy_table(&self) -> Option<Table> {
        if self.policies.is_empty() {
            return None;
        }
        let text = |key, lv, en| Column::new(key, lv, en, Kind::Text);
        let mut table = Table::new(
            Label::new("Politikas jaunumi un konkursi", "Policy notes and calls"),
            vec![
                Column::new("issued", "Izdots", "Issued", Kind::Date),
                text("title", "Nosaukums", "Title"),
                text("issuer", "Kas izdeva", "Issued by"),
                text("asks", "Ko prasa vai piedāvā", "What it asks or offers"),
                text("activity", "Aktivitāte", "Activity"),
                text("state", "Stāvoklis", "State"),
                text("note", "Piezīme", "Remark"),
                text("place", "Kur lasāms", "Where to read it"),
            ],
        );
        table.rows = self
            .policies
            .iter()
            .map(|one| {
                let state = match one.version {
                    Some(number) => Label::new(
                        format!("{} ({number}. redakcijā)", one.state.lv),
                        format!("{} (version {number})", one.state.en),
                    ),
                    None => one.state.clone(),
                };
                vec![
                    Cell::Date(one.on),
                    Cell::text(one.title.as_str()),
                    Cell::Label(one.issuer.clone()),
                    typed(&one.asks),
                    typed(&one.activity),
                    Cell::Label(state),
                    typed(&one.note),
                    typed(&one.place),
                ]
            })
            .collect();
        Some(table)
    }

    /// Money planned and spent; nothing where nothing is known of it.
    pub(super) fn money_table(&self) -> Option<Table> {
        if self.money.is_empty() {
            return None;
        }
        let euros =
            |cents: Option<i64>| cents.map_or(Cell::Missing, |cents| Cell::Decimal(Decimal::new(cents, 2)));
        let mut table = Table::new(
            Label::new("Finansējums, EUR", "Money, EUR"),
            vec![
                Column::new("activity", "Aktivitāte", "Activity", Kind::Text),
                Column::new("source", "Avots", "Source", Kind::Text),
                Column::new("planned", "Plānots", "Planned", Kind::Decimal(2)),
                Column::new("spent", "Izlietots", "Spent", Kind::Decimal(2)),
            ],
        );
        for one in &self.money {
            table.rows.push(vec![
                Cell::text(one.activity.as_str()),
                Cell::Label(one.source.clone()),
                euros(one.planned),
                euros(one.spent),
            ]);
        }
        let sum = |of: fn(&super::Money) -> Option<i64>| {
            euros(self.money.iter().filter_map(of).reduce(|a, b| a + b))
        };
        table.totals.push(vec![
            Cell::Label(Label::new("Kopā", "Total")),
            Cell::text(""),
            sum(|one| one.planned),
            sum(|one| one.spent),
        ]);
        Some(table)
    }
}
