//! `balsts report KIND`: documents. What a terminal prints is internal and not suppressed.

use std::{io::Write, path::PathBuf};

use balsts_app::report::ReportPeriod;
use balsts_domain::calendar::{SchoolYear, Semester};
use balsts_reports::format::Language;
use clap::{Args, ValueEnum};

use super::Context;
use crate::failure::Failure;

/// File formats of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    Csv,
    Xlsx,
    Html,
    Pdf,
    Docx,
}

#[derive(Debug, Args)]
pub struct Report {
    /// absences, enrolment, staff, support-plans, risks or consultations
    kind: String,
    /// Calendar year in which the school year begins
    #[arg(long)]
    year: Option<i16>,
    /// School year, 2022/23
    #[arg(long)]
    school_year: Option<SchoolYear>,
    /// Semester 1 or 2
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=2))]
    semester: Option<u8>,
    /// A day, for reports as of a day
    #[arg(long)]
    on: Option<jiff::civil::Date>,
    #[arg(long, value_enum, default_value = "csv")]
    format: ReportFormat,
    /// File to write (default: standard output)
    #[arg(short, long)]
    output: Option<PathBuf>,
}

pub async fn report(context: &Context, args: Report) -> Result<(), Failure> {
    let year = match (args.school_year, args.year) {
        (Some(year), _) => Some(year),
        (None, Some(year)) => Some(SchoolYear::new(year)),
        (None, None) => args.on.map(SchoolYear::of),
    };
    let wanted = ReportPeriod {
        school_year: year,
        semester: args.semester.and_then(Semester::from_number),
        on: args.on,
    };
    let app = context.app().await?;
    let operator = context.operator(&app).await?;
    let table = operator
        .report(&args.kind, &wanted)
        .await
        .map_err(|error| match error {
            balsts_app::AppError::NotFound => Failure::Usage(
                "KIND is absences, enrolment, staff, support-plans, risks or consultations, and the semester one that is known"
                    .to_owned(),
            ),
            other => other.into(),
        })?;
    let bytes = match args.format {
        ReportFormat::Csv => table
            .to_csv()
            .map_err(|error| Failure::Failed(error.to_string()))?
            .into_bytes(),
        ReportFormat::Xlsx => table
            .to_xlsx(Language::Latvian)
            .map_err(|error| Failure::Failed(error.to_string()))?,
        ReportFormat::Html => table.to_html(Language::Latvian).into_bytes(),
        ReportFormat::Pdf | ReportFormat::Docx => {
            return Err(Failure::Refused(
                "this report is written as csv, xlsx or html".to_owned(),
            ));
        }
    };
    match args.output {
        Some(path) => std::fs::write(path, bytes)?,
        None => std::io::stdout().lock().write_all(&bytes)?,
    }
    Ok(app.store.close().await?)
}
