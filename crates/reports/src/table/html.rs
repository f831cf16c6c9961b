//! Writes a table as HTML with a caption, scopes and right-aligned figures, with the class names of the pages' interface kit.
//! The same markup is printed and read aloud, so nothing in it depends on colour or a script.

use super::{Cell, Kind, Language, Row, Table, at, number};

pub(super) fn write(table: &Table, language: Language) -> String {
    let mut out = format!("<figure class=\"report-table\" lang=\"{}\">\n", language.code());
    // A wide table scrolls in a frame that the keyboard reaches; its remarks stay in sight.
    out.push_str(&format!(
        "<div class=\"report-table__frame\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">\n<table class=\"govuk-table\">\n",
        escape(table.title.in_language(language))
    ));
    out.push_str(&format!(
        "<caption class=\"govuk-table__caption govuk-table__caption--m\">{}",
        escape(table.title.in_language(language))
    ));
    if let Some(about) = table.about(language) {
        out.push_str(&format!(
            " <span class=\"govuk-caption-m\">{}</span>",
            escape(&about)
        ));
    }
    out.push_str("</caption>\n<thead class=\"govuk-table__head\"><tr class=\"govuk-table__row\">");
    for column in &table.columns {
        let numeric = if column.kind.is_numeric() {
            " govuk-table__header--numeric"
        } else {
            ""
        };
        out.push_str(&format!(
            "<th scope=\"col\" class=\"govuk-table__header{numeric}\">{}</th>",
            escape(column.heading.in_language(language))
        ));
    }
    out.push_str("</tr></thead>\n<tbody class=\"govuk-table__body\">\n");
    if table.rows.is_empty() {
        let nothing = match language {
            Language::Latvian => "Nav ierakstu",
            Language::English => "No records",
        };
        out.push_str(&format!(
            "<tr class=\"govuk-table__row\"><td class=\"govuk-table__cell\" colspan=\"{}\">{nothing}</td></tr>\n",
            table.columns.len().max(1)
        ));
    }
    for row in &table.rows {
        push_row(&mut out, table, row, language);
    }
    out.push_str("</tbody>\n");
    if !table.totals.is_empty() {
        out.push_str("<tfoot class=\"report-table__totals\">\n");
        for row in &table.totals {
            push_row(&mut out, table, row, language);
        }
        out.push_str("</tfoot>\n");
    }
    out.push_str("</table>\n</div>\n");
    push_remarks(&mut out, table, language);
    out.push_str("</figure>\n");
    out
}

fn push_row(out: &mut String, table: &Table, row: &Row, language: Language) {
    out.push_str("<tr class=\"govuk-table__row\">");
    for (position, column) in table.columns.iter().enumerate() {
        let cell = at(row, position);
        let shown = escape(&shown(cell, column.kind, language));
        if position == 0 && column.kind == Kind::Text {
            out.push_str(&format!(
                "<th scope=\"row\" class=\"govuk-table__header\">{shown}</th>"
            ));
        } else {
            let numeric = if column.kind.is_numeric() {
                " govuk-table__cell--numeric"
            } else {
                ""
            };
            out.push_str(&format!("<td class=\"govuk-table__cell{numeric}\">{shown}</td>"));
        }
    }
    out.push_str("</tr>\n");
}

fn push_remarks(out: &mut String, table: &Table, language: Language) {
    if table.notes.is_empty() && table.source.is_none() {
        return;
    }
    out.push_str("<figcaption class=\"govuk-hint\">");
    for note in &table.notes {
        out.push_str(&format!("<p>{}</p>", escape(note.in_language(language))));
    }
    if let Some(source) = &table.source {
        let word = match language {
            Language::Latvian => "Avots",
            Language::English => "Source",
        };
        out.push_str(&format!(
            "<p>{word}: {}</p>",
            escape(source.in_language(language))
        ));
    }
    out.push_str("</figcaption>\n");
}

pub(crate) fn shown(cell: &Cell, kind: Kind, language: Language) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Label(label) | Cell::Coded(_, label) => label.in_language(language).to_owned(),
        Cell::Integer(value) => number::grouped(&value.to_string(), language),
        Cell::Decimal(decimal) => {
            let plain = match kind {
                Kind::Decimal(places) => decimal.to_fixed(places),
                _ => decimal.to_plain(),
            };
            number::grouped(&plain, language)
        }
        Cell::Percent(fraction) => {
            let percent = fraction.hundredfold();
            let plain = match kind {
                Kind::Percent(places) => percent.to_fixed(places),
                _ => percent.to_plain(),
            };
            number::percent(&plain, language)
        }
        Cell::Date(date) => number::date(*date, language),
        Cell::Missing => match language {
            Language::Latvian => "nav datu".to_owned(),
            Language::English => "no data".to_owned(),
        },
        Cell::Withheld => withheld(language).to_owned(),
    }
}

/// What stands in the place of a count that is not shown.
pub(super) fn withheld(language: Language) -> &'static str {
    match language {
        Language::Latvian => "nerāda",
        Language::English => "withheld",
    }
}

pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}
