//! What is odd in the document, with what the program does about it; what it found itself; and numbers on which tables do not agree.

use askama::Template;
use axum::response::{IntoResponse, Response};
use balsts_app::programme::Which;
use balsts_domain::programme::{
    Finding, GoalName, Irregularity, Programme, Table as Part, check, conflicts, cross_walk,
};
use balsts_reports::format::Language;

use super::{activity_href, level_words, none, part_words, parts, title_or_none, words};
use crate::{
    kit::{Column, Empty, Failure, Html, Layout, Page, Row, Sections, Table},
    signed_in::SignedIn,
    texts::Texts,
};

#[derive(Template)]
#[template(path = "programme_irregularities.html")]
struct IrregularitiesPage {
    layout: Layout,
    parts: Sections,
    about: String,
    goals: Table,
    conflicts: Table,
    noted: Table,
    found: Table,
}

/// A sentence in which the names of a file's columns and codes stand apart from its words.
fn with_codes(sentence: &str) -> Html {
    let is_mark = |letter: char| !letter.is_alphanumeric() && letter != '_';
    sentence
        .split(' ')
        .map(|word| {
            let code = word.trim_matches(is_mark);
            match word.split_once(code) {
                Some((before, after)) if code.contains('_') => {
                    Html::joined([Html::text(before), Html::code(code), Html::text(after)])
                }
                _ => Html::text(word),
            }
        })
        .reduce(Html::and)
        .unwrap_or_default()
}

/// Findings as a table; of the version itself or of a file that is looked at.
pub(super) fn findings_table(texts: Texts, findings: &[Finding], caption: &str) -> Table {
    let latvian = texts.language == Language::Latvian;
    let rows = findings.iter().map(|one| {
        let row = one.sheet_row.map_or(one.row as i64, i64::from);
        Row::new()
            .cell(part_words(texts, one.table))
            .cell(if row > 0 {
                texts.count(row)
            } else {
                "–".to_owned()
            })
            .cell(if one.column.is_empty() {
                Html::text("–")
            } else {
                Html::code(one.column)
            })
            .cell(one.value.as_str())
            .cell(words(texts, "programme-severity-", one.severity.code()))
            .cell(with_codes(&one.words(latvian)))
    });
    let columns = [
        "programme-table",
        "programme-row",
        "programme-column",
        "programme-value",
        "programme-severity",
        "programme-what",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    Table::new(texts, caption, columns)
        .cards()
        .rows(rows)
        .or_empty(Empty::new(texts.t("programme-found-none")))
}

fn noted(texts: Texts, irregularities: &[Irregularity]) -> Table {
    let rows = irregularities.iter().map(|one| {
        Row::new()
            .cell(one.place.as_str())
            .cell(one.text.as_str())
            .cell(words(texts, "programme-answer-", one.answer()))
    });
    let columns = ["programme-place", "programme-what", "programme-answer"]
        .map(|key| Column::text(texts.t(key)))
        .to_vec();
    Table::new(texts, texts.t("programme-noted"), columns)
        .cards()
        .rows(rows)
        .or_empty(Empty::new(texts.t("programme-noted-none")))
}

/// Number and title, each name on a line of its own.
fn goal_names<'a>(names: impl Iterator<Item = &'a GoalName>) -> Html {
    let names: Vec<Html> = names
        .map(|name| {
            if name.nr.is_empty() {
                Html::text(&name.title)
            } else {
                Html::text(&format!("{}. {}", name.nr, name.title))
            }
        })
        .collect();
    if names.is_empty() {
        Html::text("–")
    } else {
        Html::lines(names)
    }
}

/// Which goals of the tables are one and the same: tied by links and by the activities under them, not by numbers.
fn goals(texts: Texts, programme: &Programme) -> Table {
    let tables = [Part::PlanGoals, Part::TaskTableGoals, Part::Results];
    let rows = cross_walk(programme).into_iter().map(|link| {
        let strategic = link.strategic.and_then(|at| programme.goals.get(at));
        let own = strategic.map_or_else(
            || texts.t("programme-not-strategic"),
            |goal| format!("{}. {}", goal.nr.trim_end_matches('.'), goal.title),
        );
        let row = Row::new().cell(level_words(texts, link.level)).cell(own);
        tables
            .iter()
            .fold(row, |row, table| row.cell(goal_names(link.names_in(*table))))
    });
    let mut columns = vec![
        Column::text(texts.t("programme-level")),
        Column::text(part_words(texts, Part::Goals)),
    ];
    columns.extend(tables.iter().map(|table| Column::text(part_words(texts, *table))));
    Table::new(texts, texts.t("programme-cross-walk"), columns)
        .cards()
        .rows(rows)
        .or_empty(Empty::new(texts.t("programme-cross-walk-none")))
}

pub(super) async fn show(signed_in: SignedIn, layout: Layout) -> Result<Response, Failure> {
    let texts = layout.texts;
    let Some(version) = signed_in.ctx().programme(Which::Current).await? else {
        return Ok(none(&signed_in, layout, "/programme/irregularities"));
    };
    let programme = &version.programme;
    let rows = conflicts(programme).into_iter().map(|one| {
        Row::new()
            .cell(Html::link(
                &activity_href(&one.activity),
                &title_or_none(texts, &one.title),
            ))
            .cell(Html::lines([
                Html::text(&one.first.text),
                Html::text(&part_words(texts, one.first.table)),
            ]))
            .cell(Html::lines([
                Html::text(&one.second.text),
                Html::text(&part_words(texts, one.second.table)),
            ]))
    });
    let columns = [
        "programme-activity",
        "programme-one-table",
        "programme-other-table",
    ]
    .map(|key| Column::text(texts.t(key)))
    .to_vec();
    let page = IrregularitiesPage {
        parts: parts(&signed_in.actor, texts, "/programme/irregularities"),
        about: texts.t("programme-irregularities-about"),
        goals: goals(texts, programme),
        conflicts: Table::new(texts, texts.t("programme-conflicts"), columns)
            .cards()
            .rows(rows)
            .or_empty(Empty::new(texts.t("programme-conflicts-none"))),
        noted: noted(texts, &programme.irregularities),
        found: findings_table(texts, &check(programme), &texts.t("programme-found")),
        layout: layout.titled("programme-irregularities"),
    };
    Ok(Page(page).into_response())
}
