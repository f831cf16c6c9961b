//! A table of a document as DOCX.

use docx_rs::{
    AlignmentType, Docx, Paragraph, Shading, Table, TableCell, TableLayoutType, TableRow, VMergeType,
    WidthType,
};

use super::{paragraph, run};
use crate::document::{Grid, grid};

/// The ground of headings across the table.
const SECTION: &str = "E7EFED";

/// How many rows repeat on every page.
pub(super) fn header_rows(grid: &Grid) -> usize {
    if grid.groups.is_empty() { 1 } else { 2 }
}

/// A table being laid out.
struct Layout<'a> {
    grid: &'a Grid,
    widths: Vec<usize>,
}

impl Layout<'_> {
    fn cell(&self, position: usize, text: &str, strong: bool) -> TableCell {
        let content = if strong { run(text).bold() } else { run(text) };
        let content = Paragraph::new().style("Cell").add_run(content);
        TableCell::new()
            .width(self.widths[position], WidthType::Dxa)
            .add_paragraph(if self.grid.columns[position].numeric {
                content.align(AlignmentType::Right)
            } else {
                content
            })
    }

    fn across(&self, from: usize, columns: usize, text: &str) -> TableCell {
        let content = Paragraph::new().style("Cell").add_run(run(text).bold());
        let width = self.widths.iter().skip(from).take(columns).sum();
        let cell = TableCell::new()
            .width(width, WidthType::Dxa)
            .add_paragraph(content);
        if columns > 1 {
            cell.grid_span(columns)
        } else {
            cell
        }
    }

    fn header(&self) -> Vec<TableRow> {
        let headings = |under: &dyn Fn(usize) -> bool| {
            let cells = self.grid.columns.iter().enumerate().map(|(position, column)| {
                if under(position) {
                    self.cell(position, "", true).vertical_merge(VMergeType::Continue)
                } else {
                    self.cell(position, &column.heading, true)
                }
            });
            TableRow::new(cells.collect()).cant_split()
        };
        if self.grid.groups.is_empty() {
            return vec![headings(&|_| false)];
        }
        let (mut above, mut alone) = (Vec::new(), Vec::new());
        let mut position = 0;
        for group in &self.grid.groups {
            match &group.heading {
                Some(heading) => above.push(self.across(position, group.columns, heading)),
                None => above.extend((position..position + group.columns).map(|position| {
                    alone.push(position);
                    self.cell(position, &self.grid.columns[position].heading, true)
                        .vertical_merge(VMergeType::Restart)
                })),
            }
            position += group.columns;
        }
        vec![
            TableRow::new(above).cant_split(),
            headings(&|position| alone.contains(&position)),
        ]
    }

    fn body(&self) -> Vec<TableRow> {
        let width = self.grid.columns.len();
        let mut rows = Vec::new();
        for (number, (row, total)) in grid::lines_of(self.grid).enumerate() {
            if !total {
                for section in self.grid.sections_before(number) {
                    let cell = self.across(0, width, section);
                    rows.push(TableRow::new(vec![cell.shading(Shading::new().fill(SECTION))]));
                }
            }
            let cells = (0..width).map(|position| {
                let text = grid::at(row, position);
                match self.grid.height(number, position) {
                    0 => self
                        .cell(position, "", false)
                        .vertical_merge(VMergeType::Continue),
                    1 => self.cell(position, text, total),
                    _ => self
                        .cell(position, text, total)
                        .vertical_merge(VMergeType::Restart),
                }
            });
            rows.push(TableRow::new(cells.collect()));
        }
        rows
    }
}

pub(super) fn add(mut docx: Docx, grid: &Grid, width: usize) -> Docx {
    if let Some(caption) = &grid.caption {
        docx = docx.add_paragraph(paragraph(caption).style("Caption"));
    }
    let shares: usize = grid.columns.iter().map(|column| usize::from(column.width)).sum();
    let widths: Vec<usize> = grid
        .columns
        .iter()
        .map(|column| width * usize::from(column.width) / shares.max(1))
        .collect();
    let layout = Layout { grid, widths };
    let mut rows = layout.header();
    rows.extend(layout.body());
    docx.add_table(
        Table::new(rows)
            .set_grid(layout.widths.clone())
            .width(layout.widths.iter().sum(), WidthType::Dxa)
            .layout(TableLayoutType::Fixed),
    )
    // Word joins tables that follow each other.
    .add_paragraph(Paragraph::new().style("Cell"))
}
