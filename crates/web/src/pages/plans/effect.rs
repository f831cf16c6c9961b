//! Before and after the start of a plan or a measure, in a table that says how much it knows.

use balsts_app::support_plan::{BeforeAfter, ComparedStart};
use balsts_domain::support::{Attended, Change, Marked, RATE_DAYS};

use super::words;
use crate::{
    kit::{Column, Html, Row, Table},
    texts::{Arg, Texts},
};

fn with_count(texts: Texts, key: &str, figure: &str, count: u32) -> String {
    let args = [
        ("figure".to_owned(), texts.language.decimal(figure).into()),
        ("count".to_owned(), i64::from(count).into()),
    ];
    texts.t_args(key, &args)
}

/// A rate; where too few days are known to compare, what was counted.
fn attended(texts: Texts, one: Attended, compared: bool) -> String {
    match one.tenths_per_rate_days() {
        Some(_) if !compared => with_count(texts, "plans-effect-lessons", &one.missed.to_string(), one.days),
        Some(tenths) => {
            let figure = format!("{}.{}", tenths / 10, tenths % 10);
            with_count(texts, "plans-effect-lessons", &figure, one.days)
        }
        None => texts.t("plans-effect-no-days"),
    }
}

fn marked(texts: Texts, one: Marked) -> String {
    match one.hundredths() {
        Some(hundredths) => {
            let figure = format!("{}.{:02}", hundredths / 100, hundredths % 100);
            with_count(texts, "plans-effect-marks", &figure, one.marks)
        }
        None => texts.t("plans-effect-no-marks"),
    }
}

fn change(texts: Texts, change: Change) -> String {
    words::coded(texts, "plans-effect-", change.code())
}

/// The table of one plan.
pub(super) fn table(texts: Texts, it: &BeforeAfter) -> Html {
    compared_table(texts, texts.t("plans-effect"), it).and(texts.t("plans-effect-caution"))
}

/// The tables of each start of a pupil's support; nothing where there is none.
pub(crate) fn tables(texts: Texts, starts: &[ComparedStart]) -> Option<Html> {
    let tables = Html::joined(starts.iter().map(|one| {
        let mut args: Vec<(String, Arg)> = vec![
            ("day".to_owned(), texts.date(one.start).into()),
            (
                "plan".to_owned(),
                words::term_words(texts, one.plan.school_year, one.plan.semester).into(),
            ),
        ];
        let key = match &one.measure {
            Some(measure) => {
                args.push(("measure".to_owned(), words::measure(texts, measure).into()));
                "plans-effect-of-measure"
            }
            None => "plans-effect-of-plan",
        };
        compared_table(texts, texts.t_args(key, &args), &one.figures)
    }));
    (!starts.is_empty()).then(|| tables.and(texts.t("plans-effect-caution")))
}

fn compared_table(texts: Texts, caption: String, it: &BeforeAfter) -> Html {
    let keys = [
        "plans-effect-what",
        "plans-effect-before",
        "plans-effect-after",
        "plans-effect-change",
    ];
    let columns: Vec<Column> = keys.map(|key| Column::text(texts.t(key))).to_vec();
    let ((before, after), (marks_before, marks_after)) = (it.effect.attended, it.effect.marked);
    let compared = it.attendance != Change::CannotTell;
    let rate = texts.t_args(
        if compared {
            "plans-effect-rate"
        } else {
            "plans-effect-counted"
        },
        &[("days".to_owned(), i64::from(RATE_DAYS).into())],
    );
    let rows = [
        Row::new()
            .cell(rate)
            .cell(attended(texts, before, compared))
            .cell(attended(texts, after, compared))
            .cell(change(texts, it.attendance)),
        Row::new()
            .cell(texts.t("plans-effect-average"))
            .cell(marked(texts, marks_before))
            .cell(marked(texts, marks_after))
            .cell(change(texts, it.marks)),
    ];
    Html::of(&Table::new(texts, caption, columns).rows(rows))
}
