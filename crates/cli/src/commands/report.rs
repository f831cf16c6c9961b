//! `balsts report KIND`: documents. What a terminal prints is internal and not suppressed, unless `--published` asks for it. A document about one
//! record is named by its number; writing it out is an entry of the audit log.

mod paper;

use std::path::{Path, PathBuf};

use balsts_app::{AppError, Ctx, report::ReportPeriod};
use balsts_domain::calendar::{SchoolYear, Semester};
use balsts_reports::{
    document::{Document, DocumentError},
    format::Language,
};
use balsts_web::texts::{Arg, Texts};
use clap::{Args, ValueEnum, builder::PossibleValue};

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
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(kinds()))]
    kind: String,
    /// Number of the plan, meeting or written report, for support-plan, minutes and case-report
    #[arg(long)]
    id: Option<i64>,
    /// Calendar year in which the school year begins; of `annual`, in whose August it is presented: it covers the school year that ends in it; of `interim`, at whose end it is made
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

/// Documents about one record, each named by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum OfRecord {
    SupportPlan,
    Minutes,
    CaseReport,
}

fn kinds() -> impl Iterator<Item = PossibleValue> {
    let tables = balsts_app::report::KINDS.into_iter().chain(paper::KINDS);
    let tables = tables.map(PossibleValue::new);
    let records = OfRecord::value_variants().iter();
    tables.chain(records.filter_map(OfRecord::to_possible_value))
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

/// Refuses what would narrow a table where the document is no table, and a year where it is of none: written all the same, it would pass for
/// what was asked.
fn check_taken(args: &Report) -> Result<(), Failure> {
    let is_of_record = OfRecord::from_str(&args.kind, false).is_ok();
    let accepted = if is_of_record {
        "--id, --format, --output"
    } else if paper::KINDS.contains(&args.kind.as_str()) {
        paper::accepted(&args.kind)
    } else {
        return Ok(());
    };
    let options: Vec<&str> = [
        ("--year", args.year.is_some() && !accepted.contains("--year")),
        ("--school-year", args.school_year.is_some()),
        ("--semester", args.semester.is_some()),
        ("--on", args.on.is_some()),
        ("--published", args.published && !paper::is_published(&args.kind)),
    ]
    .into_iter()
    .filter(|(_, is_given)| *is_given)
    .map(|(option, _)| option)
    .collect();
    if options.is_empty() {
        return Ok(());
    }
    let said = [
        ("kind", args.kind.clone()),
        ("options", options.join(", ")),
        ("accepted", accepted.to_owned()),
    ];
    let said = said.map(|(name, text)| (name.to_owned(), Arg::Text(text)));
    let texts = Texts::of(language());
    Err(Failure::Usage(texts.t_args("command-report-not-taken", &said)))
}

pub async fn report(context: &Context, args: Report) -> Result<(), Failure> {
    check_taken(&args)?;
    let format = format_of(args.format, args.output.as_deref())?;
    let app = context.app().await?;
    let operator = context.operator(&app).await?;
    let bytes = match (OfRecord::from_str(&args.kind, false).ok(), args.id) {
        (Some(kind), Some(number)) => {
            let document = record(&operator, kind, number).await?.ok_or_else(|| {
                Failure::Refused(format!("there is no {} with the number {number}", args.kind))
            })?;
            written(&document, format)?
        }
        (Some(_), None) => {
            let said = format!("{} is about one record: name it with --id", args.kind);
            return Err(Failure::Usage(said));
        }
        (None, Some(_)) => {
            let said = format!("{} is not about one record: leave out --id", args.kind);
            return Err(Failure::Usage(said));
        }
        (None, None) if paper::KINDS.contains(&args.kind.as_str()) => {
            paper::bytes(&operator, &args.kind, args.year, format).await?
        }
        (None, None) => table(&operator, &args, format).await?,
    };
    write(args.output, &bytes)?;
    Ok(app.store.close().await?)
}

/// The document about one record, if there is one. Documents are Latvian.
async fn record(operator: &Ctx, kind: OfRecord, number: i64) -> Result<Option<Document>, Failure> {
    const LANGUAGE: Language = Language::Latvian;
    let found = match kind {
        OfRecord::SupportPlan => operator
            .export_plan(number)
            .await
            .map(|plan| Some(plan.document(LANGUAGE, operator.today()))),
        OfRecord::Minutes => operator
            .export_minutes(number)
            .await
            .map(|view| Some(balsts_web::paper::minutes(LANGUAGE, &view))),
        OfRecord::CaseReport => operator
            .export_case_report_by_number(number)
            .await
            .map(|(case, report)| balsts_web::paper::case_report(LANGUAGE, &case, &report)),
    };
    match found {
        Err(AppError::NotFound) => Ok(None),
        found => Ok(found?),
    }
}

/// A document as a file.
fn written(document: &Document, format: ReportFormat) -> Result<Vec<u8>, Failure> {
    match format {
        ReportFormat::Html => Ok(document.to_page().into_bytes()),
        ReportFormat::Docx => document
            .to_docx()
            .map_err(|error| Failure::Failed(error.to_string())),
        ReportFormat::Pdf => document.to_pdf().map_err(|error| match error {
            DocumentError::NoPdf => Failure::Refused(error.to_string()),
            _ => Failure::Failed(error.to_string()),
        }),
        ReportFormat::Csv | ReportFormat::Xlsx => Err(Failure::Usage(
            "a document about one record is not a table: ask for --format pdf, docx or html".to_owned(),
        )),
    }
}

/// A report's table as a file.
async fn table(operator: &Ctx, args: &Report, format: ReportFormat) -> Result<Vec<u8>, Failure> {
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
    let table = operator
        .report(&args.kind, &wanted)
        .await
        .map_err(|error| match error {
            AppError::NotFound => Failure::Usage("the calendar does not know this semester".to_owned()),
            other => other.into(),
        })?;
    // A CSV file has no room for notes.
    if format == ReportFormat::Csv {
        for note in &table.notes {
            errln!("{}", note.in_language(language()));
        }
    }
    match format {
        ReportFormat::Csv => Ok(table
            .to_csv()
            .map_err(|error| Failure::Failed(error.to_string()))?
            .into_bytes()),
        ReportFormat::Xlsx => table
            .to_xlsx(Language::Latvian)
            .map_err(|error| Failure::Failed(error.to_string())),
        ReportFormat::Html | ReportFormat::Docx | ReportFormat::Pdf => {
            let document = operator.report_paper(&table, Language::Latvian).await?;
            written(&document, format)
        }
    }
}

/// Writes to the file asked for, else to standard output.
fn write(file: Option<PathBuf>, bytes: &[u8]) -> Result<(), Failure> {
    match file {
        Some(path) => std::fs::write(&path, bytes)
            .map_err(|error| Failure::Refused(format!("{} cannot be written: {error}", path.display()))),
        None => output::bytes(bytes),
    }
}
