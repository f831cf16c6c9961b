//! `balsts plan import|export|check|show`: the prevention programme as a file and as data.

use std::{
    fs,
    io::Cursor,
    path::{Path, PathBuf},
};

use balsts_app::programme::{
    ProgrammeVersion, Which,
    version::{TakeIn, TakenIn},
};
use balsts_domain::programme::{
    Change, Finding, FindingCode, PreventionLevel, Programme, RowNumbers, Table, VersionKind, check,
    check_taken_in,
};
use balsts_intake::{Lang, Limits, read_programme};
use balsts_reports::format::Language;
use clap::{Subcommand, ValueEnum};
use serde_json::{Value, json};

use super::{Context, Format};
use crate::{
    configuration::language,
    failure::Failure,
    output::{self, errln, outln},
};

/// Why a version was made.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Kind {
    /// As first adopted
    Adopted,
    /// The update before a school year
    Yearly,
    /// The review in the middle: strategic goals may not change
    MidTerm,
}

impl From<Kind> for VersionKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Adopted => Self::Adopted,
            Kind::Yearly => Self::Yearly,
            Kind::MidTerm => Self::MidTerm,
        }
    }
}

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    Toml,
    Xlsx,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Take a programme in from TOML or XLSX, all of it or nothing: the first is in force at once, a later one is a draft
    Import {
        /// TOML or XLSX, as `plan export` writes them
        file: PathBuf,
        /// Why the version was made (default: the first was adopted, a later one is a yearly update)
        #[arg(long, value_enum)]
        kind: Option<Kind>,
        /// What to say of it
        #[arg(long, value_name = "TEXT", default_value = "")]
        note: String,
        /// It may leave out goals that are in use
        #[arg(long)]
        drop_goals: bool,
        /// Check and compare, keep nothing
        #[arg(long)]
        dry_run: bool,
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Write the programme as TOML or XLSX
    Export {
        /// Number of the version (default: the one in force)
        #[arg(long, value_name = "N")]
        number: Option<i64>,
        /// File to write; its ending says the form (default: TOML to standard output)
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Form of the file, where its ending does not say it
        #[arg(long = "as", value_enum, value_name = "FORM")]
        form: Option<Form>,
    },
    /// Print what is wrong or doubtful in a file, or in the programme itself
    Check {
        /// TOML or XLSX; without it the version in force is looked at
        file: Option<PathBuf>,
        /// Number of the version
        #[arg(long, value_name = "N", conflicts_with = "file")]
        number: Option<i64>,
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Print the programme
    Show {
        /// Number of the version (default: the one in force)
        #[arg(long, value_name = "N")]
        number: Option<i64>,
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
}

pub async fn run(context: &Context, command: Command) -> Result<(), Failure> {
    match command {
        Command::Import {
            file,
            kind,
            note,
            drop_goals,
            dry_run,
            format,
        } => {
            let options = TakeIn {
                kind: kind.map(Into::into),
                note,
                drop_goals,
                dry_run,
            };
            import(context, &file, &options, format).await
        }
        Command::Export { number, output, form } => export(context, number, output, form).await,
        Command::Check { file, number, format } => {
            let findings = match file {
                Some(file) => match read(&file)? {
                    Ok((programme, rows)) => {
                        let base = current(context).await?;
                        rows.with_unread(check_taken_in(&programme, base.as_ref()))
                    }
                    Err(findings) => findings,
                },
                None => check(&version(context, number).await?.programme),
            };
            tell(&findings, format)?;
            if findings.iter().any(Finding::is_error) {
                Err(Failure::Said)
            } else {
                Ok(())
            }
        }
        Command::Show { number, format } => show(&version(context, number).await?, format),
    }
}

fn latvian() -> bool {
    language() == Language::Latvian
}

/// The programme of a file, or what is wrong with it cell by cell.
type Read = Result<(Programme, RowNumbers), Vec<Finding>>;

fn read(file: &Path) -> Result<Read, Failure> {
    let name = file.to_string_lossy();
    let bytes = fs::read(file).map_err(|error| {
        Failure::Refused(format!(
            "{name}: {error}; accepted is a TOML or XLSX file that can be read"
        ))
    })?;
    if bytes.starts_with(b"PK") {
        let lang = if latvian() { Lang::Lv } else { Lang::En };
        let sheets = read_programme(Cursor::new(bytes), &Limits::default())
            .map_err(|error| Failure::Refused(format!("{name}: {}", error.text(lang))))?;
        return Ok(Programme::from_sheets(&sheets));
    }
    let text = String::from_utf8(bytes).map_err(|_| {
        Failure::Refused(format!(
            "{name}: neither a workbook nor UTF-8 text; accepted are XLSX and TOML"
        ))
    })?;
    Ok(match Programme::from_toml(&text) {
        Ok(programme) => Ok((programme, RowNumbers::default())),
        Err(error) => {
            let line = error
                .line
                .map_or_else(String::new, |line| format!("{name}:{line}: "));
            let why = format!("{line}{}", error.message);
            Err(vec![
                Finding::new(FindingCode::Unreadable, Table::Document, 0, "", "").with("why", why),
            ])
        }
    })
}

/// The programme that a file would be compared with. A file is checked where there is no database and no municipality is named, too.
async fn current(context: &Context) -> Result<Option<Programme>, Failure> {
    let Some(app) = context.app_if_there().await? else {
        return Ok(None);
    };
    let found = match context.operator(&app).await {
        Ok(operator) => operator.programme(Which::Current).await?,
        Err(_) => None,
    };
    app.store.close().await?;
    Ok(found.map(|version| version.programme))
}

async fn version(context: &Context, number: Option<i64>) -> Result<ProgrammeVersion, Failure> {
    let app = context.app().await?;
    let operator = context.operator(&app).await?;
    let found = operator
        .programme(number.map_or(Which::Current, Which::Number))
        .await?;
    app.store.close().await?;
    found.ok_or_else(|| {
        Failure::Refused(match number {
            Some(number) => format!("there is no version {number} of the programme"),
            None => "there is no programme yet: balsts plan import FILE".to_owned(),
        })
    })
}

/// A finding as other programs read it; sentences in the language of the terminal.
fn finding(one: &Finding) -> Value {
    json!({
        "table": one.table.code(),
        "row": one.sheet_row.map_or(one.row as u64, u64::from),
        "column": one.column,
        "value": one.value,
        "code": one.code.code(),
        "severity": one.severity.code(),
        "error": one.words(latvian()),
    })
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn tell(findings: &[Finding], format: Format) -> Result<(), Failure> {
    match format {
        Format::Json => {
            let rows: Vec<Value> = findings.iter().map(finding).collect();
            outln!("{}", serde_json::to_string_pretty(&json!({"findings": rows}))?)
        }
        Format::Csv => {
            outln!("table,row,column,value,code,severity,error")?;
            for one in findings {
                outln!(
                    "{},{},{},{},{},{},{}",
                    one.table.code(),
                    one.sheet_row.map_or(one.row as u64, u64::from),
                    one.column,
                    quoted(&one.value),
                    one.code.code(),
                    one.severity.code(),
                    quoted(&one.words(latvian()))
                )?;
            }
            Ok(())
        }
        Format::Text => {
            for one in findings {
                outln!("{}", line(one))?;
            }
            Ok(())
        }
    }
}

fn line(one: &Finding) -> String {
    let severity = match (one.is_error(), latvian()) {
        (true, true) => "kļūda",
        (true, false) => "error",
        (false, true) => "jāpārbauda",
        (false, false) => "doubt",
    };
    format!("{severity}: {}", one.sentence(latvian()))
}

fn change(one: &Change) -> Value {
    let fields: Vec<Value> = one
        .fields
        .iter()
        .map(|field| json!({"column": field.column, "before": field.before, "after": field.after}))
        .collect();
    json!({
        "table": one.table.code(),
        "key": one.key,
        "title": one.title,
        "change": one.kind.code(),
        "fields": fields,
    })
}

async fn import(context: &Context, file: &Path, options: &TakeIn, format: Format) -> Result<(), Failure> {
    let read = read(file)?;
    let taken = match read {
        Err(findings) => TakenIn {
            findings,
            changes: Vec::new(),
            compared_with: None,
            number: None,
        },
        Ok((programme, rows)) => {
            let app = context.app().await?;
            let operator = context.operator(&app).await?;
            let mut taken = operator.take_in_programme(&programme, options).await?;
            app.store.close().await?;
            taken.findings = rows.with_unread(taken.findings);
            taken
        }
    };
    let name = file.to_string_lossy();
    if format == Format::Json {
        let findings: Vec<Value> = taken.findings.iter().map(finding).collect();
        let changes: Vec<Value> = taken.changes.iter().map(change).collect();
        outln!(
            "{}",
            serde_json::to_string_pretty(&json!({
                "file": name,
                "accepted": !taken.is_refused(),
                "version": taken.number,
                "compared_with": taken.compared_with,
                "changes": changes,
                "findings": findings,
            }))?
        )?;
    } else {
        for one in &taken.findings {
            errln!("{name}: {}", line(one));
        }
        for one in &taken.changes {
            outln!(
                "{} {} {}: {}",
                one.kind.code(),
                one.table.code(),
                one.key,
                one.title
            )?;
        }
    }
    if taken.is_refused() {
        errln!("{name}: refused, nothing was kept");
        return Err(Failure::Said);
    }
    match taken.number {
        Some(number) if taken.compared_with.is_none() => errln!("version {number} is in force"),
        Some(number) => errln!("version {number} is a draft: it is proposed and approved in the application"),
        None if options.dry_run => errln!("nothing was kept (--dry-run)"),
        None => errln!("the file says what the programme says: nothing to do"),
    }
    Ok(())
}

async fn export(
    context: &Context,
    number: Option<i64>,
    output: Option<PathBuf>,
    form: Option<Form>,
) -> Result<(), Failure> {
    let ending = output
        .as_ref()
        .and_then(|path| path.extension())
        .and_then(|ending| Form::from_str(&ending.to_string_lossy(), true).ok());
    let form = match (form, ending, &output) {
        (Some(form), ..) | (None, Some(form), _) => form,
        (None, None, None) => Form::Toml,
        (None, None, Some(path)) => {
            return Err(Failure::Usage(format!(
                "{}: accepted are names that end in .toml or .xlsx, or --as toml|xlsx",
                path.display()
            )));
        }
    };
    let version = version(context, number).await?;
    let bytes = match form {
        Form::Toml => version.programme.to_toml().into_bytes(),
        Form::Xlsx => balsts_reports::programme::workbook(&version.programme)
            .map_err(|error| Failure::Failed(error.to_string()))?,
    };
    match output {
        Some(path) => {
            fs::write(&path, bytes)?;
            errln!("{} written", path.display());
            Ok(())
        }
        None => output::bytes(&bytes),
    }
}

/// The programme as other programs read it: the names of the contract, and what else there is under the names of the file.
fn as_json(version: &ProgrammeVersion) -> Value {
    let ProgrammeVersion { row, programme } = version;
    let mut whole = programme.to_json();
    let results = whole["results_method"].take();
    if let Some(indicators) = whole["indicators"].as_array_mut() {
        for (indicator, key) in indicators.iter_mut().zip(programme.indicator_keys()) {
            indicator["id"] = key.into();
        }
    }
    if let Some(whole) = whole.as_object_mut() {
        whole.remove("results_method");
        whole.insert("results".to_owned(), results);
        whole.insert("version".to_owned(), row.number.into());
        whole.insert("state".to_owned(), row.state.clone().into());
        whole.insert("kind".to_owned(), row.kind.clone().into());
        whole.insert("decision".to_owned(), row.decision.clone().into());
    }
    whole
}

fn show(version: &ProgrammeVersion, format: Format) -> Result<(), Failure> {
    let programme = &version.programme;
    match format {
        Format::Json => outln!("{}", serde_json::to_string_pretty(&as_json(version))?),
        Format::Csv => {
            outln!("table,level,nr,title,start,end")?;
            for goal in &programme.goals {
                outln!(
                    "goals,{},{},{},,",
                    goal.level.letter(),
                    quoted(&goal.nr),
                    quoted(&goal.title)
                )?;
            }
            for one in &programme.activities {
                let year = |year: Option<&i16>| year.map_or_else(String::new, ToString::to_string);
                outln!(
                    "activities,{},{},{},{},{}",
                    one.level.letter(),
                    quoted(one.number().unwrap_or_default()),
                    quoted(&one.title),
                    year(one.years.iter().min()),
                    year(one.years.iter().max())
                )?;
            }
            for one in &programme.tasks {
                outln!(
                    "tasks,{},{},{},{},{}",
                    one.level.letter(),
                    quoted(one.nr.as_deref().unwrap_or(&one.activity_nr)),
                    quoted(&one.title),
                    one.start,
                    one.end
                )?;
            }
            Ok(())
        }
        Format::Text => text(version),
    }
}

fn text(version: &ProgrammeVersion) -> Result<(), Failure> {
    let ProgrammeVersion { row, programme } = version;
    outln!("{}", programme.document.title)?;
    outln!(
        "{}–{}, version {} ({})",
        programme.period.from,
        programme.period.to,
        row.number,
        row.state
    )?;
    for level in PreventionLevel::ALL {
        outln!("\n{} {}", level.sign(), level.code())?;
        for goal in programme.goals.iter().filter(|goal| goal.level == level) {
            outln!("  {} {}", goal.nr, goal.title)?;
            let serving = programme.activities.iter().filter(|activity| {
                programme
                    .goal_of(activity.level, &activity.goal_nr)
                    .is_some_and(|one| one == goal)
            });
            for activity in serving {
                outln!("    {} {}", activity.number().unwrap_or("–"), activity.title)?;
            }
        }
    }
    outln!(
        "\n{} indicators, {} tasks, {} resources, {} institutions, {} irregularities",
        programme.indicators.len(),
        programme.tasks.len(),
        programme.resources.len(),
        programme.institutions.len(),
        programme.irregularities.len()
    )
}
