//! What is said of a file on the terminal, in the language asked for.

use std::io::ErrorKind;

use balsts_app::load::LoadReport;
use balsts_intake::Rejected;
use balsts_web::texts::{Arg, Texts};

use super::super::Format;
use crate::{
    failure::Failure,
    output::{errln, outln},
};

/// A wrong flag, with what it takes.
pub(super) fn wrong(texts: Texts, key: &str, value: &str, accepted: &str) -> Failure {
    let args = [("value", value), ("accepted", accepted)];
    Failure::Usage(texts.t_args(
        key,
        &args.map(|(name, text)| (name.to_owned(), Arg::Text(text.into()))),
    ))
}

/// Why the file cannot be read; what the system says is in one language only.
pub(super) fn unreadable(texts: Texts, file: &str, error: &std::io::Error) -> Failure {
    let key = match error.kind() {
        ErrorKind::NotFound => "command-file-missing",
        ErrorKind::PermissionDenied => "command-file-denied",
        ErrorKind::IsADirectory => "command-file-folder",
        _ => "command-file-unreadable",
    };
    let args = [("file", file.to_owned()), ("detail", error.to_string())];
    Failure::Refused(texts.t_args(key, &args.map(|(name, text)| (name.to_owned(), Arg::Text(text)))))
}

/// The counts, what is wrong row by row, and why nothing was stored.
pub(super) fn say(report: &LoadReport, format: Format, file: &str, texts: Texts) -> Result<(), Failure> {
    match format {
        Format::Json => outln!("{}", serde_json::to_string(report)?)?,
        Format::Csv => {
            outln!("row,column,value,error")?;
            for one in &report.rejected {
                let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
                outln!(
                    "{},{},{},{}",
                    one.row,
                    quoted(&one.column),
                    quoted(&one.value),
                    quoted(&one.error)
                )?;
            }
        }
        Format::Text => outln!("{}", summary(report, texts))?,
    }
    if format == Format::Json {
        return Ok(());
    }
    // What is wrong with the file as a whole is said once, below.
    let whole = report.refused.as_ref().map(|refused| refused.text.as_str());
    let rows = report
        .rejected
        .iter()
        .filter(|one| format == Format::Text && Some(one.error.as_str()) != whole);
    for one in rows {
        errln!("{}", sentence(one, file, texts));
    }
    let more = report.rejected_total.saturating_sub(report.rejected.len() as u64);
    if more > 0 {
        errln!("{}", texts.t1("command-row-more", "count", more as f64));
    }
    for warning in &report.warnings {
        errln!("{}", about(texts, "command-warning", file, warning));
    }
    if let Some(refused) = &report.refused {
        errln!("{}", about(texts, "command-file", file, &refused.text));
    }
    Ok(())
}

fn about(texts: Texts, key: &str, file: &str, text: &str) -> String {
    let args = [("file", file), ("text", text)];
    texts.t_args(
        key,
        &args.map(|(name, text)| (name.to_owned(), Arg::Text(text.into()))),
    )
}

/// The counts in one line. They are plain numbers: scripts read the line too.
fn summary(report: &LoadReport, texts: Texts) -> String {
    let counts = [
        ("rows", report.rows),
        ("accepted", report.accepted),
        ("new", report.new),
        ("changed", report.changed),
        ("gone", report.gone),
        ("unchanged", report.unchanged),
        ("rejected", report.rejected_total),
    ];
    let args: Vec<(String, Arg)> = [("kind".to_owned(), Arg::Text(report.kind.clone()))]
        .into_iter()
        .chain(counts.map(|(name, count)| (name.to_owned(), Arg::Text(count.to_string()))))
        .collect();
    texts.t_args("command-summary", &args)
}

/// What is wrong with a row: file, row, column, value, and what would be accepted.
fn sentence(one: &Rejected, file: &str, texts: Texts) -> String {
    let key = if one.column.is_empty() {
        "command-row-whole"
    } else if one.value.is_empty() {
        "command-row-empty"
    } else {
        "command-row"
    };
    let row = one.row.to_string();
    let args = [
        ("file", file),
        ("row", row.as_str()),
        ("column", one.column.as_str()),
        ("value", one.value.as_str()),
        ("error", one.error.as_str()),
    ];
    texts.t_args(
        key,
        &args.map(|(name, text)| (name.to_owned(), Arg::Text(text.into()))),
    )
}
