//! The documents that are more than one table: the programme as a whole, the yearly report on it, and the evaluation halfway.

use balsts_app::{Ctx, programme::Which};
use balsts_domain::programme::AnnualYear;
use balsts_reports::format::Language;

use super::{ReportFormat, written};
use crate::failure::Failure;

/// Their names.
pub(super) const KINDS: [&str; 3] = ["programme", "annual", "interim"];
/// What may be said of one beside its name.
pub(super) fn accepted(kind: &str) -> &'static str {
    if kind == "programme" {
        "--year, --format, --output"
    } else {
        "--year, --published, --format, --output"
    }
}

/// Whether figures stand in one only as they may be published, whoever asks: what `--published` asks for is done already.
pub(super) fn is_published(kind: &str) -> bool {
    matches!(kind, "annual" | "interim")
}

/// Years that can be asked for.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;

fn failed(error: impl std::fmt::Display) -> Failure {
    Failure::Failed(error.to_string())
}

/// The bytes of a document.
pub(super) async fn bytes(
    operator: &Ctx,
    kind: &str,
    year: Option<i16>,
    format: ReportFormat,
) -> Result<Vec<u8>, Failure> {
    if format == ReportFormat::Csv {
        return Err(Failure::Usage(format!(
            "`{kind}` is a document of many tables and has no CSV: say --format docx, pdf, html or xlsx"
        )));
    }
    let none = || {
        Failure::Refused(
            "the municipality has no programme yet: `balsts plan import` takes one in".to_owned(),
        )
    };
    if let Some(year) = year.filter(|year| !YEARS.contains(year)) {
        return Err(Failure::Usage(format!(
            "year {year} is not accepted: years from {} to {} are",
            YEARS.start(),
            YEARS.end()
        )));
    }
    if kind == "programme" {
        let which = year.map_or(Which::Current, Which::OfYear);
        let version = operator.programme(which).await?;
        let version = version.ok_or_else(|| match year {
            Some(year) => Failure::Refused(format!(
                "no version of the programme speaks of {year}: leave out --year for the one in force"
            )),
            None => none(),
        })?;
        if format == ReportFormat::Xlsx {
            return balsts_reports::programme::workbook(&version.programme).map_err(failed);
        }
        let document = operator
            .programme_document(Which::Number(version.row.number), Language::Latvian)
            .await?;
        return written(&document.ok_or_else(none)?, format);
    }
    let year = year.map_or_else(|| operator.annual_year(), AnnualYear::new);
    if kind == "interim" {
        let interim = operator.interim(year).await?.ok_or_else(none)?;
        if format == ReportFormat::Xlsx {
            return interim.to_xlsx(Language::Latvian).map_err(failed);
        }
        return written(&interim.document(Language::Latvian), format);
    }
    let view = operator.annual(year).await?.ok_or_else(none)?;
    if format == ReportFormat::Xlsx {
        return view.report.to_xlsx(Language::Latvian).map_err(failed);
    }
    written(&view.report.document(Language::Latvian), format)
}
