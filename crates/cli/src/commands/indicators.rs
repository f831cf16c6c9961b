//! `balsts indicators`: computes the indicators of the programme, keeps the values and prints them with how they stand.

use std::fmt::Write as _;

use balsts_app::indicator::{IndicatorLine, IndicatorReport};
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
        Format::Csv => {
            let csv = year.table().to_csv();
            output::bytes(
                csv.map_err(|error| Failure::Failed(error.to_string()))?
                    .as_bytes(),
            )?;
        }
        Format::Text => output::bytes(text(&year.municipality, args.year, &year.lines).as_bytes())?,
    }
    Ok(app.store.close().await?)
}

fn text(municipality: &str, year: i16, lines: &[IndicatorLine]) -> String {
    let mut out = String::new();
    // Writing to a string can't fail.
    let _ = writeln!(out, "{municipality}, {year}");
    for line in lines {
        let _ = writeln!(out, "\n{:<6} {}", line.id, line.full_title());
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
                let _ = writeln!(out, "       no data: {} needed", line.missing_codes());
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
            line.printed_targets()
        );
    }
    out
}
