//! A document as HTML, to be read on a page and printed from it, or as a page of its own to be saved.

use super::{Block, Document, Grid, grid};
use crate::format::Language;
use crate::table::html::escape;

/// How a saved page looks: it has nothing but itself, and is printed as it is.
const STYLE: &str = "\
body{max-width:70em;margin:2em auto;padding:0 1em;font:1rem/1.45 'Liberation Serif',Georgia,serif;color:#0b0c0c;background:#fff}\
h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.3rem}h3{font-size:1.1rem}h4{font-size:1rem}\
table{width:100%;border-collapse:collapse;margin:1em 0;font-size:.9rem}\
caption{text-align:left;font-weight:700;padding:.3em 0}\
th,td{border:1px solid #777;padding:.25em .4em;text-align:left;vertical-align:top}\
thead{display:table-header-group}tr{break-inside:avoid}\
.govuk-table__header--numeric,.govuk-table__cell--numeric{text-align:right}\
.document__section{background:#ececec}.document__restriction{text-align:right;font-weight:700}\
.govuk-hint{font-size:.85rem;color:#444}figure{margin:1em 0}svg{max-width:100%;height:auto}\
dt{font-weight:700}dd{margin:0 0 .5em}.document__signatures{list-style:none;padding:0}.document__signatures li{margin-top:2em}\
@media screen{main{overflow-x:auto}}@media print{body{max-width:none;margin:0;padding:0}}";

/// A page around what is written: its language, its letters and its title are said, so that it opens right wherever it is saved.
pub(super) fn page(language: Language, title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        language.code(),
        escape(title)
    )
}

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
            escape(&document.language.date_in_words(date))
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
                out.push_str(&format!(
                    "<li>{}: <span aria-hidden=\"true\">______________________________</span></li>\n",
                    escape(line)
                ));
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
            } else if position == 0 && grid.row_headings {
                out.push_str(&format!(
                    "<th scope=\"row\"{height} class=\"govuk-table__header\">{text}</th>"
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
