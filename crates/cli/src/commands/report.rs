//! `balsts report KIND`: documents. What a terminal prints is internal and not suppressed, unless `--published` asks for it.

mod paper;

use std::path::{Path, PathBuf};

use balsts_app::report::ReportPeriod;
use balsts_domain::calendar::{SchoolYear, Semester};
use balsts_reports::{
    document::{Document, DocumentError},
    format::Language,
};
use clap::{Args, ValueEnum};

use super::Context;
use crate::{
    configuration::language,
    failure::Failure,
    output::{self, errln},
};

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
    /// Which report
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(
        balsts_app::report::KINDS.into_iter().chain(paper::KINDS)
    ))]
    kind: String,
    /// Calendar year in which the school year begins; of `annual`, in whose August it is presented: it covers the school year that ends in it
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
    /// Withhold what only few children stand behind: for the public
    #[arg(long)]
    published: bool,
    /// Format of the file (default: by the ending of its name, else csv)
    #[arg(long, value_enum)]
    format: Option<ReportFormat>,
    /// File to write (default: standard output)
    #[arg(short, long)]
    output: Option<PathBuf>,
}

/// The format asked for, else that of the file's ending.
fn format_of(asked: Option<ReportFormat>, file: Option<&Path>) -> Result<ReportFormat, Failure> {
    match (asked, file.and_then(Path::extension)) {
        (Some(format), _) => Ok(format),
        (None, None) => Ok(ReportFormat::Csv),
        (None, Some(ending)) => ReportFormat::from_str(&ending.to_string_lossy(), true).map_err(|_| {
            Failure::Usage(format!(
                "no format goes by the ending .{}: name one with --format",
                ending.to_string_lossy()
            ))
        }),
    }
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
        published: args.published,
    };
    let format = format_of(args.format, args.output.as_deref())?;
    let app = context.app().await?;
    let operator = context.operator(&app).await?;
    if paper::KINDS.contains(&args.kind.as_str()) {
        let bytes = paper::written(&operator, &args.kind, args.year, format).await?;
        write(args.output, &bytes)?;
        return Ok(app.store.close().await?);
    }
    let table = operator
        .report(&args.kind, &wanted)
        .await
        .map_err(|error| match error {
            balsts_app::AppError::NotFound => {
                Failure::Usage("the calendar does not know this semester".to_owned())
            }
            other => other.into(),
        })?;
    let document = |table| Document {
        date: Some(operator.today()),
        ..Document::of_table(table, Language::Latvian)
    };
    let bytes = match format {
        ReportFormat::Csv => table
            .to_csv()
            .map_err(|error| Failure::Failed(error.to_string()))?
            .into_bytes(),
        ReportFormat::Xlsx => table
            .to_xlsx(Language::Latvian)
            .map_err(|error| Failure::Failed(error.to_string()))?,
        ReportFormat::Html => table.to_html(Language::Latvian).into_bytes(),
        ReportFormat::Docx => document(&table)
            .to_docx()
            .map_err(|error| Failure::Failed(error.to_string()))?,
        ReportFormat::Pdf => document(&table).to_pdf().map_err(|error| match error {
            DocumentError::NoPdf => Failure::Refused(error.to_string()),
            _ => Failure::Failed(error.to_string()),
        })?,
    };
    // A CSV file has no room for notes.
    if format == ReportFormat::Csv {
        for note in &table.notes {
            errln!("{}", note.in_language(language()));
        }
    }
    write(args.output, &bytes)?;
    Ok(app.store.close().await?)
}

/// Writes to the file asked for, else to standard output.
fn write(file: Option<PathBuf>, bytes: &[u8]) -> Result<(), Failure> {
    match file {
        Some(path) => std::fs::write(&path, bytes)
            .map_err(|error| Failure::Refused(format!("{} cannot be written: {error}", path.display()))),
        None => output::bytes(bytes),
    }
}
