//! The yearly report on the prevention programme: by levels, goals and activities, with indicators, what helped and hindered, planned changes and
//! the state of the municipality in figures. Every figure comes in as it may be shown; this file lays it out.

mod interim;
mod paper;
mod tables;

use balsts_domain::numbers::Decimal;
use balsts_domain::programme::{Indicator, PreventionLevel, ProgressState, Timing};
use jiff::civil::Date;

pub use interim::{Change, Interim};

use crate::chart::BarChart;
use crate::format::Language;
use crate::table::{Label, Table, WriteError};

/// A report.
#[derive(Debug, Clone)]
pub struct Annual {
    /// Name of the municipality.
    pub municipality: String,
    /// Title of the programme.
    pub programme: String,
    /// Number of its version.
    pub version: i64,
    /// The calendar year in which it is presented.
    pub year: i16,
    /// The calendar year in which its school year begins.
    pub school_year: i16,
    /// The day of which it says how far everything is.
    pub as_of: Date,
    /// The day on which it is written out.
    pub on: Date,
    /// Goals with their activities, level by level.
    pub goals: Vec<Goal>,
    /// What is late.
    pub overdue: Vec<Overdue>,
    /// Indicators in the order of the programme.
    pub indicators: Vec<IndicatorRow>,
    /// Money, activity by activity; without rows nothing is said of money.
    pub money: Vec<Money>,
    /// What the State, the Union or others ask or offer: what is open, and what was settled since the year began.
    pub policies: Vec<Policy>,
    /// The state of the municipality in figures.
    pub situation: Vec<Situation>,
    /// What the board says of the year as a whole.
    pub whole: Texts,
    /// To whom the report was presented and where it was published.
    pub events: Vec<Event>,
}

/// A goal.
#[derive(Debug, Clone)]
pub struct Goal {
    pub level: PreventionLevel,
    pub nr: String,
    pub title: String,
    /// What is expected of it.
    pub expected: Vec<String>,
    pub activities: Vec<Activity>,
}

/// An activity in the year of the report.
#[derive(Debug, Clone)]
pub struct Activity {
    pub nr: String,
    pub title: String,
    /// The result promised, as printed.
    pub promised: String,
    pub state: ProgressState,
    pub timing: Timing,
    /// What was reported in the days of the report: day, who, what.
    pub reported: Vec<Reported>,
    /// Numbers promised and reached.
    pub numbers: Vec<Number>,
    pub texts: Texts,
}

/// What somebody reported.
#[derive(Debug, Clone)]
pub struct Reported {
    pub on: Date,
    /// The institution, where it is one of many.
    pub by: Option<String>,
    /// The task, where the report is of one.
    pub of: String,
    pub state: ProgressState,
    pub note: String,
}

/// A number promised, with what was reached.
#[derive(Debug, Clone)]
pub struct Number {
    /// `30 %`, `20 pasākumi`.
    pub promised: Label,
    /// `None` where nothing was written down.
    pub reached: Option<Label>,
    /// Whether that is enough, where it can be told.
    pub is_enough: Option<bool>,
}

impl Number {
    /// Promised, reached, and whether that is enough.
    pub fn told(&self, language: Language) -> String {
        tables::number_text(self, language)
    }
}

/// What the board writes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts {
    pub done: String,
    pub impact: String,
    pub helped: String,
    pub hindered: String,
    pub changes: String,
}

impl Texts {
    /// What came of it, what helped, what hindered.
    pub fn factors(&self, language: Language) -> String {
        paper::factors(self, language)
    }
}

/// Something that is late.
#[derive(Debug, Clone)]
pub struct Overdue {
    pub nr: String,
    pub title: String,
    pub activity: String,
    pub who: String,
    pub due: Option<Date>,
}

/// An indicator with its value.
#[derive(Debug, Clone)]
pub struct IndicatorRow {
    /// As the programme has it.
    pub indicator: Indicator,
    /// The value of the year; `None` where there is none yet or it is withheld.
    pub value: Option<Decimal>,
    /// The value is known and withheld: few children stand behind it.
    pub is_withheld: bool,
    /// Values of years, the earliest first.
    pub values: Vec<(i16, Decimal)>,
    /// How it stands, in words.
    pub status: Label,
}

/// Money of an activity.
#[derive(Debug, Clone)]
pub struct Money {
    /// The activity.
    pub activity: String,
    /// Where it comes from.
    pub source: Label,
    /// Cents planned for the year.
    pub planned: Option<i64>,
    /// Cents spent.
    pub spent: Option<i64>,
}

/// What the State, the Union or others ask or offer.
#[derive(Debug, Clone)]
pub struct Policy {
    pub title: String,
    /// Who issued it.
    pub issuer: Label,
    /// When.
    pub on: Date,
    /// Where it is to be read.
    pub place: String,
    /// What it asks or offers.
    pub asks: String,
    /// The activity that it concerns; empty for none.
    pub activity: String,
    /// How far it is taken into account.
    pub state: Label,
    /// Number of the version that took it into account.
    pub version: Option<i64>,
    /// What was said of it last.
    pub note: String,
}

/// A table of figures, with a picture of it.
#[derive(Debug, Clone)]
pub struct Situation {
    pub table: Table,
    pub chart: Option<BarChart>,
}

/// A presentation or publication.
#[derive(Debug, Clone)]
pub struct Event {
    /// What it is, in words.
    pub what: Label,
    pub on: Date,
    /// To whom, or the address.
    pub place: String,
    pub note: String,
}

impl Annual {
    /// The report as a workbook: one sheet a table.
    ///
    /// # Errors
    /// Where the workbook can't be written.
    pub fn to_xlsx(&self, language: Language) -> Result<Vec<u8>, WriteError> {
        let mut tables = vec![self.counts(), self.activities(), self.numbers()];
        tables.push(self.late());
        tables.push(self.indicator_table());
        tables.extend(self.money_table());
        tables.extend(self.policy_table());
        tables.extend(self.situation.iter().map(|one| one.table.clone()));
        Table::workbook(&tables, language)
    }
}
