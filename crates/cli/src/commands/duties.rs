//! `balsts duties`: the calendar of duties, of law, programme and decisions together.

use std::fmt::Write as _;

use balsts_app::duty::CalendarDuty;
use balsts_reports::table::{Cell, Column, Kind, Label, Table};
use clap::Args;
use jiff::civil::Date;

use super::{Context, Format};
use crate::{
    failure::Failure,
    output::{self, outln},
};

#[derive(Debug, Args)]
pub struct Duties {
    /// The day asked about (default: today)
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,
    /// The last day of the calendar (default: a year ahead)
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub async fn duties(context: &Context, args: Duties) -> Result<(), Failure> {
    if let (Some(on), Some(until)) = (args.on, args.until)
        && until < on
    {
        return Err(Failure::Usage(format!("--until {until} is before --on {on}")));
    }
    let app = context.app().await?;
    let operator = context.operator(&app).await?;
    let calendar = operator.duty_calendar(args.on, args.until).await?;
    match args.format {
        Format::Json => outln!("{}", serde_json::to_string_pretty(&calendar)?)?,
        Format::Csv => output::bytes(csv(&calendar.duties)?.as_bytes())?,
        Format::Text => output::bytes(text(&calendar.duties).as_bytes())?,
    }
    Ok(app.store.close().await?)
}

fn about(duty: &CalendarDuty) -> String {
    let Some(fields) = duty.about.as_object() else {
        return String::new();
    };
    let words: Vec<&str> = fields.values().filter_map(|value| value.as_str()).collect();
    words.join(", ")
}

fn text(duties: &[CalendarDuty]) -> String {
    let mut out = String::new();
    for duty in duties {
        // Writing to a string can't fail.
        let _ = writeln!(
            out,
            "{}  {:<8} {:<24} {}  {}",
            duty.due,
            duty.status.code(),
            duty.code,
            duty.english,
            about(duty)
        );
    }
    out
}

fn csv(duties: &[CalendarDuty]) -> Result<String, Failure> {
    let column = |key, kind| Column::new(key, key, key, kind);
    let columns = vec![
        column("due", Kind::Date),
        column("status", Kind::Text),
        column("code", Kind::Text),
        column("title", Kind::Text),
        column("who", Kind::Text),
        column("about", Kind::Text),
    ];
    let mut table = Table::new(Label::new("", ""), columns);
    for duty in duties {
        table.rows.push(vec![
            Cell::Date(duty.due),
            Cell::Text(duty.status.code().to_owned()),
            Cell::Text(duty.code.clone()),
            Cell::Text(duty.title.clone()),
            Cell::Text(duty.who.join(" ")),
            Cell::Text(about(duty)),
        ]);
    }
    table.to_csv().map_err(|error| Failure::Failed(error.to_string()))
}
