//! `balsts calendar due|show`: works without a database; where there is one, with the municipality's own calendar.

use std::fmt::Write as _;

use balsts_domain::calendar::{Calendar, SchoolYear, WorkingCalendar, YearOverview};
use clap::Subcommand;
use jiff::civil::{Date, DateTime};
use serde_json::json;

use super::{Context, Format};
use crate::{
    failure::Failure,
    output::{self, outln},
};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// The last day of a term in working days; the day of the moment is not counted
    Due {
        /// Day or moment in Latvia from which the term runs: 2026-12-22 or 2026-12-22T15:00
        #[arg(long, value_name = "MOMENT")]
        from: String,
        /// Length of the term
        #[arg(long, value_name = "N")]
        working_days: u32,
        /// Count the shifted working days, which are only recommended to municipalities
        #[arg(long)]
        shifted_days: bool,
        /// Count as this institution does, which may follow the shifted working days
        #[arg(long, value_name = "CODE")]
        institution: Option<String>,
        #[arg(long, value_enum, default_value = "json")]
        format: Format,
    },
    /// A school year: semesters, breaks, holidays, shifted days
    Show {
        /// The calendar year in which it begins: 2026 is 2026/27
        year: i16,
        /// With the exceptions of this institution
        #[arg(long, value_name = "CODE")]
        institution: Option<String>,
        /// With the dates of this grade
        #[arg(long, value_name = "GRADE")]
        grade: Option<u8>,
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
}

pub async fn run(context: &Context, command: Command) -> Result<(), Failure> {
    match command {
        Command::Due {
            from,
            working_days,
            shifted_days,
            institution,
            format,
        } => {
            let mut working = WorkingCalendar { shifted_days };
            if institution.is_some() {
                let own = calendar(context, institution.as_deref())
                    .await?
                    .working(institution.as_deref());
                working.shifted_days |= own.shifted_days;
            }
            due(&from, working_days, working, format)
        }
        Command::Show {
            year,
            institution,
            grade,
            format,
        } => {
            if !(1990..=2100).contains(&year) {
                return Err(Failure::Usage(format!(
                    "{year} is not a year between 1990 and 2100"
                )));
            }
            let calendar = calendar(context, institution.as_deref()).await?;
            let overview = calendar.overview(SchoolYear::new(year), institution.as_deref(), grade);
            match format {
                Format::Json => outln!("{}", serde_json::to_string_pretty(&overview)?)?,
                Format::Csv => output::bytes(csv(&overview).as_bytes())?,
                Format::Text => output::bytes(text(&overview).as_bytes())?,
            }
            Ok(())
        }
    }
}

fn due(from: &str, working_days: u32, working: WorkingCalendar, format: Format) -> Result<(), Failure> {
    let day = day_of(from).ok_or_else(|| {
        Failure::Usage(format!(
            "--from {from}: accepted are 2026-12-22 and 2026-12-22T15:00"
        ))
    })?;
    let due = working.due_in_working_days(day, working_days);
    match format {
        Format::Json => outln!(
            "{}",
            json!({"from": from, "working_days": working_days, "due": due})
        )?,
        Format::Csv => outln!("from,working_days,due\n{from},{working_days},{due}")?,
        Format::Text => outln!("{due}")?,
    }
    Ok(())
}

/// The day in Latvia of a day, a local moment or a moment with its offset.
fn day_of(text: &str) -> Option<Date> {
    if let Ok(at) = text.parse::<jiff::Timestamp>() {
        return Some(balsts_app::clock::day_in_riga(at));
    }
    let local = text.parse::<DateTime>().ok().map(DateTime::date);
    local.or_else(|| text.parse().ok())
}

/// The municipality's calendar where there is a database with one, else the product's. An institution that the municipality does not have is
/// refused: its days would silently be those of all.
async fn calendar(context: &Context, institution: Option<&str>) -> Result<Calendar, Failure> {
    let Some(app) = context.app_if_there().await? else {
        return Ok(Calendar::built_in());
    };
    let calendar = if context.names_municipality() || app.store.municipalities().await?.len() == 1 {
        let operator = context.operator(&app).await?;
        if let Some(code) = institution {
            operator.institution_id(code).await?;
        }
        operator.calendar().await?
    } else {
        Calendar::built_in()
    };
    app.store.close().await?;
    Ok(calendar)
}

/// Everything dated, in the order of its first day.
fn entries(overview: &YearOverview) -> Vec<(String, Date, Date)> {
    let mut all = Vec::new();
    for span in &overview.semesters {
        all.push((
            format!("semester {}", span.semester.number()),
            span.period.from(),
            span.period.to(),
        ));
    }
    for pause in &overview.breaks {
        let kind = serde_json::to_value(pause.kind).unwrap_or_default();
        let kind = kind.as_str().unwrap_or_default().to_owned();
        all.push((format!("break {kind}"), pause.period.from(), pause.period.to()));
    }
    for holiday in &overview.holidays {
        let kind = serde_json::to_value(holiday.kind).unwrap_or_default();
        let kind = kind.as_str().unwrap_or_default().to_owned();
        all.push((format!("holiday {kind}"), holiday.date, holiday.date));
    }
    for end in &overview.grade_ends {
        all.push((format!("last day of grade {}", end.grade), end.on, end.on));
    }
    for day in &overview.shifted_days {
        all.push((
            format!("shifted day off, worked on {}", day.worked),
            day.off,
            day.off,
        ));
    }
    all.sort_by_key(|(_, from, to)| (*from, *to));
    all
}

fn text(overview: &YearOverview) -> String {
    let mut out = String::new();
    let provisional = if overview.provisional { ", provisional" } else { "" };
    // Writing to a string can't fail.
    let _ = writeln!(out, "{}{provisional} ({})", overview.year, overview.source);
    for (what, from, to) in entries(overview) {
        if from == to {
            let _ = writeln!(out, "{from}               {what}");
        } else {
            let _ = writeln!(out, "{from} – {to}  {what}");
        }
    }
    let [first, second] = overview.school_days;
    let _ = writeln!(out, "school days: {first} + {second}");
    out
}

fn csv(overview: &YearOverview) -> String {
    let mut out = String::from("what,from,to\n");
    for (what, from, to) in entries(overview) {
        let _ = writeln!(out, "\"{what}\",{from},{to}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_moment_is_its_day_in_latvia() {
        for text in [
            "2026-12-22",
            "2026-12-22T15:00",
            "2026-12-22T15:00:00",
            "2026-12-21T22:30:00Z",
        ] {
            assert_eq!(day_of(text), Some(date(2026, 12, 22)), "{text}");
        }
        assert_eq!(day_of("22.12.2026"), None);
    }
}
