//! A document as HTML, to be read on a page and printed from it.

use super::{Block, Document, Grid};
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
    out.push_str("<thead class=\"govuk-table__head\"><tr class=\"govuk-table__row\">");
    let class = |base: &str, numeric: bool| {
        if numeric {
            format!("govuk-table__{base} govuk-table__{base}--numeric")
        } else {
            format!("govuk-table__{base}")
        }
    };
    for column in &grid.columns {
        out.push_str(&format!(
            "<th scope=\"col\" class=\"{}\">{}</th>",
            class("header", column.numeric),
            escape(&column.heading)
        ));
    }
    out.push_str("</tr></thead>\n<tbody class=\"govuk-table__body\">\n");
    for (row, total) in super::lines_of(grid) {
        out.push_str("<tr class=\"govuk-table__row\">");
        for (position, column) in grid.columns.iter().enumerate() {
            let text = lines(super::at(row, position));
            if total {
                let scope = if position == 0 { " scope=\"row\"" } else { "" };
                let element = if position == 0 { "th" } else { "td" };
                out.push_str(&format!(
                    "<{element}{scope} class=\"{}\"><strong>{text}</strong></{element}>",
                    class("cell", column.numeric)
                ));
            } else {
                out.push_str(&format!(
                    "<td class=\"{}\">{text}</td>",
                    class("cell", column.numeric)
                ));
            }
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
}

/// The text escaped, its line breaks kept.
fn lines(text: &str) -> String {
    text.trim_end()
        .lines()
        .map(escape)
        .collect::<Vec<_>>()
        .join("<br>")
}
