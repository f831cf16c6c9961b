//! A plan in words: its state, hours, risks, measures and steps, as tables of every page that shows them.

use balsts_app::support_plan::{PlanView, factor, level};
use balsts_domain::{
    registry::SupportRole,
    support::{Hours, MeasureKind, PlanState},
};
use balsts_reports::format::Language;
use balsts_store::{MeasureRow, date};

use super::joint;
use crate::{
    kit::{Cell, Column, Empty, Event, Html, Row, SummaryList, Table, Tag, Timeline, Tone},
    pages::concerns::factor_words,
    texts::{Arg, Texts},
};

/// The words of a code: `plans-kind-` and `individual_curriculum`.
pub(crate) fn coded(texts: Texts, prefix: &str, code: &str) -> String {
    texts.t(&format!("{prefix}{}", code.replace('_', "-")))
}

pub(crate) fn state_tag(texts: Texts, code: &str) -> Tag {
    let tone = match PlanState::from_code(code) {
        Some(PlanState::InForce) => Tone::Good,
        Some(PlanState::AwaitingHead | PlanState::AwaitingCoordinator) => Tone::Attention,
        _ => Tone::Neutral,
    };
    Tag::new(coded(texts, "plans-state-", code), tone)
}

/// "2025./2026. m. g., 1. semestris".
pub(crate) fn term_words(texts: Texts, year: i64, semester: i64) -> String {
    let year = texts
        .language
        .school_year(i16::try_from(year).unwrap_or_default());
    texts.t_args(
        "plans-term-words",
        &[
            ("year".to_owned(), year.into()),
            ("semester".to_owned(), semester.into()),
        ],
    )
}

/// Thousandths of an hour as people write hours.
pub(crate) fn hours(texts: Texts, thousandths: i64) -> String {
    let hours = Hours::from_thousandths(thousandths).unwrap_or_default();
    texts.language.decimal(&hours.to_string())
}

pub(crate) fn planned_and_given(texts: Texts, planned: i64, given: i64) -> String {
    texts.t_args(
        "plans-hours-words",
        &[
            ("given".to_owned(), hours(texts, given).into()),
            ("planned".to_owned(), hours(texts, planned).into()),
        ],
    )
}

pub(super) fn hours_of(texts: Texts, view: &PlanView) -> String {
    texts.t_args(
        "plans-hours-all",
        &[
            (
                "given".to_owned(),
                hours(texts, view.given.given.thousandths()).into(),
            ),
            (
                "planned".to_owned(),
                hours(texts, view.planned.thousandths()).into(),
            ),
            (
                "confirmed".to_owned(),
                hours(texts, view.given.confirmed.thousandths()).into(),
            ),
            ("missed".to_owned(), Arg::Number(f64::from(view.given.missed))),
        ],
    )
}

pub(super) fn day(texts: Texts, day: Option<i64>) -> String {
    day.map_or_else(|| "–".to_owned(), |day| texts.date(date(day)))
}

/// A subject as written, a specialist by name.
pub(crate) fn subject_or_role(texts: Texts, text: &str) -> String {
    match SupportRole::ALL.into_iter().find(|role| role.code() == text) {
        Some(role) => match texts.language {
            Language::Latvian => role.latvian().to_owned(),
            Language::English => role.english().to_owned(),
        },
        None => text.to_owned(),
    }
}

/// What a measure is, in one line.
pub(crate) fn measure(texts: Texts, row: &MeasureRow) -> String {
    let name = coded(texts, "plans-measure-", &row.kind);
    if row.subject_or_role.is_empty() {
        name
    } else {
        format!("{name}: {}", subject_or_role(texts, &row.subject_or_role))
    }
}

pub(super) fn columns<const N: usize>(texts: Texts, keys: [&str; N]) -> Vec<Column> {
    keys.map(|key| Column::text(texts.t(key))).to_vec()
}

pub(super) fn factor_of(texts: Texts, code: &str) -> String {
    factor(code).map_or_else(
        || code.to_owned(),
        |factor| factor_words(texts, factor).to_owned(),
    )
}

/// The level of a risk in words.
pub(super) fn level_words(texts: Texts, rank: i64) -> String {
    level(rank).map_or_else(String::new, |level| coded(texts, "plans-level-", level.code()))
}

/// Risks, with an action for each where the reader may change them.
pub(super) fn risks(texts: Texts, view: &PlanView, action: impl Fn(&str) -> Option<Html>) -> Table {
    let evaluated = view.risks.iter().any(|risk| risk.outcome.is_some());
    let rows = view.risks.iter().map(|risk| {
        let mut row = Row::new()
            .cell(factor_of(texts, &risk.factor))
            .cell(level_words(texts, risk.level))
            .cell(risk.description.as_str());
        if evaluated {
            let outcome = risk.outcome.as_deref().map_or_else(
                || Cell::no_data(texts),
                |outcome| {
                    let words = Html::text(&coded(texts, "plans-outcome-", outcome));
                    let note = risk.outcome_note.as_deref().unwrap_or_default();
                    Cell::from(words.and(note))
                },
            );
            row = row.cell(outcome);
        }
        match action(&risk.factor) {
            Some(action) => row.cell(action),
            None => row,
        }
    });
    let mut heads = columns(texts, ["plans-risk", "plans-level", "plans-description"]);
    if evaluated {
        heads.push(Column::text(texts.t("plans-outcome")));
    }
    if action("").is_some() {
        heads.push(Column::text(texts.t("plans-remove")).hidden());
    }
    Table::new(texts, texts.t("plans-risks"), heads)
        .rows(rows)
        .cards()
        .or_empty(Empty::new(texts.t("plans-risks-empty")))
}

/// Measures with planned against given hours.
pub(super) fn measures(texts: Texts, view: &PlanView, action: impl Fn(&MeasureRow) -> Option<Html>) -> Table {
    let acts = view.measures.iter().any(|row| action(row).is_some());
    let rows = view.measures.iter().map(|row| {
        let counted = MeasureKind::from_code(&row.kind).is_some_and(|kind| kind.hours_as().is_some());
        let size = match (row.hours, row.amount_cents) {
            (_, Some(cents)) => texts.euros(cents),
            (planned, None) if counted => planned_and_given(texts, planned.unwrap_or_default(), row.given),
            (Some(planned), None) => hours(texts, planned),
            (None, None) => "–".to_owned(),
        };
        let span = match row.from_day {
            Some(from) => format!("{} – {}", texts.date(date(from)), day(texts, row.due_day)),
            None => day(texts, row.due_day),
        };
        let cells = Row::new()
            .cell(measure(texts, row))
            .cell(row.detail.as_str())
            .cell(size)
            .cell(row.responsible.as_str())
            .cell(span);
        match action(row) {
            Some(action) => cells.cell(action),
            None => cells,
        }
    });
    let mut heads = columns(
        texts,
        [
            "plans-measure",
            "plans-detail",
            "plans-hours",
            "plans-responsible",
            "plans-due",
        ],
    );
    if acts {
        heads.push(Column::text(texts.t("plans-change")).hidden());
    }
    Table::new(texts, texts.t("plans-measures"), heads)
        .rows(rows)
        .cards()
        .or_empty(Empty::new(texts.t("plans-measures-empty")))
}

/// The day and the person, and under them what was said.
pub(super) fn said_by(texts: Texts, at: i64, by: &str, words: Option<&str>) -> Html {
    let on = balsts_app::clock::day_in_riga(balsts_store::timestamp(at));
    let line = format!("{}, {by}", texts.date(on));
    match words.filter(|words| !words.is_empty()) {
        Some(words) => Html::lines([line.as_str(), words]),
        None => Html::text(&line),
    }
}

fn signed(texts: Texts, signer: Option<&str>, on: Option<i64>) -> String {
    match (signer, on) {
        (Some(signer), Some(on)) => {
            format!(
                "{}, {}",
                coded(texts, "plans-signer-", signer),
                texts.date(date(on))
            )
        }
        _ => texts.t("plans-not-yet"),
    }
}

/// Goals, the family's part, application and consent, and what the evaluation said.
pub(super) fn sheet(texts: Texts, view: &PlanView) -> SummaryList {
    let it = &view.sheet;
    let consent = match it.consent.as_deref() {
        Some(consent) => format!(
            "{}: {}",
            coded(texts, "plans-consent-", consent),
            signed(texts, it.consent_signer.as_deref(), it.consent_day)
        ),
        None => texts.t("plans-not-yet"),
    };
    let mut list = SummaryList::new(texts)
        .maybe(
            texts.t("plans-goals"),
            Some(it.goals.as_str()).filter(|text| !text.is_empty()),
        )
        .maybe(
            texts.t("plans-participation"),
            Some(it.family.as_str()).filter(|text| !text.is_empty()),
        )
        .row(
            texts.t("plans-application"),
            signed(texts, it.application_signer.as_deref(), it.application_day),
        )
        .row(texts.t("plans-consent"), consent);
    if let Some(conclusion) = &it.conclusion {
        list = list.row(texts.t("plans-conclusion"), conclusion.as_str());
    }
    if let Some(continues) = it.continues {
        let key = if continues {
            "plans-continues-yes"
        } else {
            "plans-continues-no"
        };
        list = list.row(texts.t("plans-continues"), texts.t(key));
    }
    list
}

/// The content of a plan as it is read.
pub(super) fn content(texts: Texts, view: &PlanView) -> Vec<Html> {
    let mut all = vec![
        Html::of(&risks(texts, view, |_| None)),
        Html::of(&sheet(texts, view)),
        Html::of(&measures(texts, view, |_| None)),
    ];
    all.extend(joint::content(texts, view));
    all
}

/// What happened to the plan, the newest first.
pub(super) fn steps(texts: Texts, view: &PlanView) -> Html {
    let events = view
        .steps
        .iter()
        .map(|step| {
            let at = balsts_store::timestamp(step.at)
                .to_zoned(balsts_app::clock::riga())
                .datetime();
            let reason = step.reason.clone().unwrap_or_default();
            Event::at(
                texts,
                at,
                coded(texts, "plans-event-", &step.event),
                reason.as_str(),
            )
            .by(step.user_name.clone().unwrap_or_else(|| texts.t("case-program")))
        })
        .collect();
    Html::of(&Timeline::new(events))
}
