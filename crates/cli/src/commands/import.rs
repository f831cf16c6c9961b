//! `balsts import KIND FILE`.

mod said;

use std::{
    fs::File,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use balsts_app::{
    AppError, Ctx,
    load::{ErrorTable, LoadOptions, LoadProgress, LoadReport, LoadStep, stored_kinds},
};
use balsts_domain::registry::Source;
use balsts_intake::{Encoding, Kind, Lang, Limits, Profile, ProfileError, Separator};
use balsts_reports::format;
use balsts_web::texts::Texts;
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;

use self::said::{say, unreadable, wrong};
use super::{Context, Format};
use crate::{configuration, failure::Failure, output::errln};

/// Language of messages about a file.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Language {
    Lv,
    En,
}

#[derive(Debug, Args)]
pub struct Import {
    #[arg(help = format!("What the file holds: {}", kinds()))]
    kind: String,
    /// CSV or XLSX
    file: PathBuf,
    /// Mapping profile: the name of one that ships (journal-lessons, period-totals) or a TOML file
    #[arg(long)]
    profile: Option<String>,
    #[arg(long, value_name = "CODE", help = format!(
        "System or paper that the file came from (default: that of the profile): {}", sources()))]
    source: Option<String>,
    /// The source in words: needed with `--source other`, a remark else
    #[arg(long, value_name = "TEXT")]
    source_note: Option<String>,
    /// Day as of which the file stands (default: today); institutions are what their file says from this day on
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// Write the refused rows as a table to be mended and sent again: FILE.csv or FILE.xlsx
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
    /// Check and report, store nothing
    #[arg(long)]
    dry_run: bool,
    /// Store the good rows although some are bad
    #[arg(long)]
    skip_bad_rows: bool,
    /// The file is the whole truth for its kind, institutions and period: what it lacks counts as gone
    #[arg(long)]
    snapshot: bool,
    /// Store although more than the brake's share of the stored records would change or go
    #[arg(long)]
    accept_large_change: bool,
    /// utf-8 or windows-1257 (found out when not given)
    #[arg(long)]
    encoding: Option<String>,
    /// , ; or tab (found out when not given)
    #[arg(long)]
    separator: Option<String>,
    /// Sheet of a workbook
    #[arg(long)]
    sheet: Option<String>,
    /// Language of errors and warnings (default: that of the terminal)
    #[arg(long, value_enum)]
    language: Option<Language>,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// The kinds that are accepted.
fn kinds() -> String {
    stored_kinds().map(Kind::code).collect::<Vec<_>>().join(", ")
}

/// The codes of sources.
fn sources() -> String {
    Source::ALL.map(Source::code).join(", ")
}

/// Where the refused rows go: a table by the end of its name, never the file itself.
fn errors_into(path: PathBuf, file: &Path, texts: Texts) -> Result<(PathBuf, ErrorTable), Failure> {
    let name = path.to_string_lossy();
    let table = ErrorTable::of_name(&name).ok_or_else(|| wrong(texts, "command-errors-ending", &name, ""))?;
    let same = path == file
        || path
            .canonicalize()
            .is_ok_and(|path| file.canonicalize().is_ok_and(|file| path == file));
    if same {
        return Err(wrong(texts, "command-errors-same", &name, ""));
    }
    Ok((path, table))
}

/// Writes the refused rows, where there are any that can be written.
fn write_errors(
    (path, table): &(PathBuf, ErrorTable),
    kind: Kind,
    file: &Path,
    options: &LoadOptions,
    report: &LoadReport,
    texts: Texts,
) -> Result<(), Failure> {
    let shown = path.to_string_lossy();
    if report.rejected_total == 0 {
        errln!("{}", texts.t1("command-errors-none", "file", &*shown));
        return Ok(());
    }
    match table.write(kind, File::open(file)?, options, report) {
        Ok(bytes) => {
            std::fs::write(path, bytes)
                .map_err(|error| Failure::Failed(format!("{}: {error}", path.display())))?;
            errln!("{}", texts.t1("command-errors-written", "file", &*shown));
        }
        Err(error) => errln!("{}", Failure::of(error, texts)),
    }
    Ok(())
}

/// The language in which files are spoken of.
const fn lang(texts: Texts) -> Lang {
    match texts.language {
        format::Language::Latvian => Lang::Lv,
        format::Language::English => Lang::En,
    }
}

/// A file that can be read; a folder opens too, and fails only later.
fn open(path: &Path) -> std::io::Result<File> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    Ok(file)
}

/// A profile that ships, or one from a file.
fn profile(name: &str, texts: Texts) -> Result<Profile, Failure> {
    let refused = |error: &ProfileError| Failure::Refused(error.text(lang(texts)));
    if let Ok(text) = std::fs::read_to_string(name) {
        return Profile::parse(name, &text).map_err(|error| refused(&error));
    }
    let local = PathBuf::from("profiles").join(format!("{name}.toml"));
    if let Ok(text) = std::fs::read_to_string(local) {
        return Profile::parse(name, &text).map_err(|error| refused(&error));
    }
    Profile::shipped(name).map_err(|_| {
        let shipped: Vec<&str> = Profile::shipped_names().collect();
        wrong(texts, "command-profile-unknown", name, &shipped.join(", "))
    })
}

pub async fn import(context: &Context, args: Import) -> Result<(), Failure> {
    let texts = Texts::of(match args.language {
        Some(Language::Lv) => format::Language::Latvian,
        Some(Language::En) => format::Language::English,
        None => configuration::language(),
    });
    let kind =
        Kind::parse(&args.kind).ok_or_else(|| wrong(texts, "command-kind-unknown", &args.kind, &kinds()))?;
    let encoding = match args.encoding.as_deref() {
        None => None,
        Some("utf-8") => Some(Encoding::Utf8),
        Some("windows-1257") => Some(Encoding::Windows1257),
        Some(other) => return Err(wrong(texts, "command-encoding-unknown", other, "")),
    };
    let separator = match args.separator.as_deref() {
        None => None,
        Some(",") => Some(Separator::Comma),
        Some(";") => Some(Separator::Semicolon),
        Some("tab" | "\t") => Some(Separator::Tab),
        Some(other) => return Err(wrong(texts, "command-separator-unknown", other, "")),
    };
    let source = match args.source.as_deref() {
        None => None,
        Some(code) => Some(
            Source::parse(code).ok_or_else(|| wrong(texts, "command-source-unknown", code, &sources()))?,
        ),
    };
    let errors = args
        .errors
        .map(|path| errors_into(path, &args.file, texts))
        .transpose()?;
    let options = LoadOptions {
        source,
        source_note: args.source_note,
        as_of: args.as_of,
        profile: args
            .profile
            .as_deref()
            .map(|name| profile(name, texts))
            .transpose()?,
        encoding,
        separator,
        sheet: args.sheet,
        // Uploads are bounded; whoever runs the command line has the machine anyway.
        limits: Limits {
            text_bytes: u64::MAX,
            ..Limits::default()
        },
        snapshot: args.snapshot,
        dry_run: args.dry_run,
        skip_bad_rows: args.skip_bad_rows,
        accept_large_change: args.accept_large_change,
        lang: lang(texts),
        ..LoadOptions::default()
    };
    let path = args.file.to_string_lossy();
    let file = open(&args.file).map_err(|error| unreadable(texts, &path, &error))?;
    let name = args
        .file
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let app = context.app().await?;
    let operator = context.operator(&app).await?;
    let report = load(&operator, kind, file, &name, &options)
        .await
        .map_err(|error| Failure::of(error, texts))?;
    say(&report, args.format, &path, texts)?;
    if let Some(errors) = &errors {
        write_errors(errors, kind, &args.file, &options, &report, texts)?;
    }
    app.store.close().await?;
    if report.is_refused() {
        Err(Failure::Said)
    } else {
        Ok(())
    }
}

/// Loads with a progress bar on a terminal and evaluates the pupils touched.
async fn load(
    operator: &Ctx,
    kind: Kind,
    file: File,
    name: &str,
    options: &LoadOptions,
) -> Result<LoadReport, AppError> {
    let style = ProgressStyle::with_template("{msg:10} {bar:40} {bytes}/{total_bytes} {elapsed}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    // Draws nothing when standard error is not a terminal.
    let bar = ProgressBar::new(file.metadata().map_or(0, |file| file.len())).with_style(style);
    let shown = bar.clone();
    let progress = move |at: LoadProgress| {
        shown.set_length(at.total);
        shown.set_position(at.read);
        shown.set_message(match at.step {
            LoadStep::Reading => "reading",
            LoadStep::Comparing => "comparing",
            LoadStep::Storing => "storing",
        });
    };
    let report = operator.load(kind, file, name, options, progress).await?;
    bar.finish_and_clear();
    Ok(report)
}
