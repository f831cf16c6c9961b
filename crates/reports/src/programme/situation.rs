//! What the document says of the municipality: risk factors and tables of figures, as they were printed.

use balsts_domain::programme::{Cell, Programme, StatisticsTable};

use super::document::say;
use crate::document::{Document, Grid, GridColumn};

pub(super) fn add(document: &mut Document, programme: &Programme) {
    risks(document, programme);
    statistics(document, programme);
}

fn printed(document: &Document, cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Number(number) => document.language.decimal(&number.to_string()),
        Cell::Text(text) => text.clone(),
    }
}

/// Risk factors with the count or share printed beside them; a column that no row fills is left out.
fn risks(document: &mut Document, programme: &Programme) {
    let factors = &programme.risk_factors;
    if factors.is_empty() {
        return;
    }
    let language = document.language;
    let grouped = factors.iter().any(|one| one.group.is_some());
    let counted = factors.iter().any(|one| one.count_or_share.is_some());
    let mut columns = Vec::new();
    if grouped {
        columns.push(
            GridColumn::text(say(language, "Riska grupa", "Group of risks"))
                .width(6)
                .merged(),
        );
    }
    columns.push(GridColumn::text(say(language, "Riska faktors", "Risk factor")).width(12));
    if counted {
        columns.push(GridColumn::text(say(language, "Skaits vai īpatsvars", "Count or share")).width(5));
    }
    let rows: Vec<Vec<String>> = factors
        .iter()
        .map(|one| {
            let mut row = Vec::new();
            if grouped {
                row.push(one.group.clone().unwrap_or_default());
            }
            row.push(one.factor.clone());
            if counted {
                let cell = one.count_or_share.as_ref();
                row.push(cell.map(|cell| printed(document, cell)).unwrap_or_default());
            }
            row
        })
        .collect();
    document
        .heading(1, say(language, "Riska faktori", "Risk factors"))
        .grid(Grid {
            columns,
            rows,
            ..Grid::default()
        });
}

/// A table of figures with as many columns as its longest row.
fn figures(document: &Document, table: &StatisticsTable) -> Grid {
    let longest = table.rows.iter().map(Vec::len).max().unwrap_or_default();
    let wide = longest.max(table.columns.len());
    let columns = (0..wide).map(|at| {
        let heading = table.columns.get(at).cloned().unwrap_or_default();
        GridColumn::text(heading).width(if at == 0 { 8 } else { 4 })
    });
    let rows = table.rows.iter().map(|row| {
        let cell = |at: usize| row.get(at).map(|cell| printed(document, cell));
        (0..wide)
            .map(|at| cell(at).unwrap_or_default())
            .collect::<Vec<String>>()
    });
    Grid {
        columns: columns.collect(),
        rows: rows.collect(),
        ..Grid::default()
    }
}

fn statistics(document: &mut Document, programme: &Programme) {
    let language = document.language;
    let tables = &programme.statistics_tables;
    if tables.is_empty() {
        return;
    }
    document.heading(1, say(language, "Statistika", "Statistics"));
    for table in tables {
        document.heading(2, table.title.as_str());
        if !table.rows.is_empty() {
            let grid = figures(document, table);
            document.grid(grid);
        }
        if !table.raw_values.is_empty() {
            document.list(table.raw_values.iter().cloned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Language;

    // covers: PLN-22
    #[test]
    fn every_shipped_programme_has_its_risks_and_figures_as_printed() {
        for programme in balsts_domain::programme::shipped() {
            let mut document = Document::new(Language::Latvian, "Programma");
            add(&mut document, &programme);
            let html = document.to_html();
            assert_eq!(html.contains("Riska faktori"), !programme.risk_factors.is_empty());
            assert_eq!(
                html.contains("Statistika"),
                !programme.statistics_tables.is_empty()
            );
            for table in &programme.statistics_tables {
                let grid = figures(&document, table);
                assert!(grid.rows.iter().all(|row| row.len() == grid.columns.len()));
            }
        }
    }
}
