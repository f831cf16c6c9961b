//! The indicators of a year as one table, for programs and for people who go on in a spreadsheet.

use balsts_domain::{indicators::Method, numbers::Decimal, programme::PreventionLevel};
use balsts_reports::table::{Cell, Column, Decimal as Shown, Kind, Label, Table};

use super::{IndicatorLine, IndicatorValue, IndicatorYear};
use crate::annual::status_words;

fn words(words: Option<&str>) -> Cell {
    match words {
        Some(words) if !words.is_empty() => Cell::Text(words.to_owned()),
        _ => Cell::Missing,
    }
}

fn number(number: Option<Decimal>) -> Cell {
    let scaled = number.and_then(|number| number.trimmed().scaled(3));
    scaled.map_or(Cell::Missing, |scaled| Cell::Decimal(Shown::new(scaled, 3)))
}

fn value(value: Option<&IndicatorValue>) -> Cell {
    match value {
        Some(value) if value.withheld => Cell::Withheld,
        value => number(value.and_then(|value| value.shown)),
    }
}

fn level(level: PreventionLevel) -> Cell {
    let words = match level {
        PreventionLevel::Universal => Label::new("universālā", "universal"),
        PreventionLevel::Targeted => Label::new("mērķētā", "targeted"),
        PreventionLevel::Tailored => Label::new("pielāgotā", "tailored"),
    };
    Cell::Coded(level.code().to_owned(), words)
}

fn columns() -> Vec<Column> {
    let column = Column::new;
    vec![
        column("id", "Nr.", "No", Kind::Text),
        column("level", "Līmenis", "Level", Kind::Text),
        column("title", "Rādītājs", "Indicator", Kind::Text),
        column("baseline", "Bāzes vērtība", "Baseline", Kind::Text),
        column("value", "Vērtība", "Value", Kind::Decimal(3)),
        column("unit", "Mērvienība", "Unit", Kind::Text),
        column("as_of", "Par laiku", "Stretch", Kind::Text),
        column("numerator", "Skaitītājs", "Numerator", Kind::Decimal(3)),
        column("denominator", "Saucējs", "Denominator", Kind::Decimal(3)),
        column("method", "Aprēķins", "Method", Kind::Text),
        column("targets", "Mērķi", "Targets", Kind::Text),
        column("status", "Stāvoklis", "Status", Kind::Text),
        column("missing", "Trūkst", "Missing", Kind::Text),
    ]
}

impl IndicatorLine {
    /// Title, and the sub-row where it is one.
    pub fn full_title(&self) -> String {
        let title = &self.indicator.title;
        match &self.indicator.dimension {
            Some(dimension) => format!("{} ({dimension})", title.trim_end_matches('.')),
            None => title.clone(),
        }
    }

    /// The targets as printed, each with its year.
    pub fn printed_targets(&self) -> String {
        let targets = self.indicator.targets.iter();
        let words: Vec<String> = targets
            .map(|target| format!("{}: {}", target.year, target.text))
            .collect();
        words.join("; ")
    }

    /// Codes of what is missing, in one line.
    pub fn missing_codes(&self) -> String {
        let needs: Vec<&str> = self.missing.iter().map(|need| need.code()).collect();
        needs.join(", ")
    }

    fn cells(&self) -> Vec<Cell> {
        let figure = self.value.as_ref().and_then(|value| value.figure);
        let status = self.verdict.status;
        vec![
            words(Some(&self.id)),
            self.indicator.level.map_or(Cell::Missing, level),
            words(Some(&self.full_title())),
            words(Some(&self.indicator.baseline.text)),
            value(self.value.as_ref()),
            words(self.unit.as_deref()),
            words(self.value.as_ref().map(|value| value.as_of.as_str())),
            number(figure.map(|figure| figure.numerator)),
            number(figure.and_then(|figure| figure.denominator)),
            words(self.method().map(Method::code)),
            words(Some(&self.printed_targets())),
            Cell::Coded(status.code().to_owned(), status_words(status)),
            words(Some(&self.missing_codes())),
        ]
    }
}

impl IndicatorYear {
    /// One line an indicator; the columns are those of `balsts indicators --format csv`.
    pub fn table(&self) -> Table {
        let title = Label::new(
            format!("Programmas rādītāji, {}. gads", self.year),
            format!("Indicators of the programme, {}", self.year),
        );
        let mut table = Table::new(title, columns());
        table.rows = self.lines.iter().map(IndicatorLine::cells).collect();
        table
    }
}
