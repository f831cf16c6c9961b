//! Pictures of figures as SVG, the same in pages and documents: each has a title and a description for those who don't
//! see it, and the same data as a [`Table`]. Colour never says anything alone: series differ by pattern, days by a sign.

mod attendance;
mod bar;
mod canvas;
mod ladder;
mod line;
mod spark;

pub use attendance::{AttendanceStrip, DayRecord};
pub use bar::{BarChart, Bars};
pub use canvas::{Svg, Width};
pub use ladder::Ladder;
pub use line::{LineChart, Target};
pub use spark::Sparkline;

use crate::table::{Cell, Label};

/// Figures of one kind, one for each category or point in time.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Key of its column in the data table.
    pub key: &'static str,
    /// What the figures are.
    pub name: Label,
    /// The figures; [`Cell::Missing`] where one is not known.
    pub values: Vec<Cell>,
}

impl Series {
    /// A series.
    pub fn new(key: &'static str, name: Label, values: Vec<Cell>) -> Self {
        Self { key, name, values }
    }

    fn value(&self, index: usize) -> &Cell {
        self.values.get(index).unwrap_or(&Cell::Missing)
    }
}

#[cfg(test)]
mod tests;
