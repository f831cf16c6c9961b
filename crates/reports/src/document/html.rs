//! A document as HTML, to be read on a page and printed from it.

use super::{Block, Document, Grid, grid};
use crate::table::html::escape;

pub(super) fn write(document: &Document) -> String {
    let mut out = format!(
        "<article class=\"document\" lang=\"{}\">\n",
        document.language.code()
    );
    if let Some(restriction) = &document.restriction {
        out.push_str(&format!(
            "<p class=\"document__restriction\">{}</p>\n",
            escape(restriction)
        ));
    }
    if let Some(issuer) = &document.issuer {
        out.push_str(&format!("<p class=\"document__issuer\">{}</p>\n", escape(issuer)));
    }
    out.push_str(&format!(
        "<h1 class=\"govuk-heading-l\">{}</h1>\n",
        escape(&document.title)
    ));
    if let Some(date) = document.date {
        out.push_str(&format!(
            "<p class=\"govuk-body\">{}</p>\n",
            escape(&document.language.date(date))
        ));
    }
    for block in &document.blocks {
        push(&mut out, block);
    }
    out.push_str("</article>\n");
    out
}

fn push(out: &mut String, block: &Block) {
    match block {
        Block::Heading { level, text } => {
            let (element, size) = match level {
                0 | 1 => ("h2", "m"),
                2 => ("h3", "s"),
                _ => ("h4", "s"),
            };
            out.push_str(&format!(
                "<{element} class=\"govuk-heading-{size}\">{}</{element}>\n",
                escape(text)
            ));
        }
        Block::Text { text } => out.push_str(&format!("<p class=\"govuk-body\">{}</p>\n", lines(text))),
        Block::Note { text } => out.push_str(&format!("<p class=\"govuk-hint\">{}</p>\n", lines(text))),
        Block::Facts { facts } => {
            out.push_str("<dl class=\"govuk-summary-list\">\n");
            for fact in facts {
                out.push_str(&format!(
                    "<div class=\"govuk-summary-list__row\"><dt class=\"govuk-summary-list__key\">{}</dt>\
                     <dd class=\"govuk-summary-list__value\">{}</dd></div>\n",
                    escape(&fact.name),
                    lines(&fact.value)
                ));
            }
            out.push_str("</dl>\n");
        }
        Block::List { items } => {
            out.push_str("<ul class=\"govuk-list govuk-list--bullet\">\n");
            for item in items {
                out.push_str(&format!("<li>{}</li>\n", lines(item)));
            }
            out.push_str("</ul>\n");
        }
        Block::Grid { grid } => push_grid(out, grid),
        // Drawn by our own charts: their texts are escaped, and they say themselves what they show.
        Block::Picture { picture } => {
            out.push_str(&format!(
                "<figure class=\"document__picture\">{}</figure>\n",
                picture.svg
            ));
        }
        Block::Signatures { lines } => {
            out.push_str("<ul class=\"govuk-list document__signatures\">\n");
            for line in lines {
                out.push_str(&format!("<li>{}</li>\n", escape(line)));
            }
            out.push_str("</ul>\n");
        }
    }
}

fn push_grid(out: &mut String, grid: &Grid) {
    out.push_str("<table class=\"govuk-table\">\n");
    if let Some(caption) = &grid.caption {
        out.push_str(&format!(
            "<caption class=\"govuk-table__caption govuk-table__caption--s\">{}</caption>\n",
            escape(caption)
        ));
    }
    out.push_str("<thead class=\"govuk-table__head\">");
    let class = |base: &str, numeric: bool| {
        if numeric {
            format!("govuk-table__{base} govuk-table__{base}--numeric")
        } else {
            format!("govuk-table__{base}")
        }
    };
    push_header(out, grid, class);
    out.push_str("</thead>\n<tbody class=\"govuk-table__body\">\n");
    for (number, (row, total)) in grid::lines_of(grid).enumerate() {
        if !total {
            for section in grid.sections_before(number) {
                out.push_str(&format!(
                    "<tr class=\"govuk-table__row\"><th scope=\"rowgroup\" colspan=\"{}\" class=\"govuk-table__header document__section\">{}</th></tr>\n",
                    grid.columns.len(),
                    escape(section)
                ));
            }
        }
        out.push_str("<tr class=\"govuk-table__row\">");
        for (position, column) in grid.columns.iter().enumerate() {
            let text = lines(grid::at(row, position));
            let height = match grid.height(number, position) {
                0 => continue,
                1 => String::new(),
                rows => format!(" rowspan=\"{rows}\""),
            };
            if total {
                let scope = if position == 0 { " scope=\"row\"" } else { "" };
                let element = if position == 0 { "th" } else { "td" };
                out.push_str(&format!(
                    "<{element}{scope} class=\"{}\"><strong>{text}</strong></{element}>",
                    class("cell", column.numeric)
                ));
            } else {
                out.push_str(&format!(
                    "<td{height} class=\"{}\">{text}</td>",
                    class("cell", column.numeric)
                ));
            }
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
}

fn push_header(out: &mut String, grid: &Grid, class: impl Fn(&str, bool) -> String) {
    let heading = |column: &super::GridColumn, rows: &str| {
        format!(
            "<th scope=\"col\"{rows} class=\"{}\">{}</th>",
            class("header", column.numeric),
            escape(&column.heading)
        )
    };
    let mut below = String::new();
    out.push_str("<tr class=\"govuk-table__row\">");
    let mut columns = grid.columns.iter();
    for group in &grid.groups {
        let of: Vec<_> = columns.by_ref().take(group.columns).collect();
        if let Some(words) = &group.heading {
            out.push_str(&format!(
                "<th scope=\"colgroup\" colspan=\"{}\" class=\"govuk-table__header\">{}</th>",
                group.columns,
                escape(words)
            ));
            below.extend(of.iter().map(|column| heading(column, "")));
        } else {
            for column in of {
                out.push_str(&heading(column, " rowspan=\"2\""));
            }
        }
    }
    for column in columns {
        out.push_str(&heading(column, ""));
    }
    out.push_str("</tr>");
    if !grid.groups.is_empty() {
        out.push_str(&format!("<tr class=\"govuk-table__row\">{below}</tr>"));
    }
}

/// The text escaped, its line breaks kept.
fn lines(text: &str) -> String {
    text.trim_end()
        .lines()
        .map(escape)
        .collect::<Vec<_>>()
        .join("<br>")
}
