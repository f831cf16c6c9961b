//! `balsts indicators`: computes the indicators of the programme, keeps the values and prints them with how they stand.

use std::fmt::Write as _;

use balsts_app::indicator::{IndicatorLine, IndicatorReport};
use balsts_domain::{indicators::Method, numbers::Decimal, programme::PreventionLevel};
use balsts_reports::table::{Cell, Column, Decimal as Shown, Kind, Label, Table};
use clap::Args;

use super::{Context, Format};
use crate::{
    failure::Failure,
    output::{self, outln},
};

#[derive(Debug, Args)]
pub struct Indicators {
    /// Calendar year; of a school year the one that ends in it: 2026 is 2025/26
    #[arg(long, value_parser = clap::value_parser!(i16).range(2000..=2100))]
    year: i16,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub async fn indicators(context: &Context, args: Indicators) -> Result<(), Failure> {
    let app = context.app().await?;
    let operator = context.operator(&app).await?;
    let year = operator
        .compute_indicators(args.year)
        .await
        .map_err(|error| match error {
            balsts_app::AppError::NotFound => {
                Failure::Refused("this municipality has no programme with indicators".to_owned())
            }
            other => other.into(),
        })?;
    match args.format {
        Format::Json => outln!("{}", serde_json::to_string_pretty(&IndicatorReport::from(&year))?)?,
        Format::Csv => output::bytes(csv(&year.lines)?.as_bytes())?,
        Format::Text => output::bytes(text(&year.municipality, args.year, &year.lines).as_bytes())?,
    }
    Ok(app.store.close().await?)
}

fn value(line: &IndicatorLine) -> Option<Decimal> {
    line.value.as_ref().and_then(|value| value.shown)
}

fn title(line: &IndicatorLine) -> String {
    match &line.indicator.dimension {
        Some(dimension) => format!("{} ({dimension})", line.indicator.title.trim_end_matches('.')),
        None => line.indicator.title.clone(),
    }
}

fn targets(line: &IndicatorLine) -> String {
    let targets = line.indicator.targets.iter();
    let words: Vec<String> = targets
        .map(|target| format!("{}: {}", target.year, target.text))
        .collect();
    words.join("; ")
}

fn missing(line: &IndicatorLine) -> String {
    let needs: Vec<&str> = line.missing.iter().map(|need| need.code()).collect();
    needs.join(", ")
}

fn text(municipality: &str, year: i16, lines: &[IndicatorLine]) -> String {
    let mut out = String::new();
    // Writing to a string can't fail.
    let _ = writeln!(out, "{municipality}, {year}");
    for line in lines {
        let _ = writeln!(out, "\n{:<6} {}", line.id, title(line));
        let unit = line.unit.as_deref().unwrap_or_default();
        match &line.value {
            Some(value) => {
                let shown = value
                    .shown
                    .map_or_else(|| "-".to_owned(), |shown| shown.to_string());
                let of = value.figure.map_or_else(String::new, |figure| {
                    figure.denominator.map_or_else(String::new, |denominator| {
                        format!(" ({} of {denominator})", figure.numerator)
                    })
                });
                let _ = writeln!(out, "       {shown} {unit}{of}, {}", value.as_of);
            }
            None if line.components.is_empty() => {
                let _ = writeln!(out, "       no data: {} needed", missing(line));
            }
            None => {}
        }
        for one in &line.components {
            let shown = one.value.as_ref().and_then(|value| value.shown);
            let _ = writeln!(
                out,
                "       {}: {} {unit}, {}",
                one.name,
                shown.map_or_else(|| "-".to_owned(), |shown| shown.to_string()),
                one.verdict.status.code()
            );
        }
        let _ = writeln!(
            out,
            "       {} ({}); targets {}",
            line.verdict.status.code(),
            line.verdict.reason.code(),
            targets(line)
        );
    }
    out
}

fn csv(lines: &[IndicatorLine]) -> Result<String, Failure> {
    let column = |key, kind| Column::new(key, key, key, kind);
    let columns = vec![
        column("id", Kind::Text),
        column("level", Kind::Text),
        column("title", Kind::Text),
        column("baseline", Kind::Text),
        column("value", Kind::Decimal(3)),
        column("unit", Kind::Text),
        column("as_of", Kind::Text),
        column("numerator", Kind::Decimal(3)),
        column("denominator", Kind::Decimal(3)),
        column("method", Kind::Text),
        column("targets", Kind::Text),
        column("status", Kind::Text),
        column("missing", Kind::Text),
    ];
    let mut table = Table::new(Label::new("", ""), columns);
    let words = |words: Option<&str>| match words {
        Some(words) if !words.is_empty() => Cell::Text(words.to_owned()),
        _ => Cell::Missing,
    };
    let number = |number: Option<Decimal>| {
        let scaled = number.and_then(|number| number.trimmed().scaled(3));
        scaled.map_or(Cell::Missing, |scaled| Cell::Decimal(Shown::new(scaled, 3)))
    };
    for line in lines {
        let figure = line.value.as_ref().and_then(|value| value.figure);
        table.rows.push(vec![
            words(Some(&line.id)),
            words(line.indicator.level.map(PreventionLevel::code)),
            words(Some(&title(line))),
            words(Some(&line.indicator.baseline.text)),
            number(value(line)),
            words(line.unit.as_deref()),
            words(line.value.as_ref().map(|value| value.as_of.as_str())),
            number(figure.map(|figure| figure.numerator)),
            number(figure.and_then(|figure| figure.denominator)),
            words(line.method().map(Method::code)),
            words(Some(&targets(line))),
            words(Some(line.verdict.status.code())),
            words(Some(&missing(line))),
        ]);
    }
    table.to_csv().map_err(|error| Failure::Failed(error.to_string()))
}
