//! `balsts assess`: evaluates the risk signals on a day and prints the pupils at risk. Nothing is stored but who looked.

use std::fmt::Write as _;

use balsts_app::assessment::{AssessOptions, AssessReport, AssessedLine};
use balsts_domain::risk::signal::Amount;
use balsts_reports::table::{Cell, Column, Decimal, Kind, Label, Table};
use clap::Args;
use jiff::civil::Date;

use super::{Context, Format};
use crate::{
    failure::Failure,
    output::{self, outln},
};

#[derive(Debug, Args)]
pub struct Assess {
    /// Use the records dated up to this day (default: today)
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,
    /// Leave out what was loaded after this day
    #[arg(long, value_name = "DATE")]
    known_on: Option<Date>,
    /// Pupils of this institution alone
    #[arg(long, value_name = "CODE")]
    institution: Option<String>,
    /// This pupil alone: personal code, former code or an institution's code
    #[arg(long, value_name = "CODE")]
    pupil: Option<String>,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub async fn assess(context: &Context, args: Assess) -> Result<(), Failure> {
    let app = context.app().await?;
    let operator = context.operator(&app).await?;
    let options = AssessOptions {
        on: args.on,
        known_on: args.known_on,
        institution: args.institution,
        pupil: args.pupil,
    };
    let report = operator.assess(&options).await?;
    match args.format {
        Format::Json => outln!("{}", serde_json::to_string_pretty(&report)?)?,
        Format::Csv => output::bytes(csv(&report)?.as_bytes())?,
        Format::Text => output::bytes(text(&report).as_bytes())?,
    }
    Ok(app.store.close().await?)
}

fn name(line: &AssessedLine) -> String {
    [&line.family_name, &line.given_name]
        .into_iter()
        .flatten()
        .cloned()
        .collect::<Vec<_>>()
        .join(" ")
}

fn amount(amount: Amount) -> String {
    match amount.as_whole() {
        Some(whole) => whole.to_string(),
        None => Decimal::new(amount.in_hundredths(), 2).to_plain(),
    }
}

fn text(report: &AssessReport) -> String {
    let mut out = String::new();
    // Writing to a string can't fail.
    let _ = writeln!(
        out,
        "{}, {}: {} pupils assessed, {} with a signal",
        report.municipality,
        report.on,
        report.pupils_assessed,
        report.pupils.len()
    );
    for line in &report.pupils {
        let support = &line.support;
        let level = support
            .assessment
            .level(support.view)
            .map_or("", |level| level.code());
        let _ = writeln!(
            out,
            "\n{:<10} {:<6} {} ({})",
            level,
            line.class.as_deref().unwrap_or("-"),
            name(line),
            line.institution.as_deref().unwrap_or("-")
        );
        for reading in support.assessment.reasons(support.view) {
            let value = reading.value.map(amount).unwrap_or_default();
            let _ = writeln!(
                out,
                "           {} {value} (threshold {}) {}, {} to {}",
                reading.code.code(),
                amount(reading.threshold),
                reading.unit.code(),
                reading.window.from(),
                reading.window.to()
            );
        }
        for duty in support.assessment.visible_duties(support.view) {
            let state = if duty.is_done() { "done" } else { "open" };
            let _ = writeln!(
                out,
                "           duty {} due {}, {state}",
                duty.code.code(),
                duty.due
            );
        }
    }
    out
}

/// One row a signal.
fn csv(report: &AssessReport) -> Result<String, Failure> {
    let column = |key, kind| Column::new(key, key, key, kind);
    let columns = vec![
        column("personal_code", Kind::Text),
        column("family_name", Kind::Text),
        column("given_name", Kind::Text),
        column("institution", Kind::Text),
        column("class", Kind::Text),
        column("level", Kind::Text),
        column("signal", Kind::Text),
        column("kind", Kind::Text),
        column("group", Kind::Text),
        column("value", Kind::Decimal(2)),
        column("threshold", Kind::Decimal(2)),
        column("unit", Kind::Text),
        column("from", Kind::Date),
        column("to", Kind::Date),
        column("signal_level", Kind::Text),
        column("source", Kind::Text),
    ];
    let mut table = Table::new(Label::new("", ""), columns);
    let maybe = |text: Option<&str>| text.map_or(Cell::Missing, |text| Cell::Text(text.to_owned()));
    let number = |amount: Amount| match amount.as_whole() {
        Some(whole) => Cell::Integer(whole),
        None => Cell::Decimal(Decimal::new(amount.in_hundredths(), 2)),
    };
    for line in &report.pupils {
        let support = &line.support;
        for reading in support.assessment.reasons(support.view) {
            table.rows.push(vec![
                maybe(line.personal_code.as_deref().or(line.pupil_code.as_deref())),
                maybe(line.family_name.as_deref()),
                maybe(line.given_name.as_deref()),
                maybe(line.institution.as_deref()),
                maybe(line.class.as_deref()),
                maybe(
                    support
                        .assessment
                        .level(support.view)
                        .map(balsts_domain::risk::Level::code),
                ),
                maybe(Some(reading.code.code())),
                maybe(reading.circumstance.map(balsts_domain::risk::Circumstance::code)),
                maybe(Some(reading.group.code())),
                reading.value.map_or(Cell::Missing, number),
                number(reading.threshold),
                maybe(Some(reading.unit.code())),
                Cell::Date(reading.window.from()),
                Cell::Date(reading.window.to()),
                maybe(reading.level().map(balsts_domain::risk::Level::code)),
                maybe(Some(reading.source())),
            ]);
        }
    }
    table.to_csv().map_err(|error| Failure::Failed(error.to_string()))
}
