//! Merged cells: only one cell of a merged range holds the value, so the rows it touches cannot be trusted.

use calamine::Dimensions;

use crate::cells::cell_name;

/// The merged ranges of a table as runs of rows, in order.
#[derive(Debug, Default)]
pub(crate) struct Merged {
    runs: Vec<Run>,
    at: usize,
}

#[derive(Debug)]
struct Run {
    first: u32,
    last: u32,
    column: usize,
    range: String,
}

/// A merge that touches a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Merge {
    pub column: usize,
    pub range: String,
}

impl Merged {
    /// Keeps the ranges that reach into the first `width` columns.
    pub fn new(mut ranges: Vec<Dimensions>, width: usize) -> Self {
        ranges.retain(|range| (range.start.1 as usize) < width && range.start.0 <= range.end.0);
        ranges.sort_by_key(|range| range.start);
        let mut runs: Vec<Run> = Vec::new();
        for range in ranges {
            match runs.last_mut() {
                Some(run) if range.start.0 <= run.last => run.last = run.last.max(range.end.0),
                _ => runs.push(Run {
                    first: range.start.0,
                    last: range.end.0,
                    column: range.start.1 as usize,
                    range: format!(
                        "{}:{}",
                        cell_name(range.start.0.into(), range.start.1 as usize),
                        cell_name(range.end.0.into(), range.end.1 as usize)
                    ),
                }),
            }
        }
        Self { runs, at: 0 }
    }

    /// The merge that touches a row, counted from 1. Rows are asked for in order.
    pub fn touching(&mut self, row: u64) -> Option<Merge> {
        while self
            .runs
            .get(self.at)
            .is_some_and(|run| u64::from(run.last) + 1 < row)
        {
            self.at += 1;
        }
        let run = self.runs.get(self.at).filter(|run| u64::from(run.first) < row)?;
        Some(Merge {
            column: run.column,
            range: run.range.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(start: (u32, u32), end: (u32, u32)) -> Dimensions {
        Dimensions { start, end }
    }

    #[test]
    fn rows_inside_a_range_are_touched_and_others_not() {
        let mut merged = Merged::new(
            vec![
                range((5, 0), (5, 1)),
                range((1, 0), (3, 0)),
                range((2, 50), (9, 51)),
            ],
            5,
        );
        let touched: Vec<u64> = (1..10).filter(|row| merged.touching(*row).is_some()).collect();
        assert_eq!(touched, [2, 3, 4, 6]);
    }
}
