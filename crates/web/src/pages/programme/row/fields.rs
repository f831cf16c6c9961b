//! The fields of a row's form, one a column that is written by hand.

use balsts_domain::programme::Table as Part;

use crate::{
    kit::{Field, Form},
    texts::Texts,
};

pub(super) fn label(table: Part, column: &str) -> &'static str {
    match (table, column) {
        (_, "nr") => "programme-nr",
        (_, "institutions") => "programme-row-new-institutions",
        (Part::Tasks, "title") => "programme-task",
        (_, "title") => "programme-activity",
        (_, "expected_result") => "programme-result",
        (_, "responsible") => "programme-responsible",
        (_, "involved") => "programme-involved",
        (_, "supervisor") => "programme-supervisor",
        (_, "executor") => "programme-executor",
        (_, "years") => "programme-years",
        (_, "term_text") => "programme-term",
        _ => "programme-funding",
    }
}

pub(super) fn field(texts: Texts, form: &Form, table: Part, column: &str) -> Field {
    let words = label(table, column);
    match column {
        "nr" => form
            .text(column, words)
            .hint(texts.t(if table == Part::Activities {
                "programme-row-number-about"
            } else {
                "programme-row-task-number-about"
            }))
            .optional(),
        "institutions" => form
            .textarea(column, words)
            .lines(2)
            .hint(texts.t("programme-row-new-institutions-about"))
            .optional(),
        "title" => form.textarea(column, words).lines(2),
        "expected_result" => form.textarea(column, words).lines(3).optional(),
        "years" => form
            .text(column, words)
            .hint(texts.t("programme-row-years-about")),
        "term_text" => form.text(column, words).hint(texts.t("programme-row-term-about")),
        "funding" => form
            .textarea(column, words)
            .lines(2)
            .hint(texts.t("programme-row-lines-about"))
            .optional(),
        "responsible" | "executor" => form
            .textarea(column, words)
            .lines(3)
            .hint(texts.t("programme-row-institutions-about")),
        _ => form
            .textarea(column, words)
            .lines(3)
            .hint(texts.t("programme-row-institutions-about"))
            .optional(),
    }
}
